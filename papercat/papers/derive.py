"""Derive a paper from its statements and the decisions about it. Pure functions.

Of the values that several statements give for a field, the one that ranks first wins:

1. a decision of the user;
2. stated before inferred, sure before doubtful;
3. the most complete: a full list of authors before one cut short, a day before a year;
4. the most authoritative source: a publisher's record before a page that lists papers;
5. the newest source, and in one source the first entry.

Categories, organisations and identifiers are collected from all statements.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from papercat.papers.model import (
    FIELDS,
    SPLIT,
    Author,
    Certainty,
    Doubt,
    Guess,
    Id,
    Kind,
    Origin,
    Paper,
    Rule,
)
from papercat.text.names import fold_for_comparison

AUTHORITY = {"listing": 1, "post": 1, "jsonl": 2}
"""how much a source of a format is to be trusted; every other format: 3, an export: 0"""
_OTHER_FORMATS = 3
_NOT_IN_FULL_LIST = 0.7
"""how sure a full list of authors is when another page says that somebody is missing"""

_INFERRED = {Certainty.CLOCK: 0.1, Certainty.PAGE: 0.2, Certainty.USER: 0.3}
"""how certain an inferred value is; a stated one is 1"""

NOT_AUTHORS = "not_authors"
"""in a correction: names that papercat must not infer as authors"""
TRUNCATED = "authors_truncated"
"""in a correction: true if the list of authors is cut short"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of one source about one paper."""

    id: int
    source: int
    """the number of its source; the largest is the newest"""
    path: str
    format: str
    paper: Paper
    """the record as read"""
    key: str | None = None
    """the key of the paper that it began, if it began one"""

    @property
    def authority(self) -> int:
        """Return how much its source is to be trusted."""
        if self.paper.origins:
            return 0
        return AUTHORITY.get(self.format, _OTHER_FORMATS)


class Rank(NamedTuple):
    """Rank a statement's value of a field; the largest rank wins."""

    certainty: float
    completeness: tuple[object, ...]
    authority: int
    newest: tuple[int, int]


RULES = ("stated and sure", "most complete", "most authoritative source", "newest source")
"""the parts of a rank in words"""

Correction = Mapping[str, Any]
"""field → the value that the user settled, as JSON has it"""


def derive(statements: Sequence[Statement], corrections: Iterable[Correction] = ()) -> Paper:
    """Return the paper that statements and corrections make together.

    `corrections` come in the order in which they were decided.
    """
    paper = combine(statements)
    for correction in corrections:
        paper = corrected(paper, correction)
    titles = sorted({each.paper.title for each in statements} - {paper.title})
    return replace(paper, other_titles=tuple(titles))


def combine(statements: Sequence[Statement]) -> Paper:
    """Return what the statements about one paper say together."""
    if len(statements) == 1:
        alone = statements[0]
        return replace(alone.paper, origins=_origins(statements), key=None, printed=None, line=0)
    best = {name: best_statement(name, statements) for name in (*FIELDS, "authors")}
    values: dict[str, Any] = {}
    for name, field in FIELDS.items():
        values[name] = _combined(name, field.rule, statements)
    authors, truncated, missing = _authors(best["authors"], statements)
    return Paper(
        **values,
        line=0,
        authors=authors,
        authors_truncated=truncated,
        extra=_extra(statements),
        ids=tuple(sorted({pair for each in statements for pair in each.paper.ids})),
        confidence=_confidence(best),
        guesses=tuple(_guesses(best, authors, statements)),
        doubts=(*_doubts(best), *missing),
        origins=_origins(statements),
    )


