"""Lists of papers as every command shows them, and lists of co-authors."""

import sqlite3
from collections.abc import Iterator, Sequence

from papercat.commands.support.wording import plural, years
from papercat.papers.find_paper import PaperLine, paper_lines
from papercat.papers.paper_addresses import addresses_of
from papercat.papers.record import to_record
from papercat.papers.records import read_papers
from papercat.people.author_pages import coauthors_of
from papercat.people.names import sort_name
from papercat.shown import Cell, Column, Link, Rows, Short

INFERRED = "~"
"""the sign before everything that papercat inferred"""
LEGEND = f"{INFERRED} inferred, not printed on the paper's entry"

PAPER_COLUMNS = (
    Column("key", rank=0, whole=True, style="cyan"),
    Column("published", 4, 1, label="year"),
    Column("title", rank=0, style="bold"),
    Column("authors", 18, 3, under="title"),
    Column("categories", 8, 4, label="category"),
)
LINES = 2
"""the most lines that a paper takes in a table"""
COAUTHOR_COLUMNS = (
    Column("name", 28, 0),
    Column("papers", 6, 1, right=True),
    Column("inferred", 8, 1, right=True),
    Column("years", 9, 2),
)

_NAMED = 3
"""authors that a table names"""
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
"""parts of a name that follow a comma"""


def paper_list(
    db: sqlite3.Connection,
    ids: Sequence[int],
    title: str | None = None,
    total: int | None = None,
    *,
    all_authors: bool = False,
) -> Rows:
    """Make a table of papers in the order of `ids`; `total` counts those not shown, too."""
    lines = list(paper_lines(db, ids))
    addresses = addresses_of(db, ids)
    return Rows(
        PAPER_COLUMNS,
        [
            paper_row(line, line.title, addresses.get(line.id), all_authors=all_authors)
            for line in lines
        ],
        title,
        caption(len(lines), len(ids) if total is None else total),
        legend(lines),
        records_of(db, ids),
        empty="No papers.",
        lines=None if all_authors else LINES,
    )


def paper_row(
    line: PaperLine, title: Cell, address: str | None = None, *, all_authors: bool = False
) -> tuple[Cell, ...]:
    """Make the row of a paper."""
    published = line.published and Short(line.published, line.published[:4])
    authors = authors_text(line) if all_authors else authors_cell(line)
    categories = Short(line.categories, line.categories.partition(" ")[0])
    return Link(line.key, address), published, title, authors, categories


def authors_text(line: PaperLine) -> str:
    """Write all authors: `Ada Moor, Ben Okafor et al., ~Cem Acar`."""
    stated = line.authors + (" et al." if line.truncated else "")
    inferred = [INFERRED + name for name in line.inferred]
    return ", ".join(filter(None, [stated, *inferred]))


def authors_cell(line: PaperLine) -> Short:
    """Make a cell of the authors; a table shows `Moor, Okafor, Acar +19`."""
    short = short_names(_names(line.authors), truncated=bool(line.truncated))
    inferred = [INFERRED + _surname(name) for name in line.inferred[:_NAMED]]
    if len(line.inferred) > _NAMED:
        inferred.append(f"{INFERRED}+{len(line.inferred) - _NAMED}")
    return Short(authors_text(line), " ".join(filter(None, [short, *inferred])))


def short_names(names: Sequence[str], *, truncated: bool) -> str:
    """Write the surnames of the first authors and count the others."""
    short = ", ".join(_surname(name) for name in names[:_NAMED])
    if len(names) > _NAMED:
        short += f" +{len(names) - _NAMED}"
    return f"{short} et al." if truncated else short


def _names(authors: str) -> list[str]:
    """Split a list of authors at its commas, but not before a `Jr.`."""
    names: list[str] = []
    for part in authors.split(", "):
        if names and part.rstrip(".").lower() in _SUFFIXES:
            names[-1] += f", {part}"
        elif part:
            names.append(part)
    return names


def _surname(name: str) -> str:
    return sort_name(name).partition(",")[0]


def legend(lines: Sequence[PaperLine]) -> tuple[str, str] | None:
    """Explain the sign among the authors, if one of these papers has it."""
    return ("authors", LEGEND) if any(line.inferred for line in lines) else None


def caption(shown: int, total: int) -> str:
    """Count the papers shown, and all if there are more."""
    return f"{shown} of {total} papers" if shown < total else plural(total, "paper")


def records_of(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[dict[str, object]]:
    """Give the papers as JSON objects; nothing is read before the first is asked for."""
    for paper in read_papers(db, ids):
        yield to_record(paper)


def coauthor_rows(db: sqlite3.Connection, person: int, limit: int) -> list[tuple[Cell, ...]]:
    """Make the rows of co-authors, the most frequent first."""
    rows: list[tuple[Cell, ...]] = []
    for name, papers, inferred, first, last in coauthors_of(db, person, limit):
        rows.append((name, papers, inferred, years(first, last)))
    return rows
