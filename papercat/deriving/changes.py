"""Changes that the user asks for: each notes a decision or drops statements, then derives.

All of them run within the caller's transaction.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from papercat.conferences.load_posts import drop_posts
from papercat.deriving.derivation import Derivation
from papercat.deriving.post_index import posts_indexed_again
from papercat.errors import NothingFound, UsageError
from papercat.papers.author_names import is_others
from papercat.papers.derive import TRUNCATED
from papercat.papers.find_paper import keys_of
from papercat.papers.paper_decisions import (
    CORRECT,
    DIFFERENT,
    REMOVE,
    SAME,
    Decision,
    PaperDecisions,
    Reference,
    Resolver,
    decide,
    reference_to_statement,
)
from papercat.papers.sources import DELETE as DELETE_SOURCE
from papercat.papers.sources import Source, list_sources
from papercat.papers.statements import (
    OF_PAPERS,
    OF_SOURCE,
    delete_statements,
    ids_with,
    read_statements,
)
from papercat.papers.user_marks import FIELD_OF_MARK, FILE, NOTE, STATUS, TAG
from papercat.people import people_decisions
from papercat.search.full_text import clear_paper_index

HAND_OVER = "UPDATE statements SET (id, key) = (?, ?) WHERE id = ?"
FOUNDER_KEY = """
SELECT s.id, coalesce(s.key, p.key) FROM json_each(?) AS wanted
JOIN statements AS s ON s.id = wanted.value LEFT JOIN papers AS p ON p.id = s.id
WHERE s.paper_id = s.id
"""
NEXT_OF_PAPER = "SELECT id, key FROM statements WHERE paper_id = ? ORDER BY id LIMIT 1"
ONE = "SELECT kind, value FROM decisions WHERE id = ?"
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
ALL_STATEMENTS = "SELECT id FROM statements ORDER BY id"
DERIVED = (
    "authorships",
    "paper_categories",
    "paper_organisations",
    "paper_tags",
    "paper_files",
    "identifiers",
    "removed_identifiers",
    "inferences",
    "doubts",
    "other_titles",
    "paper_doubts",
    "papers",
)
_AT_ONCE = 5000
"""statements that are derived together"""
ET_AL = "et al."
"""in a list of authors that a person edits: the list is cut short"""


def drop_statements(
    db: sqlite3.Connection, derivation: Derivation, statements: Collection[int]
) -> None:
    """Delete statements. A paper that other statements still make keeps its id and key."""
    papers = {stored.paper_id for stored in read_statements(db, statements)}
    related = derivation.related(statements)
    began = dict(db.execute(FOUNDER_KEY, (json.dumps(list(statements)),)).fetchall())
    delete_statements(db, list(statements))
    for founder, key in began.items():
        heir = db.execute(NEXT_OF_PAPER, (founder,)).fetchone()
        if heir and heir[1] is None:
            db.execute(HAND_OVER, (founder, key, heir[0]))
    derivation.derive(related - set(statements), gone=papers)


def forget_sources(db: sqlite3.Connection, sources: Iterable[int]) -> None:
    """Delete sources and their statements."""
    derivation = Derivation(db)
    for source in sources:
        drop_statements(db, derivation, ids_with_source(db, source))
        with posts_indexed_again(db):
            drop_posts(db, source, ())
        db.execute(FORGET_FETCHES, (source,))
        db.execute(DELETE_SOURCE, (source,))
    derivation.finish()


def ids_with_source(db: sqlite3.Connection, source: int) -> set[int]:
    """Return the statements of a source."""
    return {row[0] for row in db.execute(OF_SOURCE, (source,))}


def remove_papers(db: sqlite3.Connection, papers: Sequence[int]) -> list[int]:
    """Remove papers; their sources may be imported again without bringing them back."""
    return _decide(db, [(REMOVE, list(papers), {"key": subject_of(db, papers)})])


def correct_paper(db: sqlite3.Connection, paper: int, fields: Mapping[str, Any]) -> list[int]:
    """Settle fields of a paper."""
    return _decide(db, [(CORRECT, [paper], {"set": dict(fields)})])


def merge_papers(db: sqlite3.Connection, kept: int, other: int) -> list[int]:
    """Decide that two papers are one; it keeps the key of the first."""
    return _decide(db, [(SAME, [kept, other], {})])


def keep_papers_apart(db: sqlite3.Connection, one: int, other: int) -> list[int]:
    """Decide that two papers are never one."""
    return _decide(db, [(DIFFERENT, [one, other], {})])


def split_paper(db: sqlite3.Connection, paper: int, statement: int) -> list[int]:
    """Decide that one statement of a paper is about another paper.

    Raises UsageError if it is the only one.
    """
    stored = read_statements(db, ids_with(db, OF_PAPERS, [paper]))
    chosen = [each for each in stored if each.statement.id == statement]
    rest = [each for each in stored if each.statement.id != statement]
    if not rest:
        raise UsageError("the paper has a single source; there is nothing to split")
    others = [reference_to_statement(each) for each in rest]
    places = [place for other in others for place in other["places"]]
    references = [reference_to_statement(chosen[0]), {"places": places, "ids": []}]
    (key,) = db.execute("SELECT key FROM papers WHERE id = ?", (paper,)).fetchone()
    return _decide(db, [(DIFFERENT, references, {"key": key})])


def tag_papers(
    db: sqlite3.Connection, papers: Sequence[int], add: Sequence[str], remove: Sequence[str]
) -> list[int]:
    """Add tags to papers and remove others, in one decision."""
    value = {"key": subject_of(db, papers), "add": list(add), "remove": list(remove)}
    return _decide(db, [(TAG, list(papers), value)])


def set_status(db: sqlite3.Connection, papers: Sequence[int], status: str | None) -> list[int]:
    """Set or clear the reading status of papers, in one decision."""
    return _decide(db, [(STATUS, list(papers), {"key": subject_of(db, papers), "status": status})])


def write_notes(db: sqlite3.Connection, paper: int, text: str) -> list[int]:
    """Replace the notes of a paper; an empty text deletes them."""
    return _decide(db, [(NOTE, [paper], {"text": text})])


def add_note(db: sqlite3.Connection, paper: int, text: str) -> list[int]:
    """Add a paragraph to the notes of a paper."""
    return _decide(db, [(NOTE, [paper], {"add": text})])


def file_paper(db: sqlite3.Connection, paper: int, path: Path) -> list[int]:
    """Note that a PDF is of a paper."""
    return _decide(db, [(FILE, [paper], {"path": str(path)})])


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
    value: Any,  # noqa: ANN401  a value of JSON
    before: Any,  # noqa: ANN401  the same
) -> list[int]:
    """Settle one field, which may be a mark of the user or an identifier."""
    if name == "tags":
        add = [tag for tag in value if tag not in before]
        return tag_papers(db, [paper], add, [tag for tag in before if tag not in value])
    if name == "status":
        return set_status(db, [paper], value)
    if name == "notes":
        return write_notes(db, paper, value)
    if name == "authors":
        return correct_paper(db, paper, list_of_authors(value))
    if name in ("arxiv", "doi"):
        return correct_paper(db, paper, {"ids": [(name, value)]})
    return correct_paper(db, paper, {name: value})


def subject_of(db: sqlite3.Connection, papers: Sequence[int]) -> str:
    """Return the subject of a decision about several papers."""
    first = next(keys_of(db, papers[:1]))
    if len(papers) == 1:
        return first
    return f"{first} and {len(papers) - 1} more"


def _decide(
    db: sqlite3.Connection, decisions: Sequence[tuple[str, list[Any], dict[str, Any]]]
) -> list[int]:
    numbers = [decide(db, kind, papers, **more) for kind, papers, more in decisions]
    derive_again(db, numbers)
    return numbers


def derive_again(db: sqlite3.Connection, decisions: Sequence[int]) -> None:
    """Derive what decisions about papers touch, in force or just undone."""
    derivation = Derivation(db)
    touched: set[int] = set()
    kinds: set[str] = set()
    for number in decisions:
        kind, text = db.execute(ONE, (number,)).fetchone()
        kinds.add(kind)
        for paper in json.loads(text)["papers"]:
            touched |= derivation.found_by(Reference.from_json(paper))
    derivation.derive(touched)
    if kinds <= FIELD_OF_MARK.keys():
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
    derivation.touch_names(names)
    derivation.finish()


def derive_everything(db: sqlite3.Connection) -> None:
    """Derive all papers and people again from statements and decisions."""
    every = [row[0] for row in db.execute(ALL_STATEMENTS)]
    parts = [every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE)]
    derivation = Derivation(db)
    for part in parts:
        derivation.store_whole(part)
    clear_paper_index(db)
    for table in DERIVED:
        db.execute(f"DELETE FROM {table}")  # noqa: S608  names above
    for part in parts:
        derivation.derive(part)
    derivation.finish(everybody=True)


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
    stored = read_statements(db, ids_with(db, OF_PAPERS, [paper]))
    found: list[int] = []
    for each in stored:
        statement = each.statement
        same_file = statement.path in (path, str(Path(path).resolve()))
        if same_file and line in ("", str(statement.paper.line)):
            found.append(statement.id)
    if len(found) == 1:
        return found[0]
    places = ", ".join(f"{s.statement.path}:{s.statement.paper.line}" for s in stored)
    which = "not one" if not found else "more than one"
    raise UsageError(f"{place} is {which} of its sources: {places}")


def decisions_about(db: sqlite3.Connection, paper: int) -> list[Decision]:
    """Return the decisions in force that refer to a paper, in order."""
    stored = read_statements(db, ids_with(db, OF_PAPERS, [paper]))
    marks = [each.mark for each in stored]
    ids = [pair for each in stored for pair in each.statement.paper.ids]
    resolver = Resolver(stored)
    found: list[Decision] = []
    for decision in PaperDecisions(db).about(marks, ids):
        if any(resolver.statements(reference) for reference in decision.papers):
            found.append(decision)
    return found


def last_about(db: sqlite3.Connection, paper: int) -> int:
    """Return the last correction of a paper. Raises NothingFound if nothing was corrected."""
    corrections = [each.id for each in decisions_about(db, paper) if each.kind == CORRECT]
    if not corrections:
        raise NothingFound("you have not corrected this paper")
    return corrections[-1]
