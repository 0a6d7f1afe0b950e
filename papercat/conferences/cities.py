"""Where an event is: the city and the country, as a sentence prints them."""

import re

from papercat.conferences.prose import UPPER

_WORD = rf"(?:St\.|U\.S\.(?:A\.)?|U\.K\.|[{UPPER}][\w’'-]*)"
_PLACE = rf"(?:{_WORD}(?:[ -](?:(?:de|del|do|da|la|of|the|and)[ -])?{_WORD}){{0,3}})"
_AFTER = (
    r"(?=\s*(?:$|[.,;:!?)(–—-]"
    r"|(?:and|or|from|on|this|with|for|between|as|at|where|next|by|is)\b))"
)
_IN = re.compile(rf"\b(?:in|at|to) (?:the )?({_PLACE}?), ({_PLACE}?)(?:, ({_PLACE}?))?{_AFTER}")
_CITY = re.compile(rf"\b(?:in|to) ({_PLACE}?){_AFTER}")
_STATES = frozenset(
    re.findall(
        r"\w[\w’' ]*",
        "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,"
        "Hawaii,Hawai'i,Hawai’i,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,"
        "Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,"
        "New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,"
        "Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,"
        "Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming",
    )
)
"""a state of the USA after a city leaves out the country"""
_USA = frozenset({"US", "USA", "United States of America"})
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")

Place = tuple[str | None, str | None]
"""city and country"""


def find(sentence: str, start: int = 0) -> Place | None:
    """Return the first place after `start`: with its country, else a city alone."""
    return find_whole(sentence, start) or _city(sentence, start)


def find_whole(sentence: str, start: int = 0) -> Place | None:
    """Return the first place after `start` that is printed with its country."""
    for match in _IN.finditer(sentence, start):
        city, *regions = (part for part in match.groups() if part)
        if not _MONTH.match(city):
            return city, _country(regions)
    return None


def _city(sentence: str, start: int) -> Place | None:
    for match in _CITY.finditer(sentence, start):
        if not _MONTH.match(match[1]) and not match[1].isupper():
            return match[1], None
    return None


def _country(regions: list[str]) -> str:
    """Return the country among what follows a city: `Louisiana, USA`, `BC, Canada`, `Austria`."""
    if len(regions) == 1 and regions[0] in _STATES - {"Georgia"}:
        return "United States"
    country = regions[-1]
    return "United States" if country.replace(".", "") in _USA else country
