"""Relations between two names: the reasons why both may be one person's.

Two names either *fit* in one of the ways below or contradict each other. The
kinds are those the ACL Anthology's list of variant names shows, and are ordered
from the mildest.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from papercat.people.name_words import given_grade, other_forms, surname_grade
from papercat.text.names import PARTICLES, SUFFIXES, fold_romaji, fold_umlauts

_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
_NO_INITIALS = frozenset({"jr", "kr", "mc", "md", "mr", "dr", "ng", "sh", "sr", "st", "ph", "th"})


@dataclass(slots=True)  # not frozen: that takes twice as long to make, and there is one a name
class NameForm:
    """A folded name as comparison wants it: words without a suffix such as ``jr``."""

    key: str
    words: tuple[str, ...]
    last: str
    """The last word, umlauts folded."""
    given: tuple[str, ...]
    """All words but the last."""
    suffix: str | None
    letters: str
    """The words without a space between them."""


@lru_cache(maxsize=1 << 14)
def name_form(key: str) -> NameForm:
    """Prepare a folded name, which may end in ``#…`` where namesakes are told apart."""
    words: list[str] = []
    for word in key.partition("#")[0].split() or [key]:
        if len(word) == 2 and _CONSONANTS.issuperset(word) and word not in _NO_INITIALS:
            words += word  # initials without stops: ``CS Malarkodi``
        else:
            words.append(word)
    suffix = None
    if len(words) > 2 and words[-1] in SUFFIXES:
        suffix = words.pop()
    last = fold_umlauts(words[-1])
    return NameForm(key, tuple(words), last, tuple(words[:-1]), suffix, "".join(words))


def surname_initial(words: tuple[str, ...]) -> str:
    """Give the surname's initial of ``Deepak P`` or ``S Shivashankar``; empty for other names."""
    if len(words) < 2 or (len(words[-1]) == 1) == (len(words[0]) == 1):
        return ""
    return words[-1] if len(words[-1]) == 1 else words[0]


class Kind(Enum):
    """The ways in which two names fit, the mildest first.

    Each has a group, which weighs the evidence alike, and says why the names may be one person's.
    """

    SAME = ("mild", "the names are the same")
    JOINED = ("mild", "the names differ by a hyphen or a space")
    UMLAUT = ("mild", "the names differ by how an umlaut is written")
    MIDDLE_INITIAL = ("mild", "one name adds a middle initial")
    MIDDLE_NAME = ("mild", "one name adds a middle name")
    MIDDLE_FITS = ("mild", "a middle name and its initial agree")
    SHORT = ("short", "one given name is short for the other")
    INITIAL = ("initial", "the initial agrees")
    INITIALS = ("initial", "all initials agree")
    INITIALS_ADDED = ("initial", "the initials agree and one name adds more")
    FIRST_INITIAL = ("first", "one name adds a first initial")
    FIRST_NAME = ("first", "one name adds a first name")
    PREFIX = ("slip", "one given name begins like the other")
    NEAR_GIVEN = ("slip", "the given names differ by a letter")
    NEAR_MIDDLE = ("slip", "the middle names differ by a letter")
    ROMANISED = ("slip", "the given names are romanised differently")
    NEAR_SURNAME = ("slip", "the surnames differ by a letter")
    SURNAME_ADDED = ("surname", "one name adds a surname")
    SURNAME_ADDED_INITIAL = ("surname", "one name adds a surname, and the initial agrees")
    SURNAME_INITIAL = ("surname", "one name adds a surname's initial")
    SURNAME_SHORT = ("surname", "one name has only the surname's initial")
    REVERSED = ("order", "the same two words in the other order")
    REORDERED = ("order", "the same words in another order")

    def __init__(self, group: str, reason: str) -> None:
        self.group = group
        self.reason = reason


class Relation(NamedTuple):
    """A way in which two names fit."""

    kind: Kind
    surname: str
    """The surname both have."""
    given: str
    """The given name both have; empty when only initials agree."""
    added: str
    """What only one of them has: a middle name, a surname, the other spelling."""


def _words_fit(one: str, other: str) -> bool:
    if one == other or other in other_forms(one):
        return True
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> list[str] | None:
    """Say what one name's middle names add to the other's; None if they contradict.

    Every word of the shorter list fits a word of the longer one, in the same order.
    """
    short, long = sorted((one, other), key=len)
    left: list[str] = []
    at = 0
    for word in long:
        if at < len(short) and _words_fit(short[at], word):
            at += 1
        else:
            left.append(word)
    return left if at == len(short) else None


