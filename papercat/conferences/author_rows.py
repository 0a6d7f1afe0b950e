"""Rows of authors, such as `Ana Roe*, Dr. Li Wei (MIT) and Jo Kim, et al.`, in posts.

Shape alone does not tell `Ana Roe` from `Deep Learning`. Names that papercat knows do.
"""

import re
from dataclasses import dataclass

from papercat.conferences.post_words import post_words
from papercat.papers.model import KnownNames
from papercat.people.name_forms import given_grade, surname_grade
from papercat.text.names import fold_for_search

_LETTER = r"[^\W\d_⁰¹²³⁴-⁹]"
_WORD = (
    rf"(?!(?:and|und|et|with)\b){_LETTER}+(?:['’‘´.-]{_LETTER}+){{0,4}}"
    r"(?:(?<=\b\w)\.|(?<=\.\w)\.|(?<=-\w)\.|(?<=\b[JSD]r)\.|(?<=\bSt)\.)?"
)
_NAME = re.compile(
    r"(?:(?:Prof|Dr|Mr|Ms|Mrs|Professor|PD)\.?\s+){0,3}"
    rf"(?P<name>{_WORD}(?:\s(?:{_WORD}|\({_WORD}\)(?=\s{_LETTER}))){{0,5}})"
    r"(?P<marks>(?:\s?[*∗†‡§¶♢♦⋆✉#^+]|[⁰¹²³⁴-⁹]|\^?\d{1,2}(?:,\d{1,2}){0,3}(?!\d))*)"
    r"(?:\s?\((?P<where>[^()]{1,80})\))?[*∗†‡§¶⋆]*"
)
_SEPARATOR = re.compile(r"\s*(?:[,;·•，、]\s*(?:·\s*)?(?:and\s|&\s)?|\band\s|&\s)\s*")
_TRUNCATED = re.compile(
    r"\s*[,;]?\s*(?:and\s)?(?:et\s?al\b\.?|\d+ (?:more|others)|others\b|…|\.{3})"
)
_AFTER = re.compile(r"\s*(?:$|[.:;|/\\()\[\]“\"'‘„–—-]|\bin\b|\d)")
_AFTER_COMMA = re.compile(r"\s*,\s*(?P<words>[^\W_][^,.;]{0,60})?")
_MAY_BE_NAME = re.compile(r".*[^\W\d_]{2}.*")
_PARTICLES = post_words("particle")
_MOST = 300
"""names in a row"""


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """Names that follow each other in a line."""

    names: tuple[str, ...]
    start: int
    end: int
    truncated: bool
    known: int
    """names of which papercat knows a word as somebody's name"""

    @property
    def convincing(self) -> bool:
        """Tell whether this can be nothing but people."""
        count = len(self.names)
        return count > 1 and self.known * (2 if count < 4 else 3) >= count


def author_row(
    text: str, start: int, known: KnownNames | None, *, in_prose: bool = False
) -> AuthorRow | None:
    """Return the row of names that begins at `start`, or None where no name does.

    In prose any word may follow the names; elsewhere only what may follow a row.
    """
    names, end = _names_from(text, start, in_prose=in_prose)
    if not names:
        return None
    cut = _TRUNCATED.match(text, end)
    end = cut.end() if cut else end
    if not in_prose and not _may_end(text[end : end + 80], len(names)):
        return None
    familiar = sum(_is_familiar(name, known) for name in names)
    return AuthorRow(tuple(names), start, end, cut is not None, familiar)


def _names_from(text: str, start: int, *, in_prose: bool) -> tuple[list[str], int]:
    """Return the names that follow each other from `start`, and where they end."""
    names: list[str] = []
    end = at = start
    while len(names) < _MOST and (match := _NAME.match(text, at)):
        separator = _SEPARATOR.match(text, match.end())
        name = _person_in(match["name"], may_be_cut=in_prose or bool(names))
        if not name and names and separator and _is_odd_name(match["name"], text, separator.end()):
            name = match["name"]
        if not name:
            break
        names.append(" ".join(name.split()))
        if len(name) < len(match["name"]):
            return names, match.start("name") + len(name)
        end = match.end()
        if separator is None:
            break
        at = separator.end()
    return names, end


def _person_in(words: str, *, may_be_cut: bool) -> str:
    """Return the words, or those at their beginning, that are a person's name."""
    if _is_person(words):
        return words
    if not may_be_cut:
        return ""
    found = words.split()
    for count in range(2, len(found)):
        if found[count][0].islower() and found[count].lower() not in _PARTICLES:
            begun = " ".join(found[:count])
            return begun if _is_person(begun) else ""
    return ""


def _is_odd_name(words: str, text: str, after: int) -> bool:
    """Tell whether words between two names must be a name, though they don't look like one."""
    following = _NAME.match(text, after)
    short = len(words.split()) <= 3 and post_words("not a name").isdisjoint(words.lower().split())
    return short and following is not None and _is_person(following["name"])


def _may_end(rest: str, count: int) -> bool:
    """Tell whether a row of so many names may end where `rest` follows."""
    if _AFTER.match(rest):
        return True
    following = _AFTER_COMMA.match(rest)
    if following is None:
        return False
    words = fold_for_search(following["words"] or "").split()
    if not words or words[0].isdigit():
        return True
    return count > 1 and not post_words("not a name").isdisjoint(words)


def rows_with_places(text: str, known: KnownNames | None) -> AuthorRow | None:
    """Return the names of `Ana Roe: Oslo; Li Wei: MIT` and `Ana Roe, Oslo; Li Wei, MIT`."""
    parts = [part.strip() for part in text.split(";")]
    if len(parts) < 2 or len(parts) > _MOST:
        return None
    names = [re.split(r"[,:(]", part, maxsplit=1)[0].strip() for part in parts if part]
    placed = sum(part != name for part, name in zip(parts, names, strict=False))
    if 2 * placed < len(names) or not all(map(_is_person, names)):
        return None
    familiar = sum(_is_familiar(name, known) for name in names)
    return AuthorRow(tuple(names), 0, len(text), truncated=False, known=familiar)


def _is_person(name: str) -> bool:
    """Tell whether words have the shape of a person's name."""
    words = re.findall(r"[^\s()]+", name)
    if not _MAY_BE_NAME.fullmatch(name) or len(words) < 2:
        return False
    particles = sum(map(_is_particle, words))
    if len(words) > 4 + min(particles, 2):
        return False
    if not post_words("not a name").isdisjoint(map(fold_for_search, words)):
        return False
    small = sum(word[0].islower() and not _is_particle(word) for word in words)
    return not small or (len(words) == 2 and words[0][0].isupper() and _grade(words) > 1)


def _is_particle(word: str) -> bool:
    """Tell `de` and `J.` from words that must begin with a capital letter."""
    return word.lower().strip("'’") in _PARTICLES or bool(re.fullmatch(r"[^\W\d_]\.?", word))


def _is_familiar(name: str, known: KnownNames | None) -> bool:
    words = [word.strip(".").casefold() for word in name.split()]
    if _grade(words) or any(len(word) == 1 for word in words[:-1]):
        return True
    return bool(known and (known.given(words[0]) or known.surname(words[-1])))


def _grade(words: list[str]) -> int:
    """Return for how many of the first and the last word papercat knows people so named."""
    first, last = fold_for_search(words[0]), fold_for_search(words[-1])
    pieces = last.split(" ")
    given = given_grade(first) or given_grade(first.split(" ")[0])
    surname = surname_grade(last) or surname_grade(pieces[-1]) or surname_grade(first)
    return bool(given) + bool(surname)
