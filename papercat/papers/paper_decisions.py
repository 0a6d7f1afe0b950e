"""What a person settled about papers: where a title ends, who wrote it, when, on what, and more.

A decision speaks of what sources print, which outlasts rows: of a listing's line, or of
a title with its first author. So it holds for every later import of the same page, also
after the page has grown, and for a paper that is not in the catalogue at the time.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from papercat.catalogue import decision_log
from papercat.importing.formats.listing.glued_line import take_apart
from papercat.papers.model import SPLIT, Author, Doubt, Guess, Paper
from papercat.papers.same_paper import years_fit
from papercat.people.names import fold_for_search
from papercat.people.page_owner import same_on_page

LINE = "split line"
PAPER = "paper"
KINDS = (LINE, PAPER)
"""the kinds of decisions about papers"""
NOT_AUTHORS = "not_authors"
"""the field of a decision that lists whom papercat is not to infer"""

IN_FORCE = """
SELECT id, kind, subject, value, decided_at FROM decisions
WHERE kind IN ('split line', 'paper') AND undone_at IS NULL ORDER BY id
"""
LAST_ABOUT = """
SELECT max(id) FROM decisions
WHERE kind IN ('split line', 'paper') AND undone_at IS NULL AND value ->> 'key' = ?
HAVING max(id) NOTNULL
"""
LATER_ABOUT = """
SELECT id, value FROM decisions
WHERE kind IN ('split line', 'paper') AND undone_at IS NULL AND id > ? AND value ->> 'key' = ?
ORDER BY id DESC
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision in force."""

    id: int
    kind: str
    subject: str
    value: Mapping[str, Any]
    decided_at: str

    @property
    def fields(self) -> Mapping[str, Any]:
        """Field → what it is to be."""
        return cast("Mapping[str, Any]", self.value["set"])


def line_subjects(paper: Paper) -> list[str]:
    """The lines that a paper was split from, each folded and without organisations."""
    printed = [paper.printed, *(origin.printed for origin in paper.origins)]
    lines = (text.partition("\n")[2] for text in printed if text)
    return list(dict.fromkeys(line_subject(line) for line in lines if line))


def line_subject(line: str) -> str:
    """A glued line as decisions speak of it: folded and without organisations."""
    return fold_for_search(take_apart(line).body)


def paper_subject(paper: Paper) -> str:
    """A paper by its title and first author, folded."""
    return _subject(paper.title, [author.name for author in paper.listed])


def _subject(title: str, authors: Sequence[str]) -> str:
    first = next(iter(authors), "")
    return f"{fold_for_search(title)} by {fold_for_search(first)}"


class Decided:
    """The decisions about papers that are in force, to be applied to whatever comes in."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read them all: a person made each of them, so they are few."""
        self._lines: dict[str, Decision] = {}
        self._retitled: dict[str, Decision] = {}
        """of the lines, by the paper that was read from them; its title may be stated elsewhere"""
        self._papers: defaultdict[str, list[Decision]] = defaultdict(list)
        self._dates: defaultdict[str, set[str | None]] = defaultdict(set)
        for decision, kind, subject, value, decided_at in db.execute(IN_FORCE):
            found = Decision(decision, kind, subject, json.loads(value), decided_at)
            before = found.value["before"]
            dates = {before["published"], found.fields.get("published", before["published"])}
            self._dates[found.value["key"]] |= dates
            if kind == LINE:
                self._lines.update(dict.fromkeys(found.value["lines"], found))
                if title := found.fields.get("title"):
                    only = replace(found, value={**found.value, "set": {"title": title}})
                    self._retitled[_subject(before["title"], before["authors"])] = only
            else:
                self._papers[subject].append(found)

    def __bool__(self) -> bool:
        return bool(self._lines or self._papers)

    def apply(self, paper: Paper) -> Paper:
        """A paper as it was decided to be."""
        for decision in self.about(paper):
            paper = with_fields(paper, decision.fields)
        return paper

    def made_of(self, paper: Paper) -> dict[str, Decision]:
        """Field → the decision that made it what it is, of a paper as it now stands."""
        lines = [self._lines[line] for line in line_subjects(paper) if line in self._lines]
        others = (one for found in self._papers.values() for one in found)
        mine = (decision for decision in others if decision.value["key"] == paper.key)
        in_turn = sorted((*lines, *mine), key=lambda decision: decision.id)
        return {field: decision for decision in in_turn for field in decision.fields}

    def hold(self, old: Paper, new: Paper, *, strictly: bool = False) -> Paper:
        """A paper combined with more, what was decided of it as it was before.

        How its line was split is only held `strictly` once something else tells.
        """
        if not self:
            return new
        made_of = self.made_of(old)
        fields = {
            field
            for field, decision in made_of.items()
            if strictly or decision.kind == PAPER or new.confidence is not None
        }
        kept = fields & {"title", "abstract", "published", "categories"}
        about = kept | (SPLIT if fields & SPLIT else set())
        listed = old.listed if "authors" in fields else new.listed
        truncated = (old if "authors" in fields else new).authors_truncated
        strangers = made_of[NOT_AUTHORS].fields[NOT_AUTHORS] if NOT_AUTHORS in made_of else ()
        return replace(
            new,
            **{field: getattr(old, field) for field in kept},
            authors=_but(with_authors(new, listed), strangers),
            authors_truncated=truncated,
            confidence=(old if fields & SPLIT else new).confidence,
            doubts=(
                *(doubt for doubt in new.doubts if doubt.field not in about),
                *(doubt for doubt in old.doubts if doubt.field in about),
            ),
            guesses=(
                *(guess for guess in new.guesses if guess.field not in kept),
                *(guess for guess in old.guesses if guess.field in kept),
            ),
        )

    def about(self, paper: Paper) -> Iterator[Decision]:
        """The decisions that a record falls under, in the order in which they apply.

        How a line was split matters only while nothing but the line tells.
        """
        came = paper_subject(paper)
        if (first := self._about_line(paper)) is not None:
            yield first
            paper = with_fields(paper, first.fields)
        yield from self._about_paper(paper, came)

    def _about_line(self, paper: Paper) -> Decision | None:
        """That about the line a record was split from, or the title that others read there."""
        if not self._lines:
            return None
        if paper.confidence is None:
            found = self._retitled.get(paper_subject(paper))
            return found if found and self._is_about(found, paper) else None
        lines = (self._lines.get(subject) for subject in line_subjects(paper))
        return next((found for found in lines if found), None)

    def _about_paper(self, paper: Paper, came: str) -> Iterator[Decision]:
        """Those about the paper by the title with which it came, and by each it was given since."""
        seen: set[int] = set()
        subjects = {came}
        found: Decision | None = None
        while self._papers:
            subjects.add(paper_subject(paper))
            here = (each for subject in subjects for each in self._papers.get(subject, ()))
            in_turn = sorted(here, key=lambda decision: decision.id)
            new = (decision for decision in in_turn if decision.id not in seen)
            found = next((decision for decision in new if self._is_about(decision, paper)), None)
            if found is None:
                return
            seen.add(found.id)
            yield found
            paper = with_fields(paper, found.fields)

    def _is_about(self, decision: Decision, paper: Paper) -> bool:
        """Whether a paper is the one decided upon, not another of its title: a yearly report."""
        key = decision.value["key"]
        return paper.key == key or any(years_fit(paper.published, day) for day in self._dates[key])


