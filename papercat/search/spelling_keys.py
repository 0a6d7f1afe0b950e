"""Keys under which a misspelt word finds the words that may have been meant.

A slip of one letter, be it wrong, missing, too many or swapped with the next,
leaves the front half or the back half of the word as it was. So every word is
filed under two keys, its length with its front and its length with its back, and
a misspelt word is looked up under at most six: that is the pigeonhole principle
of approximate matching (Navarro, "A guided tour to approximate string matching",
ACM Computing Surveys 33, 2001). SymSpell's deletion keys lead to fewer candidates
but take eight rows a word instead of two.
"""

_SHORTEST, _LONGEST = 3, 40
"""words outside these lengths are not filed; longer ones are no words"""


def spelling_keys(word: str) -> tuple[str, ...]:
    """Give the two keys a word is filed under; none when it is too short or too long."""
    return _keys(word, len(word))


def lookup_keys(typed: str) -> set[str]:
    """Give the keys under which every word one slip away is filed."""
    around = range(len(typed) - 1, len(typed) + 2)
    return {key for length in around for key in _keys(typed, length)}


def _keys(word: str, length: int) -> tuple[str, ...]:
    """Give the keys that a word of some length has if it begins or ends like this one.

    Front and back leave one letter over, so that two swapped letters never touch both.
    """
    if not _SHORTEST <= length <= _LONGEST:
        return ()
    front, back = length // 2, (length - 1) // 2
    return f"{length}<{word[:front]}", f"{length}>{word[len(word) - back :]}"
