"""Values as `json_each` reads them, so that a statement takes any number of them.

Importing `json` for that would take a fortieth of a search's time.
"""

from collections.abc import Iterable


def id_list(ids: Iterable[int]) -> str:
    """Write row ids: `[1,2,3]`."""
    return f"[{','.join(map(str, ids))}]"


def text_list(texts: Iterable[str]) -> str:
    r"""Write folded words, which hold no quote and no backslash: `["a","b"]`."""
    quoted = ",".join([f'"{text}"' for text in texts])
    return f"[{quoted}]"
