"""Files that papercat writes are whole or not there."""

from pathlib import Path

import pytest

from papercat.exporting.output_files import whole_file


def test_a_file_that_has_its_name_is_written_whatever_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise OSError(5, "Input/output error", str(path))

    file = tmp_path / "papers.csv"
    monkeypatch.setattr(Path, "unlink", fail)
    with whole_file(file, force=False) as out:
        out.write("key\n")
    assert file.read_text("utf-8") == "key\n"
