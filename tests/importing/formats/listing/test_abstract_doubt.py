"""What is doubtful about an abstract, in words."""

import pytest

from papercat.importing.formats.listing.abstracts.doubt import doubt_of
from papercat.importing.formats.listing.abstracts.find import Found, abstract_of

BLOCK = [
    "Counting Sheep with Sparse AttentionAda Moor",
    "Members hear of sheep first.",
    "We count sheep, which takes all night.",
    "The method scales to the largest flock, and to cows and goats that are with them.",
]


def reason(lines: range, other: range) -> str:
    doubt = doubt_of(BLOCK, Found(lines, 0.7, other))
    assert doubt is not None
    assert (doubt.field, doubt.confidence) == ("abstract", 0.7)
    assert doubt.alternatives == (abstract_of(BLOCK, other),)
    return doubt.reason


def test_a_line_that_may_be_the_sites() -> None:
    assert reason(range(1, 4), range(2, 4)) == "'Members hear of sheep first.' may be the site's"


def test_a_line_that_may_belong_to_it_is_known_by_its_beginning() -> None:
    last = "'The method scales to the largest flock, and to cows and …'"
    assert reason(range(2, 3), range(2, 4)) == f"{last} beside it may belong to it"


def test_both_and_several() -> None:
    assert reason(range(1, 2), range(2, 4)) == (
        "'Members hear of sheep first.' may be the site's"
        " and 'We count sheep, which takes all night.' and 1 more line beside it may belong to it"
    )


@pytest.mark.parametrize(
    "found", [Found(range(1, 4)), Found(range(2, 4), 0.99, range(1, 4)), Found(range(0))]
)
def test_what_is_clear_is_not_doubted(found: Found) -> None:
    assert doubt_of(BLOCK, found) is None
