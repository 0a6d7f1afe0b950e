"""The options that every command has: which view, which catalogue, colours, a pager."""

from pathlib import Path

from typer.core import TyperOption

_OUTPUTS = (Path(__file__).parents[2] / "exporting").glob("*_output.py")
VIEWS = tuple(sorted(path.stem.removesuffix("_output") for path in _OUTPUTS))
"""Each file `exporting/NAME_output.py` is an output format."""
COLOURS = ("always", "never", "auto")


def common_options() -> list[TyperOption]:
    """They, made anew for each command."""
    flags = [
        TyperOption(param_decls=[f"as_{name}", f"--{name}"], is_flag=True, hidden=True)
        for name in VIEWS
    ]
    short = ", ".join(f"--{name}" for name in VIEWS)
    return [
        TyperOption(
            param_decls=["view", "--view"],
            metavar="VIEW",
            help=f"How to show it; short: {short}. A table on a terminal, plain lines in a pipe.",
        ),
        *flags,
        TyperOption(
            param_decls=["db", "--db"],
            metavar="FILE",
            help="The catalogue; else PAPERCAT_DB, else the one in your data folder.",
        ),
        TyperOption(
            param_decls=["color", "--color"],
            metavar="WHEN",
            default="auto",
            help=f"{', '.join(COLOURS)}.",
        ),
        TyperOption(
            param_decls=["no_pager", "--no-pager"],
            is_flag=True,
            help="Never through a pager; else PAPERCAT_PAGER, PAGER or less for long results.",
        ),
    ]
