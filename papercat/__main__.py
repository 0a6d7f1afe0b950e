"""The process `papercat`, also as `python -m papercat`."""

import gc
import os
import signal
import sys

gc.disable()  # nothing large is in cycles; collecting garbage takes 5% of a search


def _interrupted(*_: object) -> None:
    """End the process at Ctrl-C before or after the command itself."""
    os.write(2, b"papercat: interrupted\n")
    os._exit(130)


# Python raises KeyboardInterrupt anywhere, also where it prints a traceback and goes on.
_listens = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not under nohup
if _listens:
    signal.signal(signal.SIGINT, _interrupted)

from papercat import cli  # noqa: E402  importing takes long enough for Ctrl-C


def main() -> None:
    """Run papercat and end the process with its exit code."""
    if _listens:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code = cli.main()
    except KeyboardInterrupt:  # Ctrl-C while it starts or ends
        code = cli.interrupted()
    if _listens:
        signal.signal(signal.SIGINT, _interrupted)
    if cli.debugging():  # a profiler or a coverage tool writes its file at the end
        sys.exit(code)
    os._exit(code)  # all output is flushed; freeing every object takes 10% of a search


if __name__ == "__main__":
    main()
