"""RIS as programs write it."""

from datetime import date

from papercat.importing.formats import ris
from papercat.papers.model import Hints, Paper


def test_authors_under_two_tags_stay_in_their_order() -> None:
    lines = [
        "TY  - JOUR",
        "A1  - Berg, Ann",
        "AU  - Cole, Bo",
        "A1  - Dole, Di",
        "TI  - Weirs",
        "ER  - ",
    ]
    (paper,) = ris.read(lines, Hints(date(2026, 6, 1)))
    assert isinstance(paper, Paper)
    assert [author.name for author in paper.authors] == ["Ann Berg", "Bo Cole", "Di Dole"]
