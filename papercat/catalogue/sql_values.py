"""Values for SQL: lists of ids, and ranges of texts with a common beginning."""

from collections.abc import Iterable

_LAST_CHARACTER = "\U0010ffff"


def id_list(ids: Iterable[int]) -> str:
    """Return ids as JSON, for `json_each`."""
    return f"[{','.join(map(str, ids))}]"


def text_list(texts: Iterable[str]) -> str:
    r"""Return folded words, which have neither quotes nor backslashes, as JSON."""
    quoted = ",".join([f'"{text}"' for text in texts])
    return f"[{quoted}]"


def beginning_with(text: str) -> tuple[str, str]:
    """Return (from, below) for `value >= ? AND value < ?`: the values that begin with a text."""
    return text, text + _LAST_CHARACTER
