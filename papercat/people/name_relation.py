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
    return one[0] == other[0] and min(len(one), len(other)) == 1


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
    if at < len(short):
        return None
    return left


def _longest(words: list[str]) -> str:
    return max(words, key=len, default="")


def _same_surname(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate names with one surname by their given names."""
    if not one or not other:
        return None
    first, second = one[0], other[0]
    if one == other:
        return Relation(Kind.SAME, last, first, "")
    if first == second:
        return _first_equal(one, other, last)
    if first[0] == second[0] and min(len(first), len(second)) == 1:
        return _by_initial(one, other, last)
    return _first_differs(one, other, last)


def _first_equal(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate names whose first and last words are the same."""
    first = one[0]
    if "".join(one) == "".join(other):
        return Relation(Kind.JOINED, last, first, "")
    added = _middles(one[1:], other[1:])
    if added is None:
        return _near_middle(one, other, last)
    longest = _longest(added)
    if len(first) == 1:
        return Relation(_kind_of_initials(one + other, added), last, "", longest)
    if not added:
        return Relation(Kind.MIDDLE_FITS, last, first, "")
    if len(longest) == 1:
        return Relation(Kind.MIDDLE_INITIAL, last, first, longest)
    return Relation(Kind.MIDDLE_NAME, last, first, longest)


def _kind_of_initials(words: tuple[str, ...], added: list[str]) -> Kind:
    """Return how two names that begin with one initial fit, ``added`` being only in one."""
    if not added:
        return Kind.INITIALS
    if max(map(len, words)) > 1:
        return Kind.INITIAL
    return Kind.INITIALS_ADDED


def _near_middle(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate ``Young Gil Kim`` and ``Young Kil Kim``."""
    if len(one) != 2 or len(other) != 2 or len(one[0]) == 1:
        return None
    if not _near(one[1], other[1]):
        return None
    return Relation(Kind.NEAR_MIDDLE, last, *_commoner_first(one[1], other[1]))


def _by_initial(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate ``A. K. Joshi`` and ``Aravind Joshi``."""
    added = _middles(one[1:], other[1:])
    if added is None:
        return None
    if added:
        return Relation(Kind.INITIALS_ADDED, last, "", _longest(added))
    if min(len(one), len(other)) > 1:
        return Relation(Kind.INITIALS, last, "", "")
    return Relation(Kind.INITIAL, last, "", "")


def _first_differs(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate names with one surname and two full first names that are not the same."""
    first, second = one[0], other[0]
    if "".join(one) == "".join(other):
        return Relation(Kind.JOINED, last, "".join(one), "")
    fits = _middles(one[1:], other[1:]) is not None
    if fits and second in other_forms(first):
        return Relation(Kind.SHORT, last, min(first, second, key=len), "")
    short, long = sorted((one, other), key=len)
    added = _first_added(short, long, last)
    if added is None and fits:
        return _slip(one, other, last)
    return added


def _first_added(short: tuple[str, ...], long: tuple[str, ...], last: str) -> Relation | None:
    """Relate ``Walter Daelemans`` and ``M. Walter Daelemans``."""
    if len(short) == len(long) or len(short[0]) == 1 or not _words_fit(long[1], short[0]):
        return None
    if _middles(short[1:], long[2:]) is None:
        return None
    kind = Kind.FIRST_NAME
    if len(long[0]) == 1:
        kind = Kind.FIRST_INITIAL
    return Relation(kind, last, short[0], long[0])


def _slip(one: tuple[str, ...], other: tuple[str, ...], last: str) -> Relation | None:
    """Relate names whose first words differ by a misprint, a shortening or a romanisation."""
    first, second = one[0], other[0]
    if not _is_latin(first, second):
        return None
    stem = min(len(first), len(second))
    if fold_umlauts(first) == fold_umlauts(second):
        return Relation(Kind.UMLAUT, last, first, second)
    if stem > 4 and fold_romaji(first) == fold_romaji(second):
        return Relation(Kind.ROMANISED, last, *_commoner_first(first, second))
    if stem > 2 and first[:stem] == second[:stem]:
        return Relation(Kind.PREFIX, last, first[:stem], max(first, second, key=len))
    if _near(first, second) or _near_joined(one, other):
        return Relation(Kind.NEAR_GIVEN, last, *_commoner_first(first, second))
    return None


def _near_joined(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether a slip separates two given names of two words each."""
    if len(one) != 2 or len(other) != 2:
        return False
    joined, other_joined = "".join(one), "".join(other)
    return min(len(joined), len(other_joined)) > 4 and _near(joined, other_joined)


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


def _commoner_first(one: str, other: str) -> list[str]:
    """Sort two given names, the commoner in front."""
    return sorted((one, other), key=lambda word: (-given_grade(word), word))


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
"""relation of the given names → relation of the names, of which one has a further surname"""


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
    kind = _KEEPS_SURNAME[relation.kind]
    if len(long.last) == 1:
        kind = Kind.SURNAME_INITIAL
    return Relation(kind, short.last, relation.given, long.words[-1])


def _surname_short(short: NameForm, long: NameForm) -> Relation | None:
    """Relate ``Deepak P`` to ``Deepak Padmanabhan``, ``K Ravikumar`` to ``Ravikumar Komandur``."""
    if len(long.last) == 1 or len(long.words[0]) == 1:
        return None
    if long.last[0] != surname_initial(short.words):
        return None
    given = short.words[1:]
    if len(short.last) == 1:
        given = short.given
    if given != long.given:
        return None
    return Relation(Kind.SURNAME_SHORT, long.last, given[0], long.last)


def _other_surname(one: NameForm, other: NameForm) -> Relation | None:
    """Relate names whose last words differ."""
    if _differ_in_last_word(one, other):
        return _near_surname(one, other)  # the commonest case: nothing else can be
    if one.letters == other.letters:
        return Relation(Kind.JOINED, one.last, one.words[0], "")
    if len(one.letters) == len(other.letters) and sorted(one.words) == sorted(other.words):
        kind = Kind.REVERSED if len(one.words) == 2 else Kind.REORDERED
        return Relation(kind, one.last, one.words[0], other.last)
    for rule in (_surname_added, _surname_short):
        added = rule(one, other) or rule(other, one)
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
    first = one.words[0]
    if first != other.words[0] or len(first) < 2 or not _near(one.last, other.last):
        return None
    if _middles(one.given[1:], other.given[1:]) is None:
        return None
    common, rare = sorted((one.last, other.last), key=lambda word: (-surname_grade(word), word))
    return Relation(Kind.NEAR_SURNAME, common, first, rare)


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
