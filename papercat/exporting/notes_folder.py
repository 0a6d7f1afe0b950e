"""A folder of Markdown notes, one a paper, for Obsidian, Logseq and the like.

papercat owns a note up to its marker. Text below the marker is the user's and is kept.
"""

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from papercat.errors import InputRefused
from papercat.papers.identifiers import best_address
from papercat.papers.model import Paper
from papercat.terminal import visible, visible_json

MARKER = "<!-- papercat: write below this line -->"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 120
_SPECIAL = re.compile(r"([\\*_`<>\[\]#|~$])")


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
    name, count = f"{stem}.md", 1
    while name.lower() in used:
        count += 1
        name = f"{stem}-{count}.md"
    used.add(name.lower())
    return name


def _write(path: Path, text: str) -> bool:
    """Write a note unless it is the same already, and keep what stands below its marker."""
    below = "\n"
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise InputRefused(f"{path}: not a regular file; move it away")
    if path.exists():
        before = path.read_text("utf-8")
        _, marker, below = before.partition(f"\n{MARKER}")
        if not marker:
            raise InputRefused(f"{path}: not a note of papercat's; move it away")
        if before == text + MARKER + below:
            return False
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".papercat-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + MARKER + below)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def _note(paper: Paper) -> str:
    """Return the part of a note that papercat owns, up to the marker."""
    front: dict[str, object] = {"title": " ".join(paper.title.split()), "key": paper.key}
    authors = [author.name for author in paper.listed]
    if authors:
        front["authors"] = authors
    if paper.authors_truncated:
        front["authors_truncated"] = True
    if paper.published:
        front["published"] = paper.published
        front["year"] = int(paper.published[:4])
    if paper.venue:
        front["venue"] = paper.venue
    if paper.categories:
        front["categories"] = list(paper.categories)
    for scheme, value in paper.ids:
        front.setdefault(scheme, value)
    if address := best_address(paper.ids):
        front["url"] = address
    matter = [f"{name}: {_yaml(value)}\n" for name, value in front.items()]
    parts = [f"---\n{''.join(matter)}---\n", f"# {_escaped(paper.title)}\n"]
    if paper.abstract:
        parts.append(f"{_escaped(paper.abstract)}\n")
    return "\n".join([*parts, ""])


def _yaml(value: object) -> str:
    """Return a value as YAML; JSON on one line is YAML, too."""
    return visible_json(json.dumps(value, ensure_ascii=False))


def _escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split())))
