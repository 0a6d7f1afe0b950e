"""The progress bar of an import."""

from pathlib import Path

import pytest

from papercat.commands.support import progress
from papercat.importing.documents import open_document


def test_the_bar_goes_on_after_the_last_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "papers.jsonl"
    file.write_text('{"title": "Sheep"}\n' * 100, "utf-8")
    document = open_document(str(file))
    clock = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: clock[0])
    share = progress.ImportShare(document)
    assert share.done() <= 0.5
    assert share.text == str(file)
    list(document.lines())
    clock[0] = 10.0
    assert share.done() == 0.5
    seen = [0.5]
    for step in ("indexing words", "grouping names", "comparing papers"):
        share.begin(step)
        assert share.text == step
        seen.append(share.done())
        clock[0] += 3.0
        seen.append(share.done())
        clock[0] += 100.0
        seen.append(share.done())
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    document.close()
