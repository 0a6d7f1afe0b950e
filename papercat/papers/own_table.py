"""A paper as one row of a table: columns that a spreadsheet shows, and that import reads back."""

import json
from collections.abc import Mapping

from papercat.papers.identifiers import best_address
from papercat.papers.model import FIELDS, Kind, Paper
from papercat.papers.record import BadRecord, from_record

_BETWEEN = "; "
_TRUE = frozenset(("1", "true", "yes"))
_READ = frozenset(
    (
        "key",
        "authors",
        "authors_inferred",
        "authors_truncated",
        "ids",
        "extra",
        "confidence",
        *FIELDS,
    )
)
_TOLD_ELSEWHERE = frozenset(
    ("doubts", "sources", "files", "year", "arxiv", "doi", "url", "category")
)
"""columns for people, which say again what others say, or speak of one catalogue only"""
_GUARDED = frozenset(("'=", "'+", "'-", "'@", "'\t", "'\r"))
"""beginnings of cells that `--spreadsheet-safe` writes"""


def paper_of_row(row: Mapping[str, str], line: int) -> Paper:
    """Return the paper of a row that papercat wrote. Raises BadRecord or ValueError."""
    cells = {name: _without_guard(cell) for name, cell in row.items()}
    authors: list[dict[str, str]] = []
    for basis, column in (("stated", "authors"), ("inferred", "authors_inferred")):
        for name in _parts(cells.get(column, "")):
            authors.append({"name": name, "basis": basis})
    ids: dict[str, list[str]] = {}
    for pair in _parts(cells.get("ids", "")):
        scheme, _, value = pair.partition(":")
        ids.setdefault(scheme, []).append(value)
    record: dict[str, object] = {
        "key": cells.get("key") or None,
        "authors": authors,
        "authors_truncated": _value(cells.get("authors_truncated", ""), Kind.FLAG),
        "ids": ids,
        "extra": _extra(cells),
    }
    for name, field in FIELDS.items():
        record[name] = _value(cells.get(name, ""), field.kind)
    if cells.get("confidence"):
        record["confidence"] = float(cells["confidence"])
    return from_record(record, line)


def _extra(cells: Mapping[str, str]) -> dict[str, object]:
    """Return the further fields: those of the column `extra`, and columns that a user added."""
    extra = json.loads(cells.get("extra") or "{}")
    if not isinstance(extra, dict):
        raise BadRecord("its extra is not an object")
    for name, cell in cells.items():
        if cell and name and name not in _READ and name not in _TOLD_ELSEWHERE:
            extra[name] = cell
    return extra


def _value(cell: str, kind: Kind) -> object:
    """Return the value of a field; nothing for a blank cell."""
    if kind is Kind.WORDS:
        return _parts(cell)
    if kind is Kind.FLAG:
        return cell.lower() in _TRUE
    return cell or None


def looked_for(
    published: str | None, categories: str, ids: str, address: str | None
) -> tuple[int | None, str | None, str | None, str | None, str | None]:
    """Return year, arXiv id, DOI, web address and first category as separate columns.

    `categories` and `ids` are as they stand in the table. Reading a table back ignores these.
    """
    pairs = []
    for pair in _parts(ids):
        scheme, _, value = pair.partition(":")
        pairs.append((scheme, value))
    by_scheme = dict(reversed(pairs))
    year = None
    if published:
        year = int(published[:4])
    address = address or best_address(tuple(pairs))
    category = categories.partition(_BETWEEN)[0] or None
    return year, by_scheme.get("arxiv"), by_scheme.get("doi"), address, category


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split(_BETWEEN) if part]


def _without_guard(cell: str) -> str:
    """Return a cell without the apostrophe that `--spreadsheet-safe` puts before a formula."""
    if cell[:2] in _GUARDED:
        return cell[1:]
    return cell
