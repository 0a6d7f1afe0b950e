"""A page wrapped as a whole, as mails are: titles that go on below are put together.

Which line ends a title is told by the names at its end, for a title may end where a line is
full, and the abstract's first line then looks like more of it.
"""

import re
from collections.abc import Iterator, Sequence

from papercat.importing.formats.listing.known_site_lines import is_notice
from papercat.importing.formats.listing.name_shape import small_words_are_particles
from papercat.importing.formats.listing.splitting.split import (
    GluedLine,
    Split,
    split_line,
    split_page,
)
from papercat.importing.formats.listing.title_line import is_furniture, is_glued, is_title
from papercat.importing.formats.listing.wrapping import is_full, put_together, width_of

_MOST = 6
"""lines of a title with its authors"""
_SOON = 8
"""lines below a head, among which a title begins"""
_NEARLY = 14
"""characters by which a line may be longer than `width_of` says: that is the least possible, and
letters of different widths take up different room"""
_NEARLY_FULL = 0.7
"""of the width: a line so long may be full, for a title's letters are often larger"""
_AS_SURE = 0.05
"""by how much a longer reading may be less likely and is still taken"""
_MOST_WORDS = 7
"""of a name"""
_CUT = (",", "-", "·")
"""what no list of authors ends with"""
_NO_NAME = re.compile(r"[:;/@?!]|\d\d")
"""what a site's line has, and no name"""
_INITIAL = re.compile(r"(?:^| )\w\.?$")


def join_titles(page: Sequence[str], bodies: Sequence[Sequence[int]]) -> list[str]:
    """The page with each title on its first line; the others that it had are empty.

    A body is the numbers of the lines below a head, without empty ones. Every entry has a width
    of its own where its lines tell, for part of a page may be wrapped.
    """
    lines = list(page)
    usual = width_of([page[at] for at in body] for body in bodies)
    for body in bodies:
        texts = [page[at] for at in body]
        told = width_of([texts]) or usual
        chains = list(_chains(body[:_SOON], page, told or max(map(len, texts), default=0)))
        for chain in chains if len(chains) < len(body[:_SOON]) else []:
            count = _title_in([page[at] for at in chain], told=told > 0)
            title = put_together([page[at] for at in chain[:count]])
            if is_title(title):
                lines[chain[0]] = title
                lines[chain[0] + 1 : chain[count - 1] + 1] = [""] * (chain[count - 1] - chain[0])
                break
    return lines


def _chains(body: Sequence[int], page: Sequence[str], width: int) -> Iterator[list[int]]:
    """Lines that go on below: the next line's first word finds no room in them."""
    chain: list[int] = []
    for at in body:
        if chain and not _goes_on(page[chain[-1]], page[at], width):
            yield chain
            chain = []
        chain.append(at)
    if chain:
        yield chain


def _goes_on(above: str, below: str, width: int) -> bool:
    if max(len(above), len(below)) > width + _NEARLY or " " not in above:
        return False
    if above.endswith(".") and is_notice(above):
        return False
    if is_furniture(below) and below[0] != "·" and not above.endswith(_CUT):
        return False
    return is_full(above, below, round(_NEARLY_FULL * width))


def _title_in(lines: Sequence[str], *, told: bool) -> int:
    """How many of the lines are a title with its authors.

    As many as end in names, or the first that do where no width was told; what `et al.` or
    organisations end ends there.
    """
    together = [put_together(lines[: count + 1]) for count in range(min(len(lines), _MOST))]
    for count, text in enumerate(together, 1):
        more = lines[count][:1] if count < len(lines) else ""
        if is_glued(text) and more != "·" and not text.endswith(_CUT):
            authors = split_line(text).best.authors
            if all(map(_may_be_name, authors)):
                return count
    splits = split_page([GluedLine(text, "") for text in together], explain=False)
    best = max(splits, key=_sure)
    if not _sure(best):
        return 1
    ends = (
        count
        for count, split in enumerate(splits, 1)
        if split.best.title == best.best.title and _sure(split) >= _sure(best) - _AS_SURE
    )
    if told:
        return max(ends)
    return next((count for count in ends if " " in _last_author(splits[count - 1])), 1)


def _sure(split: Split) -> float:
    """How surely a reading is whole: a list of authors ends in a name."""
    if _INITIAL.search(_last_author(split)) or not all(map(_may_be_name, split.best.authors)):
        return 0.0
    return split.best.probability


def _last_author(split: Split) -> str:
    return split.best.authors[-1] if split.best.authors else ""


def _may_be_name(author: str) -> bool:
    words = author.split()
    few = 0 < len(words) <= _MOST_WORDS and not _NO_NAME.search(author)
    return few and small_words_are_particles(words) and not author.endswith(_CUT)
