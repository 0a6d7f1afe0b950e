"""The `author` command.

papercat author "Simon Osindero"
papercat author osindero
papercat author "Petar Velickovic"   accents don't matter

The page tells apart the papers that print the name and those that papercat
inferred, because they stand on the person's own page and cut the name off.
Where several people fit, they are listed, each with a number to ask for, and the
exit code is 1.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from papercat.commands.support.coauthor_list import BESIDE_THE_NAME, coauthor_rows
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import counted, plural, years
from papercat.errors import ExitCode
from papercat.papers.find_paper import PaperLine, paper_lines
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
from papercat.shown import Cell, Column, Page, Rows

_PAPERS = (
    Column("year", 4, 1, right=True),
    Column("how", 8, 0),
    Column("title", 0, 0),
    Column("key", 26, 2),
    Column("category", 8, 3),
)
_COAUTHORS = (Column("name", 28, 0), *BESIDE_THE_NAME)
_DOUBTS = (
    Column("likely", 6, 0, right=True),
    Column("number", 6, 0, right=True),
    Column("name", 24, 0),
    Column("papers", 6, 2, right=True),
    Column("reason", 0, 1),
)
_MOST_COAUTHORS = 15
_MOST_YEARS = 100
_HOW_TO_SETTLE = "papercat merge NUMBER NUMBER, papercat split NUMBER --paper KEY, papercat review"


def run(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Any form of the name, its beginning, or words of it."),
    ],
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    people = find_people(db, name)
    if len(people) == 1:
        invocation.show(_page(db, people[0]))
    else:
        invocation.say(f"{how_many(people)} fit {name!r}; say which one by its number")
        invocation.exit_code = ExitCode.INCOMPLETE
        invocation.show(_choice(db, people))


def _page(db: sqlite3.Connection, person: Person) -> Page:
    stated = papers_of(db, person.id)
    lines = list(paper_lines(db, list(stated)))
    rows = [_paper(line, stated=stated[line.id]) for line in lines]
    papers = Rows(_PAPERS, rows, "papers", plural(len(rows), "paper"))
    coauthors = coauthor_rows(db, person.id, _MOST_COAUTHORS + 1)
    more = f"and more: papercat coauthors {person.id}" if coauthors[_MOST_COAUTHORS:] else None
    doubts = [_doubt(doubt, person) for doubt in doubts_about(db, person.id)]
    about = [Rows(_DOUBTS, doubts, "doubts", _HOW_TO_SETTLE)] if doubts else []
    return Page(
        title=person.name,
        rows=papers,
        facts=tuple(_facts(db, person, stated, lines)),
        sections=(
            papers,
            Rows(_COAUTHORS, coauthors[:_MOST_COAUTHORS], "co-authors", more),
            *about,
        ),
    )


def _facts(
    db: sqlite3.Connection, person: Person, stated: Mapping[int, bool], lines: list[PaperLine]
) -> Iterator[tuple[str, Cell]]:
    count = sum(stated.values())
    known = sorted(line.published[:4] for line in lines if line.published)
    yield "papers", f"{len(stated)}: {count} stated, {len(stated) - count} inferred"
    if known:
        yield "years", years(known[0], known[-1])
        yield "by year", counted(sorted(Counter(known).items(), reverse=True), _MOST_YEARS)
    yield "number", person.id
    yield "printed as", counted([(form, times) for form, times, _ in printed_names(db, person.id)])
    yield "categories", counted(counts_of(db, CATEGORIES, person.id))
    if organisations := counts_of(db, ORGANISATIONS, person.id):
        yield "organisations", counted(organisations)
    if posts := posts_of(db, person.id):
        yield "named in", posts


def _paper(line: PaperLine, *, stated: bool) -> tuple[Cell, ...]:
    return (
        (line.published or "")[:4],
        "stated" if stated else "inferred",
        line.title,
        line.key,
        line.categories.partition(" ")[0],
    )


def _doubt(doubt: NameDoubt, person: Person) -> tuple[Cell, ...]:
    """Somebody who may be the same person; the person's own name where it may be several's."""
    at = 0 if doubt.people[1] == person.id else 1
    return (
        f"{doubt.probability:.0%}",
        doubt.people[at],
        doubt.names[at],
        doubt.papers[at],
        doubt.reason,
    )


def _choice(db: sqlite3.Connection, people: list[Person]) -> Rows:
    """Who fits, with what tells them apart."""
    rows: list[tuple[Cell, ...]] = []
    for person in people:
        papers = papers_of(db, person.id)
        lines = list(paper_lines(db, list(papers)))
        known = sorted(line.published[:4] for line in lines if line.published)
        beside = ", ".join(other for other, *_ in coauthors_of(db, person.id, 3))
        categories = counted(counts_of(db, CATEGORIES, person.id), 3)
        period = years(known[0], known[-1]) if known else None
        rows.append((person.id, person.name, len(papers), period, categories, beside))
    columns = (
        Column("number", 6, 0, right=True),
        Column("name", 24, 0),
        Column("papers", 6, 1, right=True),
        Column("years", 9, 2),
        Column("categories", 18, 3),
        Column("co-authors", 0, 4),
    )
    return Rows(columns, sorted(rows, key=lambda row: (-int(str(row[2])), str(row[1]))))
