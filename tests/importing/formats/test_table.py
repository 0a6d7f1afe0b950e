"""Tables: papercat's own, and those of others."""

from datetime import date

from bibliography_samples import CSV

from papercat.importing.formats import read_records, table
from papercat.papers.model import Hints, Paper, Refusal
from papercat.papers.record import paper_of_row

HINTS = Hints(date(2026, 6, 1))


def test_columns_are_known_by_obvious_names() -> None:
    paper, _ = read_records(table, CSV.split("\n"), HINTS)
    assert isinstance(paper, Paper)
    assert [author.name for author in paper.authors] == ["Ann van der Berg", "Bo Cole"]
    assert (paper.published, paper.venue) == ("2001", "Sluices")
    assert paper.ids == (("doi", "10.5555/x"),)
    assert dict(paper.extra) == {"url": "https://example.org/a", "Call Number": "QA 7"}


def test_the_user_may_say_which_column_is_which() -> None:
    lines = [
        "Werk\tVon",
        "Weirs\tAnn Berg and Bo Cole",
        "Sluices\tCole, B.",
        "Dams\tA. Berg, B. Cole",
        "Locks\tBerg, A., Cole, B.",
        "Gates\tBerg, Ann",
        "Reeds\tBerg A.B., van der Cole B.",
        "Ponds\tBerg AB; O'Cole B",
        "Wells\t['Ann Berg', \"Bo O'Cole\"]",
        'Mills\t["Ann B\\u00e8rg", "Bo Cole"]',
        "Marks\t[]",
    ]
    hints = Hints(date(2026, 6, 1), columns=(("title", "werk"), ("authors", "Von")))
    found = [record for record in table.read(lines, hints) if isinstance(record, Paper)]
    assert [paper.title for paper in found] == [line.partition("\t")[0] for line in lines[1:]]
    assert [[author.name for author in paper.authors] for paper in found] == [
        ["Ann Berg", "Bo Cole"],
        ["B. Cole"],
        ["A. Berg", "B. Cole"],
        ["A. Berg", "B. Cole"],
        ["Ann Berg"],
        ["A.B. Berg", "B. van der Cole"],
        ["A. B. Berg", "B. O'Cole"],
        ["Ann Berg", "Bo O'Cole"],
        ["Ann Bèrg", "Bo Cole"],
        [],
    ]


def test_without_titles_a_table_is_refused() -> None:
    (refused,) = table.read(["a,b", "1,2"], HINTS)
    assert isinstance(refused, Refusal)
    assert "--column title=NAME" in refused.reason


def test_a_record_over_several_lines_has_the_line_where_it_begins() -> None:
    found = list(table.read(["title,year", '"One', 'title",2001', "Two,2002"], HINTS))
    assert [record.line for record in found if isinstance(record, Paper)] == [2, 4]


def test_every_column_of_our_own_table_is_read_back() -> None:
    columns = {
        "key": "berg2001weirs",
        "title": "Weirs",
        "authors": "Ann Berg; Bo Cole",
        "authors_inferred": "Cy Dee",
        "authors_truncated": "1",
        "published": "2001-05",
        "categories": "cs.LG; stat.ML",
        "has_code": "1",
        "organisations": "deepmind; mila",
        "venue": "Sluices",
        "ids": "doi:10.5555/x",
        "confidence": "0.9",
        "abstract": "Water.",
        "comment": "12 pages",
        "tags": "rivers; toread",
        "status": "reading",
        "notes": "Look at *figure* 3.",
        "extra": '{"volume": "7"}',
        "year": "2001",
        "rating": "five stars",
    }
    paper = paper_of_row(columns, 2)
    assert [(author.name, author.basis) for author in paper.authors] == [
        ("Ann Berg", "stated"),
        ("Bo Cole", "stated"),
        ("Cy Dee", "inferred"),
    ]
    assert (paper.key, paper.title, paper.published) == ("berg2001weirs", "Weirs", "2001-05")
    assert paper.categories == ("cs.LG", "stat.ML")
    assert paper.organisations == ("deepmind", "mila")
    assert (paper.venue, paper.abstract, paper.confidence) == ("Sluices", "Water.", 0.9)
    assert paper.ids == (("doi", "10.5555/x"),)
    assert paper.authors_truncated
    assert paper.has_code
    assert (paper.comment, paper.status) == ("12 pages", "reading")
    assert paper.tags == ("rivers", "toread")
    assert paper.notes == "Look at *figure* 3."
    assert paper.extra == (("volume", "7"), ("rating", "five stars"))


def test_a_table_of_zotero_has_types_and_a_date_beside_the_year() -> None:
    lines = [
        "Item Type,Publication Year,Author,Title,Date",
        'journalArticle,2019,"Berg, Ann",Weirs,2019-03-01',
        "Hologram,2020,Bo Cole,Dams,2020",
    ]
    weirs, dams = table.read(lines, HINTS)
    assert isinstance(weirs, Paper)
    assert isinstance(dams, Paper)
    assert weirs.published == "2019-03-01"
    assert dict(weirs.extra) == {"entrytype": "article"}
    assert dict(dams.extra) == {"type": "Hologram"}
