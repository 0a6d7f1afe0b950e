"""A paper while a reader collects its parts; turns into a clean record, or into a refusal."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from papercat.papers.clean_text import (
    clean_text,
    initials_first,
    is_others,
    one_line,
    reading_order,
    without_others,
)
from papercat.papers.identifiers import all_dois, from_address
from papercat.papers.model import Author, Paper, Refusal
from papercat.papers.record import is_key
from papercat.text.names import clean_name

T = TypeVar("T")

_CATEGORY = re.compile(r"[a-z][a-z-]+(?:\.[A-Za-z-]{2,})?", re.ASCII)
_WITHDRAWN = re.compile(
    r"\W*(?:this|the|our)?\s*(?:paper|article|submission|manuscript|work|preprint|e-?print)?\s*"
    r"(?:has\s+been|was|is|have\s+been)?\s*(?:temporarily\s+)?withdrawn\b",
    re.IGNORECASE,
)
IDENTIFIER_SCHEMES = frozenset(
    ("arxiv", "doi", "acl", "openreview", "pmid", "pmcid", "openalex", "dblp", "s2")
)
"""names of identifiers, and of the fields that hold them"""


@dataclass(slots=True)
class Draft:
    """The parts of one paper, as far as a reader has found them."""

    line: int
    title: str = ""
    authors: list[str] = field(default_factory=list)
    """in reading order"""
    truncated: bool = False
    published: str | None = None
    abstract: str = ""
    venue: str = ""
    comment: str = ""
    key: str = ""
    categories: list[str] = field(default_factory=list)
    ids: list[tuple[str, str]] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    """what papercat has no field for; names as in BibLaTeX where that has one"""

    def add_author(self, name: str) -> None:
        """Add an author printed as `Surname, Given` or in reading order, or `et al.`."""
        if not is_others(name):
            name = one_line(name)
            alone = without_others(name)
            self.truncated |= alone != name
            name = reading_order(alone)
        self.add_printed_author(name)

    def add_printed_author(self, name: str) -> None:
        """Add an author as printed, such as a group whose name has a comma in it."""
        if is_others(name):
            self.truncated = True
        elif name.strip():
            self.authors.append(one_line(name))

    def add_id(self, scheme: str, value: str) -> None:
        """Add an identifier; a DOI field may hold several."""
        if scheme.lower() == "doi":
            self.ids += all_dois(value)
        else:
            self.ids.append((scheme, value))

    def add_address(self, address: str) -> None:
        """Add the identifier that a web address names; keep any other address as it is."""
        found = from_address(address.strip())
        if found:
            self.ids.append(found)
        else:
            self.add_extra("url", address)

    def add_extra(self, name: str, value: object) -> None:
        """Keep a further field, unless it is empty or there already."""
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            text = str(value).strip()
            if text:
                self.extra.setdefault(name, text)

    def add_category(self, code: str) -> None:
        """Add a subject class of arXiv's; ignore anything else."""
        if _CATEGORY.fullmatch(code) and code not in self.categories:
            self.categories.append(code)

    def record(self) -> Paper | Refusal:
        """Return the paper, cleaned, or a refusal if it has no title or can't be stored."""
        title = one_line(self.title)
        if not title:
            return Refusal(self.line, "it has no title")
        names = _in_reading_order(list(filter(None, map(clean_name, self.authors))))
        abstract = clean_text(self.abstract).strip()
        comment = one_line(self.comment)
        if self.extra.get("entrytype") == "misc":
            del self.extra["entrytype"]
        if is_withdrawn(abstract) or is_withdrawn(comment):
            self.extra["withdrawn"] = "yes"
        paper = Paper(
            title=title,
            line=self.line,
            abstract=abstract or None,
            authors=tuple(map(Author, names)),
            authors_truncated=self.truncated,
            published=self.published,
            categories=tuple(self.categories),
            venue=one_line(self.venue) or None,
            comment=comment or None,
            ids=tuple(self.ids),
            key=self.key if is_key(self.key) else None,
            extra=tuple(self.extra.items()),
        )
        if not is_storable(paper):
            return Refusal(self.line, "it has an invalid character")
        return paper


def _in_reading_order(names: list[str]) -> list[str]:
    """Turn the names of a list in which everybody is printed as `Smith J.A.`.

    One such name alone may have an initial for a surname, as in `Deepak P.`.
    """
    turned = list(map(initials_first, names))
    if len(names) > 1 and set(turned).isdisjoint(names):
        return turned
    return names


def is_withdrawn(text: str | None) -> bool:
    """Return True for an abstract or comment that says its paper was withdrawn."""
    return text is not None and _WITHDRAWN.match(text) is not None


def finished(
    records: Iterable[tuple[int, T] | Refusal], make: Callable[[int, T], Draft]
) -> Iterator[Paper | Refusal]:
    """Yield the paper that `make` drafts from every record; refusals pass through."""
    for record in records:
        if isinstance(record, Refusal):
            yield record
        else:
            yield make(*record).record()


def is_storable(paper: Paper) -> bool:
    """Return False if a text has a NUL or half of a surrogate pair, which no database keeps."""
    texts = [paper.title, paper.abstract, paper.venue, paper.comment, paper.key]
    for author in paper.authors:
        texts.append(author.name)
    for pair in (*paper.ids, *paper.extra):
        texts += pair
    together = "".join(filter(None, texts))
    try:
        together.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in together
