"""The papers that a post lists with title and authors, in whatever layout.

A listed paper is a row of authors with a title beside it: in the line above, or in
the same line before or behind the names. What marks the title (a heading, bold
type, a link, quotation marks, a cell of a table) is the same for all papers of a
list, so a doubtful entry counts where sure ones have its layout.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from papercat.conferences.author_rows import AuthorRow, author_row, rows_with_places
from papercat.conferences.post_markup import Line
from papercat.conferences.presentations import presentation_of_paper
from papercat.papers.identifiers import from_address
from papercat.papers.model import Author, KnownNames, Paper, Refusal

LONGEST_LINE = 1_500
"""characters; no longer line lists a paper"""
_LONGEST_TITLE = 300
_LONGEST_NOTE = 250
"""characters; a longer line below an entry is its abstract"""
_ABOVE = 8
"""lines between a title and its authors, at most"""
_BELOW = 8
"""lines below the authors that may say how the paper is presented"""

_AUTHORS = re.compile(r"(?:full\s)?(?:authors?|by|written by)\b\s*:?\s*(?:by\s)?", re.IGNORECASE)
_NUMBERED = re.compile(r"[(\[][^()\[\]]{0,40}(?:#|\d)[^()\[\]]{0,20}[)\]]:?\s*")
_TITLE_LABEL = re.compile(r"(?:title|paper)(?: #?\d+)?\s*:\s*", re.IGNORECASE)
_SHOWN = re.compile(
    r"^[A-Z][\w-]{1,12}[ ’'-]?(?:20)?\d\d\s?:\s|\s*[(\[](?:oral|spotlight|poster|demo|best|outstanding"
    r"|honou?rable|findings|long|short|full)\b[^()\[\]]{0,40}[)\]]$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[,.:;?!]?[\"”’']?\s*(?:\bby[:\s]+|[(\[]\s*(?:by\s)?|[|–—:/-]\s+|[.?!]\s+|,\s+)")
_QUOTED = re.compile(r"[\"“‘]([^\"”“]{8,300})[\"”]")
_LABEL = re.compile(r"\s*[\w /&-]{2,25}:(?:\s|$)")
_LINK_WORDS = re.compile(
    r"(?:paper|pdf|arxiv|code|video|talk|slides?|poster|website|project|page|blog|post"
    r"|links?|data(?:set)?|demo|doi|acm|dl|openreview|anthology|preprint|preview|github|bibtex|full"
    r"|proceedings|session|abs(?:tract)?|read|more|here|online|30-sec|twitter|and|the|www)",
    re.IGNORECASE,
)
_PAPER_LINK = re.compile(
    r"\b(?:paper|pdf|arxiv|doi|acm dl|openreview|anthology|preprint|abs|proceedings)\b", re.IGNORECASE
)
_NOTE = re.compile(
    r"\b(?:workshop|symposium|proceedings|conference|in proc|best paper|honorable|award|journal"
    r"|findings|oral|spotlight|poster|session)\b|\d{1,2}:\d\d|@",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:we|our|many|thanks?|congrat\w*|join|check|posted|i|see|read|visit|find|here)\s"
    r"|.*\b(?:we are|we will|we have|we['’]re|our (?:team|work|papers?|lab|group)"
    r"|(?:will|to) (?:participate|present|give|attend|talk|speak|organi[sz]e))\b",
    re.IGNORECASE,
)
_OTHER_PEOPLE = re.compile(
    r"\b(?:organi[sz]|chair|committee|speakers?\b|keynote|panel|invited|sponsor|acknowledg|mentor"
    r"|tutorial|plenary|jury|reviewer|attende|members\b|contacts?\b|our team)",
    re.IGNORECASE,
)
_SECTION_WORDS = re.compile(
    r"(?:(?:accepted|main|conference|track|full|long|short|regular|research|industry|demo|poster"
    r"|oral|spotlight|workshop|findings|papers?|presentations?|talks?|posters|orals|spotlights"
    r"|workshops|demos|publications|list|of|the|and|at|in|system|late-breaking|work|works|best"
    r"|award|awards|outstanding|\W|\d)+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A title with a row of authors."""

    title: str
    row: AuthorRow
    title_line: int
    """index of the line"""
    row_line: int
    layout: str
    sure: bool
    address: str = ""
    """of a title that is a link"""


@dataclass(slots=True)
class _Page:
    """The lines of a post while its papers are looked for."""

    lines: Sequence[Line]
    known: KnownNames | None
    post_title: str
    entries: list[_Entry] = field(default_factory=list)
    unread: list[Refusal] = field(default_factory=list)


