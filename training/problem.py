"""Pages of samples turned into candidates and hashed features, by papercat's own code."""

import random
from array import array
from collections import Counter
from copy import copy
from typing import Self

import numpy as np
from fit import Problem
from papers import Sample

from papercat.importing.formats.listing.boundary_features import (
    Context,
    PageNames,
    features,
    names_of_page,
)
from papercat.importing.formats.listing.glued_line import take_apart
from papercat.importing.formats.listing.title_split import slot
from papercat.people.name_words import CONFIRMED

ALWAYS = -1


class Catalogue:
    """The names that a catalogue of these papers knows."""

    def __init__(self, samples: list[Sample]) -> None:
        """Count every author's given name and surname."""
        names = PageNames()
        for sample in samples:
            for author in sample.authors:
                names.add(author, "p")
        self.givens: Counter[str] = names.givens.copy()
        self.surnames: Counter[str] = names.surnames.copy()

    def confirming(self, samples: list[Sample]) -> Self:
        """Return a copy in which a person has confirmed the first authors of some papers."""
        names = PageNames()
        for sample in samples:
            names.add(sample.authors[0], "p")
        other = copy(self)
        other.givens = self.givens + Counter(dict.fromkeys(names.givens, CONFIRMED))
        other.surnames = self.surnames + Counter(dict.fromkeys(names.surnames, CONFIRMED))
        return other

    def given(self, word: str) -> int:
        """Return how often a word is a given name."""
        return self.givens[word]

    def surname(self, word: str) -> int:
        """Return how often a word is a surname."""
        return self.surnames[word]


class Builder:
    """The candidates of many pages."""

    def __init__(self, seed: int, wide: int) -> None:
        """Begin without pages; learn from `wide` unlikely candidates of each line."""
        self.rng = random.Random(seed)
        self.wide = wide
        self.slots = array("i")
        self.sizes = array("i")
        self.counts = array("i")
        self.gold = array("i")
        self.weight = array("d")
        self.group = array("i")
        self._known: dict[str, int] = {}

    def page(
        self, page: list[Sample], group: int, weight: float, known: Catalogue | None = None
    ) -> None:
        """Add the lines of one page, all of one fold."""
        lines = [take_apart(sample.glued) for sample in page]
        names = names_of_page(lines, known)
        for sample, parts in zip(page, lines, strict=True):
            narrow = parts.narrow_candidates()
            near = {at for _, at in narrow}
            wanted = len(sample.title)
            wide = [c for c in parts.wide_candidates() if c[1] not in near]
            others = [c for c in wide if c[1] != wanted]
            if len(others) > self.wide:
                others = self.rng.sample(others, self.wide)
            places = narrow + [c for c in wide if c[1] == wanted] + others
            if wanted not in {at for _, at in places}:
                continue
            line = Context(parts, sample.abstract, names)
            self._add(wanted, [(at, features(line, n, at)) for n, at in places], weight, group)

    def _add(
        self, wanted: int, places: list[tuple[int, list[str]]], weight: float, group: int
    ) -> None:
        for at, found in places:
            if at == wanted:
                self.gold.append(len(self.sizes))
            self.slots.extend([self._slot(feature) for feature in found])
            self.sizes.append(len(found))
        self.counts.append(len(places))
        self.weight.append(weight)
        self.group.append(group)

    def _slot(self, feature: str) -> int:
        at = self._known.get(feature)
        if at is None:
            if len(self._known) > 2_000_000:
                self._known.clear()
            at = self._known[feature] = slot(feature)
        return at

    def problem(self) -> Problem:
        """Return all candidates as arrays."""
        return Problem(
            slots=np.frombuffer(self.slots, np.int32),
            starts=_starts(self.sizes),
            lines=_starts(self.counts),
            gold=np.frombuffer(self.gold, np.int32).astype(np.int64),
            weight=np.frombuffer(self.weight, np.float64).copy(),
            group=np.frombuffer(self.group, np.int32).astype(np.int64),
        )


def _starts(sizes: array) -> np.ndarray:
    return np.concatenate(([0], np.cumsum(np.frombuffer(sizes, np.int32)))).astype(np.int64)
