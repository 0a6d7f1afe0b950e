"""Timing whole processes, two at a time, in turns."""

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
    """What one run took."""

    seconds: float
    megabytes: float
    """the most memory it had"""


def run(command: Command) -> Run:
    """Run a command, its output thrown away through a pipe."""
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
    """Run a command on a terminal of its own."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, _SIZE)
        os.environ["PAGER"] = "cat"  # nobody would ever press a key
        os.execvp(str(command[0]), [str(part) for part in command])  # noqa: S606  no shell wanted
    while _more(terminal):
        pass
    *_, usage = os.wait4(pid, 0)
    os.close(terminal)
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def _more(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # how a terminal says that nobody writes any more
        return b""


@dataclass(frozen=True, slots=True)
class Pair:
    """The medians of two things measured in turns."""

    one: float
    other: float
    megabytes: float = 0
    """the most memory that the first had"""

    @property
    def ratio(self) -> float:
        """How many times longer the first takes."""
        return self.one / self.other


def in_turns(one: Callable[[], Run], other: Callable[[], Run], times: int) -> Pair:
    """Run two things in turns, each once more than counted if it is quick."""
    if times > 3:
        one(), other()
    runs = [(one(), other()) for _ in range(times)]
    return Pair(
        statistics.median(first.seconds for first, _ in runs),
        statistics.median(second.seconds for _, second in runs),
        max(first.megabytes for first, _ in runs),
    )
