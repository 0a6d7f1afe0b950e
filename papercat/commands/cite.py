"""The `cite` command.

papercat cite hoffmann2022training
papercat cite hoffmann2022training 2203.02155 --biblatex
papercat cite hoffmann2022training --csl | pandoc --citeproc …

Without a format, papers are written as BibTeX. Keys, identifiers and web addresses work, as
in `papercat show`. Inferred authors are left out. `papercat search`, `author` and `export`
write the same formats.
"""

from papercat.commands.support.invocation import Invocation, Keys
from papercat.commands.support.paper_list import paper_list
from papercat.papers.find_paper import find_paper


def run(invocation: Invocation, keys: Keys) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    ids = dict.fromkeys([find_paper(db, key) for key in keys])
    invocation.view = invocation.view or "bibtex"
    invocation.show(paper_list(db, list(ids)))
