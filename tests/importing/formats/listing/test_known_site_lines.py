"""Furniture: what nothing but a web page says, and what a paper may say as well."""

import pytest

from papercat.importing.formats.listing.known_site_lines import (
    is_label,
    is_labelled,
    is_menu,
    is_notice,
    is_organisation,
    is_summary,
    speaks_to_the_reader,
)


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


@pytest.mark.parametrize("line", ["Abstract", "Abstract:", "ABSTRACT"])
def test_a_label_names_what_stands_below(line: str) -> None:
    assert is_label(line)
    assert not is_label(f"{line} goats are counted")


@pytest.mark.parametrize("line", ["Tags: vision", "NeurIPS 2024", "Published on 6 May 2022"])
def test_what_says_what_it_is(line: str) -> None:
    assert is_labelled(line)


@pytest.mark.parametrize("line", ["Google DeepMind", "Google DeepMind, ETH Zürich", "MIT"])
def test_organisations(line: str) -> None:
    assert is_organisation(line)


@pytest.mark.parametrize("line", ["Sheep", "We thank Google.", "Counting Sheep, Counting Goats"])
def test_what_is_no_organisation(line: str) -> None:
    assert not is_organisation(line)


def test_a_summary_says_so() -> None:
    assert is_summary("TL;DR: Sheep are counted.")
    assert not is_summary("Sheep are counted.")
