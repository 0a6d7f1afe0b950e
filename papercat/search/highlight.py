"""Where in a paper's title and abstract the words of a search stand.

The index itself says so, for the few papers that are shown, because only it knows
which word it takes for a form of which.
"""

import re
import sqlite3
from collections.abc import Sequence

from papercat.catalogue.sql_values import id_list
from papercat.shown import Marked

# CROSS JOIN: look these papers up in the index instead of walking all that match.
MARKED = """
SELECT f.rowid, highlight(papers_fts, 0, ?2, ?3), snippet(papers_fts, 1, ?2, ?3, '…', 20)
FROM json_each(?1) AS wanted CROSS JOIN papers_fts AS f
WHERE papers_fts MATCH ?4 AND f.rowid = wanted.value
"""
_OPEN, _CLOSE = "\x02", "\x03"
_MARKS = re.compile("([\x02\x03])")


def marked_texts(
    db: sqlite3.Connection, match: str, ids: Sequence[int]
) -> dict[int, tuple[Marked, Marked]]:
    """Paper id → its title and a piece of its abstract, the words that match marked."""
    rows = db.execute(MARKED, (id_list(ids), _OPEN, _CLOSE, match))
    return {row: (_marked(title), _marked(snippet or "")) for row, title, snippet in rows}


def _marked(text: str) -> Marked:
    """The text without the marks, and where they were."""
    spans, plain, start = [], "", None
    for part in _MARKS.split(text):
        if part == _OPEN:
            start = len(plain)
        elif part == _CLOSE and start is not None:
            spans.append((start, len(plain)))
            start = None
        else:
            plain += part
    return Marked(plain, tuple(spans))
