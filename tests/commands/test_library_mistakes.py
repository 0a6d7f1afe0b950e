"""Wrong usage of the commands for one's own library: one clear line each, and nothing changes."""

import os
import shlex
import sqlite3
from pathlib import Path

import pytest
from running import SEEDS, Papercat, Ran

ONE = "jain2026mad"
OTHER = "hoffmann2022training"
"""a paper with an address"""

MISTAKES = [
    ("tag", 2, "Missing argument 'KEY… +TAG…'"),
    (f"tag {ONE}", 2, "no tag is named; write +rl to add the tag rl, or -rl to remove it"),
    (f"tag {ONE} -- -rl", 2, "no tag is named"),
    ("tag +rl", 2, "no paper is named; write papercat tag KEY +rl"),
    (f"tag {ONE} +", 2, "'' is not a tag: write one word such as rl or to-read"),
    (f"tag {ONE} '+two words'", 2, "'two words' is not a tag"),
    (f"tag {ONE} +a,b", 2, "'a,b' is not a tag: it has one of the signs"),
    (f"tag {ONE} +-x", 2, "'-x' is not a tag: it must begin with a letter or digit"),
    (f"tag {ONE} +rl -rl", 2, "'rl' is both added and removed"),
    (f"tag {ONE} '+\x1b[31m'", 2, "is not a tag"),
    ("tag nobody1900 +rl", 1, "no paper 'nobody1900'; find it with: papercat search"),
    (f"tag {ONE} nobody1900 +rl", 1, "no paper 'nobody1900'"),
    ("tags x", 2, "unexpected extra argument"),
    ("tags --limit 3", 2, "No such option: --limit"),
    ("search status:done", 2, "status: takes unread, reading, read, not 'done'"),
    ("status", 2, "Missing argument 'KEY… STATUS'"),
    (f"status {ONE}", 2, f"no status '{ONE}'; choose one of unread, reading, read, none"),
    ("status read", 2, "no paper is named; write papercat status KEY read"),
    (f"status {ONE} done", 2, "no status 'done'; choose one of unread, reading, read, none"),
    ("status nobody1900 read", 1, "no paper 'nobody1900'"),
    ("status kumaran2026 read", 1, "several keys begin with 'kumaran2026': "),
    ("note", 2, "Missing argument 'KEY'"),
    (f"note {ONE} --add ' '", 2, "--add is empty; without it your editor opens"),
    ("note nobody1900 --add x", 1, "no paper 'nobody1900'"),
    ("edit", 2, "Missing argument 'KEY'"),
    ("edit nobody1900", 1, "no paper 'nobody1900'"),
    ("open", 2, "Missing argument 'KEY…'"),
    ("open nobody1900", 1, "no paper 'nobody1900'"),
    (f"open {ONE}", 1, f"{ONE} has no address and no PDF; file one: papercat file {ONE} FILE"),
    (f"open {OTHER} {ONE}", 1, f"{ONE} has no address and no PDF"),
    ("file", 2, "Missing argument 'KEY'"),
    (f"file {ONE}", 2, "Missing argument 'FILE'"),
    (f"file {ONE} ''", 2, "FILE is empty; name a PDF"),
    (f"file {ONE} no.pdf", 2, "no.pdf: No such file or directory"),
    (f"file {ONE} .", 2, ".: not a file"),
    (f"file {ONE} fifo.pdf", 2, "fifo.pdf: not a file"),
    (f"file {ONE} {SEEDS}/iclr-2024.txt", 2, "iclr-2024.txt: not a PDF"),
    (f"file {ONE} a.pdf b.pdf", 2, "unexpected extra argument"),
    ("file nobody1900 a.pdf", 1, "no paper 'nobody1900'"),
    ("organisation", 2, "Missing argument 'SLUG'"),
    ("organisation nobody", 1, "no paper is from 'nobody'; there are "),
    (f"correct {ONE}", 2, "give a key and what is right (--title …), or --accept"),
    (f"correct {ONE} --venue ' '", 2, "--venue is empty"),
    (f"correct {ONE} --doi sheep", 2, "--doi 'sheep' is not a DOI such as 10.1000/182"),
    (f"correct {ONE} --arxiv 12", 2, "--arxiv '12' is not an arXiv id such as 2203.15556"),
    (f"correct {ONE} --published 2022-13", 2, "--published '2022-13' is not 2022, 2022-03 or"),
    (f"correct {ONE} --organisation 'two words'", 2, "--organisation 'two words' is not one word"),
    (f"correct {ONE} --person x", 2, "--person and --name go together, and with nothing else"),
    ("remove", 2, "Missing argument 'KEY…'"),
    (f"remove {ONE} nobody1900", 1, "no paper 'nobody1900'"),
    ("undo", 1, "there is no decision to take back"),
    ("undo 99", 1, "no decision 99; list them with: papercat decisions"),
    ("undo x", 2, "Invalid value for '[NUMBER]'"),
    ("add", 2, "Missing argument 'ID…'"),
    ("add ''", 2, "'' is not an arXiv id, DOI, ACL or OpenReview id, or an address of one"),
    ("add sheep", 2, "'sheep' is not an arXiv id"),
    ("add https://example.org/paper", 2, "is not an arXiv id, DOI"),
    ("add 978-3-16-148410-0", 2, "is not an arXiv id, DOI"),
    ("complete -n x", 2, "Invalid value for '--limit'"),
    ("complete year:x", 2, "invalid year 'x'"),
    ("complete nosuch:x", 2, "no field 'nosuch'; the fields are"),
    ("config x", 2, "unexpected extra argument"),
    ("search --fulltext --posts x", 2, "--posts and --fulltext don't go together"),
    ("show", 2, "Missing argument 'KEY…'"),
    (f"show {ONE} nobody1900", 1, "no paper 'nobody1900'"),
    (f"why {ONE} nobody1900", 1, "no paper 'nobody1900'"),
    ("authors nosuch:x", 2, "no field 'nosuch'; the fields are"),
]
"""(command line, exit code, a part of the line)"""

