"""The hidden `_complete` command, which shells call.

papercat _complete -- search author:osin

Writes the completions of the last word, one a line, with a tab before their description.
"""

import shlex
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer

from papercat.commands.completion import SCRIPTS
from papercat.commands.support.common_options import COLOURS
from papercat.commands.support.invocation import Invocation
from papercat.commands.support.paper_list import FIELDS as PAPER_FIELDS
from papercat.commands.support.search_request import SORTS
from papercat.errors import PapercatError
from papercat.exporting.output_format import FORMATS
from papercat.papers.statuses import STATUSES
from papercat.papers.user_marks import NO_STATUS
from papercat.search import completion_choices as completion
from papercat.search.completion_choices import Choice
from papercat.search.query_fields import FIELDS, field_called
from papercat.terminal import visible

_Source = Callable[[sqlite3.Connection, str], list[Choice]]


def _listed(query: str) -> _Source:
    return lambda db, typed: completion.listed(db, query, typed)


def _people_and_papers(db: sqlite3.Connection, typed: str) -> list[Choice]:
    return [*completion.people(db, typed), *completion.keys(db, typed)]


def _key_or_tag(db: sqlite3.Connection, typed: str) -> list[Choice]:
    """List keys, or tags behind the sign that adds one."""
    if not typed.startswith("+"):
        return completion.keys(db, typed)
    tags = completion.listed(db, completion.TAGS, typed[1:])
    return [(f"+{tag}", description) for tag, description in tags]


def _key_or_status(db: sqlite3.Connection, typed: str) -> list[Choice]:
    words = _beginning([(status, "") for status in (*STATUSES, NO_STATUS)], typed)
    return [*words, *completion.keys(db, typed)]


_ARGUMENTS: dict[str, _Source] = {
    "show": completion.keys,
    "why": completion.keys,
    "author": completion.people,
    "category": _listed(completion.CATEGORIES),
    "conference": _listed(completion.CONFERENCES),
    "post": _listed(completion.POSTS),
    "correct": completion.keys,
    "remove": completion.keys,
    "tag": _key_or_tag,
    "status": _key_or_status,
    "note": completion.keys,
    "organisation": _listed(completion.ORGANISATIONS),
    "undo": _listed(completion.DECISIONS),
    "forget": _listed(completion.SOURCES),
    "edit": completion.keys,
    "open": completion.keys,
    "file": completion.keys,
    "coauthors": completion.people,
    "merge": _people_and_papers,
    "split": _people_and_papers,
}
"""command → source of its arguments"""

_OPTIONS: dict[str, _Source] = {
    "similar": completion.keys,
    "paper": completion.keys,
    "person": completion.people,
    "owner": completion.people,
    "author": completion.people,
    "category": _listed(completion.CATEGORIES),
    "org": _listed(completion.ORGANISATIONS),
    "authors": completion.people,
    "not_authors": completion.people,
    "categories": _listed(completion.CATEGORIES),
    "organisations": _listed(completion.ORGANISATIONS),
    "venue": _listed(completion.VENUES),
    "remove": _listed(completion.TAGS),
}
"""option → source of its values"""

_CHOICES = {"view": FORMATS, "color": COLOURS}
"""option of every command → its values"""

_VALUES: dict[str, _Source] = {
    "author": completion.name_words,
    "stated": completion.name_words,
    "category": _listed(completion.CATEGORIES),
    "conference": _listed(completion.CONFERENCES),
    "org": _listed(completion.ORGANISATIONS),
    "key": completion.keys,
    "tag": _listed(completion.TAGS),
}
"""field of a search → source of its values"""


def run(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(help="The words typed so far.")] = None,
    line: Annotated[
        bool, typer.Option("--line", help="Take one word as the whole command line.")
    ] = False,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    typed = words or [""]
    if line:
        typed = _split(typed[0])[1:] or [""]
    try:
        choices = list(_choices(invocation, context.parent, typed))
    except PapercatError:  # no catalogue, no completions
        return
    for choice, description in choices:
        sys.stdout.write(f"{visible(choice)}\t{visible(description)}\n")


