"""What speaks for and against two names being one person's, as numbers.

The measures are the usual ones of author disambiguation (Torvik & Smalheiser,
ACM TKDD 3(3), 2009; Levin et al., JASIST 63(5), 2012): how the names relate, how
rare they are, how many other names fit as well, shared co-authors, years.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, log1p
from typing import NamedTuple

from papercat.people.name_forms import given_grade, surname_grade
from papercat.people.name_relation import Kind, Relation

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
"""The names of what ``features`` gives, in that order."""
RIVALS = ("fewest rivals", "most rivals", "none shared, three rivals")
"""The features that are 0 without rivals and grow with them."""
NO_RIVAL = "none shared, no rival"
"""The one that may be 1 without rivals, and is 0 with any."""

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
"""A surname with fewer letters tells less."""
_GAP = 30
"""More years between two careers don't speak louder."""


@dataclass(frozen=True, slots=True)
class NameNode:
    """One folded name and what is known of the papers it is on."""

    key: str
    """``fold_for_identity`` of the printed name; ``yang liu#2`` where a person split it."""
    papers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Every paper with the keys of all its authors; the tuple may be shared between nodes."""
    years: tuple[int, int] | None = None
    """The first and the last year."""
    categories: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 17)
def rough_name(key: str) -> str:
    """Fold a co-author to surname and first initial, so that his variants are alike."""
    words = key.partition("#")[0].split()
    return f"{words[-1]} {words[0][0]}" if words else key


class Circle(NamedTuple):
    """The co-authors of a name."""

    keys: AbstractSet[str]
    rough: AbstractSet[str]


def circle(node: NameNode) -> Circle:
    """Gather a name's co-authors."""
    keys = set[str]().union(*node.papers.values())
    keys.discard(node.key)
    return Circle(keys, set(map(rough_name, keys)))


def shared_coauthors(circles: tuple[Circle, Circle]) -> AbstractSet[str]:
    """Give the co-authors two names share; neither is in its own circle, so none of the two."""
    return circles[0].keys & circles[1].keys


def years_between(one: NameNode, other: NameNode) -> int:
    """Say how many years lie between two careers; 0 when they overlap or a year isn't known."""
    if one.years is None or other.years is None:
        return 0
    return max(0, one.years[0] - other.years[1], other.years[0] - one.years[1])


def features(
    relation: Relation,
    nodes: tuple[NameNode, NameNode],
    circles: tuple[Circle, Circle],
    rivals: tuple[int, int],
) -> list[float]:
    """Give the evidence on a pair of names that fit, as ``FEATURES`` names it.

    ``rivals`` says how many names fit the one but not the other. All of it stands in one
    place: a large import asks for a hundred thousand of these.
    """
    added = relation.added
    surname, given = surname_grade(relation.surname), given_grade(relation.given)
    shared, rough, smallest = _of_circles(nodes, circles)
    years = years_between(*nodes)
    fewest, most = rivals if rivals[0] <= rivals[1] else rivals[::-1]
    one, other = len(nodes[0].papers) or 1, len(nodes[1].papers) or 1
    fewer, more = log(min(one, other)) / 3, log(max(one, other)) / 3
    around = log1p(smallest) / 3
    alone = 0.0 if shared else 1.0
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


def _of_circles(
    nodes: tuple[NameNode, NameNode], circles: tuple[Circle, Circle]
) -> tuple[int, int, int]:
    """Count the co-authors two names share, those alike in surname and initial only, and all.

    All of the smaller circle, that is.
    """
    first, second = circles
    shared = len(first.keys & second.keys)
    alike = first.rough & second.rough
    rough = len(alike - {rough_name(nodes[0].key), rough_name(nodes[1].key)}) if alike else 0
    return shared, rough - shared, min(len(first.keys), len(second.keys))
