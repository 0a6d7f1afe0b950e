"""What mails, editors and lists put before every line goes; what one line has alone stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.margins import answers, without_margins

PAGE = [
    "CVMay 6, 2022",
    "On Maps in 3DAda Moor",
    "We draw > 3 maps.",
    "",
    "LGMay 7, 2022",
    "On CowsJo Park",
]
MARGINS = ["> ", ">", "> > ", ">> ", "| ", "• ", "- ", "* ", "·", "– ", "- [ ] ", "> • ", "> - > "]


@pytest.mark.parametrize("margin", MARGINS)
def test_what_nearly_all_lines_have_before_them_goes(margin: str) -> None:
    assert without_margins([f"{margin}{line}".rstrip() for line in PAGE]) == PAGE
    answer = ["See below!", *(f"{margin}{line}" if line else "" for line in PAGE)]
    assert without_margins(answer) == ["See below!", *PAGE]


@pytest.mark.parametrize("form", ["{} {}", "{}: {}", "[{}] {}", "{}. {}", "{}| {}"])
@pytest.mark.parametrize("first", [1, 97])
def test_the_numbers_of_all_lines_go(form: str, first: int) -> None:
    numbered = [form.format(number, line).rstrip() for number, line in enumerate(PAGE, first)]
    assert without_margins(numbered) == PAGE
    some = [form.format(number, line) for number, line in enumerate(filter(None, PAGE), first)]
    assert without_margins(some) == [line for line in PAGE if line]


def test_what_a_few_lines_have_before_them_stays() -> None:
    lines = ["> 3 maps are drawn", "1 map is drawn", "- or none", *PAGE]
    assert without_margins(lines) == lines


@pytest.mark.parametrize(
    "line",
    [
        "**On Maps**Ada Moor",
        "__On Maps__Ada Moor",
        "### On MapsAda Moor",
        "### **On Maps**Ada Moor",
        "[On Maps](https://example.org/1)Ada Moor",
        "[On Maps](/abs/1)[Ada Moor](/a/2)",
        "★ On MapsAda Moor",
        "📄 On MapsAda Moor",
        "On MapsAda Moor<br>",
        "On MapsAda Moor\\",
    ],
)
def test_markup_goes(line: str) -> None:
    assert without_margins([line]) == ["On MapsAda Moor"]


@pytest.mark.parametrize("margin", ["> ", "• "])
def test_a_part_that_is_quoted_or_a_list(margin: str) -> None:
    part = [f"{margin}{line}" if line else "" for line in PAGE]
    assert without_margins([*part, "", "I like these, do you?", "Ada"])[: len(PAGE)] == PAGE
    assert without_margins([*part, *PAGE]) == [*PAGE, *PAGE]


def test_numbers_may_have_gaps() -> None:
    numbered = [f"{2 * number} {line}" for number, line in enumerate(filter(None, PAGE), 3)]
    assert without_margins(numbered) == [line for line in PAGE if line]


@pytest.mark.parametrize(
    "line", ["**Maps** are drawn.", "# of maps", "☆ is a sign", "__init__ is one", "leq\\"]
)
def test_a_mark_that_few_lines_have_stays(line: str) -> None:
    text = [line, *(f"We draw maps of fields, {number}" for number in range(9))]
    assert without_margins(text) == text


@pytest.mark.parametrize(
    "line", ["A* and B** search", "f(x) ** 2 **", "[1] shows it", "#P is hard", "\\\\", "[a](b)"]
)
def test_what_only_resembles_markup_stays(line: str) -> None:
    assert without_margins([line]) == [line]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc"]))))
def test_no_line_is_lost(lines: list[str]) -> None:
    assert len(without_margins(lines)) == len(lines)


@given(st.lists(st.sampled_from(["Ada Moor", "We draw maps", "", "7 maps"]), max_size=9))
def test_a_page_without_margins_is_as_it_was(lines: list[str]) -> None:
    assert without_margins(["Maps", *lines]) == ["Maps", *lines]


QUOTED = [f"> {line}" if line else "" for line in PAGE]


def test_what_stands_apart_in_a_quoted_mail_is_an_answer() -> None:
    mail = ["Ada wrote:", "", *QUOTED, "", "Which one first?", "Ben"]
    found = answers(mail)
    assert [mail[at] for run in found for at in run] == ["Ada wrote:", "Which one first?", "Ben"]


def test_a_quoted_line_that_was_wrapped_goes_on_without_its_sign() -> None:
    assert answers([*QUOTED[:3], "and so on,", *QUOTED[3:]]) == []


def test_a_page_that_is_hardly_quoted_has_no_answers() -> None:
    assert answers([*PAGE, "", *QUOTED[:2], "", "So."]) == []


@given(st.lists(st.sampled_from(["> a", "b", ""])))
def test_answers_are_lines_without_the_sign_in_their_order(lines: list[str]) -> None:
    places = [at for run in answers(lines) for at in run]
    assert places == sorted(set(places))
    assert {lines[at] for at in places} <= {"b"}
