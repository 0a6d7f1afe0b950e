"""Printed names: three ways to fold them, and their parts.

*For search*: a typed text finds a printed one. *For identity*: equal names are one
person's unless the user says otherwise. *For comparison*: the parts of a name.

The rule for identity (accents, case and punctuation don't make a new person) is
the one the ACL Anthology applies to names its editors have not told apart
(aclanthology.org/info/names). The particles are the ones CSL and BibTeX know as
"non-dropping" and "dropping" (docs.citationstyles.org, "names-particles").
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii

from papercat.text.folding import fold_letters

_SPACED: dict[str, str | None] = {char: " " for char in map(chr, range(128)) if not char.isalnum()}
_SPACED |= dict.fromkeys("'`\"", None)  # not "", with which translating is slow
_WORD_CHARACTERS = str.maketrans(_SPACED)
_APOSTROPHES = frozenset("'`\"’‘ʼ´＇")
_CJK = r"(?<=[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]) (?=[\u3040-\ud7af])"
_UMLAUTS = re.compile(r"(?<![xyq])([aou])e(?=[bcdfghjklmnpqrstvwxz])")

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "junior"})
"""Words that are a suffix wherever they end a name."""
_SUFFIXES_APART = SUFFIXES | {"senior", "2nd", "3rd", "4th"}
"""Words that are a suffix if they stand alone."""
_PARTICLES = """
af al auf aus bin bint da dal dalla das de degli dei del dela della den der des di do dos du e
el ibn la las le los ny ten ter tot und van vande vanden vander vom von y zu zum zur
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Words that belong to the surname after them."""
TITLES = frozenset({"prof", "professor", "dr", "mr", "mrs", "ms"})
"""Words before a name that are not part of it."""
_NUMBER = re.compile(r"[ #](0\d{3})$")
"""The number by which DBLP tells namesakes apart; 0001 is the person without a number."""
_FOOTNOTE = re.compile(r"(?<=[^\W\d_]{2})\d{1,2}$")
_FOOTNOTE_NUMBER = re.compile(r"\d{1,2}")
_SIGNS = "*∗⋆†‡§¶‖✉☆"
_RAISED = "⁰¹²³⁴-⁹ᵃ-ᵏ"
_FOOTNOTE_MARKS = re.compile(rf"[{_SIGNS}{_RAISED}](?:[ ,]{{0,2}}[{_SIGNS}{_RAISED}\d]){{0,20}}$")
_FOOTNOTE_NUMBERS = re.compile(r"(?<=[^\W\d_])\d{1,2}(?:[ ,]{1,2}\d{1,2})*$")
_DIGIT = re.compile(r"\d")
_DEGREE = re.compile(r"[,\s] ?(?:Ph\.?\s?D|M\.D|D\.?Phil|[BM]\.?Sc)\.?$")
_TITLES_BEFORE = re.compile(
    r"^(?:(?:prof|dr(?:\.-ing)?|phd|mrs?|ms)\.?\s+|professor\s+)+(?=\S+\s+\S)", re.IGNORECASE
)

_CAPITALS_FIRST = re.compile(r"([^\W\d_]{3,}) (.{4,})", re.DOTALL)
"""a long first word, which may be a surname in capitals, and the rest of a name"""
_GIVEN = r"[A-Z](?:[a-z][A-Za-z]*)?(?:-[A-Za-z]+)*"
_GIVEN_AND_SURNAME = re.compile(rf"(?:{_GIVEN}\.? )*({_GIVEN})\.? ([A-Z][A-Za-z]+)")
"""Given names or initials and then one surname, in ASCII: most names. Folding them is quick."""

Forms = tuple[str, str]
"""(folded name, name in an index) of a printed name."""


class NameParts(NamedTuple):
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


def _plain_letters(text: str) -> str:
    """Fold accents and case; every script but Latin keeps its letters."""
    if text.isascii():
        return text.lower().translate(_WORD_CHARACTERS)
    letters = [_plain_letter(letter) for letter in unicodedata.normalize("NFKC", text.casefold())]
    return "".join(letters).translate(_WORD_CHARACTERS)


@lru_cache(maxsize=1 << 12)
def _plain_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in _APOSTROPHES:
        return ""
    kind = unicodedata.category(letter)
    if unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER LETTER", "COMBINING")):
        return anyascii(letter).lower()
    if kind[0] in "LMN":
        return fold_letters(letter).strip()
    return " "


def folded_words(text: str) -> list[str]:
    """Fold a name, or a part of one, into words as the index of names has them.

    >>> folded_words("O'Brien, Anders"), folded_words("王植")
    (['obrien', 'anders'], ['王植'])
    """
    words = _plain_letters(text).split()
    if text.isascii():
        return words
    return re.sub(_CJK, "", " ".join(words)).split()


def _fallback(text: str) -> str:
    """Fold a name without letters, such as ``…``, to something that still tells it apart."""
    text = text.replace("\0", " ")  # SQLite's JSON functions would end the text there
    return " ".join(unicodedata.normalize("NFKC", text.casefold()).casefold().split())


def fold_for_search(text: str) -> str:
    """Fold a typed text in the same way as the texts it is compared with.

    >>> fold_for_search("Anders Strømberg-Costa")
    'anders stromberg costa'
    """
    return " ".join(_ascii(text).translate(_WORD_CHARACTERS).split())


@cache
def _group_words() -> frozenset[str]:
    table = Path(__file__).with_name("group_words.txt")
    return frozenset(table.read_text("ascii").split())


def is_group(folded: str) -> bool:
    """Say if a folded name is an institution's or a collaboration's, not a person's.

    >>> is_group("the atlas collaboration"), is_group("group simon")
    (True, False)
    """
    words = folded.split()
    if len(words) < 2:
        return False
    if words[0] == "the" or "of" in words[1:-1]:
        return not _group_words().isdisjoint(words)
    return words[-1] in _group_words() or words[0] in {"university", "institute"}


@lru_cache(maxsize=1 << 16)
def fold_for_identity(name: str) -> str:
    """Fold a printed name so that equal means one person, unless the user says otherwise.

    Accents, case, punctuation, titles, footnote marks and ``Surname, Given`` are folded
    away. The order of words is kept, and every letter of other scripts: nothing is
    transliterated. A hyphen is a space; DBLP's number stays, behind ``#``.

    >>> fold_for_identity("Jack W. Rae") == fold_for_identity("RAE, Jack W")
    True
    >>> fold_for_identity("Wen Guo 0007")
    'wen guo#0007'
    """
    text, number = _without_number(name)
    words = _without_marks(folded_words(_in_reading_order(text)))
    if not words:
        return _fallback(name)
    return " ".join(words) + number


def _without_number(name: str) -> tuple[str, str]:
    """Split off DBLP's number, as ``#0007``; 0001 is dropped."""
    name = name.strip()
    found = _NUMBER.search(name)
    if found is None or not folded_words(name[: found.start()]):
        return name, ""
    number = found[1]
    rest, _ = _without_number(name[: found.start()])
    if number == "0001":
        return rest, ""
    return rest, f"#{number}"


