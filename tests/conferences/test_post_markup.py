"""Markdown and HTML as plain lines with their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.conferences.post_markup import Line, Span, page_facts, read_lines


def lines(text: str) -> list[Line]:
    return [line for line in read_lines(text) if line.text]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## A *fine* title ##", Line(1, "A fine title", level=2, spans=(Span("italic", 2, 6),))),
        ("- [x] **Done**", Line(1, "Done", item=True, spans=(Span("bold", 0, 4),))),
        (
            "[a (b)](http://c/d_(e))",
            Line(1, "a (b)", spans=(Span("link", 0, 5, "http://c/d_(e)"),)),
        ),
        (
            '<a href="x">a <b>b</b></a>',
            Line(1, "a b", spans=(Span("link", 0, 3, "x"), Span("bold", 2, 3))),
        ),
        ("<h3 class=y>Soup</h3>", Line(1, "Soup", level=3)),
        ("snake_case and 2*3*4", Line(1, "snake_case and 2*3*4")),
        ("Ana Roe*, Wei Chen\\*", Line(1, "Ana Roe*, Wei Chen*")),
        ("a &amp; b  c\\", Line(1, "a & b c")),
        ("> quoted", Line(1, "quoted")),
        ("one{:.class} ![image](x.png) two{{< cite page=x >}}", Line(1, "one two")),
    ],
)
def test_markup_becomes_marks(text: str, line: Line) -> None:
    assert lines(text) == [line]


@pytest.mark.parametrize(
    "hidden",
    [
        *("<!-- no -->", "<style>no</style>", "<script>no</script>", "<figcaption>no</figcaption>"),
        *('<div class="caption">no</div>', "{% figure %}", "{{ site.url }}", "<nav>no</nav>"),
    ],
)
def test_text_that_nobody_reads_is_left_out(hidden: str) -> None:
    assert [line.text for line in lines(f"one\n{hidden}\ntwo")] == ["one", "two"]


def test_lines_keep_their_numbers() -> None:
    text = "one\n<!-- a\nb -->\ntwo<br>three\n<p\nclass=x>four</p>"
    assert [(line.number, line.text) for line in lines(text)] == [
        (1, "one"),
        (4, "two"),
        (4, "three"),
        (6, "four"),
    ]


def test_a_saved_page_has_lines_where_its_blocks_end() -> None:
    page = "<!DOCTYPE html>\n<body><p>one\ntwo</p>\n<ul><li>three</li></ul></body>"
    assert [(line.text, line.item) for line in lines(page)] == [("one two", False), ("three", True)]


def test_the_head_of_a_saved_page_tells_title_and_day() -> None:
    head = (
        '<title>Soup at ICML</title><meta property="article:published_time" content="2024-05-03">'
    )
    assert page_facts(head) == {"title": "Soup at ICML", "date": "2024-05-03"}


@given(st.text(alphabet="ab *_[]()<>/#-!`|\\\n&;{}%\"'=", max_size=200))
def test_any_text_has_lines_in_order(text: str) -> None:
    found = list(read_lines(text))
    assert [line.number for line in found] == sorted(line.number for line in found)
    for line in found:
        for span in line.spans:
            assert 0 <= span.start < span.end <= len(line.text)
