"""A pasted page taken apart: which lines are entries, and which belong to none.

An entry begins with a head line (category, date and badge, glued). Below it stand
the title glued to the authors, then the abstract, whole or wrapped. What the page
has around that (menus, counts, buttons) is skipped, never joined to a neighbour.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from papercat.infer.abstract.find import find_abstracts
from papercat.infer.abstract_doubt import abstract_of, doubt_of
from papercat.infer.dates import DATE
from papercat.infer.taxonomy import full_codes
from papercat.model import Doubt, Refusal, Skipped
from papercat.readers.clipboard import clean
from papercat.readers.listing_title import from_title, up_to_the_next
from papercat.readers.wrapped_titles import join_titles

_CODE = r"[A-Za-z][A-Za-z-]{0,11}?(?:\.[A-Za-z-]{2,12}?)?"
_HEAD = re.compile(
    r"(?:(?:\d{1,4}[.)]|\[\d{1,4}\]|[*•#>-]{1,3}) )?"
    rf"(?P<codes>{_CODE}(?:, ?{_CODE}){{0,9}})(?P<gap>[ ·|,•-]{{0,3}})(?P<date>{DATE})"
    r"(?P<badge>[ ·|,•]{0,3}(?:[A-Z★☆⭐(\[]|(?<=[·|•] )\w)[^.!?]{0,40})?"
)
"""a list's sign, categories, a date and badges"""
_UNKNOWN_CODE = re.compile(r"[A-Z]{2}|[a-z]{2,8}-[a-z]{2,4}|[a-z-]{2,8}\.[A-Z]{2}")
"""a category that arXiv may have by the time the page is copied"""
_LONGEST_HEAD = 100


@dataclass(frozen=True, slots=True)
class Head:
    """A head line taken apart; each part as printed."""

    codes: tuple[str, ...]
    """of the categories, the primary one first"""
    date: str
    badge: str


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry's lines. `line` is where it begins, from 1."""

    line: int
    head: Head
    head_line: str
    glued: str
    glued_line: int
    abstract: str
    doubt: Doubt | None = None
    """which lines are the abstract, where that is not clear"""


def read_head(line: str) -> Head | None:
    """The parts of a head line, or None where the line is something else.

    `Updated May 6, 2022` and `in May 2022` are none: a code is one that arXiv has or
    might have, and a short one before `today` stands glued to it.
    """
    if len(line) > _LONGEST_HEAD:
        return None
    found = _HEAD.fullmatch(line)
    if not found:
        return None
    codes, gap, date = re.split(", ?", found["codes"]), found["gap"], found["date"]
    if not all(map(_may_be_a_code, codes)):
        return None
    if gap == " " and "." not in codes[-1] and not any(map(str.isdigit, date)):
        return None
    return Head(tuple(codes), date, (found["badge"] or "").strip(" ·|,•"))


def _may_be_a_code(code: str) -> bool:
    known = any(full.endswith(code) for full in full_codes(code)) or "." in code
    return known or bool(_UNKNOWN_CODE.fullmatch(code))


def entries_of(lines: Iterable[str]) -> tuple[list[RawEntry], list[Skipped], list[Refusal]]:
    """The entries of a page, the lines that belong to none, and entries without a title."""
    page = [clean(line) for line in lines]
    heads = [(at, head) for at, line in enumerate(page) if (head := read_head(line))]
    ends = [*(at for at, _ in heads), len(page)][1:]
    below = [range(head + 1, end) for (head, _), end in zip(heads, ends, strict=True)]
    page = join_titles(page, [[at for at in lines if page[at]] for lines in below])
    bodies = [
        up_to_the_next(from_title([at for at in lines if page[at]], page), page) for lines in below
    ]
    blocks = [[page[at] for at in body] for body in bodies]
    entries: list[RawEntry] = []
    refused: list[Refusal] = []
    taken: set[int] = set()
    for (at, head), body, block, found in zip(
        heads, bodies, blocks, find_abstracts(blocks), strict=True
    ):
        if not body:
            refused.append(Refusal(at + 1, f"cut off after {page[at]!r}: no title follows"))
            continue
        taken.update((at, body[0], *(body[number] for number in found.lines)))
        text, doubt = abstract_of(block, found.lines), doubt_of(block, found)
        entries.append(RawEntry(at + 1, head, page[at], block[0], body[0] + 1, text, doubt))
    skipped = [Skipped(at + 1, page[at]) for at in range(len(page)) if page[at] and at not in taken]
    return entries, skipped, refused
