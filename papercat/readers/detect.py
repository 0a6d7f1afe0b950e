"""Which reader a document is for, by its content and never by its file name.

Every module of this package with the members of `Reader` is one; a new format is a new file.
"""

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from papercat import readers
from papercat.errors import InputRefused
from papercat.model import Hints, Record
from papercat.readers.documents import Document


class Reader(Protocol):
    """What a module must have to be a reader."""

    NAME: str
    """the format, as `sources.format` keeps it"""
    ASKS_CATALOGUE: bool
    """whether it reads in the light of the catalogue's names; else another process may read"""

    def recognises(self, head: str) -> bool:
        """Whether a document that begins with `head` is of this format."""

    def read(self, lines: Iterable[str], hints: Hints) -> Iterator[Record]:
        """The records of a document, each with the line where it begins."""


def all_readers() -> Iterator[Reader]:
    """Every reader of the package, in the order of the file names; each imported in its turn."""
    names = sorted(module.name for module in pkgutil.iter_modules(readers.__path__))
    modules = (import_module(f"{readers.__name__}.{name}") for name in names)
    return (cast("Reader", module) for module in modules if hasattr(module, "recognises"))


def reader_for(document: Document) -> Reader:
    """The reader of a document. Raises InputRefused where none recognises it."""
    for reader in all_readers():
        if reader.recognises(document.head):
            return reader
    raise InputRefused(
        f"{document.path}: not a listing, a post with front matter, or papers as JSON lines"
    )
