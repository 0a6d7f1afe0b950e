"""CSL-JSON, as Zotero, pandoc and citeproc read and write it."""

from collections.abc import Iterable, Iterator

from papercat.importing.json_records import (
    Object,
    json_records,
    keys_in,
    member,
    objects,
    text_at,
    text_of,
    texts,
)
from papercat.importing.paper_draft import Draft, finished
from papercat.papers.clean_text import from_parts
from papercat.papers.model import Hints, Record
from papercat.papers.publication_types import type_of
from papercat.text.partial_date import date_of_parts, partial_date

NAME = "csl"

_SHARED = {
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "collection-number": "number",
    "number-of-volumes": "volumes",
    "genre": "type",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "address",
    "edition": "edition",
    "ISSN": "issn",
    "ISBN": "isbn",
    "language": "language",
    "keyword": "keywords",
    "note": "note",
    "collection-title": "series",
}
"""CSL's name of a further field → the name that other formats know it by"""
_USED = frozenset(
    (
        *("id", "type", "title", "author", "issued", "abstract", "container-title", "DOI", "URL"),
        *("PMID", "PMCID", "custom"),
    )
)


def score(head: str) -> float:
    """Return 1 for a JSON document with members that CSL alone has."""
    keys = keys_in(head)
    if not {"type", "title"} <= keys or "indexed" in keys or "is-referenced-by-count" in keys:
        return 0.0
    return float(bool({"date-parts", "family", "container-title", "citation-key"} & keys)) * 0.95


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Return a paper or a refusal for every item."""
    return finished(json_records(lines), _draft)


def _draft(line: int, item: Object) -> Draft:
    """Draft the paper of an item."""
    draft = Draft(line, title=text_at(item, "title"), abstract=text_at(item, "abstract"))
    kind = text_at(item, "type")
    draft.extra["entrytype"] = type_of("csl", kind)
    key = text_at(item, "citation-key", "id")
    if "/" not in key and not key.isdecimal():
        draft.key = key
    for author in objects(item.get("author")):
        draft.add_printed_author(_name(author))
    for role in ("editor", "translator"):
        draft.add_extra(role, " and ".join(map(_name, objects(item.get(role)))))
    draft.published = _date(item.get("issued"))
    draft.venue = text_at(item, "container-title", "event-title")
    draft.add_id("doi", text_at(item, "DOI"))
    draft.add_id("pmid", text_at(item, "PMID"))
    draft.add_id("pmcid", text_at(item, "PMCID"))
    _read_custom(draft, item)
    draft.add_address(text_at(item, "URL"))
    if kind == "book":
        draft.add_id("isbn", text_at(item, "ISBN"))
    for name, value in item.items():
        if name not in _USED:
            draft.add_extra(_SHARED.get(name, f"csl:{name}"), value)
    return draft


def _name(name: Object) -> str:
    """Return the name of a person in reading order, or the literal name of a group."""
    particles = [text_at(name, "dropping-particle"), text_at(name, "non-dropping-particle")]
    return text_at(name, "literal") or from_parts(
        text_at(name, "given"),
        text_at(name, "family"),
        " ".join(particles).strip(),
        text_at(name, "suffix"),
    )


def _date(issued: object) -> str | None:
    """Return the date of `issued`, in parts or as text."""
    if date := date_of_parts(member(issued, "date-parts")):
        return date
    for name in ("raw", "literal"):
        if date := partial_date(text_at(issued, name)):
            return date
    return partial_date(text_of(issued))


def _read_custom(draft: Draft, item: Object) -> None:
    """Read what papercat writes beside CSL's own variables."""
    for pair in texts(member(item, "custom", "ids")):
        scheme, colon, value = pair.partition(":")
        if colon:
            draft.add_id(scheme, value)
    draft.title = text_at(item, "custom.title") or draft.title
    for code in texts(member(item, "custom", "categories")):
        draft.add_category(code)
    draft.truncated = draft.truncated or member(item, "custom", "authors_truncated") is True
