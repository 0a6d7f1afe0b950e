"""The key a paper is cited by, such as hoffmann2022training."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.papers.citation_key import citation_key, with_suffix
from papercat.papers.model import Author, Paper


def key(title: str, author: str | None = None, published: str | None = None) -> str:
    authors = (Author(author),) if author else ()
    return citation_key(Paper(title, 1, authors=authors, published=published))


@pytest.mark.parametrize(
    ("title", "author", "published", "expected"),
    [
        (
            "Training Compute-Optimal Large Language Models",
            "Jordan Hoffmann",
            "2022-03-29",
            "hoffmann2022training",
        ),
        ("A Theory of Everything", "Petar Veličković", "2024", "velickovic2024theory"),
        ("The 2020 Census", "Anne de la Tour", "2020", "delatour2020census"),
        ("On the", "Jane Doe", "2020", "doe2020on"),
        ("Words", None, None, "words"),
        ("…", None, None, "untitled"),
        ("What's New", "Conan O'Brien", "1999", "obrien1999whats"),
    ],
)
def test_first_author_year_and_first_telling_word(
    title: str, author: str | None, published: str | None, expected: str
) -> None:
    assert key(title, author, published) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{last}{year}{word}", "delatour2020census"),
        ("{Last}{yy}{Word}", "Delatour20Census"),
        ("{year}-{last}_{word}", "2020-delatour_census"),
        ("p.{word}", "p.census"),
    ],
)
def test_a_pattern_of_the_user(pattern: str, expected: str) -> None:
    paper = Paper("The 2020 Census", authors=(Author("Anne de la Tour"),), published="2020-04")
    assert citation_key(paper, pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{last}-{year}-{word}", "words"),
        ("{word}_{year}_{last}", "words"),
        ("{word}-{year}-x", "words-x"),
        ("{last}", "untitled"),
    ],
)
def test_parts_that_a_paper_does_not_have_leave_no_separators(pattern: str, expected: str) -> None:
    assert citation_key(Paper("Words"), pattern) == expected


def test_an_inferred_author_never_enters_a_key() -> None:
    assert citation_key(Paper("Words", 1, authors=(Author("Ann Owner", "inferred"),))) == "words"


@given(title=st.text(), author=st.none() | st.text(min_size=1))
def test_a_key_needs_no_quoting(title: str, author: str | None) -> None:
    found = key(title, author, "2022-05")
    assert found.isascii()
    assert found.isalnum()
    assert 0 < len(found) <= 60


@pytest.mark.parametrize(
    ("count", "suffix"), [(1, ""), (2, "b"), (26, "z"), (27, "aa"), (28, "ab"), (702, "zz")]
)
def test_suffixes(count: int, suffix: str) -> None:
    assert with_suffix("doe", count) == "doe" + suffix


@given(one=st.integers(1, 5000), other=st.integers(1, 5000))
def test_no_two_papers_get_one_suffix(one: int, other: int) -> None:
    assert (with_suffix("doe", one) == with_suffix("doe", other)) == (one == other)
