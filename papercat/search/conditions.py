"""Conditions on papers in SQL, one for each field of the query language.

A condition is SQL over `{row}`, a paper's row id, with parameters for the typed values.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from papercat.catalogue.sql_values import beginning_with, first_column, id_list
from papercat.papers import identifiers
from papercat.papers.subjects import full_codes
from papercat.people import shown_names
from papercat.search.query_fields import date_range
from papercat.text import names

PUBLISHED = "{row} IN (SELECT id FROM papers WHERE published >= ? AND published < ?)"
IS_PUBLISHED = """EXISTS (
    SELECT 1 FROM papers WHERE id = {row} AND published >= ? AND published < ?)"""
COUNT_PUBLISHED = """
SELECT count(*) FROM (SELECT 1 FROM papers WHERE published >= ? AND published < ? LIMIT ?)
"""
AUTHORS = """{row} IN (
    SELECT a.paper_id FROM json_each(?) AS person
    JOIN names AS n ON n.person_id = person.value
    JOIN authorships AS a ON a.name_id = n.id AND a.slot > ?)"""
NAMED_WITH = """
SELECT DISTINCT n.person_id
FROM names_fts AS f JOIN names AS n ON n.id = f.rowid
WHERE names_fts MATCH ? AND n.person_id NOTNULL
"""
CATEGORIES = "SELECT id, code, coalesce(name, '') FROM categories ORDER BY code"
CATEGORY = "SELECT id FROM categories WHERE code = ? COLLATE NOCASE"
IN_CATEGORY = """{row} IN (
    SELECT pc.paper_id FROM json_each(?) AS wanted
    JOIN paper_categories AS pc ON pc.category_id = wanted.value)"""
IS_IN_CATEGORY = """EXISTS (
    SELECT 1 FROM paper_categories WHERE paper_id = {row}
    AND category_id IN (SELECT value FROM json_each(?)))"""
COUNT_IN_CATEGORY = """
SELECT count(*) FROM (
    SELECT 1 FROM json_each(?) AS wanted
    JOIN paper_categories AS pc ON pc.category_id = wanted.value LIMIT ?)
