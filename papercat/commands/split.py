"""The `split` command.

papercat split "Yang Liu" --paper liu2019text --paper liu2018learning
papercat split 98 --paper liu2019text

These papers are somebody else's of that name. Both people are kept apart through
every later import; take it back with `papercat undo`.
"""

from typing import Annotated

import typer

from papercat.catalogue.writing import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.settled import how_to_undo
from papercat.commands.support.wording import plural
from papercat.papers.find_paper import find_paper
from papercat.people.author_pages import find_for_decision
from papercat.people.people_decisions import split_person


def run(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A name, or a number.")],
    paper: Annotated[
        list[str], typer.Option("--paper", metavar="KEY", help="A paper of the other person.")
    ],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    with changing(invocation.path) as db:
        found = find_for_decision(db, person)
        papers = {find_paper(db, key) for key in paper}
        decision = split_person(db, found.id, papers)
    verb = "is" if len(papers) == 1 else "are"
    invocation.say(
        f"{plural(len(papers), 'paper')} of {found.name} {verb} somebody else's of that name now",
        how_to_undo([decision]),
    )
