"""Text without the signs that a browser's clipboard adds."""

import html
import re
import unicodedata
from html.entities import html5

_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u180e\ufffc" + _DIRECTIONS))
"""what browsers put where a line may break, a word be hyphenated or a picture was, and what phones
put around a date, for `str.translate`"""
_LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
"""letters that a PDF prints as one sign"""
_JOINERS = re.compile(r"(?<![\u0600-\u08ff\u0900-\u0dff\u200c\u200d])[\u200c\u200d]+")
"""joiners after anything but Arabic and Indic letters, which need them"""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|(?P<name>[A-Za-z]{2,31}\d{0,2}));")


def clean(line: str) -> str:
    """Return a line without what a browser's clipboard adds: odd spaces, invisible characters.

    Accents are composed (NFC), so that a name copied from one system equals the
    same name copied from another. What HTML escapes is the character again.
    """
    if "&" in line:
        line = _ENTITY.sub(_unescaped, line)
    if not line.isascii():
        line = _JOINERS.sub("", line.translate(INVISIBLE).translate(_LIGATURES))
        line = unicodedata.normalize("NFC", line)
    return " ".join(line.split())


def _unescaped(entity: re.Match[str]) -> str:
    """Return the character; `html.unescape` alone would make `¬hing;` of `&nothing;`."""
    name = entity["name"]
    if name and f"{name};" not in html5:
        return entity[0]
    return html.unescape(entity[0])