"""
ORGANISATIONS = "SELECT id, slug, slug FROM organisations"
AT_ORGANISATION = """{row} IN (
    SELECT po.paper_id FROM json_each(?) AS wanted
    JOIN paper_organisations AS po ON po.organisation_id = wanted.value)"""
TAGS = "SELECT id, name FROM tags"
TAGGED = """{row} IN (
    SELECT pt.paper_id FROM json_each(?) AS wanted
    JOIN paper_tags AS pt ON pt.tag_id = wanted.value)"""
WITH_STATUS = "{row} IN (SELECT id FROM papers WHERE status = ? AND status NOTNULL)"
IN_PDF = """{row} IN (
    SELECT f.paper_id FROM pdf_texts_fts AS found JOIN pdf_texts AS t ON t.id = found.rowid
    JOIN paper_files AS f ON f.path = t.path WHERE pdf_texts_fts MATCH ?)"""
LITERALLY_IN_PDF = IN_PDF[:-1] + " AND contains_literally(t.text, ?))"
CONFERENCES = "SELECT id, key, series, coalesce(name, ''), year FROM conferences"
AT_CONFERENCE = """{row} IN (
    SELECT cp.paper_id FROM json_each(?) AS wanted
    JOIN conference_papers AS cp ON cp.conference_id = wanted.value)"""
SOURCES = "SELECT id, path, replace(path, rtrim(path, replace(path, '/', '')), '') FROM sources"
FROM_SOURCE = """{row} IN (
    SELECT ps.paper_id FROM json_each(?) AS wanted
    JOIN paper_sources AS ps ON ps.source_id = wanted.value)"""
VENUES = "SELECT DISTINCT venue FROM papers WHERE venue NOTNULL"
AT_VENUE = """{row} IN (
    SELECT p.id FROM json_each(?) AS wanted
    JOIN papers AS p ON p.venue = wanted.value ->> 0 AND p.venue NOTNULL
     AND coalesce(p.published, '') >= wanted.value ->> 1
     AND coalesce(p.published, '') < wanted.value ->> 2)"""
KEY = "{row} IN (SELECT id FROM papers WHERE key = ? COLLATE NOCASE)"
KEY_PREFIX = "{row} IN (SELECT id FROM papers WHERE key >= ? AND key < ?)"
KNOWN_KEY = "SELECT 1 FROM papers WHERE key = ? COLLATE NOCASE"
IDENTIFIER = """{row} IN (
    SELECT i.paper_id FROM json_each(?) AS wanted
    JOIN identifiers AS i ON i.scheme = wanted.value ->> 0
     AND i.value >= wanted.value ->> 1 AND i.value <= wanted.value ->> 2)"""
KNOWN_IDENTIFIER = "SELECT scheme, value FROM identifiers WHERE scheme = ? AND value = ?"
KNOWN_VALUE = "SELECT scheme, value FROM identifiers WHERE value = ?"
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
    "date": "{row} IN (SELECT id FROM papers WHERE published >= '')",
    "org": "EXISTS (SELECT 1 FROM paper_organisations WHERE paper_id = {row})",
    "conference": "{row} IN (SELECT paper_id FROM conference_papers)",
    "venue": "{row} IN (SELECT id FROM papers WHERE venue NOTNULL)",
    "tags": "{row} IN (SELECT paper_id FROM paper_tags)",
    "pdf": "{row} IN (SELECT paper_id FROM paper_files)",
    "notes": "{row} IN (SELECT id FROM papers WHERE notes NOTNULL)",
}
"""value of `has:` → its condition"""

_LONG_ENOUGH = 7
"""characters of an identifier that is known without a label; `2020` is a year"""
_WRAPPING = "()[]<>.,;"
_STATED = 0
"""the slots of stated authors are above this"""
_ALL_SLOTS = -(1 << 31)
_EVER = "", ":"
"""the range of all dates, and of papers without a date"""
_LONGEST_CHAIN = 50
"""conditions that are joined without brackets"""
_MANY = 3000
"""the number of papers of a year or category from which collecting them all takes long"""


class Condition(NamedTuple):
    """A condition on a paper's row id `{row}`."""

    sql: str
    values: tuple[int | str, ...] = ()
    narrow: bool = False
    """whether few papers are likely to meet it"""
    one_by_one: str | None = None
    """the same SQL for papers that come one by one, as ranked ones do"""


ALWAYS = Condition("TRUE")
NEVER = Condition("FALSE")

_VenueInYears = tuple[str, str, str]
"""(venue, first date, end of the dates)"""
FieldCondition = Callable[[sqlite3.Connection, str, bool], Condition]
"""(catalogue, what was typed, whether only its beginning was typed) → condition"""


def pasted_condition(db: sqlite3.Connection, text: str) -> Condition | None:
    """Recognise a pasted identifier, address, key or category of this catalogue.

    A key counts if it has a digit: `chess` may be somebody's key and is a word first.
    """
    text = text.strip(_WRAPPING)
    if known := _known_identifier(db, text):
        scheme, value = known
        return Condition(IDENTIFIER, (json.dumps([(scheme, value, value)]),), narrow=True)
    if "." in text or "-" in text:
        category = db.execute(CATEGORY, (text,)).fetchone()
        if category:
            return _in_categories(db, category)
    if _has_digit(text) and db.execute(KNOWN_KEY, (text,)).fetchone():
        return Condition(KEY, (text,), narrow=True)
    return None


def _known_identifier(db: sqlite3.Connection, text: str) -> tuple[str, str] | None:
    """Return the identifier of this catalogue that a text is, with a label or without."""
    known: tuple[str, str] | None = None
    if "/" in text or _has_digit(text):
        pair = identifiers.recognised(text) or (None, None)
        known = db.execute(KNOWN_IDENTIFIER, pair).fetchone()
    if known is None and len(text) >= _LONG_ENOUGH:
        known = db.execute(KNOWN_VALUE, (text,)).fetchone()
    return known


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def category_ids(db: sqlite3.Connection, text: str, *, prefix: bool) -> list[int]:
    """Find the categories that a code, the end of a code, an archive or a name means."""
    wanted = text.strip().lower()
    codes = {wanted, *map(str.lower, full_codes(text))}
    beginning = wanted if prefix else f"{wanted}."
    with_code: list[int] = []
    whole_name: list[int] = []
    in_name: list[int] = []
    for row, code, name in db.execute(CATEGORIES):
        if code.lower() in codes or code.lower().startswith(beginning):
            with_code.append(row)
        if name.lower() == wanted:
            whole_name.append(row)
        if wanted in name.lower():
            in_name.append(row)
    if prefix or not wanted:
        return with_code
    return with_code or whole_name or in_name


