"""How a list of papers is shown: the columns, and stated and inferred authors told apart."""

import sqlite3
from collections.abc import Iterator, Sequence

from papercat.later import Later
from papercat.papers.find_paper import PaperLine, paper_lines
from papercat.shown import Cell, Column, Rows

record = Later("papercat.papers.record")
records = Later("papercat.papers.records")

INFERRED = "~"
"""stands before everything that papercat inferred"""

LEGEND = f"{INFERRED} inferred, not printed on the paper's entry"
"""what that mark means"""

COLUMNS = (
    Column("key", 24, 2),
    Column("published", 10, 1),
    Column("title", 0, 0),
    Column("authors", 18, 3),
    Column("categories", 20, 4),
)


def authors_cell(line: PaperLine) -> str:
    """`A, B, C et al.`, with inferred authors behind a mark."""
    stated = line.authors + (" et al." if line.truncated else "")
    return ", ".join([*filter(None, [stated]), *(INFERRED + name for name in line.inferred)])


def paper_list(
    db: sqlite3.Connection, ids: Sequence[int], title: str | None = None, total: int | None = None
) -> Rows:
    """A table of papers in the order of `ids`; `total` says how many there are in all."""
    lines = list(paper_lines(db, ids))
    return Rows(
        COLUMNS,
        (_row(line) for line in lines),
        title,
        _caption(len(lines), len(ids) if total is None else total),
        legend(lines),
        records_of(db, ids),
    )


def legend(lines: Sequence[PaperLine]) -> tuple[str, str] | None:
    """What the mark among the authors means, where one of these papers has it."""
    return ("authors", LEGEND) if any(line.inferred for line in lines) else None


def records_of(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[dict[str, object]]:
    """The papers as JSON gives them; nothing is read before the first is asked for."""
    for paper in records.read_papers(db, ids):
        yield record.to_record(paper)


def _row(line: PaperLine) -> tuple[Cell, ...]:
    return line.key, line.published, line.title, authors_cell(line), line.categories


def _caption(shown: int, total: int) -> str:
    return f"{shown} of {total} papers" if shown < total else plural(total, "paper")


def plural(count: int, noun: str) -> str:
    """`1 paper`, `2 papers`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def counted(pairs: Sequence[tuple[str, int]], most: int = 8) -> str:
    """`cs.LG 20, cs.AI 12 and 3 more`."""
    shown = ", ".join(f"{what} {count}" for what, count in pairs[:most])
    return shown + (f" and {len(pairs) - most} more" if len(pairs) > most else "")


def years(first: str | None, last: str | None) -> str | None:
    """`2015–2022`, or one year."""
    return first if first == last else f"{first}–{last}"
