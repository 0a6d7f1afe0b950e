"""What of a paper can be picked with `--fields` and `--format`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from string import Formatter

from papercat.cells import as_text
from papercat.errors import UsageError
from papercat.papers.model import Paper
from papercat.shown import Cell, Column
from papercat.terminal import visible

_Value = Callable[[Paper], Cell]


def _listed(paper: Paper) -> str:
    return _names(paper, "listed") + (" et al." if paper.authors_truncated else "")


def _names(paper: Paper, source: str) -> str:
    return ", ".join(author.name for author in paper.authors if author.source == source)


def _identifier(scheme: str) -> _Value:
    return lambda paper: next((value for given, value in paper.ids if given == scheme), None)


FIELDS: Mapping[str, tuple[Column, _Value]] = {
    column.name: (column, value)
    for column, value in (
        (Column("key", 22, 2), lambda paper: paper.key),
        (Column("title", 0, 0), lambda paper: paper.title),
        (Column("authors", 24, 3), _listed),
        (Column("inferred", 18, 3), lambda paper: _names(paper, "inferred")),
        (Column("published", 10, 1), lambda paper: paper.published),
        (Column("year", 4, 1, right=True), lambda paper: (paper.published or "")[:4]),
        (Column("categories", 8, 4), lambda paper: " ".join(paper.categories)),
        (Column("venue", 16, 5), lambda paper: paper.venue),
        (Column("organisations", 14, 5), lambda paper: paper.organisations),
        (Column("code", 4, 5), lambda paper: paper.has_code),
        (Column("arxiv", 12, 3), _identifier("arxiv")),
        (Column("doi", 20, 5), _identifier("doi")),
        (Column("abstract", 60, 6), lambda paper: paper.abstract),
        (Column("source", 24, 6), lambda paper: tuple(f"{o.file}:{o.line}" for o in paper.origins)),
    )
}
"""name → its column, and its value for a paper"""


def picked(names: str) -> list[tuple[Column, _Value]]:
    """The fields of a list such as `key,title`. Raises UsageError for a name that is none."""
    return [_field(name.strip(), "--fields") for name in names.split(",")]


def template_lines(template: str, papers: Iterable[Paper]) -> Iterator[str]:
    r"""A line for every paper: the template with the papers' values for `{name}`.

    Raises UsageError where the template can't be read. `\t` and `\n` are a tab and a
    line's end.
    """
    parts = _parts(template.replace("\\t", "\t").replace("\\n", "\n"))
    return (
        "".join(text + (visible(as_text(value(paper))) if value else "") for text, value in parts)
        for paper in papers
    )


def _parts(template: str) -> list[tuple[str, _Value | None]]:
    try:
        parsed = list(Formatter().parse(template))
    except ValueError as error:
        raise UsageError(f"--format {template!r}: {error}") from None
    parts: list[tuple[str, _Value | None]] = []
    for text, name, form, conversion in parsed:
        if form or conversion:
            raise UsageError(f"--format {template!r}: write {{{name}}} and nothing else in braces")
        parts.append((text, _field(name, "--format")[1] if name is not None else None))
    return parts


def _field(name: str, option: str) -> tuple[Column, _Value]:
    if name not in FIELDS:
        raise UsageError(f"{option}: no field {name!r}; there are {', '.join(FIELDS)}")
    return FIELDS[name]
