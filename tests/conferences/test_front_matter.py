"""Front matter: every scalar is the text that is written, and a hostile one is refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.conferences.front_matter import (
    DEEPEST,
    LARGEST,
    FrontMatter,
    FrontMatterError,
    split,
)


def read(yaml: str) -> dict[str, object]:
    return dict(split(f"---\n{yaml}\n---\nText.\n").values)


def test_the_text_stands_below() -> None:
    assert split("---\ntitle: Sheep\n---\nText.\n").body == "\nText.\n"


@pytest.mark.parametrize("written", ["no", "12:30", "1e3", "2022-05-06", "null", "~", "0x10"])
def test_what_yaml_would_take_for_something_else_is_text(written: str) -> None:
    assert read(f"key: {written}") == {"key": written}


def test_lists_and_mappings_stay_what_they_are() -> None:
    assert read("tags: [a, b]\nmore: {c: d}") == {"tags": ["a", "b"], "more": {"c": "d"}}


@pytest.mark.parametrize(
    ("yaml", "line", "reason"),
    [
        ("a: b\nc: *d", 2, "has an alias"),
        ("a: &b c", 1, "has an anchor"),
        ("a: !!python/object:x y", 1, "has a tag"),
        ("[a]: b", 1, "has a key that is not a word"),
        ("- a", 1, "lines of the form key: value"),
        ('a: "\\U00110000"', 1, "has an escape for no character"),
        ("a: " + "[" * (DEEPEST + 1), 1, "is deeper than"),
        ("a: b: c", 1, "as YAML: "),
        ("a: " + "b" * LARGEST, 0, "is longer than"),
    ],
)
def test_what_is_refused_is_refused_with_its_line(yaml: str, line: int, reason: str) -> None:
    with pytest.raises(FrontMatterError) as refused:
        read(yaml)
    assert (refused.value.line, reason in refused.value.reason) == (line, True)


@pytest.mark.parametrize("text", ["", "Text.\n", "Text.\n---\na: b\n---\n"])
def test_a_document_that_does_not_begin_with_it_has_none(text: str) -> None:
    assert split(text) == FrontMatter(body=text)


def test_toml_is_read_as_text_too() -> None:
    document = split('+++\ntitle = "Soup"\ndate = 2024-05-01\ndraft = true\nn = [1, 2]\n+++\nText.')
    assert document.values == {
        "title": "Soup",
        "date": "2024-05-01",
        "draft": "true",
        "n": ["1", "2"],
    }
    assert (document.body, document.body_line) == ("\nText.", 5)


@pytest.mark.parametrize(
    ("toml", "line", "reason"),
    [
        ("a = 1\na = 2", 2, "is not TOML"),
        ("a = 1\nb = ", 2, "is not TOML"),
        ("a = " + "[" * 40 + "]" * 40, 0, "is deeper than"),
        ("a = " + "[" * 20_000, 0, "is deeper than"),
    ],
)
def test_hostile_toml_is_refused_with_its_line(toml: str, line: int, reason: str) -> None:
    with pytest.raises(FrontMatterError) as refused:
        split(f"+++\n{toml}\n+++\nText.\n")
    assert (refused.value.line, reason in refused.value.reason) == (line, True)


def test_it_has_to_end() -> None:
    with pytest.raises(FrontMatterError, match="no closing"):
        split("---\na: b\n")


@given(st.text())
def test_any_front_matter_is_read_or_refused(yaml: str) -> None:
    with suppress(FrontMatterError):
        assert all(isinstance(key, str) for key in read(yaml))
