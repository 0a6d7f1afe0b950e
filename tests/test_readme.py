"""README does not drift: every command in its `console` blocks runs, and ends well."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """The lines `$ papercat …` and `papercat …` of every console block; make is left to make."""
    blocks = "\n".join(BLOCK.findall((ROOT / "README.md").read_text("utf-8")))
    lines = blocks.replace("\\\n", " ").splitlines()
    prompted = (line.strip().removeprefix("$ ") for line in lines)
    return [line for line in prompted if line.startswith("papercat ")]


@pytest.mark.skipif(not commands(), reason="README shows no papercat commands yet")
def test_every_command_of_readme_runs_in_its_order(tmp_path: Path) -> None:
    """In one folder with seeds/ in it, as a reader would type them."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    shell = f'papercat() {{ PAPERCAT_DB="$PWD/papers.db" {sys.executable} -m papercat "$@"; }}\n'
    for command in ("papercat import seeds", *commands()):
        done = subprocess.run(
            ["bash", "-c", shell + command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-500:]}{done.stderr}"
        assert "Traceback" not in done.stderr
