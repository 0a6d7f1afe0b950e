"""Decisions about people: they hold through later imports, and are undone in any order."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest
from people_store import check, doubts, ids, load, many_papers, paper, people, shown
from running import in_memory

from papercat.catalogue.connection import transaction
from papercat.deriving import changes
from papercat.deriving.changes import last_decision, undo
from papercat.errors import NothingFound, UsageError
from papercat.people import people_decisions
from papercat.people.find_person import find_people, find_person

PAGE = [
    paper("Text", "Yang Liu", "Ada Quux"),
    replace(paper("Learning", "Yang Liu", "Ben Zyzzy"), authors_truncated=True),
    paper("Sparse Words", "Yang Liu", "Cleo Frobnitz"),
    paper("Elsewhere", "Jane Doe", "Zoe Bax"),
]


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with in_memory() as db:
        load(db, PAGE)
        yield db
        check(db)


def settled(db: sqlite3.Connection, noted: people_decisions.Noted) -> int:
    return changes.settle_people(db, noted)


def merge_people(
    db: sqlite3.Connection, one: int, other: int, meant: tuple[str, str] = ("", "")
) -> int:
    with transaction(db):
        return settled(db, people_decisions.merge_people(db, one, other, meant))


def split_person(db: sqlite3.Connection, person: int, papers: Collection[int]) -> int:
    with transaction(db):
        return settled(db, people_decisions.split_person(db, person, papers))


def keep_apart(db: sqlite3.Connection, one: str, other: str) -> int:
    with transaction(db):
        return settled(db, people_decisions.keep_apart(db, [one], [other]))


def name_person(db: sqlite3.Connection, person: int, name: str) -> int:
    with transaction(db):
        return settled(db, people_decisions.name_person(db, person, name))


def take_back(db: sqlite3.Connection, decision: int) -> None:
    with transaction(db):
        undo(db, decision)


def state(db: sqlite3.Connection) -> tuple[object, ...]:
    """Return all that is known about people."""
    return people(db), doubts(db), shown(db)


def number(db: sqlite3.Connection, title: str) -> int:
    """The row id of a paper."""
    found: int = db.execute("SELECT id FROM papers WHERE title = ?", (title,)).fetchone()[0]
    return found


def who_wrote(db: sqlite3.Connection, title: str) -> set[int]:
    """The people on a paper."""
    query = "SELECT n.person_id FROM authorships AS a JOIN names AS n ON n.id = a.name_id"
    return {row[0] for row in db.execute(f"{query} WHERE a.paper_id = ?", (number(db, title),))}


def count_papers(db: sqlite3.Connection, person: int) -> int:
    query = "SELECT count(*) FROM authorships AS a JOIN names AS n ON n.id = a.name_id"
    return int(db.execute(f"{query} WHERE n.person_id = ?", (person,)).fetchone()[0])


def split(db: sqlite3.Connection, *titles: str) -> int:
    """Give papers of Yang Liu to somebody else of that name."""
    return split_person(db, find_person(db, "Yang Liu").id, [number(db, title) for title in titles])


def test_a_merge_holds_and_is_taken_back(store: sqlite3.Connection) -> None:
    before = state(store)
    jane, zoe = find_person(store, "Jane Doe"), find_person(store, "Zoe Bax")
    decision = merge_people(store, jane.id, zoe.id)
    assert ("jane doe", "zoe bax") in people(store)
    assert find_person(store, str(zoe.id)).id == jane.id

    load(store, PAGE)
    load(store, [*PAGE, paper("New", "Zoe Bax", "Dan Xyzzy")], "grown")
    assert ("jane doe", "zoe bax") in people(store)

    take_back(store, decision)
    assert ("jane doe",) in people(store)
    assert find_person(store, "Jane Doe").id == jane.id
    assert find_person(store, str(zoe.id)).name == "Zoe Bax"
    assert {names for names in people(store) if "dan xyzzy" not in names} == before[0]
    assert [row for row in shown(store) if row[0] != "Dan Xyzzy"] == before[2]


def test_a_split_holds_and_is_taken_back(store: sqlite3.Connection) -> None:
    before = state(store)
    decision = split(store, "Learning")
    both = find_people(store, "Yang Liu")
    assert [count_papers(store, person.id) for person in both] == [2, 1]

    load(store, PAGE)
    load(store, [*PAGE, paper("New", "Yang Liu", "Ada Quux")], "grown")
    assert [person.id for person in find_people(store, "Yang Liu")] == [each.id for each in both]
    assert who_wrote(store, "Learning") & {both[1].id}
    assert who_wrote(store, "New") & {both[0].id}

    take_back(store, decision)
    assert len(find_people(store, "Yang Liu")) == 1
    assert find_person(store, str(both[1].id)).id == both[0].id
    assert people(store) == before[0]


def test_a_split_holds_when_a_longer_list_of_authors_arrives(store: sqlite3.Connection) -> None:
    split(store, "Learning")
    both = find_people(store, "Yang Liu")
    load(store, [paper("Learning", "Yang Liu", "Ben Zyzzy", "Dan Xyzzy", "Eve Quuz")], "longer")
    assert len(who_wrote(store, "Learning")) == 4
    assert who_wrote(store, "Learning") & {person.id for person in both} == {both[1].id}


def test_a_split_twice_gives_three_people(store: sqlite3.Connection) -> None:
    first = split(store, "Learning")
    whole = find_people(store, "Yang Liu")[0]
    second = split_person(store, whole.id, [number(store, "Text")])
    assert len(find_people(store, "Yang Liu")) == 3
    take_back(store, first)
    take_back(store, second)
    assert len(find_people(store, "Yang Liu")) == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_somebody_split_off_twice_is_one_again_in_either_order(
    store: sqlite3.Connection, order: tuple[int, int]
) -> None:
    before = people(store)
    first = split(store, "Learning", "Text")
    away = find_people(store, "Yang Liu")[1]
    second = split_person(store, away.id, [number(store, "Text")])
    assert len(find_people(store, "Yang Liu")) == 3
    for at in order:
        take_back(store, (first, second)[at])
        load(store, PAGE, f"again {at}")
    assert len(find_people(store, "Yang Liu")) == 1
    assert people(store) == before


def test_what_was_decided_of_somebody_is_not_said_of_the_next(store: sqlite3.Connection) -> None:
    first = split(store, "Learning")
    away = find_people(store, "Yang Liu")[1]
    merge_people(store, away.id, find_person(store, "Jane Doe").id)
    take_back(store, first)
    jane, rest = find_person(store, "Jane Doe").id, find_people(store, "Yang Liu")[0].id
    assert who_wrote(store, "Text") & {jane, rest} == {rest}
    split_person(store, rest, [number(store, "Text")])
    assert jane in who_wrote(store, "Learning")
    assert jane not in who_wrote(store, "Text")


def test_a_split_moves_no_paper_of_a_third_namesake(store: sqlite3.Connection) -> None:
    split(store, "Learning")
    load(store, [paper("New", "Yang Liu", "Dan Xyzzy")], "grown")
    third = who_wrote(store, "New") & {person.id for person in find_people(store, "Yang Liu")}
    assert len(third) == 1
    first = find_people(store, "Yang Liu")[0]
    assert third.isdisjoint({first.id})
    split_person(store, first.id, [number(store, "Text")])
    assert third <= who_wrote(store, "New")


def test_a_merge_joins_whom_two_splits_made(store: sqlite3.Connection) -> None:
    split(store, "Learning", "Text")
    one, away = find_people(store, "Yang Liu")
    split_person(store, away.id, [number(store, "Text")])
    merge_people(store, one.id, away.id)
    both = find_people(store, "Yang Liu")
    assert len(both) == 2
    merge_people(store, both[0].id, both[1].id)
    assert len(find_people(store, "Yang Liu")) == 1


def test_whoever_was_split_can_be_merged_again(store: sqlite3.Connection) -> None:
    split(store, "Learning")
    one, other = find_people(store, "Yang Liu")
    merge_people(store, one.id, other.id)
    assert len(find_people(store, "Yang Liu")) == 1
    load(store, PAGE, "again")
    assert len(find_people(store, "Yang Liu")) == 1


@pytest.mark.parametrize("titles", [("Elsewhere",), ("Text", "Learning", "Sparse Words")])
def test_a_split_needs_some_of_the_persons_papers(
    store: sqlite3.Connection, titles: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError):
        split(store, *titles)


def test_what_a_merge_overrides_holds_again_once_that_is_taken_back(
    store: sqlite3.Connection,
) -> None:
    split(store, "Text")
    apart = state(store)
    one, other = (person.id for person in find_people(store, "Yang Liu"))
    merged = merge_people(store, one, other)
    assert len(find_people(store, "Yang Liu")) == 1
    take_back(store, merged)
    assert state(store) == apart


def test_a_merge_speaks_of_the_names_by_which_people_were_meant() -> None:
    papers = [
        paper("Parsing One", "A. Kowalczyk", "Ada Quux"),
        paper("Parsing Two", "Andrew K. Kowalczyk", "Ada Quux"),
        paper("Parsing Three", "Andrew K. Kowalczyk", "Ada Quux"),
        paper("Parsing Four", "Andrzej Kowalczyk", "Ben Zyzzy"),
    ]
    with in_memory() as db:
        load(db, papers)
        one, other = "Andrew K. Kowalczyk", "Andrzej Kowalczyk"
        merge_people(db, find_person(db, one).id, find_person(db, other).id, (one, other))
        assert find_person(db, one).id == find_person(db, other).id


def test_a_merge_loses_none_of_the_names_of_two_people() -> None:
    names = ["Andrew K. Osindero", "Andrew K. Osindero", "Andrew Osindero", "Andrew Li"]
    with in_memory() as db:
        load(db, [paper(f"Study {at}", name, "Ada Quux") for at, name in enumerate(names)])
        assert ("andrew k osindero", "andrew osindero") in people(db)
        one, other = find_person(db, "Andrew K. Osindero"), find_person(db, "Andrew Li")
        merge_people(db, one.id, other.id)
        assert ("andrew k osindero", "andrew li", "andrew osindero") in people(db)


def test_a_split_leaves_the_others_together(store: sqlite3.Connection) -> None:
    jane, zoe, ada = (find_person(store, name).id for name in ("Jane Doe", "Zoe Bax", "Ada Quux"))
    merge_people(store, jane, zoe)
    merge_people(store, jane, ada)
    split_person(store, find_person(store, "Jane Doe").id, [number(store, "Text")])
    assert ("jane doe", "zoe bax") in people(store)
    merge_people(store, find_person(store, "Ada Quux").id, find_person(store, "Zoe Bax").id)
    whole = find_person(store, "Zoe Bax")
    papers = [number(store, title) for title in ("Text",)]
    split_person(store, whole.id, papers)
    assert find_person(store, "Jane Doe").id == find_person(store, "Zoe Bax").id


def test_a_split_that_is_taken_back_changes_no_shown_name() -> None:
    papers = [paper(f"Study {n}", "Andrew K. Lampinen", "Ada Quux") for n in range(4)]
    papers += [paper(f"Note {n}", "Andrew Lampinen", "Ada Quux") for n in range(3)]
    with in_memory() as db:
        load(db, papers)
        person = find_person(db, "Andrew K. Lampinen")
        some = [number(db, title) for title in ("Study 1", "Study 2")]
        take_back(db, split_person(db, person.id, some))
        assert find_person(db, "Andrew Lampinen").name == "Andrew K. Lampinen"


def test_the_later_of_two_decisions_about_two_people_holds(store: sqlite3.Connection) -> None:
    jane, zoe = find_person(store, "Jane Doe"), find_person(store, "Zoe Bax")
    keep_apart(store, "jane doe", "zoe bax")
    merged = merge_people(store, jane.id, zoe.id)
    assert ("jane doe", "zoe bax") in people(store)
    parted = keep_apart(store, "jane doe", "zoe bax")
    assert ("jane doe", "zoe bax") not in people(store)
    take_back(store, parted)
    assert ("jane doe", "zoe bax") in people(store)
    take_back(store, merged)
    assert ("jane doe", "zoe bax") not in people(store)


def test_people_kept_apart_stay_apart(store: sqlite3.Connection) -> None:
    circle = ("Ada Quux", "Ben Zyzzy", "Cleo Frobnitz")
    load(store, [paper("One", "Andrew Lampinen", *circle)], "one")
    load(store, [paper("Two", "Andrew K. Lampinen", *circle)], "two")
    before = state(store)
    assert len(find_people(store, "lampinen")) == 1
    decision = keep_apart(store, "andrew lampinen", "andrew k lampinen")
    load(store, [paper("Three", "Andrew K. Lampinen", *circle)], "three")
    assert len(find_people(store, "lampinen")) == 2
    assert ("andrew k lampinen", "andrew lampinen") not in {each[:2] for each in doubts(store)}
    take_back(store, decision)
    assert len(find_people(store, "lampinen")) == 1
    assert people(store) == before[0]


def test_a_chosen_name_is_shown_through_later_imports(store: sqlite3.Connection) -> None:
    person = find_person(store, "Jane Doe").id
    decision = name_person(store, person, "Jané Doe")
    load(store, [*PAGE, paper("New", "JANE DOE"), paper("Newer", "JANE DOE")], "grown")
    assert find_person(store, str(person)).name == "Jané Doe"
    name_person(store, person, "Jane A. Doe")
    assert find_person(store, str(person)).sort_name == "Doe, Jane A."
    take_back(store, last_decision(store))
    assert find_person(store, str(person)).name == "Jané Doe"
    take_back(store, decision)
    assert find_person(store, str(person)).name == "JANE DOE"
    with pytest.raises(NothingFound):
        take_back(store, decision)


def test_decisions_hold_in_a_catalogue_that_grows(store: sqlite3.Connection) -> None:
    papers = many_papers(80, seed=3)
    load(store, papers[:30], "some")
    one, other = (find_person(store, name) for name in ("Yang Liu", "Zoe Bax"))
    merge_people(store, one.id, other.id)
    for start in range(30, 80, 10):
        load(store, papers[start : start + 10], f"from {start}")
    assert ("yang liu", "zoe bax") in people(store)
    assert ids(store)["yang liu"] == one.id
