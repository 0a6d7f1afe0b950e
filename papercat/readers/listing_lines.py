"""A pasted page taken apart: which lines are entries, and which belong to none.

An entry begins with a head line (category, date and badge, glued). Below it stand
the title glued to the authors, then the abstract, whole or wrapped. What the page
has around that (menus, counts, buttons) is skipped, never joined to a neighbour.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from papercat.infer.dates import DATE
from papercat.model import Refusal, Skipped

_HEAD = re.compile(
    rf"(?P<code>[A-Za-z][A-Za-z-]{{0,11}}?(?:\.[A-Za-z-]{{2,8}})?)[ ·|,]{{0,3}}(?P<date>{DATE})"
    r"(?P<badge>[ ·|]{0,3}[A-Za-z][A-Za-z +/-]{0,40})?"
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SENTENCE_END = re.compile(r"[.!?:;…。．)\]\"'”’$]$")
_SHORT = 60
"""characters; a button or a menu item is rarely longer, a line of an abstract rarely shorter"""


@dataclass(frozen=True, slots=True)
class Head:
    """A head line taken apart; each part as printed."""

    code: str
    date: str
    badge: str


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry's lines. `line` is where it begins, from 1."""

    line: int
    head: Head
    head_line: str
    glued: str
    abstract: str


def clean(line: str) -> str:
    """A line without what a browser's clipboard adds: odd spaces, invisible characters.

    Accents are composed (NFC), so that a name copied from one system equals the
    same name copied from another.
    """
    if line.isascii():
        return " ".join(line.split()) if "  " in line or "\t" in line else line.strip()
    return " ".join(unicodedata.normalize("NFC", line.translate(_INVISIBLE)).split())


def read_head(line: str) -> Head | None:
    """The parts of a head line, or None where the line is something else."""
    if len(line) > 100:
        return None
    found = _HEAD.fullmatch(line)
    if not found:
        return None
    return Head(found["code"], found["date"], (found["badge"] or "").strip(" ·|"))


def entries_of(lines: Iterable[str]) -> tuple[list[RawEntry], list[Skipped], list[Refusal]]:
    """The entries of a page, the lines that belong to none, and entries cut off."""
    page = [clean(line) for line in lines]
    heads = [(at, head) for at, line in enumerate(page) if (head := read_head(line))]
    entries: list[RawEntry] = []
    refused: list[Refusal] = []
    first = heads[0][0] if heads else len(page)
    skipped = [Skipped(at + 1, page[at]) for at in range(first) if page[at]]
    for number, (at, head) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(page)
        body = [i for i in range(at + 1, end) if page[i]]
        if not body:
            refused.append(Refusal(at + 1, f"cut off after {page[at]!r}: no title follows"))
            continue
        kept = _abstract_lines([page[i] for i in body[1:]])
        skipped += [Skipped(i + 1, page[i]) for i in body[1 + kept :]]
        abstract = " ".join(page[i] for i in body[1 : 1 + kept])
        entries.append(RawEntry(at + 1, head, page[at], page[body[0]], abstract))
    return entries, skipped, refused


def _abstract_lines(lines: Sequence[str]) -> int:
    """How many of the lines below a title are its abstract; the rest is furniture.

    An abstract goes on while its last line has not ended a sentence or the next
    line looks like running text.
    """
    kept = 0
    for line in lines:
        if _is_furniture(line) and (kept == 0 or _SENTENCE_END.search(lines[kept - 1])):
            break
        kept += 1
    return kept


def _is_furniture(line: str) -> bool:
    """Whether a line looks like a button, a count or a menu rather than a sentence."""
    return len(line) <= _SHORT and not _SENTENCE_END.search(line)
