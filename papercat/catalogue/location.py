"""Where the catalogue file lies."""

import os
from pathlib import Path

from papercat.errors import CatalogueUnusable, UsageError
from papercat.later import Later

platformdirs = Later("platformdirs")


_NOT_FILES = (":", "file:")
"""how names begin that SQLite may take for something else than a file, such as `:memory:`"""


def catalogue_path(given: str | None) -> Path:
    """The file that was given, else `PAPERCAT_DB`, else one in the user's data folder.

    Raises UsageError for a name that is empty, CatalogueUnusable for one that is not UTF-8.
    """
    if given == "":
        raise UsageError("--db is empty; leave it out for the usual catalogue")
    named = given or os.environ.get("PAPERCAT_DB")
    if named:
        if not _is_text(named):
            raise CatalogueUnusable(f"{named!r}: a catalogue's name must be UTF-8")
        path = Path(named).expanduser()
        return path.absolute() if named.startswith(_NOT_FILES) else path
    folder: Path = platformdirs.user_data_path("papercat")
    return folder / "papercat.db"


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
