"""Values for SQL: lists of ids, and ranges of texts with a common beginning."""

from collections.abc import Iterable

_LAST_CHARACTER = "\U0010ffff"


def id_list(ids: Iterable[int]) -> str:
    """Return ids as JSON, for `json_each`."""
    return f"[{','.join(map(str, ids))}]"


def beginning_with(text: str) -> tuple[str, str]:
    """Return (from, below) for `value >= ? AND value < ?`: the values that begin with a text."""
    return text, text + _LAST_CHARACTER
