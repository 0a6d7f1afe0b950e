"""The rows of namesakes: each person behind a common name gets a name row of their own.

The person with the smallest paper id keeps the folded name. Another person's folded
name has a number, `wei wang#p71`: the id of the person's first paper. Where the user
settled which namesake is on a paper, that holds, also for a name that is not common.
DBLP numbers namesakes itself: `wei wang#0007` is somebody else in every source.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from papercat.catalogue.sql_values import first_column
from papercat.people.name_store import NameStore, PaperFacts, base_name
from papercat.people.namesakes import (
    DOUBTED_ARE_ONE,
    Bearers,
    Namesakes,
    Papers,
    bearer_of,
    first_circles,
    is_common,
    tell_apart,
)
from papercat.people.same_person import DecidedPairs, Doubt

ALL_TWO_WORDS = """
SELECT DISTINCT folded FROM names WHERE folded GLOB '* *' AND folded NOT GLOB '* * *'
AND EXISTS (SELECT 1 FROM authorships AS a WHERE a.name_id = names.id)
"""
ALL_NUMBERED = """
SELECT DISTINCT folded FROM names WHERE folded GLOB '?*#*' AND folded NOT GLOB '*#0[0-9][0-9][0-9]'
AND EXISTS (SELECT 1 FROM authorships AS a WHERE a.name_id = names.id)
"""
MENTIONS = """
SELECT wanted.value, n.folded, n.name, a.paper_id, a.slot
FROM json_each(?) AS wanted
JOIN names AS n ON n.folded = wanted.value
    OR (n.folded >= wanted.value || '#' AND n.folded < wanted.value || '$'
        AND n.folded NOT GLOB '*#0[0-9][0-9][0-9]')
JOIN authorships AS a ON a.name_id = n.id
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


class NamesakeRows:
    """Tells the bearers of common names apart and moves their authorships."""

    def __init__(self, store: NameStore, settled: DecidedPairs) -> None:
        """``settled`` is what the user settled about namesakes."""
        self._db = store.db
        self._store = store
        self._whole = {one for one, other in settled.together if one == other}
        """Folded names that are one person's."""
        self._bearers = settled.bearers
        self.moved: set[str] = set()
        """The folded names, with their numbers, that lost or got papers."""
        self.looked_at: set[str] = set()
        """The common names told apart."""
        self.doubts: list[Doubt] = []

    def tell_apart_all(self) -> None:
        """Tell the bearers of every common name apart."""
        names = map(base_name, first_column(self._db.execute(ALL_TWO_WORDS)))
        numbered = map(base_name, first_column(self._db.execute(ALL_NUMBERED)))
        self._tell_apart({*filter(is_common, names), *numbered})

    def tell_apart_near(self, touched: Iterable[str]) -> None:
        """Tell apart the common names among these, and those that they tell about.

        A name tells about its co-authors' acquaintances unless it is common itself.
        """
        names: set[str] = set()
        telling: set[str] = set()
        for name in touched:
            base = base_name(name)
            if is_common(base) or base != name:
                names.add(base)
            if not is_common(base):
                telling.add(base)
        coauthors = self._db.execute(COAUTHORS, (json.dumps(sorted(telling)),))
        near = map(base_name, first_column(coauthors))
        self._tell_apart({*names, *filter(is_common, near)})

    def _tell_apart(self, names: set[str]) -> None:
        self.looked_at = names | self._bearers.keys()
        in_turn = sorted(self.looked_at)
        for start in range(0, len(in_turn), _AT_ONCE):
            self._tell_chunk_apart(in_turn[start : start + _AT_ONCE])

    def _tell_chunk_apart(self, names: Sequence[str]) -> None:
        mentions: defaultdict[str, list[_Mention]] = defaultdict(list)
        papers = set[int]()
        for name, *values in self._db.execute(MENTIONS, (json.dumps(names),)):
            mention = _Mention(*values)
            mentions[name].append(mention)
            papers.add(mention.paper)
        facts = self._store.read_papers(papers)
        several = {}
        for name, found in mentions.items():
            stated = [mention.paper for mention in found if mention.slot > 0]
            papers_of = {paper: facts[paper] for paper in stated}
            settled = self._settled(name)
            if name in self._whole or not is_common(name):
                people = _settled_people(name, papers_of, settled)
                self._assign(name, found, Namesakes(people, []))
            elif len(first_circles(name, papers_of, settled)) == 1:
                self._assign(name, found, Namesakes([sorted(papers_of)], []))
            else:
                several[name] = papers_of
        self._tell_circles_apart(several, mentions)

    def _tell_circles_apart(
        self, several: Mapping[str, Papers], mentions: Mapping[str, Sequence[_Mention]]
    ) -> None:
        """Tell the bearers of names with several circles of co-authors apart."""
        papers = set[int]()
        coauthors = set[str]()
        for papers_of in several.values():
            papers.update(papers_of)
            for facts in papers_of.values():
                coauthors.update(facts.authors)
        theirs = self._store.papers_of(name for name in coauthors if not is_common(name))
        facts_of = self._store.read_papers(chain.from_iterable(theirs.values()))
        known = {name: [facts_of[paper] for paper in found] for name, found in theirs.items()}
        titles = self._store.title_words(papers)
        for name, papers_of in several.items():
            namesakes = tell_apart(name, papers_of, titles, known, self._settled(name))
            self._assign(name, mentions[name], namesakes)

    def _settled(self, name: str) -> Bearers:
        return self._bearers.get(name, {})

    def _assign(self, name: str, mentions: Sequence[_Mention], namesakes: Namesakes) -> None:
        """Give each mention the name row of its person, and note the doubts."""
        settled = self._settled(name)
        keys = _bearers(name, namesakes.people, settled)
        owner = dict(settled)
        for key, papers in zip(keys, namesakes.people, strict=True):
            owner.update(dict.fromkeys(papers, key))
        for mention in mentions:
            bearer = owner.get(mention.paper, name)  # an inferred author may have none
            if mention.folded != bearer:
                row = (mention.printed, bearer)
                found = self._db.execute(FIND_ROW, row).fetchone()
                if found is None:
                    found = self._db.execute(ADD_ROW, row).fetchone()
                self._db.execute(MOVE, (found[0], mention.paper, mention.slot))
                self.moved |= {mention.folded, bearer}
        for one, other in namesakes.likely_one:
            first, second = sorted((keys[one], keys[other]))
            reason = "one name, but papers that share no co-author"
            self.doubts.append(Doubt(first, second, DOUBTED_ARE_ONE, reason))


def _settled_people(
    name: str, papers: Mapping[int, PaperFacts], settled: Bearers
) -> list[list[int]]:
    """Group the papers of a name that is one person's but for what the user settled."""
    people = []
    rest = []
    for circle in first_circles(name, papers, settled):
        if bearer_of(circle, settled) in (None, name):
            rest += circle
        else:
            people.append(circle)
    if rest:
        people.append(rest)
    return people


def _bearers(name: str, people: Sequence[Sequence[int]], settled: Bearers) -> list[str]:
    """Return the folded name of each namesake: the settled one, else the first that is free."""
    taken = set(settled.values())
    bearers = []
    for papers in people:
        bearer = bearer_of(papers, settled)
        if bearer is None:
            numbered = [f"{name}#p{paper}" for paper in sorted(papers)]
            free = [each for each in [name, *numbered] if each not in taken]
            bearer = free[0] if free else f"{numbered[0]}+"
        taken.add(bearer)
        bearers.append(bearer)
    return bearers
