"""JSON lines: one object a row."""

import json
from collections.abc import Mapping
from typing import TextIO

from papercat.cells import as_value
from papercat.shown import Page, Rows
from papercat.terminal import Screen, visible_json


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  no terminal's concern
    """Write an object a line; a page that is one record is one line."""
    if isinstance(shown, Page) and shown.record is not None:
        out.write(_line(shown.record))
        return
    rows = shown.rows if isinstance(shown, Page) else shown
    if rows.objects is not None:
        out.writelines(map(_line, rows.objects))
        return
    names = [column.name for column in rows.columns]
    out.writelines(_line(dict(zip(names, map(as_value, row), strict=True))) for row in rows.rows)


def _line(record: Mapping[str, object]) -> str:
    return visible_json(json.dumps(record, ensure_ascii=False)) + "\n"
