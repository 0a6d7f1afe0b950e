"""Names prepared for comparison, the frequency of their words, and their blocks.

Frequencies come from a table that ships with papercat (``common_names.txt``, made by
``training/count_names.py``), not from the catalogue: else each import would change
them, and with them who is who. Blocking, comparing only records that share a key, is Newcombe's
(Science 130, 1959); see Christen, *Data Matching* (2012), chapter 4.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from papercat.text.names import PARTICLES, SUFFIXES, fold_romaji, fold_umlauts, is_group

COMMON_SURNAME = 5
"""From this grade on (2**5 names share it) a surname is too common to forgive misprints."""

_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
_NO_INITIALS = frozenset({"jr", "kr", "mc", "md", "mr", "dr", "ng", "sh", "sr", "st", "ph", "th"})


@dataclass(slots=True)  # not frozen: that takes twice as long to make, and there is one a name
class NameForm:
    """A folded name as comparison wants it: words without a suffix such as ``jr``."""

    key: str
    words: tuple[str, ...]
    last: str
    """The last word, umlauts folded."""
    given: tuple[str, ...]
    """All words but the last."""
    suffix: str | None
    letters: str
    """The words without a space between them."""


@cache
def _grades() -> tuple[dict[str, int], dict[str, int]]:
    """Load the grades of common surnames and of common given names."""
    table: dict[str, dict[str, int]] = {"surname": {}, "given": {}}
    text = resources.files("papercat.people").joinpath("common_names.txt").read_text("ascii")
    for line in text.splitlines():
        kind, grade, *words = line.split()
        table[kind].update(dict.fromkeys(words, int(grade)))
    return table["surname"], table["given"]


def surname_grade(word: str) -> int:
    """Say how common a surname is: 0 for rare, else the logarithm of how many names share it."""
    return _grades()[0].get(word, 0)


def given_grade(word: str) -> int:
    """Say how common a given name is, on the same scale."""
    return _grades()[1].get(word, 0)


@cache
def _short_forms() -> dict[str, set[str]]:
    """Map every name in ``short_forms.txt`` to the names it fits.

    A line holds one group: the short form, then the names it may stand for. Steven and
    Stefan fit Steve but not each other. The table was compiled by hand for papercat; of its
    455 pairs 238 are also in github.com/carltonnorthern/nicknames (Apache-2.0).
    """
    text = resources.files("papercat.people").joinpath("short_forms.txt").read_text("ascii")
    fits: defaultdict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        short, *full = line.split()
        for name in full:
            fits[short].add(name)
            fits[name].add(short)
    return dict(fits)


def other_forms(given: str) -> set[str]:
    """Return the other forms of a folded given name.

    >>> other_forms("samuel")
    {'sam'}
    """
    return _short_forms().get(given, set())


def are_short_forms(one: str, other: str) -> bool:
    """Say if one folded given name is a short form of the other."""
    return other in other_forms(one)


def _initials(word: str) -> Iterable[str]:
    """Part initials printed without stops: ``CS Malarkodi``; every other word is one part."""
    return (
        word
        if len(word) == 2 and _CONSONANTS.issuperset(word) and word not in _NO_INITIALS
        else (word,)
    )


def new_name_form(key: str) -> NameForm:
    """Prepare an identity key, which may end in ``#…`` where a person split a name."""
    words = key.partition("#")[0].split() or [key]
    if 2 in map(len, words):
        words = [part for word in words for part in _initials(word)]
    suffix = None
    if len(words) > 2 and words[-1] in SUFFIXES:
        suffix = words.pop()
    last = fold_umlauts(words[-1])
    return NameForm(key, tuple(words), last, tuple(words[:-1]), suffix, "".join(words))


name_form = lru_cache(maxsize=1 << 14)(new_name_form)
"""The same, remembered a while: whoever compares names comes back to them."""


def surname_initial(words: tuple[str, ...]) -> str:
    """Give the surname's initial of ``Deepak P`` or ``S Shivashankar``; empty for other names."""
    if len(words) < 2 or (len(words[-1]) == 1) == (len(words[0]) == 1):
        return ""
    return words[-1] if len(words[-1]) == 1 else words[0]


def _plain_blocks(first: str, last: str) -> list[tuple[str, bool]]:
    """Give the blocks in which a first and a last word meet their variants."""
    if surname_grade(last) < COMMON_SURNAME:
        return [(f"{last} {first[0]}", True)]
    blocks = [(f"{last} {first[0]}.", len(first) == 1)]
    if len(first) > 1:
        blocks.append((f"{last} {fold_romaji(fold_umlauts(first))}", True))
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
    if len(words) < 2 or is_group(form.key):
        return []
    first, last = words[0], form.last
    blocks = _plain_blocks(first, last)
    blocks.append(("=" + "".join(sorted(form.letters)), True))
    if len(first) > 2:
        rare = surname_grade(last) < COMMON_SURNAME
        blocks += ((f"{first} {last[:3]}-", rare), (f"{first} -{last[-3:]}", rare))
    if short := surname_initial(words):
        given = words[:-1] if len(last) == 1 else words[1:]
        blocks.append((f"{' '.join(given)} {short}..", True))
    else:
        blocks.append((f"{' '.join(form.given)} {last[0]}..", False))
    if len(words) > 2:
        blocks += _shorter_blocks(words, last)
    return blocks


def _shorter_blocks(words: tuple[str, ...], last: str) -> list[tuple[str, bool]]:
    """Give the blocks where a name meets those that lack its last surname or its first name."""
    blocks: list[tuple[str, bool]] = []
    end = len(words) - 1
    while end > 2 and words[end - 1] in PARTICLES:
        end -= 1
    if end > 1 and len(words[end - 1]) > 1:
        blocks += _plain_blocks(words[0], fold_umlauts(words[end - 1]))
    if len(words) > 2 and len(words[1]) > 1:
        blocks += _plain_blocks(words[1], last)
    return blocks
