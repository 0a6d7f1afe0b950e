r"""Words with accents as TeX writes them: `Schr\"odinger`, `Erd\H{o}s`, `Poincar\'e`."""

import re

_ACCENT = r"\\(?:[\"'`^~=.]|[uvHcdbkr](?=[\s{\\]))\s*\{?\s*\\?(?=[^\W\d_])"
_ACCENTS = re.compile(_ACCENT)
_WORD = re.compile(rf"[^\W\d_]*(?:{_ACCENT}[^\W\d_]\}}?[^\W\d_]*)+")
_LEFT_OVER = re.compile(r"[\\{}]")


def accented_words(text: str) -> set[str]:
    r"""The words that have an accent of TeX's, as they stand."""
    found, at = set[str](), 0
    while accent := _ACCENTS.search(text, at):  # few have any: looked for first, then around it
        start = accent.start()
        while start > at and _is_letter(text[start - 1]):
            start -= 1
        if word := _WORD.match(text, start):
            found.add(word[0])
        at = word.end() if word else accent.end()
    return found


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()


def without_accents(text: str) -> str:
    r"""The text with TeX's accents left out: `Schrodinger`."""
    return _WORD.sub(lambda word: _LEFT_OVER.sub("", _ACCENTS.sub("", word[0])), text)
