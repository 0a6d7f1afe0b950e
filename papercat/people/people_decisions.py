"""Decisions of the user about people: these names are one person's, these are not.

Decisions refer to folded names, which outlast rows and ids. A number behind a name tells
namesakes apart: `yang liu` and `yang liu#2`. So that this lasts, too, a decision about one
of several namesakes lists that person's papers: they stay this namesake's through later
imports. If two decisions speak of the same names or papers, the later one holds.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, product, starmap
from typing import Any, NamedTuple

from papercat.catalogue import decision_log
from papercat.catalogue.sql_values import first_column
from papercat.errors import UsageError
from papercat.people.identity_model import Pair, pair_of
from papercat.people.name_store import NameStore, base_name
from papercat.people.namesakes import first_circles
from papercat.people.same_person import DecidedPairs
from papercat.text.names import fold_for_identity, sort_name

TOGETHER = "same person"
APART = "different people"
SPLIT = "split name"
SHOWN = "shown name"

SHOWN_NAMES_IN_FORCE = """
SELECT value ->> 0, value ->> 1 FROM decisions
WHERE kind = 'shown name' AND undone_at IS NULL ORDER BY id
"""
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
HAS_NAMESAKES = """
SELECT 1 FROM names
WHERE (folded = ?1 OR (folded >= ?1 || '#' AND folded < ?1 || '$'))
    AND folded <> ?2 AND person_id NOTNULL LIMIT 1
"""
KEYS_OF_NAME = """
SELECT DISTINCT p.key FROM names AS n
JOIN authorships AS a ON a.name_id = n.id
JOIN papers AS p ON p.id = a.paper_id
WHERE n.folded = ? ORDER BY p.key
"""
PAPERS_WITH_KEYS = """
SELECT p.id, p.key FROM json_each(?) AS wanted JOIN papers AS p ON p.key = wanted.value
"""
SHOWN_BY_NOW = """
SELECT p.name FROM decisions AS d
JOIN names AS n ON n.folded = d.value ->> '$.pairs[0][0]'
JOIN people AS p ON p.id = n.person_id
WHERE d.id = ? ORDER BY n.id LIMIT 1
"""
SHOWN_NAME = "SELECT name FROM people WHERE id = ?"
NUMBERED = """
SELECT given.key FROM decisions AS d, json_each(d.value, '$.papers') AS given
WHERE d.kind = 'split name' AND given.key >= ?1 || '#' AND given.key < ?1 || '$'
"""
SHOW_AS = """
UPDATE people SET (name, sort_name) = (?1, ?2)
WHERE id = (SELECT person_id FROM names WHERE folded = ?3 AND person_id NOTNULL ORDER BY id LIMIT 1)
AND name || sort_name <> ?1 || ?2
"""


class Noted(NamedTuple):
    """A recorded decision, with the folded names to derive again."""

    decision: int
    names: Collection[str]


def decided_pairs(db: sqlite3.Connection) -> DecidedPairs:
    """Return what decisions in force say of folded names and of namesakes' papers."""
    are_one: dict[Pair, bool] = {}
    bearers: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for kind, text in db.execute(ABOUT_PAIRS):
        value = json.loads(text)
        for pair, one in _pairs_of(kind, value):
            if pair[0] == pair[1]:
                _forget_namesakes(pair[0], are_one, bearers)
            are_one[pair] = one
        for name, keys in value["papers"].items():
            bearers[base_name(name)].update(dict.fromkeys(keys, name))
    together = frozenset(pair for pair, one in are_one.items() if one)
    return DecidedPairs(together, frozenset(are_one) - together, _by_paper(db, bearers))


def _forget_namesakes(
    name: str, are_one: dict[Pair, bool], bearers: dict[str, dict[str, str]]
) -> None:
    """Drop what earlier decisions say of namesakes who are one person."""
    bearers.pop(name, None)
    for pair in [*are_one]:
        if base_name(pair[0]) == base_name(pair[1]) == name:
            del are_one[pair]


def _by_paper(
    db: sqlite3.Connection, bearers: dict[str, dict[str, str]]
) -> dict[str, dict[int, str]]:
    """Replace the keys of papers by their ids; papers that are gone are left out."""
    found = {}
    for name, bearer_of in bearers.items():
        papers = db.execute(PAPERS_WITH_KEYS, (json.dumps(list(bearer_of)),))
        found[name] = {paper: bearer_of[key] for paper, key in papers}
    return found


def _pairs_of(kind: str, value: Any) -> Iterator[tuple[Pair, bool]]:
    """Yield each pair of a decision, and True if it says that the names are one person's."""
    if kind == SPLIT:
        for one_person in (value["moved"], value["left"]):
            for pair in pairwise(one_person):
                yield pair_of(*pair), True
        for pair in product(value["moved"], value["left"]):
            yield pair_of(*pair), False
        return
    for pair in value["pairs"]:
        yield pair_of(*pair), kind == TOGETHER


