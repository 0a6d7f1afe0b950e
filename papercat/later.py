"""Modules that few runs need, imported when something of them is first used."""

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module: `difflib = Later("difflib")`."""

    def __init__(self, name: str) -> None:
        """Nothing is imported yet."""
        self._name = name

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401  whatever the module has
        return getattr(import_module(self._name), attribute)
