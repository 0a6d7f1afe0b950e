"""A minimal catalogue with the standard library, to compare papercat's speed with.

usage: floor.py load SNAPSHOT.jsonl DB | search DB WORDS | csv DB

It has tables of papers, people and categories, their indexes, and a full-text index of
title, abstract and authors, safely written. It keeps no sources, compares no names and
checks nothing.
"""

import csv
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

TABLES = """
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;
CREATE TABLE papers (
    id INTEGER PRIMARY KEY, arxiv, title, abstract, doi, published, authors
);
CREATE TABLE people (id INTEGER PRIMARY KEY, name, folded);
CREATE TABLE categories (id INTEGER PRIMARY KEY, code UNIQUE);
CREATE TABLE authorships (paper, position, person, PRIMARY KEY (paper, position)) WITHOUT ROWID;
CREATE TABLE paper_categories (
    paper, position, category, PRIMARY KEY (paper, position)
) WITHOUT ROWID;
"""
INDICES = """
CREATE UNIQUE INDEX by_arxiv ON papers (arxiv);
CREATE INDEX by_date ON papers (published);
CREATE INDEX by_folded ON people (folded);
CREATE INDEX by_person ON authorships (person, paper);
CREATE INDEX by_category ON paper_categories (category, paper);
CREATE VIRTUAL TABLE fts USING fts5 (
    title, abstract, authors, content='papers', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO fts (fts, rank) VALUES ('hashsize', 67108864);
INSERT INTO fts (fts) VALUES ('rebuild');
"""
INSERTS = {
    "papers": "INSERT INTO papers VALUES (?, ?, ?, ?, ?, ?, ?)",
    "people": "INSERT INTO people VALUES (?, ?, ?)",
    "categories": "INSERT INTO categories VALUES (?, ?)",
    "authorships": "INSERT INTO authorships VALUES (?, ?, ?)",
    "paper_categories": "INSERT INTO paper_categories VALUES (?, ?, ?)",
}
BEST = "SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT 20"
SHOWN = """
SELECT id, published, authors, title FROM papers WHERE id IN (SELECT value FROM json_each(?))
"""
EVERYTHING = """
SELECT arxiv, title, authors, published,
    (SELECT group_concat(c.code, ' ') FROM paper_categories AS p
     JOIN categories AS c ON c.id = p.category WHERE p.paper = papers.id), abstract
FROM papers ORDER BY id
"""
_AT_ONCE = 10_000


def load(snapshot: str, target: str) -> None:
    """Load a snapshot into a database."""
    db = sqlite3.connect(target, isolation_level=None)
    db.executescript(TABLES)
    people: dict[str, int] = {}
    categories: dict[str, int] = {}
    first = 1
    with open(snapshot, "rb") as lines:  # noqa: PTH123  as little as possible
        while batch := list(islice(lines, _AT_ONCE)):
            rows = _rows(map(json.loads, batch), first, people, categories)
            first += len(batch)
            db.execute("BEGIN IMMEDIATE")
            for table, insert in INSERTS.items():
                db.executemany(insert, rows[table])
            db.execute("COMMIT")
    db.executescript(INDICES)


def _rows(
    papers: Iterable[dict[str, Any]], first: int, people: dict[str, int], categories: dict[str, int]
) -> dict[str, list[tuple[Any, ...]]]:
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in INSERTS}
    for paper, row in enumerate(papers, first):
        day = row["versions"][0]["created"]
        text = row["title"], row["abstract"], row["doi"], day, row["authors"]
        rows["papers"].append((paper, row["id"], *text))
        for at, name in enumerate(row["authors"].split(", "), 1):
            if name not in people:
                people[name] = len(people) + 1
                rows["people"].append((people[name], name, name.casefold()))
            rows["authorships"].append((paper, at, people[name]))
        for at, code in enumerate(row["categories"].split(), 1):
            if code not in categories:
                categories[code] = len(categories) + 1
                rows["categories"].append((categories[code], code))
            rows["paper_categories"].append((paper, at, categories[code]))
    return rows


def search(source: str, words: str) -> None:
    """Print the twenty best papers: rank the row ids, then fetch the rows."""
    db = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    sys.stdout.writelines("\t".join(map(str, row)) + "\n" for row in best(db, words))


def best(db: sqlite3.Connection, words: str) -> list[tuple[Any, ...]]:
    """Return the rows of the twenty best papers, in two steps."""
    match = " ".join(f'"{word}"' for word in words.replace('"', " ").split())
    ids = [row[0] for row in db.execute(BEST, (match,))]
    shown = {row[0]: row[1:] for row in db.execute(SHOWN, (json.dumps(ids),))}
    return [shown[each] for each in ids]


def dump(source: str) -> None:
    """Write everything as CSV."""
    db = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    csv.writer(sys.stdout).writerows(db.execute(EVERYTHING))


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in {"load", "search", "csv"}:
        sys.exit(__doc__)
    commands: dict[str, Callable[..., None]] = {"load": load, "search": search, "csv": dump}
    commands[sys.argv[1]](*sys.argv[2:])
