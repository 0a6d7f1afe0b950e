"""The names of a catalogue with their blocks, papers and co-authors, read as they are needed.

Only names that share a block are compared. Blocking is Newcombe's (Science 130, 1959); see
Christen, *Data Matching* (2012), chapter 4.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from papercat.catalogue.sql_values import first_column
from papercat.people.name_relation import (
    NameForm,
    Relation,
    name_form,
    relate,
    surname_initial,
)
from papercat.people.name_words import COMMON_SURNAME, other_forms, surname_grade
from papercat.text.names import PARTICLES, fold_for_search, fold_romaji, fold_umlauts, is_group

FIRST_ROWS = """
SELECT n.folded, min(n.id) FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value GROUP BY n.folded
"""
ADD_TO_BLOCK = "INSERT OR IGNORE INTO name_blocks (block, name_id, meets_all) VALUES (?, ?, NOT ?)"
DROP_FROM_BLOCK = "DELETE FROM name_blocks WHERE block = ? AND name_id = ?"
EMPTY_BLOCKS = "DELETE FROM name_blocks"
MET_IN_BLOCKS = """
SELECT n.folded, m.folded FROM json_each(?) AS wanted
JOIN name_blocks AS one ON one.block = wanted.value AND one.meets_all
JOIN name_blocks AS other ON other.block = one.block AND other.name_id <> one.name_id
JOIN names AS n ON n.id = one.name_id
JOIN names AS m ON m.id = other.name_id
"""
ALL_MET_IN_BLOCKS = """
SELECT n.folded, m.folded FROM name_blocks AS one
CROSS JOIN name_blocks AS other ON other.block = one.block
    AND (other.name_id > one.name_id OR (NOT other.meets_all AND other.name_id <> one.name_id))
JOIN names AS n ON n.id = one.name_id
JOIN names AS m ON m.id = other.name_id
WHERE one.meets_all AND one.block NOT IN (
    SELECT block FROM name_blocks WHERE meets_all GROUP BY block HAVING count(*) > ?)
"""
CROWDED_BLOCKS = """
SELECT b.block FROM json_each(?) AS wanted JOIN name_blocks AS b ON b.block = wanted.value
WHERE b.meets_all GROUP BY b.block HAVING count(*) > ?
"""
NAMES_IN_BLOCKS = """
SELECT n.folded FROM json_each(?) AS wanted JOIN name_blocks AS b ON b.block = wanted.value
JOIN names AS n ON n.id = b.name_id
"""
PAPERS_OF_NAMES = """
SELECT n.folded, a.paper_id FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value
LEFT JOIN authorships AS a ON a.name_id = n.id AND a.slot > 0
"""
NAMES_ON_PAPERS = """
SELECT a.paper_id, n.folded FROM json_each(?) AS wanted
JOIN authorships AS a ON a.paper_id = wanted.value
JOIN names AS n ON n.id = a.name_id
"""
YEARS_OF_PAPERS = """
SELECT p.id, CAST(substr(p.published, 1, 4) AS INTEGER) FROM json_each(?) AS wanted
JOIN papers AS p ON p.id = wanted.value WHERE p.published NOTNULL
"""
CATEGORIES_OF_PAPERS = """
SELECT pc.paper_id, c.code FROM json_each(?) AS wanted
JOIN paper_categories AS pc ON pc.paper_id = wanted.value
JOIN categories AS c ON c.id = pc.category_id
"""
ORGANISATIONS_OF_PAPERS = """
SELECT po.paper_id, o.slug FROM json_each(?) AS wanted
JOIN paper_organisations AS po ON po.paper_id = wanted.value
JOIN organisations AS o ON o.id = po.organisation_id
"""

TITLES_OF_PAPERS = """
SELECT p.id, p.title FROM json_each(?) AS wanted JOIN papers AS p ON p.id = wanted.value
"""

CROWDED = 100
"""More names than this that meet all others of a block are not compared: their number would
grow with the square. In 100,000 papers of arXiv the fullest block has 72."""
MANY_AUTHORS = 60
"""Papers with more authors than this say little about who knows whom."""
_LONG_WORD = 7
"""Letters from which on a title's word tells what a paper is about."""
_AT_ONCE = 8000
"""Names looked up with one query."""