def _without_marks(words: list[str]) -> list[str]:
    """Drop titles before a folded name and footnotes' numbers behind it."""
    start, end = 0, len(words)
    while end - start > 2 and words[start] in TITLES:
        start += 1
    while end - start > 1 and _FOOTNOTE_NUMBER.fullmatch(words[end - 1]):
        end -= 1
    words = words[start:end]
    if words:
        words[-1] = _FOOTNOTE.sub("", words[-1])
    return words


def clean_name(name: str) -> str:
    """Return a printed name without titles, degrees, footnote marks and DBLP's 0001.

    A suffix goes to the end.

    >>> clean_name("Costa, Jr., P. T."), clean_name("Prof. Dr. Ada Bloom†")
    ('P. T. Costa Jr.', 'Ada Bloom')
    """
    text = name.strip(f" {_SIGNS}").removesuffix(" 0001")
    text = _DEGREE.sub("", _TITLES_BEFORE.sub("", text))
    if text.isascii() and text.replace(" ", "").replace(".", "").replace("-", "").isalpha():
        return text  # most names
    unmarked = _FOOTNOTE_MARKS.sub("", text)
    without_numbers = _FOOTNOTE_NUMBERS.sub("", unmarked)
    if " " in without_numbers and not _DIGIT.search(without_numbers):
        unmarked = without_numbers
    if unmarked != text:
        text = unmarked.rstrip(" ,")
    return _with_suffix_last(text) or name


def is_suffix(text: str) -> bool:
    """Return True for `Jr.`, `III` and the like, which a comma may set apart from a name."""
    return text.removesuffix(".").lower() in _SUFFIXES_APART