def names_of(kind: str, value: Any) -> set[str]:
    """Return the folded names that a decision is about."""
    if kind == SPLIT:
        return {*value["moved"], *value["left"], *value["papers"]}
    if kind == SHOWN:
        return {value[0]}
    return {*chain.from_iterable(value["pairs"]), *value["papers"]}


def show_decided_names(db: sqlite3.Connection) -> None:
    """Show people under the names that the user chose for them."""
    for folded, name in db.execute(SHOWN_NAMES_IN_FORCE).fetchall():
        db.execute(SHOW_AS, (name, sort_name(name), folded))


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
    value = {"pairs": sorted(pairs), "papers": _papers_of_namesakes(db, mine + theirs)}
    return Noted(decision_log.note(db, TOGETHER, subject, value), [*mine, *theirs])


def _papers_of_namesakes(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, list[str]]:
    """Map those names that namesakes have, too, to the keys of their papers."""
    found: dict[str, list[str]] = {}
    for name in names:
        if db.execute(HAS_NAMESAKES, (base_name(name), name)).fetchone():
            found[name] = first_column(db.execute(KEYS_OF_NAME, (name,)))
    return found


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
    value = {"pairs": [pair], "papers": {}}
    return Noted(decision_log.note(db, TOGETHER, " = ".join(pair), value), pair)


def keep_apart(db: sqlite3.Connection, mine: Sequence[str], theirs: Sequence[str]) -> Noted:
    """Decide that some folded names are one person's and others are another person's."""
    names = [*mine, *theirs]
    value = {
        "pairs": sorted(starmap(pair_of, product(mine, theirs))),
        "papers": _papers_of_namesakes(db, names),
    }
    decision = decision_log.note(db, APART, f"{mine[0]} / {theirs[0]}", value)
    return Noted(decision, names)


def are_apart(db: sqlite3.Connection, mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether a decision in force says of all these names that they are two people's."""
    return set(starmap(pair_of, product(mine, theirs))) <= decided_pairs(db).apart


def is_whole(db: sqlite3.Connection, name: str) -> bool:
    """Tell whether a decision in force says that a folded name is one person's."""
    return (name, name) in decided_pairs(db).together


def keep_whole(db: sqlite3.Connection, name: str) -> Noted:
    """Decide that everybody with a folded name is one person."""
    base = base_name(name)
    value = {"pairs": [[base, base]], "papers": {}}
    decision = decision_log.note(db, TOGETHER, f"{base} is one person", value)
    return Noted(decision, [base, f"{base}#"])


def coauthor_circles(db: sqlite3.Connection, person: int) -> list[list[int]]:
    """Group a person's papers by shared co-authors, the largest circle first."""
    own_names = {base_name(name) for name in folded_names(db, person)}
    papers = {paper for _, paper, _ in db.execute(MENTIONS_OF, (person,))}
    facts = NameStore(db).read_papers(papers)
    others = {}
    for paper in sorted(papers):
        coauthors = [name for name in facts[paper].authors if name not in own_names]
        others[paper] = replace(facts[paper], authors=tuple(coauthors))
    circles = [sorted(circle) for circle in first_circles("", others)]
    return sorted(circles, key=lambda circle: (-len(circle), circle))


def split_person(db: sqlite3.Connection, person: int, papers: Collection[int]) -> Noted:
    """Decide that some of a person's papers are another person's.

    Raises UsageError if one of the papers is not the person's, or if all of the person's
    papers are among them.
    """
    mentions = db.execute(MENTIONS_OF, (person,)).fetchall()
    moved: defaultdict[str, list[str]] = defaultdict(list)
    left: defaultdict[str, list[str]] = defaultdict(list)
    strange = set(papers)
    for folded, paper, key in mentions:
        side = moved if paper in papers else left
        side[folded].append(key)
        strange.discard(paper)
    if strange:
        raise UsageError("not all of these papers are that person's; see: papercat author NAME")
    if not left:
        raise UsageError("these are all the papers of that person: nobody would be left")
    for folded in sorted(moved.keys() & left.keys()):
        moved[_next_number(db, folded)] += moved.pop(folded)
    value = {"moved": sorted(moved), "left": sorted(left), "papers": {**left, **moved}}
    decision = decision_log.note(db, SPLIT, ", ".join(sorted(moved)), value)
    return Noted(decision, names_of(SPLIT, value))


def _next_number(db: sqlite3.Connection, folded: str) -> str:
    """Return the next free name of a namesake, such as `yang liu#2`; no number is reused."""
    base = base_name(folded)
    taken = [1]
    for (name,) in db.execute(NUMBERED, (base,)):
        number = name.rpartition("#")[2]
        if number.isdecimal():
            taken.append(int(number))
    return f"{base}#{max(taken) + 1}"


def name_person(db: sqlite3.Connection, person: int, name: str) -> Noted:
    """Decide under which name a person is shown."""
    first = folded_names(db, person)[0]
    return Noted(decision_log.note(db, SHOWN, first, [first, name]), [first])
