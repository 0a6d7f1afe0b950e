"""A paper as one row of a table: columns that a spreadsheet shows, and that import reads back."""

from collections.abc import Mapping

from papercat.papers.identifiers import best_address
from papercat.papers.model import Paper
from papercat.papers.record import from_record

_BETWEEN = "; "
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
        "title": cells["title"],
        "abstract": cells.get("abstract") or None,
        "authors": authors,
        "authors_truncated": cells.get("authors_truncated") == "1",
        "published": cells.get("published") or None,
        "categories": _parts(cells.get("categories", "")),
        "has_code": cells.get("has_code") == "1",
        "organisations": _parts(cells.get("organisations", "")),
        "venue": cells.get("venue") or None,
        "ids": ids,
        "confidence": None,
    }
    if cells.get("confidence"):
        record["confidence"] = float(cells["confidence"])
    return from_record(record, line)


def looked_for(published: str | None, categories: str, ids: str) -> tuple[str | None, ...]:
    """Return year, arXiv id, DOI, web address and first category as separate columns.

    `categories` and `ids` are as they stand in the table. Reading a table back ignores these.
    """
    pairs = []
    for pair in _parts(ids):
        scheme, _, value = pair.partition(":")
        pairs.append((scheme, value))
    by_scheme = dict(reversed(pairs))
    year = (published or "")[:4] or None
    address = best_address(tuple(pairs))
    category = categories.partition(_BETWEEN)[0] or None
    return year, by_scheme.get("arxiv"), by_scheme.get("doi"), address, category


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split(_BETWEEN) if part]


def _without_guard(cell: str) -> str:
    """Return a cell without the apostrophe that `--spreadsheet-safe` puts before a formula."""
    if cell[:2] in _GUARDED:
        return cell[1:]
    return cell
