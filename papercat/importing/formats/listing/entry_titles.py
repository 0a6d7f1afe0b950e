"""The title of each entry among the lines below its head.

The title and its authors stand on one line, on several lines of a page that is wrapped as a
whole, or on a line each.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from papercat.importing.formats.listing.glued_line import (
    LONGEST_LINE,
    MOST_AUTHORS,
    SEPARATOR,
    take_apart,
)
from papercat.importing.formats.listing.line_wrapping import (
    WIDEST,
    is_full,
    put_together,
    width_of,
)
from papercat.importing.formats.listing.page_lines import Label, PageLine
from papercat.importing.formats.listing.site_lines import is_menu, masked, site_kind
from papercat.importing.formats.listing.title_split import Split, split_line

_SHORT = 60
"""characters; titles with their authors are rarely shorter"""
_LONGEST_TITLE = 400
_SOON = 8
"""lines below a head in which a title begins"""
_MOST_LINES = 6
"""of a wrapped title"""
_SURE, _LIKELY = 0.99, 0.5
_HARDLY = 0.9
"""one title in a thousand is less likely"""
_OFTEN = 1 / 3
"""of the entries have the same line below their heads: it is the site's"""
_FEWEST = 3
_NEARLY = 14
"""characters by which lines may be longer than `width_of`, which is the least possible width"""
_NEARLY_FULL = 0.7
"""of the width; a title's letters are often larger"""
_WRAPPED = 0.95
"""of the entries of a page that is wrapped as a whole have no longer lines"""
_AS_SURE = 0.05
"""by which a longer reading may be less likely"""
_UNFINISHED = (",", "-", "·")
"""signs that no list of authors ends with"""
_NO_NAME = re.compile(r"[\d:;!?=<>{}\\/@_]|\.\.|[^.\s]{4,}\.$")
_INITIAL = re.compile(r"(?:^| )\w\.?$")
_PARTICLE = 4
"""letters; longer words of a name begin with a capital"""

Block = Sequence[PageLine]
"""the lines below one head"""


def label_titles(blocks: Sequence[Block]) -> None:
    """Label the lines of each block that are its title and its authors."""
    repeated = _repeated_lines(blocks)
    likely: list[Block] = []
    for block in blocks:
        likely.append(list(islice(_without_site_lines(block, repeated), _SOON)))
    width = _page_width(blocks)
    if not width and _authors_stand_apart(likely):
        for block in likely:
            _label_authors_apart(block)
        return
    for block in likely:
        _label_title(block, width)


def title_strength(line: str) -> float:
    """Return the probability that a line is a title with authors, plus 1 if `et al.` ends it.

    Return 0 for lines that look like running text or a button.
    """
    if len(line) > LONGEST_LINE:
        return 0.0
    parts = take_apart(line)
    glued = parts.truncated or bool(parts.organisations)
    if not glued and (not parts.narrow_candidates() or _ends_like_text(line)):
        return 0.0
    probability = split_line(line).best.probability
    if not glued and len(line) <= _SHORT and probability <= _LIKELY:
        return 0.0
    return probability + glued


def is_surely_title(line: str) -> bool:
    """Return whether a line is a title with authors beyond doubt."""
    return len(line) <= _LONGEST_TITLE and title_strength(line) % 1 > _SURE


def is_truncated_title(line: str) -> bool:
    """Return whether a line is surely a title, and `et al.` or an organisation ends it."""
    if len(line) > _LONGEST_TITLE or line[0].islower():
        return False
    return title_strength(line) > 1 + _SURE


def _ends_like_text(line: str) -> bool:
    """Return whether a line ends with a full stop and no name."""
    return line.endswith(".") and not line.rsplit(" ", 1)[-1][0].isupper()


def _without_site_lines(block: Block, repeated: frozenset[str]) -> Iterator[PageLine]:
    for line in block:
        site = site_kind(line.text) or (len(line.text) <= WIDEST and line.text in repeated)
        if not site or title_strength(line.text) > 1:
            yield line


def _repeated_lines(blocks: Sequence[Block]) -> frozenset[str]:
    """Collect lines that stand below many heads; a page pasted twice repeats nothing."""
    texts = {tuple([line.text for line in block[:_SOON]]) for block in blocks}
    counts: Counter[str] = Counter()
    for lines in texts:
        counts.update({masked(line, lines[0]) for line in lines if len(line) <= WIDEST})
    often = {mask for mask, n in counts.items() if n >= max(_FEWEST, _OFTEN * len(texts))}
    found: set[str] = set()
    for lines in texts if often else ():
        found.update(line for line in lines if masked(line, lines[0]) in often)
    return frozenset(line for line in found if not title_strength(line))


def _label_title(block: Block, width: int) -> None:
    """Label the title of one entry, or its first line if none looks like a title."""
    found = _wrapped_title(block, width) if width else []
    if not found:
        found = [_surest_title(block)] if block else []
    for line in found:
        line.label = Label.TITLE


