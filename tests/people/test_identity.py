"""Who is who in a catalogue: the same whatever came first, with ids that last."""

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people_store import check, doubts, ids, load, many_papers, paper, people, shown
from running import in_memory

from papercat.catalogue.connection import transaction
from papercat.papers.model import Paper
from papercat.people import identity, identity_model, name_store, namesakes
from papercat.people.author_pages import list_people
from papercat.people.find_person import find_people, find_person
from papercat.people.identity import regroup
from papercat.people.name_relation import NameForm, Relation
from papercat.people.same_person import DecidedPairs

MENTIONS = """
SELECT n.person_id, p.title || ' by ' || n.name FROM authorships AS a
JOIN names AS n ON n.id = a.name_id JOIN papers AS p ON p.id = a.paper_id
"""
NOBODY = DecidedPairs()


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    with in_memory() as db:
        yield db
        check(db)


def grouped(db: sqlite3.Connection) -> set[frozenset[str]]:
    """Everybody, as the papers and printed names they have."""
    found = defaultdict(set)
    for person, mention in db.execute(MENTIONS):
        found[person].add(mention)
    return set(map(frozenset, found.values()))


def loaded(files: Sequence[Sequence[Paper]]) -> tuple[object, ...]:
    """Import files in turn, and return what is known of people."""
    with in_memory() as db:
        for number, papers in enumerate(files):
            load(db, papers, str(number))
        check(db)
        before = grouped(db), sorted(shown(db)), len(doubts(db))
        with transaction(db):
            regroup(db, None, NOBODY)
        assert (grouped(db), sorted(shown(db)), len(doubts(db))) == before
        return before


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let catalogues count as large from few names on."""
    monkeypatch.setattr(identity_model, "_SIZES", ((20, 2.8), (60, 2.0), (90, 1.0), (120, 0.5)))
    monkeypatch.setattr(identity, "MANY_NAMES", 120)


@pytest.mark.usefixtures("sizes")
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_papers_and_files_does_not_matter(seed: int) -> None:
    papers = many_papers(150)
    expected = loaded([papers])
    random.Random(seed).shuffle(papers)
    assert loaded([papers]) == expected
    assert loaded([papers[start::7] for start in range(7)]) == expected
    assert loaded([[each] for each in papers]) == expected


@pytest.mark.usefixtures("sizes")
def test_everybody_at_once_and_step_by_step_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = many_papers(200, seed=9)
    expected = loaded([papers])
    monkeypatch.setattr(identity, "_MOST_TOUCHED", 10)
    assert loaded([papers[:150], papers[150:190], papers[190:]]) == expected
    monkeypatch.setattr(name_store, "_AT_ONCE", 3)
    assert loaded([papers[:150], papers[150:190], papers[190:]]) == expected
    monkeypatch.setattr(identity, "_MOST_TOUCHED", 0)
    assert loaded([papers[:150], papers[150:]]) == expected


NAMES = st.sampled_from(
    [
        *("Andrew Lampinen", "Andrew K. Lampinen", "A. Lampinen", "Alan Lampinen"),
        *("Wei Wang", "W. Wang", "Wen Wang", "Wei Zhang", "Yang Liu", "Bo Li"),
        *("Sam Ritter", "Samuel Ritter", "Sam Riter", "Lampinen Andrew"),
        *("Ada Quux", "A. Quux", "Ben Zyzzy", "Cleo Frobnitz", "Plato", "王植"),
    ]
)
CATALOGUES = st.lists(st.lists(NAMES, min_size=1, max_size=4, unique=True), max_size=12)


@settings(max_examples=settings().max_examples // 2)  # each makes two catalogues
@given(CATALOGUES, st.randoms(use_true_random=False), st.sampled_from([1, 2, 3, 100]))
def test_any_small_catalogue_is_the_same_in_any_order(
    authors: list[list[str]], rng: random.Random, crowded: int
) -> None:
    papers = [paper(f"Number {at}", *names) for at, names in enumerate(authors)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_store, "CROWDED", crowded)
        expected = loaded([papers])
        rng.shuffle(papers)
        patch.setattr(identity, "_MOST_TOUCHED", 10)
        assert loaded([[each] for each in papers]) == expected


def test_hundreds_of_names_that_are_alike_are_not_all_compared(
    store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def relate(one: NameForm, other: NameForm) -> Relation | None:
        compared.append((one, other))
        return None

    monkeypatch.setattr(name_store, "relate", relate)
    monkeypatch.setattr(name_store, "CROWDED", 20)
    names = [f"Ab{'c' * length} Quuxley" for length in range(120)]
    load(store, [paper(f"Title {name}", name) for name in names])
    assert len(people(store)) == len(names)
    assert len(compared) < name_store.CROWDED * len(names)


def test_very_many_circles_of_one_name_are_not_compared(
    store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(namesakes, "MOST_CIRCLES", 20)
    monkeypatch.delattr(namesakes, "circle_features")
    papers = [paper(f"Title {number}", "Wei Wang", f"Xa Quux{number:03}") for number in range(21)]
    load(store, papers)
    namesakes_found = [names for names in people(store) if names[0].startswith("wei wang")]
    assert len(namesakes_found) == len(papers)


def test_a_name_that_leaves_every_paper_belongs_to_nobody(store: sqlite3.Connection) -> None:
    load(store, [paper("One", "Ada Quux", "Ben Zyzzy"), paper("Two", "A. Quux", "Ben Zyzzy")])
    assert ("a quux", "ada quux") in people(store)
    with transaction(store):
        store.execute("DELETE FROM authorships WHERE paper_id = 1 OR slot > 1")
        store.execute(
            "DELETE FROM authorships WHERE name_id = (SELECT id FROM names WHERE name = 'Ada Quux')"
        )
        regroup(store, {"ada quux", "ben zyzzy", "a quux"}, NOBODY)
    assert people(store) == {("a quux",)}


def test_a_person_has_the_smallest_id_of_their_names(store: sqlite3.Connection) -> None:
    load(store, many_papers(120, seed=4))
    first = "SELECT min(id), person_id FROM names WHERE person_id NOTNULL GROUP BY person_id"
    assert all(name == person for name, person in store.execute(first))


def test_a_former_id_leads_to_the_person_of_its_name(store: sqlite3.Connection) -> None:
    papers = many_papers(120, seed=4)
    load(store, papers[:60], "one")
    before = store.execute("SELECT id, name FROM people").fetchall()
    names = dict(store.execute("SELECT id, folded FROM names"))
    load(store, papers[60:], "two")
    for person, _ in before:
        assert find_person(store, str(person)).id == ids(store)[names[person]]


def test_a_name_twice_on_one_paper_stays_two_people(store: sqlite3.Connection) -> None:
    circle = ("Ada Quux", "Ben Zyzzy")
    load(store, [paper("One", "Y. Wilks", "Yorick Wilks", *circle), paper("Two", *circle)])
    assert ("y wilks",) in people(store)


def test_growing_past_a_size_groups_everybody_again(
    store: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []

    def counting(db: sqlite3.Connection, settled: DecidedPairs) -> None:
        looked.append(settled)
        real(db, settled)

    real = identity._regroup_everybody  # noqa: SLF001  to see which way is taken
    monkeypatch.setattr(identity, "_regroup_everybody", counting)
    load(store, [paper(f"Of many {n}", f"Name{n}x Person{n}x") for n in range(998)], "many")
    looked.clear()
    load(store, [paper("One", "Jane Quux")], "one")
    assert looked == []
    load(store, [paper("Two", "John Zyzzy")], "two")
    assert len(looked) == 1


def circles(count: int) -> list[Paper]:
    """Make papers of Wei Wang with groups of co-authors who share nobody."""
    found = []
    for circle in range(count):
        letters = "abcdefgh"[circle] * 3
        others = [f"{name} {letters}{name.lower()}" for name in ("Oda", "Ulf", "Ivo", "Eli")]
        found += [paper(f"Title {circle} {n}", "Wei Wang", *others) for n in range(3)]
    return found


def test_a_common_name_with_many_circles_is_several_people(store: sqlite3.Connection) -> None:
    load(store, circles(8))
    assert len(find_people(store, "Wei Wang")) == 8


@pytest.mark.parametrize("name", ["Wei Wang", "Wen Guo"])
def test_a_namesake_whom_the_source_numbers_is_somebody_else(
    store: sqlite3.Connection, name: str
) -> None:
    """DBLP numbers people of one name, whether the name is common or not."""
    load(store, [paper("One", name, "Oda Quux"), paper("Two", f"{name} 0007", "Oda Quux")])
    load(store, [paper("Three", name, "Oda Quux")], "more")
    papers = {row[1]: row[2] for row in list_people(store, "name", -1)}
    assert (papers[name], papers[f"{name} 0007"]) == (2, 1)


def test_namesakes_keep_their_ids_when_more_papers_come(store: sqlite3.Connection) -> None:
    load(store, circles(7), "one")
    before = {person.id for person in find_people(store, "Wei Wang")}
    load(store, circles(8), "two")
    after = {person.id for person in find_people(store, "Wei Wang")}
    assert before < after


def test_a_common_name_that_the_user_called_one_person_stays_one(store: sqlite3.Connection) -> None:
    load(store, circles(8))
    whole = DecidedPairs(together=frozenset({("wei wang", "wei wang")}))
    with transaction(store):
        regroup(store, {"wei wang"}, whole)
    assert len(find_people(store, "Wei Wang")) == 1


def test_namesakes_whom_the_user_joined_are_one(store: sqlite3.Connection) -> None:
    load(store, circles(8))
    query = "SELECT folded FROM names WHERE folded GLOB 'wei wang#*' ORDER BY id"
    joined = [name for (name,) in store.execute(query)][:2]
    with transaction(store):
        regroup(store, joined, DecidedPairs(together=frozenset({(min(joined), max(joined))})))
    assert len(find_people(store, "Wei Wang")) == 7


def test_a_rare_name_with_many_circles_is_one_person(store: sqlite3.Connection) -> None:
    papers = [paper(f"Title {n}", "Viorica Quuxescu", f"Oda Rare{n}x") for n in range(8)]
    load(store, papers)
    assert len(find_people(store, "Viorica Quuxescu")) == 1


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
    crowd = [f"{chr(65 + n % 26)}. Person{n // 26}x" for n in range(3_000)]
    load(store, [paper("A Collaboration", *crowd)], "crowd")
    load(store, [paper("Its Second Paper", *crowd[:2_000], "Jane Doe")], "more")
    assert len(people(store)) == 3_001


def test_a_collaboration_is_no_person_in_lists(store: sqlite3.Connection) -> None:
    load(store, [paper("One", "The ATLAS Collaboration", "Ada Quux")])
    listed = list_people(store, "name", -1)
    assert [name for _, name, *_ in listed] == ["Ada Quux"]
    assert find_person(store, "ATLAS Collaboration").name == "The ATLAS Collaboration"
