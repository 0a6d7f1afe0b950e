"""How many papers a publisher announces, and the sentences in which it presents something."""

import pytest

from papercat.conferences.announcements import announcement, find_highlights
from papercat.conferences.post_sections import Sentence, sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Our teams present 23 papers.", (23, False)),
        ("We bring more than 70 papers this year.", (70, True)),
        ("Researchers here share over 80 new research papers.", (80, True)),
        ("We are presenting 100+ papers.", (100, True)),
        ("We are presenting 45-plus papers.", (45, True)),
        ("We present nearly 70 papers.", (70, False)),
        ("We present at least twenty-three accepted papers.", (23, True)),
        ("Over a hundred papers by our teams were accepted.", (100, True)),
        ("A total of 7 papers by our lab were accepted.", (7, False)),
        ("We present 5 papers in the main conference and 3 in the workshops.", (8, False)),
        ("Members present three full papers and one late-breaking poster.", (4, False)),
        ("At ICML 2023 we present 6 papers, including 2 with partners.", (6, False)),
        ("Our paper on soup got accepted.", (1, False)),
        ("There, Roe presented the group's paper titled Soup.", (1, False)),
        ("The event accepted 2,260 papers, and our teams present 31 papers.", (31, False)),
        ("ICML accepted 2,600 papers this year.", None),
        ("The conference received 9,000 submissions and has 2,000 papers.", None),
        ("We present our work including 4 full papers.", (4, False)),
        ("We have 4 full papers, 2 workshops, 1 panel, and 2 workshop papers.", (6, False)),
        ("At SOUP 2023, Acme records 21 full paper publications and 6 workshops.", (21, False)),
        ('Our paper "Soup: a Very Long Title that Goes On and On" has been accepted.', (1, False)),
        ("Two of our papers won. In total, our lab had 47 papers accepted to it.", (47, False)),
        (
            "We had 47 papers accepted at ICML, with an additional 8 papers in workshops.",
            (55, False),
        ),
        ("We have six papers, with one of these papers given an award.", (6, False)),
        ("We co-authored three of the 750 or so papers.", (3, False)),
        ("The team submitted a paper titled Soup.", (1, False)),
        ("We present our 2023 papers.", None),
        ("We present our ICML 24 papers.", None),
        ("They had 751 main papers and another 40 workshop papers.", None),
        ("The event was the largest so far, with 120 accepted papers.", None),
        ("The first CVPR was held in 1977 and had only 63 papers.", None),
        ("Acme contributed two papers to ICML.", (2, False)),
        ("At the CVPR conference, Acme Lab is presenting three papers.", (3, False)),
        ("Several papers show this.", None),
        ("We trained 2200 models on 16 tasks.", None),
    ],
)
def test_papers_that_a_publisher_announces(text: str, count: tuple[int, bool] | None) -> None:
    found = announcement("A week away", list(sentences(text)), None)
    assert (found.papers, found.at_least) == (count or (None, False))


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("5 New Papers at ICRA 2023", 5),
        ("Four papers accepted at ICML", 4),
        ("NeurIPS 2021: 10 papers you shouldn’t miss", None),
        ("16 Best Research Papers on AI: ICLR 2024", None),
    ],
)
def test_a_title_that_counts_papers(title: str, count: int | None) -> None:
    found = announcement(title, [], None)
    assert found.papers == count


@pytest.mark.parametrize(
    ("title", "text", "source", "by"),
    [
        ("Acme at ICML 2023", "We present 9 papers.", None, "Acme"),
        ("Our week", "Teams from across Acme Labs present 9 papers.", "Acme Blog", "Acme Labs"),
        ("Our week", "We present 9 papers.", "Acme Blog", "Acme"),
        ("Our week", "Papers by ICML authors: we present 9 papers.", None, None),
    ],
)
def test_the_publisher_of_an_announcement(
    title: str, text: str, source: str | None, by: str | None
) -> None:
    found = announcement(title, list(sentences(text)), source)
    assert found.by == by


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("In an oral presentation, we reveal that soup is the answer to most of it.", "oral"),
        ("In a parallel spotlight paper we ask whether stew is an answer as well.", "spotlight"),
        ("We present a method that cooks soup without any fire or water at all.", None),
        ("Our researchers also show that bread is needed for a complete dinner.", None),
    ],
)
def test_a_sentence_that_presents_something(text: str, shown: str | None) -> None:
    (highlight,) = find_highlights([Sentence(text, 3)])
    assert (highlight.section, highlight.presentation) == (3, shown)


@pytest.mark.parametrize(
    "text",
    [
        "Here we introduce some of our oral, spotlight and poster presentations:",
        "Soup has been cooked by people in all countries for many thousand years.",
        "Come and meet us at the posters, at our booth or in the hallway of the venue.",
        "As we develop better pots, the methods of cooking must keep pace with them.",
        "We present soup.",
    ],
)
def test_a_sentence_that_presents_nothing(text: str) -> None:
    assert find_highlights([Sentence(text)]) == ()
