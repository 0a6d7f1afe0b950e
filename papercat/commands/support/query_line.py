"""The words of a command line as one query.

A shell takes quotes away and hands over an argument with a space in it, so:

- `"deep learning" title:x`: beside other arguments it is a phrase
- `"deep learning"`, the only argument: words, or a whole query in quotes
- `title:"deep learning"`: the field's value is a phrase
- `-word` leaves a word out. Two letters at least make it one, so that a mistyped
  short option is still told from it
"""

import re
from collections.abc import Sequence

from papercat.search.query_fields import field_called

_SIGNED = re.compile(r"-(?=[^\W\d_]{2}|\"|\(|[^\W\d_]+:)")
_SYNTAX = re.compile(r'["“”„«»()|*:]|(?:^|\s)[-^]|\b(?:OR|AND|NOT)\b')
_FIELD = re.compile(r"([-^]?)([a-z]+):(?=\S)")


def words_not_options(arguments: Sequence[str]) -> list[str]:
    """Arguments with `-word` spelt `^word`, which no option looks like."""
    done, rest = list(arguments), len(arguments)
    if "--" in done:
        rest = done.index("--")
    return [
        _SIGNED.sub("^", each, count=1) if _signed(each, at < rest) else each
        for at, each in enumerate(done)
    ]


def _signed(argument: str, options: bool) -> bool:
    return options and not argument.startswith("--") and bool(_SIGNED.match(argument))


def query_of(arguments: Sequence[str]) -> str:
    """The query that a person meant by these arguments."""
    alone = len(arguments) == 1
    return " ".join(_argument(each, alone=alone) for each in arguments)


def _argument(text: str, *, alone: bool) -> str:
    if not re.search(r"\s", text):
        return text
    field = _FIELD.match(text)
    if field and field_called(field[2]):
        value = text[field.end() :]
        return text if _SYNTAX.search(value) else f'{field[0]}"{value}"'
    sign = text[0] if text[0] in "-^" else ""
    if (alone and not sign) or _SYNTAX.search(text[len(sign) :]):
        return text
    return f'{sign}"{text[len(sign) :]}"'
