"""Lines below a head that are a site's wherever they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.importing.formats.listing.site_lines import is_site_line, without_site_lines

HEAD = "CVMay 6, 2022"
TITLE = "Counting Sheep with Sparse AttentionAda Moor, Ben Okafor, Chi Nakamura et al."
ABSTRACT = "We count sheep. It takes all night, and the method scales to the largest of flocks."


def left_out(*entries: list[str]) -> list[str]:
    """The lines left out, of entries given without their heads."""
    page = [line for lines in entries for line in (HEAD, *lines)]
    heads = [at for at, line in enumerate(page) if line == HEAD]
    ends = [*heads[1:], len(page)]
    bodies = [list(range(head + 1, end)) for head, end in zip(heads, ends, strict=True)]
    kept = {at for body in without_site_lines(bodies, page, heads) for at in body}
    return [page[at] for body in bodies for at in body if at not in kept]


@pytest.mark.parametrize(
    "line",
    [
        "Abstract",
        "ABSTRACT",
        "Summary:",
        "UC Berkeley",
        "ETH Zürich",
        "Google DeepMind, Stanford University",
        "University of Oxford · Max Planck Institute for Informatics",
        "Tags: transformers, vision",
        "Comments: 12 pages, 5 figures",
        "Journal-ref: Phys. Rev. D 1 (2020)",
        "Accepted at ICML 2025",
    ],
)
def test_labels_chips_and_what_says_what_it_is(line: str) -> None:
    assert left_out([line, TITLE, ABSTRACT]) == [line]
    assert left_out([TITLE, line, ABSTRACT]) == [line]
    assert left_out([TITLE, ABSTRACT, line]) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Visual Instruction TuningMicrosoft Research",
        "Counting SheepGoogle DeepMind et al.",
        "We work at Google Research.",
        "as shown at Stanford University, where the",
        "Abstract Argumentation in Practice",
        "Accepted wisdom holds that sheep are white",
        "Keywords: sheep, goats",
    ],
)
def test_titles_and_text_that_resemble_them(line: str) -> None:
    assert not is_site_line(line)


def test_an_address_on_which_no_sentence_ends() -> None:
    for address in ("https://arxiv.org/abs/2203.15556", "doi.org/10.1/x", "github.com/a/b"):
        assert left_out([TITLE, ABSTRACT, address]) == [address]
        assert left_out([TITLE, address]) == [address]
        assert left_out([TITLE, "Our code is at", address]) == []


def test_an_address_that_every_entry_has() -> None:
    entries = [[TITLE, "We count sheep", f"https://arxiv.org/abs/2203.0000{n}"] for n in range(4)]
    assert len(left_out(*entries)) == 4


@pytest.mark.parametrize("numbers", [("1.", "2.", "3."), ("[1]", "[2]", "[3]"), ("#4", "#5", "#6")])
def test_numbers_of_a_list_on_lines_of_their_own(numbers: tuple[str, ...]) -> None:
    entries = [[TITLE, ABSTRACT, number] for number in numbers]
    assert left_out(*entries, [TITLE, ABSTRACT]) == list(numbers)
    assert left_out([TITLE, ABSTRACT, "2."], [TITLE, ABSTRACT]) == []


def test_what_sums_a_paper_up_unless_it_is_all_there_is() -> None:
    summary = "TL;DR: Sheep are counted all night."
    assert left_out([TITLE, summary, ABSTRACT]) == [summary]
    assert left_out([summary, TITLE, ABSTRACT]) == [summary]
    assert left_out([TITLE, summary]) == []
    assert left_out(["TLDR: Extreme SummarizationIsabel Cachola et al.", ABSTRACT]) == []


@given(st.lists(st.text(max_size=30), max_size=8))
def test_something_is_always_left_of_what_there_was(lines: list[str]) -> None:
    body = [at for at, line in enumerate(lines) if line]
    (kept,) = without_site_lines([body], lines, [])
    assert bool(kept) == bool(body)
    assert set(kept) <= set(body)
