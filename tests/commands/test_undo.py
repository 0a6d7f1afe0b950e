"""`undo` and `decisions`: what the user decided is listed, and taken back in any order."""

import json

import pytest
from running import Papercat

ONE, OTHER = "jain2026mad", "jayakumar2021top"

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture
def decided(papercat: Papercat) -> Papercat:
    """Make a decision of each kind about papers."""
    assert papercat("correct", ONE, "--venue", "ICLR").code == 0
    assert papercat("merge", ONE, OTHER, "--never").code == 0
    assert papercat("merge", OTHER, ONE).code == 0
    assert papercat("remove", OTHER).code == 0
    return papercat


def test_decisions_are_listed_in_order(decided: Papercat) -> None:
    assert [row[:4] for row in decided("decisions").rows] == [
        ["1", "correct", ONE, "venue: ICLR"],
        ["2", "different papers", ONE, "not the same paper as another"],
        ["3", "same paper", OTHER, "the same paper as another"],
        ["4", "remove", OTHER, "removed"],
    ]


def test_decisions_as_json(decided: Papercat) -> None:
    decided("undo", "2")
    rows = json.loads(decided("decisions", "--json").out)
    assert [row["id"] for row in rows] == [1, 2, 3, 4]
    assert list(rows[0]) == ["id", "kind", "about", "settled", "decided", "undone"]
    assert [bool(row["undone"]) for row in rows] == [False, True, False, False]


def test_without_a_number_the_last_decision_in_force_is_undone(decided: Papercat) -> None:
    for number, kind in ((4, "remove"), (3, "same paper"), (2, "different papers")):
        ran = decided("undo")
        assert (ran.code, ran.out) == (0, "")
        assert ran.err.startswith(f"Undid decision {number} ({kind}: ")
    assert decided("undo").code == 0
    ran = decided("undo")
    assert (ran.code, ran.err) == (1, "papercat: there is no decision to take back\n")


@pytest.mark.parametrize("order", ["1234", "4321", "3142"])
def test_undone_in_any_order_everything_is_as_it_was(
    papercat: Papercat, request: pytest.FixtureRequest, order: str
) -> None:
    before = papercat("export", "--jsonl").out
    decided: Papercat = request.getfixturevalue("decided")
    assert decided("export", "--jsonl").out != before
    for number in order:
        assert decided("undo", number).code == 0
    assert decided("export", "--jsonl").out == before
    assert decided("check").code == 0


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("9", "no decision 9; list them with: papercat decisions"),
        ("9" * 30, "list them with: papercat decisions"),
        ("1", "decision 1 is undone already; see: papercat decisions"),
    ],
)
def test_what_can_not_be_undone_is_said(papercat: Papercat, number: str, said: str) -> None:
    papercat("remove", ONE)
    papercat("undo")
    ran = papercat("undo", number)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


def test_without_decisions_the_list_is_empty(papercat: Papercat) -> None:
    assert papercat("decisions", "--json").out == "[]\n"
