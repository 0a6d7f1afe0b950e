"""The head line of an entry: its categories, a date and badges, mostly glued.

A listing writes `May 6, 2022`, or `Jan 30` in the year in which the page was copied; others
write `2022-05-06`, `6 May 2022`, `today` or `3 days ago`. The day of the import is an argument.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from papercat.papers.model import Certainty, Doubt
from papercat.papers.subjects import archives, full_codes
from papercat.text.partial_date import MONTHS

_NAMES = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
MONTH_NAME = rf"(?:{_NAMES}|{_NAMES.upper()})"
_MONTH = rf"(?P<month>{MONTH_NAME})\.?"
_WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
_YEAR_BEHIND = r"(?:(?:, ?|(?= \d{4}(?!\d)) )(?P<year>\d{4}))?"
_SHAPES = (
    rf"{_WEEKDAY}{_MONTH} (?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?{_YEAR_BEHIND}",
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}(?:,?[ -](?P<year>\d{{4}}))?",
    rf"{_MONTH} (?P<year>\d{{4}})",
    r"(?P<year>\d{4})[-/.](?P<number>\d\d)[-/.](?P<day>\d\d)",
    r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})",
)
_PATTERNS = [re.compile(shape) for shape in _SHAPES]
_NUMBERS = ("year", "number", "day", "one", "other")
_DAYS = {"d": 1, "w": 7, "mo": 30, "y": 365}
"""beginning of a unit of time → its days; hours, minutes and seconds have none"""
_AGO = (
    r"(?:(?:about|over|almost|around|nearly) )?(?P<count>an? |\d{1,3} ?)"
    r"(?P<unit>mo|[smhdwy])[a-z]{0,6} ago"
)
_RELATIVE = re.compile(_AGO, re.IGNORECASE)
_NAMED_DAYS = {"today": 0, "just now": 0, "yesterday": 1}

_ANY_SHAPE = "|".join([*_SHAPES, rf"(?i:today|yesterday|just now|{_AGO})"])
DATE = f"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _ANY_SHAPE)})"
"""A regular expression for every date that `read_date` understands."""

_RECENT = 3
"""the latest years with entries, which tell how many a year has"""
_THIS_YEAR = 3
"""how many times likelier than another year it is that a page was copied in this year"""
_SURE_YEAR = 0.8
"""a less likely year is doubted"""
_UNDATED_PAGE = 0.7
"""how likely a page that writes no year was copied in this year"""
_MOST_SILENT = 5
"""years without entries after which a page can hardly go on"""
_MOST_YEARS = 3
"""other years that a doubt offers"""

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


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as far as it is written. `days_ago` is set for `3 days ago` alone."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    days_ago: int | None = None

    def in_year(self, year: int) -> str | None:
        """Return the date in a year, as `2022-05-06`, or None if there is no such day."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(year, self.month, self.day).isoformat()
        except ValueError:
            return None

    def stated(self) -> str | None:
        """Return the date as precisely as it is written, or None if it has no year."""
        if not self.year:
            return None
        if self.day is not None:
            return self.in_year(self.year)
        if self.month:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}"


def read_date(text: str) -> WrittenDate | None:
    """Return the parts of a date, or None if listings don't write dates like this."""
    text = text.strip()
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(text):
            return _from_parts(found.groupdict(""))
    if text.lower() in _NAMED_DAYS:
        return WrittenDate(days_ago=_NAMED_DAYS[text.lower()])
    found = _RELATIVE.fullmatch(text)
    if not found:
        return None
    count = 1
    if found["count"].strip().isdigit():
        count = int(found["count"])
    return WrittenDate(days_ago=count * _DAYS.get(found["unit"].lower(), 0))


def _from_parts(parts: dict[str, str]) -> WrittenDate | None:
    """Return the date that has these parts, or None if there is no such month."""
    year, month, day, one, other = [int(parts.get(name) or 0) for name in _NUMBERS]
    if parts.get("month"):
        month = MONTHS.index(parts["month"][:3].lower()) + 1
    elif one:
        month, day = sorted((one, other))
        if month < day <= len(MONTHS):
            return WrittenDate(year)  # day first or month first
    if not 1 <= month <= len(MONTHS):
        return None
    return WrittenDate(year or None, month, day or None)


@dataclass(frozen=True, slots=True)
class PageDay:
    """The day on which a page was copied, as far as it is known."""

    year: int
    day: date | None
    """None if only the year is known"""
    reason: str
    certainty: Certainty
    confidence: float = 1.0
    """how likely the year is right"""
    other_years: tuple[int, ...] = ()
    """years in which the page may have been copied as well, the likeliest first"""


