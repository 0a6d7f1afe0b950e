"""Loading one document: all of it in one transaction, or nothing of it."""

import sqlite3
from collections.abc import Iterable
from contextlib import nullcontext

from papercat.catalogue import decision_log
from papercat.conferences.load_posts import join_mentions, load_posts
from papercat.importing.bulk import at_the_end
from papercat.importing.full_text import indexing_at_the_end
from papercat.importing.paper_loader import PaperLoader
from papercat.importing.prepared import AT_ONCE, Batch, batches, complete_batches
from papercat.papers.find_paper import count_papers
from papercat.papers.model import Note, Owner, Post, Record, Refusal, Skipped, Tally
from papercat.papers.sources import set_owner, source_id
from papercat.people.identity import group_as_printed, names_touched, regroup
from papercat.people.people_decisions import decided_pairs, show_decided_names


def load_document(
    db: sqlite3.Connection,
    path: str,
    sha256: str,
    form: str,
    records: Iterable[Record],
    *,
    as_printed: bool = False,
    apart: bool = False,
) -> Tally:
    """Load a document's records within the caller's transaction and say what became of them.

    With `as_printed`, names that fold alike are one person and nothing more is worked
    out. With `apart`, `records` asks nothing of the catalogue and is worth a process of its
    own. Raises what `records` raises; the caller then rolls back.
    """
    now = decision_log.now()
    tally = Tally(path)
    with (
        indexing_at_the_end(db) as index,
    ):
        rest = complete_batches(records) if apart else batches(records)
        first = next(rest, Batch())
        source = source_id(db, path, sha256, form, now)
        papers = PaperLoader(db, source, index, now)
        tally.owner = next((one for one in first.others if isinstance(one, Owner)), None)
        printed = [each.printed for paper in first.papers if (each := paper.whole) and each.printed]
        papers.touched = set_owner(db, source, tally.owner, printed)
        large = first.full and count_papers(db) < AT_ONCE
        if large:
            papers.know_all_names()
        with at_the_end(db) if large else nullcontext():
            batch: Batch | None = first
            del first  # there is to be memory for the next, so none is kept
            while batch:
                papers.load(batch, tally)
                posts = [post for post in batch.others if isinstance(post, Post)]
                load_posts(db, source, posts, tally)
                _note(batch.others, tally)
                if batch.words:
                    index.file_words(batch.words)
                batch = None
                batch = next(rest, None)
        del papers  # with every name it has met: who is who is asked of the catalogue
        if as_printed:
            group_as_printed(db, set(names_touched(db)))
        else:
            regroup(db, list(names_touched(db)), decided_pairs(db))
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
