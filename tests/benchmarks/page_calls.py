"""Count the files and functions of papercat that the import of one page passes through.

usage: python tests/benchmarks/page_calls.py [PAGE]

The page, by default one of 50 entries, is imported into a new catalogue. Listed are the files with
the number of their functions that ran.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

from papercat import cli

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = str(ROOT / "papercat")
PAGE = ROOT / "seeds" / "simon-osindero.txt"


def functions_called(arguments: list[str]) -> set[tuple[str, str]]:
    """Return (file, function) of the calls that a command makes, without the modules' own code."""
    called: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(PACKAGE) and code.co_name[0] != "<":
            called.add((code.co_filename.removeprefix(PACKAGE), code.co_qualname))

    sys.setprofile(note)
    try:
        cli.run(arguments)
    finally:
        sys.setprofile(None)
    return called


def main() -> None:
    """Print the counts, files with the most functions first."""
    page = sys.argv[1] if len(sys.argv) > 1 else str(PAGE)
    with tempfile.TemporaryDirectory() as folder:
        called = functions_called(["--db", f"{folder}/papercat.db", "import", page])
    files = Counter(file for file, _ in called)
    for file, count in files.most_common():
        sys.stdout.write(f"{count:4}  papercat{file}\n")
    sys.stdout.write(f"{len(files)} files, {len(called)} functions\n")


if __name__ == "__main__":
    main()
