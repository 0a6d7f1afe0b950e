"""The output formats: each file `NAME_output.py` beside this one is a format NAME."""

from importlib import import_module
from pathlib import Path
from typing import Protocol, TextIO, cast

from papercat.errors import UsageError
from papercat.shown import Page, Rows
from papercat.terminal import Screen

_END = "_output"
FORMATS = tuple(
    sorted(path.stem.removesuffix(_END) for path in Path(__file__).parent.glob(f"*{_END}.py"))
)
"""the names of all formats"""

_SUFFIXES = {".md": "markdown", ".txt": "plain"}
"""file name endings that differ from the name of their format"""


class OutputFormat(Protocol):
    """The functions of a format's module."""

    def render(self, shown: Rows | Page, out: TextIO, screen: Screen) -> str | None:
        """Write `shown` to `out`. Return a remark for the user, if there is one."""


def load_format(name: str) -> OutputFormat:
    """Import the module of a format. Raises UsageError for an unknown name."""
    if name not in FORMATS:
        raise UsageError(f"no output format {name!r}; choose one of {', '.join(FORMATS)}")
    return cast("OutputFormat", import_module(f"papercat.exporting.{name}{_END}"))


def format_of_file(path: Path) -> str | None:
    """Choose the format by the ending of a file name, such as `.csv`."""
    suffix = path.suffix.lower()
    name = _SUFFIXES.get(suffix, suffix.removeprefix("."))
    if name not in FORMATS:
        return None
    return name
