"""Two papers that a person says are one: merged, and taken apart again when that is undone."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from papercat.errors import UsageError
from papercat.infer.same_paper import fold_title
from papercat.model import Origin, Paper
from papercat.record import from_record, to_record
from papercat.store import decision_log
from papercat.store.duplicates import DUPLICATE
from papercat.store.loading.full_text import indexing_at_the_end
from papercat.store.loading.papers import PaperLoader
from papercat.store.loading.posts import join_mentions
from papercat.store.paper_decisions import Decided
from papercat.store.papers import BY_KEY
from papercat.store.people.decisions import decided_pairs, show_decided_names
from papercat.store.people.identity import names_touched, work_out_people
from papercat.store.provenance import Provenance
from papercat.store.records import read_papers
from papercat.store.rewrite import remove, rewrite
from papercat.store.split_lines import ADD as ADD_LINE
from papercat.store.split_lines import combine_duplicate, line_hashes

# What the paper that goes has alone, and the one that stays gets.
FREE_IDENTIFIERS = "DELETE FROM identifiers WHERE paper_id = ?"
FREE_IDENTIFIER = "DELETE FROM identifiers WHERE scheme = ? AND value = ?"
MOVE_LINES = "UPDATE OR IGNORE split_lines SET paper_id = ? WHERE paper_id = ?"
FORGET_LINE = "DELETE FROM split_lines WHERE hash = ? AND paper_id = ?"
MERGED_LATER = """
SELECT max(id) FROM decisions
WHERE kind = 'same paper' AND undone_at IS NULL AND id > ?1
AND (value ->> 'other' = ?2 OR (value ->> 'key' = ?2 AND ?3))
"""
HAS_NAME = "SELECT 1 FROM names WHERE name = ? AND person_id = ?"
_NO_FILE = 0
"""in place of the row of a file that is being read: both papers bring their own sources"""


def merge_papers(db: sqlite3.Connection, kept_id: int, gone_id: int) -> int:
    """Decide that a paper is another one, which stays; the decision's id.

    Within the caller's transaction. What stands on the one that stays does so still unless
    the other knows it better, as when a file tells more of a known paper.
    """
    kept, gone = read_papers(db, [kept_id, gone_id])
    joined = Decided(db).apply(combine_duplicate(kept, gone))
    value = {
        "key": kept.key,
        "other": gone.key,
        "kept": to_record(kept),
        "gone": to_record(gone),
        "joined": to_record(joined),
    }
    decision = decision_log.note(db, DUPLICATE, f"{gone.key} = {kept.key}", value)
    db.execute(FREE_IDENTIFIERS, (gone_id,))
    db.execute(MOVE_LINES, (kept_id, gone_id))
    _provenance(db).tell(kept_id, kept, joined, gone)
    rewrite(db, kept_id, kept, joined)
    remove(db, gone_id)
    join_mentions(db)
    return decision


def undo(db: sqlite3.Connection, decision: int, value: Mapping[str, Any]) -> None:
    """Take a merge of papers back, within the caller's transaction.

    What it changed of the paper that stayed is as it was, the rest as it is now. Raises
    UsageError where a later merge has to be taken back first.
    """
    refuse_while_merged(db, decision, value["key"], with_others=True)
    decision_log.take_back(db, decision)
    kept, gone, joined = (_as_it_was(db, value[name]) for name in ("kept", "gone", "joined"))
    (kept_id,) = db.execute(BY_KEY, (value["key"],)).fetchone()
    now = next(read_papers(db, [kept_id]))
    parted = _without(now, joined, kept)
    back = replace(gone, origins=tuple(_told_of(gone, kept, now)) or gone.origins)
    _provenance(db).forget(kept_id, now, parted, back.origins)
    db.executemany(FREE_IDENTIFIER, set(now.ids) - set(parted.ids))
    _bring_back(db, back)  # first, so that nobody on it is gone with the other's rows
    kept_id = rewrite(db, kept_id, now, parted)
    (gone_id,) = db.execute(BY_KEY, (gone.key,)).fetchone()
    db.executemany(ADD_LINE, [(hashed, gone_id) for hashed in line_hashes(back)])
    theirs_alone = {*line_hashes(back)} - {*line_hashes(kept)}
    db.executemany(FORGET_LINE, [(hashed, kept_id) for hashed in theirs_alone])
    join_mentions(db)


def refuse_while_merged(
    db: sqlite3.Connection, decision: int, key: str, *, with_others: bool = False
) -> None:
    """Raise UsageError where a paper was, after a decision, merged into another, or that into it.

    The latter counts only `with_others`.
    """
    (later,) = db.execute(MERGED_LATER, (decision, key, with_others)).fetchone()
    if later is not None:
        raise UsageError(f"decision {later} merged {key} since; first: papercat undo {later}")


def _provenance(db: sqlite3.Connection) -> Provenance:
    return Provenance(db, _NO_FILE, decision_log.now())


def _told_of(gone: Paper, kept: Paper, now: Paper) -> Iterator[Origin]:
    """The places of a merged paper that tell of the one that went, and of the other one not.

    Those from before as they were then.
    """
    before = {_place(origin): origin for origin in gone.origins}
    others = set(map(_place, kept.origins))
    lines, title = set(line_hashes(gone)), fold_title(gone.title)
    for origin in now.origins:
        if _place(origin) in others:
            continue
        by_line = lines.intersection(line_hashes(replace(now, origins=(origin,))))
        by_title = fold_title(dict(origin.said).get("title") or now.title) == title
        if _place(origin) in before or by_line or (not origin.printed and by_title):
            yield before.get(_place(origin), origin)


def _place(origin: Origin) -> tuple[str, str | None, int]:
    return origin.file, origin.sha256, origin.line


def _without(now: Paper, joined: Paper, kept: Paper) -> Paper:
    """A merged paper as it was before, but for what has changed since."""
    changes = {
        field.name: getattr(kept, field.name)
        for field in fields(Paper)
        if field.name != "origins" and _of(now, field.name) == _of(joined, field.name)
    }
    gained = set(joined.ids) - set(kept.ids)
    return replace(now, **{**changes, "ids": tuple(pair for pair in now.ids if pair not in gained)})


def _of(paper: Paper, field: str) -> object:
    """What a paper has of a field; of authors only what is printed, as people get other ids."""
    if field == "authors":
        return [(author.name, author.source) for author in paper.authors]
    return getattr(paper, field)


def _as_it_was(db: sqlite3.Connection, record: Mapping[str, Any]) -> Paper:
    """A paper as it was, its authors the people they were where these still are there."""
    paper = from_record(record, 0)
    authors = (
        author
        if db.execute(HAS_NAME, (author.name, author.person)).fetchone()
        else replace(author, person=None)
        for author in paper.authors
    )
    return replace(paper, authors=tuple(authors))


def _bring_back(db: sqlite3.Connection, paper: Paper) -> None:
    with indexing_at_the_end(db) as index:
        PaperLoader(db, _NO_FILE, index, decision_log.now()).bring_back(paper)
        work_out_people(db, names_touched(db), decided_pairs(db))
        show_decided_names(db)
