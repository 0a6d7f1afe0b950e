"""The conference that a post is about, and where and when it is.

A post says so in prose: `the 12th International Conference on … (ICLR), set to
take place May 7-11 in Vienna, Austria`. The series and the year come from the
title where it has them; every other fact from the sentences about that series.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from papercat.conferences.days_and_places import (
    as_place,
    find_days,
    find_place,
)
from papercat.conferences.post_words import (
    ORDINAL,
    UPPER,
    either,
    has_in_order,
    ordinal,
    post_words,
)
from papercat.papers.model import Conference

_SERIES = rf"(?:[{UPPER}][\w-]{{0,14}}[{UPPER}][\w-]{{0,9}}|Interspeech)"
_SERIES_YEAR = re.compile(
    rf"\b({_SERIES})(?:[ -]?((?:19|20)\d\d)|[ -]?['’‘](\d\d)|-(\d\d)| ([12]\d)(?! \w+s\b))"
    r"(?!\d|-\d|\w)"
)
_YEAR_SERIES = re.compile(rf"\b((?:19|20)\d\d) (?:[A-Z]{{3,4}} )?({_SERIES})\b")
"""the year first: `the 2019 NeurIPS conference`"""
_SMALL = r"(?:on|of|for|in|and|the|&|/)"
_CAPITAL = rf"[{UPPER}][\w’'/-]*:?"
_GATHERING = re.compile(r"conference|symposium|meeting|congress|workshop|convention", re.IGNORECASE)
_AROUND_NAME = re.compile(
    r", for |\bfor the |, the |^annual (?!meeting)|^Proceedings of (?:the )?"
    r"|, (?=(?:IEEE|ACM|International|European|Annual|Conference)\b)"
)
_PLACE_BEHIND = re.compile(rf",? (?:in|at) (?={either('city')}\b)")
_SERIES_BEHIND = re.compile(rf", (?i:{either('series')})$")
_SOCIETY = re.compile(r"(?:Association|Society|Institute)\b")
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
_TAIL = r"(?:(?:\s+|\s*['’]|-)(?:(?:19|20)\d\d|\d\d(?!\d)))?"
_NAMED_WITH_SERIES = (
    # the 12th International Conference on Learning Representations (ICLR 2024)
    re.compile(
        rf"\b{_LEAD}{_NAME}{_JOINT}(?:\s+(?:19|20)\d\d)?"
        rf"(?:\s*[(\[]|,\s+or\s+)(?P<series>{_SERIES}){_TAIL}(?:[)\]]|\b)"
    ),
    # ACL 2022, the 60th Annual Meeting of the Association for …
    re.compile(
        rf"\b(?P<series>{_SERIES}){_TAIL}(?:\s*[(\[]|,\s+|\s[–—-]\s)(?:[Tt]he\s+)?{_LEAD}{_NAME}"
    ),
)
_NAMED = re.compile(rf"\b{_LEAD}{_NAME}")
"""the 58th annual meeting of the Association for …, with the series elsewhere"""
_EDITION_OF = (
    rf"({ORDINAL}) (?:(?-i:{_CAPITAL}) "
    r"|(?:annual|edition|meeting|conference|of|the|for|on|in|and) ){0,9}\(?"
)
_YEAR = re.compile(r"(?<![\d,.])((?:19|20)\d\d)(?![\d,.]\d|\d)")
_WEB_CONFERENCE = re.compile(r"\b(?:The )?(?:ACM )?Web Conference\b")
"""the name of WWW since 2018"""
_BEFORE_CONFERENCE = re.compile(rf"\b({_SERIES}) conference\b")
_NEXT = re.compile(r"\b[Nn]ext (?:year|edition|time)\b")
_LONG_SERIES = 5
"""letters"""
_OPENING = 40
"""sentences in which a post names its conference"""
_FIRST_LINES = 12
_SHORT = 60
"""characters; a line among the first ones may say where or when, and nothing else"""
_LEAP_YEAR = 2000
"""makes a day of 29 February while the year is not known yet"""


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
    name: str | None
    year: str | None
    edition: str | None


@dataclass(frozen=True, slots=True)
class _Told:
    """The texts that tell of conferences."""

    title: str
    said: Sequence[str]
    """the sentences, the name of an event first"""
    names: Sequence[_Name]


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
    title = _WEB_CONFERENCE.sub("WWW", title)
    said = [_WEB_CONFERENCE.sub("WWW", text) for text in (event.name, *sentences)]
    names: list[_Name] = []
    for text in (title, *said):
        names += _names(text)
    told = _Told(title, said, names)
    years = _years(told)
    in_title = _YEAR.search(title)
    title_year = int(in_title[1]) if in_title else None
    found = []
    for series in _series(told):
        year = years.get(series.lower(), title_year)
        if conference := _conference(series, year, told, published, event):
            found.append(conference)
        event = EventFields()
    return found


def _names(text: str) -> Iterator[_Name]:
    """Yield the full names that stand beside a short one."""
    for pattern in _NAMED_WITH_SERIES:
        for match in pattern.finditer(text):
            series = match["series"].partition("-")[0]
            name = _clean_name(match["name"])
            if _GATHERING.search(name):
                yield _Name(series, name, match["year"], match["edition"])
            elif _is_well_known(series) and _fits(series, name):
                # such as `Robotics: Science and Systems`; a society's is not the conference's
                full_name = None if _SOCIETY.match(name) else name
                yield _Name(series, full_name, match["year"], match["edition"])


def _clean_name(name: str) -> str:
    """Return a full name without the words around it that it only seems to have."""
    name = _AROUND_NAME.split(name)[-1]
    name = _PLACE_BEHIND.split(name)[0]
    name = _SERIES_BEHIND.sub("", name)
    return re.sub(rf"(?:[\s,:/]|\s{_SMALL}$)+$", "", name)


def _series(told: _Told) -> list[str]:
    """Return the short names of the conferences, the main one first.

    They come from the title or the event, else from the text. In a title, a word such as
    `NeurIPS` before a year is one. In a sentence it has to be a well-known series, or has
    its full name beside it.
    """
    known = {name.series for name in told.names}
    for text in (told.title, told.said[0]):
        found = []
        for word, _ in _with_year(text):
            if _is_well_known(word) or not word.isupper():
                found.append(word)
        words = re.findall(r"\w+", text)
        found += filter(_is_well_known, words)
        found += known.intersection(words)
        if found:
            return list(dict.fromkeys(found))
    for sentence in told.said[:_OPENING]:
        if found := _series_of_sentence(sentence):
            return list(dict.fromkeys(found))
    return []


def _series_of_sentence(sentence: str) -> list[str]:
    """Return the series with a full name, and well-known ones before a year or `conference`."""
    found = [name.series for name in _names(sentence)]
    found += filter(_is_well_known, [word for word, _ in _with_year(sentence)])
    found += filter(_is_well_known, _BEFORE_CONFERENCE.findall(sentence))
    return found


def _with_year(text: str) -> list[tuple[str, int]]:
    """Return the words that stand before a year as a series does, with their years."""
    found = []
    for match in _SERIES_YEAR.finditer(text):
        series = match[1].partition("-")[0]
        year = match[match.lastindex or 0]
        found.append((series, int(f"20{year}"[-4:])))
    for match in _YEAR_SERIES.finditer(text):
        if _is_well_known(match[2]):
            found.append((match[2], int(match[1])))
    return found


def _is_well_known(word: str) -> bool:
    """Tell whether a word is a well-known series; a short one, such as CASE, has capitals."""
    if len(word) < _LONG_SERIES and not re.search(f"[{UPPER}].*[{UPPER}]", word):
        return False
    return word.lower() in post_words("series")


def _names_of(series: str, told: _Told) -> list[_Name]:
    """Return the full names beside a series, else those elsewhere that its capitals fit."""
    found = [name for name in told.names if name.series.lower() == series.lower()]
    for text in told.said:
        for match in _NAMED.finditer(text):
            name = _clean_name(match["name"])
            if _GATHERING.search(name) and _fits(series, name):
                found.append(_Name(series, name, match["year"], match["edition"]))
    return found


def _fits(series: str, name: str) -> bool:
    """Tell whether a name may be what a series' capitals stand for."""
    initials = re.sub(r"\B\w|\W", "", name).upper()
    return has_in_order(initials, re.findall(rf"[{UPPER}]", series))


