"""Which of the lines below a title are its abstract; the rest is the page's furniture.

An abstract may stand on one line or be wrapped, at any width or at random. What the
words of a line do not tell, its place does: a line goes on with the one above where that
one has not ended a sentence, where it is as long as the page's lines are wide, or where
both speak of the same things.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.readers.furniture import is_menu, is_notice

_CLOSED = re.compile(r"[.!?…。．][)\]\"'”’*$}†‡]*$")
_SHORT = 60
"""characters; a button or a menu item is rarely longer, a line of an abstract rarely shorter"""
WIDEST = 200
"""characters; nobody wraps lines as long as this"""
_TERM = re.compile(r"[^\W\d_]{5,}")
_EVERYWHERE = frozenset(
    "about above after author authors these their there those which where while papers paper"
    " other using results research search learn machine learning first between discover"
    " researchers latest data artificial intelligence science every follow ".split()
)
"""words of five letters and more that a site's own sentences share with any paper"""
_ENOUGH_SHARED = 2


@dataclass(frozen=True, slots=True)
class Block:
    """The lines between one entry's head and the next, without the blank ones."""

    lines: Sequence[str]
    """the first is the title's"""
    width: int
    """at which the page's lines are wrapped; 0 where they are not"""

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
        if is_menu(line) or is_notice(line):
            return False
        rest = [text for text in self.lines[number + 1 :] if not is_menu(text)]
        return self._is_text(number) or not any(map(_reads, rest))

    def _goes_on(self, kept: list[int], number: int) -> bool:
        above, line = self.lines[kept[-1]], self.lines[number]
        closed = bool(_CLOSED.search(above))
        full = self._is_full(kept, line)
        if line[0].islower():
            return not (closed and is_menu(line))
        if full and not closed and (self._flows(number) or not is_menu(line)):
            return True
        if is_menu(line) or is_notice(line) or not self._is_text(number):
            return False
        if closed or len(above) > WIDEST:
            return full or self._shares(kept, line)
        return True

    def _is_full(self, kept: list[int], following: str) -> bool:
        """Whether the last line was so long that the next one's first word had to go below."""
        above = len(self.lines[kept[-1]])
        widths = [len(self.lines[number]) for number in kept]
        width = max(widths) if len(widths) > 1 else max(self.width, above * bool(self.width))
        return 0 < width <= WIDEST and above + 1 + len(following.split(" ", 1)[0]) > width

    def _is_text(self, number: int) -> bool:
        """Whether a line reads as a part of an abstract rather than a button or a count."""
        return _reads(self.lines[number]) or self._flows(number)

    def _flows(self, number: int) -> bool:
        """Whether the next line begins in the middle of a sentence."""
        below = self.lines[number + 1 : number + 2]
        return bool(below) and below[0][0].islower() and not is_menu(below[0])

    def _shares(self, kept: list[int], line: str) -> bool:
        """Whether a line speaks of what the title and the lines above speak of."""
        before = " ".join([self.lines[0], *(self.lines[number] for number in kept)])
        return len(_terms(line) & _terms(before)) >= _ENOUGH_SHARED


def _reads(line: str) -> bool:
    return len(line) > _SHORT or bool(_CLOSED.search(line)) or "://" in line


def _terms(text: str) -> set[str]:
    return {word.rstrip("s") for word in _TERM.findall(text.lower())} - _EVERYWHERE


def wrapped_at(blocks: Sequence[Sequence[str]]) -> int:
    """How wide the lines of a page's abstracts are, 0 where most stand on one line each."""
    widths = sorted(
        max(map(len, block[1:]))
        for block in blocks
        if len(block) > 3 and max(map(len, block[1:])) <= WIDEST
    )
    return widths[len(widths) // 2] if 2 * len(widths) >= len(blocks) else 0
