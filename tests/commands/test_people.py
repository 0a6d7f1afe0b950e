"""Commands about people: finding them, their pages, and settling who is who."""

import json
from pathlib import Path

import pytest
import typer
from running import Papercat

from papercat import terminal

pytestmark = pytest.mark.usefixtures("seeded")

SIMON = "Simon Osindero"


@pytest.fixture
def doubtful(papercat: Papercat, tmp_path: Path) -> str:
    """Two people who may be one, with the number of the first."""
    file = tmp_path / "doubtful.jsonl"
    papers = [
        {"title": "On Frobs", "authors": ["Y. Frobnitz", "Ada Quux"], "published": "2001"},
        {"title": "On Grobs", "authors": ["Yorick Frobnitz", "Ben Zyzzy"], "published": "2014"},
        {"title": "On Trobs", "authors": ["Yvonne Frobnitz", "Cleo Bax"], "published": "2018"},
    ]
    file.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    assert papercat("import", file).code == 0
    return str(papercat("author", "y frobnitz", "--json").code)


@pytest.mark.parametrize(
    "typed",
    ["Osindero Simon", "Osindero, Simon", "SIMON OSINDERO", "osindero", "osind", "simon osin"],
)
def test_any_way_to_say_a_name_finds_the_page(papercat: Papercat, typed: str) -> None:
    ran = papercat("author", typed)
    assert (ran.code, ran.rows[0]) == (0, [SIMON])


@pytest.mark.parametrize("typed", ["Simon Osindro", "Simmon Osindero", "Osyndero"])
def test_a_typo_is_one_line_that_says_who_was_meant(papercat: Papercat, typed: str) -> None:
    ran = papercat("author", typed)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"papercat: nobody is called {typed!r}; did you mean: {SIMON}?\n"


@pytest.mark.parametrize("typed", ["", " ", '"', "…", "*", "a" * 5_000, "x\0y", "' OR 1", "#", "%"])
def test_nothing_typed_for_a_name_is_a_traceback(papercat: Papercat, typed: str) -> None:
    ran = papercat("author", "--", typed)
    assert ran.code in {0, 1}
    assert ran.err.count("\n") <= 1


def test_the_page_counts_papers_by_year(papercat: Papercat) -> None:
    facts = {row[0]: row[1] for row in papercat("author", "patraucean").rows if len(row) == 2}
    assert facts["by year"] == "2026 1, 2024 1, 2023 1, 2018 1"
    assert facts["appears as"] == "Viorica Patraucean 2, Viorica Pătrăucean 2"


def test_the_page_says_who_may_be_the_same(papercat: Papercat, doubtful: str) -> None:
    assert doubtful == "0"
    rows = papercat("author", "Y. Frobnitz").rows
    doubts = rows[rows.index(["doubts"]) + 1 :]
    assert {row[2] for row in doubts} <= {"Yorick Frobnitz", "Yvonne Frobnitz"}
    likely, number, name, papers, reason = doubts[0]
    assert likely.endswith("%")
    assert papers == "1"
    assert "the initial agrees" in reason

    assert papercat("undo", "9" * 30).code == 1
    ran = papercat("merge", "Y. Frobnitz", number)
    assert ran.code == 0
    assert papercat("author", "Y. Frobnitz").rows[0] == [name]
    assert papercat("undo", "1").code == 0
    assert papercat("author", "Y. Frobnitz").rows == rows


def test_two_people_can_be_kept_apart(papercat: Papercat, doubtful: str) -> None:
    assert doubtful == "0"
    rows = [json.loads(line) for line in papercat("review", "--jsonl").out.splitlines()]
    doubt = next(row for row in rows if row["kind"] == "person")
    one, other = (person["name"] for person in doubt["people"])
    ids = [str(person["id"]) for person in doubt["people"]]
    before = papercat("review").rows
    ran = papercat("merge", *ids, "--never")
    assert ran.err.startswith(f"{one} and {other} stay two people.\n")
    assert f"{one} and {other} are" not in papercat("review").out
    again = papercat("merge", *ids, "--never")
    assert (again.code, "stay two people already" in again.err) == (2, True)
    assert papercat("merge", ids[0], ids[0], "--never").code == 2
    assert papercat("undo", "1").code == 0
    assert papercat("review").rows == before


