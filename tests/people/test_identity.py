"""Who is who in a catalogue: the same whatever came first, with ids that last."""

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from people_store import check, doubts, ids, load, many_papers, paper, people, shown

from papercat.catalogue.writing import writing
from papercat.papers.model import Paper
from papercat.people import everybody, identity
from papercat.people import identity_model as same_person_model
from papercat.people.author_pages import find_person
from papercat.people.same_person import DecidedPairs


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with writing(Path(":memory:")) as db:
        yield db
        check(db)


def loaded(files: list[list[Paper]]) -> tuple[object, ...]:
    """What comes out of files imported in turn."""
    with writing(Path(":memory:")) as db:
        for number, papers in enumerate(files):
            load(db, papers, str(number))
        check(db)
        return people(db), doubts(db), shown(db)


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catalogues count as large from few names on."""
    monkeypatch.setattr(same_person_model, "_SIZES", ((20, 2.8), (60, 2.0), (90, 1.0), (120, 0.5)))
    monkeypatch.setattr(identity, "MANY_NAMES", 120)


@pytest.mark.usefixtures("sizes")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_papers_and_files_does_not_matter(seed: int) -> None:
    papers = many_papers(150)
    expected = loaded([papers])
    random.Random(seed).shuffle(papers)
    assert loaded([papers]) == expected
    assert loaded([papers[start::7] for start in range(7)]) == expected
    assert loaded([[each] for each in papers]) == expected


@pytest.mark.usefixtures("sizes")
def test_everybody_at_once_and_nobody_but_those_near_give_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    papers = many_papers(200, seed=9)
    expected = loaded([papers])
    monkeypatch.setattr(identity, "_MOST_OF_THEM", 10)
    assert loaded([papers[:150], papers[150:190], papers[190:]]) == expected
    monkeypatch.setattr(everybody, "AT_ONCE", 3)
    assert loaded([papers[:150], papers[150:190], papers[190:]]) == expected
    monkeypatch.setattr(identity, "_MOST_OF_THEM", 0)
    assert loaded([papers[:150], papers[150:]]) == expected


def test_ids_stay_when_the_catalogue_grows(store: sqlite3.Connection) -> None:
    papers = many_papers(120, seed=4)
    load(store, papers[:60], "one")
    met_first = "SELECT person_id, folded, min(id) FROM names GROUP BY person_id"
    before = store.execute(met_first).fetchall()
    load(store, papers[60:], "two")
    for person, folded, _ in before:
        assert find_person(store, str(person)).id == ids(store)[folded]
    stayed = [person for person, folded, _ in before if ids(store)[folded] == person]
    assert len(stayed) > len(before) * 0.8


def test_the_old_id_of_somebody_who_turned_out_to_be_another_still_finds_them(
    store: sqlite3.Connection,
) -> None:
    load(store, [paper("One", "Andrew Lampinen"), paper("Two", "Zoe Quux")], "one")
    (lampinen,) = (person for name, person in ids(store).items() if "lampinen" in name)
    load(store, [paper("Three", "Andrew K. Lampinen", "Ben Zyzzy")], "two")
    load(store, [paper("Four", "Andrew Lampinen", "Ben Zyzzy")], "three")
    assert len(people(store)) == 3
    assert find_person(store, "Andrew K. Lampinen").id == lampinen

    load(store, [paper("Five", "Y. Wilks", "Cleo Frobnitz")], "four")
    load(store, [paper("Six", "Yorick Wilks", "Dan Xyzzy", year=1950)], "five")
    one, other = (ids(store)[name] for name in ("y wilks", "yorick wilks"))
    if one != other:  # apart till somebody stands beside both
        again = paper("Seven", "Yorick Wilks", "Cleo Frobnitz", "Dan Xyzzy")
        load(store, [again, paper("Eight", "Y. Wilks", "Dan Xyzzy", "Cleo Frobnitz")], "six")
    assert find_person(store, str(one)).id == find_person(store, str(other)).id


def test_a_name_twice_on_one_paper_stays_two_people(store: sqlite3.Connection) -> None:
    circle = ("Ada Quux", "Ben Zyzzy")
    load(store, [paper("One", "Y. Wilks", "Yorick Wilks", *circle), paper("Two", *circle)])
    assert ("y wilks",) in people(store)


def test_growing_past_a_size_looks_at_everybody_again(
    store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []

    def counting(db: sqlite3.Connection, size: int, settled: DecidedPairs) -> everybody.Everybody:
        looked.append(size)
        return everybody.Everybody(db, size, settled)

    monkeypatch.setattr(identity, "Everybody", counting)
    load(store, [paper(f"Of many {n}", f"Name{n} Person{n}") for n in range(998)], "many")
    looked.clear()
    load(store, [paper("One", "Jane Quux")], "one")
    assert looked == []
    load(store, [paper("Two", "John Zyzzy")], "two")
    assert looked == [1000]


def test_names_that_are_no_names(store: sqlite3.Connection) -> None:
    odd = [
        "",
        " ",
        "…",
        "#",
        "x#2",
        "a" * 20_000,
        "b " * 3_000,
        "\x00",
        "李伟",
        "🦆",
        "Jr.",
        "-",
        "'",
    ]
    load(store, [paper(f"Paper {n}", name, "Jane Doe") for n, name in enumerate(odd)], "odd")
    load(store, [paper(f"More {n}", name, "Jane Doe") for n, name in enumerate(odd)], "more")
    assert ("jane doe",) in people(store)


def test_thousands_of_authors_on_one_paper(store: sqlite3.Connection) -> None:
    crowd = [f"{chr(65 + n % 26)}. Person{n // 26}" for n in range(3_000)]
    load(store, [paper("A Collaboration", *crowd)], "crowd")
    load(store, [paper("Its Second Paper", *crowd[:2_000], "Jane Doe")], "more")
    assert len(people(store)) == 3_001


def test_whoever_is_no_longer_several_people_is_shown_by_a_printed_name(
    store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, [paper("One", "Andrew Lampinen", "Zoe Quux")], "one")
    load(store, [paper("Two", "Andrew K. Lampinen", "Zoe Quux")], "two")
    assert len(people(store)) == 2
    monkeypatch.setattr(same_person_model, "_SIZES", ((2, 0.0), (3, -50.0), (9, -60.0)))
    load(store, [paper("Three", "Ben Zyzzy")], "three")
    assert len(people(store)) == 4
    assert [name for name, _ in shown(store)] == [
        "Andrew K. Lampinen",
        "Andrew Lampinen",
        "Ben Zyzzy",
        "Zoe Quux",
    ]
