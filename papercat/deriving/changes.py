"""Changes that the user asks for, and taking them back in any order.

Each notes a decision, takes one back or drops statements, and then derives what that touches. All
of them run within the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from papercat.catalogue import decision_log
from papercat.conferences.load_posts import drop_posts
from papercat.deriving.derivation import Derivation
from papercat.deriving.post_links import posts_indexed_again
from papercat.errors import NothingFound, UsageError
from papercat.papers.clean_text import is_others
from papercat.papers.derive import TRUNCATED
from papercat.papers.model import Paper
from papercat.papers.paper_decisions import (
    CORRECT,
    DIFFERENT,
    FIELD_OF_MARK,
    FILE,
    KINDS,
    NOTE,
    REMOVE,
    SAME,
    STATUS,
    TAG,
    Decision,
    PaperDecisions,
    Reference,
    Resolver,
    decide,
    subject_of,
)
from papercat.papers.record import from_text, to_text
from papercat.papers.statements import (
    Source,
    ids_with,
    list_sources,
    read_statements,
    replace_statements,
    statements_of,
)
from papercat.people import people_decisions

DELETE_SOURCE = "DELETE FROM sources WHERE id = ?"
DELETE_STATEMENTS = "DELETE FROM statements WHERE id IN (SELECT value FROM json_each(?))"
HAND_OVER = "UPDATE statements SET (id, key) = (?, ?) WHERE id = ?"
FOUNDER_KEY = """
SELECT s.id, coalesce(s.key, p.key) FROM json_each(?) AS wanted
JOIN statements AS s ON s.id = wanted.value LEFT JOIN papers AS p ON p.id = s.id
WHERE s.paper_id = s.id
"""
NEXT_OF_PAPER = "SELECT id, key FROM statements WHERE paper_id = ? ORDER BY id LIMIT 1"
ONE = "SELECT kind, value, undone_at, subject FROM decisions WHERE id = ?"
PAPERS_ONLY_IN = """
SELECT count(*) FROM papers AS p
WHERE p.id IN (SELECT paper_id FROM statements WHERE source_id = ?1)
AND NOT EXISTS (SELECT 1 FROM statements WHERE paper_id = p.id AND source_id <> ?1)
"""
POSTS_ONLY_IN = """
SELECT count(*) FROM posts AS p
WHERE p.id IN (SELECT post_id FROM post_sources WHERE source_id = ?1)
AND NOT EXISTS (SELECT 1 FROM post_sources WHERE post_id = p.id AND source_id <> ?1)
"""
FORGET_FETCHES = "DELETE FROM fetches WHERE address = (SELECT path FROM sources WHERE id = ?)"
LAST_DECISION = "SELECT max(id) FROM decisions WHERE undone_at IS NULL"
ALL_DECISIONS = "SELECT id, decided_at, kind, subject, value, undone_at FROM decisions ORDER BY id"
ADD_FETCH = "INSERT INTO fetches (decision_id, address, sha256, record) VALUES (?, ?, ?, ?)"
FETCHED_BY = """
SELECT f.id, f.path FROM fetches AS a JOIN sources AS f ON f.path = a.address
WHERE a.decision_id = ?
"""
LAST_FETCH = """
SELECT a.sha256, a.record FROM fetches AS a JOIN decisions AS d ON d.id = a.decision_id
WHERE a.address = ? AND d.undone_at IS NULL ORDER BY a.id DESC LIMIT 1
"""
SET_DIGEST = "UPDATE sources SET sha256 = ?1 WHERE id = ?2 AND sha256 <> ?1"

ADD = "add"
COMPLETE = "complete"
FETCHED = (ADD, COMPLETE)
"""kinds of decisions that fetched records from the web"""
LARGEST_ID = (1 << 63) - 1
ET_AL = "et al."
"""in a list of authors that a person edits: the list is cut short"""


def drop_statements(
    db: sqlite3.Connection, derivation: Derivation, statements: Collection[int]
) -> None:
    """Delete statements. A paper that other statements still make keeps its id and key."""
    papers = {each.paper_id for each in read_statements(db, statements)}
    related = derivation.related(statements)
    wanted = json.dumps(list(statements))
    began = db.execute(FOUNDER_KEY, (wanted,)).fetchall()
    db.execute(DELETE_STATEMENTS, (wanted,))
    for founder, key in began:
        heir = db.execute(NEXT_OF_PAPER, (founder,)).fetchone()
        if heir and heir[1] is None:
            db.execute(HAND_OVER, (founder, key, heir[0]))
    derivation.derive(related - set(statements), gone=papers)


def forget_sources(db: sqlite3.Connection, sources: Iterable[int]) -> None:
    """Delete sources and their statements."""
    derivation = Derivation(db)
    for source in sources:
        drop_statements(db, derivation, ids_with(db, "source_id", [source]))
        with posts_indexed_again(db):
            drop_posts(db, source, ())
        db.execute(FORGET_FETCHES, (source,))
        db.execute(DELETE_SOURCE, (source,))
    derivation.finish()


def remove_papers(db: sqlite3.Connection, papers: Sequence[int]) -> list[int]:
    """Remove papers; their sources may be imported again without bringing them back."""
    return _decide(db, REMOVE, papers)


def correct_paper(db: sqlite3.Connection, paper: int, fields: Mapping[str, Any]) -> list[int]:
    """Settle fields of a paper."""
    return _decide(db, CORRECT, [paper], set=dict(fields))


def merge_papers(db: sqlite3.Connection, kept: int, other: int) -> list[int]:
    """Decide that two papers are one; it keeps the key of the first."""
    return _decide(db, SAME, [kept, other])


def keep_papers_apart(db: sqlite3.Connection, one: int, other: int) -> list[int]:
    """Decide that two papers are never one."""
    return _decide(db, DIFFERENT, [one, other])


def split_paper(db: sqlite3.Connection, paper: int, statement: int) -> list[int]:
    """Decide that one statement of a paper is about another paper.

    Raises UsageError if it is the only one.
    """
    stored = statements_of(db, paper)
    if len(stored) == 1:
        raise UsageError("the paper has a single source; there is nothing to split")
    chosen = [each for each in stored if each.id == statement]
    rest = [each for each in stored if each.id != statement]
    references: list[object] = []
    for side in (chosen, rest):
        places = [(each.mark, each.path, each.paper.line) for each in side]
        references.append({"places": places, "ids": []})
    return _decide(db, DIFFERENT, [paper], papers=references)


def tag_papers(
    db: sqlite3.Connection, papers: Sequence[int], add: Sequence[str], remove: Sequence[str]
) -> list[int]:
    """Add tags to papers and remove others, in one decision."""
    return _decide(db, TAG, papers, add=list(add), remove=list(remove))


def set_status(db: sqlite3.Connection, papers: Sequence[int], status: str | None) -> list[int]:
    """Set or clear the reading status of papers, in one decision."""
    return _decide(db, STATUS, papers, status=status)


def write_notes(db: sqlite3.Connection, paper: int, text: str) -> list[int]:
    """Replace the notes of a paper; an empty text deletes them."""
    return _decide(db, NOTE, [paper], text=text)


def add_note(db: sqlite3.Connection, paper: int, text: str) -> list[int]:
    """Add a paragraph to the notes of a paper."""
    return _decide(db, NOTE, [paper], add=text)


def file_paper(db: sqlite3.Connection, paper: int, path: Path) -> list[int]:
    """Note that a PDF is of a paper."""
    return _decide(db, FILE, [paper], path=str(path))


def list_of_authors(typed: Sequence[str]) -> dict[str, Any]:
    """Return the fields for authors that a person typed; `et al.` says that the list is cut short.

    Without it the list is whole.
    """
    names = [name for name in typed if not is_others(name)]
    return {"authors": names, TRUNCATED: len(names) < len(typed)}


def settle_field(
    db: sqlite3.Connection,
    paper: int,
    name: str,
    value: Any,
    before: Any,
) -> list[int]:
    """Settle one field, which may be a mark of the user or an identifier."""
    if name == "tags":
        add = [tag for tag in value if tag not in before]
        remove = [tag for tag in before if tag not in value]
        return tag_papers(db, [paper], add, remove)
    if name == "status":
        return set_status(db, [paper], value)
    if name == "notes":
        return write_notes(db, paper, value)
    if name == "authors":
        return correct_paper(db, paper, list_of_authors(value))
    if name in ("arxiv", "doi"):
        return correct_paper(db, paper, {"ids": [(name, value)]})
    return correct_paper(db, paper, {name: value})


def _decide(db: sqlite3.Connection, kind: str, about: Sequence[int], **value: object) -> list[int]:
    """Note a decision, and derive what it touches; return its number."""
    decision = decide(db, kind, about, **value)
    derive_again(db, decision)
    return [decision]


def derive_again(db: sqlite3.Connection, decision: int) -> None:
    """Derive what a decision about papers touches, in force or just undone."""
    derivation = Derivation(db)
    kind, text, *_ = db.execute(ONE, (decision,)).fetchone()
    touched: set[int] = set()
    for paper in json.loads(text)["papers"]:
        touched |= derivation.found_by(Reference.from_json(paper))
    derivation.derive(touched)
    if kind in FIELD_OF_MARK:
        derivation.finish_marks()
    else:
        derivation.finish()


def settle_people(db: sqlite3.Connection, noted: people_decisions.Noted) -> int:
    """Derive what a decision about people touches; return the decision's number."""
    derive_people(db, noted.names)
    return noted.decision


