"""Words of a site at the ends of titles and abstracts are stripped and returned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.line_ends import trim_abstract, trim_title

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
    assert trim_abstract(line) == (TEXT, words)


@pytest.mark.parametrize("button", ["Show more", "more", "[more]", "Read more", "see more"])
@pytest.mark.parametrize("cut", ["…", " …", "...", "… "])
def test_an_ellipsis_before_a_button_stays(button: str, cut: str) -> None:
    text, words = trim_abstract(f"We draw maps of{cut}{button}")
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
def test_text_that_resembles_labels_and_buttons_stays(line: str) -> None:
    assert trim_abstract(line) == (line, ())


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
def test_words_behind_authors(line: str, kept: str, words: tuple[str, ...]) -> None:
    assert trim_title(line) == (kept, words)


@given(st.text(st.sampled_from("ab ·.…△LessMor[]:Abstract"), max_size=40))
def test_every_character_of_an_abstract_is_kept_or_returned(line: str) -> None:
    text, words = trim_abstract(" ".join(line.split()))
    everything = text + "".join(words)
    assert sorted(everything.replace(" ", "")) == sorted(line.replace(" ", ""))


def test_a_line_of_many_signs_is_read_in_linear_time() -> None:
    line = " · a" * 20_000 + " ·x"
    assert trim_title(line) == (line, ())


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
def test_truncated_lists_of_authors(line: str, usual: str, words: tuple[str, ...]) -> None:
    assert trim_title(line) == (usual, words)


@given(st.text(alphabet="Ada Moor,.·…(+9 more)et al♥12", max_size=40))
def test_only_the_sign_of_truncation_is_rewritten(line: str) -> None:
    def telling(text: str) -> list[str]:
        return sorted(sign for sign in text if sign.isdigit() or sign.isupper() or sign in "♥()+")

    text, words = trim_title(line)
    assert telling(text + "".join(words)) == telling(line)


@pytest.mark.parametrize("word", ["We", "The", "In", "A"])
def test_a_label_may_touch_the_first_word(word: str) -> None:
    assert trim_abstract(f"Abstract{word} count sheep.") == (
        f"{word} count sheep.",
        ("Abstract",),
    )
    assert trim_abstract("AbstractNet counts sheep.") == ("AbstractNet counts sheep.", ())
