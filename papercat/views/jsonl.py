"""JSON lines: one object a row."""

import json
from typing import TextIO

from papercat.cells import as_value
from papercat.model import Page, Rows
from papercat.terminal import Screen


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  no terminal's concern
    """Write an object a line; a page that is one record is one line."""
    if isinstance(shown, Page) and shown.record is not None:
        out.write(json.dumps(shown.record, ensure_ascii=False) + "\n")
        return
    rows = shown.rows if isinstance(shown, Page) else shown
    if rows.objects is not None:
        out.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in rows.objects)
        return
    names = [column.name for column in rows.columns]
    for row in rows.rows:
        line = dict(zip(names, map(as_value, row), strict=True))
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
