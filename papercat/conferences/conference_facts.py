"""The conference that a post is about, and where and when it is.

A post says so in prose: `the 12th International Conference on … (ICLR), set to
take place May 7-11 in Vienna, Austria`. The series and the year come from the
title where it has them; every other fact from the sentences about that series.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papercat.conferences.post_dates import DayRange, find_days
from papercat.conferences.post_words import ORDINAL, ordinal
from papercat.conferences.places import Place, as_place, find_place, find_with_country
from papercat.conferences.post_words import post_words
from papercat.conferences.post_words import UPPER
from papercat.papers.model import Conference

_SERIES = rf"(?:[{UPPER}][\w-]{{0,14}}[{UPPER}][\w-]{{0,9}})"
_SERIES_YEAR = re.compile(
    rf"\b({_SERIES})(?:[ -]?((?:19|20)\d\d)|[ -]?['’](\d\d)|-(\d\d))(?!\d|-\d|\w)"
)
_SMALL = r"(?:on|of|for|in|and|the|&|/)"
_CAPITAL = rf"[{UPPER}][\w’'/-]*:?"
_GATHERING = r"(?i:conference|symposium|meeting|congress|workshop|convention)"
_LEAD = (
    rf"(?:(?P<edition>(?i:{ORDINAL}))\s+)?(?:(?i:edition)\s+of\s+(?:the\s+)?)?"
    r"(?:(?P<year>(?:19|20)\d\d)\s+)?"
)
_NOT_FIRST = (
    r"(?!(?:The|This|At|In|Our|For|During|Join|Visit|We|From|See|And|On|To|With|Accepted|As)\b)"
)
_NAME = (
    rf"(?P<name>(?:annual\s+)?(?:{_NOT_FIRST}{_CAPITAL}|conference|meeting)"
    rf"(?:,?\s+(?:{_SMALL}|{_CAPITAL})){{1,14}})"
)
_JOINT = (
    rf"(?:\s+(?:and|&)\s+(?:the\s+)?(?i:{ORDINAL})\s+{_CAPITAL}"
    rf"(?:\s+(?:{_SMALL}|{_CAPITAL})){{1,10}})?"
)
_TAIL = r"(?:(?:\s+|\s*['’]|-)(?P<{0}>(?:19|20)\d\d|\d\d(?!\d)))?"
_NAMED = (
    # the 12th International Conference on Learning Representations (ICLR 2024)
    re.compile(
        rf"\b{_LEAD}{_NAME}{_JOINT}(?:\s+(?:19|20)\d\d)?(?:\s*[(\[]|,\s+or\s+)(?P<series>{_SERIES}){_TAIL.format('tail')}"
        r"(?:[)\]]\s?(?P<after>20\d\d)?|\b)"
    ),
    # ACL 2022, the 60th Annual Meeting of the Association for …
    re.compile(
        rf"\b(?P<series>{_SERIES}){_TAIL.format('tail')}(?:\s*[(\[]|,\s+)(?:the\s+)?"
        rf"{_LEAD}{_NAME}"
    ),
    # the 58th annual meeting of the Association for …, with the series elsewhere
    re.compile(rf"\b{_LEAD}{_NAME}"),
)
_YEAR = re.compile(r"(?<![\d,.])((?:19|20)\d\d)(?![\d,.]\d|\d)")
_ABOUT_IT = re.compile(r"\b[Cc]onference\b|\b[Tt]his year\b|\bevent\b|\bsee(?:ing)? you\b|\battend")
_DEADLINE = re.compile(r"\b(?:deadline|submission|submit|registration)", re.IGNORECASE)
_OPENING = 40
"""sentences in which a post names its conference"""
_LAST_MONTH_FOR_NEXT_YEAR = 6
"""a conference that lies this many months before its post is next year's"""


@dataclass(frozen=True, slots=True)
class EventFields:
    """The front matter of a post that speaks of an event."""

    name: str = ""
    location: str = ""
    days: str = ""
    """such as `2023-07-23 to 2023-07-29`"""


