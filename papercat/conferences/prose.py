"""Running text: Markdown made plain, and cut into sentences."""

import re
from collections.abc import Iterator

LONGEST_SENTENCE = 1_000
"""characters; anything longer is not prose, and no rule looks into it"""

UPPER = "A-ZÀ-ÖØ-Þ"
"""capital letters, for use inside a character class"""

_LINK = re.compile(r"!?\[([^\][]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"\*+|__+|`+")
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|dr|prof|mr|ms|mrs|st|no|fig|eq|approx"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[^\W\d_])$",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return Markdown without its links' addresses, emphasis and code marks."""
    return _MARKS.sub("", _LINK.sub(r"\1", text))


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text whose paragraphs stand one a line.

    Those longer than `LONGEST_SENTENCE` are left out.
    """
    for paragraph in text.splitlines():
        start = 0
        for end in _END.finditer(paragraph):
            before = paragraph[max(start, end.start() - 12) : end.start()]
            if paragraph[end.start()] == "." and _ABBREVIATION.search(before):
                continue
            yield from _kept(paragraph[start : end.end()])
            start = end.end()
        yield from _kept(paragraph[start:])


def _kept(sentence: str) -> Iterator[str]:
    sentence = " ".join(sentence.split())
    if sentence and len(sentence) <= LONGEST_SENTENCE:
        yield sentence
