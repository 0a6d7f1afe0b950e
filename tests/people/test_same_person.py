"""Who is the same person, told from names and the papers they stand on."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from papercat.people.compatible_names import Memory, blocks_of

from papercat.people.identity_features import NameNode
from papercat.people.identity_model import OTHER_FIELD, SAME_ORGANISATION, prior_for, prior_of
from papercat.people.name_forms import name_form
from papercat.people.name_relation import Kind, relate
from papercat.people.names import fold_for_identity
from papercat.people.namesakes import circles, is_crowd
from papercat.people.same_person import DecidedPairs, Resolution, resolve, resolve_near

DATA = Path(__file__).parent / "data"
MANY = 70_000
"""names, so that two fit by chance as often as in a large catalogue"""


class Large(Memory):
    """A catalogue that says it has many more names."""

    def size(self) -> int:
        """How many names it says it has."""
        return MANY


def nodes(papers: Iterable[str], year: int = 2020) -> list[NameNode]:
    """The names on papers given as lines of authors."""
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for number, line in enumerate(papers):
        authors = tuple(fold_for_identity(name) for name in line.split(", "))
        for key in authors:
            found.setdefault(key, {})[number] = authors
    return [NameNode(key, papers, (year, year)) for key, papers in found.items()]


def people(papers: Iterable[str], settled: DecidedPairs | None = None) -> Resolution:
    """Who is who on these papers, as if they were in a large catalogue."""
    names = nodes(papers)
    return resolve_near([node.key for node in names], Large(names), settled)


def are_one(found: Resolution, *names: str) -> bool:
    """Whether these names are one person's."""
    return any(all(fold_for_identity(name) in group for name in names) for group in found.groups)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andrew Lampinen", "Andrew K. Lampinen"),
        ("Yorick Wilks", "Y. Wilks"),
        ("Sam Ritter", "Samuel Ritter"),
        ("Sergei Nirenburg", "Sergei Nirenberg"),
        ("Chrisantha Fernando", "Chrisantha Thomas Fernando"),
        ("David Pinto", "David Pinto Avendaño"),
        ("Jiaheng Zheng", "Jia-heng Zheng"),
        ("W. Bruce Croft", "Bruce Croft"),
        ("Gaman Mihaela", "Mihaela Gaman"),
        ("Andy Lücking", "Andy Luecking"),
    ],
)
def test_names_that_fit_and_share_co_authors_are_one_person(one: str, other: str) -> None:
    circle = "Ada Quux, Ben Zyzzy, Cleo Frobnitz"
    assert are_one(resolve(nodes([f"{one}, {circle}", f"{other}, {circle}"])), one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John D. Burger", "John F. Burger"),
        ("Yujia Li", "Melody Zixuan Li"),
        ("Dushyant Rao", "Abhishek Rao"),
        ("Xiaodan Zhu", "Xiaoyan Zhu"),
        ("Ron Daniel Jr.", "Ron Daniel Sr."),
    ],
)
def test_names_that_contradict_each_other_are_two_people(one: str, other: str) -> None:
    found = people([f"{one}, Ada Quux, Ben Zyzzy", f"{other}, Ada Quux, Ben Zyzzy"])
    assert not are_one(found, one, other)


def test_two_names_on_one_paper_are_two_people() -> None:
    papers = ["A. Lampinen, Andrew Lampinen, Ada Quux", "A. Lampinen, Ada Quux"]
    found = people(papers)
    assert not are_one(found, "A. Lampinen", "Andrew Lampinen")
    assert all("both stand on one paper" in doubt.reason for doubt in found.doubts)


def test_a_common_initial_without_co_authors_stays_alone() -> None:
    papers = ["W. Wang, Ada Quux", "Wei Wang, Ben Zyzzy", "Wen Wang, Cleo Frobnitz"]
    assert len(people(papers).groups) == len(nodes(papers))


def test_careers_sixty_years_apart_are_two_people() -> None:
    old, new = nodes(["Victor Oswald"], 1952), nodes(["Victor A. Oswald"], 2012)
    assert len(resolve(old + new).groups) == 2


def test_an_initial_goes_to_one_of_two_rivals_only() -> None:
    papers = [
        "Jun Zyx, Ada Quux, Ben Zyzzy",
        "J. Zyx, Ada Quux, Ben Zyzzy",
        "Jing Zyx, Cleo Frobnitz",
    ]
    found = resolve(nodes(papers))
    assert are_one(found, "J. Zyx", "Jun Zyx")
    assert not are_one(found, "J. Zyx", "Jing Zyx")


def test_what_is_unclear_is_a_doubt_with_its_evidence() -> None:
    (doubt,) = people(["Kenny Zhu, Ada Quux", "Kenny Q. Zhu, Ben Zyzzy"]).doubts
    assert (doubt.one, doubt.other) == ("kenny q zhu", "kenny zhu")
    assert doubt.reason == "one name adds a middle initial; no co-author in common"


def test_in_a_small_catalogue_names_seldom_fit_by_chance() -> None:
    papers = ["Sam Ritter, Ada Quux", "Samuel Ritter, Ben Zyzzy"]
    assert are_one(resolve(nodes(papers)), "Sam Ritter", "Samuel Ritter")
    assert not are_one(people(papers), "Sam Ritter", "Samuel Ritter")
    assert prior_for(200) > prior_for(5_000) > prior_for(MANY) == 0


def test_organisations_speak_for_and_other_fields_against_one_person() -> None:
    one = NameNode("a", categories=frozenset({"cs.CL"}), organisations=frozenset({"deepmind"}))
    other = NameNode("b", categories=frozenset({"cs.LG"}), organisations=frozenset({"deepmind"}))
    physicist = NameNode("c", categories=frozenset({"hep-th"}))
    assert prior_of(one, other) == SAME_ORGANISATION
    assert prior_of(one, physicist) == OTHER_FIELD


