"""Which lines below a title are its abstract: by their words, their ends and their widths."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.abstracts.evidence import Evidence, evidence
from papercat.importing.formats.listing.abstracts.find import find_abstracts, likeliest
from papercat.importing.formats.listing.abstracts.line import read_line
from papercat.importing.formats.listing.abstracts.style import Style
from papercat.importing.formats.listing.abstracts.weights import WEIGHTS

ONE_LINE = Style(
    "one line",
    0,
    complete=True,
    below="always",
    between="unsure",
    paragraphs="who knows",
    repeated={},
)
WRAPPED = replace(ONE_LINE, setting="wrapped", width=40)
TITLE = "Counting Sheep with Sparse AttentionAda Moor, Ben Okafor"
LONG = (
    "We count sheep, which takes all night, and the method that we propose for it scales to the"
    " largest of flocks: at the end of the night every sheep is counted, and the counting itself"
    " costs no more than a tenth of what it did"
)
UNEVEN = [
    "We count all of the sheep, and for the",
    "goats that are between them.",
    "We propose to count the legs, as it is done for cows.",
]


def abstract(style: Style, *lines: str) -> list[str]:
    """The abstract in a block of a page in this style."""
    block = [read_line(line) for line in (TITLE, *lines)]
    found = likeliest(evidence(block, style, last=False), WEIGHTS)
    return [block[number].text for number in found.lines]


def lines_of(page: list[list[str]]) -> list[range]:
    """Which lines of each block are its abstract."""
    return [found.lines for found in find_abstracts(page)]


@pytest.mark.parametrize("ending", [".", "", ": github.com/moor/sheep/", " by Okafor et al."])
@pytest.mark.parametrize(
    "line", ["arXiv", "Load more", "h-index 45", "k previous paper", "…", "cs.LG", "© 2026"]
)
def test_a_button_below_an_abstract(line: str, ending: str) -> None:
    assert abstract(ONE_LINE, LONG + ending, line) == [LONG + ending]


@pytest.mark.parametrize("line", ["Quokka mode", "Found a bug? Open an issue.", "Read more…"])
def test_a_button_above_an_abstract(line: str) -> None:
    assert abstract(ONE_LINE, line, f"{LONG}.") == [f"{LONG}."]


def test_the_first_line_of_a_wrapped_abstract_is_full() -> None:
    text = ["We count sheep, which takes all night.", "The method scales to the largest flock."]
    assert abstract(WRAPPED, "Topics: Vision, Robotics", *text) == text


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("We reach an area under the curve of", "89.99%"),
        ("It is withdrawn; see this one instead:", "0812.2968"),
        ("Sheep are counted in fields (i.i.d.)", "instances, e.g."),
        ("Comment on counting sheep, and on goats", "[arXiv:0808.3852]"),
        ("and all sheep are counted in the end by", "wool."),
        ("We count sheep, and do so all night long", r"with \textbf{wool}"),
    ],
)
def test_the_last_line_of_a_wrapped_abstract(above: str, line: str) -> None:
    assert abstract(WRAPPED, above, line) == [above, line]


def test_a_line_below_one_that_is_not_full_is_furniture() -> None:
    text = ["We count sheep, which takes all night", "and all of the day"]
    assert abstract(WRAPPED, *text, "Topics: Vision, Robotics") == text


def test_a_sentence_that_speaks_of_you_is_text_where_it_flows() -> None:
    text = [
        "We count all sheep, and do so by wool.",
        "If you are not counting goats, you can",
        "count them by their legs.",
    ]
    assert abstract(WRAPPED, *text) == text


def test_small_words_tell_text_from_buttons_where_lines_end_at_random() -> None:
    blocks = [[TITLE, f"{number} {UNEVEN[0]}", *UNEVEN[1:], "Load more"] for number in range(20)]
    text = [
        "We propose a method for all of the",
        "Hausdorff counting of all sheep that are in the field.",
    ]
    assert lines_of([*blocks, [TITLE, "Sheep and goats", *text]])[-1] == range(2, 4)


def test_a_sites_sentence_is_none_where_abstracts_stand_on_one_line() -> None:
    sentence = "We gratefully acknowledge support from all of our members."
    blocks = [[TITLE, f"{LONG}."] for _ in range(5)]
    page = [*blocks, [TITLE, sentence, f"{LONG}."], [TITLE, f"{LONG}."]]
    assert lines_of(page)[-2:] == [range(2, 3), range(1, 2)]


def test_a_page_pasted_twice_has_every_abstract_twice() -> None:
    page = [[f"{number} {TITLE}", f"{number} {LONG}."] for number in range(5)]
    assert lines_of(page * 2) == [range(1, 2)] * 10


def test_nothing_below_a_title_is_no_abstract() -> None:
    assert lines_of([]) == []
    assert lines_of([[TITLE], []]) == [range(0), range(0)]


SCORES = st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=6)


@given(lines=SCORES, others=st.randoms(use_true_random=False), missing=st.integers(-5, 5))
def test_the_likeliest_run_is_the_best_of_all(
    lines: list[float], others: object, missing: int
) -> None:
    draw = others.randint
    size = len(lines)
    weights = {f"line {n}": weight for n, weight in enumerate(lines)} | {"none": float(missing)}
    for kind in ("joint", "begin", "end"):
        weights |= {f"{kind} {n}": float(draw(-5, 5)) for n in range(size)}
    found = Evidence(
        [[f"line {n}"] for n in range(size)],
        [[f"joint {n}"] for n in range(size - 1)],
        [[f"begin {n}"] for n in range(size)],
        [[f"end {n}"] for n in range(size)],
        ["none"],
    )

    def score(run: range) -> float:
        if not run:
            return weights["none"]
        at = [number - 1 for number in run]
        inside = sum(weights[f"line {n}"] for n in at)
        joints = sum(weights[f"joint {n}"] for n, _ in pairwise(at))
        return weights[f"begin {at[0]}"] + inside + joints + weights[f"end {at[-1]}"]

    runs = [range(a, b) for a in range(1, size + 1) for b in range(a + 1, size + 2)]
    scores = sorted(map(score, [range(0), *runs]), reverse=True)
    best = likeliest(found, weights)
    assert best.other is not None
    assert best.lines != best.other
    assert [score(best.lines), score(best.other)] == scores[:2]
    assert best.probability == pytest.approx(1 / sum(exp(each - scores[0]) for each in scores))


def test_an_abstract_in_paragraphs_is_one_where_nothing_else_is_on_the_page() -> None:
    sentences = ["We count sheep, which takes all night.", "The method scales to any flock."]
    whose = [a + b for a in ("Ann", "Bo", "Cy") for b in ("a", "e", "i", "o")]
    page = [[f"{one} {TITLE}", *(f"{one}: {text}" for text in sentences)] for one in whose]
    assert lines_of(page) == [range(1, 3)] * 12
