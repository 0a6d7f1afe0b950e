"""Loading one document: all of it in one transaction, or nothing of it."""

import sqlite3
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import islice

from papercat.model import Note, Owner, Paper, Post, Record, Refusal, Skipped, Tally
from papercat.store.loading.bulk import at_the_end
from papercat.store.loading.full_text import indexing_at_the_end
from papercat.store.loading.papers import PaperLoader
from papercat.store.loading.posts import join_mentions, load_posts
from papercat.store.papers import count_papers
from papercat.store.people.decisions import settled, show_decided_names
from papercat.store.people.identity import WorkingOut, names_touched
from papercat.store.sources import set_owner, source_id

_AT_ONCE = 10_000
"""records; more of them at once are written in a better order, but take more memory"""


def load_document(
    db: sqlite3.Connection,
    path: str,
    sha256: str,
    form: str,
    records: Iterable[Record],
    *,
    as_printed: bool = False,
) -> Tally:
    """Load a document's records within the caller's transaction and say what became of them.

    With `as_printed`, names that fold alike are one person and nothing more is worked
    out. Raises what `records` raises; the caller then rolls back.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    tally = Tally(path)
    rest = iter(records)
    first = list(islice(rest, _AT_ONCE))
    source = source_id(db, path, sha256, form, now)
    with WorkingOut(db) as people, indexing_at_the_end(db) as index:
        papers = PaperLoader(db, source, index, now)
        tally.owner = next((record for record in first if isinstance(record, Owner)), None)
        papers.touched = set_owner(db, source, tally.owner)
        large = len(first) == _AT_ONCE and count_papers(db) < _AT_ONCE
        if large:
            papers.know_all_names()
        with at_the_end(db) if large else nullcontext():
            while first:
                papers.load([record for record in first if isinstance(record, Paper)], tally)
                load_posts(db, source, [post for post in first if isinstance(post, Post)], tally)
                _note(first, tally)
                first = list(islice(rest, _AT_ONCE))
        del papers  # with every name it has met: who is who is asked of the catalogue
        if not as_printed:
            people.begin(names_touched(db), settled(db))
    if not as_printed:
        show_decided_names(db)
    join_mentions(db)
    return tally


def _note(records: Iterable[Record], tally: Tally) -> None:
    for record in records:
        match record:
            case Refusal():
                tally.seen += 1
                tally.refused.append(record)
            case Skipped():
                tally.skipped.append(record)
            case Note():
                tally.notes.append(record)
