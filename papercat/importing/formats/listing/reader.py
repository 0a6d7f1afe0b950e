"""Pasted listings of an arXiv-browsing site: three glued lines an entry become a paper."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from papercat.importing.clipboard import clean
from papercat.importing.formats.listing.dates import WrittenDate, complete, page_day, read_date
from papercat.importing.formats.listing.entry_head import is_glued_head, read_head
from papercat.importing.formats.listing.entry_lines import RawEntry, entries_of
from papercat.importing.formats.listing.margins import without_margins
from papercat.importing.formats.listing.splitting.doubt import doubts_of
from papercat.importing.formats.listing.splitting.line import without_loose_end
from papercat.importing.formats.listing.splitting.split import GluedLine, Split, split_page
from papercat.papers.model import (
    Author,
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
    likely_owner,
    loose_entries,
    nearest_name,
    same_on_page,
)

NAME = "listing"
ASKS_CATALOGUE = True

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n\w+:")
_GOES_ON = (",", "·")
"""what no list of authors ends with"""
_MAY_BE_NAMES = re.compile(r"[^\W\d_]+(?:[ .,'’-]+[^\W\d_]+)+")
_JOINED = re.compile(r" · |\b\w[\w.’'-]* \w[\w.’'-]* (?:and|&) \w[\w.’'-]* \w")
_NO_STOP = " et al"
_CUT_OFF = 0.5
"""below so much probability a line without an abstract below it is no title, or one cut off"""


def score(head: str) -> float:
    """Return 0.9 if a line of the document is an entry's head, such as `CVMay 6, 2022Code`.

    A file in a stricter format may have such a line, too.
    Below front matter it must be glued: a blog may begin with `AI · May 6, 2022`.
    """
    glued = bool(_FRONT_MATTER.match(head))
    page = without_margins([clean(line) for line in head.split("\n")])
    found = any(is_glued_head(line) if glued else read_head(line) for line in page)
    return 0.9 * found


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Whose page it is, where that is known, then every entry, then what is none."""
    entries, skipped, refused = entries_of(lines)
    dates = [read_date(entry.head.date) or WrittenDate() for entry in entries]
    day = page_day(dates, hints.as_of, hints.today)
    lines_to_split = [GluedLine(without_loose_end(e.glued), e.abstract) for e in entries]
    splits = split_page(lines_to_split, hints.known)
    may_be_cut = _lacks_an_abstract_at_the_end(entries)
    alone = len(entries) == 1 and not entries[0].abstract
    if (may_be_cut or alone) and splits[-1].best.probability < _CUT_OFF:
        refused, skipped = _cut_off(entries.pop(), refused, skipped)
        splits.pop()
        dates.pop()
        may_be_cut = False
    days = [complete(written, day) for written in dates]
    names = [_printed(split, known) for split, (known, _) in zip(splits, days, strict=True)]
    page = _each_once(splits, names)
    said = hints.owner if hints.owner is not None else _said_before(hints.earlier, entries)
    owner = likely_owner(page) if said is None else _given(said, page)
    if owner and owner.given and owner.name and not owner.named:
        yield _unknown_owner(page, owner.name)
    if owner and owner.margin < SURE:
        if owner.margin >= WORTH_ASKING:
            yield _asking(entries[0].line, owner)
        owner = None
    if owner:
        yield owner
    loose = loose_entries(page, owner.name) if owner and not owner.given else frozenset()
    for entry, date, split, printed in zip(entries, days, splits, names, strict=True):
        last = may_be_cut and entry is entries[-1]
        why, of_split = _doubt_of_authors(entry, split, last=last)
        for record in _entry(entry, date, split, owner, loose=printed in loose):
            if why and isinstance(record, Paper):
                yield _doubting(record, why, of_split=of_split)
            else:
                yield record
    yield from refused
    yield from skipped


def _lacks_an_abstract_at_the_end(entries: Sequence[RawEntry]) -> bool:
    """Whether the last entry, and no other, has no abstract: the page may be cut off there."""
    if not entries or entries[-1].abstract or len(entries) == 1:
        return False
    return all(entry.abstract for entry in entries[:-1])


def _doubt_of_authors(entry: RawEntry, split: Split, *, last: bool) -> tuple[str, bool]:
    """Why the authors may be others, or empty, and whether the split is doubtful by that."""
    if names := [words for words in entry.trailers if _MAY_BE_NAMES.fullmatch(words)]:
        return f"{names[0]!r} behind them is no organisation as listings write it", False
    if joined := next((name for name in split.best.authors if _JOINED.search(name)), None):
        return f"{joined!r} may be two names", False
    if split.best.authors and split.best.authors[-1].endswith(_NO_STOP):
        return "the list seems to be cut short", False
    if split.truncated or split.organisations:
        return "", False
    if entry.glued.endswith(_GOES_ON):
        return f"its line ends with {entry.glued[-1]!r}: more authors may follow", True
    return "the page ends in this line: its last author may be cut off" if last else "", True


