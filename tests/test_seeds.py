"""The seed documents keep the shape and facts of the real pages, in our words.

`simon-osindero.txt` (50 papers) and `adam-santoro.txt` (34) are author listings, and
"Gemini 2.5" is in both; the other three are conference posts. Titles, names, dates,
categories, places, links and figures are those of the real pages; every sentence,
abstracts and descriptions included, is our own. The files end without a newline,
and an entry's second line has no space between title and first author: both are
part of the shape, so keep them when editing.

What needs the real pages looks for them beside the repository and is skipped
without them: they are not ours to hand on.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
ORIGINALS = ROOT.parent / "shared" / "seeds"

LISTINGS = {"simon-osindero": ("003", 50), "adam-santoro": ("004", 34)}
POSTS = {"iclr-2024": "000", "iclr-2023": "001", "icml-2024": "002"}
NUMBER_OF = {name: number for name, (number, _) in LISTINGS.items()} | POSTS

# Longest run of words allowed in common is one less than these.
ABSTRACT_RUN = 6
SENTENCE_RUN = 8

HEADER = re.compile(
    r"(AI|CL|CV|LG|ML|NC|NE|SI)"
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}(, \d{4})?(Code)?"
)

# Names too long to be told otherwise; a run of words stops at them.
NAMES = (
    "International Conference on Learning Representations (ICLR)",
    "International Conference on Machine Learning (ICML)",
    "Queer in AI",
    "LatinX in AI",
    "Disability in AI",
    "Women in Machine Learning",
)
LINK = re.compile(r"https?://\S+")

POST_FACTS = {
    "iclr-2024": (
        "12th International Conference on Learning Representations (ICLR)",
        "May 7-11",
        "Vienna, Austria",
        "Raia Hadsell",
        "Vice President of Research",
        "keynote",
        "more than 70 papers",
        "Robotics Transformers",
        "Gemma",
        "In an oral presentation we show WebAgent",
        "Dynamic Scene Transformer (DyST)",
        "ExeDec",
        "spotlight paper",
        "spotlight presentation",
        "Bayesian deep learning",
        "Nash equilibrium (NE)",
        "Queer in AI",
        "Women In Machine Learning",
        "sponsor ICLR",
    ),
    "iclr-2023": (
        "11th International Conference on Learning Representations (ICLR)",
        "1-5 May",
        "Kigali, Rwanda",
        "23 papers",
        "Diamond sponsor",
        "DEI champion",
        "Chomsky hierarchy",
        "2200 models",
        "16 tasks",
        "external memory",
        "algorithm distillation",
        "Agent 57",
        "80 billion frames",
        "57 Atari games",
        "200 times less",
        "molecular property prediction",
        "quantum chemistry",
        "FIGnet",
    ),
    "icml-2024": (
        "2024 International Conference on Machine Learning (ICML)",
        "July 21-27",
        "Vienna, Austria",
        "more than 80 research papers",
        "Gemini Nano",
        "LearnLM",
        "we’ll demo TacticAI",
        "oral, spotlight",
        "poster",
        '"differentially private"',
        "VideoPoet",
        "Genie (generative interactive environments)",
        "MagicLens",
        "sponsor ICML",
        "Disability in AI",
        "LatinX in AI",
    ),
}


def read(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")


def original(name: str) -> str:
    number = NUMBER_OF[name]
    found = sorted(ORIGINALS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"the real page of {name} is not at {ORIGINALS}")
    return found[0].read_bytes().decode("utf-8")


def entries(text: str) -> list[tuple[str, str, str]]:
    lines = text.split("\n")
    assert len(lines) % 3 == 0
    return [(lines[at], lines[at + 1], lines[at + 2]) for at in range(0, len(lines), 3)]


def split_post(text: str) -> tuple[str, list[str]]:
    opening, front, body = text.split("---\n", 2)
    assert opening == ""
    assert body.startswith("\n")
    return front, body[1:].split("\n")


def front_fields(front: str) -> dict[str, str]:
    """Each key with all its lines, wrapped ones and list items included."""
    fields: dict[str, str] = {}
    key = ""
    for line in front.splitlines():
        if match := re.match(r"([A-Za-z]+):", line):
            key = match[1]
            fields[key] = line
        else:
            fields[key] += "\n" + line
    return fields


def shape_of(field: str) -> tuple[bool, int]:
    return field.endswith('"'), field.count("\n")


def is_sentence(line: str) -> bool:
    return line.endswith((".", "!", ":"))


def runs(text: str, length: int) -> set[str]:
    for name in NAMES:
        text = re.sub(re.escape(name), " | ", text, flags=re.IGNORECASE)
    text = LINK.sub(" | ", text).lower()
    found: set[str] = set()
    for piece in text.split("|"):
        words = re.findall(r"\w+(?:[.'’]\w+)*", piece)
        found.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return found


@pytest.mark.parametrize("name", NUMBER_OF)
def test_ends_as_the_pages_do(name: str) -> None:
    text = read(name)
    assert text == text.strip()
    assert "\r" not in text
    assert "\t" not in text


@pytest.mark.parametrize("name", LISTINGS)
def test_listing_has_three_lines_an_entry(name: str) -> None:
    found = entries(read(name))
    assert len(found) == LISTINGS[name][1]
    assert len({title for _, title, _ in found}) == len(found)
    for header, title, abstract in found:
        assert HEADER.fullmatch(header), header
        assert title.strip() == title != ""
        assert abstract.strip() == abstract
        assert 15 <= len(abstract.split()) <= 45, abstract


def test_the_paper_in_both_listings_is_told_once() -> None:
    simon, adam = (set(entries(read(name))) for name in LISTINGS)
    shared = {title for _, title, _ in simon} & {title for _, title, _ in adam}
    assert len(shared) == 1
    assert {title for _, title, _ in simon & adam} == shared


@pytest.mark.parametrize("name", POSTS)
def test_post_opens_with_its_title(name: str) -> None:
    front, body = split_post(read(name))
    title = front_fields(front)["title"].removeprefix("title: ").strip('"')
    assert body[:2] == ["Research", title]
    assert "" not in body


@pytest.mark.parametrize(
    ("name", "fact"), [(name, fact) for name in POSTS for fact in POST_FACTS[name]]
)
def test_post_tells_the_fact(name: str, fact: str) -> None:
    assert fact.lower() in read(name).lower()


@pytest.mark.parametrize(("name", "orals"), [("iclr-2024", 3), ("iclr-2023", 0)])
def test_post_keeps_its_orals(name: str, orals: int) -> None:
    assert read(name).lower().count("in an oral presentation") == orals


@pytest.mark.parametrize("name", LISTINGS)
def test_listing_facts_are_the_pages_own(name: str) -> None:
    ours, theirs = entries(read(name)), entries(original(name))
    assert [entry[:2] for entry in ours] == [entry[:2] for entry in theirs]


@pytest.mark.parametrize("name", LISTINGS)
def test_figures_in_abstracts_are_the_papers_own(name: str) -> None:
    for ours, theirs in zip(entries(read(name)), entries(original(name)), strict=True):
        known = set(re.findall(r"\d+(?:\.\d+)?", "\n".join(theirs)))
        told = set(re.findall(r"\d+(?:\.\d+)?", ours[2]))
        assert told <= known, ours[1]


@pytest.mark.parametrize("name", POSTS)
def test_post_has_the_pages_front_matter(name: str) -> None:
    ours = front_fields(split_post(read(name))[0])
    theirs = front_fields(split_post(original(name))[0])
    assert list(ours) == list(theirs)
    for key, field in ours.items():
        if key in {"description", "summary"}:
            assert shape_of(field) == shape_of(theirs[key])
        else:
            assert field == theirs[key]


@pytest.mark.parametrize("name", POSTS)
def test_post_has_the_pages_lines(name: str) -> None:
    ours, theirs = (split_post(text)[1] for text in (read(name), original(name)))
    assert len(ours) == len(theirs)
    for at, (line, other) in enumerate(zip(ours, theirs, strict=True)):
        assert is_sentence(line) == is_sentence(other), line
        if not is_sentence(line) and at != 2:  # the third line is the subtitle
            assert line == other


@pytest.mark.parametrize("name", POSTS)
def test_post_names_and_counts_what_the_page_does(name: str) -> None:
    names = re.compile(r"\b[A-Za-z]*[A-Z]\w*[A-Z]\w*\b|\d[\w-]*")
    ours, theirs = (
        {word.removesuffix("s") for line in split_post(text)[1] for word in names.findall(line)}
        for text in (read(name), original(name))
    )
    assert ours == theirs


@pytest.mark.parametrize("name", NUMBER_OF)
def test_sentences_are_our_own(name: str) -> None:
    theirs = "\n|\n".join(original(each) for each in NUMBER_OF)
    if name in LISTINGS:
        length = ABSTRACT_RUN
        sentences = [abstract for _, _, abstract in entries(read(name))]
    else:
        length = SENTENCE_RUN
        front, body = split_post(read(name))
        fields = front_fields(front)
        sentences = [line for line in body if is_sentence(line)] + [body[2]]
        sentences += [fields.get(key, "") for key in ("description", "summary")]
    shared = runs("|".join(sentences), length) & runs(theirs, length)
    assert not shared
