"""Measure how often searches find the right paper or person; run by `make bench-search`.

usage: search_quality.py CATALOGUE [SEED [PICKS [STRINGS]]]

Each SEED makes other picks. The wanted figures are printed next to the measured ones; the exit
code is 1 if one is missed.
"""

from __future__ import annotations

import random
import re
import sqlite3
import string
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from papercat.catalogue.sqlite_file import connect_reading
from papercat.errors import QueryError
from papercat.people.find_person import near_people
from papercat.search.nearest_query import nearest_query
from papercat.search.query_reader import parse
from papercat.search.query_terms import Node, Phrase, Word
from papercat.search.search_papers import Order, Search
from papercat.text.folding import fold_words

FIRST = Order(limit=5)
MOST_SHOWN = 5
WORDS = r"""
chess graph neural OR AND NOT | - ^ * " ( ) : .. “ ” title: author: year:2020 year: has:code
category:LG stated:roe x:y é β $\alpha$ C++ ' ; -- % _ \ NEAR( {a} cs.LG
"""
PIECES = [*WORDS.split(), "\0", "\x1b", "\u2028"]

Share = tuple[str, float, float]
"""(what, share reached, share wanted)"""


def misspelt(word: str, rng: random.Random) -> str:
    """Return the word with one letter wrong."""
    at = rng.choice([place for place, char in enumerate(word) if char.isalpha()])
    wrong = rng.choice([each for each in string.ascii_lowercase if each != word[at].lower()])
    return word[:at] + wrong + word[at + 1 :]


def words_of_title(title: str) -> list[str]:
    """Return the words of a title, each once."""
    return list(dict.fromkeys(re.findall(r"[^\W\d_]+", title)))


def rare_words(db: sqlite3.Connection, titles: Sequence[tuple[int, str]], rng: random.Random,
               picks: int) -> Iterator[Share]:  # fmt: skip
    """Search for three rare words of a title, one of them with one letter wrong."""
    found = suggested = done = 0
    for paper, title in rng.sample(titles, len(titles)):
        long = [word for word in words_of_title(title) if len(word) > 3 and word.isascii()]
        if len(long) < 3:
            continue
        rare = sorted(long, key=lambda word: Search(db, Phrase(word)).count())[:3]
        at = rng.randrange(3)
        typed = [misspelt(word, rng) if each == at else word for each, word in enumerate(rare)]
        query = parse(" ".join(typed))
        search, meant = Search(db, query), None
        if not search.count() and (meant := nearest_query(db, query)):
            search = Search(db, meant)
        found += paper in search.ids(FIRST)
        suggested += meant is not None and _words(meant) == [word.lower() for word in rare]
        done += 1
        if done == picks:
            break
    yield "three rare words, one misspelt: among the first 5 with --fuzzy", found / done, 0.95
    yield "three rare words, one misspelt: the suggestion is right", suggested / done, 0.90


def _words(query: Node) -> list[str]:
    words = []
    for term in getattr(query, "terms", (query,)):
        words += fold_words(term.text) if isinstance(term, Word | Phrase) else []
    return words


def people(db: sqlite3.Connection, rng: random.Random, picks: int) -> Iterator[Share]:
    """Look for people, with one letter of the surname wrong.

    A name is suggested, and `author` shows all people who have it.
    """
    everybody = [name for (name,) in db.execute("SELECT name FROM people ORDER BY id")]
    first = third = done = 0
    for name in rng.sample(everybody, len(everybody)):
        *given, surname = name.split()
        if not given or not any(char.isalpha() for char in surname):
            continue
        near = near_people(db, " ".join([*given, misspelt(surname, rng)]))
        first += near[:1] == [name]
        third += name in near[:3]
        done += 1
        if done == picks:
            break
    yield "a surname with one letter wrong: the name is first", first / done, 0.97
    yield "a surname with one letter wrong: among the first 3", third / done, 0.995


def half_titles(db: sqlite3.Connection, titles: Sequence[tuple[int, str]], rng: random.Random,
                picks: int) -> Iterator[Share]:  # fmt: skip
    """Search for half of the words of a title, in their order."""
    long = [(paper, words) for paper, title in titles
            if len(words := re.findall(r"[^\W_]+", title)) >= 6]  # fmt: skip
    chosen = rng.sample(long, min(picks, len(long)))
    first = fifth = 0
    for paper, words in chosen:
        kept = sorted(rng.sample(range(len(words)), len(words) // 2))
        ids = Search(db, parse(" ".join(words[at] for at in kept))).ids(FIRST)
        first += ids[:1] == [paper]
        fifth += paper in ids
    yield "half the words of a title: first", first / len(chosen), 0.94
    yield "half the words of a title: among the first 5", fifth / len(chosen), 0.98


def random_strings(db: sqlite3.Connection, rng: random.Random, count: int) -> Iterator[Share]:
    """Check that any string finds papers, finds none, or is refused in one line with a position."""
    good = shown = 0
    for _ in range(count):
        typed = _random_string(rng)
        try:
            Search(db, parse(typed)).ids(FIRST)
            good += 1
        except QueryError as error:
            good += "\n" not in str(error) and 0 <= error.position <= len(typed)
        except Exception as error:  # noqa: BLE001  errors are counted
            shown += 1
            if shown <= MOST_SHOWN:
                sys.stdout.write(f"{typed!r}: {type(error).__name__}: {error}\n")
    yield f"{count:,} random strings: found, not found or refused in one line", good / count, 1.0


def _random_string(rng: random.Random) -> str:
    if rng.random() < 0.3:
        return "".join(chr(rng.randrange(1, 0x3000)) for _ in range(rng.randrange(12)))
    glue = rng.choice(["", " "])
    return glue.join(rng.choice(PIECES) for _ in range(rng.randrange(1, 9)))


def main(arguments: Sequence[str]) -> int:
    """Print measured and wanted figures. Return 1 if a figure is missed."""
    if not arguments:
        sys.stdout.write(__doc__ or "")
        return 2
    seed, picks, strings = (*map(int, arguments[1:]), *(1, 1000, 100_000)[len(arguments) - 1 :])
    missed = False
    with closing(connect_reading(Path(arguments[0]))) as db:
        titles = db.execute("SELECT id, title FROM papers ORDER BY id").fetchall()
        sys.stdout.write(f"{len(titles):,} papers, seed {seed}, {picks:,} picks\n")
        measures: list[Callable[[random.Random], Iterator[Share]]] = [
            lambda rng: rare_words(db, titles, rng, picks),
            lambda rng: people(db, rng, picks),
            lambda rng: half_titles(db, titles, rng, picks),
            lambda rng: random_strings(db, rng, strings),
        ]
        for measure in measures:
            start = time.perf_counter()
            for what, reached, wanted in measure(random.Random(seed)):
                missed |= reached < wanted
                sys.stdout.write(f"{reached:8.2%}  wanted {wanted:6.1%}  {what}\n")
            sys.stdout.write(f"          ({time.perf_counter() - start:.0f} s)\n")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
