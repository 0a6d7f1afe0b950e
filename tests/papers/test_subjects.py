"""arXiv's subject classes and what a bare code stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.papers.subjects import full_codes, taxonomy


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("AI", "cs.AI", "Artificial Intelligence"),
        ("CL", "cs.CL", "Computation and Language"),
        ("CV", "cs.CV", "Computer Vision and Pattern Recognition"),
        ("LG", "cs.LG", "Machine Learning"),
        ("ML", "stat.ML", "Machine Learning"),
        ("NC", "q-bio.NC", "Neurons and Cognition"),
        ("NE", "cs.NE", "Neural and Evolutionary Computing"),
        ("SI", "cs.SI", "Social and Information Networks"),
        ("cs.RO", "cs.RO", "Robotics"),
        ("hep-th", "hep-th", "High Energy Physics - Theory"),
        ("chem-ph", "physics.chem-ph", "Chemical Physics"),
        ("supr-con", "cond-mat.supr-con", "Superconductivity"),
        ("mes-hall", "cond-mat.mes-hall", "Mesoscale and Nanoscale Physics"),
    ],
)
def test_the_likeliest_category_of_a_printed_code(printed: str, code: str, name: str) -> None:
    assert full_codes(printed)[0] == code
    assert taxonomy()[code].name == name


def test_a_code_of_several_archives_may_be_any_of_them() -> None:
    assert full_codes("CO") == ("stat.CO", "math.CO", "astro-ph.CO")


def test_case_does_not_matter() -> None:
    assert full_codes("cs.lg") == full_codes("lg") == ("cs.LG",)


@pytest.mark.parametrize("printed", ["ZZ", "", "cs.ZZ", "cs.", "."])
def test_a_code_that_arxiv_does_not_have_gives_nothing(printed: str) -> None:
    assert full_codes(printed) == ()


def test_every_category_has_a_name_and_a_group_and_is_found_by_its_code() -> None:
    for code, category in taxonomy().items():
        assert category.code == code
        assert category.name
        assert category.group
        assert code in full_codes(code)
        assert full_codes(code.rpartition(".")[2])


@given(st.text())
def test_no_text_breaks_it(printed: str) -> None:
    assert set(full_codes(printed)) <= taxonomy().keys()
