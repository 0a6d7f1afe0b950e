"""The labels of a page's lines: head, title, authors, abstract or site line."""

from collections.abc import Iterable, Sequence
from itertools import filterfalse, pairwise

from papercat.importing.formats.listing.abstract_runs import abstract_doubt, find_abstracts
from papercat.importing.formats.listing.entry_heads import (
    head_behind_text,
    read_head,
    resembles_head,
)
from papercat.importing.formats.listing.entry_titles import (
    SURE,
    label_titles,
    title_strength,
)
from papercat.importing.formats.listing.line_wrapping import put_together
from papercat.importing.formats.listing.page_lines import Label, PageLine, read_lines, texts_of
from papercat.importing.formats.listing.site_lines import SiteKind, site_kind

_MOST_LINES = 300
"""of an entry; an abstract is shorter"""


def label_page(lines: Iterable[str]) -> list[PageLine]:
    """Return the lines of a page that are not blank, each with its label."""
    page = _split_joined_lines(read_lines(lines))
    blocks = _label_heads(page)
    label_titles(blocks)
    _label_abstracts(list(filter(None, map(_cut_at_next_title, blocks))))
    return page


def _split_joined_lines(page: Sequence[PageLine]) -> list[PageLine]:
    """Split lines with a head glued behind their text, if a title follows."""
    lines: list[PageLine] = []
    for line, below in pairwise([*page, PageLine(0, "", below_blank=False)]):
        lines.append(line)
        head = head_behind_text(line.text)
        if head and title_strength(below.text):
            line.text = line.text.removesuffix(head)
            lines.append(PageLine(line.number, head, below_blank=False))
    return lines


def _label_heads(page: Iterable[PageLine]) -> list[list[PageLine]]:
    """Label heads, and return the lines below each."""
    blocks: list[list[PageLine]] = []
    for line in page:
        if read_head(line.text):
            line.label = Label.HEAD
            blocks.append([])
        elif blocks and not line.outside and len(blocks[-1]) < _MOST_LINES:
            blocks[-1].append(line)
    return blocks


def _cut_at_next_title(block: Sequence[PageLine]) -> Sequence[PageLine]:
    """Return the lines of one entry, from its title on; none if it has no title.

    Where another title stands, the head of its entry could not be read.
    """
    entry: list[PageLine] = []
    for line in block:
        if line.label is Label.SITE:
            if not entry:
                continue
            above = entry[-1]
            if _begins_entry(above.text, line.text):
                if resembles_head(above.text):
                    above.label = Label.UNREAD
                break
        entry.append(line)
    return list(filterfalse(_is_outside, entry))


def _is_outside(line: PageLine) -> bool:
    """Return whether a line can't be of an entry: the next head, or a site's summary."""
    if line.label is Label.UNREAD:
        return True
    return line.label is Label.SITE and site_kind(line.text) is SiteKind.SUMMARY


def _begins_entry(above: str, line: str) -> bool:
    """Return whether a line is surely a title, below a line that resembles a head or not."""
    if line[0].islower() or resembles_head(line):
        return False
    sure = 1 + SURE
    if resembles_head(above):
        sure = SURE
    return title_strength(line) > sure


def _label_abstracts(entries: Iterable[Sequence[PageLine]]) -> None:
    """Label the lines of each entry that are its abstract."""
    blocks: list[list[str]] = []
    for entry in entries:
        title = put_together(texts_of(entry, Label.TITLE))
        blocks.append([title, *texts_of(entry, Label.SITE)])
    abstracts = find_abstracts(blocks)
    for entry, block, found in zip(entries, blocks, abstracts, strict=True):
        entry[0].doubt = abstract_doubt(block, found)
        below = [line for line in entry if line.label is Label.SITE]
        for at in found.lines:
            below[at - 1].label = Label.ABSTRACT
