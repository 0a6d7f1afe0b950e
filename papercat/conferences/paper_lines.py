"""Lines of a post that name a paper: its title, its row of authors, notes and headings.

Shape alone does not tell `Ana Roe` from `Deep Learning`. Names that papercat knows do.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.conferences.days_and_places import moment
from papercat.conferences.post_markup import Line
from papercat.conferences.post_words import UPPER, either, post_words
from papercat.papers.model import KnownNames
from papercat.people.name_words import given_grade, surname_grade
from papercat.text.names import fold_for_search

_LETTER = r"[^\W\d_⁰¹²³⁴-⁹]"
_WORD = (
    rf"(?!(?:and|und|et|with)\b){_LETTER}+(?:(?:['’‘´.-]|\.-){_LETTER}+){{0,4}}"
    r"(?:(?<=\b\w)\.|(?<=\.\w)\.|(?<=-\w)\.|(?<=\b[JSD]r)\.|(?<=\bSt)\.)?"
)
_NICKNAME = rf"(?:\({_WORD}\)|[\"“]{_WORD}[\"”])(?=\s[{UPPER}])"
_PARTICLES = either("particle")
_NAME = re.compile(
    r"(?:(?:Prof|Dr|Mr|Ms|Mrs|Professor|PD)\.?\s+){0,3}"
    rf"(?P<name>{_WORD}(?:\s(?:{_WORD}|{_NICKNAME}))?"
    rf"(?:\s(?:(?![a-zß-ÿ]){_WORD}|(?i:{_PARTICLES})(?!\w)|{_NICKNAME})){{0,4}})"
    r"(?P<marks>(?:\s?[*∗†‡§¶♢♦⋆✉#^+]|[⁰¹²³⁴-⁹]|\^?\d{1,2}(?:,\d{1,2}){0,3}(?!\d))*)"
    r"(?:,?\s?\([^()]{1,80}\)|:\s[^;:]{1,150}(?=;))?[*∗†‡§¶⋆]*"
)
_SEPARATOR = re.compile(r"\s*(?:[,;·•，、]\s*(?:·\s*)?(?:and\s|&\s)?|\band\s|&\s|/)\s*")
_TRUNCATED = re.compile(
    r"\s*[,;]?\s*(?:and\s)?(?:et\.?\s?al\b\.?|\d+ (?:more|others)|others\b|…|\.{3})"
)
_LAST_PLACE = re.compile(r":\s[^;:]{1,150}$")
"""the place of the last author of `Ana Roe: MIT; Li Wei: UCL`"""
_INITIAL = re.compile(r"(?:^|\s)(?:\S\.*\s|\w\.\w)")
_INVERTED = re.compile(
    rf"(?P<surname>{_WORD}(?:[ ]{_WORD})?),\s(?P<initials>(?:[{UPPER}]\.[ -]?)+)"
    r"(?<! )(?:\s?,\s?(?:&\s|and\s)?|\s(?:&|and)\s|\s?$)"
)
"""an author of `Roe, A., Li, W. B., & Kim, J.`"""
_PARTICLE = re.compile(rf"['’]?{_PARTICLES}['’]?|.\.*", re.IGNORECASE)
_NOT_A_NAME = post_words("not a name")
_MOST_WORDS = 4
"""of a name, its particles left out"""

_LONGEST_NOTE = 250
"""characters; a longer line below an entry is its abstract"""
_LONGEST_UNMARKED_HEADING = 40
"""characters"""
_PRESENTED = (
    r"(?:oral|spotlight|poster|demo|best|outstanding|honou?rable|findings|long|short|full"
    r"|pages?|pp?\.)(?!\w)[^()\[\]]{0,40}"
)
_NUMBERED = re.compile(
    rf"[(\[](?:[^()\[\]]{{0,40}}(?:#|\d)[^()\[\]]{{0,20}}|{_PRESENTED})[)\]]:?\s*"
    r"|\d{1,4}[.)]\s+|[^\w\s\"“”‘’'()\[\]*$#@|]{1,3}\s+",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(r"(?:title|paper)(?: #?\d+)?\s*:\s*", re.IGNORECASE)
_SHOWN = re.compile(
    rf"^{either('series')}[ ’'-]?(?:20)?\d\d\s?:\s"
    r"|^(?:best|outstanding|honou?rable)\b[\w /-]{0,40}\b(?:paper|mention|award)s?:\s"
    rf"|\s*[(\[]{_PRESENTED}[)\]]$",
    re.IGNORECASE,
)
_LINK_WORD = re.compile(either("link"), re.IGNORECASE)
_WORK_ADDRESS = re.compile(
    r"(?:github\.com|huggingface\.co)/[^/]+/[^/]+|github\.io/\w|arxiv\.org/|openreview\.net/|aclanthology|/publications?/"
)
_LINKS_BEHIND = re.compile(
    rf"(?:\s*[\[(]{_LINK_WORD.pattern}(?:[\s,/|]+{_LINK_WORD.pattern}){{0,3}}[\])])+$",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"\b(?:workshop|symposium|proceedings|conference|in proc|best paper|honorable|award|journal"
    r"|findings|oral|spotlight|poster|session)\b|\d{1,2}:\d\d|@|^\w+[ ’'-]?(?:20)?\d\d$",
    re.IGNORECASE,
)
_SENTENCE = (
    r"(?:we|our|many|thanks?|congrat\w*|join|check|posted|i|see|read|visit|find|here)\s"
    r"|.*\b(?:we are|we will|we have|we['’]re|our (?:team|work|papers?|lab|group)"
    r"|(?:will|to) (?:participate|present|give|attend|talk|speak|organi[sz]e))\b"
)
_OTHERS = (
    r"\b(?:organi[sz]|chair|committee|speakers?\b|keynote|panel|invited|sponsor|acknowledg|mentor"
    r"|tutorial|plenary|jury|reviewer|attende|members\b|contacts?\b|our team|presenter"
    r"|facilitator|moderator)"
)
OTHER_PEOPLE = re.compile(_OTHERS, re.IGNORECASE)
OTHER_LABEL = re.compile(rf"[^:]{{0,20}}{_OTHERS}[\w /&-]{{0,15}}:(?:\s|$)", re.IGNORECASE)
"""the beginning of a line such as `Program chairs: …`"""
_SECTION = rf"(?:{either('section')}|\W|\d)+"
_UNMARKED_HEADING = re.compile(rf"(?=.*[^\W\d_]){_SECTION}|.*{_OTHERS}.*[^\W\d_]", re.IGNORECASE)
_TITLE = re.compile(r"(?!http)(?=.*\b[^\W\d_]{3}).{6,300}")
_NO_TITLE = re.compile(
    rf"{_SECTION}|\s*[\w /&-]{{2,25}}:\s*"
    r"|(?:key ?words?|links?|abstract|venue|awards?|contact|tl;?dr|topics?|session|date"
    r"|time)\s?:.*|\d+ min\w* read\b.*",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"[A-Z0-9][\w-]+ [A-Z][\w-]+")
_UNMARKED_TITLE = re.compile(
    rf"(?!{_SENTENCE}|(?-i:{either('preposition')})\b)(?:\S+\s+){{2}}\S", re.IGNORECASE
)
"""no sentence, and no end of one"""


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """Names that follow each other in a line."""

    names: tuple[str, ...]
    end: int
    truncated: bool
    known: int
    """names of which papercat knows a word as somebody's name"""

    @property
    def convincing(self) -> bool:
        """Tell whether this can be nothing but people: several, and a third of them known."""
        count = len(self.names)
        return count > 1 and 3 * self.known >= count


