"""Whether two records are one paper, and what they say together. Pure functions."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace

from papercat.importing.formats.listing.dates import BY_THE_CLOCK, GIVEN
from papercat.papers.model import Author, Guess, Paper
from papercat.people.names import fold_for_comparison, fold_for_search

_MOST_YEARS_APART = 4
"""a preprint and its published version rarely lie further apart"""


_GUESSABLE = ("published", "categories")
"""fields of which one record may state what another leaves to be inferred"""
_BY_THE_PAGE = 2
"""how well a value is known that papercat worked out from the page it stands on"""
_AS_GIVEN = 3
"""the same where the user helped"""
_STATED = 4


def title_words(title: str) -> list[str]:
    """A title's words without case, accents and punctuation."""
    return fold_for_search(title).split()


def fold_title(title: str) -> str:
    """A title without case, accents, spacing and punctuation: equal means one spelling."""
    return "".join(title_words(title))


def title_hash(words: Iterable[str]) -> int:
    """A 63-bit number that papers share whose titles have the same letters in their words."""
    digest = hashlib.blake2b("".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def same_paper(one: Paper, other: Paper) -> bool:
    """Whether two records with a shared title or identifier are one paper.

    An identifier in common settles it, two different ones of a scheme settle the
    opposite. Else titles must fold alike, authors must not contradict each other
    and the years must lie close, as they do for a preprint and what came of it.
    """
    if not set(one.ids).isdisjoint(other.ids):
        return True
    if not dict(one.ids).keys().isdisjoint(dict(other.ids)):
        return False
    if fold_title(one.title) != fold_title(other.title):
        return False
    return years_fit(one.published, other.published) and _authors_fit(one, other)


def years_fit(one: str | None, other: str | None) -> bool:
    """Whether one paper may be dated so by one record and so by another."""
    if not one or not other:
        return True
    return abs(int(one[:4]) - int(other[:4])) <= _MOST_YEARS_APART


def _authors_fit(one: Paper, other: Paper) -> bool:
    mine, theirs = _surnames(one), _surnames(other)
    return not mine or not theirs or bool(mine & theirs)


def _surnames(paper: Paper) -> set[str]:
    parts = (fold_for_comparison(author.name) for author in paper.listed)
    return {part.surnames[-1] for part in parts if part.surnames}


def combine(old: Paper, new: Paper) -> Paper:
    """What two records of one paper say together; what stands stays unless less is known.

    A full author list beats one cut short, a longer date beats the shorter it
    begins with, what is stated beats what was inferred, and what one record lacks the
    other gives.
    """
    authors, truncated = _combine_authors(old, new)
    with_abstract = new if _has_a_surer_abstract(old, new) else old
    unsplit = next((paper for paper in (old, new) if paper.confidence is None), None)
    return replace(
        old,
        title=unsplit.title if unsplit else old.title,
        abstract=with_abstract.abstract,
        authors=authors,
        authors_truncated=truncated,
        published=_published(old, new),
        categories=_categories(old, new),
        has_code=old.has_code or new.has_code,
        organisations=old.organisations
        + tuple(slug for slug in new.organisations if slug not in old.organisations),
        venue=old.venue or new.venue,
        ids=tuple(sorted({*old.ids, *new.ids})),
        confidence=None if unsplit else max(old.confidence or 0.0, new.confidence or 0.0),
        guesses=_combine_guesses(old, new, authors),
        doubts=(
            *(() if unsplit else old.split_doubts),
            *(doubt for doubt in old.other_doubts if doubt.field != "abstract"),
            *(doubt for doubt in with_abstract.doubts if doubt.field == "abstract"),
        ),
    )


def _has_a_surer_abstract(old: Paper, new: Paper) -> bool:
    """Whether the new record gives an abstract where there is none, or a doubted one."""
    if not old.abstract or not new.abstract:
        return bool(new.abstract)
    return _sure_of_the_abstract(new) > _sure_of_the_abstract(old)


def _sure_of_the_abstract(paper: Paper) -> float:
    return min((one.confidence for one in paper.doubts if one.field == "abstract"), default=1.0)


def _combine_authors(old: Paper, new: Paper) -> tuple[tuple[Author, ...], bool]:
    mine, theirs = old.listed, new.listed
    better = bool(theirs) and (
        not mine
        or (old.authors_truncated and not new.authors_truncated)
        or (old.authors_truncated and len(theirs) > len(mine))
    )
    listed, truncated = (theirs, new.authors_truncated) if better else (mine, old.authors_truncated)
    if better:  # what is known of who they are stays known
        people = {author.name: author.person for author in mine}
        listed = tuple(
            replace(author, person=people[author.name])
            if author.person is None and author.name in people
            else author
            for author in listed
        )
    if not truncated:
        return listed, False  # a full list leaves nobody to infer
    taken = {fold_for_search(author.name) for author in listed}
    inferred: list[Author] = []
    for author in (*old.authors, *new.authors):
        folded = fold_for_search(author.name)
        if author.source == "inferred" and folded not in taken:
            taken.add(folded)
            inferred.append(author)
    return (*listed, *inferred), True


def _certainty(paper: Paper, field: str) -> int:
    """How well a record knows a value: 0 not at all, 1 to 3 by inference, 4 as stated."""
    if not getattr(paper, field):
        return 0
    reason = next((guess.reason for guess in paper.guesses if guess.field == field), None)
    if reason is None:
        return _STATED
    return _AS_GIVEN if GIVEN in reason else 1 if BY_THE_CLOCK in reason else _BY_THE_PAGE


def _is_better(old: Paper, new: Paper, field: str) -> bool:
    """Whether the new record knows a value better.

    The year that a page leaves out is taken to be the first that it can be. So of two such
    dates the later one is right: that page, perhaps the same one grown, tells more.
    """
    mine, theirs = _certainty(old, field), _certainty(new, field)
    if field == "published" and mine == theirs == _BY_THE_PAGE:
        return (new.published or "") > (old.published or "")
    return theirs > mine


def _published(old: Paper, new: Paper) -> str | None:
    if _is_better(old, new, "published"):
        return new.published
    as_well = _certainty(old, "published") == _certainty(new, "published")
    if as_well and new.published and new.published.startswith(old.published or ""):
        return new.published
    return old.published


def gives_another_day(old: Paper, new: Paper) -> bool:
    """Whether both are dated by what the user said, who may have said something wrong."""
    dated = (_certainty(old, "published"), _certainty(new, "published"))
    return dated == (_AS_GIVEN, _AS_GIVEN) and old.published != new.published


def restated(old: Paper, new: Paper) -> list[str]:
    """The fields that both state, one otherwise than the other.

    A category is stated whatever archive a short code may be of. An abstract that is cut short,
    or less sure, says nothing else.
    """
    found = []
    if _certainty(old, "published") == _certainty(new, "published") == _STATED:
        found += ["published"] * (old.published != new.published)
    if old.categories and new.categories and old.categories != new.categories:
        found.append("categories")
    if old.abstract and new.abstract and old.abstract != new.abstract:
        cut_short = old.abstract.startswith(new.abstract.rstrip(" .…"))
        if not cut_short and _sure_of_the_abstract(new) >= _sure_of_the_abstract(old):
            found.append("abstract")
    return found


def without(paper: Paper, fields: Collection[str]) -> Paper:
    """The record without its date, categories or abstract."""
    if not fields:
        return paper
    return replace(
        paper,
        published=None if "published" in fields else paper.published,
        categories=() if "categories" in fields else paper.categories,
        abstract=None if "abstract" in fields else paper.abstract,
        guesses=tuple(guess for guess in paper.guesses if guess.field not in fields),
        doubts=tuple(doubt for doubt in paper.doubts if doubt.field not in fields),
    )


def _categories(old: Paper, new: Paper) -> tuple[str, ...]:
    mine, theirs = _certainty(old, "categories"), _certainty(new, "categories")
    if theirs != mine:
        return new.categories if theirs > mine else old.categories
    return old.categories + tuple(code for code in new.categories if code not in old.categories)


def _combine_guesses(old: Paper, new: Paper, authors: tuple[Author, ...]) -> tuple[Guess, ...]:
    """What remains inferred: the guesses about the values that were taken."""
    inferred = {author.name for author in authors if author.source == "inferred"}
    better = {field for field in _GUESSABLE if _is_better(old, new, field)}
    kept: dict[tuple[str, str], Guess] = {}
    for paper in (old, new):
        for guess in paper.guesses:
            taken = (
                guess.printed in inferred
                if guess.field == "authors"
                else ((guess.field in better) == (paper is new))
            )
            if taken:
                kept.setdefault((guess.field, guess.printed), guess)
    return tuple(kept[which] for which in sorted(kept))
