"""`add` and `complete`, against a service on this machine that answers as the real ones do."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from running import Papercat
from web_service import (
    ENTRY,
    HTML,
    Answer,
    WebService,
    crossref_work,
    feed,
    feed_of,
    openalex_work,
    running,
)

from papercat.fetching import client, services

ARXIV_ID, DOI = "2203.15556", "10.1000/182"
LISTING = """\
LGMar 29, 2022
Sheep of the HillsAda Moor, Ben Okafor, Chen Li et al. · mit
Sheep graze on …

LGMar 30, 2022
Nobody Knows This OneDora Vale, Ben Okafor, Chen Li et al. · mit
It is lost.
"""


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds for which papercat would have waited."""
    found: list[float] = []
    monkeypatch.setattr(client, "wait_for", found.append)
    return found


@pytest.fixture
def web(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: list[float], catalogue: Path
) -> Iterator[WebService]:
    monkeypatch.setattr(client, "cache_folder", lambda: tmp_path / "cache")
    assert waits == []
    assert not catalogue.exists()
    with running() as service:
        for name in ("ARXIV", "CROSSREF", "OPENALEX"):
            monkeypatch.setattr(services, name, f"{service.address}/{name.lower()}")
        yield service


def record(papercat: Papercat, key: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(papercat("show", key, "--json").out)
    return found


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


def test_a_removed_paper_stays_removed(papercat: Papercat, web: WebService) -> None:
    web.give("/arxiv", feed(number=ARXIV_ID))
    papercat("add", ARXIV_ID)
    papercat("remove", ARXIV_ID)
    ran = papercat("add", ARXIV_ID)
    assert "you removed this paper" in ran.err
    assert papercat("search", "--count").out == "0\n"


def test_offline_is_one_line_and_exit_4(
    papercat: Papercat, web: WebService, monkeypatch: pytest.MonkeyPatch, catalogue: Path
) -> None:
    monkeypatch.setattr(services, "ARXIV", "http://127.0.0.1:9/arxiv")
    ran = papercat("add", ARXIV_ID)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert ran.err.startswith("papercat: no connection to 127.0.0.1:9; are you offline?")
    assert not catalogue.exists()
    assert web.asked == []


@pytest.fixture
def page(papercat: Papercat, tmp_path: Path, web: WebService) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(LISTING, "utf-8")
    papercat("import", path)
    web.give("Sheep of the Hills", feed(number=ARXIV_ID))
    return path


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


def entries_of(numbers: Iterable[int]) -> list[str]:
    """Write arXiv's entries for such papers."""
    found = []
    for number in numbers:
        found.append(
            ENTRY.format(id=f"2203.{number:05}", title=f"Sheep {number}", author="Ada Moor")
        )
    return found


def test_arxiv_is_asked_about_many_ids_at_once(
    papercat: Papercat, web: WebService, tmp_path: Path
) -> None:
    (tmp_path / "many.jsonl").write_text(records_of(range(150)), "utf-8")
    papercat("import", tmp_path / "many.jsonl")
    first, second = range(149, 49, -1), range(49, -1, -1)  # the newest come first
    web.give("/arxiv?id_list=2203.00149", feed_of(*entries_of(first)))
    web.give(
        "/arxiv?id_list=2203.00049", feed_of(*entries_of(second[1:]))
    )  # one of them is missing
    ran = papercat("complete")
    assert ran.err.splitlines() == [
        "Completed 149 of 150 papers.",
        "take it back with: papercat undo 1",
        "Found nothing about 1 paper.",
    ]
    arxiv = [path for path in web.asked if path.startswith("/arxiv")]
    assert len(arxiv) == 2
    assert arxiv[0].endswith("&max_results=100")
    assert arxiv[1].endswith("&max_results=50")
    assert len(record(papercat, "2203.00007")["authors"]) == 2  # type: ignore[arg-type]  # a list
    papercat("undo")
    assert len(record(papercat, "2203.00007")["authors"]) == 1  # type: ignore[arg-type]  # a list
    assert len(papercat("sources").rows) == 1


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
