"""How many papers a post says its teams bring to a conference."""

import re

from papercat.conferences.number_words import CARDINAL, cardinal
from papercat.conferences.prose import plain, sentences

_COUNT = re.compile(
    r"(?:\b(?P<least>more than|over|at least|upwards of|in excess of|no fewer than)\s+)?"
    rf"(?<![\w.,-])(?P<number>{CARDINAL})(?P<plus>\+|\s+plus|\s+or more)?"
    r"(?:\s+(?!and\b|or\b|of\b|in\b|from\b)[a-z-]+){0,3}?\s+(?:papers|publications)\b",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:present|bring|shar|showcas|contribut|featur|publish|submit|offer|hav|had|accept|deliver)"
    r"\w*|\bprogramme?\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:our|we|teams?|researchers|colleagues|authored)\b", re.IGNORECASE)
_ALL_OF_THEM = re.compile(r"\b(?:out of|of the|submissions|total of)\s+$", re.IGNORECASE)
_CLAUSES = re.compile(r";|, (?:and|but|while|whereas|of which)\b")
_YEARS = range(1950, 2100)


def paper_count(text: str) -> tuple[int, bool] | None:
    """Return how many papers and whether that is the least, or None where none is said.

    A clause that says whose the papers are is believed before one that does not.
    """
    found = [
        (bool(_OURS.search(clause)), match)
        for sentence in sentences(plain(text))
        for clause in _CLAUSES.split(sentence)
        if _BRINGS.search(clause)
        for match in _COUNT.finditer(clause)
        if _is_count(match)
    ]
    best = next((match for ours, match in found if ours), None) or (found[0][1] if found else None)
    if best is None:
        return None
    number = cardinal(best["number"])
    return None if number is None else (number, bool(best["least"] or best["plus"]))


def _is_count(match: re.Match[str]) -> bool:
    """Tell a count from a year (`our 2023 papers`) and from everybody's papers."""
    number = cardinal(match["number"])
    if number is None or _ALL_OF_THEM.search(match.string[: match.start()]):
        return False
    return bool(match["least"]) or "," in match["number"] or number not in _YEARS
