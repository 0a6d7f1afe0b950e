"""Lines read again once a person has settled a name that stands on them, or taken that back."""

import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from papercat.infer.boundary.doubt import doubts_of
from papercat.infer.boundary.line import without_loose_end
from papercat.infer.boundary.split import GluedLine, Split, split_page
from papercat.model import SPLIT, Author, Paper
from papercat.store.known_names import known_names
from papercat.store.paper_decisions import Decided, line_subject, with_authors
from papercat.store.records import read_papers
from papercat.store.rewrite import rewrite
from papercat.store.split_lines import TOLD

# Of a paper with several lines the one that was met last.
LINES = """
SELECT max(s.id), ps.line, ps.paper_id, ps.printed, coalesce(p.abstract, '')
FROM sources AS s
CROSS JOIN paper_sources AS ps ON ps.source_id = s.id
JOIN papers AS p ON p.id = ps.paper_id
WHERE s.format = 'listing' AND ps.printed NOTNULL AND p.confidence NOTNULL
GROUP BY ps.paper_id ORDER BY 1, 2
"""
_NEAR = 75
"""entries before and after: about a page of them tells how names are written there"""
_MOST = 500
"""lines; of those with a common name the ones that have all of it come first"""


class _Line(NamedTuple):
    source: int
    line: int
    paper: int
    printed: str
    abstract: str

    @property
    def glued(self) -> str:
        return without_loose_end(self.printed.partition("\n")[2])


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """A paper whose line is read otherwise than before, or as surely no more."""

    key: str
    title: str
    authors: tuple[str, ...]
    otherwise: bool
    """whether its title ends elsewhere now"""
    surer: bool


def read_again(
    db: sqlite3.Connection, names: Collection[str], but: Collection[str] = ()
) -> list[ReadAgain]:
    """Split the lines that speak of these names again, within the caller's transaction.

    A settled name may make a line's reading surer, one taken back less sure; either may end
    a title elsewhere. What a person decided of a line stays, and so do the lines in `but`, folded
    as decisions have them.
    """
    lines = [_Line(*row) for row in db.execute(LINES)]
    speaking = _speaking_of(names, lines)
    wanted = {line.paper for line in speaking if not but or line_subject(line.glued) not in but}
    found: list[ReadAgain] = []
    for _, page in groupby(lines, key=itemgetter(0)):
        found += _read_page(db, list(page), wanted)
    return found


def _speaking_of(names: Collection[str], lines: Sequence[_Line]) -> Sequence[_Line]:
    """The lines on which one of the names stands, or what one begins or ends with."""
    whole = [name.casefold() for name in names]
    parts = {part.rstrip(".") for name in whole for part in (name.split()[:1] + name.split()[-1:])}
    either = "|".join(re.escape(part) for part in sorted(parts) if len(part) > 1)
    if not either:
        return ()
    part = re.compile(rf"(?:{either})(?!\w)")
    found = [(line, text) for line in lines if part.search(text := line.glued.casefold())]
    found.sort(key=lambda each: not any(name in each[1] for name in whole))
    return [line for line, _ in found[:_MOST]]


def _read_page(
    db: sqlite3.Connection, page: Sequence[_Line], wanted: Collection[int]
) -> Iterator[ReadAgain]:
    """The wanted lines of one source, each read beside those around it."""
    done = 0
    for at, line in enumerate(page):
        if line.paper not in wanted or at < done:
            continue
        first, done = max(0, at - _NEAR), at + _NEAR
        near = page[first : done + _NEAR]
        splits = split_page([GluedLine(e.glued, e.abstract) for e in near], known_names(db))
        for each, split in zip(near[at - first :], splits[at - first :], strict=True):
            if each.paper in wanted and each in page[at:done]:
                yield from _read_line(db, each.paper, split)


def _read_line(db: sqlite3.Connection, paper_id: int, split: Split) -> Iterator[ReadAgain]:
    paper = next(read_papers(db, [paper_id]))
    if not SPLIT.isdisjoint(Decided(db).made_of(paper)):
        return
    new = _read_as(paper, split)
    before, now = paper.confidence or 0.0, new.confidence or 0.0
    otherwise = (paper.title, paper.listed) != (new.title, new.listed)
    if otherwise or abs(now - before) > TOLD or bool(paper.split_doubts) != bool(new.split_doubts):
        rewrite(db, paper_id, paper, new)
        yield ReadAgain(
            key=str(paper.key),
            title=new.title,
            authors=tuple(author.name for author in new.listed),
            otherwise=otherwise,
            surer=now > before,
        )


def _read_as(paper: Paper, split: Split) -> Paper:
    """The paper as its line is split now; what is doubtful about its authors stays so."""
    of_authors = [doubt for doubt in paper.split_doubts if doubt.field == "authors"]
    bounds = [one.confidence for one in of_authors if one.confidence >= (paper.confidence or 0.0)]
    return replace(
        paper,
        title=split.best.title,
        authors=with_authors(paper, map(Author, split.best.authors)),
        confidence=min([split.best.probability, *bounds]),
        doubts=(*doubts_of(split), *of_authors, *paper.other_doubts),
    )
