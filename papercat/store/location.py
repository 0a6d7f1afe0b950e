"""Where the catalogue file lies."""

import os
from pathlib import Path

from papercat.later import Later

platformdirs = Later("platformdirs")


_NOT_FILES = (":", "file:")
"""how names begin that SQLite may take for something else than a file, such as `:memory:`"""


def catalogue_path(given: str | None) -> Path:
    """The file that was given, else `PAPERCAT_DB`, else one in the user's data folder."""
    named = given or os.environ.get("PAPERCAT_DB")
    if named:
        path = Path(named).expanduser()
        return path.absolute() if named.startswith(_NOT_FILES) else path
    folder: Path = platformdirs.user_data_path("papercat")
    return folder / "papercat.db"
