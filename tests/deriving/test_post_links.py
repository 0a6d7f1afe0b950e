"""A mention or a highlight is a paper only when it is that paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.deriving.post_links import names_paper, title_share

GENIE = "Genie: Generative Interactive Environments"
GEMINI = "Gemini 2.5: Pushing the Frontier with Advanced Reasoning"


@pytest.mark.parametrize(
    ("name", "expansion", "title"),
    [
        ("Genie", None, GENIE),
        ("Genie", "generative interactive environments", GENIE),
        ("AlgebraNets", None, "AlgebraNets"),
        ("Promptbreeder", None, "Promptbreeder: Self-Referential Self-Improvement"),
        ("MoD", "Mixture-of-Depths", "Mixture of Depths"),
        ("Gemini 2.5", None, GEMINI),
    ],
)
def test_it_is_that_paper(name: str, expansion: str | None, title: str) -> None:
    assert names_paper(name, expansion, title)


@pytest.mark.parametrize(
    ("name", "expansion", "title"),
    [
        ("Gemini Nano", None, GEMINI),
        ("Gemini", None, GEMINI),
        ("Gemma", None, GEMINI),
        ("Genie", None, "Genie 2: A Large-Scale Foundation World Model"),
        ("TRecViT", None, "Beyond TRecViT: More Video"),
        ("Transformer", None, "Transformers in Vision"),
    ],
)
def test_it_is_only_of_the_family(name: str, expansion: str | None, title: str) -> None:
    assert not names_paper(name, expansion, title)


@given(name=st.text(), expansion=st.none() | st.text(), title=st.text())
def test_no_text_breaks_it(name: str, expansion: str | None, title: str) -> None:
    names_paper(name, expansion, title)


def test_the_share_of_a_titles_words_in_a_sentence() -> None:
    words = {"robust", "agent", "learn", "causal", "world", "model"}
    assert title_share("Robust Agents Learn Causal World Models", words) == 1.0
    assert title_share("Soup", words) == 0.0
