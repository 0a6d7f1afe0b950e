"""The built wheel works in an empty environment; an editable install would hide a missing file."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from running import ROOT, SEEDS

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_it_holds_the_migrations_and_every_file_the_package_reads(wheel: Path) -> None:
    inside = set(ZipFile(wheel).namelist())
    for path in (ROOT / "migrations").glob("*.sql"):
        assert f"papercat/migrations/{path.name}" in inside
    for path in (ROOT / "papercat").rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            assert path.relative_to(ROOT).as_posix() in inside


def test_it_imports_and_answers_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    empty = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(empty)], check=True)
    pip = [str(empty / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)

    def papercat(*arguments: str) -> str:
        done = subprocess.run(
            [empty / "bin/papercat", *arguments],
            check=True,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PATH": os.defpath, "PAPERCAT_DB": str(tmp_path / "papers.db")},
        )
        return done.stdout

    assert papercat("import", str(SEEDS)).splitlines()[-1].split("\t")[1] == "87"
    assert "Training Compute-Optimal" in papercat("search", "compute", "optimal")
    assert str(empty) in papercat("where")
