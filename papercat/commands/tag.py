"""Add tags to papers, or remove them.

papercat tag hoffmann2022training +rl +to-read
papercat tag hoffmann2022training 2203.15556 +rl -todo
papercat tag $(papercat search chess --keys) +games --dry-run

`+rl` adds the tag rl, `-todo` removes the tag todo. `papercat search tag:rl` finds the papers
with a tag, `papercat tags` lists all tags.
"""

import re
from collections.abc import Iterable
from typing import Annotated

import typer

from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import DryRun, Invocation
from papercat.commands.support.wording import how_to_undo, plural, tags_said
from papercat.deriving.changes import tag_papers
from papercat.errors import UsageError
from papercat.papers.find_paper import find_papers
from papercat.papers.subjects import checked_tag, list_tags
from papercat.shown import Column, Rows

_REMOVED = re.compile("-[^-]")


def prepare(arguments: list[str]) -> list[str]:
    """Write `-todo` as `--remove=todo`, because it looks like an option; stop at `--`."""
    words = list(arguments)
    for at, word in enumerate(words):
        if word == "--":
            break
        if _REMOVED.match(word) and word != "-h":
            words[at] = f"--remove={word[1:]}"
    return words


_TAG_COLUMNS = (Column("tag", 0, 0), Column("papers", 6, 1, right=True))


def run(
    invocation: Invocation,
    words: Annotated[
        list[str],
        typer.Argument(metavar="KEY… +TAG…", help="Keys, arXiv ids or DOIs; tags to add."),
    ],
    *,
    remove: Annotated[
        list[str] | None, typer.Option(metavar="TAG", help="Remove this tag; short: -TAG.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Tag papers; nothing is changed if one of the keys is unknown."""
    keys = [word for word in words if not word.startswith("+")]
    add = _tags(word[1:] for word in words if word.startswith("+"))
    gone = _tags(remove or ())
    _check(keys, add, gone)
    said = tags_said(add, gone)
    if dry_run:
        papers = find_papers(invocation.catalogue(), keys)
        invocation.say(f"Would tag {plural(len(papers), 'paper')}: {said}")
        return
    with changing(invocation.path) as db:
        papers = find_papers(db, keys)
        decisions = tag_papers(db, papers, add, gone)
    invocation.say(f"Tagged {plural(len(papers), 'paper')}: {said}", how_to_undo(decisions))


def _check(keys: list[str], add: list[str], gone: list[str]) -> None:
    """Raise UsageError if something is missing or contradicts itself."""
    if not keys:
        raise UsageError("no paper is named; write papercat tag KEY +rl")
    if not add and not gone:
        raise UsageError("no tag is named; write +rl to add the tag rl, or -rl to remove it")
    for tag in add:
        if tag in gone:
            raise UsageError(f"{tag!r} is both added and removed")


def _tags(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(checked_tag, words)))


def tags(invocation: Invocation) -> None:
    """List your tags with their numbers of papers.

    papercat tags
    papercat tags --json
    """
    rows = list_tags(invocation.catalogue())
    empty = "No tags yet; add one with: papercat tag KEY +rl"
    invocation.show(Rows(_TAG_COLUMNS, rows, empty=empty))
