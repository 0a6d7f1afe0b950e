"""papercat's own JSON lines: one paper a line, as `export --jsonl` writes them.

A list of such objects, as `--json` writes, is read too.
"""

from collections.abc import Iterable, Iterator

from papercat.importing.json_records import json_records, keys_in
from papercat.papers.clean_text import cleaned
from papercat.papers.model import Hints, Note, Record, Refusal
from papercat.papers.record import KEYS, BadRecord, from_record

NAME = "jsonl"

_MOST_NOTES = 20
"""keys that are left out and said to be; a file with more has another shape altogether"""
_OWN = frozenset(("authors_truncated", "has_code", "inferences", "published"))


def score(head: str) -> float:
    """Return how likely a JSON document holds papercat's records; some for any JSON object."""
    keys = keys_in(head)
    if _OWN & keys:
        return 1.0
    if not head.lstrip().startswith(("{", "[{", "[\n")):
        return 0.0
    return 0.6


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield a paper for every line; a line that is no paper is refused, the rest still read.

    A key that papercat doesn't know is noted where it is met first.
    """
    known = set(KEYS)
    for record in json_records(lines):
        if isinstance(record, Refusal):
            yield record
            continue
        number, row = record
        try:
            paper = from_record(row, number)
            yield paper if paper.origins else cleaned(paper)
        except BadRecord as error:
            yield Refusal(number, str(error))
            continue
        if row.keys() <= known or len(known) >= len(KEYS) + _MOST_NOTES:
            continue
        for key in row:
            if key not in known:
                known.add(key)
                yield Note(number, f"no key {key!r} is known; left out, here and below")
