r"""Words with accents as TeX writes them: `Schr\"odinger`, `Erd\H{o}s`, `Poincar\'e`."""

import re

_ACCENT = r"\\(?:[\"'`^~=.]|[uvHcdbkr](?=[\s{\\]))\s*\{?\s*\\?(?=[^\W\d_])"
_ACCENTS = re.compile(_ACCENT)
_WORD = re.compile(rf"[^\W\d_]*(?:{_ACCENT}[^\W\d_]\}}?[^\W\d_]*)+")
_LEFT_OVER = re.compile(r"[\\{}]")


def accented_words(text: str) -> set[str]:
    r"""The words that have an accent of TeX's, as they stand."""
    return set(_WORD.findall(text)) if "\\" in text else set()


def without_accents(text: str) -> str:
    r"""The text with TeX's accents left out: `Schrodinger`."""
    return _WORD.sub(lambda word: _LEFT_OVER.sub("", _ACCENTS.sub("", word[0])), text)
