"""Fetch the records of papers, and choose those that are about the paper that is meant."""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from papercat.errors import NothingFound
from papercat.fetching.client import BadAnswer, Client
from papercat.fetching.services import Question, questions_about, questions_by_title, services_in
from papercat.importing.load_document import load_document
from papercat.papers.derive import same_name
from papercat.papers.identifiers import address_of
from papercat.papers.model import Hints, Paper, Refusal
from papercat.papers.titles import fold_title

PAPER_FROM = """
SELECT p.id, f.id FROM sources AS f JOIN statements AS s ON s.source_id = f.id
JOIN papers AS p ON p.id = s.paper_id WHERE f.path = ?
"""
SOURCES_OF = """
SELECT DISTINCT f.path FROM statements AS s JOIN sources AS f ON f.id = s.source_id
WHERE s.paper_id = ?
"""

_HEAD = 20_000
"""characters from which a format is recognised"""
_ASKED_BY = ("arxiv", "doi", "acl", "openreview", "pmid", "pmcid", "openalex")
"""schemes of identifiers, the one to ask by first"""


class Loaded(NamedTuple):
    """A record in the catalogue."""

    paper: int
    source: int
    is_new: bool
    """True if the paper was not there before"""


class Fetched(NamedTuple):
    """A record with the question that it answers."""

    question: Question
    text: str
    paper: Paper


def fetch_by_id(client: Client, questions: list[Question], pair: tuple[str, str]) -> Fetched:
    """Return the first record of an identifier.

    Raises NothingFound if no service has it, BadAnswer if none gave a usable answer.
    """
    problems: list[BadAnswer] = []
    for question in questions:
        try:
            answer = _ask(client, question)
        except BadAnswer as error:
            problems.append(error)
            continue
        if answer is not None and answer[1]:
            text, papers = answer
            ids = tuple(sorted({*papers[0].ids, pair}))
            return Fetched(question, text, replace(papers[0], ids=ids))
    if problems:
        raise problems[0]
    scheme, value = pair
    services = " and ".join(services_in(questions)) or "No service"
    raise NothingFound(f"{services} has no paper {address_of(scheme, value) or value}")


def fetch_by_title(client: Client, questions: Iterable[Question], paper: Paper) -> Fetched | None:
    """Return the first record about the same paper, or None.

    Raises BadAnswer if a service gave no usable answer.
    """
    for question in questions:
        answer = _ask(client, question)
        if answer is None:
            continue
        text, papers = answer
        for found in papers:
            if is_about(found, paper):
                return Fetched(question, text, found)
    return None


def is_about(found: Paper, paper: Paper) -> bool:
    """Tell whether a record has the title of a paper, and an author in common with it."""
    if fold_title(found.title) != fold_title(paper.title):
        return False
    if not paper.listed:
        return False
    return any(same_name(one.name, other.name) for one in found.listed for other in paper.listed)


def load_fetched(db: sqlite3.Connection, fetched: Fetched) -> Loaded:
    """Load a record as a source named by its address, within the caller's transaction.

    Raises NothingFound if the user removed the paper.
    """
    digest = hashlib.sha256(fetched.text.encode()).hexdigest()
    address, form = fetched.question.address, fetched.question.format.NAME
    tally = load_document(db, address, digest, form, [replace(fetched.paper, line=1)])
    found = db.execute(PAPER_FROM, (address,)).fetchone()
    if found is None:
        raise NothingFound("you removed this paper; papercat decisions says how to take that back")
    paper, source = found
    return Loaded(paper, source, is_new=bool(tally.added))


def is_incomplete(paper: Paper) -> bool:
    """Tell whether a paper is cut off, or lacks both arXiv id and DOI."""
    schemes = {scheme for scheme, _ in paper.ids}
    cut = paper.authors_truncated or (paper.abstract or "").rstrip().endswith(("…", "..."))
    return cut or schemes.isdisjoint(("arxiv", "doi"))


def questions_for(db: sqlite3.Connection, number: int, paper: Paper) -> list[Question]:
    """Return what to ask about an incomplete paper; nothing if that was asked and loaded before."""
    pair = best_id(paper)
    questions = questions_about(*pair) if pair else questions_by_title(paper)
    known = {path for (path,) in db.execute(SOURCES_OF, (number,))}
    if any(question.address in known for question in questions):
        return []
    return questions


def best_id(paper: Paper) -> tuple[str, str] | None:
    """Return the identifier by which to ask for a paper."""
    by_scheme = dict(reversed(paper.ids))
    for scheme in _ASKED_BY:
        if scheme in by_scheme:
            return scheme, by_scheme[scheme]
    return None


def fetch_missing(client: Client, questions: list[Question], paper: Paper) -> Fetched | None:
    """Return a record that completes a paper, or None.

    Raises BadAnswer if a service gave no usable answer.
    """
    pair = best_id(paper)
    if pair is None:
        return fetch_by_title(client, questions, paper)
    try:
        return fetch_by_id(client, questions, pair)
    except NothingFound:
        return None


def _ask(client: Client, question: Question) -> tuple[str, list[Paper]] | None:
    """Return the answer to a question and its papers; None if there is nothing.

    Raises BadAnswer if the answer can't be read; only good answers are kept.
    """
    text = client.answer(question.address)
    if text is None:
        return None
    papers: list[Paper] = []
    if not _is_empty_list(text):
        papers = _papers_in(text, question)
    client.keep(question.address, text)
    return text, papers


def _papers_in(text: str, question: Question) -> list[Paper]:
    """Return the papers of an answer. Raises BadAnswer if it can't be read whole."""
    if not question.format.score(text[:_HEAD]):
        kind = "something else"
        if "<html" in text[:_HEAD].lower():
            kind = "a web page"
        raise BadAnswer(f"{question.service} answered with {kind} instead of a record; try later")
    papers: list[Paper] = []
    for record in question.format.read(text.splitlines(), Hints(datetime.now(UTC).date())):
        if isinstance(record, Refusal):
            why = f"answered with a broken record: {record.reason}"
            raise BadAnswer(f"{question.service} {why}")
        if isinstance(record, Paper):
            papers.append(record)
    return papers


def _is_empty_list(text: str) -> bool:
    """Tell whether an answer in JSON says that nothing was found."""
    squeezed = "".join(text.split())
    return '"results":[]' in squeezed or '"items":[]' in squeezed
