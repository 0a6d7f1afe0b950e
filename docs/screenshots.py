"""Draw the screenshots of README: run papercat on seeds/ and write its screens as SVG."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

DOCS = Path(__file__).parent
SEEDS = DOCS.parent / "seeds"
SCREENS = DOCS / "screens"
WIDTH = 100
LINES = 26
"""lines of a long screen that a picture shows"""
COMMANDS = {
    "search": ["search", "language", "models"],
    "author": ["author", "Simon Osindero"],
}
"""name of the picture → command"""


def screen_of(command: list[str], catalogue: Path) -> Text:
    """Run a command as on a terminal and return its output with colours."""
    done = subprocess.run(  # noqa: S603  papercat itself
        [sys.executable, "-m", "papercat", *command, "--table", "--color", "always"],
        cwd=DOCS.parent,
        env={**os.environ, "COLUMNS": str(WIDTH), "PAPERCAT_DB": str(catalogue)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.replace(f"{DOCS.parent}/", "").splitlines()
    if len(lines) > LINES:
        lines = [*lines[:LINES], "…"]
    return Text.from_ansi("\n".join(lines))


def picture_of(name: str, command: list[str], catalogue: Path) -> str:
    """Draw one screen as SVG."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    typed = " ".join(f'"{word}"' if " " in word else word for word in command)
    console.print(Text.assemble(("$ ", "bold green"), f"papercat {typed}"))
    console.print(screen_of(command, catalogue), soft_wrap=True)
    return console.export_svg(title="papercat", theme=DIMMED_MONOKAI, unique_id=f"papercat-{name}")


def main() -> None:
    """Import seeds/ into a temporary catalogue and draw all pictures."""
    SCREENS.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        catalogue = Path(folder) / "papers.db"
        subprocess.run(  # noqa: S603  papercat itself
            [sys.executable, "-m", "papercat", "import", str(SEEDS), "--db", str(catalogue)],
            capture_output=True,
            check=True,
        )
        for name, command in COMMANDS.items():
            file = SCREENS / f"{name}.svg"
            file.write_text(picture_of(name, command, catalogue), "utf-8")
            sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
