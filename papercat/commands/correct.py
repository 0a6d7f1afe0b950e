"""Correct what a paper says, or how a person is shown.

papercat correct hu2013evaluation --title "Evaluation of Pose Only SLAM" --author "Gibson Hu"
papercat correct hu2013evaluation --accept          papercat read it correctly
papercat correct hu2013evaluation --published 2013-11-03 --category cs.RO
papercat correct hu2013evaluation --not-author "Ada Moor"      inferred, but wrong
papercat correct --person "Nenad Tomasev" --name "Nenad Tomašev"

For a split line, the title alone is enough if the authors follow it on the line, and the
authors alone if the title comes before them. Options such as --author and --category can
be repeated; give all values. The authors that you give are all authors, unless the last one
is --author "et al." A correction holds through every later import.
"""

import inspect
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.wording import fields_said, how_to_undo
from papercat.deriving.changes import correct_paper, list_of_authors, settle_people
from papercat.errors import NothingFound, UsageError
from papercat.importing.formats.listing.glued_line import SEPARATOR, authors_behind, title_before
from papercat.papers.derive import NOT_AUTHORS, same_name
from papercat.papers.find_paper import find_paper
from papercat.papers.identifiers import normal_id, recognised
from papercat.papers.model import FIELDS, SPLIT, Field, Kind, Paper
from papercat.papers.paper_rows import read_papers
from papercat.papers.subjects import full_codes
from papercat.people.find_person import find_for_decision
from papercat.people.people_decisions import name_person
from papercat.text.partial_date import is_partial_date

_ALONE = "--person and --name go together, and with nothing else"
_AUTHOR = Field(
    Kind.WORDS,
    "Author; give all in order, and 'et al.' if there are more.",
    "--author",
)
_NOT_AUTHOR = Field(Kind.WORDS, "Inferred author who is not one.", "--not-author")
_OPTIONS: dict[str, Field] = {
    **{name: field for name, field in FIELDS.items() if field.option},
    "authors": _AUTHOR,
    NOT_AUTHORS: _NOT_AUTHOR,
    "arxiv": Field(Kind.TEXT, "arXiv id.", "--arxiv"),
    "doi": Field(Kind.TEXT, "DOI.", "--doi"),
}


def with_field_options(run: Any) -> Any:
    """Give a command with `**fields` one option for each field, as Typer reads signatures."""
    signature = inspect.signature(run)
    parameters = list(signature.parameters.values())[:-1]  # the last is `fields`
    for name, field in _OPTIONS.items():
        option = typer.Option(field.option, metavar=field.kind.name, help=field.help)
        kind: object = str | None
        if field.kind is Kind.WORDS:
            kind = list[str] | None
        elif field.kind is Kind.FLAG:
            kind = bool | None
        parameters.append(
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=None,
                annotation=Annotated[kind, option],
            )
        )
    run.__signature__ = signature.replace(parameters=parameters)
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


@with_field_options
def run(
    invocation: Invocation,
    key: Annotated[
        str | None, typer.Argument(metavar="KEY", help="The paper's key, arXiv id or DOI.")
    ] = None,
    *,
    accept: Annotated[bool, typer.Option("--accept", help="Accept what is doubted.")] = False,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Correct a person instead: name or id.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name to show that person by.")
    ] = None,
    **fields: object,
) -> None:
    """Correct a paper or a person."""
    given = corrections_of(fields)
    if "authors" in given:
        given |= _whole_list(given["authors"])
    if person is not None or name is not None:
        if key is not None or given or accept:
            raise UsageError(_ALONE)
        _name(invocation, person, name)
        return
    if key is None or bool(given) == accept:
        raise UsageError("give a key and what is right (--title …), or --accept")
    with changing(invocation.path) as db:
        paper_id = find_paper(db, key)
        (paper,) = read_papers(db, [paper_id])
        _remark(invocation, paper, given)
        settled = accepted(paper) if accept else completed(paper, given)
        decisions = correct_paper(db, paper_id, settled)
    invocation.say(f"Settled {paper.key}: {fields_said(settled)}", how_to_undo(decisions))


def _whole_list(typed: list[str]) -> dict[str, Any]:
    """Return the fields of all authors; a last one `et al.` says that the list is cut short."""
    fields = list_of_authors(typed)
    if not fields["authors"]:
        raise UsageError("--author: give the names, too")
    return fields


def _name(invocation: Invocation, person: str | None, typed: str | None) -> None:
    """Show a person by another name."""
    if person is None or not typed:
        raise UsageError(_ALONE)
    name = " ".join(typed.split())
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
        fields["authors"] = [author.name for author in paper.stated]
    for name in doubted - SPLIT:
        fields[name] = getattr(paper, name, None)
        if isinstance(fields[name], tuple):
            fields[name] = list(fields[name])
    return fields


def corrections_of(given: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields that were given, checked. Raises UsageError for a bad value."""
    fields: dict[str, Any] = {}
    ids: list[tuple[str, str]] = []
    for name, value in given.items():
        option = str(_OPTIONS[name].option)
        if value is None or value == []:
            continue
        if name in ("arxiv", "doi"):
            ids.append(_identifier(name, str(value)))
        elif isinstance(value, list):
            words = [_word(name, text, option) for text in value]
            fields[name] = list(dict.fromkeys(words))
        elif isinstance(value, str):
            fields[name] = _text(value, option, is_date=_OPTIONS[name].kind is Kind.DATE)
        else:
            fields[name] = value
    if ids:
        fields["ids"] = ids
    return fields


def _identifier(name: str, text: str) -> tuple[str, str]:
    """Return an arXiv id or a DOI in its normal form; a DOI of arXiv is an arXiv id."""
    pair = normal_id(name, text)
    if recognised(pair[1]) != pair:
        example = {"arxiv": "an arXiv id such as 2203.15556", "doi": "a DOI such as 10.1000/182"}
        raise UsageError(f"--{name} {text!r} is not {example[name]}")
    return pair


def _text(text: str, option: str, *, is_date: bool = False) -> str:
    if is_date and not is_partial_date(text):
        raise UsageError(f"{option} {text!r} is not 2022, 2022-03 or a day such as 2022-03-29")
    if not text.strip():
        raise UsageError(f"{option} is empty")
    return " ".join(text.split())


def _word(name: str, text: str, option: str) -> str:
    text = _text(text, option)
    if name not in FIELDS:
        return text
    if " " in text:
        raise UsageError(f"{option} {text!r} is not one word such as cs.LG")
    if name == "categories":
        return next(iter(full_codes(text)), text)
    return text