def derive_people(db: sqlite3.Connection, names: Collection[str]) -> None:
    """Derive the people of names that a decision is about."""
    derivation = Derivation(db)
    derivation.names.update(names)
    derivation.finish()


def find_source(db: sqlite3.Connection, typed: str) -> Source:
    """Find a source by id or path. Raises NothingFound if it is missing."""
    absolute = str(Path(typed).resolve())
    for source in list_sources(db):
        if typed == str(source.id) or source.path in (typed, absolute):
            return source
    raise NothingFound(f"no source {typed!r}; list them with: papercat sources")


def count_only_in(db: sqlite3.Connection, source: int) -> tuple[int, int]:
    """Return how many papers and posts no other source has."""
    (papers,) = db.execute(PAPERS_ONLY_IN, (source,)).fetchone()
    (posts,) = db.execute(POSTS_ONLY_IN, (source,)).fetchone()
    return papers, posts


def statement_at(db: sqlite3.Connection, paper: int, place: str) -> int:
    """Find the statement of a paper at `FILE` or `FILE:LINE`.

    Raises UsageError if there is none, or more than one.
    """
    path, colon, line = place.rpartition(":")
    if not colon or not line.isdigit():
        path, line = place, ""
    stored = statements_of(db, paper)
    found: list[int] = []
    for each in stored:
        same_file = each.path in (path, str(Path(path).resolve()))
        if same_file and line in ("", str(each.paper.line)):
            found.append(each.id)
    if len(found) == 1:
        return found[0]
    places = ", ".join(f"{each.path}:{each.paper.line}" for each in stored)
    which = "more than one" if found else "not one"
    raise UsageError(f"{place} is {which} of its sources: {places}")


