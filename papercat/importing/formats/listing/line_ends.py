"""Words of a site at the ends of titles and abstracts: counts, buttons, labels."""

import re
from typing import NamedTuple

from papercat.importing.formats.listing.abstract_evidence import COMMON_WORDS
from papercat.importing.formats.listing.glued_line import take_apart
from papercat.importing.formats.listing.site_lines import is_menu, is_organisation

_LABEL = re.compile(r"Abstract ?(?:[:.—–]|-(?= )) ?(?=\S)|ABSTRACT ?[:.—–-]? (?=[A-Z][a-z])")
_GLUED_LABEL = re.compile(r"Abstract(?=(?P<word>[A-Z][a-z]*|An?)[ ,])")
"""a label glued to a word of abstracts, not `AbstractNet`"""
_BEGINNINGS = frozenset(
    ("a", "an", "as", "by", "for", "in", "it", "on", "our", "the", "this", "we")
)
_BUTTON = re.compile(
    r"(?: ?[△▽▲▼▵▿] ?(?:less|more)"
    r"|(?P<cut> ?(?:…|\.\.\.)) ?(?:[\[(]?(?:(?:show|read|see|view|load) )?(?:more|less)[\])]?)"
    r"|(?<=[.!?…)\]}\"”$]) ?(?:(?:show|read|see|view|load|hide) (?:the )?(?:full |whole )?"
    r"(?:abstract|paper|more|less|all)|[\[(](?:more|less|expand|collapse)[\])]"
    r"|expand|collapse) ?[→»›>↓↑▾▼]?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" ?(?:[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f? ?\d[\d.,]*[kKM]?)$"
)
"""`♥ 12` or `★ 1.2k` behind the authors"""
_MORE = re.compile(
    r" ?(?:\((?:\+ ?\d+[^()]{0,20}|\d+ (?:more|others?|authors?)[^()]{0,20})\)|(?<= al\.) \+ ?\d+)$"
)
"""`(12 authors)`, `(+4 more)` or, behind `et al.`, `+9`"""
_CUT_SHORT = re.compile(r"(?:,? et\.? al\.|, ?(?:…|\.\.\.))$")
_CUT_SHORT_HERE = re.compile(r"(?:,? et\.? al\.|, ?(?:…|\.\.\.))?$")
_SLUGS = re.compile(r"[a-z0-9][a-z0-9._-]*(?:, [a-z0-9][a-z0-9._-]*)*")
_NUMBERED = re.compile(r"(?=.{0,30}$).*\b\d")
_END = 80
"""characters in which a button stands"""


class TrimmedText(NamedTuple):
    """A text, and the words of a site that stood at its ends."""

    text: str
    words: tuple[str, ...] = ()


def trim_abstract(abstract: str) -> TrimmedText:
    """Strip a label before an abstract and a button behind it."""
    words: list[str] = []
    label = _LABEL.match(abstract)
    glued = _GLUED_LABEL.match(abstract)
    if glued and glued["word"].lower() in COMMON_WORDS | _BEGINNINGS:
        label = glued
    if label:
        words.append(label[0].strip())
        abstract = abstract[label.end() :]
    if button := _BUTTON.search(abstract, max(0, len(abstract) - _END)):
        cut = button["cut"] or ""
        words.append(button[0].removeprefix(cut).strip())
        abstract = abstract[: button.start()] + cut
    return TrimmedText(abstract, tuple(words))


def trim_title(line: str) -> TrimmedText:
    """Rewrite a truncated list of authors with `et al.`, and strip words behind the authors.

    `, …`, `(12 authors)` and `(+4 more)` mean `et al.`, too. Behind it, ` · 12 citations` goes,
    and ` · deepmind · mit` becomes ` · deepmind, mit`.
    """
    words: list[str] = []
    while found := _COUNTED.search(line):
        words.insert(0, found[0].strip())
        line = line[: found.start()]
    end = _CUT_SHORT
    if more := _MORE.search(line):
        words.insert(0, more[0].strip())
        line = line[: more.start()]
        end = _CUT_SHORT_HERE
    authors, *parts = re.split(" · ?", line)
    tail = line[len(authors) :]
    authors = end.sub(" et al.", authors, count=1)
    others = [part for part in parts if part and not _SLUGS.fullmatch(part)]
    site_words = bool(others) and all(map(_is_no_author, others))
    if not site_words and not take_apart(authors).truncated:
        return TrimmedText(authors + tail, tuple(words))
    organisations = ", ".join(filter(_SLUGS.fullmatch, parts))
    return TrimmedText(" · ".join(filter(None, (authors, organisations))), (*others, *words))


def _is_no_author(words: str) -> bool:
    """Return whether words behind a `·` are not names, nor more of the title."""
    return is_menu(words) or is_organisation(words) or _NUMBERED.match(words) is not None
