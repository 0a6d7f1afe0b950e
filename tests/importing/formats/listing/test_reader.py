"""Listings: heads in every shape, site lines, entries that are cut off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.entry_heads import read_head
from papercat.importing.formats.listing.reader import read, score
from papercat.papers.model import Hints, Note, Owner, Paper, Record, Refusal, Skipped

HINTS = Hints(date(2026, 11, 20), date(2026, 11, 20), "")
TITLE = "Counting Sheep with Sparse AttentionAda Moor, Ben Okafor, Chi Nakamura et al. · deepmind"
ABSTRACT = "We count sheep. It takes all night, and the method scales to the largest of flocks."


def read_page(*lines: str) -> list[Record]:
    return list(read(lines, HINTS))


def only_paper(*lines: str) -> Paper:
    (paper,) = (record for record in read_page(*lines) if isinstance(record, Paper))
    return paper


def skipped(records: list[Record]) -> list[int]:
    return [record.line for record in records if isinstance(record, Skipped)]


@pytest.mark.parametrize(
    ("head", "code", "published", "has_code"),
    [
        ("CVMay 6, 2022Code", "cs.CV", "2022-05-06", True),
        ("CVMay 6, 2022", "cs.CV", "2022-05-06", False),
        ("LGJan 30", "cs.LG", "2026-01-30", False),
        ("LGDec 30", "cs.LG", "2025-12-30", False),
        ("CV2022-05-06", "cs.CV", "2022-05-06", False),
        ("CV2022-05-06Code", "cs.CV", "2022-05-06", True),
        ("CV6 May 2022Code", "cs.CV", "2022-05-06", True),
        ("CVtoday", "cs.CV", "2026-11-20", False),
        ("CVTodayCode", "cs.CV", "2026-11-20", True),
        ("CVyesterday", "cs.CV", "2026-11-19", False),
        ("CV3 days ago", "cs.CV", "2026-11-17", False),
        ("CV3 days agoCode", "cs.CV", "2026-11-17", True),
        ("CVMay 6, 2022CodeNew", "cs.CV", "2022-05-06", True),
        ("CVMay 6, 2022Code Data", "cs.CV", "2022-05-06", True),
        ("CVMay 6, 2022New", "cs.CV", "2022-05-06", False),
        ("CVMay 6, 2022CodeOral · Best Paper", "cs.CV", "2022-05-06", True),
        ("cs.CVMay 6, 2022", "cs.CV", "2022-05-06", False),
        ("q-bio.NCMay 6, 2022", "q-bio.NC", "2022-05-06", False),
        ("hep-thMay 6, 2022", "hep-th", "2022-05-06", False),
        ("cond-mat.quant-gasMay 6, 2022", "cond-mat.quant-gas", "2022-05-06", False),
        ("quant-gas6 May 2022", "cond-mat.quant-gas", "2022-05-06", False),
        ("cs.CV · May 6, 2022 · Code", "cs.CV", "2022-05-06", True),
        ("cs.CV 3 days ago", "cs.CV", "2026-11-17", False),
        ("CVMay 6, 2022 (v2)", "cs.CV", "2022-05-06", False),
        ("CVMay 6, 2022(v2)", "cs.CV", "2022-05-06", False),
        ("CVMay 6, 2022 [Code]", "cs.CV", "2022-05-06", True),
        ("1. CVMay 6, 2022Code", "cs.CV", "2022-05-06", True),
        ("[12] CVMay 6, 2022", "cs.CV", "2022-05-06", False),
        ("• CVMay 6, 2022", "cs.CV", "2022-05-06", False),
        ("### cs.CV · May 6, 2022", "cs.CV", "2022-05-06", False),
        ("CVMay 6, 2022💻", "cs.CV", "2022-05-06", False),
        ("CVMay 6, 2022 🔥", "cs.CV", "2022-05-06", False),
    ],
)
def test_heads(head: str, code: str, published: str, *, has_code: bool) -> None:
    paper = only_paper(head, TITLE, ABSTRACT)
    assert paper.categories == (code,)
    assert paper.published == published
    assert paper.has_code is has_code
    assert paper.title == "Counting Sheep with Sparse Attention"


@pytest.mark.parametrize(
    "line",
    [
        "Updated May 6, 2022",
        "Last updated: May 6, 2022",
        "Updated 3 days ago",
        "in May 2022 the first of the models",
        "since March 2020",
        "IT today and the next steps",
        "AI today",
        "it May 2022",
        "Copyright 2022-05-06",
        "Published 6 May 2022",
        "May 6, 2022",
        "1. Updated May 6, 2022",
        "sheep, goatsMay 6, 2022",
    ],
)
def test_lines_that_resemble_heads(line: str) -> None:
    assert read_head(line) is None


def test_a_head_may_have_several_categories() -> None:
    assert only_paper("cs.CV, cs.LGMay 6, 2022", TITLE, ABSTRACT).categories == ("cs.CV", "cs.LG")
    assert only_paper("CV,LG,MLMay 6, 2022", TITLE, ABSTRACT).categories[:2] == ("cs.CV", "cs.LG")


def test_a_category_that_arxiv_does_not_have_is_kept_and_noted() -> None:
    records = read_page("XYMay 6, 2022", TITLE, ABSTRACT)
    assert [record.categories for record in records if isinstance(record, Paper)] == [("XY",)]
    assert [record.line for record in records if isinstance(record, Note)] == [1]


def test_a_head_makes_a_listing_despite_odd_spaces() -> None:
    assert score("Home\nPapers\n\u200bCVMay\u00a06,\u00a02022\nTitle")
    assert not score("Home\nPapers\nUpdated May 6, 2022\n")


def test_documentation_that_shows_an_entry_is_not_a_listing() -> None:
    page = f"CVMay 6, 2022Code\n{TITLE}\n{ABSTRACT}\n"
    assert score(page)
    assert not score(f"# papercat\n\nA listing looks like this:\n\n```text\n{page}```\n")


def test_thousands_of_lines_below_a_title_are_skipped() -> None:
    records = read_page("CVMay 6, 2022", TITLE, ABSTRACT, *["a"] * 20_000)
    assert set(range(400, 20_004)) <= set(skipped(records))


def test_lines_between_head_and_title_are_skipped() -> None:
    lines = ("CVMay 6, 2022", "Quokka mode", "Load more", TITLE, "Featured", ABSTRACT)
    records = read_page(*lines)
    assert only_paper(*lines).abstract == ABSTRACT
    assert only_paper(*lines).title == "Counting Sheep with Sparse Attention"
    assert skipped(records) == [2, 3, 5]


@pytest.mark.parametrize("line", ["Data from OpenAlex and Crossref", "Hosted on GitHub Pages"])
def test_the_surer_title_wins(line: str) -> None:
    paper = only_paper("CVMay 6, 2022", line, TITLE, ABSTRACT)
    assert paper.title == "Counting Sheep with Sparse Attention"
    assert skipped(read_page("CVMay 6, 2022", line, TITLE, ABSTRACT)) == [2]


def test_lines_before_the_first_head_are_skipped() -> None:
    records = read_page("Ada Moor", "", "the end of an abstract.", "LGMay 6, 2022", TITLE, ABSTRACT)
    assert skipped(records) == [1, 3]


def test_an_abstract_without_a_full_stop_does_not_take_a_button() -> None:
    lines = ["CVMay 6, 2022", TITLE, ABSTRACT.rstrip("."), "Load more", "1 2 3 … 10"]
    assert only_paper(*lines).abstract == ABSTRACT.rstrip(".")
    assert skipped(read_page(*lines)) == [4, 5]


def test_a_button_is_not_an_abstract() -> None:
    lines = ["CVMay 6, 2022", TITLE, "Load more"]
    assert only_paper(*lines).abstract is None
    assert skipped(read_page(*lines)) == [3]


def test_a_head_without_a_title_is_refused_with_its_line() -> None:
    records = read_page("CVMay 6, 2022", TITLE, ABSTRACT, "CVMay 5, 2022")
    assert [record.line for record in records if isinstance(record, Refusal)] == [4]


def test_a_title_that_is_cut_off_before_its_authors_is_refused() -> None:
    records = read_page("CVMay 6, 2022", TITLE, ABSTRACT, "CVMay 5, 2022", "Counting Goats with")
    assert [record.line for record in records if isinstance(record, Paper)] == [1]
    assert [record.line for record in records if isinstance(record, Refusal)] == [4]
    assert skipped(records) == [4, 5]


def test_an_entry_cut_off_in_its_abstract_is_kept() -> None:
    records = read_page("CVMay 6, 2022", TITLE, ABSTRACT, "CVMay 5, 2022", TITLE, "We count")
    assert [record.line for record in records if isinstance(record, Paper)] == [1, 4]


def test_authors_that_may_be_cut_off_are_doubted() -> None:
    line = "Counting Goats by the SeaAda Moor, Ben Ok"
    records = read_page("CVMay 6, 2022", TITLE, ABSTRACT, "CVMay 5, 2022", line)
    first, last = (record for record in records if isinstance(record, Paper))
    assert first.doubts == ()
    assert [doubt.field for doubt in last.doubts] == ["authors"]
    assert last.confidence == 0.5


@pytest.mark.parametrize("end", [",", " ·"])
def test_a_line_that_ends_in_a_comma_is_doubted(end: str) -> None:
    line = f"Counting Sheep with Sparse AttentionAda Moor, Ben Okafor{end}"
    paper = only_paper("CVMay 6, 2022", line, ABSTRACT)
    assert [author.name for author in paper.authors] == ["Ada Moor", "Ben Okafor"]
    (doubt,) = paper.doubts
    assert doubt.field == "authors"
    assert "more authors may follow" in doubt.reason


def test_a_title_of_a_hundred_thousand_characters_is_refused() -> None:
    records = read_page("CVMay 6, 2022", "aB" * 50_000 + "Ada Moor", ABSTRACT)
    (refusal,) = (record for record in records if isinstance(record, Refusal))
    assert refusal.line == 1
    assert "100,008 characters" in refusal.reason


def test_an_entry_that_is_pasted_twice_names_no_owner() -> None:
    page = [
        line
        for what, whom in (
            ("Sheep", "Ben Okafor"),
            ("Goats", "Chi Nakamura"),
            ("Cows", "Dan Petrov"),
        )
        for line in ("LGMay 5, 2022", f"Counting {what} at NightAda Moor, {whom}", ABSTRACT)
    ]
    twice = read(page + page, replace(HINTS, owner=None))
    assert [type(record) for record in twice] == [Paper] * 6


def test_skipped_lines_come_in_the_order_of_the_page() -> None:
    records = read_page("Menu", "CVMay 6, 2022", TITLE, ABSTRACT, "Next", "CVMay 5, 2022", TITLE)
    assert all(one < other for one, other in pairwise(skipped(records)))


@pytest.mark.parametrize("head", [[], ["CV / May 7, 2022"], ["No. 1: CVMay 6, 2022"]])
def test_an_entry_without_a_readable_head_is_skipped(
    head: list[str],
) -> None:
    other = "Hearing in the Light with Two EarsDora Lee, Eve Chen, Finn Diaz et al."
    lines = ["CVMay 6, 2022", TITLE, ABSTRACT, *head, other, "Two ears tell where a sound is from."]
    assert only_paper(*lines).abstract == ABSTRACT
    assert skipped(read_page(*lines)) == list(range(4, len(lines) + 1))


def test_an_entry_without_a_readable_date_is_refused() -> None:
    other = "Hearing in the Light with Two EarsDora Lee, Eve Chen, Finn Diaz et al."
    text = "Two ears tell where a sound is from."
    records = read_page("CVMay 6, 2022", TITLE, ABSTRACT, "CV6. Mai 2022", other, text)
    (refusal,) = (record for record in records if isinstance(record, Refusal))
    assert (refusal.line, "CV6. Mai 2022" in refusal.reason) == (4, True)


@pytest.mark.parametrize("end", ["et. al.", "+5 more", ", and 12 others", "and 3 others"])
def test_other_words_for_et_al(end: str) -> None:
    between = "" if end.startswith(",") else " "
    line = f"Counting Sheep with Sparse AttentionAda Moor, Ben Okafor, Chi Nakamura{between}{end}"
    paper = only_paper("CVMay 6, 2022", line, ABSTRACT)
    assert [author.name for author in paper.authors] == ["Ada Moor", "Ben Okafor", "Chi Nakamura"]
    assert paper.authors_truncated


def test_words_behind_the_authors_are_skipped_and_doubted_if_they_may_be_names() -> None:
    title = TITLE.removesuffix(" · deepmind")
    for words, doubts in (("12 citations", 0), ("NeurIPS 2022", 0), ("Dan Petrov", 1)):
        records = read_page("CVMay 6, 2022", f"{title} · {words}", ABSTRACT)
        (paper,) = (record for record in records if isinstance(record, Paper))
        assert [author.name for author in paper.authors][-1] == "Chi Nakamura"
        assert len(paper.doubts) == doubts
        assert Skipped(2, words) in records


@pytest.mark.parametrize("et_al", ["", " et al."])
def test_organisations_may_be_written_with_capitals_and_spaces(et_al: str) -> None:
    line = f"Counting SheepAda Moor, Ben Okafor{et_al} · Google DeepMind, ETH Zürich"
    paper = only_paper("CVMay 6, 2022", line, ABSTRACT)
    assert [author.name for author in paper.authors] == ["Ada Moor", "Ben Okafor"]
    assert paper.organisations == ("Google DeepMind", "ETH Zürich")
    assert paper.doubts == ()


@pytest.mark.parametrize("end", ["Ben Okafor and Chi Nakamura", "Ben Okafor et al"])
def test_an_author_that_may_be_two_is_doubted(end: str) -> None:
    line = f"Counting Sheep with Sparse AttentionAda Moor, {end}"
    (doubt,) = only_paper("CVMay 6, 2022", line, ABSTRACT).doubts
    assert doubt.field == "authors"


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("TLDR: Extreme Summarization of Documents", "Isabel Cachola, Kyle Lo, Arman Cohan et al."),
        ("No Abstract Reasoning Without Pixels", "Wei Li, Ada Moor, Ben Okafor et al."),
    ],
)
def test_titles_that_begin_like_site_lines(title: str, authors: str) -> None:
    paper = only_paper("CVMay 6, 2022", title + authors, ABSTRACT)
    assert (paper.title, paper.abstract) == (title, ABSTRACT)


def test_a_line_above_related_papers_is_not_a_head() -> None:
    related = "Hearing in the Light with Two EarsDora Lee, Eve Chen, Finn Diaz et al."
    for above in ("Related papers (3)", "Cited by 12", "Trending 2022"):
        lines = ["CVMay 6, 2022", TITLE, ABSTRACT, above, related]
        assert not [record for record in read_page(*lines) if isinstance(record, Refusal)]


def test_a_summary_is_not_part_of_the_abstract() -> None:
    summary = "TL;DR: Sheep are counted all night, with a method that scales to large flocks."
    for lines in ([summary, ABSTRACT], [ABSTRACT, summary]):
        assert only_paper("CVMay 6, 2022", TITLE, *lines).abstract == ABSTRACT


def test_a_head_glued_to_the_abstract_above_begins_an_entry() -> None:
    other = "Hearing in the Light with Two EarsDora Lee, Eve Chen"
    text = "Two ears tell where a sound is from."
    lines = ["CVMay 6, 2022", TITLE, f"{ABSTRACT}LGMay 7, 2022Code", other, text]
    one, two = (record for record in read_page(*lines) if isinstance(record, Paper))
    assert (one.abstract, two.abstract) == (ABSTRACT, text)
    assert (two.line, two.published, two.has_code) == (3, "2022-05-07", True)
    assert two.printed == f"LGMay 7, 2022Code\n{other}"
    assert only_paper(*lines[:3]).abstract == lines[2]


@pytest.mark.parametrize("margin", ["> ", ">> ", "• ", "* ", "| "])
def test_a_quoted_page_is_read_like_the_page(margin: str) -> None:
    page = ["CVMay 6, 2022", TITLE, ABSTRACT] * 2
    quoted = [margin + line for line in page]
    assert score("\n".join(quoted))
    assert [paper for paper in read_page(*quoted) if isinstance(paper, Paper)] == [
        paper for paper in read_page(*page) if isinstance(paper, Paper)
    ]


def test_an_unreadable_head_above_a_sure_title_ends_an_entry() -> None:
    other = "Hearing in the Light with Two EarsDora Lee, Eve Chen"
    lines = ["CVMay 6, 2022", TITLE, ABSTRACT, "CV05.06.22", other, "Two ears tell what it is."]
    assert only_paper(*lines).abstract == ABSTRACT


@pytest.mark.parametrize("lines", [["Accepted to NeurIPS 2024"], ["ICLR 2024 poster", "Everyone"]])
def test_a_venue_above_a_title_is_skipped(lines: list[str]) -> None:
    title = "Learned Early Warning of SepsisJane Doe, John Smith, Ada Miller et al. · deepmind"
    paper = only_paper("LGMay 6, 2022", *lines, title, ABSTRACT)
    assert paper.title == "Learned Early Warning of Sepsis"


def test_a_sentence_that_begins_like_a_head_is_skipped() -> None:
    assert skipped(read_page("CVMay 6, 2022 was a warm day in the city.")) == [1]


def test_a_single_entry_that_is_cut_off_is_refused() -> None:
    records = read_page("CVMay 5, 2022", "Counting Goats with")
    assert [type(record) for record in records[1:]] == [Refusal, Skipped, Skipped]


def test_a_chip_between_head_and_title_is_skipped() -> None:
    for chip in ("UC Berkeley", "ETH Zürich", "Prof. Ada Moor", "Vector Institute"):
        paper = only_paper("CVMay 6, 2022", chip, "Counting SheepAda Moor, Ben Okafor", ABSTRACT)
        assert (paper.title, paper.abstract) == ("Counting Sheep", ABSTRACT)


@pytest.mark.parametrize("head", ["CVlast week", "CV 6.5.22", "XAI6 May 2022", "CV / May 7, 2022"])
def test_an_entry_with_a_sure_title_below_an_unreadable_head_is_refused(head: str) -> None:
    other = "Hearing in the Light with Two EarsDora Lee, Eve Chen"
    lines = ["CVMay 6, 2022", TITLE, ABSTRACT, head, other, "Two ears tell where a sound is from."]
    assert only_paper(*lines).abstract == ABSTRACT
    (refusal,) = (record for record in read_page(*lines) if isinstance(record, Refusal))
    assert (refusal.line, head in refusal.reason) == (4, True)


@given(
    st.lists(
        st.sampled_from(
            [
                "CVMay 6, 2022",
                TITLE,
                "Counting Sheep with Sparse Attention",
                "Ada Moor, Ben Okafor",
                "Ada Moor",
                "et al. · deepmind",
                "· google",
                ABSTRACT,
                "Image Classification",
                "Load more",
                "1/2",
                "",
                "> Ada Moor",
                "12 citations",
            ]
        ),
        min_size=1,
    )
)
def test_any_order_of_lines_is_read(lines: list[str]) -> None:
    records = read_page("CVMay 5, 2022", TITLE, *lines)
    assert all(record.line <= len(lines) + 2 for record in records if not isinstance(record, Owner))
    places = [record.line for record in records if isinstance(record, Paper)]
    assert places == sorted(set(places))
