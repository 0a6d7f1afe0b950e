"""JSON and JSON lines: each row an object, a page one object."""

import json
from collections.abc import Iterator, Mapping
from typing import TextIO

from papercat.shown import Page, Rows, as_value, rows_of
from papercat.terminal import Screen, visible_json


def write_json(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write one JSON value; of a list, one element a line."""
    if isinstance(shown, Page):
        out.write(
            visible_json(json.dumps(_page_object(shown), ensure_ascii=False, indent=2)) + "\n"
        )
        return
    separator, end = "[\n", "[]\n"
    for each in _objects_of(shown):
        out.write(separator + visible_json(json.dumps(each, ensure_ascii=False)))
        separator, end = ",\n", "\n]\n"
    out.write(end)


def write_jsonl(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write one object a line; a page with a record is one line."""
    objects = _objects_of(rows_of(shown))
    if isinstance(shown, Page) and shown.record is not None:
        objects = iter([_page_object(shown)])
    for each in objects:
        line = visible_json(json.dumps(each, ensure_ascii=False))
        out.write(f"{line}\n")


def _objects_of(rows: Rows) -> Iterator[Mapping[str, object]]:
    """Yield each row as an object."""
    if rows.objects is not None:
        yield from rows.objects
        return
    names = [column.name for column in rows.columns]
    for row in rows.rows:
        yield dict(zip(names, map(as_value, row), strict=True))


def _page_object(page: Page) -> Mapping[str, object]:
    """Return a page as one object: its record, else its facts and sections."""
    if page.record is None:
        return _page(page)
    record = dict(page.record)
    for key, value in record.items():
        if isinstance(value, Rows):
            record[key] = list(_objects_of(value))
    return record


def _page(page: Page) -> dict[str, object]:
    """Make an object of a page that has no record."""
    sections: dict[str, object] = {}
    for rows in page.sections:
        name = _key(rows.title or "rows")
        sections[name] = list(_objects_of(rows))
    record: dict[str, object] = {"title": page.title}
    for label, values in _facts(page).items():
        key = label
        if label in sections:
            key = f"{label}_count"
        record[key] = values
        if len(values) == 1:
            record[key] = values[0]
    if page.text is not None:
        record["text"] = page.text
    return record | sections


def _facts(page: Page) -> dict[str, list[object]]:
    """Return the values of a page's facts by key; a label may have several."""
    facts: dict[str, list[object]] = {}
    for label, cell in page.facts:
        facts.setdefault(_key(label), []).append(as_value(cell))
    return facts


def _key(label: str) -> str:
    """Return a label as a key of an object."""
    return label.lower().replace(" ", "_")
