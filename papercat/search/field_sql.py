"""What each field of the search language asks of the catalogue's tables.

A condition is SQL over `{row}`, a paper's row id, with parameters for whatever
was typed.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from papercat.catalogue.beginnings import beginning_with
from papercat.catalogue.id_list import id_list
from papercat.later import Later
from papercat.papers.paper_ids import ids_between
from papercat.papers.taxonomy import full_codes

identifiers = Later("papercat.papers.identifiers")
json = Later("json")
names = Later("papercat.people.names")
shown_names = Later("papercat.people.shown_names")

BETWEEN = "{row} >= ? AND {row} < ?"
AUTHORS = """{row} IN (
    SELECT a.paper_id FROM json_each(?) AS person
    JOIN names AS n ON n.person_id = person.value
    JOIN authorships AS a ON a.name_id = n.id)"""
STATED_AUTHORS = """{row} IN (
    SELECT a.paper_id FROM json_each(?) AS person
    JOIN names AS n ON n.person_id = person.value
    JOIN authorships AS a ON a.name_id = n.id AND a.inferred_from IS NULL)"""
NAMED_WITH = """
SELECT DISTINCT n.person_id
FROM names_fts AS f JOIN names AS n ON n.id = f.rowid WHERE names_fts MATCH ?
"""
CATEGORIES = "SELECT code, coalesce(name, '') FROM categories ORDER BY code"
ORGANISATIONS = "SELECT id, slug, slug FROM organisations"
AT_ORGANISATION = """{row} IN (
    SELECT po.paper_id FROM json_each(?) AS wanted
    JOIN paper_organisations AS po ON po.organisation_id = wanted.value)"""
CONFERENCES = "SELECT id, key, series FROM conferences"
AT_CONFERENCE = """{row} IN (
    SELECT m.paper_id FROM json_each(?) AS wanted
    JOIN posts AS p ON p.conference_id = wanted.value
    JOIN mentions AS m ON m.post_id = p.id WHERE m.paper_id NOTNULL)"""
SOURCES = "SELECT id, path, replace(path, rtrim(path, replace(path, '/', '')), '') FROM sources"
FROM_SOURCE = """{row} IN (
    SELECT ps.paper_id FROM json_each(?) AS wanted
    JOIN paper_sources AS ps ON ps.source_id = wanted.value)"""
VENUES = "SELECT DISTINCT venue FROM papers WHERE venue NOTNULL"
AT_VENUE = """{row} IN (
    SELECT p.id FROM json_each(?) AS wanted
    JOIN papers AS p ON p.venue = wanted.value AND p.venue NOTNULL)"""
KEY = "{row} IN (SELECT id FROM papers WHERE key = ?)"
KEY_PREFIX = "{row} IN (SELECT id FROM papers WHERE key >= ? AND key < ?)"
IDENTIFIER = """{row} IN (
    SELECT i.paper_id FROM json_each(?) AS wanted
    JOIN identifiers AS i ON i.scheme = wanted.value ->> 0
     AND i.value >= wanted.value ->> 1 AND i.value <= wanted.value ->> 2)"""
SCHEMES = """
WITH RECURSIVE known (scheme) AS (
    SELECT min(scheme) FROM identifiers
    UNION ALL
    SELECT (SELECT min(i.scheme) FROM identifiers AS i WHERE i.scheme > known.scheme)
    FROM known WHERE known.scheme NOTNULL)
SELECT scheme FROM known WHERE scheme NOTNULL
"""
HAS = {
    "code": "{row} IN (SELECT id FROM papers WHERE has_code)",
    "doubts": "EXISTS (SELECT 1 FROM doubts WHERE paper_id = {row})",
    "abstract": "{row} NOT IN (SELECT id FROM papers WHERE abstract IS NULL)",
    "authors": "EXISTS (SELECT 1 FROM authorships WHERE paper_id = {row})",
    "org": "EXISTS (SELECT 1 FROM paper_organisations WHERE paper_id = {row})",
    "conference": """{row} IN (
        SELECT m.paper_id FROM posts AS p JOIN mentions AS m ON m.post_id = p.id
        WHERE p.conference_id NOTNULL AND m.paper_id NOTNULL)""",
    "venue": "{row} IN (SELECT id FROM papers WHERE venue NOTNULL)",
}
"""what `has:` takes → what it asks; `date` is a range of ids"""


class Condition(NamedTuple):
    """What a paper must be, over its row id `{row}`."""

    sql: str
    values: tuple[int | str, ...] = ()


ALWAYS = Condition("TRUE")
NEVER = Condition("FALSE")


def span_of(field: str, value: str) -> tuple[int, int]:
    """The row ids, from and up to but not including, that `year`, `since` or `before` leaves."""
    if field == "since":
        return ids_between(value, None)
    if field == "before":
        return ids_between(None, None)[0], ids_between(value, None)[0]
    first, dots, last = value.partition("..")
    return ids_between(first or None, (last or None) if dots else first)


def category_codes(db: sqlite3.Connection, text: str, *, prefix: bool) -> list[str]:
    """The codes among the catalogue's that a code, a bare code, an archive or a name means."""
    wanted = text.strip().lower()
    known = [(code, name.lower()) for code, name in db.execute(CATEGORIES)]
    if prefix:
        return [code for code, _ in known if code.lower().startswith(wanted)]
    codes = {code.lower() for code in (text, *full_codes(text))}
    found = [c for c, _ in known if c.lower() in codes or c.lower().startswith(f"{wanted}.")]
    return (
        found
        or [code for code, name in known if name == wanted]
        or [code for code, name in known if wanted and wanted in name]
    )


