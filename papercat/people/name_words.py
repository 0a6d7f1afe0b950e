"""The evidence on a pair of names, in words a person understands."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from papercat.people.identity_features import Circle, NameNode, shared_coauthors, years_between
from papercat.people.name_forms import COMMON_SURNAME, given_grade, surname_grade
from papercat.people.name_relation import Relation

_FEW = 3


def _coauthors(names: AbstractSet[str]) -> str:
    if not names:
        return "no co-author in common"
    shown = ", ".join(name.title() for name in sorted(names)[:_FEW])
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    what = "co-author" if len(names) == 1 else f"{len(names)} co-authors"
    return f"share {'a' if len(names) == 1 else ''} {what}: {shown}{more}".replace("  ", " ")


def _rarity(relation: Relation) -> str | None:
    surname = surname_grade(relation.surname)
    if surname == 0:
        return "the surname is rare"
    if surname >= COMMON_SURNAME and (
        not relation.given or given_grade(relation.given) >= COMMON_SURNAME
    ):
        return "the name is common"
    return None


def in_words(
    relation: Relation,
    nodes: tuple[NameNode, NameNode],
    circles: tuple[Circle, Circle],
    rivals: tuple[int, int],
) -> str:
    """Say what speaks for and against two names being one person's."""
    said: list[str | None] = [
        relation.kind.value,
        _rarity(relation),
        _coauthors(shared_coauthors(circles)),
    ]
    if nodes[0].papers.keys() & nodes[1].papers.keys():
        said.append("but both stand on one paper, where each would be somebody else")
    if max(rivals):
        names = "name fits" if max(rivals) == 1 else "names fit"
        said.append(f"{max(rivals)} other {names} as well")
    if years := years_between(*nodes):
        said.append(f"{years} years lie between")
    if both := nodes[0].organisations & nodes[1].organisations:
        said.append(f"both at {', '.join(sorted(both)[:_FEW])}")
    return "; ".join(part for part in said if part)
