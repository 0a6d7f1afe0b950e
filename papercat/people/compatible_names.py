"""Which names fit which, looked up no further than needed.

Two names that fit always share a block. A name's surroundings are looked up
when somebody asks, many at a time, so that adding a page to a large catalogue
looks at the names on that page and what fits them, and at nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from papercat.people.identity_features import NameNode
from papercat.people.name_forms import block_keys, name_form, new_name_form
from papercat.people.name_relation import Relation, relate


class Catalogue(Protocol):
    """What ``resolve`` asks of whoever keeps the names."""

    def size(self) -> int:
        """Say how many names there are."""

    def may_fit(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """Give the names that each of these meets in a block (``blocks_of``), itself perhaps."""

    def nodes(self, keys: Collection[str]) -> Mapping[str, NameNode]:
        """Give these names with their evidence; leave out a key that is no more."""

    def bound_to(self, keys: Collection[str]) -> Collection[str]:
        """Give the names last taken, or doubted, to be one person's with any of these."""


def blocks_of(key: str) -> list[tuple[str, bool]]:
    """Say in which blocks a name is, so that those it may fit are found.

    A name with the flag meets everyone in the block, one without only those with it.
    A block may come twice.
    """
    return block_keys(new_name_form(key))


class Memory:
    """A catalogue held in memory, for training and tests."""

    def __init__(self, nodes: Iterable[NameNode]) -> None:
        self._nodes = {node.key: node for node in nodes}
        self._blocks: dict[tuple[str, bool], list[str]] = defaultdict(list)
        for key in self._nodes:
            for block in blocks_of(key):
                self._blocks[block].append(key)

    def size(self) -> int:
        """Say how many names there are."""
        return len(self._nodes)

    def may_fit(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """Give the names that each of these meets in a block."""
        return {key: self._met(key) for key in keys}

    def _met(self, key: str) -> set[str]:
        met: set[str] = set()
        for block, meets_all in blocks_of(key):
            met.update(self._blocks.get((block, True), ()))
            if meets_all:
                met.update(self._blocks.get((block, False), ()))
        return met

    def nodes(self, keys: Collection[str]) -> Mapping[str, NameNode]:
        """Give these names with their evidence."""
        return {key: self._nodes[key] for key in keys if key in self._nodes}

    def bound_to(self, keys: Collection[str]) -> Collection[str]:
        """These alone: nothing is kept of what was taken for true before."""
        return keys


_NOBODY: Mapping[str, Relation] = {}
"""most names fit nobody, so this is kept once"""


class Fits:
    """The graph of names that fit, looked up as it is walked."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[str, Mapping[str, Relation]] = {}

    def look_up(self, keys: Iterable[str]) -> None:
        """Find what fits these names, all at once."""
        unknown = [key for key in keys if key not in self._known]
        met = self._catalogue.may_fit(unknown)
        for key in unknown:
            others = met.get(key)
            self._known[key] = self._related(key, others) if others else _NOBODY

    def _related(self, key: str, others: Iterable[str]) -> Mapping[str, Relation]:
        fitting = {}
        known, form = self._known, name_form(key)
        for other in others:
            theirs = known.get(other)
            if theirs is not None:
                relation = theirs.get(key)
            elif other == key:
                continue
            else:
                relation = relate(form, name_form(other))
            if relation is not None:
                fitting[other] = relation
        return fitting or _NOBODY

    def of(self, key: str) -> Mapping[str, Relation]:
        """Give the names that fit this one, and how."""
        if key not in self._known:
            self.look_up([key])
        return self._known[key]

    def relation(self, one: str, other: str) -> Relation:
        """Give how two names fit, of which at least one has been looked up."""
        known = self._known.get(one)
        return self.of(other)[one] if known is None else known[other]

    def rivals(self, one: str, other: str) -> tuple[int, int]:
        """Count the names that fit the one and not the other, both ways."""
        ones, others = self.of(one), self.of(other)
        both = len(ones.keys() & others.keys())
        return len(ones) - both - 1, len(others) - both - 1  # each fits the other, but not itself
