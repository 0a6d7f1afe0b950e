"""The `author` command.

papercat author "Simon Osindero"
papercat author osindero
papercat author "Petar Velickovic"   accents don't matter
papercat author "Wei Wang (2)"       the second of several people of that name

A ~ marks the papers on which papercat inferred the person: they come from the person's own
page, where the list of authors is cut short. If several people match, they are listed with
the facts that tell them apart, and the exit code is 1. Ask for one of them by id, or by
number. Ids and numbers stay the same when more papers are imported.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

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
from papercat.papers.find_paper import PaperLine, addresses_of, paper_lines
from papercat.people.author_pages import (
    CATEGORIES,
    ORGANISATIONS,
    Summary,
    counts_of,
    papers_of,
    posts_of,
    printed_names,
    summarize,
)
from papercat.people.doubts import NameDoubt, doubts_about
from papercat.people.find_person import Person, find_people, how_many, person_with_id
from papercat.shown import Cell, Column, Page, Rows, Share, Short, as_value

_BASES = {True: Short("stated", ""), False: Short("inferred", INFERRED)}
"""True for a stated author"""
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
    Column("name", 20, 0),
    Column("papers", 6, 1, right=True),
    Column("years", 9, 3),
    Column("categories", 16, 4),
    Column("coauthors", 0, 2, label="co-authors"),
)
_MOST_COAUTHORS = 15
_MOST_YEARS = 100
_FEW = 3
"""categories and co-authors that tell people apart"""
_HOW_TO_SETTLE = "papercat merge ID ID, papercat merge ID ID --never, papercat review"


def run(
    invocation: Invocation,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Any form of the name, its beginning, or an id."),
    ],
) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    people = find_people(db, name)
    if len(people) == 1:
        invocation.show(_page(db, people[0]))
        return
    choose = f"papercat author {people[0].id}"
    if people[0].namesakes > 1:
        choose += f' or papercat author "{people[0].name} ({people[0].number})"'
    invocation.say_incomplete(f"{how_many(people)} match {name!r}; choose one, such as: {choose}")
    found = [(person, summarize(db, person.id, papers_of(db, person.id))) for person in people]
    found.sort(key=lambda each: (-each[1].papers, each[0].name, each[0].number))
    rows: list[tuple[Cell, ...]] = []
    for person, summary in found:
        shown = Short(person.name, person.title)
        period = years(summary.first_year, summary.last_year)
        categories = counted(summary.categories, _FEW)
        row = (person.id, shown, summary.papers, period, categories, summary.coauthors)
        rows.append(row)
    objects = [_person_record(*each) for each in found]
    invocation.show(Rows(_PEOPLE_COLUMNS, rows, objects=objects))


def _page(db: sqlite3.Connection, person: Person) -> Page:
    stated = papers_of(db, person.id)
    lines = list(paper_lines(db, list(stated)))
    papers = _paper_table(db, stated, lines)
    coauthors = coauthor_rows(db, person.id, _MOST_COAUTHORS + 1)
    more = None
    if len(coauthors) > _MOST_COAUTHORS:
        more = f"and more: papercat coauthors {person.id}"
    sections = [
        papers,
        Rows(COAUTHOR_COLUMNS, coauthors[:_MOST_COAUTHORS], "co-authors", more, empty="Nobody."),
    ]
    doubts = [_doubt_row(db, doubt, person) for doubt in doubts_about(db, person.id)]
    if doubts:
        sections.append(Rows(_DOUBT_COLUMNS, doubts, "doubts", _HOW_TO_SETTLE))
    count = sum(stated.values())
    inferred = len(stated) - count
    facts: list[tuple[str, Cell]] = [
        ("id", person.id),
        ("papers", f"{len(stated)}: {count} stated, {inferred} inferred"),
    ]
    record = {**_identity(person), "stated": count, "inferred": inferred}
    for label, key, cell in _facts(db, person, stated, lines):
        facts.append((label, cell))
        record[key] = as_value(cell)
    for rows in sections:
        record[str(rows.title).replace("-", "")] = rows
    return Page(person.title, papers, record, facts, tuple(sections))


def _identity(person: Person) -> dict[str, Any]:
    """Return who a person is, as JSON data."""
    names = ("id", "name", "sort_name", "number", "namesakes")
    return {name: getattr(person, name) for name in names}


def _facts(
    db: sqlite3.Connection, person: Person, stated: Mapping[int, bool], lines: Sequence[PaperLine]
) -> Iterator[tuple[str, str, Cell]]:
    """Yield the label, the key in JSON and the value of each line of a page."""
    by_year = Counter(line.published[:4] for line in lines if line.published)
    yield "by year", "by_year", counted(sorted(by_year.items(), reverse=True), _MOST_YEARS)
    forms = [(form, times) for form, times, _ in printed_names(db, person.id)]
    yield "appears as", "appears_as", counted(forms)
    yield "categories", "categories", counted(counts_of(db, CATEGORIES, stated))
    organisations = counts_of(db, ORGANISATIONS, [paper for paper in stated if stated[paper]])
    yield "organisations on their papers", "organisations", counted(organisations)
    yield "named in", "posts", posts_of(db, person.id)


def _paper_table(
    db: sqlite3.Connection, stated: Mapping[int, bool], lines: Sequence[PaperLine]
) -> Rows:
    """Make the usual table of papers, with the basis of the person's authorship."""
    addresses = addresses_of(db, list(stated))
    rows = []
    for line in lines:
        row = paper_row(line, line.title, addresses.get(line.id))
        rows.append((_BASES[stated[line.id]], *row))
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
        yield {"basis": _BASES[is_stated].text, **record}


def _doubt_row(db: sqlite3.Connection, doubt: NameDoubt, person: Person) -> tuple[Cell, ...]:
    """Make the row of somebody who may be the same person."""
    one, other = doubt.people
    if other == person.id:
        other = one
    somebody = person_with_id(db, other)
    papers = len(papers_of(db, other))
    name = Short(somebody.name, somebody.title)
    return Share(doubt.probability), other, name, papers, doubt.reason


def _person_record(person: Person, summary: Summary) -> dict[str, object]:
    """Make the JSON object of one of several people."""
    return {
        **_identity(person),
        "papers": summary.papers,
        "years": as_value(years(summary.first_year, summary.last_year)),
        "categories": dict(summary.categories),
        "coauthors": list(summary.coauthors),
        "titles": list(summary.titles),
    }
