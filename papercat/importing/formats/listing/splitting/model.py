"""The table of weights behind the split: one signed byte for every hashed feature.

The hashing trick (Weinberger et al., 2009): a feature's weight is found at the hash of
its name, so the file holds no names. `training/train_boundary.py` writes the file.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BITS = 17
SLOTS = 1 << BITS
_SPREAD = 0x9E3779B1


def slot(feature: str) -> int:
    """Where a feature's weight lies: CRC-32, spread by multiplication (Knuth)."""
    return ((zlib.crc32(feature.encode(errors="replace")) * _SPREAD) & 0xFFFFFFFF) >> (32 - BITS)


@dataclass(frozen=True, slots=True)
class Model:
    """The weights, and what turns their sums into probabilities."""

    table: array[int]
    step: float
    temperature: float
    ceiling: float

    def score(self, features: Sequence[str]) -> float:
        """How much more likely than not a candidate is the boundary (a log-odds)."""
        table, crc, shift = self.table, zlib.crc32, 32 - BITS
        try:  # `slot` written out: this loop is where the time goes
            places = [((crc(f.encode()) * _SPREAD) & 0xFFFFFFFF) >> shift for f in features]
        except UnicodeEncodeError:  # half a character, as broken documents have them
            places = [slot(feature) for feature in features]
        return self.step * sum([table[place] for place in places])

    def weight(self, feature: str) -> float:
        """What one feature adds to a candidate's score."""
        return self.step * self.table[slot(feature)]


def pack(model: Model) -> bytes:
    """The model as the bytes of its file: one line of JSON, then the packed table."""
    head = {
        "step": model.step,
        "temperature": model.temperature,
        "ceiling": model.ceiling,
    }
    return json.dumps(head).encode() + b"\n" + zlib.compress(model.table.tobytes(), 9)


def unpack(data: bytes) -> Model:
    """The model from the bytes of its file."""
    head, _, packed = data.partition(b"\n")
    return Model(array("b", zlib.decompress(packed)), **json.loads(head))


@cache
def shipped() -> Model:
    """The model that comes with papercat, read when the first listing is split."""
    return unpack(Path(__file__).with_name("boundary.model").read_bytes())
