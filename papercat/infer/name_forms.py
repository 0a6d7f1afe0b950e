"""A name prepared for comparison, how common its words are, and which names it may meet.

How common a name is comes from a table that ships with papercat
(``common_names.txt``, made by ``training/count_names.py``) and not from the
catalogue: were it counted there, who is who would depend on what else has been
imported. Blocking, comparing only records that share a key, is Newcombe's
(Science 130, 1959); see Christen, *Data Matching* (2012), chapter 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from papercat.infer.names import SUFFIXES, fold_umlauts
from papercat.infer.short_forms import other_forms

COMMON_SURNAME = 5
"""From this grade on (2**5 names share it) a surname is too common to forgive misprints."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """A folded name as comparison wants it: words without a suffix such as ``jr``."""

    key: str
    words: tuple[str, ...]
    last: str
    """The last word, umlauts folded."""
    given: tuple[str, ...]
    """All words but the last."""
    suffix: str | None


@cache
def _grades() -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {"surname": {}, "given": {}}
    text = resources.files("papercat.infer").joinpath("common_names.txt").read_text("ascii")
    for line in text.splitlines():
        kind, grade, *words = line.split()
        table[kind].update(dict.fromkeys(words, int(grade)))
    return table


def surname_grade(word: str) -> int:
    """Say how common a surname is: 0 for rare, else the logarithm of how many names share it."""
    return _grades()["surname"].get(word, 0)


def given_grade(word: str) -> int:
    """Say how common a given name is, on the same scale."""
    return _grades()["given"].get(word, 0)


def name_form(key: str) -> NameForm:
    """Prepare an identity key, which may end in ``#…`` where a person split a name."""
    words = key.partition("#")[0].split() or [key]
    suffix = None
    if len(words) > 2 and words[-1] in SUFFIXES:
        suffix = words.pop()
    return NameForm(key, tuple(words), fold_umlauts(words[-1]), tuple(words[:-1]), suffix)


def _plain_blocks(first: str, last: str) -> list[tuple[str, bool]]:
    """Give the blocks in which a first and a last word meet their variants."""
    initial = f"{last} {first[0]}"
    if surname_grade(last) < COMMON_SURNAME:
        return [(initial, True)]
    blocks = [(f"{last} {first[0]}.", len(first) == 1)]
    if len(first) > 1:
        blocks.append((f"{last} {first}", True))
        blocks += [
            (f"{last} {min(first, form)}/{max(first, form)}", True) for form in other_forms(first)
        ]
    return blocks


def block_keys(form: NameForm) -> list[tuple[str, bool]]:
    """Give the blocks a name is in: only names that share a block can be one person.

    The flag says whether the name meets everyone in the block or only those
    with the flag: full names meet ``J Wang`` in the block ``wang j.``, but not
    each other there.
    """
    words = form.words
    if len(words) < 2:
        return []
    first, last = words[0], form.last
    blocks = _plain_blocks(first, last)
    blocks.append(("=" + "".join(sorted("".join(words))), True))
    if len(first) > 2:
        rare = surname_grade(last) < COMMON_SURNAME
        blocks += [(f"{first} {last[:3]}-", rare), (f"{first} -{last[-3:]}", rare)]
    if len(words) > 2:
        if len(words[-2]) > 1:
            blocks += _plain_blocks(first, fold_umlauts(words[-2]))
        if len(words[1]) > 1:
            blocks += _plain_blocks(words[1], last)
    return blocks
