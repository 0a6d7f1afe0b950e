"""The entries of a listing, assembled from its labelled lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from papercat.importing.formats.listing.entry_heads import Head, read_head
from papercat.importing.formats.listing.glued_line import LONGEST_LINE, cut_tail
from papercat.importing.formats.listing.line_labels import label_page
from papercat.importing.formats.listing.page_lines import Label, PageLine, put_together, texts_of
from papercat.importing.formats.listing.site_lines import trim_abstract
from papercat.papers.model import Doubt, Refusal, Skipped


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The lines of one entry. `line` is where it begins, from 1."""

    line: int
    head: Head
    head_line: str
    glued: str
    """the title with its authors, as printed"""
    glued_line: int
    abstract: str
    doubt: Doubt | None = None
    """about the abstract"""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The entries of a page, and what else it holds."""

    entries: list[RawEntry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def skip(self, line: int, *words: str) -> None:
        """Report words that belong to no entry."""
        self.skipped.extend(Skipped(line, each) for each in words)


def read_page(lines: Iterable[str]) -> ReadPage:
    """Read the entries of a page, and list the lines that belong to none."""
    page = ReadPage()
    entry: list[PageLine] = []
    for line in label_page(lines):
        if line.label is Label.HEAD:
            _add_entry(page, entry)
            entry = [line]
        elif line.label is Label.SITE:
            page.skip(line.number, line.text)
        elif line.label is Label.UNREAD:
            reason = f"an entry without a head that can be read: {line.text!r}"
            page.refused.append(Refusal(line.number, reason))
            page.skip(line.number, line.text)
        else:
            entry.append(line)
    _add_entry(page, entry)
    return page


def _add_entry(page: ReadPage, lines: Sequence[PageLine]) -> None:
    """Add the entry with these lines to the page, or refuse it."""
    if not lines:
        return
    head, *others = lines
    parts = read_head(head.text)
    if not others or parts is None:
        page.refused.append(Refusal(head.number, f"cut off after {head.text!r}: no title follows"))
        return
    glued = put_together(texts_of(others, Label.TITLE)) + "".join(texts_of(others, Label.AUTHORS))
    if len(glued) > LONGEST_LINE:
        reason = f"a title of {len(glued):,} characters, more than {LONGEST_LINE:,}"
        page.refused.append(Refusal(head.number, reason))
        return
    title, last = others[0], others[-1]
    abstract, buttons = trim_abstract(put_together(texts_of(others, Label.ABSTRACT)))
    page.skip(title.number, *cut_tail(glued).words)
    page.skip(last.number, *buttons)
    page.entries.append(
        RawEntry(head.number, parts, head.text, glued, title.number, abstract, title.doubt)
    )
