"""The entries of a listing, assembled from its labelled lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from papercat.importing.formats.listing.entry_heads import Head, read_head
from papercat.importing.formats.listing.glued_line import LONGEST_LINE, SEPARATOR
from papercat.importing.formats.listing.line_ends import trim_abstract, trim_title
from papercat.importing.formats.listing.line_labels import label_page
from papercat.importing.formats.listing.line_wrapping import put_together
from papercat.importing.formats.listing.page_lines import Label, PageLine, texts_of
from papercat.importing.formats.listing.site_lines import is_organisation
from papercat.papers.model import Doubt, Refusal, Skipped


@dataclass(frozen=True, slots=True)
class RawEntry:
    """The lines of one entry. `line` is where it begins, from 1."""

    line: int
    head: Head
    head_line: str
    glued: str
    """the title with its authors"""
    glued_line: int
    abstract: str
    organisations: tuple[str, ...] = ()
    """names that listings don't write as `eth-zurich`"""
    trailers: tuple[str, ...] = ()
    """words behind the authors that are not organisations"""
    doubt: Doubt | None = None
    """about the abstract"""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The entries of a page, and what else it holds."""

    entries: list[RawEntry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def read_page(lines: Iterable[str]) -> ReadPage:
    """Read the entries of a page, and list the lines that belong to none."""
    page = ReadPage()
    entry: list[PageLine] = []
    for line in label_page(lines):
        if line.label is Label.HEAD:
            _add_entry(page, entry)
            entry = [line]
        elif line.label is Label.SITE:
            page.skipped.append(Skipped(line.number, line.text))
        elif line.label is Label.UNREAD:
            reason = f"an entry without a head that can be read: {line.text!r}"
            page.refused.append(Refusal(line.number, reason))
            page.skipped.append(Skipped(line.number, line.text))
        else:
            entry.append(line)
    _add_entry(page, entry)
    page.skipped.sort(key=lambda skipped: skipped.line)
    return page


def _add_entry(page: ReadPage, lines: list[PageLine]) -> None:
    """Add the entry with these lines to the page, or refuse it."""
    if not lines:
        return
    head, *others = lines
    parts = read_head(head.text)
    if not others or parts is None:
        page.refused.append(Refusal(head.number, f"cut off after {head.text!r}: no title follows"))
        return
    title = put_together(texts_of(others, Label.TITLE)) + "".join(texts_of(others, Label.AUTHORS))
    if len(title) > LONGEST_LINE:
        reason = f"a title of {len(title):,} characters, more than {LONGEST_LINE:,}"
        page.refused.append(Refusal(head.number, reason))
        return
    glued, trailers = trim_title(title)
    abstract, buttons = trim_abstract(put_together(texts_of(others, Label.ABSTRACT)))
    organisations = SEPARATOR.join(filter(is_organisation, trailers))
    trailers = tuple(words for words in trailers if not is_organisation(words))
    page.skipped.extend(Skipped(others[0].number, words) for words in trailers)
    page.skipped.extend(Skipped(others[-1].number, words) for words in buttons)
    page.entries.append(
        RawEntry(
            line=head.number,
            head=parts,
            head_line=head.text,
            glued=glued,
            glued_line=others[0].number,
            abstract=abstract,
            organisations=tuple(filter(None, organisations.split(SEPARATOR))),
            trailers=trailers,
            doubt=others[0].doubt,
        )
    )
