"""Browse the catalogue in Datasette.

papercat datasette
papercat datasette --output papers-metadata.json --force
$(papercat datasette)

Writes a metadata file for Datasette: a search box on papers and people, and facets by
category, year, organisation, tag and reading status. Then prints the command that serves
the catalogue, read-only, at http://127.0.0.1:8001. Install Datasette with `pipx install
datasette`.
"""

import json
import shlex
from pathlib import Path
from typing import Annotated

import typer

from papercat.commands.support.invocation import Invocation
from papercat.exporting.output_files import whole_file

_SETTINGS = ("--setting", "sql_time_limit_ms", "5000", "--setting", "facet_time_limit_ms", "2000")
"""for large catalogues: Datasette gives up after 1000 and 200 ms"""


def run(
    invocation: Invocation,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Write the metadata to FILE.")
    ] = Path("datasette-metadata.json"),
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it differs.")] = False,
) -> None:
    """Write the metadata, and print the command."""
    invocation.catalogue()  # refuse what is no catalogue
    text = json.dumps(datasette_metadata(invocation.path), indent=2, ensure_ascii=False) + "\n"
    if not output.is_file() or output.read_text("utf-8", errors="replace") != text:
        with whole_file(output, force=force) as file:
            file.write(text)
        invocation.say(f"wrote {output}; now run:")
    command = ["datasette", "serve", str(invocation.path), "--metadata", str(output), *_SETTINGS]
    typer.echo(shlex.join(command))


def datasette_metadata(catalogue: Path) -> dict[str, object]:
    """Return Datasette's metadata; it knows a database by its file name without the ending."""
    tables = Path(__file__).with_name("datasette_tables.json").read_text("utf-8")
    return {
        "title": "papercat",
        "description": "Research papers, their authors, and the sources that state them",
        "databases": {catalogue.stem: {"tables": json.loads(tables)}},
    }
