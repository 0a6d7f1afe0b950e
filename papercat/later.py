"""Modules that few runs need, imported when something of them is first used.

Start-up stays quick by this and by the table of commands, and by no import inside a
function. A module says at its top what it may need later, so that the layers still
show (tests/test_layers.py holds them for these too).
"""

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module: `difflib = Later("difflib")`."""

    def __init__(self, name: str) -> None:
        """Nothing is imported yet."""
        self._name = name

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401  whatever the module has
        return getattr(import_module(self._name), attribute)
