"""Lines read again once a person has settled a name that stands on them, or taken that back."""

import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from papercat.importing.formats.listing.glued_line import without_loose_end
from papercat.importing.formats.listing.title_split import (
    GluedLine,
    Split,
    split_doubts,
    split_page,
)
from papercat.importing.rewrite import rewrite
from papercat.importing.split_lines import TOLD
from papercat.papers.duplicates import Duplicates
from papercat.papers.model import SPLIT, Author, Paper
from papercat.papers.paper_decisions import Decided, line_subject, with_authors
from papercat.papers.records import read_papers
from papercat.people.known_names import known_names

# Of a paper with several lines the one that was met last and says what is shown.
LINES = """
SELECT max(s.id), ps.line, ps.paper_id, ps.printed, coalesce(p.abstract, '')
FROM sources AS s
CROSS JOIN paper_sources AS ps ON ps.source_id = s.id
JOIN papers AS p ON p.id = ps.paper_id
WHERE s.format = 'listing' AND ps.printed NOTNULL AND p.confidence NOTNULL
AND NOT EXISTS (
    SELECT 1 FROM variants AS v WHERE v.paper_id = p.id AND v.source_id = s.id
    AND v.line = ps.line AND v.field = 'title'
)
GROUP BY ps.paper_id ORDER BY 1, 2
"""
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
    a title elsewhere. What a person decided of a line stays; the lines in `but`, folded as
    decisions have them, are only read less surely, where what had taught them is gone.
    """
    lines = [_Line(*row) for row in db.execute(LINES)]
    wanted = {line.paper for line in _speaking_of(names, lines)}
    reader = _Reader(db, but)
    pages = (list(page) for _, page in groupby(lines, key=itemgetter(0)))
    return [again for page in pages for again in reader.read(page, wanted)]


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


class _Reader:
    """Reads lines in the light of the names that the catalogue knows now, each asked for once."""

    def __init__(self, db: sqlite3.Connection, but: Collection[str]) -> None:
        self._db = db
        self._but = but
        self._names = known_names(db)
        self._decided = Decided(db)
        self._duplicates = Duplicates(db)

    def read(self, page: Sequence[_Line], wanted: Collection[int]) -> Iterator[ReadAgain]:
        """The wanted lines of one source, each read beside all the others."""
        places = [at for at, line in enumerate(page) if line.paper in wanted]
        if not places:
            return
        glued = [GluedLine(line.glued, line.abstract) for line in page]
        for at, split in zip(places, split_page(glued, self._names, only=places), strict=True):
            yield from self._read_line(page[at], split)

    def _read_line(self, line: _Line, split: Split) -> Iterator[ReadAgain]:
        paper = next(read_papers(self._db, [line.paper]))
        subject = line_subject(line.glued)
        if self._duplicates.is_elsewhere(subject, str(paper.key)) or self._is_decided(paper):
            return
        new = _read_as(paper, split)
        before, now = paper.confidence or 0.0, new.confidence or 0.0
        otherwise = (paper.title, paper.listed) != (new.title, new.listed)
        less_or_more = abs(now - before) > TOLD
        if not otherwise and not less_or_more and bool(paper.doubts) == bool(new.doubts):
            return
        if now >= before and subject in self._but:
            return
        rewrite(self._db, line.paper, paper, new)
        yield ReadAgain(
            key=str(paper.key),
            title=new.title,
            authors=tuple(author.name for author in new.listed),
            otherwise=otherwise,
            surer=now > before,
        )

    def _is_decided(self, paper: Paper) -> bool:
        return not SPLIT.isdisjoint(self._decided.made_of(paper))


def _read_as(paper: Paper, split: Split) -> Paper:
    """The paper as its line is split now; what is doubtful about its authors stays so."""
    of_authors = [doubt for doubt in paper.split_doubts if doubt.field == "authors"]
    bounds = [one.confidence for one in of_authors if one.confidence >= (paper.confidence or 0.0)]
    return replace(
        paper,
        title=split.best.title,
        authors=with_authors(paper, map(Author, split.best.authors)),
        confidence=min([split.best.probability, *bounds]),
        doubts=(*split_doubts(split), *of_authors, *paper.other_doubts),
    )
