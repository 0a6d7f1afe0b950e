"""Namesakes: one printed name that stands for several people.

A common name is split into circles: papers that share a co-author belong to one circle
(compare Fan et al., "On Graph-Based Name Disambiguation", ACM JDIQ 2(2), 2011). A
logistic regression then says how likely two circles are one person's, and the likeliest
are joined until none is likely enough (average linkage). Its weights are in
``namesake_weights.json``, which ``training/train_namesakes.py`` writes.
"""

import json
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from operator import mul
from pathlib import Path
from typing import Any

from papercat.people.name_store import PaperFacts, Years, years_between, years_of
from papercat.people.name_words import given_grade, surname_grade

EXPECTED = 0.02
"""From this number of expected bearers on, a name may be several people's."""
DOUBTED_ARE_ONE = 0.27
"""Share of the doubted pairs that are one person, measured on conference papers by
``training/measure_doubts.py``. The odds of the model do not tell them apart any further."""
MOST_CIRCLES = 400
"""More circles of one name are not compared: their pairs would grow with the square."""
_NAMES_COUNTED = 240_000
"""Names in the table of common names; its grades are logarithms of how many share a word."""
_MEAN_OF_GRADE = 1.5
"""A grade of 5 means 32 to 63 names, one and a half times 32 on average."""
_GRADE_OF_OTHERS = 2
"""Grade of a given name that is not in the table; the rarest names there have 3."""

Papers = Mapping[int, PaperFacts]
Bearers = Mapping[int, str]
"""Paper → the namesake whom the user settled for it."""
TitleWords = Mapping[int, frozenset[str]]
Acquainted = Mapping[str, Collection[PaperFacts]]

_NOBODY: Bearers = {}


@dataclass(frozen=True, slots=True)
class Circle:
    """Papers of one name that share co-authors."""

    papers: list[int]
    coauthors: set[str]
    telling: set[str]
    """Co-authors whose names are not common."""
    acquaintances: set[str]
    """Co-authors of these co-authors, common names left out."""
    years: Years | None
    title_words: set[str]
    bearer: str | None = None
    """The namesake whom the user settled."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The people behind one name."""

    people: list[list[int]]
    """Each person's papers, sorted; the person with the smallest paper id comes first."""
    likely_one: list[tuple[int, int]]
    """Two of these people, by their places, who may well be one."""


def expected_bearers(name: str) -> float:
    """Estimate how many people in a large catalogue share a folded name; 0 if it is not common."""
    words = name.split()
    if len(words) != 2:
        return 0.0
    given, surname = given_grade(words[0]) or _GRADE_OF_OTHERS, surname_grade(words[1])
    if not surname:
        return 0.0
    return 2.0 ** (given + surname) * _MEAN_OF_GRADE**2 / _NAMES_COUNTED


@cache
def is_common(name: str) -> bool:
    """Say if a folded name may be several people's."""
    return expected_bearers(name) >= EXPECTED


def tell_apart(
    name: str, papers: Papers, titles: TitleWords, known: Acquainted, settled: Bearers
) -> Namesakes:
    """Group the papers of a common name into people.

    ``papers`` are those that state the name, ``titles`` the telling words of their titles,
    ``known`` the papers of their co-authors, common names left out. Which papers are one
    person's depends on nothing else. A namesake whom the user settled gets no other circle,
    but may be doubted.
    """
    circles = name_circles(name, papers, titles, known, settled)
    linked, with_settled = _links(name, circles, len(papers))
    people = [circle.papers for circle in circles]
    _join(people, linked)
    left = {at for at, members in enumerate(people) if members}
    linked.update({pair: with_settled[pair] for pair in with_settled if left.issuperset(pair)})
    return _sorted(people, linked)


