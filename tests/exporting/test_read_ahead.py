"""The system is asked for all of a file, and only asked."""

import os
from pathlib import Path

import pytest

from papercat.exporting.read_ahead import AT_ONCE, read_ahead

pytestmark = pytest.mark.skipif(
    not hasattr(os, "posix_fadvise"), reason="this system takes no advice about files"
)


@pytest.mark.parametrize("size", [0, 1, AT_ONCE, 2 * AT_ONCE + 1])
def test_every_byte_is_asked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    asked: list[int] = []

    def advise(_file: int, start: int, length: int, _how: int) -> None:
        asked.extend(range(start, start + length))

    monkeypatch.setattr(os, "posix_fadvise", advise)
    path = tmp_path / "catalogue.db"
    path.write_bytes(b"\0" * size)
    read_ahead(path)
    assert asked == list(range(len(asked)))
    assert len(asked) >= size


def test_a_file_that_is_gone_is_left_to_the_reader(tmp_path: Path) -> None:
    read_ahead(tmp_path / "gone.db")
    assert not list(tmp_path.iterdir())
