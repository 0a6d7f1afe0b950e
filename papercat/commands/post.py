"""The `post` command.

papercat post google-deepmind-at-iclr-2024
papercat post iclr-2023              a part of the key that only one has
papercat post iclr-2023 --json
"""

import sqlite3
from collections.abc import Iterator
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.commands.support.post_tables import post_tables, said_by
from papercat.conferences.posts import (
    Row,
    announced,
    announced_text,
    find_conference,
    find_post,
    post_places,
    post_sections,
    post_tags,
)
from papercat.shown import Cell, Page

_FIELDS = ("key", "title", "description", "summary", "published", "source", "url", "thumbnail")


def run(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="The post's key, a part of it, or its address.")
    ],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    post = find_post(db, key)
    tables = post_tables(db, [post["id"]])
    sections = post_sections(db, post["id"])
    invocation.show(
        Page(
            title=post["title"],
            rows=tables[-1],
            facts=tuple(_facts(db, post)),
            text=_text(sections),
            sections=tables,
            record=_record(db, post, sections),
        )
    )


def _record(db: sqlite3.Connection, post: Row, sections: list[Row]) -> dict[str, object]:
    """Return what JSON shows."""
    conference = None
    if post["conference"]:
        conference = find_conference(db, post["conference"])
    fields = {field: post[field] for field in _FIELDS}
    return {
        **fields,
        "published_printed": post["published_printed"],
        "tags": list(post_tags(db, post["id"])),
        "extra": post["extra"],
        "conference": conference,
        "announced": announced(post),
        **said_by(db, [post["id"]]),
        "sections": sections,
        "from": list(post_places(db, post["id"])),
    }


def _facts(db: sqlite3.Connection, post: Row) -> Iterator[tuple[str, Cell]]:
    for field in (*_FIELDS, "conference"):
        if post[field] is not None and field != "title":
            yield field, post[field]
    if post["published"] is None and post["published_printed"]:
        yield "published", f"{post['published_printed']} (not a date papercat can read)"
    if tags := post_tags(db, post["id"]):
        yield "tags", tags
    if count := announced_text(post):
        yield "papers", count
    yield from post["extra"].items()
    for place in post_places(db, post["id"]):
        yield "from", place


def _text(sections: list[Row]) -> str:
    lines = []
    for section in sections:
        if section["heading"]:
            lines.append(f"\n# {section['heading']}")
        if section["text"]:
            lines.append(section["text"])
    return "\n".join(lines)
