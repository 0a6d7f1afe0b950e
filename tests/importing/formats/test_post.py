"""Posts of any publisher: front matter or none, sections, and hostile documents."""

import os
import re
import textwrap
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.conferences.days_and_places import moment
from papercat.importing.formats import post
from papercat.papers.model import Hints, Note, Paper, Post, Refusal, Skipped

HINTS = Hints(today=date(2024, 1, 1))
ROOT = Path(__file__).parents[3]
ORIGINALS = ROOT.parent / "shared" / "seeds"
POST = """
---
title: A day at ICLR 2024
description: What we saw,
  and what we liked
pubDate: Fri, 03 May 2024 13:39:00 +0000
source: Our Blog
tags:
- one
- two
- one
draft: no
start: 12:30
nested: {a: [b]}
---

Research
A Day at ICLR 2024
All that we liked
ICLR is held May 7-11 in Vienna, Austria. We present 12 papers.
What we plan
In an oral we introduce UniPi, a planner.
Is it fast?
It is.
## And then
Home"""


def read(text: str) -> Post | Refusal:
    record, *papers = post.read(text.split("\n"), HINTS)
    assert isinstance(record, Post | Refusal)
    assert all(isinstance(paper, Paper | Refusal | Skipped | Note) for paper in papers)
    return record


def taken(text: str) -> Post:
    record = read(text)
    assert isinstance(record, Post), record
    return record


def refused(text: str) -> Refusal:
    record = read(text)
    assert isinstance(record, Refusal), record
    return record


@pytest.mark.parametrize(
    "head",
    [
        "\n \n---\ntitle: x",
        '+++\ntitle = "x"',
        "# Our lab at ICML 2023\n\nWe are going to Honolulu.",
        "Our lab at ICML 2023\n\nWe are going to Honolulu.",
        "<!DOCTYPE html><html><head><title>Acme at CHI 2024</title></head><body><h1>Acme at CHI",
        "Two papers from our lab have been accepted to [NeurIPS 2025](x).",
    ],
)
def test_a_post_is_recognised_by_front_matter_or_by_its_conference(head: str) -> None:
    assert post.score(head) > 0


@pytest.mark.parametrize(
    "head",
    [
        *(
            "Research\n---\n",
            "",
            "A case for the www log\n\nSee chi 2024.",
            "# README\n\nA catalogue.\n",
            "a,b\n1,2",
            '{"title": "x"}',
        ),
        *("@inproceedings{a, title={At ICML 2023}}", '[{"title": "At ICML 2023"}]'),
        "LGMay 6, 2022\nSoup and StewAna Roe, Wei Chen\nWe cook.",
        "# soup\nCode for our paper at ICML 2023.\n## Installation\nSee below.",
        "# soups\nThe papers of ICML 2023.\n\n    git clone https://example.org/soups",
    ],
)
def test_other_documents_are_no_posts(head: str) -> None:
    assert post.score(head) == 0


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "training/README.md"])
def test_our_own_documents_are_no_posts(name: str) -> None:
    assert post.score((ROOT / name).read_text("utf-8")) == 0


def test_the_front_matter_is_kept_whole_and_as_it_was_written() -> None:
    found = taken(POST)
    assert found.line == 2
    assert found.title == "A day at ICLR 2024"
    assert found.description == "What we saw, and what we liked"
    assert found.published == "2024-05-03T13:39:00+00:00"
    assert found.published_printed == "Fri, 03 May 2024 13:39:00 +0000"
    assert found.tags == ("one", "two")
    assert found.extra == (("draft", "no"), ("start", "12:30"), ("nested", '{"a": ["b"]}'))


def test_headings_are_short_lines_without_an_end() -> None:
    assert [(part.heading, part.text.split("\n")[-1]) for part in taken(POST).sections] == [
        (None, "ICLR is held May 7-11 in Vienna, Austria. We present 12 papers."),
        ("What we plan", "In an oral we introduce UniPi, a planner."),
        ("Is it fast?", "It is."),
        ("And then", "Home"),
    ]


def test_kicker_title_and_subtitle_head_nothing() -> None:
    assert taken(POST).sections[0].text.split("\n")[:3] == [
        "Research",
        "A Day at ICLR 2024",
        "All that we liked",
    ]


