"""The split of a glued line into title and authors, with its probability.

A linear model scores the few places that look like the end of a title. A softmax over these
and over "none of them" gives probabilities. If no place convinces, a second look scores every
place where two characters touch. The method is conditional log-linear segmentation with the
hashing trick; `training/README.md` has data and figures.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from papercat.importing.formats.listing.boundary_features import (
    Context,
    Place,
    features,
    flatten,
    glance_features,
)
from papercat.importing.formats.listing.boundary_model import Model, shipped
from papercat.importing.formats.listing.glued_line import SEPARATOR, take_apart
from papercat.importing.formats.listing.page_names import names_of_page
from papercat.papers.model import Doubt, KnownNames

DOUBT_THRESHOLD = 0.999
"""less likely readings are doubted: about one line in four hundred"""
_MOST_ALTERNATIVES = 4
_CONVINCING = 7.0
"""score from which the best place needs no second look, if it is also"""
_AHEAD = 8.0
"""so far ahead of the next"""
_CONFIRMED_SCORE = 6.0
"""added for an author whom a person has confirmed"""
_NO_PLACE = -4.0
"""score of "none of them" after the second look; before it is 0"""
_WORTH_A_LOOK = 7
"""places of a second look that are scored in full"""

_Scored = list[tuple[float, Place]]


@dataclass(frozen=True, slots=True)
class GluedLine:
    """The second line of an entry, cleaned, and the abstract below it or ""."""

    text: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible reading of a line, with the authors as printed."""

    title: str
    authors: tuple[str, ...]
    probability: float
    reasons: tuple[str, ...] = ()
    """facts that speak for it, in words; for doubtful lines only"""


@dataclass(frozen=True, slots=True)
class Split:
    """The most likely reading of a line, up to four others (best first) and its tail."""

    best: Reading
    alternatives: tuple[Reading, ...]
    truncated: bool
    """True if `et al.` cuts the list of authors short"""
    organisations: tuple[str, ...]

    @property
    def doubtful(self) -> bool:
        """True if a person should look at the split."""
        return self.best.probability < DOUBT_THRESHOLD


def split_page(
    lines: Sequence[GluedLine],
    known: KnownNames | None = None,
    *,
    only: Iterable[int] | None = None,
    model: Model | None = None,
) -> list[Split]:
    """Split the lines of a page, or some of them by place.

    The names of the whole page and of the catalogue are evidence for each line.
    """
    weights = model or shipped()
    page = [take_apart(line.text) for line in lines]
    names = names_of_page(page, known)
    places = range(len(lines)) if only is None else only
    return [_split(Context(page[at], lines[at].abstract, names), weights) for at in places]


def split_line(text: str) -> Split:
    """Split a line without a page around it."""
    (split,) = split_page([GluedLine(text, "")])
    return split


def split_doubts(split: Split) -> tuple[Doubt, ...]:
    """Return the doubt about the end of the title with the other readings, if there is one."""
    if not split.doubtful:
        return ()
    if not split.alternatives:
        reason = "no other place looks like the end of a title"
        return (Doubt("title", split.best.probability, reason),)
    said = ["the title may end elsewhere"]
    if split.best.reasons:
        said.append(f"for the reading taken: {', '.join(split.best.reasons)}")
    if split.alternatives[0].reasons:
        said.append(f"for the next: {', '.join(split.alternatives[0].reasons)}")
    others = tuple(f"{other.title} | {', '.join(other.authors)}" for other in split.alternatives)
    return (Doubt("title", split.best.probability, "; ".join(said), others),)


def _split(line: Context, model: Model) -> Split:
    """Rank the readings of a line, after a second look if none of them convinces."""
    parts = line.parts
    scored = _ranked(line, parts.narrow_candidates(), features, model)
    floor = 0.0
    if not _convincing(scored):
        floor = _NO_PLACE
        scored = sorted([*scored, *_second_look(line, scored, model)], reverse=True)
    if not scored:
        nothing = Reading(parts.body, (), 0.0)
        return Split(nothing, (), parts.truncated, parts.organisations)
    chances = _chances(scored, floor, model)
    readings: list[Reading] = []
    for (_, (_, at)), chance in zip(scored[: _MOST_ALTERNATIVES + 1], chances, strict=False):
        title, authors = parts.body[:at], tuple(parts.body[at:].split(SEPARATOR))
        why = _reasons(line, title, authors[0]) if chances[0] < DOUBT_THRESHOLD else ()
        readings.append(Reading(title, authors, chance, why))
    return Split(readings[0], tuple(readings[1:]), parts.truncated, parts.organisations)


def _ranked(
    line: Context,
    places: Iterable[Place],
    features_at: Callable[[Context, int, int], list[str]],
    model: Model,
) -> _Scored:
    """Score places, best first. A person's word counts extra: pages can't teach its weight."""
    scored: _Scored = []
    for number, at in places:
        score = model.score(features_at(line, number, at))
        author = line.small[at : line.parts.segments[number].end]
        if line.page.confirmed(author):
            score += _CONFIRMED_SCORE
        scored.append((score, (number, at)))
    return sorted(scored, reverse=True)


def _second_look(line: Context, near: _Scored, model: Model) -> _Scored:
    """Score the wide candidates that a glance does not rule out."""
    places = set(line.parts.wide_candidates()).difference(place for _, place in near)
    if len(places) > _WORTH_A_LOOK:
        glances = _ranked(line, places, glance_features, model)
        places = {place for _, place in glances[:_WORTH_A_LOOK]}
    return _ranked(line, places, features, model)


def _convincing(scored: _Scored) -> bool:
    """Return whether the best place needs no second look."""
    if not scored or scored[0][0] < _CONVINCING:
        return False
    return len(scored) == 1 or scored[0][0] - scored[1][0] > _AHEAD


def _chances(scored: _Scored, floor: float, model: Model) -> list[float]:
    """Turn scores into probabilities: a softmax with a floor for "none of them".

    Temperature and ceiling were fitted on held-out lines (Guo et al., 2017).
    """
    top = max(scored[0][0], floor)
    each = [math.exp((score - top) / model.temperature) for score, _ in scored]
    total = sum(each) + math.exp((floor - top) / model.temperature)
    return [model.ceiling * part / total for part in each]


def _reasons(line: Context, title: str, author: str) -> tuple[str, ...]:
    """Return facts on the page that speak for a reading."""
    name, end = " ".join(author.split()), title.rpartition(" ")[2]
    said: list[str] = []
    if line.page.confirmed(name.lower()):
        said.append(f"{name!r} is a name that was confirmed")
    elif line.page.fulls[name.lower()]:
        said.append(f"{name!r} is an author elsewhere on this page")
    elif line.page.given(name.lower().partition(" ")[0].rstrip(".")):
        said.append(f"{name.partition(' ')[0]!r} is a given name elsewhere")
    elif line.page.surname(name.lower().rpartition(" ")[2].rstrip(".")):
        said.append(f"{name.rpartition(' ')[2]!r} is a surname elsewhere")
    if flatten(end).strip() and flatten(end) in line.flat:
        said.append(f"the abstract uses {end!r}")
    return tuple(said)
