"""The labels of a page's lines: head, title, authors, abstract or site line."""

from collections.abc import Iterable, Sequence

from papercat.importing.formats.listing.abstract_runs import abstract_doubt, find_abstracts
from papercat.importing.formats.listing.entry_heads import (
    head_behind_text,
    read_head,
    resembles_head,
)
from papercat.importing.formats.listing.entry_titles import (
    SURE,
    is_surely_title,
    label_titles,
    title_strength,
)
from papercat.importing.formats.listing.line_wrapping import put_together
from papercat.importing.formats.listing.page_lines import Label, PageLine, read_lines

_MOST_LINES = 300
"""of an entry; an abstract is shorter"""


def label_page(lines: Iterable[str]) -> list[PageLine]:
    """Return the lines of a page that are not blank, each with its label."""
    page = _split_joined_lines(read_lines(lines))
    blocks = _label_heads(page)
    label_titles(blocks)
    entries = [_cut_at_next_title(block) for block in blocks]
    _label_abstracts([entry for entry in entries if _title_lines(entry)])
    return page


def _split_joined_lines(page: Sequence[PageLine]) -> list[PageLine]:
    """Split lines with a head glued behind their text, if a title follows."""
    lines: list[PageLine] = []
    for at, line in enumerate(page):
        lines.append(line)
        head = head_behind_text(line.text)
        if head and any(title_strength(below.text) for below in page[at + 1 : at + 2]):
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
        elif blocks and not line.is_answer and len(blocks[-1]) < _MOST_LINES:
            blocks[-1].append(line)
    return blocks


def _title_lines(entry: Sequence[PageLine]) -> list[PageLine]:
    return [line for line in entry if line.label is Label.TITLE]


def _cut_at_next_title(block: Sequence[PageLine]) -> Sequence[PageLine]:
    """Return the lines of one entry, from its title on.

    Where another title stands, the head of its entry could not be read.
    """
    labelled = [at for at, line in enumerate(block) if line.label is not Label.SITE]
    for at in range(max(labelled, default=0) + 1, len(block)):
        above, line = block[at - 1], block[at]
        if resembles_head(above.text) and not resembles_head(line.text):
            if is_surely_title(line.text):
                above.label = Label.UNREAD
                return block[min(labelled, default=0) : at - 1]
        elif title_strength(line.text) > 1 + SURE and not line.text[0].islower():
            return block[min(labelled, default=0) : at]
    return block[min(labelled, default=0) :]


def _label_abstracts(entries: Sequence[Sequence[PageLine]]) -> None:
    """Label the lines of each entry that are its abstract."""
    titles = [_title_lines(entry) for entry in entries]
    below = [[line for line in entry if line.label is Label.SITE] for entry in entries]
    texts: list[list[str]] = []
    for title, lines in zip(titles, below, strict=True):
        texts.append([put_together([line.text for line in title]), *[line.text for line in lines]])
    for number, found in enumerate(find_abstracts(texts)):
        for at in found.lines:
            below[number][at - 1].label = Label.ABSTRACT
        titles[number][0].doubt = abstract_doubt(texts[number], found)
