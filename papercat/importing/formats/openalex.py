"""Works of OpenAlex: one work, a list, a page of results, or one work a line."""

from collections.abc import Iterable, Iterator

from papercat.importing.json_records import (
    Object,
    json_records,
    keys_in,
    member,
    objects,
    text_of,
)
from papercat.importing.paper_draft import Draft, finished, partial_date
from papercat.papers.model import Hints, Record
from papercat.papers.publication_types import type_of

NAME = "openalex"
ASKS_CATALOGUE = False

_ADDRESS = "https://openalex.org/"
_LONGEST_ABSTRACT = 100_000
"""words"""


def score(head: str) -> float:
    """Return 1 for a JSON document with members that OpenAlex alone has."""
    keys = keys_in(head)
    marks = {"authorships", "abstract_inverted_index", "primary_location", "referenced_works"}
    return float(len(marks & keys) > 1 or ("openalex" in keys and "display_name" in keys))


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:  # noqa: ARG001  no hint helps here
    """Return a paper or a refusal for every work."""
    return finished(json_records(lines), _draft)


def _draft(line: int, work: Object) -> Draft:
    draft = Draft(line, title=text_of(work.get("title")) or text_of(work.get("display_name")))
    draft.extra["entrytype"] = type_of("openalex", text_of(work.get("type")))
    for authorship in objects(work.get("authorships")):
        name = text_of(authorship.get("raw_author_name"))
        draft.add_author(name or text_of(member(authorship, "author", "display_name")))
    draft.truncated |= work.get("is_authors_truncated") is True
    draft.abstract = _abstract(work.get("abstract_inverted_index"))
    draft.published = partial_date(text_of(work.get("publication_date")))
    draft.published = draft.published or partial_date(text_of(work.get("publication_year")))
    places = [work.get("primary_location"), *objects(work.get("locations"))]
    for place in places:
        draft.venue = draft.venue or text_of(member(place, "source", "display_name")) or None
        if place is not None:
            _add_arxiv(draft, text_of(member(place, "landing_page_url")))
    draft.venue = draft.venue or text_of(member(work, "host_venue", "display_name")) or None
    _read_ids(draft, work)
    for name, shared in (("volume", "volume"), ("issue", "number")):
        draft.add_extra(shared, text_of(member(work, "biblio", name)))
    first = text_of(member(work, "biblio", "first_page"))
    last = text_of(member(work, "biblio", "last_page"))
    pages = dict.fromkeys([first, last])
    draft.add_extra("pages", "–".join([page for page in pages if page]))
    draft.add_extra("language", text_of(work.get("language")))
    return draft


def _add_arxiv(draft: Draft, address: str) -> None:
    if "arxiv" in address.lower():
        draft.add_address(address)


def _read_ids(draft: Draft, work: Object) -> None:
    draft.add_id("doi", text_of(work.get("doi")) or text_of(member(work, "ids", "doi")))
    draft.add_id("pmid", text_of(member(work, "ids", "pmid")))
    draft.add_id("pmcid", text_of(member(work, "ids", "pmcid")))
    own = text_of(work.get("id")) or text_of(member(work, "ids", "openalex"))
    draft.add_id("openalex", own.removeprefix(_ADDRESS))


def _abstract(index: object) -> str | None:
    """Return the text of an inverted index: each word with its places."""
    if not isinstance(index, dict):
        return None
    placed: list[tuple[int, str]] = []
    for word, places in index.items():
        if not isinstance(places, list):
            continue
        for place in places:
            if isinstance(place, int) and len(placed) < _LONGEST_ABSTRACT:
                placed.append((place, word))
    return " ".join([word for _, word in sorted(placed)]) or None
