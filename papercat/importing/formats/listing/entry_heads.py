"""The head line of an entry: its categories, a date and badges, mostly glued."""

import re
from dataclasses import dataclass

from papercat.importing.formats.listing.dates import DATE
from papercat.papers.subjects import archives, full_codes

_CODE = r"[A-Za-z][A-Za-z-]{0,11}?(?:\.[A-Za-z-]{2,12}?)?"
_IN_WORDS = rf"(?:[A-Z][\w ,&/-]{{2,50}} ?\({_CODE}\))"
"""`Computer Vision (cs.CV)`"""
_PICTURES = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
_HEAD = re.compile(
    r"(?:(?:\d{1,4}[.)]|\[\d{1,4}\]|[*•#>-]{1,3}) )?"  # the sign of a list
    rf"(?P<codes>{_CODE}(?:, ?{_CODE}){{0,9}}|{_IN_WORDS})(?: ?\+ ?\d{{1,2}})?"
    rf"(?P<gap>[ ·|,•-]{{0,3}})(?P<date>{DATE})(?P<badge>.{{0,80}})"
)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_BADGE = re.compile(
    rf"(?:[ ·|,•]{{0,3}}(?:[A-Z(\[{_PICTURES}]|(?<=[·|•] )\w)[^.!?]{{0,40}})?| v\d{{1,2}}"
)
"""a badge behind a date that is not glued to its category"""
_NO_TEXT = re.compile(r"(?! [a-z]+ ).*")
_WORDS = re.compile(r"[^.\d]*")
_BEHIND_TEXT = re.compile(rf"(?<=[.!?…)\]}}\"”$]){_CODE}(?:{DATE})(?:[A-Z][A-Za-z]{{0,20}})?$")
"""a head glued to an abstract, where two files without a final line end were joined"""
_HAS_CODE = re.compile(
    r"(?<!No )(?<!NO )(?:Codes?(?:v\d+)?(?![a-z])|CODE(?![A-Z]))|(?<!No )\bcode\b"
)
_UNKNOWN_CODE = re.compile(r"[A-Z]{2}|[a-z]{2,8}-[a-z]{2,4}|[a-z-]{2,8}\.[A-Z]{2}")
"""a category that arXiv may have by the time the page is copied"""
_LONGEST_HEAD = 120
_UNREADABLE = re.compile(
    r"(?:[*#•-] ?)?(?P<code>[A-Z]{2}|[a-z-]{2,8}\.[A-Za-z]{2}|[a-z-]{2,8}-[a-z]{2,4})"
    r"(?![A-Za-z.])(?=.*\d)|(?P<before>[A-Z]{2})(?=(?:last|about|over|almost|just) )"
)
"""the beginning of a head whose date can't be read: `AI05.06.22`, `AIlast week`"""
_DATE = re.compile(rf"{DATE}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}")
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a head line, as printed."""

    codes: tuple[str, ...]
    """of the categories, the primary one first"""
    date: str
    badge: str
    glued: bool
    """True if the last category touches the date"""

    @property
    def has_code(self) -> bool:
        """True if a badge says that there is code."""
        return _HAS_CODE.search(self.badge) is not None


def read_head(line: str) -> Head | None:
    """Return the parts of a head line, or None for other lines.

    `Updated May 6, 2022` and `in May 2022` are not heads: a code is one that arXiv has or
    might have. Any badge may follow a code and a date that touch.
    """
    if len(line) > _LONGEST_HEAD:
        return None
    found = _HEAD.fullmatch(line)
    if not found:
        return None
    gap, date, badge = found["gap"], found["date"], found["badge"]
    codes = _IN_BRACKETS.findall(found["codes"])
    if not codes:
        codes = re.split(", ?", found["codes"])
    as_badge = _NO_TEXT
    if gap:
        as_badge = _BADGE
    if not as_badge.fullmatch(badge):
        return None
    if gap == " " and _WORDS.fullmatch(codes[-1] + date):
        return None  # `IT today`
    if not all(map(_may_be_code, codes)):
        return None
    return Head(tuple(codes), date, badge.strip(" ·|,•"), glued=not gap)


def head_behind_text(line: str) -> str:
    """Return the head that is glued to the end of a line of text, or ""."""
    found = _BEHIND_TEXT.search(line, max(0, len(line) - _LONGEST_HEAD))
    if found and read_head(found[0]) and not read_head(line):
        return found[0]
    return ""


def resembles_head(line: str) -> bool:
    """Return whether a short line has a date or begins with a category."""
    if len(line) > _SHORT:
        return False
    if _DATE.search(line):
        return True
    begins = _UNREADABLE.match(line)
    if begins is None:
        return False
    code = begins["code"] or begins["before"]
    return bool(full_codes(code))


def _may_be_code(code: str) -> bool:
    """Return whether arXiv has a category, or may have it by the time the page is copied."""
    if _UNKNOWN_CODE.fullmatch(code) or code.partition(".")[0] in archives():
        return True
    return any(full.endswith(code) for full in full_codes(code))
