"""The split of a glued line into title and authors, with its probability.

A linear model scores the few places that look like the end of a title. A softmax over these
and over "none of them" gives probabilities. If no place convinces, a second look scores every
place where two characters touch. The method is conditional log-linear segmentation with the
hashing trick; `training/README.md` has data and figures.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.importing.formats.listing.boundary_features import (
    Context,
    Place,
    features,
    glance_features,
)
from papercat.importing.formats.listing.boundary_model import Model, shipped
from papercat.importing.formats.listing.boundary_reasons import reasons
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
    """The second line of an entry, with the abstract below it."""

    text: str
    """cleaned"""
    abstract: str
    """empty if the page showed none"""


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible reading of a line."""

    title: str
    authors: tuple[str, ...]
    """as printed"""
    probability: float
    reasons: tuple[str, ...] = ()
    """the strongest, in words; only for doubtful lines or on request"""


@dataclass(frozen=True, slots=True)
class Split:
    """The most likely reading of a line, the next ones and its tail."""

    best: Reading
    alternatives: tuple[Reading, ...]
    """the next most likely readings, best first, at most four"""
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
    model: Model | None = None,
    explain: bool | None = None,
) -> list[Split]:
    """Split every line of a page, using the names of the page and of the catalogue.

    Doubtful lines get their reasons; `explain` gives them to all lines or to none.
    """
    return split_some(lines, range(len(lines)), known, model=model, explain=explain)


def split_some(
    lines: Sequence[GluedLine],
    wanted: Sequence[int],
    known: KnownNames | None = None,
    *,
    model: Model | None = None,
    explain: bool | None = None,
) -> list[Split]:
    """Split the lines at some places of a page, using the names of the whole page."""
    weights = model or shipped()
    page = [take_apart(line.text) for line in lines]
    names = names_of_page(page, known)
    splits: list[Split] = []
    for at in wanted:
        context = Context(page[at], lines[at].abstract, names)
        splits.append(_split(context, weights, explain=explain))
    return splits


def split_line(text: str) -> Split:
    """Split a line without a page around it, and without reasons."""
    (split,) = split_page([GluedLine(text, "")], explain=False)
    return split


def split_doubts(split: Split) -> tuple[Doubt, ...]:
    """Return the doubt about the end of the title with the other readings, if there is one."""
    if not split.doubtful:
        return ()
    others = tuple(f"{other.title} | {', '.join(other.authors)}" for other in split.alternatives)
    said = ["the title may end elsewhere"]
    if not others:
        said = ["no other place looks like the end of a title"]
    for which, reading in zip(("taken", "that is next"), (split.best, *split.alternatives)):  # noqa: B905  the first two readings
        if others and reading.reasons:
            said.append(f"for the reading {which}: {', '.join(reading.reasons)}")
    return (Doubt("title", split.best.probability, "; ".join(said), others),)


def _split(line: Context, model: Model, *, explain: bool | None) -> Split:
    parts = line.parts
    scored = _score(line, parts.narrow_candidates(), model)
    floor = 0.0
    if not _convincing(scored):
        floor = _NO_PLACE
        scored = sorted([*scored, *_second_look(line, scored, model)], reverse=True)
    if not scored:
        nothing = Reading(parts.body, (), 0.0)
        return Split(nothing, (), parts.truncated, parts.organisations)
    chances = _chances(scored, floor, model)
    places = [place for _, place in scored[: _MOST_ALTERNATIVES + 1]]
    if explain is None:
        explain = chances[0] < DOUBT_THRESHOLD
    readings: list[Reading] = []
    for number, (at, chance) in enumerate(zip(places, chances, strict=False)):
        rival = places[0] if number else next(iter(places[1:]), None)
        why = reasons(line, at, rival, model) if explain else ()
        title, authors = parts.body[: at[1]], parts.body[at[1] :].split(SEPARATOR)
        readings.append(Reading(title, tuple(authors), chance, why))
    return Split(readings[0], tuple(readings[1:]), parts.truncated, parts.organisations)


def _score(line: Context, places: Sequence[Place], model: Model) -> _Scored:
    """Score places in full, best first."""
    scored: _Scored = []
    for place in places:
        score = model.score(features(line, *place)) + _confirmed_score(line, place)
        scored.append((score, place))
    return sorted(scored, reverse=True)


def _second_look(line: Context, scored: _Scored, model: Model) -> _Scored:
    """Score the wide candidates that a glance does not rule out."""
    near = {place for _, place in scored}
    places = [place for place in line.parts.wide_candidates() if place not in near]
    if len(places) > _WORTH_A_LOOK:
        glances: _Scored = []
        for place in places:
            score = model.score(glance_features(line, *place)) + _confirmed_score(line, place)
            glances.append((score, place))
        places = [place for _, place in sorted(glances, reverse=True)[:_WORTH_A_LOOK]]
    return _score(line, places, model)


def _confirmed_score(line: Context, place: Place) -> float:
    """Return what a person's word adds: pages can't teach its weight."""
    if line.page.known is None:
        return 0.0
    number, at = place
    author = line.small[at : line.parts.segments[number].end]
    return _CONFIRMED_SCORE if line.page.confirmed(author) else 0.0


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
