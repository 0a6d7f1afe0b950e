"""Decisions of the user about people: these names are one person's, these are not.

Decisions refer to folded names, which outlast rows and ids. A number behind a name tells
namesakes apart: `yang liu` and `yang liu#2`. If two decisions speak of the same names,
the later one holds.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from itertools import chain, pairwise, product, starmap
from typing import Any, NamedTuple

from papercat.catalogue import decision_log
from papercat.errors import UsageError
from papercat.people.identity_evidence import pair_of
from papercat.people.same_person import DecidedPairs
from papercat.text.names import fold_for_identity, sort_name

TOGETHER = "same person"
APART = "different people"
SPLIT = "split name"
SHOWN = "shown name"

IN_FORCE = "SELECT value FROM decisions WHERE kind = ? AND undone_at IS NULL ORDER BY id"
ABOUT_PAIRS = """
SELECT kind, value FROM decisions
WHERE kind IN ('same person', 'different people', 'split name') AND undone_at IS NULL ORDER BY id
"""
NAMES_OF = """
SELECT folded, min(id) AS first FROM names WHERE person_id = ? GROUP BY folded ORDER BY first
"""
MENTIONS_OF = """
SELECT n.folded, a.paper_id, p.key
FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN papers AS p ON p.id = a.paper_id
WHERE n.person_id = ?
"""
SHOWN_BY_NOW = """
SELECT p.name FROM decisions AS d
JOIN names AS n ON n.folded = d.value ->> '$[0][0]'
JOIN people AS p ON p.id = n.person_id
WHERE d.id = ? ORDER BY n.id LIMIT 1
"""
SHOWN_NAME = "SELECT name FROM people WHERE id = ?"
NUMBERED = """
SELECT given.value FROM decisions AS d, json_each(d.value, '$.numbered') AS given
WHERE d.kind = 'split name' AND given.value >= ?1 || '#' AND given.value < ?1 || '$'
"""
SHOW_AS = """
UPDATE people SET (name, sort_name) = (?1, ?2)
WHERE id = (SELECT person_id FROM names WHERE folded = ?3 AND person_id NOTNULL ORDER BY id LIMIT 1)
AND name || sort_name <> ?1 || ?2
"""


class Noted(NamedTuple):
    """A recorded decision, with the names to derive again."""

    decision: int
    names: Collection[str]
    """folded"""
    papers: Collection[str] = ()
    """keys of papers that move to another namesake"""


def decided_pairs(db: sqlite3.Connection) -> DecidedPairs:
    """Return what decisions in force say of pairs of folded names."""
    are_one: dict[tuple[str, str], bool] = {}
    for kind, value in db.execute(ABOUT_PAIRS):
        are_one.update(_pairs_of(kind, json.loads(value)))
    together = frozenset(pair for pair, one in are_one.items() if one)
    return DecidedPairs(together, frozenset(are_one) - together)


def _pairs_of(kind: str, value: Any) -> Iterator[tuple[tuple[str, str], bool]]:  # noqa: ANN401  JSON
    """Yield each pair of a decision, and True if it says that the names are one person's."""
    if kind == SPLIT:
        strangers = [*value["numbered"].values(), *value["whole"]]
        for one_person in (strangers, value["left"]):
            yield from ((pair_of(*pair), True) for pair in pairwise(one_person))
        yield from ((pair_of(*pair), False) for pair in product(strangers, value["left"]))
    elif kind == APART:
        yield pair_of(*value), False
    else:
        yield from ((pair_of(*pair), True) for pair in value)


