"""Pairs of names that are passed over early are those that don't matter."""

from dataclasses import replace

import pytest
from papercat.people.compatible_names import Memory
from people_store import many_papers

from papercat.people.identity_evidence import UNSURE, Evidence
from papercat.people.identity_features import FEATURES, NO_RIVAL, RIVALS, NameNode, features
from papercat.people.identity_model import SHIPPED, Model, prior_for, prior_of
from papercat.people.names import fold_for_identity


def nodes_of(seed: int) -> list[NameNode]:
    """Names on papers made up, many of which fit."""
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for number, paper in enumerate(many_papers(120, seed)):
        authors = tuple(fold_for_identity(author.name) for author in paper.authors)
        for key in authors:
            found.setdefault(key, {})[number] = authors
    return [NameNode(key, papers, (2000, 2010)) for key, papers in found.items()]


def in_full(evidence: Evidence, model: Model) -> dict[tuple[str, str], float]:
    """All pairs that matter, each weighed with all there is to know of it."""
    found = {}
    for one, node in evidence.nodes.items():
        for other, relation in evidence.fits.of(one).items():
            if one < other and not evidence.impossible((one, other)):
                nodes = node, evidence.nodes[other]
                numbers = features(
                    relation,
                    nodes,
                    evidence.circles((one, other)),
                    evidence.fits.rivals(one, other),
                )
                prior = prior_for(len(evidence.nodes)) + prior_of(*nodes)
                found[one, other] = model.probability(relation.kind, numbers, prior)
    return {pair: likely for pair, likely in found.items() if likely >= UNSURE}


def weighing(name: str, weight: float) -> Model:
    """The shipped model but for one feature's weight."""
    at = FEATURES.index(name)
    return replace(
        SHIPPED,
        weights={
            group: [*weights[:at], weight, *weights[at + 1 :]]
            for group, weights in SHIPPED.weights.items()
        },
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    "model",
    [
        SHIPPED,
        *(weighing(name, 3.0) for name in RIVALS),
        weighing(NO_RIVAL, -3.0),
        weighing(NO_RIVAL, 3.0),
    ],
)
def test_passing_over_pairs_early_changes_nothing(seed: int, model: Model) -> None:
    nodes = nodes_of(seed)
    evidence = Evidence(Memory(nodes), model)
    evidence.load(node.key for node in nodes)
    found = evidence.around(evidence.nodes)
    assert len(found) > 10
    assert found == in_full(evidence, model)
