"""`papercat datasette`: metadata that fits the catalogue, and the command that serves it."""

import json
import shlex
import sqlite3
from pathlib import Path

import pytest
from running import Papercat

from papercat.commands.datasette import datasette_metadata


def test_it_writes_the_metadata_and_prints_the_command(
    papercat: Papercat, seeded: Path, tmp_path: Path
) -> None:
    file = tmp_path / "metadata.json"
    ran = papercat("datasette", "--output", file)
    assert ran.code == 0
    command = shlex.split(ran.out)
    assert command[:5] == ["datasette", "serve", str(seeded), "--metadata", str(file)]
    (database,) = json.loads(file.read_text("utf-8"))["databases"].values()
    papers = database["tables"]["paper_list"]
    assert (papers["fts_table"], papers["fts_pk"]) == ("papers_fts", "id")
    assert papers["facets"][:2] == ["category", "year"]


def test_a_file_that_differs_is_replaced_only_with_force(
    papercat: Papercat, seeded: Path, tmp_path: Path
) -> None:
    file = tmp_path / "metadata.json"
    file.write_text("mine", "utf-8")
    assert papercat("datasette", "--output", file).code == 2
    assert file.read_text("utf-8") == "mine"
    assert papercat("datasette", "--output", file, "--force").code == 0
    assert papercat("datasette", "--output", file).code == 0, "the same file is no obstacle"
    assert seeded.exists()


@pytest.mark.parametrize("key", ["facets", "sortable_columns", "columns", "fts_pk", "label_column"])
def test_every_column_that_the_metadata_names_exists(db: sqlite3.Connection, key: str) -> None:
    metadata = json.dumps(datasette_metadata(Path("papers.db")))
    for table, settings in json.loads(metadata)["databases"]["papers"]["tables"].items():
        columns = {row[1] for row in db.execute(f"PRAGMA table_info('{table}')")}
        assert columns, f"{table} does not exist"
        named = settings.get(key, [])
        if isinstance(named, str):
            named = [named]
        for each in named:
            name = each["array"] if isinstance(each, dict) else each
            assert name in columns, f"{table}.{name}"


def test_the_indexes_of_the_search_boxes_find_rows_of_their_views(db: sqlite3.Connection) -> None:
    """Datasette puts each word in quotes, which makes a phrase of a word with a hyphen."""
    for view, key, index, word in (
        ("paper_list", "id", "papers_fts", "language-models"),
        ("person_list", "name_id", "names_fts", "simon-osindero"),
    ):
        found = f"SELECT count(*) FROM {view} WHERE {key} IN (SELECT rowid FROM {index}(?))"  # noqa: S608  names above
        assert db.execute(found, (f'"{word}"',)).fetchone()[0] > 0
