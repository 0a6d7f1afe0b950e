"""`search --fulltext`: read the PDFs that are new, before the search."""

from pathlib import Path

from papercat.catalogue.connection import transaction, writing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.progress import steps
from papercat.papers.paper_files import refuse_without_reader, text_of_pdf
from papercat.search.full_text import forget_unfiled, index_pdf, unread_pdfs


def read_new_pdfs(invocation: Invocation) -> None:
    """Index the texts of PDFs that are new or have changed. An interrupt loses one at most.

    Raises UsageError if no program can read PDFs.
    """
    refuse_without_reader()
    unread = unread_pdfs(invocation.catalogue())
    if not unread:
        return
    with writing(invocation.path) as db, steps(len(unread)) as step:
        with transaction(db):
            forget_unfiled(db)
        for path in unread:
            step(Path(path).name)
            found = text_of_pdf(path)
            with transaction(db):
                index_pdf(db, path, found.text)
            if found.remark:
                invocation.say(f"not searched in full: {path}: {found.remark}")
