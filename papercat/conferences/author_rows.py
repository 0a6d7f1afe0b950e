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
    rf"(?!(?:and|und|et|with)\b){_LETTER}+(?:(?:['’‘´.-]|\.-){_LETTER}+){{0,4}}"
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
_INITIAL = re.compile(r"(?:^|\s)\S\.*\s")
_MAY_BE_NAME = re.compile(r".*[^\W\d_]{2}.*")
_PARTICLES = post_words("particle")
_NOT_A_NAME = post_words("not a name")
_MOST_WORDS = 4
"""of a name, its particles left out"""


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
        """Tell whether this can be nothing but people: several, and a third of them known."""
        count = len(self.names)
        return count > 1 and 3 * self.known >= count


def author_row(text: str, start: int, known: KnownNames | None) -> AuthorRow | None:
    """Return the row of names that begins at `start`, or None where no name does."""
    names: list[str] = []
    end = at = start
    while match := _NAME.match(text, at):
        separator = _SEPARATOR.match(text, match.end())
        name = _before_verb(match["name"])
        odd = names and separator and _is_odd_name(name, text, separator.end())
        if not odd and not _is_person(name):
            break
        names.append(name)
        if name != match["name"]:
            end = match.start("name") + len(name)
            break
        end = match.end()
        if separator is None:
            break
        at = separator.end()
    if not names:
        return None
    cut = _TRUNCATED.match(text, end)
    if cut:
        end = cut.end()
    return AuthorRow(tuple(names), start, end, cut is not None, _count_known(names, known))


def _before_verb(words: str) -> str:
    """Return `Li Wei` of `Li Wei will present`: two words and more up to one in small letters."""
    found = words.split()
    for count, word in enumerate(found):
        if count > 1 and word[0].islower() and not _is_particle(word):
            return " ".join(found[:count])
    return words


def _is_odd_name(words: str, text: str, after: int) -> bool:
    """Tell whether words between two names must be a name, though they don't look like one."""
    following = _NAME.match(text, after)
    if following is None or not _NOT_A_NAME.isdisjoint(words.lower().split()):
        return False
    return _is_person(following["name"])


def _is_person(name: str) -> bool:
    """Tell whether words have the shape of a person's name."""
    words = re.findall(r"[^\s()]+", name)
    if len(words) < 2 or not _MAY_BE_NAME.fullmatch(name):
        return False
    particles = 0
    for word in words:
        if _is_particle(word):
            particles += 1
        elif word[0].islower() or fold_for_search(word) in _NOT_A_NAME:
            return False
    return len(words) <= _MOST_WORDS + min(particles, 2)


def _is_particle(word: str) -> bool:
    """Tell `de` and `J.` from words that must begin with a capital letter."""
    return word.lower().strip("'’") in _PARTICLES or len(word.rstrip(".")) == 1


def _count_known(names: list[str], known: KnownNames | None) -> int:
    """Return of how many names the first or the last word is known as somebody's."""
    count = 0
    for name in names:
        count += _is_known(name, known)
    return count


def _is_known(name: str, known: KnownNames | None) -> bool:
    """Tell whether a name has an initial, or a word that is known as somebody's name."""
    words = name.split()
    if _INITIAL.search(name):
        return True
    given = fold_for_search(words[0]).split(" ")[0]
    surname = fold_for_search(words[-1]).split(" ")[-1]
    if given_grade(given) or surname_grade(surname):
        return True
    if known is None:
        return False
    return bool(known.given(words[0].casefold()) or known.surname(words[-1].casefold()))
