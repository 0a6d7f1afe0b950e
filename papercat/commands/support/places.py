"""Places of a paper as `file:line`; if a file has changed, the place in its latest content."""

from collections.abc import Iterator, Sequence

from papercat.commands.support.wording import plural
from papercat.papers.model import Origin


def place(origin: Origin) -> str:
    """Write a place as `file:line`."""
    return f"{origin.file}:{origin.line}"


def newest(origins: Sequence[Origin]) -> list[Origin]:
    """Keep the places in the latest content of each file; `origins` come oldest first."""
    last = {origin.file: origin.sha256 for origin in origins}
    return [origin for origin in origins if origin.sha256 == last[origin.file]]


def places_said(origins: Sequence[Origin]) -> Iterator[str]:
    """Write every place, and how many earlier contents of the file had the paper, too."""
    contents: dict[str, set[str | None]] = {}
    for origin in origins:
        contents.setdefault(origin.file, set()).add(origin.sha256)
    for origin in newest(origins):
        before = len(contents.pop(origin.file, {None})) - 1
        if before > 0:
            states = plural(before, "earlier state")
            yield f"{place(origin)} (and in {states} of the file)"
        else:
            yield place(origin)
