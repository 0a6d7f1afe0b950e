"""Two papers that a person says are one: merged, and taken apart again when that is undone."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from papercat.catalogue import decision_log
from papercat.conferences.join_mentions import join_mentions
from papercat.errors import UsageError
from papercat.importing.paper_loader import PaperLoader
from papercat.importing.place_statements import as_record, beside, said_by
from papercat.importing.rewrite import drop, following, rewrite
from papercat.importing.split_lines import combine_duplicate
from papercat.papers.duplicates import DUPLICATE
from papercat.papers.find_paper import BY_KEY
from papercat.papers.model import Origin, Paper
from papercat.papers.paper_decisions import Decided, line_subjects
from papercat.papers.provenance import Provenance
from papercat.papers.record import from_record, to_record
from papercat.papers.records import read_papers
from papercat.papers.same_paper import combine, fold_title
from papercat.people.page_owner import same_on_page

# What the paper that goes has alone, and the one that stays gets.
FREE_IDENTIFIERS = "DELETE FROM identifiers WHERE paper_id = ?"
MOVE_LINES = "UPDATE OR IGNORE split_lines SET paper_id = ? WHERE paper_id = ?"
LATER_MERGE = """
SELECT max(id) FROM decisions
WHERE kind = 'same paper' AND undone_at IS NULL AND id > ?1
AND (value ->> 'key' = ?2 OR value ->> 'other' = ?2)
"""
LATER = """
SELECT max(id) FROM decisions
WHERE kind IN ('same paper', 'paper', 'split line') AND undone_at IS NULL AND id > ?1
AND (value ->> 'key' = ?2 OR value ->> 'other' = ?2)
"""
FOLDED = """
SELECT n.folded FROM authorships AS a JOIN names AS n ON n.id = a.name_id
WHERE a.paper_id = ? ORDER BY a.position IS NULL, abs(a.slot)
"""
PERSON = "SELECT person_id FROM names WHERE name = ? AND folded = ?"
OWNER = "SELECT owner, owner_given FROM sources WHERE path = ? AND sha256 = ?"
_NO_FILE = 0
"""in place of the row of a file that is being read: both papers bring their own sources"""


def merge_papers(db: sqlite3.Connection, kept_id: int, gone_id: int) -> int:
    """Decide that a paper is another one, which stays; the decision's id.

    Within the caller's transaction. What stands on the one that stays does so still unless
    the other knows it better, as when a file tells more of a known paper; what was decided of
    it stays in any case.
    """
    kept, gone = read_papers(db, [kept_id, gone_id])
    joined = Decided(db).hold(kept, combine_duplicate(kept, gone), strictly=True)
    value = {
        "key": kept.key,
        "other": gone.key,
        "kept": to_record(kept),
        "gone": to_record(gone),
        "people": {"kept": _folded(db, kept_id), "gone": _folded(db, gone_id)},
    }
    decision = decision_log.note(db, DUPLICATE, f"{gone.key} = {kept.key}", value)
    db.execute(FREE_IDENTIFIERS, (gone_id,))
    db.execute(MOVE_LINES, (kept_id, gone_id))
    Provenance(db, _NO_FILE, decision_log.now()).tell(kept_id, kept, joined, gone)
    rewrite(db, kept_id, kept, joined)
    with following(db, gone_id) as index:
        drop(db, index, gone_id)
    join_mentions(db)
    return decision


def _folded(db: sqlite3.Connection, paper_id: int) -> list[str]:
    """Whose the names on a paper are, which outlasts people's numbers, in the authors' order."""
    return [folded for (folded,) in db.execute(FOLDED, (paper_id,))]


def undo(db: sqlite3.Connection, decision: int, value: Mapping[str, Any]) -> None:
    """Take a merge of papers back, within the caller's transaction.

    Each paper is what it was, with what was learnt of it since. Raises UsageError where
    something was decided of the merged paper since: it is taken back first.
    """
    _refuse(db, LATER, decision, value["key"])
    decision_log.take_back(db, decision)
    (merged_id,) = db.execute(BY_KEY, (value["key"],)).fetchone()
    merged = next(read_papers(db, [merged_id]))
    kept, gone = (_as_it_was(db, value, which) for which in ("kept", "gone"))
    if [author.name for author in merged.listed] == [author.name for author in kept.listed]:
        # Who they are may be known better since.
        kept = replace(kept, authors=(*merged.listed, *kept.inferred))
    met = {*map(_place, kept.origins), *map(_place, gone.origins)}
    since = [origin for origin in merged.origins if _place(origin) not in met]
    theirs = [origin for origin in since if _tells_of(gone, kept, merged, origin)]
    mine = [origin for origin in since if origin not in theirs]
    with following(db, merged_id) as index:
        drop(db, index, merged_id)
        loader = PaperLoader(db, _NO_FILE, index, decision_log.now())
        for paper, learnt in ((kept, mine), (gone, theirs)):
            loader.bring_back(_still_inferred(db, _with_more(paper, merged, learnt)))
    join_mentions(db)


def refuse_while_merged(db: sqlite3.Connection, decision: int, key: str) -> None:
    """Raise UsageError where a paper was merged after a decision about it."""
    _refuse(db, LATER_MERGE, decision, key)


def _refuse(db: sqlite3.Connection, later: str, decision: int, key: str) -> None:
    (found,) = db.execute(later, (decision, key)).fetchone()
    if found is not None:
        raise UsageError(
            f"decision {found} about {key} builds on {decision}; first: papercat undo {found}"
        )


def _as_it_was(db: sqlite3.Connection, value: Mapping[str, Any], which: str) -> Paper:
    """A paper as it was, its authors the people whose names those now are."""
    paper = from_record(value[which], 0)
    authors = []
    for author, folded in zip(paper.authors, value["people"][which], strict=True):
        found = db.execute(PERSON, (author.name, folded)).fetchone()
        authors.append(replace(author, person=found[0] if found else None))
    return replace(paper, authors=tuple(authors))


def _place(origin: Origin) -> tuple[str, str | None, int]:
    return origin.file, origin.sha256, origin.line


def _tells_of(gone: Paper, kept: Paper, merged: Paper, origin: Origin) -> bool:
    """Whether a place that was met since tells of the paper that went: by line, id or title."""
    lines = {*line_subjects(replace(merged, origins=(origin,)))}
    for mine, theirs in ((line_subjects(gone), True), (line_subjects(kept), False)):
        if not lines.isdisjoint(mine):
            return theirs
    record = as_record(merged, origin)
    for ids, theirs in ((gone.ids, True), (kept.ids, False)):
        if not set(record.ids).isdisjoint(ids):
            return theirs
    return fold_title(record.title) == fold_title(gone.title)


def _with_more(paper: Paper, merged: Paper, learnt: Sequence[Origin]) -> Paper:
    """A paper with what was learnt of it while it was merged, and what each place says of it."""
    more = reduce(combine, (as_record(merged, origin) for origin in learnt), paper)
    told = [(origin, said_by(paper, origin)) for origin in paper.origins]
    told += [(origin, said_by(merged, origin)) for origin in learnt]
    return replace(more, origins=tuple(beside(more, origin, says) for origin, says in told))


def _still_inferred(db: sqlite3.Connection, paper: Paper) -> Paper:
    """The paper without whom nobody infers any more, as its page is said to be another's."""
    owners = list(_owners(db, paper.origins))
    gone = {
        author.name
        for author in paper.inferred
        if owners and not any(same_on_page(author.name, owner) for owner in owners)
    }
    return replace(
        paper,
        authors=tuple(author for author in paper.authors if author.name not in gone),
        guesses=tuple(guess for guess in paper.guesses if guess.printed not in gone),
    )


def _owners(db: sqlite3.Connection, origins: Sequence[Origin]) -> Iterator[str]:
    """Whose pages these places are, as far as that is known; nobody's is empty."""
    for origin in origins:
        found = db.execute(OWNER, (origin.file, origin.sha256 or "")).fetchone()
        if found and (found[0] is not None or found[1]):
            yield found[0] or ""
