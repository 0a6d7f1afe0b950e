"""Which line below an entry's head is its title; a site may have others between."""

import re
from collections.abc import Sequence
from itertools import dropwhile, islice

from papercat.importing.formats.listing.dates import DATE
from papercat.importing.formats.listing.known_site_lines import is_menu, is_notice
from papercat.importing.formats.listing.splitting.line import narrow_candidates, take_apart
from papercat.importing.formats.listing.splitting.split import split_line
from papercat.papers.taxonomy import full_codes

_SHORT = 60
"""characters; titles with their authors are rarely shorter"""
_LONGEST = 400
"""characters; no title with its authors is longer"""
_SOON = 4
"""lines that are looked at below one that may be a title"""
_DATE = re.compile(rf"{DATE}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}")
_CODE = re.compile(
    r"(?:[*#•-] ?)?(?P<code>[A-Z]{2}|[a-z-]{2,8}\.[A-Za-z]{2}|[a-z-]{2,8}-[a-z]{2,4})"
    r"(?![A-Za-z.])(?=.*\d)|(?P<before>[A-Z]{2})(?=(?:last|about|over|almost|just) )"
)
"""how a head begins whose date can't be read: `AI05.06.22`, `AIlast week`"""
_LIKELY = 0.5
_HARDLY, _SURELY = 0.9, 0.99
"""one title in a thousand is read less surely, and hardly a site's line as surely"""


def from_title(body: Sequence[int], page: Sequence[str]) -> Sequence[int]:
    """The line numbers from a title on, without the furniture between it and its head."""
    rest = list(dropwhile(lambda at: is_furniture(page[at]), body))
    for number, at in enumerate(rest):
        if is_furniture(page[at]):
            continue
        if is_title(page[at]):
            return rest[_surest(rest, number, page) :]
        if _is_running_text(page[at]):
            break
    return rest


def up_to_the_next(body: Sequence[int], page: Sequence[str]) -> Sequence[int]:
    """The lines of one entry: where another title stands, its head could not be read.

    A title is told from a line of an abstract where more than authors are glued to it, or
    where what stands above it is short and has a date, as a head has.
    """
    for number in range(1, len(body)):
        line = page[body[number]]
        if _is_surely_glued(line):
            return body[:number]
        if number > 1 and is_entry(page[body[number - 1]], line):
            return body[: number - 1]
    return body


def is_entry(above: str, line: str) -> bool:
    """Whether two lines that stand below each other are an entry's, though its head can't be read.

    What is above is short and has a date, or begins with a category as heads do.
    """
    return _resembles_a_head(above) and not _resembles_a_head(line) and is_surely_title(line)


def _resembles_a_head(line: str) -> bool:
    if len(line) > _SHORT:
        return False
    begins = _CODE.match(line)
    return bool(_DATE.search(line) or (begins and full_codes(begins["code"] or begins["before"])))


def is_surely_title(line: str) -> bool:
    """Whether a line is a title glued to authors beyond doubt."""
    return len(line) <= _LONGEST and is_title(line) and sure_of(line) > _SURELY


def _surest(body: Sequence[int], number: int, page: Sequence[str]) -> int:
    """Which line is the title: this one, or one soon below it that is one far more surely.

    That is one to which more than authors are glued, where this has nothing of the kind; or the
    next, where this one is doubtful, or as short as a chip and less likely.
    """
    if is_glued(page[body[number]]):
        return number
    following = (n for n in range(number + 1, len(body)) if not is_furniture(page[body[n]]))
    below = list(islice(following, _SOON))
    for each in below:
        if _is_surely_glued(page[body[each]]):
            return each
        if len(page[body[each]]) > _SHORT:
            break  # an abstract
    if not below or not is_title(page[body[below[0]]]):
        return number
    this, next_one = sure_of(page[body[number]]), sure_of(page[body[below[0]]])
    doubtful = this < (_HARDLY if len(page[body[number]]) > _SHORT else next_one)
    return below[0] if doubtful and next_one > _SURELY else number


def is_furniture(line: str) -> bool:
    """Whether a line is a site's by its words alone."""
    return is_menu(line) or is_notice(line)


def _is_running_text(line: str) -> bool:
    return len(line) > _SHORT and not line.endswith((".", "!", "?"))


def is_title(line: str) -> bool:
    """Whether a line is a title glued to authors rather than running text or a button.

    Where its shape is a button's or a sentence's (`Google DeepMind`), the split has to be likely.
    """
    if is_glued(line):
        return True
    if not narrow_candidates(take_apart(line)):
        return False
    if not line.endswith("."):
        if len(line) > _SHORT:
            return True
    elif not line.rsplit(" ", 1)[-1][0].isupper():
        return False
    return sure_of(line) > _LIKELY


def _is_surely_glued(line: str) -> bool:
    if len(line) > _LONGEST or line[0].islower():  # text, in which others' work is told of
        return False
    return is_glued(line) and sure_of(line) > _SURELY


def is_glued(line: str) -> bool:
    """Whether `et al.` or organisations stand behind the authors."""
    parts = take_apart(line)
    return parts.truncated or bool(parts.organisations)


def sure_of(line: str) -> float:
    """How surely a line is a title glued to authors."""
    return split_line(line).best.probability
