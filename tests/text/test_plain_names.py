"""Names of the commonest shape are folded as all others are, only quicker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.text.names import (
    fold_for_comparison,
    fold_for_identity,
    fold_for_search,
    forms,
    sort_name,
    surname_words,
)

WORDS = st.one_of(
    st.sampled_from(
        [
            "Jordan",
            "J.",
            "J",
            "Ph.",
            "De",
            "Van",
            "der",
            "Jr",
            "Jr.",
            "Ii",
            "II",
            "O'Neil",
            "Li",
            "LeCun",
            "Jean-Pierre",
            "D-E",
            "Jin-hyuk",
        ]
    ),
    st.from_regex(r"[A-Z][a-z]{0,6}\.?", fullmatch=True),
    st.text(max_size=6),
)
NAMES = st.lists(WORDS, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    "name",
    [
        "Jordan Hoffmann",
        "J. Hoffmann",
        "J M Hoffmann",
        "Jack W. Rae",
        "J.W. Rae",
        "Rae, Jack",
        "Maria De Luca",
        "De Luca",
        "E Li",
        "Ron Daniel Jr",
        "Ågot Ås",
        "…",
        "",
    ],
)
def test_known_shapes(name: str) -> None:
    agrees(name)


@given(NAMES)
def test_any_name(name: str) -> None:
    agrees(name)


def agrees(name: str) -> None:
    parts = fold_for_comparison(name)
    assert forms(name) == (fold_for_identity(name), sort_name(name))
    surname = tuple(map(fold_for_search, parts.particles + parts.surnames))
    assert surname_words(name) == surname
