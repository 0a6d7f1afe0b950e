"""The probability that two names that fit are one person's: a logistic regression.

Its evidence is what author disambiguation usually weighs (Torvik & Smalheiser, ACM TKDD
3(3), 2009; Levin et al., JASIST 63(5), 2012): how the names relate, how rare they are,
how many other names fit as well, shared co-authors, years. ``training/train_people.py``
writes the weights, ``identity_weights.json``: a bias for each kind of relation, and a
table of weights for each group of kinds.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import log, log1p
from operator import mul

from papercat.people.name_forms import given_grade, surname_grade
from papercat.people.name_relation import Kind, Relation
from papercat.people.name_store import Labels, NameNode, rough_name

FEATURES = (
    "surname grade",
    "given grade",
    "no given name shared",
    "grade of what is added",
    "a whole word is added",
    "common twice",
    "short surname",
    "shares a co-author",
    "shares two",
    "shares four",
    "initials of a co-author shared",
    "initials of three shared",
    "share of the circle",
    "fewest rivals",
    "most rivals",
    "fewest papers",
    "most papers",
    "smallest circle",
    "years between",
    "no co-author at all",
    "none shared, by the smaller circle",
    "none shared, by the fewer papers",
    "none shared, by the more papers",
    "none shared, by how common",
    "careers don't overlap",
    "five years between",
    "twelve years between",
    "none shared, three rivals",
    "none shared, no rival",
    "none shared, rare surname",
    "none shared, rare given name",
)
"""The names of the numbers that ``features`` returns, in order."""
GROUPS: Mapping[Kind, str] = {
    Kind.SAME: "mild",
    Kind.JOINED: "mild",
    Kind.UMLAUT: "mild",
    Kind.MIDDLE_INITIAL: "mild",
    Kind.MIDDLE_NAME: "mild",
    Kind.MIDDLE_FITS: "mild",
    Kind.INITIAL: "initial",
    Kind.INITIALS: "initial",
    Kind.INITIALS_ADDED: "initial",
    Kind.FIRST_INITIAL: "first",
    Kind.FIRST_NAME: "first",
    Kind.SURNAME_ADDED: "surname",
    Kind.SURNAME_ADDED_INITIAL: "surname",
    Kind.SURNAME_INITIAL: "surname",
    Kind.NEAR_GIVEN: "slip",
    Kind.NEAR_MIDDLE: "slip",
    Kind.NEAR_SURNAME: "slip",
    Kind.ROMANISED: "slip",
    Kind.SURNAME_SHORT: "surname",
    Kind.PREFIX: "slip",
    Kind.SHORT: "short",
    Kind.REVERSED: "order",
    Kind.REORDERED: "order",
}
"""Kinds of relation that weigh the evidence alike."""

_SHORT = 5
"""A surname with fewer letters is weaker evidence."""
_GAP = 30
"""More years between two careers count no more than this."""


def years_between(one: NameNode, other: NameNode) -> int:
    """Count the years between two careers; 0 if they overlap or a year is unknown."""
    if one.years is None or other.years is None:
        return 0
    return max(0, one.years[0] - other.years[1], other.years[0] - one.years[1])


def features(
    relation: Relation, one: NameNode, other: NameNode, rivals: tuple[int, int]
) -> list[float]:
    """Return the evidence on a pair of names that fit, in the order of ``FEATURES``.

    ``rivals`` counts the names that fit the one but not the other, both ways.
    """
    added = relation.added
    surname, given = surname_grade(relation.surname), given_grade(relation.given)
    shared = len(one.coauthors & other.coauthors)
    rough = _roughly_shared(one, other) - shared
    smallest = min(len(one.coauthors), len(other.coauthors))
    years = years_between(one, other)
    fewest, most = sorted(rivals)
    papers = sorted((len(one.papers) or 1, len(other.papers) or 1))
    fewer, more = log(papers[0]) / 3, log(papers[1]) / 3
    around = log1p(smallest) / 3
    alone = float(not shared)
    return [
        surname / 10,
        given / 10,
        not relation.given,
        max(surname_grade(added), given_grade(added)) / 10,
        len(added) > 1,
        surname * given / 100,
        len(relation.surname) < _SHORT,
        shared >= 1,
        shared >= 2,
        shared >= 4,
        rough >= 1,
        rough >= 3,
        shared / (smallest + 2),
        log1p(fewest) / 3,
        log1p(most) / 3,
        fewer,
        more,
        around,
        min(years, _GAP) / _GAP,
        smallest == 0,
        alone * around,
        alone * fewer,
        alone * more,
        alone * ((surname + given) / 10),
        years > 0,
        years > 5,
        years > 12,
        alone * (most > 2),
        alone * (most == 0),
        alone * (surname == 0),
        alone * (given == 0),
    ]


def _roughly_shared(one: NameNode, other: NameNode) -> int:
    """Count shared co-authors by surname and initial, the two names themselves left out."""
    shared = one.rough_coauthors & other.rough_coauthors
    if not shared:
        return 0
    return len(shared - {rough_name(one.key), rough_name(other.key)})


_FAR = 30.0
"""Scores beyond this are certain."""


@dataclass(frozen=True, slots=True)
class Model:
    """Learnt weights."""

    bias: Mapping[Kind, float]
    """The log odds of each kind of relation before anything else is known."""
    weights: Mapping[str, Sequence[float]]
    """The weight of each feature, by group of relations."""

    def probability(self, kind: Kind, evidence: Sequence[float], prior: float = 0.0) -> float:
        """Return the probability that names with this relation and evidence are one person's.

        ``prior`` holds the log odds of other evidence.
        """
        weights = self.weights[GROUPS[kind]]
        score = prior + self.bias[kind] + sum(map(mul, weights, evidence))
        return 1 / (1 + math.exp(-max(-_FAR, min(_FAR, score))))


@cache
def shipped_model() -> Model:
    """Load the weights that come with papercat."""
    table = resources.files("papercat.people").joinpath("identity_weights.json")
    learnt = json.loads(table.read_text("utf-8"))
    bias = {kind: learnt["bias"][kind.value] for kind in Kind}
    weights = {}
    for group, by_feature in learnt["weights"].items():
        weights[group] = [by_feature[feature] for feature in FEATURES]
    return Model(bias, weights)


_SIZES = ((1_000, 2.8), (4_000, 2.0), (16_000, 1.0), (32_000, 0.5))
"""The fewer names, the less likely that two of them fit by chance.