def decisions_about(db: sqlite3.Connection, paper: int) -> list[Decision]:
    """Return the decisions in force that refer to a paper, in order."""
    stored = statements_of(db, paper)
    resolver = Resolver(stored)
    found: list[Decision] = []
    for decision in PaperDecisions(db).about(stored):
        if any(resolver.statements(reference) for reference in decision.papers):
            found.append(decision)
    return found


class Fetch(NamedTuple):
    """A record from the web, as a source at an address gave it."""

    address: str
    sha256: str
    record: Paper


class Fetches:
    """The records that one run of a command fetches from the web.

    They are one decision, so that `undo` takes all of them back.
    """

    def __init__(self, kind: str) -> None:
        """`kind` is ADD or COMPLETE."""
        self._kind = kind
        self._papers: list[int] = []
        self.decision: int | None = None
        """the number of the decision; None if nothing was fetched"""

    @property
    def count(self) -> int:
        """The number of records."""
        return len(self._papers)

    def note(self, db: sqlite3.Connection, paper: int, fetch: Fetch) -> None:
        """Note a record about a paper that says something new."""
        self._papers.append(paper)
        subject, value = subject_of(db, self._papers), {"records": len(self._papers)}
        if self.decision is None:
            self.decision = decision_log.note(db, self._kind, subject, value)
        else:
            decision_log.change(db, self.decision, subject, value)
        row = (self.decision, fetch.address, fetch.sha256, to_text(fetch.record))
        db.execute(ADD_FETCH, row)


def list_decisions(db: sqlite3.Connection) -> sqlite3.Cursor:
    """Return (id, when, kind, subject, value as JSON, when undone), in order."""
    return db.execute(ALL_DECISIONS)


def last_decision(db: sqlite3.Connection) -> int:
    """Return the number of the last decision. Raises NothingFound if all are undone."""
    (number,) = db.execute(LAST_DECISION).fetchone()
    if number is None:
        raise NothingFound("there is no decision to take back")
    return int(number)


def undo(db: sqlite3.Connection, decision: int) -> tuple[str, str]:
    """Undo a decision, also if later ones depend on it; return its kind and its subject.

    Raises NothingFound if there is no such decision, or it is undone already.
    """
    found = db.execute(ONE, (min(decision, LARGEST_ID),)).fetchone()
    if found is None:
        raise NothingFound(f"no decision {decision}; list them with: papercat decisions")
    kind, text, undone, subject = found
    if undone is not None:
        raise NothingFound(f"decision {decision} is undone already; see: papercat decisions")
    decision_log.take_back(db, decision)
    if kind in KINDS:
        derive_again(db, decision)
    elif kind in FETCHED:
        _take_back_fetches(db, decision)
    else:
        derive_people(db, people_decisions.names_of(kind, json.loads(text)))
    return kind, subject


def _take_back_fetches(db: sqlite3.Connection, decision: int) -> None:
    """Give each source the last record that is still in force; forget those without one."""
    without: list[int] = []
    for source, address in db.execute(FETCHED_BY, (decision,)).fetchall():
        last = db.execute(LAST_FETCH, (address,)).fetchone()
        if last is None:
            without.append(source)
        else:
            _restore(db, source, *last)
    forget_sources(db, without)


def _restore(db: sqlite3.Connection, source: int, sha256: str, record: str) -> None:
    """Let a source say what it said before; nothing happens if it still says that."""
    if not db.execute(SET_DIGEST, (sha256, source)).rowcount:
        return
    derivation = Derivation(db)
    statements = ids_with(db, "source_id", [source])
    touched = derivation.related(statements)
    replace_statements(db, [(statement, from_text(record, 1)) for statement in statements])
    derivation.derive(touched)
    derivation.finish()
