"""Every line of a page has a label."""

from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.line_labels import label_page
from papercat.importing.formats.listing.page_lines import Label

HEAD = "CVMay 6, 2022"
TITLE = "Counting Sheep at Night with Recurrent NetworksAda Moor, Ben Okafor, Chi Nakamura et al."
OTHER = "On Maps of Fields and the Roads between ThemEva Lind, Gil Soto, Ida Berg et al."
TEXT = "We count sheep by their sound, at night, and learn that they are as many as by day."


def labels(*lines: str) -> list[str]:
    return [line.label.value for line in label_page(lines)]


def test_an_entry_between_site_lines() -> None:
    assert labels("Home", HEAD, "Google DeepMind", TITLE, "♡ 12", TEXT, "Load more") == [
        "site",
        "head",
        "site",
        "title",
        "site",
        "abstract",
        "site",
    ]


def test_another_title_begins_an_entry_whose_head_could_not_be_read() -> None:
    assert labels(HEAD, TITLE, TEXT, OTHER, TEXT)[2:] == ["abstract", "site", "site"]
    assert labels(HEAD, TITLE, TEXT, "AI05.06.22", OTHER)[2:] == ["abstract", "unread", "site"]


def test_a_head_behind_an_abstract_is_a_line_of_its_own() -> None:
    page = label_page([HEAD, TITLE, f"{TEXT}LGMay 7, 2022", OTHER, TEXT])
    assert [line.number for line in page if line.label is Label.HEAD] == [1, 3]


def test_an_abstract_that_may_be_longer_is_doubted() -> None:
    page = label_page([HEAD, TITLE, TEXT, "Sheep are counted all over the world."])
    (title,) = (line for line in page if line.label is Label.TITLE)
    assert title.doubt is not None
    assert title.doubt.field == "abstract"


LINES = st.sampled_from(
    [HEAD, TITLE, OTHER, TEXT, "Load more", "AI05.06.22", "Ada Moor", "", "> x"]
)


@given(st.lists(LINES))
def test_titles_and_abstracts_stand_below_a_head(lines: list[str]) -> None:
    found = labels(*lines)
    before = found[: found.index("head")] if "head" in found else found
    assert set(before) <= {"site"}
    assert len(found) == len([line for line in lines if line])
