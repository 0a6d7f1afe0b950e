"""Many imports and many questions at once: nobody fails, and nobody sees half a file."""

import json
import subprocess
import sys
import time
from pathlib import Path

from figures import LONG, Amount, Tell
from running import Papercat

COUNT = "SELECT count(*) FROM papers"


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start papercat and go on."""
    return subprocess.Popen(
        [sys.executable, "-m", "papercat", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def write_page(path: Path, writer: int, papers: int) -> None:
    """Write papers that no other writer has."""
    lines = []
    for number in range(papers):
        title = f"Paper {number} of Writer {writer} on Topic {number * 7919 % 10_007}"
        authors = [f"Ada Moor{writer}", f"Ben Okafor{number % 97}"]
        lines.append(json.dumps({"title": title, "authors": authors, "published": "2022"}))
    path.write_text("\n".join(lines), "utf-8")


def test_many_writers_and_readers(
    tmp_path: Path, papercat: Papercat, amount: Amount, tell: Tell
) -> None:
    writers, readers, papers = (8, 16, 3_000) if LONG else (3, 3, 40)
    rounds = amount(1, 20)
    pages = [tmp_path / f"page{number}.jsonl" for number in range(writers)]
    for number, page in enumerate(pages):
        write_page(page, number, papers)
    failures: list[str] = []
    questions = 0
    for number in range(rounds):
        database = tmp_path / f"papers{number}.db"
        papercat("import", "-", "--db", database, stdin=b'{"title": "The First Paper"}\n')
        writing = [start("import", page, "--db", database) for page in pages]
        while any(process.poll() is None for process in writing):
            time.sleep(0.5)  # or the readers would leave the writers no processor
            asking = [start("sql", COUNT, "--csv", "--db", database) for _ in range(readers)]
            for process in asking:
                out, err = process.communicate()
                questions += 1
                count = int(out.split()[-1]) if process.returncode == 0 else -1
                if count % papers != 1 % papers:
                    failures.append(f"a reader saw {count} papers: {err}")
        failures += [process.communicate()[1] for process in writing if process.returncode]
        for process in writing:
            process.communicate()
        assert papercat("sql", COUNT, "--db", database).out == f"{writers * papers + 1}\n"
    tell(
        f"{rounds} times {writers} writers of {papers} papers, {questions} questions of {readers}"
        f" readers meanwhile: {len(failures)} failures, exact counts"
    )
    assert not failures
