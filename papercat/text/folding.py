"""Folding: the one form in which texts are indexed, searched and suggested.

Case, accents, ligatures, compatibility characters, markup and invisible characters
never matter. The result has words separated by blanks, exactly as the full-text index
splits it. Scripts that are written without blanks become one word per character, so
that a phrase finds any part of a sentence.
"""

import html
import re
import unicodedata
from functools import cache

# Patterns that few texts need are compiled when the first of them comes.
_TAG = (
    r"(?i)</?(?:su[bp]|[biu]|em|strong|tt|sc|scp|br)\s*/?>"
    r"|<(?:span|font|a|p|div|mml:\w+)(?:\s[^<>]*)?>|</(?:span|font|a|p|div|mml:\w+)>"
)
_TEX_ACCENT = r"""\\(?:["'`^~=.]|[uvHcdbkr](?=[\s{\\]))\s*\{?\s*\\?([^\W\d_])\}{0,2}"""
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_NO_LETTER = r"[^\w\s]|_"
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U0010fffd]"
SPACELESS = (
    "\u0e00-\u0e7f"  # Thai
    "\u0e80-\u0eff"  # Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3031-\u3035\u3040-\u309f\u30a0-\u30ff\u31f0-\u31ff"  # Kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7a3"  # Hangul
)
"""ranges of characters that are written without blanks between words, for a pattern"""
FIRST_SPACELESS = SPACELESS[0]
"""the first of them; few texts go so far, and a pattern of them takes long to compile"""

# Marks that belong to a letter's look. Vowel signs of Indic scripts are letters, and stay.
_ACCENT_RANGES = (
    (0x0300, 0x036F),  # Latin, Greek, Cyrillic
    (0x0483, 0x0489),  # Old Cyrillic
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic
    (0x064B, 0x065F),  # Arabic vowel signs
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x093C, 0x093C),  # the dot of borrowed letters in Devanagari
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFE20, 0xFE2F),
)
_ARABIC_TATWEEL = 0x0640
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
    "þ": "th", "ŋ": "n",
}  # fmt: skip
"""letters that no accent makes, as a keyboard without them types them"""
_KEPT = {"й": "\ue000", "ї": "\ue001", "ў": "\ue002"}
"""letters of their own in Cyrillic, though Unicode composes them → stand-in while folding"""


@cache
def _replaced_letters() -> dict[int, str | None]:
    table: dict[int, str | None] = {_ARABIC_TATWEEL: None}
    for first, last in _ACCENT_RANGES:
        table.update(dict.fromkeys(range(first, last + 1)))
    for letter, plain in _LETTERS.items():
        table[ord(letter)] = plain
    return table


_PROTECT = str.maketrans(_KEPT)
_RESTORE = str.maketrans({stand_in: letter for letter, stand_in in _KEPT.items()})


def fold(text: str) -> str:
    """Fold a text into words separated by single blanks.

    >>> fold("Self\u00adsupervised H<sub>2</sub>O &amp; CO₂: the eﬃcient Σίσυφος")
    'selfsupervised h2o co2 the efficient σισυφοσ'
    >>> fold("GPT模型")
    'gpt 模 型'
    """
    return " ".join(fold_words(text))


def fold_words(text: str) -> list[str]:
    """Fold a text and split it into its words."""
    folded = fold_letters(text)
    if folded.isascii():
        return _ASCII_WORD.findall(folded)
    return folded.split()


def fold_letters(text: str) -> str:
    """Fold the letters of a text; punctuation that separates words may remain."""
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "<" in text:
        text = re.sub(_TAG, "", text)
    if "\\" in text:
        text = re.sub(_TEX_ACCENT, r"\1", text.replace("{\\", "\\"))
    if text.isascii():
        return text.lower()
    return _fold_unicode(text)


def _fold_unicode(text: str) -> str:
    text = re.sub(_PRIVATE, " ", text)
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFC", text).translate(_PROTECT)
    text = unicodedata.normalize("NFKD", text).translate(_replaced_letters()).translate(_RESTORE)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(_NO_LETTER, _replacement, text)
    if max(text, default="") >= FIRST_SPACELESS:
        text = re.sub(f"[{SPACELESS}]", r" \g<0> ", text)
    return text


def _replacement(found: re.Match[str]) -> str:
    """Keep a vowel sign, drop an invisible character, replace any other by a blank."""
    char = found[0]
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category[0] == "M":
        return char
    return " "


def sort_key(text: str) -> str:
    """Fold a title or a name for sorting: Å, Č, É, Ł and Ö stand beside their letters."""
    return fold(text) or text


def contains_literally(text: str, part: str) -> bool:
    """Tell whether a text has a part with its signs: `C++`, `Na+` for Na⁺."""
    return _without_case(part) in _without_case(text)


def _without_case(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
