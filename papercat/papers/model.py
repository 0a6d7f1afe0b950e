"""Records that all rooms share: papers, authors, sources, posts, doubts.

Everything here is frozen and knows neither SQL nor a file format. Dates are
strings as long as what is known: `2022`, `2022-03` or `2022-03-29`.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum
from typing import Any, Literal, Protocol

from papercat.papers.subjects import STATUSES

Id = tuple[str, str]
"""an identifier: (scheme, value), such as ("arxiv", "2203.15556")"""
Presentation = Literal["oral", "spotlight", "poster", "demo", "award", "workshop", "findings"]


@dataclass(frozen=True, slots=True)
class Author:
    """A person on a paper, as one source gives it."""

    name: str
    """as printed on that paper"""
    basis: Literal["stated", "inferred"] = "stated"
    """`inferred` when papercat worked it out; such an author has no position"""
    person: int | None = None
    """the id of the person in this catalogue; None in a record as read"""


class Kind(Enum):
    """The kind of value that a field holds."""

    TEXT = "text"
    DATE = "date"
    WORDS = "words"
    """a list of codes or slugs, such as `cs.LG`; collected from all statements"""
    FLAG = "flag"
    """true if one statement says so"""


@dataclass(frozen=True, slots=True)
class Field:
    """The declaration of a field of a paper. Everything that treats fields alike reads it."""

    kind: Kind
    help: str
    """for the option of `correct` and for the documentation"""
    option: str | None = None
    """the option of `correct` that sets it, such as `--venue`; None: it can't be corrected"""
    choices: tuple[str, ...] = ()
    """the only values that it takes; empty: any"""


def declared(
    kind: Kind, about: str, option: str | None = None, choices: tuple[str, ...] = ()
) -> Any:
    """Return a dataclass field with its declaration; the default means that it is missing."""
    missing = {Kind.WORDS: (), Kind.FLAG: False}.get(kind)
    return field(default=missing, metadata={"spec": Field(kind, about, option, choices)})


class Certainty(Enum):
    """Bases of inferred values, the weakest first."""

    CLOCK = "clock"
    """the day of the import: the page tells nothing"""
    PAGE = "page"
    """the page itself"""
    USER = "user"
    """an option that the user gave, such as `--as-of`"""


@dataclass(frozen=True, slots=True)
class Guess:
    """A value that a reader inferred because the source does not state it."""

    field: str
    reason: str
    printed: str = ""
    """what the source has in its place, or whom it names"""
    certainty: Certainty = Certainty.PAGE


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value papercat is not sure of and would like a person to settle."""

    field: str
    confidence: float
    """how likely the chosen value is right, 0 to 1"""
    reason: str
    alternatives: tuple[str, ...] = ()


SPLIT = frozenset(("title", "authors"))
"""the fields that the split of a listing's line gives"""


