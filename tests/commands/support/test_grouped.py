"""Options that belong together arrive as one named tuple."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import pytest
import typer

from papercat.commands.support.grouped import grouped


class Size(NamedTuple):
    """A group of two options."""

    wide: Annotated[int, typer.Option("--wide")] = 3
    tall: Annotated[bool, typer.Option("--tall")] = False


@grouped
def command(name: str, *, size: Size) -> None:
    print(name, size.wide, size.tall)  # noqa: T201  what it was given


@pytest.mark.parametrize(
    ("arguments", "given"), [(["x"], "x 3 False\n"), (["x", "--wide", "5", "--tall"], "x 5 True\n")]
)
def test_typer_sees_every_field_as_an_option(
    arguments: list[str], given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    app = typer.Typer()
    app.command()(command)
    app(arguments, standalone_mode=False)
    assert capsys.readouterr().out == given