def page_day(written: Iterable[WrittenDate], as_of: date | None, today: date) -> PageDay:
    """Return the day that the user gave, or the year that the page's dates imply.

    The site leaves out the current year only, so a page with such dates was copied after the
    latest year on it. The first such year is taken, to get the same dates in every later year.
    `today` decides if the page writes no year, or this year too.
    """
    if as_of:
        reason = f"the page was copied on {as_of.isoformat()}, as given"
        return PageDay(as_of.year, as_of, reason, Certainty.USER)
    years = sorted(seen.year for seen in written if seen.year)
    if not years:
        reason = f"the page writes no year at all; it was read in {today.year}"
        last_year = (today.year - 1,)
        return PageDay(today.year, today, reason, Certainty.CLOCK, _UNDATED_PAGE, last_year)
    latest = _latest_year(years, today.year)
    if latest == today.year:
        reason = f"the page writes {latest} in other dates; it was read in {latest}"
        return PageDay(latest, None, reason, Certainty.CLOCK, _UNDATED_PAGE, (latest + 1,))
    year = latest + 1
    reason = f"the page leaves out the current year, and the latest it writes is {latest}"
    recent = [written for written in years if latest - _RECENT < written <= latest]
    confidence, others = _year_odds(year, today.year, len(recent) / _RECENT)
    return PageDay(year, None, reason, Certainty.PAGE, confidence, others)


def _latest_year(years: Sequence[int], this_year: int) -> int:
    """Return the latest year that a page writes.

    The clock may be wrong: a later year is a misprint if it is written once, but not if it is
    written again.
    """
    believed = [year for year in years if year <= this_year or years.count(year) > 1]
    return max(believed or years)


def _year_odds(year: int, this_year: int, rate: float) -> tuple[float, tuple[int, ...]]:
    """Return how likely a page was copied in a year, and the likeliest of the years after it.

    A page of `rate` entries a year has no entry of some year with a probability of
    exp(-rate). Most pages are imported in the year in which they were copied.
    """
    odds: dict[int, float] = {}
    for other in range(year, min(this_year, year + _MOST_SILENT) + 1):
        odds[other] = exp(-rate * (other - year))
    if this_year in odds and this_year > year:
        odds[this_year] *= _THIS_YEAR
    confidence = 1 / sum(odds.values()) if odds else 1.0
    others = sorted(odds.keys() - {year}, key=lambda other: (-odds[other], other))
    return confidence, tuple(others[:_MOST_YEARS])


def year_doubt(written: WrittenDate, page: PageDay) -> Doubt | None:
    """Return a doubt about the year of a date, if another year is likely enough."""
    if written.year or written.days_ago is not None or page.confidence >= _SURE_YEAR:
        return None
    dates = [written.in_year(year) for year in page.other_years]
    others = [date for date in dates if date]
    when = f"in {page.year} or later"
    if page.other_years and page.other_years[0] < page.year:
        when = f"in {page.year} or earlier"
    reason = (
        f"no year is written; the page was copied {when};"
        " if you know when, import it again with --as-of"
    )
    return Doubt("published", round(page.confidence, 3), reason, tuple(others))


def complete(written: WrittenDate, page: PageDay) -> tuple[str | None, str | None]:
    """Return the full date, and the reason if part of it is inferred.

    There is no date if it can't be known: a relative one on a page of unknown day, or a day
    that its month doesn't have.
    """
    if stated := written.stated():
        return stated, None
    if written.days_ago is not None:
        return _count_back(written.days_ago, page)
    if written.year is not None:
        return None, "there is no such day"
    latest = "9999"
    if page.day:
        latest = page.day.isoformat()
    for year in range(page.year, page.year - 8, -1):  # 29 February may need eight years
        found = written.in_year(year)
        if found and found <= latest:
            return found, f"no year is written; {page.reason}"
    return None, "there is no such day"


def _count_back(days: int, page: PageDay) -> tuple[str | None, str]:
    """Return the date that is so many days before the page's day, with its reason."""
    if page.day is None:
        return None, "counted back from a day that the page does not tell; give --as-of"
    try:
        then = page.day - timedelta(days=days)
    except OverflowError:  # before the year 1
        return None, "there is no such day"
    return then.isoformat(), f"{days} days before the page's day; {page.reason}"
