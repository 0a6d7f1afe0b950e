"""RIS: a record for every paper."""

import re
from collections.abc import Iterator
from itertools import starmap
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
_VENUE_TAGS = {False: "JO", True: "T2"}
"""True for a paper in a book or in proceedings"""
_RANGE = re.compile(r"\s*(?:--?|–|—)\s*")


def render(shown: Rows | Page, out: TextIO, screen: Screen) -> None:  # noqa: ARG001  the same everywhere
    """Write the records."""
    out.writelines(map(_record, papers_of(shown, "ris")))


def _record(paper: Paper) -> str:
    return "".join(map(_line, _fields(paper))) + "ER  - \n\n"


def _line(field: tuple[str, str]) -> str:
    tag, text = field
    return f"{tag}  - {visible(' '.join(text.split()))}\n"


def _fields(paper: Paper) -> list[tuple[str, str]]:
    kind = entry_type(paper)
    extra = dict(paper.extra)
    venue = _VENUE_TAGS[is_in_book(kind)]
    fields = [("TY", type_in("ris", kind)), ("ID", paper.key or ""), ("TI", paper.title)]
    fields += _authors(paper)
    fields += _date(paper.published or "")
    fields.append((venue, paper.venue or ""))
    fields += starmap(_identifier, paper.ids)
    fields.append(("UR", extra.get("url") or best_address(paper.ids) or ""))
    fields += [("KW", code) for code in paper.categories]
    fields += _further_fields(extra)
    fields.append(("AB", paper.abstract or ""))
    return [(tag, text) for tag, text in fields if text.strip()]


def _authors(paper: Paper) -> Iterator[tuple[str, str]]:
    for author in paper.listed:
        name = name_parts(author.name)
        yield "AU", ", ".join(filter(None, (name.family, name.given, name.suffix)))
    if paper.listed and paper.authors_truncated:
        yield "AU", "et al."


def _date(published: str) -> Iterator[tuple[str, str]]:
    yield "PY", published[:4]
    if len(published) > 4:
        yield "DA", published.replace("-", "/")


def _identifier(scheme: str, value: str) -> tuple[str, str]:
    if scheme == "doi":
        return "DO", value
    return "AN", f"{scheme}:{value}"


def _further_fields(extra: dict[str, str]) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for name, text in extra.items():
        if name == "pages":
            first, *last = _RANGE.split(text, maxsplit=1)
            fields.append(("SP", first))
            fields += [("EP", page) for page in last]
        elif name == "keywords":
            fields += [("KW", word) for word in re.split(r"[,;]\s*", text)]
        elif name == "editor":
            fields += [("A2", editor) for editor in text.split(" and ")]
        elif name.startswith("ris:"):
            fields.append((name.removeprefix("ris:"), text))
        elif name in _SHARED:
            fields.append((_SHARED[name], text))
    return fields
