"""The table of commands, and the one place where an error becomes an exit code.

A command's module is imported when that command runs, a view's when it renders:
start-up stays quick however many there are.
"""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn, cast

import typer
from typer.core import TyperCommand, TyperGroup

from papercat import __version__
from papercat.commands.support.common_options import COLOURS, VIEWS, common_options
from papercat.commands.support.invocation import Invocation, View, debugging, say
from papercat.errors import ExitCode, PapercatError, QueryError
from papercat.later import Later

difflib = Later("difflib")

COMMANDS = {
    "import": "Read listings, posts and JSON lines into the catalogue.",
    "search": "Find papers by words; without words, the newest.",
    "show": "Show one paper in full.",
    "why": "Say where every value of a paper comes from.",
    "author": "Show one person's page.",
    "authors": "List people.",
    "coauthors": "Say how people are connected.",
    "category": "Show one category and its papers.",
    "categories": "List categories.",
    "organisations": "List organisations.",
    "conference": "Show one conference and what is said of it.",
    "conferences": "List conferences.",
    "post": "Show one post and what it names.",
    "posts": "List posts.",
    "stats": "Show papers per year and per category as bars.",
    "export": "Write every paper out, as CSV, JSON lines or another view.",
    "cite": "Write papers as BibTeX, BibLaTeX, RIS or CSL-JSON.",
    "bib": "Write the papers that a LaTeX document cites.",
    "review": "Walk through what papercat doubts, one by one.",
    "correct": "Settle what a paper says, or how its line was split.",
    "merge": "Settle that two people, or two papers, are one, or that two people never are.",
    "split": "Settle that some of a person's papers are somebody else's.",
    "remove": "Remove papers.",
    "sources": "List the files that the catalogue was made from.",
    "forget": "Forget sources: delete what only they say.",
    "decisions": "List what you decided.",
    "undo": "Take back a decision.",
    "check": "Check that the catalogue is whole, and repair what can be repaired.",
    "backup": "Copy the whole catalogue into a file.",
    "sql": "Ask the catalogue in SQL.",
    "where": "Say which files papercat uses.",
    "completion": "Write the script that completes papercat's commands in your shell.",
}
"""name → what it does; the module is `papercat.commands.NAME`, `import_` for `import`"""

HIDDEN = {"complete": "Say what the last word of a command line may become."}
"""commands that programs call; not listed"""

_BEFORE, _BEHIND = 20, 40
"""characters of a query or a text that are shown around an error"""


class Command(TyperCommand):
    """A command with the options that all of them have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  handed through to Typer
        """Make it as Typer does, then add the common options."""
        super().__init__(*args, **kwargs)
        self.params += common_options()

    prepare: Callable[[list[str]], list[str]] = list
    """what the command's module does to the arguments before options are looked for"""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  Typer's signature
        """Read the arguments as Typer does, prepared."""
        return super().parse_args(ctx, self.prepare(args))

    def invoke(self, ctx: Any) -> object:  # noqa: ANN401  Typer does not export its contexts' type
        """Gather the common options into an Invocation and run the command with it."""
        params = ctx.params
        views = {params.pop("view"), *(name for name in VIEWS if params.pop(f"as_{name}"))}
        views.discard(None)
        if len(views) > 1:
            ctx.fail(f"choose one view: {' or '.join(f'--{name}' for name in sorted(views))}")
        if params["color"] not in COLOURS:
            ctx.fail(f"--color {params['color']!r}: there are {', '.join(COLOURS)}")
        with ExitStack() as resources:
            ctx.obj = Invocation(
                load_view=_load_view,
                resources=resources,
                db=params.pop("db"),
                view=next(iter(views), None),
                colour=params.pop("color"),
                pager=not params.pop("no_pager"),
            )
            super().invoke(ctx)
            sys.stdout.flush()
            return ctx.obj.exit_code


