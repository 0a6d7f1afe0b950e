"""Asking services politely: few requests, waiting, and no answer that is not a record."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from running import Papercat
from web_service import (
    ARXIV_ID,
    DOI,
    ENTRY,
    HTML,
    Answer,
    WebService,
    crossref_work,
    entries_of,
    feed,
    feed_of,
    openalex_work,
    record,
)

from papercat.commands import complete
from papercat.fetching import client, services


def test_an_answer_is_kept(papercat: Papercat, web: WebService) -> None:
    web.give("/arxiv", feed(number=ARXIV_ID))
    papercat("add", ARXIV_ID)
    papercat("add", ARXIV_ID)
    assert len(web.asked) == 1
    assert papercat("decisions").rows[0][1:4] == ["add", "moor2022sheep", "1 record from the web"]
    assert papercat("add", ARXIV_ID).err == (
        "Already there: moor2022sheep (arXiv): Sheep of the Hills\n"
    )
    papercat("add", ARXIV_ID, "--refresh")
    assert len(web.asked) == 2


def test_papercat_says_who_asks(
    papercat: Papercat, web: WebService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERCAT_CONTACT", "ada@example.org")
    web.give("/arxiv", feed(number=ARXIV_ID))
    papercat("add", ARXIV_ID)
    assert web.agents[0].startswith("papercat/")
    assert web.agents[0].endswith(" (mailto:ada@example.org)")


@pytest.mark.parametrize(
    "trouble",
    [
        Answer("Rate exceeded.", 429, {"Retry-After": "7"}),
        Answer("", 503),
        Answer(feed(number=ARXIV_ID), cut=True),
    ],
    ids=["429", "503", "cut off"],
)
def test_trouble_that_passes_is_waited_for(
    papercat: Papercat, web: WebService, waits: list[float], trouble: Answer
) -> None:
    web.give("/arxiv", trouble, trouble, feed(number=ARXIV_ID))
    assert "Added moor2022sheep (arXiv)" in papercat("add", ARXIV_ID).err
    long = [wait for wait in waits if wait >= 2]
    assert len(long) == 2
    if trouble.headers:
        assert min(long) > 7 or long[1] > 7


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("Rate exceeded.", 429), "gave no answer after 4 tries: HTTP 429; try again later"),
        (Answer("", 200), "answered with an empty page; try again later"),
        (Answer(HTML, 200), "Crossref answered with a web page instead of a record"),
        (Answer("hello", 200), "Crossref answered with something else instead of a record"),
        (Answer(crossref_work(DOI)[:-40]), "Crossref answered with a broken record: "),
        (Answer("", 403), "refused to answer: HTTP 403"),
        (Answer("x" * 20_000_001, packed=True), "answered with more than 20 MB"),
        (Answer("\udcff"), "answered with something that is not UTF-8 text"),
    ],
)
def test_an_answer_that_is_no_record_is_one_line(
    papercat: Papercat, web: WebService, answer: Answer, said: str
) -> None:
    web.give("/crossref", answer)
    ran = papercat("add", DOI)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(f"not added: {DOI}: ")
    assert said in ran.err
    web.give("/crossref", crossref_work(DOI))
    assert "Added" in papercat("add", DOI).err  # nothing wrong was kept


def test_a_feed_that_is_cut_off_is_not_taken(papercat: Papercat, web: WebService) -> None:
    web.give("/arxiv", feed(number=ARXIV_ID)[:-20])
    ran = papercat("add", ARXIV_ID)
    assert "arXiv answered with a broken record: not read from here on" in ran.err
    web.give("/openalex", openalex_work("10.48550/arxiv.2203.15556"))
    assert "Added vale2021goats (OpenAlex)" in papercat("add", ARXIV_ID).err


def test_offline_is_one_line_and_exit_4(
    papercat: Papercat, web: WebService, monkeypatch: pytest.MonkeyPatch, catalogue: Path
) -> None:
    monkeypatch.setattr(services, "ARXIV", "http://127.0.0.1:9/arxiv")
    ran = papercat("add", ARXIV_ID)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert ran.err.startswith("papercat: no connection to 127.0.0.1:9; are you offline?")
    assert not catalogue.exists()
    assert web.asked == []


def test_arxiv_is_asked_once_in_three_seconds(
    papercat: Papercat,
    web: WebService,
    page: Path,
    waits: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert page.exists()
    host = web.address.removeprefix("http://")
    monkeypatch.setitem(client.PAUSES, host, client.PAUSES["export.arxiv.org"])
    papercat("complete")
    assert len(web.asked) == 3
    assert len(waits) == 2
    assert all(2.5 < waited <= 3 for waited in waits)


def records_of(numbers: Iterable[int]) -> str:
    """Write JSON lines of papers with arXiv ids and cut off authors."""
    lines = []
    for number in numbers:
        arxiv = f"2203.{number:05}"
        authors = [{"name": "Ada Moor"}]
        record = {"title": f"Sheep {number}", "ids": {"arxiv": arxiv}, "authors": authors}
        lines.append(json.dumps({**record, "authors_truncated": True}))
    return "\n".join(lines)


def test_arxiv_is_asked_about_many_ids_at_once(
    papercat: Papercat, web: WebService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complete, "TOGETHER", 10)
    (tmp_path / "many.jsonl").write_text(records_of(range(15)), "utf-8")
    papercat("import", tmp_path / "many.jsonl")
    first, second = range(14, 4, -1), range(4, -1, -1)  # the newest come first
    web.give("/arxiv?id_list=2203.00014", feed_of(*entries_of(first)))
    # one of them is missing
    web.give("/arxiv?id_list=2203.00004", feed_of(*entries_of(second[1:])))
    ran = papercat("complete")
    assert ran.err.splitlines() == [
        "Completed 14 of 15 papers.",
        "take it back with: papercat undo 1",
        "Found nothing about 1 paper.",
    ]
    arxiv = [path for path in web.asked if path.startswith("/arxiv")]
    assert len(arxiv) == 2
    assert arxiv[0].endswith("&max_results=10")
    assert arxiv[1].endswith("&max_results=5")
    assert len(record(papercat, "2203.00007")["authors"]) == 2  # type: ignore[arg-type]  # a list
    papercat("undo")
    assert len(record(papercat, "2203.00007")["authors"]) == 1  # type: ignore[arg-type]  # a list
    assert len(papercat("sources").rows) == 1


def test_what_was_fetched_before_the_connection_broke_is_told(
    papercat: Papercat, web: WebService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "CROSSREF", "http://127.0.0.1:9/crossref")
    web.give("/arxiv", feed(number=ARXIV_ID))
    ran = papercat("add", ARXIV_ID, DOI)
    assert ran.code == 4
    assert [line.split(":")[0] for line in ran.err.splitlines()] == [
        "Added moor2022sheep (arXiv)",
        "take it back with",
        "papercat",
    ]


@pytest.mark.parametrize("answer", [HTML, feed_of(*entries_of([1, 2]))[:-40], "hello"])
def test_arxiv_is_left_alone_if_it_answers_no_feed(
    papercat: Papercat, web: WebService, answer: str
) -> None:
    web.give("/arxiv", answer)
    web.give("/openalex", openalex_work("10.48550/arxiv.2203.00001"))
    papercat("add", "2203.00001", "2203.00002")
    assert [path.split("?")[0] for path in web.asked].count("/arxiv") == 1


def test_an_id_that_arxiv_refuses_does_not_spoil_the_others(
    papercat: Papercat, web: WebService
) -> None:
    error = ENTRY.format(id="x", title="Error", author="arXiv").replace(
        "http://arxiv.org/abs/xv1", "http://arxiv.org/api/errors#incorrect_id_format_for_x"
    )
    web.give("/arxiv?id_list=2203.00001,2203.00002", feed_of(error))
    web.give("/arxiv?id_list=2203.00002", feed_of(*entries_of([2])))
    web.give("/arxiv?id_list=2203.00001", feed_of(error))
    ran = papercat("add", "2203.00001", "2203.00002")
    assert ran.code == 1
    assert "not added: 2203.00001: arXiv answered with a broken record" in ran.err
    assert "Added moor2022sheep (arXiv): Sheep 2" in ran.err


def test_a_host_that_never_answers_is_left_alone(
    papercat: Papercat, web: WebService, tmp_path: Path
) -> None:
    titles = ["Ewes", "Goats", "Lambs", "Rams", "Sheep", "Wool"]
    lines = [json.dumps({"title": title, "authors": ["Ada Moor"]}) for title in titles]
    (tmp_path / "titles.jsonl").write_text("\n".join(lines), "utf-8")
    papercat("import", tmp_path / "titles.jsonl")
    web.give("/", Answer("Rate exceeded.", 429))
    ran = papercat("complete")
    assert "6 failed; try again later with the same command" in ran.err
    assert len(web.asked) == 12
