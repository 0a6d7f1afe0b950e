"""Papers on their way into the catalogue: the new ones in batches, the known ones combined."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from papercat.infer.citation_key import citation_key, with_suffix
from papercat.infer.identifiers import normal_id
from papercat.infer.same_paper import combine, same_paper, title_hash, title_words
from papercat.model import Paper, Tally
from papercat.store.loading.full_text import PendingIndex
from papercat.store.loading.names import NameLoader
from papercat.store.loading.paper_rows import PaperRows
from papercat.store.paper_decisions import Decided
from papercat.store.paper_ids import PaperIds
from papercat.store.provenance import Provenance
from papercat.store.records import read_papers
from papercat.store.split_lines import SplitLines, one_reading, same_line

SAME_TITLE = """
SELECT p.title_hash, p.id, i.scheme, i.value FROM json_each(?) AS wanted
JOIN papers AS p ON p.title_hash = wanted.value
LEFT JOIN identifiers AS i ON i.paper_id = p.id
"""
SAME_IDENTIFIER = """
SELECT i.scheme, i.value, i.paper_id FROM json_each(?) AS wanted
JOIN identifiers AS i ON i.scheme = wanted.value ->> 0 AND i.value = wanted.value ->> 1
"""
TAKEN_KEYS = "SELECT p.key FROM json_each(?) AS wanted JOIN papers AS p ON p.key = wanted.value"
KEY_TAKEN = "SELECT 1 FROM papers WHERE key = ?"


@dataclass(slots=True)
class _Known:
    """The papers that those of a batch may be: by folded title and by identifier."""

    by_title: dict[int, set[int]] = field(default_factory=dict)
    by_id: dict[tuple[str, str], int] = field(default_factory=dict)
    ids: dict[int, dict[str, str]] = field(default_factory=dict)
    """what papers of `by_title` are identified by"""
    moved: dict[int, int] = field(default_factory=dict)
    """row id that a paper had → the one it has got"""

    def candidates(self, paper: Paper, hashed: int) -> list[int]:
        """Papers with an identifier in common first, then those with the title.

        A paper that a scheme identifies as another one is none: many share a title
        such as Introduction, and none of them needs to be read.
        """
        found = [self._now(self.by_id[pair]) for pair in paper.ids if pair in self.by_id]
        for known in map(self._now, sorted(self.by_title.get(hashed, ()))):
            ids = self.ids.get(known, {})
            if not any(ids.get(scheme, value) != value for scheme, value in paper.ids):
                found.append(known)
        return list(dict.fromkeys(found))

    def _now(self, paper_id: int) -> int:
        while paper_id in self.moved:
            paper_id = self.moved[paper_id]
        return paper_id

    def note(self, paper: Paper, hashed: int, paper_id: int, old_id: int | None) -> None:
        """A paper now stands at `paper_id`, and no longer at `old_id`."""
        before = {} if old_id is None else self.ids.get(old_id, {})
        self.ids[paper_id] = before | dict(paper.ids)
        if old_id is not None and old_id != paper_id:
            self.moved[old_id] = paper_id
        self.by_title.setdefault(hashed, set()).add(paper_id)
        self.by_id.update(dict.fromkeys(paper.ids, paper_id))


class PaperLoader:
    """Loads the papers of one source within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection, source: int, index: PendingIndex, now: str) -> None:
        """`source` is the row of the file; `now` the moment of the import, ISO 8601."""
        self._db = db
        self._index = index
        self._decided = Decided(db)
        self._lines = SplitLines(db)
        self._ids = PaperIds(db)
        self._names = NameLoader(db)
        self._rows = PaperRows(db, self._names)
        self._provenance = Provenance(db, source, now)
        self._staged: dict[int, Paper] = {}
        self._taken: set[str] = set()
        self._suffixes: dict[str, int] = {}
        self.touched: set[int] = set()
        """papers that lost an inferred author to what is now known of the page"""

    def load(self, batch: Sequence[Paper], tally: Tally) -> None:
        """Load papers, counting each as added, updated or unchanged."""
        batch = self._decided.applied(batch)
        self._names.prepare(author for paper in batch for author in paper.authors)
        batch = [self._normal(paper) for paper in batch]
        titles = [title_words(paper.title) for paper in batch]
        hashes = list(map(title_hash, titles))
        keys = [
            paper.key or citation_key(paper, words)
            for paper, words in zip(batch, titles, strict=True)
        ]
        lines = self._lines.look_up(batch)
        known = self._known(batch, hashes)
        self._taken = {key for (key,) in self._db.execute(TAKEN_KEYS, (json.dumps(keys),))}
        for paper, hashed, key, line in zip(batch, hashes, keys, lines, strict=True):
            old_id = self._match(paper, known.candidates(paper, hashed))
            if old_id is None:
                old_id = self._match_line(paper, line)
            if old_id is None:
                paper_id = self._add(paper, hashed, key)
                tally.added += 1
            else:
                paper_id, changed = self._update(old_id, paper, hashed)
                tally.updated += changed
                tally.unchanged += not changed
            known.note(paper, hashed, paper_id, old_id)
            self._lines.note(line, paper_id)
        tally.seen += len(batch)
        self._write()

    def know_all_names(self) -> None:
        """Keep every name in memory, so that no index on names is asked any more."""
        self._names.know_all()

    def _known(self, batch: Sequence[Paper], hashes: Sequence[int]) -> _Known:
        known = _Known()
        rows = self._db.execute(SAME_TITLE, (json.dumps(list(set(hashes))),))
        for hashed, paper_id, scheme, value in rows:
            known.by_title.setdefault(hashed, set()).add(paper_id)
            of_paper = known.ids.setdefault(paper_id, {})
            if scheme is not None:
                of_paper[scheme] = value
        ids = json.dumps([pair for paper in batch for pair in paper.ids])
        for scheme, value, paper_id in self._db.execute(SAME_IDENTIFIER, (ids,)):
            known.by_id[scheme, value] = paper_id
        return known

    def _match(self, paper: Paper, candidates: Sequence[int]) -> int | None:
        # What this very place told of before it tells of again, whatever others said since.
        before = self._provenance.told_before(paper) if candidates else ()
        if known := [paper_id for paper_id in candidates if paper_id in before]:
            return known[0]
        for paper_id in candidates:
            old = self._staged.get(paper_id) or next(read_papers(self._db, [paper_id]))
            if same_paper(old, paper):
                return paper_id
        return None

    def _match_line(self, paper: Paper, line: int | None) -> int | None:
        """The paper that the same line was before, when it was split in another place."""
        paper_id = self._lines.paper(line)
        if paper_id is None:
            return None
        old = self._staged.get(paper_id) or next(read_papers(self._db, [paper_id]))
        return paper_id if same_line(old, paper) else None

    def _add(self, paper: Paper, hashed: int, key: str) -> int:
        paper_id = self._ids.take(paper.published)
        self._staged[paper_id] = paper
        source = self._provenance.inferred_from(paper)
        self._rows.add(paper_id, self._free_key(key), paper, hashed, source)
        self._provenance.link(paper_id, paper)
        return paper_id

    def _free_key(self, base: str) -> str:
        key, count = base, self._suffixes.get(base, 1)
        while key in self._taken or (count > 1 and self._db.execute(KEY_TAKEN, (key,)).fetchone()):
            count += 1
            key = with_suffix(base, count)
        self._taken.add(key)
        if count > 1:
            self._suffixes[base] = count
        return key

    def _update(self, paper_id: int, paper: Paper, hashed: int) -> tuple[int, bool]:
        """Combine a known paper with what this source says; its id, and whether it changed."""
        self._write()  # the rows around a paper need it, and its names, to be there
        old = next(read_papers(self._db, [paper_id]))
        before, paper = one_reading(old, paper)
        new = self._decided.apply(combine(before, paper))
        changed = new != old
        if changed:
            self._index.before_change(paper_id)
            new_id = paper_id
            if new.published != old.published:
                self._ids.leave(paper_id)
                new_id = self._ids.take(new.published)
                self._index.moved(paper_id, new_id)
            hashed = hashed if new.title == paper.title else title_hash(title_words(new.title))
            self._names.prepare(new.authors)
            source = self._provenance.inferred_from(paper)
            self._rows.change(paper_id, new_id, new, hashed, source)
            paper_id = new_id
        told_more = self._provenance.tell(paper_id, before, new, paper)
        return paper_id, changed or told_more or paper_id in self.touched

    def _write(self) -> None:
        self._names.write()
        self._rows.write()
        self._provenance.write()
        self._lines.write()
        self._index.add([(paper_id,) for paper_id in self._staged])
        self._staged.clear()

    def _normal(self, paper: Paper) -> Paper:
        """The paper with its identifiers as they are kept, and this catalogue's people."""
        ids = tuple(sorted({normal_id(*pair) for pair in paper.ids}))
        if ids != paper.ids:
            paper = replace(paper, ids=ids)
        if any(author.person is not None for author in paper.authors):
            paper = replace(paper, authors=tuple(map(self._names.settle, paper.authors)))
        return paper
