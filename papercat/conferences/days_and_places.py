"""When and where: moments of publication, the days of an event, its city and country."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta, timezone

from dateutil import parser

from papercat.conferences.post_words import UPPER, either, post_words

LONGEST = timedelta(days=21)
"""no conference lasts longer"""

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = (
    r"(?:(?:T|,?\s)(?P<clock>\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?)"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d|[A-Z]{1,4})?)?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s)?"
_MOMENTS = (
    # Fri, 03 May 2024 13:39:00 +0000
    re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})\s{MONTH},?\s[12]\d{{3}}{_CLOCK}", re.ASCII),
    # May 3, 2024
    re.compile(rf"{_WEEKDAY}{MONTH}\s(?P<day>\d{{1,2}}),?\s[12]\d{{3}}{_CLOCK}", re.ASCII),
    # 2024-05-03T13:39:00Z, 2024-05
    re.compile(rf"[12]\d{{3}}-\d\d(?:-(?P<day>\d\d){_CLOCK})?", re.ASCII),
)
_ZONE_HOURS = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0}
_ZONE_HOURS |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6}
_ZONE_HOURS |= {"PST": -8, "PDT": -7}
"""the zones that RFC 2822 names; any other is a different zone in different countries"""

_DAY = r"\d{1,2}(?!\d)(?:\s?\^?(?:st|nd|rd|th)\b\^?|\.)?"
_TO = (
    r",?\s?(?:--?|[‐‑‒–—~]|to|through|thru|until|till|and)\s?"
    rf"{_WEEKDAY}(?:the\s)?"
)
_YEAR = r"(?:,?\s(?P<{0}>(?:19|20)\d\d)(?!\d))?"
_RANGES = (
    # May 7-11, 2024 · June 30 to July 4, 2024 · Monday, Nov 28, through Thursday, Dec 1
    re.compile(
        rf"\b(?P<m1>{MONTH})\s(?:the\s)?(?P<d1>{_DAY}){_YEAR.format('y1')}{_TO}"
        rf"(?:(?P<m2>{MONTH})\s(?:the\s)?)?(?P<d2>{_DAY}){_YEAR.format('y2')}",
        re.IGNORECASE,
    ),
    # 1-5 May 2023 · 30 April–3 May 2023 · the 1st to the 5th of May 2023 · 17.-23. July
    re.compile(
        rf"\b(?P<d1>{_DAY})(?:\s(?:of\s)?(?P<m1>{MONTH}){_YEAR.format('y1')})?{_TO}"
        rf"(?P<d2>{_DAY})\s(?:of\s)?(?P<m2>{MONTH}){_YEAR.format('y2')}",
        re.IGNORECASE,
    ),
    # 2023-07-23 to 2023-07-29 · 2023-07-23 to 29
    re.compile(
        rf"\b(?P<y1>20\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d){_TO}"
        r"(?:(?P<y2>20\d\d)-)?(?:(?P<m2>\d\d)-)?(?P<d2>\d\d)\b"
    ),
)

_WORD = rf"(?:St\.|U\.S\.(?:A\.)?|U\.K\.|D\.C\.|[{UPPER}][\w’'-]*)"
_PLACE = rf"(?:{_WORD}(?:[ -](?:(?:de|del|do|da|la|of|the)[ -])?{_WORD}){{0,3}})"
_AFTER = (
    r"(?=\s*(?:$|[.,;:!?)(\[|–—-]|\d"
    r"|(?:and|or|from|on|this|with|for|between|as|at|where|next|by|is|was|during|last|in|to)\b))"
)
_ADJECTIVE = r"(?:beautiful |sunny |lovely )?"
_WITH_REGION = re.compile(
    rf"(?:(?P<said>\b(?:[Ii]n|at|to|[a-z]+ of|from) (?:the )?{_ADJECTIVE}"
    r"|(?:LOCATION|Location|Where|Venue):? )|^|\|\s|\(|,\s)"
    rf"(?P<city>{_PLACE})(?:, | \()(?P<region>{_PLACE})\)?(?:, (?P<country>{_PLACE}))?{_AFTER}"
)
_INSTITUTE = re.compile(r"\b(?:Universit|Univ\.|Institut|College|School)")
_TRAVELLED = r"(?:go(?:ing)?|went|travel\w*|head\w*|flew|back|welcome|trip|on)"
_CITY = re.compile(
    rf"\b(?:[Ii]n|island of|{_TRAVELLED} to) {_ADJECTIVE}({either('city')})(?!\w| [A-Z])"
    rf"|\bCent(?:re|er) (?:of )?({either('city')})\b"
    rf"|\b({either('city')}) (?:[A-Z]\w*\.? ){{0,4}}(?:Convention|Congress|Exhibition)\b"
)
"""in Vienna · Convention Centre Dublin · Vancouver Convention Centre"""
_WELL_KNOWN = post_words("city") | post_words("state")
_ONLY_COUNTRIES = post_words("country") - post_words("city state")
_COUNTRIES = dict.fromkeys(post_words("state"), "United States")
_COUNTRIES |= dict.fromkeys(post_words("province"), "Canada")
_COUNTRIES |= {country: country for country in post_words("country")}
_COUNTRIES |= dict.fromkeys(("US", "USA", "United States of America"), "United States")
_COUNTRIES |= {"UK": "United Kingdom", "UAE": "United Arab Emirates"}
_COUNTRIES |= {"Korea": "South Korea", "Republic of Korea": "South Korea"}
"""countries, their other names and American states → the country"""
_NO_CITY = frozenset.union(
    *map(post_words, ("venue", "not a name", "series", "general", "organisation"))
) - {"new", "san", "los"}
Place = tuple[str, str | None]
"""city and country"""


def moment(printed: str) -> str | None:
    """Return a moment as ISO 8601, as long as the printed one; None for any other text.

    `Fri, 03 May 2024 13:39:00 +0000` is 2024-05-03T13:39:00+00:00, `3 May 2024` is
    2024-05-03. dateutil would fill in what is missing from the machine's clock and
    zone, so it reads only shapes that leave it nothing to fill in.
    """
    printed = " ".join(printed.split())
    for shape in _MOMENTS:
        match = shape.fullmatch(printed)
        if match is None:
            continue
        zone = match["zone"]
        if zone and zone.isalpha() and zone not in _ZONE_HOURS:
            return None
        try:
            read = parser.parse(printed, tzinfos=_zone)
            if match["clock"]:
                return read.isoformat()
        except (ValueError, OverflowError):
            return None
        if match["day"]:
            return read.date().isoformat()
        return read.strftime("%Y-%m")
    return None


def _zone(name: str | None, seconds: int | None) -> timezone | None:
    """Return the zone that dateutil read; it asks here before it asks the machine."""
    if seconds is None and name in _ZONE_HOURS:
        seconds = 3600 * _ZONE_HOURS[name]
    if seconds is None:
        return None
    return timezone(timedelta(seconds=seconds))


@dataclass(frozen=True, slots=True)
class DayRange:
    """Two days, the first not after the last."""

    first: date
    last: date
    year_given: bool


def find_days(text: str, year: int) -> DayRange | None:
    """Return the first range of days in the text; `year` is for one that names none."""
    found = {}
    for pattern in _RANGES:
        for match in pattern.finditer(text):
            if days := _days(match, year):
                found[match.start()] = days
    return found[min(found)] if found else None


def _days(match: re.Match[str], year: int) -> DayRange | None:
    """Return the days of a match; None for a 31 June and for too many days."""
    before = match.string[: match.start()].rstrip().lower()
    if " and " in match[0] and not before.endswith("between"):
        return None  # `on May 7 and 9 papers …` is no range
    part = match.groupdict()
    printed_year = part["y2"] or part["y1"]
    last_year = int(printed_year or year)
    first_year = int(part["y1"] or last_year)
    try:
        first = date(first_year, _month(part["m1"] or part["m2"]), _number(part["d1"]))
        last = date(last_year, _month(part["m2"] or part["m1"]), _number(part["d2"]))
    except ValueError:
        return None
    if timedelta(0) <= last - first <= LONGEST:
        return DayRange(first, last, printed_year is not None)
    return None


def _month(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return _MONTHS.index(printed[:3].lower()) + 1


def _number(printed: str) -> int:
    return int(re.sub(r"\D", "", printed))


def find_place(texts: Sequence[str]) -> Place | None:
    """Return the first place that is printed with its country, else the first known city."""
    for text in texts:
        if place := _with_country(text):
            return place
    for text in texts:
        if city := _CITY.search(text):
            return city[city.lastindex or 0], None
    return None


def _with_country(sentence: str) -> Place | None:
    """Return the first place that is printed with its country or state.

    Where no word such as `in` stands before it, it has to be a well-known one: not
    `Ana Roe, Carnegie Mellon, USA`.
    """
    at = 0
    while match := _WITH_REGION.search(sentence, at):
        city = match["city"]
        country = _country([match["region"], match["country"] or ""])
        is_place = match["said"] or city in _WELL_KNOWN
        if country and is_place and _may_be_city(city) and not _INSTITUTE.search(match[0]):
            return city, country
        at = match.start() + 1
    return None


def as_place(location: str) -> Place | None:
    """Return the place that a field names, such as `Abu Dhabi, United Arab Emirates`."""
    if re.search(r"virtual|online|remote|^\s*$", location, re.IGNORECASE):
        return None
    if location in _ONLY_COUNTRIES:
        return None
    city, *regions = re.split(r"\s*,\s*", location.strip())
    return city, _country(regions)


def _may_be_city(words: str) -> bool:
    """Tell a city from a month, an abbreviation, and words of _NO_CITY."""
    if re.match(rf"{MONTH}|[A-Z]{{3,}}$", words):
        return False
    folded = {word.strip(".'’") for word in re.split(r"[ -]", words.lower())}
    return folded.isdisjoint(_NO_CITY)


def _country(regions: list[str]) -> str | None:
    """Return the country among what follows a city: `Louisiana, USA`, `BC, Canada`, `MD`."""
    for region in reversed(regions):
        name = re.sub(r"^[Tt]he |\.", "", region)
        if name in _COUNTRIES:
            return _COUNTRIES[name]
    return None
