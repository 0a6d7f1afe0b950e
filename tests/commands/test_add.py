"""`add`, against a service on this machine that answers as the real ones do."""

import json
from pathlib import Path

import pytest
from running import Papercat
from web_service import (
    ARXIV_ID,
    DOI,
    LISTING,
    WebService,
    crossref_work,
    entries_of,
    feed,
    feed_of,
    openalex_work,
    record,
)


@pytest.mark.parametrize(
    "typed",
    [
        ARXIV_ID,
        "arXiv:2203.15556v2",
        "https://arxiv.org/pdf/2203.15556v1.pdf",
        "10.48550/arXiv.2203.15556",
    ],
)
def test_arxiv_is_asked_for_its_papers(papercat: Papercat, web: WebService, typed: str) -> None:
    web.give("/arxiv?id_list=2203.15556", feed(number=ARXIV_ID))
    ran = papercat("add", typed)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "Added moor2022sheep (arXiv): Sheep of the Hills",
        "take it back with: papercat undo 1",
    ]
    found = record(papercat, ARXIV_ID)
    assert (found["published"], found["categories"]) == ("2022-03-29", ["cs.LG"])
    address = f"{web.address}/arxiv?id_list=2203.15556"
    assert found["sources"][0]["file"] == address  # type: ignore[index]  # a list
    papercat("undo")
    assert papercat("search", "--keys").out == ""
    assert papercat("sources").out == ""


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (DOI, "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("P18-1001", "10.18653/v1/P18-1001"),
        ("https://aclanthology.org/2020.acl-main.1/", "10.18653/v1/2020.acl-main.1"),
    ],
)
def test_crossref_is_asked_for_dois(
    papercat: Papercat, web: WebService, typed: str, asked: str
) -> None:
    web.give(f"/crossref/{asked}", crossref_work(asked))
    ran = papercat("add", typed)
    assert ran.err.startswith("Added vale2021goats (Crossref): Goats of the Valley\n")
    assert web.asked == [f"/crossref/{asked}"]
    assert record(papercat, typed)["venue"] == "Journal of Goats"


def test_openalex_is_asked_if_crossref_has_nothing(papercat: Papercat, web: WebService) -> None:
    web.give(f"/openalex/doi:{DOI}", openalex_work(DOI))
    assert "Added vale2021goats (OpenAlex)" in papercat("add", DOI).err
    assert record(papercat, DOI)["abstract"] == "Goats climb."


def test_the_key_of_openalex_is_sent_and_not_kept(
    papercat: Papercat, web: WebService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERCAT_OPENALEX_KEY", "secret & 42")
    web.give(f"/openalex/doi:{DOI}", openalex_work(DOI))
    ran = papercat("add", DOI)
    assert "Added vale2021goats (OpenAlex)" in ran.err
    assert web.asked == [f"/crossref/{DOI}", f"/openalex/doi:{DOI}?api_key=secret & 42"]
    assert "secret" not in ran.err + papercat("sources").out + papercat("export", "--jsonl").out
    for file in (tmp_path / "cache").iterdir():
        assert "secret" not in file.name + file.read_text("utf-8")


def test_the_key_goes_behind_a_question_with_conditions(
    papercat: Papercat, web: WebService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERCAT_OPENALEX_KEY", "secret")
    page = json.dumps({"meta": {"count": 1}, "results": [json.loads(openalex_work(DOI))]})
    web.give("landing_page_url:https://openreview.net/forum?id=rJ4km2R5t7&api_key=secret", page)
    ran = papercat("add", "https://openreview.net/forum?id=rJ4km2R5t7")
    assert "Added vale2021goats (OpenAlex)" in ran.err


def test_openreview_is_looked_up_by_its_page(papercat: Papercat, web: WebService) -> None:
    page = json.dumps({"meta": {"count": 1}, "results": [json.loads(openalex_work(DOI))]})
    web.give("landing_page_url:https://openreview.net/forum?id=rJ4km2R5t7", page)
    ran = papercat("add", "https://openreview.net/forum?id=rJ4km2R5t7")
    assert "Added vale2021goats (OpenAlex)" in ran.err
    assert record(papercat, "openreview:rJ4km2R5t7")["title"] == "Goats of the Valley"


def test_several_papers_and_one_that_nobody_knows(papercat: Papercat, web: WebService) -> None:
    web.give(f"/crossref/{DOI}", crossref_work(DOI))
    web.give("/arxiv", feed(number=ARXIV_ID).replace("<entry>", "<!--").replace("</entry>", "-->"))
    ran = papercat("add", "2203.99999", DOI)
    assert ran.code == 1
    assert ran.err.splitlines()[0] == (
        "not added: 2203.99999: arXiv and OpenAlex have no paper https://arxiv.org/abs/2203.99999"
    )
    assert "Added vale2021goats" in ran.err


def test_a_paper_is_added_to_the_one_that_is_there(
    papercat: Papercat, web: WebService, tmp_path: Path
) -> None:
    (tmp_path / "page.txt").write_text(LISTING, "utf-8")
    papercat("import", tmp_path / "page.txt")
    web.give("/arxiv", feed(number=ARXIV_ID))
    assert papercat("add", ARXIV_ID).err.startswith("Completed moor2022sheep (arXiv)")
    assert papercat("search", "--count").out == "2\n"


def test_undo_of_a_refresh_brings_the_older_record_back(
    papercat: Papercat, web: WebService
) -> None:
    web.give("/arxiv", feed(number=ARXIV_ID), feed(number=ARXIV_ID, title="Sheep of the Dales"))
    papercat("add", ARXIV_ID)
    before = papercat("export", "--jsonl").out
    ran = papercat("add", ARXIV_ID, "--refresh")
    assert ran.err.splitlines() == [
        "Refreshed moor2022sheep (arXiv): Sheep of the Dales",
        "take it back with: papercat undo 2",
    ]
    papercat("undo", "2")
    assert papercat("export", "--jsonl").out == before


def test_fetches_are_taken_back_in_any_order(papercat: Papercat, web: WebService) -> None:
    web.give("/arxiv", feed(number=ARXIV_ID), feed(number=ARXIV_ID, title="Sheep of the Dales"))
    papercat("add", ARXIV_ID)
    papercat("add", ARXIV_ID, "--refresh")
    papercat("undo", "1")
    assert (
        json.loads(papercat("show", "moor2022sheep", "--json").out)["title"] == "Sheep of the Dales"
    )
    papercat("undo", "2")
    assert papercat("search", "--count").out == "0\n"


def test_a_removed_paper_stays_removed(papercat: Papercat, web: WebService) -> None:
    web.give("/arxiv", feed(number=ARXIV_ID))
    papercat("add", ARXIV_ID)
    papercat("remove", ARXIV_ID)
    ran = papercat("add", ARXIV_ID)
    assert "you removed this paper" in ran.err
    assert papercat("search", "--count").out == "0\n"


def test_several_papers_are_added_and_taken_back_together(
    papercat: Papercat, web: WebService
) -> None:
    web.give("/arxiv?id_list=2203.00001,2203.00002", feed_of(*entries_of([1, 2])))
    ran = papercat("add", "2203.00001", "2203.00002")
    assert ran.err.count("Added ") == 2
    assert ran.err.endswith("take it back with: papercat undo 1\n")
    assert len(web.asked) == 1
    papercat("undo")
    assert papercat("search", "--count").out == "0\n"
