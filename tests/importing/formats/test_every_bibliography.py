"""All bibliography formats read what they know, and refuse the rest by its line."""

from datetime import date
from types import ModuleType

import pytest
from bibliography_samples import CROSSREF, SAMPLES, SEMANTIC_SCHOLAR
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats import all_formats, crossref, semantic_scholar
from papercat.papers.model import Hints, Paper, Record, Refusal

HINTS = Hints(date(2026, 6, 1))
FORMATS = pytest.mark.parametrize("form", SAMPLES, ids=lambda form: form.NAME)


def read(form: ModuleType, text: str) -> list[Record]:
    return list(form.read(text.split("\n"), HINTS))


def papers(form: ModuleType, text: str | None = None) -> list[Paper]:
    found = read(form, SAMPLES[form] if text is None else text)
    assert not [record for record in found if isinstance(record, Refusal)]
    return [record for record in found if isinstance(record, Paper)]


@FORMATS
def test_a_document_is_known_by_its_content(form: ModuleType) -> None:
    best = max(all_formats(), key=lambda each: each.score(SAMPLES[form]))
    assert best is form


@FORMATS
def test_every_entry_is_read_with_its_line(form: ModuleType) -> None:
    found = papers(form)
    assert len(found) == (3 if form.NAME == "bibtex" else 2)
    lines = [paper.line for paper in found]
    one_line = form.NAME == "crossref"  # all of that sample stands on its first line
    assert lines == [1, 1] if one_line else len(set(lines)) == len(lines)


@FORMATS
def test_an_entry_says_the_same_in_every_format(form: ModuleType) -> None:
    paper = papers(form)[form.NAME == "bibtex"]
    assert paper.title.startswith("Weirs")
    assert paper.authors[0].name in {"Ann van der Berg", "Ann Berg", "Ann Bérg"}
    assert paper.published is not None
    assert paper.venue


@given(text=st.text())
@FORMATS
def test_no_text_breaks_a_reader(form: ModuleType, text: str) -> None:
    form.score(text)
    read(form, text)


def test_one_object_and_one_object_a_line_are_read_too() -> None:
    work = '{"DOI": "10.5555/y", "title": ["A"], "member": "1", "indexed": {}}'
    assert [paper.line for paper in papers(crossref, work)] == [1]
    assert [paper.line for paper in papers(crossref, f"{work}\n\n{work}")] == [1, 3]
    assert [paper.line for paper in papers(crossref, f"[{work},\n{work}]")] == [1, 2]
    assert len(papers(crossref, CROSSREF)) == 2


def test_a_page_of_results_over_several_lines_gives_each_record_its_line() -> None:
    lines = SEMANTIC_SCHOLAR.split("\n")
    for paper in papers(semantic_scholar):
        assert "{" in lines[paper.line - 1]


def test_a_broken_line_among_others_is_refused_alone() -> None:
    work = '{"DOI": "10.5555/y", "title": ["A"]}'
    found = read(crossref, f"{work}\n{work[:20]}\n{work}")
    assert [type(record) for record in found] == [Paper, Refusal, Paper]
