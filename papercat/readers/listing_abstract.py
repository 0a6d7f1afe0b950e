"""Which of the lines below a title are its abstract; the rest is the page's furniture.

An abstract may stand on one line or be wrapped, at any width or at random. What the
words of a line do not tell, its place does: a line goes on with the one above where that
one has not ended a sentence, where it is as long as the page's lines are wide, or where
both speak of the same things.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from papercat.readers.furniture import is_menu, is_notice, speaks_to_the_reader

_CLOSED = re.compile(
    r"(?<!\bet al)(?<!\b[Ff]ig)(?<!\bvs)(?<!\bcf)(?<!\b[A-Z])(?<!\b[a-z]\.[a-z])"
    r"[.!?…。．][)\]\"'”’*$}†‡]*$|://\S+$|\b[\w-]+\.[a-z]{2,4}/\S*$"
)
"""the end of a sentence, or an address, with which many an abstract ends"""
_UNFINISHED = r"a|an|and|are|is|its|of|or|than|that|the|their|these|this|we|where|which|while|whose"
_OPEN = re.compile(
    rf"(?:[,;:([{{–—-]|\b(?:{_UNFINISHED}|as|at|by|for|from|in|into|on|over|to|via|with|within))$"
)
"""what no sentence ends with: the next line goes on"""
_OPEN_AND_NO_BUTTON = re.compile(rf"\b(?:{_UNFINISHED})$")
"""the same without what buttons end with, as in `Sign in` and `Sort by:`"""
_SMALL_WORD = re.compile(rf"\b(?:{_UNFINISHED}|as|at|by|can|for|from|in|into|on|to|with)\b")
"""what buttons do without, and text does not"""
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
_FEWEST_PAIRS = 3
"""neighbouring lines that have to agree on a width"""
_NEARLY_ALL = 0.9
"""of many blocks; of fewer one can't say that they have no furniture"""
_MANY_BLOCKS = 8
"""entries; a site that puts something between them has done so by then"""


@dataclass(frozen=True, slots=True)
class Style:
    """How a page sets its abstracts."""

    width: int
    """at which lines are wrapped; 0 where they are not"""
    broken: bool
    """whether most abstracts stand on several lines"""
    complete: bool
    """whether something stands below every title"""
    bare: bool = False
    """whether, for all one can tell, next to nothing but abstracts wrapped at no width is there"""
    furnished: bool = False
    """whether a site's words stand below an entry, but the last"""


def style_of(blocks: Sequence[Sequence[str]]) -> Style:
    """How a page sets its abstracts, from the lines of its entries, titles first."""
    texts = [
        [line for line in block[1:] if _reads(line) and not (is_menu(line) or is_notice(line))]
        for block in blocks
    ]
    several = sum(len(lines) > 1 for lines in texts)
    width = _width_of(blocks)
    if 2 * sum(any(len(line) > width for line in lines) for lines in texts) > len(texts):
        width = 0
    broken = 2 * several > sum(map(bool, texts))
    return Style(
        width=width,
        broken=broken,
        complete=all(len(block) > 1 for block in blocks if block),
        bare=broken and not width and _is_bare(blocks[:-1]),
        furnished=any(map(_is_furnished, blocks[:-1])),
    )


def _width_of(blocks: Sequence[Sequence[str]]) -> int:
    """The width at which lines are wrapped, or 0: the one that most pairs of lines agree on.

    A pair speaks for every width in which the upper line finds room, but not the next word.
    """
    changes = [0] * (2 * WIDEST + 2)
    pairs = [
        (len(line), len(line) + len(below.split(" ", 1)[0]))
        for block in blocks
        for line, below in pairwise(block[1:])
        if _SHORT // 2 <= len(line) <= WIDEST
    ]
    for least, most in pairs:
        changes[least] += 1
        changes[min(most, 2 * WIDEST) + 1] -= 1
    votes = list(accumulate(changes))
    most_votes = max(votes)
    return votes.index(most_votes) if most_votes >= max(_FEWEST_PAIRS, len(pairs) / 2) else 0


def _is_bare(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether nearly all of many blocks hold an abstract alone, as far as one can tell."""
    few = (1 - _NEARLY_ALL) * len(blocks)
    alone = sum(_ends_closed(block) and not _is_furnished(block) for block in blocks)
    if len(blocks) < _MANY_BLOCKS or len(blocks) - alone > few:
        return False
    return all(
        count <= few for count in Counter(block[1] for block in blocks if block[1:]).values()
    )


def _ends_closed(block: Sequence[str]) -> bool:
    return bool(block and _CLOSED.search(block[-1]))


def _is_furnished(block: Sequence[str]) -> bool:
    """Whether a line below the title is a site's by its words alone."""
    return any(is_menu(line) or is_notice(line) for line in block[1:])


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
        return _ends_closed(self.lines) and not _is_furnished(self.lines)

    def _begin(self) -> int | None:
        """Where the abstract begins: with a line of text, or with the only one there can be."""
        texts = [n for n in range(1, len(self.lines)) if not self._is_furniture([], n)]
        begun = next(filter(self._looks_begun, texts), None)
        if texts and (self.style.bare or (begun is None and self.style.complete)):
            return texts[0]
        return begun

    def _looks_begun(self, number: int) -> bool:
        """Whether a line has the shape of an abstract's first."""
        return self._fills(number) or (self._is_text(number) and not self._falls_short(number))

    def _goes_on(self, kept: list[int], number: int) -> bool:
        above, line = self.lines[kept[-1]], self.lines[number]
        closed = bool(_CLOSED.search(above))
        full = self._is_full(kept, line)
        furniture = self._is_furniture(kept, number)
        if _is_middle(line) and (
            (_says_more(line) and not furniture) if closed else (full or not is_menu(line))
        ):
            return True
        if not closed and full and (_OPEN.search(above) or self._flows(number) or not furniture):
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
        if _OPEN_AND_NO_BUTTON.search(line):
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
        if following is None or len(line) > _SHORT or self._shares([], line):
            return False
        if self.style.width:
            return not self._fills(number)
        return not self.style.broken and len(self.lines[following]) > _SHORT

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
        if _says_more(self.lines[number]):
            return False
        return number + 1 == len(self.lines) or self._is_furniture([], number + 1)

    def _is_text(self, number: int) -> bool:
        """Whether a line reads as a part of an abstract rather than a button or a count."""
        line = self.lines[number]
        if self.style.broken and not self.style.width and _is_prose(line):
            return True
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
    if line[0].islower():
        return line.split(" ", 1)[0].islower() or not is_menu(line)
    if line[0] in "([{$\\":
        return not is_menu(line)
    return line[0] in ")].,;:%" and not line.startswith("..")


def _reads(line: str) -> bool:
    return len(line) > _SHORT or bool(_CLOSED.search(line)) or "://" in line or "\\" in line


def _is_prose(line: str) -> bool:
    """Whether a line has several of the words that hold a sentence together."""
    return len(line) > _SHORT // 2 and len(_SMALL_WORD.findall(line)) > 1


def _says_more(line: str) -> bool:
    return _reads(line) or bool(_OPEN_AND_NO_BUTTON.search(line))


def _terms(text: str) -> set[str]:
    return {word.rstrip("s") for word in _TERM.findall(text.lower())} - _EVERYWHERE
