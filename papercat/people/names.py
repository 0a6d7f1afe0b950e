"""A printed name, folded in three ways, and taken apart.

*For search*: what a person types. *For identity*: equal means one person unless
somebody says otherwise. *For comparison*: the parts, so that two names can be
held against each other.

The rule for identity (accents, case and punctuation don't make a new person) is
the one the ACL Anthology applies to names its editors have not told apart
(aclanthology.org/info/names). The particles are the ones CSL and BibTeX know as
"non-dropping" and "dropping" (docs.citationstyles.org, "names-particles").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

_SPACED: dict[str, str | None] = {char: " " for char in map(chr, range(128)) if not char.isalnum()}
_SPACED |= dict.fromkeys("'`\"", None)  # not "", with which translating is slow
_WORD_CHARACTERS = str.maketrans(_SPACED)
_UMLAUTS = re.compile(r"(?<![xyq])([aou])e(?=[bcdfghjklmnpqrstvwxz])")

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "junior"})
_PARTICLES = """
af al auf aus bin bint da dal dalla das de degli dei del dela della den der des di do dos du e
el ibn la las le los ny ten ter tot und van vande vanden vander vom von y zu zum zur
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Words that belong to the surname after them."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """A printed name taken apart; every part is folded.

    ``Flor Miriam Plaza-del-Arco`` has the given names ``flor`` and ``miriam``
    and the surnames ``plaza``, ``del`` and ``arco``.
    """

    given: tuple[str, ...]
    """Given names and initials, in order; an initial is one letter."""
    particles: tuple[str, ...]
    """``van``, ``der`` … before the surname."""
    surnames: tuple[str, ...]
    """The surname; more than one word when it was hyphenated."""
    suffix: str | None
    """``jr``, ``iii`` …"""


def _ascii(text: str) -> str:
    """Transliterate to lower-case ASCII; accents vanish, ``ø`` becomes ``o``."""
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFC", text))
    return text.lower()


def _words(text: str) -> list[str]:
    return _ascii(text).translate(_WORD_CHARACTERS).split()


def _fallback(text: str) -> str:
    """Fold what has no letters, such as ``…``, to something that still tells it apart."""
    text = text.replace("\0", " ")  # SQLite's JSON functions would end the text there
    return " ".join(unicodedata.normalize("NFKC", text.casefold()).casefold().split())


def fold_for_search(text: str) -> str:
    """Fold what a person types and what is searched in the same way.

    >>> fold_for_search("Anders Strømberg-Costa")
    'anders stromberg costa'
    """
    return " ".join(_words(text))


@lru_cache(maxsize=1 << 16)
def fold_for_identity(name: str) -> str:
    """Fold a printed name so that equal means one person, unless somebody says otherwise.

    Accents, case, punctuation and ``Surname, Given`` are folded away; the order
    of the words and every letter are kept. A hyphen is a space.

    >>> fold_for_identity("Jack W. Rae") == fold_for_identity("RAE, Jack W")
    True
    """
    return " ".join(_words(_in_reading_order(name))) or _fallback(name)


def _in_reading_order(name: str) -> str:
    """Turn ``Osindero, Simon`` into ``Simon Osindero``; leave ``Ron Daniel, Jr.`` alone."""
    head, comma, tail = name.partition(",")
    words = _words(tail)
    if not comma or not words or "," in tail or not _words(head) or words[0] in SUFFIXES:
        return name
    return f"{tail.strip()} {head.strip()}"


def fold_umlauts(word: str) -> str:
    """Fold the two ways of writing an umlaut: ``mueller`` and ``muller``, ``roed`` and ``rod``."""
    if "ae" in word or "oe" in word or "ue" in word:  # few words have any: ten times as fast
        return _UMLAUTS.sub(r"\1", word)
    return word


_ROMAJI = (
    ("shi", "si"),
    ("chi", "ti"),
    ("tsu", "tu"),
    ("fu", "hu"),
    ("ji", "zi"),
    ("sh", "sy"),
    ("ch", "ty"),
)
_LONG_O = re.compile(r"o(?:h(?![aeiouy])|u|o)")


@lru_cache(maxsize=1 << 14)
def fold_romaji(word: str) -> str:
    """Fold the ways of romanising Japanese (Hepburn, Kunrei-shiki, long vowels) into one.

    >>> fold_romaji("tsuyoshi") == fold_romaji("tuyosi"), fold_romaji("tohru")
    (True, 'toru')
    """
    for hepburn, kunrei in _ROMAJI:
        word = word.replace(hepburn, kunrei)
    return _LONG_O.sub("o", word)


def _split(printed: list[str]) -> tuple[int, int]:
    """Say where the surname with its particles starts, and where the suffix does."""
    end = len(printed)
    folded = ["".join(_words(word)) for word in printed]
    if end > 1 and folded[-1] in SUFFIXES:
        end -= 1
    start = end - 1
    while start > 1 and folded[start - 1] in PARTICLES and len(folded[start - 1]) > 1:
        start -= 1
    return start, end


def _printed_words(name: str) -> list[str]:
    """Split a name at spaces, and between initials printed as ``A.K.``."""
    spaced = re.sub(r"(?<=\w)\.(?=\w)", ". ", _in_reading_order(name))
    return [word.strip(",") for word in spaced.split() if _words(word)]


def fold_for_comparison(name: str) -> NameParts:
    """Take a printed name apart into given names, particles, surnames and suffix."""
    printed = _printed_words(name)
    if not printed:
        folded = _fallback(name)
        return NameParts((), (), (folded,) if folded else (), None)
    start, end = _split(printed)
    given = [part for word in printed[:start] for part in _words(word)]
    last = [part for word in printed[start:end] for part in _words(word)]
    first = 0
    while first < len(last) - 1 and last[first] in PARTICLES:
        first += 1
    suffix = "".join(_words(printed[-1])) if end < len(printed) else None
    return NameParts(tuple(given), tuple(last[:first]), tuple(last[first:]), suffix)


def sort_name(name: str) -> str:
    """Put the surname first, as an index does; particles stay with it.

    >>> sort_name("Simon Osindero"), sort_name("Aäron van den Oord")
    ('Osindero, Simon', 'van den Oord, Aäron')
    """
    if "," in name and _in_reading_order(name) != name:
        return " ".join(name.split())
    printed = name.split()
    if len(printed) < 2 or len(_printed_words(name)) != len(printed):
        printed = _printed_words(name)
    if len(printed) < 2:
        return " ".join(name.split())
    start, end = _split(printed)
    surname, given = " ".join(printed[start:end]).strip(","), " ".join(printed[:start])
    suffix = "".join(f", {word}" for word in printed[end:])
    return f"{surname}, {given}{suffix}" if given else surname + suffix