def with_fields(paper: Paper, fields: Mapping[str, Any]) -> Paper:
    """The paper with decided fields; what was guessed or doubted of them goes."""
    split = paper.confidence is not None and any(field in fields for field in SPLIT)
    gone = {*fields, *(SPLIT if split else ())}
    listed = map(Author, fields["authors"]) if "authors" in fields else paper.listed
    authors = _but(with_authors(paper, listed), fields.get(NOT_AUTHORS, ()))
    inferred = {author.name for author in authors if author.source == "inferred"}
    return replace(
        paper,
        title=fields.get("title", paper.title),
        authors=authors,
        abstract=fields.get("abstract", paper.abstract),
        published=fields.get("published", paper.published),
        categories=tuple(fields.get("categories", paper.categories)),
        confidence=1.0 if split else paper.confidence,
        doubts=tuple(doubt for doubt in paper.doubts if doubt.field not in gone),
        guesses=tuple(
            guess
            for guess in paper.guesses
            if (guess.printed in inferred if guess.field == "authors" else guess.field not in gone)
        ),
    )


def with_authors(paper: Paper, authors: Iterable[Author]) -> tuple[Author, ...]:
    """The authors a paper is now to list, who stay who they were, then those still inferred."""
    people = {author.name: author.person for author in paper.authors}
    listed = [
        replace(each, person=people.get(each.name)) if each.person is None else each
        for each in authors
    ]
    inferred = (
        one for one in paper.inferred if not any(same_on_page(one.name, two.name) for two in listed)
    )
    return (*listed, *inferred)


