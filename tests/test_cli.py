"""The command line itself: one line for every mistake, and the right exit code."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import ENTRY, SEEDS, Papercat, as_process

from papercat.cli import COMMANDS


def one_line(text: str) -> str:
    """The text, which must be one line that begins with the program's name."""
    assert text.startswith("papercat: ")
    assert text.endswith("\n")
    assert text.count("\n") == 1
    return text


def test_help_names_every_command(papercat: Papercat) -> None:
    ran = papercat("--help")
    assert ran.code == 0
    for name, what in COMMANDS.items():
        assert name in ran.out
        assert what.split(";")[0][:20] in ran.out


def test_without_a_command_papercat_shows_help_and_exits_2(papercat: Papercat) -> None:
    ran = papercat()
    assert ran.code == 2
    assert ran.out == ""
    assert "Commands:" in ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(papercat: Papercat, command: str) -> None:
    ran = papercat(command, "--help")
    assert ran.code == 0
    assert ran.out.count(f"papercat {command}") >= 2  # in the usage, and an example
    assert COMMANDS[command].split()[0] in ran.out
    prose = (line for line in ran.out.splitlines() if not line.startswith("  papercat "))
    assert max(map(len, prose)) <= 80


@pytest.mark.parametrize(
    "command",
    ["search", "authors", "review", "category LG", "coauthors osindero"],
)
def test_a_limit_is_the_same_everywhere(seeded: Path, papercat: Papercat, command: str) -> None:
    assert seeded.exists()
    everything = papercat(*command.split(), "--limit", "0", "--csv")
    assert everything.code == 0
    one = papercat(*command.split(), "-n", "1", "--csv")
    assert one.out.splitlines() == everything.out.splitlines()[:2]
    assert papercat(*command.split(), "-n", "9" * 30, "--csv") == everything