def test_a_wrapped_paragraph_is_one_line() -> None:
    found = taken("---\ntitle: x\n---\n\nWe present a model of\nVienna that\nis nice.\n\nBye.")
    assert found.sections[0].text == "We present a model of Vienna that is nice.\nBye."


def test_invisible_characters_are_no_part_of_a_post() -> None:
    unseen = "\ufeff" + POST.lstrip().replace("a", "a\u00ad").replace(" ", " \u200b")
    assert post.score(unseen)
    assert taken(unseen) == taken(POST.lstrip())


def test_the_facts_of_the_prose_are_on_the_post() -> None:
    found = taken(POST)
    assert found.conference is not None
    assert (found.conference.key, found.conference.first_day) == ("iclr2024", "2024-05-07")
    assert (found.papers_count, found.papers_at_least) == (12, False)
    assert [(m.name, m.section, m.presentation) for m in found.mentions] == [("UniPi", 1, "oral")]


def test_a_post_without_title_is_called_by_its_first_line() -> None:
    assert taken("---\nurl: x\n---\n# Hello\nThis is it.").title == "Hello"
    assert refused("---\nurl: x\n---\n \n").line == 1


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("Fri, 03 May 2024 13:39:00 +0000", "2024-05-03T13:39:00+00:00"),
        ("Fri, 03 May 2024 13:39:00 -0730", "2024-05-03T13:39:00-07:30"),
        ("3 May 2024 13:39 GMT", "2024-05-03T13:39:00+00:00"),
        ("3 May 2024 13:39 EST", "2024-05-03T13:39:00-05:00"),
        ("2024-05-03T13:39:00Z", "2024-05-03T13:39:00+00:00"),
        ("3 May 2024 13:39", "2024-05-03T13:39:00"),
        ("May 3, 2024", "2024-05-03"),
        ("2024-05", "2024-05"),
        ("3 May", None),
        ("Friday", None),
        ("30 Feb 2024", None),
        ("3 Foo 2024", None),
        ("05/06/2024", None),
        ("3 May 2024 13:39 CEST", None),
        ("3 May 2024 25:39", None),
        ("3 May 2024 13:39 +9999", None),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_a_moment_is_as_long_as_it_is_written_in_every_time_zone(
    printed: str, iso: str | None, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert moment(printed) == iso
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_title_in_brackets_is_a_list_of_one_title() -> None:
    found = taken("---\ntitle: [Two papers at ICLR 2024]\ntags: [a]\n---\nText.")
    assert (found.title, found.extra) == ("Two papers at ICLR 2024", ())


def test_the_last_of_two_values_of_a_key_counts_and_the_reader_is_told() -> None:
    records = list(post.read(["---", "title: x", "type: a", "type: b", "---", "Text."], HINTS))
    assert [record.extra for record in records if isinstance(record, Post)] == [(("type", "b"),)]
    assert [record.line for record in records if isinstance(record, Note)] == [4]


def test_a_date_that_cannot_be_read_is_kept_as_printed() -> None:
    found = taken("---\ntitle: x\npubDate: some day\n---\nText.")
    assert (found.published, found.published_printed) == (None, "some day")


BOMB = "a: &a [x, x]\n" + "".join(
    f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcde", "bcdef", strict=True)
)


@pytest.mark.parametrize(
    ("front", "line", "reason"),
    [
        (BOMB, 2, "anchor"),
        ("t: *a", 2, "alias"),
        ("t: " + "[" * 100_000, 1, "longer than 64 KB"),
        ("t: " + "[" * 60_000, 2, "deeper"),
        ("- " * 30_000, 2, "deeper"),
        ("t: !!python/object/apply:os.system [ls]", 2, "tag"),
        ("t: ! x", 2, "tag"),
        ("? [a]\n: b", 2, "key"),
        ("- a\n- b", 2, "key: value"),
        ("just words", 2, "key: value"),
        ("a: b\nt: 'open", 4, "as YAML"),
        ("t: a: b", 2, "as YAML"),
        ("a: b\nt: a\0b", 3, "character"),
        ('a: b\nt: "\\UFFFFFFFF"', 3, "escape"),
        ('t: "\\ud800"', 2, "escape"),
    ],
)
def test_hostile_front_matter_gets_one_clear_refusal(front: str, line: int, reason: str) -> None:
    found = refused(f"---\n{front}\n---\nText.")
    assert found.line == line
    assert reason in found.reason


TOML = """
+++
title = "2 papers at SOUP 2024"
date = 2024-03-01
event = "The 2024 Soup Conference (SOUP 2024)"
location = "Oslo, Norway"
time_start = 2024-05-01
time_end = 2024-05-04
+++

**SoupNet: Stirring with Networks**
Maria Garcia, Wei Chen

**Boiling Points of Language**
Thomas Brown, Kim Lee
"""


def test_a_post_with_toml_an_event_and_a_list_of_papers() -> None:
    found, *papers = post.read(TOML.split("\n"), HINTS)
    assert isinstance(found, Post)
    about = found.conference
    assert about is not None
    assert (about.key, about.city, about.first_day) == ("soup2024", "Oslo", "2024-05-01")
    assert (found.published, found.papers_count) == ("2024-03-01", 2)
    assert [mention.name for mention in found.mentions] == ["SoupNet"]
    listed = [paper for paper in papers if isinstance(paper, Paper)]
    assert [(paper.title, paper.line, paper.venue) for paper in listed] == [
        ("SoupNet: Stirring with Networks", 11, "SOUP 2024"),
        ("Boiling Points of Language", 14, "SOUP 2024"),
    ]
    assert [paper.authors for paper in found.listed] == [
        ("Maria Garcia", "Wei Chen"),
        ("Thomas Brown", "Kim Lee"),
    ]


def test_shortcodes_that_stand_for_papers_are_reported_with_their_lines() -> None:
    text = "---\ntitle: At ICLR 2024\n---\nTwo papers.\n{{< cite page=x >}}\n"
    assert list(post.read(text.split("\n"), HINTS))[1:] == [Skipped(5, "{{< cite page=x >}}")]


PAGE = """<!DOCTYPE html>
<html><head><title>Acme at ICML 2022 | Acme Blog</title>
<meta property="article:published_time" content="2022-07-15T09:00:00Z"></head>
<body><nav>Home</nav><h1>Acme at ICML 2022</h1>
<p>The 39th International Conference on
Machine Learning (ICML 2022) is held July 17th - 23rd in Baltimore, Maryland, USA.
Acme has nearly 70 papers there.</p></body></html>"""


def test_a_saved_page() -> None:
    found = taken(PAGE)
    about = found.conference
    assert about is not None
    assert found.title == "Acme at ICML 2022"
    assert found.published == "2022-07-15T09:00:00+00:00"
    assert (about.edition, about.city, about.first_day) == (39, "Baltimore", "2022-07-17")
    assert (found.papers_count, found.papers_at_least, found.announced_by) == (70, False, "Acme")


def test_a_plain_text_with_its_day_in_the_file_name_or_in_a_line() -> None:
    plain = "Acme papers at ICML\n\n{}\n\nWe are in Vienna, Austria, July 21-27."
    hints = Hints(today=date(2026, 1, 1), file_name="2024-07-01-icml.md")
    for text, known in (
        (plain.format("Hello."), hints),
        (plain.format("July 1, 2024"), HINTS),
        (plain.format("Posted on July 1, 2024 · 3 min read"), HINTS),
    ):
        found = next(post.read(text.split("\n"), known))
        assert isinstance(found, Post)
        assert found.conference is not None
        assert (found.published, found.conference.key) == ("2024-07-01", "icml2024")


def test_front_matter_without_an_end_and_documents_without_any() -> None:
    assert "closing" in refused("\n---\ntitle: x\nText.").reason
    assert refused("\n---\ntitle: x\nText.").line == 2
    assert "not a post about a conference" in refused("Hello").reason
    assert "empty" in refused("\n\n").reason


@settings(deadline=None)  # the machine may be busy
@given(st.text(), st.text(), st.booleans())
def test_any_text_gives_one_record(front: str, body: str, closed: bool) -> None:
    text = f"---\n{front}\n---\n{body}" if closed else front + body
    assert isinstance(read(text), Post | Refusal)


WORDS = st.sampled_from(
    re.findall(
        r"\S+|\n",
        "we our introduce present the a an model system UniPi Gato ICLR NeurIPS 2024 May 7-11 12th"
        " Conference on in Vienna, Austria. (DyST) oral, demo and like called with With , . ? "
        " papers 70 more than hundred # ** [x](y) LLMs twenty-one ’s ; : – 9 \n",
    )
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=80))
def test_any_prose_gives_a_post_with_all_its_text(words: list[str]) -> None:
    body = " ".join(words)
    found = taken(f"---\ntitle: At ICLR 2024\n---\n{body}")
    kept = "".join((part.heading or "") + part.text for part in found.sections)
    assert _letters(kept) == _letters(body.replace("[x](y)", "x"))


