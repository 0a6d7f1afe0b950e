"""A site's words that a page has on the line of a title or an abstract, taken off."""

import re
from typing import NamedTuple

from papercat.infer.boundary.line import take_apart
from papercat.infer.furniture import is_menu

_LABEL = re.compile(r"Abstract ?(?:[:.—–]|-(?= )) ?(?=\S)|ABSTRACT ?[:.—–-]? (?=[A-Z][a-z])")
_BUTTON = re.compile(
    r"(?: ?[△▽▲▼▵▿] ?(?:less|more)"
    r"|(?P<cut> ?(?:…|\.\.\.)) ?(?:\[?(?:(?:show|read|see|view|load) )?(?:more|less)\]?)"
    r"|(?<=[.!?…]) ?(?:(?:show|read|see|view|load) (?:more|less|all)|expand|collapse))$",
    re.IGNORECASE,
)
_ORGANISATIONS = re.compile(r"[a-z0-9][a-z0-9._-]*(?:, [a-z0-9][a-z0-9._-]*)*")
_DIGIT = re.compile(r"\b\d")
_LONGEST_TRAILER = 30
_END = 80
"""characters at an abstract's end, among which a button is"""


class Text(NamedTuple):
    """A text, and what of its line was a site's."""

    text: str
    words: tuple[str, ...] = ()


def without_buttons(abstract: str) -> Text:
    """An abstract without a label before it and the button behind; `…` says that it is cut off."""
    words = []
    if label := _LABEL.match(abstract):
        words.append(label[0].strip())
        abstract = abstract[label.end() :]
    if button := _BUTTON.search(abstract, max(0, len(abstract) - _END)):
        cut = button["cut"] or ""
        words.append(button[0].removeprefix(cut).strip())
        abstract = abstract[: button.start()] + cut
    return Text(abstract, tuple(words))


def without_trailers(glued: str) -> Text:
    """A title with its authors, without what stands behind a `·` there and is no organisation.

    ` · 12 citations` goes, and ` · deepmind · mit` becomes ` · deepmind, mit`. Where no `et al.`
    ends the authors only a site's words go, or what has a number: else the sign may be the title's,
    or stand between names.
    """
    authors, *parts = (part.strip() for part in glued.split("·"))
    organisations = [part for part in parts if _ORGANISATIONS.fullmatch(part)]
    others = tuple(part for part in parts if part and part not in organisations)
    truncated = take_apart(authors).truncated
    if not truncated and not (others and all(map(_is_no_name, others))):
        return Text(glued)
    return Text(authors + (f" · {', '.join(organisations)}" if organisations else ""), others)


def _is_no_name(part: str) -> bool:
    return is_menu(part) or (len(part) <= _LONGEST_TRAILER and bool(_DIGIT.search(part)))
