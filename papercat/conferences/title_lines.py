"""Lines of a post that may be titles, notes or headings of sections."""

import re

from papercat.conferences.post_markup import Line

_LONGEST_TITLE = 300
LONGEST_NOTE = 250
"""characters; a longer line below an entry is its abstract"""
_LONGEST_UNMARKED_HEADING = 40
"""characters"""
NUMBERED = re.compile(r"[(\[][^()\[\]]{0,40}(?:#|\d)[^()\[\]]{0,20}[)\]]:?\s*")
TITLE_LABEL = re.compile(r"(?:title|paper)(?: #?\d+)?\s*:\s*", re.IGNORECASE)
_SHOWN = re.compile(
    r"^[A-Z][\w-]{1,12}[ ’'-]?(?:20)?\d\d\s?:\s"
    r"|\s*[(\[](?:oral|spotlight|poster|demo|best|outstanding|honou?rable|findings|long|short"
    r"|full)\b[^()\[\]]{0,40}[)\]]$",
    re.IGNORECASE,
)
LABEL = re.compile(r"\s*[\w /&-]{2,25}:(?:\s|$)")
_SMALL_LABEL = re.compile(r"[a-z][\w /&-]{1,24}:(?:\s|$)")
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
_SENTENCE = re.compile(
    r"(?:we|our|many|thanks?|congrat\w*|join|check|posted|i|see|read|visit|find|here)\s"
    r"|.*\b(?:we are|we will|we have|we['’]re|our (?:team|work|papers?|lab|group)"
    r"|(?:will|to) (?:participate|present|give|attend|talk|speak|organi[sz]e))\b",
    re.IGNORECASE,
)
OTHER_PEOPLE = re.compile(
    r"\b(?:organi[sz]|chair|committee|speakers?\b|keynote|panel|invited|sponsor|acknowledg|mentor"
    r"|tutorial|plenary|jury|reviewer|attende|members\b|contacts?\b|our team|presenter"
    r"|facilitator|moderator)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:(?:accepted|main|conference|track|full|long|short|regular|research|industry|demo|poster"
    r"|oral|spotlight|workshop|findings|papers?|presentations?|talks?|posters|orals|spotlights"
    r"|workshops|demos|publications|list|of|the|and|at|in|system|late-breaking|work|works|best"
    r"|award|awards|outstanding|\W|\d)+)",
    re.IGNORECASE,
)


def mark_of(line: Line) -> str:
    """Return the mark of a whole line, such as `heading` or `bold`."""
    if line.level:
        return "heading"
    for span in line.spans:
        if span.end - span.start > len(line.text) // 2:
            return span.kind
    return "item" if line.item else "plain"


def is_links(line: Line) -> bool:
    """Tell whether a line is only links to a paper, its code and the like."""
    words = re.findall(r"[^\W_][\w-]*", line.text)
    return bool(line.spans) and len(words) < 12 and all(map(_LINK_WORD.fullmatch, words))


def is_note(line: Line) -> bool:
    """Tell whether a line says where and when a paper is shown, and is no title."""
    if len(line.text) > LONGEST_NOTE or mark_of(line) in ("heading", "bold"):
        return False
    told = line.text
    for span in line.spans:
        if span.end - span.start > len(line.text) // 2:
            told = line.text[span.start : span.end]
    return bool(_SMALL_LABEL.match(line.text) or NOTE.search(told))


def heads_section(line: Line) -> bool:
    """Tell whether a line without a mark is a heading such as `Papers` or `Keynote speaker`."""
    if not line.text or line.item or line.spans or len(line.text) > _LONGEST_UNMARKED_HEADING:
        return False
    if _SECTION.fullmatch(line.text):
        return True
    return OTHER_PEOPLE.search(line.text) is not None and line.text[-1].isalpha()


def is_title(text: str, *, marked: bool = False) -> bool:
    """Tell whether a text has the shape of a title; an unmarked one needs more of it."""
    words = text.split()
    if not 6 <= len(text) <= _LONGEST_TITLE or _SECTION.fullmatch(text) or LABEL.fullmatch(text):
        return False
    if not marked and (len(words) < 3 or text[0].islower() or _SENTENCE.match(text)):
        return False
    return not text.startswith("http") and any(map(re.compile(r"[^\W\d_]{3}").match, words))


def clean_title(text: str) -> str:
    """Return a title without its number, its label, quotation marks and a full stop."""
    text = text.strip()
    for label in (NUMBERED, TITLE_LABEL):
        if found := label.match(text):
            text = text[found.end() :]
    text = _SHOWN.sub("", text.strip(" |,;:"))
    text = re.sub(r"(?<!\.)\.$", "", text)
    while len(text) > 2 and text[0] in '"“‘[' and text[-1] in '"”’]':
        text = text[1:-1].strip(" ,.")
    return text.strip()


def folded(text: str) -> str:
    """Return the letters and digits of a title, in small letters."""
    return re.sub(r"\W+", "", text).casefold()
