"""Split a person or a paper that is really two.

papercat split "Yang Liu" --paper liu2019text --paper liu2018learning
papercat split 98 --auto                              choose from circles of co-authors
papercat split "Wei Wang (2)" --auto --dry-run        only show the circles
papercat split doe2022words --source saved/page.txt:12

With --paper, these papers are another person's of that name. With --auto, papercat groups the
papers that share co-authors, shows these circles and asks which of them are other people;
--yes takes all but the largest. With --source, what that source says is about another paper.

Name a person by the whole name, by id, or by a name with a number, as `papercat author`
lists them. Each split is a decision that holds through later imports. New papers go to the
person with whom they share co-authors. `papercat undo` takes a split back.
"""

import sqlite3
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from papercat import terminal
from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.wording import counted, how_to_undo, plural, years
from papercat.deriving.changes import settle_people, split_paper, statement_at
from papercat.errors import UsageError
from papercat.papers.find_paper import find_paper, keys_of
from papercat.people.author_pages import summarize
from papercat.people.find_person import Person, find_for_decision
from papercat.people.people_decisions import coauthor_circles, split_person
from papercat.shown import Cell, Column, Rows

_COLUMNS = (
    Column("circle", 6, 0, right=True),
    Column("papers", 6, 2, right=True),
    Column("years", 9, 3),
    Column("categories", 16, 4),
    Column("coauthors", 0, 1, label="co-authors"),
    Column("title", 0, 0, label="newest title"),
)
_FEW = 3
_WHICH = "Which circles are other people? Numbers such as 2 3, or all (Enter: none)"


def run(
    invocation: Invocation,
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="A person's name or id, or a paper's key.")
    ],
    *,
    paper: Annotated[
        list[str] | None,
        typer.Option("--paper", metavar="KEY", help="Paper of the other person; repeat for more."),
    ] = None,
    auto: Annotated[
        bool, typer.Option("--auto", help="Choose from the person's circles of co-authors.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="FILE[:LINE]", help="Source that has another paper."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="With --auto, split off all circles; do not ask.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --auto, show the circles and change nothing.")
    ] = False,
) -> None:
    """Split a person by papers or circles, or a paper by sources."""
    if [bool(paper), auto, bool(source)].count(True) != 1:
        raise UsageError(
            "give --paper KEY or --auto to split a person, or --source FILE to split a paper"
        )
    if (yes or dry_run) and not auto:
        raise UsageError("--yes and --dry-run go with --auto")
    if auto:
        _split_circles(invocation, what, yes=yes, dry_run=dry_run)
        return
    with changing(invocation.path) as db:
        if source:
            said, decisions = _split_paper(db, what, source)
        else:
            said, decisions = _split_person(db, what, paper or [])
    invocation.say(said, how_to_undo(decisions))


def _split_paper(db: sqlite3.Connection, key: str, source: str) -> tuple[str, list[int]]:
    found = find_paper(db, key)
    statement = statement_at(db, found, source)
    decisions = split_paper(db, found, statement)
    return f"Split {key}: what {source} says is another paper.", decisions


def _split_person(db: sqlite3.Connection, name: str, keys: list[str]) -> tuple[str, list[int]]:
    person = find_for_decision(db, name)
    papers = {find_paper(db, key) for key in keys}
    moved = list(keys_of(db, sorted(papers)))
    decision = settle_people(db, split_person(db, person.id, papers))
    return f"Moved {plural(len(moved), 'paper')} to a second {person.name}.", [decision]


def _split_circles(invocation: Invocation, name: str, *, yes: bool, dry_run: bool) -> None:
    """Show the circles of a person, ask which are other people, and split these off."""
    db = invocation.catalogue()
    person = find_for_decision(db, name)
    circles = coauthor_circles(db, person.id)
    if len(circles) == 1:
        invocation.say_incomplete(f"the papers of {person.title} form one circle of co-authors")
        return
    rows = [_row(db, person, number, papers) for number, papers in enumerate(circles, 1)]
    invocation.show(Rows(_COLUMNS, rows, f"circles of {person.title}"))
    if dry_run:
        return
    if yes:
        chosen = list(range(2, len(circles) + 1))
    else:
        chosen = _ask(len(circles))
    if not chosen:
        invocation.say("nothing was changed")
        return
    decisions = []
    with changing(invocation.path) as changed:
        for number in chosen:
            noted = split_person(changed, person.id, circles[number - 1])
            decisions.append(settle_people(changed, noted))
    others = "1 other person" if len(chosen) == 1 else f"{len(chosen)} other people"
    invocation.say(f"Split {others} from {person.name}.", how_to_undo(decisions))


def _row(
    db: sqlite3.Connection, person: Person, number: int, papers: Sequence[int]
) -> tuple[Cell, ...]:
    summary = summarize(db, person.id, papers)
    period = years(summary.first_year, summary.last_year)
    categories = counted(summary.categories, _FEW)
    return number, len(papers), period, categories, summary.coauthors, summary.titles[0]


def _ask(count: int) -> list[int]:
    """Ask for the numbers of circles until all of them exist."""
    if not terminal.is_terminal(sys.stdin):
        raise UsageError("nobody to ask; add --yes or --dry-run")
    while True:
        typed = typer.prompt(_WHICH, default="", show_default=False, err=True).strip()
        if typed.lower() == "all":
            return list(range(2, count + 1))
        words = typed.replace(",", " ").split()
        circles = {str(number): number for number in range(1, count + 1)}
        numbers = sorted({circles[word] for word in words if word in circles})
        if len(numbers) < len(words):
            typer.echo(f"type numbers from 1 to {count}", err=True)
        elif len(numbers) == count:
            typer.echo("one of the circles must stay", err=True)
        else:
            return numbers
