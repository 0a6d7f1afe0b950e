"""What is wrong with a catalogue is found, and what follows from the rest is made anew."""

import sqlite3
from pathlib import Path

import pytest
from running import Papercat

from papercat.importing.find_faults import find_faults

DAMAGE = {
    "tables": "DROP TRIGGER papers_ai; DROP INDEX names_folded",
    "copies": "UPDATE papers SET authors = 'Nobody' WHERE key GLOB 'j*'",
    "titles": "UPDATE papers SET title_hash = 7 WHERE key GLOB 'j*'",
    "counts": "UPDATE tallies SET count = count + 1 WHERE key = '2022'",
    "full text": "DELETE FROM papers_fts_data WHERE id > 100",
    "dates": "UPDATE papers SET published = '2015-01-02' WHERE key GLOB 'j*'",
}
"""check → SQL that does what it looks for"""
LOST = (
    "DROP TABLE papers_fts",
    "DROP TABLE titles_fts",
    "DROP TABLE tallies",
    "DROP TABLE spellings",
    "DELETE FROM titles_fts_data WHERE id > 100",
    "DELETE FROM papers_fts_data",
    "DELETE FROM titles_fts_data",
    "DELETE FROM names_fts_data",
    "DELETE FROM papers_fts_config",
)
"""SQL that loses something which the rest tells, whole"""
TITLE_LEFT_OUT = "DELETE FROM titles_fts_docsize WHERE id = (SELECT max(id) FROM papers)"
BEYOND_REPAIR = {
    "tables": "DROP TABLE variants",
    "dates": "UPDATE papers SET published = '2015-02-31' WHERE key = 'jayakumar2021top'",
    "texts": "UPDATE papers SET abstract = CAST(x'FF41' AS TEXT) WHERE key GLOB 'j*'",
    "references": "PRAGMA foreign_keys = OFF; DELETE FROM people WHERE id = 1",
    "copies": "DELETE FROM authorships",
    "decisions": "INSERT INTO decisions VALUES (1, 'split', 'x', 'not JSON', '2026-01-31', NULL)",
}


