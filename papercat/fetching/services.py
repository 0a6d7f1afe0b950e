"""The services that know papers: the address of a question, and the reader of the answer."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote, urlencode

from papercat.importing.formats import Format, arxiv_atom, crossref, openalex
from papercat.papers.model import Paper
from papercat.settings import setting

ARXIV = "https://export.arxiv.org/api/query"
CROSSREF = "https://api.crossref.org/works"
OPENALEX = "https://api.openalex.org/works"

_ARXIV_DOI = "10.48550/arXiv."
_ACL_DOI = "10.18653/v1/"
_MOST_FOUND = 5
"""records that a search by title asks for"""


class Question(NamedTuple):
    """One address to ask, and the format of its answer."""

    service: str
    address: str
    format: Format
    arxiv_id: str | None = None
    """the id that arXiv is asked about; questions about ids can be asked together"""


def questions_about(scheme: str, value: str) -> list[Question]:
    """Return the questions that may find an identifier, the most competent service first."""
    match scheme:
        case "arxiv":
            by_id = Question("arXiv", arxiv_address([value]), arxiv_atom, value)
            questions = [by_id, _openalex(f"doi:{_ARXIV_DOI}{value}")]
        case "doi":
            questions = [_crossref(value), _openalex(f"doi:{value}")]
        case "acl":
            questions = [_crossref(_ACL_DOI + value), _openalex(f"doi:{_ACL_DOI}{value}")]
        case "pmid" | "pmcid":
            questions = [_openalex(f"{scheme}:{value}")]
        case "openalex":
            questions = [_openalex(value)]
        case "openreview":
            page = f"https://openreview.net/forum?id={value}"
            asked = urlencode({"filter": f"locations.landing_page_url:{page}"})
            questions = [Question("OpenAlex", f"{OPENALEX}?{asked}", openalex)]
        case _:
            questions = []
    return questions


def questions_by_title(paper: Paper) -> list[Question]:
    """Return the questions that may find a paper by its title and first author."""
    words = " ".join("".join(c if c.isalnum() else " " for c in paper.title).split())
    asked = urlencode({"search_query": f'ti:"{words}"', "max_results": _MOST_FOUND})
    by_arxiv = Question("arXiv", f"{ARXIV}?{asked}", arxiv_atom)
    names = [author.name for author in paper.stated[:1]]
    asked = urlencode({"query.bibliographic": " ".join([words, *names]), "rows": _MOST_FOUND})
    by_crossref = Question("Crossref", f"{CROSSREF}?{asked}", crossref)
    if paper.categories:  # as only arXiv gives them
        return [by_arxiv, by_crossref]
    return [by_crossref, by_arxiv]


def secrets_for(question: Question) -> dict[str, str]:
    """Return the parameters that are sent with an address, and are no part of it.

    An address becomes the name of a source, so the user's key must not be in it.
    """
    if question.service == "OpenAlex" and (key := setting("openalex_key")):
        return {"api_key": key.value}
    return {}


def arxiv_address(ids: Sequence[str]) -> str:
    """Return the address that asks arXiv about some ids. It gives ten records unless told."""
    asked = urlencode({"id_list": ",".join(ids)}, safe=",/")
    if len(ids) == 1:
        return f"{ARXIV}?{asked}"
    return f"{ARXIV}?{asked}&max_results={len(ids)}"


def _crossref(doi: str) -> Question:
    return Question("Crossref", f"{CROSSREF}/{quote(doi, safe='')}", crossref)


def _openalex(name: str) -> Question:
    return Question("OpenAlex", f"{OPENALEX}/{quote(name, safe=':/')}", openalex)
