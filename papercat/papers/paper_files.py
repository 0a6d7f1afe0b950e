"""PDFs of papers: kept in the library folder, or linked, and their text."""

import filecmp
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from papercat.errors import CatalogueUnusable, UsageError
from papercat.settings import expanded

ALL_FILES = """
SELECT p.key, f.path FROM paper_files AS f JOIN papers AS p ON p.id = f.paper_id
ORDER BY p.key, f.position
"""
FILES_OF = "SELECT path FROM paper_files WHERE paper_id = ? ORDER BY position"

_BEGINNING = b"%PDF-"
_LOOKED_AT = 1024
"""bytes in which a PDF must begin"""
_NOT_IN_NAMES = re.compile(r"[^\w.+-]+")
_LONGEST_NAME = 100
_READER = "papercat.papers.read_pdf"
_LONGEST_READING = 60
"""seconds for one PDF"""
_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def files_of(db: sqlite3.Connection, paper: int) -> list[str]:
    """Return the paths of a paper's PDFs, the newest last."""
    return [path for (path,) in db.execute(FILES_OF, (paper,))]


def missing_files(db: sqlite3.Connection) -> list[str]:
    """Return `key: path` of each PDF that is not there any more."""
    missing: list[str] = []
    for key, path in db.execute(ALL_FILES):
        if not Path(path).is_file():
            missing.append(f"{key}: {path}")
    return missing


def checked_pdf(typed: str) -> Path:
    """Return the whole path of a PDF. Raises UsageError if the file is missing or another kind."""
    path = expanded(typed)
    if not typed:
        raise UsageError("FILE is empty; name a PDF")
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{typed}: not a file")
        with path.open("rb") as file:
            beginning = file.read(_LOOKED_AT)
        str(path).encode()
    except OSError as error:
        raise UsageError(f"{typed}: {error.strerror}") from None
    except UnicodeEncodeError:
        raise UsageError(f"{typed!r}: the name of a PDF must be UTF-8") from None
    if _BEGINNING not in beginning:
        raise UsageError(f"{typed}: not a PDF")
    return Path(os.path.abspath(path))  # noqa: PTH100  a link stays a link


def keep_copy(pdf: Path, library: Path, key: str) -> Path:
    """Copy a PDF into the library under a name made of the key; return the copy's path.

    A copy of the same content is not made twice, and another file is never overwritten.
    Raises CatalogueUnusable if the copy can't be written.
    """
    try:
        return _copied(pdf, library, key)
    except OSError as error:
        why = f"{error.strerror}; papercat config says where it is set"
        raise CatalogueUnusable(f"library folder {library}: {why}") from None


def _copied(pdf: Path, library: Path, key: str) -> Path:
    library.mkdir(parents=True, exist_ok=True)
    stem = _NOT_IN_NAMES.sub("-", key).strip(".-")[:_LONGEST_NAME] or "paper"
    number = 1
    copy = library / f"{stem}.pdf"
    while copy.exists():
        if filecmp.cmp(pdf, copy, shallow=False):
            return copy
        number += 1
        copy = library / f"{stem}-{number}.pdf"
    half = copy.with_suffix(".part")
    try:
        shutil.copyfile(pdf, half)
        half.replace(copy)
    finally:
        with suppress(OSError):  # it has its name already
            half.unlink()
    return copy


class PdfText(NamedTuple):
    """The text of a PDF, as far as it could be read."""

    text: str
    remark: str | None
    """why some of the text, or all of it, is missing"""


def refuse_without_reader() -> None:
    """Raise UsageError if the extra for PDFs is not installed."""
    if find_spec("pypdf") is None:
        raise UsageError("--fulltext needs pypdf; install it with: pip install 'papercat[pdf]'")


def text_of_pdf(path: str) -> PdfText:
    """Return the text of a PDF. Words that a line end breaks are whole."""
    remark = None
    try:
        done = subprocess.run(
            [sys.executable, "-m", _READER, path],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_READING,
            check=False,
        )
        output = done.stdout
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").splitlines()
            remark = said[-1] if said else "its reader ended unexpectedly"
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
        remark = f"read as far as {_LONGEST_READING} seconds allow"
    text = _BROKEN_WORD.sub("", output.decode("utf-8", "replace"))
    if remark is None and not text.strip():
        remark = "it has no text; perhaps its pages are pictures"
    return PdfText(text, remark)
