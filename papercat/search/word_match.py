"""Words of a search as FTS5 expressions.

Every word becomes a quoted string of folded words, so nothing that was typed is FTS5
syntax. A word matches *exactly* as it is typed, or *widely*: also in its other forms and
spellings.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence

from papercat.catalogue.sql_values import first_column, text_list
from papercat.search.query_terms import Phrase, Word
from papercat.search.word_forms import related_forms
from papercat.text.folding import fold_words

VARIANTS = """
SELECT v.indexed FROM json_each(?) AS wanted JOIN word_variants AS v ON v.typed = wanted.value
"""

STATED_TEXT = "{title abstract authors notes}"
"""the columns where quoted words are looked for: comments and inferred authors are left out"""

_HYPHENS = re.compile(r"(?<=[^\W_])[-'’‐‑–](?=[^\W_])")
_LITERAL = re.compile(r"[^\W_][+#]+$")


def _greek_letters() -> dict[str, str]:
    names = {"λ": "lambda"}
    for code in range(ord("α"), ord("ω") + 1):
        letter = chr(code)
        names.setdefault(letter, unicodedata.name(letter).split()[-1].lower())
    return names


_GREEK = _greek_letters()
_LETTERS = {name: letter for letter, name in _GREEK.items()}


def is_literal(text: str) -> bool:
    """Tell whether a word ends in signs that set it apart: `C++`, `F#`."""
    return bool(_LITERAL.search(text))


def match_word(db: sqlite3.Connection, word: Word | Phrase, *, wide: bool) -> str:
    """Write the FTS5 expression for a word or phrase."""
    exact = " ".join(fold_words(word.text))
    if isinstance(word, Phrase):
        return quoted(exact)
    if word.prefix:
        return quoted(exact) + " *"
    if not wide:
        return quoted(exact)
    return any_of_words([exact, *other_spellings(db, word.text)])


def any_of_words(spellings: Iterable[str]) -> str:
    """Write the FTS5 expression for any of some words or phrases."""
    strings = [quoted(spelling) for spelling in spellings]
    if len(strings) == 1:
        return strings[0]
    return f"({' OR '.join(strings)})"


def match_all(wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    """Join FTS5 expressions that must match, and those that must not."""
    match = f"({' AND '.join(wanted)})"
    if not unwanted:
        return match
    return f"({match} NOT ({' OR '.join(unwanted)}))"


def quoted(folded: str) -> str:
    """Write folded words as one FTS5 string."""
    return f'"{folded}"'


def other_spellings(db: sqlite3.Connection, text: str) -> list[str]:
    """List the other forms and spellings of a word, as the index has them.

    `matrix` is also found as *matrices*, `multi-agent` as *multiagent* and the other way
    round, and `β` as *beta*.
    """
    words = fold_words(text)
    if not words:
        return []
    exact = " ".join(words)
    found = _greek_spellings(words)
    joined = "".join(words)
    may_be_joined = len(words) == 1 or bool(_HYPHENS.search(text))
    if may_be_joined:
        whole = [joined, *related_forms(joined)]
        found += whole
        found += first_column(db.execute(VARIANTS, (text_list(whole),)))
    if len(words) > 1:
        found += [" ".join([*words[:-1], form]) for form in related_forms(words[-1])]
    return [spelling for spelling in dict.fromkeys(found) if spelling != exact]


def _greek_spellings(words: list[str]) -> list[str]:
    """Spell Greek letters out and abbreviate spelt ones: `β-VAE`, *beta-VAE*."""
    others = [_GREEK.get(word) or _LETTERS.get(word) or word for word in words]
    if others == words:
        return []
    return [" ".join(others)]
