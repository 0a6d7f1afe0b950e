"""The owner of a page: given by the user, met on an earlier import, or inferred."""

from collections.abc import Collection, Iterable, Sequence

from papercat.papers.model import EarlierPage, Hints, Note, Owner
from papercat.people.page_owner import (
    SURE,
    WORTH_ASKING,
    Entry,
    joined_owners,
    likely_owner,
    nearest_name,
    same_on_page,
)


def page_owner(
    hints: Hints, entries: Sequence[Entry], lines: Collection[str], first_line: int
) -> tuple[Owner | None, Note | None]:
    """Return the owner of a page if known, and a note about a doubtful one.

    `lines` are the titles with their authors as printed.
    """
    name = hints.owner
    if name is None and hints.earlier and _was_met_before(hints.earlier, set(lines)):
        name = hints.earlier.owner
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


def _was_met_before(earlier: EarlierPage, lines: set[str]) -> bool:
    """Return whether half of this page, or it of half of the earlier one, is known."""
    known = len(lines & earlier.lines)
    return 2 * known >= max(1, min(len(lines), len(earlier.lines)))


def _given_owner(name: str, entries: Sequence[Entry]) -> tuple[Owner, Note | None]:
    """Return the owner that the user gave, and a note if no entry names them."""
    named = 0
    for entry in entries:
        named += is_named(name, entry.printed)
    owner = Owner(
        name=name,
        given=True,
        named=named,
        entries=len(entries),
        margin=1.0,
        reason="given with --owner",
    )
    if named or not name:
        return owner, None
    nearest = nearest_name(entries, name)
    hint = ""
    if nearest:
        hint = f", the nearest name is {nearest!r}"
    return owner, Note(1, f"no entry names {name!r}{hint}; --owner auto takes it back")


def is_named(owner: str, authors: Iterable[str]) -> bool:
    """Return whether one of the authors is the owner of the page."""
    return any(same_on_page(owner, author) for author in authors)
