"""A site's words that a page has on the line of a title or an abstract, taken off."""

import re
from typing import NamedTuple

from papercat.importing.formats.listing.abstracts.words import COMMON
from papercat.importing.formats.listing.known_site_lines import is_menu
from papercat.importing.formats.listing.splitting.line import take_apart

_LABEL = re.compile(r"Abstract ?(?:[:.—–]|-(?= )) ?(?=\S)|ABSTRACT ?[:.—–-]? (?=[A-Z][a-z])")
_GLUED_LABEL = re.compile(r"Abstract(?=(?P<word>[A-Z][a-z]*|An?)[ ,])")
"""where the word behind is one that abstracts have, not `AbstractNet`"""
_BEGINNINGS = frozenset(
    ("a", "an", "as", "by", "for", "in", "it", "on", "our", "the", "this", "we")
)
"""small words with which abstracts begin, beside those that they have"""
_BUTTON = re.compile(
    r"(?: ?[△▽▲▼▵▿] ?(?:less|more)"
    r"|(?P<cut> ?(?:…|\.\.\.)) ?(?:[\[(]?(?:(?:show|read|see|view|load) )?(?:more|less)[\])]?)"
    r"|(?<=[.!?…)\]}\"”$]) ?(?:(?:show|read|see|view|load|hide) (?:the )?(?:full |whole )?"
    r"(?:abstract|paper|more|less|all)|[\[(](?:more|less|expand|collapse)[\])]"
    r"|expand|collapse) ?[→»›>↓↑▾▼]?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" ?(?:[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?) ?\d[\d.,]*[kKM]?$"
)
"""`♥ 12` or `★ 1.2k` behind the authors"""
_MORE = re.compile(
    r" ?(?:\((?:\+ ?\d+[^()]{0,20}|\d+ (?:more|others?|authors?)[^()]{0,20})\)|(?<= al\.) \+ ?\d+)$"
)
"""`(12 authors)`, `(+4 more)` or, behind `et al.`, `+9`"""
_CUT_SHORT = re.compile(r"(?:,? et\.? al\.|, ?(?:…|\.\.\.))$")
_SLUGS = r"[a-z0-9][a-z0-9._-]*(?:, [a-z0-9][a-z0-9._-]*)*"
_ORGANISATIONS = re.compile(_SLUGS)
_ORGANISATIONS_BEHIND = re.compile(rf"(?: · {_SLUGS})+$")
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
    if label := _LABEL.match(abstract) or _glued_label(abstract):
        words.append(label[0].strip())
        abstract = abstract[label.end() :]
    if button := _BUTTON.search(abstract, max(0, len(abstract) - _END)):
        cut = button["cut"] or ""
        words.append(button[0].removeprefix(cut).strip())
        abstract = abstract[: button.start()] + cut
    return Text(abstract, tuple(words))


def _glued_label(abstract: str) -> re.Match[str] | None:
    found = _GLUED_LABEL.match(abstract)
    return found if found and found["word"].lower() in COMMON | _BEGINNINGS else None


def cut_short_as_usual(glued: str) -> Text:
    """A title with its authors, whose list a site cuts short in words of its own: now `et al.`.

    `, et al. (12 authors)`, `, …` and `(+4 more)` say the same. What is counted behind, as `♥ 12`,
    goes.
    """
    words: list[str] = []
    while counted := _COUNTED.search(glued):
        words.insert(0, counted[0].strip())
        glued = glued[: counted.start()]
    if more := _MORE.search(glued):
        words.insert(0, more[0].strip())
        glued = glued[: more.start()]
    organisations = _ORGANISATIONS_BEHIND.search(glued)
    authors = glued[: organisations.start()] if organisations else glued
    cut = _CUT_SHORT.search(authors)
    if cut or more:
        end = cut.start() if cut else len(authors)
        glued = f"{authors[:end]} et al.{glued[len(authors) :]}"
    return Text(glued, tuple(words))


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
