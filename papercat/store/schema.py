"""Which migrations there are, and the number that marks a file as a catalogue."""

from functools import cache
from pathlib import Path

APPLICATION_ID = 0x70636174
"""`pcat`, in the header of every catalogue file"""

_PACKAGE = Path(__file__).parent.parent


@cache
def migration_files() -> tuple[Path, ...]:
    """Every migration in order: beside the package in a wheel, else in the checkout."""
    shipped = _PACKAGE / "migrations"
    folder = shipped if shipped.is_dir() else _PACKAGE.parent / "migrations"
    return tuple(sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql")))
