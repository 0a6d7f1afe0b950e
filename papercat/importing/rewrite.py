"""One paper changed by a person: its rows, its place in the index, and the people on it."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from papercat.catalogue import decision_log
from papercat.conferences.join_mentions import join_mentions
from papercat.errors import UsageError
from papercat.importing.full_text import PendingIndex, indexing_at_the_end
from papercat.importing.paper_rows import CLEAR, PaperRows
from papercat.papers import paper_decisions
from papercat.papers.find_paper import BY_KEY
from papercat.papers.model import SPLIT, Paper
from papercat.papers.paper_decisions import Decided, as_before, decide
from papercat.papers.paper_ids import PaperIds
from papercat.papers.records import read_papers
from papercat.papers.same_paper import title_hash, title_words
from papercat.people.identity import names_touched, work_out_people
from papercat.people.name_blocks import forget_names
from papercat.people.name_loader import NameLoader
from papercat.people.people_decisions import decided_pairs, show_decided_names

# An inferred author who comes back was inferred from the page that is theirs.
THEIR_PAGE = """
SELECT s.id FROM paper_sources AS ps JOIN sources AS s ON s.id = ps.source_id
WHERE ps.paper_id = ?1 ORDER BY s.owner IS NOT ?2, s.id DESC LIMIT 1
"""
# Whose pages a paper is on, as far as that is known; nobody's is empty.
OWNERS = """
SELECT DISTINCT coalesce(s.owner, '')
FROM paper_sources AS ps JOIN sources AS s ON s.id = ps.source_id
WHERE ps.paper_id = ? AND (s.owner NOTNULL OR s.owner_given)
"""
NAMES = "SELECT DISTINCT name_id FROM authorships WHERE paper_id = ?"
FOLDED = """
SELECT DISTINCT n.folded FROM json_each(?) AS wanted JOIN names AS n ON n.id = wanted.value
"""
UNUSED = """
SELECT n.id, n.person_id, n.folded
FROM json_each(?) AS wanted JOIN names AS n ON n.id = wanted.value
WHERE NOT EXISTS (SELECT 1 FROM authorships WHERE name_id = n.id)
AND NOT EXISTS (SELECT 1 FROM names WHERE folded = n.folded AND id <> n.id)
AND n.folded NOT GLOB '*#*'  -- somebody who was told apart by hand, or from whom
AND NOT EXISTS (SELECT 1 FROM names WHERE folded >= n.folded || '#' AND folded < n.folded || '$')
"""
DROP_PAPER = "DELETE FROM papers WHERE id = ?"
DROP_NAME = "DELETE FROM names WHERE id = ?"
DROP_NOBODY = """
DELETE FROM people WHERE id = ?1
AND NOT EXISTS (SELECT 1 FROM names WHERE person_id = ?1)
AND NOT EXISTS (SELECT 1 FROM former_people WHERE person_id = ?1)
"""


def correct(db: sqlite3.Connection, paper_id: int, fields: Mapping[str, Any]) -> list[int]:
    """Settle fields of a paper within the caller's transaction; the decisions' ids.

    Title and authors are one decision, the other fields another.
    """
    split = {field: value for field, value in fields.items() if field in SPLIT}
    rest = {field: value for field, value in fields.items() if field not in split}
    decisions = []
    for part in (split, rest):
        if part:
            paper = next(read_papers(db, [paper_id]))
            decisions.append(decide(db, paper, part))
            paper_id = rewrite(db, paper_id, paper, paper_decisions.with_fields(paper, part))
    return decisions


def undo(db: sqlite3.Connection, decision: int, value: Mapping[str, Any]) -> None:
    """Take a decision about a paper back, within the caller's transaction.

    What other decisions say of the paper still holds. Raises UsageError where a later one
    builds on this: what was before that one is not what was before this.
    """
    if (later := paper_decisions.built_upon(db, decision, value)) is not None:
        raise UsageError(
            f"decision {later} about {value['key']} builds on {decision};"
            f" first: papercat undo {later}"
        )
    decision_log.take_back(db, decision)
    found = db.execute(BY_KEY, (value["key"],)).fetchone()
    if found:
        paper = next(read_papers(db, [found[0]]))
        owners = [owner for (owner,) in db.execute(OWNERS, (found[0],))]
        before = as_before(paper, value, owners)
        rewrite(db, found[0], paper, Decided(db).apply(before))


def rewrite(db: sqlite3.Connection, paper_id: int, old: Paper, new: Paper) -> int:
    """Make a paper's rows say what is to stand; its id, which follows its date."""
    if new == old:
        return paper_id
    inferred_from = {
        author.name: db.execute(THEIR_PAGE, (paper_id, author.name)).fetchone()[0]
        for author in new.inferred
    }
    with following(db, paper_id) as index:
        new_id = paper_id
        if new.published != old.published:
            new_id = PaperIds(db).take(new.published)
            index.moved(paper_id, new_id)
        names = NameLoader(db)
        names.prepare(author.name for author in new.authors)
        new = replace(new, key=old.key)
        hashed = title_hash(title_words(new.title))
        PaperRows(db, names).change(paper_id, new_id, new, hashed, inferred_from)
    if new.title != old.title:
        join_mentions(db)
    return new_id


def drop(db: sqlite3.Connection, index: PendingIndex, paper_id: int) -> None:
    """Drop the rows of a paper that is `following`: it is said to be another one."""
    for clear in CLEAR.values():
        db.execute(clear, (paper_id,))
    db.execute(DROP_PAPER, (paper_id,))
    index.dropped(paper_id)


@contextmanager
def following(db: sqlite3.Connection, paper_id: int) -> Iterator[PendingIndex]:
    """Let the index, and who is who, follow a change of a paper's rows, and of others beside it."""
    printed = [name for (name,) in db.execute(NAMES, (paper_id,))]
    with indexing_at_the_end(db) as index:
        index.before_change(paper_id)
        yield index
        before = [folded for (folded,) in db.execute(FOLDED, (json.dumps(printed),))]
        now = list(names_touched(db))
        _forget(db, printed)
        fewer = not set(before) <= set(now)
        work_out_people(db, {*now, *before}, decided_pairs(db), decided=fewer)
        show_decided_names(db)


def _forget(db: sqlite3.Connection, names: list[int]) -> None:
    """Drop names that no paper prints any more, and people whom none is left of."""
    unused = db.execute(UNUSED, (json.dumps(names),)).fetchall()
    forget_names(db, ((folded, name) for name, _, folded in unused))
    for name, person, _ in unused:
        db.execute(DROP_NAME, (name,))
        db.execute(DROP_NOBODY, (person,))