def _with_suffix_last(name: str) -> str:
    """Bring `Costa, Jr., P. T.` and `Costa, P. T., Jr.` to `P. T. Costa Jr.`."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 3 and is_suffix(parts[2]):
        parts[1], parts[2] = parts[2], parts[1]
    surname, *rest = parts
    if 1 <= len(rest) <= 2 and all(parts) and is_suffix(rest[0]):
        suffix, *given = rest
        return " ".join([*given, surname, suffix])
    return name


def _in_reading_order(name: str) -> str:
    """Turn ``Osindero, Simon`` into ``Simon Osindero``, with a suffix such as ``Jr.`` behind.

    ``OSINDERO Simon`` is read as well: a first word in capitals is the surname if no
    other word is in capitals.
    """
    if "," not in name:
        return _surname_last(name)
    parts, suffix = [], ""
    for part in name.split(","):
        words = folded_words(part)
        if words and SUFFIXES.issuperset(words):
            suffix = f" {part.strip()}"
        elif words and not all(word.isdecimal() for word in words):
            parts.append(part.strip())
    if not parts or len(parts) > 2:
        return name
    return " ".join(reversed(parts)) + suffix


def _surname_last(name: str) -> str:
    found = _CAPITALS_FIRST.fullmatch(name.strip())
    if found is None or not found[1].isupper():
        return name
    for other in found[2].split():
        if len(other) > 2 and not other[1:].islower():
            return name
    return f"{found[2]} {found[1]}"


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
    folded = ["".join(folded_words(word)) for word in printed]
    if end > 1 and folded[-1] in SUFFIXES:
        end -= 1
    start = end - 1
    while start > 1 and folded[start - 1] in PARTICLES and len(folded[start - 1]) > 1:
        start -= 1
    return start, end


def _printed_words(name: str) -> list[str]:
    """Split a name at spaces, and between initials printed as ``A.K.``."""
    text, _ = _without_number(clean_name(name))
    spaced = re.sub(r"(?<=\w)\.(?=\w)", ". ", _in_reading_order(text))
    return [word.strip(",") for word in spaced.split() if folded_words(word)]


def fold_for_comparison(name: str) -> NameParts:
    """Take a printed name apart into given names, particles, surnames and suffix."""
    printed = _printed_words(name)
    if not printed:
        return NameParts((), (), tuple(filter(None, [_fallback(name)])), None)
    start, end = _split(printed)
    given = _folded(printed[:start])
    last = _folded(printed[start:end])
    first = 0
    while first < len(last) - 1 and last[first] in PARTICLES:
        first += 1
    suffix = None
    if end < len(printed):
        suffix = "".join(folded_words(printed[-1]))
    return NameParts(given, last[:first], last[first:], suffix)


def _folded(printed: list[str]) -> tuple[str, ...]:
    folded: list[str] = []
    for word in printed:
        folded += folded_words(word)
    return tuple(folded)


def sort_name(name: str) -> str:
    """Put the surname first, as an index does; particles stay with it.

    >>> sort_name("Simon Osindero"), sort_name("Aäron van den Oord")
    ('Osindero, Simon', 'van den Oord, Aäron')
    """
    text = clean_name(name)
    turned = _in_reading_order(text).replace(" ", "")
    if text.count(",") == 1 and turned != text.replace(",", "").replace(" ", ""):
        return " ".join(text.split())
    text, number = _without_number(text)
    printed = _in_reading_order(text).split()
    if len(printed) < 2 or len(_printed_words(text)) != len(printed):
        printed = _printed_words(text)
    if len(printed) < 2:
        return " ".join(text.split())
    start, end = _split(printed)
    surname, given = " ".join(printed[start:end]).strip(","), " ".join(printed[:start])
    suffix = "".join(f", {word}" for word in printed[end:]) + number.replace("#", " ")
    if not given:
        return surname + suffix
    return f"{surname}, {given}{suffix}"


def _is_plain(name: str) -> bool:
    """Say if a name needs no analysis: its forms are its words."""
    found = _GIVEN_AND_SURNAME.fullmatch(name)
    if found is None:
        return False
    before, surname = found.groups()
    first = name.partition(" ")[0].rstrip(".").lower()
    return (
        surname.lower() not in SUFFIXES
        and before.replace("-", "").lower() not in PARTICLES
        and first not in TITLES
    )


@lru_cache(maxsize=1 << 17)
def forms(name: str) -> Forms:
    """Return what `fold_for_identity` and `sort_name` give."""
    if not _is_plain(name):
        return fold_for_identity(name), sort_name(name)
    given, _, surname = name.rpartition(" ")
    return name.replace(".", "").replace("-", " ").lower(), f"{surname}, {given}"


def surname_words(name: str) -> tuple[str, ...]:
    """Return the particles and surnames of a name in ASCII, for a citation key."""
    if _is_plain(name):
        return (name.rpartition(" ")[2].lower(),)
    parts = fold_for_comparison(name)
    return tuple(fold_for_search(word) for word in parts.particles + parts.surnames)
