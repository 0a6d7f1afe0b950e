"""Time whole processes, two in turns."""

import fcntl
import os
import pty
import statistics
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_SIZE = struct.pack("HHHH", 40, 120, 0, 0)
"""of the terminal: lines, columns"""

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Run:
    """Time and memory of one run."""

    seconds: float
    megabytes: float
    """peak memory"""


def run(command: Command) -> Run:
    """Run a command and discard its output through a pipe."""
    start = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        while process.stdout.read(1 << 20):
            pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        raise SystemExit(f"{command} ended with exit code {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def run_on_terminal(command: Command) -> Run:
    """Run a command on a new terminal."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, _SIZE)
        os.environ["PAGER"] = "cat"  # no pager may wait for a key
        os.execvp(str(command[0]), [str(part) for part in command])  # noqa: S606  no shell wanted
    while _more(terminal):
        pass
    *_, usage = os.wait4(pid, 0)
    os.close(terminal)
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def _more(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # the terminal was closed
        return b""


@dataclass(frozen=True, slots=True)
class Pair:
    """Medians of two commands measured in turns."""

    one: float
    other: float
    megabytes: float = 0
    """peak memory of the first"""

    @property
    def ratio(self) -> float:
        """Return how many times longer the first takes."""
        return self.one / self.other


def in_turns(one: Callable[[], Run], other: Callable[[], Run], times: int) -> Pair:
    """Run two commands in turns; quick ones first run once uncounted."""
    if times > 3:
        one(), other()
    runs = [(one(), other()) for _ in range(times)]
    return Pair(
        statistics.median(first.seconds for first, _ in runs),
        statistics.median(second.seconds for _, second in runs),
        max(first.megabytes for first, _ in runs),
    )
