"""BibLaTeX: an entry for every paper."""

from typing import TextIO

from papercat.exporting.bibliography import papers_of
from papercat.exporting.bibtex_entry import BIBLATEX, bibtex_entry
from papercat.shown import Page, Rows
from papercat.terminal import Screen


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  the same everywhere
    """Write the entries with blank lines between."""
    between = ""
    for paper in papers_of(shown, "biblatex"):
        out.write(between + bibtex_entry(paper, BIBLATEX))
        between = "\n"
