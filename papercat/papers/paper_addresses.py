"""Addresses of papers on the web, made of their identifiers."""

import sqlite3
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from papercat.catalogue.sql_values import id_list

IDENTIFIERS = """
SELECT i.paper_id, i.scheme, i.value
FROM json_each(?) AS wanted JOIN identifiers AS i ON i.paper_id = wanted.value
"""
_SITES = {
    "arxiv": "https://arxiv.org/abs/",
    "doi": "https://doi.org/",
    "acl": "https://aclanthology.org/",
    "openalex": "https://openalex.org/",
}
"""scheme → where its identifiers lead; the first is the best address of a paper"""
_WEB = ("https://", "http://")


def address_of(scheme: str, value: str) -> str | None:
    """Give the address of one identifier, or None for a scheme that papercat does not know."""
    if scheme in _SITES:
        return _SITES[scheme] + quote(value, safe="/:().;-_")
    if scheme == "url" and value.startswith(_WEB):
        return quote(value, safe="/:().;-_~?&=#%+,@!$'*[]")
    return None


def best_address(identifiers: Iterable[tuple[str, str]]) -> str | None:
    """Choose the address of a paper with several identifiers."""
    known = dict(identifiers)
    for scheme in (*_SITES, "url"):
        if scheme in known:
            return address_of(scheme, known[scheme])
    return None


def addresses_of(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """Map the ids of papers to their addresses; a paper without one is missing."""
    identifiers: dict[int, list[tuple[str, str]]] = {}
    for paper, scheme, value in db.execute(IDENTIFIERS, (id_list(ids),)):
        identifiers.setdefault(paper, []).append((scheme, value))
    addresses = {}
    for paper, pairs in identifiers.items():
        if address := best_address(pairs):
            addresses[paper] = address
    return addresses
