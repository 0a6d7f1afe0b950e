"""`search --similar KEY`."""

from collections.abc import Sequence

from papercat.commands.support.common_options import EVERYTHING
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.search_request import Output, refuse_sorting
from papercat.commands.support.search_results import Found, past_the_last, show_papers, write_lines
from papercat.commands.support.wording import plural
from papercat.errors import ExitCode, UsageError
from papercat.papers.find_paper import find_paper
from papercat.search.search_papers import Order
from papercat.search.similar_papers import similar_papers


def show_similar(
    invocation: Invocation, key: str, words: Sequence[str], order: Order, output: Output
) -> None:
    """Show the papers that are most similar to one."""
    if words:
        raise UsageError("--similar takes a key and no words")
    refuse_sorting(order, "--similar")
    db = invocation.catalogue()
    most = order.offset + order.limit
    if output.counted:
        most = EVERYTHING
    alike = similar_papers(db, find_paper(db, key), most)
    ids = alike[order.offset :]
    if not alike:
        invocation.say(f"no paper similar to {key!r} found")
        invocation.exit_code = ExitCode.INCOMPLETE
    if output.counted:
        write_lines([len(alike)])
        return
    if alike and not ids:
        invocation.say(past_the_last(order.offset, plural(len(alike), "paper")))
    show_papers(invocation, db, Found(ids), output)
