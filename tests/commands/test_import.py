"""The `import` command: everything in a document is in the catalogue, or said to be refused."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from running import ENTRY, LISTINGS, SEEDS, Papercat

from papercat.commands.support.invocation import Invocation
from papercat.terminal import visible


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(ENTRY, "utf-8")
    return path


def export(papercat: Papercat) -> list[dict[str, Any]]:
    return [json.loads(line) for line in papercat("export", "--jsonl").out.splitlines()]


def test_the_seeds_are_84_entries_of_83_papers_and_three_posts(papercat: Papercat) -> None:
    ran = papercat("import", SEEDS)
    assert ran.code == 0
    counts = {Path(row[0]).stem: row[1:] for row in ran.rows}
    assert counts == {
        "adam-santoro": ["34", "34", "0", "0", "0", "0"],
        "iclr-2023": ["1", "1", "0", "0", "0", "0"],
        "iclr-2024": ["1", "1", "0", "0", "0", "0"],
        "icml-2024": ["1", "1", "0", "0", "0", "0"],
        "simon-osindero": ["50", "49", "1", "0", "0", "0"],
        "in all": ["87", "86", "1", "0", "0", "0"],
    }
    assert "the page of Adam Santoro (inferred: " in ran.err
    assert "17 of 34 entries name Adam Santoro; next " in ran.err
    assert "14 of 50 entries name Simon Osindero, 6 of 6 with all authors; next " in ran.err
    assert "87 seen, 86 added, 1 updated, 0 unchanged, 0 refused\n" in ran.err


def test_importing_again_changes_nothing(papercat: Papercat, seeded: Path) -> None:
    before = papercat("export", "--jsonl").out
    again = papercat("import", SEEDS)
    assert again.rows[-1] == ["in all", "87", "0", "0", "87", "0", "0"]
    assert papercat("export", "--jsonl").out == before
    assert seeded.exists()


def test_the_order_of_the_files_does_not_matter(papercat: Papercat, catalogue: Path) -> None:
    papercat("import", *LISTINGS)
    one = {record["title"]: record["published"] for record in export(papercat)}
    catalogue.unlink()
    papercat("import", *LISTINGS[::-1])
    assert {record["title"]: record["published"] for record in export(papercat)} == one


def test_what_was_exported_can_be_imported_and_nothing_is_lost(
    papercat: Papercat, seeded: Path, tmp_path: Path
) -> None:
    exported = tmp_path / "papers.jsonl"
    exported.write_text(papercat("export", "--jsonl").out, "utf-8")
    assert papercat("import", exported).rows[0][1:] == ["83", "0", "0", "83", "0", "0"]
    copy = tmp_path / "copy.db"
    assert papercat("import", exported, "--db", copy).code == 0
    again = papercat("export", "--jsonl", "--db", copy).out
    assert seeded.exists()
    people: dict[int, int] = {}
    lines = (sorted(each.splitlines()) for each in (exported.read_text("utf-8"), again))
    for mine, theirs in zip(*(map(json.loads, each) for each in lines), strict=True):
        for author, twin in zip(mine["authors"], theirs["authors"], strict=True):
            assert people.setdefault(author.pop("id"), twin["id"]) == twin.pop("id")
        for record in (mine, theirs):
            record["sources"].sort(key=lambda source: source["file"])
        assert mine == theirs
    assert len(set(people.values())) == len(people)  # whoever was one person is, and nobody else


def test_dry_run_says_what_would_change_and_makes_nothing(
    papercat: Papercat, catalogue: Path
) -> None:
    ran = papercat("import", *LISTINGS, "--dry-run")
    assert ran.rows[-1][:4] == ["in all", "84", "83", "1"]
    assert "nothing was changed: this was a dry run" in ran.err
    assert not catalogue.exists()


def test_dry_run_on_a_catalogue_changes_nothing(
    papercat: Papercat, seeded: Path, file: Path
) -> None:
    before = papercat("export", "--jsonl").out
    assert papercat("import", file, "--dry-run").rows[0][1:3] == ["1", "1"]
    assert papercat("export", "--jsonl").out == before
    assert seeded.exists()


def test_owner_given(papercat: Papercat, file: Path) -> None:
    file.write_text("LGMay 7, 2022\nAnother TitleJane Doe et al.\nWords here.\n", "utf-8")
    assert (
        "the page of Ann Owner (as given)" in papercat("import", file, "--owner", "Ann Owner").err
    )
    (paper,) = export(papercat)
    assert [(author["name"], author["basis"]) for author in paper["authors"]] == [
        ("Jane Doe", "stated"),
        ("Ann Owner", "inferred"),
    ]


def test_owner_none_takes_back_what_was_inferred(papercat: Papercat, catalogue: Path) -> None:
    papercat("import", LISTINGS[1])
    ran = papercat("import", LISTINGS[1], "--owner", "none")
    assert "the page of" not in ran.err
    with closing(sqlite3.connect(catalogue)) as db:
        assert db.execute("SELECT count(*) FROM authorships WHERE slot < 0").fetchone() == (0,)
        assert db.execute("SELECT owner FROM sources").fetchone() == ("",)
    papercat("import", LISTINGS[1])
    assert "17: 17 stated, 0 inferred" in papercat("author", "Adam Santoro").out
    papercat("import", LISTINGS[1], "--owner", "auto")
    assert "34: 17 stated, 17 inferred" in papercat("author", "Adam Santoro").out


def test_an_owner_is_who_is_meant_whatever_was_pasted_with_the_name(
    papercat: Papercat, catalogue: Path
) -> None:
    for pasted, meant in (("\u200b Adam\xa0Santoro ", "Adam Santoro"), ("none ", "")):
        papercat("import", LISTINGS[1], "--owner", pasted)
        with closing(sqlite3.connect(catalogue)) as db:
            assert db.execute("SELECT owner FROM sources").fetchone() == (meant,)


def test_as_of_says_when_the_page_was_copied(papercat: Papercat, file: Path) -> None:
    file.write_text("LGJan 30\nA TitleJane Doe, Bo Chen\nWords here.\n", "utf-8")
    papercat("import", file, "--as-of", "2021-05-01")
    (paper,) = export(papercat)
    assert paper["published"] == "2021-01-30"
    assert paper["inferences"] == [
        {
            "field": "published",
            "printed": "Jan 30",
            "reason": "no year is written; the page was copied on 2021-05-01, as given",
            "basis": "user",
        }
    ]


def test_a_page_that_has_grown_tells_a_left_out_year_better(papercat: Papercat, file: Path) -> None:
    first = "LGJan 30\nA TitleJane Doe, Bo Chen\nWords.\nLGMay 2, 2024\nAnotherBo Chen\nWords.\n"
    whole = first + "LGMay 2, 2025\nA ThirdBo Chen\nWords.\n"
    for content, day in ((first, "2025-01-30"), (whole, "2026-01-30"), (first, "2025-01-30")):
        file.write_text(content, "utf-8")
        papercat("import", file)
        assert export(papercat)[0]["published"] == day


def test_of_several_days_of_copying_the_latest_counts(papercat: Papercat, tmp_path: Path) -> None:
    entry = "LGJan 30\nA TitleJane Doe, Bo Chen\nWords.\n"
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text(entry, "utf-8")
    other.write_text(entry * 2, "utf-8")
    for file, as_of, day in (
        (one, "2021-05-01", "2021-01-30"),
        (one, "2020-05-01", "2020-01-30"),
        (other, "2022-05-01", "2022-01-30"),
        (other, "2023-05-01", "2023-01-30"),
        (one, "2021-05-01", "2023-01-30"),
    ):
        papercat("import", file, "--as-of", as_of)
        (paper,) = export(papercat)
        assert paper["published"] == day
        again = papercat("import", file, "--as-of", as_of)
        assert "0 added, 0 updated" in again.err


def test_an_import_without_as_of_keeps_the_day_that_was_given(
    papercat: Papercat, file: Path
) -> None:
    file.write_text("LGJan 30\nA TitleJane Doe, Bo Chen\nWords.\n", "utf-8")
    for options, day in (
        (["--as-of", "2021-05-01"], "2021-01-30"),
        ([], "2021-01-30"),
        (["--as-of", "2020-05-01"], "2020-01-30"),
    ):
        papercat("import", file, *options)
        assert export(papercat)[0]["published"] == day


def test_a_page_without_any_year_is_as_old_as_its_first_import(
    papercat: Papercat, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("LGJan 30\nA TitleJane Doe, Bo Chen\nWords.\n", "utf-8")
    for year in (2026, 2028):
        monkeypatch.setattr(Invocation, "today", date(year, 6, 1))
        papercat("import", file)
        assert export(papercat)[0]["published"] == "2026-01-30"


def test_names_learnt_since_are_no_change_to_a_page_that_was_surely_read(
    papercat: Papercat, file: Path
) -> None:
    papercat("import", LISTINGS[1])
    names = {author["name"] for row in export(papercat) for author in row["authors"]}
    rows = [
        {"title": f"Paper {number}", "authors": [name]} for number, name in enumerate(sorted(names))
    ]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    papercat("import", file)
    assert "0 added, 0 updated, 34 unchanged" in papercat("import", LISTINGS[1]).err


def test_standard_input(papercat: Papercat) -> None:
    assert papercat("import", "-", stdin=ENTRY.encode()).rows == [["-", *"110000"]]


REFUSED = {
    "empty": b"",
    "binary": bytes(range(200, 256)) * 9,
    "a post without front matter": b"A Post\n\nSome text.\n",
    "Latin-1": "CVMay 6, 2022\nA Title of Café José Doe\n".encode("latin-1"),
    "NUL": b"CVMay 6, 2022\nA \0 TitleJane Doe\n",
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_a_file_that_is_refused_is_one_line_exit_3_and_no_catalogue(
    papercat: Papercat, file: Path, catalogue: Path, content: bytes
) -> None:
    file.write_bytes(content)
    ran = papercat("import", file)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"refused: {file}: ")
    assert ran.err.count("\n") == 1
    assert not catalogue.exists()


def test_a_missing_file(papercat: Papercat, catalogue: Path) -> None:
    ran = papercat("import", "missing.txt")
    assert (ran.code, ran.err) == (3, "refused: missing.txt: no such file or folder\n")
    assert not catalogue.exists()


@pytest.mark.parametrize("bad", ["missing.txt", "/dev/zero", "empty.txt"])
def test_the_other_files_are_still_imported(
    papercat: Papercat, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.txt").touch()
    ran = papercat("import", bad, file)
    assert ran.code == 1
    assert f"{bad}: " in ran.err
    assert ran.rows == [["page.txt", *"110000"]]


def test_a_folder_of_mixed_files(papercat: Papercat, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, content in REFUSED.items():
        (folder / name).write_bytes(content)
    (folder / "good").write_text(ENTRY, "utf-8")
    os.mkfifo(folder / "fifo")
    ran = papercat("import", folder)
    assert ran.code == 1
    assert ran.err.count("refused: ") == len(REFUSED) + 1
    assert ran.rows[0][1:3] == ["1", "1"]


def test_an_entry_without_an_abstract_is_kept_and_said(papercat: Papercat, file: Path) -> None:
    file.write_text(f"LGMay 7, 2022\nA Bare TitleJane Doe, Bo Chen\n{ENTRY}", "utf-8")
    ran = papercat("import", file)
    assert ran.code == 0
    assert f"{file}:1: no abstract below 'A Bare Title'; kept without one\n" in ran.err
    assert {record["title"]: record["abstract"] for record in export(papercat)} == {
        "A Bare Title": None,
        "A Title of Words": "An abstract of a sentence.",
    }


def test_a_category_nobody_knows_is_kept_and_said(papercat: Papercat, file: Path) -> None:
    file.write_text(ENTRY.replace("CV", "ZZ") + ENTRY.replace("Words", "Others"), "utf-8")
    ran = papercat("import", file)
    assert ran.code == 0
    assert f"{file}:1: arXiv has no category 'ZZ'; kept as printed\n" in ran.err
    assert {str(record["categories"]) for record in export(papercat)} == {"['ZZ']", "['cs.CV']"}


def test_a_broken_line_of_json_is_refused_with_its_place(papercat: Papercat, file: Path) -> None:
    file.write_text('{"title": "One"}\n{"title": \n{"title": "Two"}\n', "utf-8")
    ran = papercat("import", file)
    assert ran.code == 1
    assert f"{file}:2: refused: not a JSON object on one line\n" in ran.err
    assert ran.rows == [[str(file), *"320010"]]


def test_a_post_whose_front_matter_is_broken_is_refused_with_its_place(
    papercat: Papercat, file: Path
) -> None:
    file.write_text("---\ntitle: [1\n---\nText.\n", "utf-8")
    ran = papercat("import", file)
    assert ran.code == 3
    assert ran.err.startswith(f"{file}:")
    assert "refused: the front matter" in ran.err


POST = "---\ntitle: Our Week\nurl: {}\npubDate: {}\n---\nWe were there.\n"


def test_posts_of_one_title_without_an_address_are_told_apart_by_day(
    papercat: Papercat, file: Path
) -> None:
    for url, day, count in (
        ("https://example.org/1", "2024-05-01", "added"),
        ("", "2024-05-01", "unchanged"),  # of which it is a copy
        ("null", "2024-05-08", "added"),
        ("''", "2024-05-15", "added"),
        ("", "Wed, 08 May 2024 13:39:00 +0000", "updated"),
        ("https://example.org/1", "2024-05-01", "unchanged"),
    ):
        file.write_text(POST.format(url, day), "utf-8")
        assert f"1 {count}" in papercat("import", file).err
    assert len(papercat("posts").rows) == 3


@pytest.mark.parametrize("name", ["esc\x1b[31m", "line\nbreak", "bidi\u202e", "[bold]:smile:"])
def test_no_file_name_steers_the_terminal(papercat: Papercat, tmp_path: Path, name: str) -> None:
    good, bad = tmp_path / name, tmp_path / f"{name}.empty"
    good.write_text(ENTRY, "utf-8")
    bad.touch()
    ran = papercat("import", good, bad)
    assert ran.rows[0][0] == visible(str(good))
    assert f"refused: {visible(str(bad))}: it is empty\n" in ran.err


def test_a_file_name_that_is_no_text(papercat: Papercat, tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text(ENTRY, "utf-8")
    assert papercat("import", path).rows[0][0] == f"{tmp_path}/caf\\xe9.txt"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(papercat: Papercat, file: Path, encoding: str) -> None:
    file.write_bytes(ENTRY.replace("Jane", "José").encode(encoding))
    papercat("import", file)
    (paper,) = export(papercat)
    assert paper["title"] == "A Title of Words"
    assert paper["authors"][0]["name"] == "José Doe"


def test_a_path_in_this_folder_is_said_as_one_would_type_it(
    papercat: Papercat, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    assert papercat("import", file).rows[0][0] == "page.txt"
    (paper,) = export(papercat)
    assert paper["sources"][0]["file"] == str(file)


def test_column_says_what_a_column_of_a_table_holds(papercat: Papercat, tmp_path: Path) -> None:
    table = tmp_path / "papers.csv"
    table.write_text("Werk,Wer\nOn Frobs,Ada Quux\n", "utf-8")
    assert papercat("import", table).code == 3
    ran = papercat("import", table, "--column", "title=Werk", "--column", "authors=Wer")
    assert ran.code == 0
    (paper,) = export(papercat)
    assert (paper["title"], paper["authors"][0]["name"]) == ("On Frobs", "Ada Quux")
    assert papercat("import", table, "--column", "title").code == 2


def test_only_known_takes_what_concerns_papers_in_the_catalogue(
    papercat: Papercat, tmp_path: Path
) -> None:
    file = tmp_path / "papers.jsonl"
    file.write_text('{"title": "On Frobs", "ids": {"doi": "10.1/frob"}}', "utf-8")
    assert papercat("import", file).code == 0
    new = {"title": "On Grobs", "ids": {"doi": "10.1/grob"}}
    known = {"title": "On Frobs", "venue": "Frob Letters", "ids": {"doi": "10.1/frob"}}
    other = tmp_path / "others.jsonl"
    other.write_text("\n".join(map(json.dumps, [new, known])), "utf-8")
    assert papercat("import", other, "--only-known").code == 0
    (paper,) = export(papercat)
    assert (paper["title"], paper["venue"]) == ("On Frobs", "Frob Letters")
