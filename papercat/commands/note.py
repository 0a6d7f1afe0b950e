"""Write notes about a paper.

papercat note hoffmann2022training                    opens your editor
papercat note hoffmann2022training --add "Compare with Kaplan et al."

Notes are Markdown. The editor is VISUAL, else EDITOR, else vi. `papercat show` shows notes,
`papercat search` finds their words, and `search note:proof` looks in notes alone.
"""

from typing import Annotated

import typer

from papercat.catalogue.connection import changing, reading
from papercat.commands.support.invocation import Invocation, Key
from papercat.commands.support.programs import edited_text
from papercat.commands.support.wording import how_to_undo
from papercat.deriving.changes import add_note, write_notes
from papercat.errors import UsageError
from papercat.papers.find_paper import find_paper
from papercat.papers.paper_rows import read_papers


def run(
    invocation: Invocation,
    key: Key,
    *,
    add: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Add a paragraph without an editor.")
    ] = None,
) -> None:
    """Edit the notes of one paper, or add to them."""
    if add is not None:
        text = add.strip()
        if not text:
            raise UsageError("--add is empty; without it your editor opens")
        with changing(invocation.path) as db:
            decisions = add_note(db, find_paper(db, key), text)
        invocation.say(f"Added to the notes of {key}.", how_to_undo(decisions))
        return
    with reading(invocation.path) as db:
        (paper,) = read_papers(db, [find_paper(db, key)])
    before = (paper.notes or "").strip()
    text = edited_text(f"{before}\n", f"{paper.key}.md").strip()
    if text == before:
        invocation.say("The notes are unchanged.")
        return
    with changing(invocation.path) as db:
        decisions = write_notes(db, find_paper(db, str(paper.key)), text)
    done = "Saved" if text else "Deleted"
    invocation.say(f"{done} the notes of {paper.key}.", how_to_undo(decisions))
