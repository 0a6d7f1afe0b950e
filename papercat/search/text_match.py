"""Words of a search as FTS5 strings: every one quoted, in each spelling that says the same.

Nothing that was typed is ever FTS5 syntax. The index folds case, accents and
English endings by itself; what it does not know is here: `multi-agent` is also
written `multiagent`, `β` is also written `beta`, and `C++` is more than a `C`.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from functools import cache

from papercat.later import Later
from papercat.papers.taxonomy import taxonomy

letters = Later("anyascii")
tex = Later("papercat.papers.tex")

FOLDED = "SELECT word FROM folds WHERE folded = ?"

_GREEK = {
    chr(letter): unicodedata.name(chr(letter)).removeprefix("GREEK SMALL LETTER ").lower()
    for letter in range(ord("α"), ord("ω") + 1)
} | {"λ": "lambda"}
_LETTERS = {name: letter for letter, name in _GREEK.items()}
_TOKEN = re.compile(r"[^\W_]+")
_GLUE = re.compile(r"(?<=[^\W_])[-'’‐‑–](?=[^\W_])")
_LITERAL = re.compile(r"[^\W_][+#]+$")
_OPENING = 4
"""letters that a longer word shares with whatever it may be stemmed to"""

PROSE = "{title abstract authors}"
"""where words without a field are looked for"""
TITLES = ""
"""no column: what the index of titles has is titles"""


def tokens(text: str) -> list[str]:
    """The words of a text as the full-text index has them, but for their endings."""
    if text.isascii():
        return _TOKEN.findall(text.lower())
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _TOKEN.findall(plain)


def quoted(text: str) -> str:
    """A text as one FTS5 string; the index takes it apart as it does papers."""
    return '"' + text.replace('"', " ") + '"'


def is_literal(text: str) -> bool:
    """Whether a word ends in signs that tell it from another: `C++`, `F#`."""
    return bool(_LITERAL.search(text))


def match_words(spelt: Sequence[str], column: str | None, *, prefix: bool) -> str:
    """An FTS5 expression for a word or phrase, in one column or in the text of papers.

    `spelt` is what `spellings` says of it.
    """
    # Signs alone are no word of any paper: a phrase without a word matches nothing.
    either = [quoted(each) + " *" * prefix for each in spelt] or ['""']
    match = either[0] if len(either) == 1 else f"({' OR '.join(either)})"
    if column is not None:
        return f"{column} : {match}" if column else match
    # A filter costs time, so only what may be a category's code gets one.
    return f"{PROSE} : {match}" if any(map(_may_be_code, tokens(either[0]))) else match


def spellings(db: sqlite3.Connection, text: str) -> list[str]:
    """What was typed, then other ways of writing it; nothing where it has no word."""
    found = [text]
    words = tokens(text)
    greek = [_GREEK.get(word) or _LETTERS.get(word) for word in words]
    if any(greek):
        found.append(" ".join(other or word for other, word in zip(greek, words, strict=True)))
    if _GLUE.search(text):
        found.append(_GLUE.sub("", text))
    if "\\" in text:
        found.append(tex.without_accents(text))
    if not text.isascii() and not any(greek):
        found.append(letters.anyascii(text))
    if len(words) == 1:
        found += [word for (word,) in db.execute(FOLDED, (words[0],))]
    return list(dict.fromkeys(each for each in found if tokens(each)))


@cache
def _code_openings() -> frozenset[str]:
    return frozenset(word[:_OPENING] for word in _code_words() if len(word) > _OPENING)


@cache
def _code_words() -> frozenset[str]:
    return frozenset(tokens(" ".join(taxonomy())))


def _may_be_code(word: str) -> bool:
    """Whether the index may take a word for a part of a category's code: `AI`, `physics`."""
    return word in _code_words() if len(word) <= _OPENING else word[:_OPENING] in _code_openings()
