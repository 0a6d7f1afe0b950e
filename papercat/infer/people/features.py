"""What speaks for and against two names being one person's, as numbers.

The measures are the usual ones of author disambiguation (Torvik & Smalheiser,
ACM TKDD 3(3), 2009; Levin et al., JASIST 63(5), 2012): how the names relate, how
rare they are, how many other names fit as well, shared co-authors, years.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from papercat.infer.people.forms import given_grade, surname_grade
from papercat.infer.people.relation import Kind, Relation

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


@dataclass(frozen=True, slots=True)
class Circle:
    """The co-authors of a name."""

    keys: frozenset[str]
    rough: frozenset[str]


def circle(node: NameNode) -> Circle:
    """Gather a name's co-authors."""
    keys = {key for authors in node.papers.values() for key in authors}
    keys.discard(node.key)
    return Circle(frozenset(keys), frozenset(map(rough_name, keys)))


def shared_coauthors(
    one: NameNode, other: NameNode, circles: tuple[Circle, Circle]
) -> frozenset[str]:
    """Give the co-authors two names share."""
    return (circles[0].keys & circles[1].keys) - {one.key, other.key}


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

    ``rivals`` says how many names fit the one but not the other.
    """
    one, other = nodes
    surname, given = surname_grade(relation.surname), given_grade(relation.given)
    shared = len(shared_coauthors(one, other, circles))
    alone = float(not shared)
    rough = (
        len((circles[0].rough & circles[1].rough) - {rough_name(one.key), rough_name(other.key)})
        - shared
    )
    smallest = min(len(circles[0].keys), len(circles[1].keys))
    years = years_between(one, other)
    fewest, most = sorted(rivals)
    return [
        *_of_names(relation, surname, given),
        *_of_coauthors(shared, rough, smallest),
        math.log1p(fewest) / 3,
        math.log1p(most) / 3,
        *_of_papers(nodes, smallest, years, alone, (surname + given) / 10),
        float(years > 0),
        float(years > 5),
        float(years > 12),
        alone * (most > 2),
        alone * (most == 0),
        alone * (surname == 0),
        alone * (given == 0),
    ]


def _of_names(relation: Relation, surname: int, given: int) -> tuple[float, ...]:
    added = relation.added
    return (
        surname / 10,
        given / 10,
        float(not relation.given),
        max(surname_grade(added), given_grade(added)) / 10,
        float(len(added) > 1),
        surname * given / 100,
        float(len(relation.surname) < _SHORT),
    )


def _of_coauthors(shared: int, rough: int, smallest: int) -> tuple[float, ...]:
    return (
        float(shared >= 1),
        float(shared >= 2),
        float(shared >= 4),
        float(rough >= 1),
        float(rough >= 3),
        shared / (smallest + 2),
    )


def _of_papers(
    nodes: tuple[NameNode, NameNode], smallest: int, years: int, alone: float, common: float
) -> tuple[float, ...]:
    least, greatest = sorted((len(nodes[0].papers) or 1, len(nodes[1].papers) or 1))
    fewer, more = math.log(least) / 3, math.log(greatest) / 3
    around = math.log1p(smallest) / 3
    return (
        fewer,
        more,
        around,
        min(years, _GAP) / _GAP,
        float(smallest == 0),
        alone * around,
        alone * fewer,
        alone * more,
        alone * common,
    )
