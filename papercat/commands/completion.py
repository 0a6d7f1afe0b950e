"""The `completion` command.

papercat completion bash >> ~/.bashrc
papercat completion zsh > ~/.zfunc/_papercat      a folder in your $fpath
papercat completion fish > ~/.config/fish/completions/papercat.fish

Write a script for your shell. With it the shell completes commands, options, fields, and
the people, categories, conferences and keys of your catalogue.
"""

import shlex
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from papercat.commands.support.invocation import COLOURS, Invocation
from papercat.commands.support.paper_list import FIELDS as PAPER_FIELDS
from papercat.commands.support.search_request import SORTS
from papercat.errors import PapercatError, UsageError
from papercat.exporting.output_format import FORMATS
from papercat.papers.subjects import NO_STATUS, STATUSES
from papercat.search import completion_choices as known
from papercat.search.completion_choices import Choice
from papercat.search.query_fields import FIELDS, field_called
from papercat.terminal import visible

SHELLS = ("bash", "fish", "zsh")

_Source = Callable[[sqlite3.Connection, str], list[Choice]]
"""function that lists the values in the catalogue that begin as typed"""


def _beginning(choices: Iterable[Choice], typed: str) -> list[Choice]:
    return [choice for choice in choices if choice[0].startswith(typed)]


def _words_beginning(words: Iterable[str], typed: str, before: str = "") -> list[Choice]:
    """List the words that begin as typed; `before` goes in front of each."""
    return [(before + word, "") for word in words if word.startswith(typed)]


def _people_and_papers(db: sqlite3.Connection, typed: str) -> list[Choice]:
    return [*known.people(db, typed), *known.keys(db, typed)]


def _key_or_tag(db: sqlite3.Connection, typed: str) -> list[Choice]:
    """List keys, or tags behind the sign that adds one."""
    if typed.startswith("+"):
        return _behind("+", known.listed(db, known.TAGS, typed[1:]))
    return known.keys(db, typed)


def _key_or_status(db: sqlite3.Connection, typed: str) -> list[Choice]:
    return [*_words_beginning((*STATUSES, NO_STATUS), typed), *known.keys(db, typed)]


def _behind(sign: str, choices: Iterable[Choice]) -> list[Choice]:
    """Put a sign before each choice."""
    return [(sign + choice, description) for choice, description in choices]


def _listed(query: str) -> _Source:
    return lambda db, typed: known.listed(db, query, typed)


_KEYS = ("correct", "edit", "file", "note", "open", "remove", "show", "why")
"""commands whose arguments are keys of papers"""
_ARGUMENTS: dict[str, _Source] = {
    **dict.fromkeys(_KEYS, known.keys),
    "author": known.people,
    "category": _listed(known.CATEGORIES),
    "coauthors": known.people,
    "completion": lambda _, typed: _words_beginning(SHELLS, typed),
    "conference": _listed(known.CONFERENCES),
    "forget": _listed(known.SOURCES),
    "merge": _people_and_papers,
    "organisation": _listed(known.ORGANISATIONS),
    "post": _listed(known.POSTS),
    "split": _people_and_papers,
    "status": _key_or_status,
    "tag": _key_or_tag,
    "undo": _listed(known.DECISIONS),
}
"""command → source of its arguments"""
_OF_QUERIES = frozenset(("search", "export", "complete", "authors"))
"""commands whose arguments are a query"""

_OPTIONS: dict[str, _Source] = {
    "similar": known.keys,
    "paper": known.keys,
    "person": known.people,
    "owner": known.people,
    "author": known.people,
    "category": _listed(known.CATEGORIES),
    "org": _listed(known.ORGANISATIONS),
    "authors": known.people,
    "not_authors": known.people,
    "categories": _listed(known.CATEGORIES),
    "organisations": _listed(known.ORGANISATIONS),
    "venue": _listed(known.VENUES),
    "remove": _listed(known.TAGS),
}
"""option → source of its values"""