@dataclass(frozen=True, slots=True)
class _Name:
    """A full name that a text gives a series."""

    series: str
    name: str
    year: str | None
    edition: str | None


@dataclass(frozen=True, slots=True)
class _Told:
    """The texts that tell of conferences."""

    title: str
    said: Sequence[str]
    """the sentences, the name of an event first"""
    names: Sequence[_Name]
    published: str | None
    event: EventFields

    def names_of(self, series: str) -> list[_Name]:
        """Return the full names of a series."""
        mine = [name for name in self.names if name.series.lower() == series.lower()]
        if mine:
            return mine
        return [name for text in self.said for name in _unshortened(text, series)]


def find_conferences(
    title: str,
    sentences: Sequence[str],
    published: str | None = None,
    event: EventFields | None = None,
) -> list[Conference]:
    """Return the conferences that a post is about, the main one first.

    `published` is a date or moment as ISO 8601. A conference needs a series and a
    year; every other fact may be missing.
    """
    event = event or EventFields()
    said = [event.name, *sentences] if event.name else list(sentences)
    names = [name for text in (title, *said) for name in _names(text)]
    told = _Told(title, said, names, published, event)
    found: list[Conference] = []
    for number, series in enumerate(_series(told)):
        if number == 0:
            main = _conference(series, told)
            found += [main] if main else []
        elif year := _year(series, told):
            found.append(Conference(series=series, year=year))
    return found


def _names(text: str) -> Iterator[_Name]:
    for pattern in _NAMED[:2]:
        for match in pattern.finditer(text):
            part = match.groupdict()
            series, name = part["series"].partition("-")[0], _clean_name(part["name"])
            tail = part["tail"] or part.get("after")
            if _is_name_of(series, name, dated=bool(tail)):
                yield _Name(series, name, part["year"] or tail, part["edition"])


def _is_name_of(series: str, name: str, *, dated: bool) -> bool:
    """Tell whether a name beside a short form is a conference's."""
    if _is_well_known(series):
        return not name.lower().startswith("workshop")
    return bool(re.search(_GATHERING, name)) or (dated and _fits(series, name))


def _clean_name(name: str) -> str:
    words = re.split(r", for |\bfor the |^annual (?=[Cc]onf)", name)[-1].rstrip(" ,:/").split()
    while words and re.fullmatch(_SMALL, words[-1]):
        words.pop()
    return " ".join(words)


def _fits(series: str, name: str) -> bool:
    """Tell whether a name may be what a series' capitals stand for."""
    initials = iter(word[0].upper() for word in re.findall(r"[^\W\d_]+", name))
    return all(letter in initials for letter in series if letter.isupper())


def _series(told: _Told) -> list[str]:
    """Return the short names, the main one first: from title and event, else from the text."""
    known = {name.series for name in told.names}
    for text in (told.title, told.event.name):
        found = [word for word in _with_year(text) if word in known or _is_series(word, text)]
        for word in re.findall(r"[\w-]+", text):
            short = word.partition("-")[0]
            if short in known or _is_well_known(short):
                found.append(short)
        if found:
            return list(dict.fromkeys(found))
    return next(filter(None, map(_series_in, told.said[:_OPENING])), [])


def _series_in(sentence: str) -> list[str]:
    """Return the short names in a sentence that is about a conference."""
    found = _with_year(sentence)
    well_known = list(dict.fromkeys(filter(_is_well_known, found)))
    if well_known and not _DEADLINE.search(sentence):
        return well_known
    for name in _names(sentence):
        if "orkshop" not in name.name:
            return [name.series]
    dated = find_days(sentence, 2000) or re.search(rf" at {_SERIES_YEAR.pattern}", sentence)
    return found[:1] if dated else []


def _with_year(text: str) -> list[str]:
    """Return the words that stand before a year as a series does."""
    return [match[1].partition("-")[0] for match in _SERIES_YEAR.finditer(text)]


def _is_series(word: str, text: str) -> bool:
    """Tell a series in a title from other words in capitals before a year."""
    return _is_well_known(word) or (not word.isupper() and word in text)


