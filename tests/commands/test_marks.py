"""`tag`, `status` and `note`: marks of the user, kept through every import until undone."""

import json
from pathlib import Path

import pytest
from running import SEEDS, Papercat

ONE, OTHER = "jain2026mad", "jayakumar2021top"

pytestmark = pytest.mark.usefixtures("seeded")


def keys(papercat: Papercat, query: str) -> set[str]:
    return set(papercat("search", query, "--keys", "--limit", "0").out.split())


def test_tags_are_added_removed_and_searched(papercat: Papercat) -> None:
    ran = papercat("tag", ONE, OTHER, "+rl", "+Classic")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Tagged 2 papers: +rl +classic\ntake it back with: papercat undo 1\n"
    assert keys(papercat, "tag:rl") == {ONE, OTHER}
    papercat("tag", ONE, "-rl")
    assert keys(papercat, "tag:rl") == {OTHER}
    assert papercat("tags").rows == [["classic", "2"], ["rl", "1"]]
    papercat("undo", "1")
    assert keys(papercat, "has:tags") == set()
    assert papercat("tags").out == ""


def test_a_dry_run_changes_nothing(papercat: Papercat) -> None:
    assert papercat("tag", ONE, "+rl", "--dry-run").err == "Would tag 1 paper: +rl\n"
    assert papercat("status", ONE, "read", "--dry-run").err == "Would set 1 paper to read.\n"
    assert papercat("decisions").out == ""


def test_a_status_is_set_and_cleared(papercat: Papercat) -> None:
    papercat("status", ONE, OTHER, "unread")
    assert keys(papercat, "status:unread") == {ONE, OTHER}
    papercat("status", ONE, "none")
    assert keys(papercat, "status:unread") == {OTHER}
    papercat("undo")
    assert keys(papercat, "status:unread") == {ONE, OTHER}


def test_notes_are_shown_and_found(papercat: Papercat) -> None:
    papercat("note", ONE, "--add", "A zebra crossing.")
    papercat("note", ONE, "--add", "Second thoughts.")
    assert "A zebra crossing.\n\nSecond thoughts." in papercat("show", ONE).out
    for query in ("zebra", "zebras", "note:zebra", "note:zebras", "note:thought*", "notes:zebra"):
        assert keys(papercat, query) == {ONE}, query
    for query in (
        '"zebra crossing"',
        'note:"zebra crossing"',
        'note:(zebra OR gnu) -"crossing zebra"',
    ):
        assert keys(papercat, query) == {ONE}, query
    assert keys(papercat, 'note:"crossing zebra"') == set()
    assert keys(papercat, "comment:zebra") == set()
    papercat("undo", "1")
    assert keys(papercat, "zebra") == set()
    assert keys(papercat, "note:second") == {ONE}


def test_signs_behind_a_word_count_in_notes(papercat: Papercat) -> None:
    papercat("note", ONE, "--add", "The code is C++.")
    papercat("note", OTHER, "--add", "See appendix C.")
    assert keys(papercat, "C++") == keys(papercat, "note:C++") == {ONE}


def test_an_editor_changes_notes(
    papercat: Papercat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf '# Idea\\n\\nGnus graze.\\n' >> \"$1\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    assert papercat("note", ONE).err.startswith(f"Saved the notes of {ONE}.\n")
    assert keys(papercat, "note:gnus") == {ONE}
    monkeypatch.setenv("VISUAL", "true")
    assert papercat("note", ONE).err == "The notes are unchanged.\n"
    editor.write_text('#!/bin/sh\n: > "$1"\n')
    monkeypatch.setenv("VISUAL", str(editor))
    assert papercat("note", ONE).err.startswith(f"Deleted the notes of {ONE}.\n")
    assert keys(papercat, "has:notes") == set()


def test_marks_are_kept_through_imports(papercat: Papercat) -> None:
    papercat("tag", ONE, "+rl")
    papercat("note", ONE, "--add", "Zebra.")
    papercat("status", ONE, "read")
    before = papercat("export", "--jsonl").out
    papercat("import", SEEDS)
    papercat("check", "--repair")
    assert papercat("export", "--jsonl").out == before


def test_marks_are_exported_and_imported(
    papercat: Papercat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papercat("tag", ONE, "+rl")
    papercat("note", ONE, "--add", "Zebra.")
    papercat("status", ONE, "read")
    text = papercat("export", "--jsonl").out
    (record,) = [each for each in map(json.loads, text.splitlines()) if each["key"] == ONE]
    assert (record["tags"], record["status"], record["notes"]) == (["rl"], "read", "Zebra.")
    (tmp_path / "all.jsonl").write_text(text, "utf-8")
    monkeypatch.setenv("PAPERCAT_DB", str(tmp_path / "other.db"))
    papercat("import", tmp_path / "all.jsonl")
    assert keys(papercat, "tag:rl status:read note:zebra") == {ONE}
    papercat("tag", ONE, "-rl")
    assert keys(papercat, "tag:rl") == set()


def test_a_merged_paper_has_the_marks_of_both(papercat: Papercat) -> None:
    papercat("tag", ONE, "+rl")
    papercat("tag", OTHER, "+games")
    papercat("merge", ONE, OTHER)
    assert keys(papercat, "tag:rl tag:games") == {ONE}
    papercat("undo")
    assert keys(papercat, "tag:games") == {OTHER}
