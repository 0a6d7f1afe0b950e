"""Lines of a web site recognised by their words: menus, counts, buttons, notices, chips."""

import re
import unicodedata
from enum import Enum
from pathlib import Path

from papercat.importing.formats.listing.dates import DATE


def word_list(name: str) -> list[str]:
    """Read the lines of a data file that lies beside this module."""
    return Path(__file__).with_name(name).read_text("utf-8").splitlines()


SITE_WORDS = frozenset(word_list("site_words.txt"))
"""the vocabulary of menus, buttons and counts"""
_ORGANISATION_WORDS = frozenset(word_list("organisation_words.txt"))
"""words that name organisations, in lower case without accents"""
_NOTICE = re.compile("|".join(word_list("site_notices.txt")), re.IGNORECASE)
_LABEL = re.compile(r"(?:abstract|summary)[:.]?", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:Tags?|TAGS|Subjects?|Topics?|Categor(?:y|ies)|Comments?|Rating|Venue"
    r"|Journal[- ][Rr]ef(?:erence)?|Report[- ](?:[Nn]o|[Nn]umber)|(?:MSC|ACM)[- ][Cc]lass(?:es)?"
    r"|Cite as|Licen[cs]e|DOI|Affiliations?|Organi[sz]ations?|Authors?)\.?: ?\S"
    r"|arXiv: ?\d{4}\.\d{4,5}(?:v\d+)?(?: \[[\w.-]+\])?\Z"
)
_VENUE = re.compile(
    r"(?:Accepted|Published|Presented|Appeared|To appear|Submitted) (?:at|to|in|by) [A-Z]"
    r"[^.!?]{1,80}"
    r"|[A-Z][A-Za-z]{2,11}(?: Workshop)?[ ’'](?:19|20)?\d\d"
    r"(?: ?[(·,-]{0,2} ?(?:Oral|Spotlight|Poster)\)?)?"
)
_DATED = re.compile(
    rf"(?:(?:Submitted|Updated|Last updated|Published|Posted|Added|Revised)(?: on)?:? )?(?:{DATE})"
)
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)?"
    r"(?:arxiv\.org|doi\.org|github\.(?:com|io)|gitlab\.com|huggingface\.co|openreview\.net"
    r"|aclanthology\.org|semanticscholar\.org|paperswithcode\.com|alphaxiv\.org)/\S*[^\s.,;]"
)
_SUMMARY = re.compile(r"tl;? ?dr\b[^\w\s]", re.IGNORECASE)
_APPEAL = re.compile(
    r"(?<!-)\b(?:your?(?!-)|let us know|contact us|this (?:web)?site|this page)\b", re.IGNORECASE
)

_SMALL_WORDS = frozenset(
    (
        "of",
        "for",
        "the",
        "de",
        "del",
        "di",
        "der",
        "du",
        "des",
        "at",
        "and",
        "in",
        "für",
        "zu",
        "la",
    )
)
_BETWEEN_ORGANISATIONS = re.compile(r" ?[,;|/·•] ?| & ")
_ORGANISATION_WORD = re.compile(
    r"DeepMind|OpenAI|EleutherAI|ByteDance|[A-Z]+|[A-Z][a-z-]+|[A-Z][a-z]+AI"
)
"""a word without the inner capital at which a title touches a name"""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|k|m)?", re.IGNORECASE)
_CATEGORY = re.compile(r"\b[a-z][a-z-]+\.[A-Z]{2}\b")
_PROSE = re.compile(r"://|[$\\{}]|[^.]\.$|[\"”]$|^[^(\[]*[)\]]$|^\[.*[a-z].*\d.*\]$")
"""signs that a menu lacks: an address, a formula, a full stop, half a bracket, a reference"""
_LONGEST_MENU = 160
_LONGEST_NOTICE = 400
_LONGEST_ORGANISATION = 60


class SiteKind(Enum):
    """The reason to take a line for a site's."""

    LABEL = "a label"
    CHIP = "a chip"
    MENU = "a menu"
    NOTICE = "a notice"
    APPEAL = "an appeal"


def site_kind(line: str) -> SiteKind | None:
    """Return the kind of site line that the words of a line suggest, if any.

    Text of a paper may consist of such words, too: the label of a line also depends on the
    lines around it.
    """
    if len(line) > _LONGEST_NOTICE:
        return None
    if _LABEL.fullmatch(line):
        return SiteKind.LABEL
    if _is_chip(line):
        return SiteKind.CHIP
    if is_menu(line):
        return SiteKind.MENU
    if not line[:1].islower() and _NOTICE.search(line):
        return SiteKind.NOTICE
    if len(line) <= _LONGEST_MENU and _APPEAL.search(line):
        return SiteKind.APPEAL
    return None


def words_of(line: str) -> list[str]:
    """Return the words of two letters and more in lower case."""
    return [word.lower().rstrip("'’") for word in _WORD.findall(line) if len(word) > 1]


def is_menu(line: str) -> bool:
    """Return whether a line holds only site vocabulary, numbers and signs."""
    if len(line) > _LONGEST_MENU or _PROSE.search(line):
        return False
    without_numbers = _NUMBER.sub(" ", _CATEGORY.sub(" ", line))
    words = words_of(without_numbers)
    if not words:
        return _WORD.search(without_numbers) is None
    return SITE_WORDS.issuperset(words)


def is_summary(line: str) -> bool:
    """Return whether a line is the one sentence that a site adds to an abstract."""
    return _SUMMARY.match(line) is not None


def is_organisation(line: str) -> bool:
    """Return whether a line names organisations only: `Google DeepMind, ETH Zürich`."""
    if len(line) > _LONGEST_MENU or not line[:1].isupper() or line.endswith("."):
        return False
    return all(map(_names_an_organisation, _BETWEEN_ORGANISATIONS.split(line)))


def _is_chip(line: str) -> bool:
    """Return whether a line states its own kind: `Tags: vision`, `NeurIPS 2024`, an address."""
    if _LABELLED.match(line):
        return True
    for pattern in (_VENUE, _DATED, _ADDRESS):
        if pattern.fullmatch(line):
            return True
    return is_organisation(line)


def _names_an_organisation(text: str) -> bool:
    if not text or len(text) > _LONGEST_ORGANISATION:
        return False
    known = False
    word = ""
    for printed in text.split():
        word = _without_accents(printed)
        if word not in _SMALL_WORDS and not _ORGANISATION_WORD.fullmatch(word):
            return False
        known = known or word.lower() in _ORGANISATION_WORDS
    return known and word not in _SMALL_WORDS


def _without_accents(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(filter(lambda char: not unicodedata.combining(char), letters)).strip("()’'")


_VARIES = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_BEGINNING = 24
"""characters that identify a title in another line: `Figure 1 for Counting Sheep`"""


def masked(line: str, title: str) -> str:
    """Return a line without numbers, months and the beginning of its entry's title.

    Lines with equal masks are the same line of a site.
    """
    if len(title) >= _BEGINNING:
        at = line.find(title[:_BEGINNING])
        if at > 0:
            line = line[:at] + "…"
    return _VARIES.sub("0", line)
