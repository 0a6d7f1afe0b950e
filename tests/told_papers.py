"""Statements and decisions as tests of deriving a paper make them, without a catalogue."""

from dataclasses import replace
from typing import Any

from papercat.papers.model import Author, Guess, Paper, Statement
from papercat.papers.paper_decisions import CORRECT, Decision

ADA, BEN, CHI = Author("Ada Moor"), Author("Ben Okafor"), Author("Chi Nakamura")
EVA = Author("Eva Lund", "inferred")
SHEEP = Paper("Counting Sheep at Night", line=1, authors=(ADA,))
PAGE_OF_EVA = Guess("authors", "it is her page", "Eva Lund")


def statements(*papers: Paper, form: str = "listing") -> list[Statement]:
    """Return one statement a paper, each from a file of its own, the newest last."""
    return [Statement(n, n, f"/{n}.txt", form, paper) for n, paper in enumerate(papers, 1)]


def sheep(**changes: Any) -> Paper:
    return replace(SHEEP, **changes)


def correct(**fields: Any) -> Decision:
    """Return a decision that settles fields."""
    return Decision(1, CORRECT, {"set": fields})


def split(confidence: float, **changes: Any) -> Paper:
    """Return a record that was split from one line."""
    return sheep(printed="LG\nCounting Sheep at NightAda Moor", confidence=confidence, **changes)


def owned(**changes: Any) -> Paper:
    """Return an entry of Eva's page whose list of authors is cut short."""
    changes = {"authors": (ADA, EVA), "authors_truncated": True, **changes}
    return sheep(guesses=(PAGE_OF_EVA,), **changes)
