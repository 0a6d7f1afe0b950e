"""What each place said of a paper, taken out of what is shown of it, and put beside it again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from papercat.importing.formats.listing.glued_line import SEPARATOR, take_apart
from papercat.papers.model import Author, Guess, Origin, Paper
from papercat.papers.provenance import CODE, TRACKED, marked, marks_of, told

Says = Mapping[str, str | None]
"""a tracked field, an identifier or `has_code` → what a place says of it; None: nothing"""

_NO_SPLIT = 0.0
"""how sure the split of a line is that is only to be combined with a reading of it"""


def said_by(paper: Paper, origin: Origin) -> Says:
    """What one of a paper's places says of it."""
    otherwise = dict(origin.said)
    fields = {field: otherwise.get(field, told(paper, field)) for field in TRACKED}
    return fields | {mark: otherwise.get(mark, mark) for mark in marks_of(paper)}


def beside(shown: Paper, origin: Origin, says: Says) -> Origin:
    """The place with what it says otherwise than is shown of its paper."""
    otherwise = {
        field: says.get(field) for field in TRACKED if says.get(field) != told(shown, field)
    }
    otherwise |= dict.fromkeys(mark for mark in marks_of(shown) if says.get(mark) is None)
    return replace(origin, said=tuple(sorted(otherwise.items())))


def as_record(paper: Paper, origin: Origin) -> Paper:
    """What one of a paper's places says of it, as the record that it was."""
    says = said_by(paper, origin)
    shown = says["authors"] == told(paper, "authors")
    listed = (
        paper.listed if shown else map(Author, filter(None, _split(says["authors"], SEPARATOR)))
    )
    line = (origin.printed or "").partition("\n")[2]
    return Paper(
        title=says["title"] or paper.title,
        line=origin.line,
        abstract=says["abstract"],
        authors=(*listed, *(Author(name, "inferred") for name in origin.inferred)),
        authors_truncated=take_apart(line).truncated if line else shown and paper.authors_truncated,
        published=says["published"],
        categories=tuple(_split(says["categories"], " ")),
        has_code=says.get(CODE) is not None,
        organisations=tuple(_split(says["organisations"], " ")),
        venue=says["venue"],
        ids=tuple(pair for pair in paper.ids if says.get(marked(*pair))),
        printed=origin.printed,
        confidence=_NO_SPLIT if line else None,
        guesses=tuple(_guesses(paper, origin)),
    )


def _split(text: str | None, separator: str) -> list[str]:
    return text.split(separator) if text else []


def _guesses(paper: Paper, origin: Origin) -> Iterator[Guess]:
    """What is inferred of what the place says: it is, where that is what is shown."""
    otherwise = dict(origin.said)
    for guess in paper.guesses:
        if guess.field == "authors":
            if guess.printed in origin.inferred:
                yield guess
        elif guess.field not in otherwise:
            yield guess
