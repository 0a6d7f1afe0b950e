"""Lines that are a site's wherever they stand below a head: labels, chips, numbers, summaries."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from papercat.infer.furniture import is_label, is_labelled, is_organisation, is_summary
from papercat.readers.listing_title import is_glued, is_title

_NUMBER = re.compile(r"\(?\d{1,4}[.)]|\[\d{1,4}\]|#\d{1,4}")
"""what an ordered list has before an entry, alone on its line"""
_ADDRESS = re.compile(r"(?:https?://)?(?P<host>(?:[\w-]+\.)+[a-z]{2,6})/\S+")
_OFTEN, _SHARE = 3, 0.5
"""so many entries, and of all, with an address of one host: the site gives it, whatever is above"""
_CLOSED = (".", "!", "?", "…", ")", '"', "”")


def without_site_lines(
    bodies: Sequence[Sequence[int]], page: Sequence[str], heads: Collection[int]
) -> list[list[int]]:
    """The places of the lines below each head, without those that are no paper's text."""
    numbers = _list_numbers(page, heads)
    addresses = [found["host"] for line in page if (found := _ADDRESS.fullmatch(line))]
    often = max(_OFTEN, _SHARE * len(heads))
    hosts = {host for host, count in Counter(addresses).items() if count >= often}
    return [_without([at for at in body if at not in numbers], page, hosts) for body in bodies]


def _list_numbers(page: Sequence[str], heads: Collection[int]) -> set[int]:
    """The lines above heads that hold nothing but a number, where several do."""
    above = {}
    for at in heads:
        last = next((up for up in range(at - 1, -1, -1) if page[up]), None)
        if last is not None and _NUMBER.fullmatch(page[last]):
            above[at] = last
    return set(above.values()) if len(above) > 1 else set()


def _without(body: Sequence[int], page: Sequence[str], hosts: Collection[str]) -> list[int]:
    kept: list[int] = []
    for at in body:
        goes_on = len(kept) > 1 and not page[kept[-1]].endswith(_CLOSED)
        host = _ADDRESS.fullmatch(page[at])
        is_address = host is not None and (not goes_on or host["host"] in hosts)
        if not is_site_line(page[at]) and not is_address:
            kept.append(at)
    return _without_summaries(kept, page) if kept else list(body)


def is_site_line(line: str) -> bool:
    """Whether a line is a label, says what it is, or names an organisation; no title's, though."""
    return (is_label(line) or is_labelled(line) or is_organisation(line)) and not is_glued(line)


def _without_summaries(body: list[int], page: Sequence[str]) -> list[int]:
    """Without `TL;DR: …`, unless nothing else stands below the title.

    A title may begin so too (`TLDR: Extreme Summarization of Documents`).
    """
    first = 1 if not is_summary(page[body[0]]) or is_title(page[body[0]]) else 0
    others = [at for at in body[first:] if not is_summary(page[at]) or is_glued(page[at])]
    return [*body[:first], *others] if others else body
