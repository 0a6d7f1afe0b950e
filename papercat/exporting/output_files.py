"""Files that papercat writes: whole ones, and a folder of Markdown notes.

The folder has a note for each paper, for Obsidian, Logseq and the like. papercat owns a note up
to its marker. Text below the marker is the user's and is kept.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from papercat.catalogue.backup import unfinished_file
from papercat.errors import CatalogueUnusable, InputRefused, UsageError
from papercat.papers.identifiers import best_address
from papercat.papers.model import Paper
from papercat.terminal import visible, visible_json

MARKER = "<!-- papercat: write below this line -->"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 120
_SPECIAL = re.compile(r"([\\*_`<>\[\]#|~$])")


@contextmanager
def whole_file(path: Path, *, force: bool) -> Iterator[TextIO]:
    """Open a temporary file next to `path`, and rename it to `path` at the end.

    A file that exists is replaced only with `force`. Raises UsageError if it may not be
    replaced, and CatalogueUnusable if the file can't be written.
    """
    if path.is_dir():
        raise UsageError(f"{path}: a folder; name a file")
    if path.exists() and not force:
        raise UsageError(f"{path}: the file exists; replace it with: --force")
    try:
        with unfinished_file(path) as unfinished:
            with unfinished.open("w", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.chmod(_mode(path))
            unfinished.replace(path)
    except OSError as error:
        raise CatalogueUnusable(f"{path}: {error.strerror or error}") from error


def _mode(path: Path) -> int:
    """Give the mode of the file that is replaced, or the usual mode of a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def write_notes(papers: Iterable[Paper], folder: Path) -> int:
    """Write a note for every paper; return how many changed.

    Raises InputRefused if the folder, or a note in it, can't be written.
    """
    changed = 0
    names: set[str] = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for paper in papers:
            name = _file_name(paper, names)
            changed += _write(folder / name, _note(paper))
    except (OSError, UnicodeDecodeError) as error:
        where = getattr(error, "filename", None) or folder
        raise InputRefused(f"{where}: {getattr(error, 'strerror', error)}") from None
    return changed


def _file_name(paper: Paper, used: set[str]) -> str:
    """Return a name that every file system takes, and that no other note has."""
    plain = unicodedata.normalize("NFC", paper.key or "")
    stem = _NOT_IN_NAMES.sub("_", plain).strip("._")[:_LONGEST_NAME] or "untitled"
    if _RESERVED.fullmatch(stem):
        stem += "_"
    name = f"{stem}.md"
    count = 1
    while name.lower() in used:
        count += 1
        name = f"{stem}-{count}.md"
    used.add(name.lower())
    return name


def _write(path: Path, text: str) -> bool:
    """Write a note unless it is the same already, and keep what stands below its marker."""
    below = "\n"
    before = _earlier_note(path)
    if before is not None:
        _, marker, below = before.partition(f"\n{MARKER}")
        if not marker:
            raise InputRefused(f"{path}: not a note of papercat's; move it away")
    note = text + MARKER + below
    if note == before:
        return False
    with whole_file(path, force=True) as file:
        file.write(note)
    return True


def _earlier_note(path: Path) -> str | None:
    """Return the text of a note, or None if there is no such file."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise InputRefused(f"{path}: not a regular file; move it away")
    if not path.exists():
        return None
    return path.read_text("utf-8")


def _note(paper: Paper) -> str:
    """Return the part of a note that papercat owns, up to the marker."""
    lines = ["---"]
    for name, shown in _front_matter(paper).items():
        if shown or name == "key":
            lines.append(f"{name}: {visible_json(shown)}")  # JSON on one line is YAML, too
    lines += ["---", "", f"# {_escaped(paper.title)}", ""]
    if paper.abstract:
        lines += [_escaped(paper.abstract), ""]
    if paper.notes:
        lines += ["## Notes", "", *map(visible, paper.notes.splitlines()), ""]
    return "\n".join([*lines, ""])


def _front_matter(paper: Paper) -> dict[str, object]:
    """Return the fields at the beginning of a note."""
    published = paper.published or ""
    fields: dict[str, object] = {
        "title": " ".join(paper.title.split()),
        "key": paper.key,
        "authors": [author.name for author in paper.stated],
        "authors_truncated": paper.authors_truncated,
        "published": published,
        "year": int(published[:4] or 0),
        "venue": paper.venue,
        "categories": list(paper.categories),
        "tags": list(paper.tags),
        "status": paper.status,
    }
    for scheme, value in paper.ids:
        fields.setdefault(scheme, value)
    return {**fields, "url": best_address(paper.ids)}


def _escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split())))
