"""Title and authors from the glued second line of a listing's entry, and how sure.

A line offers few places that look like the end of a title before a name. Each is scored
by a linear model over what speaks for it (`features.py`); a softmax over all of
them and over "none of these" gives the probability. Where none convinces, a second look
weighs every place where two characters touch. Method: conditional log-linear
segmentation with the hashing trick; see `training/README.md` for data and scores.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.importing.formats.listing.splitting.context import Context
from papercat.importing.formats.listing.splitting.features import features, glance
from papercat.importing.formats.listing.splitting.line import (
    SEPARATOR,
    Parts,
    narrow_candidates,
    take_apart,
    wide_candidates,
)
from papercat.importing.formats.listing.splitting.model import Model, shipped
from papercat.importing.formats.listing.splitting.names import names_of_page
from papercat.importing.formats.listing.splitting.reasons import Place, reasons
from papercat.papers.model import KnownNames

DOUBT_THRESHOLD = 0.999
"""less likely readings are doubted: about one line in four hundred"""
MOST_ALTERNATIVES = 4
CONVINCING = 7.0
"""score from which the best of the likely places needs no second look, if it is also"""
AHEAD = 8.0
"""so far ahead of the next"""
A_PERSONS_WORD = 6.0
"""score that an author adds whom a person has confirmed"""
EVERYWHERE = -4.0
"""score of "none of these" once every place has been looked at; before that it is 0"""
WORTH_A_LOOK = 7
"""places of a second look that are scored in full"""

Scored = list[tuple[float, Place]]


@dataclass(frozen=True, slots=True)
class GluedLine:
    """One entry's second line, with the abstract below it."""

    text: str
    """As in the document, its white space already tidied."""
    abstract: str
    """Empty where the page showed none."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """One possible reading of a line."""

    title: str
    authors: tuple[str, ...]
    """As printed."""
    probability: float
    reasons: tuple[str, ...] = ()
    """The strongest in words; only worked out for doubtful lines, or on request."""


@dataclass(frozen=True, slots=True)
class Split:
    """The most likely reading of a line, the next ones, and what is certain."""

    best: Boundary
    alternatives: tuple[Boundary, ...]
    """The next most likely readings, best first, at most four."""
    truncated: bool
    """Whether the list of authors was cut short by ``et al.``"""
    organisations: tuple[str, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it."""
        return self.best.probability < DOUBT_THRESHOLD


def split_page(
    lines: Sequence[GluedLine],
    known: KnownNames | None = None,
    *,
    model: Model | None = None,
    explain: bool | None = None,
) -> list[Split]:
    """Split every line of a page, each in the light of the others and of the catalogue.

    Reasons are put into words for doubtful lines, or as `explain` says for all or none.
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
    """Split some lines of a page by their places, each in the light of all of it."""
    weights = model or shipped()
    page = [take_apart(line.text) for line in lines]
    names = names_of_page(page, known)
    return [
        _split(Context(page[at], lines[at].abstract, names), weights, explain=explain)
        for at in wanted
    ]


def split_line(text: str) -> Split:
    """Split one line by itself, for how likely it is one; reasons are not told."""
    (split,) = split_page([GluedLine(text, "")], explain=False)
    return split


def _split(line: Context, model: Model, *, explain: bool | None) -> Split:
    parts = line.parts
    scored = _score(line, narrow_candidates(parts), model)
    floor = 0.0
    if not _convincing(scored):
        floor = EVERYWHERE
        near = {place for _, place in scored}
        wide = [place for place in wide_candidates(parts) if place not in near]
        scored += _score(line, _worth(line, wide, model), model)
        scored.sort(reverse=True)
    chances = _chances(scored, floor, model)
    if not scored:
        return Split(Boundary(parts.body, (), 0.0), (), parts.truncated, parts.organisations)
    shown = scored[: MOST_ALTERNATIVES + 1]
    whys: list[tuple[str, ...]] = [()] * len(shown)
    if explain or (explain is None and chances[0] < DOUBT_THRESHOLD):
        whys = _reasons(line, [place for _, place in shown], model)
    best, *others = (
        _boundary(parts, place, chance, why)
        for (_, place), chance, why in zip(shown, chances, whys, strict=False)
    )
    return Split(best, tuple(others), parts.truncated, parts.organisations)


def _boundary(parts: Parts, place: Place, chance: float, why: tuple[str, ...]) -> Boundary:
    at = place[1]
    return Boundary(parts.body[:at], tuple(parts.body[at:].split(SEPARATOR)), chance, why)


def _reasons(line: Context, places: list[Place], model: Model) -> list[tuple[str, ...]]:
    """Tell for the best place what it has over the second, for the others over the best."""
    best, *others = places
    first = reasons(line, best, others[0] if others else None, model)
    return [first, *(reasons(line, other, best, model) for other in others)]


def _score(line: Context, places: list[Place], model: Model) -> Scored:
    scored = [
        (model.score(features(line, *place)) + _decided(line, place), place) for place in places
    ]
    scored.sort(reverse=True)
    return scored


def _worth(line: Context, places: list[Place], model: Model) -> list[Place]:
    """Keep the places that a quick glance does not rule out."""
    if len(places) <= WORTH_A_LOOK:
        return places
    ranked = sorted(
        ((model.score(glance(line, *place)) + _decided(line, place), place) for place in places),
        reverse=True,
    )
    return [place for _, place in ranked[:WORTH_A_LOOK]]


def _decided(line: Context, place: Place) -> float:
    """What a person's word adds: no page could teach it, so it isn't the model's to weigh."""
    if line.page.known is None:
        return 0.0
    number, at = place
    author = line.small[at : line.parts.segments[number].end]
    return A_PERSONS_WORD if line.page.confirmed(author) else 0.0


def _convincing(scored: Scored) -> bool:
    """Say whether the best of the likely places needs no second look."""
    if not scored or scored[0][0] < CONVINCING:
        return False
    return len(scored) == 1 or scored[0][0] - scored[1][0] > AHEAD


def _chances(scored: Scored, floor: float, model: Model) -> list[float]:
    """Turn scores into probabilities: a softmax with a floor for "none of these".

    The temperature and the ceiling were fitted on held-out lines (Guo et al., 2017).
    """
    if not scored:
        return []
    top = max(scored[0][0], floor)
    each = [math.exp((score - top) / model.temperature) for score, _ in scored]
    total = sum(each) + math.exp((floor - top) / model.temperature)
    return [model.ceiling * part / total for part in each]
