"""Which conference a post is about, and where and when it is.

A post says so in prose: `the 12th International Conference on … (ICLR), set to
take place May 7-11 in Vienna, Austria`. The series and the year come from the
title where it has them; every other fact from the sentences about that series.
"""

import re
from collections.abc import Iterator

from papercat.conferences import cities as places
from papercat.conferences import date_ranges
from papercat.conferences.number_words import ORDINAL, ordinal
from papercat.conferences.prose import UPPER, plain, sentences
from papercat.papers.model import Conference

_SERIES = rf"(?:[{UPPER}][\w-]{{0,14}}[{UPPER}][\w-]{{0,9}})"
_SERIES_YEAR = re.compile(rf"\b({_SERIES})[ -]?(?:((?:19|20)\d\d)|['’](\d\d))(?!\d)")
_GATHERING = r"(?:Conference|Symposium|Meeting|Congress|Workshop|Convention)"
_SMALL = r"(?:on|of|for|in|and|the|&)"
_CAPITAL = rf"[{UPPER}][\w’'-]*"
_PREFIX = (
    rf"(?:(?i:(?P<edition>{ORDINAL}))\s+)?(?:edition\s+of\s+the\s+)?(?:(?P<year>(?:19|20)\d\d)\s+)?"
)
_NOT_FIRST = r"(?!(?:The|This|At|In|Our|For|During|Join|Visit)\b)"
_NAME = rf"(?P<name>{_NOT_FIRST}{_CAPITAL}(?:,?\s+(?:{_SMALL}|{_CAPITAL})){{1,14}})"
_TAIL = r"(?:\s+|\s*['’])(?P<{0}>(?:19|20)\d\d|\d\d(?!\d))"
_NAME_FIRST = re.compile(
    rf"\b{_PREFIX}(?:annual\s+)?{_NAME}\s*[(\[](?P<series>{_SERIES})(?:{_TAIL.format('tail')})?[)\]]"
)
_SERIES_FIRST = re.compile(
    rf"\b(?P<series>{_SERIES})(?:{_TAIL.format('tail')})?(?:\s*[(\[]|,\s+)(?:the\s+)?"
    rf"{_PREFIX}(?:annual\s+)?{_NAME}"
)
_YEAR = re.compile(r"(?<![\d,.])((?:19|20)\d\d)(?![\d,.]\d|\d)")
_LAST_MONTH_FOR_NEXT_YEAR = 6
"""a conference that lies this many months before its post is next year's"""


def conference(title: str, text: str, published: str | None = None) -> Conference | None:
    """Return the conference that a post is about, or None where it tells of none.

    `text` holds paragraphs, one a line; `published` is a date or moment as ISO 8601.
    The conference needs a series and a year; every other fact may be missing.
    """
    said = list(sentences(plain(text)))
    names = [match for sentence in said for match in _named(sentence, title)]
    series = _series(title, said, names)
    if series is None:
        return None
    mine = [match for match in names if match["series"].lower() == series.lower()]
    about = list(_about(said, series, mine))
    year = _year(title, series, said, mine) or _year_of(about, published)
    if year is None:
        return None
    days, (city, country) = _when_and_where(about, year)
    return Conference(
        series=series,
        year=year,
        edition=_edition(series, mine, said),
        name=next((match["name"] for match in mine), None),
        city=city,
        country=country,
        first_day=days.first.isoformat() if days else None,
        last_day=days.last.isoformat() if days else None,
    )


def _named(sentence: str, title: str) -> Iterator[re.Match[str]]:
    """Yield where a sentence gives a series its full name.

    Many things stand in capitals beside their short form; this one says that it is
    a conference, has a year, or is in the title.
    """
    for pattern in (_NAME_FIRST, _SERIES_FIRST):
        for match in pattern.finditer(sentence):
            says_so = re.search(rf"\b{_GATHERING}\b", match["name"]) or match["tail"]
            if says_so or _has_word(title, match["series"]):
                yield match


def _series(title: str, said: list[str], names: list[re.Match[str]]) -> str | None:
    """Return the short name: from the title, from a full name beside it, or from the text."""
    in_title = [match[1] for match in _SERIES_YEAR.finditer(title)]
    known = [match["series"] for match in names]
    for short in known:
        if _has_word(title, short):
            return short
    if in_title or known:
        return (in_title or known)[0]
    with_year = [(_SERIES_YEAR.search(sentence), sentence) for sentence in said]
    dated = (m[1] for m, sentence in with_year if m and date_ranges.find(sentence, 2000))
    visited = (m[1] for m, sentence in with_year if m and f" at {m[0]}" in sentence)
    return next(dated, None) or next(visited, None)


def _has_word(text: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\b", text))


def _about(said: list[str], series: str, mine: list[re.Match[str]]) -> Iterator[str]:
    """Yield the sentences about the series, those that name it and its days first.

    A sentence that follows one about the series, and says where or when, still is.
    """
    full = {match["name"] for match in mine}
    naming = re.compile("|".join(map(re.escape, [series, *full])))
    later: list[str] = []
    previous = False
    for sentence in said:
        current = bool(naming.search(sentence))
        if current or previous:
            yield sentence
        elif re.search(r"\b[Cc]onference\b|\b[Tt]his year['’]s\b", sentence):
            later.append(sentence)
        previous = current
    yield from later


def _when_and_where(
    about: list[str], year: int
) -> tuple[date_ranges.DayRange | None, tuple[str | None, str | None]]:
    """Return the days and the place; both from one sentence where one has both."""
    found = [(date_ranges.find(sentence, year), sentence) for sentence in about]
    dated = [(days, sentence) for days, sentence in found if days and days.first.year == year]
    for days, sentence in dated:
        place = places.find(sentence, days.end) or places.find(sentence)
        if place:
            return days, place
    place = next(filter(None, map(places.find_whole, about)), (None, None))
    return (dated[0][0] if dated else None), place


def _year(title: str, series: str, said: list[str], mine: list[re.Match[str]]) -> int | None:
    """Return the year written beside the series, in the title first."""
    for text in (title, *said):
        for match in _SERIES_YEAR.finditer(text):
            if match[1].lower() == series.lower():
                return int(match[2] or f"20{match[3]}")
    written = [match["year"] or match["tail"] for match in mine]
    written += _YEAR.findall(title)
    return next((int(f"20{year}"[-4:]) for year in written if year), None)


def _year_of(about: list[str], published: str | None) -> int | None:
    """Return the year of the days, else the post's own, or the next one's for early months."""
    posted = re.match(r"(\d{4})(?:-(\d\d))?", published or "")
    # A leap year, so that a 29 February is a day while the year is still unknown.
    found = (date_ranges.find(sentence, int(posted[1]) if posted else 2000) for sentence in about)
    days = next(filter(None, found), None)
    if days and days.year_given:
        return days.first.year
    if not posted:
        return None
    month = int(posted[2] or 1)
    late = days is not None and month - days.first.month >= _LAST_MONTH_FOR_NEXT_YEAR
    return int(posted[1]) + late


def _edition(series: str, mine: list[re.Match[str]], said: list[str]) -> int | None:
    """Return which edition it is, from `the 12th … Conference` or `the 12th ICLR`."""
    printed = [match["edition"] for match in mine if match["edition"]]
    pattern = rf"\b({ORDINAL})\s+(?:annual\s+)?(?:edition\s+of\s+)?(?:the\s+)?{re.escape(series)}\b"
    printed += [match[1] for text in said for match in re.finditer(pattern, text, re.IGNORECASE)]
    return ordinal(printed[0]) if printed else None
