"""Papers made up for tests of who is who, and what a catalogue makes of their people."""

import random
import sqlite3
from collections.abc import Sequence

from papercat.catalogue.connection import transaction
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Paper

People = set[tuple[str, ...]]

_SURNAMES = ("Osindero", "Pătrăucean", "Wang", "Li", "Müller", "Tomašev", "Quux", "Smith", "Chen")
_GIVEN = ("Simon", "Sam", "Samuel", "Wei", "Viorica", "Nenad", "Andrew", "Alexander", "Alex", "Bo")


def paper(title: str, *names: str, year: int = 2020, category: str = "cs.LG") -> Paper:
    """A paper with these authors."""
    authors = tuple(map(Author, names))
    return Paper(title, 1, authors=authors, published=str(year), categories=(category,))


def many_papers(count: int, seed: int = 1) -> list[Paper]:
    """Papers of groups of people whose names are printed in several ways."""
    rng = random.Random(seed)
    groups = [[_name(rng) for _ in range(5)] for _ in range(count // 8 + 1)]
    return [
        paper(
            f"Paper number {number}",
            *dict.fromkeys(_printed(rng, name) for name in rng.sample(rng.choice(groups), 3)),
            year=rng.randrange(2000, 2024),
            category=rng.choice(["cs.CL", "cs.LG", "math.AG"]),
        )
        for number in range(count)
    ]


def _name(rng: random.Random) -> str:
    middle = [f"{rng.choice('ABCDEFGH')}."] if rng.random() < 0.4 else []
    return " ".join([rng.choice(_GIVEN), *middle, rng.choice(_SURNAMES)])


def _printed(rng: random.Random, name: str) -> str:
    first, *middle, last = name.split()
    match rng.randrange(6):
        case 0:
            return f"{first} {last}"
        case 1:
            return f"{first[0]}. {last}"
        case 2:
            return name.replace("ă", "a").replace("š", "s").replace("ü", "ue")
        case 3:
            return f"{last}, {' '.join([first, *middle])}"
    return name


def load(db: sqlite3.Connection, papers: Sequence[Paper], name: str = "one") -> None:
    """Import papers as one file."""
    with transaction(db):
        load_document(db, f"/{name}.jsonl", f"hash of {name}", "jsonl", papers)


def people(db: sqlite3.Connection) -> People:
    """Everybody, as the folded names they have."""
    found: dict[int, set[str]] = {}
    for person, folded in db.execute("SELECT person_id, folded FROM names WHERE person_id"):
        found.setdefault(person, set()).add(folded)
    return {tuple(sorted(names)) for names in found.values()}


def ids(db: sqlite3.Connection) -> dict[str, int]:
    """Folded name → whose it is."""
    return dict(db.execute("SELECT folded, person_id FROM names WHERE person_id"))


def doubts(db: sqlite3.Connection) -> list[tuple[str, str, float, str]]:
    """What is doubted about people, in order."""
    return [
        (one, other, round(probability, 9), reason)
        for one, other, probability, reason in db.execute(
            "SELECT one, other, probability, reason FROM name_doubts ORDER BY one, other"
        )
    ]


def shown(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The names and index forms of everybody, in order."""
    return sorted(db.execute("SELECT name, sort_name FROM people"))


def check(db: sqlite3.Connection) -> None:
    """No person without a name, no name on a paper without a person, no lost reference."""
    nobody = "SELECT id FROM people WHERE id NOT IN (SELECT person_id FROM names WHERE person_id)"
    assert db.execute(nobody).fetchall() == []
    first = "SELECT person_id FROM names GROUP BY person_id HAVING min(id) < person_id"
    assert db.execute(first).fetchall() == []
    lost = """
    SELECT name FROM names AS n
    WHERE (person_id NOTNULL) <> EXISTS (SELECT 1 FROM authorships WHERE name_id = n.id)
    """
    assert db.execute(lost).fetchall() == []
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
