"""JSON lines: one object a line."""

import json
from typing import TextIO

from papercat.exporting.json_output import objects_of, page_object
from papercat.shown import Page, Rows, rows_of
from papercat.terminal import Screen, visible_json


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  the same everywhere
    """Write one object a line; a page with a record is one line."""
    objects = objects_of(rows_of(shown))
    if isinstance(shown, Page) and shown.record is not None:
        objects = iter([page_object(shown)])
    for each in objects:
        line = visible_json(json.dumps(each, ensure_ascii=False))
        out.write(f"{line}\n")
