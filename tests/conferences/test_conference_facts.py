"""The conference of a post, its days, its place and the papers announced, in many wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.conferences.conference_facts import EventFields, find_conferences
from papercat.conferences.days_and_places import LONGEST, as_place, find_days, find_place
from papercat.conferences.post_sections import sentences
from papercat.conferences.post_words import cardinal, ordinal
from papercat.papers.model import Conference

VIENNA = (
    "We are off to the 41st International Conference on Machine Learning (ICML)."
    " It is held July 21-27 in Vienna, Austria."
)


def conference(title: str, text: str, published: str | None = None) -> Conference | None:
    """Return the main conference of a post."""
    found = find_conferences(title, list(sentences(text)), published)
    return found[0] if found else None


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
        ("ICML 24 accepted list", VIENNA, None, 2024),
        ("Our papers", VIENNA, "2024-07-19T10:00:00+00:00", 2024),
    ],
    ids=["title", "brackets", "before the name", "days", "short", "two digits", "published"],
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
        ("The 38th Meeting of the Systems on Neural Information Processing", 38),
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
        ("ICLR took us to the Convention Centre Dublin.", ("Dublin", None)),
        ("ICLR is at the Vancouver Convention Centre.", ("Vancouver", None)),
        ("ICLR took place in Vancouver, BC.", ("Vancouver", "Canada")),
        ("ICLR will take place in the Greek island of Rhodes.", ("Rhodes", None)),
        ("We saw a lot at ICLR in Copenhagen.", ("Copenhagen", None)),
        ("We met at ICLR in Oslo in 2019. ICLR is now in Rome.", ("Rome", None)),
        ("Soon.\nDATE\n1-5 May\nLOCATION Vienna, Austria | hybrid", ("Vienna", "Austria")),
    ],
)
def test_a_place_is_a_city_and_mostly_a_country(text: str, place: tuple[str, str]) -> None:
    found = conference("ICLR 2024", text)
    assert found is not None
    assert (found.city, found.country) == place


def test_the_city_behind_a_name_is_no_part_of_it() -> None:
    text = "The Robotics: Science and Systems Conference, Oslo (RSS 2019), is in Oslo, Norway."
    found = conference("RSS 2019", text)
    assert found is not None
    assert (found.name, found.city) == ("Robotics: Science and Systems Conference", "Oslo")


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
        ("Feb 26 – 29", "2024-02-26", "2024-02-29"),
        ("July 17th - 23rd", "2024-07-17", "2024-07-23"),
        ("17.-23. July", "2024-07-17", "2024-07-23"),
        ("July 17--23 2024", "2024-07-17", "2024-07-23"),
        ("Monday, Nov 25, through Thursday, Nov 28", "2024-11-25", "2024-11-28"),
        ("2024-07-23 to 29", "2024-07-23", "2024-07-29"),
        ("2024-07-23 to 2024-07-29", "2024-07-23", "2024-07-29"),
    ],
)
def test_ranges_of_days_in_the_words_people_use(printed: str, first: str, last: str) -> None:
    days = find_days(f"It runs {printed} in Vienna.", 2024)
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "31-33 May",
        "May 11-7",
        "on May 7 and 9 papers later",
        "16 to 20 tasks",
        "Feb 28-30",
        "May 1 to June 9",
    ],
)
def test_what_is_no_range_of_days(text: str) -> None:
    assert find_days(text, 2024) is None


def test_numbers_in_words() -> None:
    assert [ordinal(word) for word in ("12th", "Eleventh", "forty first")] == [12, 11, 41]
    assert [cardinal(word) for word in ("2,260", "ninety-nine", "umpteen")] == [2260, 99, None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "ACL 2024, the 62nd Annual Meeting of the Association for Computational Linguistics",
            "Annual Meeting of the Association for Computational Linguistics",
        ),
        (
            "The IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
            "IEEE/CVF Conference on Computer Vision and Pattern Recognition",
        ),
        (
            "We head to Daegu, Korea, for Robotics: Science and Systems (RSS 2023)",
            "Robotics: Science and Systems",
        ),
        (
            "Proceedings of the Conference on Cooking in Vienna (SOUP 2019)",
            "Conference on Cooking",
        ),
        (
            "Cooker: a Framework for Stew, International Conference on Soup (SOUP), 2019",
            "International Conference on Soup",
        ),
        (
            "The 2019 Conference on Soup and 9th International Conference on Stew (SOUP 2019)",
            "Conference on Soup",
        ),
    ],
)
def test_full_names(text: str, name: str | None) -> None:
    title = {"ACL": "ACL 2024", "The I": "CVPR 2024", "We he": "RSS 2023"}.get(text[:5], "")
    title = title or ("ACL 2024" if text.startswith("ACL") else "SOUP 2019")
    found = conference(title, text + " begins soon.")
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "title",
    ["Our papers at the 2022 NeurIPS conference", "Team Acme at NeurIPS ‘22", "NeurIPS2022"],
)
def test_the_year_before_and_behind_the_series(title: str) -> None:
    found = conference(title, "")
    assert found is not None
    assert found.key == "neurips2022"


def test_a_well_known_series_needs_no_year_beside_it() -> None:
    texts = {
        "The Robotics: Science and Systems (RSS) Conference is here.": "rss2011",
        "The IEEE/RSJ IROS conference took place in Vancouver.": "iros2011",
    }
    for text, key in texts.items():
        found = conference("Our week", text, "2011-08-02")
        assert found is not None
        assert found.key == key


def test_the_place_of_next_year_is_not_this_years() -> None:
    found = conference(
        "At VIS 2018",
        "VIS took place in Europe. From 21st to 26th of October many met in Berlin to talk."
        " Next year, the conference will take place in Vancouver, Canada, from October 20 to 25.",
    )
    assert found is not None
    assert (found.city, found.first_day, found.last_day) == ("Berlin", "2018-10-21", "2018-10-26")


def test_a_post_about_several_conferences_names_the_main_one_first() -> None:
    found = find_conferences("Our papers at NeurIPS 2025 and EMNLP 2025", [])
    assert [one.key for one in found] == ["neurips2025", "emnlp2025"]


def test_the_web_conference_is_www() -> None:
    (found,) = find_conferences("The Web Conference 2024 in Singapore", [])
    assert (found.key, found.city) == ("www2024", "Singapore")


def test_the_fields_of_an_event_are_believed() -> None:
    days = "2022-05-01 to 2022-05-04"
    event = EventFields("The 2022 Soup Conference (SOUP 2022)", "Oslo, Norway", days)
    said = ["SOUP is on May 7-9 in Rome, Italy."]
    (found,) = find_conferences("Two papers accepted", said, None, event)
    assert (found.series, found.city, found.country) == ("SOUP", "Oslo", "Norway")
    assert (found.first_day, found.last_day) == ("2022-05-01", "2022-05-04")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It is held in San Diego, USA and Mexico City, Mexico.", ("San Diego", "United States")),
        ("We are in London, UK, this year.", ("London", "United Kingdom")),
        ("It takes place in Paris, home of our lab.", ("Paris", None)),
        ("See you in Honolulu!", ("Honolulu", None)),
        ("I went to Vienna along with others.", ("Vienna", None)),
        ("I moved from Oslo to Zürich.", None),
        ("At the Oslo Maria A. Roe Convention Center", ("Oslo", None)),
        ("KDD 2022 in Washington, D.C.", ("Washington", "United States")),
        ("It was held in Marseille, France, from June 20th.", ("Marseille", "France")),
        ("We work in Natural Language Processing, Robotics and Vision.", None),
        ("Researchers in Machine Learning meet this year.", None),
        ("Joseph Kim, Carnegie Mellon, USA", None),
        ("Jo Kim, Georgia Institute of Technology, USA", None),
        ("It is in the heart of Vienna, Austria.", ("Vienna", "Austria")),
        ("It is by J. Roe (Univ. of Washington, USA).", None),
        ("Ana Roe, University of British Columbia, Canada", None),
        ("It is held in May.", None),
        ("The conference (SOUP), New York City, USA, starts.", ("New York City", "United States")),
    ],
)
def test_places_in_the_words_people_use(text: str, place: tuple[str, str] | None) -> None:
    assert find_place([text]) == place


def test_a_field_that_names_a_place() -> None:
    assert as_place("Abu Dhabi, United Arab Emirates") == ("Abu Dhabi", "United Arab Emirates")
    assert as_place("Hong Kong") == ("Hong Kong", None)
    assert as_place("Online") is None


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_has_conferences_with_days_in_order(text: str, title: str) -> None:
    for found in find_conferences(title, list(sentences(text)), "2024-05-03"):
        if found.first_day and found.last_day:
            assert found.first_day <= found.last_day


@given(st.text(alphabet="0123456789 -–.,JulyMaytonh/", max_size=60))
def test_no_range_of_days_is_longer_than_a_conference(text: str) -> None:
    days = find_days(text, 2024)
    assert days is None or days.last - days.first <= LONGEST
