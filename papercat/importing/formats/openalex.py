"""Works of OpenAlex: one work, a list, a page of results, or one work a line."""

import re
from collections.abc import Iterable, Iterator

from papercat.importing.json_records import (
    Object,
    json_records,
    keys_in,
    objects,
    text_at,
)
from papercat.importing.paper_draft import Draft, finished
from papercat.papers.model import Hints, Record
from papercat.papers.publication_types import type_of
from papercat.text.partial_date import partial_date

NAME = "openalex"

_ADDRESS = "https://openalex.org/"
_WORK = re.compile(r'"id"\s*:\s*"https://openalex\.org/W\d')
_LONGEST_ABSTRACT = 100_000
"""words"""


def score(head: str) -> float:
    """Return 1 for a JSON document with members, or ids of works, that OpenAlex alone has."""
    keys = keys_in(head)
    marks = {"authorships", "abstract_inverted_index", "primary_location", "referenced_works"}
    return float(len(marks & keys) > 1 or _WORK.search(head) is not None)


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Return a paper or a refusal for every work."""
    return finished(json_records(lines), _draft)


def _draft(line: int, work: Object) -> Draft:
    """Draft the paper of a work."""
    draft = Draft(line, title=text_at(work, "title", "display_name"))
    draft.extra["entrytype"] = type_of("openalex", text_at(work, "type"))
    for authorship in objects(work.get("authorships")):
        draft.add_author(text_at(authorship, "raw_author_name", "author.display_name"))
    draft.truncated |= work.get("is_authors_truncated") is True
    draft.abstract = _abstract(work.get("abstract_inverted_index"))
    draft.published = partial_date(text_at(work, "publication_date", "publication_year"))
    draft.venue = text_at(work, "primary_location.source.display_name", "host_venue.display_name")
    for place in objects(work.get("locations")):
        draft.venue = draft.venue or text_at(place, "source.display_name")
        _add_arxiv(draft, text_at(place, "landing_page_url"))
    _add_arxiv(draft, text_at(work, "primary_location.landing_page_url"))
    draft.add_id("doi", text_at(work, "doi", "ids.doi"))
    draft.add_id("pmid", text_at(work, "ids.pmid"))
    draft.add_id("pmcid", text_at(work, "ids.pmcid"))
    draft.add_id("openalex", text_at(work, "id", "ids.openalex").removeprefix(_ADDRESS))
    draft.add_extra("volume", text_at(work, "biblio.volume"))
    draft.add_extra("number", text_at(work, "biblio.issue"))
    pages = dict.fromkeys([text_at(work, "biblio.first_page"), text_at(work, "biblio.last_page")])
    draft.add_extra("pages", "–".join(filter(None, pages)))
    draft.add_extra("language", text_at(work, "language"))
    return draft


def _add_arxiv(draft: Draft, address: str) -> None:
    """Add the identifier in an address of arXiv's."""
    if "arxiv" in address.lower():
        draft.add_address(address)


def _abstract(index: object) -> str:
    """Return the text of an inverted index: each word with its places."""
    if not isinstance(index, dict):
        return ""
    placed: list[tuple[int, str]] = []
    for word, places in index.items():
        if not isinstance(places, list):
            continue
        for place in places:
            if isinstance(place, int) and len(placed) < _LONGEST_ABSTRACT:
                placed.append((place, word))
    return " ".join([word for _, word in sorted(placed)])
