"""Deriving everything again changes nothing, whatever was imported, decided and undone."""

import random
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from running import in_memory

from papercat.catalogue.connection import transaction
from papercat.deriving import changes
from papercat.deriving.changes import ADD, Fetch, Fetches, last_decision, undo
from papercat.deriving.repair import derive_everything
from papercat.errors import NothingFound, UsageError
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Doubt, Guess, Owner, Paper, Record
from papercat.papers.paper_rows import read_all
from papercat.papers.record import to_record
from papercat.people import people_decisions

NAMES = ("Ada Moor", "A. Moor", "Ben Okafor", "Chen Li", "Dora Vale", "Yi Liu", "Yi Lin")
TITLES = (
    "Sheep of the Hills",
    "Sheep of the hills",
    "Sheep of the Hill",
    "On Goats and Their Kin",
    "Editorial",
)
IDS = (("arxiv", "2203.15556"), ("arxiv", "2203.15557"), ("doi", "10.1/x"), ("doi", "10.1/y"))
VISIBLE = (
    """
    SELECT id, name, sort_name FROM people WHERE id IN (
        SELECT n.person_id FROM names AS n JOIN authorships AS a ON a.name_id = n.id) ORDER BY id
    """,
    """
    SELECT a.paper_id, a.slot, n.name, n.folded, n.person_id
    FROM authorships AS a JOIN names AS n ON n.id = a.name_id ORDER BY 1, 2
    """,
    "SELECT one, other, round(probability, 6), reason FROM name_doubts ORDER BY 1, 2",
    "SELECT one, other, round(probability, 6), reason FROM paper_doubts ORDER BY 1, 2",
    "SELECT rowid FROM papers_fts WHERE papers_fts MATCH 'sheep' ORDER BY 1",
    "SELECT rowid FROM papers_fts WHERE papers_fts MATCH 'goats OR moor' ORDER BY 1",
    "SELECT paper_id, source_id, line FROM statements ORDER BY 1, 2, 3",
    "SELECT rowid FROM papers_fts WHERE papers_fts MATCH 'wool' ORDER BY 1",
    "SELECT paper_id, path FROM paper_files ORDER BY 1, position",
    "SELECT paper, tag FROM tag_list ORDER BY 1, 2",
)
SOURCES = ("/a.txt", "/b.bib", "/c.jsonl")


def random_paper(chance: random.Random, line: int) -> Paper:
    """Return a record that may be about the same paper as another one, or contradict it."""
    authors = [Author(name) for name in chance.sample(NAMES, chance.randint(0, 3))]
    truncated = bool(authors) and chance.random() < 0.4
    guesses: list[Guess] = []
    doubts: list[Doubt] = []
    if truncated and chance.random() < 0.6:
        owner = chance.choice(NAMES)
        authors.append(Author(owner, "inferred"))
        guesses.append(Guess("authors", "the page is theirs", owner))
    split = chance.random() < 0.5
    if split and chance.random() < 0.3:
        doubts.append(Doubt("title", 0.4, "it may end earlier", ("Sheep | Ada Moor",)))
    title = chance.choice(TITLES)
    return Paper(
        title=title,
        line=line,
        abstract=chance.choice((None, "Sheep graze.", "Sheep graze on …")),
        authors=tuple(authors),
        authors_truncated=truncated,
        published=chance.choice((None, "2020", "2020-05", "2020-05-06", "2021", "2029")),
        categories=tuple(chance.sample(("cs.LG", "cs.CL", "stat.ML"), chance.randint(0, 2))),
        has_code=chance.random() < 0.2,
        organisations=tuple(chance.sample(("deepmind", "mit"), chance.randint(0, 1))),
        ids=tuple(sorted(chance.sample(IDS, chance.choice((0, 0, 1, 2))))),
        tags=tuple(chance.sample(("rl", "todo"), chance.choice((0, 0, 0, 1)))),
        status=chance.choice((None, None, None, "read")),
        notes=chance.choice((None, None, None, "Mind the wool.")),
        printed=f"CVMay 6\n{title}{''.join(a.name for a in authors)}" if split else None,
        confidence=chance.choice((0.5, 0.9, 1.0)) if split else None,
        guesses=tuple(guesses),
        doubts=tuple(doubts),
    )


