"""Words for counts and years."""

from collections.abc import Sequence

from papercat.shown import Counts, Years


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: `1 paper`, `2 papers`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun}s"


def counted(pairs: Sequence[tuple[str, int]], most: int = 8) -> Counts:
    """Make a cell of values and counts: `cs.LG 20, cs.AI 12 and 3 more`."""
    return Counts(tuple(pairs), most)


def years(first: str | None, last: str | None) -> Years | None:
    """Make a cell of two years: `2015–2022`."""
    if not first or not last:
        return None
    return Years(int(first), int(last))
