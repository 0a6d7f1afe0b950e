"""The `search` command.

papercat search attention networks
papercat search 'title:"graph neural" -survey year:2020..' --sort date
papercat search author:osindero category:LG --keys
papercat search --save chess 'chess OR go since:2024'
papercat search @chess --new         added since you last saw all of it
papercat search --fulltext "ablation study"

Every word must be in the title, abstract, authors, comment or your notes, in any form;
papers with the exact words come first. Case and accents don't matter. Without words you get
the newest papers. Besides words you can write "exact phrases", -word, OR, brackets, prefix*,
and fields such as title:, author:, category:, year:, has:code. A pasted arXiv id, DOI,
key or category code finds that paper or category. A shell removes quotes, so quote a
query that has quotes; next to other words, "two words" are a phrase.

--fulltext finds words in filed PDFs, too. It reads new PDFs first, and needs pypdf, which
pip install 'papercat[pdf]' installs.
"""

import sqlite3
from collections.abc import Sequence
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation, write_lines
from papercat.commands.support.search_request import (
    DEFAULT_LIMIT,
    SORTS,
    Asked,
    Output,
    Wanted,
    manage_saved,
    note_seen,
    order_of,
    query_of,
    save,
    wanted_by,
    words_not_options,
)
from papercat.commands.support.search_results import (
    Found,
    check_fields,
    load,
    past_the_last,
    show_papers,
    show_posts,
    show_similar,
)
from papercat.commands.support.wording import plural
from papercat.search.post_search import posts_hint
from papercat.search.query_fields import years_meant
from papercat.search.query_reader import parse
from papercat.search.query_terms import Node, Phrase, Word, to_text, top_terms
from papercat.search.search_papers import Order, Search

prepare = words_not_options


def run(
    invocation: Invocation,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY…", help="The words to find.")
    ] = None,
    *,
    sort: Annotated[
        str, typer.Option(metavar="BY", help=f"Sort by {', '.join(SORTS)}.")
    ] = "relevance",
    reverse: Annotated[bool, typer.Option("--reverse", help="Reverse the order.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=0,
            metavar="N",
            help=f"Show at most N papers (default {DEFAULT_LIMIT}; 0 = all).",
        ),
    ] = None,
    offset: Annotated[int, typer.Option(min=0, metavar="N", help="Skip the first N papers.")] = 0,
    fields: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Show these columns, as in key,title,year.")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--format", metavar="TEXT", help="Write a line per paper: '{key}: {title}'."),
    ] = None,
    count: Annotated[
        bool, typer.Option("--count", help="Write only the number of papers.")
    ] = False,
    keys: Annotated[bool, typer.Option("--keys", help="Write only the keys, one a line.")] = False,
    snippets: Annotated[
        bool, typer.Option("--snippets", help="Show a line of each abstract.")
    ] = False,
    all_authors: Annotated[
        bool, typer.Option("--all-authors", help="Show every author in full.")
    ] = False,
    fuzzy: Annotated[
        bool, typer.Option("--fuzzy", help="If nothing matches, search for the nearest spelling.")
    ] = False,
    fulltext: Annotated[
        bool, typer.Option("--fulltext", help="Search the text of filed PDFs, too.")
    ] = False,
    posts: Annotated[bool, typer.Option("--posts", help="Search posts instead of papers.")] = False,
    similar: Annotated[
        str | None, typer.Option(metavar="KEY", help="Find papers similar to this one.")
    ] = None,
    save_as: Annotated[
        str | None, typer.Option("--save", metavar="NAME", help="Save this search as @NAME.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="With --save, replace another search of that name.")
    ] = False,
    saved: Annotated[bool, typer.Option("--saved", help="List the saved searches.")] = False,
    delete: Annotated[
        str | None, typer.Option(metavar="NAME", help="Delete a saved search.")
    ] = None,
    rename: Annotated[
        tuple[str, str] | None, typer.Option(metavar="NAME NEW", help="Rename a saved search.")
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Show only papers of @NAME that you have not seen.")
    ] = False,
) -> None:
    """See the module's text, which is this command's help."""
    output = Output(fields, template, count, keys, snippets, all_authors)
    output.check(invocation.view)
    asked = Asked(fuzzy, fulltext, posts, similar, save_as, force, saved, delete, rename, new)
    asked.check()
    check_fields(output)
    if limit is None:
        limit = 0 if new else DEFAULT_LIMIT
    order = order_of(sort, reverse=reverse, limit=limit, offset=offset)
    given = words or []
    if asked.saved or asked.delete is not None or asked.rename:
        manage_saved(invocation, asked)
    elif asked.similar is not None:
        show_similar(invocation, asked.similar, given, order, output)
    elif asked.posts:
        show_posts(invocation, query_of(given), order, output)
    else:
        _search(invocation, given, order, asked, output)


