"""Posts in the catalogue: what they name is linked to its papers, and their text is indexed."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

from papercat.catalogue.sql_values import first_column
from papercat.papers.matching import fold_title
from papercat.search.full_text import forget_posts, index_posts
from papercat.text.folding import fold_words

ALL_POSTS = "SELECT id FROM posts"
ALL_MENTIONS = "SELECT id, name, expansion, paper_id FROM mentions"
TITLED = """
SELECT p.id, p.title FROM papers_fts AS f JOIN papers AS p ON p.id = f.rowid
WHERE papers_fts MATCH ? LIMIT 200
"""
JOIN_MENTION = "UPDATE mentions SET paper_id = ? WHERE id = ?"
ALL_HIGHLIGHTS = "SELECT id, post_id, sentence, paper_id, confidence FROM highlights"
NAMED_IN_SENTENCE = """
SELECT DISTINCT paper_id FROM mentions
WHERE post_id = ? AND sentence = ? AND paper_id NOTNULL
"""
JOIN_HIGHLIGHT = "UPDATE highlights SET (paper_id, confidence) = (?, ?) WHERE id = ?"
JOIN_LISTED = """
UPDATE post_papers SET paper_id = (
    SELECT stated.paper_id FROM post_sources AS source
    JOIN statements AS stated ON stated.source_id = source.source_id
    WHERE source.post_id = post_papers.post_id AND stated.line = post_papers.line
    ORDER BY stated.source_id DESC LIMIT 1
)
"""

_HEAD_OF_TITLE = re.compile(r"^([^:]{2,60}):\s")
_SURE = 0.75
"""of a title's words stand in a sentence about its paper"""
_LEAD = 0.15
"""by which the best title must lie before the next"""
_FEWEST_WORDS = 4
_WORDS_ASKED = 5
_SHORTEST_WORD = 5


@contextmanager
def posts_indexed_again(db: sqlite3.Connection) -> Iterator[None]:
    """Index every post again after the block changed some; they are few."""
    forget_posts(db, first_column(db.execute(ALL_POSTS)))
    yield
    index_posts(db, first_column(db.execute(ALL_POSTS)))


def join_mentions(db: sqlite3.Connection) -> None:
    """Join all mentions, highlights and listed papers to their papers again.

    A paper that arrives may be a second one of its name, and a title may be corrected.
    """
    for mention, name, expansion, before in db.execute(ALL_MENTIONS).fetchall():
        joined = _named_paper(db, name, expansion)
        if joined != before:
            db.execute(JOIN_MENTION, (joined, mention))
    for highlight, post, sentence, *before in db.execute(ALL_HIGHLIGHTS).fetchall():
        found = _highlighted_paper(db, post, sentence)
        if found != tuple(before):
            db.execute(JOIN_HIGHLIGHT, (*found, highlight))
    db.execute(JOIN_LISTED)


def _named_paper(db: sqlite3.Connection, name: str, expansion: str | None) -> int | None:
    """Return the only paper that a name can be, or None."""
    words = fold_words(name)
    if not words:
        return None
    query = "title : (" + " ".join(f'"{word}"' for word in words) + ")"
    papers = db.execute(TITLED, (query,))
    named = [paper for paper, title in papers if names_paper(name, expansion, title)]
    return named[0] if len(named) == 1 else None


def names_paper(name: str, expansion: str | None, title: str) -> bool:
    """Tell whether a mention is that paper, and not only something of the same family.

    It is when the title is the name, or begins with it and a colon, as in `Genie:
    Generative Interactive Environments`; where the post says what the name stands
    for, the title may be that alone. `Gemini Nano` is not `Gemini 2.5: …`.
    """
    head = _HEAD_OF_TITLE.match(title)
    whole = fold_title(title)
    if whole == fold_title(name) or (expansion and whole == fold_title(expansion)):
        return True
    return head is not None and fold_title(head[1]) == fold_title(name)


def _highlighted_paper(
    db: sqlite3.Connection, post: int, sentence: str
) -> tuple[int | None, float | None]:
    """Return the paper that a sentence is about and how sure that is.

    That is the one paper named in it, else the one most of whose title stands in it.
    """
    named = first_column(db.execute(NAMED_IN_SENTENCE, (post, sentence)))
    if len(named) == 1:
        return named[0], 1.0
    words = _content_words(sentence)
    long_words = [word for word in words if len(word) >= _SHORTEST_WORD]
    asked = sorted(long_words, key=lambda word: (-len(word), word))
    pairs = [f'("{one}" * AND "{two}" *)' for one, two in combinations(asked[:_WORDS_ASKED], 2)]
    scored = [(0.0, 0), (0.0, 0)]
    if pairs:
        for paper, title in db.execute(TITLED, (f"title : ({' OR '.join(pairs)})",)):
            scored.append((title_share(title, words), paper))
    (best, paper), (second, _) = sorted(scored, reverse=True)[:2]
    if best < _SURE or best - second < _LEAD:
        return None, None
    return paper, round(best, 2)


def title_share(title: str, words: set[str]) -> float:
    """Return the share of a title's words among `words`; 0 for a title too short to tell."""
    own = _content_words(title)
    if len(own) < _FEWEST_WORDS:
        return 0.0
    return len(own & words) / len(own)


def _content_words(text: str) -> set[str]:
    """Return the words that say what a text is about, without their endings."""
    found = [word for word in fold_words(text) if len(word) > 3]
    return {re.sub(r"(?:ing|ed|es|s)$", "", word) for word in found}
