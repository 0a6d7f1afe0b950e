"""Errors, each kind with its exit code.

PapercatError
 ├─ NothingFound        1   nothing found
 ├─ UsageError          2   wrong usage
 │   └─ QueryError      2   invalid query; has the position
 ├─ InputRefused        3   the input was refused and nothing was written
 ├─ CatalogueUnusable   4   the catalogue can't be opened, read or written
 └─ Offline             4   a service on the web can't be reached

Every message is one line that says what is wrong, where, and what to do.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    INCOMPLETE = 1  # nothing found, some records refused, or faults found
    USAGE = 2
    REFUSED = 3
    UNUSABLE = 4
    INTERRUPTED = 130


class PapercatError(Exception):
    """Base class of errors that are shown as one line instead of a traceback."""

    exit_code = ExitCode.INCOMPLETE


class NothingFound(PapercatError):
    """A paper, person or other thing that is not in the catalogue."""


class UsageError(PapercatError):
    """A wrong use of a command."""

    exit_code = ExitCode.USAGE


class QueryError(UsageError):
    """An invalid search query.

    `position` is the offset of the offending character in `query`, from 0.
    """

    def __init__(self, message: str, *, query: str = "", position: int = 0) -> None:
        super().__init__(message)
        self.query = query
        self.position = position


class InputRefused(PapercatError):
    """An input file that is refused as a whole; nothing of it was written."""

    exit_code = ExitCode.REFUSED


class Offline(PapercatError):
    """A service on the web that can't be reached."""

    exit_code = ExitCode.UNUSABLE


class CatalogueUnusable(PapercatError):
    """A catalogue that is missing, damaged, locked, full, another file or of another version."""

    exit_code = ExitCode.UNUSABLE
