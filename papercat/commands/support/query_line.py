"""The words of a command line as one query.

A shell removes quotes and passes an argument with a space in it, so:

- `"deep learning" title:x`: next to other arguments it is a phrase
- `"deep learning"`, the only argument: words, or a whole query in quotes
- `title:"deep learning"`: the value of the field is a phrase
- `-word` excludes a word. It needs at least two letters, so that a mistyped
  short option still looks different
"""

import re
from collections.abc import Sequence

from papercat.search.query_fields import field_called

_EXCLUDED = re.compile(r"-(?=[^\W\d_]{2}|\"|\(|[^\W\d_]+:)")
_SYNTAX = re.compile(r'["“”„«»()|*:]|(?:^|\s)[-^]|\b(?:OR|AND|NOT)\b')
_FIELD = re.compile(r"([-^]?)([a-z]+):(?=\S)")


def words_not_options(arguments: Sequence[str]) -> list[str]:
    """Write `-word` as `^word`, which does not look like an option; stop at `--`."""
    words = list(arguments)
    for at, argument in enumerate(words):
        if argument == "--":
            break
        if not argument.startswith("--") and _EXCLUDED.match(argument):
            words[at] = f"^{argument[1:]}"
    return words


def query_of(arguments: Sequence[str]) -> str:
    """Join arguments to the query that a person meant."""
    alone = len(arguments) == 1
    return " ".join(_argument(each, alone=alone) for each in arguments)


def _argument(text: str, *, alone: bool) -> str:
    if not re.search(r"\s", text):
        return text
    field = _FIELD.match(text)
    if field and field_called(field[2]):
        value = text[field.end() :]
        if _SYNTAX.search(value):
            return text
        return f'{field[0]}"{value}"'
    phrase = text[text[0] in "-^" :]
    sign = text.removesuffix(phrase)
    if (alone and not sign) or _SYNTAX.search(phrase):
        return text
    return f'{sign}"{phrase}"'
