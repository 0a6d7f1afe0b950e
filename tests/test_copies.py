"""Copies of this process: what they write arrives, and none is left behind."""

import os
import signal
import time
from typing import BinaryIO

import pytest

from papercat import copies

pytestmark = pytest.mark.skipif(copies.processors() == 1, reason="nothing is forked here")


def begin(code: int = 0, text: bytes = b"done") -> copies.Copy:
    def work(pipe: BinaryIO) -> None:
        pipe.write(text)
        if code:
            raise SystemExit(code)

    copy = copies.begin(work)
    assert copy
    return copy


def nobody_is_left() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_what_a_copy_writes_arrives() -> None:
    copy = begin(text=b"x" * 100_000)
    assert len(copy.pipe.read()) == 100_000
    assert copy.ended()
    assert nobody_is_left()


def test_a_copy_that_fails_says_so_by_its_end_alone(capfd: pytest.CaptureFixture[str]) -> None:
    assert not begin(code=3).ended()
    assert capfd.readouterr() == ("", "")


def test_a_copy_is_stopped_whatever_it_does() -> None:
    copy = copies.begin(lambda _: time.sleep(60))
    assert copy
    copy.stop()
    assert nobody_is_left()


def test_an_interrupt_is_not_for_a_copy() -> None:
    def work(pipe: BinaryIO) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        pipe.write(b"still here")

    copy = copies.begin(work)
    assert copy
    assert copy.pipe.read() == b"still here"
    assert copy.ended()


def test_there_may_be_no_room_for_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert copies.begin(lambda _: None) is None
