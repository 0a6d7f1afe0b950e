"""The options of `correct`: one for each field of a paper that can be corrected."""

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from papercat.errors import UsageError
from papercat.papers.derive import NOT_AUTHORS
from papercat.papers.identifiers import normal_id, recognised
from papercat.papers.model import FIELDS, Field, Kind
from papercat.papers.taxonomy import full_codes
from papercat.text.partial_date import is_partial_date

_AUTHOR = Field(Kind.WORDS, FIELDS["title"].rule, "Author; give all, in their order.", "--author")
_NOT_AUTHOR = Field(
    Kind.WORDS, FIELDS["title"].rule, "Inferred author who is not one.", "--not-author"
)
_OPTIONS: dict[str, Field] = {
    **{name: field for name, field in FIELDS.items() if field.option},
    "authors": _AUTHOR,
    NOT_AUTHORS: _NOT_AUTHOR,
    "arxiv": Field(Kind.TEXT, FIELDS["title"].rule, "arXiv id.", "--arxiv"),
    "doi": Field(Kind.TEXT, FIELDS["title"].rule, "DOI.", "--doi"),
}


def with_field_options(run: Callable[..., None]) -> Callable[..., None]:
    """Give a command with `**fields` one option for each field, as Typer reads signatures."""
    signature = inspect.signature(run)
    parameters = list(signature.parameters.values())[:-1]  # the last is `fields`
    for name, field in _OPTIONS.items():
        option = typer.Option(field.option, metavar=field.kind.name, help=field.help)
        kind: object = str | None
        if field.kind is Kind.WORDS:
            kind = list[str] | None
        elif field.kind is Kind.FLAG:
            kind = bool | None
        parameters.append(
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=None,
                annotation=Annotated[kind, option],
            )
        )
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # read by inspect
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def corrections_of(given: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields that were given, checked. Raises UsageError for a bad value."""
    fields: dict[str, Any] = {}
    ids: list[tuple[str, str]] = []
    for name, value in given.items():
        field = _OPTIONS[name]
        if value is None or value == []:
            continue
        if isinstance(value, bool):
            fields[name] = value
        elif name in ("arxiv", "doi"):
            ids.append(_identifier(name, str(value)))
        elif isinstance(value, list):
            words = [_word(name, text, str(field.option)) for text in value]
            fields[name] = list(dict.fromkeys(words))
        elif field.kind is Kind.DATE:
            fields[name] = _date(str(value), str(field.option))
        else:
            fields[name] = _text(str(value), str(field.option))
    if ids:
        fields["ids"] = ids
    return fields


def _identifier(name: str, text: str) -> tuple[str, str]:
    """Return an arXiv id or a DOI in its normal form; a DOI of arXiv is an arXiv id."""
    pair = normal_id(name, text)
    if recognised(pair[1]) != pair:
        example = {"arxiv": "an arXiv id such as 2203.15556", "doi": "a DOI such as 10.1000/182"}
        raise UsageError(f"--{name} {text!r} is not {example[name]}")
    return pair


def _text(text: str, option: str) -> str:
    if not text.strip():
        raise UsageError(f"{option} is empty")
    return " ".join(text.split())


def _date(text: str, option: str) -> str:
    if not is_partial_date(text):
        raise UsageError(f"{option} {text!r} is not 2022, 2022-03 or a day such as 2022-03-29")
    return text


def _word(name: str, text: str, option: str) -> str:
    text = _text(text, option)
    if name not in FIELDS:
        return text
    if " " in text:
        raise UsageError(f"{option} {text!r} is not one word such as cs.LG")
    if name == "categories":
        return next(iter(full_codes(text)), text)
    return text
