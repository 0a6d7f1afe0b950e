"""Asks the system for a whole catalogue file before it is read in another order.

Newest first is backwards through the file, or criss-cross: a disk is then waited for page by
page, as systems read ahead of forward readers only. Nothing changes where the file is cached.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

AT_ONCE = 1 << 20
"""bytes: of what is asked for at once, Linux takes no more than its own limit, some MB"""


def read_ahead(path: Path) -> None:
    """Have every part of the file read in the background, where the system takes such advice.

    It is not waited for. A file that can't be read is left to its reader.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError), path.open("rb") as file:
        for start in range(0, path.stat().st_size, AT_ONCE):
            os.posix_fadvise(file.fileno(), start, AT_ONCE, os.POSIX_FADV_WILLNEED)