def _letters(text: str) -> str:
    """Return a text without white space and the signs of markup."""
    return re.sub(r"[\s#*]", "", text)


FACTS = {
    "000_60382cc94a0f7b20.txt": (
        ("iclr2024", 12, "Vienna", "Austria", "2024-05-07", "2024-05-11"),
        (70, True),
        {
            ("Robotics Transformers", None, "demo"),
            ("Gemma", None, "demo"),
            ("WebAgent", None, "oral"),
            ("DyST", "Dynamic Scene Transformer", None),
            ("ExeDec", None, None),
        },
    ),
    "001_adba59fde236806f.txt": (
        ("iclr2023", 11, "Kigali", "Rwanda", "2023-05-01", "2023-05-05"),
        (23, False),
        {
            ("algorithm distillation", None, None),
            ("Agent 57", None, None),
            ("FIGnet", None, None),
        },
    ),
    "002_f8aad96017095f22.txt": (
        ("icml2024", None, "Vienna", "Austria", "2024-07-21", "2024-07-27"),
        (80, True),
        {
            ("Gemini Nano", None, None),
            ("LearnLM", None, None),
            ("TacticAI", None, "demo"),
            ("VideoPoet", None, None),
            ("Genie", "generative interactive environments", None),
            ("MagicLens", None, None),
        },
    ),
}
OURS = dict(zip(FACTS, ("iclr-2024.txt", "iclr-2023.txt", "icml-2024.txt"), strict=True))


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("name", OURS.values())
def test_a_post_wrapped_at_any_width_tells_the_same(name: str, width: int) -> None:
    printed = (Path(__file__).parents[3] / "seeds" / name).read_text(encoding="utf-8")
    front, body = printed.split("\n---\n")
    wrapped = (textwrap.fill(line, width, break_on_hyphens=False) for line in body.split("\n"))
    found = taken(front + "\n---\n" + "\n\n".join(wrapped))
    assert found == taken(printed)


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("ours", [False, True], ids=["original", "ours"])
def test_the_facts_of_the_posts_in_either_wording(name: str, ours: bool) -> None:
    path = Path(__file__).parents[3] / "seeds" / OURS[name] if ours else ORIGINALS / name
    if not path.exists():
        pytest.skip(f"{os.fspath(path.name)} is not on this machine")
    found = taken(path.read_text(encoding="utf-8"))
    about = found.conference
    assert about is not None
    place = (about.city, about.country, about.first_day, about.last_day)
    assert (
        (about.key, about.edition, *place),
        (found.papers_count, found.papers_at_least),
        {(m.name, m.expansion, m.presentation) for m in found.mentions},
    ) == FACTS[name]
    assert all(m.sentence in found.sections[m.section].text for m in found.mentions)
    assert len(found.sections) == (4 if "2023" in about.key else 5)


def test_a_title_of_repeated_capitals_is_read_in_time() -> None:
    start = time.process_time()
    read_text = f"---\ntitle: {'Ou' * 3000}\ndate: 2024-05-06\n---\n# ICLR 2024\n\nWords.\n"
    list(post.read(read_text.split("\n"), Hints(date(2026, 6, 1))))
    assert time.process_time() - start < 1


def test_a_text_of_very_many_lines_is_no_post() -> None:
    assert "at most 20,000 lines" in refused(POST + "\nwords" * 20_000).reason
