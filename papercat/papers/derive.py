"""Derive a paper from its statements and the decisions about it. Pure functions.

Of the values that several statements give for a field, the one that ranks first wins:

1. a decision of the user;
2. stated before inferred, sure before doubtful;
3. the most complete: a full list of authors before one cut short, a day before a year;
4. the most authoritative source: a publisher's record before a page that lists papers;
5. the newest source, and in one source the first entry.

Categories, organisations and identifiers are collected from all statements.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from papercat.papers.model import (
    FIELDS,
    SPLIT,
    Author,
    Certainty,
    Doubt,
    Guess,
    Id,
    Kind,
    Paper,
    Statement,
)
from papercat.papers.paper_decisions import CORRECT, FILE, NOTE, STATUS, TAG, Decision
from papercat.text.names import fold_for_comparison

RULES = ("stated and sure", "most complete", "most authoritative source", "newest source")
"""the parts of a rank in words"""
NOT_AUTHORS = "not_authors"
"""in a correction: names that papercat must not infer as authors"""
TRUNCATED = "authors_truncated"
"""in a correction: true if the list of authors is cut short"""

_AUTHORITY = {"listing": 1, "post": 1, "jsonl": 2}
"""how much a source of a format is to be trusted; an export: 0"""
_OTHER_FORMATS = 3
_NOT_IN_FULL_LIST = 0.7
"""how sure a full list of authors is when another page says that somebody is missing"""
_INFERRED = {Certainty.CLOCK: 0.1, Certainty.PAGE: 0.2, Certainty.USER: 0.3}
"""how certain an inferred value is; a stated one is 1"""

Rank = tuple[float, tuple[object, ...], int, tuple[int, int]]
"""how good a value is, by each of the rules; the largest wins"""


def derive(statements: Sequence[Statement], decisions: Iterable[Decision] = ()) -> Paper:
    """Return the paper that statements and the decisions about it make together.

    `decisions` come in the order in which they were made.
    """
    paper = combine(statements)
    for decision in decisions:
        paper = _decided(paper, decision)
    titles = sorted({each.paper.title for each in statements} - {paper.title})
    guesses = sorted(paper.guesses, key=lambda guess: (guess.field, guess.printed))
    return replace(paper, other_titles=tuple(titles), guesses=tuple(guesses))


def _decided(paper: Paper, decision: Decision) -> Paper:
    """Return the paper after one decision about it."""
    value = decision.value
    if decision.kind == CORRECT:
        return corrected(paper, value["set"])
    if decision.kind == TAG:
        kept = [tag for tag in paper.tags if tag not in value["remove"]]
        return replace(paper, tags=tuple(dict.fromkeys([*kept, *value["add"]])))
    if decision.kind == STATUS:
        return replace(paper, status=value["status"])
    if decision.kind == FILE:
        others = [path for path in paper.files if path != value["path"]]
        return replace(paper, files=(*others, value["path"]))
    if decision.kind == NOTE:
        before = None if "text" in value else paper.notes
        paragraphs = filter(None, (before, value.get("text"), value.get("add")))
        return replace(paper, notes="\n\n".join(paragraphs) or None)
    return paper


def combine(statements: Sequence[Statement]) -> Paper:
    """Return what the statements about one paper say together."""
    if len(statements) == 1:
        alone = statements[0].paper
        return replace(alone, origins=(), key=None, printed=None, line=0)
    values: dict[str, Any] = {}
    best: dict[str, Statement] = {}
    doubts: list[Doubt] = []
    for name in dict.fromkeys(("title", "authors", *FIELDS)):
        having = ranked(name, statements)
        if name in FIELDS:
            values[name] = _combined(name, having)
        if having:
            best[name] = having[0]
            doubts += [doubt for doubt in having[0].paper.doubts if doubt.field == name]
    authors, missing = _authors(best.get("authors"), statements)
    extra: dict[str, str] = {}
    ids: set[Id] = set()
    for each in sorted(statements, key=lambda each: (_authority(each), each.source, -each.id)):
        extra |= each.paper.extra
        ids.update(each.paper.ids)
    return Paper(
        **values,
        authors=authors,
        authors_truncated="authors" in best and best["authors"].paper.authors_truncated,
        extra=tuple(sorted(extra.items())),
        ids=tuple(sorted(ids)),
        confidence=_split_confidence(best),
        guesses=_guesses(best, authors, statements),
        doubts=(*doubts, *missing),
    )


def _split_confidence(best: Mapping[str, Statement]) -> float | None:
    """Return how sure the less sure of title and authors is, if a line was split for them."""
    found = [best[name].paper.confidence for name in SPLIT.intersection(best)]
    return min([confidence for confidence in found if confidence is not None], default=None)


def ranked(name: str, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that have a value of a field, the one that wins first."""
    having = [each for each in statements if _value(name, each.paper)]
    return sorted(having, key=lambda each: rank(name, each), reverse=True)


def rank(name: str, statement: Statement) -> Rank:
    """Return how good a statement's value of a field is."""
    return (
        _certainty(name, statement.paper),
        _completeness(name, statement.paper),
        _authority(statement),
        (statement.source, -statement.id),
    )


def deciding_rule(name: str, winner: Statement, other: Statement) -> str:
    """Return the rule by which one statement's value beats another's, in words."""
    compared = zip(RULES, rank(name, winner), rank(name, other), strict=True)
    return next(rule for rule, mine, theirs in compared if mine != theirs)


