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
from papercat.commands.support.mention_list import brought, mention_list
from papercat.conferences.posts import (
    StoredPost,
    extra_of,
    find_post,
    post_places,
    post_sections,
    post_tags,
)
from papercat.shown import Cell, Page


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
    mentions = mention_list(db, [post.id])
    invocation.show(
        Page(
            title=post.title,
            rows=mentions,
            facts=tuple(_facts(db, post)),
            text=_text(db, post.id),
            sections=(mentions,),
        )
    )


def _facts(db: sqlite3.Connection, post: StoredPost) -> Iterator[tuple[str, Cell]]:
    yield "key", post.key
    for label in (
        "description",
        "summary",
        "published",
        "source",
        "conference",
        "url",
        "thumbnail",
    ):
        if (value := getattr(post, label)) is not None:
            yield label, value
    if post.published is None and post.published_printed:
        yield "published", f"{post.published_printed} (not a date papercat can read)"
    if tags := post_tags(db, post.id):
        yield "tags", tags
    if post.papers_count:
        yield "papers", brought(post.papers_count, at_least=bool(post.papers_at_least))
    yield from extra_of(post).items()
    for place in post_places(db, post.id):
        yield "from", place


def _text(db: sqlite3.Connection, post: int) -> str:
    parts = []
    for heading, text in post_sections(db, post):
        parts += [f"\n# {heading}" if heading else "", text]
    return "\n".join(filter(None, parts))
