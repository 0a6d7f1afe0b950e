"""`complete`, against a service on this machine that answers as the real ones do."""

import json
from pathlib import Path

import pytest
from running import Papercat
from web_service import (
    ARXIV_ID,
    DOI,
    Answer,
    WebService,
    feed,
    record,
)

from papercat.fetching import client


def test_complete_looks_for_titles(papercat: Papercat, web: WebService, page: Path) -> None:
    web.give("/arxiv", feed(number="2203.00001", title="Something Else"))
    web.give("/crossref", json.dumps({"status": "ok", "message": {"items": []}}))
    ran = papercat("complete")
    assert ran.code == 0, ran.err
    assert ran.err.splitlines() == [
        "Completed 1 of 2 papers.",
        "take it back with: papercat undo 1",
        "Found nothing about 1 paper.",
    ]
    found = record(papercat, ARXIV_ID)
    assert found["authors_truncated"] is False
    assert found["abstract"] == "Sheep graze on hills."
    assert papercat("search", "--count").out == "2\n"
    asked = len(web.asked)
    assert papercat("complete").err == "Found nothing about 1 paper.\n"
    assert len(web.asked) == asked  # answers are kept
    papercat("import", page)
    assert record(papercat, ARXIV_ID)["authors_truncated"] is False


def test_complete_asks_about_the_papers_of_a_query(
    papercat: Papercat, web: WebService, page: Path
) -> None:
    assert page.exists()
    assert "Completed 1 of 1 paper.\n" in papercat("complete", "sheep").err
    assert papercat("complete", "sheep").err == "No paper is incomplete.\n"
    assert len(web.asked) == 1


def test_another_paper_of_that_title_is_not_taken(
    papercat: Papercat, web: WebService, page: Path
) -> None:
    assert page.exists()
    stranger = feed(number=ARXIV_ID, author="Zoe Quill").replace("Ben Okafor", "Max Rue")
    web.answers.clear()
    web.give("/arxiv", stranger)
    web.give("/crossref", json.dumps({"status": "ok", "message": {"items": []}}))
    assert papercat("complete", "sheep").err == "Found nothing about 1 paper.\n"


def test_a_dry_run_asks_nobody(papercat: Papercat, web: WebService, page: Path) -> None:
    assert page.exists()
    ran = papercat("complete", "sheep", "--dry-run")
    assert ran.err.startswith("moor2022sheep: would ask arXiv: http://127.0.0.1:")
    assert ran.err.endswith("Would ask for 1 paper.\n")
    assert "Would ask Crossref: " in papercat("add", DOI, "--dry-run").err
    assert web.asked == []


def test_complete_goes_on_after_an_interrupt(
    papercat: Papercat, web: WebService, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.exists()
    web.give("Nobody Knows", Answer("", 503))
    interrupts = [True]

    def interrupt(_seconds: float) -> None:
        if interrupts:
            raise KeyboardInterrupt

    monkeypatch.setattr(client, "wait_for", interrupt)
    ran = papercat("complete")
    assert ran.code == 130
    assert ran.err == "papercat: interrupted; nothing unfinished was kept\n"
    interrupts.clear()
    ran = papercat("complete")
    assert ran.code == 1
    assert "1 failed; try again later with the same command" in ran.err
    assert record(papercat, ARXIV_ID)["authors_truncated"] is False
