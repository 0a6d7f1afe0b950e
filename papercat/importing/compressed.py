"""Compressed files read as if they were not: gzip, bzip2, xz and zstd.

What a file may expand to is bounded, so that a small one can't keep papercat busy for hours.
"""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO, Protocol

from papercat.errors import InputRefused

_MOST_TIMES = 200
_ALWAYS_ALLOWED = 1 << 26
"""bytes that any file may expand to"""
_ZSTD_WINDOW = 1 << 27
"""bytes of memory that a zstd file may ask for"""


class Stream(Protocol):
    """A stream of bytes to read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


def _zstd(stream: BinaryIO) -> Any:
    """Return a stream of the bytes in a zstd file."""
    zstandard = import_module("zstandard")  # loaded for such a file only: it takes 20 ms
    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    return decompressor.stream_reader(stream, read_across_frames=True)


_KINDS: dict[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
    b"\x28\xb5\x2f\xfd": _zstd,
}
"""how compressed files begin → a function that opens them"""
_DAMAGE = (OSError, EOFError, MemoryError, zlib.error, lzma.LZMAError)


def is_compressed(start: bytes) -> bool:
    """Return True for the beginning of a file that papercat can unpack."""
    return start.startswith(tuple(_KINDS))


def unpacked(stream: BinaryIO, start: bytes, path: str, size: int) -> Stream:
    """Return a stream of the unpacked bytes. `start` is the beginning, `size` counts packed bytes.

    Reading raises InputRefused where the file is damaged or expands too much.
    """
    (kind,) = filter(start.startswith, _KINDS)
    try:
        return _Bounded(_KINDS[kind](stream), path, size)
    except ImportError:
        raise InputRefused(
            f"{path}: zstd needs the package zstandard; or unpack it first"
        ) from None


class _Bounded:
    """A stream that stops at too much, and that names the file in its errors."""

    def __init__(self, stream: Stream, path: str, size: int) -> None:
        self._stream, self._path = stream, path
        self._left = max(size * _MOST_TIMES, _ALWAYS_ALLOWED)

    def read(self, size: int, /) -> bytes:
        try:
            data = self._stream.read(size)
        except Exception as error:
            is_zstd = type(error).__name__ == "ZstdError"
            if not is_zstd and not isinstance(error, _DAMAGE):
                raise
            raise InputRefused(f"{self._path}: the compressed file is damaged: {error}") from None
        self._left -= len(data)
        if self._left < 0:
            raise InputRefused(
                f"{self._path}: it expands to more than {_MOST_TIMES} times its size;"
                " unpack it first if that is right"
            )
        return data
