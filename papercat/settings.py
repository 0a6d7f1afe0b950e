"""Settings of the user: a configuration file in TOML, variables, and the places of files.

Every command may ask for a setting, and most find no file: it is only read if it exists.
"""

import os
import re
import shlex
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from papercat.errors import CatalogueUnusable, UsageError

KEY_PATTERN = "{last}{year}{word}"
KEY_PARTS = ("last", "Last", "year", "yy", "word", "Word")
"""the parts that a pattern of keys can name (papers/citation_key.py)"""
LIGHT = "light"


class Setting(NamedTuple):
    """One setting: its help, and the variables of the environment that come before the file."""

    help: str
    variables: tuple[str, ...] = ()
    default: str = ""
    choices: tuple[str, ...] = ()
    """the only values that it takes; empty: any"""
    is_secret: bool = False
    """True for a value that `config` does not show"""


SETTINGS = {
    "database": Setting("the catalogue file", ("PAPERCAT_DB",), "papercat.db in the data folder"),
    "library": Setting(
        "the folder for PDFs", ("PAPERCAT_LIBRARY",), "library, beside the catalogue"
    ),
    "contact": Setting("your mail address, for `add` and `complete`", ("PAPERCAT_CONTACT",)),
    "openalex_key": Setting(
        "your key of OpenAlex, for `add` and `complete`",
        ("PAPERCAT_OPENALEX_KEY",),
        is_secret=True,
    ),
    "key": Setting(
        f"the pattern of new keys, made of {', '.join(KEY_PARTS)}", ("PAPERCAT_KEY",), KEY_PATTERN
    ),
    "columns": Setting("the columns of `search`, as in key,title,year", ("PAPERCAT_COLUMNS",)),
    "background": Setting(
        "of your terminal: dark or light", ("PAPERCAT_BACKGROUND",), "dark", ("dark", LIGHT)
    ),
    "editor": Setting("the editor of `note` and `edit`", ("VISUAL", "EDITOR"), "vi"),
    "opener": Setting("the program that opens papers", ("PAPERCAT_OPENER",), "of the desktop"),
    "pager": Setting("the pager for long results", ("PAPERCAT_PAGER", "PAGER"), "less"),
}
"""name → setting"""
_NOT_FILES = (":", "file:")
"""beginnings of names that SQLite may not take for a file, such as `:memory:`"""
_PATHS = ("database", "library")
_LONG_SECRET = 12
"""characters from which the last four do not give a secret away"""
_PART = re.compile(r"\{(\w+)\}")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9._-]")


class Found(NamedTuple):
    """The value of a setting, and where it comes from."""

    value: str
    origin: str
    """a variable, the path of the file, or `default`"""

    def masked(self) -> "Found":
        """Return the setting with only the end of its value, by which its owner knows it."""
        if len(self.value) < _LONG_SECRET:
            return Found("…", self.origin)
        return Found(f"…{self.value[-4:]}", self.origin)


def configuration_file() -> Path:
    """Return the configuration file, which may not exist: PAPERCAT_CONFIG, else the usual one."""
    if named := os.environ.get("PAPERCAT_CONFIG"):
        return expanded(named)
    return usual_folder(platformdirs.user_config_path) / "config.toml"


def expanded(named: str) -> Path:
    """Return a path with `~` replaced. Raises UsageError if there is no such home folder."""
    try:
        return Path(named).expanduser()
    except RuntimeError:
        raise UsageError(f"{named!r}: this home folder is unknown; write the whole path") from None


def usual_folder(kind: Callable[[str], Path]) -> Path:
    """Return papercat's folder of a kind, such as `platformdirs.user_data_path`.

    Raises UsageError if the user has no home folder.
    """
    try:
        return kind("papercat")
    except RuntimeError:
        raise UsageError(
            "you have no home folder; set HOME, or both PAPERCAT_DB and PAPERCAT_CONFIG"
        ) from None


def catalogue_path(given: str | None) -> Path:
    """Return the file that was given or set, else one in the user's data folder.

    It is set by `PAPERCAT_DB`, else by `database` in the configuration file. Raises UsageError
    for an empty name, CatalogueUnusable for one that is not UTF-8.
    """
    if given == "":
        raise UsageError("--db is empty; leave it out for the usual catalogue")
    named = given
    if named is None and (found := setting("database")):
        named = found.value
    if not named:
        return usual_folder(platformdirs.user_data_path) / "papercat.db"
    try:
        named.encode()
    except UnicodeEncodeError:
        raise CatalogueUnusable(f"{named!r}: a catalogue's name must be UTF-8") from None
    if named.startswith(_NOT_FILES):
        return Path(named).absolute()
    return expanded(named)


def library_folder(catalogue: Path) -> Path:
    """Return the folder that holds the PDFs of papers: `library`, unless the user set another."""
    if found := setting("library"):
        return expanded(found.value).absolute()
    return catalogue.absolute().parent / "library"


def setting(name: str) -> Found | None:
    """Return the value of a setting; None if it is nowhere set.

    Raises UsageError if the value is wrong, or if the configuration file can't be read.
    """
    for variable in SETTINGS[name].variables:
        if value := os.environ.get(variable):
            _check(variable, name, value)
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
    """Return each setting with its value and origin, as a person may see it."""
    found: dict[str, Found] = {}
    for name, declared in SETTINGS.items():
        found[name] = setting(name) or Found(declared.default, "default")
        if declared.is_secret and found[name].value:
            found[name] = found[name].masked()
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
    return {name: _value(str(path), name, value) for name, value in values.items()}


def _value(path: str, name: str, value: Any) -> str:
    """Return a value of the file as text. Raises UsageError if it is wrong."""
    if name not in SETTINGS:
        raise UsageError(f"{path}: no setting {name!r}; choose from {', '.join(SETTINGS)}")
    if name == "columns" and isinstance(value, list):
        value = ",".join(map(str, value))
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f'{path}: {name} is not a text in quotes, such as {name} = "…"')
    if name in _PATHS and not expanded(value).is_absolute():
        raise UsageError(f"{path}: {name} {value!r} is not a whole path, such as ~/{value}")
    _check(path, name, value)
    return value


def _check(origin: str, name: str, value: str) -> None:
    """Raise UsageError if a setting can't have a value; `origin` says where it was set."""
    choices = SETTINGS[name].choices
    if choices and value not in choices:
        raise UsageError(f"{origin}: {name} {value!r} is not one of {', '.join(choices)}")
    if name == "key":
        _check_key_pattern(f"{origin}: key {value!r}", value)


def _check_key_pattern(where: str, pattern: str) -> None:
    """Raise UsageError for a pattern that gives all papers one key, or keys that need quotes."""
    parts = _PART.findall(pattern)
    for part in parts:
        if part not in KEY_PARTS:
            raise UsageError(f"{where}: no part {part!r}; choose from {', '.join(KEY_PARTS)}")
    if not parts:
        raise UsageError(f"{where}: has no part in braces, such as {KEY_PATTERN}")
    if strange := _NOT_IN_KEYS.search(_PART.sub("", pattern)):
        raise UsageError(
            f"{where}: has {strange[0]!r}; outside braces write letters, digits and . _ -"
        )
