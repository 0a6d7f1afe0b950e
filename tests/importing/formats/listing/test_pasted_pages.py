"""Pages altered at random, as people paste them, say the same as the clean page.

Every entry's fields stay as they are, and every line put in is reported as skipped.
"""

from __future__ import annotations

import random
import textwrap
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.importing.formats.listing.reader import read
from papercat.papers.model import Hints, Owner, Paper, Record, Skipped

FEW = settings(max_examples=settings().max_examples // 15)
"""settings for tests that read a whole page for each example"""

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[4]
PAGES = [ROOT / "seeds" / "simon-osindero.txt", ROOT / "seeds" / "adam-santoro.txt"]
LARGE = ROOT.parent / "shared" / "listings" / "dev.txt"
LARGE_ENTRIES = 100

MENUS = """\
Load more
Showing 1–50 of 312
Sort by: newest
1 2 3 … 10
« Previous 1 2 3 Next »
Home
Sign in
View abstract
[PDF]
arXiv
312 papers
Topics: Machine Learning, Vision, Robotics
© 2026 Paper Browser
Updated 3 days ago
Last updated: May 6, 2022
Quokka mode
Explore the atlas
"""
NOTICES = """\
We use cookies to improve your experience on this site.
By continuing to use this website, you agree to our terms of service and privacy policy.
Copyright 2026 Paper Browser. All rights reserved.
Found a mistake on this page? Let us know.
This site is not affiliated with arXiv.
"""
SITE = """\
Accept all
Reject all
Manage preferences
By clicking “Accept All”, you consent to our use of cookies.
Showing 1–50 of 84
1 2 3 … Next
‹ 1 2 3 4 5 ›
Skip to main content
Share via email
Copy link
♡ 12
© 2026 Paper Browser, Inc.
Terms · Privacy · Contact
Related papers
You may also like
Sponsored
Try Premium free for 30 days
Image: logo
Profile picture of Ada Moor
Papers by Ada Moor
Ada Moor
120 followers
h-index 45
? Show keyboard shortcuts
j next paper
g h go home
PDF | Code | Video
Read more…
cs.LG
Machine Learning (1,204)
3 min read
Built with ❤ by the Paper Browser team
Thank you to arXiv for use of its open access interoperability.
Google DeepMind
Affiliations: DeepMind, Google
New: AI summaries
Is this you? Claim your profile.
Results per page: 10 25 50
"""
HINTS = Hints(date(2026, 11, 20), date(2026, 11, 20), "")

Entries = tuple[tuple[str, str, str], ...]
"""the three lines of each entry"""


@dataclass
class Page:
    """An altered page, and what was done to it."""

    lines: list[str] = field(default_factory=list)
    put_in: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)

    furniture: str = MENUS + NOTICES

    def furnish(self, rng: random.Random, share: float) -> None:
        """Put in some lines that no entry has."""
        while rng.random() < share:
            self.put_in.add(len(self.lines) + 1)
            self.lines.append(rng.choice(self.furniture.splitlines()))


def chance(seed: int) -> random.Random:
    return random.Random(seed)


def entries_in(path: Path, count: int | None = None) -> Entries:
    lines = path.read_text("utf-8").split("\n")[: 3 * count if count else None]
    places = range(0, len(lines) // 3 * 3, 3)
    return tuple((lines[at], lines[at + 1], lines[at + 2]) for at in places)


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)


def ragged(text: str, rng: random.Random) -> list[str]:
    """A text in lines of 8 to 25 words."""
    words, lines = text.split(" "), []
    while words:
        count = rng.randint(8, 25)
        lines.append(" ".join(words[:count]))
        words = words[count:]
    return lines


def furnished(
    entries: Entries, rng: random.Random, *, width: int = 0, blank: bool = False, site: str = ""
) -> Page:
    """The page with furniture everywhere, its abstracts wrapped if a width is given."""
    page = Page(furniture=site or MENUS + NOTICES)
    page.furnish(rng, 0.6)
    for head, glued, abstract in entries:
        page.starts.append(len(page.lines) + 1)
        page.lines.append(head)
        page.furnish(rng, 0.1)
        page.lines.append(glued)
        page.furnish(rng, 0.1)
        page.lines += wrapped(abstract, width) if width else [abstract]
        page.furnish(rng, 0.2)
        if blank:
            page.lines.append("")
    page.furnish(rng, 0.6)
    return page


def papers(records: Iterable[Record]) -> dict[int, Paper]:
    return {record.line: record for record in records if isinstance(record, Paper)}


def said(paper: Paper) -> Paper:
    """Return a paper without the fields that depend on the manner of pasting."""
    return replace(paper, line=0, printed=None, confidence=None, doubts=(), guesses=())


@cache
def read_clean(entries: Entries) -> list[Paper]:
    return list(papers(list(read([line for entry in entries for line in entry], HINTS))).values())


