"""Who is who among all names, in parts that several processes work out."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from papercat.copies import processors
from papercat.people.all_names import AllNames
from papercat.people.same_person import DecidedPairs, InParts, Resolution
from papercat.people.shared_work import SharedWork

NOT_ALONE = """
SELECT folded FROM names WHERE person_id IN (
    SELECT person_id FROM names GROUP BY person_id
    HAVING count(*) > 1 AND min(folded) <> max(folded)
)
UNION SELECT n.folded
FROM (SELECT folded FROM names GROUP BY folded HAVING count(*) > 1) AS several
JOIN names AS n ON n.folded = several.folded
GROUP BY n.folded HAVING min(n.person_id) <> max(n.person_id)
"""

AT_ONCE = 8000
"""names whose surroundings are held in memory together"""
_WORTH_SHARING = 4
"""parts; of fewer a second process would hardly have begun"""


class Everybody:
    """Who is who among all names, worked out by other processes until this one joins them."""

    def __init__(self, db: sqlite3.Connection, size: int, settled: DecidedPairs) -> None:
        """Read all there is to know, and begin; the database is not asked any more."""
        catalogue = AllNames(db, size)
        # A name alone, of somebody with no other name, is what it was when it came.
        self._not_alone = {name for (name,) in db.execute(NOT_ALONE)}
        self._in_parts = InParts(catalogue, settled)
        self._parts = list(in_parts(catalogue.names))
        copies = processors() - 1 if len(self._parts) >= _WORTH_SHARING else 0
        self._work = SharedWork(self._part, len(self._parts), copies)

    def _part(self, number: int) -> Resolution:
        """A part's groups, but for those that nothing has to be done about, and its doubts."""
        found = self._in_parts.resolve(self._parts[number])
        not_alone = self._not_alone
        groups = [group for group in found.groups if len(group) > 1 or group[0] in not_alone]
        return Resolution(groups, found.doubts)

    def results(self) -> list[Resolution]:
        """What there is to be done, the same whoever worked it out."""
        return self._work.results()

    def close(self) -> None:
        """Whatever is still at work is no longer wanted."""
        self._work.close()


def in_parts(names: Iterable[str]) -> Iterator[list[str]]:
    """Names that may be one person's lie close together, and are looked up together."""
    in_turn = iter(sorted(names, key=_surname_first))
    while part := list(islice(in_turn, AT_ONCE)):
        yield part


def _surname_first(name: str) -> tuple[str, str]:
    return name.rpartition(" ")[2], name