def _first_equal(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate names whose first and last words are the same."""
    added = _middles(one[1:], other[1:])
    if added is None:
        return _near_middle(one, other, last)
    longest = max(added, key=len, default="")
    if len(one[0]) == 1:
        return Relation(_kind_of_initials(one + other, added), last, "", longest)
    if not added:
        kind = Kind.MIDDLE_FITS
    else:
        kind = Kind.MIDDLE_NAME if len(longest) > 1 else Kind.MIDDLE_INITIAL
    return Relation(kind, last, one[0], longest)


def _kind_of_initials(words: tuple[str, ...], added: list[str]) -> Kind:
    """Return how two names that begin with one initial fit, ``added`` being only in one."""
    if not added:
        return Kind.INITIALS
    if max(map(len, words)) > 1:
        return Kind.INITIAL
    return Kind.INITIALS_ADDED


def _near_middle(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate ``Young Gil Kim`` and ``Young Kil Kim``."""
    if len(one) != 2 or len(other) != 2 or len(one[0]) == 1 or not _near(one[1], other[1]):
        return None
    common, rare = sorted((one[1], other[1]), key=lambda word: (-given_grade(word), word))
    return Relation(Kind.NEAR_MIDDLE, last, common, rare)


def _by_initial(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate ``A. K. Joshi`` and ``Aravind Joshi``."""
    abbreviated, full = (one, other) if len(one[0]) == 1 else (other, one)
    added = _middles(one[1:], other[1:])
    if added is None:
        letters = full[0] + "".join(full[1:])
        inner = abbreviated[1:]
        if len(full) > 1 or not all(len(word) == 1 and word in letters[1:] for word in inner):
            return None
        added = []
    shared = min(len(one), len(other))
    if shared > 1 and not added:
        return Relation(Kind.INITIALS, last, "", "")
    kind = Kind.INITIALS_ADDED if added else Kind.INITIAL
    return Relation(kind, last, "", max(added, key=len, default=""))


def _first_differs(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate names with one surname and two full first names that are not the same."""
    first, second = one[0], other[0]
    if "".join(one) == "".join(other):
        return Relation(Kind.JOINED, last, "".join(one), "")
    fits = _middles(one[1:], other[1:]) is not None
    if fits and second in other_forms(first):
        return Relation(Kind.SHORT, last, min(first, second, key=len), "")
    short, long = sorted((one, other), key=len)
    added = len(short) < len(long) and _words_fit(long[1], short[0]) and len(short[0]) > 1
    if added and _middles(short[1:], long[2:]) is not None:
        return Relation(
            Kind.FIRST_INITIAL if len(long[0]) == 1 else Kind.FIRST_NAME, last, short[0], long[0]
        )
    return _slip(one, other, last) if fits else None


def _slip(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate names whose first words differ by a misprint, a shortening or a romanisation."""
    first, second = one[0], other[0]
    if not _is_latin(first, second):
        return None
    stem = min(len(first), len(second))
    common, rare = sorted((first, second), key=lambda word: (-given_grade(word), word))
    if fold_umlauts(first) == fold_umlauts(second):
        return Relation(Kind.UMLAUT, last, first, second)
    if stem > 4 and fold_romaji(first) == fold_romaji(second):
        return Relation(Kind.ROMANISED, last, common, rare)
    if stem > 2 and first[:stem] == second[:stem]:
        return Relation(Kind.PREFIX, last, first[:stem], max(first, second, key=len))
    joined = "".join(one), "".join(other)
    if _near(first, second) or (
        len(one) == len(other) == 2 and min(map(len, joined)) > 4 and _near(*joined)
    ):
        return Relation(Kind.NEAR_GIVEN, last, common, rare)
    return None


def _is_latin(one: str, other: str) -> bool:
    """Tell whether slips are rated for two folded words: one letter says more in other scripts."""
    return one.isascii() and other.isascii()


def _near(one: str, other: str) -> bool:
    """Say whether a slip separates two words: one letter, or two in a long word."""
    shortest = min(len(one), len(other))
    if shortest < 3 or not _is_latin(one, other):
        return False
    allowed = 2 if shortest > 6 else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _same_surname(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    if not one or not other:
        return None
    if one == other:
        return Relation(Kind.SAME, last, one[0], "")
    if one[0] == other[0]:
        joined = "".join(one) == "".join(other)
        return Relation(Kind.JOINED, last, one[0], "") if joined else _first_equal(one, other, last)
    if one[0][0] == other[0][0] and (len(one[0]) == 1 or len(other[0]) == 1):
        return _by_initial(one, other, last)
    return _first_differs(one, other, last)


_KEEPS_SURNAME = {
    Kind.SAME: Kind.SURNAME_ADDED,
    Kind.JOINED: Kind.SURNAME_ADDED,
    Kind.MIDDLE_INITIAL: Kind.SURNAME_ADDED,
    Kind.MIDDLE_NAME: Kind.SURNAME_ADDED,
    Kind.MIDDLE_FITS: Kind.SURNAME_ADDED,
    Kind.SHORT: Kind.SURNAME_ADDED,
    Kind.INITIAL: Kind.SURNAME_ADDED_INITIAL,
    Kind.INITIALS: Kind.SURNAME_ADDED_INITIAL,
    Kind.INITIALS_ADDED: Kind.SURNAME_ADDED_INITIAL,
}


def _surname_added(short: NameForm, long: NameForm) -> Relation | None:
    """Relate ``David Pinto`` and ``David Eduardo Pinto Avendaño``."""
    given = long.given
    if len(given) < 2:  # which is most often so
        return None
    while len(given) > 2 and given[-1] in PARTICLES:
        given = given[:-1]
    if fold_umlauts(given[-1]) != short.last:
        return None
    relation = _same_surname(short.given, given[:-1], short.last)
    if relation is None or relation.kind not in _KEEPS_SURNAME:
        return None
    kind = Kind.SURNAME_INITIAL if len(long.last) == 1 else _KEEPS_SURNAME[relation.kind]
    return Relation(kind, short.last, relation.given, long.words[-1])


def _surname_short(short: NameForm, long: NameForm) -> Relation | None:
    """Relate ``Deepak P`` to ``Deepak Padmanabhan``, ``K Ravikumar`` to ``Ravikumar Komandur``."""
    if (
        len(long.last) == 1
        or len(long.words[0]) == 1
        or long.last[0] != surname_initial(short.words)
    ):
        return None
    given = short.given if len(short.last) == 1 else short.words[1:]
    return (
        Relation(Kind.SURNAME_SHORT, long.last, given[0], long.last)
        if given == long.given
        else None
    )


def _other_surname(one: NameForm, other: NameForm) -> Relation | None:
    if _differ_in_last_word(one, other):
        return _near_surname(one, other)  # the commonest case: nothing else can be
    if one.letters == other.letters:
        return Relation(Kind.JOINED, one.last, one.words[0], "")
    if len(one.letters) == len(other.letters) and sorted(one.words) == sorted(other.words):
        kind = Kind.REVERSED if len(one.words) == 2 else Kind.REORDERED
        return Relation(kind, one.last, one.words[0], other.last)
    added = _surname_added(one, other) or _surname_added(other, one)
    added = added or _surname_short(one, other) or _surname_short(other, one)
    if added is not None:
        return added
    return _near_surname(one, other)


def _differ_in_last_word(one: NameForm, other: NameForm) -> bool:
    """Say if two names of two words have the same first word, and no initial as the last."""
    if len(one.words) != 2 or len(other.words) != 2:
        return False
    return one.words[0] == other.words[0] and min(len(one.last), len(other.last)) > 1


def _near_surname(one: NameForm, other: NameForm) -> Relation | None:
    """Relate ``Sergei Nirenburg`` and ``Sergei Nirenberg``."""
    if one.words[0] != other.words[0] or len(one.words[0]) < 2 or not _near(one.last, other.last):
        return None
    if _middles(one.given[1:], other.given[1:]) is None:
        return None
    common, rare = sorted((one.last, other.last), key=lambda word: (-surname_grade(word), word))
    return Relation(Kind.NEAR_SURNAME, common, one.words[0], rare)


def relate(one: NameForm, other: NameForm) -> Relation | None:
    """Say how two names fit, or None when they contradict each other, in any order."""
    if other.key < one.key:
        one, other = other, one
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return None
    if one.last != other.last:
        return _other_surname(one, other)
    if one.given == other.given and one.words[-1] != other.words[-1]:
        return Relation(Kind.UMLAUT, one.last, "".join(one.given[:1]), other.words[-1])
    relation = _same_surname(one.given, other.given, one.last)
    if relation is None and sorted(one.words) == sorted(other.words):
        return Relation(Kind.REORDERED, one.last, one.words[0], "")
    return relation
