"""A pasted page taken apart: which lines are entries, and which belong to none.

An entry begins with a head line (category, date and badge, glued). Below it stand
the title glued to the authors, then the abstract, whole or wrapped. What the page
has around that (menus, counts, buttons) is skipped, never joined to a neighbour.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter

from papercat.importing.clipboard import clean
from papercat.importing.formats.listing.abstracts.doubt import doubt_of
from papercat.importing.formats.listing.abstracts.find import Found, abstract_of, find_abstracts
from papercat.importing.formats.listing.entry_head import Head, heads_behind_text, read_head
from papercat.importing.formats.listing.glued_words import (
    cut_short_as_usual,
    without_buttons,
    without_trailers,
)
from papercat.importing.formats.listing.margins import answers, without_margins
from papercat.importing.formats.listing.page_breaks import page_breaks
from papercat.importing.formats.listing.repeated_lines import without_repeated
from papercat.importing.formats.listing.separate_authors import glue_authors
from papercat.importing.formats.listing.site_lines import without_site_lines
from papercat.importing.formats.listing.title_line import from_title, is_entry, up_to_the_next
from papercat.importing.formats.listing.wrapped_titles import join_titles
from papercat.papers.model import Doubt, Refusal, Skipped


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


def entries_of(lines: Iterable[str]) -> tuple[list[RawEntry], list[Skipped], list[Refusal]]:
    """The entries of a page, the lines that belong to none, and entries that can't be read."""
    cleaned = [clean(line) for line in lines]
    page = without_margins(cleaned)
    behind = heads_behind_text(page)
    for at, head_line in behind.items():
        page[at] = page[at].removesuffix(head_line)
    head_lines = dict(enumerate(page)) | behind
    heads = {at: head for at, line in head_lines.items() if (head := read_head(line))}
    between = set(
        chain.from_iterable(run for run in answers(cleaned) if heads.keys().isdisjoint(run))
    )
    below = _below_each(heads, behind, page, between)
    page = glue_authors(page, below)
    below = without_repeated([[at for at in body if page[at]] for body in below], page)
    page = join_titles(page, below)
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
    short, counted = cut_short_as_usual(block[0])
    glued, trailers = without_trailers(short)
    abstract, buttons = without_buttons(abstract_of(block, found.lines))
    entry = RawEntry(
        line=at + 1,
        head=head,
        head_line=head_line,
        glued=glued,
        glued_line=title + 1,
        abstract=abstract,
        trailers=(*trailers, *counted),
        doubt=doubt_of(block, found),
    )
    return entry, buttons


def _unread(left: Sequence[int], page: Sequence[str]) -> Iterator[Refusal]:
    """Entries among the lines that are left, whose heads can't be read."""
    for above, at in pairwise(left):
        if not any(page[above + 1 : at]) and is_entry(page[above], page[at]):
            what = f"an entry without a head that can be read: {page[above]!r}"
            yield Refusal(above + 1, what)


def _below_each(
    heads: Collection[int], behind: Collection[int], page: Sequence[str], between: set[int]
) -> list[list[int]]:
    """The places of the lines below each head, without empty ones and what is no paper's text.

    What stands `between` is no entry's. A line that has a head `behind` its text is still the
    entry's above.
    """
    breaks = page_breaks(page).difference(heads) | between
    ends = [*(at + (at in behind) for at in heads), len(page)][1:]
    below = [
        [at for at in range(head + 1, end) if page[at] and at not in breaks]
        for head, end in zip(heads, ends, strict=True)
    ]
    return without_site_lines(below, page, heads)
