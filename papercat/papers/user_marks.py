"""Marks that the user puts on papers: tags, a reading status, notes and PDFs.

Each is a decision. The decisions in force are applied in their order, so taking one back
leaves what the others say.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from papercat.errors import UsageError
from papercat.papers.model import STATUSES, Paper

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
            kept = [tag for tag in paper.tags if tag not in value["remove"]]
            paper = replace(paper, tags=tuple(dict.fromkeys([*kept, *value["add"]])))
        elif kind == STATUS:
            paper = replace(paper, status=value["status"])
        elif kind == NOTE and "add" in value:
            paper = replace(paper, notes=joined_notes(paper.notes, value["add"]))
        elif kind == FILE:
            others = [path for path in paper.files if path != value["path"]]
            paper = replace(paper, files=(*others, value["path"]))
        elif kind == NOTE:
            paper = replace(paper, notes=value["text"] or None)
    return paper


def joined_notes(before: str | None, added: str) -> str:
    """Return notes with a paragraph at their end."""
    if not before:
        return added
    return f"{before}\n\n{added}"


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
