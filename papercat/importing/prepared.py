"""Papers with all that can be worked out of them before a catalogue is asked, in batches."""

import marshal
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice, starmap
from typing import NamedTuple

from papercat.papers.citation_key import citation_key
from papercat.papers.identifiers import normal_id
from papercat.papers.model import Author, Paper, Record
from papercat.papers.same_paper import title_hash, title_words
from papercat.people.plain_names import Forms, forms

AT_ONCE = 10_000
"""records; more of them at once are written in a better order, but take more memory"""


class Prepared(NamedTuple):
    """A paper ready to be looked for and added. A tuple, because there may be a million."""

    line: int
    title: str
    abstract: str | None
    names: tuple[str, ...]
    """of everybody on it, as printed"""
    published: str | None
    categories: tuple[str, ...]
    venue: str | None
    ids: tuple[tuple[str, str], ...]
    """as they are kept"""
    key: str
    """not yet unique"""
    hashed: int
    """of the title"""
    whole: Paper | None
    """the record, where it says more than the above; every author is listed where it does not"""

    @property
    def paper(self) -> Paper:
        """The record."""
        return self.whole or Paper(
            title=self.title,
            line=self.line,
            abstract=self.abstract,
            authors=tuple(map(Author, self.names)),
            published=self.published,
            categories=self.categories,
            venue=self.venue,
            ids=self.ids,
        )

    def without_ids(self, others: Collection[tuple[str, str]]) -> "Prepared":
        """The same without identifiers that are other papers'; mostly there are none."""
        if not others:
            return self
        ids = tuple([pair for pair in self.ids if pair not in others])
        return self._replace(ids=ids, whole=self.whole and replace(self.whole, ids=ids))


@dataclass(slots=True)
class Batch:
    """Records that are loaded together."""

    papers: list[Prepared] = field(default_factory=list)
    others: list[Record] = field(default_factory=list)
    forms: dict[str, Forms] = field(default_factory=dict)
    """names → their forms, of names no earlier batch had; empty where nobody worked them out"""
    full: bool = False
    """whether there were so many records that more may follow"""

    def __reduce__(self) -> tuple[object, ...]:
        """Handed to another process as plain text and numbers, which takes a third of the time."""
        wholes = [(at, paper.whole) for at, paper in enumerate(self.papers) if paper.whole]
        papers = [paper[:-1] for paper in self.papers]
        plain = marshal.dumps((papers, self.forms, self.full), _NO_SHARING)
        return _unpacked, (plain, wholes, self.others)


_NO_SHARING = 2
"""the version of marshal's format that does not look for what is there twice"""


def _unpacked(plain: bytes, wholes: list[tuple[int, Paper]], others: list[Record]) -> Batch:
    rows, forms_of, full = marshal.loads(plain)  # noqa: S302  from our own process
    papers = [Prepared._make((*row, None)) for row in rows]
    for at, whole in wholes:
        papers[at] = papers[at]._replace(whole=whole)
    return Batch(papers, others, forms_of, full)


def prepare(paper: Paper) -> Prepared:
    """A paper with its identifiers as they are kept, its key and its title's hash."""
    # A blank one says nothing, and would make one paper of all that have it.
    ids = tuple(sorted({pair for pair in starmap(normal_id, paper.ids) if pair[1]}))
    words = title_words(paper.title)
    whole = None
    if not _is_plain(paper):
        whole = paper if ids == paper.ids else replace(paper, ids=ids)
    return Prepared(
        paper.line,
        paper.title,
        paper.abstract,
        tuple([author.name for author in paper.authors]),
        paper.published,
        paper.categories,
        paper.venue,
        ids,
        paper.key or citation_key(paper, words),
        title_hash(words),
        whole,
    )


def _is_plain(paper: Paper) -> bool:
    """Whether a record says nothing that `Prepared` has no place for."""
    return not (
        paper.authors_truncated
        or paper.has_code
        or paper.organisations
        or paper.key
        or paper.printed
        or paper.confidence is not None
        or paper.guesses
        or paper.doubts
        or paper.origins
        or any(a.person is not None or a.source != "listed" for a in paper.authors)
    )


def batches(records: Iterable[Record]) -> Iterator[Batch]:
    """Records in batches, in their order."""
    rest = iter(records)
    while some := list(islice(rest, AT_ONCE)):
        yield Batch(
            [prepare(record) for record in some if isinstance(record, Paper)],
            [record for record in some if not isinstance(record, Paper)],
            full=len(some) == AT_ONCE,
        )


def complete_batches(records: Iterable[Record]) -> Iterator[Batch]:
    """The same with forms of names.

    For a process that has nothing else to do: most of a large import's names are new.
    """
    met = set[str]()
    for batch in batches(records):
        names = dict.fromkeys(chain.from_iterable([paper.names for paper in batch.papers]))
        batch.forms = {name: forms(name) for name in names if name not in met}
        met.update(batch.forms)
        yield batch