def check(entries: Entries, page: Page) -> None:
    records = list(read(page.lines, HINTS))
    found = papers(records)
    assert list(found) == page.starts
    for was, now in zip(read_clean(entries), found.values(), strict=True):
        assert said(now) == said(was)
    assert {record.line for record in records if isinstance(record, Skipped)} == page.put_in


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@FEW
@given(seed=st.integers(0, 10_000), blank=st.booleans())
def test_site_lines_are_skipped_and_change_nothing(path: Path, seed: int, *, blank: bool) -> None:
    entries = entries_in(path)
    check(entries, furnished(entries, chance(seed), blank=blank))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@FEW
@given(seed=st.integers(0, 10_000), width=st.sampled_from([0, 60, 80, 100]))
def test_other_site_lines_are_skipped(path: Path, seed: int, width: int) -> None:
    entries = entries_in(path)
    check(entries, furnished(entries, chance(seed), width=width, site=SITE))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@FEW
@given(seed=st.integers(0, 10_000), width=st.sampled_from([60, 72, 80, 100]))
def test_wrapped_abstracts_are_joined(path: Path, seed: int, width: int) -> None:
    entries = entries_in(path)
    rng = chance(seed)
    page = Page()
    for head, glued, abstract in entries:
        page.starts.append(len(page.lines) + 1)
        page.lines += [head, glued, *wrapped(abstract, width)]
        page.furnish(rng, 0.2)
    check(entries, page)


@pytest.mark.parametrize(
    ("path", "width"), list(zip(PAGES * 3, [60, 66, 72, 80, 100, 120], strict=True))
)
def test_a_page_wrapped_as_a_whole_is_joined(path: Path, width: int) -> None:
    entries = entries_in(path)
    page = Page()
    for head, glued, abstract in entries:
        page.starts.append(len(page.lines) + 1)
        page.lines += [head, *wrapped(glued, width), *wrapped(abstract, width)]
    check(entries, page)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@FEW
@given(seed=st.integers(0, 10_000))
def test_abstracts_broken_at_random_are_joined(path: Path, seed: int) -> None:
    entries = entries_in(path)
    rng = chance(seed)
    page = Page()
    for head, glued, abstract in entries:
        page.starts.append(len(page.lines) + 1)
        page.lines += [head, glued, *ragged(abstract, rng)]
    page.lines += ["", "Load more", "© 2026 Paper Browser"]
    page.put_in |= {len(page.lines) - 1, len(page.lines)}
    check(entries, page)


@pytest.mark.skipif(not LARGE.exists(), reason="the large listing is not beside the repository")
def test_site_lines_on_real_pages() -> None:
    entries = entries_in(LARGE, LARGE_ENTRIES)
    for start in range(0, LARGE_ENTRIES, 50):
        part = entries[start : start + 50]
        check(part, furnished(part, chance(start)))
        check(part, furnished(part, chance(start), site=SITE))


CLIPBOARD: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow no-break spaces": lambda text: text.replace(" ", "\u202f"),
    "zero-width spaces": lambda text: text.replace("e", "e\u200b").replace(" ", "\u200b "),
    "zero-width joiners": lambda text: text.replace("a", "a\u200d").replace("o", "o\u200c"),
    "soft hyphens": lambda text: text.replace("tion", "\u00adtion"),
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "tabs and trailing spaces": lambda text: text.replace(" ", "\t").replace("\n", "  \n"),
}


@pytest.mark.parametrize("how", CLIPBOARD)
def test_additions_of_a_clipboard_are_removed(how: str) -> None:
    entries = entries_in(PAGES[0])
    text = "\n".join(line for entry in entries for line in entry)
    records = list(read(CLIPBOARD[how](text).split("\n"), HINTS))
    assert [said(paper) for paper in papers(records).values()] == [
        said(paper) for paper in read_clean(entries)
    ]
    (owner,) = (record for record in records if not isinstance(record, Paper))
    assert isinstance(owner, Owner)
    assert owner.name == ""  # as HINTS say


@pytest.mark.parametrize("line", ["Image Classification", "Paper | Code", "12 people saved this"])
@pytest.mark.parametrize("missing", [1, 5, 10])
def test_a_line_below_every_title_is_not_an_abstract(line: str, missing: int) -> None:
    entries = entries_in(PAGES[0])[:10]
    page = Page()
    for number, (head, glued, abstract) in enumerate(entries):
        page.starts.append(len(page.lines) + 1)
        page.lines += [head, glued, *[abstract] * (number >= missing)]
        page.put_in.add(len(page.lines) + 1)
        page.lines.append(line)
    found = papers(read(page.lines, HINTS))
    abstracts = [paper.abstract for paper in found.values()]
    wanted = [abstract for _, _, abstract in entries]
    assert abstracts == [None] * missing + wanted[missing:]
