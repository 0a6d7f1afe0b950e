"""Output files that are complete or do not exist."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from papercat.catalogue.backup import unfinished_file
from papercat.errors import CatalogueUnusable, UsageError


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
