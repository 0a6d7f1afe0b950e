"""A page wrapped as a whole, as mails are: titles that go on below are put together.

Which line ends a title is told by the names at its end, for a title may end where a line is
full, and the abstract's first line then looks like more of it.
"""

from collections.abc import Iterator, Sequence

from papercat.infer.boundary.split import GluedLine, Split, split_page
from papercat.infer.wrapping import put_together, width_of
from papercat.readers.listing_title import is_glued, is_title

_MOST = 6
"""lines of a title with its authors"""
_SOON = 8
"""lines below a head, among which a title begins"""
_NEARLY = 3
"""characters: of the widths at which lines may be wrapped the least one is told"""
_AS_SURE = 0.05
"""by how much a longer reading may be less likely and is still taken"""
_MOST_WORDS = 5
"""of a name"""
_PARTICLE = 4
"""letters; a longer word of a name begins with a capital"""


def join_titles(page: Sequence[str], bodies: Sequence[Sequence[int]]) -> list[str]:
    """The page with each title on its first line; the others that it had are empty.

    A body is the numbers of the lines below a head, without empty ones.
    """
    lines = list(page)
    width = _width([[page[at] for at in body] for body in bodies])
    if not width:
        return lines
    for body in bodies:
        for chain in _chains(body[:_SOON], page, width):
            count = _title_in([page[at] for at in chain])
            title = put_together([page[at] for at in chain[:count]])
            if is_title(title):
                lines[chain[0]] = title
                for at in chain[1:count]:
                    lines[at] = ""
                break
    return lines


def _width(bodies: Sequence[Sequence[str]]) -> int:
    """At which width everything is wrapped, or 0: some line is as long as that, and none longer."""
    width = width_of(bodies)
    several = (line for body in bodies for line in body if " " in line)  # words; one may be longer
    longest = max(map(len, several), default=0)
    return longest if width and longest - width <= _NEARLY else 0


def _chains(body: Sequence[int], page: Sequence[str], width: int) -> Iterator[list[int]]:
    """Lines that go on below: the next line's first word finds no room in them."""
    chain: list[int] = []
    for at in body:
        if chain and len(page[chain[-1]]) + 1 + len(page[at].split(" ", 1)[0]) <= width:
            yield chain
            chain = []
        chain.append(at)
    if chain:
        yield chain


def _title_in(lines: Sequence[str]) -> int:
    """How many of the lines are a title with its authors.

    As many as end in names; what `et al.` or organisations end ends there.
    """
    together = [put_together(lines[: count + 1]) for count in range(min(len(lines), _MOST))]
    for count, text in enumerate(together, 1):
        more = lines[count][:1] if count < len(lines) else ""
        if is_glued(text) and more != "·" and not text.endswith((",", "-")):
            return count
    splits = split_page([GluedLine(text, "") for text in together])
    sure = [split.best.probability if _ends_in_names(split) else 0.0 for split in splits]
    return max(count for count, one in enumerate(sure, 1) if one >= max(sure) - _AS_SURE)


def _ends_in_names(split: Split) -> bool:
    return all(map(_may_be_name, split.best.authors))


def _may_be_name(author: str) -> bool:
    words = author.split()
    small = (word for word in words if word[0].islower())
    return 0 < len(words) <= _MOST_WORDS and all(len(word) <= _PARTICLE for word in small)
