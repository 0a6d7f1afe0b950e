"""What a browser's clipboard adds to a text, and the text without it."""

import re
import unicodedata

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u180e"))
"""what browsers put where a line may break or a word be hyphenated, for `str.translate`"""
_JOINERS = re.compile(r"(?<![\u0600-\u08ff\u0900-\u0dff\u200c\u200d])[\u200c\u200d]+")
"""joiners after anything but Arabic and Indic letters, which need them"""


def clean(line: str) -> str:
    """A line without what a browser's clipboard adds: odd spaces, invisible characters.

    Accents are composed (NFC), so that a name copied from one system equals the
    same name copied from another.
    """
    if not line.isascii():
        line = _JOINERS.sub("", line.translate(INVISIBLE))
        line = unicodedata.normalize("NFC", line)
    return " ".join(line.split())
