"""The hidden `complete` command, which the shells ask.

papercat complete -- search author:osin

Writes what the last word may become, one a line, with a tab before what it is.
"""

import shlex
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer

from papercat.commands.support.common_options import COLOURS, VIEWS
from papercat.commands.support.invocation import Invocation
from papercat.errors import PapercatError
from papercat.later import Later
from papercat.search import completion
from papercat.search.completion import Choice
from papercat.search.query_fields import FIELDS, field_called
from papercat.terminal import visible

completion_command = Later("papercat.commands.completion")
paper_fields = Later("papercat.commands.support.paper_fields")
search_request = Later("papercat.commands.support.search_request")

_Source = Callable[[sqlite3.Connection, str], list[Choice]]


def _listed(query: str) -> _Source:
    return lambda db, typed: completion.listed(db, query, typed)


def _people_and_papers(db: sqlite3.Connection, typed: str) -> list[Choice]:
    return [*completion.people(db, typed), *completion.keys(db, typed)]


_ARGUMENTS: dict[str, _Source] = {
    "show": completion.keys,
    "why": completion.keys,
    "author": completion.people,
    "category": _listed(completion.CATEGORIES),
    "conference": _listed(completion.CONFERENCES),
    "post": _listed(completion.POSTS),
    "correct": completion.keys,
    "coauthors": completion.people,
    "merge": _people_and_papers,
    "split": completion.people,
}
"""command → what its arguments may be"""

_OPTIONS: dict[str, _Source] = {
    "similar": completion.keys,
    "paper": completion.keys,
    "person": completion.people,
    "owner": completion.people,
    "author": completion.people,
    "category": _listed(completion.CATEGORIES),
    "org": _listed(completion.ORGANISATIONS),
}
"""option → what it may be; others have fixed choices or none"""

_CHOICES = {"view": VIEWS, "color": COLOURS}
"""option of every command → what it may be"""

_VALUES: dict[str, _Source] = {
    "author": completion.name_words,
    "category": _listed(completion.CATEGORIES),
    "conference": _listed(completion.CONFERENCES),
    "org": _listed(completion.ORGANISATIONS),
    "key": completion.keys,
}
"""field of a search → what it may be; other fields have fixed choices or none"""


def run(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(help="The words typed so far.")] = None,
    line: Annotated[bool, typer.Option("--line", help="They are one, the whole line.")] = False,
) -> None:
    """See the module's text, which is this command's help."""
    invocation: Invocation = context.obj
    group = context.parent
    typed = _split((words or [""])[0])[1:] if line else words
    try:
        found = list(_choices(invocation, group, typed or [""]))
    except PapercatError:
        found = []  # no catalogue, nothing to offer
    sys.stdout.writelines(f"{visible(what)}\t{visible(help_)}\n" for what, help_ in found)


def _split(line: str) -> list[str]:
    """The words of a command line, the last perhaps in an open quote."""
    for end in ("", '"', "'"):
        try:
            words = shlex.split(line + end)
        except ValueError:
            continue
        return [*words, ""] if line[-1:].isspace() and not end else words
    return line.split()


def _choices(invocation: Invocation, group: Any, line: Sequence[str]) -> Iterable[Choice]:  # noqa: ANN401  Typer does not export its contexts' type
    typed = line[-1]
    names = group.command.list_commands(group)
    if len(line) == 1:
        return _beginning(group.command.commands_help(), typed)
    if line[0] not in names:
        return []
    command = group.command.get_command(group, line[0])
    options = {name: each for each in command.params for name in each.opts if name[:1] == "-"}
    before = options.get(line[-2]) if len(line) > 2 else None
    if before is not None and not before.is_flag:
        return _option_values(invocation, before, typed)
    if typed.startswith("-"):
        shown = [(name, each.help or "") for name, each in options.items()]
        fields = _search_word(invocation, typed) if line[0] == "search" else ()
        return [*_beginning(shown, typed), *fields]
    return _argument(invocation, line[0], typed)


def _argument(invocation: Invocation, command: str, typed: str) -> Iterable[Choice]:
    if command == "search":
        return _search_word(invocation, typed)
    if command == "completion":
        return _beginning([(shell, "") for shell in completion_command.SCRIPTS], typed)
    source = _ARGUMENTS.get(command)
    return source(invocation.catalogue(), typed) if source else []


def _option_values(invocation: Invocation, option: Any, typed: str) -> Iterable[Choice]:  # noqa: ANN401  the same
    source = _OPTIONS.get(option.name)
    if source is not None:
        return source(invocation.catalogue(), typed)
    if option.name == "fields":
        done, comma, last = typed.rpartition(",")
        names = paper_fields.FIELDS
        return [(done + comma + name, "") for name in names if name.startswith(last)]
    choices = _CHOICES.get(option.name, getattr(option.type, "choices", ()))
    if option.name == "sort" and not choices:
        choices = search_request.SORTS
    return _beginning([(value, "") for value in choices], typed)


def _search_word(invocation: Invocation, typed: str) -> Iterable[Choice]:
    """A field's name, or a value behind it."""
    sign = typed[:1] if typed[:1] in ("-", "^") else ""
    name, colon, value = typed.removeprefix(sign).partition(":")
    if typed.startswith("@"):
        return completion.listed(invocation.catalogue(), completion.SAVED, typed)
    if not colon:
        fields = [(f"{sign}{each.name}:", each.help) for each in FIELDS.values()]
        return _beginning(fields, typed) if typed else []
    syntax = field_called(name)
    if syntax is None:
        return []
    if syntax.choices:
        found = _beginning([(choice, "") for choice in syntax.choices], value)
    else:
        source = _VALUES.get(syntax.name)
        found = source(invocation.catalogue(), value) if source else []
    return [(f"{sign}{name}:{what}", help_) for what, help_ in found]


def _beginning(choices: Iterable[Choice], typed: str) -> list[Choice]:
    return [(what, help_) for what, help_ in choices if what.startswith(typed)]
