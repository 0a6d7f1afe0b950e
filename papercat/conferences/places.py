"""The city and the country of a conference, as a sentence prints them."""

import re

from papercat.conferences.post_words import UPPER, post_words

_WORD = rf"(?:St\.|U\.S\.(?:A\.)?|U\.K\.|D\.C\.|[{UPPER}][\w’'-]*)"
_PLACE = rf"(?:{_WORD}(?:[ -](?:(?:de|del|do|da|la|of|the)[ -])?{_WORD}){{0,3}})"
_AFTER = (
    r"(?=\s*(?:$|[.,;:!?)(–—-]|\d"
    r"|(?:and|or|from|on|this|with|for|between|as|at|where|next|by|is|was|during|last|in)\b))"
)
_BEFORE = r"\b(?:[Ii]n|at|to|of|from) (?:the )?(?:beautiful |sunny |lovely )?"
_WITH_REGION = re.compile(
    rf"(?:{_BEFORE}|^|\|\s|\()({_PLACE})(?:, | \()({_PLACE})\)?(?:, ({_PLACE}))?{_AFTER}"
)
_CITY = re.compile(rf"\b[Ii]n (?:beautiful |sunny |lovely )?({_PLACE}){_AFTER}")
_SAYS_WHERE = re.compile(
    r"\b(?i:held|hosted?|tak\w+ place|took place|locat\w+|based|happen\w*|see you|seeing you"
    r"|meet\w*|attend\w*|heading|travel\w*|runs|venue|join us|next week|this year)\b"
)
_MONTH = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_UNITED_STATES = frozenset({"US", "USA", "United States", "United States of America"})
_ONLY_A_STATE = post_words("state") - {"Georgia", "GA", "Washington", "New York"}

_COUNTRIES = post_words("country")
_ONLY_COUNTRIES = _COUNTRIES - post_words("city state")
_NO_CITY = frozenset.union(*map(post_words, ("venue", "not a name", "series", "general")))

Place = tuple[str, str | None]
"""city and country"""


def find_place(sentence: str, start: int = 0) -> Place | None:
    """Return the first place after `start`: with its country, else a city alone."""
    return find_with_country(sentence, start) or _city(sentence, start)


def find_with_country(sentence: str, start: int = 0) -> Place | None:
    """Return the first place after `start` that is printed with its country or state."""
    at = start
    while match := _WITH_REGION.search(sentence, at):
        at = match.start() + 1
        city, *regions = [part for part in match.groups() if part]
        country = _country(regions)
        if country and _may_be_city(city):
            return city, country
    return None


def _city(sentence: str, start: int) -> Place | None:
    """Return a city that stands alone in a sentence about where something is."""
    at_once = re.search(r"\d\d,? in [A-Z]", sentence)
    if not at_once and not _SAYS_WHERE.search(sentence):
        return None
    for match in _CITY.finditer(sentence, start):
        if _may_be_city(match[1]) and match[1] not in _ONLY_COUNTRIES | _ONLY_A_STATE:
            return match[1], None
    return None


def as_place(location: str) -> Place | None:
    """Return the place that a field names, such as `Abu Dhabi, United Arab Emirates`."""
    if re.search(r"virtual|online|remote", location, re.IGNORECASE) or not location.strip():
        return None
    city, *regions = [part.strip() for part in location.split(",")]
    if not regions and city in _ONLY_COUNTRIES:
        return None
    return city, _country(regions)


def _may_be_city(words: str) -> bool:
    folded = {word.strip(".'’").lower() for word in re.split(r"[ -]", words)}
    if _MONTH.match(words) or (words.isupper() and len(words) > 2):
        return False
    others = _NO_CITY | post_words("organisation")
    return folded.isdisjoint(others - {"new", "san", "los"}) and not any(map(str.isdigit, words))


def _country(regions: list[str]) -> str | None:
    """Return the country among what follows a city: `Louisiana, USA`, `BC, Canada`, `MD`."""
    for region in reversed(regions):
        name = region.replace(".", "").removeprefix("the ").removeprefix("The ").strip()
        if name in _UNITED_STATES or name in _ONLY_A_STATE:
            return "United States"
        if name == "UK":
            return "United Kingdom"
        if name == "UAE":
            return "United Arab Emirates"
        if name in _COUNTRIES:
            return name
    return None