def _doubting(paper: Paper, why: str, *, of_split: bool) -> Paper:
    """A paper whose list of authors is not surely as it was read."""
    sure = min(paper.confidence or 0.0, _CUT_OFF)
    doubts = (*paper.doubts, Doubt("authors", sure, why))
    return replace(paper, confidence=sure if of_split else paper.confidence, doubts=doubts)


def _cut_off(
    entry: RawEntry, refused: list[Refusal], skipped: list[Skipped]
) -> tuple[list[Refusal], list[Skipped]]:
    """The last entry as refused, its lines as skipped."""
    lines = (Skipped(entry.line, entry.head_line), Skipped(entry.glued_line, entry.glued))
    refusal = Refusal(entry.line, f"cut off in {entry.glued!r}: no authors follow")
    return [*refused, refusal], sorted([*skipped, *lines], key=lambda line: line.line)


def _each_once(splits: list[Split], names: list[Entry]) -> list[Entry]:
    """The names on each paper; what stands twice, as on a page pasted twice, speaks once."""
    titles = (split.best.title for split in splits)
    return list(dict(zip(titles, names, strict=True)).values())


def _printed(split: Split, published: str | None) -> Entry:
    return Entry(split.best.authors, split.truncated, published)


def _said_before(earlier: EarlierPage | None, entries: Sequence[RawEntry]) -> str | None:
    """Whose page the user said that this is, when half of it, or it of half, was met before."""
    if earlier is None:
        return None
    lines = {entry.glued for entry in entries}
    known = len(lines & earlier.lines)
    same = known > 0 and 2 * known >= min(len(lines), len(earlier.lines))
    return earlier.owner if same else None


def _given(name: str, page: Sequence[Entry]) -> Owner:
    """Return the owner that the user gave."""
    named = sum(any(same_on_page(name, other) for other in entry.printed) for entry in page)
    return Owner(
        name=name,
        given=True,
        named=named,
        entries=len(page),
        margin=1.0,
        reason="given with --owner",
    )


def _unknown_owner(page: Sequence[Entry], name: str) -> Note:
    """Warn that no entry names the owner that the user gave."""
    nearest = nearest_name(page, name)
    hint = f", the nearest name is {nearest!r}" if nearest else ""
    return Note(1, f"no entry names {name!r}{hint}; --owner auto takes it back")


def _asking(line: int, likely: Owner) -> Note:
    """Ask whether the page is the likely owner's."""
    return Note(
        line,
        f"perhaps the page of {likely.name} ({likely.reason});"
        f" if so, import it with --owner {likely.name!r}",
    )


def _entry(
    entry: RawEntry,
    date: tuple[str | None, str | None],
    split: Split,
    owner: Owner | None,
    *,
    loose: bool,
) -> Iterator[Paper | Note]:
    published, why = date
    guesses = list(_which_categories(entry.head.codes))
    doubts = [*doubts_of(split), *([entry.doubt] if entry.doubt else [])]
    if why:
        guesses.append(Guess("published", why, entry.head.date))
    authors = _authors(split, owner)
    if owner and authors and authors[-1].source == "inferred":
        guesses.append(Guess("authors", owner.reason, owner.name))
        if loose:
            doubts.append(_doubt_of_owner(owner))
    yield Paper(
        title=split.best.title,
        line=entry.line,
        abstract=entry.abstract or None,
        authors=authors,
        authors_truncated=split.truncated,
        published=published,
        categories=tuple(dict.fromkeys((*full_codes(code), code)[0] for code in entry.head.codes)),
        has_code=entry.head.has_code,
        organisations=split.organisations,
        printed=f"{entry.head_line}\n{entry.glued}",
        confidence=split.best.probability,
        guesses=tuple(guesses),
        doubts=tuple(doubts),
    )
    if not entry.abstract:
        yield Note(entry.line, f"no abstract below {split.best.title!r}; kept without one")
    for printed in entry.head.codes:
        if not full_codes(printed):
            yield Note(entry.line, f"arXiv has no category {printed!r}; kept as printed")
    if published is None and why:
        yield Note(entry.line, f"{entry.head.date!r} is not a day: {why}; kept without a date")


def _doubt_of_owner(owner: Owner) -> Doubt:
    """Doubt that an entry is the owner's, as it shares no author with the others."""
    reason = (
        f"may not be {owner.name}'s: shares no author with the other entries;"
        f" if so, --not-author {owner.name!r}"
    )
    return Doubt("authors", LOOSE, reason)


def _which_categories(printed: Sequence[str]) -> Iterator[Guess]:
    for code in printed:
        if len(codes := full_codes(code)) > 1:
            yield Guess("categories", f"may be any of {', '.join(codes)}", code)


def _authors(split: Split, owner: Owner | None) -> tuple[Author, ...]:
    """The listed authors, and the page's owner where `et al.` may hide the name."""
    listed = tuple(map(Author, split.best.authors))
    if owner is None or not owner.name or not split.truncated:
        return listed
    if any(same_on_page(owner.name, author.name) for author in listed):
        return listed
    return (*listed, Author(owner.name, "inferred"))
