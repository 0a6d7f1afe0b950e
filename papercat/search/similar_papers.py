"""Papers like a given one: those that share its rarest words."""

import json
import sqlite3
from collections import Counter
from math import log

from papercat.papers.find_paper import COUNT
from papercat.search.search_papers import texts_of
from papercat.search.text_match import quoted, tokens

HAVE = """
SELECT w.value, (SELECT count(*) FROM papers_fts WHERE papers_fts MATCH '"' || w.value || '"')
FROM json_each(?) AS w
"""
LIKE = """
SELECT rowid FROM papers_fts
WHERE papers_fts MATCH ?1 AND rank MATCH 'bm25(6.0, 1.0, 3.0, 2.0)' AND rowid <> ?2
ORDER BY rank LIMIT ?3
"""

_WORDS = 14
"""telling words that another paper is looked for by; more find what has the common ones"""
_SHORTEST = 3
"""letters of a word that may tell"""
_IN_TITLE = 3
"""times that a word of the title counts as one of the abstract"""


def similar_papers(db: sqlite3.Connection, paper: int, limit: int) -> list[int]:
    """The ids of the papers most like one, the likest first."""
    (_, title, abstract) = texts_of(db, [paper])[0]
    weights = Counter(tokens(abstract))
    for word in tokens(title):
        weights[word] += _IN_TITLE
    words = [word for word in weights if len(word) >= _SHORTEST and not word.isdigit()]
    total: int = db.execute(COUNT).fetchone()[0]
    having = dict(db.execute(HAVE, (json.dumps(words),)).fetchall())
    # A word that no other paper has, or nearly all have, leads nowhere.
    telling = {
        word: (1 + log(weights[word])) * log(total / having[word])
        for word in words
        if 1 < having[word] < total
    }
    best = sorted(telling, key=lambda word: (-telling[word], word))[:_WORDS]
    if not best:
        return []
    return [row[0] for row in db.execute(LIKE, (" OR ".join(map(quoted, best)), paper, limit))]
