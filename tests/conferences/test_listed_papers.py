"""Papers that a post lists, in many layouts; titles and names are invented."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.conferences.listed_papers import listed_papers
from papercat.conferences.paper_lines import marked_titles
from papercat.conferences.post_markup import read_lines
from papercat.papers.model import Conference, Paper, Refusal


def read(text: str, title: str = "Our papers") -> list[Paper | Refusal]:
    return list(listed_papers(list(read_lines(text)), title, Conference("SOUP", 2024), None))


def papers(text: str) -> list[tuple[str, str]]:
    found = [paper for paper in read(text) if isinstance(paper, Paper)]
    return [(paper.title, ", ".join(author.name for author in paper.authors)) for paper in found]


TITLE = "Stirring Soup with Deep Networks: A Study"
NAMES = "Maria Garcia, Thomas Brown, Wei Chen"
OTHERS = ", Thomas Brown, Wei Chen"
LAYOUTS = {
    "heading": f"#### {TITLE}\n**Authors**: {NAMES}",
    "numbered heading": f"## 12. {TITLE}\n**Authors:** {NAMES.replace(',', ';')};",
    "signs": f"📄 **{TITLE}**\n👥 {NAMES}",
    "linked heading": f"## [{TITLE}](https://arxiv.org/abs/2401.00001)\n#### Authors: {NAMES}",
    "heading and note": f"## {TITLE}\n*SOUP Workshop on Stew*\n\n#### Authors: {NAMES}",
    "heading and links": f"#### {TITLE}\n[paper](x) \\| [blog post](y)\n<br> {NAMES} \\| _a@b.c_",
    "bold": f"**{TITLE}**\\\n{NAMES}\\\nWed, 15 May | 2:15 PM",
    "bold and break": f"- **{TITLE}** <br/> {NAMES}",
    "italic": f"- *{TITLE}* <br/>\nMaria Garcia, Thomas Brown and Wei Chen.",
    "link": f"[{TITLE}](https://arxiv.org/abs/2401.00001). {NAMES}. In Proceedings of SOUP.",
    "link in HTML": f'<a href="x">{TITLE}</a>.\n<a href="y">Maria Garcia</a>{OTHERS}.',
    "authors first": f"- {NAMES}: [{TITLE}](x)",
    "numbered": f"* (Spotlight \\#1): {NAMES}. [{TITLE}]",
    "quoted": f"{NAMES}. “{TITLE}.” _Proceedings of SOUP_, 2024.",
    "quoted first": f'"{TITLE}" — {NAMES}',
    "italic behind": f"- [ ] {TITLE}*{NAMES}*",
    "links behind": f"- **{TITLE}** [[PDF]](x)\n  **Maria Garcia**{OTHERS}.",
    "brackets": f"• {TITLE} ({NAMES})",
    "by": f"{TITLE} by Maria Garcia, Thomas Brown, and Wei Chen",
    "by, in prose": f"The paper <em>{TITLE}</em> by Maria Garcia{OTHERS} asks why.",
    "dots": f"- [ ] {TITLE}\n    Maria Garcia · Thomas Brown · Wei Chen",
    "table": f"| {TITLE} | {NAMES} | Oral 3 |",
    "table in HTML": f"<table><tr><td>{TITLE}</td><td>{NAMES}</td></tr></table>",
    "plain": f"{TITLE}\n{NAMES}\nPoster, Tuesday",
    "marks": f"**{TITLE}**\nMaria Garcia\\*, Thomas Brown<sup>1,2</sup>, Wei Chen†",
    "titles of people": f"**{TITLE}**\nProf. Dr. Maria Garcia, Dr. Thomas Brown, Wei Chen",
    "places": f"**{TITLE}**\nMaria Garcia (MIT), Thomas Brown (Oslo), Wei Chen (UCL)",
    "places behind colons": f"{TITLE}\nMaria Garcia: MIT; Thomas Brown: Oslo, NO; Wei Chen: UCL",
    "a note of the year": f"{TITLE}\n\nSOUP'24\n\n{NAMES}",
    "page in brackets": f"{TITLE} (Page 11)\n{NAMES}",
    "place before and": f"{TITLE}\nMaria Garcia (MIT), Thomas Brown (UiO) and Wei Chen (UCL)",
    "places in each row": f"{TITLE}\nMaria Garcia, University of Soup, Canada\n"
    "Thomas Brown, Institute of Stew\nWei Chen, Bread College, UK",
    "award before": f"• Best Paper Honorable Mention: {TITLE}, by Maria Garcia (MIT, USA), Thomas"
    " Brown (UiO), and Wei Chen (UCL).",
    "rows below each other": f"{TITLE}\nMaria Garcia (MIT)\nThomas Brown (Oslo)\nWei Chen (UCL)",
    "a row over two lines": f"{TITLE}\n\nMaria Garcia, Thomas Brown,\nWei Chen",
    "authors above": f"- {NAMES}\n_{TITLE}_",
    "note in brackets": f"{TITLE} (Honorable Mention)\n\n{NAMES}",
    "number of a table": f"| 9 | | {TITLE} | {NAMES} |",
    "item with a paragraph": f"<li><p><strong>{TITLE}</strong><br>{NAMES}</p></li>",
    "hard spaces": f"## {TITLE}\n### Authors: {NAMES.replace(',', ' &nbsp;&nbsp;')}",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_listed_paper_in_every_layout(layout: str) -> None:
    assert papers(LAYOUTS[layout]) == [(TITLE, NAMES)]


def test_a_row_of_one_author_counts_where_others_have_its_layout() -> None:
    other = "**Boiling Points of Language**\nKim Lee"
    assert papers(other) == []
    found = papers(f"{LAYOUTS['bold']}\n\n{other}")
    assert found[1:] == [("Boiling Points of Language", "Kim Lee")]


def test_authors_may_stand_above_their_titles_with_lines_between() -> None:
    text = (
        "Two papers with our authors appeared at SOUP this year.\n\n"
        f"{NAMES}\n\n**{TITLE}**\n\n[Paper](x)\n\n"
        "Ana Roe and Li Wei\n\n**Bread for Every Soup**\n\n[Paper](y)\n"
    )
    assert papers(text) == [(TITLE, NAMES), ("Bread for Every Soup", "Ana Roe, Li Wei")]


def test_a_short_title_counts_where_others_have_its_layout() -> None:
    other = f"Collegial Ensembles\n\n{NAMES}"
    assert papers(other) == []
    found = papers(f"{TITLE}\n\n{NAMES}\n\nWe stir.\n\n{other}")
    assert found[1:] == [("Collegial Ensembles", NAMES)]


def test_by_without_a_colon_names_authors_where_it_does_so_twice() -> None:
    for line in (
        f"1. {TITLE} | Code\n\nBy {NAMES}.\n\n",
        f'* "{TITLE}"\n[[preprint](x)] by {NAMES}\n\n',
    ):
        assert papers(line) == []
        assert papers(line + line) == [(TITLE, NAMES)] * 2


def test_a_dash_parts_title_and_authors_where_it_does_so_twice() -> None:
    line = f"- {TITLE} - {NAMES}\n"
    assert papers(line) == []
    assert papers(line + line) == [(TITLE, NAMES)] * 2


def test_labelled_lines_head_no_section() -> None:
    entry = f"{TITLE}\n\nAuthors: {NAMES}\n\nContact: a@b.c\n\nKeywords: soup\n\n"
    assert papers(entry + entry) == [(TITLE, NAMES)] * 2


def test_talks_by_people_are_no_papers() -> None:
    assert papers("The keynote talks by Maria Garcia and Thomas Brown offered soup.") == []


def test_a_note_before_the_authors_and_links_behind_the_title() -> None:
    text = """- **(oral)** M. Garcia, T. Brown, and W. Chen. A Study of Soup ([Project Page](x))
    - **(poster)** K. Lee and A. Roe. Another Study of Deep Bread."""
    assert papers(text) == [
        ("A Study of Soup", "M. Garcia, T. Brown, W. Chen"),
        ("Another Study of Deep Bread", "K. Lee, A. Roe"),
    ]
    first = read(text)[0]
    assert isinstance(first, Paper)
    assert first.extra == (("presentation", "oral"),)


def test_surnames_before_initials_are_turned() -> None:
    text = f"## {TITLE}\n**Authors**: Garcia, M., de Brown, T. W., & Chen, W.-L."
    assert papers(text) == [(TITLE, "M. Garcia, T. W. de Brown, W.-L. Chen")]


def test_plain_titles_behind_authors_count_where_there_are_two() -> None:
    line = f"- {NAMES}. {TITLE}. In Proceedings of SOUP.\n\n"
    assert papers(line) == []
    assert papers(line + line) == [(TITLE, NAMES)] * 2


def test_a_title_that_looks_like_a_name_does_not_go_on_with_the_row_above() -> None:
    text = f"- *{TITLE}* <br/> {NAMES}\n- *Bert Cannot Stir Soup* <br/> {NAMES}"
    assert papers(text) == [(TITLE, NAMES), ("Bert Cannot Stir Soup", NAMES)]


def test_a_marked_title_that_looks_like_a_name_is_a_title() -> None:
    text = "1. **[Visual Soup Tuning](x)**, M. Garcia, T. Brown, B.-C. Chen. *Oral*."
    assert papers(text) == [("Visual Soup Tuning", "M. Garcia, T. Brown, B.-C. Chen")]


def test_a_line_below_the_authors_ends_their_paper() -> None:
    text = f"{TITLE}\n{NAMES}\nOral\n\nBoiling Points of Language\n{NAMES}\nPoster"
    shown = [dict(paper.extra)["presentation"] for paper in read(text) if isinstance(paper, Paper)]
    assert shown == ["oral", "poster"]


@pytest.mark.parametrize(
    "text",
    [
        f"September 11, 2024\n\n{NAMES}",
        f"7 min read\n\n{NAMES}",
        f"## Organizers\n\n**The soup committee**\n{NAMES}",
        f"## Invited speakers\n\n**Why soup is good for you**\n{NAMES}",
        f"**Program chairs:** {NAMES}",
        f"# Our papers\nBy {NAMES}",
        f"Many thanks to {NAMES} for their help.",
        f"Thomas Brown will participate in the workshop.\n{NAMES}",
        "Watch, Try, Learn: Soup for Robots, Stew for People, Bread for All",
        "We met in Deep Learning, Computer Vision, and Robot Learning.",
    ],
)
def test_chairs_speakers_bylines_and_prose_are_no_papers(text: str) -> None:
    assert papers(text) == []


def test_authors_that_cannot_be_read_are_reported_with_their_line() -> None:
    (refusal,) = read(f"## {TITLE}\n\nAuthors: see the soup programme")
    assert isinstance(refusal, Refusal)
    assert refusal.line == 3
    assert "can't be read" in refusal.reason
    (refusal,) = read(f"Authors: {NAMES}")
    assert isinstance(refusal, Refusal)
    assert "no title" in refusal.reason


def test_identifiers_come_from_the_links_of_the_paper() -> None:
    text = (
        f"## [{TITLE}](https://openreview.net/forum?id=Soup_1-x)\nAuthors: {NAMES}\n"
        "[Paper](https://arxiv.org/pdf/2401.00001v2.pdf) [Code](https://doi.org/10.1/code)\n"
        "[ACM DL](https://dl.acm.org/doi/10.1145/3411764.1)"
    )
    (paper,) = read(text)
    assert isinstance(paper, Paper)
    assert dict(paper.ids) == {
        "openreview": "Soup_1-x",
        "arxiv": "2401.00001",
        "doi": "10.1145/3411764.1",
    }


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "**Award nominations:** Oral presentation", "oral"),
        ("## Spotlights\n", "", "spotlight"),
        ("", "In Proceedings of the 2nd Workshop on Soup.", "workshop"),
        ("## Posters\n", "**Outstanding Paper Award**", "award"),
        ("", "Findings of SOUP", "findings"),
        ("", "Code is online.", None),
    ],
)
def test_how_a_listed_paper_is_presented(before: str, after: str, shown: str | None) -> None:
    (paper,) = read(f"{before}**{TITLE}**\n{NAMES}\n{after}")
    assert isinstance(paper, Paper)
    assert dict(paper.extra).get("presentation") == shown
    assert (paper.venue, paper.published) == ("SOUP 2024", "2024")


@pytest.mark.parametrize("cut", ["et al.", "et.al.", "and others"])
def test_a_list_that_is_cut_short_says_so(cut: str) -> None:
    (paper,) = read(f"**{TITLE}**\nM. Garcia, T. Brown, {cut}")
    assert isinstance(paper, Paper)
    assert paper.authors_truncated


@pytest.mark.parametrize("item", [f"[{TITLE}](x)", f"**{TITLE}**"])
def test_a_marked_item_without_authors_is_a_title_but_no_paper(item: str) -> None:
    lines = list(read_lines(f"- {item}\n- [Home](y)\n- {TITLE}\n\n{item}"))
    assert marked_titles(lines) == [TITLE]
    assert list(listed_papers(lines, "", None, None)) == []


PIECES = st.sampled_from(
    [
        *(TITLE, NAMES, "**", "[", "](x)", "<br>", "\n", "|", "Authors:", "by", "(", ")", "#", "*"),
        *("“", "”", ". ", ": ", ", ", "&nbsp;&nbsp;", "<td>", "</td>", "et al.", "- ", "Wei Chen"),
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200))
def test_any_text_gives_papers_with_authors(text: str) -> None:
    for paper in read(text):
        if isinstance(paper, Paper):
            assert paper.title
            assert paper.authors


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 50_000, "<a " * 50_000, "**" * 50_000, "Ana Roe, " * 10_000, "(" * 50_000),
        *("<!--" * 20_000, "{{<" * 20_000, "![](" * 20_000, "| " * 50_000, "Ana Roe\n" * 10_000),
        "**A title of soup**\nAna Roe, Wei Chen\n" * 3_000,
    ],
)
def test_a_hostile_page_costs_little(text: str) -> None:
    begun = time.monotonic()
    read(text)
    assert time.monotonic() - begun < 20


def test_a_presentation_below_the_authors_belongs_to_the_paper_above() -> None:
    text = f"## {TITLE}\n\n{NAMES}\n\nOral.\n\n## Learning to Season Stew Slowly\n\n{NAMES}\n"
    found = [dict(paper.extra) for paper in read(text) if isinstance(paper, Paper)]
    assert found == [{"presentation": "oral"}, {}]
