"""Tables with a header, as CSV or TSV: papercat's own, and those of others.

A column is known by its name, or by what the user says with `--column title=Name`. Columns that
papercat has no field for are kept under their own names.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from papercat.importing.paper_draft import Draft
from papercat.papers.clean_text import split_names
from papercat.papers.model import Hints, Note, Paper, Record, Refusal
from papercat.papers.publication_types import type_in_table
from papercat.papers.record import BadRecord, paper_of_row
from papercat.text.partial_date import partial_date

NAME = "table"

_DELIMITERS = ("\t", ",", ";", "|")
_LONGEST_CELL = 1 << 24
_OWN = frozenset(("key", "title", "authors", "authors_truncated", "ids"))
_IDENTIFIERS = ("doi", "arxiv", "pmid", "pmcid")
_LISTS = frozenset(("authors", "categories", "keywords"))
_EXTRA = ("volume", "number", "pages", "publisher", "keywords", "language", "isbn")
_PAIRS = re.compile(r"(?:[^\s,]+(?: [^\s,]+)?, (?:[A-Z]\.[ -]?)+(?:, |$))+")
_PAIR = re.compile(r"[^,]+, [^,]+(?=, |$)")
_QUOTED = re.compile(r"""'([^']*)'|"([^"]*)\"""")
_LIST = re.compile(r"""\[(?:(?:'[^']*'|"[^"]*")(?:, *|(?=\])))*\]""")
_ONE_NAME = re.compile(r"[^\s,]+, [^\s,]+(?: [^\W\d_]\.?)*")


def _read_names() -> dict[str, str]:
    """Load the names of columns, each with the field that it holds."""
    names: dict[str, str] = {}
    table = Path(__file__).with_name("column_names.tsv").read_text("utf-8")
    for line in table.splitlines():
        field, *others = line.split("\t")
        names |= dict.fromkeys(others, field)
    return names


_FIELD_OF = _read_names()


def score(head: str) -> float:
    """Return how likely the first line is a header: it names a title and another column."""
    fields: set[str] = set()
    for cell in _cells(head):
        fields.add(_FIELD_OF.get(cell.strip().lower(), ""))
    known = len(fields - {""})
    if known < 2:
        return 0.0
    if "title" not in fields:
        return 0.1
    return min(0.65 + known / 10, 0.95)


def _cells(head: str) -> Sequence[str]:
    """Return the cells of the first line, split at the delimiter that gives most."""
    first = head.lstrip("\n").partition("\n")[0]
    if first.count('"') % 2 or len(first) > 10_000:
        return ()
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        return next(csv.reader([first], delimiter=delimiter), ())
    except csv.Error:
        return ()


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield a paper or a refusal for every row."""
    source = iter(lines)
    written = ((number, line) for number, line in enumerate(source, 1) if line.strip())
    number, header = next(written, (1, ""))
    names = [name.strip() for name in _cells(header)]
    fields = _fields(names, dict(hints.columns))
    if "title" not in fields:
        yield Refusal(number, "no column holds the titles; name it with --column title=NAME")
        return
    delimiter = max(_DELIMITERS, key=header.count)
    is_own = _OWN.issubset(names)
    for line, cells in _rows(source, delimiter, number + 1):
        if isinstance(cells, Refusal):
            yield cells
            continue
        if len(cells) > len(names):
            yield Note(line, f"{len(cells)} cells below {len(names)} names; the last are left out")
        row = dict(zip(names, cells, strict=False))
        if is_own:
            yield _own_paper(row, line)
        else:
            yield _paper(row, fields, line)


def _rows(
    source: Iterator[str], delimiter: str, first: int
) -> Iterator[tuple[int, list[str] | Refusal]]:
    """Yield the rows that are not blank, with the line where each begins."""
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader((f"{line}\n" for line in source), delimiter=delimiter)
    while True:
        line = first + rows.line_num
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, Refusal(line, f"not a row of a table: {error}")
            continue
        if any(cells):
            yield line, cells


def _fields(names: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    """Return which column holds which field; the user's word counts first."""
    by_lower_case = {name.lower(): name for name in names}
    fields: dict[str, str] = {}
    for field, column in said.items():
        lower = column.strip().lower()
        if lower in by_lower_case:
            fields[field.strip().lower()] = by_lower_case[lower]
    taken = set(fields.values())
    for name in names:
        known = _FIELD_OF.get(name.lower(), "")
        if known and name not in taken:
            fields.setdefault(known, name)
    return fields


def _own_paper(row: Mapping[str, str], line: int) -> Paper | Refusal:
    """Return the paper of a row as papercat writes it."""
    try:
        return paper_of_row(row, line)
    except BadRecord as error:
        return Refusal(line, str(error))
    except ValueError as error:
        return Refusal(line, f"not a row as papercat writes it: {error}")


def _paper(row: Mapping[str, str], fields: Mapping[str, str], line: int) -> Paper | Refusal:
    """Return the paper of a row in any other table."""
    values: dict[str, str] = defaultdict(str)
    for field, column in fields.items():
        values[field] = row.get(column, "").strip()
        if field in _LISTS:
            values[field] = _without_list_signs(values[field])
    draft = Draft(line, title=values["title"])
    _add_authors(draft, values["authors"])
    draft.published = _longest_date(row, fields)
    draft.abstract = values["abstract"]
    draft.venue = values["venue"]
    draft.comment = values["comment"]
    draft.key = values["key"]
    for scheme in _IDENTIFIERS:
        draft.add_id(scheme, values[scheme])
    draft.add_address(values["url"])
    for code in re.split(r"[;,\s]+", values["categories"]):
        draft.add_category(code)
    entry_type = type_in_table(values["entrytype"])
    draft.add_extra("entrytype", entry_type)
    if entry_type is None:
        draft.add_extra("type", values["entrytype"])
    for field in _EXTRA:
        draft.add_extra(field, values[field])
    used = {"", *fields.values()}
    for name, cell in row.items():
        is_date = _FIELD_OF.get(name.lower()) == "published" and partial_date(cell)
        if name not in used and not is_date:
            draft.add_extra(name, cell)
    return draft.record()


def _without_list_signs(cell: str) -> str:
    """Return `A; B` for a list as JSON or Python writes it: `["A", "B"]`, `['A', 'B']`."""
    if not _LIST.fullmatch(cell):
        return cell
    try:
        items = json.loads(cell)
    except ValueError:
        items = [one or other for one, other in _QUOTED.findall(cell)]
    return "; ".join(items)


def _longest_date(row: Mapping[str, str], fields: Mapping[str, str]) -> str | None:
    """Return the date that says most; many tables have a column for the year besides."""
    dates = [partial_date(row.get(fields.get("published", ""), ""))]
    for name, cell in row.items():
        if _FIELD_OF.get(name.lower()) == "published":
            dates.append(partial_date(cell))
    return max(filter(None, dates), key=len, default=None)


def _add_authors(draft: Draft, text: str) -> None:
    """Add authors, printed `A; B`, `A, B and C`, `Surname, Given` or `Berg, A., Cole, B.`."""
    if ";" in text or "|" in text:
        names = re.split(r"[;|]", text)
    elif _ONE_NAME.fullmatch(text):
        names = [text]
    elif _PAIRS.fullmatch(text):
        names = _PAIR.findall(text)
    elif text.count(",") == text.count(" and ") + 1 > 1:
        names = text.split(" and ")
    else:
        names = split_names(text)
    for name in names:
        draft.add_author(name)
