"""Make a snapshot of arXiv's metadata of any size out of a smaller one.

usage: make_snapshot.py SIZE OUT [SOURCE]

SOURCE is a snapshot, compressed with xz or not. If it has fewer than SIZE papers, they are
repeated under other identifiers and dates. If it does not exist, papers are made of words of
the seeds.
"""

import json
import lzma
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parents[2] / "seeds"
SHARED = Path(__file__).parents[3] / "shared" / "arxiv" / "arxiv-100k.jsonl.xz"

Row = dict[str, Any]


def read(source: Path) -> Iterator[Row]:
    """Yield the papers of a snapshot."""
    with lzma.open(source) if source.suffix == ".xz" else source.open("rb") as lines:
        yield from map(json.loads, lines)


def made_up() -> Iterator[Row]:
    """Yield made-up papers without end, with the words and names of the seeds."""
    words = " ".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))).split()
    capital = [word for word in words if word.isalpha() and word.istitle()]
    chance = random.Random(1)
    for number in count():
        day = date(1993, 1, 1) + timedelta(days=chance.randrange(11_000))
        names = [" ".join(chance.sample(capital, 2)) for _ in range(chance.randint(1, 6))]
        yield {
            "id": f"{day:%y%m}.{number % 100_000:05}",
            "title": " ".join(chance.sample(words, 8)),
            "abstract": " ".join(chance.choices(words, k=190)),
            "authors": ", ".join(names),
            "categories": " ".join(chance.sample(["cs.LG", "cs.CL", "math.AG", "hep-th"], 2)),
            "doi": None,
            "versions": [{"version": "v1", "created": day.isoformat()}],
            "update_date": day.isoformat(),
        }


def multiplied(source: Path) -> Iterator[Row]:
    """Yield the papers of a snapshot, then copies of them, without end."""
    yield from read(source)
    for copy in count(1):
        for number, row in enumerate(read(source)):
            created = date.fromisoformat(row["versions"][0]["created"])
            day = (created - timedelta(days=31 * copy)).isoformat()
            row["id"] = f"{copy:02}{50 + number // 100_000}.{number % 100_000:05}"
            row["doi"] = row["doi"] and f"{row['doi'].split()[0]}.{copy}"
            row["versions"] = [{"version": "v1", "created": day}]
            row["update_date"] = day
            yield row


def main(size: int, out: Path, source: Path) -> None:
    """Write the snapshot."""
    rows = multiplied(source) if source.exists() else made_up()
    with out.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in islice(rows, size))


if __name__ == "__main__":
    if len(sys.argv) not in {3, 4}:
        sys.exit(__doc__)
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if sys.argv[3:] else SHARED)
