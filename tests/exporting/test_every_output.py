"""All formats: they lose nothing, control no terminal, and their columns fit."""

import csv
import io
import json
import re

import pytest
from rich.cells import cell_len

from papercat.exporting.output_format import FORMATS, load_writer
from papercat.exporting.table_output import column_widths, write_table
from papercat.shown import Bar, Below, Cell, Column, Link, Marked, Page, Rows, as_field
from papercat.terminal import Screen, visible

COLUMNS = (
    Column("key", 10, 2),
    Column("year", 4, 1, right=True),
    Column("title", 0, 0),
    Column("tags", 8, 3),
)
ROW: tuple[Cell, ...] = ("doe2022", 2022, "A Title of Words", ("a", "b"))
HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07",
    "\x9b2J",
    "\u202eright to left",
    "one\u2028two",
    "[/]",
    "[link=https://example.org]click[/link]",
    "[bold]",
    ":smile: :x:",
    "a | b `code` *star* <b>&amp;</b>",
    "tab\there, newline\nthere",
)


ANYTHING = sorted({*FORMATS} - {"bibtex", "biblatex", "csl", "ris", "parquet"})
"""the formats of text that show more than papers"""


def shown(view: str, what: Rows | Page, width: int = 100, *, terminal: bool = False) -> str:
    out = io.StringIO()
    screen = Screen(width, colour=False, terminal=terminal)
    load_writer(view)(what, out, screen)
    return out.getvalue()


def rows(*cells: tuple[Cell, ...], columns: tuple[Column, ...] = COLUMNS) -> Rows:
    return Rows(columns, iter(cells or (ROW,)))


def page() -> Page:
    papers = Rows(COLUMNS, [ROW], "papers")
    record = {"title": "A Page", "papers": papers}
    return Page("A Page", rows(), record, (("papers", 7),), (papers,), "Text.")


def test_every_file_is_a_format() -> None:
    assert {"csv", "json", "jsonl", "markdown", "plain", "table", "tsv"} <= set(FORMATS)


@pytest.mark.parametrize(
    ("view", "text"),
    [
        ("csv", "key,year,title,tags\ndoe2022,2022,A Title of Words,a; b\n"),
        ("tsv", "key\tyear\ttitle\ttags\ndoe2022\t2022\tA Title of Words\ta; b\n"),
        ("plain", "doe2022\t2022\tA Title of Words\ta, b\n"),
        (
            "jsonl",
            '{"key": "doe2022", "year": 2022, "title": "A Title of Words", "tags": ["a", "b"]}\n',
        ),
        (
            "json",
            """\
[
{"key": "doe2022", "year": 2022, "title": "A Title of Words", "tags": ["a", "b"]}
]
""",
        ),
        (
            "markdown",
            """\
| key | year | title | tags |
|---|---:|---|---|
| doe2022 | 2022 | A Title of Words | a, b |
""",
        ),
    ],
)
def test_rows(view: str, text: str) -> None:
    assert shown(view, rows()) == text


def test_a_table() -> None:
    lines = shown("table", rows(), 60).splitlines()
    assert lines[0].split() == ["key", "year", "title", "tags"]
    assert set(lines[1].strip()) == {"─"}
    assert lines[2].split() == ["doe2022", "2022", "A", "Title", "of", "Words", "a,", "b"]


@pytest.mark.parametrize("view", ANYTHING)
def test_every_format_writes_an_empty_table(view: str) -> None:
    text = shown(view, Rows(COLUMNS, []))
    if view == "json":
        assert json.loads(text) == []
    if view in {"plain", "jsonl"}:
        assert text == ""


@pytest.mark.parametrize("view", ANYTHING)
def test_a_page(view: str) -> None:
    text = shown(view, page())
    assert "A Title of Words" in text
    if view == "json":
        assert json.loads(text) == {
            "title": "A Page",
            "papers": [{"key": "doe2022", "year": 2022, "title": ROW[2], "tags": ["a", "b"]}],
        }


@pytest.mark.parametrize("view", ANYTHING)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_document_controls_a_terminal(view: str, text: str) -> None:
    hostile = Page(
        text, rows((text, 1, Marked(text), (text,))), {"title": text}, ((text, text),), (), text
    )
    for what in (hostile, rows((text, 1, Marked(text, ((0, 2),)), (text,)))):
        for line in shown(view, what, 200, terminal=True).split("\n"):
            kept = line.replace("\t", "")  # between the fields of plain lines and of TSV
            assert visible(kept) == kept


@pytest.mark.parametrize("text", ["[/]", "[link=https://example.org]click[/link]", ":smile:"])
@pytest.mark.parametrize("view", ["table", "plain"])
def test_markup_is_shown_byte_for_byte(view: str, text: str) -> None:
    assert text in shown(view, rows(("k", 1, text, ())), 200)


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_and_json_hold_every_text_exactly(text: str) -> None:
    row = (text, 1, text, (text,))
    (_, fields) = csv.reader(io.StringIO(shown("csv", rows(row)), newline=""))
    assert fields == [text, "1", text, text]
    assert json.loads(shown("jsonl", rows(row)))["title"] == text
    assert json.loads(shown("json", rows(row)))[0]["tags"] == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_record_is_one_plain_line_and_one_row_of_markdown(text: str) -> None:
    row = (text, 1, text, (text,))
    assert shown("plain", rows(row)).count("\n") == 1
    assert shown("plain", rows(row)).count("\t") == 3
    assert shown("markdown", rows(row)).count("\n") == 3


