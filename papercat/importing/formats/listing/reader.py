"""Listings copied from an arXiv-browsing site: three glued lines per entry become a paper."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from papercat.importing.formats.listing.dates import (
    WrittenDate,
    complete,
    page_day,
    read_date,
    year_doubt,
)
from papercat.importing.formats.listing.entry_heads import read_head
from papercat.importing.formats.listing.listing_entries import RawEntry, ReadPage, read_page
from papercat.importing.formats.listing.listing_owner import is_named, page_owner
from papercat.importing.formats.listing.page_lines import read_lines
from papercat.importing.formats.listing.title_split import (
    GluedLine,
    Split,
    split_doubts,
    split_page,
)
from papercat.papers.model import (
    Author,
    Certainty,
    Doubt,
    Guess,
    Hints,
    Note,
    Owner,
    Paper,
    Record,
    Refusal,
)
from papercat.papers.subjects import full_codes
from papercat.people.page_owner import LOOSE, Entry, loose_entries

NAME = "listing"

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n\w+:")
_DOCUMENTATION = re.compile(r"\s*#+ .*^```.*^```", re.DOTALL | re.MULTILINE)
"""a Markdown heading, and code further below"""
_UNFINISHED = (",", "·")
"""signs that no list of authors ends with"""
_NAMES = re.compile(r"[^\W\d_]+(?:[ .,'’-]+[^\W\d_]+)+")
_JOINED = re.compile(r" · |\b\w[\w.’'-]* \w[\w.’'-]* (?:and|&) \w[\w.’'-]* \w")
_CUT_OFF = 0.5
"""less likely splits of a line without an abstract below are a title that is cut off"""


@dataclass(slots=True)
class _SplitEntry:
    """An entry with its split and its date."""

    raw: RawEntry
    split: Split
    date: tuple[str | None, str | None]
    """the date, and the reason if it is inferred or unknown"""
    certainty: Certainty
    """what an inferred date rests on"""
    year_doubt: Doubt | None
    at_page_end: bool = False
    """True if the page may end within the entry's authors"""

    @property
    def printed(self) -> Entry:
        """The names of the entry as the search for the page's owner needs them."""
        return Entry(self.split.best.authors, self.split.tail.truncated, self.date[0])

    @property
    def may_go_on(self) -> bool:
        """True if more of the authors may follow on a line that is missing."""
        if self.split.tail.truncated or self.split.tail.organisations:
            return False
        return self.at_page_end or self.raw.glued.endswith(_UNFINISHED)


def score(head: str) -> float:
    """Return 0.9 if a line of the document is an entry's head, such as `CVMay 6, 2022Code`.

    A file in a stricter format may have such a line, too.

    Below front matter it must be glued: a blog may begin with `AI · May 6, 2022`. Documentation
    in Markdown may show an entry as an example.
    """
    if _DOCUMENTATION.match(head):
        return 0.0
    must_be_glued = _FRONT_MATTER.match(head) is not None
    for line in read_lines(head.split("\n")):
        found = read_head(line.text)
        if found and (found.glued or not must_be_glued):
            return 0.9
    return 0.0


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield the owner of the page if known, every entry, and the lines that belong to none."""
    page = read_page(lines)
    entries = _split_entries(page, hints)
    # an entry that was pasted twice speaks once
    printed = list({entry.split.best.title: entry.printed for entry in entries}.values())
    glued = [raw.glued for raw in page.entries]
    owner, note = page_owner(hints, printed, glued, entries[0].raw.line if entries else 1)
    loose: Collection[Entry] = ()
    if note:
        yield note
    if owner:
        yield owner
        if not owner.given:
            loose = loose_entries(printed, owner.name)
    for entry in entries:
        yield _paper(entry, owner, loose)
        yield from _notes(entry)
    yield from page.refused
    yield from sorted(page.skipped, key=attrgetter("line"))


def _split_entries(page: ReadPage, hints: Hints) -> list[_SplitEntry]:
    """Split the titles of a page, and complete its dates. Refuse an entry that is cut off."""
    splits = split_page([GluedLine(raw.glued, raw.abstract) for raw in page.entries], hints.known)
    may_be_cut = _may_be_cut_off(page.entries)
    if may_be_cut and splits[-1].best.probability < _CUT_OFF:
        _refuse_last(page)
        may_be_cut = False
    dates = [read_date(raw.head.date) or WrittenDate() for raw in page.entries]
    day = page_day(dates, hints.as_of, hints.today)
    entries: list[_SplitEntry] = []
    for raw, split, written in zip(page.entries, splits, dates, strict=False):
        found, doubt = complete(written, day), year_doubt(written, day)
        entries.append(_SplitEntry(raw, split, found, day.certainty, doubt))
    if may_be_cut and len(entries) > 1:
        entries[-1].at_page_end = True
    return entries


def _may_be_cut_off(entries: Sequence[RawEntry]) -> bool:
    """Return whether the last entry, and no other, has no abstract."""
    with_abstract = [bool(raw.abstract) for raw in entries]
    return with_abstract.count(False) == 1 and not with_abstract[-1]


def _refuse_last(page: ReadPage) -> None:
    """Refuse the last entry of a page, and skip its lines."""
    raw = page.entries.pop()
    page.refused.append(Refusal(raw.line, f"cut off in {raw.glued!r}: no authors follow"))
    page.skip(raw.line, raw.head_line)
    page.skip(raw.glued_line, raw.glued)


def _paper(entry: _SplitEntry, owner: Owner | None, loose: Collection[Entry]) -> Paper:
    """Return the paper of an entry; one of `loose` may not be the owner's."""
    raw, split = entry.raw, entry.split
    confidence = split.best.probability
    if entry.may_go_on:
        confidence = min(confidence, _CUT_OFF)
    doubts = [*split_doubts(split), raw.doubt, _authors_doubt(entry), entry.year_doubt]
    guesses = list(_guesses(entry))
    authors = tuple(map(Author, split.best.authors))
    if owner and _may_hide(split, owner):
        authors += (Author(owner.name, "inferred"),)
        guesses.append(Guess("authors", owner.reason, owner.name))
        if entry.printed in loose:
            doubts.append(_loose_doubt(owner))
    codes = [(*full_codes(printed), printed)[0] for printed in raw.head.codes]
    return Paper(
        title=split.best.title,
        line=raw.line,
        abstract=raw.abstract or None,
        authors=authors,
        authors_truncated=split.tail.truncated,
        published=entry.date[0],
        categories=tuple(dict.fromkeys(codes)),
        has_code=raw.head.has_code,
        organisations=split.tail.organisations,
        printed=f"{raw.head_line}\n{raw.glued}",
        confidence=confidence,
        guesses=tuple(guesses),
        doubts=tuple(filter(None, doubts)),
    )


