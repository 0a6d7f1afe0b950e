"""Whole papers: lists on pages, JSON objects, chosen fields and templates."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import Formatter

from papercat.commands.support.invocation import Invocation, write_lines
from papercat.commands.support.paper_table import (
    LINES,
    PAPER_COLUMNS,
    caption,
    legend,
    paper_row,
)
from papercat.errors import UsageError
from papercat.papers.find_paper import addresses_of, paper_lines
from papercat.papers.model import Author, Paper
from papercat.papers.paper_rows import read_papers
from papercat.papers.record import to_record
from papercat.shown import Cell, Column, Rows, as_text
from papercat.terminal import visible

_Value = Callable[[Paper], Cell]


def paper_list(
    db: sqlite3.Connection,
    ids: Sequence[int],
    title: str | None = None,
    total: int = 0,
) -> Rows:
    """Make a table of papers in the order of `ids`; `total` counts those not shown, too."""
    lines = list(paper_lines(db, ids))
    addresses = addresses_of(db, ids)
    return Rows(
        PAPER_COLUMNS,
        [paper_row(line, line.title, addresses.get(line.id)) for line in lines],
        title,
        caption(len(lines), max(len(lines), total)),
        legend(lines),
        records_of(db, ids),
        empty="No papers.",
        lines=LINES,
    )


def records_of(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[dict[str, object]]:
    """Give the papers as JSON objects; nothing is read before the first is asked for."""
    for paper in read_papers(db, ids):
        yield to_record(paper)


def show_fields(
    invocation: Invocation,
    db: sqlite3.Connection,
    ids: Sequence[int],
    names: str,
    caption: str,
) -> None:
    """Show chosen fields of papers."""
    fields = picked(names)
    rows = (tuple(value(paper) for _, value in fields) for paper in read_papers(db, ids))
    invocation.show(Rows(tuple(column for column, _ in fields), rows, caption=caption))


def show_template(db: sqlite3.Connection, ids: Sequence[int], template: str) -> None:
    """Write a line for each paper."""
    write_lines(template_lines(template, read_papers(db, ids)))


def _stated(paper: Paper) -> str:
    names = _names(paper.stated)
    if paper.authors_truncated:
        names += " et al."
    return names


def _names(authors: Iterable[Author]) -> str:
    return ", ".join(author.name for author in authors)


def _identifier(paper: Paper, scheme: str) -> str | None:
    for given, value in paper.ids:
        if given == scheme:
            return value
    return None


_FIELDS: tuple[tuple[Column, _Value], ...] = (
    (Column("key", rank=2, whole=True, style="cyan"), lambda paper: paper.key),
    (Column("title", rank=0, style="bold"), lambda paper: paper.title),
    (Column("authors", 24, 3), _stated),
    (Column("inferred", 18, 3), lambda paper: _names(paper.inferred)),
    (Column("published", 10, 1), lambda paper: paper.published),
    (Column("year", 4, 1, right=True), lambda paper: (paper.published or "")[:4]),
    (Column("categories", 8, 4), lambda paper: " ".join(paper.categories)),
    (Column("venue", 16, 5), lambda paper: paper.venue),
    (Column("organisations", 14, 5), lambda paper: paper.organisations),
    (Column("code", 4, 5), lambda paper: paper.has_code),
    (Column("arxiv", 12, 3), lambda paper: _identifier(paper, "arxiv")),
    (Column("doi", 20, 5), lambda paper: _identifier(paper, "doi")),
    (Column("tags", 12, 4), lambda paper: " ".join(paper.tags)),
    (Column("status", 7, 4), lambda paper: paper.status),
    (Column("notes", 40, 6), lambda paper: paper.notes),
    (Column("abstract", 60, 6), lambda paper: paper.abstract),
    (Column("source", 24, 6), lambda paper: tuple(origin.place for origin in paper.origins)),
)
FIELDS: Mapping[str, tuple[Column, _Value]] = {field[0].name: field for field in _FIELDS}
"""name → column, and function that gives its cell for a paper"""


def picked(names: str, origin: str = "--fields") -> list[tuple[Column, _Value]]:
    """Give the fields of a list such as `key,title`.

    Raises UsageError for an unknown name; `origin` says where the list was written.
    """
    return [_field(name.strip(), origin) for name in names.split(",")]


def template_lines(template: str, papers: Iterable[Paper]) -> Iterator[str]:
    r"""Give a line for every paper: the template with the paper's values for `{name}`.

    `\t` and `\n` in a template are a tab and a new line. Raises UsageError at once for an
    invalid template.
    """
    parts = _parts(template.replace("\\t", "\t").replace("\\n", "\n"))
    return (_filled(parts, paper) for paper in papers)


def _filled(parts: Iterable[tuple[str, _Value | None]], paper: Paper) -> str:
    line = []
    for text, value in parts:
        line.append(text)
        if value is not None:
            line.append(visible(as_text(value(paper))))
    return "".join(line)


def _parts(template: str) -> list[tuple[str, _Value | None]]:
    """Split a template into texts, each with the field that follows it."""
    try:
        parsed = list(Formatter().parse(template))
    except ValueError as error:
        raise UsageError(f"--format {template!r}: {error}") from None
    parts: list[tuple[str, _Value | None]] = []
    for text, name, form, conversion in parsed:
        if form or conversion:
            raise UsageError(f"--format {template!r}: write {{{name}}} and nothing else in braces")
        if name is None:
            parts.append((text, None))
        else:
            parts.append((text, _field(name, "--format")[1]))
    return parts


def _field(name: str, origin: str) -> tuple[Column, _Value]:
    if name not in FIELDS:
        raise UsageError(f"{origin}: no field {name!r}; choose from {', '.join(FIELDS)}")
    return FIELDS[name]