def listed_papers(
    lines: Sequence[Line], post_title: str, venue: str | None, known: KnownNames | None
) -> Iterator[Paper | Refusal]:
    """Yield the papers that a post lists, and what should be one but can't be read."""
    page = _Page(lines, known, _folded(post_title))
    of_people = False
    for number, line in enumerate(lines):
        if line.level:
            of_people = bool(_OTHER_PEOPLE.search(line.text))
        if line.text and not of_people and len(line.text) <= LONGEST_LINE:
            _look_at(page, number)
    entries = _sure_ones(page.entries)
    for number, entry in enumerate(entries):
        below = entries[number + 1].title_line if number + 1 < len(entries) else len(lines)
        yield _paper(lines, entry, min(below, entry.row_line + 1 + _BELOW), venue)
    yield from page.unread


def linked_titles(lines: Sequence[Line]) -> list[str]:
    """Return the items of lists that are one link with the shape of a title."""
    found = []
    for line in lines:
        whole = any(span.end - span.start > 9 * len(line.text) // 10 for span in line.spans)
        if line.item and whole and _is_title(line.text) and not _is_note(line):
            found.append(_clean_title(line.text))
    return found


def _sure_ones(entries: list[_Entry]) -> list[_Entry]:
    """Return the entries that are sure, or have the layout of some that are."""
    layouts = Counter(entry.layout for entry in entries if entry.sure)
    return [
        entry for entry in entries if entry.sure or (entry.row.known and layouts[entry.layout] > 0)
    ]


def _look_at(page: _Page, number: int) -> None:
    """Add the entry whose authors stand in a line, if there is one."""
    line = page.lines[number]
    label = _AUTHORS.match(line.text)
    labelled = label is not None and (":" in label[0] or label[0].lower().startswith("by "))
    if labelled and label:
        row = author_row(line.text, label.end(), page.known)
        row = row or _linked_row(line, label.end(), page.known)
        row = row or rows_with_places(line.text[label.end() :], page.known)
        if row:
            _add_with_title_above(page, number, row, "labelled", sure=":" in label[0])
        elif ":" in label[0] and label.end() < len(line.text):
            reason = f"the authors can't be read: {line.text[:80]}"
            page.unread.append(Refusal(line.number, reason))
        return
    if _LABEL.match(line.text) and _OTHER_PEOPLE.search(line.text[:40]):
        return
    entry = _cells(page, number) or _authors_first(page, number)
    row = rows_with_places(line.text, page.known) or author_row(line.text, 0, page.known)
    may_be_title = bool(line.level) or _mark_of(line) in ("bold", "link")
    if row and line.text.endswith(",") and number + 1 < len(page.lines):
        row = _with_next_line(page, row, page.lines[number + 1])
    if row and not entry and _is_whole(line.text, row) and (row.convincing or not may_be_title):
        _add_with_title_above(page, number, row, "above", sure=row.convincing)
        return
    entry = entry or _title_first(page, number)
    if entry and _folded(entry.title) != page.post_title:
        page.entries.append(entry)


def _linked_row(line: Line, start: int, known: KnownNames | None) -> AuthorRow | None:
    """Return the names of a line in which every author is a link and nothing parts them."""
    links = [span for span in line.spans if span.kind == "link" and span.start >= start]
    names = ", ".join(line.text[span.start : span.end] for span in links)
    between = len(line.text) - start - sum(span.end - span.start for span in links)
    return author_row(names, 0, known) if between < 3 * len(links) + 3 else None


def _with_next_line(page: _Page, row: AuthorRow, following: Line) -> AuthorRow:
    """Return a row that goes on in the next line."""
    rest = author_row(following.text, 0, page.known)
    if rest is None or not _is_whole(following.text, rest):
        return row
    return replace(row, names=row.names + rest.names, known=row.known + rest.known)


def _is_whole(text: str, row: AuthorRow) -> bool:
    """Tell whether nothing but a note follows the names."""
    rest = text[row.end :].strip().rstrip(",;*†")
    return not rest or rest[0] in "|.([·–—/" or bool(re.match(r"-\s|in\b", rest))


def _add_with_title_above(
    page: _Page, number: int, row: AuthorRow, layout: str, *, sure: bool
) -> None:
    first = page.entries[-1].row_line + 1 if page.entries else 0
    for above in range(number - 1, max(first, number - 1 - _ABOVE * 2) - 1, -1):
        line = page.lines[above]
        if not line.text or _is_links(line) or _is_note(line):
            continue
        title = _clean_title(line.text)
        if _folded(title) == page.post_title or not _is_title(title, marked=bool(line.level)):
            break
        mark = "heading" if line.level else _mark_of(line)
        address = next((span.address for span in line.spans if span.kind == "link"), "")
        sure = sure and line.level != 1
        page.entries.append(
            _Entry(title, row, above, number, f"{layout} {mark}", sure, address)
        )
        return
    if layout == "labelled" and sure:
        reason = f"no title above the authors {', '.join(row.names)[:80]}"
        page.unread.append(Refusal(page.lines[number].number, reason))


def _mark_of(line: Line) -> str:
    """Return what marks the whole of a line: its first kind of stretch, or nothing."""
    for span in line.spans:
        if span.end - span.start > len(line.text) // 2:
            return span.kind
    return "item" if line.item else "plain"


def _is_links(line: Line) -> bool:
    """Tell whether a line is only links to a paper, its code and the like."""
    words = re.findall(r"[^\W_][\w-]*", line.text)
    return len(words) < 12 and bool(line.spans) and all(map(_LINK_WORDS.fullmatch, words))


def _is_note(line: Line) -> bool:
    """Tell whether a line says where and when a paper is shown, and is no title."""
    if line.level or len(line.text) > _LONGEST_NOTE or _mark_of(line) == "bold":
        return False
    if _LABEL.match(line.text) and line.text[0].islower():
        return True
    marked = [span for span in line.spans if span.end - span.start > len(line.text) // 2]
    told = line.text[marked[0].start : marked[0].end] if marked else line.text
    return bool(_NOTE.search(told))


def _cells(page: _Page, number: int) -> _Entry | None:
    """Return the paper in a row of a table."""
    line = page.lines[number]
    cells = [cell.strip() for cell in line.text.strip("| ").split("|")]
    if len(cells) < 2:
        return None
    rows = [(cell, author_row(cell, 0, page.known)) for cell in cells]
    names = [row for cell, row in rows if row and row.convincing and _is_whole(cell, row)]
    titles = [cell for cell, row in rows if _is_title(cell) and not (row and row.convincing)]
    titles = [title for title in titles if "@" not in title and not _LABEL.match(title)]
    if not names or not titles:
        return None
    title = max(titles, key=len)
    address = _address_of(line, title)
    return _Entry(_clean_title(title), names[0], number, number, "cells", sure=True, address=address)


def _authors_first(page: _Page, number: int) -> _Entry | None:
    """Return the paper of a line such as `Ana Roe, Li Wei: [Title](…)`."""
    line = page.lines[number]
    numbered = _NUMBERED.match(line.text)
    row = author_row(line.text, numbered.end() if numbered else 0, page.known)
    if row is None:
        return None
    rest = line.text[row.end :]
    lead = len(rest) - len(rest.lstrip(" ,.:;–—-[(\"“‘|"))
    start = row.end + lead
    span = next((span for span in line.spans if abs(span.start - start) <= 1), None)
    quoted = _QUOTED.search(rest)
    marked = line.text[span.start : span.end] if span else ""
    if span and _is_title(marked, marked=True) and not (_NOTE.search(marked) and len(marked) < 40):
        title, layout, address = line.text[span.start : span.end], f"after {span.kind}", span.address
    elif quoted and quoted.start() <= lead:
        title, layout, address = quoted[1], "after quoted", _address_of(line, quoted[1])
    elif bracketed := re.match(r"[\s,.:;]*\[([^\[\]]{8,300})\]", rest):
        title, layout, address = bracketed[1], "after bracket", ""
    elif rest.lstrip().startswith((":", ".")) and _is_title(rest[lead:]):
        title, layout, address = re.split(r"[\]|]|\.\s", rest[lead:])[0], "after plain", ""
        if not (_is_title(title) and row.convincing) or _NOTE.search(title):
            return None
    else:
        return None
    sure = row.convincing and layout != "after plain"
    return _Entry(_clean_title(title), row, number, number, layout, sure, address)


def _title_first(page: _Page, number: int) -> _Entry | None:
    """Return the paper of a line such as `**Title** by Ana Roe and Li Wei, oral`."""
    line = page.lines[number]
    for begin, end, mark in _title_stretches(line):
        boundary = _BOUNDARY.match(line.text, end)
        start = boundary.end() if boundary else end + 1
        title = _clean_title(line.text[begin:end])
        if start >= len(line.text) or not _is_title(title, marked=mark != "plain"):
            continue
        if (names := author_row(title, 0, page.known)) and _is_whole(title, names):
            continue
        by = boundary is not None and "by" in boundary[0].lower()
        if begin > 2 and not by:
            continue
        row = author_row(line.text, start, page.known, in_prose=by)
        if row and (row.convincing or mark != "plain"):
            bracketed = boundary is not None and "(" in boundary[0]
            sure = row.convincing and (mark != "plain" or by or bracketed)
            address = _address_of(line, title)
            return _Entry(title, row, number, number, f"before {mark}", sure, address)
    return None


def _title_stretches(line: Line) -> list[tuple[int, int, str]]:
    """Return (start, end, mark) of what may be a title in a line, the marked ones first."""
    label = _TITLE_LABEL.match(line.text)
    begin = label.end() if label else 0
    found = [(span.start, span.end, span.kind) for span in line.spans][:20]
    if quoted := _QUOTED.match(line.text, begin):
        found.append((begin, quoted.end(1) + 1, "quoted"))
    for match in list(_BOUNDARY.finditer(line.text, begin + 8))[:20]:
        found.append((begin, match.start(), "plain"))
    return found


def _address_of(line: Line, title: str) -> str:
    for span in line.spans:
        if span.kind == "link" and line.text[span.start : span.end] in title:
            return span.address
    return ""


def _is_title(text: str, *, marked: bool = False) -> bool:
    words = text.split()
    if not (1 if marked else 3) <= len(words) or not 6 <= len(text) <= _LONGEST_TITLE:
        return False
    if _SECTION_WORDS.fullmatch(text) or _LABEL.fullmatch(text) or text[:4] == "http":
        return False
    if not marked and (text[0].islower() or _NO_TITLE.match(text)):
        return False
    return any(len(word) > 2 and word.isalpha() for word in words)


def _clean_title(text: str) -> str:
    text = text.strip()
    for label in (_NUMBERED, _TITLE_LABEL):
        if found := label.match(text):
            text = text[found.end() :]
    text = _SHOWN.sub("", text.strip(" |,;:"))
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    while len(text) > 2 and text[0] in "\"“‘[" and text[-1] in "\"”’]":
        text = text[1:-1].strip(" ,.")
    return text.strip()


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _paper(lines: Sequence[Line], entry: _Entry, below: int, venue: str | None) -> Paper:
    """Return the paper of an entry, with what the lines around its authors say of it."""
    block = []
    for line in lines[entry.title_line : below]:
        if len(line.text) > _LONGEST_NOTE and line is not lines[entry.row_line]:
            break
        if line.level and line.number > lines[entry.row_line].number and not _is_links(line):
            break
        block.append(line)
    heading = next((line.text for line in reversed(lines[: entry.title_line]) if line.level), "")
    own = "\n".join(line.text for line in block).replace(entry.title, "")
    shown = presentation_of_paper(own) or presentation_of_paper(heading)
    paper = Paper(
        title=entry.title,
        line=lines[entry.title_line].number,
        authors=tuple(map(Author, entry.row.names)),
        authors_truncated=entry.row.truncated,
        venue=venue,
        ids=_ids(block, entry),
    )
    return replace(paper, extra=(("presentation", shown),)) if shown else paper


def _ids(block: Sequence[Line], entry: _Entry) -> tuple[tuple[str, str], ...]:
    """Return the identifiers in the links of a title and in those labelled as the paper."""
    addresses = [entry.address]
    for line in block:
        for span in line.spans:
            if span.kind == "link" and _PAPER_LINK.search(line.text[span.start : span.end]):
                addresses.append(span.address)
    found: dict[str, str] = {}
    for address in addresses:
        pair = from_address(address) or _other_id(address)
        if pair:
            found.setdefault(*pair)
    return tuple(found.items())


def _other_id(address: str) -> tuple[str, str] | None:
    """Return the identifier in an address that `papers.identifiers` does not know."""
    if match := re.search(r"openreview\.net/(?:forum|pdf)\?id=([\w-]+)", address):
        return "openreview", match[1]
    if match := re.search(r"(?:dl\.acm\.org|link\.springer\.com)/\S{0,40}?(10\.\d{4,9}/\S+)", address):
        return "doi", match[1].lower()
    if match := re.search(r"aclanthology\.org/([\w.-]+?)(?:\.pdf)?/?$|aclweb\.org/anthology/([\w.-]+?)(?:\.pdf)?/?$", address):
        return "acl", match[1] or match[2]
    return None
