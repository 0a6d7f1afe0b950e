"""`search --posts`, and the posts that match when no paper does."""

import sqlite3
from collections.abc import Sequence

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.search_request import Output, refuse_sorting
from papercat.commands.support.search_results import past_the_last, write_lines
from papercat.commands.support.wording import plural
from papercat.conferences.posts import post_lines
from papercat.errors import ExitCode, QueryError, UsageError
from papercat.search.post_search import search_posts
from papercat.search.query_language import parse
from papercat.search.search_papers import Order
from papercat.shown import Column, Rows

_POST_COLUMNS = (
    Column("key", rank=0, whole=True, style="cyan"),
    Column("published", 10, 1),
    Column("title", rank=0, style="bold"),
    Column("conference", 10, 2),
)


def show_posts(invocation: Invocation, query: str, order: Order, output: Output) -> None:
    """Show the posts that match best."""
    if output.fields is not None or output.template is not None:
        raise UsageError("--posts has no --fields and no --format; use a format such as --json")
    refuse_sorting(order, "--posts")
    db = invocation.catalogue()
    ids, total = _found(db, query, order)
    if not total:
        invocation.say(f"no post found for {query!r}")
        invocation.exit_code = ExitCode.INCOMPLETE
    if output.counted:
        write_lines([total])
        return
    if total and not ids:
        invocation.say(past_the_last(order.offset, plural(total, "post")))
    lines = post_lines(db, ids)
    if output.keys:
        write_lines(key for key, *_ in lines)
    else:
        caption = f"{len(ids)} of {plural(total, 'post')}"
        invocation.show(Rows(_POST_COLUMNS, lines, caption=caption, empty="No posts."))


def _found(db: sqlite3.Connection, query: str, order: Order) -> tuple[Sequence[int], int]:
    """Find posts. Return the wanted part of their ids, and the number of all."""
    try:
        return search_posts(db, parse(query), order.limit, order.offset)
    except QueryError as error:
        raise QueryError(str(error), query=query, position=error.position) from None
