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
from papercat.commands.support.mention_list import (
    announced_record,
    brought,
    conference_record,
    highlight_list,
    paper_rows,
    said_by,
)
from papercat.conferences.posts import (
    StoredPost,
    extra_of,
    find_conference,
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
    highlights, papers = highlight_list(db, [post.id]), paper_rows(db, [post.id])
    invocation.show(
        Page(
            title=post.title,
            rows=papers if papers.rows else highlights,
            facts=tuple(_facts(db, post)),
            text=_text(db, post.id),
            sections=(highlights, papers) if papers.rows else (highlights,),
            record=_record(db, post),
        )
    )


def _record(db: sqlite3.Connection, post: StoredPost) -> dict[str, object]:
    """Return what JSON shows."""
    conference = find_conference(db, post.conference) if post.conference else None
    announced = announced_record(post.papers_count, post.papers_at_least, post.announced_by)
    sections = [
        {"heading": heading, "text": text} for heading, text in post_sections(db, post.id)
    ]
    return {
        "key": post.key,
        "title": post.title,
        "description": post.description,
        "summary": post.summary,
        "published": post.published,
        "published_printed": post.published_printed,
        "source": post.source,
        "url": post.url,
        "thumbnail": post.thumbnail,
        "tags": list(post_tags(db, post.id)),
        "extra": extra_of(post),
        "conference": conference_record(conference) if conference else None,
        "announced": announced,
        **said_by(db, [post.id]),
        "sections": sections,
        "from": list(post_places(db, post.id)),
    }


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
        count = brought(post.papers_count, at_least=bool(post.papers_at_least))
        yield "papers", f"{post.announced_by}: {count}" if post.announced_by else count
    yield from extra_of(post).items()
    for place in post_places(db, post.id):
        yield "from", place


def _text(db: sqlite3.Connection, post: int) -> str:
    parts = []
    for heading, text in post_sections(db, post):
        parts += [f"\n# {heading}" if heading else "", text]
    return "\n".join(filter(None, parts))
