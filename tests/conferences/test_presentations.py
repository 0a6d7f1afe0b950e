"""Highlights: sentences in which a publisher presents something."""

import pytest

from papercat.conferences.post_sections import Sentence
from papercat.conferences.presentations import find_highlights


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("In an oral presentation, we reveal that soup is the answer to most of it.", "oral"),
        ("In a parallel spotlight paper we ask whether stew is an answer as well.", "spotlight"),
        ("We present a method that cooks soup without any fire or water at all.", None),
        ("Our researchers also show that bread is needed for a complete dinner.", None),
    ],
)
def test_a_sentence_that_presents_something(text: str, shown: str | None) -> None:
    (highlight,) = find_highlights([Sentence(text, 3)])
    assert (highlight.section, highlight.presentation) == (3, shown)


@pytest.mark.parametrize(
    "text",
    [
        "Here we introduce some of our oral, spotlight and poster presentations:",
        "Soup has been cooked by people in all countries for many thousand years.",
        "Come and meet us at the posters, at our booth or in the hallway of the venue.",
        "As we develop better pots, the methods of cooking must keep pace with them.",
        "We present soup.",
    ],
)
def test_a_sentence_that_presents_nothing(text: str) -> None:
    assert find_highlights([Sentence(text)]) == ()
