"""The process `papercat`, also as `python -m papercat`."""

import gc
import os
import sys

gc.disable()  # a run is short; collecting garbage takes 5% of a search

try:
    from papercat import cli
    from papercat.commands.support.invocation import debugging
except KeyboardInterrupt:  # Ctrl-C while Python imports
    sys.stderr.write("papercat: interrupted\n")
    sys.exit(130)


def main() -> None:
    """Run papercat and end the process with its exit code."""
    try:
        code = cli.main()
    except KeyboardInterrupt:  # Ctrl-C before or after the command itself
        code = cli.interrupted()
    if debugging():  # a profiler or a coverage tool writes its file at the end
        sys.exit(code)
    os._exit(code)  # all output is flushed; freeing every object takes 10% of a search


if __name__ == "__main__":
    main()
