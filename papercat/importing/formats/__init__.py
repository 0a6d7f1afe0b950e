"""Input formats, one file or folder each, and detecting which of them a document has.

A module here has the members of `Format`. A format that needs several files is a package, and
its module `reader` has them. The content tells the format, never the name of the file.
"""

import pkgutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import Protocol, cast

from papercat.errors import InputRefused
from papercat.importing.documents import Document
from papercat.papers.identifiers import normal_ids
from papercat.papers.model import Hints, Paper, Record


class Format(Protocol):
    """An input format: the members its module must have."""

    NAME: str
    """what `sources.format` stores, such as `bibtex`"""

    def score(self, head: str) -> float:
        """Return how likely a document that begins with `head` has this format, 0 to 1."""

    def read(self, lines: Iterable[str], hints: Hints) -> Iterator[Record]:
        """Yield the records of a document, each with the line where it begins.

        Callers use `read_records`.
        """


def all_formats() -> Iterator[Format]:
    """Yield every input format, sorted by module name."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        name = f"{__name__}.{module.name}"
        if module.ispkg:
            name += ".reader"
        yield cast("Format", import_module(name))


def read_records(form: Format, lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield the records of a document; the identifiers of papers are in their normal form."""
    for record in form.read(lines, hints):
        if isinstance(record, Paper) and (ids := normal_ids(record.ids)) != record.ids:
            yield replace(record, ids=ids)
        else:
            yield record


def detect_format(document: Document, columns: Collection[object] = ()) -> Format:
    """Return the format with the highest score; a table if none scores but `columns` are named.

    Raises InputRefused if all scores are 0.
    """
    best, found = 0.0, None
    for candidate in all_formats():
        score = candidate.score(document.head)
        if score > best:
            best, found = score, candidate
        if best == 1:
            break
    if found is None and columns:
        found = cast("Format", import_module(f"{__name__}.table"))
    if found is None:
        raise InputRefused(
            f"{document.path}: unknown format; papercat reads listings, posts, BibTeX, RIS,"
            " CSL-JSON, NBIB, CSV, JSON lines and records of arXiv, OpenAlex, Crossref, DBLP"
            " and Semantic Scholar"
        )
    return found
