"""Options that belong together as one named tuple, for commands that have many."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints


def grouped(run: Callable[..., None]) -> Callable[..., None]:
    """Make a command whose named tuples Typer sees as their fields, one option each."""
    groups: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    hints = get_type_hints(run, include_extras=True)
    for parameter in inspect.signature(run).parameters.values():
        kind = hints[parameter.name]
        if isinstance(kind, type) and issubclass(kind, tuple):
            groups[parameter.name] = kind
            parameters += _options(kind)
        else:
            parameters.append(parameter.replace(annotation=kind))

    @functools.wraps(run)
    def flat(**values: Any) -> None:  # noqa: ANN401  whatever Typer parsed
        for name, kind in groups.items():
            values[name] = kind(**{field: values.pop(field) for field in kind._fields})
        run(**values)

    # What Typer looks at: the signature, and annotations of the same names.
    flat.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # Typer's
    flat.__annotations__ = {each.name: each.annotation for each in parameters}
    del flat.__wrapped__
    return flat


def _options(kind: Any) -> list[inspect.Parameter]:  # noqa: ANN401  any named tuple
    hints = get_type_hints(kind, include_extras=True)
    return [
        inspect.Parameter(
            field,
            inspect.Parameter.KEYWORD_ONLY,
            default=kind._field_defaults[field],
            annotation=hints[field],
        )
        for field in kind._fields
    ]
