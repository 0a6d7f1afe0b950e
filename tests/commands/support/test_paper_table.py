"""Rows of papers: short lists of authors in tables, whole ones everywhere else."""

import pytest

from papercat.commands.support.paper_table import authors_cell, paper_row
from papercat.papers.find_paper import PaperLine
from papercat.shown import Link, as_text

MANY = ", ".join(f"Author Number{at}" for at in range(2900))


def line(authors: str, *, truncated: bool = False, inferred: tuple[str, ...] = ()) -> PaperLine:
    return PaperLine(
        1, "key2022title", "2022-03-29", "Title", authors, truncated, "cs.LG cs.AI", inferred
    )


@pytest.mark.parametrize(
    ("authors", "short"),
    [
        ("Ada Moor", "Moor"),
        ("Jordan Hoffmann, Elena Buchatskaya, Ada Moor, Bo Li", "Hoffmann, Buchatskaya, Moor +1"),
        ("Ron Daniel, Jr., Ada Moor", "Daniel, Moor"),
        ("Aäron van den Oord, Diego de las Casas", "van den Oord, de las Casas"),
        ("Plato", "Plato"),
        ("de Broglie", "Broglie"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_table_shows_surnames(authors: str, short: str) -> None:
    assert authors_cell(line(authors)).short == short
    assert authors_cell(line(authors)).text == authors


def test_a_list_that_is_cut_says_so() -> None:
    cell = authors_cell(line("Ada Moor, Ben Okafor", truncated=True, inferred=("Cem Acar",)))
    assert cell.short == "Moor, Okafor et al. ~Acar"
    assert cell.text == "Ada Moor, Ben Okafor et al., ~Cem Acar"


def test_thousands_of_authors_are_counted() -> None:
    assert authors_cell(line(MANY)).short == "Number0, Number1, Number2 +2897"
    assert as_text(paper_row(line(MANY), "Title", all_authors=True)[3]) == MANY
    cut = authors_cell(line("A B, C D, E F, G H", truncated=True))
    assert cut.short == "B, D, F +1 et al."


def test_the_end_of_a_line_names_one_author() -> None:
    assert authors_cell(line(MANY)).shortest == "Number0 +2899"


def test_the_key_is_a_link() -> None:
    row = paper_row(line("Ada Moor"), "Title", "https://arxiv.org/abs/2203.15556")
    assert row[0] == Link("key2022title", "https://arxiv.org/abs/2203.15556")
    assert [as_text(cell) for cell in row[1:]] == ["2022-03-29", "Title", "Ada Moor", "cs.LG cs.AI"]
