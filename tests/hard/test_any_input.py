"""No document and no query breaks a reader, takes long, or fills the memory."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from every_reader import PIECES, SLOW, damaged, readers, samples, slowed
from figures import LONG, SHARE, Tell
from forked import forked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import ROOT

from papercat.catalogue.connection import reading
from papercat.errors import InputRefused, QueryError
from papercat.importing.documents import open_document
from papercat.importing.formats import Format, all_formats, read_records
from papercat.papers.model import Hints, Note, Owner, Paper, Post, Refusal, Skipped
from papercat.papers.record import from_text, to_text
from papercat.search.query_reader import parse
from papercat.search.search_papers import Order, Search

PATHS = [ROOT, *(ROOT / "tests" / name for name in ("", "hard", "importing/formats"))]
HINTS = Hints(date(2026, 6, 1))
EXAMPLES = max(2_000, round(20_000 * SHARE))
AT_ONCE = 10
"""documents in one example, because hypothesis takes longer than most readers"""
SLOW_READERS = ("listing", "post")
"""take milliseconds for a document, so the short version tries them less"""
QUERIES = max(300, round(20_000 * SHARE))
any_number_of = settings(
    max_examples=EXAMPLES,
    derandomize=not LONG,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
FORMATS = {form.NAME: form for form in all_formats()}
each_reader = pytest.mark.parametrize("name", FORMATS)


def test_every_format_has_a_sample() -> None:
    for form, text in readers():
        assert max(FORMATS.values(), key=lambda each: each.score(text)) is form


@each_reader
def test_no_document_breaks_a_reader(name: str, tell: Tell) -> None:
    form, sample = FORMATS[name], samples()[name]
    longest, count = 0.0, 0

    examples = EXAMPLES // 20 if name in SLOW_READERS and not LONG else EXAMPLES

    @settings(any_number_of, max_examples=examples // AT_ONCE)
    @given(st.integers(0, 1 << 64))
    def read(seed: int) -> None:
        nonlocal longest, count
        for text in [damaged(sample, seed + step) for step in range(AT_ONCE)]:
            start = time.process_time()
            form.score(text)
            for record in read_records(form, text.split("\n"), HINTS):
                assert isinstance(record, Paper | Post | Refusal | Note | Owner | Skipped)
                if isinstance(record, Paper):  # what is read can be stored and read back
                    from_text(to_text(record), record.line)
            longest = max(longest, time.process_time() - start)
            count += 1

    read()
    tell(f"{name}: {count} damaged documents, 0 tracebacks, at most {longest:.2f} s")
    if LONG:  # a busy machine may take longer
        assert longest < 1


def read_file(path: Path, form: Format) -> int:
    """Read a file to its end, or until it is refused; return the number of records."""
    count = 0
    try:
        with closing(open_document(str(path))) as document:
            for _ in form.read(document.lines(), HINTS):
                count += 1
    except InputRefused:
        pass
    return count


@each_reader
def test_time_grows_with_length_alone(name: str, tmp_path: Path, tell: Tell) -> None:
    """Read titles of one piece repeated; twice the length takes less than three times as long."""
    file = tmp_path / "document"
    size = 1 << 19 if LONG else 1 << 16
    pieces = SLOW if LONG else SLOW[:: len(SLOW) // 3]
    sample = samples()[name]
    slowest, largest, steepest = 0.0, 0.0, 0.0
    for piece in pieces:
        taken = []
        for length in (size, 2 * size):
            file.write_text(slowed(sample, piece, length), "utf-8")
            outcome = forked(lambda: read_file(file, FORMATS[name]), seconds=60)
            assert isinstance(outcome.result, int), (piece, outcome)
            taken.append(outcome.seconds)
            largest = max(largest, outcome.megabytes)
        slowest = max(slowest, taken[1])
        if taken[1] > 0.2:  # less says nothing
            steepest = max(steepest, taken[1] / taken[0])
            if LONG:
                assert taken[1] < 3 * taken[0], (piece, taken)
    tell(
        f"{name}: {len(pieces)} slow titles of {2 * size >> 10} KB: at most {slowest:.2f} s,"
        f" {largest:.0f} MB, twice the length {steepest:.1f} times the time"
    )
    assert largest < 256
    if LONG:
        assert slowest < 1


@pytest.fixture
def catalogue_of_seeds(seeded: Path) -> Iterator[sqlite3.Connection]:
    with reading(seeded) as db:
        yield db


def test_no_query_breaks_the_search(catalogue_of_seeds: sqlite3.Connection, tell: Tell) -> None:
    words = [
        "chess",
        "a*",
        "author:osindero",
        "year:2020..",
        "OR",
        "AND",
        "NOT",
        "-",
        "^",
        "(",
        ")",
        "|",
        "~",
        "has:code",
        "key:a",
    ]
    pieces = st.sampled_from([*words, *PIECES, " ", " "])
    longest, count, refused = 0.0, 0, 0

    @settings(any_number_of, max_examples=QUERIES)
    @given(st.lists(pieces, max_size=60).map("".join) | st.text(max_size=60))
    def ask(query: str) -> None:
        nonlocal longest, count, refused
        count += 1
        start = time.process_time()
        try:
            search = Search(catalogue_of_seeds, parse(query))
            assert len(search.ids(Order())) <= search.count()
        except QueryError:
            refused += 1
        longest = max(longest, time.process_time() - start)

    ask()
    tell(f"search: {count} queries, {refused} refused, 0 tracebacks, at most {longest:.2f} s")
    if LONG:  # a busy machine may take longer
        assert longest < 1


@pytest.mark.skipif(not LONG, reason="takes minutes; make hard")
@pytest.mark.parametrize("name", [*FORMATS, "query"])
def test_guided_fuzzing(name: str, tmp_path: Path, tell: Tell) -> None:
    pytest.importorskip("atheris", reason="needs pip install 'papercat[fuzz]'")
    seconds = max(5, round(600 * SHARE))
    done = subprocess.run(
        [sys.executable, ROOT / "tests/hard/fuzz.py", name, str(seconds)],
        cwd=tmp_path,  # crashes are kept there
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, PATHS))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    tell(f"{name}: {seconds} s of coverage-guided inputs, 0 crashes")


@pytest.mark.parametrize("word", ["a ", "a* ", "a~ ", "Dec 31, 9999 ", "(", "-", "year:2020 ", "a"])
def test_no_long_query_takes_long(
    catalogue_of_seeds: sqlite3.Connection, word: str, tell: Tell
) -> None:
    def ask() -> int:
        query = word * (10_000 // len(word))
        try:
            return Search(catalogue_of_seeds, parse(query)).count()
        except QueryError:
            return 0

    outcome = forked(ask, seconds=60)
    tell(f"a query of {word!r} repeated: {outcome.seconds:.2f} s, {outcome.megabytes:.0f} MB")
    assert isinstance(outcome.result, int), outcome
    if LONG:
        assert outcome.seconds < 1
    assert outcome.megabytes < 256
