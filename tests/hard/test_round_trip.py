"""What papercat writes, it reads back without a difference."""

import json
import random
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase

import pytest
from figures import Amount, Tell
from running import Papercat

LETTERS = "abcdefg ,;:\"'()[]{}|\\/$%&#@=+-_*<>éßøΩ漢🤖\u200d\u202e\n\t"
NOT_STATED = {"sources", "confidence", "doubts", "id"}
"""what a catalogue says about itself: where a paper is from, and numbers of people"""


def text(chance: random.Random, most: int) -> str:
    """Return a random text that is not blank."""
    return "A" + "".join(chance.choices(LETTERS, k=chance.randint(1, most))) + "z"


def record(chance: random.Random, number: int) -> dict[str, object]:
    """Return a random record; each has a title of its own."""
    words = []
    for _ in range(chance.randint(0, 5)):
        surname = "".join(chance.choices(ascii_lowercase, k=6))
        words.append(
            f"{chance.choice(ascii_uppercase)}{text(chance, 6)} {text(chance, 9)}{surname}"
        )
    names = [name.replace(";", ",") for name in words]  # CSV has semicolons between names
    found: dict[str, object] = {"title": f"{text(chance, 60)} {number}", "authors": names}
    maybe: dict[str, object] = {
        "abstract": text(chance, 300),
        "published": chance.choice(["2022", "2022-05", "2022-05-06", "0987"]),
        "categories": chance.sample(["cs.LG", "cs.CL", "math.AG", "q-bio"], 2),
        "organisations": ["deepmind", f"org-{number}"],
        "venue": text(chance, 30),
        "comment": text(chance, 30),
        "ids": {"doi": f"10.1/{number}", "arxiv": f"2205.{number:05}"},
        "url": f"https://example.org/{number}",
        "has_code": True,
        "authors_truncated": True,
        "tags": ["a", "b-c"],
    }
    chosen = [name for name in maybe if chance.random() < 0.5]
    return found | {name: maybe[name] for name in chosen}


def stated(value: object) -> object:
    """Return a record without what a catalogue says about itself."""
    if isinstance(value, dict):
        return {name: stated(part) for name, part in value.items() if name not in NOT_STATED}
    if isinstance(value, list):
        return [stated(part) for part in value]
    return value


def exported(papercat: Papercat, database: Path) -> dict[str, object]:
    """Return the papers of a catalogue by key."""
    lines = papercat("export", "--jsonl", "--db", database).out.splitlines()
    return {line["key"]: stated(line) for line in map(json.loads, lines)}


@pytest.mark.parametrize("view", ["jsonl", "csv"])
def test_records_out_and_in_again(
    tmp_path: Path, papercat: Papercat, amount: Amount, tell: Tell, view: str
) -> None:
    chance = random.Random(1)
    records = [record(chance, number) for number in range(amount(150, 10_000))]
    document = tmp_path / "records.jsonl"
    document.write_text("\n".join(map(json.dumps, records)), "utf-8")
    assert papercat("import", document, "--db", tmp_path / "one.db").code == 0
    written = papercat("export", f"--{view}", "--db", tmp_path / "one.db").out
    again = tmp_path / f"again.{view}"
    again.write_text(written, "utf-8", newline="")
    ran = papercat("import", again, "--db", tmp_path / "two.db")
    assert ran.code == 0, ran.err
    before, after = exported(papercat, tmp_path / "one.db"), exported(papercat, tmp_path / "two.db")
    different = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    tell(f"{len(records)} random records out and in again as {view}: {len(different)} differences")
    assert not different, (before.get(different[0]), after.get(different[0]))