def by_author(db: sqlite3.Connection, text: str, *, prefix: bool, stated: bool) -> Condition:
    """Find the papers of everybody with a name: the whole name if it exists, else its words."""
    people = _people_named(db, text, prefix=prefix)
    above = _ALL_SLOTS
    if stated:
        above = _STATED
    return Condition(AUTHORS, (id_list(people), above), narrow=True)


def _people_named(db: sqlite3.Connection, text: str, *, prefix: bool) -> list[int]:
    if (numbered := shown_names.numbered(text)) and not prefix:
        return shown_names.with_number(db, *numbered)
    name = names.fold_for_identity(text)
    # One word alone is rarely a whole name, even if somebody is printed so.
    if " " in name and not prefix:
        people = list(shown_names.called(db, name))
        if people:
            return people
    words = names.folded_words(text)
    found = list(shown_names.shown_as(db, name, whole=False))
    if words:
        match = " AND ".join(map(_name_word, words))
        if prefix and len(words[-1]) > 1:
            match += " *"
        found += first_column(db.execute(NAMED_WITH, (match,)))
    return found


def _name_word(word: str) -> str:
    """Write a word of a name as FTS5 expression; an initial stands for any name with it."""
    if len(word) == 1:
        return f'"{word}" *'
    return f'"{word}"'