def _surest_title(block: Block) -> PageLine:
    """Return the first line that may be a title, or a later one that is far more likely."""
    best, most = block[0], 0.0
    for line in block:
        strength = title_strength(line.text)
        allowed = _HARDLY if len(best.text) > _SHORT else strength
        if (strength and not most) or (strength > _SURE and most < allowed):
            best, most = line, strength
        if most > 1 or (len(line.text) > _SHORT and (most or not line.text.endswith("."))):
            break
    return best


def _page_width(blocks: Sequence[Block]) -> int:
    """Return the width at which a page is wrapped as a whole, titles included, or 0."""
    width = width_of([line.text for line in block] for block in blocks)
    if not width:
        return 0
    narrow = 0
    for block in blocks:
        narrow += max((len(line.text) for line in block), default=0) <= width + _NEARLY
    return width if narrow >= _WRAPPED * len(blocks) else 0


def _wrapped_title(block: Block, width: int) -> Block:
    """Return the lines of a wrapped title, or nothing if no run of full lines is one."""
    start = 0
    while start < len(block):
        end = start + 1
        while end < len(block) and _goes_on(block[end - 1].text, block[end].text, width):
            end += 1
        lines = block[start:end]
        title = lines[: _lines_of_title([line.text for line in lines])]
        if title_strength(put_together([line.text for line in title])):
            return title
        start = end
    return []


def _goes_on(above: str, below: str, width: int) -> bool:
    return " " in above and is_full(above, below, round(_NEARLY_FULL * width))


def _lines_of_title(lines: Sequence[str]) -> int:
    """Return how many lines hold the title with its authors.

    They end in names. A title may end where a line is full; the abstract then looks like more
    of it, so the names decide.
    """
    splits: list[Split] = []
    for count in range(1, min(len(lines), _MOST_LINES) + 1):
        text = put_together(lines[:count])
        split = split_line(text)
        splits.append(split)
        more = lines[count : count + 1]
        finished = not text.endswith(_UNFINISHED) and more[:1] != ["·"]
        if (split.truncated or split.organisations) and finished and _sure(split):
            return count
    best = max(splits, key=_sure)
    count = 1
    for number, split in enumerate(splits, 1):
        same = split.best.title == best.best.title
        if same and _sure(best) and _sure(split) >= _sure(best) - _AS_SURE:
            count = number
    return count


def _sure(split: Split) -> float:
    """Return the probability of a split if all its authors look like whole names."""
    authors = split.best.authors
    if not authors or _INITIAL.search(authors[-1]):
        return 0.0
    if not all(_may_be_name(author, fewest=1) for author in authors):
        return 0.0
    return split.best.probability


def _authors_stand_apart(blocks: Sequence[Block]) -> bool:
    """Return whether most titles have their authors on the line below."""
    pairs = [(block[0].text, block[1].text) for block in blocks if len(block) > 1]
    return 2 * sum(_are_apart(*pair) for pair in pairs) > len(pairs)


def _label_authors_apart(block: Block) -> None:
    for line in block[:1]:
        line.label = Label.TITLE
    if len(block) > 1 and _may_be_apart(block[0].text, block[1].text):
        block[1].label = Label.AUTHORS


def _may_be_apart(title: str, authors: str) -> bool:
    """Return whether a title has no `et al.`, and the next line holds nothing but names."""
    if len(title) > _LONGEST_TITLE or len(authors) > _LONGEST_TITLE:
        return False
    if title.endswith(",") or is_menu(authors) or take_apart(title).truncated:
        return False
    names = take_apart(authors).body.split(SEPARATOR)
    return len(names) <= MOST_AUTHORS and all(_may_be_name(name, fewest=2) for name in names)


def _are_apart(title: str, authors: str) -> bool:
    """Return whether two lines are surely a title and its authors.

    Neither the first line alone may hold authors, nor both as a title that was wrapped. A title
    in letters with case does not go on in a script without.
    """
    if not _may_be_apart(title, authors):
        return False
    best = split_line(title + authors).best
    if best.title != title or best.probability <= _HARDLY:
        return False
    others = [title]
    if authors.lower() != authors.upper() or title.lower() == title.upper():
        others.append(f"{title} {authors}")
    return all(split_line(other).best.probability < _LIKELY for other in others)


def _may_be_name(text: str, *, fewest: int) -> bool:
    """Return whether a text has the shape of a name, with small words such as `van` only."""
    words = text.split()
    if not fewest <= len(words) <= 7 or _NO_NAME.search(text) or text.endswith(_UNFINISHED):
        return False
    if fewest > 1 and words[-1][0].islower():
        return False
    small = [re.split("['’-]", word, maxsplit=1)[0] for word in words if word[0].islower()]
    return all(len(word) <= _PARTICLE for word in small)
