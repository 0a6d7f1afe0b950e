"""Whether the catalogue is whole, and making anew what follows from the rest of it.

Indices, counts and whatever else is worked out of other tables can be made anew; what was
read from a file or settled by a person can't, and is for a backup to bring back.
"""

import sqlite3
from collections.abc import Callable, Iterator

from papercat.catalogue import check_kept as kept
from papercat.catalogue.check_kind import Fault, code
from papercat.catalogue.writing import transaction
from papercat.importing import check_derived as derived

CHECKS = (*kept.CHECKS, *derived.CHECKS)
"""in an order in which each may build on those before it"""


def find_faults(
    db: sqlite3.Connection, began: Callable[[str], None] = lambda _: None
) -> Iterator[Fault]:
    """Every fault, in a transaction that may be rolled back: nothing is changed.

    `began` is told what is looked at as each check begins; some take a while.
    """
    for check in CHECKS:
        began(f"looking at {check.name}")
        try:
            yield from (Fault(check.name, what, check.mend is not None) for what in check.find(db))
        except sqlite3.DatabaseError as error:
            if code(error) not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}:
                raise
            yield Fault(check.name, f"can't be looked at: {error}", repairable=False)


def make_anew(db: sqlite3.Connection) -> None:
    """Make whatever follows from the rest, within the caller's transaction.

    What can't be made, as a table that it follows from is lost, stays as it is.
    """
    for check in CHECKS:
        if check.mend:
            try:
                with transaction(db):
                    check.mend(db)
            except sqlite3.DatabaseError as error:
                if code(error) != sqlite3.SQLITE_ERROR:
                    raise