The weights are learnt from 63,600 names. The log odds for smaller catalogues were
measured on random samples of those papers, and of a few authors' papers.
"""
MANY_NAMES = _SIZES[-1][0]
"""From this number of names on, the exact number does not matter."""
SAME_ORGANISATION = 0.7
"""Log odds for working at the same place; set by hand for want of labelled data."""
OTHER_FIELD = -1.5
"""Log odds for papers in unrelated archives (``cs``, ``astro-ph``); set by hand as well."""


def prior_for(names: int) -> float:
    """Return the log odds that the size of a catalogue adds.

    They change at four sizes only. When they do, everybody has to be grouped again.
    """
    for size, prior in _SIZES:
        if names < size:
            return prior
    return 0.0


def prior_of(one: NameNode, other: NameNode) -> float:
    """Return the log odds that organisations and categories add, where both names have any."""
    prior = 0.0
    if not one.organisations.isdisjoint(other.organisations):
        prior += SAME_ORGANISATION
    fields = _fields(one.categories), _fields(other.categories)
    if all(fields) and fields[0].isdisjoint(fields[1]):
        prior += OTHER_FIELD
    return prior


@lru_cache(maxsize=1 << 12)
def _fields(categories: Labels) -> Labels:
    return frozenset(map(_field, categories))


def _field(category: str) -> str:
    """Return a category's archive; those that machine learning is spread over count as one."""
    archive = category.partition(".")[0]
    if archive in {"stat", "eess"}:
        return "cs"
    return archive
