"""Short names and their long forms: Dynamic Scene Transformer (DyST)."""

import re

_BETWEEN = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or",
                      "the", "to", "via", "with"})  # fmt: skip
_FEWEST_WORDS = 2
_MOST_WORDS = 10


def long_form(before: str, short: str) -> str | None:
    """Return the words at the end of `before` that `short` shortens, or None.

    After Schwartz and Hearst (2003): the letters of the short form are found from
    right to left, and its first one begins a word.
    """
    letters = [letter.lower() for letter in short if letter.isalnum()]
    text = before.rstrip().lower()
    at = len(text)
    for letter in reversed(letters[1:]):
        at = text.rfind(letter, 0, at)
        if at < 0:
            return None
    first = re.escape(letters[0]) if letters else "$."
    starts = [match.start() for match in re.finditer(rf"(?<![^\W_]){first}", text[:at])]
    if not starts:
        return None
    found = before.rstrip()[starts[-1] :]
    return found if expands(short, found) else None


def expands(short: str, long: str) -> bool:
    """Tell whether `long` may be the long form of `short`.

    Every letter of the short form is in the long one, in order; both begin alike;
    and most of the long form's words begin with a letter of the short form.
    """
    words = re.findall(r"\w+", long.lower())
    letters = [letter.lower() for letter in short if letter.isalnum()]
    if not letters or not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return False
    if words[0][0] != letters[0] or re.search(r"[.,;:!?()]", long):
        return False
    rest = iter("".join(words))
    if not all(letter in rest for letter in letters):
        return False
    content = [word for word in words if word not in _BETWEEN]
    fitting = sum(word[0] in letters for word in content)
    return 2 * fitting > len(content)
