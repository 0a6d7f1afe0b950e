"""Head lines: categories, a date and badges in every shape a site may write."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.entry_heads import (
    DATE,
    WrittenDate,
    complete,
    head_behind_text,
    page_day,
    read_date,
    read_head,
    resembles_head,
    year_doubt,
)
from papercat.text.partial_date import is_partial_date


@pytest.mark.parametrize(
    "badge",
    [
        "Code",
        "Code★ 1.2k",
        "</>Code",
        "code",
        "+Code",
        "CodeHot!",
        "Reproducible?Code",
        "Accepted to NeurIPS 2024 Datasets and Benchmarks TrackCode",
        "CODE",
        "Codes",
        "Codev2",
    ],
)
def test_any_badge_may_touch_the_date(badge: str) -> None:
    head = read_head(f"CVMay 6, 2022{badge}")
    assert head is not None
    assert (head.codes, head.date, head.badge) == (("CV",), "May 6, 2022", badge)
    assert head.has_code


@pytest.mark.parametrize("badge", ["", "No code", "NO CODE", "Decode", "Codec", "#1 Hit", "v2"])
def test_other_badges_do_not_mean_code(badge: str) -> None:
    head = read_head(f"CVMay 6, 2022{badge}")
    assert head is not None
    assert not head.has_code


@pytest.mark.parametrize(
    ("line", "codes", "date"),
    [
        ("CV +1May 6, 2022", ("CV",), "May 6, 2022"),
        ("cs.CV, cs.LG +2May 6, 2022", ("cs.CV", "cs.LG"), "May 6, 2022"),
        ("Computer Vision (cs.CV)May 6, 2022", ("cs.CV",), "May 6, 2022"),
        ("CVabout 3 hours agoCode", ("CV",), "about 3 hours ago"),
        ("CVover 1 year ago", ("CV",), "over 1 year ago"),
        ("CVSat, 12 Jul 2025", ("CV",), "Sat, 12 Jul 2025"),
        ("CVThursday, May 6, 2022", ("CV",), "Thursday, May 6, 2022"),
        ("CV2022.05.06", ("CV",), "2022.05.06"),
        ("CV6-May-2022", ("CV",), "6-May-2022"),
        ("CV05/13/2022Code", ("CV",), "05/13/2022"),
    ],
)
def test_categories_and_dates(line: str, codes: tuple[str, ...], date: str) -> None:
    head = read_head(line)
    assert head is not None
    assert (head.codes, head.date) == (codes, date)


@pytest.mark.parametrize(
    "line",
    [
        "CVMay 6, 2022 was a warm day in the city.",
        "AI Marathon 2024",
        "IT Augment 2022",
        "AI May 6, 2022 is when it began",
        "Our Group (cs.XYZ1)May 6, 2022",
        "arXiv.org · 6 May 2022",
        "openreview.net · 2022-05-06",
    ],
)
def test_text_is_not_a_head(line: str) -> None:
    assert read_head(line) is None


@pytest.mark.parametrize(
    ("line", "glued"), [("CVMay 6, 2022", True), ("cs.CV · May 6, 2022", False)]
)
def test_a_glued_head_has_a_category_that_touches_its_date(line: str, *, glued: bool) -> None:
    head = read_head(line)
    assert head is not None
    assert head.glued is glued


def test_a_head_may_be_glued_to_the_end_of_a_sentence() -> None:
    assert head_behind_text("We count sheep.LGMay 7, 2022") == "LGMay 7, 2022"
    assert head_behind_text("We count sheep in May 2022") == ""
    assert head_behind_text("LGMay 7, 2022") == ""


@pytest.mark.parametrize(
    ("line", "resembles"),
    [
        ("AI05.06.22", True),
        ("CVlast week", True),
        ("AI, 5 May 2022", True),
        ("Related papers (3)", False),
        ("Sheep were counted on May 5, 2022, by all who lived on the hill at that time.", False),
    ],
)
def test_short_lines_with_a_date_or_a_category_resemble_heads(
    line: str, *, resembles: bool
) -> None:
    assert resembles_head(line) is resembles


@given(st.text(max_size=150))
def test_the_parts_of_a_head_are_parts_of_its_line(line: str) -> None:
    head = read_head(line)
    if head is not None:
        assert all(part in line for part in (*head.codes, head.date, head.badge))


TODAY = date(2026, 6, 1)


def completed(text: str, *page: str, as_of: date | None = None, today: date = TODAY) -> str | None:
    """The date in full, on a page that writes `page`'s dates too."""
    written = [seen for each in (text, *page) if (seen := read_date(each))]
    return complete(written[0], page_day(written, as_of, today))[0]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("May 6, 2022", WrittenDate(2022, 5, 6)),
        ("May 6 2022", WrittenDate(2022, 5, 6)),
        ("Jan 30", WrittenDate(None, 1, 30)),
        ("September 1st, 2021", WrittenDate(2021, 9, 1)),
        ("6 May 2022", WrittenDate(2022, 5, 6)),
        ("6th May 2022", WrittenDate(2022, 5, 6)),
        ("May 2022", WrittenDate(2022, 5)),
        ("2022-05-06", WrittenDate(2022, 5, 6)),
        ("2022/05/06", WrittenDate(2022, 5, 6)),
        ("today", WrittenDate(days_ago=0)),
        ("Yesterday", WrittenDate(days_ago=1)),
        ("3 days ago", WrittenDate(days_ago=3)),
        ("a week ago", WrittenDate(days_ago=7)),
        ("DECEMBER 6, 2022", WrittenDate(2022, 12, 6)),
        ("2d ago", WrittenDate(days_ago=2)),
        ("3mo ago", WrittenDate(days_ago=90)),
        ("12 months ago", WrittenDate(days_ago=360)),
        ("5 mins ago", WrittenDate(days_ago=0)),
    ],
)
def test_shapes_that_listings_use(text: str, written: WrittenDate) -> None:
    assert read_date(text) == written
    assert re.fullmatch(DATE, text)


