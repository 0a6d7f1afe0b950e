"""Show your settings: the value of each, and where it comes from.

papercat config
papercat config --json

Settings are lines such as `contact = "you@example.org"` in the configuration file, which this
command names. A variable such as PAPERCAT_DB comes before the file, and an option before both.
"""

import typer

from papercat.catalogue.location import library_folder
from papercat.commands.support.invocation import Invocation
from papercat.settings import SETTINGS, Found, configuration_file, every_setting
from papercat.shown import Column, Rows

_COLUMNS = (
    Column("setting", 0, 0, whole=True),
    Column("value", 0, 0),
    Column("origin", 24, 1),
    Column("help", 34, 2),
)


def run(context: typer.Context) -> None:
    """Show every setting."""
    invocation: Invocation = context.obj
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
