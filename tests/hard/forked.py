"""Run a function in a process of its own, and learn what it took."""

import gc
import os
import pickle
import resource
import signal
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Outcome(NamedTuple, Generic[T]):
    """How a process ended."""

    result: T | None
    """None if the process was ended"""
    signal: int
    """0, or what ended it: 14 is the alarm, 11 a crash"""
    seconds: float
    """of processor time"""
    megabytes: float
    """of memory beyond what the process had at the start"""


def forked(work: Callable[[], T], seconds: int) -> Outcome[T]:
    """Run a function in a copy of this process, and end it after some seconds."""
    receiving, sending = os.pipe()
    process = os.fork()
    if not process:
        signal.alarm(seconds)
        gc.disable()  # as papercat does
        os.close(receiving)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            answer: object = work()
        except BaseException as error:  # noqa: BLE001  the test shall see every error
            answer = repr(error)
        after = resource.getrusage(resource.RUSAGE_SELF)
        with os.fdopen(sending, "wb") as out:
            pickle.dump((answer, after.ru_maxrss - before), out)
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as answers:
        sent = answers.read()
    _, status, used = os.wait4(process, 0)
    if os.WIFSIGNALED(status):
        return Outcome(None, os.WTERMSIG(status), used.ru_utime, 0)
    result, kilobytes = pickle.loads(sent)  # noqa: S301  from our own copy
    return Outcome(result, 0, used.ru_utime, kilobytes / 1024)
