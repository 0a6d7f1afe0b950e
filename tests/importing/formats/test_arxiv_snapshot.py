"""arXiv's metadata snapshot, one JSON object a line."""

import json
from datetime import date

import pytest

from papercat.importing.formats import arxiv_snapshot as arxiv
from papercat.papers.model import Author, Hints, Paper, Record, Refusal

ROW = {
    "id": "0704.0001",
    "authors": "C. Bal\\'azs (ANL), E. L. Berger and C.-P. Yuan",
    "title": "Calculation of prompt\n  diphoton production",
    "abstract": "  A fully differential calculation.\n",
    "categories": "hep-ph cs.LG hep-ph",
    "journal-ref": "Phys.Rev.D76:013009,2007",
    "doi": "10.1103/PhysRevD.76.013009",
    "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
    "update_date": "2008-11-26",
}


def read(**changes: object) -> Record:
    (record,) = arxiv.read([json.dumps(ROW | changes)], Hints(date(2026, 6, 1)))
    return record


def paper(**changes: object) -> Paper:
    record = read(**changes)
    assert isinstance(record, Paper), record
    return record


def test_a_row_becomes_a_paper() -> None:
    found = paper()
    assert found.title == "Calculation of prompt diphoton production"
    assert found.abstract == "A fully differential calculation."
    assert found.published == "2007-04-02"
    assert found.categories == ("hep-ph", "cs.LG")
    assert found.venue == "Phys.Rev.D76:013009,2007"
    assert dict(found.ids)["arxiv"] == "0704.0001"
    assert dict(found.ids)["doi"].lower() == "10.1103/physrevd.76.013009"
    assert [author.name for author in found.authors][1:] == ["E. L. Berger", "C.-P. Yuan"]


def test_names_come_from_the_parsed_list_where_there_is_one() -> None:
    parsed = [["Doe", "Jane", ""], ["Roe", "J. -P.", "Jr."], ["", "", ""]]
    assert paper(authors_parsed=parsed).authors == (Author("Jane Doe"), Author("J.-P. Roe Jr."))


def test_the_date_is_the_day_of_the_first_version() -> None:
    versions = [{"created": "2007-04-02"}, {"created": "2011-01-01"}]
    assert paper(versions=versions).published == "2007-04-02"


@pytest.mark.parametrize("missing", ["doi", "journal-ref", "abstract"])
@pytest.mark.parametrize("value", [None, "", " "])
def test_what_arxiv_leaves_empty_is_not_there(missing: str, value: str | None) -> None:
    assert paper(**{missing: value}).title


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": None},
        {"id": 704.0001},
        {"versions": []},
        {"versions": [{"created": "once"}]},
        {"categories": ["cs.LG"]},
        {"authors_parsed": [["Doe"]]},
    ],
)
def test_a_row_of_another_shape_is_refused(changes: dict[str, object]) -> None:
    assert isinstance(read(**changes), Refusal)


def test_a_broken_first_line_does_not_hide_what_the_others_are() -> None:
    whole = json.dumps(ROW)
    assert arxiv.score(f'{{"id": "0704\n{whole}\n')
    assert not arxiv.score('{"title": "\n{"title": "A Title"}\n')


def test_a_day_that_is_no_day_refuses_the_row() -> None:
    created = "Mon, 2 Apr 2007 19:18:" + "42" * 40 + " GMT"
    assert isinstance(read(versions=[{"version": "v1", "created": created}]), Refusal)
