"""The `search` command.

papercat search attention networks
papercat search                      the newest
papercat search chess --json

Every word must be found, in the title, the abstract, the authors or the
categories; endings, case and accents don't matter.
"""

from typing import Annotated

import typer

from papercat.commands.invocation import Invocation
from papercat.commands.paper_list import paper_list
from papercat.errors import ExitCode
from papercat.store.papers import count_papers, newest
from papercat.store.search import count_matches, match_all, ranked


def run(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(help="What to find.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many first.")] = 0,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    db = invocation.catalogue()
    if words:
        match = match_all(words)
        ids = ranked(db, match, limit, offset) if match else []
        total = count_matches(db, match) if match else 0
    else:
        ids, total = newest(db, limit, offset), count_papers(db)
    if not ids:
        invocation.say(f"nothing found for {' '.join(words or [])!r}")
        invocation.exit_code = ExitCode.INCOMPLETE
    invocation.show(paper_list(db, ids, total=total))
