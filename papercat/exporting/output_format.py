"""The output formats, each a function `write_NAME` of a module beside this one."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TextIO, cast

from papercat.errors import UsageError
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
