"""`remove`: a paper is gone from every answer until that is undone."""

import pytest
from running import SEEDS, Papercat

ONE, OTHER = "jain2026mad", "jayakumar2021top"

pytestmark = pytest.mark.usefixtures("seeded")


def keys(papercat: Papercat) -> list[str]:
    return papercat("search", "--keys", "--limit", "0").out.splitlines()


def test_a_removed_paper_is_gone(papercat: Papercat) -> None:
    ran = papercat("remove", ONE, OTHER)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "Removed 2 papers.",
        "take it back with: papercat undo 1",
    ]
    assert len(keys(papercat)) == 81
    assert papercat("show", ONE).code == 1
    assert ONE not in papercat("export", "--jsonl").out
    assert papercat("check").err == "no faults, 81 papers\n"


def test_importing_again_does_not_bring_it_back_and_undo_does(papercat: Papercat) -> None:
    before = papercat("export", "--jsonl").out
    papercat("remove", ONE)
    ran = papercat("import", SEEDS)
    assert ran.code == 0
    assert len(keys(papercat)) == 82
    assert papercat("undo").code == 0
    assert papercat("export", "--jsonl").out == before


def test_papers_that_are_removed_together_come_back_together(papercat: Papercat) -> None:
    before = papercat("export", "--jsonl").out
    papercat("remove", ONE, OTHER)
    assert papercat("undo").err == f"Undid decision 1 (remove: {ONE} and 1 more).\n"
    assert papercat("export", "--jsonl").out == before


def test_a_dry_run_names_the_papers_and_removes_nothing(papercat: Papercat) -> None:
    ran = papercat("remove", ONE, OTHER, "--dry-run")
    assert ran.err.startswith(f"Would remove {ONE}: ")
    assert ran.err.count("\n") == 2
    assert len(keys(papercat)) == 83


def test_a_paper_named_twice_is_removed_once(papercat: Papercat) -> None:
    assert papercat("remove", ONE, ONE).err.startswith("Removed 1 paper.\n")


def test_nothing_is_removed_if_a_key_is_unknown(papercat: Papercat) -> None:
    ran = papercat("remove", ONE, "nobody1900")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "no paper 'nobody1900'" in ran.err
    assert len(keys(papercat)) == 83
