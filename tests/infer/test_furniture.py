"""Furniture: what nothing but a web page says, and what a paper may say as well."""

import pytest

from papercat.infer.furniture import is_menu, is_notice, speaks_to_the_reader


@pytest.mark.parametrize(
    "line",
    [
        "Load more",
        "Showing 1–50 of 84",
        "1 2 3 … Next",
        "‹ 1 2 3 4 5 ›",
        "Terms · Privacy · Contact",
        "? Show keyboard shortcuts",
        "j next paper",
        "cs.LG",
        "arXiv:2203.15556",
        "PDF | Code | Video",
        "Read more…",
        "[…]",
        "♡ 12",
    ],
)
def test_menus(line: str) -> None:
    assert is_menu(line)


@pytest.mark.parametrize(
    "line",
    [
        "C(a,b)+5/6",
        "[arXiv:0804.0079]",
        "the results.",
        "Counting sheep",
        r"\~",
        "https://example.org/papers",
    ],
)
def test_what_only_resembles_a_menu(line: str) -> None:
    assert not is_menu(line)


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience on this site.",
        "By clicking “Accept All”, you consent to our use of cookies.",
        "© 2026 Paper Browser, Inc.",
        "Sign in with Google",
        "Thank you to arXiv for use of its open access interoperability.",
    ],
)
def test_notices(line: str) -> None:
    assert is_notice(line)


def test_speaking_to_the_reader() -> None:
    assert speaks_to_the_reader("Is this you? Claim your profile.")
    assert not speaks_to_the_reader("We present a novel approach for as-you-type search")
