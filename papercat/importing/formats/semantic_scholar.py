"""Papers of Semantic Scholar's API: one paper, a list, a page of results, or one a line."""

from collections.abc import Iterable, Iterator

from papercat.importing.json_records import (
    Object,
    json_records,
    keys_in,
    member,
    objects,
    text_of,
    texts,
)
from papercat.importing.paper_draft import Draft, finished, partial_date
from papercat.papers.model import Hints, Record

NAME = "semanticscholar"
ASKS_CATALOGUE = False

_SCHEMES = {
    "ArXiv": "arxiv",
    "DOI": "doi",
    "ACL": "acl",
    "PubMed": "pmid",
    "PubMedCentral": "pmcid",
    "DBLP": "dblp",
}
"""Semantic Scholar's names of identifiers → papercat's"""
_TYPES = {"JournalArticle": "article", "Conference": "inproceedings", "Book": "book"}
_TYPES |= {"BookSection": "incollection", "Dataset": "dataset"}


def score(head: str) -> float:
    """Return 1 for a JSON document with members that Semantic Scholar alone has."""
    keys = keys_in(head)
    return float(
        bool({"paperId", "corpusId", "corpusid"} & keys)
        and bool({"title", "externalIds", "externalids"} & keys)
    )


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:  # noqa: ARG001  no hint helps here
    """Return a paper or a refusal for every paper of the document."""
    return finished(json_records(lines), _draft)


def _draft(line: int, paper: Object) -> Draft:
    for name in ("citedPaper", "citingPaper"):
        inside = paper.get(name)
        if isinstance(inside, dict):
            paper = inside
    draft = Draft(line, title=text_of(paper.get("title")), abstract=text_of(paper.get("abstract")))
    for author in objects(paper.get("authors")):
        draft.add_author(text_of(author.get("name")))
    draft.published = partial_date(
        text_of(paper.get("publicationDate")) or text_of(paper.get("publicationdate"))
    ) or partial_date(text_of(paper.get("year")))
    draft.venue = (
        text_of(member(paper, "journal", "name"))
        or text_of(member(paper, "publicationVenue", "name"))
        or text_of(paper.get("venue"))
    )
    types = texts(paper.get("publicationTypes")) or texts(paper.get("publicationtypes"))
    draft.extra["entrytype"] = next((_TYPES[name] for name in types if name in _TYPES), "misc")
    external = paper.get("externalIds") or paper.get("externalids")
    for name, scheme in _SCHEMES.items():
        draft.add_id(scheme, text_of(member(external, name)))
    draft.add_id("s2", text_of(paper.get("paperId")))
    draft.add_extra("volume", text_of(member(paper, "journal", "volume")))
    draft.add_extra("pages", text_of(member(paper, "journal", "pages")))
    draft.add_extra("keywords", ", ".join(texts(paper.get("fieldsOfStudy"))))
    return draft
