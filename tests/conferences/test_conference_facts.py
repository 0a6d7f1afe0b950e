"""Which conference a post is about, from prose in many wordings."""

import pytest

from papercat.conferences.conference_facts import conference
from papercat.conferences.date_ranges import find
from papercat.conferences.number_words import cardinal, ordinal
from papercat.conferences.paper_counts import paper_count
from papercat.papers.model import Conference

VIENNA = (
    "We are off to the 41st International Conference on Machine Learning (ICML)."
    " It is held July 21-27 in Vienna, Austria."
)


def test_a_post_tells_series_edition_name_place_and_days() -> None:
    assert conference("Our papers at ICML 2024", VIENNA) == Conference(
        series="ICML",
        year=2024,
        edition=41,
        name="International Conference on Machine Learning",
        city="Vienna",
        country="Austria",
        first_day="2024-07-21",
        last_day="2024-07-27",
    )


@pytest.mark.parametrize(
    ("title", "text", "published", "year"),
    [
        ("Our papers at ICML 2024", VIENNA, None, 2024),
        ("Our papers", VIENNA.replace("(ICML)", "(ICML 2024)"), None, 2024),
        ("Our papers", VIENNA.replace("41st", "2024"), None, 2024),
        ("Our papers", VIENNA.replace("21-27", "21-27, 2024"), None, 2024),
        ("Our papers at ICML ’24", VIENNA, None, 2024),
        ("Our papers", VIENNA, "2024-07-19T10:00:00+00:00", 2024),
        ("Our papers", VIENNA.replace("July", "January"), "2023-12-20", 2024),
    ],
    ids=["title", "brackets", "before the name", "days", "short", "published", "next January"],
)
def test_the_year_is_in_the_title_the_text_or_the_posts_own_date(
    title: str, text: str, published: str | None, year: int
) -> None:
    found = conference(title, text, published)
    assert found is not None
    assert (found.year, (found.first_day or "")[:4]) == (year, str(year))


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("The Thirty-eighth Annual Conference on Neural Information Processing Systems", 38),
        ("The 38th Conference on Neural Information Processing Systems", 38),
        ("The fortieth Conference on Neural Information Processing Systems", 40),
        ("It is the first conference after a long pause, the Conference on Neural Systems", None),
    ],
)
def test_the_edition_is_a_number_or_a_word_before_the_name(text: str, edition: int | None) -> None:
    found = conference("NeurIPS 2024", f"{text} (NeurIPS) begins soon.")
    assert found is not None
    assert found.edition == edition


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ICLR runs 1-5 May in Kigali, Rwanda, and online.", ("Kigali", "Rwanda")),
        ("Hosted in Addis Ababa, Ethiopia from May 1 to 5, ICLR", ("Addis Ababa", "Ethiopia")),
        ("ICLR is in New Orleans, Louisiana, USA.", ("New Orleans", "United States")),
        ("ICLR is in Honolulu, Hawai'i, 1-5 May.", ("Honolulu", "United States")),
        ("ICLR 2024, 1-5 May in Vancouver, BC, Canada.", ("Vancouver", "Canada")),
        ("ICLR takes place 1-5 May in Singapore.", ("Singapore", None)),
        ("ICLR is the largest of its kind.", (None, None)),
    ],
)
def test_a_place_is_a_city_and_mostly_a_country(text: str, place: tuple[str, str]) -> None:
    found = conference("ICLR 2024", text)
    assert found is not None
    assert (found.city, found.country) == place


def test_another_events_days_are_not_the_conferences() -> None:
    text = f"Before that, on 3-4 June, we meet in Paris, France.\nIt was fun.\n{VIENNA}"
    found = conference("ICML 2024", text)
    assert found is not None
    assert (found.city, found.first_day) == ("Vienna", "2024-07-21")


def test_a_post_about_no_conference_has_none() -> None:
    assert conference("A quiet week", "We cleaned the office in 2024.") is None


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("May 7-11", "2024-05-07", "2024-05-11"),
        ("1–5 May", "2024-05-01", "2024-05-05"),
        ("from July 21st to 27th, 2023", "2023-07-21", "2023-07-27"),
        ("June 30 to July 4", "2024-06-30", "2024-07-04"),
        ("30 April–3 May", "2024-04-30", "2024-05-03"),
        ("28 November - 9 December 2022", "2022-11-28", "2022-12-09"),
        ("between May 7 and 11", "2024-05-07", "2024-05-11"),
        ("the 1st to the 5th of May", "2024-05-01", "2024-05-05"),
        ("Sunday, July 21 – Saturday, July 27", "2024-07-21", "2024-07-27"),
        ("30 December to 2 January", "2024-12-30", "2025-01-02"),
        ("Feb 26 – 29", "2024-02-26", "2024-02-29"),
    ],
)
def test_ranges_of_days_in_the_words_people_use(printed: str, first: str, last: str) -> None:
    days = find(f"It runs {printed} in Vienna.", 2024)
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["31-33 May", "May 11-7", "on May 7 and 9 papers later", "16 to 20 tasks", "Feb 28-30"]
)
def test_what_is_no_range_of_days(text: str) -> None:
    assert find(text, 2024) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Our teams present 23 papers.", (23, False)),
        ("We bring more than 70 papers this year.", (70, True)),
        ("Researchers here share over 80 new research papers.", (80, True)),
        ("We are presenting 100+ papers.", (100, True)),
        ("We present at least twenty-three accepted papers.", (23, True)),
        ("Over a hundred papers by our teams were accepted.", (100, True)),
        ("The event accepted 2,260 papers, and our teams present 31 papers.", (31, False)),
        ("We present our 2023 papers.", None),
        ("Several papers show this.", None),
        ("We trained 2200 models on 16 tasks.", None),
    ],
)
def test_how_many_papers_the_teams_bring(text: str, count: tuple[int, bool] | None) -> None:
    assert paper_count(text) == count


def test_numbers_in_words() -> None:
    assert [ordinal(word) for word in ("12th", "Eleventh", "forty first")] == [12, 11, 41]
    assert [cardinal(word) for word in ("2,260", "ninety-nine", "umpteen")] == [2260, 99, None]
