"""A pasted page taken apart: which lines are entries, and which belong to none.

An entry begins with a head line (category, date and badge, glued). Below it stand
the title glued to the authors, then the abstract, whole or wrapped. What the page
has around that (menus, counts, buttons) is skipped, never joined to a neighbour.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from papercat.infer.abstract.doubt import doubt_of
from papercat.infer.abstract.find import Found, abstract_of, find_abstracts
from papercat.infer.dates import DATE
from papercat.infer.furniture import is_summary
from papercat.infer.taxonomy import full_codes
from papercat.model import Doubt, Refusal, Skipped
from papercat.readers.clipboard import clean
from papercat.readers.glued_words import without_buttons, without_trailers
from papercat.readers.listing_title import from_title, is_entry, is_glued, is_title, up_to_the_next
from papercat.readers.margins import without_margins
from papercat.readers.page_breaks import page_breaks
from papercat.readers.separate_authors import glue_authors
from papercat.readers.wrapped_titles import join_titles

_CODE = r"[A-Za-z][A-Za-z-]{0,11}?(?:\.[A-Za-z-]{2,12}?)?"
_PICTURES = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
_HEAD = re.compile(
    r"(?:(?:\d{1,4}[.)]|\[\d{1,4}\]|[*•#>-]{1,3}) )?"
    rf"(?P<codes>{_CODE}(?:, ?{_CODE}){{0,9}})(?P<gap>[ ·|,•-]{{0,3}})(?P<date>{DATE})"
    rf"(?P<badge>[ ·|,•]{{0,3}}(?:[A-Z(\[{_PICTURES}]|(?<=[·|•] )\w)[^.!?]{{0,40}})?"
)
"""a list's sign, categories, a date and badges"""
_BEHIND_TEXT = re.compile(
    rf"(?<=[.!?…)\]}}\"”$])(?P<head>{_CODE}(?:{DATE})(?:[A-Z][A-Za-z]{{0,20}})?)$"
)
"""a head glued to the abstract above, where two files without a line end were put together"""
_UNKNOWN_CODE = re.compile(r"[A-Z]{2}|[a-z]{2,8}-[a-z]{2,4}|[a-z-]{2,8}\.[A-Z]{2}")
"""a category that arXiv may have by the time the page is copied"""
_LONGEST_HEAD = 100
_SOON = 4
"""lines among which a title stands below a head"""


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
    trailers: tuple[str, ...] = ()
    """what stands behind the authors and is no organisation"""
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
    """The entries of a page, the lines that belong to none, and entries that can't be read."""
    page = without_margins([clean(line) for line in lines])
    behind = _heads_behind_text(page)
    for at, head_line in behind.items():
        page[at] = page[at].removesuffix(head_line)
    head_lines = dict(enumerate(page)) | behind
    heads = {at: head for at, line in head_lines.items() if (head := read_head(line))}
    below = _below_each(heads, behind, page)
    page = join_titles(glue_authors(page, below), below)
    bodies = [
        up_to_the_next(from_title([at for at in lines if page[at]], page), page) for lines in below
    ]
    blocks = [[page[at] for at in body] for body in bodies]
    entries: list[RawEntry] = []
    refused: list[Refusal] = []
    skipped: list[Skipped] = []
    taken: set[int] = set()
    for at, body, block, found in zip(heads, bodies, blocks, find_abstracts(blocks), strict=True):
        if not body:
            refused.append(Refusal(at + 1, f"cut off after {head_lines[at]!r}: no title follows"))
            continue
        places = [body[0], *(body[number] for number in found.lines)]
        taken.update(places if at in behind else (at, *places))
        entry, buttons = _entry(at, heads[at], head_lines[at], body[0], block, found)
        entries.append(entry)
        skipped += [Skipped(places[0] + 1, words) for words in entry.trailers]
        skipped += [Skipped(places[-1] + 1, words) for words in buttons]
    left = [at for at, line in enumerate(page) if line and at not in taken]
    skipped += [Skipped(at + 1, page[at]) for at in left]
    return entries, sorted(skipped, key=attrgetter("line")), [*refused, *_unread(left, page)]


def _entry(
    at: int, head: Head, head_line: str, title: int, block: Sequence[str], found: Found
) -> tuple[RawEntry, tuple[str, ...]]:
    """The entry whose head and title stand at two places, and a site's words in its abstract."""
    glued, trailers = without_trailers(block[0])
    abstract, buttons = without_buttons(abstract_of(block, found.lines))
    entry = RawEntry(
        line=at + 1,
        head=head,
        head_line=head_line,
        glued=glued,
        glued_line=title + 1,
        abstract=abstract,
        trailers=trailers,
        doubt=doubt_of(block, found),
    )
    return entry, buttons


def _unread(left: Sequence[int], page: Sequence[str]) -> Iterator[Refusal]:
    """Entries among the lines that are left, whose heads can't be read."""
    for above, at in pairwise(left):
        if not any(page[above + 1 : at]) and is_entry(page[above], page[at]):
            what = f"an entry without a head that can be read: {page[above]!r}"
            yield Refusal(above + 1, what)


def _heads_behind_text(page: Sequence[str]) -> dict[int, str]:
    """The heads that stand at the end of another line, by the line's place; a title is next."""
    found = {}
    for at, line in enumerate(page):
        head = _BEHIND_TEXT.search(line, max(0, len(line) - _LONGEST_HEAD))
        if head and read_head(head["head"]) and not read_head(line):
            below = next(filter(None, page[at + 1 : at + _SOON]), "")
            if below and is_title(below):
                found[at] = head["head"]
    return found


def _below_each(
    heads: Collection[int], behind: Collection[int], page: Sequence[str]
) -> list[list[int]]:
    """The places of the lines below each head, without empty ones and what is no paper's text.

    A line that has a head `behind` its text is still the entry's above.
    """
    breaks = page_breaks(page).difference(heads)
    ends = [*(at + (at in behind) for at in heads), len(page)][1:]
    below = [
        [at for at in range(head + 1, end) if page[at] and at not in breaks]
        for head, end in zip(heads, ends, strict=True)
    ]
    return [_without_summaries(body, page) for body in below]


def _without_summaries(body: list[int], page: Sequence[str]) -> list[int]:
    """A title may be called so, and what stands alone below it is all there is."""
    others = [at for at in body[1:] if not is_summary(page[at]) or is_glued(page[at])]
    return [*body[:1], *others] if others else body
