"""What words look like that are a name on a page: its small ones are short, as `van` and `dos`."""

from collections.abc import Iterable

_PARTICLE = 4
"""letters; a longer word of a name begins with a capital, or its script has none"""


def small_words_are_particles(words: Iterable[str]) -> bool:
    """Whether the words in small letters are short enough for a name's; none is empty."""
    return all(len(word) <= _PARTICLE for word in words if word[0].islower())
