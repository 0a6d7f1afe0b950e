"""Long results on a terminal go through a pager."""

from __future__ import annotations

import io
import signal

import pytest

from papercat.commands.support.programs import pager_command, write_paged
from papercat.errors import UsageError


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture(autouse=True)
def _small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize(
    ("papercat_pager", "pager", "command"),
    [
        ("more -s", "less", ["more", "-s"]),
        (None, "less -R", ["less", "-R"]),
        ("cat", "less", None),
        ("", "less", None),
    ],
)
def test_which_pager(
    monkeypatch: pytest.MonkeyPatch,
    papercat_pager: str | None,
    pager: str,
    command: list[str] | None,
) -> None:
    monkeypatch.setenv("PAGER", pager)
    monkeypatch.delenv("PAPERCAT_PAGER", raising=False)
    if papercat_pager is not None:
        monkeypatch.setenv("PAPERCAT_PAGER", papercat_pager)
    assert pager_command() == command


def test_an_invalid_pager_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERCAT_PAGER", "'less")
    with pytest.raises(UsageError, match="PAPERCAT_PAGER"):
        pager_command()


def test_long_text_goes_through_the_pager(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAPERCAT_PAGER", "tail -n 1")
    out = Terminal()
    write_paged("one\n" * 9 + "last: é\n", out)
    assert out.getvalue() == ""
    assert capfd.readouterr().out == "last: é\n"


@pytest.mark.parametrize(("lines", "stream"), [(3, Terminal), (9, io.StringIO)])
def test_short_text_and_pipes_need_no_pager(
    monkeypatch: pytest.MonkeyPatch, lines: int, stream: type[io.StringIO]
) -> None:
    monkeypatch.setenv("PAPERCAT_PAGER", "tail -n 1")
    out = stream()
    write_paged("one\n" * lines, out)
    assert out.getvalue() == "one\n" * lines


@pytest.mark.parametrize("pager", ["true", "no-such-program"])
def test_a_pager_may_end_early_or_be_missing(monkeypatch: pytest.MonkeyPatch, pager: str) -> None:
    monkeypatch.setenv("PAPERCAT_PAGER", pager)
    out = Terminal()
    write_paged("one\n" * 100_000, out)
    assert out.getvalue() == ("" if pager == "true" else "one\n" * 100_000)


def test_an_interrupt_goes_to_the_pager(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAPERCAT_PAGER", "sh -c 'cat; kill -INT $PPID'")
    before = signal.getsignal(signal.SIGINT)
    write_paged("line\n" * 50, Terminal())
    assert capfd.readouterr().out == "line\n" * 50
    assert signal.getsignal(signal.SIGINT) is before
