"""Listings copied from an arXiv-browsing site: labelled lines become entries, and then papers."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from papercat.importing.formats.listing.entry_heads import (
    Head,
    WrittenDate,
    complete,
    page_day,
    read_date,
    read_head,
    year_doubt,
)
from papercat.importing.formats.listing.glued_line import LONGEST_LINE, cut_tail
from papercat.importing.formats.listing.line_labels import label_page
from papercat.importing.formats.listing.page_lines import (
    Label,
    PageLine,
    put_together,
    read_lines,
    texts_of,
)
from papercat.importing.formats.listing.site_lines import trim_abstract
from papercat.importing.formats.listing.title_split import Split, split_doubt, split_page
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
    Skipped,
)
from papercat.papers.subjects import full_codes
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


@dataclass(frozen=True, slots=True)
class _RawEntry:
    """The lines of one entry. `line` is where it begins, from 1."""

    line: int
    head: Head
    head_line: str
    glued: str
    """the title with its authors, as printed"""
    glued_line: int
    abstract: str
    doubt: Doubt | None
    """about the abstract"""


@dataclass(frozen=True, slots=True)
class _Page:
    """The entries of a page, and the lines that belong to none."""

    entries: list[_RawEntry] = field(default_factory=list)
    rest: list[Refusal | Skipped] = field(default_factory=list)

    def refuse(self, line: int, reason: str) -> None:
        """Report an entry that can't be read."""
        self.rest.append(Refusal(line, reason))

    def skip(self, line: int, *words: str) -> None:
        """Report words that belong to no entry."""
        for each in words:
            self.rest.append(Skipped(line, each))


@dataclass(slots=True)
class _SplitEntry:
    """An entry with its split and its date."""

    raw: _RawEntry
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
    page = _assemble(lines)
    entries = _split_entries(page, hints)
    # an entry that was pasted twice speaks once
    printed = list({entry.split.best.title: entry.printed for entry in entries}.values())
    first_line = entries[0].raw.line if entries else 1
    owner, note = _page_owner(hints, printed, {raw.glued for raw in page.entries}, first_line)
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
    yield from sorted(page.rest, key=attrgetter("line"))


def _assemble(lines: Iterable[str]) -> _Page:
    """Assemble the entries of a page, and list the lines that belong to none."""
    page = _Page()
    entry: list[PageLine] = []
    for line in label_page(lines):
        if line.label is Label.HEAD:
            _add_entry(page, entry)
            entry = [line]
        elif line.label is Label.SITE:
            page.skip(line.number, line.text)
        elif line.label is Label.UNREAD:
            page.refuse(line.number, f"an entry without a head that can be read: {line.text!r}")
            page.skip(line.number, line.text)
        else:
            entry.append(line)
    _add_entry(page, entry)
    return page


def _add_entry(page: _Page, lines: Sequence[PageLine]) -> None:
    """Add the entry with these lines to the page, or refuse it."""
    if not lines:
        return
    head, *others = lines
    parts = read_head(head.text)
    if not others or parts is None:
        page.refuse(head.number, f"cut off after {head.text!r}: no title follows")
        return
    glued = put_together(texts_of(others, Label.TITLE)) + "".join(texts_of(others, Label.AUTHORS))
    if len(glued) > LONGEST_LINE:
        reason = f"a title of {len(glued):,} characters, more than {LONGEST_LINE:,}"
        page.refuse(head.number, reason)
        return
    title, last = others[0], others[-1]
    abstract, buttons = trim_abstract(put_together(texts_of(others, Label.ABSTRACT)))
    page.skip(title.number, *cut_tail(glued).words)
    page.skip(last.number, *buttons)
    page.entries.append(
        _RawEntry(head.number, parts, head.text, glued, title.number, abstract, title.doubt)
    )


