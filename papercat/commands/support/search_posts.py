"""`search --posts`."""

import sys

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import plural
from papercat.commands.support.search_output import Output, past_the_last
from papercat.conferences.posts import post_lines
from papercat.errors import ExitCode, QueryError, UsageError
from papercat.search.query_language import parse
from papercat.search.search_papers import Order
from papercat.search.search_posts import search_posts
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("key", 34, 1),
    Column("published", 10, 1),
    Column("title", 0, 0),
    Column("conference", 10, 2),
)


def show_posts(invocation: Invocation, query: str, order: Order, output: Output) -> None:
    """Show the posts that fit best."""
    if output.fields is not None or output.template is not None:
        raise UsageError("--posts knows no --fields and no --format; use a view such as --json")
    if order.by != "relevance" or order.reverse:
        raise UsageError("--posts sorts by relevance only")
    db = invocation.catalogue()
    try:
        ids, total = search_posts(db, parse(query), order.limit, order.offset)
    except QueryError as error:
        raise QueryError(str(error), query=query, position=error.position) from None
    if total and not ids and not output.counted:
        invocation.say(past_the_last(order.offset, plural(total, "post")))
    elif not total:
        invocation.say(f"no post found for {query!r}" if query else "no posts yet")
        invocation.exit_code = ExitCode.INCOMPLETE
    lines = post_lines(db, ids)
    if output.counted:
        sys.stdout.write(f"{total}\n")
    elif output.keys:
        sys.stdout.writelines(f"{key}\n" for key, *_ in lines)
    else:
        shown = f"{len(ids)} of {total} posts" if len(ids) < total else None
        invocation.show(Rows(_COLUMNS, lines, caption=shown))
