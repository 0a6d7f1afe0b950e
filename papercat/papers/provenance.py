"""Which source said what of a paper, and where it says otherwise than the catalogue shows."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from papercat.papers.model import Paper
from papercat.papers.sources import source_id

ADD_LINK = """
INSERT INTO paper_sources (paper_id, source_id, line, printed) VALUES (?, ?, ?, ?)
ON CONFLICT DO NOTHING
"""
TOLD_OF = "SELECT 1 FROM paper_sources WHERE paper_id = ? AND source_id = ? AND line = ?"
OTHERS_SAID = """
INSERT OR IGNORE INTO variants (paper_id, source_id, line, field, value)
SELECT paper_id, source_id, line, ?2, ?3 FROM paper_sources
WHERE paper_id = ?1 AND (source_id <> ?4 OR line <> ?5)
"""
NOW_SHOWN = "DELETE FROM variants WHERE paper_id = ? AND field = ? AND value IS ?"
SAID_OTHERWISE = """
INSERT INTO variants (paper_id, source_id, line, field, value) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value
"""
SAID_THE_SAME = (
    "DELETE FROM variants WHERE paper_id = ? AND source_id = ? AND line = ? AND field = ?"
)
SAY_WHAT_IS_SHOWN = """
SELECT source_id, line FROM paper_sources AS ps
WHERE paper_id = ?1 AND NOT EXISTS (
    SELECT 1 FROM variants AS v
    WHERE v.paper_id = ?1 AND v.source_id = ps.source_id AND v.line = ps.line AND v.field = ?2
)
"""
# Whether all who say what is shown of a field are what the same file held before.
SAID_EARLIER = """
SELECT min(s.id <> this.id AND s.path = this.path AND this.path <> '-')
FROM paper_sources AS ps JOIN sources AS s ON s.id = ps.source_id
JOIN sources AS this ON this.id = ?3
WHERE ps.paper_id = ?1 AND NOT EXISTS (
    SELECT 1 FROM variants AS v
    WHERE v.paper_id = ?1 AND v.source_id = ps.source_id AND v.line = ps.line AND v.field = ?2
)
"""

OTHERWISE = """
SELECT v.field, v.value, s.path, s.sha256, v.line
FROM variants AS v JOIN sources AS s ON s.id = v.source_id
WHERE v.paper_id = ? ORDER BY v.field, v.source_id, v.line
"""

INFERRED_FROM = """
SELECT n.name, s.path, min(ps.line)
FROM authorships AS a
JOIN names AS n ON n.id = a.name_id
JOIN sources AS s ON s.id = a.inferred_from
JOIN paper_sources AS ps ON ps.paper_id = a.paper_id AND ps.source_id = a.inferred_from
WHERE a.paper_id = ? GROUP BY a.slot
"""

TRACKED = ("title", "abstract", "published", "venue", "authors", "categories", "organisations")
"""fields of which it is kept what each source said"""

_PLACE = itemgetter(0, 1, 2)
"""of a link; whoever edits an export may leave one place there twice, once with what it prints"""

CODE = "has_code"
"""what is noted of a source that says nothing of code where another does"""


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a field where the catalogue shows something else."""

    field: str
    value: str | None
    """None where the source says nothing of it"""
    file: str
    sha256: str
    line: int


def said_otherwise(db: sqlite3.Connection, paper_id: int) -> list[Said]:
    """Where the sources of a paper differ from what is shown."""
    return [Said(*row) for row in db.execute(OTHERWISE, (paper_id,))]


def inferred_from(db: sqlite3.Connection, paper_id: int) -> dict[str, str]:
    """Every inferred author's name → the place from which it was inferred, as `file:line`."""
    rows = db.execute(INFERRED_FROM, (paper_id,))
    return {name: f"{path}:{line}" for name, path, line in rows}


def told(paper: Paper, field: str) -> str | None:
    """What a record says of a field, as text; None where it says nothing."""
    if field == "authors":
        return ", ".join(author.name for author in paper.listed) or None
    value = getattr(paper, field)
    return " ".join(value) or None if isinstance(value, tuple) else value


def marked(scheme: str, value: str) -> str:
    """An identifier as something that a source says or does not say."""
    return f"{scheme}:{value}"


def marks_of(paper: Paper) -> set[str]:
    """What a record says that others may say nothing of, but nothing else."""
    marks = {marked(*pair) for pair in paper.ids}
    return marks | {CODE} if paper.has_code else marks


class _Place(NamedTuple):
    """Where a record comes from, and what of it."""

    source: int
    line: int
    printed: str | None
    said: Mapping[str, str | None]
    """what that place says otherwise than the record"""
    inferred: Sequence[str]
    """authors who were inferred from it"""


