"""Title and authors from the glued second line of a listing's entry, and how sure.

A line offers few places that look like the end of a title before a name. Each is scored
by a linear model over what speaks for it (`boundary_features`); a softmax over all of
them and over "none of these" gives the probability. Where none convinces, a second look
weighs every place where two characters touch. Method: conditional log-linear
segmentation with the hashing trick; see `training/README.md` for data and scores.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.infer.boundary_features import Context, features, glance
from papercat.infer.boundary_line import (
    SEPARATOR,
    Parts,
    narrow_candidates,
    take_apart,
    wide_candidates,
)
from papercat.infer.boundary_model import Model, shipped
from papercat.infer.boundary_names import KnownNames, names_of_page

DOUBT_THRESHOLD = 0.97
MOST_ALTERNATIVES = 4
CONVINCING = 4.0
AHEAD = 6.0
WORTH_A_LOOK = 8

Scored = list[tuple[float, int, int]]


@dataclass(frozen=True, slots=True)
class GluedLine:
    """One entry's second line, with the abstract below it."""

    text: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Boundary:
    """One possible reading of a line."""

    title: str
    authors: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Split:
    """The most likely reading of a line, the next ones, and what is certain."""

    best: Boundary
    alternatives: tuple[Boundary, ...]
    truncated: bool
    organisations: tuple[str, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it."""
        return self.best.probability < DOUBT_THRESHOLD


def split_page(
    lines: Sequence[GluedLine], known: KnownNames | None = None, model: Model | None = None
) -> list[Split]:
    """Split every line of a page, each in the light of the others and of the catalogue."""
    weights = model or shipped()
    page = [take_apart(line.text) for line in lines]
    names = names_of_page(page, known)
    return [
        _split(Context(parts, line.abstract, names), weights)
        for line, parts in zip(lines, page, strict=True)
    ]


def _split(line: Context, model: Model) -> Split:
    parts = line.parts
    scored = _score(line, narrow_candidates(parts), model)
    if not _convincing(scored):
        near = {(number, at) for _, number, at in scored}
        wide = [place for place in wide_candidates(parts) if place not in near]
        scored = sorted(scored + _score(line, _worth(line, wide, model), model), reverse=True)
    readings = _readings(parts, scored[: MOST_ALTERNATIVES + 1], _chances(scored, model))
    if not readings:
        readings = [Boundary(parts.body, (), 0.0)]
    return Split(readings[0], tuple(readings[1:]), parts.truncated, parts.organisations)


def _score(line: Context, places: list[tuple[int, int]], model: Model) -> Scored:
    scored = [(model.score(features(line, number, at)), number, at) for number, at in places]
    return sorted(scored, reverse=True)


def _worth(line: Context, places: list[tuple[int, int]], model: Model) -> list[tuple[int, int]]:
    """The places that a quick glance does not rule out."""
    if len(places) <= WORTH_A_LOOK:
        return places
    ranked = sorted(((model.score(glance(line, *place)), place) for place in places), reverse=True)
    return [place for _, place in ranked[:WORTH_A_LOOK]]


def _convincing(scored: Scored) -> bool:
    """Whether the best of the likely places needs no second look."""
    if not scored or scored[0][0] < CONVINCING:
        return False
    return len(scored) == 1 or scored[0][0] - scored[1][0] > AHEAD


def _chances(scored: Scored, model: Model) -> list[float]:
    """Probabilities: a softmax with a floor of 0 for "none of these"."""
    if not scored:
        return []
    heat = model.temperature
    top = max(scored[0][0], 0.0)
    each = [math.exp((score - top) / heat) for score, _, _ in scored]
    total = sum(each) + math.exp(-top / heat)
    return [model.ceiling * part / total for part in each]


def _readings(parts: Parts, scored: Scored, chances: list[float]) -> list[Boundary]:
    body = parts.body
    return [
        Boundary(body[:at], tuple(body[at:].split(SEPARATOR)), chance)
        for (_, _, at), chance in zip(scored, chances, strict=False)
    ]