SETTINGS = [
    ("VISUAL", "no-such-editor", f"note {ONE}", 2, "no editor 'no-such-editor'; set VISUAL to"),
    ("VISUAL", " ", f"edit {ONE}", 2, "no editor ''; set VISUAL to the command of your editor"),
    ("VISUAL", "'", f"note {ONE}", 2, 'VISUAL "\'" is not a command'),
    ("VISUAL", "false", f"note {ONE}", 2, "the editor 'false' failed (exit code 1); text kept: "),
    ("EDITOR", "false", f"edit {ONE}", 2, "the editor 'false' failed (exit code 1); text kept: "),
    ("EDITOR", "rm", f"edit {ONE}", 2, "the editor 'rm' left no file; nothing was changed"),
    ("PATH", "/nonexistent", f"edit {ONE}", 2, "no editor 'vi'; set VISUAL to the command of"),
    (
        "PATH",
        "/nonexistent",
        f"open {OTHER}",
        2,
        "; set opener in /nonexistent/config.toml, or use",
    ),
    ("PAPERCAT_OPENER", "no-such-program", f"open {OTHER}", 2, "no program 'no-such-program'; set"),
    (
        "PAPERCAT_OPENER",
        "false",
        f"open {OTHER}",
        2,
        "'false' could not open https://arxiv.org/abs/",
    ),
    ("PAPERCAT_LIBRARY", "/dev/null", f"file {ONE} a.pdf", 4, "library folder /dev/null: "),
    ("PAPERCAT_LIBRARY", "/proc/x", f"file {ONE} a.pdf", 4, "papercat config says where it is set"),
    ("PAPERCAT_BACKGROUND", "blue", "config", 2, "background 'blue' is not one of dark, light"),
    ("PAPERCAT_KEY", "{month}", "config", 2, "no part 'month'; choose from last, Last, year"),
    ("PAPERCAT_CONFIG", "/", "config", 2, "papercat: /: Is a directory"),
    (
        "PAPERCAT_DB",
        "/nonexistent/a.db",
        "tags",
        4,
        "/nonexistent/a.db: no catalogue yet; make one",
    ),
    ("PAPERCAT_DB", "/nonexistent/a.db", "complete", 4, "/nonexistent/a.db: no catalogue yet"),
]
"""(variable, value, command line, exit code, a part of the line)"""


@pytest.fixture(autouse=True)
def _files(db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper with an address, a PDF and a pipe."""
    db.execute(
        "INSERT INTO identifiers SELECT id, 'arxiv', '2203.15556' FROM papers WHERE key = ?",
        (OTHER,),
    )
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(b"%PDF-1.7\nSheep graze.\n")
    os.mkfifo("fifo.pdf")


def check(ran: Ran, code: int, said: str) -> None:
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert ran.err.startswith("papercat: ")
    assert said in ran.err


@pytest.mark.parametrize(("line", "code", "said"), MISTAKES)
def test_a_mistake_is_one_line_and_changes_nothing(
    papercat: Papercat, line: str, code: int, said: str
) -> None:
    check(papercat(*shlex.split(line)), code, said)
    assert papercat("decisions").out == ""


@pytest.mark.parametrize(("variable", "value", "line", "code", "said"), SETTINGS)
def test_a_setting_that_is_wrong_is_one_line(
    papercat: Papercat,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    line: str,
    code: int,
    said: str,
) -> None:
    monkeypatch.setenv(variable, value)
    check(papercat(*shlex.split(line)), code, said)
