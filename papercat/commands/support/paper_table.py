"""The columns and rows of a table of papers, the same in every command."""

from collections.abc import Sequence

from papercat.commands.support.wording import plural
from papercat.papers.find_paper import PaperLine
from papercat.shown import Cell, Column, Link, Short
from papercat.text.names import is_suffix

INFERRED = "~"
"""the sign before everything that papercat inferred"""
LEGEND = f"{INFERRED} inferred, not printed on the paper's entry"

PAPER_COLUMNS = (
    Column("key", rank=0, whole=True, style="cyan"),
    Column("published", 4, 1, label="year"),
    Column("title", rank=0, style="bold"),
    Column("authors", 18, 3, under="title"),
    Column("categories", rank=4, whole=True, label="category"),
)
LINES = 2
"""the most lines that a paper takes in a table"""
_NAMED = 3
"""authors that a table names"""


def paper_row(
    line: PaperLine, title: Cell, address: str | None = None, *, all_authors: bool = False
) -> tuple[Cell, ...]:
    """Make the row of a paper."""
    published = line.published and Short(line.published, line.published[:4])
    authors: Cell = authors_cell(line)
    if all_authors:
        authors = authors_text(line)
    categories = Short(line.categories, line.categories.partition(" ")[0])
    return Link(line.key, address), published, title, authors, categories


def authors_text(line: PaperLine) -> str:
    """Write all authors: `Ada Moor, Ben Okafor et al., ~Cem Acar`."""
    stated = line.authors
    if line.truncated:
        stated += " et al."
    inferred = [INFERRED + name for name in line.inferred]
    return ", ".join(filter(None, [stated, *inferred]))


def authors_cell(line: PaperLine) -> Short:
    """Make a cell of the authors; a table shows `Moor, Okafor, Acar +19`."""
    return Short(authors_text(line), _short_authors(line, _NAMED), _short_authors(line, 1))


def _short_authors(line: PaperLine, named: int) -> str:
    """Write the surnames of the first authors and count the others."""
    names = _names(line.authors)
    short = ", ".join(map(_surname, names[:named]))
    if len(names) > named:
        short += f" +{len(names) - named}"
    if line.truncated:
        short += " et al."
    inferred = [INFERRED + _surname(name) for name in line.inferred[:_NAMED]]
    if len(line.inferred) > _NAMED:
        inferred.append(f"{INFERRED}+{len(line.inferred) - _NAMED}")
    return " ".join([short, *inferred]).strip()


def _names(authors: str) -> list[str]:
    """Split a list of authors at its commas, but not before a `Jr.`."""
    names: list[str] = []
    for part in authors.split(", "):
        if names and is_suffix(part):
            names[-1] += f", {part}"
        elif part:
            names.append(part)
    return names


def _surname(name: str) -> str:
    """Give the last word of a name, with particles such as `van den` before it."""
    words = name.partition(",")[0].split()
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return " ".join(words[start:]) or name


def legend(lines: Sequence[PaperLine]) -> tuple[str, str] | None:
    """Explain the sign among the authors, if one of these papers has it."""
    if any(line.inferred for line in lines):
        return "authors", LEGEND
    return None


def caption(shown: int, total: int) -> str:
    """Count the papers shown, and all if there are more."""
    if shown < total:
        return f"{shown} of {total} papers"
    return plural(total, "paper")
