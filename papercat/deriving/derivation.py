"""Derive papers again after statements or decisions changed.

A change touches statements. The statements that may be about the same papers as those are
gathered, grouped into papers and combined. Rows, indexes and people follow.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from papercat.deriving.citation_keys import Keys
from papercat.deriving.join_mentions import join_mentions
from papercat.deriving.paper_doubts import derive_paper_doubts
from papercat.papers.derive import derive
from papercat.papers.matching import Profile, group_statements
from papercat.papers.model import Id, Paper
from papercat.papers.paper_decisions import (
    CORRECT,
    PAIRS,
    REMOVE,
    Decision,
    PaperDecisions,
    Reference,
    Resolver,
    decided_pairs,
    decisions_by_statement,
    kept_key,
)
from papercat.papers.paper_rows import PaperRows
from papercat.papers.record import to_text
from papercat.papers.records import read_rows
from papercat.papers.statements import (
    OF_PAPERS,
    WITH_HASHES,
    WITH_MARKS,
    NewStatement,
    Stored,
    ids_with,
    is_plain,
    read_statements,
)
from papercat.papers.user_marks import FIELD_OF_MARK, marked
from papercat.people.identity import regroup
from papercat.people.people_decisions import decided_pairs as decided_names
from papercat.people.people_decisions import show_decided_names
from papercat.search.full_text import forget_papers, index_papers

WITH_IDS = """
SELECT i.paper_id FROM json_each(?) AS wanted
JOIN identifiers AS i ON i.value = wanted.value ->> 1 AND i.scheme = wanted.value ->> 0
UNION
SELECT i.paper_id FROM json_each(?1) AS wanted
JOIN removed_identifiers AS i ON i.value = wanted.value ->> 1 AND i.scheme = wanted.value ->> 0
"""
KNOWN_HASHES = """
SELECT DISTINCT s.match_hash FROM json_each(?) AS wanted
JOIN statements AS s ON s.match_hash = wanted.value
"""
KNOWN_IDS = """
SELECT i.scheme, i.value FROM json_each(?) AS wanted
JOIN identifiers AS i ON i.value = wanted.value ->> 1 AND i.scheme = wanted.value ->> 0
UNION
SELECT i.scheme, i.value FROM json_each(?1) AS wanted
JOIN removed_identifiers AS i ON i.value = wanted.value ->> 1 AND i.scheme = wanted.value ->> 0
"""
SET_STATEMENT = "UPDATE statements SET (paper_id, key, record) = (?, ?, ?) WHERE id = ?"
NAMES_ON = """
SELECT DISTINCT n.folded FROM json_each(?) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value JOIN names AS n ON n.id = a.name_id
"""

_CHANGES_PAPER = (CORRECT, *FIELD_OF_MARK)
"""kinds of decisions that change what a paper says"""

T = TypeVar("T")


def say_nothing(_step: str) -> None:
    """Tell nobody what comes next."""


@dataclass(slots=True)
class Derived:
    """A paper that some statements make together."""

    number: int
    members: list[Stored]
    paper: Paper
    removed: bool
    corrected: bool

    @property
    def is_in_rows(self) -> bool:
        """Return True if the rows of the paper say everything that its one statement says."""
        if self.removed or self.corrected or len(self.members) > 1:
            return False
        return is_plain(self.members[0].statement.paper)


@dataclass(slots=True)
class Changes:
    """Changes made by a derivation."""

    added: set[int] = field(default_factory=set)
    """row ids of papers"""
    updated: set[int] = field(default_factory=set)
    """row ids of papers"""
    removed: set[int] = field(default_factory=set)
    """row ids of papers touched that the user removed"""
    paper_of: dict[int, int] = field(default_factory=dict)
    """statement → its paper"""


class Derivation:
    """Derives papers within the caller's transaction; `finish` brings people and indexes along."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Begin with nothing touched."""
        self._db = db
        self._decisions = PaperDecisions(db)
        self._rows = PaperRows(db)
        self._keys = Keys(db)
        self._names: set[str] = set()
        """folded names on papers that changed"""
        self._to_index: set[int] = set()
        """papers whose text changed"""
        self._to_compare: set[int] = set()
        """papers whose likeness to others is to be judged again"""

    def is_known(self, new: Sequence[NewStatement]) -> list[bool]:
        """Tell for each new statement if the catalogue may have its paper already."""
        hashes, ids = self._known(new)
        return [each.match_hash in hashes or not ids.isdisjoint(each.paper.ids) for each in new]

    def _known(self, new: Sequence[NewStatement]) -> tuple[set[int], set[Id]]:
        """Return those match hashes and identifiers of new statements that are known."""
        hashes = json.dumps([each.match_hash for each in new])
        pairs = json.dumps([pair for each in new for pair in each.paper.ids])
        known = {row[0] for row in self._db.execute(KNOWN_HASHES, (hashes,))}
        return known, set(self._db.execute(KNOWN_IDS, (pairs,)))

    def add_alone(self, new: Sequence[NewStatement]) -> None:
        """Add the papers of new statements that are about papers of their own."""
        keys = self._keys.choose(each.paper for each in new)
        papers = [
            (each.id, replace(each.paper, key=key)) for each, key in zip(new, keys, strict=True)
        ]
        self._add(papers)
        self._to_compare.update(number for number, _ in papers)

    def is_alone(self, new: Sequence[NewStatement]) -> list[bool]:
        """Tell for each new statement if it is about a paper of its own.

        That is so for a plain record that shares neither title nor identifier with
        another of these, or with the catalogue.
        """
        known, known_ids = self._known(new)
        known |= _repeated(each.match_hash for each in new)
        known_ids |= _repeated(pair for each in new for pair in each.paper.ids)
        answers: list[bool] = []
        for each in new:
            ids = each.paper.ids
            alone = each.match_hash not in known and known_ids.isdisjoint(ids)
            decided = bool(self._decisions.about([each.mark], ids))
            answers.append(alone and not decided and is_plain(each.paper))
        return answers

    def derive(self, touched: Collection[int], gone: Collection[int] = ()) -> Changes:
        """Derive the papers that touched statements may be about.

        `gone` are papers that lost statements: they vanish if no statement makes them again.
        """
        gathered = self._gather(touched, gone)
        before = {stored.paper_id for stored in gathered} | set(gone)
        papers = dict(read_rows(self._db, sorted(before)))
        own_keys = self._own_keys(gathered, papers)
        derived = self._derive(gathered, own_keys)
        changes = self._write(derived, papers, before)
        self._store_statements(derived, own_keys)
        return changes

    def related(self, statements: Collection[int]) -> set[int]:
        """Return the statements that a change of some statements may have an effect on."""
        return {stored.statement.id for stored in self._gather(statements, ())}

    def referred_to(self, marks: Iterable[int], ids: Iterable[Id]) -> set[int]:
        """Return the statements that decisions about these marks and identifiers refer to."""
        marks, ids = set(marks), set(ids)
        found: set[int] = set()
        for decision in self._decisions.about(marks, ids):
            for paper in decision.papers:
                if decision.kind in PAIRS or paper.is_met(marks, ids):
                    found |= self.found_by(paper)
        return found

    def found_by(self, reference: Reference) -> set[int]:
        """Return the statements that a decision's reference may mean."""
        marks = {mark for mark, _, _ in reference.places}
        return ids_with(self._db, WITH_MARKS, marks) | self._with_ids(reference.ids)

    def _with_ids(self, ids: Iterable[Id]) -> set[int]:
        """Return the statements of papers that have one of these identifiers."""
        rows = self._db.execute(WITH_IDS, (json.dumps(sorted(ids)),))
        return ids_with(self._db, OF_PAPERS, [number for (number,) in rows])

    def _gather(self, touched: Collection[int], gone: Collection[int]) -> list[Stored]:
        """Return every statement that the touched ones may have an effect on."""
        found: dict[int, Stored] = {}
        waiting = set(touched) | ids_with(self._db, OF_PAPERS, gone)
        while waiting:
            new = read_statements(self._db, waiting)
            found |= {stored.statement.id: stored for stored in new}
            ids = {pair for stored in new for pair in stored.statement.paper.ids}
            waiting = ids_with(self._db, WITH_HASHES, {stored.match_hash for stored in new})
            waiting |= ids_with(self._db, OF_PAPERS, {stored.paper_id for stored in new})
            waiting |= self._with_ids(ids)
            waiting |= self.referred_to((stored.mark for stored in new), ids)
            waiting -= found.keys()
        return [found[number] for number in sorted(found)]

    def _own_keys(self, gathered: Sequence[Stored], papers: dict[int, Paper]) -> dict[int, str]:
        """Return the keys of statements that began a paper at some time, by statement."""
        keys: dict[int, str] = {}
        for stored in gathered:
            number = stored.statement.id
            if stored.statement.key:
                keys[number] = stored.statement.key
            elif number in papers:
                keys[number] = str(papers[number].key)
        return keys

    def _derive(self, gathered: Sequence[Stored], own_keys: dict[int, str]) -> list[Derived]:
        """Group statements into papers; a paper that is new gets a key."""
        by_id = {stored.statement.id: stored for stored in gathered}
        marks: list[int] = []
        ids: list[Id] = []
        profiles: dict[int, Profile] = {}
        for number, stored in by_id.items():
            marks.append(stored.mark)
            ids += stored.statement.paper.ids
            profiles[number] = Profile.of(stored.statement.paper)
        decisions = self._decisions.about(marks, ids)
        resolver = Resolver(gathered)
        pairs = decided_pairs(decisions, resolver)
        groups = group_statements(profiles, pairs.together, pairs.apart)
        self._choose_keys([by_id[group[0]] for group in groups], own_keys)
        deciding = decisions_by_statement(decisions, resolver)
        derived: list[Derived] = []
        for group in groups:
            members = [by_id[number] for number in group]
            about = _in_order(deciding, group)
            paper = _paper_of(members, about)
            key = kept_key(decisions, [own_keys.get(number) for number in group])
            derived.append(
                Derived(
                    number=group[0],
                    members=members,
                    paper=replace(paper, key=key or own_keys[group[0]]),
                    removed=any(decision.kind == REMOVE for decision in about),
                    corrected=any(decision.kind in _CHANGES_PAPER for decision in about),
                )
            )
        return derived

    def _choose_keys(self, founders: Sequence[Stored], own_keys: dict[int, str]) -> None:
        new = [each.statement for each in founders if each.statement.id not in own_keys]
        keys = self._keys.choose(statement.paper for statement in new)
        for statement, key in zip(new, keys, strict=True):
            own_keys[statement.id] = key

    def _write(
        self,
        derived: Sequence[Derived],
        papers: dict[int, Paper],
        before: Collection[int],
    ) -> Changes:
        """Write the papers that changed, and delete those that are not there any more."""
        changes = Changes()
        vanished = set(before)
        changed: list[tuple[int, Paper]] = []
        removed: list[tuple[int, Paper]] = []
        for each in derived:
            for stored in each.members:
                changes.paper_of[stored.statement.id] = each.number
            if each.removed:
                changes.removed.add(each.number)
                removed.append((each.number, each.paper))
                continue
            vanished.discard(each.number)
            if each.number not in papers:
                changes.added.add(each.number)
                changed.append((each.number, each.paper))
            elif _as_row(papers[each.number]) != _as_row(each.paper):
                changes.updated.add(each.number)
                changed.append((each.number, each.paper))
        self._delete(vanished)
        self._clear([number for number, _ in changed if number in papers])
        self._add(changed)
        self._rows.note_removed(removed)
        self._to_compare.update(each.number for each in derived)
        return changes

    def _add(self, papers: Sequence[tuple[int, Paper]]) -> None:
        """Write new papers, or the new state of cleared ones."""
        self._rows.add(papers)
        numbers = [number for number, _ in papers]
        self._to_index.update(numbers)
        self._note_names(numbers)

    def _clear(self, papers: Collection[int]) -> None:
        """Take papers out of the index, and delete the rows around them."""
        self._note_names(papers)
        forget_papers(self._db, papers)
        self._rows.clear(papers)

    def _delete(self, papers: Collection[int]) -> None:
        self._clear(papers)
        self._rows.delete(papers)
        self._to_index.difference_update(papers)

    def _store_statements(self, derived: Sequence[Derived], own_keys: dict[int, str]) -> None:
        """Note to which paper each statement belongs, and what its rows do not say."""
        rows: list[tuple[int, str | None, str | None, int]] = []
        for each in derived:
            for stored in each.members:
                number = stored.statement.id
                key = own_keys.get(number)
                if not each.removed and (number, key) == (each.number, each.paper.key):
                    key = None  # the row of the paper holds it
                text = stored.record
                if each.is_in_rows:
                    text = None
                elif text is None:
                    text = to_text(stored.statement.paper)
                before = (stored.paper_id, stored.statement.key, stored.record)
                if before != (each.number, key, text):
                    rows.append((each.number, key, text, number))
        self._db.executemany(SET_STATEMENT, rows)

    def store_whole(self, statements: Collection[int]) -> None:
        """Store in statements what only the rows of their papers hold."""
        stored = read_statements(self._db, statements)
        papers = dict(read_rows(self._db, [each.statement.id for each in stored]))
        keys = self._own_keys(stored, papers)
        rows: list[tuple[int, str | None, str | None, int]] = []
        for each in stored:
            number = each.statement.id
            rows.append((each.paper_id, keys.get(number), to_text(each.statement.paper), number))
        self._db.executemany(SET_STATEMENT, rows)

    def _note_names(self, papers: Collection[int]) -> None:
        """Note the names on papers, for grouping people."""
        rows = self._db.execute(NAMES_ON, (json.dumps(list(papers)),))
        self._names.update(name for (name,) in rows)

    def touch_names(self, names: Iterable[str]) -> None:
        """Note folded names about which something was decided."""
        self._names.update(names)

    def finish(self, *, everybody: bool = False, step: Callable[[str], None] = say_nothing) -> None:
        """Bring people, doubts, mentions and indexes along, for what changed or `everybody`.

        `step` is told what comes next.
        """
        step("indexing words")
        self.finish_marks()
        del self._rows, self._keys  # grouping people needs much memory, too
        step("grouping names")
        regroup(self._db, None if everybody else self._names, decided_names(self._db))
        show_decided_names(self._db)
        step("comparing papers")
        derive_paper_doubts(self._db, self._to_compare, self._decisions)
        join_mentions(self._db)

    def finish_marks(self) -> None:
        """Bring the index along. That is enough if only marks of the user changed."""
        index_papers(self._db, sorted(self._to_index))


def _in_order(
    deciding: Mapping[int, Sequence[Decision]], statements: Iterable[int]
) -> list[Decision]:
    """Return the decisions about some statements, each once, in their order."""
    found: dict[int, Decision] = {}
    for statement in statements:
        for decision in deciding.get(statement, ()):
            found[decision.id] = decision
    return [found[number] for number in sorted(found)]


def _paper_of(members: Sequence[Stored], about: Sequence[Decision]) -> Paper:
    """Return the paper that some statements and the decisions about it make."""
    statements = [stored.statement for stored in members]
    corrections = [each.value["set"] for each in about if each.kind == CORRECT]
    marks = [(each.kind, each.value) for each in about if each.kind in FIELD_OF_MARK]
    return marked(derive(statements, corrections), marks)


def _as_row(paper: Paper) -> Paper:
    """Return a paper without what its rows do not hold."""
    authors = tuple([replace(author, person=None) for author in paper.authors])
    return replace(paper, authors=authors, origins=(), line=0, printed=None)


def _repeated(values: Iterable[T]) -> set[T]:
    seen: set[T] = set()
    twice: set[T] = set()
    for value in values:
        (twice if value in seen else seen).add(value)
    return twice
