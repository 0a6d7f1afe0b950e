"""Correct what a paper says, or how a person is shown.

papercat correct hu2013evaluation --title "Evaluation of Pose Only SLAM" --author "Gibson Hu"
papercat correct hu2013evaluation --accept          papercat read it correctly
papercat correct hu2013evaluation --published 2013-11-03 --category cs.RO
papercat correct hu2013evaluation --not-author "Ada Moor"      inferred, but wrong
papercat correct hu2013evaluation --undo            take back the last decision about it
papercat correct --person "Nenad Tomasev" --name "Nenad Tomašev"

For a split line, the title alone is enough if the authors follow it on the line, and the
authors alone if the title comes before them. Options such as --author and --category can
be repeated; give all values. A correction holds through every later import.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from papercat.catalogue.writing import changing
from papercat.commands.support.correct_options import corrections_of, with_field_options
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.settled import fields_said, how_to_undo
from papercat.deriving.changes import correct_paper, last_about, settle_people, undo
from papercat.errors import NothingFound, UsageError
from papercat.importing.formats.listing.glued_line import SEPARATOR, authors_behind, title_before
from papercat.papers.derive import NOT_AUTHORS, same_name
from papercat.papers.find_paper import find_paper
from papercat.papers.model import SPLIT, Paper
from papercat.papers.records import read_papers
from papercat.papers.taxonomy import full_codes
from papercat.people.find_person import find_for_decision
from papercat.people.people_decisions import name_person


@with_field_options
def run(
    context: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="KEY", help="The paper's key, arXiv id or DOI.")
    ] = None,
    *,
    accept: Annotated[bool, typer.Option("--accept", help="Accept what is doubted.")] = False,
    undo_last: Annotated[
        bool, typer.Option("--undo", help="Take back the last decision about the paper.")
    ] = False,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Correct a person instead: name or id.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name to show that person by.")
    ] = None,
    **fields: object,
) -> None:
    """Correct a paper or a person."""
    invocation: Invocation = context.obj
    given = corrections_of(fields)
    ways = bool(given) + accept + undo_last
    if person is not None or name is not None:
        if key is not None or ways or person is None or not name:
            raise UsageError("--person and --name go together, and with nothing else")
        _name(invocation, person, " ".join(name.split()))
        return
    if key is None or ways != 1:
        raise UsageError("give a key and what is right (--title …), or --accept, or --undo")
    with changing(invocation.path) as db:
        paper_id = find_paper(db, key)
        if undo_last:
            decision = last_about(db, paper_id)
            undo(db, decision)
            invocation.say(f"Undid decision {decision} about {key}.")
            return
        (paper,) = read_papers(db, [paper_id])
        _remark(invocation, paper, given)
        settled = completed(paper, given)
        if accept:
            settled = accepted(paper)
        decisions = correct_paper(db, paper_id, settled)
    invocation.say(f"Settled {paper.key}: {fields_said(settled)}", how_to_undo(decisions))


def _name(invocation: Invocation, person: str, name: str) -> None:
    if not name:
        raise UsageError("--name is empty")
    with changing(invocation.path) as db:
        found = find_for_decision(db, person)
        decision = settle_people(db, name_person(db, found.id, name))
    invocation.say(f"{found.name} is shown as {name}.", how_to_undo([decision]))


def _remark(invocation: Invocation, paper: Paper, given: Mapping[str, Any]) -> None:
    """Remark on unusual values of a correction. Raises UsageError if it can't apply."""
    for code in given.get("categories", ()):
        if not full_codes(code):
            invocation.say(f"arXiv has no category {code!r}; kept as given")
    inferred = [author.name for author in paper.inferred]
    for stranger in given.get(NOT_AUTHORS, ()):
        if any(same_name(stranger, author) for author in inferred):
            continue
        who = "nobody is"
        if inferred:
            who = f"only {', '.join(inferred)} is"
        raise UsageError(f"{stranger!r} is not an inferred author of {paper.key}; {who}")


def completed(paper: Paper, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields, with the part of a split line that follows from the given one."""
    title, authors = fields.get("title"), fields.get("authors")
    if paper.confidence is None or (title is None) == (authors is None):
        return dict(fields)
    for origin in paper.origins:
        line = (origin.printed or "").partition("\n")[2]
        if title is not None:
            names = authors_behind(line, title)
            if names:
                return {**fields, "authors": list(names)}
        elif authors is not None:
            before = title_before(line, tuple(authors))
            if before is not None:
                return {**fields, "title": _checked_title(before, authors)}
    return dict(fields)


def _checked_title(before: str, authors: Sequence[str]) -> str:
    if not before:
        raise UsageError(f"before {authors[0]!r} the line has no title; give --title too")
    if before.endswith(SEPARATOR.strip()):
        raise UsageError(f"before {authors[0]!r} the line has more authors; give them too")
    return before


def accepted(paper: Paper) -> dict[str, Any]:
    """Return the doubted fields of a paper, or its split, as they are."""
    doubted = {doubt.field for doubt in paper.doubts}
    if not doubted and (paper.confidence or 1.0) < 1:
        doubted = set(SPLIT)
    if not doubted:
        raise NothingFound(f"nothing about {paper.key} is doubted")
    return as_it_is(paper, doubted)


def as_it_is(paper: Paper, doubted: set[str]) -> dict[str, Any]:
    """Return fields of a paper as they are; title and authors are settled together."""
    fields: dict[str, Any] = {}
    if not SPLIT.isdisjoint(doubted):
        fields["title"] = paper.title
        fields["authors"] = [author.name for author in paper.listed]
    for name in doubted - SPLIT:
        fields[name] = getattr(paper, name, None)
        if isinstance(fields[name], tuple):
            fields[name] = list(fields[name])
    return fields