def _years(told: _Told) -> dict[str, int]:
    """Return the first year that is printed beside each series, which is in small letters."""
    years: dict[str, int] = {}
    for text in (told.title, *told.said):
        for series, year in _with_year(text):
            years.setdefault(series.lower(), year)
    for name in told.names:
        if name.year:
            years.setdefault(name.series.lower(), int(name.year))
    return years


def _conference(
    series: str, year: int | None, told: _Told, published: str | None, event: EventFields
) -> Conference | None:
    """Return a conference with every known fact; None without a year."""
    names = _names_of(series, told)
    full_names = [name.name for name in names if name.name]
    about = _about([series, *full_names], told, year)
    year = year or _year_from_days(about, published)
    if year is None:
        return None
    conference = Conference(series, year, _edition(series, names, told))
    if full_names:
        conference = replace(conference, name=full_names[0])
    if place := as_place(event.location) or find_place(about):
        name = conference.name and conference.name.removesuffix(f", {place[0]}")
        conference = replace(conference, name=name, city=place[0], country=place[1])
    for text in (event.days, *about):
        if days := find_days(text, year):
            first, last = days.first.isoformat(), days.last.isoformat()
            return replace(conference, first_day=first, last_day=last)
    return conference


def _about(names: Iterable[str], told: _Told, year: int | None) -> list[str]:
    """Return the title and the sentences about a conference, those that name it first.

    A sentence that follows one about the conference, and says where or when, still is.
    One with other years is about other editions. Short lines of the opening come last.
    """
    naming = re.compile(
        r"\b" + "|".join(map(re.escape, names)) + r"|^(?:See you|(?:We )?[Ll]ook(?:ing)? forward)\b"
    )
    found = [told.title]
    lines: list[str] = []
    previous = False
    for number, sentence in enumerate(told.said):
        years = _YEAR.findall(sentence)
        if _NEXT.search(sentence) or (years and year and str(year) not in years):
            continue
        current = naming.search(sentence) is not None
        if current or previous:
            found.append(sentence)
        elif number < _FIRST_LINES and len(sentence) < _SHORT:
            lines.append(sentence)
        previous = current
    return found + lines


def _year_from_days(about: Sequence[str], published: str | None) -> int | None:
    """Return the first year printed with days, else the post's own."""
    for sentence in about:
        days = find_days(sentence, _LEAP_YEAR)
        if days and days.year_given:
            return days.first.year
    if posted := re.match(r"\d{4}", published or ""):
        return int(posted[0])
    return None


def _edition(series: str, names: Sequence[_Name], told: _Told) -> int | None:
    """Return which edition it is, from `the 12th … Conference` or `the 12th ICLR`."""
    for name in names:
        if name.edition:
            return ordinal(name.edition)
    texts = "\n".join((told.title, *told.said))
    match = re.search(rf"\b{_EDITION_OF}{re.escape(series)}\b", texts, re.IGNORECASE)
    return ordinal(match[1]) if match else None