def author_row(text: str, start: int, known: KnownNames | None) -> AuthorRow | None:
    """Return the row of names that begins at `start`, or None where no name does."""
    if row := _inverted_row(text, start):
        return row
    names, end = _names(text, start)
    if not names:
        return None
    if ";" in text[start:end] and (place := _LAST_PLACE.match(text, end)):
        end = place.end()
    cut = _TRUNCATED.match(text, end)
    if cut:
        end = cut.end()
    count_known = len([name for name in names if is_known_name(name, known)])
    return AuthorRow(tuple(names), end, cut is not None, count_known)


def _names(text: str, start: int) -> tuple[list[str], int]:
    """Return the names that follow each other from `start` on, and where the last one ends."""
    names: list[str] = []
    end = at = start
    while match := _NAME.match(text, at):
        separator = _SEPARATOR.match(text, match.end())
        may_be_odd = names and separator and _is_odd_name(match["name"], text, separator.end())
        if not may_be_odd and not _is_person(match["name"]):
            break
        names.append(match["name"])
        end = match.end()
        if separator is None:
            break
        at = separator.end()
    return names, end


def _inverted_row(text: str, start: int) -> AuthorRow | None:
    """Return a row of at least two names that each begin with the surname."""
    names = []
    at = start
    while match := _INVERTED.match(text, at):
        names.append(f"{match['initials'].strip()} {match['surname']}")
        at = match.end()
    if len(names) < 2:
        return None
    return AuthorRow(tuple(names), at, truncated=False, known=len(names))


