"""Commands about people of one name: their list and pages, merging and splitting them."""

import json
from pathlib import Path

import pytest
import typer
from running import Papercat

from papercat import terminal

pytestmark = pytest.mark.usefixtures("seeded")

SIMON = "Simon Osindero"


@pytest.fixture
def namesakes(papercat: Papercat, tmp_path: Path) -> list[int]:
    """Eight people called Wei Wang, by their ids, with three papers each."""
    file = tmp_path / "namesakes.jsonl"
    papers = []
    for circle in "abcdefgh":
        others = [f"{given} {circle * 3}{given.lower()}" for given in ("Oda", "Ulf", "Ivo")]
        for number in range(3):
            paper = {"title": f"Title {circle} {number}", "authors": ["Wei Wang", *others]}
            papers.append({**paper, "published": "2020", "categories": ["cs.LG"]})
    file.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    assert papercat("import", file).code == 0
    return sorted(row["id"] for row in json.loads(papercat("author", "Wei Wang", "--json").out))


def test_a_split_and_the_list_it_leaves(papercat: Papercat) -> None:
    ran = papercat("split", "patraucean", "--paper", "patraucean2024trecvit")
    assert ran.code == 0
    said = "Moved 1 paper to a second Viorica Pătrăucean."
    assert ran.err.startswith(said)
    several = papercat("author", "patraucean")
    assert several.code == 1
    assert [row[2] for row in several.rows] == ["3", "1"]
    assert papercat("author", several.rows[1][0]).code == 0
    assert papercat("search", 'author:"Viorica Pătrăucean"', "--count").out == "4\n"
    assert papercat("merge", "patraucean", SIMON).code == 2
    assert papercat("undo", "1").code == 0
    assert papercat("author", "patraucean").code == 0


def test_everybody_of_a_name_is_one_person_if_the_user_says_so(
    papercat: Papercat, namesakes: list[int]
) -> None:
    assert len(namesakes) == 8
    assert papercat("merge", "Wei Wang", "Jane Doe").code == 2  # which Wei Wang?
    ran = papercat("merge", "Wei Wang", "Wei Wang")
    assert ran.err.startswith("Everybody called Wei Wang is one person.\n")
    assert papercat("author", "Wei Wang").rows[0] == ["Wei Wang"]
    assert papercat("merge", "Wei Wang", "Wei Wang").code == 2  # it is settled
    assert papercat("undo").code == 0
    assert len(papercat("author", "Wei Wang").rows) == 8


def test_people_of_one_name_are_listed_with_what_tells_them_apart(
    papercat: Papercat, namesakes: list[int]
) -> None:
    ran = papercat("author", "Wei Wang", "--json")
    assert ran.code == 1
    listed = sorted(json.loads(ran.out), key=lambda row: row["number"])
    assert [row["id"] for row in listed] == namesakes
    assert [row["number"] for row in listed] == list(range(1, 9))
    assert listed[2]["namesakes"] == 8
    assert listed[2]["papers"] == 3
    assert listed[2]["years"] == {"first": 2020, "last": 2020}
    assert listed[2]["categories"] == {"cs.LG": 3}
    assert listed[2]["coauthors"] == ["Ivo cccivo", "Oda cccoda", "Ulf ccculf"]
    assert "Wei Wang (3 of 8)" in papercat("author", "Wei Wang", "--table").out


@pytest.mark.parametrize("typed", ["Wei Wang (3)", "wei wang (3 of 8)", "Wang, Wei (3)"])
def test_a_number_behind_the_name_opens_one_page(
    papercat: Papercat, namesakes: list[int], typed: str
) -> None:
    page = papercat("author", typed)
    assert page.rows[0] == ["Wei Wang (3 of 8)"]
    assert page.rows[1] == ["id", str(namesakes[2])]
    record = json.loads(papercat("author", typed, "--json").out)
    assert (record["name"], record["number"], record["namesakes"]) == ("Wei Wang", 3, 8)
    assert papercat("coauthors", typed).rows[0][1] == "Ivo cccivo"


@pytest.mark.parametrize("name", ["Wei Wang (3)", "Wei Wang (3 of 8)"])
def test_a_search_finds_the_papers_of_one_of_several_people(
    papercat: Papercat, namesakes: list[int], name: str
) -> None:
    found = json.loads(papercat("search", f'author:"{name}"', "--json").out)
    assert sorted(paper["title"] for paper in found) == ["Title c 0", "Title c 1", "Title c 2"]
    assert {each["authors"][0]["id"] for each in found} == {namesakes[2]}
    assert papercat("search", 'author:"Wei Wang (9)"').code == 1
    everybody = papercat("search", 'author:"Wei Wang"', "--limit", "0", "--json")
    assert len(json.loads(everybody.out)) == 24


def test_a_number_that_nobody_has_is_one_line(papercat: Papercat, namesakes: list[int]) -> None:
    assert len(namesakes) == 8
    ran = papercat("author", "Wei Wang (9)")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "8 people fit 'Wei Wang', not 9: Wei Wang (1 of 8): " in ran.err


def test_a_mark_of_the_user_leaves_a_paper_with_its_namesake(
    papercat: Papercat, namesakes: list[int]
) -> None:
    key = json.loads(papercat("author", str(namesakes[4]), "--json").out)["papers"][0]["key"]
    assert papercat("tag", key, "+read").code == 0
    papers = json.loads(papercat("author", str(namesakes[4]), "--json").out)["papers"]
    assert key in [paper["key"] for paper in papers]


