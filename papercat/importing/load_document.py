"""Load the records of one document: all of them in one transaction, or none."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from papercat.catalogue import decision_log
from papercat.conferences.load_posts import drop_posts, load_posts
from papercat.deriving.changes import drop_statements
from papercat.deriving.derivation import Changes, Derivation, say_nothing
from papercat.deriving.post_links import posts_indexed_again
from papercat.papers.model import (
    Certainty,
    Guess,
    Note,
    Owner,
    Paper,
    Post,
    Record,
    Refusal,
    Skipped,
    Statement,
    Tally,
)
from papercat.papers.record import to_text
from papercat.papers.statements import (
    LAST_ID,
    MOVE_LINE,
    add_statements,
    ids_by_mark,
    mark_of,
    new_statement,
    read_statements,
    replace_statements,
    set_owner,
    source_id,
)

_AT_ONCE = 5_000
"""records that are loaded together; more take more memory"""


def load_document(
    db: sqlite3.Connection,
    path: str,
    sha256: str,
    form: str,
    records: Iterable[Record],
    *,
    only_known: bool = False,
    step: Callable[[str], None] = say_nothing,
) -> Tally:
    """Load a document's records within the caller's transaction and return the counts.

    What the source said before is replaced. With `only_known`, records of papers that the
    catalogue does not have are passed over. After the last record `step` is told what comes
    next. Raises what `records` raises; the caller then rolls back.
    """
    tally = Tally(path)
    source = source_id(db, path, sha256, form, decision_log.now())
    loader = _Loader(db, source, tally, only_known=only_known)
    posts: list[Post] = []
    rest = iter(records)
    while batch := list(islice(rest, _AT_ONCE)):
        papers: list[Paper] = []
        for record in batch:
            match record:
                case Paper():
                    papers.append(record)
                case Post():
                    posts.append(record)
                case Owner():
                    tally.owner = record
                case Refusal():
                    tally.seen += 1
                    tally.refused.append(record)
                case Skipped():
                    tally.skipped.append(record)
                case Note():
                    tally.notes.append(record)
        loader.load(papers)
    set_owner(db, source, tally.owner)
    loader.drop_what_is_left()
    with posts_indexed_again(db):
        load_posts(db, source, posts, tally)
        tally.dropped += drop_posts(db, source, posts)
    loader.derivation.finish(step=step)
    return tally


def _says_the_same(before: Paper, now: Paper) -> bool:
    """Return True for an entry that says the same as before.

    The names that were learnt in the meantime make the split of a line a little more or
    less sure. That alone changes nothing, unless it ends a doubt.
    """
    if before.doubts and not now.doubts:
        return False
    return replace(before, line=now.line, confidence=now.confidence, doubts=now.doubts) == now


def _with_known_date(before: Paper, now: Paper) -> Paper:
    """Keep the date that was inferred from an entry before, if it was surer.

    A day given once with `--as-of` counts until another is given. A page that tells
    nothing can't be younger than its first import.
    """
    known, read = _inferred_date(before), _inferred_date(now)
    if known is None or read is None or not _holds_against(known, read):
        return now
    guesses = tuple(known if guess is read else guess for guess in now.guesses)
    doubts = [doubt for doubt in now.doubts if doubt.field != "published"]
    doubts += [doubt for doubt in before.doubts if doubt.field == "published"]
    return replace(now, published=before.published, guesses=guesses, doubts=tuple(doubts))


def _holds_against(known: Guess, read: Guess) -> bool:
    """Return whether a date inferred before holds against one that was inferred now."""
    if known.printed != read.printed:
        return False
    if read.certainty is Certainty.CLOCK:
        return True
    return known.certainty is Certainty.USER and read.certainty is not Certainty.USER


def _inferred_date(paper: Paper) -> Guess | None:
    return next((guess for guess in paper.guesses if guess.field == "published"), None)


class _Loader:
    """Turns the records of one source into statements, and has papers derived from them."""

    def __init__(
        self, db: sqlite3.Connection, source: int, tally: Tally, *, only_known: bool
    ) -> None:
        self._db = db
        self._only_known = only_known
        self._source = source
        self._tally = tally
        self._earlier = ids_by_mark(db, source)
        """mark → statements of the last import that no entry has taken yet"""
        self._is_address = tally.file.startswith("https://")
        (self._last,) = db.execute(LAST_ID).fetchone()
        self.derivation = Derivation(db)

    def load(self, papers: Sequence[Paper]) -> None:
        """Load a batch of records, counting each as added, updated or unchanged."""
        new: list[Statement] = []
        known: list[tuple[int, Paper]] = []
        for paper in papers:
            mark = mark_of(paper)
            earlier = self._earlier.get(mark)
            if not earlier and self._is_address:
                # An address answers about one paper, also if its title is another one now.
                earlier = next(iter(self._earlier.values()), None)
            if earlier:
                known.append((earlier.pop(0), paper))
            else:
                self._last += 1
                new.append(new_statement(self._last, self._source, paper, mark))
        if self._only_known:
            answers = self.derivation.is_known(new)
            wanted = [each for each, is_known in zip(new, answers, strict=True) if is_known]
            self._tally.passed_over += len(new) - len(wanted)
            new = wanted
        self._tally.seen += len(new) + len(known)
        changed = self._replace(known)
        self._add(new, changed)

    def _replace(self, known: Sequence[tuple[int, Paper]]) -> list[int]:
        """Replace the statements whose entries changed; return all that are affected."""
        if not known:
            return []
        stored = {s.id: s for s in read_statements(self._db, [n for n, _ in known])}
        changed: list[tuple[int, Paper]] = []
        for number, read in known:
            before = stored[number].paper
            paper = _with_known_date(before, read)
            if _says_the_same(before, paper):
                self._tally.unchanged += 1
                if before.line != paper.line:
                    self._db.execute(MOVE_LINE, (paper.line, number))
            else:
                changed.append((number, paper))
        related = self.derivation.related([number for number, _ in changed])
        replace_statements(self._db, changed)
        self._tally.updated += len(changed)
        return sorted(related)

    def _add(self, new: Sequence[Statement], changed: Sequence[int]) -> None:
        """Add statements; derive the papers of those that may be about a known one."""
        alone: list[Statement] = []
        others: list[Statement] = []
        for each, is_alone in zip(new, self.derivation.is_alone(new), strict=True):
            if is_alone:
                alone.append(each)
            else:
                others.append(replace(each, record=to_text(each.paper)))
        add_statements(self._db, (*alone, *others))
        self.derivation.add_alone(alone)
        self._tally.added += len(alone)
        if others or changed:
            self._count(self.derivation.derive([*changed, *(each.id for each in others)]), others)

    def _count(self, changes: Changes, new: Sequence[Statement]) -> None:
        """Count new statements as added, updated or unchanged papers."""
        for each in new:
            if each.id in changes.added:
                self._tally.added += 1
            elif changes.paper_of[each.id] in changes.updated:
                self._tally.updated += 1
            else:
                self._tally.unchanged += 1
            self._tally.removed += changes.paper_of[each.id] in changes.removed

    def drop_what_is_left(self) -> None:
        """Drop the statements of entries that the source no longer has."""
        left = [number for numbers in self._earlier.values() for number in numbers]
        if left:
            drop_statements(self._db, self.derivation, left)
            self._tally.dropped += len(left)
