"""The whole catalogue as `InParts` asks it, read once and kept small.

Looking at everybody through queries asks for each paper once for every name on it.
Read in the order they are stored, a million mentions are a few arrays of numbers.
"""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from papercat.papers.paper_ids import day_of, ids_between
from papercat.people.identity_features import NameNode
from papercat.people.name_blocks import ROW, ROW_BITS

NAMES = "SELECT folded, id FROM names ORDER BY folded"
LAST_NAME = "SELECT coalesce(max(id), 0) FROM names"
PLACES = "SELECT place FROM name_blocks ORDER BY place"
MENTIONS = "SELECT paper_id, name_id, slot > 0 FROM authorships ORDER BY paper_id, slot"
CATEGORIES = """
SELECT pc.paper_id, group_concat(c.code, char(31))
FROM paper_categories AS pc JOIN categories AS c ON c.id = pc.category_id GROUP BY pc.paper_id
"""
ORGANISATIONS = """
SELECT po.paper_id, group_concat(o.slug, char(31))
FROM paper_organisations AS po JOIN organisations AS o ON o.id = po.organisation_id
GROUP BY po.paper_id
"""

_BETWEEN = chr(31)
"""what separates labels: no label has the unit separator in it"""
_MEETS_ALL = 1 << ROW_BITS
MANY_AUTHORS = 60
"""on papers with more authors than this, standing beside somebody says little"""


