"""Loading one document: all of it in one transaction, or nothing of it."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice

from papercat.model import Note, Owner, Paper, Post, Record, Refusal, Skipped, Tally
from papercat.store.full_text import indexing_at_the_end
from papercat.store.load_papers import PaperLoader
from papercat.store.load_posts import join_mentions, load_posts
from papercat.store.sources import set_owner, source_id

_AT_ONCE = 5000


def load_document(
    db: sqlite3.Connection, path: str, sha256: str, form: str, records: Iterable[Record]
) -> Tally:
    """Load a document's records within the caller's transaction and say what became of them.

    Raises what `records` raises; the caller then rolls back.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    tally = Tally(path)
    rest = iter(records)
    first = list(islice(rest, _AT_ONCE))
    source = source_id(db, path, sha256, form, now)
    with indexing_at_the_end(db) as index:
        papers = PaperLoader(db, source, index, now)
        tally.owner = next((record for record in first if isinstance(record, Owner)), None)
        papers.touched = set_owner(db, source, tally.owner)
        while first:
            papers.load([record for record in first if isinstance(record, Paper)], tally)
            load_posts(db, source, [post for post in first if isinstance(post, Post)], tally)
            _note(first, tally)
            first = list(islice(rest, _AT_ONCE))
        papers.finish()
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