def _split(line: str) -> list[str]:
    """Split a command line, whose last word may have an open quote."""
    for end in ("", '"', "'"):
        try:
            words = shlex.split(line + end)
        except ValueError:
            continue
        if line[-1:].isspace() and not end:
            words.append("")
        return words
    return line.split()


def _choices(invocation: Invocation, group: Any, line: Sequence[str]) -> Iterable[Choice]:  # noqa: ANN401  Typer does not export the type of its contexts
    """Give the completions of the last word of a line."""
    typed = line[-1]
    if len(line) == 1:
        return _beginning(group.command.commands_help(), typed)
    if line[0] not in group.command.list_commands(group):
        return []
    command = group.command.get_command(group, line[0])
    options = _options(command)
    before = options.get(line[-2])
    if before is not None and not before.is_flag:
        return _option_values(invocation, before, typed)
    if not typed.startswith("-"):
        return _argument(invocation, line[0], typed)
    shown = [(name, parameter.help or "") for name, parameter in options.items()]
    choices = _beginning(shown, typed)
    return [*choices, *_signed_words(invocation, line[0], typed)]


def _signed_words(invocation: Invocation, command: str, typed: str) -> Iterable[Choice]:
    """Complete words that begin with a sign as options do: `-author:`, and the tag of `-rl`."""
    if command == "search":
        return _search_word(invocation, typed)
    if command != "tag" or typed.startswith("--"):
        return []
    tags = completion.listed(invocation.catalogue(), completion.TAGS, typed[1:])
    return [(f"-{tag}", description) for tag, description in tags]


def _options(command: Any) -> dict[str, Any]:  # noqa: ANN401  the same
    """Map the names of a command's options to their declarations."""
    options = {}
    for parameter in command.params:
        for name in parameter.opts:
            if name.startswith("-"):
                options[name] = parameter
    return options


def _argument(invocation: Invocation, command: str, typed: str) -> Iterable[Choice]:
    if command in {"search", "export", "complete", "authors"}:
        return _search_word(invocation, typed)
    if command == "completion":
        return _beginning([(shell, "") for shell in SCRIPTS], typed)
    source = _ARGUMENTS.get(command)
    if source is None:
        return []
    return source(invocation.catalogue(), typed)


def _option_values(invocation: Invocation, option: Any, typed: str) -> Iterable[Choice]:  # noqa: ANN401  the same
    source = _OPTIONS.get(option.name)
    if source is not None:
        return source(invocation.catalogue(), typed)
    if option.name == "fields":
        done, comma, last = typed.rpartition(",")
        return [(done + comma + name, "") for name in PAPER_FIELDS if name.startswith(last)]
    choices = _CHOICES.get(option.name, getattr(option.type, "choices", ()))
    if option.name == "sort" and not choices:
        choices = SORTS
    return _beginning([(value, "") for value in choices], typed)


def _search_word(invocation: Invocation, typed: str) -> Iterable[Choice]:
    """Complete the name of a field, or the value after it."""
    if not typed:
        return []
    if typed.startswith("@"):
        return completion.listed(invocation.catalogue(), completion.SAVED, typed)
    unsigned = typed[typed[0] in "-^" :]
    sign = typed.removesuffix(unsigned)
    name, colon, value = unsigned.partition(":")
    if not colon:
        fields = [(f"{sign}{each.name}:", each.help) for each in FIELDS.values()]
        return _beginning(fields, typed)
    syntax = field_called(name)
    if syntax is None:
        return []
    source = _VALUES.get(syntax.name)
    found: list[Choice] = []
    if syntax.choices:
        found = _beginning([(choice, "") for choice in syntax.choices], value)
    elif source:
        found = source(invocation.catalogue(), value)
    return [(f"{sign}{name}:{choice}", description) for choice, description in found]


def _beginning(choices: Iterable[Choice], typed: str) -> list[Choice]:
    return [choice for choice in choices if choice[0].startswith(typed)]
