"""The parts of bibliography records that all formats share: type, names, dates, papers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from papercat.errors import UsageError
from papercat.papers.author_names import is_group
from papercat.papers.citation_key import citation_key
from papercat.papers.model import Paper
from papercat.papers.record import from_record
from papercat.shown import Page, Rows
from papercat.text.names import sort_name

_PROCEEDINGS = re.compile(
    r"\b(?:proc(?:eedings)?|conf(?:erence)?|workshops?|symposium|meeting|congress)\b"
    r"|^(?:[A-Z][A-Za-z]*[A-Z]|Interspeech)[A-Za-z]*[ '’-]*(?:19|20)?\d\d$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]*[A-Z](?:[ '’-]*(?:19|20)?\d\d)?")
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
    for record in _records(shown):
        paper = from_record(record, 1)
        yield replace(paper, key=paper.key or citation_key(paper))
        option = ""
    if option and not _is_a_list_of_papers(shown):
        raise UsageError(f"--{option} writes papers, and this command shows none")


def _records(shown: Rows | Page) -> Iterator[Mapping[str, object]]:
    """Yield the records of papers: a page's own, or those of the first list that has papers."""
    if isinstance(shown, Page) and shown.record is not None and _is_paper(shown.record):
        yield shown.record
        return
    for rows in _lists(shown):
        records = iter(rows.objects or ())
        first = next(records, None)
        if first is not None and _is_paper(first):
            yield first
            yield from records
            return


def _lists(shown: Rows | Page) -> tuple[Rows, ...]:
    if isinstance(shown, Page):
        return (shown.rows, *shown.sections)
    return (shown,)


def _is_paper(record: Mapping[str, object]) -> bool:
    return "authors_truncated" in record


def _is_a_list_of_papers(shown: Rows | Page) -> bool:
    """Return True for an empty list that could have held papers: it has a title and authors."""
    if isinstance(shown, Page):
        return False
    return {"title", "authors"} <= {column.name for column in shown.columns}


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
    if is_group(name) or "," in name or " " not in name:
        return whole
    surname, _, rest = sort_name(name).partition(", ")
    given, _, suffix = rest.partition(", ")
    if " ".join(f"{given} {surname} {suffix}".split()) != name:
        return whole
    words = surname.split(" ")
    particles = 0
    while particles < len(words) - 1 and words[particles].islower():
        particles += 1
    return Name(given, " ".join(words[:particles]), " ".join(words[particles:]), suffix)
