"""Keep a PDF of a paper.

papercat file hoffmann2022training ~/Downloads/2203.15556v1.pdf
papercat file hoffmann2022training /nas/papers/chinchilla.pdf --link

The PDF is copied into your library folder under a name made of the key; with --link it stays
where it is. `papercat open` opens it, `papercat search --fulltext` searches its text,
`papercat check` says which PDFs are missing, and `papercat config` names the folder. Undoing
this never deletes a file.
"""

from typing import Annotated

import typer

from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import Invocation, Key
from papercat.commands.support.wording import how_to_undo
from papercat.deriving.changes import file_paper
from papercat.papers.find_paper import find_paper, keys_of
from papercat.papers.paper_files import checked_pdf, keep_copy
from papercat.settings import library_folder


def run(
    invocation: Invocation,
    key: Key,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The PDF.")],
    *,
    link: Annotated[bool, typer.Option("--link", help="Do not copy; note where it is.")] = False,
) -> None:
    """File one PDF."""
    pdf = checked_pdf(file)
    with changing(invocation.path) as db:
        paper = find_paper(db, key)
        whole_key = next(keys_of(db, [paper]))
        if not link:
            pdf = keep_copy(pdf, library_folder(invocation.path), whole_key)
        decisions = file_paper(db, paper, pdf)
    done = "Linked" if link else "Copied"
    invocation.say(f"{done} the PDF of {whole_key}: {pdf}", how_to_undo(decisions))
