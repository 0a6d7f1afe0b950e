"""Another process runs ahead: its items in their order, its exceptions, and its end."""

import os
import signal
import sys
from collections.abc import Iterator
from itertools import count

import pytest
from papercat.importing.ahead import ahead

from papercat.errors import InputRefused

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")


def no_child_is_left() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_what_another_process_yields_comes_in_its_order() -> None:
    with ahead(os.getpid() * 0 + number for number in range(1000)) as items:
        assert list(items) == list(range(1000))
    with ahead(os.getpid() for _ in range(1)) as items:
        assert next(items) != os.getpid()
    assert no_child_is_left()


def test_what_it_raises_is_raised_here_after_what_came_before() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise InputRefused("x: a line is too long")

    with ahead(items()) as received:
        assert next(received) == 1
        with pytest.raises(InputRefused, match="a line is too long"):
            next(received)
    assert no_child_is_left()


def test_it_ends_when_nobody_wants_more() -> None:
    with ahead("x" * 100_000 for _ in count()) as items:
        assert len(next(items)) == 100_000
    assert no_child_is_left()
    with pytest.raises(KeyboardInterrupt), ahead(iter(count())):
        raise KeyboardInterrupt
    assert no_child_is_left()


def test_an_end_that_nobody_asked_for_is_an_error() -> None:
    def items() -> Iterator[int]:
        yield 1
        os._exit(9)

    with ahead(items()) as received, pytest.raises(ChildProcessError):
        list(received)


def test_it_ends_with_whoever_started_it() -> None:
    alive, held_open = os.pipe()
    parent = os.fork()
    if not parent:
        with ahead("x" * 100_000 for _ in count()) as received:
            next(received)
            os._exit(0)  # as if killed: nothing is said to the other process
    os.waitpid(parent, 0)
    os.close(held_open)
    assert os.read(alive, 1) == b""  # nobody holds the other end any more
    os.close(alive)


def test_an_interrupt_is_not_for_it() -> None:
    def items() -> Iterator[str]:
        os.kill(os.getpid(), signal.SIGINT)
        yield "still here"

    with ahead(items()) as received:
        assert list(received) == ["still here"]


def test_where_there_is_no_other_process_this_one_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    with ahead(os.getpid() for _ in range(1)) as items:
        assert list(items) == [os.getpid()]
