"""Checking a catalogue: healthy ones have no faults, and what can be derived is repaired."""

import os
import sqlite3
import stat
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from paper_store import GOATS, SHEEP, load
from running import Papercat

from papercat.catalogue.connection import transaction
from papercat.catalogue.integrity import Fault
from papercat.deriving.changes import correct_paper, merge_papers, remove_papers
from papercat.deriving.repair import find_faults
from papercat.papers.model import Paper
from papercat.papers.paper_rows import read_all
from papercat.papers.record import to_record

DAMAGE = {
    "tables": "DROP VIEW author_list; DROP INDEX names_folded",
    "full text": "DELETE FROM papers_fts_data WHERE id > 100",
    "papers": "UPDATE papers SET authors = 'Nobody' WHERE key GLOB 'j*'",
    "references": "DELETE FROM names WHERE id NOT IN (SELECT name_id FROM authorships);"
    "PRAGMA foreign_keys = OFF; DELETE FROM categories WHERE id = 1",
}
"""check → SQL that causes a fault which deriving everything again repairs"""
LOST_TABLES = (
    "DROP TABLE papers_fts",
    "DROP TABLE titles_fts",
    "DROP TABLE names_fts",
    "DROP TABLE spellings",
)
LOST_ROWS = (
    "DELETE FROM titles_fts_data WHERE id > 100",
    "DELETE FROM papers_fts_data",
    "DELETE FROM names_fts_data",
    "DELETE FROM papers_fts_config",
    "UPDATE papers SET categories = '' WHERE key GLOB 'j*'",
    "DELETE FROM authorships",
    "INSERT INTO papers (id, key, title, authors, categories) VALUES (999, 'x', 'X', '', '')",
)
"""SQL that loses or adds something that follows from statements"""
BEYOND_REPAIR = {
    "tables": "DROP TABLE statements",
    "texts": "UPDATE statements SET record = CAST(x'FF41' AS TEXT) WHERE id = 1",
    "values": "INSERT INTO decisions VALUES (1, 'note', 'x', 'not JSON', '2026-01-31', NULL)",
    "references": "PRAGMA foreign_keys = OFF; DELETE FROM sources WHERE id = 1",
}
"""check → SQL that destroys what was imported or decided"""


def faults(db: sqlite3.Connection) -> list[Fault]:
    return list(find_faults(db, lambda _: None))


# Healthy catalogues


def test_an_empty_catalogue_has_no_faults(store: sqlite3.Connection) -> None:
    assert faults(store) == []


def test_the_seeds_have_no_faults(db: sqlite3.Connection, papercat: Papercat) -> None:
    assert faults(db) == []
    ran = papercat("check")
    assert (ran.code, ran.out, ran.err) == (0, "", "no faults, 83 papers\n")
    assert papercat("check", "--json").out == "[]\n"


def test_a_paper_without_authors_or_categories_is_not_a_fault(store: sqlite3.Connection) -> None:
    load(store, Paper("A Title of Words", line=1))
    assert faults(store) == []


def test_decisions_leave_no_faults(store: sqlite3.Connection) -> None:
    load(store, SHEEP, GOATS, Paper("A Title of Words", line=9))
    with transaction(store):
        correct_paper(store, 1, {"authors": []})
        merge_papers(store, 1, 2)
        remove_papers(store, [3])
    assert faults(store) == []


# Repair


@pytest.mark.parametrize("check", DAMAGE)
def test_what_is_derived_is_repaired(
    check: str, db: sqlite3.Connection, papercat: Papercat
) -> None:
    db.executescript(DAMAGE[check])
    ran = papercat("check")
    assert ran.code == 1
    assert check in {row[0] for row in ran.rows}
    assert "papercat check --repair" in ran.err
    repaired = papercat("check", "--repair")
    assert repaired.code == 0
    assert {row[2] for row in repaired.rows} == {"yes"}
    assert papercat("check").code == 0
    assert papercat("search", "neural").code == 0


@pytest.mark.parametrize("lost", LOST_TABLES + LOST_ROWS)
def test_each_loss_is_found(lost: str, db: sqlite3.Connection, papercat: Papercat) -> None:
    db.executescript(lost)
    assert papercat("check").code == 1


@pytest.mark.parametrize("lost", [LOST_TABLES, LOST_ROWS], ids=["tables", "rows"])
def test_nothing_is_lost_by_damage_and_repair(
    lost: Sequence[str], db: sqlite3.Connection, papercat: Papercat
) -> None:
    before = [to_record(paper) for paper in read_all(db)]
    found = papercat("search", "learning agents", "--keys").out
    db.executescript(";".join(lost))
    assert papercat("check", "--repair").code == 0
    assert papercat("check").code == 0
    assert [to_record(paper) for paper in read_all(db)] == before
    assert papercat("search", "learning agents", "--keys").out == found


def test_a_repair_keeps_the_damaged_file(
    seeded: Path, db: sqlite3.Connection, papercat: Papercat
) -> None:
    db.executescript(DAMAGE["papers"])
    damaged = list(db.iterdump())
    copy = seeded.with_name(f"{seeded.name}.damaged")
    assert f"kept the damaged file: {copy}\n" in papercat("check", "--repair").err
    with closing(sqlite3.connect(copy)) as kept:
        assert list(kept.iterdump()) == damaged
    db.executescript(DAMAGE["papers"])
    assert f"kept the damaged file: {copy}-2\n" in papercat("check", "--repair").err


