"""Works of Crossref's API: one work, a list, a page of results, or one work a line."""

import re
from collections.abc import Iterable, Iterator

from papercat.importing.json_records import (
    Object,
    json_records,
    keys_in,
    member,
    objects,
    text_at,
    texts,
)
from papercat.importing.paper_draft import Draft, finished
from papercat.papers.clean_text import from_parts
from papercat.papers.model import Hints, Record
from papercat.papers.publication_types import type_of
from papercat.text.partial_date import date_of_parts

NAME = "crossref"

_DATES = ("published-print", "published-online", "published", "issued", "posted")
_TITLES = re.compile(r'"title"\s*:\s*\[')
_SHARED = {
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "publisher": "publisher",
    "publisher-location": "address",
    "language": "language",
    "edition-number": "edition",
    "article-number": "eid",
}
"""Crossref's name of a further field → the name that other formats know it by"""


def score(head: str) -> float:
    """Return 1 for a JSON document with members, or a list of titles, that Crossref alone has."""
    keys = keys_in(head)
    marks = {"is-referenced-by-count", "reference-count", "references-count", "indexed", "member"}
    is_crossref = len(marks & keys) > 1 or _TITLES.search(head) is not None
    return float("DOI" in keys and is_crossref)


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Return a paper or a refusal for every work."""
    return finished(json_records(lines), _draft)


def _draft(line: int, work: Object) -> Draft:
    """Draft the paper of a work."""
    draft = Draft(line, title=text_at(work, "title"), abstract=text_at(work, "abstract"))
    subtitle = text_at(work, "subtitle")
    if subtitle not in draft.title:
        draft.title = f"{draft.title}: {subtitle}"
    draft.extra["entrytype"] = type_of("crossref", text_at(work, "type"))
    for author in objects(work.get("author")):
        given, surname = text_at(author, "given"), text_at(author, "family")
        person = from_parts(given, surname, suffix=text_at(author, "suffix"))
        draft.add_printed_author(text_at(author, "name") or person)
    draft.published = _earliest(work)
    draft.venue = text_at(work, "container-title", "event.name")
    draft.add_id("doi", text_at(work, "DOI"))
    draft.add_address(text_at(work, "URL"))
    if draft.extra["entrytype"] == "book":
        draft.add_id("isbn", text_at(work, "ISBN"))
    for name, shared in _SHARED.items():
        draft.add_extra(shared, text_at(work, name))
    draft.add_extra("issn", ", ".join(texts(work.get("ISSN"))))
    draft.add_extra("isbn", ", ".join(texts(work.get("ISBN"))))
    draft.add_extra("keywords", ", ".join(texts(work.get("subject"))))
    return draft


def _earliest(work: Object) -> str | None:
    """Return the earliest date of publication; of equal years the one that says most."""
    dates = [date_of_parts(member(work, name, "date-parts")) for name in _DATES]
    found = sorted(filter(None, dates))
    if not found:
        return date_of_parts(member(work, "created", "date-parts"))
    of_first_year = [date for date in found if date.startswith(found[0][:4])]
    return max(of_first_year, key=len)
