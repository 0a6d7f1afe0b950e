"""Who is the same person: names as printed, grouped into people.

``resolve`` groups a whole catalogue, ``resolve_near`` only the people whom some
names touch, with the same result. The likeliest pairs are joined first, unless
something forbids it (Kruskal's order with constraints; compare Bansal, Blum &
Chawla, "Correlation clustering", 2004). Everything is sorted before it is used,
so the order of import doesn't show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from papercat.people.compatible_names import Catalogue, Memory
from papercat.people.identity_evidence import UNSURE, Evidence, Pair, pair_of
from papercat.people.identity_features import NameNode
from papercat.people.identity_model import SHIPPED, Model
from papercat.people.name_words import in_words
from papercat.people.namesakes import crowd_in_words, may_be_crowd

CLEAR = 0.57
"""From this probability on, two names are joined without asking."""


@dataclass(frozen=True, slots=True)
class DecidedPairs:
    """What a person decided about pairs of names; it always holds."""

    together: frozenset[Pair] = frozenset()
    """A name with itself: it is one person's, however many circles it has."""
    apart: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names of which papercat isn't sure; equal ones if a name may be several people's."""

    one: str
    other: str
    probability: float
    """How likely the two are one person."""
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """People, as sorted groups of names, and what is not sure about them."""

    groups: list[tuple[str, ...]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


class _Groups:
    """Names being joined into people."""

    def __init__(self, keys: Iterable[str], evidence: Evidence, settled: DecidedPairs) -> None:
        self._members = {key: [key] for key in keys}
        self._evidence = evidence
        self._apart: dict[str, set[str]] = {}
        for one, other in settled.apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
        self.settled = {pair_of(*pair) for pair in settled.together}

    def are_joined(self, pair: Pair) -> bool:
        """Say whether two names are in one group."""
        return self._members.get(pair[0], 0) is self._members.get(pair[1], 1)

    def _may_join(self, one: list[str], other: list[str], *, settled: bool) -> bool:
        for name in one:
            apart = self._apart.get(name, ())
            fitting = self._evidence.fits.of(name)
            for second in other:
                if second in apart:
                    return False
                pair = pair_of(name, second)
                if settled or pair in self.settled:
                    continue
                if self._evidence.crowd(name) or self._evidence.crowd(second):
                    return False
                if second not in fitting or self._evidence.impossible(pair):
                    return False
        return True

    def join(self, pair: Pair, *, settled: bool = False) -> bool:
        """Join two groups, unless that is forbidden."""
        one, other = self._members[pair[0]], self._members[pair[1]]
        if one is other or not self._may_join(one, other, settled=settled):
            return False
        if len(one) < len(other):
            one, other = other, one
        one.extend(other)
        for name in other:
            self._members[name] = one
        return True

    def groups(self) -> list[tuple[str, ...]]:
        """Give the groups, sorted."""
        return sorted(
            {id(names): tuple(sorted(names)) for names in self._members.values()}.values()
        )


def _settled_around(settled: DecidedPairs) -> Mapping[str, set[str]]:
    around: dict[str, set[str]] = {}
    for one, other in settled.together:
        around.setdefault(one, set()).add(other)
        around.setdefault(other, set()).add(one)
    return around


def _reach(
    keys: Collection[str], evidence: Evidence, settled: DecidedPairs
) -> tuple[set[str], dict[Pair, float]]:
    """Follow likely pairs from these names until nobody new is found."""
    together = _settled_around(settled)
    reached: set[str] = set()
    pairs: dict[Pair, float] = {}
    frontier = set(keys)
    while frontier:
        evidence.load(frontier)
        frontier = {key for key in frontier if key in evidence.nodes}
        reached |= frontier
        found = {other for key in frontier for other in together.get(key, ())}
        for pair, likely in evidence.around(frontier).items():
            pairs[pair] = likely
            if likely >= CLEAR:
                found.update(pair)
        frontier = found - reached
    return reached, pairs


def _doubts(
    pairs: Mapping[Pair, float], groups: _Groups, evidence: Evidence, settled: DecidedPairs
) -> list[Doubt]:
    """Say which pairs could well be otherwise."""
    decided = {pair_of(*pair) for pair in settled.together | settled.apart}
    doubts = []
    for pair, likely in sorted(pairs.items()):
        if pair in decided or groups.are_joined(pair):
            continue
        reason = in_words(
            evidence.fits.relation(*pair),
            (evidence.nodes[pair[0]], evidence.nodes[pair[1]]),
            evidence.circles(pair),
            evidence.fits.rivals(*pair),
        )
        doubts.append(Doubt(*pair, likely, reason))
    return doubts


def _namesakes(keys: Iterable[str], evidence: Evidence, settled: DecidedPairs) -> list[Doubt]:
    """Say which names are probably several people's, unless somebody said they are one's."""
    return [
        Doubt(key, key, UNSURE, crowd_in_words(evidence.nodes[key]))
        for key in sorted(keys)
        if (key, key) not in settled.together and evidence.crowd(key)
    ]


def resolve_near(
    touched: Collection[str],
    catalogue: Catalogue,
    settled: DecidedPairs | None = None,
    model: Model = SHIPPED,
    arrived: Collection[str] | None = None,
) -> Resolution:
    """Group the names that these may have an effect on.

    ``touched`` are the names whose papers changed, ``arrived`` those of them that were
    not there before, or are there no more; None: any of them. Only these change how many
    rivals others have. The result holds complete groups only, and the same ones
    ``resolve`` finds in the whole catalogue. When ``prior_for`` the catalogue's size has
    changed, touch every name. A name nobody fits is a group, also where it is gone.
    """
    evidence = Evidence(catalogue, model)
    arrived = touched if arrived is None else arrived
    evidence.fits.look_up(arrived)
    changed = {*touched, *(other for key in arrived for other in evidence.fits.of(key))}
    # Whoever a changed pair used to bind has to be looked at without it as well.
    start = changed.union(catalogue.bound_to(changed))
    return _resolve(start, evidence, settled or DecidedPairs())


class InParts:
    """All names of a catalogue, grouped a part at a time.

    Quicker than ``resolve_near``, which also looks at those whose chances the names of a
    part change. All names must be there.
    """

    def __init__(self, catalogue: Catalogue, settled: DecidedPairs) -> None:
        self._evidence = Evidence(catalogue, SHIPPED)
        self._settled = settled

    def resolve(self, names: Collection[str]) -> Resolution:
        """Group these names, and whoever else is in their groups."""
        found = _resolve(names, self._evidence, self._settled)
        self._evidence.forget()
        return found


def _resolve(start: Collection[str], evidence: Evidence, settled: DecidedPairs) -> Resolution:
    evidence.fits.look_up(start)
    decided = {name for pair in settled.together for name in pair}
    busy = {
        name for name in start if evidence.fits.of(name) or name in decided or may_be_crowd(name)
    }
    reached, pairs = _reach(busy, evidence, settled)
    groups = _Groups(sorted(reached), evidence, settled)
    for pair in sorted(groups.settled):
        if pair[0] in reached and pair[1] in reached:
            groups.join(pair, settled=True)
    for pair, likely in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if likely >= CLEAR:
            groups.join(pair)
    doubts = _doubts(pairs, groups, evidence, settled) + _namesakes(reached, evidence, settled)
    # Nothing is asked about the others, not even whether they are there.
    alone = ((name,) for name in start if name not in busy)
    return Resolution(sorted([*groups.groups(), *alone]), doubts)


def resolve(
    nodes: Iterable[NameNode], settled: DecidedPairs | None = None, model: Model = SHIPPED
) -> Resolution:
    """Group all the names of a catalogue into people."""
    nodes = list(nodes)
    return resolve_near([node.key for node in nodes], Memory(nodes), settled, model)
