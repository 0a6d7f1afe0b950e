"""Which of the lines below a title are its abstract; the rest is the page's furniture.

An abstract may stand on one line or be wrapped, at any width or at random. What the
words of a line do not tell, its place does: a line goes on with the one above where that
one has not ended a sentence, where it is as long as the page's lines are wide, or where
both speak of the same things.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from papercat.readers.furniture import is_menu, is_notice, speaks_to_the_reader
from papercat.readers.listing_style import Style, ends_closed, is_furnished
from papercat.readers.running_text import (
    SHORT,
    begins_in_the_middle,
    is_closed,
    is_open,
    is_prose,
    is_unfinished,
    reads,
    says_more,
    terms,
)
from papercat.readers.wrapping import WIDEST

_MOST_OF = 0.6
"""of the width at which a page is wrapped: a line of text is rarely shorter, but the last"""
_WHOLE = 1 / 3
"""of the longest line: where abstracts stand on one line, a site's sentences are far shorter"""
_ENOUGH_SHARED = 2
"""terms"""


@dataclass(frozen=True, slots=True)
class Block:
    """The lines between one entry's head and the next, without the blank ones."""

    lines: Sequence[str]
    """the first is the title's"""
    style: Style
    last: bool = False
    """whether the page's foot may stand below"""

    def abstract(self) -> list[int]:
        """The numbers of the lines that are the abstract."""
        if self.style.bare and not self.last and self._is_alone():
            return list(range(1, len(self.lines)))
        begin = self._begin()
        if begin is None:
            return []
        kept = [begin]
        for number in range(begin + 1, len(self.lines)):
            if self._goes_on(kept, number):
                kept.append(number)
        return kept

    def _is_alone(self) -> bool:
        """Whether nothing is below the title but the abstract, on a page where that is usual."""
        if not self.style.furnished:
            return True
        return ends_closed(self.lines) and not is_furnished(self.lines)

    def _begin(self) -> int | None:
        """Where the abstract begins: with a line of text, or with the only one there can be."""
        texts = [n for n in range(1, len(self.lines)) if not self._is_furniture([], n)]
        begun = list(filter(self._looks_begun, texts))
        if texts and (self.style.bare or (not begun and self.style.complete)):
            return texts[0]
        if begun and not self.style.broken:
            longest = max(len(self.lines[number]) for number in begun)
            begun = [n for n in begun if len(self.lines[n]) >= _WHOLE * longest]
        return begun[0] if begun else None

    def _looks_begun(self, number: int) -> bool:
        """Whether a line has the shape of an abstract's first."""
        return self._fills(number) or (self._is_text(number) and not self._falls_short(number))

    def _goes_on(self, kept: list[int], number: int) -> bool:
        above, line = self.lines[kept[-1]], self.lines[number]
        closed = is_closed(above)
        full = self._is_full(kept, line)
        furniture = self._is_furniture(kept, number)
        if begins_in_the_middle(line) and (
            (says_more(line) and not furniture) if closed else (full or not is_menu(line))
        ):
            return True
        if not closed and full and (is_open(above) or self._flows(number) or not furniture):
            return True
        if furniture or not self._is_text(number) or (closed and self._hangs(number)):
            return False
        wrapped = self.style.width > 0 and len(above) <= WIDEST
        if closed or len(above) > WIDEST or (wrapped and not full):
            return full or (self.style.broken and not wrapped) or self._shares(kept, line)
        return True

    def _is_furniture(self, kept: list[int], number: int) -> bool:
        """Whether the words of a line are those of a site and not of the paper."""
        line = self.lines[number]
        if is_unfinished(line):
            return False
        if is_menu(line) or is_notice(line):
            return True
        if not speaks_to_the_reader(line) or self._shares(kept, line):
            return False
        return not (self._flows(number) and len(line) > _MOST_OF * self.style.width > 0)

    def _falls_short(self, number: int) -> bool:
        """Whether a line is too short to be a page's first of several, as its others are set."""
        line = self.lines[number]
        below = (n for n in range(number + 1, len(self.lines)) if not self._is_furniture([], n))
        following = next(below, None)
        if following is None or len(line) > SHORT or self._shares([], line):
            return False
        if self.style.width:
            return not self._fills(number)
        return not self.style.broken and len(self.lines[following]) > SHORT

    def _fills(self, number: int) -> bool:
        """Whether the next line's first word finds no room in a line."""
        below = self.lines[number + 1 : number + 2]
        if not self.style.width or not below:
            return False
        return len(self.lines[number]) + 1 + len(below[0].split(" ", 1)[0]) > self.style.width

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
        if says_more(self.lines[number]):
            return False
        return number + 1 == len(self.lines) or self._is_furniture([], number + 1)

    def _is_text(self, number: int) -> bool:
        """Whether a line reads as a part of an abstract rather than a button or a count."""
        line = self.lines[number]
        if self.style.broken and not self.style.width and is_prose(line):
            return True
        return reads(line) or self._flows(number) or len(line) > _MOST_OF * self.style.width > 0

    def _flows(self, number: int) -> bool:
        """Whether the next line begins in the middle of a sentence."""
        below = self.lines[number + 1 : number + 2]
        return bool(below) and begins_in_the_middle(below[0]) and not is_menu(below[0])

    def _shares(self, kept: list[int], line: str) -> bool:
        """Whether a line speaks of what the title and the lines above speak of."""
        before = " ".join([self.lines[0], *(self.lines[number] for number in kept)])
        return len(terms(line) & terms(before)) >= _ENOUGH_SHARED
