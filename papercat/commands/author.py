"""The `author` command.

papercat author "Simon Osindero"
papercat author osindero
papercat author "Petar Velickovic"   accents don't matter

A ~ marks the papers on which papercat inferred the person: they come from the person's own
page, where the list of authors is cut short. If several people match, they are listed with
an id to ask for, and the exit code is 1.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from papercat.commands.coauthors import COAUTHOR_COLUMNS, coauthor_rows
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import records_of
from papercat.commands.support.paper_table import (
    INFERRED,
    LEGEND,
    LINES,
    PAPER_COLUMNS,
    caption,
    paper_row,
)
from papercat.commands.support.wording import counted, years
from papercat.errors import ExitCode
from papercat.papers.find_paper import PaperLine, paper_lines
from papercat.papers.paper_addresses import addresses_of
from papercat.people.author_pages import (
    CATEGORIES,
    ORGANISATIONS,
    Person,
    coauthors_of,
    counts_of,
    find_people,
    how_many,
    papers_of,
    posts_of,
    printed_names,
)
from papercat.people.doubts import NameDoubt, doubts_about
from papercat.shown import Cell, Column, Counts, Page, Rows, Share, Short

_STATED = Short("stated", "")
_INFERRED = Short("inferred", INFERRED)
_BASIS = Column("basis", 1, 0, label="")
_DOUBT_COLUMNS = (
    Column("likely", 6, 0, right=True),
    Column("id", 6, 0, right=True),
    Column("name", 24, 0),
    Column("papers", 6, 2, right=True),
    Column("reason", 0, 1),
)
_PEOPLE_COLUMNS = (
    Column("id", 6, 0, right=True),
    Column("name", 24, 0),
    Column("papers", 6, 1, right=True),
    Column("years", 9, 2),
    Column("categories", 18, 3),
    Column("coauthors", 0, 4, label="co-authors"),
)
_MOST_COAUTHORS = 15
_MOST_YEARS = 100
_HOW_TO_SETTLE = "papercat merge ID ID, papercat split ID --paper KEY, papercat review"


def run(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Any form of the name, its beginning, words of it."),
    ],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    people = find_people(db, name)
    if len(people) == 1:
        invocation.show(_page(db, people[0]))
        return
    invocation.say(f"{how_many(people)} match {name!r}; choose one by id")
    invocation.exit_code = ExitCode.INCOMPLETE
    rows: list[tuple[Cell, ...]] = [_person_row(db, person) for person in people]
    rows.sort(key=lambda row: (-int(str(row[2])), str(row[1])))
    invocation.show(Rows(_PEOPLE_COLUMNS, rows))


class _Facts(NamedTuple):
    """The facts of a person's page."""

    stated: int
    inferred: int
    by_year: Counts
    appears_as: Counts
    categories: Counts
    organisations: Counts
    posts: tuple[str, ...]


def _page(db: sqlite3.Connection, person: Person) -> Page:
    stated = papers_of(db, person.id)
    lines = list(paper_lines(db, list(stated)))
    facts = _facts(db, person, stated, lines)
    papers = _paper_table(db, stated, lines)
    coauthors = coauthor_rows(db, person.id, _MOST_COAUTHORS + 1)
    more = None
    if len(coauthors) > _MOST_COAUTHORS:
        more = f"and more: papercat coauthors {person.id}"
    sections = [
        papers,
        Rows(COAUTHOR_COLUMNS, coauthors[:_MOST_COAUTHORS], "co-authors", more, empty="Nobody."),
    ]
    doubts = [_doubt_row(doubt, person) for doubt in doubts_about(db, person.id)]
    if doubts:
        sections.append(Rows(_DOUBT_COLUMNS, doubts, "doubts", _HOW_TO_SETTLE))
    return Page(
        title=person.name,
        rows=papers,
        facts=tuple(_shown_facts(person, facts)),
        sections=tuple(sections),
        record=_record(person, facts, sections),
    )


