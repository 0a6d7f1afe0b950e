"""`why`: for each value of a paper, which source won, by which rule, and what was decided."""

import json
from pathlib import Path
from typing import Any

import pytest
from running import ENTRY, LISTINGS, Papercat

KEY = "doe2022title"
FULL = {
    "title": "A title of words",
    "authors": ["Jane Doe", "John Roe"],
    "published": "2022",
    "categories": ["cs.AI"],
    "venue": "ICLR",
    "ids": {"arxiv": "2205.00001"},
}


@pytest.fixture
def places(papercat: Papercat, tmp_path: Path) -> list[str]:
    """Import a page and a record of one paper; return where each of them states it."""
    page, record = tmp_path / "page.txt", tmp_path / "record.jsonl"
    page.write_text(ENTRY.replace("CVMay", "LGMay"))
    record.write_text(json.dumps(FULL))
    assert papercat("import", page, record).code == 0
    return [f"{page}:1", f"{record}:1"]


def values(papercat: Papercat, key: str = KEY) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(papercat("why", key, "--json").out)["values"]
    return found


def of(field: str, rows: list[dict[str, Any]]) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (row["value"], row["basis"], row["source"], row["reason"])
        for row in rows
        if row["field"] == field
    ]


def test_it_names_the_winner_and_the_rule(papercat: Papercat, places: list[str]) -> None:
    page, record = places
    rows = values(papercat)
    assert of("title", rows) == [
        ("A title of words", "stated", record, None),
        ("A Title of Words", "not taken", page, f"stated and sure: {record}"),
    ]
    assert of("published", rows) == [
        ("2022-05-06", "stated", page, None),
        ("2022", "not taken", record, f"most complete: {page}"),
    ]
    assert of("venue", rows) == [("ICLR", "stated", record, None)]


def test_values_that_are_collected_are_joined(papercat: Papercat, places: list[str]) -> None:
    page, record = places
    assert of("categories", values(papercat)) == [
        ("cs.AI cs.LG", "stated", record, None),
        ("cs.LG", "not taken", page, f"joined with {record}"),
    ]


def test_sources_that_agree_are_named_together(papercat: Papercat, places: list[str]) -> None:
    assert of("authors", values(papercat)) == [
        ("Jane Doe, John Roe", "stated", ", ".join(places), None)
    ]


def test_an_identifier_is_of_the_source_that_states_it(
    papercat: Papercat, places: list[str]
) -> None:
    assert of("arxiv", values(papercat)) == [("2205.00001", "stated", places[1], None)]


def test_a_decision_wins_and_can_be_undone(papercat: Papercat, places: list[str]) -> None:
    page, record = places
    papercat("correct", KEY, "--published", "2021")
    assert of("published", values(papercat)) == [
        ("2021", "decided", None, "decision 1; take it back with: papercat undo 1"),
        ("2022-05-06", "not taken", page, "your decision wins"),
        ("2022", "not taken", record, "your decision wins"),
    ]


def test_json_has_a_list_of_sources_however_many_there_are(
    papercat: Papercat, tmp_path: Path, places: list[str]
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({**FULL, "title": "Another", "ids": {}}))
    papercat("import", other)
    assert json.loads(papercat("why", KEY, "--json").out)["source"] == places
    (key,) = papercat("search", "another", "--keys").out.split()
    assert json.loads(papercat("why", key, "--json").out)["source"] == [f"{other}:1"]


def test_a_split_line_says_how_sure_it_is(papercat: Papercat) -> None:
    papercat("import", "-", stdin=ENTRY.encode())
    ((_, basis, source, reason),) = of("title", values(papercat))
    assert (basis, source) == ("stated", "-:1")
    assert str(reason).startswith("split from one line, ")


def test_an_inferred_author_says_how_to_refuse_it(papercat: Papercat) -> None:
    papercat("import", LISTINGS[0])
    rows = papercat("search", "inferred:osindero", "--keys", "--limit", "1").out.split()
    key = rows[0] if rows else "jayakumar2021top"
    ((value, basis, _, reason),) = of("author", values(papercat, key))
    assert (value, basis) == ("Simon Osindero", "inferred")
    assert f"if not: papercat correct {key} --not-author 'Simon Osindero'" in str(reason)


def test_the_printed_line_is_shown(papercat: Papercat, places: list[str]) -> None:
    assert places
    assert "A Title of WordsJane Doe, John Roe" in papercat("why", KEY).out


def test_a_merged_paper_is_explained_under_either_key(
    papercat: Papercat, tmp_path: Path, places: list[str]
) -> None:
    assert places
    other = {"title": "Words and Titles", "authors": ["Jane Doe"], "published": "2023"}
    (tmp_path / "other.jsonl").write_text(json.dumps(other))
    papercat("import", tmp_path / "other.jsonl")
    papercat("merge", KEY, "doe2023words")
    assert papercat("why", "doe2023words", "--json").out == papercat("why", KEY, "--json").out


def test_an_unknown_paper(papercat: Papercat, places: list[str]) -> None:
    assert places
    ran = papercat("why", "nobody1900")
    assert (ran.code, ran.out) == (1, "")
