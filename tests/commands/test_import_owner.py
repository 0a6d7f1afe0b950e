"""Whose page a file is, said once with `--owner`, when the file is imported again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from papercat.cli import run

if TYPE_CHECKING:
    from pathlib import Path

SIZES = ["LGMay 5, 2022", "Sizes of ShirtsBo Xu, Cy Diaz, Di Fox et al.", "We measure shirts."]
SHEEP = ["LGMay 4, 2022", "Counting SheepAnn Lee, Cy Diaz, Di Fox et al.", "We count sheep."]
GOATS = ["LGMay 9, 2022", "Counting GoatsEve Chen, Finn Diaz, Gil Soto et al.", "We count goats."]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "papers.db"))
    return tmp_path / "page.txt"


def imported(page: Path, entries: list[list[str]], *options: str) -> None:
    page.write_text("\n".join(line for entry in entries for line in entry))
    assert run(["import", str(page), *options]) == 0


def inferred(capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    """Title → the authors that are inferred."""
    capsys.readouterr()
    assert run(["export", "--jsonl"]) == 0
    rows = map(json.loads, capsys.readouterr().out.splitlines())
    return {
        row["title"]: [each["name"] for each in row["authors"] if each["basis"] == "inferred"]
        for row in rows
    }


def test_it_holds_for_the_same_page_and_for_what_is_new_on_it(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(page, [SIZES, SHEEP], "--owner", "Ann Lee")
    assert inferred(capsys) == {"Sizes of Shirts": ["Ann Lee"], "Counting Sheep": []}
    imported(page, [SIZES, SHEEP])
    imported(page, [GOATS, SIZES, SHEEP])
    assert inferred(capsys) == {
        "Sizes of Shirts": ["Ann Lee"],
        "Counting Sheep": [],
        "Counting Goats": ["Ann Lee"],
    }


def test_another_page_in_the_same_file_is_another_page(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(page, [SIZES, SHEEP], "--owner", "Ann Lee")
    imported(page, [GOATS])
    assert inferred(capsys) == {"Counting Goats": []}


@pytest.mark.parametrize("other", ["none", "auto", "Bo Xu"])
def test_what_is_said_later_holds_for_all_that_the_page_has_held(
    other: str, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(page, [SIZES, SHEEP], "--owner", "Ann Lee")
    imported(page, [GOATS, SIZES, SHEEP], "--owner", other)
    found = inferred(capsys)
    assert found["Sizes of Shirts"] == []
    assert found["Counting Goats"] == (["Bo Xu"] if other == "Bo Xu" else [])


def test_that_it_is_nobodys_page_holds_too(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, shirts = SHEEP[0], "We count them."
    entries = [[head, f"Counting {n}Ann Lee, N{n} M{n} et al.", shirts] for n in range(9)]
    entries += [["LGMay 5, 2022", "SizesN1 M1, N2 M2, Di Fox et al.", "We measure."]]
    entries += [["LGMay 5, 2022", "HoursAnn Lee", "We measure hours."]]
    imported(page, entries)
    assert inferred(capsys)["Sizes"] == ["Ann Lee"]
    imported(page, entries, "--owner", "none")
    assert "nobody's page (as given)" in capsys.readouterr().err
    assert inferred(capsys)["Sizes"] == []
    imported(page, entries)
    assert inferred(capsys)["Sizes"] == []
    forgotten = "Cleared the owner you set."
    assert forgotten not in capsys.readouterr().err
    imported(page, entries, "--owner", "auto")
    assert forgotten in capsys.readouterr().err
    assert inferred(capsys)["Sizes"] == ["Ann Lee"]
    imported(page, entries, "--owner", "auto")
    assert forgotten not in capsys.readouterr().err


def test_who_was_inferred_and_is_no_author_stays_away(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(page, [SIZES, SHEEP], "--owner", "Ann Lee")
    before = inferred(capsys)
    assert run(["correct", "xu2022sizes", "--not-author", "Bo Xu"]) == 2
    assert "only Ann Lee is" in capsys.readouterr().err
    assert run(["correct", "xu2022sizes", "--not-author", "Ann Lee"]) == 0
    assert "not authors: Ann Lee" in capsys.readouterr().err
    assert inferred(capsys)["Sizes of Shirts"] == []
    imported(page, [GOATS, SIZES, SHEEP])
    assert inferred(capsys)["Sizes of Shirts"] == []
    assert run(["why", "xu2022sizes"]) == 0
    assert run(["undo", "1"]) == 0
    assert inferred(capsys) == before | {"Counting Goats": ["Ann Lee"]}
    assert run(["why", "xu2022sizes", "--jsonl"]) == 0
    assert "--not-author 'Ann Lee'" in capsys.readouterr().out


@pytest.mark.parametrize("other", ["none", "Bo Xu", "Yuri Zahn"])
def test_who_is_no_author_is_inferred_again_only_while_the_page_is_theirs(
    other: str, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(page, [GOATS, SIZES, SHEEP], "--owner", "Ann Lee")
    assert run(["correct", "chen2022counting", "--not-author", "Ann Lee"]) == 0
    imported(page, [GOATS, SIZES, SHEEP], "--owner", other)
    before = inferred(capsys)
    assert run(["undo", "1"]) == 0
    assert inferred(capsys) == before
    assert before["Counting Goats"] == ([] if other == "none" else [other])
