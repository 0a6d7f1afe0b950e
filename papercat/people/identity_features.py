"""Evidence for and against two names being one person's, as numbers.

The measures are the usual ones of author disambiguation (Torvik & Smalheiser,
ACM TKDD 3(3), 2009; Levin et al., JASIST 63(5), 2012): how the names relate, how
rare they are, how many other names fit as well, shared co-authors, years.
"""

from collections.abc import Mapping
from math import log, log1p

from papercat.people.name_forms import given_grade, surname_grade
from papercat.people.name_relation import Kind, Relation
from papercat.people.name_store import NameNode, rough_name

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