def _is_odd_name(words: str, text: str, after: int) -> bool:
    """Tell whether words between two names must be a name, though they don't look like one."""
    following = _NAME.match(text, after)
    if following is None or not _NOT_A_NAME.isdisjoint(words.lower().split()):
        return False
    return _is_person(following["name"])


def _is_person(name: str) -> bool:
    """Tell whether words have the shape of a person's name."""
    words = re.findall(r"[^\s()]+", name)
    if len(words) < 2:
        return False
    full = [word for word in words if not _PARTICLE.fullmatch(word)]
    for word in full:
        if word[0].islower() or fold_for_search(word) in _NOT_A_NAME:
            return False
    return len(full) <= _MOST_WORDS


def is_known_name(name: str, known: KnownNames | None) -> bool:
    """Tell whether a name has an initial, or a word that is known as somebody's name."""
    words = name.split()
    if _INITIAL.search(name):
        return True
    given = fold_for_search(words[0]).split(" ")[0]
    surname = fold_for_search(words[-1]).split(" ")[-1]
    if given_grade(given) or surname_grade(surname):
        return True
    if known is None:
        return False
    return bool(known.given(words[0].casefold()) or known.surname(words[-1].casefold()))


def mark_of(line: Line) -> str:
    """Return the mark of a whole line, such as `heading` or `bold`."""
    if line.level:
        return "heading"
    for span in line.spans:
        if span.end - span.start > len(line.text) // 2:
            return span.kind
    if line.item:
        return "item"
    return "plain"


def is_links(line: Line) -> bool:
    """Tell whether a line is empty, or only links to a paper, its code and the like."""
    words = re.findall(r"[^\W_][\w-]*", line.text)
    return all(map(_LINK_WORD.fullmatch, words))


def is_note(line: Line) -> bool:
    """Tell whether a line says where and when a paper is shown, and is no title."""
    if mark_of(line) in ("heading", "bold"):
        return False
    return NOTE.search(clean_title(line.text)) is not None


def heads_section(line: Line) -> bool:
    """Tell whether a line without a mark is a heading such as `Papers` or `Keynote speaker`."""
    if line.spans or line.text.endswith(".") or ": " in line.text:
        return False
    if len(line.text) > _LONGEST_UNMARKED_HEADING:
        return False
    return _UNMARKED_HEADING.fullmatch(line.text) is not None


def ends_entry(line: Line) -> bool:
    """Tell whether a line below a paper's authors no longer tells of the paper's presentation."""
    if len(line.text) > _LONGEST_NOTE:
        return True
    return line.level > 0 and not is_links(line)


def is_title(text: str, *, marked: bool = False) -> bool:
    """Tell whether a text has the shape of a title; an unmarked one needs more of it."""
    if not _TITLE.fullmatch(text):
        return False
    if _NO_TITLE.fullmatch(text) or moment(text):
        return False
    return marked or _UNMARKED_TITLE.match(text) is not None


def is_short_title(text: str) -> bool:
    """Tell whether a text of two words may be a title, such as `Collegial Ensembles`."""
    return is_title(text, marked=True) and _TWO_WORDS.fullmatch(text) is not None


def number_end(text: str) -> int:
    """Return where a line goes on behind a number, note or sign: `[12]`, `(oral)`, `👥`."""
    numbered = _NUMBERED.match(text)
    return numbered.end() if numbered else 0


def clean_title(text: str) -> str:
    """Return a title without its number, its label, quotation marks and a full stop."""
    text = max(text.split(" | "), key=len).strip()
    text = _LINKS_BEHIND.sub("", text[number_end(text) :])
    text = re.sub(rf"^(?:{_TITLE_LABEL.pattern})", "", text, flags=re.IGNORECASE)
    text = _SHOWN.sub("", text.strip(" |,;:"))
    text = re.sub(r"(?<!\.)\.$", "", text)
    while len(text) > 2 and text[0] in '"“‘[' and text[-1] in '"”’]':
        text = text[1:-1].strip(" ,.")
    return text.strip()


def marked_titles(lines: Sequence[Line]) -> list[str]:
    """Return the items of lists that are marked and have the shape of a title."""
    found = []
    for line in lines:
        if line.item and mark_of(line) in ("link", "bold", "italic") and is_title(line.text):
            found.append(clean_title(line.text))
    return found


def linked_works(lines: Sequence[Line]) -> set[str]:
    """Return the texts that link to a paper, or to code or a model."""
    found = set()
    for line in lines:
        for span in line.spans:
            text = line.text[span.start : span.end]
            if _WORK_ADDRESS.search(span.address) and not _LINK_WORD.fullmatch(text):
                found.add(text)
    return found
