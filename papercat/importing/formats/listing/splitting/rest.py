"""What else a glued line holds, once a person has said what its title or who its authors are."""

from papercat.importing.formats.listing.splitting.line import (
    SEPARATOR,
    take_apart,
    without_loose_end,
)

_BEFORE_NAMES = ("'", "’", "ʻ")
"""what a name may begin with besides a letter; anything else is more of the title"""


def authors_behind(line: str, title: str) -> tuple[str, ...] | None:
    """The authors that follow a title on its line; None where it goes on otherwise."""
    body = take_apart(without_loose_end(line)).body
    if not body.startswith(title):
        return None
    rest = body.removeprefix(title).removeprefix(SEPARATOR)
    if rest[:1].isalpha() or rest[:1] in _BEFORE_NAMES:
        return tuple(rest.split(SEPARATOR))
    return None


def title_before(line: str, authors: tuple[str, ...]) -> str | None:
    """What stands before the authors that end a line, which may be further authors as well."""
    body, names = take_apart(without_loose_end(line)).body, SEPARATOR.join(authors)
    return body.removesuffix(names).strip() if body.endswith(names) else None
