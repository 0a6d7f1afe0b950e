"""Lines that are a site's wherever they stand below a head: labels, chips, numbers, summaries."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from papercat.importing.formats.listing.abstracts.line import read_line
from papercat.importing.formats.listing.known_site_lines import (
    is_label,
    is_labelled,
    is_organisation,
    is_summary,
)
from papercat.importing.formats.listing.title_line import (
    is_furniture,
    is_glued,
    is_surely_title,
    is_title,
)
from papercat.importing.formats.listing.wrapping import width_of

_NUMBER = re.compile(r"\(?\d{1,4}[.)]|\[\d{1,4}\]|#\d{1,4}")
"""what an ordered list has before an entry, alone on its line"""
_HOSTS = (
    r"arxiv\.org|doi\.org|github\.(?:com|io)|gitlab\.com|huggingface\.co|openreview\.net"
    r"|aclanthology\.org|semanticscholar\.org|paperswithcode\.com|alphaxiv\.org"
)
_ADDRESS = re.compile(rf"(?:https?://)?(?:[\w-]+\.)?(?P<host>{_HOSTS})/\S*[^\s.,;]")
"""where papers and their code are"""
_SEVERAL, _OFTEN, _SHARE = 2, 3, 0.5
"""so many entries with a number above, so many with an address of one host, and of all entries"""
_OPEN = re.compile(r"(?::|\b(?:at|from|in|is|on|see|to|via))$")
"""what goes on below, though a site's words be all there is: `Our code is at`"""
_TITLE_AND_TEXT = 2
"""lines of text so far, from which on a sentence may go on below"""
_NARROW = 0.6
"""of the width of wrapped lines: a wider line is text"""


def without_site_lines(
    bodies: Sequence[Sequence[int]], page: Sequence[str], heads: Collection[int]
) -> list[list[int]]:
    """The places of the lines below each head, without those that are no paper's text."""
    numbers = _list_numbers(page, heads)
    addresses = [found["host"] for line in page if (found := _ADDRESS.fullmatch(line))]
    often = max(_OFTEN, _SHARE * len(heads))
    hosts = {host for host, count in Counter(addresses).items() if count >= often}
    width = width_of([page[at] for at in body] for body in bodies)
    return [
        _without([at for at in body if at not in numbers], page, hosts, width) for body in bodies
    ]


def _list_numbers(page: Sequence[str], heads: Collection[int]) -> set[int]:
    """The lines above heads that hold nothing but a number, where several do."""
    above = {}
    for at in heads:
        last = next((up for up in range(at - 1, -1, -1) if page[up]), None)
        if last is not None and _NUMBER.fullmatch(page[last]):
            above[at] = last
    return set(above.values()) if len(above) >= max(_SEVERAL, _SHARE * len(heads)) else set()


def _is_closed(text: str) -> bool:
    """Whether no sentence of a text goes on below, or it is a title."""
    return read_line(text).ends == "closed" or is_surely_title(text)


def _without(
    body: Sequence[int], page: Sequence[str], hosts: Collection[str], width: int
) -> list[int]:
    kept: list[int] = []
    texts, above = 0, ""  # lines of text so far, the title among them, and the last of them
    for at in body:
        line = page[at]
        address = _ADDRESS.fullmatch(line)
        by_its_host = address is not None and address["host"] in hosts
        wide = width > 0 and (address is not None or len(line) > _NARROW * width)
        alone = not wide and is_site_line(line) and (texts < _TITLE_AND_TEXT or _is_closed(above))
        if not is_label(line) and not by_its_host and not alone:
            kept.append(at)
            if not is_furniture(line) or _OPEN.search(line):
                texts, above = texts + 1, line
    return _without_summaries(kept, page) if kept else list(body)


def is_site_line(line: str) -> bool:
    """Whether a line, with no sentence above that goes on in it, is no paper's text.

    It says what it is, names an organisation, or is an address; and is no title with its authors.
    """
    says = is_labelled(line) or is_organisation(line) or bool(_ADDRESS.fullmatch(line))
    return says and not is_glued(line) and not is_surely_title(line)


def _without_summaries(body: list[int], page: Sequence[str]) -> list[int]:
    """Without `TL;DR: …`, unless nothing else stands below the title.

    A title may begin so too (`TLDR: Extreme Summarization of Documents`).
    """
    first = 1 if not is_summary(page[body[0]]) or is_title(page[body[0]]) else 0
    others = [at for at in body[first:] if not is_summary(page[at]) or is_glued(page[at])]
    return [*body[:first], *others] if others else body
