"""What words look like that are a name on a page: its small ones are short, as `van` and `dos`."""

import re
from collections.abc import Iterable

_JOINED = re.compile(r"['’-](?=[^\W\d_])")
_PARTICLE = 4
"""letters; a longer word of a name begins with a capital, or its script has none"""


def small_words_are_particles(words: Iterable[str]) -> bool:
    """Whether the words in small letters are short enough for a name's; none is empty.

    Of `ben-Avraham` and `de'Liguoro` the part before the sign counts.
    """
    small = (_JOINED.split(word, maxsplit=1)[0] for word in words if word[0].islower())
    return all(len(word) <= _PARTICLE for word in small)