def _search(
    invocation: Invocation, words: Sequence[str], order: Order, asked: Asked, output: Output
) -> None:
    """Find papers and show them."""
    db = invocation.catalogue()
    wanted = wanted_by(db, words, new=asked.new)
    query = parse(wanted.query)
    if asked.save is not None:
        save(invocation, asked.save, wanted.query, force=asked.force)
    if asked.fulltext:
        load("commands.support.search_fulltext").read_new_pdfs(invocation)
    search = Search(db, query, *wanted.conditions, pdfs=asked.fulltext)
    _hint_at_years(invocation, query)
    ids = search.ids(order)
    if not ids and not search.count():
        search = _without_matches(invocation, db, query, wanted, fuzzy=asked.fuzzy)
        ids = search.ids(order)
    if output.counted:
        write_lines([search.count()])
        ids = []  # none of them was shown
    else:
        _show(invocation, db, search, order, ids, output)
    if wanted.name is not None:
        note_seen(invocation, db, wanted.name, ids)


def _hint_at_years(invocation: Invocation, query: Node) -> None:
    """Say how to ask for years where a query has a word such as `2018-2020`."""
    for term in top_terms(query):
        if isinstance(term, Word | Phrase) and (meant := years_meant(term.text)):
            about = f"searched for the text {term.text}; for papers of these years: {meant}"
            invocation.say(about)
            return


def _show(
    invocation: Invocation,
    db: sqlite3.Connection,
    search: Search,
    order: Order,
    ids: Sequence[int],
    output: Output,
) -> None:
    """Show the papers found. A table says how many there are in all."""
    if not ids and (total := search.count()):
        invocation.say(past_the_last(order.offset, plural(total, "paper")))
    if invocation.view_name == "table":
        if not ids:  # the remark is enough
            return
        total = order.offset + len(ids)
        if len(ids) == order.limit:  # more papers may follow
            total = search.count()
        show_papers(invocation, db, Found(ids, total, search.marks, search.pdfs), output)
        return
    show_papers(invocation, db, Found(ids), output)
    if len(ids) == order.limit == DEFAULT_LIMIT:
        invocation.say(f"the first {len(ids)}; --limit 0 shows all")


def _without_matches(
    invocation: Invocation, db: sqlite3.Connection, query: Node, wanted: Wanted, *, fuzzy: bool
) -> Search:
    """Offer the nearest spelling that finds papers, or search for it; name posts that match."""
    if wanted.conditions:
        invocation.say_incomplete(f"nothing new found for {wanted.query!r}")
        return Search(db, query, *wanted.conditions)
    nearest: Node | None = load("search.nearest_query").nearest_query(db, query)
    if nearest is not None and fuzzy:
        invocation.say(f"searched for {_quoted(nearest)}; nothing matches {wanted.query!r}")
        return Search(db, nearest)
    invocation.say_incomplete(f"nothing found for {wanted.query!r}")
    if nearest is not None:
        invocation.say(f"did you mean: {_quoted(nearest)}? --fuzzy searches for it")
    if hint := posts_hint(db, query, wanted.query):
        invocation.say(hint)
    return Search(db, query)


def _quoted(query: Node) -> str:
    """Write a query in quotes, unless it has some."""
    text = to_text(query)
    if '"' in text:
        return text
    return f'"{text}"'
