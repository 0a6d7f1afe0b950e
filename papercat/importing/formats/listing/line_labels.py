"""The labels of a page's lines: head, title, authors, abstract or site line.

A title and its authors stand on one line, on several lines of a page that is wrapped as a
whole, or on a line each. The layout is the page's; which lines they are is each entry's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from papercat.importing.formats.listing.abstract_lines import abstract_doubt, find_abstracts
from papercat.importing.formats.listing.entry_heads import (
    head_behind_text,
    read_head,
    resembles_head,
)
from papercat.importing.formats.listing.glued_line import (
    LONGEST_LINE,
    MOST_AUTHORS,
    SEPARATOR,
    take_apart,
)
from papercat.importing.formats.listing.page_lines import (
    Label,
    PageLine,
    is_full,
    put_together,
    read_lines,
    texts_of,
    width_of,
)
from papercat.importing.formats.listing.site_lines import site_kind
from papercat.importing.formats.listing.title_split import split_line

_SURE, _LIKELY = 0.99, 0.5
_SHORT = 60
"""characters; titles with their authors are rarely shorter"""
_MOST_LINES = 300
"""of an entry; an abstract is shorter"""
_SOON = 16
"""lines below a head in which a title begins"""
_WRAPPED_LINES = 6
"""of a wrapped title, at most"""
_NEARLY = 14
"""characters by which lines may be longer than `width_of`, which is the least possible width"""
_WRAPPED = 0.95
"""of the entries of a page that is wrapped as a whole have no longer lines"""
_ENDS_LIKE_TEXT = re.compile(r"(?:^|.* )[^A-Z ][^ ]*\.$")
"""ends with a full stop that is not an initial's or that of `Jr.`"""
_NO_NAME = re.compile(
    r"[\d:;!?=<>{}\\/@_]|\.\.|[^.\s]{4,}\.$|[,·-]$|(?: [^ ]*){7}|(?:^| )[a-zà-öø-ÿ]{5,}"
)
"""signs, too many words, or a longer word in lower case than `van`"""
_NAMES_APART = re.compile(r"[^,]* (?![a-zà-öø-ÿ])[^, ]+(?:, [^,]* (?![a-zà-öø-ÿ])[^, ]+)*")
"""names of two words and more"""

Block = Sequence[PageLine]
"""the lines below one head"""


def label_page(lines: Iterable[str]) -> list[PageLine]:
    """Return the lines of a page that are not blank, each with its label."""
    page = _split_joined_lines(read_lines(lines))
    blocks: list[list[PageLine]] = []
    for line in page:
        if read_head(line.text):
            line.label = Label.HEAD
            blocks.append([])
        elif blocks and len(blocks[-1]) < _MOST_LINES:
            blocks[-1].append(line)
    label_titles(blocks)
    _label_abstracts(blocks)
    return page


def _split_joined_lines(page: Sequence[PageLine]) -> list[PageLine]:
    """Split lines with a head glued behind their text, if a title follows."""
    lines: list[PageLine] = []
    for line, below in pairwise([*page, PageLine(0, "")]):
        lines.append(line)
        head = head_behind_text(line.text)
        if head and title_strength(below.text):
            line.text = line.text.removesuffix(head)
            lines.append(PageLine(line.number, head))
    return lines


def title_strength(line: str, *, whole_names: bool = False) -> float:
    """Return the probability that a line is a title with authors, plus 1 if `et al.` ends it.

    Return 0 for lines that look like running text or a button. With `whole_names`, return 0 if
    an author is no name, and a little less with words of a site behind them.
    """
    if len(line) > LONGEST_LINE:
        return 0.0
    parts = take_apart(line)
    is_cut = bool(parts.tail.truncated or parts.tail.organisations)
    if not is_cut and (_ENDS_LIKE_TEXT.match(line) or not parts.narrow_candidates()):
        return 0.0
    best = split_line(parts).best
    strength = is_cut + best.probability
    if not whole_names:
        return strength
    if not best.authors or any(map(_NO_NAME.search, best.authors)):
        return 0.0
    return strength - 0.1 * bool(parts.tail.words)


def label_titles(blocks: Sequence[Block]) -> None:
    """Label the lines of each block that are its title and its authors."""
    likely: list[Block] = []
    apart = 0
    for block in blocks:
        lines = _without_site_lines(block)
        if lines:
            likely.append(lines)
            apart += _authors_surely_apart(lines)
    width = _page_width(blocks)
    for block in likely:
        if width:
            title = _wrapped_title(block, width)
        elif 2 * apart <= len(likely):
            title = [_surest_title(block)]
        else:
            title = block[:1]
            if _authors_may_be_apart(block):
                block[1].label = Label.AUTHORS
        for line in title:
            line.label = Label.TITLE


