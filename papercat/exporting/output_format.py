"""The output formats, each a function `write_NAME` of a module beside this one, and files."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TextIO, cast

from papercat.catalogue.backup import unfinished_file
from papercat.errors import CatalogueUnusable, UsageError
from papercat.shown import Page, Rows
from papercat.terminal import Screen

_MODULES = {
    "biblatex": "bibtex_output",
    "bibtex": "bibtex_output",
    "csl": "csl_output",
    "csv": "data_output",
    "json": "data_output",
    "jsonl": "data_output",
    "markdown": "text_output",
    "parquet": "data_output",
    "plain": "text_output",
    "ris": "ris_output",
    "table": "table_output",
    "tsv": "data_output",
}
"""name of a format → the module that writes it"""
FORMATS = tuple(_MODULES)
"""the names of all formats"""

_SUFFIXES = {"md": "markdown", "txt": "plain", "bib": "bibtex"}
"""file name endings that differ from the name of their format"""

Writer = Callable[[Rows | Page, TextIO, Screen], str | None]
"""A function that writes what a command shows, and returns a remark for the user or None"""


def load_writer(name: str) -> Writer:
    """Import the function of a format. Raises UsageError for an unknown name."""
    if name not in FORMATS:
        raise UsageError(f"no output format {name!r}; choose one of {', '.join(FORMATS)}")
    module = import_module(f"papercat.exporting.{_MODULES[name]}")
    return cast("Writer", getattr(module, f"write_{name}"))


def format_of_file(path: Path) -> str:
    """Choose the format by the ending of a file name, such as `.csv`; plain lines without one.

    Raises UsageError for an ending that belongs to no format.
    """
    suffix = path.suffix.lower().removeprefix(".") or "txt"
    name = _SUFFIXES.get(suffix, suffix)
    if name not in FORMATS:
        raise UsageError(f"{path}: no format has the ending .{suffix}; choose one with --view")
    return name


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
