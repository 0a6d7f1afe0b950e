"""JSON: a list of objects, or one object for a page."""

import json
from collections.abc import Iterable, Mapping
from typing import TextIO

from papercat.cells import as_value
from papercat.shown import Page, Rows
from papercat.terminal import Screen, visible_json


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  no terminal's concern
    """Write one JSON value, an element a line where it is a list."""
    if isinstance(shown, Page):
        record = shown.record if shown.record is not None else _page(shown)
        out.write(visible_json(json.dumps(record, ensure_ascii=False, indent=2)) + "\n")
        return
    separator = "[\n"
    for each in _objects(shown):
        out.write(separator + visible_json(json.dumps(each, ensure_ascii=False)))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def _objects(rows: Rows) -> Iterable[Mapping[str, object]]:
    if rows.objects is not None:
        return rows.objects
    names = [column.name for column in rows.columns]
    return (dict(zip(names, map(as_value, row), strict=True)) for row in rows.rows)


def _page(page: Page) -> dict[str, object]:
    sections = {_key(rows.title or "rows"): list(_objects(rows)) for rows in page.sections}
    facts: dict[str, list[object]] = {}
    for label, value in page.facts:
        key = _key(label)
        facts.setdefault(f"{key}_count" if key in sections else key, []).append(as_value(value))
    record: dict[str, object] = {"title": page.title}
    record |= {key: said if len(said) > 1 else said[0] for key, said in facts.items()}
    if page.text is not None:
        record["text"] = page.text
    return record | sections


def _key(label: str) -> str:
    return label.lower().replace(" ", "_")