def state(db: sqlite3.Connection) -> list[Any]:
    """Return everything that a user can see of papers, people, doubts and the search index."""
    papers = [to_record(paper) for paper in read_all(db)]
    return [papers, *(db.execute(query).fetchall() for query in VISIBLE)]


def derived_again(db: sqlite3.Connection) -> list[Any]:
    """Return the state of a copy of the catalogue in which everything is derived again."""
    with in_memory() as copy:
        db.backup(copy)
        with transaction(copy):
            derive_everything(copy)
        return state(copy)


class Catalogue:
    """A catalogue on which random commands run."""

    def __init__(self, db: sqlite3.Connection, chance: random.Random) -> None:
        self.db = db
        self.chance = chance
        self.content: dict[str, list[Paper]] = {}

    def papers(self) -> list[int]:
        return [row[0] for row in self.db.execute("SELECT id FROM papers ORDER BY id")]

    def import_file(self) -> None:
        path = self.chance.choice(SOURCES)
        before = self.content.get(path, [])
        kept = [paper for paper in before if self.chance.random() < 0.7]
        count = len(kept) + self.chance.randint(0, 3)
        records = kept + [random_paper(self.chance, 0) for _ in range(count - len(kept))]
        self.chance.shuffle(records)
        entries = [
            Paper(**{**fields(record), "line": 3 * number + 1})
            for number, record in enumerate(records)
        ]
        self.content[path] = entries
        found: list[Record] = [*entries]
        if path.endswith(".txt"):
            found.insert(0, Owner("Ada Moor", given=False, margin=1, reason=""))
        form = {"/a.txt": "listing", "/b.bib": "bibtex", "/c.jsonl": "jsonl"}[path]
        load_document(self.db, path, str(self.chance.random()), form, found)

    def forget(self) -> None:
        sources = [row[0] for row in self.db.execute("SELECT id FROM sources")]
        if sources:
            source = self.chance.choice(sources)
            (path,) = self.db.execute("SELECT path FROM sources WHERE id = ?", (source,)).fetchone()
            self.content.pop(path, None)
            changes.forget_sources(self.db, [source])

    def fetch(self) -> None:
        number = self.chance.randint(1, 3)
        self._fetch(number)

    def fetch_again(self) -> None:
        """Fetch an address that is known, which may say something else now."""
        rows = self.db.execute("SELECT path FROM sources WHERE path LIKE 'https:%'").fetchall()
        (address,) = self.chance.choice(rows)
        number = int(address.rpartition("/")[2])
        self._fetch(number)

    def _fetch(self, number: int) -> None:
        paper = replace(random_paper(self.chance, 1), ids=(("doi", f"10.1/{number}"),))
        address, sha256 = f"https://api.example.org/{number}", str(self.chance.random())
        load_document(self.db, address, sha256, "crossref", [paper])
        sql = """
            SELECT p.id FROM sources AS f JOIN statements AS s ON s.source_id = f.id
            JOIN papers AS p ON p.id = s.paper_id WHERE f.path = ?
        """
        ((paper_id,),) = self.db.execute(sql, (address,)).fetchall()  # else it was removed
        Fetches(ADD).note(self.db, paper_id, Fetch(address, sha256, paper))

    def remove(self) -> None:
        changes.remove_papers(self.db, self.some_papers())

    def correct(self) -> None:
        fields = self.chance.choice(
            (
                {"title": "On Goats and Their Kin"},
                {"title": "Ewes", "authors": ["Dora Vale"]},
                {"published": "2019-01-02"},
                {"not_authors": ["Ada Moor"]},
                {"categories": ["cs.AI"]},
            )
        )
        changes.correct_paper(self.db, self.chance.choice(self.papers()), fields)

    def some_papers(self) -> list[int]:
        return self.chance.sample(self.papers(), self.chance.choice((1, 1, 2)))

    def tag(self) -> None:
        add = self.chance.sample(("rl", "todo", "classic"), self.chance.randint(0, 2))
        remove = self.chance.sample(("rl", "todo"), self.chance.randint(0, 1))
        changes.tag_papers(self.db, self.some_papers(), add, remove)

    def mark_status(self) -> None:
        status = self.chance.choice((None, "unread", "read"))
        changes.set_status(self.db, self.some_papers(), status)

    def note(self) -> None:
        change = self.chance.choice((changes.write_notes, changes.add_note))
        change(self.db, self.chance.choice(self.papers()), "Compare the wool.")

    def file(self) -> None:
        path = Path(self.chance.choice(("/a.pdf", "/b.pdf")))
        changes.file_paper(self.db, self.chance.choice(self.papers()), path)

    def merge(self) -> None:
        one, other = self.chance.sample(self.papers(), 2)
        self.chance.choice((changes.merge_papers, changes.keep_papers_apart))(self.db, one, other)

    def split(self) -> None:
        paper = self.chance.choice(self.papers())
        rows = self.db.execute("SELECT id FROM statements WHERE paper_id = ?", (paper,)).fetchall()
        changes.split_paper(self.db, paper, self.chance.choice(rows)[0])

    def merge_people(self) -> None:
        people = self.db.execute(
            "SELECT DISTINCT person_id FROM names AS n"
            " JOIN authorships AS a ON a.name_id = n.id ORDER BY 1"
        ).fetchall()
        (one,), (other,) = self.chance.sample(people, 2)
        if self.chance.random() < 0.5:
            noted = people_decisions.merge_people(self.db, one, other)
        else:
            sides = [people_decisions.folded_names(self.db, person) for person in (one, other)]
            noted = people_decisions.keep_apart(self.db, *sides)
        changes.settle_people(self.db, noted)

    def keep_whole(self) -> None:
        names = self.db.execute("SELECT DISTINCT folded FROM names ORDER BY 1").fetchall()
        noted = people_decisions.keep_whole(self.db, self.chance.choice(names)[0])
        changes.settle_people(self.db, noted)

    def split_person(self) -> None:
        rows = self.db.execute(
            "SELECT n.person_id, a.paper_id FROM authorships AS a"
            " JOIN names AS n ON n.id = a.name_id ORDER BY 1, 2"
        ).fetchall()
        person, paper = self.chance.choice(rows)
        changes.settle_people(self.db, people_decisions.split_person(self.db, person, {paper}))

    def undo(self) -> None:
        rows = self.db.execute("SELECT id FROM decisions WHERE undone_at IS NULL").fetchall()
        undo(self.db, self.chance.choice(rows)[0])

    def step(self) -> str:
        """Run one random command that is possible now, and return its name."""
        weighted = [self.import_file] * 4 + [self.correct, self.merge, self.split] * 2
        weighted += [
            self.remove,
            self.forget,
            self.fetch,
            self.fetch_again,
            self.merge_people,
            self.split_person,
        ]
        weighted += [self.keep_whole]
        weighted += [self.tag, self.mark_status, self.note, self.file]
        weighted += [self.undo] * 3
        command = self.chance.choice(weighted)
        try:
            with transaction(self.db):
                command()
        except (IndexError, ValueError, UsageError, NothingFound):
            return ""  # there is nothing to choose from
        return command.__name__


