"""RIS as programs write it."""

from datetime import date

from papercat.importing.formats import ris
from papercat.papers.model import Hints, Paper, Skipped

HINTS = Hints(date(2026, 6, 1))


def test_authors_under_two_tags_stay_in_their_order() -> None:
    lines = [
        "TY  - JOUR",
        "A1  - Berg, Ann",
        "AU  - Cole, Bo",
        "A1  - Dole, Di",
        "TI  - Weirs",
        "ER  - ",
    ]
    (paper,) = ris.read(lines, HINTS)
    assert isinstance(paper, Paper)
    assert [author.name for author in paper.authors] == ["Ann Berg", "Bo Cole", "Di Dole"]


def test_a_tag_may_stand_right_before_its_text() -> None:
    paper, other = ris.read(["TY  -JOUR", "TI  -Weirs", "ER  -", "TY  - BOOK", "TI  - Dams"], HINTS)
    assert isinstance(paper, Paper)
    assert isinstance(other, Paper)
    assert (paper.title, other.title) == ("Weirs", "Dams")


def test_a_chapter_has_its_book_and_the_book_s_number() -> None:
    lines = ["TY  - CHAP", "TI  - Weirs", "BT  - Rivers", "SN  - 978-3-16-148410-0"]
    (paper,) = ris.read(lines, HINTS)
    assert isinstance(paper, Paper)
    assert paper.venue == "Rivers"
    assert ("isbn", "978-3-16-148410-0") in paper.extra


def test_lines_outside_records_are_reported() -> None:
    skipped, paper = ris.read(["Provider: X", "", "TY  - JOUR", "TI  - Weirs"], HINTS)
    assert skipped == Skipped(1, "Provider: X")
    assert isinstance(paper, Paper)
