"""Which of the lines below a title are its abstract; the rest is the page's furniture.

An abstract may stand on one line or be wrapped, at any width or at random. What the
words of a line do not tell, its place does: a line goes on with the one above where that
one has not ended a sentence, where it is as long as the page's lines are wide, or where
both speak of the same things.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from papercat.readers.furniture import is_menu, is_notice, speaks_to_the_reader

_CLOSED = re.compile(
    r"(?<!\bet al)(?<!\be\.g)(?<!\bi\.e)(?<!\b[Ff]ig)(?<!\bvs)(?<!\bcf)(?<!\b[A-Z])"
    r"[.!?…。．][)\]\"'”’*$}†‡]*$|://\S+$"
)
"""the end of a sentence, or an address, with which many an abstract ends"""
_SHORT = 60
"""characters; a button or a menu item is rarely longer, a line of an abstract rarely shorter"""
WIDEST = 200
"""characters; nobody wraps lines as long as this"""
_MOST_OF = 0.6
"""of the width at which a page is wrapped: a line of text is rarely shorter, but the last"""
_TERM = re.compile(r"[^\W\d_]{5,}")
_SAID_EVERYWHERE = """
about above after author authors these their there those which where while papers paper other
using results research search learn machine learning first between discover researchers latest
data artificial intelligence science every follow
"""
"""words of five letters and more that a site's own sentences share with any paper"""
_EVERYWHERE = frozenset(_SAID_EVERYWHERE.split())
_ENOUGH_SHARED = 2


@dataclass(frozen=True, slots=True)
class Style:
    """How a page sets its abstracts."""

    width: int
    """at which lines are wrapped; 0 where they are not"""
    broken: bool
    """whether most abstracts stand on several lines"""
    complete: bool
    """whether something stands below every title"""


def style_of(blocks: Sequence[Sequence[str]]) -> Style:
    """How a page sets its abstracts, from the lines of its entries, titles first."""
    texts = [
        [line for line in block[1:] if _reads(line) and not (is_menu(line) or is_notice(line))]
        for block in blocks
    ]
    widths = sorted(max(map(len, block[1:])) for block in blocks if _is_wrapped(block[1:]))
    several = sum(len(lines) > 1 for lines in texts)
    return Style(
        width=widths[len(widths) // 2] if 2 * len(widths) >= len(blocks) else 0,
        broken=2 * several > sum(map(bool, texts)),
        complete=all(len(block) > 1 for block in blocks if block),
    )


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines are as long as one width lets them be, all but a few."""
    width = max(map(len, lines), default=0)
    if len(lines) < 3 or width > WIDEST:
        return False
    loose = sum(
        len(line) + 1 + len(below.split(" ", 1)[0]) <= width for line, below in pairwise(lines)
    )
    return loose <= 1 + len(lines) // 8


@dataclass(frozen=True, slots=True)
class Block:
    """The lines between one entry's head and the next, without the blank ones."""

    lines: Sequence[str]
    """the first is the title's"""
    style: Style

    def abstract(self) -> list[int]:
        """The numbers of the lines that are the abstract."""
        kept: list[int] = []
        for number in range(1, len(self.lines)):
            if self._goes_on(kept, number) if kept else self._begins(number):
                kept.append(number)
        return kept

    def _begins(self, number: int) -> bool:
        """Whether the abstract can begin here: with text, or with the only line there is."""
        line = self.lines[number]
        if self._is_furniture([], line):
            return False
        if self._is_text(number):
            return True
        rest = [text for text in self.lines[number + 1 :] if not self._is_furniture([], text)]
        return self.style.complete and not any(map(_reads, rest))

    def _goes_on(self, kept: list[int], number: int) -> bool:
        above, line = self.lines[kept[-1]], self.lines[number]
        closed = bool(_CLOSED.search(above))
        full = self._is_full(kept, line)
        furniture = self._is_furniture(kept, line)
        if _is_middle(line) and (not closed or (_reads(line) and not furniture)):
            return True
        if full and not closed and (self._flows(number) or not furniture):
            return True
        if furniture or not self._is_text(number) or (closed and self._hangs(number)):
            return False
        if closed or len(above) > WIDEST:
            wrapped = self.style.width and len(above) <= WIDEST
            return full or (self.style.broken and not wrapped) or self._shares(kept, line)
        return True

    def _is_furniture(self, kept: list[int], line: str) -> bool:
        """Whether the words of a line are those of a site and not of the paper."""
        if is_menu(line) or is_notice(line):
            return True
        return speaks_to_the_reader(line) and not self._shares(kept, line)

    def _is_full(self, kept: list[int], following: str) -> bool:
        """Whether the last line was so long that the next one's first word had to go below."""
        above = len(self.lines[kept[-1]])
        width = max(len(self.lines[number]) for number in kept)
        if self.style.width:
            width = self.style.width if len(kept) == 1 else min(width, self.style.width)
        elif len(kept) == 1:
            return False
        return above <= WIDEST and above + 1 + len(following.split(" ", 1)[0]) > width

    def _hangs(self, number: int) -> bool:
        """Whether a line neither ends a sentence nor has text below: no end of an abstract."""
        below = self.lines[number + 1 : number + 2]
        return not _reads(self.lines[number]) and all(self._is_furniture([], b) for b in below)

    def _is_text(self, number: int) -> bool:
        """Whether a line reads as a part of an abstract rather than a button or a count."""
        line = self.lines[number]
        return _reads(line) or self._flows(number) or len(line) > _MOST_OF * self.style.width > 0

    def _flows(self, number: int) -> bool:
        """Whether the next line begins in the middle of a sentence."""
        below = self.lines[number + 1 : number + 2]
        return bool(below) and _is_middle(below[0]) and not is_menu(below[0])

    def _shares(self, kept: list[int], line: str) -> bool:
        """Whether a line speaks of what the title and the lines above speak of."""
        before = " ".join([self.lines[0], *(self.lines[number] for number in kept)])
        return len(_terms(line) & _terms(before)) >= _ENOUGH_SHARED


def _is_middle(line: str) -> bool:
    """Whether a line begins as a sentence rarely does."""
    return line[0].islower() or (line[0] in "([{$\\,;" and not is_menu(line))


def _reads(line: str) -> bool:
    return len(line) > _SHORT or bool(_CLOSED.search(line)) or "://" in line


def _terms(text: str) -> set[str]:
    return {word.rstrip("s") for word in _TERM.findall(text.lower())} - _EVERYWHERE
