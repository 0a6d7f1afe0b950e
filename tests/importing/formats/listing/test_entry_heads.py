"""Head lines: categories, a date and badges in every shape a site may write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.entry_heads import (
    head_behind_text,
    read_head,
    resembles_head,
)


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
