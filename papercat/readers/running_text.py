"""What running text looks like, line by line, as against a site's buttons and menus."""

import re

from papercat.readers.furniture import is_menu

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
SHORT = 60
"""characters; a button or a menu item is rarely longer, a line of an abstract rarely shorter"""
_TERM = re.compile(r"[^\W\d_]{5,}")
_SAID_EVERYWHERE = """
about above after author authors these their there those which where while papers paper other
using results research search learn machine learning first between discover researchers latest
data artificial intelligence science every follow
"""
"""words of five letters and more that a site's own sentences share with any paper"""
_EVERYWHERE = frozenset(_SAID_EVERYWHERE.split())


def is_closed(line: str) -> bool:
    """Whether a line ends as a sentence or an abstract does."""
    return bool(_CLOSED.search(line))


def is_open(line: str) -> bool:
    """Whether a line ends as no sentence does."""
    return bool(_OPEN.search(line))


def is_unfinished(line: str) -> bool:
    """Whether a line ends as neither a sentence nor a button does."""
    return bool(_OPEN_AND_NO_BUTTON.search(line))


def begins_in_the_middle(line: str) -> bool:
    """Whether a line begins as a sentence rarely does."""
    if line[0].islower():
        return line.split(" ", 1)[0].islower() or not is_menu(line)
    if line[0] in "([{$\\":
        return not is_menu(line)
    return line[0] in ")].,;:%" and not line.startswith("..")


def reads(line: str) -> bool:
    """Whether a line is as long as text, or has in it what buttons have not."""
    return len(line) > SHORT or is_closed(line) or "://" in line or "\\" in line


def is_prose(line: str) -> bool:
    """Whether a line has several of the words that hold a sentence together."""
    return len(line) > SHORT // 2 and len(_SMALL_WORD.findall(line)) > 1


def says_more(line: str) -> bool:
    """Whether a line reads as text, or ends in the middle of a sentence."""
    return reads(line) or is_unfinished(line)


def terms(text: str) -> set[str]:
    """The words by which one can tell what a text speaks of, singular and plural as one."""
    return {word.rstrip("s") for word in _TERM.findall(text.lower())} - _EVERYWHERE
