"""The weights behind the split: one signed byte for every hashed feature.

With the hashing trick (Weinberger et al., 2009) a feature's weight lies at the hash of its
name, so the file holds no names. `training/train_boundary.py` writes the file.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_BITS = 17
SLOTS = 1 << _BITS
_SPREAD = 0x9E3779B1


def slot(feature: str) -> int:
    """Return the place of a feature's weight: CRC-32, spread by multiplication (Knuth)."""
    return ((zlib.crc32(feature.encode(errors="replace")) * _SPREAD) & 0xFFFFFFFF) >> (32 - _BITS)


@dataclass(frozen=True, slots=True)
class Model:
    """The weights and the parameters that turn their sums into probabilities."""

    table: array[int]
    step: float
    temperature: float
    ceiling: float

    def score(self, features: Sequence[str]) -> float:
        """Return the log-odds that a candidate with these features is the boundary."""
        table, crc, shift = self.table, zlib.crc32, 32 - _BITS
        try:  # `slot` inlined: reading a page spends most of its time in this loop
            places = [((crc(f.encode()) * _SPREAD) & 0xFFFFFFFF) >> shift for f in features]
        except UnicodeEncodeError:  # a lone surrogate in a broken document
            places = [slot(feature) for feature in features]
        return self.step * sum([table[place] for place in places])

    def weight(self, feature: str) -> float:
        """Return the part of a candidate's score that comes from one feature."""
        return self.step * self.table[slot(feature)]


def pack(model: Model) -> bytes:
    """Encode a model as one line of JSON and the compressed table."""
    head = {"step": model.step, "temperature": model.temperature, "ceiling": model.ceiling}
    return json.dumps(head).encode() + b"\n" + zlib.compress(model.table.tobytes(), 9)


def unpack(data: bytes) -> Model:
    """Decode a model."""
    head, _, packed = data.partition(b"\n")
    return Model(array("b", zlib.decompress(packed)), **json.loads(head))


@cache
def shipped() -> Model:
    """Load the model that papercat ships."""
    return unpack(Path(__file__).with_name("boundary.model").read_bytes())
