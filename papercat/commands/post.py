"""The `post` command.

papercat post google-deepmind-at-iclr-2024
papercat post iclr-2023              a part of the key that only one has
papercat post iclr-2023 --json
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.conferences.posts import (
    Row,
    announced,
    announced_text,
    find_conference,
    find_post,
    list_posts,
)
from papercat.shown import Cell, Column, Page, Rows

_HIGHLIGHTS = (
    Column("names", 24, 0),
    Column("presentation", 12, 1),
    Column("paper", rank=3, whole=True),
    Column("heading", 24, 4),
    Column("sentence", 48, 0),
)
_PAPERS = (
    Column("key", rank=0, whole=True, style="cyan"),
    Column("presentation", 12, 2),
    Column("title", 0, 1),
    Column("authors", 40, 3),
)
_FIELDS = ("key", "title", "description", "summary", "published", "source", "url", "thumbnail")
_POST_COLUMNS = (
    Column("key", rank=0, whole=True, style="cyan"),
    Column("published", 10, 2),
    Column("title", 0, 0),
    Column("conference", 10, 3),
    Column("papers", 26, 4),
    Column("names", 5, 5, right=True),
    Column("listed", 6, 6, right=True),
)


def run(
    invocation: Invocation,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="The post's key, a part of it, or its address.")
    ],
) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    post = find_post(db, key)
    tables = post_tables([post])
    record = {field: post[field] for field in (*_FIELDS, "published_printed", "tags", "extra")}
    record["conference"] = None
    if post["conference"]:
        record["conference"] = find_conference(db, post["conference"])
    record["announced"] = announced(post)
    record |= said_by([post])
    record |= {"sections": post["sections"], "from": post["from"]}
    text = _text(post["sections"])
    invocation.show(Page(post["title"], tables[-1], record, _facts(post), tables, text))


def _facts(post: Row) -> Iterator[tuple[str, Cell]]:
    for field in (*_FIELDS, "conference"):
        if field != "title":
            yield field, post[field]
    if post["published"] is None and post["published_printed"]:
        yield "published", f"{post['published_printed']} (not a date papercat can read)"
    yield "tags", post["tags"]
    yield "papers", announced_text(post)
    yield from post["extra"].items()
    for place in post["from"]:
        yield "from", place


def _text(sections: list[Row]) -> str:
    lines = []
    for section in sections:
        if section["heading"]:
            lines.append(f"\n# {section['heading']}")
        if section["text"]:
            lines.append(section["text"])
    return "\n".join(lines)


def posts(invocation: Invocation) -> None:
    """List posts.

    papercat posts
    papercat posts --json
    """
    rows = []
    objects = []
    for post in list_posts(invocation.catalogue()):
        told = {column.name: post.get(column.name) for column in _POST_COLUMNS}
        rows.append(tuple({**told, "papers": announced_text(post)}.values()))
        objects.append({**told, "papers": announced(post)})
    invocation.show(Rows(_POST_COLUMNS, rows, objects=objects, empty="No posts yet."))


def post_tables(posts: Sequence[Row]) -> tuple[Rows, ...]:
    """Return a table of highlights and, where there are any, one of listed papers."""
    highlights = []
    papers = []
    for post in posts:
        expanded = {row["name"]: row["expansion"] for row in post["mentions"]}
        for row in post["highlights"]:
            names = ", ".join(_with_expansion(name, expanded) for name in row["names"])
            told = (names, row["presentation"], row["paper"], row["heading"], row["sentence"])
            highlights.append(told)
        for row in post["papers"]:
            authors = ", ".join(row["authors"])
            papers.append((row["key"], row["presentation"], row["title"], authors))
    tables = [Rows(_HIGHLIGHTS, highlights, "highlights")]
    if papers:
        tables.append(Rows(_PAPERS, papers, "papers"))
    return tuple(tables)


def _with_expansion(name: str, expanded: dict[str, str | None]) -> str:
    long_form = expanded.get(name)
    if not long_form:
        return name
    return f"{name} ({long_form})"


def said_by(posts: Sequence[Row]) -> dict[str, list[Row]]:
    """Return what JSON shows of posts: mentions, highlights and listed papers."""
    said: dict[str, list[Row]] = {"mentions": [], "highlights": [], "papers": []}
    for post in posts:
        for part in said:
            said[part] += post[part]
    return said
