"""Add papers by their ids, with what arXiv, Crossref or OpenAlex knows of them.

papercat add 2203.15556
papercat add 10.1038/nature14539 https://aclanthology.org/P18-1001 --dry-run

An id is an arXiv id, a DOI, an ACL id, openreview:ID, or an address of one. papercat asks the
service that knows such ids best, waits between requests as it asks for, and keeps answers for
a week. `papercat undo` takes all papers of one call back. Set `contact` in the configuration
file, so that a service can write to you, and `openalex_key` if you have a key of OpenAlex.
"""

from contextlib import closing
from typing import Annotated

import typer

from papercat.catalogue.connection import transaction, writing
from papercat.commands.support.invocation import DryAsk, Invocation
from papercat.commands.support.wording import how_to_undo
from papercat.deriving.changes import ADD, Fetches
from papercat.errors import NothingFound, UsageError
from papercat.fetching.client import BadAnswer, Client
from papercat.fetching.fetch_papers import TOGETHER, ask_together, fetch_by_id, load_fetched
from papercat.fetching.services import Question, questions_about
from papercat.papers.find_paper import paper_lines
from papercat.papers.identifiers import recognised

_Asked = tuple[tuple[str, str], list[Question]]


def run(
    invocation: Invocation,
    ids: Annotated[
        list[str], typer.Argument(metavar="ID…", help="arXiv ids, DOIs, other ids or addresses.")
    ],
    *,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again, whatever was answered before.")
    ] = False,
    dry_run: DryAsk = False,
) -> None:
    """Add each paper; one that can't be added does not stop the others."""
    asked = [_asked(text) for text in dict.fromkeys(ids)]
    if dry_run:
        for _, questions in asked:
            invocation.say(f"Would ask {questions[0].service}: {questions[0].address}")
        return
    fetches = Fetches(ADD)
    try:
        with closing(Client(fresh=refresh)) as client:
            for at, (pair, questions) in enumerate(asked):
                if at % TOGETHER == 0:
                    ask_together(client, [each[1][0] for each in asked[at : at + TOGETHER]])
                try:
                    _add(invocation, client, pair, questions, fetches)
                except (BadAnswer, NothingFound) as error:
                    invocation.say_incomplete(f"not added: {pair[1]}: {error}")
    finally:
        if fetches.decision is not None:
            invocation.say(how_to_undo([fetches.decision]))


def _asked(text: str) -> _Asked:
    """Return an id with the questions about it. Raises UsageError for another text."""
    pair = recognised(text)
    questions = questions_about(*pair) if pair else []
    if pair is None or not questions:
        raise UsageError(
            f"{text!r} is not an arXiv id, DOI, ACL or OpenReview id, or an address of one"
        )
    return pair, questions


def _add(
    invocation: Invocation,
    client: Client,
    pair: tuple[str, str],
    questions: list[Question],
    fetches: Fetches,
) -> None:
    fetched = fetch_by_id(client, questions, pair)
    with writing(invocation.path) as db, transaction(db):
        loaded = load_fetched(db, fetched)
        (line,) = paper_lines(db, [loaded.paper])
        if loaded.says_more:
            fetches.note(db, loaded.paper, loaded.fetch)
    done = "Completed"
    if loaded.is_new_paper:
        done = "Added"
    elif not loaded.says_more:
        done = "Already there:"
    elif not loaded.is_new_source:
        done = "Refreshed"
    invocation.say(f"{done} {line.key} ({fetched.question.service}): {line.title}")
