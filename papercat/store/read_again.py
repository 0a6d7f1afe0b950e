"""Doubtful lines read again once a person has settled a name that stands on them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from papercat.infer.boundary.split import GluedLine, Split, split_page
from papercat.infer.split_doubt import doubts_of
from papercat.model import Author, Paper
from papercat.store.known_names import known_names
from papercat.store.records import read_papers
from papercat.store.rewrite import rewrite

DOUBTFUL = """
SELECT d.paper_id, ps.source_id, ps.line, ps.printed
FROM doubts AS d JOIN paper_sources AS ps ON ps.paper_id = d.paper_id
WHERE d.field = 'title' AND ps.printed NOTNULL GROUP BY d.paper_id
"""
NEIGHBOURS = """
SELECT ps.line, ps.printed, coalesce(p.abstract, '')
FROM paper_sources AS ps JOIN papers AS p ON p.id = ps.paper_id
WHERE ps.source_id = ?1 AND ps.line BETWEEN ?2 - ?3 AND ?2 + ?3 AND ps.printed NOTNULL
ORDER BY ps.line
"""
_NEAR = 75
"""lines before and after: about a page of entries tells how names are written there"""
_MOST = 50
"""lines; more are read again when their page is imported again"""


def read_again(db: sqlite3.Connection, names: Sequence[str]) -> list[str]:
    """Split doubtful lines on which these names stand again, within the caller's transaction.

    Gives the keys of the papers of which papercat is surer now.
    """
    wanted = [name.casefold() for name in names]
    lines = (
        row
        for row in db.execute(DOUBTFUL).fetchall()
        if any(name in row[3].casefold() for name in wanted)
    )
    surer = (_read(db, paper, source, line) for paper, source, line, _ in islice(lines, _MOST))
    return [key for key in surer if key]


def _read(db: sqlite3.Connection, paper_id: int, source: int, line: int) -> str | None:
    """The paper's key where its line is read with more certainty than before."""
    page = db.execute(NEIGHBOURS, (source, line, _NEAR)).fetchall()
    glued = [GluedLine(printed.partition("\n")[2], abstract) for _, printed, abstract in page]
    splits = split_page(glued, known_names(db))
    split = splits[[at for at, _, _ in page].index(line)]
    paper = next(read_papers(db, [paper_id]))
    if paper.confidence is None or split.best.probability <= paper.confidence:
        return None
    rewrite(db, paper_id, paper, _read_as(paper, split))
    return paper.key


def _read_as(paper: Paper, split: Split) -> Paper:
    people = {author.name: author for author in paper.listed}
    listed = (people.get(name) or Author(name) for name in split.best.authors)
    return replace(
        paper,
        title=split.best.title,
        authors=(*listed, *(one for one in paper.inferred if one.name not in split.best.authors)),
        confidence=split.best.probability,
        doubts=(*doubts_of(split), *paper.other_doubts),
    )
