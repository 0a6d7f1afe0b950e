"""The table of commands, and the one place that turns an error into an exit code.

The module of a command is imported when that command runs.
"""

import difflib
import inspect
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from papercat import __version__
from papercat.commands.support.invocation import Invocation, common_options
from papercat.errors import ExitCode, PapercatError, QueryError
from papercat.terminal import say

COMMANDS = {
    "import": "Read listings, posts and bibliographies into the catalogue.",
    "add": "Add papers by arXiv id, DOI or address, from the web.",
    "complete": "Complete papers that are cut off or lack ids, from the web.",
    "search": "Find papers by words; without words, the newest.",
    "show": "Show papers in full.",
    "why": "Explain where each value of a paper comes from.",
    "author": "Show the page of one person.",
    "authors": "List people.",
    "coauthors": "Show how people are connected.",
    "category": "Show one category and its papers.",
    "categories": "List categories.",
    "organisation": "Show one organisation and its papers.",
    "organisations": "List organisations.",
    "conference": "Show one conference and what posts say about it.",
    "conferences": "List conferences.",
    "post": "Show one post and what it names.",
    "posts": "List posts.",
    "stats": "Show papers per year and per category as bars.",
    "export": "Write papers to a file as CSV, JSON lines or another format.",
    "cite": "Write papers as BibTeX, BibLaTeX, RIS or CSL-JSON.",
    "bib": "Write the papers that a LaTeX document cites.",
    "review": "Go through the values that papercat doubts, one by one.",
    "correct": "Correct a paper, or the way its line was split.",
    "edit": "Edit a paper in your editor.",
    "tag": "Add tags to papers, or remove them.",
    "tags": "List your tags.",
    "status": "Set the reading status of papers: unread, reading or read.",
    "note": "Write notes about a paper.",
    "open": "Open papers: a filed PDF, or the page on the web.",
    "file": "Keep a PDF of a paper.",
    "merge": "Decide that two people, or two papers, are one, or that two people never are.",
    "split": "Decide that some papers of a person belong to somebody else.",
    "remove": "Remove papers.",
    "sources": "List the files that the catalogue was made from.",
    "forget": "Forget sources: delete what only they say.",
    "decisions": "List your decisions.",
    "undo": "Take a decision back.",
    "check": "Check the catalogue, and repair it where possible.",
    "backup": "Copy the whole catalogue into a file.",
    "sql": "Ask the catalogue in SQL.",
    "datasette": "Browse the catalogue in Datasette.",
    "config": "Show your settings and where they come from.",
    "where": "Show the files that papercat uses.",
    "completion": "Write the script that completes commands in your shell.",
    "help": "Show the help of papercat, or of one command.",
    "version": "Show the version.",
}
"""name → help; the module is `papercat.commands.NAME`, and its function `run`"""

HIDDEN = {"_complete": "Complete the last word of a command line."}
"""commands for programs, which the help does not list"""

SHARED = {
    "_complete": "completion",
    "categories": "category",
    "conferences": "conference",
    "forget": "sources",
    "organisations": "organisation",
    "posts": "post",
    "tags": "tag",
    "undo": "decisions",
    "version": "help",
    "where": "config",
}
"""a command that shares the module of another → that module; its function has its name"""

_BEFORE, _AFTER = 20, 40
"""characters of a text that a message quotes around an error"""


class Command(TyperCommand):
    """A command with the common options, called with an Invocation."""

    context_class = Invocation
    prepare: Callable[[list[str]], list[str]] = list
    """the function of the command's module that changes the arguments first"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make the command, then add the common options."""
        super().__init__(*args, **kwargs)
        self.params += common_options()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments after the module has prepared them."""
        return super().parse_args(ctx, self.prepare(args))

    def invoke(self, ctx: Any) -> object:
        """Run the command with its own options."""
        ctx.take_common_options()
        super().invoke(ctx)
        sys.stdout.flush()
        return ctx.exit_code


class Commands(TyperGroup):
    """The commands by name; each is loaded when it runs."""

    def list_commands(self, ctx: object) -> list[str]:
        """Give the names of the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> Any:
        """Import the module of a command and make the command."""
        if cmd_name not in COMMANDS and cmd_name not in HIDDEN:
            return None
        module = import_module(f"papercat.commands.{module_of(cmd_name)}")
        run, docstring = module.run, module.__doc__
        if cmd_name in SHARED:
            run = getattr(module, cmd_name)
            docstring = inspect.getdoc(run)
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        text = _help(cmd_name, docstring or "")
        app.command(cmd_name, cls=Command, help=text)(run)
        command: Any = typer.main.get_command(app)
        command.prepare = getattr(module, "prepare", list)
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or fail with a suggestion."""
        name = args[0]
        if name not in COMMANDS and name not in HIDDEN and not name.startswith("-"):
            ctx.fail(f"no command {name!r}{_suggestion(name)}")
        return super().resolve_command(ctx, args)

    def commands_help(self) -> list[tuple[str, str]]:
        """Give each command with its help."""
        return list(COMMANDS.items())

    def format_commands(self, ctx: object, formatter: Any) -> None:
        """List the commands for `--help` without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(self.commands_help())