def _is_well_known(word: str) -> bool:
    return word.lower() in post_words("series")


def _conference(series: str, told: _Told) -> Conference | None:
    mine = told.names_of(series)
    about = list(_about(series, told, mine))
    year = _year(series, told) or _year_of(about, told.published)
    if year is None:
        return None
    days, place = _when_and_where(about, year)
    given = find_days(told.event.days, year)
    if given and given.first.year == year and given.first < given.last:
        days = given
    city, country = as_place(told.event.location) or place or (None, None)
    return Conference(
        series=series,
        year=year,
        edition=_edition(series, mine, told),
        name=mine[0].name if mine else None,
        city=city,
        country=country,
        first_day=days.first.isoformat() if days else None,
        last_day=days.last.isoformat() if days else None,
    )


def _unshortened(text: str, series: str) -> Iterator[_Name]:
    """Yield the full names in a text that the series' capitals may stand for."""
    for match in _NAMED[2].finditer(text):
        name = _clean_name(match["name"])
        if re.search(_GATHERING, name) and _fits(series, name) and len(name.split()) > 2:
            yield _Name(series, name, match["year"], match["edition"])


def _about(series: str, told: _Told, mine: Sequence[_Name]) -> Iterator[str]:
    """Yield the sentences about the series, those that name it first.

    A sentence that follows one about the series, and says where or when, still is.
    """
    full = {name.name for name in mine}
    naming = re.compile(r"\b" + "|".join(re.escape(name) for name in [series, *full]))
    later: list[str] = []
    previous = False
    yield told.title
    for sentence in told.said:
        current = naming.search(sentence) is not None
        if (current or previous) and not _DEADLINE.search(sentence):
            yield sentence
        elif _ABOUT_IT.search(sentence):
            later.append(sentence)
        previous = current
    yield from later


def _when_and_where(about: Sequence[str], year: int) -> tuple[DayRange | None, Place | None]:
    """Return the days and the place; both from one sentence where one has both."""
    first_days: DayRange | None = None
    for text in about:
        days = find_days(text, year)
        if days is None or days.first.year != year:
            continue
        first_days = first_days or days
        if place := find_place(text, days.end) or find_place(text):
            return days, place
    for find in (find_with_country, find_place):
        for text in about:
            if place := find(text):
                return first_days, place
    return first_days, None


def _year(series: str, told: _Told) -> int | None:
    """Return the year written beside the series, in the title first."""
    for text in (told.title, *told.said):
        for match in _SERIES_YEAR.finditer(text):
            if match[1].partition("-")[0].lower() == series.lower():
                return int(match[2] or f"20{match[3] or match[4]}")
    written = [name.year for name in told.names if name.series.lower() == series.lower()]
    for year in (*written, *_YEAR.findall(told.title)):
        if year:
            return int(f"20{year}"[-4:])
    return None


def _year_of(about: Sequence[str], published: str | None) -> int | None:
    """Return the year of the days, else the post's own, or the next one's for early months."""
    posted = re.match(r"(\d{4})(?:-(\d\d))?", published or "")
    # A leap year, so that a 29 February is a day while the year is still unknown.
    assumed = int(posted[1]) if posted else 2000
    days = next(filter(None, (find_days(sentence, assumed) for sentence in about)), None)
    if days and days.year_given:
        return days.first.year
    if posted is None:
        return None
    month = int(posted[2] or 1)
    late = days is not None and month - days.first.month >= _LAST_MONTH_FOR_NEXT_YEAR
    return assumed + late


def _edition(series: str, mine: Sequence[_Name], told: _Told) -> int | None:
    """Return which edition it is, from `the 12th … Conference` or `the 12th ICLR`."""
    for name in mine:
        if name.edition:
            return ordinal(name.edition)
    pattern = re.compile(
        rf"\b({ORDINAL})\s+(?:annual\s+)?(?:edition\s+of\s+)?(?:the\s+)?{re.escape(series)}\b",
        re.IGNORECASE,
    )
    for text in (told.title, *told.said):
        if match := pattern.search(text):
            return ordinal(match[1])
    return None
