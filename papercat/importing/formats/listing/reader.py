"""Listings copied from an arXiv-browsing site: three glued lines per entry become a paper."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from papercat.importing.formats.listing.dates import (
    WrittenDate,
    complete,
    page_day,
    read_date,
    year_doubt,
)
from papercat.importing.formats.listing.entry_heads import is_glued_head, read_head
from papercat.importing.formats.listing.glued_line import without_loose_end
from papercat.importing.formats.listing.listing_entries import RawEntry, ReadPage, read_page
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
    EarlierPage,
    Guess,
    Hints,
    Note,
    Owner,
    Paper,
    Record,
    Refusal,
    Skipped,
)
from papercat.papers.taxonomy import full_codes
from papercat.people.page_owner import (
    LOOSE,
    SURE,
    WORTH_ASKING,
    Entry,
    joined_owners,
    likely_owner,
    loose_entries,
    nearest_name,
    same_on_page,
)

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
        return Entry(self.split.best.authors, self.split.truncated, self.date[0])


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
        if is_glued_head(line.text):
            return 0.9
        if read_head(line.text) and not must_be_glued:
            return 0.9
    return 0.0


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield the owner of the page if known, every entry, and the lines that belong to none."""
    page = read_page(lines)
    entries = _split_entries(page, hints)
    # an entry that was pasted twice speaks once
    printed = list({entry.split.best.title: entry.printed for entry in entries}.values())
    owner = _given_owner(hints, entries, printed)
    joined = joined_owners(printed) if owner is None else []
    if joined:
        yield _joined_pages(page.entries[0].line, joined)
    elif owner is None:
        owner = likely_owner(printed)
    loose: Collection[Entry] = ()
    if owner:
        note = _owner_note(owner, printed, page.entries)
        if note:
            yield note
        if owner.margin < SURE:
            owner = None
    if owner:
        yield owner
        if not owner.given:
            loose = loose_entries(printed, owner.name)
    for entry in entries:
        yield _paper(entry, owner, loose)
        yield from _notes(entry)
    yield from page.refused
    yield from page.skipped


def _owner_note(owner: Owner, printed: Sequence[Entry], entries: Sequence[RawEntry]) -> Note | None:
    """Return a note about an owner whom no entry names, or who is only likely."""
    if owner.given:
        if owner.named or not owner.name:
            return None
        nearest = nearest_name(printed, owner.name)
        hint = ""
        if nearest:
            hint = f", the nearest name is {nearest!r}"
        return Note(1, f"no entry names {owner.name!r}{hint}; --owner auto takes it back")
    if not WORTH_ASKING <= owner.margin < SURE:
        return None
    return Note(
        entries[0].line,
        f"perhaps the page of {owner.name} ({owner.reason});"
        f" if so, import it with --owner {owner.name!r}",
    )


def _split_entries(page: ReadPage, hints: Hints) -> list[_SplitEntry]:
    """Split the titles of a page, and complete its dates. Refuse an entry that is cut off."""
    glued = [GluedLine(without_loose_end(raw.glued), raw.abstract) for raw in page.entries]
    splits = split_page(glued, hints.known)
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
    page.skipped.append(Skipped(raw.line, raw.head_line))
    page.skipped.append(Skipped(raw.glued_line, raw.glued))
    page.skipped.sort(key=lambda skipped: skipped.line)


def _given_owner(
    hints: Hints, entries: Sequence[_SplitEntry], printed: Sequence[Entry]
) -> Owner | None:
    """Return the owner that the user gave, now or on an earlier import."""
    name = hints.owner
    earlier = hints.earlier
    if name is None and earlier and _was_met_before(earlier, entries):
        name = earlier.owner
    if name is None:
        return None
    named = 0
    for entry in printed:
        named += _names(entry.printed, name)
    return Owner(
        name=name,
        given=True,
        named=named,
        entries=len(printed),
        margin=1.0,
        reason="given with --owner",
    )


def _joined_pages(line: int, owners: Sequence[str]) -> Note:
    """Warn that a file seems to hold two people's pages."""
    return Note(
        line,
        f"the pages of {' and '.join(owners)} seem to be in one file, so nobody is its owner;"
        " to have owners inferred, import each page as a file of its own",
    )


def _names(authors: Iterable[str], owner: str) -> bool:
    """Return whether one of the authors is the owner of the page."""
    return any(same_on_page(owner, author) for author in authors)


def _was_met_before(earlier: EarlierPage, entries: Sequence[_SplitEntry]) -> bool:
    """Return whether half of this page, or it of half of the earlier one, is known."""
    lines = {entry.raw.glued for entry in entries}
    known = len(lines & earlier.lines)
    return 2 * known >= max(1, min(len(lines), len(earlier.lines)))


def _paper(entry: _SplitEntry, owner: Owner | None, loose: Collection[Entry]) -> Paper:
    """Return the paper of an entry; one of `loose` may not be the owner's."""
    raw, split = entry.raw, entry.split
    confidence = split.best.probability
    if _may_go_on(entry):
        confidence = min(confidence, _CUT_OFF)
    doubts = [*split_doubts(split), raw.doubt, _authors_doubt(entry), entry.year_doubt]
    guesses = list(_guesses(entry))
    authors = tuple(map(Author, split.best.authors))
    if owner and _may_hide(split, owner):
        authors += (Author(owner.name, "inferred"),)
        guesses.append(Guess("authors", owner.reason, owner.name))
        if entry.printed in loose:
            doubts.append(_loose_doubt(owner))
    codes = [_full_code(printed) for printed in raw.head.codes]
    return Paper(
        title=split.best.title,
        line=raw.line,
        abstract=raw.abstract or None,
        authors=authors,
        authors_truncated=split.truncated,
        published=entry.date[0],
        categories=tuple(dict.fromkeys(codes)),
        has_code=raw.head.has_code,
        organisations=(*split.organisations, *raw.organisations),
        printed=f"{raw.head_line}\n{raw.glued}",
        confidence=confidence,
        guesses=tuple(guesses),
        doubts=tuple(filter(None, doubts)),
    )


def _full_code(printed: str) -> str:
    """Return the first category that a printed code may mean, or the code itself."""
    return (*full_codes(printed), printed)[0]


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
    if not split.truncated or not owner.name:
        return False
    return not _names(split.best.authors, owner.name)


def _may_go_on(entry: _SplitEntry) -> bool:
    """Return whether more of the authors may follow on a line that is missing."""
    if entry.split.truncated or entry.split.organisations or entry.raw.organisations:
        return False
    return entry.at_page_end or entry.raw.glued.endswith(_UNFINISHED)


def _authors_doubt(entry: _SplitEntry) -> Doubt | None:
    """Return the doubt about the list of authors, if there is one."""
    reason = _reason_to_doubt(entry)
    if not reason:
        return None
    return Doubt("authors", min(entry.split.best.probability, _CUT_OFF), reason)


def _reason_to_doubt(entry: _SplitEntry) -> str:
    """Return the reason to doubt the list of authors, or ""."""
    for words in filter(_NAMES.fullmatch, entry.raw.trailers):
        return f"{words!r} behind them is no organisation as listings write it"
    for author in filter(_JOINED.search, entry.split.best.authors):
        return f"{author!r} may be two names"
    if "".join(entry.split.best.authors[-1:]).endswith(" et al"):
        return "the list seems to be cut short"
    if not _may_go_on(entry):
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