def test_a_plain_line_is_never_wrapped_or_cut() -> None:
    long = "word " * 500 + "end"
    assert shown("plain", rows((long, 1, long, ())), 20) == f"{long}\t1\t{long}\t\n"


@pytest.mark.parametrize("width", [1, 8, 20, 40, 80, 200])
def test_the_title_always_stays(width: int) -> None:
    text = shown("table", rows(("k" * 10, 2022, "Words", ("a", "b"))), width)
    squeezed = "".join(line.split(" ")[0] for line in text.splitlines())
    assert "Words" in text or "Words" in squeezed
    assert all(len(line) <= max(width, 1) for line in text.splitlines())


def test_columns_go_by_rank_in_a_narrow_terminal() -> None:
    natural = (10, 4, 40, 8)
    kept = {}
    for width in (20, 36, 48, 80):
        widths = column_widths(COLUMNS, natural, width)
        kept[width] = [COLUMNS[at].name for at in widths]
    assert kept == {
        20: ["title"],
        36: ["year", "title"],
        48: ["key", "year", "title"],
        80: ["key", "year", "title", "tags"],
    }


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        (None, None),
        (True, 1),
        (False, 0),
        (("a", "b"), "a; b"),
        (Marked("text"), "text"),
        (Bar(3, 9), 3),
        (0.5, 0.5),
    ],
)
def test_cells_as_csv_fields(cell: Cell, field: object) -> None:
    assert as_field(cell) == field


def test_bars_are_as_long_as_their_numbers() -> None:
    columns = (Column("papers", 12, 0),)
    text = shown("table", rows((Bar(8, 8),), (Bar(4, 8),), (Bar(0, 8),), columns=columns))
    assert text.splitlines()[2:] == ["██████████ 8", "█████ 4", " 0"]


def test_bars_get_shorter_in_a_narrow_terminal() -> None:
    columns = (Column("year", 4, 0), Column("papers", 40, 0))
    text = shown("table", rows(("2020", Bar(5, 10)), ("2021", Bar(10, 10)), columns=columns), 20)
    assert text.splitlines()[2:] == ["2020  █████▌ 5", "2021  ███████████ 10"]


def test_a_legend_appears_with_its_column() -> None:
    row = ("doe2022", 2022, "A Title of Words " * 3, ("a", "b"))
    marked = Rows(COLUMNS, [row], caption="1 paper", legend=("tags", "a is a tag"))
    assert "1 paper   a is a tag" in shown("table", marked, 80)
    assert "a is a tag" not in shown("table", marked._replace(rows=[row]), 40)


def test_highlights_need_colour() -> None:
    out = io.StringIO()
    cells = rows(("k", 1, Marked("Words here", ((0, 5),)), ()))
    write_table(cells, out, Screen(100, colour=True))
    assert "\x1b[1;31mWords\x1b[0m here" in out.getvalue()
    assert "\x1b" not in shown("table", rows(("k", 1, Marked("Words here", ((0, 5),)), ())))


CODES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;(?:id=\d+)?;(?:https://arxiv\.org/abs/1)?\x1b\\")
"""colours, and the hyperlink of the test"""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_in_colour_writes_no_codes_but_its_own(text: str) -> None:
    out = io.StringIO()
    address = "https://arxiv.org/abs/1"
    cells = (Link(text, address), 1, Below(Marked(text, ((0, 2),)), Marked(text)), (text,))
    hostile = Page(text, rows(cells), {}, ((text, text),), (rows(cells),), text)
    screen = Screen(100, colour=True, terminal=True)
    write_table(hostile, out, screen)
    assert address in out.getvalue()
    for line in CODES.sub("", out.getvalue()).split("\n"):
        assert visible(line) == line


def test_a_paper_takes_at_most_two_lines() -> None:
    columns = (
        Column("key", rank=0, whole=True),
        Column("title", rank=0, style="bold"),
        Column("authors", 18, 3, under="title"),
    )
    cells: list[tuple[Cell, ...]] = [
        ("key1", "Short", "Ada Moor"),
        ("key2", "A title " * 8, "Ada Moor"),
        ("key3", "A title " * 40, "Ada Moor"),
        ("key4", Below(Marked("A title " * 40), Marked("abstract")), "Ada Moor"),
    ]
    text = shown("table", Rows(columns, cells, lines=2), 60)
    lines = text.splitlines()[2:]
    assert lines == [
        "key1  Short",
        "      Ada Moor",
        "key2  A title A title A title A title A title A title A",
        "      title A title  Ada Moor",
        "key3  A title A title A title A title A title A title A",
        "      title A title A title A title A title A title A title…",
        "key4  A title A title A title A title A title A title A…",
        "  abstract",
    ]


def test_an_empty_table_says_so() -> None:
    assert shown("table", Rows(COLUMNS, [], empty="No papers.")) == "No papers.\n"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# Heading", "\\# Heading"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("2022 was a year", "2022 was a year"),
        ("    code", "code"),
        ("=====", "\\====="),
        ("a # b", "a # b"),
    ],
)
def test_markdown_takes_no_line_of_a_text_for_a_sign(text: str, escaped: str) -> None:
    page = Page("Title", rows(), {}, text=text)
    assert shown("markdown", page) == f"# Title\n\n\n{escaped}\n"


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8])
def test_a_tiny_terminal_is_no_error(width: int) -> None:
    columns = (Column("key", rank=0, whole=True), Column("title", rank=0), Column("n", right=True))
    table = Rows(columns, [("k" * 20, "深層学習 and more words", 12345)], lines=2)
    for line in shown("table", table, width).splitlines():
        assert cell_len(line) <= max(width, 2)
