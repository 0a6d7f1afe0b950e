"""Values for SQL and of its answers: lists of ids, and ranges of texts with a beginning."""

from collections.abc import Iterable, Sequence
from typing import Any

_LAST_CHARACTER = "\U0010ffff"


def id_list(ids: Iterable[int]) -> str:
    """Return ids as JSON, for `json_each`."""
    return f"[{','.join(map(str, ids))}]"


def first_column(rows: Iterable[Sequence[Any]]) -> list[Any]:
    """Return the first value of each row."""
    return [row[0] for row in rows]


def text_list(texts: Iterable[str]) -> str:
    r"""Return folded words, which have neither quotes nor backslashes, as JSON."""
    quoted = ",".join([f'"{text}"' for text in texts])
    return f"[{quoted}]"


def beginning_with(text: str) -> tuple[str, str]:
    """Return (from, below) for `value >= ? AND value < ?`: the values that begin with a text."""
    return text, text + _LAST_CHARACTER
