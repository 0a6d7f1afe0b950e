"""The `search` command.

papercat search attention networks
papercat search 'title:"graph neural" -survey year:2020..' --sort date
papercat search author:osindero category:LG --keys
papercat search --save chess 'chess OR go since:2024'
papercat search @chess --new         added since all of it was last shown

Every word must be found in the title, abstract, authors or comment, in any form;
papers with the exact words come first. Case and accents don't matter. Without words,
the newest papers. Besides words there are "exact phrases", -word, OR, brackets,
prefix*, and fields such as title:, author:, category:, year:, has:code. A pasted
arXiv id, DOI, key or category code finds that paper or category. A shell takes quotes
away, so quote a query that has them; beside other words, "two words" are a phrase.
"""

import sqlite3
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from papercat.commands.support.grouped import grouped
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import plural
from papercat.commands.support.query_line import query_of, words_not_options
from papercat.commands.support.search_output import Found, Output, past_the_last, show_papers
from papercat.commands.support.search_request import Asked, Sorting, Wanted
from papercat.errors import ExitCode
from papercat.later import Later
from papercat.search.hints import posts_hint, years_hint
from papercat.search.query_language import Node, parse
from papercat.search.search_papers import Search

search_nearest = Later("papercat.commands.support.search_nearest")
search_posts = Later("papercat.commands.support.search_posts")
search_saved = Later("papercat.commands.support.search_saved")
search_similar = Later("papercat.commands.support.search_similar")

prepare = words_not_options
"""what is done to the command line before its options are read"""


@grouped
def run(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY…", help="What to find.")
    ] = None,
    *,
    sorting: Sorting,
    asked: Asked,
    output: Output,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    output.checked(invocation.view)
    asked.checked()
    sorting.order()
    if asked.saved:
        search_saved.list_saved(invocation)
    elif asked.delete is not None:
        search_saved.delete(invocation, asked.delete)
    elif asked.rename is not None:
        search_saved.rename(invocation, *asked.rename)
    elif asked.similar is not None:
        search_similar.show_similar(invocation, asked.similar, words or [], sorting.order(), output)
    elif asked.posts:
        search_posts.show_posts(invocation, query_of(words or []), sorting.order(), output)
    else:
        _search(invocation, words or [], sorting, asked, output)


def _search(
    invocation: Invocation, words: Sequence[str], sorting: Sorting, asked: Asked, output: Output
) -> None:
    db = invocation.catalogue()
    invocation.expect_view()
    saved = asked.names_saved(words)
    what = search_saved.wanted(db, words, asked) if saved else Wanted(query_of(words))
    query = parse(what.query)
    if asked.save is not None:
        search_saved.save(invocation, asked.save, what.query, force=asked.force)
    search = Search(db, query, *what.conditions)
    if hint := years_hint(query):
        invocation.say(hint)
    order = sorting.order(0) if asked.new else sorting.order()
    ids = [] if output.counted else search.ids(order)
    if not ids and not search.count():
        search = _misspelt(invocation, db, query, what, fuzzy=asked.fuzzy)
        ids = [] if output.counted else search.ids(order)
    if output.counted:
        sys.stdout.write(f"{search.count()}\n")
    else:
        if not ids and search.count():
            found = plural(search.count(), "paper")
            invocation.say(past_the_last(order.offset, found))
        total = None
        if invocation.view_name == "table":
            last = 0 < len(ids) < order.limit
            total = order.offset + len(ids) if last else search.count()
        show_papers(invocation, db, Found(ids, total, search.marks), output)
        if total is None and sorting.limit is None and len(ids) == order.limit:
            invocation.say(f"the first {len(ids)}; --limit 0 shows all")
    if what.name is not None:
        search_saved.seen(invocation, db, what.name, ids)


def _misspelt(
    invocation: Invocation, db: sqlite3.Connection, query: Node, what: Wanted, *, fuzzy: bool
) -> Search:
    """Nothing fits: offer the nearest spelling that finds something, or take it."""
    search = Search(db, query, *what.conditions)
    nearest = None if what.conditions else search_nearest.nearest(db, query)
    if nearest is not None and fuzzy:
        invocation.say(f"searched for {nearest[1]}; nothing fits {what.query!r}")
        return Search(db, nearest[0])
    invocation.exit_code = ExitCode.INCOMPLETE
    invocation.say(f"nothing {'new ' if what.conditions else ''}found for {what.query!r}")
    if nearest is not None:
        invocation.say(f"did you mean: {nearest[1]}? --fuzzy searches for it")
    hint = None if what.conditions else posts_hint(db, query, what.query)
    if hint:
        invocation.say(hint)
    return search
