"""The terminal: its width and colours, and text that cannot control it."""

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.terminal import is_terminal, visible, visible_json, wants_colour, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred", "\\u{1b}[31mred"),
        ("\x1b]52;c;aGk=\x07", "\\u{1b}]52;c;aGk=\\u{7}"),
        ("\x9b31m", "\\u{9b}31m"),
        ("\u202egnp.exe", "\\u{202e}gnp.exe"),
        ("\u2066\u2069", "\\u{2066}\\u{2069}"),
        ("one\u2028two\u2029three", "one\\u{2028}two\\u{2029}three"),
        ("tab\tline\n\r", "tab\\u{9}line\\u{a}\\u{d}"),
        ("zero\u200bwidth\ufeff", "zero\\u{200b}width\\u{feff}"),
        ("\U000e0041", "\\u{e0041}"),
        ("\udcff", "\\u{dcff}"),
    ],
)
def test_control_characters_become_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["Pătrăucean", "می‌خواهم", "👩‍🔬", "李 明", "a\u00a0b", "e\u0301"])
def test_ordinary_text_stays(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_no_text_controls_the_terminal(text: str) -> None:
    for char in visible(text):
        assert char in "\u200c\u200d" or unicodedata.category(char) not in {
            "Cc",
            "Cf",
            "Cs",
            "Zl",
            "Zp",
        }


@given(
    st.recursive(
        st.text() | st.integers(), lambda inner: st.dictionaries(st.text(), inner), max_leaves=5
    )
)
def test_json_keeps_its_value_without_control_characters(value: object) -> None:
    shown = visible_json(value, indent=2)
    assert json.loads(shown) == value
    assert visible(shown.replace("\n", "")) == shown.replace("\n", "")


@pytest.mark.parametrize(("columns", "expected"), [("20", 20), ("200", 200), ("0", 80), ("x", 80)])
def test_columns_sets_the_width(
    monkeypatch: pytest.MonkeyPatch, columns: str, expected: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width() >= 1
    if columns.isdigit() and columns != "0":
        assert width() == expected


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "choice", "colour"),
    [
        ({}, "auto", True),
        ({"NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"TERM": "dumb"}, "auto", False),
        ({}, "never", False),
    ],
)
def test_colour_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], choice: str, colour: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, text in environment.items():
        monkeypatch.setenv(name, text)
    assert wants_colour(_Terminal(), choice) is colour


def test_a_pipe_gets_colour_only_if_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not wants_colour(io.StringIO())
    for off in ("", "0"):
        monkeypatch.setenv("CLICOLOR_FORCE", off)
        assert not wants_colour(io.StringIO())
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert wants_colour(io.StringIO())


def test_a_closed_stream_is_not_a_terminal() -> None:
    stream = io.StringIO()
    stream.close()
    assert not is_terminal(stream)
    assert not is_terminal(None)  # what Python makes of a stream closed before it began
