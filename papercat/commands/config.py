"""Show your settings: the value of each, and where it comes from.

papercat config
papercat config --json

Settings are lines such as `contact = "you@example.org"` in the configuration file, which this
command names. A variable such as PAPERCAT_DB comes before the file, and an option before both.
"""

from papercat.catalogue.schema import migration_files
from papercat.commands.support.invocation import Invocation
from papercat.settings import SETTINGS, Found, configuration_file, every_setting, library_folder
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("setting", 0, 0, whole=True),
    Column("value", 0, 0),
    Column("origin", 24, 1),
    Column("help", 34, 2),
)
_FILE_COLUMNS = (Column("name", 12, 1), Column("path", 0, 0), Column("exists", 6, 2))


def run(invocation: Invocation) -> None:
    """Show every setting."""
    found = every_setting()
    path = invocation.path
    origin = "--db" if invocation.db else found["database"].origin
    found["database"] = Found(str(path), origin)
    found["library"] = Found(str(library_folder(path)), found["library"].origin)
    rows = [(name, *found[name], SETTINGS[name].help) for name in SETTINGS]
    invocation.show(Rows(_COLUMNS, rows))
    file = configuration_file()
    said = f"configuration file: {file}"
    if not file.exists():
        said += " (does not exist yet)"
    invocation.say(said)


def where(invocation: Invocation) -> None:
    """Show the files that papercat uses.

    papercat where
    papercat where --json
    """
    path = invocation.path
    rows = [
        ("catalogue", str(path), path.exists()),
        ("migrations", str(migration_files()[0].parent), True),
    ]
    invocation.show(Rows(_FILE_COLUMNS, rows))
