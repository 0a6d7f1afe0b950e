"""Rows of authors' names, told from other words in capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.conferences.paper_lines import author_row


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Maria Garcia", ["Maria Garcia"]),
        ("Maria Garcia, Wei Chen and Jo Kim", ["Maria Garcia", "Wei Chen", "Jo Kim"]),
        ("Maria Garcia & Wei Chen", ["Maria Garcia", "Wei Chen"]),
        ("C.Karen Liu, J. K. Rowe, Li Fei-Fei", ["C.Karen Liu", "J. K. Rowe", "Li Fei-Fei"]),
        ("Jean de Becdelièvre, Umut Şimşekli", ["Jean de Becdelièvre", "Umut Şimşekli"]),
        ("Matthew O'Kelly, Amar D’Adamo", ["Matthew O'Kelly", "Amar D’Adamo"]),
        ("Sungsoo (Ray) Hong, Wei Chen", ["Sungsoo (Ray) Hong", "Wei Chen"]),
        ('Sungsoo "Ray" Hong, Wei Chen', ['Sungsoo "Ray" Hong', "Wei Chen"]),
        ("Jo Kim, Seulgi choi, Ji Yong Cho", ["Jo Kim", "Seulgi choi", "Ji Yong Cho"]),
        ("Avner May, June Park", ["Avner May", "June Park"]),
        ("Maria Garcia, somebody odd, Wei Chen", ["Maria Garcia", "somebody odd", "Wei Chen"]),
        ("Maria Garcia, Wei Chen, Oslo University", ["Maria Garcia", "Wei Chen"]),
        ("Maria Garcia, Wei Chen. In Proceedings", ["Maria Garcia", "Wei Chen"]),
        ("Deep Learning, Computer Vision", None),
        ("Stanford University, Google Research", None),
        ("An idea of mine, and more", None),
        ("Maria", None),
    ],
)
def test_names_in_a_row(text: str, names: list[str] | None) -> None:
    row = author_row(text, 0, None)
    assert (list(row.names) if row else None) == names


class Catalogue:
    """Knows one family."""

    def given(self, word: str) -> int:
        """Count the word as a given name."""
        return int(word == "xylo")

    def surname(self, word: str) -> int:
        """Count the word as a surname."""
        return int(word == "phon")


def test_names_that_the_catalogue_knows_convince() -> None:
    unknown = author_row("Xylo Qqphon, Qqxylo Phon", 0, None)
    known = author_row("Xylo Qqphon, Qqxylo Phon", 0, Catalogue())
    assert unknown is not None
    assert known is not None
    assert (unknown.convincing, known.convincing) == (False, True)


@given(st.text(max_size=100), st.integers(0, 100))
def test_any_text_is_read_or_not(text: str, start: int) -> None:
    row = author_row(text, min(start, len(text)), None)
    assert row is None or row.names
