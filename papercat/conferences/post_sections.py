"""A post's text cut at its headings, which some posts print without any mark, and its sentences.

Each paragraph is one line. A heading without a mark is a short line without an end:
it begins like a sentence, does not stop like one, and a paragraph follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from papercat.conferences.post_markup import Line, folded
from papercat.papers.model import Section

LONGEST_SENTENCE = 1_000
"""characters; anything longer is not prose, and no rule looks into it"""
_LONGEST_HEADING = 90
"""characters"""
_MOST_WORDS = 14
_FEWEST_FULL = 3
"""lines that show at which width a post is wrapped"""
_WIDEST = 120
"""characters; nobody wraps lines as long as this"""
_LETTER = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.!?:…][\"'”’)\]*_]*$")
_OPEN_END = re.compile(
    r"(?:,|(?:^|\s)(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|but|our|their|its|that"
    r"|which|is|are|was|were|we|as|than)|\([^()]*)$"
)
_NO_HEADING_END = re.compile(rf"[.!:;,…][\"'”’)\]*_]*$|{_OPEN_END.pattern}")
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|dr|prof|mr|ms|mrs|st|no|fig|eq|approx|univ"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[^\W\d_]|\b\d\d?)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the section of the post that it stands in."""

    text: str
    section: int = 0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    level: int
    """of a heading that is marked, from 1"""
    item: bool

    @property
    def looks_like_heading(self) -> bool:
        """Tell whether its own shape allows it to be a heading without a mark."""
        text = self.text
        if self.level or self.item or text[0].islower() or not _LETTER.search(text):
            return False
        if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
            return False
        return not _NO_HEADING_END.search(text)


def all_sentences(sections: Sequence[Section]) -> list[Sentence]:
    """Return the sentences of a post in their order."""
    found = []
    for number, section in enumerate(sections):
        for text in sentences(section.text):
            found.append(Sentence(text, number))
    return found


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text whose paragraphs stand one a line.

    Those longer than `LONGEST_SENTENCE` are left out.
    """
    for paragraph in text.splitlines():
        for sentence in _split(paragraph):
            plain = " ".join(sentence.split())
            if 0 < len(plain) <= LONGEST_SENTENCE:
                yield plain


def _split(paragraph: str) -> Iterator[str]:
    """Yield the sentences of a paragraph; a full stop behind an abbreviation ends none."""
    start = 0
    for end in _END.finditer(paragraph):
        last_word = paragraph[max(start, end.start() - 12) : end.start() + 1]
        if not _ABBREVIATION.search(last_word):
            yield paragraph[start : end.end()]
            start = end.end()
    yield paragraph[start:]


def sections(lines: Sequence[Line], title: str) -> tuple[Section, ...]:
    """Return the text by heading; the first section has none and holds the opening.

    A post opens with its kicker, its title again and its subtitle. They look like
    headings but head nothing, so they stay as text of the first section.
    """
    paragraphs = list(_paragraphs(lines))
    headings = _headings(paragraphs, title)
    found: list[Section] = []
    for start, end in pairwise([-1, *headings, len(paragraphs)]):
        heading = paragraphs[start].text if start >= 0 else None
        text = [paragraph.text for paragraph in paragraphs[start + 1 : end]]
        if heading or text:
            found.append(Section(heading, "\n".join(text)))
    return tuple(found)


def _headings(paragraphs: Sequence[_Paragraph], title: str) -> list[int]:
    """Return which paragraphs are headings; those without a mark only if no two have one."""
    opening = _opening(paragraphs, title)
    marked = []
    unmarked = []
    for number in range(opening, len(paragraphs)):
        if paragraphs[number].level:
            marked.append(number)
        elif _heads_text(paragraphs, number):
            unmarked.append(number)
    if len(marked) > 1:
        return marked
    return sorted(marked + unmarked)


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Paragraph]:
    """Yield paragraphs and headings, with the lines of a wrapped paragraph joined."""
    width = _width(lines)
    paragraph: _Paragraph | None = None
    above = ""
    for line in lines:
        if paragraph and _goes_on(paragraph, above, line, width):
            text = f"{paragraph.text} {line.text}"
            paragraph = _Paragraph(text, 0, paragraph.item)
        else:
            if paragraph:
                yield paragraph
            paragraph = _Paragraph(line.text, line.level, line.item) if line.text else None
        above = line.text
    if paragraph:
        yield paragraph


def _width(lines: Sequence[Line]) -> int:
    """Return the width at which a post is wrapped; 0 where a paragraph is a line."""
    longest = max([len(line.text) for line in lines], default=0)
    full = 0
    for line, below in pairwise(lines):
        full += bool(below.text) and _is_full(line.text, below.text, longest)
    return longest if longest <= _WIDEST and full >= _FEWEST_FULL else 0


def _is_full(above: str, below: str, width: int) -> bool:
    """Tell whether the first word of the next line has no room in a line."""
    return len(above) + 1 + len(below.split(" ", 1)[0]) > width


def _goes_on(paragraph: _Paragraph, above: str, line: Line, width: int) -> bool:
    """Tell whether a paragraph goes on in a line.

    In a wrapped post, its first word found no room above. Else it starts small, or the
    last one hangs.
    """
    if not line.text or line.item or line.level or paragraph.level:
        return False
    if width and _is_full(above, line.text, width):
        return True
    if _OPEN_END.search(above):
        return True
    return line.text[0].islower() and not _ENDED.search(above)


def _opening(paragraphs: Sequence[_Paragraph], title: str) -> int:
    """Return how many paragraphs belong to the post's opening and head nothing."""
    row = 0
    for paragraph in paragraphs:
        if paragraph.level != 1 and not paragraph.looks_like_heading:
            break
        row += 1
    if row == 1 and folded(paragraphs[0].text) != folded(title):
        return 0
    return row


def _heads_text(paragraphs: Sequence[_Paragraph], number: int) -> bool:
    """Tell whether a paragraph has the shape of a heading and stands before text."""
    if number + 1 == len(paragraphs) or not paragraphs[number].looks_like_heading:
        return False
    return not paragraphs[number + 1].looks_like_heading
