"""Papers on their way into the catalogue: the new ones in batches, the known ones combined."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from papercat.importing.full_text import PendingIndex
from papercat.importing.known_papers import KnownPapers
from papercat.importing.paper_rows import PaperRows
from papercat.importing.prepared import Batch, Prepared, prepare
from papercat.importing.split_lines import (
    SplitLines,
    combine_duplicate,
    line_hash,
    one_reading,
    same_line,
)
from papercat.papers.citation_key import with_suffix
from papercat.papers.duplicates import Duplicates, Merged
from papercat.papers.model import Note, Paper, Tally
from papercat.papers.paper_decisions import Decided
from papercat.papers.paper_ids import PaperIds
from papercat.papers.provenance import Provenance
from papercat.papers.records import read_papers
from papercat.papers.same_paper import (
    combine,
    gives_another_day,
    restated,
    same_paper,
    title_hash,
    title_words,
    without,
)
from papercat.people.name_loader import NameLoader

TAKEN_KEYS = "SELECT p.key FROM json_each(?) AS wanted JOIN papers AS p ON p.key = wanted.value"
KEY_TAKEN = "SELECT 1 FROM papers WHERE key = ?"


class PaperLoader:
    """Loads the papers of one source within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection, source: int, index: PendingIndex, now: str) -> None:
        """`source` is the row of the file; `now` the moment of the import, ISO 8601."""
        self._db = db
        self._index = index
        self._decided = Decided(db)
        self._duplicates = Duplicates(db)
        self._lines = SplitLines(db)
        self._ids = PaperIds(db)
        self._names = NameLoader(db)
        self._rows = PaperRows(db, self._names)
        self._provenance = Provenance(db, source, now)
        self._staged: dict[int, Prepared] = {}
        self._taken: set[str] = set()
        self._suffixes: dict[str, int] = {}
        self.touched: set[int] = set()
        """papers that lost an inferred author to what is now known of the page"""

    def load(self, batch: Batch, tally: Tally) -> None:
        """Load a batch's papers, counting each as added, updated or unchanged."""
        papers = self._as_decided(batch)
        lines = self._lines.look_up([paper.whole for paper in papers])
        known = KnownPapers(self._db, papers)
        keys = json.dumps([paper.key for paper in papers])
        self._taken = {key for (key,) in self._db.execute(TAKEN_KEYS, (keys,))}
        self._taken |= self._duplicates.gone
        for paper, line in zip(papers, lines, strict=True):
            merged = self._duplicates.maybe(paper.paper, paper.hashed) if self._duplicates else {}
            if not merged and line is None and known.is_new(paper):
                self._add(paper)
                tally.added += 1
                continue
            old_id = self._match(paper, known.candidates(paper), merged)
            duplicate = old_id in merged
            if old_id is None:
                old_id = self._match_line(paper, line)
            if old_id is None:
                paper_id = self._add(paper)
                tally.added += 1
            else:
                others = known.held_by_another(paper, old_id)
                tally.notes += [
                    Note(paper.line, f"{scheme}:{value} not taken: it is another paper's")
                    for scheme, value in others
                ]
                paper_id, changed = self._update(
                    old_id, paper.without_ids(others), duplicate=duplicate
                )
                tally.updated += changed
                tally.unchanged += not changed
            known.note(paper, paper_id, old_id)
            self._lines.note(line, paper_id)
            if paper.whole and line is not None and len(paper.whole.origins) > 1:
                self._lines.note_all(paper.whole, paper_id)
        tally.seen += len(papers)
        self._write()

    def bring_back(self, paper: Paper) -> None:
        """Add a paper with the key and the sources that it had, whatever it is like."""
        prepared = prepare(paper)
        self._names.prepare(prepared.names)
        self._taken = set()
        paper_id = self._add(prepared)
        self._lines.note_all(paper, paper_id)
        self._write()

    def know_all_names(self) -> None:
        """Keep every name in memory, so that no index on names is asked any more."""
        self._names.know_all()

    def _as_decided(self, batch: Batch) -> list[Prepared]:
        """The papers as they were decided to be, with names and people of this catalogue."""
        papers = batch.papers
        if self._decided:
            papers = [prepare(self._decided.apply(paper.paper)) for paper in papers]
        names = chain.from_iterable([paper.names for paper in papers])
        self._names.prepare(names, batch.forms)
        return [self._with_people_here(paper) if paper.whole else paper for paper in papers]

    def _with_people_here(self, paper: Prepared) -> Prepared:
        whole = paper.whole
        if whole and any(author.person is not None for author in whole.authors):
            authors = tuple(map(self._names.settle, whole.authors))
            return paper._replace(whole=replace(whole, authors=authors))
        return paper

    def _match(
        self, paper: Prepared, candidates: Sequence[int], merged: Mapping[int, Sequence[Merged]]
    ) -> int | None:
        """The paper that a record is of; `merged` are those merged by hand that it may be."""
        if not candidates and not merged:
            return None
        # What this very place told of before it tells of again, whatever others said since.
        record = paper.paper
        known = self._provenance.told_before(record, [*candidates, *merged])
        if known is not None:
            return known
        if merged:
            ids = set(record.ids)
            first = (each for each in candidates if not ids.isdisjoint(self._now(each).ids))
            others = (
                each for each, papers in merged.items() if any(p.is_it(record) for p in papers)
            )
            known = next(chain(first, others), None)
            if known is not None:
                return known
        return next((each for each in candidates if same_paper(self._now(each), record)), None)

    def _match_line(self, paper: Prepared, line: int | None) -> int | None:
        """The paper that the same line was before, when it was split in another place."""
        paper_id = self._lines.paper(line)
        if paper_id is None or not same_line(self._now(paper_id), paper.paper):
            return None
        return paper_id

    def _now(self, paper_id: int) -> Paper:
        """A paper as it stands, perhaps only in this batch."""
        staged = self._staged.get(paper_id)
        return staged.paper if staged else next(read_papers(self._db, [paper_id]))

    def _add(self, paper: Prepared) -> int:
        paper_id = self._ids.take(paper.published)
        self._staged[paper_id] = paper
        if paper.whole:
            inferred_from = self._provenance.inferred_from(paper.whole)
            self._provenance.link(paper_id, paper.whole)
        else:
            inferred_from = {}
            self._provenance.link_here(paper_id, paper.line)
        self._rows.add(paper_id, self._free_key(paper.key), paper, inferred_from)
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

    def _update(self, paper_id: int, prepared: Prepared, *, duplicate: bool) -> tuple[int, bool]:
        """Combine a known paper with what this source says; its id, and whether it changed."""
        self._write()  # the rows around a paper need it, and its names, to be there
        old = next(read_papers(self._db, [paper_id]))
        if duplicate:
            before, paper = old, prepared.paper
            combined = combine_duplicate(before, paper)
        else:
            mended = self._is_mended(paper_id, prepared)
            before, paper = one_reading(old, prepared.paper, mended=mended)
            combined = combine(self._still_said(paper_id, before, paper), paper)
        new = self._decided.hold(before, self._decided.apply(combined), strictly=duplicate)
        changed = new != old
        if changed:
            self._index.before_change(paper_id)
            new_id = paper_id
            if new.published != old.published:
                self._ids.leave(paper_id)
                new_id = self._ids.take(new.published)
                self._index.moved(paper_id, new_id)
            hashed = prepared.hashed
            if new.title != prepared.title:
                hashed = title_hash(title_words(new.title))
            self._names.prepare(author.name for author in new.authors)
            inferred_from = self._provenance.inferred_from(paper)
            self._rows.change(paper_id, new_id, new, hashed, inferred_from)
            paper_id = new_id
        told_more = self._provenance.tell(paper_id, before, new, paper)
        if told_more:
            self._index.before_change(paper_id)  # another title may be told
        return paper_id, changed or told_more or paper_id in self.touched

    def _is_mended(self, paper_id: int, prepared: Prepared) -> bool:
        """Whether the same file had another line for a paper before, which nobody else has."""
        record = prepared.paper
        if record.origins or not record.printed:
            return False
        known = self._lines.paper(line_hash(record)) is not None
        return not known and self._provenance.is_an_earlier_statement(paper_id, "authors")

    def _still_said(self, paper_id: int, old: Paper, new: Paper) -> Paper:
        """What is known, without what the same file now says otherwise, or the user of its dates.

        An export corrects nothing: it may be older than what it says is.
        """
        if new.origins:
            return old
        own = gives_another_day(old, new) and self._provenance.is_its_own(
            paper_id, new, "published"
        )
        corrected = [
            field
            for field in restated(old, new)
            if self._provenance.is_an_earlier_statement(paper_id, field)
        ]
        return without(old, [*corrected, *(["published"] if own else [])])

    def _write(self) -> None:
        self._names.write()
        self._rows.write()
        self._provenance.write()
        self._lines.write()
        self._index.add([(paper_id,) for paper_id in self._staged])
        self._staged.clear()