def _split_entries(page: _Page, hints: Hints) -> list[_SplitEntry]:
    """Split the titles of a page, and complete its dates. Refuse an entry that is cut off."""
    splits = split_page([(raw.glued, raw.abstract) for raw in page.entries], hints.known)
    may_be_cut = _only_last_lacks_abstract(page.entries)
    if may_be_cut and splits[-1].best.probability < _CUT_OFF:
        raw = page.entries.pop()
        page.refuse(raw.line, f"cut off in {raw.glued!r}: no authors follow")
        page.skip(raw.line, raw.head_line)
        page.skip(raw.glued_line, raw.glued)
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


def _only_last_lacks_abstract(entries: Sequence[_RawEntry]) -> bool:
    without_abstract = [raw for raw in entries if not raw.abstract]
    return len(without_abstract) == 1 and without_abstract[0] is entries[-1]


def _page_owner(
    hints: Hints, entries: Sequence[Entry], lines: Collection[str], first_line: int
) -> tuple[Owner | None, Note | None]:
    """Return the owner of a page if known, and a note about a doubtful one.

    The owner that the user gave before holds if half of this page or of the earlier one is known.
    `lines` are the titles with their authors as printed.
    """
    name = hints.owner
    earlier = hints.earlier
    if name is None and earlier:
        known = earlier.lines.intersection(lines)
        if 2 * len(known) >= max(1, min(len(lines), len(earlier.lines))):
            name = earlier.owner
    if name is not None:
        return _given_owner(name, entries)
    joined = joined_owners(entries)
    if joined:
        return None, Note(
            first_line,
            f"the pages of {' and '.join(joined)} seem to be in one file, so nobody is its owner;"
            " to have owners inferred, import each page as a file of its own",
        )
    owner = likely_owner(entries)
    if owner is None or owner.margin < WORTH_ASKING:
        return None, None
    if owner.margin >= SURE:
        return owner, None
    return None, Note(
        first_line,
        f"perhaps the page of {owner.name} ({owner.reason});"
        f" if so, import it with --owner {owner.name!r}",
    )


def _given_owner(name: str, entries: Sequence[Entry]) -> tuple[Owner, Note | None]:
    """Return the owner that the user gave, and a note if no entry names them."""
    owner = Owner(name, given=True, margin=1.0, reason="given with --owner")
    if not name or any(_is_named(name, entry.printed) for entry in entries):
        return owner, None
    nearest = nearest_name(entries, name)
    hint = ""
    if nearest:
        hint = f", the nearest name is {nearest!r}"
    return owner, Note(1, f"no entry names {name!r}{hint}; --owner auto takes it back")


def _is_named(owner: str, authors: Iterable[str]) -> bool:
    """Return whether one of the authors is the owner of the page."""
    return any(same_on_page(owner, author) for author in authors)


def _paper(entry: _SplitEntry, owner: Owner | None, loose: Collection[Entry]) -> Paper:
    """Return the paper of an entry; one of `loose` may not be the owner's."""
    raw, best, tail = entry.raw, entry.split.best, entry.split.tail
    confidence = best.probability
    if entry.may_go_on:
        confidence = min(confidence, _CUT_OFF)
    doubts = [split_doubt(entry.split), raw.doubt]
    if reason := _reason_to_doubt(entry):
        doubts.append(Doubt("authors", min(best.probability, _CUT_OFF), reason))
    doubts.append(entry.year_doubt)
    guesses = list(_guesses(entry))
    authors = tuple(map(Author, best.authors))
    # `et al.` may stand for the page's owner
    if owner and owner.name and tail.truncated and not _is_named(owner.name, best.authors):
        authors += (Author(owner.name, "inferred"),)
        guesses.append(Guess("authors", owner.reason, owner.name))
        if entry.printed in loose:
            reason = (
                f"may not be {owner.name}'s: shares no author with the other entries;"
                f" if so, --not-author {owner.name!r}"
            )
            doubts.append(Doubt("authors", LOOSE, reason))
    codes = [(*full_codes(printed), printed)[0] for printed in raw.head.codes]
    return Paper(
        title=best.title,
        line=raw.line,
        abstract=raw.abstract or None,
        authors=authors,
        authors_truncated=tail.truncated,
        published=entry.date[0],
        categories=tuple(dict.fromkeys(codes)),
        has_code=raw.head.has_code,
        organisations=tail.organisations,
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
