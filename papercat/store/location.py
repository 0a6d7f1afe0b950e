"""Where the catalogue file lies."""

import os
from pathlib import Path

from papercat.later import Later

platformdirs = Later("platformdirs")


def catalogue_path(given: str | None) -> Path:
    """The file that was given, else `PAPERCAT_DB`, else one in the user's data folder."""
    named = given or os.environ.get("PAPERCAT_DB")
    if named:
        return Path(named).expanduser()
    folder: Path = platformdirs.user_data_path("papercat")
    return folder / "papercat.db"