def fields(paper: Paper) -> dict[str, Any]:
    return {name: getattr(paper, name) for name in Paper.__slots__}


@settings(max_examples=max(100, settings().max_examples))
@given(st.integers(0, 1 << 32))
def test_deriving_everything_again_changes_nothing(seed: int) -> None:
    chance = random.Random(seed)
    with in_memory() as db:
        catalogue = Catalogue(db, chance)
        done: list[str] = []
        for _ in range(8):
            done.append(catalogue.step())
            assert derived_again(db) == state(db), done


@given(st.integers(0, 1 << 32))
@example(334)  # a record is fetched again and has another title
def test_a_decision_made_and_undone_leaves_no_trace(seed: int) -> None:
    chance = random.Random(seed)
    with in_memory() as db:
        catalogue = Catalogue(db, chance)
        for _ in range(5):
            catalogue.step()
        decide = (
            catalogue.fetch,
            catalogue.fetch_again,
            catalogue.correct,
            catalogue.merge,
            catalogue.split,
            catalogue.remove,
            catalogue.merge_people,
            catalogue.split_person,
            catalogue.keep_whole,
            catalogue.tag,
            catalogue.mark_status,
            catalogue.note,
            catalogue.file,
        )
        before = state(db)
        command = chance.choice(decide)
        try:
            with transaction(db):
                command()
        except (IndexError, ValueError, UsageError):
            return
        with transaction(db):
            undo(db, last_decision(db))
        assert state(db) == before, command.__name__