class Commands(TyperGroup):
    """The commands by name, each loaded when it is wanted."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002  Typer's signature
        """Every command's name, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> Any:  # noqa: ANN401, ARG002  Typer's signature
        """The command of that name, its module imported now."""
        if cmd_name not in COMMANDS and cmd_name not in HIDDEN:
            return None
        module = import_module(f"papercat.commands.{cmd_name}{'_' * (cmd_name == 'import')}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, cls=Command, help=_help(cmd_name, module.__doc__ or ""))(module.run)
        command: Any = typer.main.get_command(app)
        command.prepare = getattr(module, "prepare", list)
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  Typer's signature
        """The command that was typed, or the nearest one's name in the complaint."""
        name = args[0]
        if name not in COMMANDS and name not in HIDDEN and not name.startswith("-"):
            near = difflib.get_close_matches(name, COMMANDS, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"no command {name!r}{hint}")
        return super().resolve_command(ctx, args)

    def commands_help(self) -> list[tuple[str, str]]:
        """Every command's name and what it does."""
        return list(COMMANDS.items())

    def format_commands(self, ctx: object, formatter: Any) -> None:  # noqa: ANN401, ARG002  Typer's signature
        """List the commands for `--help` without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _help(name: str, docstring: str) -> str:
    """A command's help: what it does, then its module's text, which begins with examples."""
    paragraphs = docstring.split("\n\n")[1:]
    as_they_stand = (f"\b\n{p}" if p.startswith("papercat ") else p for p in paragraphs)
    return "\n\n".join([COMMANDS.get(name) or HIDDEN[name], *as_they_stand])


def _load_view(name: str) -> View:
    if name not in VIEWS:
        raise typer.BadParameter(f"no view {name!r}; there are {', '.join(VIEWS)}")
    return cast("View", import_module(f"papercat.exporting.{name}_output"))


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
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Keep a catalogue of research papers and ask it from the terminal."""


def run(arguments: list[str]) -> int:  # noqa: PLR0911  one return a kind of error
    """Run one command and give its exit code; every error becomes one line."""
    try:
        # Not `main`: it would have its own say about interrupts and broken pipes.
        command = typer.main.get_command(app)
        with command.make_context("papercat", list(arguments)) as context:
            return int(command.invoke(context) or ExitCode.DONE)
    except typer.Exit as asked:
        return asked.exit_code
    except PapercatError as error:
        return _fail(_with_place(error), error.exit_code)
    except typer.TyperException as error:
        return _usage(error)
    except (KeyboardInterrupt, typer.Abort):
        return _fail("interrupted; nothing unfinished was kept", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        _quiet_stdout()
        return ExitCode.DONE
    except UnicodeEncodeError as error:
        if debugging():
            raise
        around = error.object[max(error.start - _BEFORE, 0) : error.start + _BEHIND]
        return _fail(f"{around!r}: not text in UTF-8", ExitCode.USAGE)
    except (OSError, sqlite3.Error, MemoryError) as error:
        if debugging():
            raise
        _quiet_stdout()
        return _fail(_plainly(error), ExitCode.UNUSABLE)


def _with_place(error: PapercatError) -> str:
    """What is wrong; with a query its place too, all in one line."""
    if not isinstance(error, QueryError) or not error.query:
        return str(error)
    start = max(error.position - _BEFORE, 0)
    part = error.query[start : error.position + _BEHIND]
    return f"{error} at character {error.position + 1}: {part!r}"


def _usage(error: typer.TyperException) -> int:
    """Typer's own complaints as one line; its request for help as help."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(error.format_message() + "\n")
        return ExitCode.USAGE
    where = context.command_path if context else "papercat"
    line = " ".join(error.format_message().split())
    line += "" if line.endswith((".", "?")) else "."
    return _fail(f"{line} See: {where} --help", ExitCode.USAGE)


def _plainly(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        where = error.filename or "standard output or a temporary file"
        return f"{where}: {error.strerror}"
    return str(error) or type(error).__name__


def _fail(line: str, code: int) -> int:
    with suppress(OSError):  # a full disk or a closed pipe: the code still tells
        say([f"papercat: {line}"])
    return code


def _quiet_stdout() -> None:
    """Nobody reads any more: keep the interpreter from complaining about that on exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> NoReturn:
    """Run `papercat` with the arguments of the process."""
    if sys.stderr is None:  # closed by the caller; what is said goes nowhere
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  till the end
    if sys.stdout is None:
        sys.exit(_fail("standard output is closed", ExitCode.UNUSABLE))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = run(sys.argv[1:])
    except Exception as error:
        if debugging():
            raise
        code = _fail(_unforeseen(error), ExitCode.UNUSABLE)
    _leave(code)


def _unforeseen(error: Exception) -> str:
    """What nobody thought of: mostly a catalogue that says what papercat never writes."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return (
        f"unforeseen {what}; see whether the catalogue is whole: papercat check;"
        " if it is, this is papercat's fault, and PAPERCAT_DEBUG=1 shows where"
    )


def _leave(code: int) -> NoReturn:
    """End the process at once; taking every object apart first is a sixth of a search.

    The same as mypy's `hard_exit`. What a command had open is closed by then.
    """
    if debugging():  # a profiler or a coverage tool writes its file on the way out
        sys.exit(code)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        code = _fail(f"standard output: {error.strerror}", ExitCode.UNUSABLE)
    with suppress(OSError):  # nobody is left to be told
        sys.stderr.flush()
    os._exit(code)
