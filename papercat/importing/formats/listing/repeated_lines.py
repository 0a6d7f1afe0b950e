"""Lines that a site puts below most heads, told by nothing but that they stand there again."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from papercat.importing.formats.listing.known_site_lines import is_organisation
from papercat.importing.formats.listing.repetition import masked
from papercat.importing.formats.listing.splitting.line import SEPARATOR
from papercat.importing.formats.listing.title_line import is_glued, is_surely_title
from papercat.importing.formats.listing.wrapping import WIDEST

_FEWEST, _SHARE = 3, 1 / 3
"""so many entries have a line that is a site's, and so much of all"""
_TITLE_WITHIN = 4
"""lines below a head"""
_STOPS = (".", "!", "?")
_MOST_WORDS = 5
"""of a name; the same authors may stand on a line of their own again"""


def without_repeated(bodies: Sequence[Sequence[int]], page: Sequence[str]) -> list[list[int]]:
    """The places of the lines below each head, without what stands below many others too.

    A page that was pasted twice repeats nothing by that.
    """
    masks = [[_mask(page[at], body, page) for at in body] for body in bodies]
    texts = (tuple(page[at] for at in body) for body in bodies)
    different = dict(zip(texts, masks, strict=True))
    counts = Counter(chain.from_iterable(map(set, different.values())))
    fewest = max(_FEWEST, _SHARE * len(different))
    often = {mask for mask, count in counts.items() if mask and count >= fewest}
    kept: list[list[int]] = []
    for body, masked_lines in zip(bodies, masks, strict=True):
        lines = zip(body, masked_lines, strict=True)
        rest = [at for at, mask in lines if mask not in often or not _is_a_sites(page[at])]
        kept.append(rest or list(body))
    return kept


def _mask(line: str, body: Sequence[int], page: Sequence[str]) -> str:
    """What of a line is alike below many heads; nothing of a long one."""
    first = [page[at] for at in body[:_TITLE_WITHIN]]
    return masked(line, first) if len(line) <= WIDEST else ""


def _is_a_sites(line: str) -> bool:
    """Whether a line that stands below many heads is no title, sentence or list of authors."""
    if line[0].islower() or line.endswith(_STOPS) or is_glued(line):
        return False
    parts = line.split(SEPARATOR)
    names = len(parts) > 1 and all(
        part[:1].isupper() and len(part.split()) <= _MOST_WORDS for part in parts
    )
    return not (names and not is_organisation(line)) and not is_surely_title(line)
