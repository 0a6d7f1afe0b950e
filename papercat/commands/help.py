"""The `help` command.

papercat help
papercat help search
"""

import sys
from typing import Annotated, Any

import typer

from papercat import __version__
from papercat.commands.support.invocation import Invocation
from papercat.errors import UsageError


def run(
    invocation: Invocation,
    command: Annotated[
        str | None, typer.Argument(metavar="[COMMAND]", help="The command to explain.")
    ] = None,
) -> None:
    """See the module's text, which is this command's help."""
    group: Any = invocation.parent
    if command is None:
        sys.stdout.write(group.get_help() + "\n")
        return
    found = group.command.get_command(group, command)
    if found is None:
        raise UsageError(f"no command {command!r}; list them with: papercat help")
    with found.make_context(command, [], parent=group, resilient_parsing=True) as own:
        sys.stdout.write(own.get_help() + "\n")


def version() -> None:
    """Show the version.

    papercat version
    papercat --version
    """
    sys.stdout.write(f"papercat {__version__}\n")