def test_a_catalogue_as_papercat_leaves_it_has_no_faults(
    seeded: Path, db: sqlite3.Connection, papercat: Papercat
) -> None:
    assert list(find_faults(db)) == []
    ran = papercat("check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "no faults, 83 papers\n"
    assert papercat("check", "--json").out == "[]\n"
    assert seeded.exists()


def test_a_paper_without_authors_or_categories_is_no_fault(papercat: Papercat) -> None:
    line = b'{"title": "A Title of Words", "authors": [], "categories": []}\n'
    assert papercat("import", "-", stdin=line).code == 0
    ran = papercat("check")
    assert (ran.code, ran.err) == (0, "no faults, 1 paper\n")


def test_all_authors_of_a_paper_lost_is_a_fault(db: sqlite3.Connection, papercat: Papercat) -> None:
    db.execute("UPDATE papers SET categories = ''")
    db.execute("DELETE FROM paper_categories")
    db.execute("DELETE FROM authorships")
    ran = papercat("check")
    assert ran.code == 1
    assert "papers that only still show some of their authors" in ran.out


@pytest.mark.parametrize("check", DAMAGE)
def test_what_follows_from_the_rest_is_made_anew(
    check: str, db: sqlite3.Connection, papercat: Papercat
) -> None:
    db.executescript(DAMAGE[check])
    ran = papercat("check")
    assert ran.code == 1
    assert {row[0] for row in ran.rows} >= {check}
    assert "papercat check --repair" in ran.err
    repaired = papercat("check", "--repair")
    assert repaired.code == 0
    assert {row[2] for row in repaired.rows} == {"yes"}
    assert papercat("check").code == 0
    assert papercat("search", "neural").code == 0


@pytest.mark.parametrize("lost", LOST)
def test_what_is_lost_of_that_is_made_anew(
    lost: str, db: sqlite3.Connection, papercat: Papercat
) -> None:
    before = papercat("search", "learning agents", "--keys").out
    db.execute(lost)
    assert papercat("check").code == 1
    assert papercat("check", "--repair").code == 0
    assert papercat("check").code == 0
    assert papercat("search", "learning agents", "--keys").out == before


def test_what_can_be_made_anew_is_where_something_else_is_lost(
    db: sqlite3.Connection, papercat: Papercat
) -> None:
    db.executescript("DROP TABLE identifiers; DROP INDEX names_folded;" + DAMAGE["counts"])
    ran = papercat("check", "--repair")
    assert ran.code == 1
    assert {tuple(row[::2]) for row in ran.rows} >= {("counts", "yes"), ("tables", "")}


def test_a_date_set_by_another_program_is_one_that_is_searched_by(
    db: sqlite3.Connection, papercat: Papercat
) -> None:
    db.execute("UPDATE papers SET published = '1999-12-31' WHERE key = 'jain2026mad'")
    before = papercat("why", "jain2026mad").out
    assert papercat("search", "year:1999").code == 1
    assert papercat("check", "--repair").code == 0
    assert papercat("search", "--keys", "year:1999").out == "jain2026mad\n"
    assert papercat("why", "jain2026mad").out == before


def test_a_title_that_is_no_text_is_found_twice(db: sqlite3.Connection, papercat: Papercat) -> None:
    db.execute("UPDATE papers SET title = CAST(x'FF41' AS TEXT) WHERE key = 'jain2026mad'")
    ran = papercat("check")
    assert ran.code == 1
    assert [row[0] for row in ran.rows] == ["texts", "titles"]
    assert "see papercat check" in papercat("export").err


def test_a_schema_that_is_no_text(seeded: Path, papercat: Papercat) -> None:
    seeded.write_bytes(
        seeded.read_bytes().replace(b"CREATE TABLE sources", b"CREATE TABL\xec sources")
    )
    for command in ("check", "search"):
        ran = papercat(command)
        assert ran.code == 4
        assert "damaged" in ran.err


def test_bytes_in_the_place_of_text_are_no_traceback(
    db: sqlite3.Connection, papercat: Papercat
) -> None:
    db.execute("DROP TRIGGER papers_au")
    db.execute("UPDATE papers SET published = x'FF41', title = x'FF41' WHERE key = 'jain2026mad'")
    ran = papercat("check")
    assert ran.code == 1
    assert "the title of jain2026mad is not text" in ran.out
    assert "papers with a date that is none: 1, jain2026mad" in ran.out


def test_a_file_emptied_by_a_crash_is_no_whole_catalogue(
    catalogue: Path, papercat: Papercat
) -> None:
    catalogue.touch()
    for arguments in ("check",), ("check", "--repair"):
        ran = papercat(*arguments)
        assert ran.code == 4
        assert "no catalogue" in ran.err
    assert catalogue.stat().st_size == 0


def test_a_title_left_out_of_its_index_is_found(db: sqlite3.Connection, papercat: Papercat) -> None:
    db.execute(TITLE_LEFT_OUT)
    assert "left out: 1" in papercat("check").out
    assert papercat("check", "--repair").code == 0


@pytest.mark.parametrize("check", BEYOND_REPAIR)
def test_what_was_read_or_settled_is_not_made_up(
    check: str, db: sqlite3.Connection, papercat: Papercat
) -> None:
    db.executescript(BEYOND_REPAIR[check])
    for arguments in ("check",), ("check", "--repair"):
        ran = papercat(*arguments)
        assert ran.code == 1
        assert {row[0] for row in ran.rows} == {check}
        assert "go back to a backup" in ran.err


def test_a_damaged_page_is_a_fault_and_no_traceback(seeded: Path, papercat: Papercat) -> None:
    pages = bytearray(seeded.read_bytes())
    middle = len(pages) // 8192 * 4096
    pages[middle : middle + 4096] = bytes(4096)
    seeded.write_bytes(pages)
    ran = papercat("check")
    assert ran.code in {1, 4}
    assert "pages" in ran.out or "damaged" in ran.err


def test_looking_changes_nothing(seeded: Path, db: sqlite3.Connection, papercat: Papercat) -> None:
    db.executescript(DAMAGE["counts"])
    before = list(db.iterdump())
    papercat("check")
    assert list(db.iterdump()) == before
    assert seeded.exists()


def test_there_is_no_catalogue_to_check(papercat: Papercat, catalogue: Path) -> None:
    assert papercat("check").code == 4
    assert not catalogue.exists()
