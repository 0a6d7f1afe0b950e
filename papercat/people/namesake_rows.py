"""The rows of namesakes: each person behind a common name gets a name row of their own.

The person with the smallest paper id keeps the folded name. Another person's folded
name has a number, `wei wang#p71`: the id of the person's first paper.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from papercat.people.name_store import NameStore, PaperFacts, base_name
from papercat.people.namesakes import Namesakes, first_circles, is_common, tell_apart

ALL_TWO_WORDS = """
SELECT DISTINCT folded FROM names WHERE folded GLOB '* *' AND folded NOT GLOB '* * *'
AND EXISTS (SELECT 1 FROM authorships AS a WHERE a.name_id = names.id)
"""
MENTIONS = """
SELECT wanted.value, n.folded, n.name, a.paper_id, a.slot
FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value
    OR (n.folded >= wanted.value || '#p' AND n.folded < wanted.value || '#q')
JOIN authorships AS a ON a.name_id = n.id AND a.slot > 0
"""
COAUTHORS = """
WITH theirs AS (
    SELECT DISTINCT a.paper_id FROM json_each(?) AS wanted
    JOIN names AS mine ON mine.folded = wanted.value
    JOIN authorships AS a ON a.name_id = mine.id)
SELECT DISTINCT n.folded FROM theirs
JOIN authorships AS b ON b.paper_id = theirs.paper_id
JOIN names AS n ON n.id = b.name_id
"""
FIND_ROW = "SELECT id FROM names WHERE name = ? AND folded = ?"
ADD_ROW = "INSERT INTO names (name, folded) VALUES (?, ?) RETURNING id"
MOVE = "UPDATE authorships SET name_id = ? WHERE paper_id = ? AND slot = ?"

_AT_ONCE = 500
"""Names whose co-authors' papers are looked up together."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A common name on a paper."""

    folded: str
    printed: str
    paper: int
    slot: int


@dataclass(frozen=True, slots=True)
class NamesakeDoubt:
    """Two people of one name who may be one."""

    one: str
    other: str
    probability: float


class NamesakeRows:
    """Tells the bearers of common names apart and moves their authorships."""

    def __init__(self, store: NameStore, whole: Collection[str]) -> None:
        """``whole`` are folded names that the user said are one person's."""
        self._db = store.db
        self._store = store
        self._whole = whole
        self.moved: set[str] = set()
        """The folded names, with their numbers, that lost or got papers."""
        self.looked_at: set[str] = set()
        """The common names told apart."""
        self.doubts: list[NamesakeDoubt] = []

    def tell_apart_all(self) -> None:
        """Tell the bearers of every common name apart."""
        names = {base_name(name) for (name,) in self._db.execute(ALL_TWO_WORDS)}
        self._tell_apart(names)

    def tell_apart_near(self, touched: Iterable[str]) -> None:
        """Tell apart the common names among these, and those that they tell about.

        A name tells about its co-authors' acquaintances unless it is common itself.
        """
        bases = {base_name(name) for name in touched}
        telling = json.dumps(sorted(name for name in bases if not is_common(name)))
        near = {base_name(name) for (name,) in self._db.execute(COAUTHORS, (telling,))}
        self._tell_apart(bases | near)

    def _tell_apart(self, names: set[str]) -> None:
        in_turn = iter(sorted(name for name in names if is_common(name)))
        while chunk := list(islice(in_turn, _AT_ONCE)):
            self.looked_at.update(chunk)
            self._tell_chunk_apart(chunk)

    def _tell_chunk_apart(self, names: Sequence[str]) -> None:
        mentions: defaultdict[str, list[_Mention]] = defaultdict(list)
        for name, *values in self._db.execute(MENTIONS, (json.dumps(names),)):
            mentions[name].append(_Mention(*values))
        facts = self._store.read_papers(
            mention.paper for found in mentions.values() for mention in found
        )
        several = {}
        for name, found in mentions.items():
            papers = {mention.paper: facts[mention.paper] for mention in found}
            if name in self._whole or len(first_circles(name, papers)) == 1:
                self._assign(name, found, Namesakes([sorted(papers)], []))
            else:
                several[name] = papers
        known = self._papers_of_coauthors(several.values())
        titles = self._store.title_words({paper for found in several.values() for paper in found})
        for name, papers in several.items():
            self._assign(name, mentions[name], tell_apart(name, papers, titles, known))

    def _papers_of_coauthors(
        self, papers: Iterable[Mapping[int, PaperFacts]]
    ) -> dict[str, list[PaperFacts]]:
        coauthors = set[str]()
        for found in papers:
            for facts in found.values():
                coauthors.update(facts.authors)
        telling = [name for name in coauthors if not is_common(name)]
        papers_of = self._store.papers_of(telling)
        facts_of = self._store.read_papers(
            paper for numbers in papers_of.values() for paper in numbers
        )
        return {name: [facts_of[paper] for paper in found] for name, found in papers_of.items()}

    def _assign(self, name: str, mentions: Sequence[_Mention], namesakes: Namesakes) -> None:
        """Give each mention the name row of its person, and note the doubts."""
        keys = []
        owner = {}
        for place, papers in enumerate(namesakes.people):
            key = f"{name}#p{papers[0]}" if place else name
            keys.append(key)
            owner.update(dict.fromkeys(papers, key))
        for mention in mentions:
            if mention.folded != owner[mention.paper]:
                self._move(mention, owner[mention.paper])
        for one, other, probability in namesakes.likely_one:
            first, second = sorted((keys[one], keys[other]))
            self.doubts.append(NamesakeDoubt(first, second, probability))

    def _move(self, mention: _Mention, folded: str) -> None:
        found = self._db.execute(FIND_ROW, (mention.printed, folded)).fetchone()
        if found is None:
            found = self._db.execute(ADD_ROW, (mention.printed, folded)).fetchone()
        self._db.execute(MOVE, (found[0], mention.paper, mention.slot))
        self.moved |= {mention.folded, folded}
