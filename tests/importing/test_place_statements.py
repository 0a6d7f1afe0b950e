"""What each place said of a paper can be taken out of what is shown, and put beside it again."""

from papercat.importing.place_statements import as_record, beside, said_by
from papercat.papers.provenance import told

from papercat.papers.model import Author, Guess, Origin, Paper

PAGE = Origin(
    "/page.txt",
    4,
    "a",
    "listing",
    "CVMay 6, 2022\nOn MapsAda Moor, Ben Okafor et al.",
    (("authors", "Ada Moor, Ben Okafor"), ("doi:10.1/x", None), ("venue", None)),
    ("Eva Lind",),
)
RECORD = Origin(
    "/papers.jsonl",
    1,
    "b",
    "jsonl",
    None,
    (("categories", None), ("has_code", None), ("published", "2023"), ("title", "Maps")),
)
SHOWN = Paper(
    title="On Maps",
    line=0,
    authors=(
        *map(Author, ("Ada Moor", "Ben Okafor", "Chi Nakamura")),
        Author("Eva Lind", "inferred"),
    ),
    published="2022-05-06",
    categories=("cs.CV",),
    has_code=True,
    venue="CVPR",
    ids=(("doi", "10.1/x"),),
    guesses=(Guess("authors", "her page", "Eva Lind"), Guess("categories", "may be", "CV")),
    origins=(PAGE, RECORD),
)


def test_a_record_is_what_its_place_said() -> None:
    page, record = (as_record(SHOWN, origin) for origin in SHOWN.origins)
    assert [author.name for author in page.listed] == ["Ada Moor", "Ben Okafor"]
    assert [author.name for author in page.inferred] == ["Eva Lind"]
    assert (page.title, page.published, page.venue, page.ids) == ("On Maps", "2022-05-06", None, ())
    assert (page.authors_truncated, page.has_code, page.guesses) == (True, True, SHOWN.guesses)
    assert (record.title, record.published, record.venue) == ("Maps", "2023", "CVPR")
    assert (record.categories, record.has_code, record.ids) == ((), False, SHOWN.ids)
    assert (record.authors_truncated, record.guesses, record.confidence) == (False, (), None)


def test_what_was_said_beside_what_is_shown_is_said_again() -> None:
    for origin in SHOWN.origins:
        assert beside(SHOWN, origin, said_by(SHOWN, origin)) == origin


def test_beside_something_else_it_says_something_else() -> None:
    alone = as_record(SHOWN, RECORD)
    said = dict(beside(alone, RECORD, said_by(SHOWN, RECORD)).said)
    assert said == {}
    assert told(alone, "title") == "Maps"
