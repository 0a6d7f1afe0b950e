"""Where a paper stands, as `file:line`; of a file that has changed, where it stands now."""

from collections.abc import Iterator, Sequence

from papercat.papers.model import Origin


def place(origin: Origin) -> str:
    """`file:line`."""
    return f"{origin.file}:{origin.line}"


def newest(origins: Sequence[Origin]) -> list[Origin]:
    """Those of each file's last content; they come in the order in which they were met."""
    last = {origin.file: origin.sha256 for origin in origins}
    return [origin for origin in origins if origin.sha256 == last[origin.file]]


def places_said(origins: Sequence[Origin]) -> Iterator[str]:
    """Every place, and of how many contents of that file before the paper stood there too."""
    contents: dict[str, set[str | None]] = {}
    for origin in origins:
        contents.setdefault(origin.file, set()).add(origin.sha256)
    for origin in newest(origins):
        before = len(contents.pop(origin.file, {None})) - 1
        states = f"{before} earlier state{'s' * (before > 1)}"
        yield place(origin) + (f" (and in {states} of the file)" * (before > 0))
