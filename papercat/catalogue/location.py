"""The place of the catalogue file."""

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from papercat.errors import CatalogueUnusable, UsageError
from papercat.settings import expanded, setting, usual_folder

LOGS = ("-wal", "-shm", "-journal")
"""endings of the files that SQLite keeps next to a catalogue"""
_NOT_FILES = (":", "file:")
"""beginnings of names that SQLite may not take for a file, such as `:memory:`"""


def catalogue_path(given: str | None) -> Path:
    """Return the file that was given or set, else one in the user's data folder.

    It is set by `PAPERCAT_DB`, else by `database` in the configuration file. Raises UsageError
    for an empty name, CatalogueUnusable for one that is not UTF-8.
    """
    if given == "":
        raise UsageError("--db is empty; leave it out for the usual catalogue")
    named = given
    if named is None and (found := setting("database")):
        named = found.value
    if named:
        if not _is_text(named):
            raise CatalogueUnusable(f"{named!r}: a catalogue's name must be UTF-8")
        path = expanded(named)
        return path.absolute() if named.startswith(_NOT_FILES) else path
    return usual_folder(platformdirs.user_data_path) / "papercat.db"


def library_folder(catalogue: Path) -> Path:
    """Return the folder that holds the PDFs of papers: `library`, unless the user set another."""
    if found := setting("library"):
        return expanded(found.value).absolute()
    return catalogue.absolute().parent / "library"


def is_own_file(file: str | Path, catalogue: Path) -> bool:
    """Tell if a file is the catalogue or one of its logs, under any name or link.

    Only SQLite may open such a file: closing it drops all locks that this process has on it.
    """
    real = os.path.realpath(catalogue)  # SQLite keeps the logs there
    for own in (real, *(real + ending for ending in LOGS)):
        if own == os.path.realpath(file):
            return True
        with suppress(OSError):  # one of them does not exist
            if Path(own).samefile(file):
                return True
    return False


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
