"""A file that can't be read to its end is refused, and the others are imported."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import ENTRY, Papercat

from papercat.importing.documents import Document


def test_a_read_error_refuses_its_file_only(
    tmp_path: Path, papercat: Papercat, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, good = tmp_path / "broken.txt", tmp_path / "good.txt"
    broken.write_text(ENTRY.replace("A Title of Words", "Another Title of Words"), "utf-8")
    good.write_text(ENTRY, "utf-8")
    lines = Document.lines

    def failing(document: Document) -> Iterator[str]:
        if document.path == str(broken):
            raise OSError(errno.EIO, "Input/output error")
        return lines(document)

    monkeypatch.setattr(Document, "lines", failing)
    ran = papercat("import", broken, good)
    assert ran.code == 1
    assert f"refused: {broken}: Input/output error\n" in ran.err
    assert papercat("search", "--count").out == "1\n"
