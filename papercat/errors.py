"""What can go wrong, each kind with its exit code.

PapercatError
 ├─ NothingFound        1   what was asked for is not there
 ├─ UsageError          2   wrong usage
 │   └─ QueryError      2   a query that can't be read; knows the place
 ├─ InputRefused        3   the input was refused and nothing was written
 │   └─ DayFull         3   there are too many papers of one day
 ├─ CatalogueUnusable   4   the catalogue can't be opened, read or written
 └─ Offline             4   a service on the web can't be reached

Every message is one line: what is wrong, where, and what to do.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ends; the same for every command."""

    DONE = 0
    INCOMPLETE = 1  # nothing found, some records refused, or faults found
    USAGE = 2
    REFUSED = 3
    UNUSABLE = 4
    INTERRUPTED = 130


class PapercatError(Exception):
    """Anything papercat tells the user in one line instead of a traceback."""

    exit_code = ExitCode.INCOMPLETE


class NothingFound(PapercatError):
    """What was asked for is not in the catalogue."""


class UsageError(PapercatError):
    """The command was used in a way it does not understand."""

    exit_code = ExitCode.USAGE


class QueryError(UsageError):
    """A search query that can't be read.

    `position` is the offset of the offending character in `query`, from 0.
    """

    def __init__(self, message: str, *, query: str = "", position: int = 0) -> None:
        super().__init__(message)
        self.query = query
        self.position = position


class InputRefused(PapercatError):
    """An input file was refused whole; nothing of it was written."""

    exit_code = ExitCode.REFUSED


class DayFull(InputRefused):
    """No row id is left for a paper of that day."""


class Offline(PapercatError):
    """A service on the web that can't be reached."""

    exit_code = ExitCode.UNUSABLE


class CatalogueUnusable(PapercatError):
    """The catalogue file is missing, not a catalogue, locked, full or from a newer papercat."""

    exit_code = ExitCode.UNUSABLE
