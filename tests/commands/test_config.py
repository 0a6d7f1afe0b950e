"""The configuration file, and `config`, which shows where each setting comes from."""

from pathlib import Path

import pytest
from running import Papercat, Ran


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("PAPERCAT_CONFIG", str(path))
    return path


def settings(ran: Ran) -> dict[str, list[str]]:
    assert ran.code == 0, ran.err
    return {name: row for name, *row in ran.rows}


def test_each_setting_is_shown_with_its_origin(
    papercat: Papercat, file: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Path
) -> None:
    file.write_text('contact = "ada@example.org"\npager = "most"\n', "utf-8")
    monkeypatch.setenv("PAPERCAT_PAGER", "less -S")
    found = settings(papercat("config"))
    assert found["contact"][:2] == ["ada@example.org", str(file)]
    assert found["pager"][:2] == ["less -S", "PAPERCAT_PAGER"]
    assert found["database"][:2] == [str(catalogue), "PAPERCAT_DB"]
    assert found["library"][:2] == [str(catalogue.with_name("library")), "default"]
    assert settings(papercat("config", "--db", "/x.db"))["database"][:2] == ["/x.db", "--db"]


def test_a_missing_file_is_named(papercat: Papercat, file: Path) -> None:
    ran = papercat("config")
    assert ran.err == f"configuration file: {file} (does not exist yet)\n"


def test_the_file_names_the_catalogue(
    papercat: Papercat, file: Path, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(f'database = "{seeded}"\n', "utf-8")
    settings(papercat("config"))
    monkeypatch.setenv("PAPERCAT_DB", "")
    assert papercat("search", "--count").out == "83\n"


def test_default_columns_are_for_tables_alone(papercat: Papercat, file: Path, seeded: Path) -> None:
    assert seeded.exists()
    file.write_text('columns = ["key", "year"]\n', "utf-8")
    assert papercat("search", "-n1", "--view", "table").out.split()[:2] == ["key", "year"]
    assert len(papercat("search", "-n1").rows[0]) == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contact", "not TOML: "),
        ("contact = 3", "contact is not a text in quotes"),
        ('contact = " "', "contact is not a text in quotes"),
        ('kontact = "x"', "no setting 'kontact'; choose from database, library"),
        ('database = "p.db"', "database 'p.db' is not a whole path, such as ~/p.db"),
        ("[contact]\nx = 1", "contact is not a text in quotes"),
    ],
)
def test_a_wrong_file_is_one_line(papercat: Papercat, file: Path, text: str, said: str) -> None:
    file.write_text(text, "utf-8")
    ran = papercat("config")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"papercat: {file}: ")
    assert said in ran.err


def test_a_file_that_is_no_text_is_one_line(papercat: Papercat, file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    assert papercat("config").err == f"papercat: {file}: not UTF-8 text\n"