class AllNames:
    """Every folded name with its blocks, its papers and who else is on them."""

    def __init__(self, db: sqlite3.Connection, size: int) -> None:
        """Read it all; `size` is how many names there are, as far as that matters."""
        self._size = size
        self._read_names(db)
        self._read_blocks(db)
        self._read_papers(db)
        self._categories = _Labels(db.execute(CATEGORIES), self._papers)
        self._organisations = _Labels(db.execute(ORGANISATIONS), self._papers)

    def _read_names(self, db: sqlite3.Connection) -> None:
        self.names: list[str] = []
        (last,) = db.execute(LAST_NAME).fetchone()
        self._of_row = array("I", bytes(4 * (last + 1)))
        before = None
        for name, row in db.execute(NAMES):
            if name != before:
                self.names.append(name)
                before = name
            self._of_row[row] = len(self.names) - 1

    def _read_blocks(self, db: sqlite3.Connection) -> None:
        """Blocks in which anybody can meet: who is there, and the blocks of each name.

        A block's members who meet everyone stand behind those who meet only them.
        """
        self._members, self._first_member, self._first_open = array("I"), array("I"), array("I")
        counts = array("I", bytes(4 * (len(self.names) + 1)))
        for places in _shared_blocks(db):
            self._first_member.append(len(self._members))
            reserved = sum(1 for place in places if not place & _MEETS_ALL)
            self._first_open.append(len(self._members) + reserved)
            for place in places:
                name = self._of_row[place & ROW]
                counts[name + 1] += 1
                self._members.append(name)
        self._first_member.append(len(self._members))
        self._first_block = array("I", accumulate(counts))
        self._blocks_of = array("I", bytes(4 * len(self._members)))
        free = self._first_block[:]
        for block, open_ in enumerate(self._first_open):
            for at in range(self._first_member[block], self._first_member[block + 1]):
                name = self._members[at]
                self._blocks_of[free[name]] = block << 1 | (at >= open_)
                free[name] += 1

    def _read_papers(self, db: sqlite3.Connection) -> None:
        """Papers in order, the names on each, and the papers of each name."""
        self._papers, self._first_author, self._authors = array("q"), array("I"), array("I")
        counts = array("I", bytes(4 * (len(self.names) + 1)))
        unlisted, before = set[int](), None
        for paper, row, listed in db.execute(MENTIONS):
            if paper != before:
                self._papers.append(paper)
                self._first_author.append(len(self._authors))
                before = paper
            name = self._of_row[row]
            if listed:
                counts[name + 1] += 1
            else:
                unlisted.add(len(self._authors))
            self._authors.append(name)
        self._first_author.append(len(self._authors))
        self._first_dated = bisect_left(self._papers, ids_between(None, None)[0])
        self._first_paper = array("I", accumulate(counts))
        self._papers_of = array("I", bytes(4 * self._first_paper[-1]))
        free, at = self._first_paper[:], 0
        for paper in range(len(self._papers)):
            for at in range(self._first_author[paper], self._first_author[paper + 1]):
                if at not in unlisted:
                    name = self._authors[at]
                    self._papers_of[free[name]] = paper
                    free[name] += 1

    def size(self) -> int:
        """How many names there are; from `MANY_NAMES` on the exact number matters no more."""
        return self._size

    def may_fit(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """The folded names that each of these meets in a block."""
        return {key: met for key in keys if (met := self._met(bisect_left(self.names, key)))}

    def _met(self, name: int) -> list[str]:
        met = set[int]()
        for block in self._blocks_of[self._first_block[name] : self._first_block[name + 1]]:
            # Whoever meets everyone does so from the first on, the others from the first of those.
            start = (self._first_member if block & 1 else self._first_open)[block >> 1]
            met.update(self._members[start : self._first_member[(block >> 1) + 1]])
        return [self.names[other] for other in met]

    def nodes(self, keys: Collection[str]) -> Mapping[str, NameNode]:
        """These names with the papers they stand on."""
        authors: dict[int, tuple[str, ...]] = {}
        return {key: self._node(key, authors) for key in keys}

    def bound_to(self, keys: Collection[str]) -> Collection[str]:
        """Everybody is looked at anyway."""
        return keys

    def _node(self, key: str, authors: dict[int, tuple[str, ...]]) -> NameNode:
        name = bisect_left(self.names, key)
        papers = self._papers_of[self._first_paper[name] : self._first_paper[name + 1]]
        for paper in papers:
            if paper not in authors:
                authors[paper] = self._authors_of(paper)
        return NameNode(
            key,
            {paper: authors[paper] for paper in papers},
            self._years_of(papers),
            self._categories.of(papers),
            self._organisations.of(papers),
        )

    def _years_of(self, papers: Sequence[int]) -> tuple[int, int] | None:
        """The first and the last year; papers are in the order of their dates."""
        dated = bisect_left(papers, self._first_dated)
        if dated == len(papers):
            return None
        return self._year_of(papers[dated]), self._year_of(papers[-1])

    def _year_of(self, paper: int) -> int:
        day = day_of(self._papers[paper])
        return day.year if day else 0

    def _authors_of(self, paper: int) -> tuple[str, ...]:
        start, end = self._first_author[paper], self._first_author[paper + 1]
        if end - start > MANY_AUTHORS:
            return ()
        return tuple([self.names[name] for name in self._authors[start:end]])


def _shared_blocks(db: sqlite3.Connection) -> Iterator[list[int]]:
    """The places of each block in which anybody can meet."""
    block: list[int] = []
    number = -1
    for (place,) in db.execute(PLACES):
        if place >> ROW_BITS + 1 == number:
            block.append(place)
            continue
        if len(block) > 1 and block[-1] & _MEETS_ALL:
            yield block
        number = place >> ROW_BITS + 1
        block = [place]
    if len(block) > 1 and block[-1] & _MEETS_ALL:
        yield block


class _Labels:
    """What papers are labelled with; equal sets of labels are kept once."""

    def __init__(self, rows: Iterable[tuple[int, str]], papers: Sequence[int]) -> None:
        self._sets: list[frozenset[str]] = [frozenset()]
        self._of_paper = array("I", bytes(4 * len(papers)))
        numbers: dict[str, int] = {}
        at = 0
        for paper, labels in rows:
            at = bisect_left(papers, paper, at)
            if at < len(papers) and papers[at] == paper:
                number = numbers.setdefault(labels, len(self._sets))
                if number == len(self._sets):
                    self._sets.append(frozenset(labels.split(_BETWEEN)))
                self._of_paper[at] = number

    def of(self, papers: Iterable[int]) -> frozenset[str]:
        """All labels of some papers together."""
        if len(self._sets) == 1:  # no paper has any
            return self._sets[0]
        numbers = {self._of_paper[paper] for paper in papers}
        if len(numbers) == 1:
            return self._sets[numbers.pop()]
        return frozenset().union(*[self._sets[number] for number in numbers])
