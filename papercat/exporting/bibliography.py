"""The parts of bibliography records that all formats share: type, names, dates, papers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, takewhile
from typing import NamedTuple

from papercat.errors import UsageError
from papercat.papers.citation_key import citation_key
from papercat.papers.model import Paper
from papercat.papers.record import from_record
from papercat.shown import Page, Rows
from papercat.text.names import fold_for_search, is_group, sort_name

_PROCEEDINGS = re.compile(
    r"\b(?:proc(?:eedings)?|conf(?:erence)?|workshops?|symposium|meeting|congress)\b"
    r"|^(?:[A-Z][A-Za-z]*[A-Z]|Interspeech)[A-Za-z]*[ '’-]*(?:19|20)?\d\d$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]*[A-Z](?:[ '’-]*(?:19|20)?\d\d)?")
BETWEEN_WORDS = re.compile(r"([\s/–—\"'“”-]+)")
_MARK = "authors_truncated"
"""a key that records of papers have, and no others"""
_PARTS_OF_BOOKS = frozenset(("inproceedings", "conference", "incollection", "inbook"))


class Name(NamedTuple):
    """A name in the parts that bibliographies want. A group has only a surname."""

    given: str
    particle: str
    """`van der`, in small letters, before the surname"""
    surname: str
    suffix: str
    group: bool = False

    @property
    def family(self) -> str:
        """The surname with its particle."""
        return f"{self.particle} {self.surname}".strip()


def papers_of(shown: Rows | Page, option: str) -> Iterator[Paper]:
    """Yield the papers that a command shows. Raises UsageError if it shows something else."""
    is_empty = True
    for record in _records(shown):
        is_empty = False
        paper = from_record(record, 1)
        key = paper.key or citation_key(paper)
        yield replace(paper, key=key)
    if is_empty and not _is_a_list_of_papers(shown):
        raise UsageError(f"--{option} writes papers, and this command shows none")


def _records(shown: Rows | Page) -> Iterable[Mapping[str, object]]:
    """Return the records of papers: a page's own, or those of the first list that has papers."""
    if isinstance(shown, Page):
        record = shown.record or {}
        if _MARK in record:
            return [record]
        lists = [shown.rows, *shown.sections]
    else:
        lists = [shown]
    for rows in lists:
        records = iter(rows.objects or ())
        first = next(records, {})
        if _MARK in first:
            return chain([first], records)
    return []


def _is_a_list_of_papers(shown: Rows | Page) -> bool:
    """Return True for an empty list that could have held papers: it has a title and authors."""
    if isinstance(shown, Page):
        return False
    names = {column.name for column in shown.columns}
    return names.issuperset(("title", "authors"))


def entry_type(paper: Paper) -> str:
    """Return the BibTeX type of a paper: the one its source states, or one that fits its venue."""
    stated = dict(paper.extra).get("entrytype", "misc")
    if stated != "misc":
        return stated
    if paper.venue is None:
        return "misc"
    if _PROCEEDINGS.search(paper.venue) or _ACRONYM.fullmatch(paper.venue):
        return "inproceedings"
    return "article"


def is_in_book(entry: str) -> bool:
    """Return True for a type whose venue is a book or proceedings, not a journal."""
    return entry in _PARTS_OF_BOOKS


def name_parts(name: str) -> Name:
    """Take a name apart so that its parts in order give it again; a group is not taken apart."""
    whole = Name("", "", name, "", group=True)
    if is_group(fold_for_search(name)) or "," in name or " " not in name:
        return whole
    surname, _, rest = sort_name(name).partition(", ")
    given, _, suffix = rest.partition(", ")
    together = " ".join(f"{given} {surname} {suffix}".split())
    if together != name:
        return whole
    words = surname.split(" ")
    particles = list(takewhile(str.islower, words[:-1]))
    main = words[len(particles) :]
    return Name(given, " ".join(particles), " ".join(main), suffix)
