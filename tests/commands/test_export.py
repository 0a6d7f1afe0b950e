"""`papercat export`: all papers or those of a query, to standard output or to a whole file."""

import csv
import json
import sys
from pathlib import Path

import pytest
from running import Papercat

pytestmark = pytest.mark.usefixtures("seeded")


def test_a_query_chooses_the_papers(papercat: Papercat) -> None:
    ran = papercat("export", "author:osindero", "year:2022", "--jsonl")
    records = [json.loads(line) for line in ran.out.splitlines()]
    assert len(records) == 4
    assert {record["published"][:4] for record in records} == {"2022"}
    rows = papercat("export", "author:osindero", "year:2022", "--csv").out.splitlines()
    assert len(rows) == 5


def test_a_query_without_matches_is_exit_1(papercat: Papercat) -> None:
    ran = papercat("export", "xyzzyplugh", "--jsonl")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "nothing found for 'xyzzyplugh'\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("p.csv", "key,title,"),
        ("p.jsonl", '{"key"'),
        ("p.json", "[\n{"),
        ("p.md", "| key |"),
        ("p.bib", "@misc{"),
    ],
)
def test_the_ending_of_the_file_chooses_the_format(
    papercat: Papercat, tmp_path: Path, name: str, begins: str
) -> None:
    ran = papercat("export", "--output", tmp_path / name)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith(f"wrote 83 papers to {tmp_path / name}\n")
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_an_ending_of_no_format_is_refused(papercat: Papercat, tmp_path: Path) -> None:
    ran = papercat("export", "--output", tmp_path / "papers.xlsx")
    assert ran.code == 2
    assert ran.err.endswith("no format has the ending .xlsx; choose one with --view\n")
    assert not (tmp_path / "papers.xlsx").exists()


def test_parquet_has_the_rows_of_csv_with_their_types(papercat: Papercat, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs papercat[parquet]")
    file = tmp_path / "papers.parquet"
    assert papercat("export", "--output", file).code == 0
    table = parquet.read_table(file)
    rows = list(csv.DictReader(papercat("export", "--csv").out.splitlines()))
    assert table.column_names == list(rows[0])
    assert table.column("title").to_pylist() == [row["title"] for row in rows]
    assert {str(table.schema.field(name).type) for name in ("has_code", "confidence", "doi")} == {
        "bool",
        "double",
        "string",
    }


def test_without_pyarrow_parquet_is_refused_in_one_line(
    papercat: Papercat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = papercat("export", "--output", tmp_path / "papers.parquet")
    assert ran.code == 2
    assert ran.err == (
        "papercat: --parquet needs the package pyarrow;"
        " install it: pip install 'papercat[parquet]'\n"
    )
    assert list(tmp_path.glob("*.parquet")) == []


def test_an_option_overrules_the_ending(papercat: Papercat, tmp_path: Path) -> None:
    file = tmp_path / "papers.txt"
    assert papercat("export", "--csv", "-o", file).code == 0
    with file.open(encoding="utf-8", newline="") as rows:
        assert len(list(csv.DictReader(rows))) == 83


def test_a_file_is_replaced_only_with_force(papercat: Papercat, tmp_path: Path) -> None:
    file = tmp_path / "papers.csv"
    file.write_text("mine", "utf-8")
    ran = papercat("export", "--output", file)
    assert (ran.code, file.read_text("utf-8")) == (2, "mine")
    assert ran.err == f"papercat: {file}: the file exists; replace it with: --force\n"
    assert papercat("export", "--output", file, "--force").code == 0
    assert file.read_text("utf-8").startswith("key,")
    assert papercat("export", "--force").code == 2


def test_an_export_that_fails_leaves_the_old_file(
    papercat: Papercat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "papers.csv"
    file.write_text("mine", "utf-8")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    ran = papercat("export", "--output", file, "--force")
    assert ran.code == 4
    assert ran.err.endswith(f"papercat: {file}: No space left on device\n")
    assert file.read_text("utf-8") == "mine"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_the_catalogue_is_never_the_output(papercat: Papercat, seeded: Path) -> None:
    before = seeded.read_bytes()
    ran = papercat("export", "--output", seeded, "--force")
    assert ran.code == 2
    assert "the catalogue itself" in ran.err
    assert seeded.read_bytes() == before


def test_a_folder_is_no_output(papercat: Papercat, tmp_path: Path) -> None:
    assert papercat("export", "--output", tmp_path).code == 2
    assert papercat("export", "--output", tmp_path / "none" / "p.csv").code == 4


def test_an_export_after_a_split_is_imported_without_a_change(
    papercat: Papercat, tmp_path: Path
) -> None:
    key = papercat("search", "osindero", "--keys", "--limit", "1").out.strip()
    assert papercat("split", "Simon Osindero", "--paper", key).code == 0
    people = papercat("sql", "SELECT count(*) FROM people").out
    exported = tmp_path / "own.jsonl"
    for _ in range(2):
        exported.write_text(papercat("export", "--jsonl").out, "utf-8")
        assert "83 seen, 0 added, 0 updated, 83 unchanged" in papercat("import", exported).err
        assert papercat("sql", "SELECT count(*) FROM people").out == people
