"""Work that copies of the process share comes out as if one had done it all."""

import os
import signal
import time
from contextlib import closing

import pytest

from papercat.people.shared_work import SharedWork

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing to share work with here")


@pytest.mark.parametrize("copies", [0, 1, 3, 9])
@pytest.mark.parametrize("pieces", [0, 1, 2, 40])
def test_all_is_done_whoever_does_it(copies: int, pieces: int) -> None:
    with closing(SharedWork(lambda piece: "x" * piece, pieces, copies)) as shared:
        assert shared.results() == ["x" * piece for piece in range(pieces)]


def test_results_may_be_larger_than_a_pipe() -> None:
    with closing(SharedWork(lambda piece: bytes(1_000_000 + piece), 4, 2)) as shared:
        assert list(map(len, shared.results())) == [1_000_000, 1_000_001, 1_000_002, 1_000_003]


def test_copies_work_while_nobody_waits_for_them() -> None:
    with closing(SharedWork(lambda _: os.getpid(), 3, 1)) as shared:
        time.sleep(0.5)
        assert os.getpid() not in shared.results()


def test_what_a_copy_takes_with_it_is_done_here() -> None:
    here = os.getpid()

    def work(piece: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return piece

    with closing(SharedWork(work, 8, 2)) as shared:
        assert shared.results() == list(range(8))


def test_an_error_is_raised_here() -> None:
    def work(piece: int) -> int:
        if piece == 3:
            raise MemoryError
        return piece

    with closing(SharedWork(work, 8, 2)) as shared, pytest.raises(MemoryError):
        shared.results()


def test_copies_need_not_be_told_of() -> None:
    ignored = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with closing(SharedWork(str, 8, 2)) as shared:
            assert shared.results() == list("01234567")
        SharedWork(lambda _: time.sleep(60), 4, 2).close()
    finally:
        signal.signal(signal.SIGCHLD, ignored)


def test_without_another_process_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    with closing(SharedWork(str, 8, 2)) as shared:
        assert shared.results() == list("01234567")


def test_nobody_is_left_when_the_work_is_no_longer_wanted() -> None:
    shared = SharedWork(lambda _: time.sleep(60), 4, 2)
    shared.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