def test_a_catalogue_that_others_may_read_is_a_fault(seeded: Path, papercat: Papercat) -> None:
    seeded.chmod(0o664)
    ran = papercat("check")
    assert ran.code == 1
    assert ran.rows == [
        ["access", "other users may read or write the file (mode 0664, not 0600)", ""]
    ]
    assert papercat("check", "--repair").code == 0
    assert stat.S_IMODE(seeded.stat().st_mode) == 0o600
    assert list(seeded.parent.iterdir()) == [seeded]  # nothing was damaged


def test_a_catalogue_of_another_user_is_a_fault(
    seeded: Path, papercat: Papercat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    owner = seeded.stat().st_uid
    ran = papercat("check")
    assert ran.code == 1
    assert f"the file belongs to the user with the id {owner}, not to you" in ran.out


def test_repair_of_a_healthy_catalogue_changes_nothing(
    db: sqlite3.Connection, papercat: Papercat
) -> None:
    before = [to_record(paper) for paper in read_all(db)]
    ran = papercat("check", "--repair")
    assert (ran.code, ran.err) == (0, "no faults, 83 papers; derived everything again\n")
    assert [to_record(paper) for paper in read_all(db)] == before


def test_decisions_hold_after_a_repair(db: sqlite3.Connection, papercat: Papercat) -> None:
    papercat("remove", "jain2026mad")
    papercat("correct", "jayakumar2021top", "--venue", "ICLR")
    db.executescript(DAMAGE["papers"])
    assert papercat("check", "--repair").code == 0
    assert papercat("show", "jain2026mad").code == 1
    assert "ICLR" in papercat("show", "jayakumar2021top").out


def test_check_alone_changes_nothing(db: sqlite3.Connection, papercat: Papercat) -> None:
    db.executescript(DAMAGE["papers"])
    before = list(db.iterdump())
    assert papercat("check").code == 1
    assert list(db.iterdump()) == before


# What can't be repaired


@pytest.mark.parametrize("check", BEYOND_REPAIR)
def test_what_was_imported_or_decided_is_not_made_up(
    check: str, db: sqlite3.Connection, papercat: Papercat
) -> None:
    db.executescript(BEYOND_REPAIR[check])
    for arguments in ("check",), ("check", "--repair"):
        ran = papercat(*arguments)
        assert ran.code in {1, 4}
        assert "Traceback" not in ran.err
        assert "restore a backup" in ran.err or ran.code == 4
    assert check in {row[0] for row in papercat("check").rows}


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("PRAGMA foreign_keys = OFF; DELETE FROM papers", "text is"),
        ("DELETE FROM authorships WHERE slot = 1", "authors are"),
        ("DELETE FROM authorships", "authors are"),
    ],
)
def test_a_plain_statement_that_is_lost_is_not_repaired(
    damage: str, what: str, catalogue: Path, papercat: Papercat
) -> None:
    line = b'{"title": "A Title of Words", "authors": ["Jane Doe", "John Roe"]}\n'
    assert papercat("import", "-", stdin=line).code == 0
    with closing(sqlite3.connect(catalogue)) as db:
        db.executescript(damage)
    for arguments in ("check",), ("check", "--repair"):
        ran = papercat(*arguments)
        assert ran.code == 1
        assert f"statements whose {what} lost: 1" in ran.out
        assert "restore a backup" in ran.err


def test_a_person_whose_row_is_lost_is_made_again(
    db: sqlite3.Connection, papercat: Papercat
) -> None:
    db.executescript("PRAGMA foreign_keys = OFF; DELETE FROM people WHERE id = 1")
    assert papercat("check").code == 1
    assert papercat("check", "--repair").code == 0
    assert papercat("check").code == 0


def test_bytes_in_the_place_of_text_are_a_fault(db: sqlite3.Connection, papercat: Papercat) -> None:
    db.execute("UPDATE papers SET published = x'FF41', title = x'FF41' WHERE key = 'jain2026mad'")
    ran = papercat("check")
    assert ran.code == 1
    assert "papers: has a value that is not text" in ran.out


def test_a_schema_that_can_not_be_read_is_refused(seeded: Path, papercat: Papercat) -> None:
    table = b"CREATE TABLE sources"
    seeded.write_bytes(seeded.read_bytes().replace(table, table.replace(b"E ", b"\xec ", 1)))
    for command in ("check", "search"):
        ran = papercat(command)
        assert ran.code == 4
        assert "damaged" in ran.err


def test_a_damaged_page_is_a_fault(seeded: Path, papercat: Papercat) -> None:
    pages = bytearray(seeded.read_bytes())
    middle = len(pages) // 8192 * 4096
    pages[middle : middle + 4096] = bytes(4096)
    seeded.write_bytes(pages)
    ran = papercat("check")
    assert ran.code in {1, 4}
    assert "pages" in ran.out or "damaged" in ran.err


def test_a_file_emptied_by_a_crash_is_not_a_catalogue(catalogue: Path, papercat: Papercat) -> None:
    catalogue.touch()
    for arguments in ("check",), ("check", "--repair"):
        ran = papercat(*arguments)
        assert ran.code == 4
        assert "no catalogue" in ran.err
    assert catalogue.stat().st_size == 0


def test_there_is_no_catalogue_to_check(papercat: Papercat, catalogue: Path) -> None:
    assert papercat("check").code == 4
    assert not catalogue.exists()