def best_statement(name: str, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement whose value of a field ranks first; None if no statement has one."""
    having = [each for each in statements if value_of(name, each.paper)]
    return max(having, key=lambda each: rank(name, each), default=None)


def rank(name: str, statement: Statement) -> Rank:
    """Return how good a statement's value of a field is."""
    return Rank(
        certainty=_certainty(name, statement.paper),
        completeness=_completeness(name, statement.paper),
        authority=statement.authority,
        newest=(statement.source, -statement.id),
    )


def deciding_rule(name: str, winner: Statement, other: Statement) -> str:
    """Return the rule by which one statement's value beats another's, in words."""
    pairs = zip(RULES, rank(name, winner), rank(name, other), strict=True)
    return next((rule for rule, mine, theirs in pairs if mine != theirs), RULES[-1])


def value_of(name: str, paper: Paper) -> object:
    """Return a record's value of a field; of the authors, the stated ones."""
    return paper.listed if name == "authors" else getattr(paper, name)


def _certainty(name: str, paper: Paper) -> float:
    """Return how sure a record is of a field: 1 if it states it, less if that was inferred."""
    certainty = 1.0
    if name in SPLIT and paper.confidence is not None:
        certainty = paper.confidence * 0.9  # a split line never beats a stated title
    for guess in paper.guesses:
        if guess.field == name and name != "authors":
            certainty = min(certainty, _INFERRED[guess.certainty])
    for doubt in paper.doubts:
        if doubt.field == name:
            certainty = min(certainty, doubt.confidence)
    return certainty


def _completeness(name: str, paper: Paper) -> tuple[object, ...]:
    if name == "authors":
        return (not paper.authors_truncated, len(paper.listed) if paper.authors_truncated else 0)
    value = getattr(paper, name)
    if FIELDS[name].kind is Kind.DATE:
        # Of two years that a page leaves out, the later page knows better.
        inferred = any(guess.field == name for guess in paper.guesses)
        return (len(value), value if inferred else "")
    if FIELDS[name].kind is Kind.TEXT:
        return (not value.rstrip().endswith(("…", "...")),)
    return ()


def _combined(name: str, rule: Rule, statements: Sequence[Statement]) -> object:
    having = [each for each in statements if getattr(each.paper, name)]
    having.sort(key=lambda each: rank(name, each), reverse=True)
    if rule is Rule.ANY:
        return bool(having)
    if not having:
        return () if rule is Rule.UNION else None
    best = having[0].paper
    if rule is Rule.BEST:
        return getattr(best, name)
    words: list[str] = []
    for each in having:
        if _certainty(name, each.paper) == _certainty(name, best):
            words += getattr(each.paper, name)
    return tuple(dict.fromkeys(words))


def _authors(
    best: Statement | None, statements: Sequence[Statement]
) -> tuple[tuple[Author, ...], bool, list[Doubt]]:
    """Return the authors, whether the list is cut short, and doubts about who is missing.

    A list cut short leaves room for the authors that pages infer. A full list does not:
    an inferred author who is not on it is doubted.
    """
    authors: list[Author] = []
    truncated = False
    if best:
        authors += best.paper.listed
        truncated = best.paper.authors_truncated
    missing: list[Doubt] = []
    for each in statements:
        for author in each.paper.inferred:
            if _is_among(author, [other.name for other in authors]):
                continue
            if truncated or best is None:
                authors.append(author)
            else:
                reason = (
                    f"{each.path} is the page of {author.name}, but the full list of authors"
                    f" in {best.path} lacks that name"
                )
                missing.append(Doubt("authors", _NOT_IN_FULL_LIST, reason))
    return tuple(authors), truncated, missing[:1]


def same_name(one: str, other: str) -> bool:
    """Tell whether two printed names may be one person's on one page: `A. Roe`, `Anna Roe`."""
    mine, theirs = fold_for_comparison(one), fold_for_comparison(other)
    if mine.surnames != theirs.surnames:
        return False
    pairs = zip(mine.given, theirs.given, strict=False)
    return all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _confidence(best: Mapping[str, Statement | None]) -> float | None:
    """Return how sure the split is, if title or authors come from a split line."""
    shares: list[float] = []
    for name in SPLIT:
        winner = best[name]
        if winner and winner.paper.confidence is not None:
            shares.append(winner.paper.confidence)
    return min(shares, default=None)


def _doubts(best: Mapping[str, Statement | None]) -> Iterable[Doubt]:
    for name in dict.fromkeys(("title", "authors", *best)):
        winner = best[name]
        if winner:
            yield from (doubt for doubt in winner.paper.doubts if doubt.field == name)


def _guesses(
    best: Mapping[str, Statement | None],
    authors: Sequence[Author],
    statements: Sequence[Statement],
) -> Iterable[Guess]:
    found: dict[tuple[str, str], Guess] = {}
    inferred = _inferred_names(authors)
    for each in statements:
        for guess in each.paper.guesses:
            if guess.field == "authors":
                holds = guess.printed in inferred
            else:
                holds = best.get(guess.field) is each
            if holds:
                found.setdefault((guess.field, guess.printed), guess)
    return (found[which] for which in sorted(found))


def _extra(statements: Sequence[Statement]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for each in sorted(statements, key=lambda each: (each.authority, each.source, -each.id)):
        found |= dict(each.paper.extra)
    return tuple(sorted(found.items()))


def _origins(statements: Iterable[Statement]) -> tuple[Origin, ...]:
    places = []
    for each in statements:
        own = Origin(each.path, each.paper.line, each.format, each.paper.printed)
        places.append((own, each.paper.origins))
    return origins_of(places)


def origins_of(places: Iterable[tuple[Origin, tuple[Origin, ...]]]) -> tuple[Origin, ...]:
    """Return where statements stand, each place once.

    `places` are pairs: the statement's own place, and those that an export says it had.
    """
    found: dict[tuple[str, int], Origin] = {}
    for own, exported in places:
        for origin in exported or (own,):
            known = found.get((origin.file, origin.line))
            if known is None or not known.printed:
                found[origin.file, origin.line] = origin
    return tuple(found.values())


def corrected(paper: Paper, correction: Correction) -> Paper:
    """Return the paper with settled fields, without inferences and doubts about them."""
    settled = set(correction)
    confidence = paper.confidence
    if confidence is not None and not SPLIT.isdisjoint(settled):
        # Who settles one side of a split line settles the other.
        settled |= SPLIT
        confidence = 1.0
    values: dict[str, Any] = {}
    for name, field in FIELDS.items():
        if name in correction:
            value = correction[name]
            values[name] = tuple(value) if field.kind is Kind.WORDS else value
    authors = _corrected_authors(paper, correction)
    inferred = _inferred_names(authors)
    guesses: list[Guess] = []
    for guess in paper.guesses:
        if guess.field == "authors":
            holds = guess.printed in inferred
        else:
            holds = guess.field not in settled
        if holds:
            guesses.append(guess)
    return replace(
        paper,
        **values,
        ids=_corrected_ids(paper.ids, dict(correction.get("ids", ()))),
        authors=authors,
        authors_truncated=correction.get(TRUNCATED, paper.authors_truncated),
        confidence=confidence,
        doubts=tuple([doubt for doubt in paper.doubts if doubt.field not in settled]),
        guesses=tuple(guesses),
    )


def _corrected_ids(ids: Iterable[Id], settled: Mapping[str, str | None]) -> tuple[Id, ...]:
    """Return identifiers with those of settled schemes replaced; None deletes a scheme."""
    found = [(scheme, value) for scheme, value in ids if scheme not in settled]
    for scheme, value in settled.items():
        if value:
            found.append((scheme, value))
    return tuple(sorted(found))


def _inferred_names(authors: Iterable[Author]) -> set[str]:
    return {author.name for author in authors if author.source == "inferred"}


def _corrected_authors(paper: Paper, correction: Correction) -> tuple[Author, ...]:
    authors = list(paper.listed)
    if "authors" in correction:
        authors = [Author(name) for name in correction["authors"]]
    strangers = [author.name for author in authors]
    strangers += correction.get(NOT_AUTHORS, ())
    for author in paper.inferred:
        if not _is_among(author, strangers):
            authors.append(author)
    return tuple(authors)


def _is_among(author: Author, names: Iterable[str]) -> bool:
    return any(same_name(author.name, name) for name in names)