def test_an_import_says_what_is_left_to_settle(papercat: Papercat, tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    names = [["Y. Frobnitz", "Ada Quux"], ["Yorick Frobnitz"], ["Yvonne Frobnitz"]]
    records = [{"title": f"On {each[0]}", "authors": each} for each in names]
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    ran = papercat("import", file)
    doubts = len([row for row in papercat("review").rows if row[1] == "person"])
    assert doubts == 1
    assert "in the catalogue; to settle: papercat review" in ran.err.splitlines()[-1]
    assert "papercat review" not in papercat("import", file).err  # which changes nothing


def test_a_person_is_shown_as_one_says(papercat: Papercat) -> None:
    ran = papercat("correct", "--person", "Jack Rae", "--name", "Jack William Rae")
    assert ran.code == 0
    assert papercat("author", "Jack W. Rae").rows[0] == ["Jack William Rae"]
    for shown in ("Jack William Rae", "Rae, Jack William", "william rae"):
        assert papercat("author", shown).rows[0] == ["Jack William Rae"]
    papers = papercat("search", "author:rae", "--count").out
    assert papercat("search", 'author:"Jack William Rae"', "--count").out == papers
    assert int(papercat("search", "author:william", "--count").out) >= int(papers)
    assert papercat("undo", "1").code == 0
    assert papercat("author", "Jack William Rae").code == 1
    assert papercat("author", "Jack W. Rae").rows[0] == ["Jack W. Rae"]


@pytest.mark.parametrize(
    "options",
    [
        ["--person", SIMON],
        ["--name", "X"],
        ["--person", SIMON, "--name", " "],
        ["hoffmann2022training", "--person", SIMON, "--name", "X"],
        ["--person", SIMON, "--name", "X", "--accept"],
    ],
)
def test_wrong_usage_of_a_correction(papercat: Papercat, options: list[str]) -> None:
    assert papercat("correct", *options).code == 2


def test_decisions_say_what_was_settled_about_whom(papercat: Papercat) -> None:
    assert papercat("split", "patraucean", "--paper", "patraucean2024trecvit").code == 0
    assert papercat("correct", "--person", "Jack Rae", "--name", "Jack William Rae").code == 0
    assert papercat("merge", "Yujia Li", "Melody Li").code == 0
    assert (
        papercat("correct", "bruce2024genie", "--title", "Genie", "--published", "2024").code == 0
    )
    assert papercat("undo", "3").code == 0
    rows = papercat("decisions").rows
    assert [row[1:4] for row in rows] == [
        ["split name", "viorica patraucean#2", "papers of another person: patraucean2024trecvit"],
        ["shown name", "jack w rae", "shown as Jack William Rae"],
        ["same person", "melody zixuan li = yujia li", "one person"],
        ["correct", "bruce2024genie", "title: Genie; published: 2024"],
    ]
    assert [bool(row[5]) for row in rows] == [False, False, True, False]


def test_a_name_that_a_correction_drops_leaves_nothing(papercat: Papercat, doubtful: str) -> None:
    assert doubtful == "0"
    keys = [row[0] for row in papercat("search", "frobs").rows]
    assert papercat("correct", keys[0], "--author", "Ada Quux").code == 0
    assert papercat("author", "Y. Frobnitz").rows != []
    assert "doubts" not in papercat("author", "Yorick Frobnitz").out


@pytest.mark.parametrize("columns", ["20", "30", "80"])
def test_every_terminal_marks_the_papers_with_an_inferred_author(
    papercat: Papercat, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    page = papercat("author", SIMON, "--table").out
    assert sum(line.startswith("~") for line in page.splitlines()) == 36


def test_two_people_are_connected_by_their_papers_or_by_a_chain(
    papercat: Papercat, tmp_path: Path
) -> None:
    file = tmp_path / "chain.jsonl"
    papers = [
        {"title": "On Frobs", "authors": ["Ada Quux", "Ben Zyzzy"], "published": "2001"},
        {"title": "On Grobs", "authors": ["Ben Zyzzy", "Cleo Bax"], "published": "2002"},
    ]
    file.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    assert papercat("import", file).code == 0
    together = json.loads(papercat("coauthors", "Ada Quux", "Ben Zyzzy", "--json").out)
    assert [paper["title"] for paper in together["papers"]] == ["On Frobs"]
    chain = json.loads(papercat("coauthors", "Ada Quux", "Cleo Bax", "--json").out)["chain"]
    assert [(step["from"], step["to"], step["title"]) for step in chain] == [
        ("Ada Quux", "Ben Zyzzy", "On Frobs"),
        ("Ben Zyzzy", "Cleo Bax", "On Grobs"),
    ]
    assert papercat("coauthors", "Ada Quux", SIMON).code == 1


def test_nobody_is_connected_with_themself(papercat: Papercat) -> None:
    ran = papercat("coauthors", SIMON, "osindero")
    assert (ran.code, ran.err) == (
        2,
        f"papercat: {SIMON!r} and 'osindero' are one person: {SIMON}\n",
    )


def test_a_page_with_but_the_first_co_authors_says_where_all_are(papercat: Papercat) -> None:
    number = str(json.loads(papercat("author", SIMON, "--json").out)["id"])
    said = f"and more: papercat coauthors {number}"
    assert said in papercat("author", SIMON, "--table").out
    assert len(papercat("coauthors", number, "--limit", "0").rows) > 15
    assert "and more" not in papercat("author", "Viorica Patraucean", "--table").out


def test_two_printed_forms_of_one_person_can_be_two_people(papercat: Papercat) -> None:
    ran = papercat("merge", "Andrew Lampinen", "Andrew K. Lampinen", "--never")
    assert ran.err.startswith("Andrew Lampinen and Andrew K. Lampinen are two people.\n")
    assert len(papercat("author", "lampinen").rows) == 2
    assert papercat("undo").code == 0
    assert papercat("author", "lampinen").code == 0


def test_a_merge_of_people_with_many_papers_asks_first(
    papercat: Papercat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "papers.jsonl"
    papers = []
    for at in range(20):
        name = ("Yorick Frobnitz", "Zelda Moor")[at % 2]
        papers.append({"title": f"On {at}", "authors": [name]})
    file.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    assert papercat("import", file).code == 0
    asked: list[str] = []
    monkeypatch.setattr(terminal, "is_terminal", lambda _: True)
    monkeypatch.setattr(typer, "confirm", lambda question, **_: asked.append(question))
    assert papercat("merge", "Yorick Frobnitz", "Zelda Moor").code == 0
    assert asked == ["Merge Yorick Frobnitz (10 papers) and Zelda Moor (10 papers)?"]
    assert papercat("undo").code == 0
    assert papercat("merge", "Yorick Frobnitz", "Zelda Moor", "--yes").code == 0
    assert papercat("merge", SIMON, "Cleo Vale").code != 0  # nobody has that name
    assert len(asked) == 1


def test_the_beginning_of_a_name_is_not_enough_to_decide_upon(papercat: Papercat) -> None:
    assert papercat("author", "Melody Zix").code == 0
    ran = papercat("merge", "Melody Zix", SIMON)
    assert ran.code == 1
    assert "'Melody Zix' is not a whole name" in ran.err
    assert papercat("decisions").out == ""


def test_a_form_is_merged_by_itself_and_said_so(papercat: Papercat, tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    names = ["Yorick Frobnitz", "Yorick Frobnitz", "Y. Frobnitz"]
    papers = [{"title": f"On {at}", "authors": [each, "Ada Quux"]} for at, each in enumerate(names)]
    papers.append({"title": "On Trobs", "authors": ["Cleo Bax"]})
    file.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    papercat("import", file)
    ran = papercat("merge", "Y. Frobnitz", "Cleo Bax")
    said = "Y. Frobnitz and Cleo Bax are one person, shown as Y. Frobnitz."
    assert ran.err.splitlines()[0] == said
    assert papercat("author", "Yorick Frobnitz").rows[2][1].startswith("2:")


def test_two_forms_of_one_person_stay_together(papercat: Papercat) -> None:
    ran = papercat("merge", "Andrew Lampinen", "Andrew K. Lampinen")
    assert ran.code == 0
    assert "stay one person" in ran.err
    assert papercat("undo", "1").code == 0


def test_organisations_and_posts_come_only_from_papers_that_state_the_person(
    papercat: Papercat, tmp_path: Path
) -> None:
    file = tmp_path / "papers.jsonl"
    inferred = {"name": "Yorick Frobnitz", "basis": "inferred", "source": "inferred"}
    papers = [
        {"title": "On Frobs", "authors": ["Yorick Frobnitz"], "organisations": ["stated"]},
        {"title": "On Grobs", "authors": ["Ada Quux", inferred], "organisations": ["elsewhere"]},
    ]
    file.write_text("\n".join(map(json.dumps, papers)), "utf-8")
    assert papercat("import", file).code == 0
    record = json.loads(papercat("author", "Yorick Frobnitz", "--json").out)
    assert (record["stated"], record["inferred"]) == (1, 1)
    assert record["organisations"] == {"stated": 1}
    page = papercat("author", "Yorick Frobnitz").out
    assert "organisations on their papers\tstated 1\n" in page


def test_accented_names_stand_with_their_letter(papercat: Papercat, tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    names = ["Zora Zuthor", "Åsa Aaberg", "Łucja Łuk", "Mia Mo", "Kim Ko"]
    file.write_text(json.dumps({"title": "On Order", "authors": names}), "utf-8")
    assert papercat("import", file).code == 0
    listed = [row[1] for row in papercat("authors", "--all", "--sort", "name").rows]
    assert [name for name in listed if name in names] == [
        "Åsa Aaberg",
        "Kim Ko",
        "Łucja Łuk",
        "Mia Mo",
        "Zora Zuthor",
    ]
