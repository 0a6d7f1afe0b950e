"""Words of a web site: menus, counts, buttons, notices, chips."""

import re
import unicodedata
from enum import Enum
from itertools import filterfalse
from pathlib import Path

from papercat.importing.formats.listing.entry_heads import MONTH_NAME


def word_list(name: str) -> list[str]:
    """Read the lines of a data file that lies beside this module."""
    return Path(__file__).with_name(name).read_text("utf-8").splitlines()


class SiteKind(Enum):
    """The reason to take a line for a site's."""

    CHIP = "a chip"
    MENU = "a menu"
    NOTICE = "a notice"
    APPEAL = "an appeal"
    SUMMARY = "a summary"


SITE_WORDS = frozenset(word_list("site_words.txt"))
"""the vocabulary of menus, buttons and counts"""
_LABELLED = (
    r"(?:Tags?|TAGS|Subjects?|Topics?|Categor(?:y|ies)|Comments?|Rating|Venue"
    r"|Journal[- ][Rr]ef(?:erence)?|Report[- ](?:[Nn]o|[Nn]umber)|(?:MSC|ACM)[- ][Cc]lass(?:es)?"
    r"|Cite as|Licen[cs]e|DOI|Affiliations?|Organi[sz]ations?|Authors?)\.?: ?\S"
    r"|arXiv: ?\d{4}\.\d{4,5}(?:v\d+)?(?: \[[\w.-]+\])?\Z"
)
_VENUE = (
    r"(?:(?:Accepted|Published|Presented|Appeared|To appear|Submitted) (?:at|to|in|by) [A-Z]"
    r"[^.!?]{1,80}"
    r"|[A-Z][A-Za-z]{2,11}(?: Workshop)?[ ’'](?:19|20)?\d\d"
    r"(?: ?[(·,-]{0,2} ?(?:Oral|Spotlight|Poster)\)?)?)\Z"
)
_ADDRESS = (
    r"(?:https?://)?(?:[\w-]+\.)?"
    r"(?:arxiv\.org|doi\.org|github\.(?:com|io)|gitlab\.com|huggingface\.co|openreview\.net"
    r"|aclanthology\.org|semanticscholar\.org|paperswithcode\.com|alphaxiv\.org)/\S*[^\s.,;]\Z"
)
_ORGANISATION_WORDS = "|".join(word_list("organisation_words.txt"))
_PLAIN_WORD = (
    r"(?:DeepMind|OpenAI|EleutherAI|ByteDance|[A-Z]+(?:&[A-Z]+)?|[A-Z][a-z-]+|[A-Z][a-z]+AI)"
)
"""a word without the inner capital at which a title touches a name"""
_SMALL_WORDS = "of|for|the|de|del|di|der|du|des|at|and|in|fur|e|y|la"
_ORGANISATION = re.compile(
    rf"(?=.{{0,50}}\b(?i:{_ORGANISATION_WORDS})\b)[('’]?{_PLAIN_WORD}"
    rf"(?:['’)]? (?:(?:{_SMALL_WORDS}) )*[('’]?{_PLAIN_WORD})*['’)]?"
)
_BETWEEN_ORGANISATIONS = re.compile(r" ?[,;|/·•] ?| & ")
_NOTICES = "|".join(word_list("site_notices.txt"))
_APPEALS = r"your?(?!-)|let us know|contact us|this (?:web)?site|this page"
_KINDS = (
    (SiteKind.CHIP, re.compile(f"{_LABELLED}|{_VENUE}|{_ADDRESS}")),
    (SiteKind.NOTICE, re.compile(rf"(?=[^a-z])(?i:.*(?:{_NOTICES}))")),
    (SiteKind.SUMMARY, re.compile(r"(?i:tl;? ?dr\b[^\w\s])")),
    (SiteKind.APPEAL, re.compile(rf"(?=.{{0,160}}\Z).*(?<!-)\b(?i:{_APPEALS})\b")),
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NO_WORD = re.compile(r"\d+(?:st|nd|rd|th|k|m)?|\b[a-z][a-z-]+\.[A-Z]{2}\b", re.IGNORECASE)
"""a number or a category"""
_PROSE = re.compile(r"://|[$\\{}]|[^.]\.$|[\"”]$|^[^(\[]*[)\]]$|^\[.*[a-z].*\d.*\]$")
"""signs that a menu lacks: an address, a formula, a full stop, half a bracket, a reference"""
_VARIES = re.compile(rf"\d+(?:[.,]\d+)*|\b{MONTH_NAME}\b")
_BEGINNING = 24
"""characters that identify a title in another line: `Figure 1 for Counting Sheep`"""
_LONGEST_MENU = 160
_LONGEST = 400
_ABSTRACT_LABEL = re.compile(
    r"Abstract ?(?:[:.—–]|-(?= )) ?(?=\S)|ABSTRACT ?[:.—–-]? (?=[A-Z][a-z])"
    r"|Abstract(?=(?:An?|As|By|For|In|It|On|Our|Recent|The|There|These|This|To|We|While) )"
)
"""a label before an abstract; it may touch a word with which many abstracts begin"""
_BUTTON = re.compile(
    r"(?: ?[△▽▲▼▵▿] ?(?:less|more)"
    r"|(?P<cut> ?(?:…|\.\.\.)) ?(?:[\[(]?(?:(?:show|read|see|view|load) )?(?:more|less)[\])]?)"
    r"|(?<=[.!?…)\]}\"”$]) ?(?:(?:show|read|see|view|load|hide) (?:the )?(?:full |whole )?"
    r"(?:abstract|paper|more|less|all)|[\[(](?:more|less|expand|collapse)[\])]"
    r"|expand|collapse) ?[→»›>↓↑▾▼]?)$",
    re.IGNORECASE,
)
_BUTTON_END = 80
"""characters of an abstract in which a button stands"""


def site_kind(line: str) -> SiteKind | None:
    """Return the kind of site line that the words of a line suggest, if any.

    Text of a paper may consist of such words, too: the label of a line also depends on the
    lines around it.
    """
    if len(line) > _LONGEST:
        return None
    for kind, pattern in _KINDS:
        if pattern.match(line):
            return kind
    if is_organisation(line):
        return SiteKind.CHIP
    if is_menu(line):
        return SiteKind.MENU
    return None


def words_of(line: str) -> list[str]:
    """Return the words of two letters and more in lower case."""
    return [word.lower().rstrip("'’") for word in _WORD.findall(line) if len(word) > 1]


def is_menu(line: str) -> bool:
    """Return whether a line holds only site vocabulary, numbers and signs."""
    if len(line) > _LONGEST_MENU or _PROSE.search(line):
        return False
    without_numbers = _NO_WORD.sub(" ", line)
    words = words_of(without_numbers)
    if not words:
        return _WORD.search(without_numbers) is None
    return SITE_WORDS.issuperset(words)


def is_organisation(line: str) -> bool:
    """Return whether a line names organisations only: `Google DeepMind, ETH Zürich`."""
    if len(line) > _LONGEST_MENU:
        return False
    letters = unicodedata.normalize("NFD", line)
    plain = "".join(filterfalse(unicodedata.combining, letters))
    names = _BETWEEN_ORGANISATIONS.split(plain)
    return all(map(_ORGANISATION.fullmatch, names))


def masked(line: str, title: str) -> str:
    """Return a line without numbers, months and the beginning of its entry's title.

    Lines with equal masks are the same line of a site.
    """
    beginning = title[:_BEGINNING]
    before, found, _ = line.partition(beginning.ljust(_BEGINNING, "\0"))
    if found and before:
        line = before + "…"
    return _VARIES.sub("0", line)


def trim_abstract(abstract: str) -> tuple[str, list[str]]:
    """Strip a label before an abstract and a button behind it; return the words, too."""
    words: list[str] = []
    if label := _ABSTRACT_LABEL.match(abstract):
        words.append(label[0].strip())
        abstract = abstract[label.end() :]
    if button := _BUTTON.search(abstract, max(0, len(abstract) - _BUTTON_END)):
        cut = button["cut"] or ""
        words.append(button[0].removeprefix(cut).strip())
        abstract = abstract[: button.start()] + cut
    return abstract, words