@pytest.mark.parametrize("text", ["", "soon", "2022", "13/13/2022", "2022-13-01", "May", "6"])
def test_text_that_is_not_a_date(text: str) -> None:
    assert read_date(text) is None


def test_a_date_without_a_year_is_of_the_year_after_the_latest_on_the_page() -> None:
    assert completed("Jan 30", "May 6, 2025", "Mar 1, 2019") == "2026-01-30"


def test_the_year_is_not_later_than_todays() -> None:
    assert completed("Jan 30", "May 6, 2025", today=date(2025, 12, 31)) == "2025-01-30"


@given(later=st.dates(min_value=date(2026, 1, 1), max_value=date(2100, 1, 1)))
def test_reading_the_page_again_years_later_gives_the_same_date(later: date) -> None:
    assert completed("Jan 30", "May 6, 2025", today=later) == "2026-01-30"


def doubted(text: str, *page: str, as_of: date | None = None, today: date = TODAY) -> list[str]:
    """The other dates that a doubt about the year offers, the likeliest first."""
    written = [seen for each in (text, *page) if (seen := read_date(each))]
    doubt = year_doubt(written[0], page_day(written, as_of, today))
    if doubt is None:
        return []
    assert doubt.field == "published"
    assert 0 < doubt.confidence < 1
    return list(doubt.alternatives)


def test_on_a_short_page_the_year_may_be_a_later_one() -> None:
    assert doubted("Jan 30", "May 6, 2023") == ["2026-01-30", "2025-01-30"]


def test_on_a_page_with_papers_in_every_year_it_is_not_doubted() -> None:
    page = [f"May {day}, {year}" for year in (2021, 2022, 2023) for day in range(1, 6)]
    assert doubted("Jan 30", *page) == []
    gap = [f"May 6, {year}" for year in (2011, 2017, 2023)]
    assert doubted("Jan 30", *gap) != []


