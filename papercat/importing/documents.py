"""Files as documents: found, checked, hashed, and decoded line by line.

Only regular files and standard input are read, compressed or not: as UTF-8, as marked UTF-16,
or in the encoding that the first line names. Old bibliographies may be Windows-1252, which
the user is told. Nothing is dropped or replaced silently.
"""

import codecs
import hashlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from papercat.errors import InputRefused
from papercat.importing.compressed import Stream, is_compressed, unpacked

HEAD = 1 << 16
"""characters from which a document's format is recognised"""
_LINE_END = re.compile(r"\r\n?")
_CHUNK = 1 << 20
_ENCODINGS = frozenset(
    (
        *("iso8859-1", "iso8859-2", "iso8859-15", "cp1250", "cp1251", "cp1252", "koi8-r"),
        *("mac-roman", "gb18030", "shift_jis", "euc_jp"),
    )
)
"""Python's names of the encodings that a file's first line may name"""
_OTHER_NAMES = {"ansinew": "cp1252", "applemac": "mac-roman", "gbk": "gb18030"}
"""names that Python does not know, or knows for less"""
_LONGEST_LINE = 1 << 24
"""bytes; no paper is longer, and a file without line ends must not fill the memory"""
_LONGEST_INPUT = 2 << 30
"""bytes of standard input, which is kept in a temporary file and may have no end"""
_CODING = re.compile(rb"^[%#<][^\n]{0,60}?coding\s*[:=]\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
"""the line of a BibTeX file, or of XML, that names an encoding"""
_BIBLIOGRAPHY = re.compile(rb"^[ \t]*(?:@[A-Za-z]+[ \t]*[{(]|TY  ?- )", re.MULTILINE)
"""a line that begins an entry of BibTeX or RIS; both are older than Unicode"""
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_MOSTLY = 0.9
_WESTERN = "cp1252"
_NO_TEXT = {
    b"PK\x03\x04": "it is a ZIP archive; unpack it, or save a spreadsheet as CSV",
    b"%PDF-": "it is a PDF; copy its text into a file",
}
"""how files begin that are no text → what they are"""


@dataclass(slots=True)
class Document:
    """An open document."""

    path: str
    """absolute, or `-` for standard input"""
    head: str
    """the first characters, decoded"""
    size: int
    """bytes"""
    sha256: str
    """of the bytes, in hexadecimal"""
    _chunks: Iterator[str]
    _stream: BinaryIO
    guessed_encoding: str | None = None
    """the encoding of text that is not UTF-8 and names none"""

    @property
    def done(self) -> int:
        """Bytes read so far, be it by a process that has got the document from this one."""
        return os.lseek(self._stream.fileno(), 0, os.SEEK_CUR)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def lines(self) -> Iterator[str]:
        """Yield the lines without their ends: a line feed, a carriage return, or both.

        Raises InputRefused where one can't be read.
        """
        rest = ""
        for text in self._chunks:
            whole = rest + text
            half = "\r" if whole.endswith("\r") else ""  # of an end, perhaps
            if "\r" in whole:
                whole = _LINE_END.sub("\n", whole.removesuffix(half))
            *lines, rest = whole.split("\n")
            yield from lines
            rest += half
            if len(rest) > _LONGEST_LINE:
                raise InputRefused(f"{self.path}: a line is longer than {_LONGEST_LINE >> 20} MB")
        if rest:
            yield rest.removesuffix("\r")


def find_files(paths: Iterable[str]) -> Iterator[str]:
    """Yield every file that the arguments name; walk folders in the order of their names.

    Hidden files in folders are left out. Raises InputRefused for a path that is not there,
    and, after all that could be found, for folders without a file or that can't be read.
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
        yield from _files_in(path)


def _files_in(path: str) -> Iterator[str]:
    """Yield the files in a folder and in the folders below it, without hidden ones."""
    closed: list[OSError] = []
    found = False
    for folder, folders, files in os.walk(path, onerror=closed.append):
        folders[:] = _visible(folders)
        for name in _visible(files):
            found = True
            yield str(Path(folder, name))
    if closed:
        raise InputRefused("; ".join(f"{error.filename}: {error.strerror}" for error in closed))
    if not found:
        raise InputRefused(f"{path}: no file in it, but for hidden ones and linked folders")


def _visible(names: Iterable[str]) -> list[str]:
    """Return the names that are not hidden, in order."""
    return sorted(name for name in names if not name.startswith("."))


def open_document(path: str) -> Document:
    """Open a file, or standard input for `-`, and decode its head.

    Raises InputRefused where it can't be opened, is empty, is not a regular file,
    or is not text.
    """
    if path == "-":
        if sys.stdin is None:
            raise InputRefused("-: standard input is closed")
        return _document("-", _spooled(sys.stdin.buffer))
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise InputRefused(f"{path}: not a regular file; pipe it in and import -")
        stream = Path(path).open("rb")
    except OSError as error:
        raise InputRefused(f"{path}: {error.strerror}") from None
    # the catalogue keeps bytes that are not UTF-8 as `\xff`
    full_path = os.fsencode(Path(path).resolve()).decode("utf-8", "backslashreplace")
    return _document(full_path, stream)


def _spooled(stream: BinaryIO) -> BinaryIO:
    """Return standard input in a temporary file: its hash is wanted before its records are.

    No more of it is read than shows that it can't be read. Raises InputRefused if it is too
    long.
    """
    spool = cast("BinaryIO", tempfile.TemporaryFile())
    chunk = stream.read(_CHUNK)
    is_packed = is_compressed(chunk)
    is_text = _may_be_text(chunk)
    line = 0
    while chunk:
        spool.write(chunk)
        if spool.tell() > _LONGEST_INPUT:
            spool.close()
            raise InputRefused(
                f"-: standard input has more than {_LONGEST_INPUT >> 30} GB;"
                " save it in a file and import that"
            )
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) + 1
        if end:
            line = 0
        line += len(chunk) - end
        if not is_packed and (not is_text or line > _LONGEST_LINE):
            break
        chunk = stream.read(_CHUNK)
    spool.seek(0)
    return spool


def _may_be_text(start: bytes) -> bool:
    """Return False for the beginning of a file that is surely not text."""
    if start.startswith(tuple(_NO_TEXT)):
        return False
    encoding, _ = _encoding(start)
    return encoding != "utf-8" or b"\0" not in start


def _document(path: str, stream: BinaryIO) -> Document:
    """Hash a stream, decode its head and return the document."""
    digest = hashlib.file_digest(cast("BufferedReader", stream), "sha256").hexdigest()
    size = stream.tell()
    stream.seek(0)
    begun: list[str] = []
    try:
        text, start = _opened(path, stream, size)
        chunks = _decoded(path, text, start)
        for piece in chunks:
            begun.append(piece)
            if not piece.isspace():
                break
    except InputRefused:
        stream.close()
        raise
    first = "".join(begun)
    if not first.strip():
        stream.close()
        raise InputRefused(f"{path}: it is empty")
    head = _LINE_END.sub("\n", first.lstrip("\r\n")[:HEAD])
    encoding, _ = _encoding(start)
    guessed = None
    if encoding == _WESTERN and _declared_encoding(start) is None:
        guessed = "Windows-1252"
    return Document(path, head, size, digest, chain(begun, chunks), stream, guessed)


def _opened(path: str, packed: BinaryIO, size: int) -> tuple[Stream, bytes]:
    """Return a stream of the unpacked bytes, and the first of them. Refuse what is not text."""
    stream: Stream = packed
    start = stream.read(_CHUNK)
    if is_compressed(start):
        packed.seek(0)
        stream = unpacked(packed, start, path, size)
        start = stream.read(_CHUNK)
    for beginning, advice in _NO_TEXT.items():
        if start.startswith(beginning):
            raise InputRefused(f"{path}: {advice}")
    return stream, start


def _decoded(path: str, stream: Stream, chunk: bytes) -> Iterator[str]:
    """Yield the text of a stream, which begins with `chunk`, in pieces.

    Other data is refused with the byte's offset.
    """
    encoding, skip = _encoding(chunk)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    done = 0
    while True:
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk[skip:], final=not chunk)
        except UnicodeDecodeError as error:
            at = done + skip - pending + error.start
            raise InputRefused(
                f"{path}: not {encoding.upper()} text at byte {at}; convert it first"
            ) from None
        if "\0" in text:
            raise InputRefused(f"{path}: it is binary, with a NUL character in it")
        done += len(chunk)
        skip = 0
        if text:
            yield text
        if not chunk:
            return
        chunk = stream.read(_CHUNK)


def _encoding(start: bytes) -> tuple[str, int]:
    """Return the encoding that a byte order mark names, and the mark's length in bytes."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if start.startswith(mark):
            return encoding, len(mark)
    return _declared_encoding(start) or _guessed_encoding(start) or "utf-8", 0


def _guessed_encoding(start: bytes) -> str | None:
    """Return Windows-1252 for an old bibliography in a Western language that is not UTF-8.

    Accented letters mostly stand alone in such text. In UTF-8 and in Asian encodings a
    letter takes several bytes, and other languages have whole words of such letters.
    """
    if _BIBLIOGRAPHY.search(start) is None:
        return None
    whole_lines = start[: start.rfind(b"\n") + 1] or start
    if _is_utf8(whole_lines):
        return None
    runs = _HIGH_BYTES.findall(whole_lines)
    alone = sum(len(run) == 1 for run in runs)
    if alone < _MOSTLY * len(runs):
        return None
    return _WESTERN


def _declared_encoding(start: bytes) -> str | None:
    """Return the encoding that the first line names, unless the text is UTF-8 after all."""
    found = _CODING.match(start)
    if found is None or _is_utf8(start[: start.rfind(b"\n") + 1]):
        return None
    name = re.sub(r"-(?:unix|dos|mac)$", "", found[1].decode("ascii").lower())
    name = _OTHER_NAMES.get(name, name.replace("latin-", "latin"))
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    return known if known in _ENCODINGS else None


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