def _value(name: str, paper: Paper) -> Any:
    """Return a record's value of a field; of the authors, the stated ones."""
    return paper.stated if name == "authors" else getattr(paper, name)


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
    value = _value(name, paper)
    if name == "authors":
        return (not paper.authors_truncated, len(value) * paper.authors_truncated)
    if FIELDS[name].kind is Kind.DATE:
        # Of two years that a page leaves out, the later page knows better.
        inferred = any(guess.field == name for guess in paper.guesses)
        return (len(value), value if inferred else "")
    if FIELDS[name].kind is Kind.TEXT:
        return (not value.rstrip().endswith(("…", "...")),)
    return ()


def _authority(statement: Statement) -> int:
    """Return how much the source of a statement is to be trusted."""
    if statement.paper.origins:
        return 0
    return _AUTHORITY.get(statement.format, _OTHER_FORMATS)


def _combined(name: str, having: Sequence[Statement]) -> object:
    """Return the value of a field that statements make together, the best in front."""
    kind = FIELDS[name].kind
    if kind is Kind.FLAG:
        return bool(having)
    if kind is not Kind.WORDS:
        return getattr(having[0].paper, name) if having else None
    words: list[str] = []
    for each in having:
        if _certainty(name, each.paper) == _certainty(name, having[0].paper):
            words += getattr(each.paper, name)
    return tuple(dict.fromkeys(words))


def _authors(
    best: Statement | None, statements: Sequence[Statement]
) -> tuple[tuple[Author, ...], list[Doubt]]:
    """Return the authors, and a doubt if one may be missing.

    A list cut short leaves room for the authors that pages infer. A full list does not:
    an inferred author who is not on it is doubted.
    """
    authors: list[Author] = []
    if best:
        authors += best.paper.stated
    missing: list[Doubt] = []
    for each in statements:
        for author in _not_named(each.paper.inferred, [other.name for other in authors]):
            if best is None or best.paper.authors_truncated:
                authors.append(author)
            else:
                reason = (
                    f"{each.path} is the page of {author.name}, but the full list of authors"
                    f" in {best.path} lacks that name"
                )
                missing.append(Doubt("authors", _NOT_IN_FULL_LIST, reason))
    return tuple(authors), missing[:1]


def _not_named(authors: Iterable[Author], names: Sequence[str]) -> list[Author]:
    """Return the authors that none of the printed names may mean."""
    return [each for each in authors if not any(same_name(each.name, name) for name in names)]


def same_name(one: str, other: str) -> bool:
    """Tell whether two printed names may be one person's on one page: `A. Roe`, `Anna Roe`."""
    mine, theirs = fold_for_comparison(one), fold_for_comparison(other)
    if mine.surnames != theirs.surnames:
        return False
    pairs = zip(mine.given, theirs.given, strict=False)
    return all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _guesses(
    best: Mapping[str, Statement], authors: Iterable[Author], statements: Iterable[Statement]
) -> tuple[Guess, ...]:
    """Return the inferences behind the values that won."""
    found: dict[tuple[str, str], Guess] = {}
    for each in statements:
        won = {name for name in FIELDS if best.get(name) is each}
        for guess in _holding(each.paper.guesses, won, authors):
            found.setdefault((guess.field, guess.printed), guess)
    return tuple(found.values())


def _holding(
    guesses: Iterable[Guess], fields: Collection[str], authors: Iterable[Author]
) -> tuple[Guess, ...]:
    """Return the inferences of some fields, and of the authors who are still inferred."""
    names = {author.name for author in authors if author.basis == "inferred"}
    holding: list[Guess] = []
    for guess in guesses:
        if guess.field in fields or (guess.field == "authors" and guess.printed in names):
            holding.append(guess)
    return tuple(holding)


def corrected(paper: Paper, correction: Mapping[str, Any]) -> Paper:
    """Return the paper with settled fields; inferences and doubts about them go.

    `correction` maps fields to values, as JSON has them; an identifier that is None goes.
    """
    settled = set(correction)
    confidence = paper.confidence
    if confidence is not None and not SPLIT.isdisjoint(settled):
        # Who settles one side of a split line settles the other.
        settled |= SPLIT
        confidence = 1.0
    values: dict[str, Any] = {}
    for name in FIELDS.keys() & correction.keys():
        value = correction[name]
        values[name] = tuple(value) if FIELDS[name].kind is Kind.WORDS else value
    changed = dict(correction.get("ids", ()))
    ids = {pair for pair in paper.ids if pair[0] not in changed}
    ids.update(filter(itemgetter(1), changed.items()))
    names = correction.get("authors", [author.name for author in paper.stated])
    inferred = _not_named(paper.inferred, [*names, *correction.get(NOT_AUTHORS, ())])
    authors = (*map(Author, names), *inferred)
    return replace(
        paper,
        **values,
        ids=tuple(sorted(ids)),
        authors=authors,
        authors_truncated=correction.get(TRUNCATED, paper.authors_truncated),
        confidence=confidence,
        doubts=tuple([doubt for doubt in paper.doubts if doubt.field not in settled]),
        guesses=_holding(paper.guesses, FIELDS.keys() - settled, authors),
    )
