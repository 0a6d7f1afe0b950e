"""Marks that the user puts on papers: tags, a reading status, notes and PDFs.

Each is a decision. The decisions in force are applied in their order, so taking one back
leaves what the others say.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from papercat.errors import UsageError
from papercat.papers.model import Paper
from papercat.papers.statuses import STATUSES

TAG = "tag"
STATUS = "status"
NOTE = "note"
FILE = "file"
FIELD_OF_MARK = {TAG: "tags", STATUS: "status", NOTE: "notes", FILE: "files"}
"""kind of decision → the field of a paper that it changes"""

NO_STATUS = "none"
"""the word that clears a reading status"""

TAGS = """
SELECT t.name, count(*) AS papers FROM paper_tags AS pt JOIN tags AS t ON t.id = pt.tag_id
GROUP BY t.id ORDER BY papers DESC, t.name
"""


def marked(paper: Paper, marks: Iterable[tuple[str, Mapping[str, Any]]]) -> Paper:
    """Return the paper with marks; each is the kind and the value of a decision."""
    for kind, value in marks:
        if kind == TAG:
            paper = replace(paper, tags=_changed_tags(paper.tags, value))
        elif kind == STATUS:
            paper = replace(paper, status=value["status"])
        elif kind == FILE:
            paper = replace(paper, files=_with_newest(paper.files, value["path"]))
        elif kind == NOTE:
            paper = replace(paper, notes=_changed_notes(paper.notes, value))
    return paper


def _changed_tags(tags: Sequence[str], value: Mapping[str, Any]) -> tuple[str, ...]:
    kept = [tag for tag in tags if tag not in value["remove"]]
    return tuple(dict.fromkeys([*kept, *value["add"]]))


def _with_newest(files: Sequence[str], path: str) -> tuple[str, ...]:
    others = [file for file in files if file != path]
    return (*others, path)


def _changed_notes(notes: str | None, value: Mapping[str, Any]) -> str | None:
    """Return notes with a paragraph at their end, or replaced; None if they are empty."""
    if "add" not in value:
        return value["text"] or None
    if not notes:
        return str(value["add"])
    return f"{notes}\n\n{value['add']}"


def checked_tag(text: str) -> str:
    """Return a tag in small letters. Raises UsageError if it is not one word."""
    tag = text.strip().lower()
    if not tag or len(tag.split()) != 1 or not tag.isprintable():
        raise UsageError(f"{text!r} is not a tag: write one word such as rl or to-read")
    if not tag[0].isalnum():
        raise UsageError(f"{text!r} is not a tag: it must begin with a letter or digit")
    if any(sign in tag for sign in ',;:*()"'):
        raise UsageError(f"{text!r} is not a tag: it has one of the signs , ; : * ( ) and quotes")
    return tag


def checked_status(text: str) -> str | None:
    """Return a status; None for the word that clears it. Raises UsageError for another word."""
    status = text.strip().lower()
    if status == NO_STATUS:
        return None
    if status not in STATUSES:
        raise UsageError(f"no status {text!r}; choose one of {', '.join((*STATUSES, NO_STATUS))}")
    return status


def list_tags(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return (tag, number of papers), the most used first."""
    return db.execute(TAGS).fetchall()
