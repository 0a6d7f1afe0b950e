"""When one printed name looks like several people.

Papers of one name that share another author belong together; what is left is
circles that never touch. A person who changes subject or place has a few, so
only a common name with many circles is called a crowd (compare Fan et al., "On
Graph-Based Name Disambiguation", ACM JDIQ 2(2), 2011).
"""

from __future__ import annotations

from papercat.people.name_forms import given_grade, surname_grade
from papercat.people.name_store import NameNode

COMMON = (8, 5)
"""The grades from which on a surname and a given name are a crowd's."""
CIRCLES = 6
"""So many circles, of at least ``PAPERS`` papers each, make a crowd."""
PAPERS = 3


def circles(node: NameNode) -> list[list[int]]:
    """Group a name's papers by shared co-authors, largest first; papers alone are left out."""
    parent: dict[int | str, int | str] = {}

    def find(item: int | str) -> int | str:
        while parent.setdefault(item, item) != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    together = {paper: authors for paper, authors in node.papers.items() if len(set(authors)) > 1}
    for paper, authors in together.items():
        for author in authors:
            if author != node.key:
                parent[find(author)] = find(paper)
    found: dict[int | str, list[int]] = {}
    for paper in sorted(together):
        found.setdefault(find(paper), []).append(paper)
    return sorted(found.values(), key=lambda papers: (-len(papers), papers))


def may_be_crowd(key: str) -> bool:
    """Say whether a name is so common that it may be many people's."""
    words = key.split()
    if "#" in key or len(words) != len(COMMON):
        return False
    return surname_grade(words[1]) >= COMMON[0] and given_grade(words[0]) >= COMMON[1]


def is_crowd(node: NameNode) -> bool:
    """Say whether a name is common and its papers fall into many circles."""
    if len(node.papers) < CIRCLES * PAPERS or not may_be_crowd(node.key):
        return False
    return sum(1 for papers in circles(node) if len(papers) >= PAPERS) >= CIRCLES


def crowd_in_words(node: NameNode) -> str:
    """Say why a name looks like several people."""
    sizes = [len(papers) for papers in circles(node) if len(papers) >= PAPERS]
    shown = ", ".join(map(str, sizes[:CIRCLES]))
    circle = f"{len(sizes)} circles of co-authors that never touch"
    return f"the name is common; its papers fall into {circle} ({shown} … papers)"
