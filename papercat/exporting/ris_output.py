"""RIS: a record for every paper."""

import re
from collections.abc import Iterator
from typing import TextIO

from papercat.exporting.bibliography import entry_type, is_in_book, name_parts, papers_of
from papercat.papers.identifiers import best_address
from papercat.papers.model import Paper
from papercat.papers.publication_types import type_in
from papercat.shown import Page, Rows
from papercat.terminal import Screen, visible

_SHARED = {
    "volume": "VL",
    "number": "IS",
    "publisher": "PB",
    "address": "CY",
    "location": "CY",
    "edition": "ET",
    "issn": "SN",
    "isbn": "SN",
    "language": "LA",
    "note": "N1",
}
"""name of a further field → its tag"""
_LISTS = {"keywords": ("KW", re.compile(r"[,;]\s*")), "editor": ("A2", re.compile(" and "))}
"""name of a further field with several values → its tag, and the separator"""
_VENUE_TAGS = {False: "JO", True: "T2"}
"""True for a paper in a book or in proceedings"""
_RANGE = re.compile(r"\s*(?:--?|–|—)\s*")


def write_ris(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write the records."""
    out.writelines(map(_record, papers_of(shown, "ris")))


def _record(paper: Paper) -> str:
    """Return the lines of a record, with a blank one behind them."""
    lines: list[str] = []
    for tag, text in _fields(paper):
        value = visible(" ".join(text.split()))
        if value:
            lines.append(f"{tag}  - {value}\n")
    lines.append("ER  - \n\n")
    return "".join(lines)


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the tags of a record with their texts, of which some may be blank."""
    kind = entry_type(paper)
    extra = dict(paper.extra)
    yield "TY", type_in("ris", kind)
    yield "ID", paper.key or ""
    yield "TI", paper.title
    yield from _authors(paper)
    yield from _date(paper.published or "")
    yield _VENUE_TAGS[is_in_book(kind)], paper.venue or ""
    yield from map(_identifier, paper.ids)
    yield "UR", extra.get("url") or best_address(paper.ids) or ""
    for code in paper.categories:
        yield "KW", code
    for name, text in extra.items():
        yield from _further_fields(name, text)
    yield "AB", paper.abstract or ""


def _authors(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the stated authors in order, and a mark if the list is cut short."""
    for author in paper.stated:
        name = name_parts(author.name)
        parts = filter(None, (name.family, name.given, name.suffix))
        yield "AU", ", ".join(parts)
    if paper.stated and paper.authors_truncated:
        yield "AU", "et al."


def _date(published: str) -> Iterator[tuple[str, str]]:
    """Yield the year, and the date if more of it is known."""
    yield "PY", published[:4]
    if len(published) > 4:
        yield "DA", published.replace("-", "/")


def _identifier(pair: tuple[str, str]) -> tuple[str, str]:
    """Return the field of an identifier: a DOI has its own, all others share one."""
    scheme, value = pair
    if scheme == "doi":
        return "DO", value
    return "AN", f"{scheme}:{value}"


def _further_fields(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of what a source says beyond papercat's own fields."""
    if name in _SHARED:
        yield _SHARED[name], text
    elif name in _LISTS:
        tag, separator = _LISTS[name]
        for part in separator.split(text):
            yield tag, part
    elif name == "pages":
        yield from zip(("SP", "EP"), _RANGE.split(text, maxsplit=1), strict=False)
    elif name.startswith("ris:"):
        yield name.removeprefix("ris:"), text