def _facts(
    db: sqlite3.Connection, person: Person, stated: Mapping[int, bool], lines: Sequence[PaperLine]
) -> _Facts:
    count = sum(stated.values())
    by_year = Counter(line.published[:4] for line in lines if line.published)
    forms = [(form, times) for form, times, _ in printed_names(db, person.id)]
    return _Facts(
        stated=count,
        inferred=len(stated) - count,
        by_year=counted(sorted(by_year.items(), reverse=True), _MOST_YEARS),
        appears_as=counted(forms),
        categories=counted(counts_of(db, CATEGORIES, person.id)),
        organisations=counted(counts_of(db, ORGANISATIONS, person.id)),
        posts=posts_of(db, person.id),
    )


def _shown_facts(person: Person, facts: _Facts) -> list[tuple[str, Cell]]:
    papers = facts.stated + facts.inferred
    shown: list[tuple[str, Cell]] = [
        ("id", person.id),
        ("papers", f"{papers}: {facts.stated} stated, {facts.inferred} inferred"),
    ]
    optional: list[tuple[str, Cell]] = [
        ("by year", facts.by_year),
        ("appears as", facts.appears_as),
        ("categories", facts.categories),
        ("organisations on their papers", facts.organisations),
        ("named in", facts.posts),
    ]
    for label, cell in optional:
        if str(cell) not in ("", "()"):
            shown.append((label, cell))
    return shown


def _record(person: Person, facts: _Facts, sections: Sequence[Rows]) -> dict[str, Any]:
    """Make one JSON object of the page."""
    record: dict[str, Any] = {
        "id": person.id,
        "name": person.name,
        "sort_name": person.sort_name,
        "stated": facts.stated,
        "inferred": facts.inferred,
        "by_year": dict(facts.by_year.pairs),
        "appears_as": dict(facts.appears_as.pairs),
        "categories": dict(facts.categories.pairs),
        "organisations": dict(facts.organisations.pairs),
        "posts": list(facts.posts),
    }
    for rows in sections:
        record[str(rows.title).replace("-", "")] = rows
    return record


def _paper_table(
    db: sqlite3.Connection, stated: Mapping[int, bool], lines: Sequence[PaperLine]
) -> Rows:
    """Make the usual table of papers, with the basis of the person's authorship."""
    addresses = addresses_of(db, list(stated))
    rows = []
    for line in lines:
        basis = _STATED
        if not stated[line.id]:
            basis = _INFERRED
        rows.append((basis, *paper_row(line, line.title, addresses.get(line.id))))
    return Rows(
        (_BASIS, *PAPER_COLUMNS),
        rows,
        "papers",
        caption(len(rows), len(rows)),
        (_BASIS.name, LEGEND),
        _objects(db, stated),
        empty="No papers.",
        lines=LINES,
    )


def _objects(db: sqlite3.Connection, stated: Mapping[int, bool]) -> Iterator[dict[str, object]]:
    """Give the papers as JSON objects, with the basis of the person's authorship."""
    records = records_of(db, list(stated))
    for is_stated, record in zip(stated.values(), records, strict=True):
        basis = _STATED
        if not is_stated:
            basis = _INFERRED
        yield {"basis": basis.text, **record}


def _doubt_row(doubt: NameDoubt, person: Person) -> tuple[Cell, ...]:
    """Make the row of somebody who may be the same person."""
    other = int(doubt.people[1] != person.id)
    return (
        Share(doubt.probability),
        doubt.people[other],
        doubt.names[other],
        doubt.papers[other],
        doubt.reason,
    )


def _person_row(db: sqlite3.Connection, person: Person) -> tuple[Cell, ...]:
    """Make the row of one of several people, with the facts that tell them apart."""
    papers = papers_of(db, person.id)
    published = sorted(line.published for line in paper_lines(db, list(papers)) if line.published)
    coauthors = tuple(name for name, *_ in coauthors_of(db, person.id, 3))
    categories = counted(counts_of(db, CATEGORIES, person.id), 3)
    period = None
    if published:
        period = years(published[0][:4], published[-1][:4])
    return person.id, person.name, len(papers), period, categories, coauthors
