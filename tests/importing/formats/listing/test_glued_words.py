"""A site's words on the line of a title or an abstract go, and are told of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.glued_words import (
    cut_short_as_usual,
    without_buttons,
    without_trailers,
)

TEXT = "We draw maps of fields, and more."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"{TEXT} △ Less", ("△ Less",)),
        (f"{TEXT}▽ More", ("▽ More",)),
        (f"{TEXT} Show less", ("Show less",)),
        (f"{TEXT}Load more", ("Load more",)),
        (f"Abstract: {TEXT}", ("Abstract:",)),
        (f"ABSTRACT {TEXT}", ("ABSTRACT",)),
        (f"Abstract—{TEXT} △ Less", ("Abstract—", "△ Less")),
    ],
)
def test_labels_and_buttons(line: str, words: tuple[str, ...]) -> None:
    assert without_buttons(line) == (TEXT, words)


@pytest.mark.parametrize("button", ["Show more", "more", "[more]", "Read more", "see more"])
@pytest.mark.parametrize("cut", ["…", " …", "...", "… "])
def test_that_an_abstract_is_cut_off_is_still_seen(button: str, cut: str) -> None:
    text, words = without_buttons(f"We draw maps of{cut}{button}")
    assert text == f"We draw maps of{cut.rstrip()}"
    assert words == (button,)


@pytest.mark.parametrize(
    "line",
    [
        "Abstract interpretation is sound.",
        "Of this we show more.",
        "Is it more or less",
        "The more the △ is less",
        "Abstract",
    ],
)
def test_text_that_only_resembles_them(line: str) -> None:
    assert without_buttons(line) == (line, ())


@pytest.mark.parametrize(
    ("line", "kept", "words"),
    [
        ("MapsAda Moor et al. · deepmind, mit", "MapsAda Moor et al. · deepmind, mit", ()),
        ("MapsAda Moor · 12 citations", "MapsAda Moor", ("12 citations",)),
        (
            "MapsAda Moor et al. · NeurIPS 2022 · mit",
            "MapsAda Moor et al. · mit",
            ("NeurIPS 2022",),
        ),
        ("MapsAda Moor · mit · PDF", "MapsAda Moor · mit", ("PDF",)),
        ("MapsAda Col·lell", "MapsAda Col·lell", ()),
        (
            "MapsAda Moor et al. · mit · 12 citations ·",
            "MapsAda Moor et al. · mit",
            ("12 citations",),
        ),
        ("Maps · Fields · HillsWei Li et al.", "Maps · Fields · HillsWei Li et al.", ()),
        ("Rings of a · bWei Li", "Rings of a · bWei Li", ()),
        ("MapsAda Moor · Ben Okafor", "MapsAda Moor · Ben Okafor", ()),
    ],
)
def test_what_stands_behind_authors(line: str, kept: str, words: tuple[str, ...]) -> None:
    assert without_trailers(line) == (kept, words)


@given(st.text(st.sampled_from("ab ·.…△LessMor[]:Abstract"), max_size=40))
def test_nothing_is_lost(line: str) -> None:
    text, words = without_buttons(" ".join(line.split()))
    everything = text + "".join(words)
    assert sorted(everything.replace(" ", "")) == sorted(line.replace(" ", ""))


def test_many_signs_are_looked_at_once() -> None:
    line = " · a" * 20_000 + " ·x"
    assert without_trailers(line) == (line, ())


@pytest.mark.parametrize(
    ("line", "usual", "words"),
    [
        ("MapsAda Moor, Bo Li et al.", "MapsAda Moor, Bo Li et al.", ()),
        ("MapsAda Moor, Bo Li et al. · mit", "MapsAda Moor, Bo Li et al. · mit", ()),
        ("MapsAda Moor, Bo Li et al", "MapsAda Moor, Bo Li et al", ()),
        ("MapsAda Moor, Bo Li, et al.", "MapsAda Moor, Bo Li et al.", ()),
        ("MapsAda Moor, Bo Li, …", "MapsAda Moor, Bo Li et al.", ()),
        (
            "MapsAda Moor, Bo Li et al. (12 authors)",
            "MapsAda Moor, Bo Li et al.",
            ("(12 authors)",),
        ),
        ("MapsAda Moor, Bo Li et al. +9", "MapsAda Moor, Bo Li et al.", ("+9",)),
        ("MapsAda Moor, Bo Li (+4 more)", "MapsAda Moor, Bo Li et al.", ("(+4 more)",)),
        ("MapsAda Moor · mit (+4 more)", "MapsAda Moor et al. · mit", ("(+4 more)",)),
        ("MapsAda Moor et al. · mit ♥ 12", "MapsAda Moor et al. · mit", ("♥ 12",)),
        ("MapsAda Moor ★ 1.2k", "MapsAda Moor", ("★ 1.2k",)),
        ("Maps in 3D+9Ada Moor", "Maps in 3D+9Ada Moor", ()),
        ("MapsThe ATLAS Team (Run 2)", "MapsThe ATLAS Team (Run 2)", ()),
    ],
)
def test_lists_of_authors_that_are_cut_short_in_a_sites_words(
    line: str, usual: str, words: tuple[str, ...]
) -> None:
    assert cut_short_as_usual(line) == (usual, words)


@given(st.text(alphabet="Ada Moor,.·…(+9 more)et al♥12", max_size=40))
def test_of_what_is_cut_short_nothing_else_is_lost(line: str) -> None:
    def telling(text: str) -> list[str]:
        return sorted(sign for sign in text if sign.isdigit() or sign.isupper() or sign in "♥()+")

    text, words = cut_short_as_usual(line)
    assert telling(text + "".join(words)) == telling(line)


@pytest.mark.parametrize("word", ["We", "The", "In", "A"])
def test_a_label_glued_to_a_word_that_abstracts_begin_with(word: str) -> None:
    assert without_buttons(f"Abstract{word} count sheep.") == (
        f"{word} count sheep.",
        ("Abstract",),
    )
    assert without_buttons("AbstractNet counts sheep.") == ("AbstractNet counts sheep.", ())