class Provenance:
    """Keeps, within the caller's transaction, where the papers of one import come from.

    A record that papercat exported brings its own sources; any other record comes
    from the file that is being read.
    """

    def __init__(self, db: sqlite3.Connection, source: int, now: str) -> None:
        """`source` is the row of the file; `now` the moment of the import, ISO 8601."""
        self._db = db
        self._source = source
        self._now = now
        self._exported: dict[tuple[str, str], int] = {}
        self._links: list[tuple[int, int, int, str | None]] = []
        self._said: list[tuple[int, int, int, str, str | None]] = []

    def inferred_from(self, paper: Paper) -> dict[str, int]:
        """The source that an inferred author of this record is inferred from, by name."""
        places = self._places(paper)
        found: defaultdict[str, int] = defaultdict(lambda: places[0].source)
        for place in places:
            found.update(dict.fromkeys(place.inferred, place.source))
        return found

    def _places(self, paper: Paper) -> list[_Place]:
        """Where a record comes from: the file that is being read, or what it says itself."""
        if not paper.origins:
            return [_Place(self._source, paper.line, paper.printed, {}, ())]
        found = []
        for origin in paper.origins:
            which = (origin.file, origin.sha256 or "")
            if which not in self._exported:
                form = origin.format or "jsonl"
                self._exported[which] = source_id(self._db, *which, form, self._now)
            source, said = self._exported[which], dict(origin.said)
            found.append(_Place(source, origin.line, origin.printed, said, origin.inferred))
        return found

    def told_before(self, paper: Paper, candidates: Sequence[int]) -> int | None:
        """The first of these papers that a place of the record told of in an earlier import."""
        places = self._places(paper)
        for paper_id in candidates:
            for place in places:
                if self._db.execute(TOLD_OF, (paper_id, place.source, place.line)).fetchone():
                    return paper_id
        return None

    def is_its_own(self, paper_id: int, paper: Paper, field: str) -> bool:
        """Whether what is shown of a paper is what the record's place said, or no place does."""
        places = self._db.execute(SAY_WHAT_IS_SHOWN, (paper_id, field)).fetchall()
        return not places or any((at.source, at.line) in places for at in self._places(paper))

    def is_an_earlier_statement(self, paper_id: int, field: str) -> bool:
        """Whether only what the file that is being read held before says what is shown."""
        found = self._db.execute(SAID_EARLIER, (paper_id, field, self._source)).fetchone()
        return bool(found[0])

    def link(self, paper_id: int, paper: Paper) -> None:
        """Note where a new paper comes from; `write` puts it down."""
        for place in self._places(paper):
            self._links.append((paper_id, place.source, place.line, place.printed))
            self._said += [
                (paper_id, place.source, place.line, field, value)
                for field, value in place.said.items()
                if field not in TRACKED or value != told(paper, field)
            ]

    def link_here(self, paper_id: int, line: int) -> None:
        """Note that a new paper comes from the file that is being read, and nothing more."""
        self._links.append((paper_id, self._source, line, None))

    def write(self) -> None:
        """Put down the links noted since the last time."""
        self._db.executemany(ADD_LINK, sorted(self._links, key=_PLACE))
        self._db.executemany(SAID_OTHERWISE, self._said)
        self._links.clear()
        self._said.clear()

    def tell(self, paper_id: int, old: Paper, shown: Paper, said: Paper) -> bool:
        """Note what this import said of a known paper; whether that is anything new."""
        before = self._db.total_changes
        places = self._places(said)
        for place in places:
            self._db.execute(ADD_LINK, (paper_id, place.source, place.line, place.printed))
        for field in TRACKED:
            shows = told(shown, field)
            if told(old, field) != shows:
                for place in places:
                    others = (paper_id, field, told(old, field), place.source, place.line)
                    self._db.execute(OTHERS_SAID, others)
                self._db.execute(NOW_SHOWN, (paper_id, field, shows))
            for place in places:
                says = place.said.get(field, told(said, field))
                at = (paper_id, place.source, place.line, field)
                if says == shows:
                    self._db.execute(SAID_THE_SAME, at)
                else:
                    self._db.execute(SAID_OTHERWISE, (*at, says))
        self._tell_marks(paper_id, marks_of(old), marks_of(shown), marks_of(said), places)
        return self._db.total_changes > before

    def _tell_marks(
        self, paper_id: int, old: set[str], shown: set[str], said: set[str], places: list[_Place]
    ) -> None:
        """Note which sources say nothing of what is shown."""
        for place in places:
            for mark in shown - old:
                self._db.execute(OTHERS_SAID, (paper_id, mark, None, place.source, place.line))
            for mark in shown - (said - place.said.keys()):
                at = (paper_id, place.source, place.line, mark)
                self._db.execute(SAID_OTHERWISE, (*at, None))
        for place in places:
            for mark in said - place.said.keys() - old:
                self._db.execute(SAID_THE_SAME, (paper_id, place.source, place.line, mark))
