"""Which lines below a title are its abstract: by their words, their ends and their widths."""

from __future__ import annotations

import pytest

from papercat.readers.listing_abstract import Block
from papercat.readers.listing_style import Style

ONE_LINE = Style(width=0, broken=False, complete=True)
WRAPPED = Style(width=40, broken=True, complete=True)
TITLE = "Counting Sheep with Sparse AttentionAda Moor, Ben Okafor"
LONG = (
    "We count sheep, which takes all night, and the method that we propose for it scales to the"
    " largest of flocks: at the end of the night every sheep is counted, and the counting itself"
    " costs no more than a tenth of what it did"
)


def abstract(style: Style, *lines: str) -> list[str]:
    block = Block([TITLE, *lines], style)
    return [block.lines[number] for number in block.abstract()]


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
    late = ["Given the idea", "I=(x_1,...,x_n)_subset_of_K[x_1,...,x_n]", "we count sheep."]
    assert abstract(WRAPPED, *late) == late


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("We reach an area under the curve of", "89.99%"),
        ("It is withdrawn; see this one instead:", "0812.2968"),
        ("Our models are at www.example.org/mo/", "and"),
        ("Sheep are counted in fields (i.i.d.)", "instances, e.g."),
        ("Comment on counting sheep, and on goats", "[arXiv:0808.3852]"),
        ("The method of sheep takes all night long.", "At the end we show that the"),
        ("Here is all of the proof of theorem 1.", r"\end{description}"),
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
