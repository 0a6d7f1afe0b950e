"""The labels of a page's lines: head, title, authors, abstract or site line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from papercat.importing.formats.listing.abstract_runs import abstract_doubt, find_abstracts
from papercat.importing.formats.listing.entry_heads import (
    head_behind_text,
    read_head,
    resembles_head,
)
from papercat.importing.formats.listing.entry_titles import (
    is_surely_title,
    is_truncated_title,
    label_titles,
    title_strength,
)
from papercat.importing.formats.listing.line_wrapping import put_together
from papercat.importing.formats.listing.page_lines import Label, PageLine, read_lines
from papercat.importing.formats.listing.site_lines import SiteKind, is_summary, site_kind
from papercat.papers.model import Doubt

_MOST_LINES = 300
"""of an entry; an abstract is shorter"""


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """The lines of a page that are not blank, each with its label."""

    lines: list[PageLine]
    doubts: dict[int, Doubt] = field(default_factory=dict)
    """about abstracts, by the number of the entry's head line"""


def label_page(lines: Iterable[str]) -> LabelledPage:
    """Label every line of a page that is not blank."""
    page = LabelledPage(_split_joined_lines(read_lines(lines)))
    heads: list[PageLine] = []
    blocks: list[list[PageLine]] = []
    for line in page.lines:
        if read_head(line.text):
            line.label = Label.HEAD
            heads.append(line)
            blocks.append([])
        elif blocks and not line.is_answer and len(blocks[-1]) < _MOST_LINES:
            blocks[-1].append(line)
    label_titles(blocks)
    entries = [_entry_lines(block) for block in blocks]
    texts = [_texts(entry) for entry in entries]
    for head, entry, text, found in zip(heads, entries, texts, find_abstracts(texts), strict=True):
        for at in found.lines:
            entry[at + len(entry) - len(text)].label = Label.ABSTRACT
        if doubt := abstract_doubt(text, found):
            page.doubts[head.number] = doubt
    _label_unread_heads(page.lines)
    return page


def _split_joined_lines(page: Sequence[PageLine]) -> list[PageLine]:
    """Split lines with a head glued behind their text, if a title follows."""
    lines: list[PageLine] = []
    for line, below in zip(page, [*page[1:], None], strict=True):
        lines.append(line)
        head = head_behind_text(line.text)
        if head and below and title_strength(below.text):
            line.text = line.text.removesuffix(head)
            lines.append(PageLine(line.number, head, below_blank=False))
    return lines


def _entry_lines(block: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines of an entry that are its title or may be its abstract.

    They end where another title stands: the head of that entry could not be read.
    """
    titles = [at for at, line in enumerate(block) if line.label is not Label.SITE]
    if not titles:
        return []
    entry = [block[at] for at in titles]
    summaries: list[PageLine] = []
    for at in range(titles[-1] + 1, len(block)):
        line = block[at]
        if _begins_entry(block[at - 1].text, line.text):
            if resembles_head(block[at - 1].text) and len(entry) > len(titles):
                entry.pop()
            break
        if is_summary(line.text):
            summaries.append(line)
        elif site_kind(line.text) is not SiteKind.LABEL:
            entry.append(line)
    if len(entry) == len(titles):
        entry += summaries
    return entry


def _begins_entry(above: str, line: str) -> bool:
    """Return whether a line is surely a title, or one below a line that resembles a head."""
    if is_truncated_title(line):
        return True
    return resembles_head(above) and not resembles_head(line) and is_surely_title(line)


def _texts(entry: Sequence[PageLine]) -> list[str]:
    """Return the text of an entry's title as one line, and that of each line below."""
    title = [line.text for line in entry if line.label is Label.TITLE]
    if not title:
        return []
    below = [line.text for line in entry if line.label is Label.SITE]
    return [put_together(title), *below]


def _label_unread_heads(page: Sequence[PageLine]) -> None:
    """Label lines that resemble a head above a line that is surely a title."""
    for above, line in pairwise(page):
        if line.below_blank or above.label is not Label.SITE or line.label is not Label.SITE:
            continue
        if resembles_head(above.text) and _begins_entry(above.text, line.text):
            above.label = Label.UNREAD
