"""An entry's head line: its categories, a date and badges, mostly glued."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.importing.formats.listing.dates import DATE
from papercat.importing.formats.listing.title_line import is_title
from papercat.papers.taxonomy import archives, full_codes

_CODE = r"[A-Za-z][A-Za-z-]{0,11}?(?:\.[A-Za-z-]{2,12}?)?"
_IN_WORDS = rf"(?:[A-Z][\w ,&/-]{{2,50}} ?\({_CODE}\))"
"""`Computer Vision (cs.CV)`"""
_PICTURES = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
_HEAD = re.compile(
    r"(?:(?:\d{1,4}[.)]|\[\d{1,4}\]|[*•#>-]{1,3}) )?"
    rf"(?P<codes>{_CODE}(?:, ?{_CODE}){{0,9}}|{_IN_WORDS})(?: ?\+ ?\d{{1,2}})?"
    rf"(?P<gap>[ ·|,•-]{{0,3}})(?P<date>{DATE})(?P<badge>.{{0,80}})"
)
"""a list's sign, categories, how many more there are, a date and badges"""
_BADGE = re.compile(
    rf"(?:[ ·|,•]{{0,3}}(?:[A-Z(\[{_PICTURES}]|(?<=[·|•] )\w)[^.!?]{{0,40}})?| v\d{{1,2}}"
)
"""what stands behind a date that is not glued to its category"""
_TEXT = re.compile(r" [a-z]+ .*")
"""what goes on behind a date as no badge does"""
_BEHIND_TEXT = re.compile(
    rf"(?<=[.!?…)\]}}\"”$])(?P<head>{_CODE}(?:{DATE})(?:[A-Z][A-Za-z]{{0,20}})?)$"
)
"""a head glued to the abstract above, where two files without a line end were put together"""
_HAS_CODE = re.compile(
    r"(?<!No )(?<!NO )(?:Codes?(?:v\d+)?(?![a-z])|CODE(?![A-Z]))|(?<!No )\bcode\b"
)
_UNKNOWN_CODE = re.compile(r"[A-Z]{2}|[a-z]{2,8}-[a-z]{2,4}|[a-z-]{2,8}\.[A-Z]{2}")
"""a category that arXiv may have by the time the page is copied"""
_LONGEST_HEAD = 120
_SOON = 4
"""lines among which a title stands below a head"""


@dataclass(frozen=True, slots=True)
class Head:
    """A head line taken apart; each part as printed."""

    codes: tuple[str, ...]
    """of the categories, the primary one first"""
    date: str
    badge: str

    @property
    def has_code(self) -> bool:
        """Whether one of the badges says that there is code."""
        return bool(_HAS_CODE.search(self.badge))


def read_head(line: str) -> Head | None:
    """The parts of a head line, or None where the line is something else.

    `Updated May 6, 2022` and `in May 2022` are none: a code is one that arXiv has or
    might have, and a short one before `today` stands glued to it. Behind a code and a date
    that touch any badge may stand, else only what looks like one.
    """
    if len(line) > _LONGEST_HEAD:
        return None
    found = _HEAD.fullmatch(line)
    if not found:
        return None
    gap, date, badge = found["gap"], found["date"], found["badge"]
    codes = re.findall(r"\(([^()]+)\)", found["codes"]) or re.split(", ?", found["codes"])
    if not all(map(_may_be_a_code, codes)):
        return None
    if _TEXT.fullmatch(badge) if not gap else not _BADGE.fullmatch(badge):
        return None
    if gap == " " and "." not in codes[-1] and not any(map(str.isdigit, date)):
        return None
    return Head(tuple(codes), date, badge.strip(" ·|,•"))


def is_glued_head(line: str) -> bool:
    """Whether a line is a head whose last category touches the date."""
    head = read_head(line)
    return head is not None and line.startswith(head.codes[-1] + head.date)


def _may_be_a_code(code: str) -> bool:
    if any(full.endswith(code) for full in full_codes(code)) or _UNKNOWN_CODE.fullmatch(code):
        return True
    return "." in code and code.partition(".")[0] in archives()


def heads_behind_text(page: Sequence[str]) -> dict[int, str]:
    """The heads that stand at the end of another line, by the line's place; a title is next."""
    found = {}
    for at, line in enumerate(page):
        head = _BEHIND_TEXT.search(line, max(0, len(line) - _LONGEST_HEAD))
        if head and read_head(head["head"]) and not read_head(line):
            below = next(filter(None, page[at + 1 : at + _SOON]), "")
            if below and is_title(below):
                found[at] = head["head"]
    return found
