"""A post's running text as one list of sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papercat.papers.model import Section

LONGEST_SENTENCE = 1_000
"""characters; anything longer is not prose, and no rule looks into it"""

UPPER = "A-ZÀ-ÖØ-Þ"
"""capital letters, for use inside a character class"""

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|dr|prof|mr|ms|mrs|st|no|fig|eq|approx"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[^\W\d_]|\b\d\d?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the section of the post that it stands in."""

    text: str
    section: int = 0


def all_sentences(sections: Sequence[Section]) -> list[Sentence]:
    """Return the sentences of a post in their order."""
    return [
        Sentence(text, number)
        for number, section in enumerate(sections)
        for text in sentences(section.text)
    ]


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
