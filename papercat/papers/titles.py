"""Titles folded for comparison."""

import hashlib

from papercat.people.names import fold_for_search


def title_words(title: str) -> list[str]:
    """Return the words of a title without case, accents and punctuation."""
    return fold_for_search(title).split()


def fold_title(title: str) -> str:
    """Fold a title to its letters and digits: equal means one spelling."""
    return "".join(title_words(title))


def text_hash(text: str) -> int:
    """Return a 63-bit number that equal texts share."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1
