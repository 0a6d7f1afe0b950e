"""`sql`: any question, and nothing but questions."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from running import Papercat


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT count(*) AS papers FROM paper_list", [["83"]]),
        (
            "WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 3) SELECT sum(x) FROM n",
            [["6"]],
        ),
        ("SELECT count(*) FROM papers_fts WHERE papers_fts MATCH 'polychrome'", [["1"]]),
        ("SELECT name FROM pragma_table_info('decisions') LIMIT 1", [["id"]]),
        ("PRAGMA table_info(decisions)", None),
        ("EXPLAIN QUERY PLAN SELECT * FROM papers", None),
    ],
)
@pytest.mark.usefixtures("seeded")
def test_questions(papercat: Papercat, query: str, rows: list[list[str]] | None) -> None:
    ran = papercat("sql", query)
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows
    assert rows is None or ran.rows == rows


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM papers",
        "ATTACH 'other.db' AS other",
        "ATTACH '' AS other",
        "VACUUM INTO 'other.db'",
        "VACUUM",
        "CREATE TEMP TABLE t (x)",
        "PRAGMA user_version = 9",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = DELETE",
        "BEGIN IMMEDIATE",
        "REINDEX",
        "INSERT INTO papers_fts (papers_fts) VALUES ('rebuild')",
    ],
)
def test_nothing_but_questions(
    seeded: Path, papercat: Papercat, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(seeded.parent)
    before = seeded.read_bytes()
    ran = papercat("sql", query)
    assert ran.code == 2
    assert ran.err == "papercat: SQL: only reading is allowed; write one SELECT statement\n"
    assert seeded.read_bytes() == before
    assert list(seeded.parent.iterdir()) == [seeded]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "query",
    ["SELECT", "SELECT 1; SELECT 2", "", "SELECT nothing", "UPDATE sqlite_master SET name = ''"],
)
def test_wrong_sql_is_one_line(papercat: Papercat, query: str) -> None:
    ran = papercat("sql", query)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert ran.err.startswith("papercat: SQL: ")


def test_a_planted_view_is_not_asked(seeded: Path, papercat: Papercat) -> None:
    with closing(sqlite3.connect(seeded)) as db:
        db.executescript("DROP VIEW paper_list; CREATE VIEW paper_list AS SELECT 1")
    ran = papercat("sql", "SELECT * FROM paper_list")
    assert ran.code == 4
    assert "views that papercat did not make" in ran.err
