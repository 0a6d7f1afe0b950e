"""The key a paper is cited by: first author's surname, year, first telling word of the title."""

import re
from functools import cache
from pathlib import Path

from papercat.papers.author_names import without_number
from papercat.papers.model import Paper
from papercat.papers.titles import title_words
from papercat.settings import KEY_PATTERN
from papercat.text.names import surname_words

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_SEPARATORS = "._-"
_REPEATED = re.compile(r"([._-])[._-]+")
_LONGEST = 60


def citation_key(paper: Paper, pattern: str = KEY_PATTERN) -> str:
    """Make the key of a paper, such as `hoffmann2022training`; it need not be unique.

    It has ASCII letters, digits and the signs of the pattern only, so that it needs no quoting
    in a shell or in TeX. Separators around parts that the paper does not have are left out.
    """
    year = (paper.published or "")[:4]
    surname = _surname(paper)
    word = _telling_word(title_words(paper.title))
    key = pattern.format(
        last=surname,
        Last=surname.capitalize(),
        year=year,
        yy=year[-2:],
        word=word,
        Word=word.capitalize(),
    )
    while found := _REPEATED.search(key):
        key = key.replace(found[0], found[1])
    return key[:_LONGEST].strip(_SEPARATORS) or "untitled"


def _surname(paper: Paper) -> str:
    """Return the first author's surname with its particles, as ASCII letters and digits."""
    authors = paper.listed
    if not authors:
        return ""
    surname = "".join(surname_words(without_number(authors[0].name)))
    if surname.isascii() and surname.isalnum():
        return surname
    return "".join(_NOT_PLAIN.split(surname))


def _telling_word(words: list[str]) -> str:
    """Return the first word of a title that says something; else its first word."""
    for word in words:
        if word not in _untelling_words() and not word.isdigit():
            return word
    return words[0] if words else ""


@cache
def _untelling_words() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("untelling_words.txt").read_text("utf-8").split())


def with_suffix(key: str, count: int) -> str:
    """Return the key of the `count`th paper of one key, from 1: `key`, `keyb`, … `keyaa`."""
    if count == 1:
        return key
    letters = ""
    while count:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return key + letters
