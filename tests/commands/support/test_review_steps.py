"""Questions on a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from papercat.commands.support import review_steps
from papercat.commands.support.review_steps import ask, wrapped


def test_without_readline_the_text_is_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_steps, "readline", None)
    for typed, answer in (("", "Old"), (" New ", "New")):
        monkeypatch.setattr("builtins.input", lambda _, typed=typed: typed)
        assert ask("title: ", "Old") == answer


def test_a_text_is_wrapped_by_the_width_of_its_characters() -> None:
    assert wrapped("one two three", 8) == ["one two", "three"]
    assert wrapped("a", 8, "x ", "  ") == ["x a"]
    assert wrapped("深層学習", 6, "- ", "  ") == ["- 深層", "  学習"]
    assert wrapped("", 8, "- ", "  ") == []
    assert wrapped("\x1b", 20) == ["\\u{1b}"]


@given(st.text(), st.integers(3, 40))
def test_no_line_is_wider_than_the_terminal(text: str, columns: int) -> None:
    lines = wrapped(text, columns, "- ", "  ")
    assert all(cell_len(line) <= max(columns, 4) for line in lines)


def test_a_prompt_shows_no_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []

    def typed(question: str) -> str:
        shown.append(question)
        return ""

    monkeypatch.setattr(review_steps, "readline", None)
    monkeypatch.setattr("builtins.input", typed)
    assert ask("title: ", "\x1b[31mred") == "\x1b[31mred"
    assert shown == ["title: [\\u{1b}[31mred] "]
