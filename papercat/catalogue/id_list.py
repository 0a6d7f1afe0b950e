"""Row ids as `json_each` reads them: how a statement is given as many as there are."""

from collections.abc import Iterable


def id_list(ids: Iterable[int]) -> str:
    """`[1,2,3]`. Importing `json` for that would take a fortieth of a search's time."""
    return f"[{','.join(map(str, ids))}]"
