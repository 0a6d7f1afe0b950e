"""The city and the country of a conference, as a sentence prints them."""

import re

from papercat.conferences.post_dates import MONTH
from papercat.conferences.post_words import UPPER, post_words

_WORD = rf"(?:St\.|U\.S\.(?:A\.)?|U\.K\.|D\.C\.|[{UPPER}][\w’'-]*)"
_PLACE = rf"(?:{_WORD}(?:[ -](?:(?:de|del|do|da|la|of|the)[ -])?{_WORD}){{0,3}})"
_AFTER = (
    r"(?=\s*(?:$|[.,;:!?)(–—-]|\d"
    r"|(?:and|or|from|on|this|with|for|between|as|at|where|next|by|is|was|during|last|in|to)\b))"
)
_BEFORE = r"\b(?:[Ii]n|at|to|of|from) (?:the )?(?:beautiful |sunny |lovely )?"
_WITH_REGION = re.compile(
    rf"(?:{_BEFORE}|^|\|\s|\(|,\s)({_PLACE})(?:, | \()({_PLACE})\)?(?:, ({_PLACE}))?{_AFTER}"
)
_CITY = re.compile(rf"\b[Ii]n (?:beautiful |sunny |lovely )?({_PLACE}){_AFTER}")
_SAYS_WHERE = re.compile(
    r"\d\d,? in [A-Z]"
    r"|\b(?i:held|hosted?|tak\w+ place|took place|locat\w+|based|happen\w*|see you|seeing you"
    r"|meet\w*|met|attend\w*|heading|travel\w*|runs|venue|join us|next week|this year)\b"
)
_UNITED_STATES = frozenset({"US", "USA", "United States", "United States of America"})
_ONLY_A_STATE = post_words("state") - {"Georgia", "GA", "Washington", "New York"}

_COUNTRIES = post_words("country")
_ONLY_COUNTRIES = _COUNTRIES - post_words("city state")
_AMERICAN = _UNITED_STATES | _ONLY_A_STATE
_NOT_ALONE = _ONLY_COUNTRIES | _ONLY_A_STATE
_NO_CITY = frozenset.union(
    *map(post_words, ("venue", "not a name", "series", "general", "organisation"))
) - {"new", "san", "los"}
_SHORT_COUNTRIES = {"UK": "United Kingdom", "UAE": "United Arab Emirates"}

Place = tuple[str, str | None]
"""city and country"""


def find_place(sentence: str, start: int = 0) -> Place | None:
    """Return the first place after `start`: with its country, else a city alone."""
    return find_with_country(sentence, start) or _city(sentence, start)


def find_with_country(sentence: str, start: int = 0) -> Place | None:
    """Return the first place after `start` that is printed with its country or state."""
    at = start
    while match := _WITH_REGION.search(sentence, at):
        city = match[1]
        country = _country(list(filter(None, match.groups()[1:])))
        if country and _may_be_city(city):
            return city, country
        at = match.start() + 1
    return None


def _city(sentence: str, start: int) -> Place | None:
    """Return a city that stands alone in a sentence about where something is."""
    if not _SAYS_WHERE.search(sentence):
        return None
    for match in _CITY.finditer(sentence, start):
        city = match[1]
        if city not in _NOT_ALONE and _may_be_city(city):
            return city, None
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
        if name in _AMERICAN:
            return "United States"
        if name in _COUNTRIES:
            return _SHORT_COUNTRIES.get(name, name)
    return None
