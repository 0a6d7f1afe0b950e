"""Complete papers that are cut off or lack ids, with what the web knows of them.

papercat complete author:osindero
papercat complete year:2022 -n 20 --dry-run

A paper is asked for if its authors or its abstract are cut off, or if it has neither arXiv id
nor DOI. arXiv is asked about up to 100 ids in one request. Without an id, a paper is looked for
by its title; a record counts if the whole title and an author are the same. You can interrupt
this at any time: the next call goes on. `papercat undo` takes all records of one call back.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Annotated, NamedTuple

import typer

from papercat.catalogue.connection import refuse_missing, transaction, writing
from papercat.commands.support.invocation import DryAsk, Invocation
from papercat.commands.support.progress import steps
from papercat.commands.support.search_request import (
    Query,
    papers_found,
    query_of,
    words_not_options,
)
from papercat.commands.support.wording import how_to_undo, plural
from papercat.deriving.changes import COMPLETE, Fetches
from papercat.errors import NothingFound
from papercat.fetching.client import BadAnswer, Client
from papercat.fetching.fetch_papers import (
    TOGETHER,
    ask_together,
    fetch_missing,
    is_incomplete,
    load_fetched,
    questions_for,
)
from papercat.fetching.services import Question
from papercat.papers.model import Paper
from papercat.papers.paper_rows import read_papers

prepare = words_not_options


class Incomplete(NamedTuple):
    """A paper and what to ask about it."""

    paper: Paper
    questions: list[Question]


def run(
    invocation: Invocation,
    words: Query = None,
    *,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help="At most N papers (0 = all).")
    ] = 0,
    dry_run: DryAsk = False,
) -> None:
    """Complete the papers that a query finds."""
    refuse_missing(invocation.path)
    with writing(invocation.path, keep=not dry_run) as db:
        wanted = list(_incomplete(db, query_of(words or [])))
        if limit:
            wanted = wanted[:limit]
        wanted.sort(key=lambda each: each.questions[0].arxiv_id is None)
        if dry_run:
            for each in wanted:
                question = each.questions[0]
                invocation.say(
                    f"{each.paper.key}: would ask {question.service}: {question.address}"
                )
            invocation.say(f"Would ask for {plural(len(wanted), 'paper')}.")
            return
        _complete(invocation, db, wanted)


def _incomplete(db: sqlite3.Connection, query: str) -> Iterator[Incomplete]:
    """Yield the papers of a query that something is to be asked about."""
    ids = papers_found(db, query)
    for number, paper in zip(ids, read_papers(db, ids), strict=True):
        if not is_incomplete(paper):
            continue
        questions = questions_for(db, number, paper)
        if questions:
            yield Incomplete(paper, questions)


def _complete(invocation: Invocation, db: sqlite3.Connection, wanted: list[Incomplete]) -> None:
    """Ask about papers one after another; a run that ends early says how far it came."""
    fetches = Fetches(COMPLETE)
    failed = unknown = 0
    try:
        with closing(Client()) as client, steps(len(wanted)) as step:
            for at, each in enumerate(wanted):
                step(each.paper.title)
                if at % TOGETHER == 0:
                    ask_together(client, [one.questions[0] for one in wanted[at : at + TOGETHER]])
                try:
                    if not _completed(db, client, each, fetches):
                        unknown += 1
                except (BadAnswer, NothingFound) as error:
                    failed += 1
                    invocation.say(f"{each.paper.key}: {error}")
    finally:
        if fetches.decision is not None:
            said = f"Completed {fetches.count} of {plural(len(wanted), 'paper')}."
            invocation.say(said, how_to_undo([fetches.decision]))
    if not wanted:
        invocation.say("No paper is incomplete.")
    if unknown:
        invocation.say(f"Found nothing about {plural(unknown, 'paper')}.")
    if failed:
        invocation.say_incomplete(f"{failed} failed; try again later with the same command")


def _completed(
    db: sqlite3.Connection, client: Client, incomplete: Incomplete, fetches: Fetches
) -> bool:
    """Complete one paper. Return False if no service knows it."""
    fetched = fetch_missing(client, incomplete.questions, incomplete.paper)
    if fetched is None:
        return False
    with transaction(db):
        loaded = load_fetched(db, fetched)
        fetches.note(db, loaded.paper, loaded.fetch)
    return True