def module_of(name: str) -> str:
    """Name the module of a command."""
    if name == "import":  # a word of Python
        return "import_"
    return SHARED.get(name, name)


def _suggestion(name: str) -> str:
    """Name the command that an unknown word most likely means, also a word of other programs."""
    table = Path(__file__).with_name("other_words.tsv").read_text("utf-8")
    meant = dict(zip(COMMANDS, COMMANDS, strict=True))
    meant |= dict(line.split("\t") for line in table.splitlines())
    if name not in meant:
        name = next(iter(difflib.get_close_matches(name, meant, 1)), name)
    if name not in meant:
        return ""
    return f"; did you mean {meant[name]!r}?"


def _help(name: str, docstring: str) -> str:
    """Make the help of a command: its line of the table, then its module's text."""
    paragraphs = [COMMANDS.get(name) or HIDDEN[name]]
    for paragraph in docstring.split("\n\n")[1:]:
        if paragraph.startswith("papercat "):  # examples keep their lines
            paragraphs.append(f"\b\n{paragraph}")
        else:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


def _version(*, value: bool) -> None:
    if value:
        sys.stdout.write(f"papercat {__version__}\n")
        sys.stdout.flush()
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _papercat(
    *,
    db: Annotated[
        str | None, typer.Option("--db", metavar="FILE", help="Use this catalogue.")
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Keep a catalogue of research papers and search it in the terminal."""


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; each error becomes one line."""
    try:
        # Typer's own `main` would handle interrupts and broken pipes differently.
        command = typer.main.get_command(app)
        with command.make_context("papercat", list(arguments)) as context:
            return int(command.invoke(context) or ExitCode.DONE)
    except typer.Exit as asked:
        return asked.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return interrupted()
    except (PapercatError, typer.TyperException) as error:
        return _mistake(error)
    except BrokenPipeError:
        _discard(sys.stdout)
        return ExitCode.DONE
    except Exception as error:
        if debugging():
            raise
        return _system_error(error)


def debugging() -> bool:
    """Tell whether the user asked for tracebacks with `PAPERCAT_DEBUG=1`."""
    return os.environ.get("PAPERCAT_DEBUG", "0") not in {"", "0"}


def interrupted() -> int:
    """Say that the user interrupted the command."""
    return _fail("interrupted; nothing unfinished was kept", ExitCode.INTERRUPTED)


def _mistake(error: PapercatError | typer.TyperException) -> int:
    """Write an error in one line; an error in a query with its place."""
    if isinstance(error, typer.TyperException):
        return _usage(error)
    line = str(error)
    if isinstance(error, QueryError) and error.query:
        start = max(error.position - _BEFORE, 0)
        part = error.query[start : error.position + _AFTER]
        line += f" at character {error.position + 1}: {part!r}"
    return _fail(line, error.exit_code)


def _usage(error: typer.TyperException) -> int:
    """Write Typer's errors in one line, and its help as it is."""
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(error.format_message() + "\n")
        return ExitCode.USAGE
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "papercat")
    line = " ".join(error.format_message().split())
    if not line.endswith((".", "?")):
        line += "."
    return _fail(f"{line} See: {command} --help", ExitCode.USAGE)


def _system_error(error: Exception) -> int:
    """Write an error that papercat did not raise itself, most often of the file or the disk."""
    if isinstance(error, UnicodeEncodeError):
        around = error.object[max(error.start - _BEFORE, 0) : error.start + _AFTER]
        return _fail(f"{around!r}: not valid UTF-8", ExitCode.USAGE)
    line = str(error) or type(error).__name__
    if isinstance(error, OSError) and error.strerror:
        file = error.filename or "standard output or a temporary file"
        line = f"{file}: {error.strerror}"
    if isinstance(error, OSError | sqlite3.Error | MemoryError):
        _discard(sys.stdout)
        return _fail(line, ExitCode.UNUSABLE)
    message = " ".join(f"{type(error).__name__}: {error}".split())
    advice = "if it is sound, this is a bug: PAPERCAT_DEBUG=1 shows where"
    line = f"unforeseen {message}; check the catalogue with: papercat check; {advice}"
    return _fail(line, ExitCode.UNUSABLE)


def _fail(line: str, code: int) -> int:
    say(f"papercat: {line}")
    return code


def _discard(stream: Any) -> None:
    """Connect a broken stream to nothing, so that Python does not complain on exit."""
    with suppress(OSError, ValueError):  # a stream without a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def main() -> int:
    """Run `papercat` with the arguments of the process. Return the exit code."""
    if sys.stderr is None:  # the caller closed it, so remarks go nowhere
        sys.stderr = StringIO()
    if sys.stdout is None:
        return _fail("standard output is closed", ExitCode.UNUSABLE)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
    except OSError as error:
        _discard(sys.stdout)
        code = _fail(f"standard output: {error.strerror}", ExitCode.UNUSABLE)
    try:
        sys.stderr.flush()
    except OSError:  # nobody can read remarks
        _discard(sys.stderr)
    return code
