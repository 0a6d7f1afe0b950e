"""Fetch the records of papers, and choose those that are about the paper that is meant."""

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import NamedTuple

from papercat.catalogue.sql_values import first_column
from papercat.deriving.changes import Fetch
from papercat.errors import NothingFound
from papercat.fetching.client import BadAnswer, Client
from papercat.fetching.services import (
    Question,
    arxiv_address,
    questions_about,
    questions_by_title,
    secrets_for,
)
from papercat.importing.formats import read_records
from papercat.importing.load_document import load_document
from papercat.papers.derive import same_name
from papercat.papers.identifiers import address_of, normal_id
from papercat.papers.matching import fold_title
from papercat.papers.model import Hints, Paper, Refusal

KNOWN_SOURCE = "SELECT 1 FROM sources WHERE path = ?"
PAPER_FROM = """
SELECT p.id FROM sources AS f JOIN statements AS s ON s.source_id = f.id
JOIN papers AS p ON p.id = s.paper_id WHERE f.path = ?
"""
SOURCES_OF = """
SELECT DISTINCT f.path FROM statements AS s JOIN sources AS f ON f.id = s.source_id
WHERE s.paper_id = ?
"""

TOGETHER = 100
"""ids that arXiv is asked about in one request"""
_ENTRY = re.compile(r"<entry\b.*?</entry>", re.DOTALL)
_ENTRY_ID = re.compile(r"<id>\s*https?://arxiv\.org/abs/(\S+?)\s*</id>")
_END = "</feed>"
_HEAD = 20_000
"""characters from which a format is recognised"""
_ASKED_BY = ("arxiv", "doi", "acl", "openreview", "pmid", "pmcid", "openalex")
"""schemes of identifiers, the one to ask by first"""


class Loaded(NamedTuple):
    """A record in the catalogue."""

    paper: int
    is_new_paper: bool
    is_new_source: bool
    """False if the same address was asked before"""
    says_more: bool
    """False if it gave the same record before"""
    fetch: Fetch


class Fetched(NamedTuple):
    """A record with the question that it answers."""

    question: Question
    text: str
    paper: Paper


def ask_together(client: Client, questions: Iterable[Question]) -> None:
    """Ask arXiv about many ids in one request, and keep an answer to each question.

    Questions that this does not answer are left to be asked one by one.
    """
    waiting: dict[str, Question] = {}
    for question in questions:
        if question.arxiv_id and client.kept(question.address) is None:
            waiting[question.arxiv_id] = question
    if len(waiting) < 2:
        return
    address = arxiv_address(list(waiting))
    try:
        feed = (client.answer(address) or "").rstrip()
    except BadAnswer:
        return  # the client counts it
    if not feed.endswith(_END):
        client.silence(address, "arXiv answered with something else instead of a feed; try later")
        return
    entries = _entries_by_id(feed)
    if not entries.keys() <= waiting.keys():  # an error of arXiv, or an id in another form
        return
    head = _ENTRY.sub("", feed).removesuffix(_END)
    for arxiv_id, question in waiting.items():
        client.keep(question.address, f"{head}{entries.get(arxiv_id, '')}{_END}")


def _entries_by_id(feed: str) -> dict[str, str]:
    """Return the entries of a feed by their arXiv ids; entries of other kinds under ''."""
    entries: dict[str, str] = {}
    for entry in _ENTRY.findall(feed):
        arxiv_id = ""
        if found := _ENTRY_ID.search(entry):
            arxiv_id = normal_id("arxiv", found[1])[1]
        entries[arxiv_id] = entry
    return entries


def fetch_by_id(client: Client, questions: list[Question], pair: tuple[str, str]) -> Fetched:
    """Return the first record of an identifier.

    Raises NothingFound if no service has it, BadAnswer if none gave a usable answer.
    """
    fetched = _first_record(client, questions, lambda _: True)
    if fetched is None:
        services = list(dict.fromkeys(question.service for question in questions))
        has = "has" if len(services) == 1 else "have"
        where = address_of(*pair) or pair[1]
        raise NothingFound(f"{' and '.join(services)} {has} no paper {where}")
    ids = tuple(sorted({*fetched.paper.ids, pair}))
    return fetched._replace(paper=replace(fetched.paper, ids=ids))


def _first_record(
    client: Client, questions: Iterable[Question], is_wanted: Callable[[Paper], bool]
) -> Fetched | None:
    """Return the first record that is wanted, or None.

    Raises BadAnswer if nothing was found and a service gave no usable answer.
    """
    problems: list[BadAnswer] = []
    for question in questions:
        try:
            answer = _ask(client, question)
        except BadAnswer as error:
            problems.append(error)
            continue
        if answer is None:
            continue
        text, papers = answer
        for paper in papers:
            if is_wanted(paper):
                return Fetched(question, text, paper)
    if problems:
        raise problems[0]
    return None


def is_about(found: Paper, paper: Paper) -> bool:
    """Tell whether a record has the title of a paper, and an author in common with it."""
    if fold_title(found.title) != fold_title(paper.title):
        return False
    for one, other in product(found.stated, paper.stated):
        if same_name(one.name, other.name):
            return True
    return False


def load_fetched(db: sqlite3.Connection, fetched: Fetched) -> Loaded:
    """Load a record as a source named by its address, within the caller's transaction.

    Raises NothingFound if the user removed the paper.
    """
    digest = hashlib.sha256(fetched.text.encode()).hexdigest()
    address, form = fetched.question.address, fetched.question.format.NAME
    known = db.execute(KNOWN_SOURCE, (address,)).fetchone()
    record = replace(fetched.paper, line=1)
    tally = load_document(db, address, digest, form, [record])
    found = db.execute(PAPER_FROM, (address,)).fetchone()
    if found is None:
        raise NothingFound("you removed this paper; papercat decisions says how to take that back")
    return Loaded(
        found[0],
        is_new_paper=bool(tally.added),
        is_new_source=known is None,
        says_more=known is None or bool(tally.added or tally.updated),
        fetch=Fetch(address, digest, record),
    )


def is_incomplete(paper: Paper) -> bool:
    """Tell whether a paper is cut off, or lacks both arXiv id and DOI."""
    abstract = (paper.abstract or "").rstrip()
    if paper.authors_truncated or abstract.endswith(("…", "...")):
        return True
    return dict(paper.ids).keys().isdisjoint(("arxiv", "doi"))


def questions_for(db: sqlite3.Connection, number: int, paper: Paper) -> list[Question]:
    """Return what to ask about an incomplete paper; nothing if that was asked and loaded before."""
    pair = best_id(paper)
    questions = questions_about(*pair) if pair else questions_by_title(paper)
    known = set(first_column(db.execute(SOURCES_OF, (number,))))
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
        return _first_record(client, questions, lambda found: is_about(found, paper))
    try:
        return fetch_by_id(client, questions, pair)
    except NothingFound:
        return None


def _ask(client: Client, question: Question) -> tuple[str, list[Paper]] | None:
    """Return the answer to a question and its papers; None if there is nothing.

    Raises BadAnswer if the answer can't be read; only good answers are kept.
    """
    text = client.answer(question.address, secrets_for(question))
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
    hints = Hints(datetime.now(UTC).date())
    for record in read_records(question.format, text.splitlines(), hints):
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