def _guesses(entry: _SplitEntry) -> Iterator[Guess]:
    """Yield the category and the date if they are inferred, with their reasons."""
    for code in entry.raw.head.codes:
        codes = full_codes(code)
        if len(codes) > 1:
            yield Guess("categories", f"may be any of {', '.join(codes)}", code)
    _, reason = entry.date
    if reason:
        yield Guess("published", reason, entry.raw.head.date, entry.certainty)


def _loose_doubt(owner: Owner) -> Doubt:
    """Doubt that an entry is the owner's, as it shares no author with the others."""
    reason = (
        f"may not be {owner.name}'s: shares no author with the other entries;"
        f" if so, --not-author {owner.name!r}"
    )
    return Doubt("authors", LOOSE, reason)


def _may_hide(split: Split, owner: Owner) -> bool:
    """Return whether `et al.` may stand for the page's owner."""
    if not split.tail.truncated or not owner.name:
        return False
    return not is_named(owner.name, split.best.authors)


def _authors_doubt(entry: _SplitEntry) -> Doubt | None:
    """Return the doubt about the list of authors, if there is one."""
    reason = _reason_to_doubt(entry)
    if not reason:
        return None
    return Doubt("authors", min(entry.split.best.probability, _CUT_OFF), reason)


def _reason_to_doubt(entry: _SplitEntry) -> str:
    """Return the reason to doubt the list of authors, or ""."""
    for words in filter(_NAMES.fullmatch, entry.split.tail.words):
        return f"{words!r} behind them is no organisation as listings write it"
    for author in filter(_JOINED.search, entry.split.best.authors):
        return f"{author!r} may be two names"
    if "".join(entry.split.best.authors[-1:]).endswith(" et al"):
        return "the list seems to be cut short"
    if not entry.may_go_on:
        return ""
    if entry.raw.glued.endswith(_UNFINISHED):
        return f"its line ends with {entry.raw.glued[-1]!r}: more authors may follow"
    return "the page ends in this line: its last author may be cut off"


def _notes(entry: _SplitEntry) -> Iterator[Note]:
    """Yield notes about parts of an entry that are missing or unknown."""
    raw = entry.raw
    if not raw.abstract:
        title = entry.split.best.title
        yield Note(raw.line, f"no abstract below {title!r}; kept without one")
    for printed in raw.head.codes:
        if not full_codes(printed):
            yield Note(raw.line, f"arXiv has no category {printed!r}; kept as printed")
    published, reason = entry.date
    if published is None and reason:
        yield Note(raw.line, f"{raw.head.date!r} is not a day: {reason}; kept without a date")
