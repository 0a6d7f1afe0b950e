"""Where the catalogue file lies."""

import os
from pathlib import Path

from platformdirs import user_data_path


def catalogue_path(given: str | None) -> Path:
    """The file that was given, else `PAPERCAT_DB`, else one in the user's data folder."""
    named = given or os.environ.get("PAPERCAT_DB")
    return Path(named).expanduser() if named else user_data_path("papercat") / "papercat.db"
