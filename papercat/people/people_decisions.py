"""What a person settled about people: these are one, that one is two, this is the name.

Decisions speak of folded names, which outlast rows and ids. A name that several
people share is told apart by a number behind it: `yang liu` and `yang liu#2`.

All that were not taken back are in force; where two speak of the same names, the later one
holds, and the earlier again when that is taken back.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from itertools import chain, pairwise, product, starmap
from typing import Any

from papercat.catalogue import decision_log
from papercat.errors import UsageError
from papercat.people.identity import regroup
from papercat.people.identity_evidence import pair_of
from papercat.people.names import fold_for_identity, sort_name
from papercat.people.same_person import DecidedPairs

TOGETHER = "same person"
APART = "different people"
SPLIT = "split name"
SHOWN = "shown name"

IN_FORCE = "SELECT id, value FROM decisions WHERE kind = ? AND undone_at IS NULL ORDER BY id"
ABOUT_PAIRS = """
SELECT kind, value FROM decisions
WHERE kind IN ('same person', 'different people', 'split name') AND undone_at IS NULL ORDER BY id
"""
NAMES_OF = """
SELECT folded, min(id) AS first FROM names WHERE person_id = ? GROUP BY folded ORDER BY first
"""
MENTIONS_OF = """
SELECT n.name, n.folded, a.paper_id, a.slot, p.key
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
NEW_NAME = "INSERT INTO names (name, folded) VALUES (?, ?) RETURNING id"
MOVE = "UPDATE authorships SET name_id = ? WHERE paper_id = ? AND slot = ?"
RESTATE = "UPDATE decisions SET value = ? WHERE id = ?"
MOVE_BACK = """
UPDATE authorships SET name_id = (
    SELECT min(mine.id) FROM names AS mine JOIN names AS theirs ON theirs.name = mine.name
    WHERE mine.folded = ?1 AND theirs.id = authorships.name_id)
WHERE name_id IN (SELECT id FROM names WHERE folded = ?2)
"""
SHOW_AS = """
UPDATE people SET (name, sort_name) = (?1, ?2)
WHERE id = (SELECT person_id FROM names WHERE folded = ?3 ORDER BY id LIMIT 1)
AND name || sort_name <> ?1 || ?2
"""

Mention = tuple[str, str, int, int, str]
"""(printed name, folded name, paper id, slot, the paper's key)"""


def decided_pairs(db: sqlite3.Connection) -> DecidedPairs:
    """What has been decided about pairs of folded names and not been undone."""
    are_one: dict[tuple[str, str], bool] = {}
    for kind, value in db.execute(ABOUT_PAIRS):
        are_one.update(_pairs_of(kind, json.loads(value)))
    together = frozenset(pair for pair, one in are_one.items() if one)
    return DecidedPairs(together, frozenset(are_one) - together)


def _pairs_of(kind: str, value: Any) -> Iterator[tuple[tuple[str, str], bool]]:  # noqa: ANN401  JSON
    """Each pair of which a decision speaks, and whether it says that they are one."""
    if kind == SPLIT:
        strangers = [*value["numbered"].values(), *value["whole"]]
        for one_person in (strangers, value["left"]):
            yield from ((pair_of(*pair), True) for pair in pairwise(one_person))
        yield from ((pair_of(*pair), False) for pair in product(strangers, value["left"]))
    elif kind == APART:
        yield pair_of(*value), False
    else:
        yield from ((pair_of(*pair), True) for pair in value)


def show_decided_names(db: sqlite3.Connection) -> None:
    """Show people under the names that somebody chose for them."""
    for _, (folded, name) in _in_force(db, SHOWN):
        db.execute(SHOW_AS, (name, sort_name(name), folded))


def _in_force(db: sqlite3.Connection, kind: str) -> list[tuple[int, Any]]:
    return [(decision, json.loads(value)) for decision, value in db.execute(IN_FORCE, (kind,))]


def folded_names(db: sqlite3.Connection, person: int) -> list[str]:
    """The folded names of a person, the first one met first."""
    return [folded for folded, _ in db.execute(NAMES_OF, (person,))]


def merge_people(
    db: sqlite3.Connection, one: int, other: int, meant: tuple[str, str] = ("", "")
) -> int:
    """Decide that two people are one, within the caller's transaction; the decision's id.

    It speaks of all their names, but where one was `meant` by a form that it isn't shown by, of
    that alone: the rest stays with whom the evidence says. And of every two of theirs that an
    earlier decision keeps apart.
    """
    mine, theirs = folded_names(db, one), folded_names(db, other)
    across = set(starmap(pair_of, product(mine, theirs)))
    chosen = [_meant(db, one, mine, meant[0]), _meant(db, other, theirs, meant[1])]
    pairs = {*starmap(pair_of, product(*chosen)), *decided_pairs(db).apart & across}
    subject = " = ".join(sorted(names[0] for names in chosen))
    decision = decision_log.note(db, TOGETHER, subject, sorted(pairs))
    _work_out(db, [*mine, *theirs])
    return decision


def shown_by_now(db: sqlite3.Connection, decision: int) -> str:
    """The name by which somebody is shown whom a decision made one person."""
    found: str = db.execute(SHOWN_BY_NOW, (decision,)).fetchone()[0]
    return found


def form_meant(db: sqlite3.Connection, person: int, typed: str) -> str | None:
    """The folded form by which a person was meant; None where that is the name shown, or none."""
    (name,) = db.execute(SHOWN_NAME, (person,)).fetchone()
    wanted = fold_for_identity(typed)
    meant = wanted in folded_names(db, person) and wanted != fold_for_identity(name)
    return wanted if meant else None


