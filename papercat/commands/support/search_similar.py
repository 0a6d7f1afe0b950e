"""`search --similar KEY`."""

import sys
from collections.abc import Sequence

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.options import EVERYTHING
from papercat.commands.support.paper_list import plural
from papercat.commands.support.search_output import Found, Output, past_the_last, show_papers
from papercat.errors import ExitCode, UsageError
from papercat.papers.find_paper import find_paper
from papercat.search.search_papers import Order
from papercat.search.similar_papers import similar_papers


def show_similar(
    invocation: Invocation, key: str, words: Sequence[str], order: Order, output: Output
) -> None:
    """Show the papers most like that of a key."""
    if words:
        raise UsageError("--similar takes a key and no words")
    if order.by != "relevance" or order.reverse:
        raise UsageError("--similar sorts by likeness only")
    db = invocation.catalogue()
    paper = find_paper(db, key)
    alike = similar_papers(db, paper, EVERYTHING if output.counted else order.offset + order.limit)
    ids = alike[order.offset :]
    if not alike:
        invocation.say(f"nothing like {key!r} found")
        invocation.exit_code = ExitCode.INCOMPLETE
    elif not ids and not output.counted:
        invocation.say(past_the_last(order.offset, plural(len(alike), "paper")))
    if output.counted:
        sys.stdout.write(f"{len(alike)}\n")
    else:
        show_papers(invocation, db, Found(ids), output)
