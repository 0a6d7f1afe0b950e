"""Which line below an entry's head is its title; a site may have others between."""

from collections.abc import Sequence
from itertools import dropwhile

from papercat.infer.boundary.line import narrow_candidates, take_apart
from papercat.infer.boundary.split import GluedLine, split_page
from papercat.infer.furniture import is_menu, is_notice

_SHORT = 60
"""characters; titles with their authors are rarely shorter"""
_LIKELY = 0.5
_HARDLY, _SURELY = 0.9, 0.99
"""one title in a thousand is read less surely, and hardly a site's line as surely"""


def from_title(body: Sequence[int], page: Sequence[str]) -> Sequence[int]:
    """The line numbers from a title on, without the furniture between it and its head."""
    rest = list(dropwhile(lambda at: _is_furniture(page[at]), body))
    for number, at in enumerate(rest):
        if _is_furniture(page[at]):
            continue
        if _is_title(page[at]):
            return rest[_surest(rest, number, page) :]
        if _is_running_text(page[at]):
            break
    return rest


def _surest(body: Sequence[int], number: int, page: Sequence[str]) -> int:
    """Which line is the title: this one, or the next where that is one surely, and this is not."""
    following = (n for n in range(number + 1, len(body)) if not _is_furniture(page[body[n]]))
    below = next(following, None)
    if below is None or not _is_title(page[body[below]]):
        return number
    doubtful = _sure(page[body[number]]) < _HARDLY
    return below if doubtful and _sure(page[body[below]]) > _SURELY else number


def _is_furniture(line: str) -> bool:
    return is_menu(line) or is_notice(line)


def _is_running_text(line: str) -> bool:
    return len(line) > _SHORT and not line.endswith((".", "!", "?"))


def _is_title(line: str) -> bool:
    """Whether a line is a title glued to authors rather than running text or a button.

    Where its shape is a button's or a sentence's (`Google DeepMind`), the split has to be likely.
    """
    parts = take_apart(line)
    if parts.truncated or parts.organisations:
        return True
    if not narrow_candidates(parts):
        return False
    if not line.endswith("."):
        if len(line) > _SHORT:
            return True
    elif not line.rsplit(" ", 1)[-1][0].isupper():
        return False
    return _sure(line) > _LIKELY


def _sure(line: str) -> float:
    """How surely a line is a title glued to authors: 1 where more is glued to these."""
    parts = take_apart(line)
    if parts.truncated or parts.organisations:
        return 1
    (split,) = split_page([GluedLine(line, "")])
    return split.best.probability
