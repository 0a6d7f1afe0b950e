"""Papers of Semantic Scholar's API: one paper, a list, a page of results, or one a line."""

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
from papercat.papers.model import Hints, Record
from papercat.text.partial_date import partial_date

NAME = "semanticscholar"

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
    has_id = not keys.isdisjoint(("paperId", "corpusId", "corpusid"))
    return float(has_id and not keys.isdisjoint(("title", "externalIds", "externalids")))


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Return a paper or a refusal for every paper of the document."""
    return finished(json_records(lines), _draft)


def _draft(line: int, paper: Object) -> Draft:
    """Draft the paper of an object, or of a citation that holds it."""
    for name in ("citedPaper", "citingPaper"):
        paper = paper.get(name) or paper
    draft = Draft(line, title=text_at(paper, "title"), abstract=text_at(paper, "abstract"))
    for author in objects(member(paper, "authors")):
        draft.add_author(text_at(author, "name"))
    draft.published = partial_date(text_at(paper, "publicationDate", "publicationdate", "year"))
    draft.venue = text_at(paper, "journal.name", "publicationVenue.name", "venue")
    for name in texts(member(paper, "publicationTypes")):
        if name in _TYPES:
            draft.extra.setdefault("entrytype", _TYPES[name])
    for name, scheme in _SCHEMES.items():
        draft.add_id(scheme, text_at(paper, f"externalIds.{name}", f"externalids.{name}"))
    draft.add_id("s2", text_at(paper, "paperId"))
    draft.add_extra("volume", text_at(paper, "journal.volume"))
    draft.add_extra("pages", text_at(paper, "journal.pages"))
    draft.add_extra("keywords", ", ".join(texts(member(paper, "fieldsOfStudy"))))
    return draft
