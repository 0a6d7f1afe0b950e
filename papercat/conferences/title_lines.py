"""Lines of a post that may be titles, notes or headings of sections."""

import re
import unicodedata

from papercat.conferences.days_and_places import moment
from papercat.conferences.post_markup import Line

_LONGEST_NOTE = 250
"""characters; a longer line below an entry is its abstract"""
_LONGEST_UNMARKED_HEADING = 40
"""characters"""
_NUMBERED = re.compile(r"[(\[][^()\[\]]{0,40}(?:#|\d)[^()\[\]]{0,20}[)\]]:?\s*")
TITLE_LABEL = re.compile(r"(?:title|paper)(?: #?\d+)?\s*:\s*", re.IGNORECASE)
_SHOWN = re.compile(
    r"^[A-Z][\w-]{1,12}[ ’'-]?(?:20)?\d\d\s?:\s"
    r"|\s*[(\[](?:oral|spotlight|poster|demo|best|outstanding|honou?rable|findings|long|short"
    r"|full)\b[^()\[\]]{0,40}[)\]]$",
    re.IGNORECASE,
)
_LINK_WORD = re.compile(
    r"(?:paper|pdf|arxiv|code|video|talk|slides?|poster|website|project|page|blog|post"
    r"|links?|data(?:set)?|demo|doi|acm|dl|openreview|anthology|preprint|preview|github|bibtex"
    r"|full|proceedings|session|abs(?:tract)?|read|more|here|online|30-sec|twitter|and|the|www)",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"\b(?:workshop|symposium|proceedings|conference|in proc|best paper|honorable|award|journal"
    r"|findings|oral|spotlight|poster|session)\b|\d{1,2}:\d\d|@",
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
_SECTION = (
    r"(?:accepted|main|conference|track|full|long|short|regular|research|industry|demo|poster"
    r"|oral|spotlight|workshop|findings|papers?|presentations?|talks?|posters|orals|spotlights"
    r"|workshops|demos|publications|list|of|the|and|at|in|system|late-breaking|work|works|best"
    r"|award|awards|outstanding|\W|\d)+"
)
_UNMARKED_HEADING = re.compile(rf"(?=.*[^\W\d_]){_SECTION}|.*{_OTHERS}.*[^\W\d_]", re.IGNORECASE)
_TITLE = re.compile(r"(?!http)(?=.*\b[^\W\d_]{3}).{6,300}")
_NO_TITLE = re.compile(
    rf"{_SECTION}|\s*[\w /&-]{{2,25}}:\s*"
    r"|(?:key ?words?|links?|abstract|venue|awards?|contact|tl;?dr|topics?|session|date"
    r"|time)\s?:.*|\d+ min\w* read\b.*",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"[A-Z0-9][\w-]+ [A-Z][\w-]+")
_UNMARKED_TITLE = re.compile(rf"(?!{_SENTENCE})(?:\S+\s+){{2}}\S", re.IGNORECASE)


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
    if line.item or line.spans or line.text.endswith("."):
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
    """Return where a line goes on behind a number such as `[12]`."""
    numbered = _NUMBERED.match(text)
    return numbered.end() if numbered else 0


def clean_title(text: str) -> str:
    """Return a title without its number, its label, quotation marks and a full stop."""
    text = max(text.split(" | "), key=len).strip()
    text = text[number_end(text) :]
    text = re.sub(rf"^(?:{TITLE_LABEL.pattern})", "", text, flags=re.IGNORECASE)
    text = _SHOWN.sub("", text.strip(" |,;:"))
    text = re.sub(r"(?<!\.)\.$", "", text)
    while len(text) > 2 and text[0] in '"“‘[' and text[-1] in '"”’]':
        text = text[1:-1].strip(" ,.")
    return text.strip()


def folded(text: str) -> str:
    """Return the letters and digits of a title, in small letters."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text)).casefold()