_VALUES: dict[str, _Source] = {
    "author": known.name_words,
    "stated": known.name_words,
    "category": _listed(known.CATEGORIES),
    "conference": _listed(known.CONFERENCES),
    "org": _listed(known.ORGANISATIONS),
    "key": known.keys,
    "tag": _listed(known.TAGS),
}
"""field of a search → source of its values"""


def run(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="Your shell: bash, fish or zsh.")],
) -> None:
    """See the module's text, which is this command's help."""
    if shell not in SHELLS:
        raise UsageError(f"no completion for {shell!r}; choose one of {', '.join(SHELLS)}")
    script = Path(__file__).with_suffix(f".{shell}")
    sys.stdout.write(script.read_text("utf-8"))


def _complete(
    invocation: Invocation,
    words: Annotated[list[str] | None, typer.Argument(help="The words typed so far.")] = None,
    line: Annotated[
        bool, typer.Option("--line", help="Take one word as the whole command line.")
    ] = False,
) -> None:
    """Complete the last word of a command line.

    papercat _complete -- search author:osin

    Writes the completions, one a line, with a tab before their description.
    """
    typed = words or [""]
    if line:
        typed = _split(typed[0])[1:] or [""]
    try:
        choices = list(_choices(invocation, typed))
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


def _choices(invocation: Invocation, line: Sequence[str]) -> list[Choice]:
    """Give the completions of the last word of a line."""
    group: Any = invocation.parent
    typed = line[-1]
    if len(line) == 1:
        return _beginning(group.command.commands_help(), typed)
    name = line[0]
    command = group.command.get_command(group, name)
    if command is None:
        return []
    options = _options(command)
    before = options.get(line[-2])
    if before is not None and not before.is_flag:
        return _option_values(invocation, before, typed)
    if typed.startswith("-"):
        helped = [(option, parameter.help or "") for option, parameter in options.items()]
        return [*_beginning(helped, typed), *_signed_words(invocation, name, typed)]
    found: list[Choice] = []
    if name in _OF_QUERIES:
        found = _search_word(invocation, typed)
    elif name in _ARGUMENTS:
        found = _ARGUMENTS[name](invocation.catalogue(), typed)
    return found


def _options(command: Any) -> dict[str, Any]:
    """Map the names of a command's options to their declarations."""
    options = {}
    for parameter in command.params:
        for name in parameter.opts:
            if name.startswith("-"):
                options[name] = parameter
    return options


def _signed_words(invocation: Invocation, command: str, typed: str) -> list[Choice]:
    """Complete words that begin with a sign as options do: `-author:`, and the tag of `-rl`."""
    if command == "search":
        return _search_word(invocation, typed)
    if command == "tag" and not typed.startswith("--"):
        return _behind("-", known.listed(invocation.catalogue(), known.TAGS, typed[1:]))
    return []


def _option_values(invocation: Invocation, option: Any, typed: str) -> list[Choice]:
    """Give the values of an option."""
    if source := _OPTIONS.get(option.name):
        return source(invocation.catalogue(), typed)
    if option.name == "fields":
        done, comma, last = typed.rpartition(",")
        return _words_beginning(PAPER_FIELDS, last, done + comma)
    choices = getattr(option.type, "choices", ())
    if not choices:
        choices = {"view": FORMATS, "color": COLOURS, "sort": SORTS}.get(option.name, ())
    return _words_beginning(choices, typed)


def _search_word(invocation: Invocation, typed: str) -> list[Choice]:
    """Complete the name of a field, or the value after it."""
    if not typed:
        return []
    if typed.startswith("@"):
        return known.listed(invocation.catalogue(), known.SAVED, typed)
    unsigned = typed[typed[0] in "-^" :]
    sign = typed.removesuffix(unsigned)
    name, colon, value = unsigned.partition(":")
    if not colon:
        fields = [(f"{each.name}:", each.help) for each in FIELDS.values()]
        return _behind(sign, _beginning(fields, name))
    syntax = field_called(name)
    found: list[Choice] = []
    if syntax and syntax.choices:
        found = _words_beginning(syntax.choices, value)
    elif syntax and syntax.name in _VALUES:
        found = _VALUES[syntax.name](invocation.catalogue(), value)
    return _behind(f"{sign}{name}:", found)