def _links(
    name: str, circles: Sequence[Circle], papers: int
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """Return the log odds that two circles, by their places, are one person's.

    First come pairs that may be joined, then pairs with one whom the user settled.
    """
    free: dict[tuple[int, int], float] = {}
    with_settled: dict[tuple[int, int], float] = {}
    if len(circles) > MOST_CIRCLES:
        return free, with_settled
    for (before, one), (at, other) in combinations(enumerate(circles), 2):
        if one.bearer and other.bearer:
            continue
        odds = _log_odds(circle_features(name, one, other, len(circles), papers))
        if one.bearer or other.bearer:
            with_settled[before, at] = odds
        else:
            free[before, at] = odds
    return free, with_settled


def name_circles(
    name: str,
    papers: Papers,
    titles: TitleWords,
    known: Acquainted,
    settled: Bearers = _NOBODY,
) -> list[Circle]:
    """Group papers by shared co-authors and describe each circle.

    The order of circles depends on what their papers say, not on ids.
    """
    circles = []
    for members in first_circles(name, papers, settled):
        facts = [papers[paper] for paper in members]
        coauthors = _coauthors(name, facts)
        telling = {other for other in coauthors if not is_common(other)}
        acquaintances = set[str]()
        for coauthor in telling:
            acquaintances |= _coauthors(name, known.get(coauthor, ()))
        acquaintances = {other for other in acquaintances - coauthors if not is_common(other)}
        words = set[str]().union(*[titles[paper] for paper in members])
        bearer = bearer_of(members, settled)
        circles.append(
            Circle(members, coauthors, telling, acquaintances, years_of(facts), words, bearer)
        )
    circles.sort(key=_content)
    return circles


def _content(circle: Circle) -> tuple[int, list[str], list[str]]:
    return len(circle.papers), sorted(circle.coauthors), sorted(circle.title_words)


def bearer_of(papers: Collection[int], settled: Bearers) -> str | None:
    """Return the namesake whom the user settled for one of these papers."""
    for paper in papers:
        if paper in settled:
            return settled[paper]
    return None


def first_circles(name: str, papers: Papers, settled: Bearers = _NOBODY) -> list[list[int]]:
    """Group papers that share a co-author, directly or through others of these papers.

    The papers that the user settled for one namesake are a circle. Each of the other
    circles belongs to the settled one with which it shares most co-authors, if any.
    """
    free = {paper: facts for paper, facts in papers.items() if paper not in settled}
    circles = _linked_papers(name, free)
    if not settled:
        return [members for _, members in circles]
    known: defaultdict[str, set[str]] = defaultdict(set)
    members_of: defaultdict[str, list[int]] = defaultdict(list)
    for paper in papers.keys() & settled.keys():
        known[settled[paper]] |= set(papers[paper].authors) - {name}
        members_of[settled[paper]].append(paper)
    found = []
    for coauthors, members in circles:
        shared = {bearer: len(coauthors & theirs) for bearer, theirs in known.items()}
        nearest = max(sorted(shared), key=lambda bearer: shared[bearer], default=None)
        if nearest is not None and shared[nearest]:
            members_of[nearest] += members
        else:
            found.append(members)
    return [*members_of.values(), *found]


def _linked_papers(name: str, papers: Papers) -> list[tuple[set[str], list[int]]]:
    """Group papers that share a co-author; return the co-authors and papers of each group."""
    circles: list[tuple[set[str], list[int]]] = []
    for paper, facts in papers.items():
        coauthors, members = set(facts.authors) - {name}, [paper]
        apart = []
        for circle in circles:
            if coauthors.isdisjoint(circle[0]):
                apart.append(circle)
            else:
                coauthors |= circle[0]
                members += circle[1]
        circles = [*apart, (coauthors, members)]
    return circles


def _coauthors(name: str, papers: Collection[PaperFacts]) -> set[str]:
    found = set[str]().union(*[facts.authors for facts in papers])
    found.discard(name)
    return found


def circle_features(
    name: str, one: Circle, other: Circle, circles: int, papers: int
) -> dict[str, float]:
    """Return the evidence on two circles of a name."""
    bridges = len(one.telling & other.acquaintances) + len(other.telling & one.acquaintances)
    words = len(one.title_words & other.title_words)
    fewest_words = min(len(one.title_words), len(other.title_words))
    smaller, larger = sorted((len(one.papers), len(other.papers)))
    fewest, most = sorted((len(one.coauthors), len(other.coauthors)))
    return {
        "expected bearers": math.log(expected_bearers(name)),
        "co-authors who wrote with the other's": math.log1p(bridges),
        "acquaintances in common": math.log1p(len(one.acquaintances & other.acquaintances)),
        "years between": math.log1p(years_between(one.years, other.years)),
        "title words in common": words / (fewest_words + 2),
        "papers of the smaller": math.log1p(smaller),
        "papers of the larger": math.log1p(larger),
        "fewest co-authors": math.log1p(fewest),
        "most co-authors": math.log1p(most),
        "most acquaintances": math.log1p(max(len(one.acquaintances), len(other.acquaintances))),
        "circles of the name": math.log1p(circles),
        "papers of the name": math.log1p(papers),
    }


@cache
def _model() -> dict[str, Any]:
    """Load the weights of the evidence, the bias, and two thresholds as probabilities."""
    table = Path(__file__).with_name("namesake_weights.json")
    learnt: dict[str, Any] = json.loads(table.read_text("utf-8"))
    return learnt


def _threshold(name: str) -> float:
    """Return a threshold of the model as log odds."""
    share: float = _model()[name]
    return math.log(share / (1 - share))


def _log_odds(evidence: Mapping[str, float]) -> float:
    weights = map(_model()["weights"].__getitem__, evidence)
    score: float = _model()["bias"] + sum(map(mul, weights, evidence.values()))
    return score


def _join(people: list[list[int]], linked: dict[tuple[int, int], float]) -> None:
    """Join the likeliest two people until none are likely enough; a joined one is left empty.

    The link of two people is the average over their papers.
    """
    join = _threshold("join from")
    while linked:
        one, other = max(linked, key=lambda pair: (linked[pair], pair))
        if linked[one, other] < join:
            return
        del linked[one, other]
        sizes = len(people[one]), len(people[other])
        for third, papers in enumerate(people):
            kept = (min(one, third), max(one, third))
            gone = (min(other, third), max(other, third))
            if not papers or third in (one, other):
                continue
            if kept in linked:  # else the user settled who the third is
                total = linked[kept] * sizes[0] + linked.pop(gone) * sizes[1]
                linked[kept] = total / sum(sizes)
        people[one] += people[other]
        people[other] = []


def _sorted(people: list[list[int]], linked: Mapping[tuple[int, int], float]) -> Namesakes:
    """Put people in the order of their first papers, and keep each one's best link if it counts."""
    doubt = _threshold("doubt from")
    best: dict[int, tuple[float, tuple[int, int]]] = {}
    for pair, odds in linked.items():
        for at in pair:
            best[at] = max(best.get(at, (doubt, pair)), (odds, pair))
    order = [at for at, papers in enumerate(people) if papers]
    order.sort(key=lambda at: min(people[at]))
    place = {at: number for number, at in enumerate(order)}
    likely = set()
    for odds, (one, other) in best.values():
        if odds > doubt:
            first, second = sorted((place[one], place[other]))
            likely.add((first, second))
    return Namesakes([sorted(people[at]) for at in order], sorted(likely))
