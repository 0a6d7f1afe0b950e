"""Edit a paper in your editor.

papercat edit hoffmann2022training
papercat edit 2203.15556

The record opens as YAML. Each field that you change becomes a decision, which holds through
every later import and can be undone by itself. A last author `et al.` says that the list is
cut short: delete it if the list is complete. If something is wrong, the editor opens again
with a message at the top; leave it unchanged to give up. The editor is VISUAL, else EDITOR,
else vi.
"""

from typing import Annotated

import typer

from papercat.catalogue.connection import reading
from papercat.catalogue.writing import changing
from papercat.commands.support.edited_record import as_yaml, changed_fields, editable, from_yaml
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.programs import edited_text
from papercat.commands.support.settled import fields_said, how_to_undo
from papercat.deriving.changes import settle_field
from papercat.errors import UsageError
from papercat.papers.find_paper import find_paper
from papercat.papers.records import read_papers

_HEAD = "# Change what is wrong, save, and leave the editor. Lines with # are not read.\n"


def run(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The paper's key, arXiv id or DOI.")],
) -> None:
    """Edit the record of one paper."""
    invocation: Invocation = context.obj
    with reading(invocation.path) as db:
        (paper,) = read_papers(db, [find_paper(db, key)])
    before = editable(paper)
    changed = _edited(before, str(paper.key))
    if not changed:
        invocation.say("Nothing was changed.")
        return
    decisions: list[int] = []
    with changing(invocation.path) as db:
        paper_id = find_paper(db, str(paper.key))
        for name, value in changed.items():
            decisions += settle_field(db, paper_id, name, value, before[name])
    said = f"Settled {paper.key}: {fields_said(changed)}"
    invocation.say(said, how_to_undo(decisions))


def _edited(before: dict[str, object], key: str) -> dict[str, object]:
    """Let the user edit until the text is right. Raises UsageError if the user gives up."""
    text = _HEAD + as_yaml(before)
    while True:
        typed = edited_text(text, f"{key}.yaml")
        try:
            return changed_fields(before, from_yaml(typed))
        except UsageError as error:
            if typed == text:  # the user saw the message and changed nothing
                raise
            text = _with_message(typed, str(error))


def _with_message(text: str, message: str) -> str:
    """Put a message above a text, in place of an earlier one."""
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("# Wrong: ")]
    return f"# Wrong: {message}\n{''.join(lines)}"
