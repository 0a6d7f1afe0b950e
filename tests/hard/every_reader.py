"""A small document for every input format, and documents made of it."""

import json
import random
from collections.abc import Iterator

from bibliography_samples import SAMPLES as BIBLIOGRAPHIES
from running import ENTRY

from papercat.importing.formats import Format, all_formats

_TITLE = "A Title of Words"
_RECORD = {
    "title": _TITLE,
    "authors": ["Jane Doe", {"name": "John Roe"}],
    "published": "2022-05",
    "abstract": "A sentence.",
    "ids": {"arxiv": "2205.00001"},
    "tags": ["read"],
    "extra": {"a": 1},
}
_ARXIV = {
    "id": "0704.0001",
    "title": _TITLE,
    "authors": "C. Bal\\'azs (ANL), E. Berger and C. Yuan",
    "abstract": "A sentence.",
    "categories": "cs.LG hep-ph",
    "update_date": "2008-11-26",
    "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
}
_POST = f"""---
title: Our papers at ICLR 2024
date: 2024-05-06
---
# ICLR 2024

We present **{_TITLE}** and 12 papers at ICLR 2024 in Vienna, 7-11 May.

- **{_TITLE}** by Jane Doe, John Roe (oral)
"""
PIECES = (
    *("\\", "{", "}", "[", "]", "(", ")", "<", ">", "&", "&amp;", '"', "'", ",", ";", ":", "\n"),
    *("\t", "\r", "\x1b[2J", "\u202e", "\u2028", "\x00", "é", "🤖", " et al.", " · ", " | ", "# "),
    *("- ", "---\n", "2022-05-06", "Jan 30", "LGDec 30\n", "0", "-1", "1e999", "9" * 400, "null"),
)  # fmt: skip
"""text that means something in one format or another"""
SLOW = (
    *("A ", "AB", "a", "a, ", "A. B, ", " et al.", "[", "(", "{", "<a>", "<", '"', "&amp;", "\\"),
    *("$", "|", "- ", "# ", " · ", "10.1/", "Jan 1, 2020 ", "a\n", "A\n\n", "\\'{e}", "é"),
    "https://a.b/ ",
)
"""what is repeated to make a reader slow"""


def samples() -> dict[str, str]:
    """Return the name of every format with a document that has the title `A Title of Words`."""
    found = {form.NAME: text.replace("Weirs", _TITLE) for form, text in BIBLIOGRAPHIES.items()}
    found["listing"] = ENTRY * 2
    found["post"] = _POST
    found["jsonl"] = f"{json.dumps(_RECORD)}\n" * 2
    found["arxiv"] = f"{json.dumps(_ARXIV)}\n" * 2
    return found


def readers() -> Iterator[tuple[Format, str]]:
    """Yield every format with its sample; a new format must get one."""
    texts = samples()
    for form in all_formats():
        yield form, texts[form.NAME]


def damaged(text: str, seed: int) -> str:
    """Return a document with some stretches left out, doubled, moved or replaced."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(text) + 1)
        end = min(start + chance.choice([0, 1, 2, 9, 80]), len(text))
        new = chance.choice(["", text[start:end] * 2, text[start:end] * 20, chance.choice(PIECES)])
        if chance.random() < 0.1:
            new = chr(chance.randrange(0xD800)) * chance.choice([1, 300])
        text = text[:start] + new + text[end:]
    return text


def slowed(sample: str, piece: str, size: int) -> str:
    """Return a sample of a size with a title that repeats a piece."""
    repeated = piece * (size // len(piece))
    escaped = json.dumps(repeated)[1:-1]
    if sample.startswith(("{", "[")):
        return sample.replace(_TITLE, escaped, 1)
    return sample.replace(_TITLE, repeated, 1)
