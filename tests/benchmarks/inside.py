"""Time searches in this process, papercat's and the floor's in turns."""

import random
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import floor
from processes import Pair

from papercat.catalogue.sqlite_file import connect_reading
from papercat.papers.find_paper import paper_lines
from papercat.search.query_reader import parse
from papercat.search.search_papers import Order, Search

QUERIES = 600
COMMON = "model"
_TITLES = "SELECT title FROM papers WHERE id >= ? ORDER BY id LIMIT 1"
_RANGE = "SELECT min(id), max(id) FROM papers"


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def title_words(db: sqlite3.Connection) -> list[str]:
    """Return queries, each of one to three words of one title."""
    chance = random.Random(6)
    low, high = db.execute(_RANGE).fetchone()
    queries: list[str] = []
    while len(queries) < QUERIES:
        (title,) = db.execute(_TITLES, (chance.randint(low, high),)).fetchone()
        words = re.findall(r"[A-Za-z]{3,}", title)
        count = len(queries) % 3 + 1
        if len(words) >= count:
            queries.append(" ".join(chance.sample(words, count)).lower())
    return queries


def search(db: sqlite3.Connection, query: str, by: str = "relevance") -> None:
    """Search as `papercat search` does, and show nothing."""
    list(paper_lines(db, Search(db, parse(query)).ids(Order(by))))


def ranked(catalogue: Path, floor_db: Path) -> tuple[Pair, Pair]:
    """Time ranked searches: medians and 99th percentiles, papercat's and the floor's."""
    with (
        closing(connect_reading(catalogue)) as db,
        closing(sqlite3.connect(f"file:{floor_db}?mode=ro", uri=True)) as other,
    ):
        times = []
        for query in title_words(db):
            ours = _timed(partial(search, db, query))
            times.append((ours, _timed(partial(floor.best, other, query))))
    our_times, their_times = (sorted(column) for column in zip(*times, strict=True))
    late = QUERIES * 99 // 100
    return (
        Pair(statistics.median(our_times), statistics.median(their_times)),
        Pair(our_times[late], their_times[late]),
    )


def newest_first(catalogue: Path) -> Pair:
    """Time a common word, newest first and ranked."""
    with closing(connect_reading(catalogue)) as db:
        return _alternating(lambda: search(db, COMMON, "date"), lambda: search(db, COMMON))


def narrowed(catalogue: Path, conditions: Sequence[str]) -> list[Pair]:
    """Time a common word with each condition, and the word alone."""
    with closing(connect_reading(catalogue)) as db:
        return [
            _alternating(partial(search, db, f"{COMMON} {each}"), partial(search, db, COMMON))
            for each in conditions
        ]


def _alternating(one: Callable[[], object], other: Callable[[], object], times: int = 9) -> Pair:
    one(), other()
    both = [(_timed(one), _timed(other)) for _ in range(times)]
    return Pair(*(statistics.median(column) for column in zip(*both, strict=True)))
