"""Ask the catalogue in SQL.

papercat sql "SELECT key, title FROM paper_list WHERE year = 2022"
papercat sql "SELECT person, count(*) AS papers FROM author_list GROUP BY 1 ORDER BY 2 DESC"

A query can't change the catalogue or write another file. Views for asking: paper_list,
author_list, person_list, category_list, tag_list, mention_list, source_list.
"""

import sqlite3
from typing import Annotated

import typer

from papercat.catalogue.schema import refuse_planted
from papercat.commands.support.invocation import Invocation
from papercat.errors import UsageError
from papercat.shown import Column, Rows

# The views are papercat's own, which was just checked. They call JSON functions, which
# SQLite before 3.44 takes for unsafe.
TRUST_VIEWS = "PRAGMA trusted_schema = ON"

_MOST_STEPS = 200_000_000
"""Instructions of SQLite's virtual machine after which a query is stopped: about a minute."""


_READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
"""what a query does that changes nothing"""
_DESCRIBES = {"data_version", "index_info", "index_list", "table_info", "table_list", "table_xinfo"}
"""pragmas that describe tables; full-text search asks for data_version"""


def run(
    invocation: Invocation,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SELECT statement.")],
) -> None:
    """Show the rows of one query."""
    db = invocation.catalogue()
    refuse_planted(db, invocation.path)
    db.execute(TRUST_VIEWS)
    db.set_progress_handler(lambda: 1, _MOST_STEPS)
    db.set_authorizer(_only_reads)
    try:
        found = db.execute(query)
        rows = found.fetchall()
    except (sqlite3.OperationalError, sqlite3.ProgrammingError, sqlite3.Warning) as error:
        raise UsageError(f"SQL: {error}") from None
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_AUTH:
            raise UsageError("SQL: only reading is allowed; write one SELECT statement") from None
        raise
    if found.description is None:
        raise UsageError("SQL: the query gives no rows; write one SELECT statement")
    columns = tuple(Column(name, 12, 0) for name, *_ in found.description)
    invocation.show(Rows(columns, rows))


def _only_reads(action: int, name: str | None, *_: str | None) -> int:
    """Allow what changes neither the catalogue nor another file, as ATTACH and VACUUM do."""
    allowed = action in _READS
    if action == sqlite3.SQLITE_PRAGMA:
        allowed = name in _DESCRIBES
    if action == sqlite3.SQLITE_UPDATE:  # so SQLite opens virtual tables; it changes nothing
        allowed = name == "sqlite_master"
    if allowed:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
