"""Accents as TeX writes them."""

from __future__ import annotations

import pytest

from papercat.text.tex import accented_words, without_accents


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        (r"Schr\"odinger", "Schrodinger"),
        (r"Schr\"{o}dinger", "Schrodinger"),
        (r"Erd\H{o}s", "Erdos"),
        (r"Poincar\'e", "Poincare"),
        (r"\v{C}ech", "Cech"),
        (r"Garc\'{\i}a", "Garcia"),
        (r"Fran\c{c}ois", "Francois"),
    ],
)
def test_a_word_without_its_accents(printed: str, plain: str) -> None:
    assert without_accents(f"The {printed} map") == f"The {plain} map"
    assert accented_words(f"The {printed} map") == {printed}


@pytest.mark.parametrize(
    "text", [r"$\alpha$", r"a \\ b", r"\begin{x}", "plain", r"\cup", r"\bar x"]
)
def test_what_is_no_accent(text: str) -> None:
    assert accented_words(text) == set()
    assert without_accents(text) == text


def test_words_side_by_side() -> None:
    text = r"Erd\H{o}s, Poincar\'e-Schr\"odinger2x $\alpha$ \"a"
    assert accented_words(text) == {r"Erd\H{o}s", r"Poincar\'e", r"Schr\"odinger", r"\"a"}
