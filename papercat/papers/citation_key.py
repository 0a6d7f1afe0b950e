"""The key a paper is cited by: first author's surname, year, first telling word of the title."""

import re
from collections.abc import Sequence

from papercat.papers.author_names import without_number
from papercat.papers.model import Paper
from papercat.papers.titles import title_words
from papercat.text.plain_names import surname_words

_WORD = re.compile(r"[a-z0-9]+")
_UNTELLING = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "the",
        "to",
        "towards",
        "toward",
        "via",
        "vs",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "with",
    ]
)


def citation_key(paper: Paper, words: Sequence[str] | None = None) -> str:
    """The key of a paper, such as `hoffmann2022training`; not yet unique.

    ASCII letters and digits only, so that it needs no quoting in a shell or in TeX.
    `words` are the title's, where they are known already.
    """
    words = title_words(paper.title) if words is None else words
    first = next((author.name for author in paper.listed), None)
    who = "".join(surname_words(without_number(first))) if first else ""
    if not (who.isascii() and who.isalnum()):
        who = "".join(_WORD.findall(who))
    telling = (word for word in words if word not in _UNTELLING and not word.isdigit())
    what = next(telling, words[0] if words else "")
    return f"{who}{(paper.published or '')[:4]}{what}"[:60] or "untitled"


def with_suffix(key: str, count: int) -> str:
    """The key of the `count`th paper of that key, from 1: `key`, `keyb`, `keyc` … `keyaa`."""
    letters = ""
    while count > (0 if letters else 1):
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return key + letters
