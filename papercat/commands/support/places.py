"""Places where statements stand, as `file:line`."""

from collections.abc import Iterator, Sequence

from papercat.papers.model import Origin


def place(origin: Origin) -> str:
    """Return `file:line`."""
    return f"{origin.file}:{origin.line}"


def places_said(origins: Sequence[Origin]) -> Iterator[str]:
    """Yield every place."""
    return map(place, origins)
