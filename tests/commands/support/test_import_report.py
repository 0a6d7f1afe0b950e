"""The report of an import."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from papercat.commands.support.import_report import Report
from papercat.errors import ExitCode
from papercat.papers.model import Note, Owner, Refusal, Skipped, Tally


def remarks(**what: Any) -> list[str]:
    report = Report()
    report.tallies.append(Tally("/page.txt", **what))
    return list(report.remarks())


def test_consecutive_refusals_with_one_reason_are_one_line() -> None:
    refused = [Refusal(line, "no JSON") for line in (3, 4, 5, 9)] + [Refusal(6, "no title")]
    assert remarks(refused=refused) == [
        "/page.txt:3-5: refused: no JSON",
        "/page.txt:6: refused: no title",
        "/page.txt:9: refused: no JSON",
    ]


def test_many_notes_are_summed_up_by_their_lines() -> None:
    notes = remarks(notes=[Note(line, "no abstract") for line in range(1, 151)])
    assert (len(notes), notes[-1]) == (
        101,
        "/page.txt: 50 more notes, of the entries on lines 101-150",
    )
    skipped = remarks(skipped=[Skipped(line, "Menu") for line in range(1, 102)])
    assert skipped[-1] == "/page.txt: skipped 1 more line, part of no entry: 101"


def test_the_owner_of_a_page() -> None:
    def said(name: str, *, given: bool) -> str:
        owner = Owner(name, given=given, margin=1.0, reason="1 of 2")
        return remarks(owner=owner)[0]

    assert said("Ada Moor", given=True) == "/page.txt: the page of Ada Moor (as given)"
    assert said("Ada Moor", given=False) == "/page.txt: the page of Ada Moor (inferred: 1 of 2)"
    assert said("", given=True) == "/page.txt: nobody's page (as given)"


@given(st.lists(st.integers(1, 30), unique=True))
def test_every_refused_line_is_in_one_remark(lines: list[int]) -> None:
    said = remarks(refused=[Refusal(line, "so") for line in lines])
    spans = [line.split(":")[1].split("-") for line in said]
    told = [number for span in spans for number in range(int(span[0]), int(span[-1]) + 1)]
    assert told == sorted(lines)


def test_the_exit_code_depends_on_refusals() -> None:
    report = Report()
    codes = [report.exit_code]
    report.tallies.append(Tally("a", seen=1, refused=[Refusal(1, "so")]))
    codes.append(report.exit_code)
    report.tallies.append(Tally("b", seen=1, added=1))
    codes.append(report.exit_code)
    assert codes == [ExitCode.DONE, ExitCode.REFUSED, ExitCode.INCOMPLETE]
