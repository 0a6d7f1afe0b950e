"""The split of a glued line into title and authors, with its probability.

A linear model scores the few places that look like the end of a title. A softmax over these
and over "none of them" gives probabilities. If no place convinces, a second look scores every
place where two characters touch. The method is conditional log-linear segmentation with the
hashing trick (Weinberger et al., 2009): a feature's weight is the signed byte at the hash of its
name. `training/README.md` has data and figures.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from papercat.importing.formats.listing.boundary_features import (
    Context,
    features,
    names_of_page,
)
from papercat.importing.formats.listing.glued_line import (
    SEPARATOR,
    GluedParts,
    Place,
    Tail,
    take_apart,
)
from papercat.papers.model import Doubt, KnownNames

DOUBT_THRESHOLD = 0.999
"""less likely readings are doubted: about one line in four hundred"""
_MOST_ALTERNATIVES = 4
_CONVINCING = 7.0
"""score from which the best place needs no second look, if it is also"""
_AHEAD = 8.0
"""so far ahead of the next"""
_CONFIRMED_SCORE = 6.0
"""added for an author whom a person has confirmed: pages can't teach its weight"""
_NO_PLACE = -4.0
"""score of "none of them" after the second look; before it is 0"""
_UNLIKELY = -3.0
"""added for places of the second look: there are many, and most titles end elsewhere"""
_BITS = 17
SLOTS = 1 << _BITS
_SPREAD = 0x9E3779B1


def slot(feature: str) -> int:
    """Return the place of a feature's weight: CRC-32, spread by multiplication (Knuth)."""
    return ((zlib.crc32(feature.encode(errors="replace")) * _SPREAD) & 0xFFFFFFFF) >> (32 - _BITS)


@dataclass(frozen=True, slots=True)
class Model:
    """The weights and the parameters that turn their sums into probabilities."""

    table: array[int]
    step: float
    temperature: float
    ceiling: float

    def score(self, names: Iterable[str]) -> float:
        """Return the log-odds that a candidate with these features is the boundary."""
        total = 0
        for name in names:
            total += self.table[slot(name)]
        return self.step * total


@cache
def shipped() -> Model:
    """Load the model that papercat ships: one line of JSON, and the compressed table."""
    data = Path(__file__).with_name("boundary.model").read_bytes()
    head, _, packed = data.partition(b"\n")
    return Model(array("b", zlib.decompress(packed)), **json.loads(head))


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible reading of a line, with the authors as printed."""

    title: str
    authors: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Split:
    """The most likely reading of a line, up to four others (best first) and its tail."""

    best: Reading
    alternatives: tuple[Reading, ...]
    tail: Tail

    @property
    def doubtful(self) -> bool:
        """True if a person should look at the split."""
        return self.best.probability < DOUBT_THRESHOLD


def split_page(
    entries: Sequence[tuple[str, str]], known: KnownNames | None = None, model: Model | None = None
) -> list[Split]:
    """Split the second lines of a page's entries, each given with its abstract or "".

    The names of the whole page and of the catalogue are evidence for each line.
    """
    page = [take_apart(line) for line, _ in entries]
    names = names_of_page(page, known)
    splits: list[Split] = []
    for parts, (_, abstract) in zip(page, entries, strict=True):
        splits.append(_split(Context(parts, abstract, names), model or shipped()))
    return splits


def split_line(parts: GluedParts) -> Split:
    """Split a line without a page around it."""
    return _split(Context(parts, "", names_of_page([parts])), shipped())


def split_doubt(split: Split) -> Doubt | None:
    """Return the doubt about the end of the title with the other readings, if there is one."""
    if not split.doubtful:
        return None
    reason = "the title may end elsewhere"
    if not split.alternatives:
        reason = "no other place looks like the end of a title"
    others: list[str] = []
    for other in split.alternatives:
        others.append(f"{other.title} | {', '.join(other.authors)}")
    return Doubt("title", split.best.probability, reason, tuple(others))


def _split(line: Context, model: Model) -> Split:
    """Rank the readings of a line, after a second look if none of them convinces."""
    parts = line.parts
    near = parts.narrow_candidates()
    scored = _scored(line, near, model)
    floor = 0.0
    if not _convincing(scored):
        floor = _NO_PLACE
        others = set(parts.wide_candidates()).difference(near)
        for score, place in _scored(line, others, model):
            scored.append((score + _UNLIKELY, place))
        scored.sort(reverse=True)
    if not scored:
        return Split(Reading(parts.body, (), 0.0), (), parts.tail)
    chances = _chances([score for score, _ in scored], floor, model)
    readings: list[Reading] = []
    for (_, (_, at)), chance in zip(scored, chances[: _MOST_ALTERNATIVES + 1], strict=False):
        authors = tuple(parts.body[at:].split(SEPARATOR))
        readings.append(Reading(parts.body[:at], authors, chance))
    return Split(readings[0], tuple(readings[1:]), parts.tail)


def _scored(line: Context, places: Iterable[Place], model: Model) -> list[tuple[float, Place]]:
    """Score places, best first."""
    scored: list[tuple[float, Place]] = []
    for number, at in places:
        score = model.score(features(line, number, at))
        author = line.small[at : line.parts.segments[number].end]
        if line.page.confirmed(author):
            score += _CONFIRMED_SCORE
        scored.append((score, (number, at)))
    return sorted(scored, reverse=True)


def _convincing(scored: Sequence[tuple[float, Place]]) -> bool:
    """Return whether the best place needs no second look."""
    if not scored or scored[0][0] < _CONVINCING:
        return False
    return len(scored) == 1 or scored[0][0] - scored[1][0] > _AHEAD


def _chances(scores: Sequence[float], floor: float, model: Model) -> list[float]:
    """Turn scores, best first, into probabilities: a softmax with a floor for "none of them".

    Temperature and ceiling were fitted on held-out lines (Guo et al., 2017).
    """
    top = max(scores[0], floor)
    each = [math.exp((score - top) / model.temperature) for score in scores]
    total = sum(each) + math.exp((floor - top) / model.temperature)
    return [model.ceiling * part / total for part in each]
