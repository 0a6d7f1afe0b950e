"""No text of a document or of a user reaches a terminal as a control character."""

import io
import json
import random
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from figures import Amount, Tell
from running import Papercat

from papercat.cli import COMMANDS, run
from papercat.commands.support import review_steps
from papercat.exporting.output_format import FORMATS
from papercat.terminal import controls

PIECES = (
    *("\x1b[2J", "\x1b]52;c;aGk=\x07", "\x1b]8;;http://x\x1b\\", "\x9b31m", "\x90q\x9c", "\x7f"),
    *("\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x08"),
    *("[/]", "[link=x]", ":smile:", "[bold]", "=1+1", "@x", "+x", "-x", "|", "# ", "<b>", "&#27;"),
    *("%1b", "\\u001b", "\\x1b", "$(x)", "`x`", "'; DROP TABLE papers; --", "../../x", "{}", "%s"),
    *("Word", "word", "é", "漢字", "🤖", " ", ", "),
)  # fmt: skip
PAPER = ("show", "why", "cite", "open --print")
"""commands about one paper; each gets several with a hostile title"""
OTHERS = """
search | export | authors | categories | organisations | conferences | posts | tags | sources
decisions | stats | review | config | where | check | version | coauthors {name} | author {name}
organisation {name} | category {name} | conference {name} | post {name} | search {name}
search title:{name} | correct {key} --title {name} | tag {key} +{name} | note {key} {name}
status {key} {name} | merge {name} {key} | split {name} --paper {key} | remove {name}
forget {name} | undo {name} | import {name} | sql {name} | completion {name} | {name} | --{name}
file {key} {name} | backup {name}/x | bib {name} | help {name} | search --fields {name}
search --db {name} | authors --year {name} | complete {name} --dry-run | add {name} --dry-run
edit {name} | datasette --{name}
"""
"""every other command; {name} is hostile"""


PROGRESS = "\r\x1b[K"
"""clears the line before the next step of `check` is shown"""


class Terminal(io.StringIO):
    """What a person would see."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def hostile(chance: random.Random, most: int = 8) -> str:
    """Return a text of hostile pieces."""
    return "".join(chance.choices(PIECES, k=chance.randint(1, most)))


def record(chance: random.Random, number: int) -> str:
    """Return a line of JSON with hostile text in every field."""
    names = [hostile(chance, 3) for _ in range(chance.randint(0, 3))]
    return json.dumps(
        {
            "title": f"{hostile(chance)} {number}",
            "abstract": hostile(chance, 30),
            "authors": names,
            "venue": hostile(chance),
            "comment": hostile(chance),
            "organisations": ["org" + hostile(chance, 2).replace(" ", "")],
            "published": "2022",
            "confidence": 0.3,
            "doubts": [{"field": "title", "confidence": 0.3, "reason": hostile(chance)}],
        }
    )


@pytest.fixture
def folder(
    tmp_path: Path, catalogue: Path, amount: Amount, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Import hostile papers from files with hostile names, too small for a progress bar."""
    monkeypatch.chdir(tmp_path)
    chance = random.Random(1)
    pages = []
    papers = amount(30, 20_000)
    for start in range(0, papers, 2_000):
        page = tmp_path / f"page{start}\x1b[31m\u202e\n\x9b.jsonl"
        lines = [record(chance, number) for number in range(start, min(start + 2_000, papers))]
        page.write_text("\n".join(lines) + "\n[\x1b[2J\n", "utf-8")
        pages.append(str(page))
    listing = tmp_path / "\x1b]0;x\x07.txt"
    entries = [
        f"CVMay 6, 2022\n{hostile(chance)} On{hostile(chance)}\n{hostile(chance)}\n" for _ in "ab"
    ]
    listing.write_text("".join(entries), "utf-8")
    assert shown("import", *pages, str(listing))[0] == 1
    assert catalogue.exists()
    return tmp_path


def shown(*arguments: str) -> tuple[int, str]:
    """Run papercat on a terminal; return its exit code and all that it writes."""
    out, err = Terminal(), Terminal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr(sys, "stdin", io.StringIO(""))
        code = run([*arguments, "--color", "never", "--no-pager"])
    text = out.getvalue() + err.getvalue()
    found = Counter(
        sign
        for sign in text.replace("\r\n", "\n").replace(PROGRESS, "")
        if controls(sign) and sign not in "\n\t"
    )
    assert not found, (arguments, found)
    assert "Traceback" not in text
    assert "unforeseen" not in text, (arguments, text[-300:])
    return code, text


@pytest.mark.usefixtures("folder")
def test_no_command_in_any_format_controls_the_terminal(
    catalogue: Path, amount: Amount, tell: Tell
) -> None:
    some_keys = "SELECT key FROM papers ORDER BY title LIMIT ?"
    some_names = "SELECT name FROM people ORDER BY name LIMIT ?"
    with closing(sqlite3.connect(catalogue)) as db:
        keys = [key for (key,) in db.execute(some_keys, (amount(4, 8),))]
        names = [name for (name,) in db.execute(some_names, (amount(1, 3),))]
        (papers,) = db.execute("SELECT count(*) FROM papers").fetchone()
    views = [view for view in FORMATS if view != "parquet"]
    commands = [["search", "--limit", "0"]]
    for about in PAPER:
        commands += [[*about.split(), key] for key in keys]
    others = [other.strip().split() for other in OTHERS.replace("\n", "|").split("|")]
    for words in filter(None, others):
        for name in [*names, *PIECES[: amount(2, len(PIECES))]]:
            command = [word.format(key=keys[0], name=name) for word in words]
            if command not in commands:
                commands.append(command)
    assert {command[0] for command in commands} >= set(COMMANDS)
    count = characters = 0
    for command in commands:
        chosen = (
            views if command[0] in ("search", "show", "author", "export") else ["table", "plain"]
        )
        for view in chosen:
            _, text = shown(*command, "--view", view)
            count += 1
            characters += len(text)
    tell(
        f"{papers} hostile papers: {count} commands wrote {characters} characters to a terminal,"
        " 0 of them control it"
    )


@pytest.mark.usefixtures("folder")
def test_stored_text_stays_as_it_is(catalogue: Path, papercat: Papercat, tell: Tell) -> None:
    with closing(sqlite3.connect(catalogue)) as db:
        stored = dict(db.execute("SELECT key, title FROM papers"))
    lines = map(json.loads, papercat("export", "--jsonl").out.splitlines())
    exported = {line["key"]: line["title"] for line in lines}
    assert exported == stored
    risky = sum(any(map(controls, title)) for title in stored.values())
    assert risky
    tell(f"{len(stored)} stored titles, {risky} with control characters, are exported exactly")


@pytest.mark.parametrize("text", PIECES[:20])
def test_a_prompt_shows_no_control_character(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(review_steps, "readline", None)

    def answer(question: str) -> str:
        asked.append(question)
        return ""

    monkeypatch.setattr("builtins.input", answer)
    assert review_steps.ask("title: ", f"A {text} B") == f"A {text} B"
    assert not any(map(controls, asked[0]))
    for line in review_steps.wrapped(f"A {text} B", 40):
        assert not any(map(controls, line))