def _small_table(sql: str, query: str) -> FieldCondition:
    """Make the condition of a field over a small table of (id, name, other name)."""

    def condition(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:
        wanted = _bare(text)
        ids = []
        for row, *called in db.execute(query):
            if any(_fits(_bare(name), wanted, prefix=prefix) for name in called):
                ids.append(row)
        return Condition(sql, (id_list(ids),), narrow=True)

    return condition


def _bare(name: str) -> str:
    """Strip a name of case, spaces and hyphens."""
    return name.lower().replace(" ", "").replace("-", "")


def _fits(name: str, wanted: str, *, prefix: bool) -> bool:
    if prefix:
        return name.startswith(wanted)
    return name == wanted


def _conference(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:
    """Find the papers that posts about a conference name, and those published there."""
    wanted = _bare(text)
    ids: list[int] = []
    venues: list[_VenueInYears] = []
    for row, key, series, name, year in db.execute(CONFERENCES):
        if _fits(_bare(key), wanted, prefix=prefix) or _bare(series) == wanted:
            ids.append(row)
            venues += _venues_with(db, _bare(key), *_EVER)
            # The full name says no year, so the paper's date has to.
            venues += _venues_with(db, _bare(name), str(year), str(year + 1))
    if not ids:
        venues = _venues_with(db, wanted, *_EVER)
    return any_of(
        [
            Condition(AT_CONFERENCE, (id_list(ids),), narrow=True),
            Condition(AT_VENUE, (json.dumps(venues),), narrow=True),
        ]
    )


def _venues_with(db: sqlite3.Connection, name: str, first: str, last: str) -> list[_VenueInYears]:
    """List the venues with a conference's bare name, for papers from one date to another."""
    found = []
    for (venue,) in db.execute(VENUES):
        if name and name in _bare(venue):
            found.append((venue, first, last))
    return found


def _venue(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:
    """Find venues that have the words of `text` one after another."""
    wanted = f" {names.fold_for_search(text)}"
    if not prefix:
        wanted += " "
    found = []
    for (venue,) in db.execute(VENUES):
        if wanted in f" {names.fold_for_search(venue)} ":
            found.append((venue, *_EVER))
    return Condition(AT_VENUE, (json.dumps(found),), narrow=True)


def _category(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:
    return _in_categories(db, category_ids(db, text, prefix=prefix))


def _in_categories(db: sqlite3.Connection, categories: Sequence[int]) -> Condition:
    wanted = id_list(categories)
    (papers,) = db.execute(COUNT_IN_CATEGORY, (wanted, _MANY)).fetchone()
    return _broad(IN_CATEGORY, IS_IN_CATEGORY, (wanted,), papers)


def _broad(sql: str, one_by_one: str, values: tuple[str, ...], papers: int) -> Condition:
    """Make a condition that many papers may meet, by their number up to a limit."""
    if papers < _MANY:
        return Condition(sql, values, narrow=True)
    return Condition(sql, values, one_by_one=one_by_one)


def _key(_db: sqlite3.Connection, text: str, prefix: bool) -> Condition:
    if prefix:
        return Condition(KEY_PREFIX, beginning_with(text))
    return Condition(KEY, (text,), narrow=True)


def _identifier(*schemes: str) -> FieldCondition:
    def condition(db: sqlite3.Connection, text: str, prefix: bool) -> Condition:
        known = schemes or first_column(db.execute(SCHEMES))
        address = identifiers.from_address(text)
        pairs = [identifiers.normal_id(each, text) for each in known]
        if address:
            pairs = [address]
        ranges = []
        for scheme, value in pairs:
            bounds = value, value
            if prefix:
                bounds = beginning_with(value)
            ranges.append((scheme, *bounds))
        return Condition(IDENTIFIER, (json.dumps(ranges),), narrow=True)

    return condition


def _dates(field: str) -> FieldCondition:
    def condition(db: sqlite3.Connection, text: str, _prefix: bool) -> Condition:
        dates = date_range(field, text)
        (papers,) = db.execute(COUNT_PUBLISHED, (*dates, _MANY)).fetchone()
        return _broad(PUBLISHED, IS_PUBLISHED, dates, papers)

    return condition


FIELD_CONDITIONS: Mapping[str, FieldCondition] = {
    "year": _dates("year"),
    "since": _dates("since"),
    "before": _dates("before"),
    "category": _category,
    "org": _small_table(AT_ORGANISATION, ORGANISATIONS),
    "conference": _conference,
    "source": _small_table(FROM_SOURCE, SOURCES),
    "venue": _venue,
    "tag": _small_table(TAGGED, TAGS),
    "status": lambda _db, text, _prefix: Condition(WITH_STATUS, (text,), narrow=True),
    "key": _key,
    "has": lambda _db, text, _prefix: Condition(HAS[text]),
    "id": _identifier(),
    "arxiv": _identifier("arxiv"),
    "doi": _identifier("doi"),
}
"""every field that is no text of the full-text index"""


def every(conditions: Sequence[Condition]) -> Condition:
    """Join conditions that must all hold."""
    joined = _joined(" AND ", conditions, ALWAYS)
    return joined._replace(narrow=any(condition.narrow for condition in conditions))


def any_of(conditions: Sequence[Condition]) -> Condition:
    """Join conditions of which one must hold."""
    joined = _joined(" OR ", conditions, NEVER)
    return joined._replace(narrow=all(condition.narrow for condition in conditions))


def none_of(condition: Condition) -> Condition:
    """Negate a condition."""
    return Condition(f"NOT ({condition.sql})", condition.values)


def _joined(operator: str, conditions: Iterable[Condition], empty: Condition) -> Condition:
    sql = []
    one_by_one = []
    values: list[int | str] = []
    for condition in conditions:
        sql.append(f"({condition.sql})")
        one_by_one.append(f"({condition.one_by_one or condition.sql})")
        values.extend(condition.values)
    if not sql:
        return empty
    whole, fallback = _nested(operator, sql), _nested(operator, one_by_one)
    return Condition(whole, tuple(values), one_by_one=fallback)


def _nested(operator: str, parts: Sequence[str]) -> str:
    """Join many parts in halves of halves: SQLite refuses a chain of more than 1,000."""
    if len(parts) <= _LONGEST_CHAIN:
        return operator.join(parts)
    middle = len(parts) // 2
    halves = _nested(operator, parts[:middle]), _nested(operator, parts[middle:])
    return f"({halves[0]}){operator}({halves[1]})"