def by_author(db: sqlite3.Connection, text: str, *, prefix: bool, stated: bool) -> Condition:
    """The papers of everybody called so: the whole name if somebody has it, else its words."""
    name = names.fold_for_identity(text)
    # One word alone is rarely anybody's whole name, whoever is printed so.
    whole = " " in name and not prefix
    people = shown_names.called(db, name) if whole else []
    if not people:
        words = [word for word in name.split() if any(map(str.isalnum, word))]
        parts = [f'"{word}"' + " *" * (len(word) == 1) for word in words]
        if parts and prefix and not parts[-1].endswith("*"):
            parts[-1] += " *"
        match = " AND ".join(parts)
        people = [row[0] for row in db.execute(NAMED_WITH, (match,))] if match else []
        people += shown_names.shown_as(db, name, whole=False)
    return Condition(STATED_AUTHORS if stated else AUTHORS, (id_list(people),))


def _listed(sql: str, query: str) -> Callable[[sqlite3.Connection, str, bool], Condition]:
    """A field over a small table: (id, name, other name) rows, one of whose names fits."""

    def condition(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:
        wanted = _bare(text)
        ids = [
            row
            for row, *called in db.execute(query)
            if any(_fits(_bare(n), wanted, prefix=prefix) for n in called)
        ]
        return Condition(sql, (id_list(ids),))

    return condition


def _bare(name: str) -> str:
    """A name as it may be typed: without case, spaces and hyphens."""
    return name.lower().replace(" ", "").replace("-", "")


def _fits(name: str, wanted: str, *, prefix: bool) -> bool:
    return name.startswith(wanted) if prefix else name == wanted


def _venue(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:
    """Venues that have the words of `text` one after another."""
    wanted = f" {names.fold_for_search(text)}" + " " * (not prefix)
    found = [
        venue for (venue,) in db.execute(VENUES) if wanted in f" {names.fold_for_search(venue)} "
    ]
    return Condition(AT_VENUE, (json.dumps(found),))


def _key(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:  # noqa: ARG001  as VALUES asks
    return Condition(KEY_PREFIX, beginning_with(text)) if prefix else Condition(KEY, (text,))


def _identifier(*schemes: str) -> Callable[[sqlite3.Connection, str, bool], Condition]:
    def condition(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:
        known = schemes or [row[0] for row in db.execute(SCHEMES)]
        found = identifiers.from_address(text)
        pairs = [found] if found else [identifiers.normal_id(each, text) for each in known]
        pairs = [pair for pair in pairs if pair[0] in known]
        ranges = [
            (each, *(beginning_with(first) if prefix else (first, first))) for each, first in pairs
        ]
        return Condition(IDENTIFIER, (json.dumps(ranges),))

    return condition


def _has(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:  # noqa: ARG001  as VALUES asks
    if text == "date":
        return Condition(BETWEEN, ids_between(None, None))
    return Condition(HAS[text])


def _span(field: str) -> Callable[[sqlite3.Connection, str, bool], Condition]:
    return lambda _db, text, _prefix: Condition(BETWEEN, span_of(field, text))


VALUES: Mapping[str, Callable[[sqlite3.Connection, str, bool], Condition]] = {
    "year": _span("year"),
    "since": _span("since"),
    "before": _span("before"),
    "org": _listed(AT_ORGANISATION, ORGANISATIONS),
    "conference": _listed(AT_CONFERENCE, CONFERENCES),
    "source": _listed(FROM_SOURCE, SOURCES),
    "venue": _venue,
    "key": _key,
    "has": _has,
    "id": _identifier(),
    "arxiv": _identifier("arxiv"),
    "doi": _identifier("doi"),
}
"""field → (catalogue, what was typed, whether only its beginning) → what it asks"""


def every(conditions: Sequence[Condition]) -> Condition:
    """All of them."""
    return _joined(" AND ", conditions, ALWAYS)


def any_of(conditions: Sequence[Condition]) -> Condition:
    """One of them."""
    return _joined(" OR ", conditions, NEVER)


def none_of(condition: Condition) -> Condition:
    """The opposite."""
    return Condition(f"NOT ({condition.sql})", condition.values)


def _joined(operator: str, conditions: Iterable[Condition], empty: Condition) -> Condition:
    parts = list(conditions)
    if not parts:
        return empty
    sql = operator.join(f"({part.sql})" for part in parts)
    return Condition(sql, tuple(value for part in parts for value in part.values))
