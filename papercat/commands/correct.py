"""The `correct` command.

papercat correct hu2013evaluation --title "Evaluation of Pose Only SLAM" --author "Gibson Hu"
papercat correct hu2013evaluation --accept          what papercat made of it is right
papercat correct hu2013evaluation --published 2013-11-03 --category cs.RO
papercat correct hu2013evaluation --abstract "We evaluate SLAM that knows poses only."
papercat correct hu2013evaluation --not-author "Ada Moor"      who was only inferred
papercat correct hu2013evaluation --undo            take the last decision about it back
papercat correct --person "Nenad Tomasev" --name "Nenad Tomašev"     how a person is shown

Of a line that was split, the title alone is enough where the authors follow it on the
line, and the authors alone where the title goes before. Every --author and --category
is one; all of them are given. What is settled holds through every later import, and
its names are known when other lines are split.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from papercat.catalogue.writing import changing
from papercat.commands.support.grouped import grouped
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.settled import fields_said, how_to_undo, read_otherwise
from papercat.errors import NothingFound, UsageError
from papercat.importing.formats.listing.glued_line import SEPARATOR, authors_behind, title_before
from papercat.importing.settling import settle, take_back
from papercat.papers.find_paper import find_paper
from papercat.papers.model import SPLIT, Paper
from papercat.papers.paper_decisions import NOT_AUTHORS, as_they_stand, last_about
from papercat.papers.records import read_papers
from papercat.papers.taxonomy import full_codes
from papercat.partial_date import is_partial_date
from papercat.people.author_pages import find_for_decision
from papercat.people.page_owner import same_on_page
from papercat.people.people_decisions import name_person


class Fields(NamedTuple):
    """What is right about a paper."""

    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title.")] = None
    author: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="An author; give all in their order.")
    ] = None
    not_author: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Who is inferred to be an author, and is none."),
    ] = None
    abstract: Annotated[str | None, typer.Option(metavar="TEXT", help="Its abstract.")] = None
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="2022, 2022-03 or 2022-03-29.")
    ] = None
    category: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="A category; the primary one first.")
    ] = None

    def given(self) -> dict[str, Any]:
        """The fields that were given, checked."""
        fields: dict[str, Any] = {}
        if self.title is not None:
            fields["title"] = _text(self.title, "--title")
        if self.author:
            fields["authors"] = [_text(name, "--author") for name in self.author]
        if self.not_author:
            fields[NOT_AUTHORS] = [_text(name, "--not-author") for name in self.not_author]
        if self.abstract is not None:
            fields["abstract"] = _text(self.abstract, "--abstract")
        if self.published is not None:
            if not is_partial_date(self.published):
                raise UsageError(f"--published {self.published!r} is not 2022, 2022-03 or a day")
            fields["published"] = self.published
        if self.category:
            fields["categories"] = list(dict.fromkeys(map(_code, self.category)))
        return fields


class Shown(NamedTuple):
    """How a person is shown."""

    person: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Correct a person instead of a paper: a name, or a number."
        ),
    ] = None
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="The name to show that person by.")
    ] = None


@grouped
def run(
    context: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="KEY", help="The paper's key, arXiv id or DOI.")
    ] = None,
    *,
    fields: Fields,
    accept: Annotated[bool, typer.Option("--accept", help="What is doubted is right.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last decision back.")] = False,
    shown: Shown,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    given = fields.given()
    if shown != Shown():
        if key is not None or given or accept or undo or None in (shown.person, shown.name):
            raise UsageError("--person and --name go together, and with nothing else")
        _name(invocation, str(shown.person), _text(str(shown.name), "--name"))
        return
    if key is None or bool(given) + accept + undo != 1:
        raise UsageError("say which paper and what is right (--title …), or --accept, or --undo")
    _correct(invocation, key, given, accept=accept, undo=undo)


def _name(invocation: Invocation, person: str, name: str) -> None:
    with changing(invocation.path) as db:
        found = find_for_decision(db, person)
        decision = name_person(db, found.id, name)
    invocation.say(f"{found.name} is shown as {name}", how_to_undo([decision]))


def _correct(
    invocation: Invocation, key: str, given: Mapping[str, Any], *, accept: bool, undo: bool
) -> None:
    fields: Mapping[str, Any] = {}
    with changing(invocation.path) as db:
        paper_id = find_paper(db, key)
        paper = next(read_papers(db, [paper_id]))
        if undo:
            decision = _last_about(db, paper)
            _, others = take_back(db, decision)
        else:
            for code in unknown_codes(given.get("categories", ())):
                invocation.say(f"arXiv has no category {code!r}; kept as given")
            _refuse_who_is_not_inferred(paper, given.get(NOT_AUTHORS, ()))
            fields = accepted(paper) if accept else completed(paper, given)
            if paper.confidence is not None and "title" in fields and "authors" not in fields:
                names = ", ".join(author.name for author in paper.listed)
                invocation.say(f"no name follows that title on its line; the authors stay: {names}")
            decisions, others = settle(db, paper_id, fields)
    if undo:
        said = f"decision {decision} about {paper.key} is taken back"
        invocation.say(said, *read_otherwise(others))
    else:
        invocation.say(f"settled: {paper.key}, {fields_said(fields)}", *read_otherwise(others))
        invocation.say(how_to_undo(decisions))


def _refuse_who_is_not_inferred(paper: Paper, names: Sequence[str]) -> None:
    inferred = [author.name for author in paper.inferred]
    for name in names:
        if not any(same_on_page(name, author) for author in inferred):
            who = f"only {', '.join(inferred)} is" if inferred else "nobody is"
            raise UsageError(f"{name!r} is not inferred to be an author of {paper.key}; {who}")


def unknown_codes(codes: Sequence[str]) -> list[str]:
    """Those of the codes that arXiv does not have."""
    return [code for code in codes if not full_codes(code)]


def _text(text: str, option: str) -> str:
    if not text.strip():
        raise UsageError(f"{option} is empty")
    return " ".join(text.split())


def _code(text: str) -> str:
    if text.split() != [text]:
        raise UsageError(f"--category {text!r} is not one word such as cs.LG")
    return (*full_codes(text), text)[0]


def completed(paper: Paper, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, and of a split line the part that follows from the other."""
    title, authors = fields.get("title"), fields.get("authors")
    if paper.confidence is None or (title is None) == (authors is None):
        return dict(fields)
    origins = sorted(paper.origins, key=lambda origin: "title" in dict(origin.said))
    for line in ((origin.printed or "").partition("\n")[2] for origin in origins):
        if title is not None and (names := authors_behind(line, title)):
            return {**fields, "authors": list(names)}
        if authors is not None and (before := title_before(line, tuple(authors))) is not None:
            if not before:
                raise UsageError(f"before {authors[0]!r} the line has no title; give --title too")
            if before.endswith(SEPARATOR.strip()):
                raise UsageError(f"before {authors[0]!r} the line has more authors; give them too")
            return {**fields, "title": before}
    return dict(fields)


def accepted(paper: Paper) -> dict[str, Any]:
    """The fields of a paper that are doubted, or its split, as they stand."""
    doubted = {doubt.field for doubt in paper.doubts}
    if not doubted and (paper.confidence or 1.0) < 1:
        doubted = set(SPLIT)
    if not doubted:
        raise NothingFound(f"nothing of {paper.key} is doubted")
    return as_they_stand(paper, doubted)


def _last_about(db: sqlite3.Connection, paper: Paper) -> int:
    decision = last_about(db, paper)
    if decision is None:
        raise NothingFound(f"nothing about {paper.key} was settled")
    return decision