def test_namesakes_merge_and_stay_one_through_later_imports(
    papercat: Papercat, namesakes: list[int], tmp_path: Path
) -> None:
    ran = papercat("merge", "Wei Wang (2)", "Wei Wang (5)")
    said = "Wei Wang (2 of 8) and Wei Wang (5 of 8) are one person, shown as Wei Wang."
    assert ran.err.splitlines()[0] == said
    assert json.loads(papercat("author", str(namesakes[1]), "--json").out)["stated"] == 6
    file = tmp_path / "more.jsonl"
    paper = {"title": "A Bridge", "authors": ["Wei Wang", "Oda eeeoda", "Oda dddoda"]}
    file.write_text(json.dumps(paper), "utf-8")
    assert papercat("import", file).code == 0
    assert papercat("check", "--repair").code == 0
    both = [json.loads(papercat("author", str(namesakes[at]), "--json").out) for at in (1, 4)]
    assert both[0] == both[1]
    assert "A Bridge" in [paper["title"] for paper in both[0]["papers"]]


def test_the_user_keeps_any_two_people_apart(
    papercat: Papercat, namesakes: list[int], tmp_path: Path
) -> None:
    assert papercat("merge", SIMON, "Jack W. Rae", "--never").code == 0
    ran = papercat("merge", "Wei Wang (2)", "Wei Wang (5)", "--never")
    assert ran.err.startswith("Wei Wang (2 of 8) and Wei Wang (5 of 8) stay two people.\n")
    file = tmp_path / "more.jsonl"
    authors = ["Wei Wang", "Oda eeeoda", "Oda bbboda"]
    papers = [{"title": f"A Bridge {at}", "authors": authors} for at in range(3)]
    file.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    assert papercat("import", file).code == 0
    left = [row["id"] for row in json.loads(papercat("author", "Wei Wang", "--json").out)]
    assert {namesakes[1], namesakes[4]} <= set(left)
    assert papercat("undo", "2").code == 0
    both = {papercat("author", str(namesakes[at])).rows[1][1] for at in (1, 4)}
    assert len(both) == 1


def test_circles_of_co_authors_are_offered_and_split_off(
    papercat: Papercat, tmp_path: Path
) -> None:
    file = tmp_path / "papers.jsonl"
    papers = [
        {"title": "On Frobs", "authors": ["Yorick Frobnitz", "Ada Quux"], "published": "2001"},
        {"title": "On Grobs", "authors": ["Yorick Frobnitz", "Ada Quux"], "published": "2003"},
        {"title": "On Trobs", "authors": ["Y. Frobnitz", "Ada Quux"], "published": "2004"},
        {"title": "On Shoes", "authors": ["Yorick Frobnitz", "Cleo Bax"], "published": "2018"},
    ]
    file.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    assert papercat("import", file).code == 0
    shown = papercat("split", "Yorick Frobnitz", "--auto", "--dry-run")
    assert [row[:3] for row in shown.rows] == [["1", "3", "2001–2004"], ["2", "1", "2018"]]
    assert papercat("decisions").out == ""
    assert papercat("split", "Yorick Frobnitz", "--auto").code == 2  # nobody to ask
    ran = papercat("split", "Yorick Frobnitz", "--auto", "--yes")
    assert "Split 1 other person from Yorick Frobnitz.\n" in ran.err
    assert papercat("author", "Yorick Frobnitz (2)").rows[1][0] == "id"
    more = {"title": "On Socks", "authors": ["Yorick Frobnitz", "Cleo Bax", "Dan Poe"]}
    file.write_text("\n".join(map(json.dumps, [*papers, more])), "utf-8")
    assert papercat("import", file).code == 0
    assert papercat("author", "Yorick Frobnitz (2)").rows[2][1].startswith("2:")
    assert papercat("split", "Yorick Frobnitz (2)", "--auto", "--yes").code == 1  # one circle
    assert papercat("undo").code == 0
    assert papercat("author", "Yorick Frobnitz").rows[2][1].startswith("5:")


def test_circles_are_chosen_by_their_numbers(
    papercat: Papercat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "papers.jsonl"
    papers = []
    for at, other in enumerate(("Ada Quux", "Ada Quux", "Cleo Bax", "Dan Poe")):
        papers.append({"title": f"On {at}", "authors": ["Yorick Frobnitz", other]})
    file.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    assert papercat("import", file).code == 0
    answers = iter(["", "7", "x", "1 2 3", "2"])
    monkeypatch.setattr(terminal, "is_terminal", lambda _: True)
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: next(answers))
    split = ("split", "Yorick Frobnitz", "--auto", "--plain")
    assert "nothing was changed" in papercat(*split).err
    said = papercat(*split).err
    assert said.count("type numbers from 1 to 3\n") == 2
    assert "one of the circles must stay\n" in said
    assert "Split 1 other person from Yorick Frobnitz.\n" in said
    assert len(papercat("author", "Yorick Frobnitz", "--plain").rows) == 2


@pytest.mark.parametrize("options", [[], ["--auto", "--paper", "x"], ["--paper", "x", "--yes"]])
def test_wrong_usage_of_split(papercat: Papercat, options: list[str]) -> None:
    assert papercat("split", SIMON, *options).code == 2
