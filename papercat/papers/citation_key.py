"""The key a paper is cited by: first author's surname, year, first telling word of the title."""

import json
import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from papercat.catalogue.sql_values import first_column
from papercat.papers.matching import title_words
from papercat.papers.model import Paper
from papercat.settings import KEY_PATTERN, setting
from papercat.text.names import surname_words

TAKEN = """
SELECT wanted.value FROM json_each(?) AS wanted
WHERE EXISTS (SELECT 1 FROM papers WHERE key = wanted.value)
OR EXISTS (SELECT 1 FROM statements WHERE key = wanted.value)
"""

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_SEPARATORS = "._-"
_REPEATED = re.compile(r"([._-])[._-]+")
_LONGEST = 60


def citation_key(paper: Paper, pattern: str = KEY_PATTERN) -> str:
    """Make the key of a paper, such as `hoffmann2022training`; it need not be unique.

    It has ASCII letters, digits and the signs of the pattern only, so that it needs no quoting
    in a shell or in TeX. Separators around parts that the paper does not have are left out.
    """
    surname = ""
    if paper.stated:
        surname = "".join(surname_words(paper.stated[0].name))
        surname = _NOT_PLAIN.sub("", surname)
    year = (paper.published or "")[:4]
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


def _telling_word(words: list[str]) -> str:
    """Return the first word of a title that says something; else its first word."""
    telling = [word for word in words if word not in _untelling_words() and not word.isdigit()]
    return "".join((telling or words)[:1])


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


class Keys:
    """Chooses keys for new papers, within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        found = setting("key")
        self._pattern = found.value if found else KEY_PATTERN
        self._counts: dict[str, int] = {}
        """key → papers that wanted it, as far as they were looked for"""

    def choose(self, papers: Iterable[Paper]) -> list[str]:
        """Return a key for each paper: the one its source gives, else one by the user's pattern.

        A key that is taken gets a letter: `doe2022words`, `doe2022wordsb`. The caller writes
        the papers before it asks for more keys.
        """
        wanted = [paper.key or citation_key(paper, self._pattern) for paper in papers]
        taken = self._taken(wanted)
        keys: list[str] = []
        for key in wanted:
            chosen = key
            if key in taken:
                count = self._counts.get(key, 1)
                while chosen in taken or self._taken([chosen]):
                    count += 1
                    chosen = with_suffix(key, count)
                self._counts[key] = count
            taken.add(chosen)
            keys.append(chosen)
        return keys

    def _taken(self, keys: list[str]) -> set[str]:
        return set(first_column(self._db.execute(TAKEN, (json.dumps(keys),))))