def test_the_version(papercat: Papercat) -> None:
    assert papercat("--version").out.startswith("papercat 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("imprt", "x"), "no command 'imprt'; did you mean 'import'? See: papercat --help"),
        (("xyzzy",), "no command 'xyzzy'. See: papercat --help"),
        (("search", "--jsn"), "No such option"),
        (("search", "--json", "--csv"), "choose one format: --csv or --json. See: papercat search"),
        (("search", "--view", "pdf"), "no output format 'pdf'; choose one of biblatex, bibtex,"),
        (("authors", "--year", "2020..2018"), "run backwards; write 2018..2020"),
        (("authors", "--year", "0000"), "invalid year '0000'"),
        (("stats", "--color", "maybe"), "--color 'maybe': choose one of always, never, auto. See:"),
        (("authors", "--limit", "-1"), "Invalid value for '--limit'"),
        (("show",), "Missing argument 'KEY…'. See: papercat show --help"),
        (("import",), "Missing argument 'PATH…'"),
        (("organisation",), "Missing argument 'SLUG'"),
        (("organisation", "deepmind", "-n", "x"), "Invalid value for '--limit'"),
        (("authors", "year:x"), "invalid year 'x'"),
        (("why",), "Missing argument 'KEY…'"),
        (("search", "--delete", ""), "--delete '': a name has letters, digits and any of ._-"),
        (("config", "x"), "unexpected extra argument"),
        (("edit",), "Missing argument 'KEY'"),
        (("import", SEEDS, "--owner", " "), "--owner is empty; write --owner none"),
        (("import", SEEDS, "--as-of", "2026-13-01"), "--as-of '2026-13-01' is not a day"),
        (("authors", "--sort", "id; DROP TABLE papers"), "Invalid value for '--sort'"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(
    papercat: Papercat, seeded: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = papercat(*arguments)
    assert seeded.exists()
    assert (ran.code, ran.out) == (2, "")
    assert said in one_line(ran.err)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "nobody2022nothing"), "no paper 'nobody2022nothing'"),
        (("show", "hofmann2022training"), "did you mean hoffmann2022training"),
        (("why", ""), "no paper ''"),
        (("author", "Nobody Atall"), "nobody is called 'Nobody Atall'"),
        (("author", '"'), "nobody is called '\"'"),
        (("author", "%"), "nobody is called '%'"),
        (("author", ""), "nobody is called ''"),
        (("category", "%"), "no paper is in a category '%'"),
        (("post", "%"), "no post '%'"),
        (("category", "cs.ZZ"), "no paper is in a category 'cs.ZZ'; there are cs.AI"),
        (("conference", "iclr1999"), "no conference 'iclr1999'; there are iclr2023"),
        (("organisation", "xyzzy"), "no paper is from 'xyzzy'; there are "),
        (("show", "jain2026mad", "nobody1900"), "no paper 'nobody1900'"),
        (("why", "jain2026mad", "nobody1900"), "no paper 'nobody1900'"),
        (("post", "xyzzy"), "no post 'xyzzy'; list them with: papercat posts"),
    ],
)
def test_missing_things_are_one_line_and_exit_1(
    papercat: Papercat, seeded: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = papercat(*arguments)
    assert seeded.exists()
    assert (ran.code, ran.out) == (1, "")
    assert said in one_line(ran.err)


WITHOUT_CATALOGUE = {"add", "import", "where", "config", "help", "version", "completion"}
"""the commands that need no catalogue"""
ARGUMENTS = {
    "backup": "{folder}/copy.db",
    "bib": "{folder}/thesis.tex",
    "correct": "1 --title Words",
    "edit": "x",
    "file": "x {folder}/x.pdf",
    "merge": "1 2",
    "note": "x",
    "open": "x",
    "organisation": "x",
    "status": "x read",
    "tag": "x +rl",
    "split": "1 --source x",
    "sql": "SELECT",
}
"""command → the arguments that it wants, if these are not one word or none"""
ONE_WORD = {"author", "category", "cite", "coauthors", "conference", "forget", "post", "remove"}
ONE_WORD |= {"show", "undo", "why"}


@pytest.mark.parametrize("command", sorted({*COMMANDS} - WITHOUT_CATALOGUE))
def test_without_a_catalogue_every_question_is_one_line_and_exit_4(
    papercat: Papercat, catalogue: Path, command: str
) -> None:
    (catalogue.parent / "thesis.tex").write_text("\\cite{doe2022}", "utf-8")
    (catalogue.parent / "x.pdf").write_bytes(b"%PDF-1.7")
    words = ARGUMENTS.get(command, "1" if command in ONE_WORD else "")
    ran = papercat(command, *words.format(folder=catalogue.parent).split())
    assert ran.code == 4
    assert "no catalogue yet; make one with: papercat import" in one_line(ran.err)
    assert not catalogue.exists()


HOSTILE = "\x1b[31m\x1b]52;c;aGk=\x07\u202e\u2028[/]:smile:"


@pytest.mark.parametrize(
    "arguments",
    [
        (HOSTILE,),
        *((command, HOSTILE) for command in ("search", "show", "why", "author", "post", "import")),
        *((command, HOSTILE) for command in ("category", "conference")),
        ("search", "--db", HOSTILE),
    ],
)
def test_no_argument_controls_the_terminal(
    papercat: Papercat, seeded: Path, arguments: tuple[str, ...]
) -> None:
    ran = papercat(*arguments)
    assert seeded.exists()
    assert ran.code in {1, 2, 3, 4}
    for char in "\x1b\x07\u202e\u2028":
        assert char not in ran.err + ran.out


@pytest.mark.parametrize(
    "arguments",
    [("search", "a\udcff"), ("show", "a\udcff"), ("author", "\udcff"), ("category", "\udcff")],
)
def test_an_argument_with_invalid_text(
    papercat: Papercat, seeded: Path, arguments: tuple[str, ...]
) -> None:
    ran = papercat(*arguments)
    assert seeded.exists()
    assert ran.code in {0, 1, 2}
    assert ran.err.count("\n") <= 1


def test_where_the_catalogue_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPERCAT_DB", raising=False)
    ran = as_process("where", "--csv", env={"XDG_DATA_HOME": str(tmp_path)})
    assert f"catalogue,{tmp_path}/papercat/papercat.db,0\n" in ran.out
    ran = as_process("where", "--csv", env={"PAPERCAT_DB": "~/mine.db", "HOME": str(tmp_path)})
    assert f"catalogue,{tmp_path}/mine.db,0\n" in ran.out


@pytest.mark.parametrize("name", [":memory:", "file:papers.db?mode=memory", "a b?#%.db", "-x.db"])
def test_the_catalogue_may_have_any_file_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, papercat: Papercat, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERCAT_DB", name)
    (tmp_path / "page.txt").write_text(ENTRY, "utf-8")
    assert papercat("import", "page.txt").code == 0
    assert (tmp_path / name).exists()
    assert papercat("search", "--count").out == "1\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ls", "search"),
        ("list", "search"),
        ("find", "search"),
        ("serach", "search"),
        ("lst", "search"),
        ("info", "show"),
        ("rm", "remove"),
        ("organization", "organisation"),
    ],
)
def test_words_of_other_programs_get_a_suggestion(
    papercat: Papercat, typed: str, meant: str
) -> None:
    ran = papercat(typed)
    assert ran.code == 2
    assert f"no command {typed!r}; did you mean {meant!r}?" in one_line(ran.err)


def test_help_and_version_are_commands_too(papercat: Papercat) -> None:
    assert papercat("help").out == papercat("--help").out
    assert papercat("help", "search").out == papercat("search", "--help").out
    assert papercat("version").out == papercat("--version").out
    assert papercat("help", "xyzzy").code == 2


def test_the_catalogue_is_named_before_or_after_the_command(
    papercat: Papercat, seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "none.db"))
    after = papercat("search", "language", "--db", seeded)
    before = papercat("--db", seeded, "search", "language")
    assert before == after
    assert before.code == 0
    both = papercat("--db", tmp_path / "other.db", "search", "language", "--db", seeded)
    assert both == after


_READ_ANYWHERE = ["--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"]
NOBODY = ["setpriv", "--reuid", "54321", "--clear-groups", *_READ_ANYWHERE]
"""a user whom the system does not know, and who can read papercat in a private folder"""


@pytest.mark.parametrize("command", ["search", "where", "config", "import page.txt", "export"])
@pytest.mark.parametrize("named", [(), ("--db", "~nosuch/papers.db")])
def test_without_a_home_folder(command: str, named: tuple[str, ...]) -> None:
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("only root can become a user without an entry in passwd")
    homeless = dict(os.environ)
    for name in ("HOME", "PAPERCAT_DB", "PAPERCAT_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        homeless.pop(name, None)
    done = subprocess.run(
        [*NOBODY, sys.executable, "-m", "papercat", *command.split(), *named],
        env=homeless,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "home folder" in one_line(done.stderr)
