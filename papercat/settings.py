"""The configuration file: settings of the user in TOML.

Every command may ask for a setting, and most find no file: it is only read if it exists.
"""

import os
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from papercat.errors import UsageError


class Setting(NamedTuple):
    """One setting: its help, and the variables of the environment that come before the file."""

    help: str
    variables: tuple[str, ...] = ()
    default: str = ""


SETTINGS = {
    "database": Setting("the catalogue file", ("PAPERCAT_DB",), "papercat.db in the data folder"),
    "library": Setting(
        "the folder for PDFs", ("PAPERCAT_LIBRARY",), "library, beside the catalogue"
    ),
    "contact": Setting("your mail address, for `add` and `complete`", ("PAPERCAT_CONTACT",)),
    "editor": Setting("the editor of `note` and `edit`", ("VISUAL", "EDITOR"), "vi"),
    "opener": Setting("the program that opens papers", ("PAPERCAT_OPENER",), "of the desktop"),
    "pager": Setting("the pager for long results", ("PAPERCAT_PAGER", "PAGER"), "less"),
    "columns": Setting("the columns of `search`, as in key,title,year", ("PAPERCAT_COLUMNS",)),
}
"""name → setting"""
_PATHS = ("database", "library")


class Found(NamedTuple):
    """The value of a setting, and where it comes from."""

    value: str
    origin: str
    """a variable, the path of the file, or `default`"""


def configuration_file() -> Path:
    """Return the configuration file, which may not exist: PAPERCAT_CONFIG, else the usual one."""
    if named := os.environ.get("PAPERCAT_CONFIG"):
        return Path(named).expanduser()
    return platformdirs.user_config_path("papercat") / "config.toml"


def setting(name: str) -> Found | None:
    """Return the value of a setting; None if it is nowhere set.

    Raises UsageError if the configuration file can't be read or is wrong.
    """
    for variable in SETTINGS[name].variables:
        if value := os.environ.get(variable):
            return Found(value, variable)
    return in_file(name)


def in_file(name: str) -> Found | None:
    """Return the value of a setting in the configuration file; None if the file has none."""
    path = configuration_file()
    value = _read(path).get(name)
    if value is None:
        return None
    return Found(value, str(path))


def every_setting() -> dict[str, Found]:
    """Return each setting with its value and origin."""
    found: dict[str, Found] = {}
    for name, declared in SETTINGS.items():
        found[name] = setting(name) or Found(declared.default, "default")
    return found


def command_line(text: str, name: str) -> list[str]:
    """Split a command line that the user set under a name. Raises UsageError if it is invalid."""
    try:
        return shlex.split(text)
    except ValueError as error:
        raise UsageError(f"{name} {text!r} is not a command: {error}") from None


def _read(path: Path) -> dict[str, str]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8 text") from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    try:
        values = import_module("tomllib").loads(text)  # most runs have no file to read
    except ValueError as error:
        raise UsageError(f"{path}: not TOML: {error}") from None
    return {name: _checked(path, name, value) for name, value in values.items()}


def _checked(path: Path, name: str, value: Any) -> str:  # noqa: ANN401  any value of TOML
    if name not in SETTINGS:
        raise UsageError(f"{path}: no setting {name!r}; choose from {', '.join(SETTINGS)}")
    if name in _PATHS and isinstance(value, str) and not Path(value).expanduser().is_absolute():
        raise UsageError(f"{path}: {name} {value!r} is not a whole path, such as ~/{value}")
    if name == "columns" and isinstance(value, list):
        value = ",".join(map(str, value))
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f'{path}: {name} is not a text in quotes, such as {name} = "…"')
    return value
