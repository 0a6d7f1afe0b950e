"""Word lists about posts, read from `post_words.tsv`: a kind, a tab, words of that kind."""

from functools import cache
from importlib import resources


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    table = resources.files("papercat.conferences").joinpath("post_words.tsv")
    for line in table.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, words = line.partition("\t")
            phrase = kind.endswith(" phrase")
            kind = kind.removesuffix(" phrase")
            found.setdefault(kind, set()).update([words] if phrase else words.split())
    return {kind: frozenset(words) for kind, words in found.items()}


def post_words(kind: str) -> frozenset[str]:
    """Return the words of a kind, in small letters."""
    return _lists()[kind]


def either(kind: str) -> str:
    """Return a pattern for any word of a kind, the longest first."""
    return "(?:" + "|".join(sorted(post_words(kind), key=lambda word: (-len(word), word))) + ")"