def _without_site_lines(block: Block) -> Block:
    """Return the lines in which a title may stand; an unfinished one goes on anywhere."""
    lines: list[PageLine] = []
    goes_on = False
    for line in block[:_SOON]:
        if not goes_on and site_kind(line.text) and title_strength(line.text) <= _SURE:
            continue
        lines.append(line)
        goes_on = line.text.endswith((",", "-", "·"))
    return lines


def _surest_title(block: Block) -> PageLine:
    """Return the likeliest title among the lines above the abstract, the first of equals."""
    best, most = block[0], 0.0
    for line in block:
        strength = round(title_strength(line.text), 1)
        if strength > most:
            best, most = line, strength
        if most + (len(line.text) > _SHORT) > 1:
            break
    return best


def _page_width(blocks: Sequence[Block]) -> int:
    """Return the width at which a page is wrapped as a whole, titles included, or 0."""
    texts = [[line.text for line in block] for block in blocks]
    width = width_of(texts)
    narrow = 0
    for lines in texts:
        narrow += max(map(len, lines), default=0) <= width + _NEARLY
    if narrow < _WRAPPED * len(blocks):
        return 0
    return width


def _wrapped_title(block: Block, width: int) -> Block:
    """Return the first run of full lines that ends in names, or the likeliest line.

    A title may end where a line is full; the abstract then looks like more of it. The names
    decide: of equally likely ends the last one is taken.
    """
    for run in _full_runs(block, width):
        best, most = 0, 0.1
        texts: list[str] = []
        for line in run[:_WRAPPED_LINES]:
            texts.append(line.text)
            strength = round(title_strength(put_together(texts), whole_names=True), 1)
            if strength >= most:
                best, most = len(texts), strength
        if best:
            return run[:best]
    return [_surest_title(block)]


def _full_runs(block: Block, width: int) -> Iterator[Block]:
    """Yield the runs of lines of which all but the last are full."""
    run: list[PageLine] = []
    for line in block:
        if run and not is_full(run[-1].text, line.text, width):
            yield run
            run = []
        run.append(line)
    yield run


def _authors_may_be_apart(block: Block) -> bool:
    """Return whether the second line holds nothing but names."""
    if len(block) < 2:
        return False
    authors = take_apart(block[1].text).body
    names = authors.split(SEPARATOR)
    if len(names) > MOST_AUTHORS or not _NAMES_APART.fullmatch(authors):
        return False
    return not any(map(_NO_NAME.search, names))


def _authors_surely_apart(block: Block) -> bool:
    """Return whether two lines are surely a title and its authors, and not the first alone."""
    if not _authors_may_be_apart(block):
        return False
    title, authors = block[0].text, block[1].text
    best = split_line(take_apart(title + authors)).best
    if best.title != title or best.probability <= 0.9:
        return False
    return split_line(take_apart(title)).best.probability < _LIKELY


def _label_abstracts(blocks: Iterable[Block]) -> None:
    """Label the lines of each entry that are its abstract."""
    entries: list[list[PageLine]] = []
    texts: list[list[str]] = []
    for block in blocks:
        entry = _cut_at_next_title(block)
        if entry:
            below = [line for line in entry if line.label is Label.SITE]
            entries.append([entry[0], *below])
            title = put_together(texts_of(entry, Label.TITLE))
            texts.append([title, *texts_of(below, Label.SITE)])
    for entry, lines, found in zip(entries, texts, find_abstracts(texts), strict=True):
        entry[0].doubt = abstract_doubt(lines, found)
        for at in found.lines:
            entry[at].label = Label.ABSTRACT


def _cut_at_next_title(block: Block) -> list[PageLine]:
    """Return the lines of one entry, from its title on; none if it has no title.

    Where another title stands, the head of its entry could not be read.
    """
    entry: list[PageLine] = []
    for line in block:
        if line.label is not Label.SITE:
            entry.append(line)
        elif entry:
            below_head = resembles_head(entry[-1].text)
            if title_strength(line.text) + below_head > 1 + _SURE:
                if below_head:
                    entry.pop().label = Label.UNREAD
                break
            entry.append(line)
    return entry