def _meant(db: sqlite3.Connection, person: int, names: list[str], typed: str) -> list[str]:
    """The folded names by which a person was meant, the first one by which it is known first."""
    if (form := form_meant(db, person, typed)) is not None:
        return [form]
    (name,) = db.execute(SHOWN_NAME, (person,)).fetchone()
    shown = fold_for_identity(name)
    return sorted(names, key=lambda name: name != shown)


def are_forms_of(db: sqlite3.Connection, person: int, typed: tuple[str, str]) -> bool:
    """Whether both names, as typed, are printed forms of a person's, and not the same."""
    one, other = map(fold_for_identity, typed)
    return one != other and {one, other} <= set(folded_names(db, person))


def keep_together(db: sqlite3.Connection, one: str, other: str) -> int:
    """Decide that two forms of a name, as typed, are one person's; the decision's id."""
    pair = pair_of(fold_for_identity(one), fold_for_identity(other))
    decision = decision_log.note(db, TOGETHER, " = ".join(pair), [pair])
    _work_out(db, pair)
    return decision


def keep_apart(db: sqlite3.Connection, one: str, other: str) -> int:
    """Decide that two folded names are two people's; the decision's id."""
    pair = pair_of(one, other)
    decision = decision_log.note(db, APART, " / ".join(pair), pair)
    _work_out(db, pair)
    return decision


def keep_whole(db: sqlite3.Connection, name: str) -> int:
    """Decide that a folded name is one person's and no crowd's; the decision's id."""
    decision = decision_log.note(db, TOGETHER, f"{name} is one person", [[name, name]])
    _work_out(db, [name])
    return decision


def split_person(db: sqlite3.Connection, person: int, papers: Collection[int]) -> int:
    """Decide that some of a person's papers are somebody else's; the decision's id.

    Within the caller's transaction. Raises UsageError where one of the papers is not
    the person's, or all of the person's are among them.
    """
    mentions: list[Mention] = db.execute(MENTIONS_OF, (person,)).fetchall()
    chosen = [mention for mention in mentions if mention[2] in papers]
    rest = [mention for mention in mentions if mention[2] not in papers]
    if set(papers) - {paper for _, _, paper, _, _ in chosen}:
        raise UsageError("not all of these papers are that person's; see: papercat author NAME")
    if not rest:
        raise UsageError("these are all the papers of that person: nobody would be left")
    left = {folded for _, folded, *_ in rest}
    numbered: dict[str, str] = {}
    for name, folded, paper, slot, _ in chosen:
        if folded in left:
            numbered.setdefault(folded, _next_number(db, folded))
            (row,) = db.execute(NEW_NAME, (name, numbered[folded])).fetchone()
            db.execute(MOVE, (row, paper, slot))
    whole = sorted({folded for _, folded, *_ in chosen} - left)
    value = {
        "numbered": numbered,
        "whole": whole,
        "left": sorted(left),
        "papers": sorted({key for *_, key in chosen}),
    }
    decision = decision_log.note(db, SPLIT, ", ".join([*numbered.values(), *whole]), value)
    _work_out(db, {*left, *numbered.values(), *whole})
    return decision


def _next_number(db: sqlite3.Connection, folded: str) -> str:
    """The next free name of somebody who shares a folded name, such as `yang liu#2`.

    None is given twice: what else was decided of the first to have it still speaks of it.
    """
    base = folded.partition("#")[0]
    taken = [int(name.rpartition("#")[2]) for (name,) in db.execute(NUMBERED, (base,))]
    return f"{base}#{max(taken, default=1) + 1}"


def name_person(db: sqlite3.Connection, person: int, name: str) -> int:
    """Decide under which name a person is shown; the decision's id."""
    (first, *_) = folded_names(db, person)
    decision = decision_log.note(db, SHOWN, first, [first, name])
    show_decided_names(db)
    return decision


def undo(db: sqlite3.Connection, decision: int, kind: str, value: Any) -> None:  # noqa: ANN401  JSON
    """Take a decision about people back, within the caller's transaction."""
    decision_log.take_back(db, decision)
    if kind == SPLIT:
        for folded, numbered in value["numbered"].items():
            db.execute(MOVE_BACK, (folded, numbered))
            _speak_of(db, folded, numbered)
        numbers = value["numbered"].values()
        _work_out(db, [*value["numbered"], *numbers, *value["whole"], *value["left"]])
    elif kind == SHOWN:
        _work_out(db, value[:1])
    elif kind == APART:
        _work_out(db, value)
    else:
        _work_out(db, set(chain.from_iterable(value)))


def _speak_of(db: sqlite3.Connection, folded: str, numbered: str) -> None:
    """Let splits of somebody who was split off speak of the name that is theirs again."""
    for decision, value in _in_force(db, SPLIT):
        if numbered in {*value["numbered"], *value["left"]}:
            value["left"] = sorted({folded if name == numbered else name for name in value["left"]})
            value["numbered"] = {
                folded if name == numbered else name: number
                for name, number in value["numbered"].items()
            }
            db.execute(RESTATE, (json.dumps(value, ensure_ascii=False), decision))


def _work_out(db: sqlite3.Connection, names: Collection[str]) -> None:
    regroup(db, names, decided_pairs(db))
    show_decided_names(db)
