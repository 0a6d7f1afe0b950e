"""How a page sets its abstracts, and what of it is taken for them because of that."""

from papercat.readers.listing_abstract import Block
from papercat.readers.listing_style import style_of

TITLE = "Counting Sheep with Sparse AttentionAda Moor, Ben Okafor"
LONG = "We count sheep, which takes all night, and every one of them is counted in the end. " * 3
UNEVEN = [
    "We count all of the sheep, and for the",
    "goats that are between them.",
    "We propose to count the legs, as it is done for cows.",
]
BLOCKS = [[TITLE, f"{number} {UNEVEN[0]}", *UNEVEN[1:]] for number in range(20)]


def abstracts(blocks: list[list[str]]) -> list[list[int]]:
    style = style_of(blocks)
    return [Block(block, style).abstract() for block in blocks]


def test_the_width_is_what_most_lines_agree_on_even_on_a_page_of_one_entry() -> None:
    text = [
        "We count sheep, which takes all night,",
        "and the flock that we have",
        "counted is one.",
    ]
    full = [
        text[0],
        "and the flock that we have counted by",
        "now is so large that we stopped at a",
        "ten.",
    ]
    assert style_of([[TITLE, *text]]).width == 0
    assert style_of([[TITLE, *full, "Load more"]]).width == len(full[0])


def test_a_page_of_one_line_abstracts_has_no_width() -> None:
    blocks = [[TITLE, "Topics: Sheep, Goats, and all of Robotics", LONG] for _ in range(5)]
    assert style_of(blocks).width == 0


def test_next_to_no_furniture_leaves_a_page_bare() -> None:
    blocks = [*BLOCKS, [*BLOCKS[0], "Load more"], [*BLOCKS[0], "Quokka mode"]]
    assert style_of(blocks).bare
    assert abstracts(blocks) == [[1, 2, 3]] * len(blocks)


def test_what_stands_below_many_titles_leaves_no_page_bare() -> None:
    assert not style_of([[TITLE, "Quokka mode", *UNEVEN] for _ in range(20)]).bare


def test_small_words_tell_text_from_buttons_where_lines_end_at_random() -> None:
    blocks = [[*block, "Load more"] for block in BLOCKS]
    text = [
        "We propose a method for all of the",
        "Hausdorff counting of all sheep that are in the field.",
    ]
    assert abstracts([*blocks, [TITLE, "Sheep and goats", *text]])[-1] == [2, 3]


def test_where_abstracts_stand_on_one_line_a_sites_sentence_above_is_none() -> None:
    sentence = "We gratefully acknowledge support from all of our members."
    blocks = [[TITLE, LONG] for _ in range(5)]
    assert abstracts([*blocks, [TITLE, sentence, LONG], [TITLE, LONG]])[-2:] == [[2], [1]]
