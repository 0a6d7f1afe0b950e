"""`search --similar KEY`."""

import sys
from collections.abc import Sequence

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.search_output import Found, Output, show_papers
from papercat.errors import ExitCode, UsageError
from papercat.store.papers import find_paper
from papercat.store.search.search import Order
from papercat.store.search.similar import similar_papers


def show_similar(
    invocation: Invocation, key: str, words: Sequence[str], order: Order, output: Output
) -> None:
    """Show the papers most like that of a key."""
    if words:
        raise UsageError("--similar takes a key and no words")
    if order.by != "relevance" or order.reverse:
        raise UsageError("--similar sorts by likeness only")
    db = invocation.catalogue()
    ids = similar_papers(db, find_paper(db, key), order.offset + order.limit)[order.offset :]
    if not ids:
        invocation.say(f"nothing like {key!r} found")
        invocation.exit_code = ExitCode.INCOMPLETE
    if output.counted:
        sys.stdout.write(f"{len(ids)}\n")
    else:
        show_papers(invocation, db, Found(ids), output)