@dataclass(frozen=True, slots=True)
class Origin:
    """The place of a statement: a file, and the first line of the entry, from 1."""

    file: str
    line: int
    format: str | None = None
    printed: str | None = None
    """the lines as they stand, if papercat had to split them"""

    @property
    def place(self) -> str:
        """The place as a person writes it, `file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, as one source states it or as derived from all of them.

    Only the title is always known.
    """

    title: str = field(metadata={"spec": Field(Kind.TEXT, "Title.", "--title")})
    line: int = 0
    """where its entry begins in its source, from 1"""
    abstract: str | None = declared(Kind.TEXT, "Abstract.", "--abstract")
    authors: tuple[Author, ...] = ()
    """the stated ones in their order, then the inferred ones"""
    authors_truncated: bool = False
    published: str | None = declared(Kind.DATE, "Date: 2022, 2022-03 or 2022-03-29.", "--published")
    categories: tuple[str, ...] = declared(
        Kind.WORDS, "Category; give the primary one first.", "--category"
    )
    """full arXiv codes, the primary one first"""
    has_code: bool = declared(Kind.FLAG, "Code badge.", "--code/--no-code")
    organisations: tuple[str, ...] = declared(Kind.WORDS, "Organisation.", "--organisation")
    venue: str | None = declared(Kind.TEXT, "Journal or proceedings.", "--venue")
    comment: str | None = declared(Kind.TEXT, "Comment of the authors.", "--comment")
    """the authors' comment, such as arXiv's `12 pages, accepted at ICML`"""
    tags: tuple[str, ...] = declared(Kind.WORDS, "Tag of the user.")
    status: str | None = declared(Kind.TEXT, "Reading status of the user.", choices=STATUSES)
    notes: str | None = declared(Kind.TEXT, "Notes of the user.")
    """Markdown"""
    extra: tuple[tuple[str, str], ...] = ()
    """(field, text) that the source gives beyond papercat's fields, such as ("volume", "12")"""
    ids: tuple[Id, ...] = ()
    key: str | None = None
    printed: str | None = None
    confidence: float | None = None
    """how sure the split of its line is; None: nothing was split"""
    guesses: tuple[Guess, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    files: tuple[str, ...] = ()
    """paths of PDFs that the user filed, the newest last; empty in a record as read"""
    other_titles: tuple[str, ...] = ()
    """titles that its sources give besides this one; empty in a record as read"""
    origins: tuple[Origin, ...] = ()
    """where its statements stand; of a record as read: what an export says of that"""

    @property
    def stated(self) -> tuple[Author, ...]:
        """The stated authors."""
        return tuple([author for author in self.authors if author.basis == "stated"])

    @property
    def inferred(self) -> tuple[Author, ...]:
        """The inferred authors."""
        return tuple([author for author in self.authors if author.basis == "inferred"])


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of one source about one paper, as the catalogue stores it."""

    id: int
    source: int
    """the number of its source; the largest is the newest"""
    path: str
    format: str
    paper: Paper
    """the record as read"""
    key: str | None = None
    """the key of the paper that it began, if the row of that paper does not hold it"""
    paper_id: int = 0
    match_hash: int = 0
    """equal for records that may be one paper (papers/matching.py)"""
    mark: int = 0
    """equal for the same entry in every import (papers/statements.py)"""
    record: str | None = None
    """JSON of the record; None if the rows of the paper say exactly that"""


FIELDS: dict[str, Field] = {
    each.name: each.metadata["spec"] for each in fields(Paper) if "spec" in each.metadata
}
"""The fields of a paper that are treated alike, by name; authors and ids are special."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner of a listing, and the reason for it."""

    name: str
    """empty where the user said that it is nobody's"""
    given: bool
    """True when the user said so with `--owner`"""
    margin: float
    """how likely the page is theirs, 0 to 1"""
    reason: str


@dataclass(frozen=True, slots=True)
class Conference:
    """One edition of a conference, as far as a post tells."""

    series: str
    """the short name, such as ICLR"""
    year: int
    edition: int | None = None
    name: str | None = None
    """in full, such as International Conference on Learning Representations"""
    city: str | None = None
    country: str | None = None
    first_day: str | None = None
    last_day: str | None = None

    @property
    def key(self) -> str:
        """Return the key that a user types: `iclr2024`."""
        return f"{self.series.lower()}{self.year}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a post under one heading; the first part has none."""

    heading: str | None
    text: str
    """paragraphs, one a line"""


@dataclass(frozen=True, slots=True)
class Mention:
    """A system, model, dataset or method that a post names."""

    name: str
    sentence: str
    section: int
    """index into the post's sections"""
    expansion: str | None = None
    """the long form in brackets beside it, such as Dynamic Scene Transformer"""
    presentation: Presentation | None = None
    """how it is shown at the conference, where the post says"""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A sentence that says what the publisher presents, though it may not name it."""

    sentence: str
    section: int
    """index into the post's sections"""
    presentation: Presentation | None = None


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper that a post lists, as the post gives it. The reader yields it as a Paper, too."""

    title: str
    line: int
    authors: tuple[str, ...]
    presentation: Presentation | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A blog post, its front matter and its text."""

    title: str
    line: int = 1
    description: str | None = None
    summary: str | None = None
    published: str | None = None
    """ISO 8601 with its zone, such as 2024-05-03T13:39:00+00:00"""
    published_printed: str | None = None
    source: str | None = None
    url: str | None = None
    thumbnail: str | None = None
    tags: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    """front-matter keys papercat has no place for, kept as they are"""
    sections: tuple[Section, ...] = ()
    conference: Conference | None = None
    other_conferences: tuple[Conference, ...] = ()
    """further ones that the post is about"""
    papers_count: int | None = None
    """how many papers the post says its publisher brings"""
    papers_at_least: bool = False
    """True for `more than 70`"""
    announced_by: str | None = None
    """whose papers those are, such as Google DeepMind"""
    mentions: tuple[Mention, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    listed: tuple[ListedPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that could not be taken, and why. The rest of its file still is."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Lines of a page that belong to no entry: menus, counts, an entry cut off."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a record that was taken, which the user should know."""

    line: int
    text: str


Record = Paper | Post | Owner | Refusal | Skipped | Note
"""What a reader yields"""


class KnownNames(Protocol):
    """Known names of the catalogue, looked up word by word.

    Words arrive case-folded and without a final full stop.
    """

    def given(self, word: str) -> int:
        """Count how often the word was seen as a given name."""

    def surname(self, word: str) -> int:
        """Count how often the word was seen as a surname."""


@dataclass(frozen=True, slots=True)
class EarlierPage:
    """Earlier entries of a file whose owner the user gave."""

    owner: str
    """empty: nobody's"""
    lines: frozenset[str]
    """its titles with the authors glued to them, as printed"""


@dataclass(frozen=True, slots=True)
class Hints:
    """Facts about a document before it is read, from the user and the catalogue."""

    today: date
    as_of: date | None = None
    """when the page was copied; None: the page itself tells"""
    owner: str | None = None
    """whose page it is; None: infer it, "" : nobody's"""
    earlier: EarlierPage | None = None
    """whose page that the user said; it still is where the page has only changed since"""
    known: KnownNames | None = None
    """the names that the catalogue already has"""
    file_name: str = ""
    """of the document; a blog's may begin with the day of a post"""
    columns: tuple[tuple[str, str], ...] = ()
    """(field, name of a table's column) as the user said with `--column`"""


@dataclass(slots=True)
class Tally:
    """Counts of one file's records: seen = added + updated + unchanged + refused."""

    file: str
    seen: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    owner: Owner | None = None
    dropped: int = 0
    """statements of an earlier import that the file no longer has"""
    removed: int = 0
    """records of papers that the user removed; counted as unchanged"""
    passed_over: int = 0
    """records of unknown papers, if only known ones were wanted; not counted as seen"""
