"""Files as documents: found, checked, decoded line by line, and hashed on the way.

Only regular files and standard input are read, as UTF-8 with or without a byte
order mark or as marked UTF-16. Nothing is dropped or replaced silently.
"""

import codecs
import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from papercat.errors import InputRefused

HEAD = 1 << 16
"""characters from which a document's format is recognised"""
_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 24
"""bytes; no paper is longer, and a file without line ends must not fill the memory"""


@dataclass(slots=True)
class Document:
    """An open document. `sha256` is known once `lines` has been walked to its end."""

    path: str
    """absolute, or `-` for standard input"""
    head: str
    """the first characters, decoded"""
    size: int | None
    """bytes in all, where that is known"""
    _chunks: Iterator[str]
    _digest: "hashlib._Hash"
    done: int = field(default=0)
    """bytes read so far"""

    def lines(self) -> Iterator[str]:
        """The lines without their ends. Raises InputRefused where one can't be read."""
        rest = ""
        for text in self._chunks:
            *whole, rest = (rest + text).split("\n")
            for line in whole:
                yield line.removesuffix("\r")
            if len(rest) > _LONGEST_LINE:
                raise InputRefused(f"{self.path}: a line is longer than {_LONGEST_LINE >> 20} MB")
        if rest:
            yield rest.removesuffix("\r")

    @property
    def sha256(self) -> str:
        """Of the bytes read so far."""
        return self._digest.hexdigest()


def find_files(paths: Iterable[str]) -> Iterator[str]:
    """Every file that the arguments name, folders walked in the order of their names.

    Hidden files in folders are left out. Raises InputRefused for a path that is not there.
    """
    for path in paths:
        if path == "-":
            yield path
            continue
        if not os.path.lexists(path):
            raise InputRefused(f"{path}: no such file or folder")
        if not Path(path).is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (
                str(Path(folder, name)) for name in sorted(files) if not name.startswith(".")
            )


def open_document(path: str) -> Document:
    """Open a file, or standard input for `-`, and decode its head.

    Raises InputRefused where it can't be opened, is empty, is not a regular file,
    or is not text.
    """
    if path == "-":
        return _document("-", sys.stdin.buffer, None)
    try:
        mode = os.stat(path)
        if not stat.S_ISREG(mode.st_mode):
            raise InputRefused(f"{path}: not a regular file; pipe it in and import -")
        stream = Path(path).open("rb")  # noqa: SIM115  walked and closed by _decoded
    except OSError as error:
        raise InputRefused(f"{path}: {error.strerror}") from None
    return _document(str(Path(path).resolve()), stream, mode.st_size)


def _document(path: str, stream: BinaryIO, size: int | None) -> Document:
    document = Document(path, "", size, iter(()), hashlib.sha256())
    chunks = _decoded(document, stream)
    first = next(chunks, "")
    if not first.strip():
        raise InputRefused(f"{path}: it is empty")
    document.head = first[:HEAD]
    document._chunks = _chain(first, chunks)  # noqa: SLF001  its own maker
    return document


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _decoded(document: Document, stream: BinaryIO) -> Iterator[str]:
    """The document's text in pieces; refuses what is not text, with the byte's offset."""
    with stream:
        chunk = stream.read(_CHUNK)
        encoding, mark = _encoding(chunk)
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        skip = mark
        while True:
            document._digest.update(chunk)  # noqa: SLF001  hashed as it is read
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk[skip:], final=not chunk)
            except UnicodeDecodeError as error:
                offset = document.done + skip - pending + error.start
                raise InputRefused(
                    f"{document.path}: not {encoding.upper()} text at byte {offset}; convert it first"
                ) from None
            if "\0" in text:
                raise InputRefused(f"{document.path}: it is binary, with a NUL character in it")
            document.done += len(chunk)
            skip = 0
            if text:
                yield text
            if not chunk:
                return
            chunk = stream.read(_CHUNK)


def _encoding(start: bytes) -> tuple[str, int]:
    """The encoding that a byte order mark names, and the mark's length in bytes."""
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8", 3
    if start.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le", 2
    if start.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be", 2
    return "utf-8", 0