def _but(authors: Sequence[Author], strangers: Sequence[str]) -> tuple[Author, ...]:
    """The authors without those inferred who are none."""
    return tuple(
        one
        for one in authors
        if one.source == "listed" or not any(same_on_page(one.name, name) for name in strangers)
    )


def as_they_stand(paper: Paper, doubted: Collection[str]) -> dict[str, Any]:
    """What accepting a paper's doubted fields settles: title and authors are one reading."""
    fields: dict[str, Any] = {}
    if not SPLIT.isdisjoint(doubted):
        fields = {"title": paper.title, "authors": [author.name for author in paper.listed]}
    return fields | {field: getattr(paper, field, None) for field in doubted if field not in SPLIT}


def decide(db: sqlite3.Connection, paper: Paper, fields: Mapping[str, Any]) -> int:
    """Note a decision about a paper as it stands; the decision's id.

    A title and authors of a listing's line are about that line, anything else is about
    the paper of that title and first author.
    """
    lines = line_subjects(paper) if paper.confidence is not None else []
    about_line = bool(lines) and SPLIT.issuperset(fields)
    kind, subject = (LINE, lines[0]) if about_line else (PAPER, paper_subject(paper))
    value = {
        "key": paper.key,
        "set": dict(fields),
        "lines": lines if about_line else [],
        "before": _before(paper),
    }
    return decision_log.note(db, kind, subject, value)


def built_upon(db: sqlite3.Connection, decision: int, value: Mapping[str, Any]) -> int | None:
    """The last decision in force that was made of what another one had left.

    It keeps as the value before what the other one set, or knows the paper by that title.
    """
    fields = set(value["set"])
    for later, text in db.execute(LATER_ABOUT, (decision, value["key"])):
        if fields & {*SPLIT, *json.loads(text)["set"]}:
            return int(later)
    return None


def _before(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "authors": [author.name for author in paper.listed],
        "inferred": [author.name for author in paper.inferred],
        "abstract": paper.abstract,
        "published": paper.published,
        "categories": paper.categories,
        "confidence": paper.confidence,
        "doubts": [(d.field, d.confidence, d.reason, d.alternatives) for d in paper.doubts],
        "guesses": [(g.field, g.reason, g.printed) for g in paper.guesses],
    }


def as_before(paper: Paper, value: Mapping[str, Any], owners: Collection[str] = ()) -> Paper:
    """The paper without a decision: what it set is as it was, the rest as it is now.

    Who was no author is inferred again while that person's page still has the paper; `owners`
    are those whose pages do.
    """
    fields, before = value["set"], value["before"]
    split = before["confidence"] is not None and any(field in fields for field in SPLIT)
    gone = {*fields, *(SPLIT if split else ())}
    was = with_fields(paper, {field: before[field] for field in fields if field in before})
    inferred = [Author(name, "inferred") for name in before["inferred"]]
    if NOT_AUTHORS in fields and "authors" not in fields:
        theirs = [one for one in inferred if not owners or one.name in owners]
        now = {author.name for author in paper.inferred}
        inferred = [*paper.inferred, *(one for one in theirs if one.name not in now)]
    if "authors" in fields or NOT_AUTHORS in fields:
        was = replace(was, authors=(*was.listed, *inferred))
    doubts = (Doubt(f, sure, why, tuple(others)) for f, sure, why, others in before["doubts"])
    return replace(
        was,
        confidence=before["confidence"] if split else was.confidence,
        doubts=(*was.doubts, *(doubt for doubt in doubts if doubt.field in gone)),
        guesses=_guesses_before(was, fields, before["guesses"]),
    )


def _guesses_before(
    was: Paper, fields: Mapping[str, Any], before: Sequence[Sequence[str]]
) -> tuple[Guess, ...]:
    """What is guessed of the paper now, and what was of fields that are as they were again.

    An author inferred before a decision mostly is so still: one guess, not two.
    """
    guesses = {(guess.field, guess.printed): guess for guess in was.guesses}
    inferred = {author.name for author in was.inferred}
    for guess in (Guess(*parts) for parts in before):
        back = guess.printed in inferred if guess.field == "authors" else guess.field in fields
        if back:
            guesses.setdefault((guess.field, guess.printed), guess)
    return tuple(guesses.values())


def last_about(db: sqlite3.Connection, paper: Paper) -> int | None:
    """The latest decision in force that was made about a paper."""
    found = db.execute(LAST_ABOUT, (paper.key,)).fetchone()
    return int(found[0]) if found else None
