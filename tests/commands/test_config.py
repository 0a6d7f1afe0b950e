"""The configuration file, and `config`, which shows where each setting comes from."""

from pathlib import Path

import pytest
from running import SEEDS, Papercat, Ran


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


@pytest.mark.parametrize(
    ("key", "shown"), [("alpha-beta-gamma-1234", "…1234"), ("short", "…")], ids=["long", "short"]
)
def test_a_key_is_never_shown_in_full(
    papercat: Papercat, file: Path, monkeypatch: pytest.MonkeyPatch, key: str, shown: str
) -> None:
    file.write_text(f'openalex_key = "{key}"\n', "utf-8")
    for form in ("--csv", "--json", "--table"):
        assert key not in papercat("config", form).out
    assert settings(papercat("config"))["openalex_key"][:2] == [shown, str(file)]
    monkeypatch.setenv("PAPERCAT_OPENALEX_KEY", f"other-{key}")
    ran = papercat("config")
    assert key not in ran.out
    assert settings(ran)["openalex_key"][1] == "PAPERCAT_OPENALEX_KEY"


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


def test_new_keys_follow_the_pattern_and_old_ones_stay(
    papercat: Papercat, file: Path, seeded: Path, tmp_path: Path
) -> None:
    assert seeded.exists()
    before = papercat("search", "--limit", "0", "--keys").out
    file.write_text('key = "{year}-{Last}-{word}"\n', "utf-8")
    found = settings(papercat("config"))["key"]
    assert found[:2] == ["{year}-{Last}-{word}", str(file)]
    papercat("import", SEEDS)
    papercat("check", "--repair")
    assert papercat("search", "--limit", "0", "--keys").out == before
    page = tmp_path / "new.jsonl"
    page.write_text('{"title": "On Sheep", "authors": ["Ada Moor"], "published": "2022"}', "utf-8")
    papercat("import", page)
    assert papercat("search", "title:sheep", "--keys").out == "2022-Moor-sheep\n"
    file.unlink()
    papercat("check", "--repair")
    papercat("import", page)
    assert papercat("show", "2022-Moor-sheep").code == 0


def test_colours_suit_a_light_background(papercat: Papercat, file: Path, seeded: Path) -> None:
    assert seeded.exists()
    search = ("search", "hyperbolic", "--table", "--color", "always")
    assert "\x1b[36m" in papercat(*search).out
    file.write_text('background = "light"\n', "utf-8")
    light = papercat(*search).out
    assert "\x1b[34m" in light
    assert "\x1b[36m" not in light


def test_a_wrong_variable_is_one_line(
    papercat: Papercat, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert seeded.exists()
    monkeypatch.setenv("PAPERCAT_BACKGROUND", "blue")
    ran = papercat("config")
    assert (ran.code, ran.err) == (
        2,
        "papercat: PAPERCAT_BACKGROUND: background 'blue' is not one of dark, light\n",
    )


def test_a_wrong_column_names_the_file(papercat: Papercat, file: Path, seeded: Path) -> None:
    assert seeded.exists()
    file.write_text('columns = "key,colour"\n', "utf-8")
    ran = papercat("search", "--table")
    assert ran.code == 2
    assert ran.err.startswith(f"papercat: {file}: columns: no field 'colour'; choose from key,")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contact", "not TOML: "),
        ("contact = 3", "contact is not a text in quotes"),
        ('contact = " "', "contact is not a text in quotes"),
        ('kontact = "x"', "no setting 'kontact'; choose from database, library"),
        ('database = "p.db"', "database 'p.db' is not a whole path, such as ~/p.db"),
        ("[contact]\nx = 1", "contact is not a text in quotes"),
        ('key = "{last}{month}"', "key '{last}{month}': no part 'month'; choose from last, Last,"),
        ('key = "paper"', "key 'paper': has no part in braces, such as {last}{year}{word}"),
        ('key = "{last} {year}"', "key '{last} {year}': has ' '; outside braces write letters"),
        ('key = "{last!r}"', "key '{last!r}': has no part in braces"),
        ('key = "{{last}}"', "key '{{last}}': has '{'; outside braces write letters"),
        ('background = "green"', "background 'green' is not one of dark, light"),
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
