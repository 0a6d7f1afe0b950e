"""Numbers in words: `23`, `2,260`, `twenty-three`, `12th` and `Thirty-eighth`."""

import re

_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_FIRST_ORDINALS = re.findall(
    r"\w+",
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
)

_CARDINALS = {word: number for number, word in enumerate(_ONES)}
_CARDINALS |= {word: 20 + 10 * number for number, word in enumerate(_TENS)}
_CARDINALS |= {"a hundred": 100, "one hundred": 100, "hundred": 100, "a dozen": 12, "dozen": 12}
_ORDINALS = {word: number for number, word in enumerate(_FIRST_ORDINALS)}
_ORDINALS |= {word[:-1] + "ieth": 20 + 10 * number for number, word in enumerate(_TENS)}

_SMALL = "|".join(_ONES[1:])
_TEN = "|".join(_TENS)
CARDINAL = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{_TEN})(?:[- ](?:{_SMALL}))?"
    rf"|(?:a |one )?hundred|(?:a )?dozen|{_SMALL})"
)
"""a pattern for a whole number; case is the caller's choice"""
ORDINAL = (
    rf"(?:\d{{1,3}}\s?\^?(?:st|nd|rd|th)\^?|(?:{_TEN})[- ](?:{'|'.join(_FIRST_ORDINALS[1:10])})"
    rf"|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
)
"""a pattern for a place in a row; case is the caller's choice"""


def cardinal(printed: str) -> int | None:
    """Return what a match of `CARDINAL` stands for, or None."""
    return _value(printed, _CARDINALS)


def ordinal(printed: str) -> int | None:
    """Return what a match of `ORDINAL` stands for, or None."""
    return _value(re.sub(r"(?<=\d)\s?\^?(?:st|nd|rd|th)\^?$", "", printed.lower()), _ORDINALS)


def _value(printed: str, words: dict[str, int]) -> int | None:
    text = printed.lower().replace(",", "")
    if text.isdecimal():
        return int(text)
    if text in words:
        return words[text]
    ten, _, one = text.replace(" ", "-").partition("-")
    if ten in _CARDINALS and one in words:
        return _CARDINALS[ten] + words[one]
    return None
