"""Papers like a given one: those that share its rarest words."""

import json
import sqlite3
from collections import Counter
from math import log

from papercat.catalogue.sql_values import first_column
from papercat.papers.find_paper import count_papers
from papercat.search.search_papers import texts_of
from papercat.search.word_match import any_of_words
from papercat.text.folding import fold_words

COUNTED = """
SELECT w.value, (SELECT count(*) FROM papers_fts WHERE papers_fts MATCH '"' || w.value || '"')
FROM json_each(?) AS w
"""
LIKE = """
SELECT rowid FROM papers_fts
WHERE papers_fts MATCH ?1 AND rank MATCH 'bm25(6.0, 1.0, 3.0, 0.01)' AND rowid <> ?2
ORDER BY rank LIMIT ?3
"""

_WORDS = 14
"""the number of rare words that another paper is looked for by"""
_SHORTEST = 3
"""letters of a word that says something"""
_IN_TITLE = 3
"""the weight of a word of the title, in words of the abstract"""


def similar_papers(db: sqlite3.Connection, paper: int, limit: int) -> list[int]:
    """List the papers most like one, the most similar first."""
    ((_, title, abstract),) = texts_of(db, [paper])
    weights = Counter(fold_words(abstract))
    for word in fold_words(title):
        weights[word] += _IN_TITLE
    words = [word for word in weights if len(word) >= _SHORTEST and not word.isdigit()]
    total = count_papers(db)
    rarities: dict[str, float] = {}
    for word, papers in db.execute(COUNTED, (json.dumps(words),)):
        # A word that no other paper has, or nearly all have, leads nowhere.
        if 1 < papers < total:
            rarities[word] = (1 + log(weights[word])) * log(total / papers)
    best = sorted(rarities, key=lambda word: (-rarities[word], word))[:_WORDS]
    if not best:
        return []
    return first_column(db.execute(LIKE, (any_of_words(best), paper, limit)))