@pytest.mark.parametrize("text", ["Jan 30", "Feb 29"])
def test_a_page_without_any_year_may_be_last_years(text: str) -> None:
    other = [] if text == "Feb 29" else ["2025-01-30"]
    assert doubted(text) == other


def test_a_year_that_only_one_can_be_is_not_doubted() -> None:
    assert doubted("Jan 30", "May 6, 2025") == []
    assert doubted("Jan 30", "May 6, 2020", as_of=date(2024, 2, 1)) == []
    assert doubted("Jan 30, 2020", "May 6, 2018") == []
    assert doubted("3 days ago", "May 6, 2018") == []


def test_as_of_says_when_the_page_was_copied() -> None:
    assert completed("Jan 30", "May 6, 2019", as_of=date(2024, 2, 1)) == "2024-01-30"
    assert completed("Jan 30", "May 6, 2019", as_of=date(2024, 1, 1)) == "2023-01-30"
    assert completed("3 days ago", as_of=date(2024, 3, 1)) == "2024-02-27"


def test_29_february_is_of_a_year_that_has_one() -> None:
    assert completed("Feb 29", "May 6, 2025") == "2024-02-29"


def test_a_page_without_any_year_is_of_today() -> None:
    assert completed("Jan 30") == "2026-01-30"
    assert completed("2 days ago") == "2026-05-30"


def test_a_relative_date_on_a_page_of_unknown_day_is_unknown() -> None:
    assert completed("2 days ago", "May 6, 2025") is None


def test_a_day_that_its_month_lacks_is_unknown() -> None:
    assert completed("Feb 30, 2022") is None
    assert completed("Jun 31") is None


def test_inferred_dates_have_a_reason() -> None:
    page = page_day([WrittenDate(2025, 5, 6)], None, TODAY)
    assert complete(WrittenDate(2022, 5, 6), page) == ("2022-05-06", None)
    assert complete(WrittenDate(2022, 5), page) == ("2022-05", None)
    assert complete(WrittenDate(None, 1, 30), page)[1] == (
        "no year is written; the page leaves out the current year, and the latest it writes is 2025"
    )


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_shape(day: date) -> None:
    shapes = (f"{day:%b} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", f"{day}")
    for shape in shapes:
        written = read_date(shape)
        assert written is not None
        assert written.stated() == day.isoformat()


def test_a_day_before_the_year_1_is_unknown() -> None:
    page = page_day([], date(1, 1, 5), TODAY)
    assert complete(WrittenDate(days_ago=365), page) == (None, "there is no such day")


@given(text=st.text() | st.from_regex(DATE, fullmatch=True))
def test_a_completed_date_exists(text: str) -> None:
    written = read_date(text)
    if written:
        found, reason = complete(written, page_day([written], None, TODAY))
        assert found is None or is_partial_date(found)
        assert found or reason


@pytest.mark.parametrize("text", ["Marathon 2024", "Marie 2019", "Mayor 5, 2022", "Augustin 12"])
def test_words_that_begin_like_a_month_are_not_dates(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("month", ["Sep", "Sept", "Sept.", "September", "SEP", "SEPT", "SEPTEMBER"])
def test_months_are_abbreviated_or_in_full(month: str) -> None:
    assert read_date(f"{month} 3, 2022") == WrittenDate(2022, 9, 3)


def test_a_year_in_the_future_is_ignored() -> None:
    assert completed("Jan 30", "May 6, 2062", "Mar 1, 2025") == "2026-01-30"


@pytest.mark.parametrize("clock", [date(1970, 1, 1), date(2024, 12, 31), date(2026, 1, 1)])
def test_a_clock_that_is_behind_the_page_does_not_matter(clock: date) -> None:
    page = ["May 6, 2025", "Mar 1, 2025", "Mar 1, 2019"]
    assert completed("Jan 30", *page, today=clock) == "2026-01-30"


def test_a_year_that_a_page_leaves_out_and_writes_is_doubted() -> None:
    assert doubted("Jan 30", "May 6, 2025", today=date(2025, 12, 31)) == ["2026-01-30"]
