"""Scores of held-out lines, counted as the scorer of listings does."""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from papers import Sample, camel, initials

from papercat.importing.formats.listing.title_split import (
    DOUBT_THRESHOLD,
    Model,
    split_page,
)

PAGE = 50
BINS = 15
ENDINGS = (
    "GAN GANs LSTM CNN RL SLAM LiDAR RGB-D AI BERT UAVs MDPs 3D Part_II "
    "GPT-4 LLMs WebGL PyTorch DNA P=NP? (Extended_Version)"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reading of one held-out line, and whether it is right."""

    right: bool
    sure: float
    glued: str
    read: str


def judge(samples: list[Sample], model: Model, page: int = PAGE) -> list[Outcome]:
    """Split the samples in pages; each page knows itself only."""
    found = []
    size = page or max(len(samples), 1)
    for start in range(0, len(samples), size):
        chunk = samples[start : start + size]
        splits = split_page([(s.glued, s.abstract) for s in chunk], model=model)
        for sample, split in zip(chunk, splits, strict=True):
            best = split.best
            right = best.title == sample.title and best.authors == sample.authors
            read = f"{best.title[-30:]} | {', '.join(best.authors)[:40]}"
            found.append(Outcome(right, best.probability, sample.glued, read))
    return found


def stresses(samples: list[Sample]) -> Iterator[tuple[str, list[Sample]]]:
    """Yield the samples, altered in each way of the scorer."""
    rng = random.Random(3)
    endings = [word.replace("_", " ") for word in ENDINGS.split()]

    def names(change: Callable[[str], str]) -> list[Sample]:
        return [replace(s, authors=tuple(change(a) for a in s.authors)) for s in samples]

    yield "no-abstract", [replace(s, abstract="") for s in samples]
    yield "capital-titles", [replace(s, title=s.title.upper()) for s in samples]
    yield (
        "acronym-endings",
        [replace(s, title=f"{s.title} with {rng.choice(endings)}") for s in samples],
    )
    yield "capital-names", names(str.upper)
    yield "bare-initials", names(initials)
    yield "camel-names", names(camel)
    yield "small-names", names(str.lower)


def log_loss(outcomes: list[Outcome]) -> float:
    """Return the mean surprise at the outcomes."""
    total = 0.0
    for outcome in outcomes:
        sure = min(max(outcome.sure, 1e-6), 1 - 1e-6)
        total -= math.log(sure if outcome.right else 1 - sure)
    return total / max(len(outcomes), 1)


def summary(name: str, outcomes: list[Outcome]) -> str:
    """Return one line of figures."""
    count = len(outcomes)
    wrong = [o for o in outcomes if not o.right]
    marked = sum(o.sure < DOUBT_THRESHOLD for o in outcomes) / count
    caught = sum(o.sure < DOUBT_THRESHOLD for o in wrong)
    bins: dict[int, list[float]] = {}
    for outcome in outcomes:
        at = min(int(outcome.sure * BINS), BINS - 1)
        bins.setdefault(at, []).append(outcome.sure - outcome.right)
    error = sum(abs(sum(gaps)) for gaps in bins.values()) / count
    base = min(max(1 - len(wrong) / count, 1e-6), 1 - 1e-6)
    constant = -(base * math.log(base) + (1 - base) * math.log(1 - base))
    return (
        f"{name:16} {count:6} lines  exact {1 - len(wrong) / count:.4f}  wrong {len(wrong):4}  "
        f"marked {marked:.4f}  of the wrong {caught}  calibration error {error:.4f}  "
        f"log-loss {log_loss(outcomes):.4f} (constant {constant:.4f})"
    )