Labels = frozenset[str]
Years = tuple[int, int]
"""the first and the last year"""
_NONE: Labels = frozenset()


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Facts about one paper that help to tell its authors from their namesakes."""

    authors: tuple[str, ...]
    """Folded names without numbers; empty if there are more than ``MANY_AUTHORS``."""
    year: int | None
    categories: Labels
    organisations: Labels


@dataclass(frozen=True, slots=True)
class NameNode:
    """One folded name and the facts of its papers."""

    key: str
    """``fold_for_identity`` of the printed name, with a number where namesakes are told apart."""
    papers: frozenset[int] = frozenset()
    coauthors: Labels = _NONE
    """The other folded names on these papers, without numbers."""
    rough_coauthors: Labels = _NONE
    """The same as surname and first initial, so that printed forms of one person agree."""
    years: Years | None = None
    categories: Labels = _NONE
    organisations: Labels = _NONE


def years_of(papers: Iterable[PaperFacts]) -> Years | None:
    """Return the first and the last year of some papers."""
    years = [facts.year for facts in papers if facts.year]
    if not years:
        return None
    return min(years), max(years)


def years_between(one: Years | None, other: Years | None) -> int:
    """Count the years between two careers; 0 if they overlap or a year is unknown."""
    if one is None or other is None:
        return 0
    return max(0, one[0] - other[1], other[0] - one[1])


def base_name(key: str) -> str:
    """Return a folded name without the number that tells namesakes apart."""
    return key.partition("#")[0] or key


@lru_cache(maxsize=1 << 14)
def rough_name(key: str) -> str:
    """Return surname and first initial of a folded name."""
    words = base_name(key).split()
    if not words:
        return key
    return f"{words[-1]} {words[0][0]}"


def _plain_blocks(first: str, last: str) -> list[tuple[str, bool]]:
    """Give the blocks in which a first and a last word meet their variants."""
    if surname_grade(last) < COMMON_SURNAME:
        return [(f"{last} {first[0]}", True)]
    blocks = [(f"{last} {first[0]}.", len(first) == 1)]
    if len(first) > 1:
        blocks.append((f"{last} {fold_romaji(fold_umlauts(first))}", True))
        blocks += [
            (f"{last} {min(first, form)}/{max(first, form)}", True) for form in other_forms(first)
        ]
    return blocks


def block_keys(form: NameForm) -> list[tuple[str, bool]]:
    """Give the blocks a name is in: only names that share a block can be one person.

    The flag says whether the name meets everyone in the block or only those
    with the flag: full names meet ``J Wang`` in the block ``wang j.``, but not
    each other there.
    """
    words = form.words
    if len(words) < 2 or is_group(form.key):
        return []
    first, last = words[0], form.last
    blocks = _plain_blocks(first, last)
    blocks.append(("=" + "".join(sorted(form.letters)), True))
    if len(first) > 2:
        rare = surname_grade(last) < COMMON_SURNAME
        blocks += ((f"{first} {last[:3]}-", rare), (f"{first} -{last[-3:]}", rare))
    if short := surname_initial(words):
        given = words[:-1] if len(last) == 1 else words[1:]
        blocks.append((f"{' '.join(given)} {short}..", True))
    else:
        blocks.append((f"{' '.join(form.given)} {last[0]}..", False))
    if len(words) > 2:
        blocks += _shorter_blocks(words, last)
    return blocks


def _shorter_blocks(words: tuple[str, ...], last: str) -> list[tuple[str, bool]]:
    """Give the blocks where a name meets those that lack its last surname or its first name."""
    blocks: list[tuple[str, bool]] = []
    end = len(words) - 1
    while end > 2 and words[end - 1] in PARTICLES:
        end -= 1
    if end > 1 and len(words[end - 1]) > 1:
        blocks += _plain_blocks(words[0], fold_umlauts(words[end - 1]))
    if len(words) > 2 and len(words[1]) > 1:
        blocks += _plain_blocks(words[1], last)
    return blocks


def blocks_of(names: Iterable[str]) -> set[str]:
    """Return the blocks that some names are in."""
    return {block for name in names for block, _ in block_keys(name_form(name))}


def long_words(title: str) -> Labels:
    """Return the long words of a title; they name its subject."""
    return frozenset(word for word in fold_for_search(title).split() if len(word) >= _LONG_WORD)


def in_chunks(names: Iterable[str]) -> Iterator[list[str]]:
    """Split names into lists in which likely variants are close together."""
    by_surname = sorted(names, key=lambda name: (base_name(name).rpartition(" ")[2], name))
    for start in range(0, len(by_surname), _AT_ONCE):
        yield by_surname[start : start + _AT_ONCE]


@dataclass
class NameStore:
    """Facts about names; each name and paper is read from the catalogue once."""

    db: sqlite3.Connection
    nodes: dict[str, NameNode] = field(default_factory=dict)
    """The names loaded so far."""
    _fits: dict[str, dict[str, Relation]] = field(default_factory=dict)
    _bases: dict[str, Labels] = field(default_factory=dict)
    _papers: dict[int, PaperFacts] = field(default_factory=dict)
    _strings: dict[str, str] = field(default_factory=dict)
    """Equal strings, kept once."""
    _labels: dict[Labels, Labels] = field(default_factory=dict)
    """Equal sets, kept once."""

    def file(self, names: Collection[str]) -> None:
        """Enter names in their blocks."""
        for chunk in in_chunks(names):
            rows = []
            for name, row in self.db.execute(FIRST_ROWS, (json.dumps(chunk),)):
                for block, meets_all in block_keys(name_form(name)):
                    rows.append((block, row, not meets_all))
            rows.sort()  # a block may come twice: then True precedes False
            self.db.executemany(ADD_TO_BLOCK, rows)

    def crowded(self, blocks: Iterable[str]) -> set[str]:
        """Return those of some blocks that have too many names to compare."""
        found = self.db.execute(CROWDED_BLOCKS, (json.dumps(list(blocks)), CROWDED))
        return set(first_column(found))

    def names_in(self, blocks: Iterable[str]) -> set[str]:
        """Return the names in some blocks."""
        found = self.db.execute(NAMES_IN_BLOCKS, (json.dumps(list(blocks)),))
        return set(first_column(found))

    def remove(self, names: Collection[str]) -> None:
        """Take names out of their blocks."""
        for name, row in self.db.execute(FIRST_ROWS, (json.dumps(list(names)),)).fetchall():
            for block in blocks_of([name]):
                self.db.execute(DROP_FROM_BLOCK, (block, row))

    def fits(self, key: str) -> dict[str, Relation]:
        """Return the names that may be the same person's as this one, and how they relate."""
        if key not in self._fits:
            self.look_up([key])
        return self._fits[key]

    def fitting_bases(self, key: str) -> Labels:
        """Return the names that fit this one, without numbers."""
        found = self._bases.get(key)
        if found is None:
            found = self._bases[key] = frozenset(map(base_name, self.fits(key)))
        return found

    def look_up(self, keys: Iterable[str]) -> None:
        """Find the names that fit each of these."""
        for chunk in in_chunks(set(keys) - self._fits.keys()):
            for key in chunk:
                self._fits[key] = {}
            blocks = blocks_of(chunk)
            blocks -= self.crowded(blocks)
            wanted = set(chunk)
            for one, other in self.db.execute(MET_IN_BLOCKS, (json.dumps(sorted(blocks)),)):
                if one in wanted or other in wanted:
                    self._relate(one, other)

    def look_up_all(self, names: Iterable[str]) -> None:
        """Find what fits every name of the catalogue."""
        self._fits = {name: {} for name in names}
        self._strings.update((name, name) for name in self._fits)
        for one, other in self.db.execute(ALL_MET_IN_BLOCKS, (CROWDED,)):
            self._relate(self._strings.get(one, one), self._strings.get(other, other))

    def _relate(self, one: str, other: str) -> None:
        ours, theirs = self._fits.get(one, {}), self._fits.get(other, {})
        relation = ours.get(other) or theirs.get(one)
        if relation is None:
            relation = relate(name_form(one), name_form(other))
        if relation is None or base_name(one) == base_name(other):
            return
        if one in self._fits:
            ours[other] = relation
        if other in self._fits:
            theirs[one] = relation

    def load(self, keys: Iterable[str]) -> None:
        """Read these names with their papers."""
        papers = self.papers_of(key for key in keys if key not in self.nodes)
        self.read_papers(set(chain.from_iterable(papers.values())))
        for name, found in papers.items():
            self.nodes[name] = self._node(name, found)

    def forget_nodes(self) -> None:
        """Free the memory of loaded names; what fits them and their papers stay known."""
        self.nodes.clear()
        self._bases.clear()

    def read_papers(self, papers: Iterable[int]) -> dict[int, PaperFacts]:
        """Return the facts of every paper read so far, these among them."""
        unknown = (json.dumps([paper for paper in papers if paper not in self._papers]),)
        authors = self._grouped(NAMES_ON_PAPERS, unknown)
        years = dict(self.db.execute(YEARS_OF_PAPERS, unknown))
        categories = self._grouped(CATEGORIES_OF_PAPERS, unknown)
        organisations = self._grouped(ORGANISATIONS_OF_PAPERS, unknown)
        for paper, names in authors.items():
            bases = tuple(names) if len(names) <= MANY_AUTHORS else ()
            self._papers[paper] = PaperFacts(
                bases,
                years.get(paper),
                self._shared(categories.get(paper)),
                self._shared(organisations.get(paper)),
            )
        return self._papers

    def title_words(self, papers: Iterable[int]) -> dict[int, Labels]:
        """Return the long words of papers' titles."""
        found = {}
        for paper, title in self.db.execute(TITLES_OF_PAPERS, (json.dumps(list(papers)),)):
            found[paper] = long_words(title)
        return found

    def papers_of(self, names: Iterable[str]) -> dict[str, list[int]]:
        """Return the papers that state each of these names, if any."""
        found: dict[str, list[int]] = {}
        for name, paper in self.db.execute(PAPERS_OF_NAMES, (json.dumps(list(names)),)):
            papers = found.setdefault(name, [])
            if paper is not None:
                papers.append(paper)
        return found

    def _grouped(self, query: str, papers: tuple[str]) -> dict[int, list[str]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        for paper, text in self.db.execute(query, papers):
            name = base_name(text)
            found[paper].append(self._strings.setdefault(name, name))
        return found

    def _shared(self, labels: list[str] | None) -> Labels:
        if not labels:
            return _NONE
        found = frozenset(labels)
        return self._labels.setdefault(found, found)

    def _node(self, key: str, papers: list[int]) -> NameNode:
        facts = [self._papers[paper] for paper in papers]
        coauthors = set[str]().union(*[each.authors for each in facts])
        coauthors.discard(base_name(key))
        return NameNode(
            key,
            frozenset(papers),
            frozenset(coauthors),
            frozenset(map(rough_name, coauthors)),
            years_of(facts),
            _NONE.union(*[each.categories for each in facts]),
            _NONE.union(*[each.organisations for each in facts]),
        )
