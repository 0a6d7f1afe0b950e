"""Highlighting: marks at the words of a query in a title and an abstract.

Texts are folded word by word to find them, because the index holds folded text
and has no positions in the printed one.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papercat.catalogue.sql_values import id_list
from papercat.search.query_terms import And, Field, Node, Or, Phrase, Word
from papercat.search.word_match import other_spellings
from papercat.shown import Marked
from papercat.text.folding import FIRST_SPACELESS, SPACELESS, fold_words

TEXTS = """
SELECT p.id, p.title, coalesce(p.abstract, '')
FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
"""
PDF_TEXT = """
SELECT t.text FROM paper_files AS f JOIN pdf_texts AS t ON t.path = f.path
WHERE f.paper_id = ? ORDER BY f.position
"""

_WORD = re.compile(r"(?:[^\W_]|[\u00ad\u0300-\u036f\u064b-\u065f\u200b-\u200d])+")
"""a word of a printed text"""
_CHARACTERS = f"[{SPACELESS}]|[^{SPACELESS}]+"
"""a character of a script without blanks, or a word of another script"""
_PIECE = 20
"""words of the abstract that are shown around the first match"""
_BEFORE = 8
"""words of them before the match"""


class Mark(NamedTuple):
    """Words to mark where they stand together."""

    words: tuple[str, ...]
    prefix: bool
    """whether the last word may go on"""
    field: str | None
    """the only field to mark them in"""


class _Token(NamedTuple):
    """One folded word of a text, and where it stands there."""

    word: str
    start: int
    end: int


def _marks(db: sqlite3.Connection, query: Node, field: str | None = None) -> list[Mark]:
    """List the words of a query to mark, in every form."""
    match query:
        case Word(text, prefix):
            spellings = [" ".join(fold_words(text))]
            if not prefix:
                spellings += other_spellings(db, text)
            return [Mark(tuple(each.split()), prefix, field) for each in spellings if each]
        case Phrase(text):
            return [Mark(tuple(fold_words(text)), prefix=False, field=field)]
        case Field("title" | "abstract" as name, value):
            return _marks(db, value, name)
        case And(terms) | Or(terms):
            marks: list[Mark] = []
            for term in terms:
                marks += _marks(db, term, field)
            return marks
    return []


def marked_texts(
    db: sqlite3.Connection, query: Node, ids: Sequence[int], *, pdfs: bool = False
) -> dict[int, tuple[Marked, Marked]]:
    """Mark the words of a query in titles, and in a piece of each abstract around the first.

    With `pdfs`, the piece is of a filed PDF where title and abstract have none of the words.
    """
    marks = _marks(db, query)
    in_title = [mark for mark in marks if mark.field != "abstract"]
    in_abstract = [mark for mark in marks if mark.field != "title"]
    marked = {}
    for paper, title, abstract in db.execute(TEXTS, (id_list(ids),)):
        spans = _spans(list(_tokens(title)), in_title)
        piece = _piece(abstract, in_abstract)
        if pdfs and not spans and not piece.spans:
            piece = _piece_of_pdf(db, paper, in_abstract) or piece
        marked[paper] = Marked(title, tuple(spans)), piece
    return marked


def _piece_of_pdf(db: sqlite3.Connection, paper: int, marks: Sequence[Mark]) -> Marked | None:
    """Cut a piece around the first match in the PDFs of a paper; None if there is none."""
    for (text,) in db.execute(PDF_TEXT, (paper,)):
        piece = _piece(" ".join(text.split()), marks)
        if piece.spans:
            return piece
    return None


def _piece(text: str, marks: Sequence[Mark]) -> Marked:
    """Cut a text to a piece around the first match."""
    tokens = list(_tokens(text))
    spans = _spans(tokens, marks)
    first = 0
    if spans:
        while tokens[first].start < spans[0][0]:
            first += 1
    begin = max(0, first - _BEFORE)
    end = min(len(tokens), begin + _PIECE)
    start_at, end_at = 0, len(text)
    if begin:
        start_at = tokens[begin].start
    if end < len(tokens):
        end_at = tokens[end - 1].end
    piece = text[start_at:end_at]
    shift = -start_at
    if begin:
        piece, shift = "…" + piece, shift + 1
    if end < len(tokens):
        piece += "…"
    kept = []
    for start, stop in spans:
        if start_at <= start and stop <= end_at:
            kept.append((start + shift, stop + shift))
    return Marked(piece, tuple(kept))


def _tokens(text: str) -> Iterator[_Token]:
    for start, printed in _printed_words(text):
        for word in fold_words(printed):
            yield _Token(word, start, start + len(printed))


def _printed_words(text: str) -> Iterator[tuple[int, str]]:
    """Split a text into words, and scripts without blanks into characters."""
    for found in _WORD.finditer(text):
        if max(found[0]) < FIRST_SPACELESS:
            yield found.start(), found[0]
            continue
        for part in re.finditer(_CHARACTERS, found[0]):
            yield found.start() + part.start(), part[0]


def _spans(tokens: Sequence[_Token], marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Find the stretches of a text that match a mark; overlapping ones become one."""
    by_first: dict[str, list[Mark]] = {}
    prefixes = []
    for mark in marks:
        if mark.prefix and len(mark.words) == 1:
            prefixes.append(mark)
        elif mark.words:
            by_first.setdefault(mark.words[0], []).append(mark)
    spans: list[tuple[int, int]] = []
    for at, token in enumerate(tokens):
        for mark in [*by_first.get(token.word, ()), *prefixes]:
            here = tokens[at : at + len(mark.words)]
            if _matches(here, mark):
                _add_span(spans, token.start, here[-1].end)
    return spans


def _add_span(spans: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a stretch, joined with the last one if they touch."""
    if spans and start <= spans[-1][1]:
        start, last_end = spans.pop()
        end = max(end, last_end)
    spans.append((start, end))


def _matches(tokens: Sequence[_Token], mark: Mark) -> bool:
    words = [token.word for token in tokens]
    if len(words) < len(mark.words):
        return False
    *first, last = mark.words
    if words[:-1] != first:
        return False
    if mark.prefix:
        return words[-1].startswith(last)
    return words[-1] == last
