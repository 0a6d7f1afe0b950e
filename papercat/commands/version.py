"""The `version` command.

papercat version
papercat --version
"""

import sys

from papercat import __version__


def run() -> None:
    """See the module's text, which is this command's help."""
    sys.stdout.write(f"papercat {__version__}\n")