CROWD = [
    f"Wei Wang, Author{'abcdefgh'[circle]} Of{'abcdefgh'[circle]}"
    for circle in range(8)
    for _ in range(3)
]


def test_a_common_name_with_many_circles_is_left_alone_and_doubted() -> None:
    found = people([*CROWD, "W. Wang, Authora Ofa, Authorb Ofb, Authorc Ofc"])
    assert not are_one(found, "Wei Wang", "W. Wang")
    assert [doubt.one for doubt in found.doubts if doubt.one == doubt.other] == ["wei wang"]


def test_a_name_that_somebody_said_is_one_persons_is_doubted_no_more() -> None:
    whole = DecidedPairs(together=frozenset({("wei wang", "wei wang")}))
    assert resolve(nodes(CROWD), whole).doubts == []


def test_circles_are_papers_that_share_an_author() -> None:
    (node,) = (node for node in nodes(CROWD) if node.key == "wei wang")
    assert [len(circle) for circle in circles(node)] == [3] * 8
    assert is_crowd(node)


def test_what_a_person_settled_holds() -> None:
    papers = ["Andrew Lampinen, Ada Quux, Ben Zyzzy", "Andrew K. Lampinen, Ada Quux, Ben Zyzzy"]
    pair = ("andrew k lampinen", "andrew lampinen")
    assert not are_one(people(papers, DecidedPairs(apart=frozenset({pair}))), *pair)
    strangers = ["Laura Burdick, Ada Quux", "Laura Wendlandt, Ben Zyzzy"]
    pair = ("laura wendlandt", "laura burdick")
    assert are_one(people(strangers, DecidedPairs(together=frozenset({pair}))), *pair)


def test_a_name_that_a_person_split_stays_split() -> None:
    one = NameNode("yang liu", {1: ("yang liu", "ada quux")})
    other = NameNode("yang liu#2", {2: ("yang liu#2", "ada quux")})
    assert resolve([one, other]).groups == [("yang liu",), ("yang liu#2",)]


def test_names_that_may_be_one_share_a_block() -> None:
    wilks, initial = blocks_of("yorick wilks"), blocks_of("y wilks")
    assert {block[:-1] for block in wilks} & {block[:-1] for block in initial}


def test_a_relation_is_the_same_from_both_sides() -> None:
    one, other = name_form("gaman mihaela"), name_form("mihaela gaman")
    assert relate(one, other) == relate(other, one)
    found = relate(one, other)
    assert found is not None
    assert found.kind is Kind.REVERSED


NAMES = st.sampled_from(
    [
        *(
            "Andrew Lampinen",
            "Andrew K. Lampinen",
            "A. Lampinen",
            "A. K. Lampinen",
            "Alan Lampinen",
        ),
        *("Wei Wang", "W. Wang", "Wen Wang", "Sam Ritter", "Samuel Ritter", "Sam Riter"),
        *("Lampinen Andrew", "Ada Quux", "A. Quux", "Ben Zyzzy", "Plato"),
    ]
)
PAPERS = st.lists(st.lists(NAMES, min_size=1, max_size=4, unique=True).map(", ".join), max_size=8)


@given(PAPERS, st.randoms())
def test_the_order_of_names_does_not_matter(papers: list[str], random: object) -> None:
    names = nodes(papers)
    mixed = list(names)
    random.shuffle(mixed)
    assert resolve(mixed) == resolve(names)


class Grown(Large):
    """A catalogue that remembers what it took for true, or doubted, before it grew."""

    def __init__(self, names: Iterable[NameNode], before: Resolution) -> None:
        """`before` is who was who then."""
        super().__init__(names)
        doubted = ({doubt.one, doubt.other} for doubt in before.doubts)
        self._bound = [*map(set, before.groups), *doubted]

    def bound_to(self, keys: Collection[str]) -> Collection[str]:
        """The names that were bound to any of these."""
        return {name for bound in self._bound if bound & {*keys} for name in bound}


@given(PAPERS, PAPERS)
@example(first=["Andrew Lampinen", "Andrew K. Lampinen"], more=["Lampinen Andrew"])
def test_adding_papers_gives_what_all_at_once_would(first: list[str], more: list[str]) -> None:
    before = people(first)
    known = {key: group for group in before.groups for key in group}
    names = nodes([*first, *more])
    touched = {node.key for node in nodes(more)}
    for group in resolve_near(touched, Grown(names, before)).groups:
        known.update(dict.fromkeys(group, group))
    assert sorted(set(known.values())) == people([*first, *more]).groups


@given(PAPERS, st.sets(st.tuples(NAMES, NAMES), max_size=4), st.booleans())
def test_settled_pairs_always_hold(
    papers: list[str], pairs: set[tuple[str, str]], together: bool
) -> None:
    keys = {node.key for node in nodes(papers)}
    folded = {(fold_for_identity(one), fold_for_identity(other)) for one, other in pairs}
    folded = {pair for pair in folded if pair[0] != pair[1] and keys.issuperset(pair)}
    settled = (
        DecidedPairs(together=frozenset(folded))
        if together
        else DecidedPairs(apart=frozenset(folded))
    )
    found = people(papers, settled)
    for one, other in folded:
        assert are_one(found, one, other) is together


def test_of_the_merges_the_list_calls_wrong_most_are_right() -> None:
    lines = (DATA / "disputed_merges.jsonl").read_text("utf-8").splitlines()
    verdicts = [json.loads(line)["verdict"] for line in lines]
    assert len(verdicts) == 150
    assert verdicts.count("right") >= 0.85 * len(verdicts)
    assert all(json.loads(line)["why"] for line in lines)
