"""Fixtures: an empty catalogue, one with the seeds in it, and papercat itself."""

import io
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from running import SEEDS, Papercat, Ran, in_memory

from papercat.cli import run
from papercat.settings import SETTINGS

pytest_plugins = ["misspelt_catalogue", "figures", "web_service"]

# The same examples for everybody and every time; `make fuzz` looks for others, and for many.
settings.register_profile("papercat", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=3000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "papercat"))


@pytest.fixture(autouse=True)
def _one_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on the terminal or the settings of whoever runs it."""
    for name in ("NO_COLOR", "CLICOLOR_FORCE", "PAPERCAT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    for setting in SETTINGS.values():
        for name in setting.variables:
            monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PAPERCAT_CONFIG", "/nonexistent/config.toml")


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where papercat's catalogue is; nothing is there yet."""
    path = tmp_path / "papers.db"
    monkeypatch.setenv("PAPERCAT_DB", str(path))
    return path


@pytest.fixture(scope="session")
def seeds_imported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "papers.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", io.StringIO())
        patch.setattr(sys, "stderr", io.StringIO())
        assert run(["import", str(SEEDS), "--db", str(path)]) == 0
    return path


@pytest.fixture
def seeded(seeds_imported_once: Path, catalogue: Path) -> Path:
    """A catalogue of its own with the seed documents in it."""
    shutil.copy(seeds_imported_once, catalogue)
    return catalogue


@pytest.fixture
def db(seeded: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the catalogue with the seeds."""
    with closing(sqlite3.connect(seeded, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    """A connection to an empty catalogue in memory."""
    with in_memory() as connection:
        yield connection


@pytest.fixture
def papercat(
    catalogue: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Papercat:
    """Run papercat in this process."""
    assert os.environ["PAPERCAT_DB"] == str(catalogue)

    def runner(*arguments: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return runner