def name_numbers(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return (paper's key, folded name) → numbered name, for namesakes told apart."""
    numbers: dict[tuple[str, str], str] = {}
    for value in _in_force(db, SPLIT):
        for folded, numbered in value["numbered"].items():
            base = folded.partition("#")[0]
            for key in value["papers"]:
                numbers[key, base] = numbered
    return numbers


def names_of(kind: str, value: Any) -> set[str]:  # noqa: ANN401  JSON
    """Return the folded names that a decision is about."""
    if kind == SPLIT:
        return {*value["numbered"], *value["numbered"].values(), *value["whole"], *value["left"]}
    if kind == SHOWN:
        return {value[0]}
    if kind == APART:
        return set(value)
    return set(chain.from_iterable(value))


def papers_of(kind: str, value: Any) -> list[str]:  # noqa: ANN401  JSON
    """Return the keys of the papers that a decision moves to another namesake."""
    return list(value["papers"]) if kind == SPLIT else []


def show_decided_names(db: sqlite3.Connection) -> None:
    """Show people under the names that the user chose for them."""
    for folded, name in _in_force(db, SHOWN):
        db.execute(SHOW_AS, (name, sort_name(name), folded))


def _in_force(db: sqlite3.Connection, kind: str) -> list[Any]:
    return [json.loads(value) for (value,) in db.execute(IN_FORCE, (kind,))]


def folded_names(db: sqlite3.Connection, person: int) -> list[str]:
    """Return the folded names of a person, the first one met in front."""
    return [folded for folded, _ in db.execute(NAMES_OF, (person,))]


def merge_people(
    db: sqlite3.Connection, one: int, other: int, meant: tuple[str, str] = ("", "")
) -> Noted:
    """Decide that two people are one.

    The decision covers all their names. If a person was `meant` by a form other than the
    name shown, it covers that form only. It overrides earlier decisions that keep two of
    their names apart.
    """
    mine, theirs = folded_names(db, one), folded_names(db, other)
    across = set(starmap(pair_of, product(mine, theirs)))
    chosen = [_meant(db, one, mine, meant[0]), _meant(db, other, theirs, meant[1])]
    pairs = {*starmap(pair_of, product(*chosen)), *decided_pairs(db).apart & across}
    subject = " = ".join(sorted(names[0] for names in chosen))
    decision = decision_log.note(db, TOGETHER, subject, sorted(pairs))
    return Noted(decision, [*mine, *theirs])


def shown_by_now(db: sqlite3.Connection, decision: int) -> str:
    """Return the name that a person is shown by after a merge."""
    found: str = db.execute(SHOWN_BY_NOW, (decision,)).fetchone()[0]
    return found


def form_meant(db: sqlite3.Connection, person: int, typed: str) -> str | None:
    """Return the folded form that was typed, if the person has it but is not shown by it."""
    (name,) = db.execute(SHOWN_NAME, (person,)).fetchone()
    wanted = fold_for_identity(typed)
    meant = wanted in folded_names(db, person) and wanted != fold_for_identity(name)
    return wanted if meant else None


def _meant(db: sqlite3.Connection, person: int, names: list[str], typed: str) -> list[str]:
    """Return the folded names by which a person was meant, the name shown in front."""
    if (form := form_meant(db, person, typed)) is not None:
        return [form]
    (name,) = db.execute(SHOWN_NAME, (person,)).fetchone()
    shown = fold_for_identity(name)
    return sorted(names, key=lambda name: name != shown)


def are_forms_of(db: sqlite3.Connection, person: int, typed: tuple[str, str]) -> bool:
    """Tell whether two typed names are different printed forms of one person."""
    one, other = map(fold_for_identity, typed)
    return one != other and {one, other} <= set(folded_names(db, person))


def keep_together(db: sqlite3.Connection, one: str, other: str) -> Noted:
    """Decide that two forms of a name, as typed, are one person's."""
    pair = pair_of(fold_for_identity(one), fold_for_identity(other))
    return Noted(decision_log.note(db, TOGETHER, " = ".join(pair), [pair]), pair)


def keep_apart(db: sqlite3.Connection, one: str, other: str) -> Noted:
    """Decide that two folded names are two people's."""
    pair = pair_of(one, other)
    return Noted(decision_log.note(db, APART, " / ".join(pair), pair), pair)


def keep_whole(db: sqlite3.Connection, name: str) -> Noted:
    """Decide that a folded name is one person's, not several people's."""
    decision = decision_log.note(db, TOGETHER, f"{name} is one person", [[name, name]])
    return Noted(decision, [name])


def split_person(db: sqlite3.Connection, person: int, papers: Collection[int]) -> Noted:
    """Decide that some of a person's papers are another person's.

    Raises UsageError if one of the papers is not the person's, or if all of the person's
    papers are among them.
    """
    mentions = db.execute(MENTIONS_OF, (person,)).fetchall()
    chosen = [(folded, key) for folded, paper, key in mentions if paper in papers]
    left = {folded for folded, paper, _ in mentions if paper not in papers}
    if set(papers) - {paper for _, paper, _ in mentions}:
        raise UsageError("not all of these papers are that person's; see: papercat author NAME")
    if not left:
        raise UsageError("these are all the papers of that person: nobody would be left")
    moved = {folded for folded, _ in chosen}
    numbered = {folded: _next_number(db, folded) for folded in sorted(moved & left)}
    value = {
        "numbered": numbered,
        "whole": sorted(moved - left),
        "left": sorted(left),
        "papers": sorted({key for _, key in chosen}),
    }
    subject = ", ".join([*numbered.values(), *sorted(moved - left)])
    decision = decision_log.note(db, SPLIT, subject, value)
    return Noted(decision, names_of(SPLIT, value), value["papers"])


def _next_number(db: sqlite3.Connection, folded: str) -> str:
    """Return the next free name of a namesake, such as `yang liu#2`; no number is reused."""
    base = folded.partition("#")[0]
    taken = [int(name.rpartition("#")[2]) for (name,) in db.execute(NUMBERED, (base,))]
    return f"{base}#{max(taken, default=1) + 1}"


def name_person(db: sqlite3.Connection, person: int, name: str) -> Noted:
    """Decide under which name a person is shown."""
    first = folded_names(db, person)[0]
    return Noted(decision_log.note(db, SHOWN, first, [first, name]), [first])
