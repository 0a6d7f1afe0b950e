"""Derive papers again after statements or decisions changed.

A change touches statements. The statements that may be about the same papers as those are
gathered, grouped into papers and combined. Rows, indexes and people follow.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from papercat.catalogue.sql_values import first_column, id_list
from papercat.deriving.lookalikes import derive_paper_doubts
from papercat.deriving.post_links import join_mentions
from papercat.papers.citation_key import Keys
from papercat.papers.derive import derive
from papercat.papers.matching import Profile, group_statements
from papercat.papers.model import Id, Paper, Statement
from papercat.papers.paper_decisions import (
    REMOVE,
    Decision,
    PaperDecisions,
    Reference,
    Resolver,
    decided_pairs,
    decisions_by_paper,
    kept_key,
)
from papercat.papers.paper_rows import PaperRows, read_rows
from papercat.papers.record import to_text
from papercat.papers.statements import ids_with, is_plain, read_statements, without_people
from papercat.people.identity import regroup
from papercat.people.people_decisions import decided_pairs as decided_names
from papercat.people.people_decisions import show_decided_names
from papercat.search.full_text import forget_papers, index_papers

WITH_IDS = """
SELECT i.paper_id, i.scheme, i.value FROM json_each(?) AS wanted
JOIN identifiers AS i ON i.value = wanted.value ->> 1 AND i.scheme = wanted.value ->> 0
UNION
SELECT i.paper_id, i.scheme, i.value FROM json_each(?1) AS wanted
JOIN removed_identifiers AS i ON i.value = wanted.value ->> 1 AND i.scheme = wanted.value ->> 0
"""
KNOWN_HASHES = """
SELECT DISTINCT s.match_hash FROM json_each(?) AS wanted
JOIN statements AS s ON s.match_hash = wanted.value
"""
SET_STATEMENT = "UPDATE statements SET (paper_id, key, record) = (?, ?, ?) WHERE id = ?"
AUTHORS_OF = """
SELECT DISTINCT p.authors_hash FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
WHERE p.authors_hash NOTNULL
"""
NAMES_ON = """
SELECT DISTINCT n.folded FROM json_each(?) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value JOIN names AS n ON n.id = a.name_id
"""


def say_nothing(_step: str) -> None:
    """Tell nobody what comes next."""


@dataclass(slots=True)
class Derived:
    """A paper that some statements make together."""

    number: int
    members: list[Statement]
    decisions: list[Decision]
    paper: Paper

    @property
    def removed(self) -> bool:
        """True if the user removed it."""
        return any(decision.kind == REMOVE for decision in self.decisions)


@dataclass(slots=True)
class Changes:
    """Changes made by a derivation, as row ids of papers."""

    added: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    """papers touched that the user removed"""
    paper_of: dict[int, int] = field(default_factory=dict)
    """statement → its paper"""


def _ids_in(statements: Iterable[Statement]) -> list[Id]:
    """Return the identifiers that statements give; one may be there several times."""
    ids: list[Id] = []
    for each in statements:
        ids += each.paper.ids
    return ids


class Derivation:
    """Derives papers within the caller's transaction; `finish` brings people and indexes along."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Begin with nothing touched."""
        self._db = db
        self._decisions = PaperDecisions(db)
        self._rows = PaperRows(db)
        self._keys = Keys(db)
        self.names: set[str] = set()
        """folded names whose people are grouped again: those on papers that changed"""
        self._to_index: set[int] = set()
        """papers whose text changed"""
        self._authors: set[int] = set()
        """hashes of the authors whose papers are to be compared again"""

    def is_known(self, new: Sequence[Statement]) -> list[bool]:
        """Tell for each new statement if the catalogue may have its paper already."""
        hashes, ids = self._known(new)
        return [each.match_hash in hashes or not ids.isdisjoint(each.paper.ids) for each in new]

    def _known(self, new: Sequence[Statement]) -> tuple[set[int], set[Id]]:
        """Return those match hashes and identifiers of new statements that are known."""
        hashes = id_list(each.match_hash for each in new)
        known = set(first_column(self._db.execute(KNOWN_HASHES, (hashes,))))
        return known, {(scheme, value) for _, scheme, value in self._papers_with(_ids_in(new))}

    def _papers_with(self, ids: Iterable[Id]) -> list[tuple[int, str, str]]:
        """Return (paper, scheme, value) for papers that have one of these identifiers."""
        return self._db.execute(WITH_IDS, (json.dumps(list(ids)),)).fetchall()

    def is_alone(self, new: Sequence[Statement]) -> list[bool]:
        """Tell for each new statement if it is about a paper of its own.

        That is so for a plain record that shares neither title nor identifier with
        another of these, or with the catalogue.
        """
        known, known_ids = self._known(new)
        hashes = Counter(each.match_hash for each in new) + Counter(known)
        ids = Counter(_ids_in(new)) + Counter(known_ids)
        answers: list[bool] = []
        for each in new:
            alone = hashes[each.match_hash] == 1 and all(ids[pair] == 1 for pair in each.paper.ids)
            decided = bool(self._decisions.about([each]))
            answers.append(alone and not decided and is_plain(each.paper))
        return answers

    def add_alone(self, new: Sequence[Statement]) -> None:
        """Add the papers of new statements that are about papers of their own."""
        keys = self._keys.choose(each.paper for each in new)
        papers: list[tuple[int, Paper]] = []
        for each, key in zip(new, keys, strict=True):
            papers.append((each.id, replace(each.paper, key=key)))
        self._add(papers)

    def derive(self, touched: Collection[int], gone: Collection[int] = ()) -> Changes:
        """Derive the papers that touched statements may be about.

        `gone` are papers that lost statements: they vanish if no statement makes them again.
        """
        gathered = self._gather(touched, gone)
        before = {each.paper_id for each in gathered} | set(gone)
        papers = dict(read_rows(self._db, sorted(before)))
        own_keys = self._own_keys(gathered, papers)
        derived = self._derive(gathered, own_keys)
        changes = self._write(derived, papers, before)
        self._store_statements(derived, own_keys)
        return changes

    def related(self, statements: Collection[int]) -> set[int]:
        """Return the statements that a change of some statements may have an effect on."""
        return {each.id for each in self._gather(statements, ())}

    def _gather(self, touched: Collection[int], gone: Collection[int]) -> list[Statement]:
        """Return every statement that the touched ones may have an effect on."""
        found: dict[int, Statement] = {}
        waiting = set(touched) | ids_with(self._db, "paper_id", gone)
        while waiting:
            new = read_statements(self._db, waiting)
            found |= {each.id: each for each in new}
            waiting = self.found_by(Reference((), tuple(_ids_in(new))))
            waiting |= ids_with(self._db, "match_hash", {each.match_hash for each in new})
            waiting |= ids_with(self._db, "paper_id", {each.paper_id for each in new})
            for reference in self._decisions.references(new):
                waiting |= self.found_by(reference)
            waiting -= found.keys()
        return [found[number] for number in sorted(found)]

    def found_by(self, reference: Reference) -> set[int]:
        """Return the statements that a decision's reference may mean."""
        papers = {number for number, _, _ in self._papers_with(reference.ids)}
        marks = {mark for mark, _, _ in reference.places}
        return ids_with(self._db, "mark", marks) | ids_with(self._db, "paper_id", papers)

    def _own_keys(self, gathered: Sequence[Statement], papers: dict[int, Paper]) -> dict[int, str]:
        """Return the keys of statements that began a paper at some time, by statement."""
        keys: dict[int, str] = {}
        for each in gathered:
            if each.key:
                keys[each.id] = each.key
            elif each.id in papers:
                keys[each.id] = str(papers[each.id].key)
        return keys

    def _derive(self, gathered: Sequence[Statement], own_keys: dict[int, str]) -> list[Derived]:
        """Group statements into papers; a paper that is new gets a key."""
        decisions = self._decisions.about(gathered)
        resolver = Resolver(gathered)
        by_id = {each.id: each for each in gathered}
        profiles = {each.id: Profile.of(each.paper) for each in gathered}
        groups = group_statements(profiles, *decided_pairs(decisions, resolver))
        self._choose_keys([by_id[group[0]] for group in groups], own_keys)
        paper_of: dict[int, int] = {}
        for group in groups:
            paper_of |= dict.fromkeys(group, group[0])
        deciding = decisions_by_paper(decisions, resolver, paper_of)
        derived: list[Derived] = []
        for group in groups:
            members = [by_id[number] for number in group]
            about = deciding.get(group[0], [])
            key = kept_key(decisions, [own_keys.get(number) for number in group])
            paper = replace(derive(members, about), key=key or own_keys[group[0]])
            derived.append(Derived(group[0], members, about, paper))
        return derived

    def _choose_keys(self, founders: Sequence[Statement], own_keys: dict[int, str]) -> None:
        """Choose keys for the statements that begin a new paper."""
        new = [each for each in founders if each.id not in own_keys]
        keys = self._keys.choose(each.paper for each in new)
        for each, key in zip(new, keys, strict=True):
            own_keys[each.id] = key

    def _write(
        self, derived: Sequence[Derived], papers: dict[int, Paper], before: Collection[int]
    ) -> Changes:
        """Write the papers that changed, and delete those that are not there any more."""
        changes = Changes()
        changed: list[tuple[int, Paper]] = []
        removed: list[tuple[int, Paper]] = []
        for each in derived:
            changes.paper_of |= {member.id: each.number for member in each.members}
            earlier = papers.get(each.number)
            if each.removed:
                changes.removed.add(each.number)
                removed.append((each.number, each.paper))
            elif earlier is None:
                changes.added.add(each.number)
                changed.append((each.number, each.paper))
            elif without_people(earlier) != each.paper:
                changes.updated.add(each.number)
                changed.append((each.number, each.paper))
        there = {each.number for each in derived if not each.removed}
        vanished = set(before) - there
        self._clear(vanished | changes.updated)
        self._rows.delete(vanished)
        self._to_index -= vanished
        self._add(changed)
        self._rows.note_removed(removed)
        self._note_authors([each.number for each in derived])
        return changes

    def _note_authors(self, papers: Collection[int]) -> None:
        """Note the authors of papers, for comparing all that they wrote."""
        self._authors.update(first_column(self._db.execute(AUTHORS_OF, (id_list(papers),))))

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

    def _note_names(self, papers: Collection[int]) -> None:
        """Note the names on papers, for grouping people."""
        rows = self._db.execute(NAMES_ON, (id_list(papers),))
        self.names.update(first_column(rows))
        self._note_authors(papers)

    def _store_statements(self, derived: Sequence[Derived], own_keys: dict[int, str]) -> None:
        """Note to which paper each statement belongs, and what its rows do not say."""
        rows: list[tuple[int, str | None, str | None, int]] = []
        for each in derived:
            is_alone = len(each.members) == 1 and not each.decisions
            for member in each.members:
                key = own_keys.get(member.id)
                if not each.removed and (member.id, key) == (each.number, each.paper.key):
                    key = None  # the row of the paper holds it
                text = None  # the rows of the paper say all that the statement says
                if not is_alone or not is_plain(member.paper):
                    text = member.record or to_text(member.paper)
                if (member.paper_id, member.key, member.record) != (each.number, key, text):
                    rows.append((each.number, key, text, member.id))
        self._db.executemany(SET_STATEMENT, rows)

    def store_whole(self, statements: Collection[int]) -> None:
        """Store in statements what only the rows of their papers hold."""
        stored = read_statements(self._db, statements)
        papers = dict(read_rows(self._db, [each.id for each in stored]))
        keys = self._own_keys(stored, papers)
        rows: list[tuple[int, str | None, str | None, int]] = []
        for each in stored:
            rows.append((each.paper_id, keys.get(each.id), to_text(each.paper), each.id))
        self._db.executemany(SET_STATEMENT, rows)

    def finish(self, *, everybody: bool = False, step: Callable[[str], None] = say_nothing) -> None:
        """Bring people, doubts, mentions and indexes along, for what changed or `everybody`.

        `step` is told what comes next.
        """
        step("indexing words")
        self.finish_marks()
        del self._rows, self._keys  # grouping people needs much memory, too
        step("grouping names")
        regroup(self._db, None if everybody else self.names, decided_names(self._db))
        show_decided_names(self._db)
        step("comparing papers")
        derive_paper_doubts(self._db, self._authors, self._decisions)
        join_mentions(self._db)

    def finish_marks(self) -> None:
        """Bring the index along. That is enough if only marks of the user changed."""
        index_papers(self._db, sorted(self._to_index))
