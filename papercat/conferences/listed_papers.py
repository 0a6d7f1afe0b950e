"""Listed papers of a post: title and authors, in any layout.

A listed paper is a row of authors with a title beside it: in a line above, or in
the same line before or behind the names. The mark of a title (a heading, bold type,
a link, quotation marks, a cell of a table) is the same for all papers of a list, so
a doubtful entry counts where sure ones have its layout.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from papercat.conferences.announcements import presentation_of_paper
from papercat.conferences.paper_lines import (
    NOTE,
    OTHER_LABEL,
    OTHER_PEOPLE,
    TITLE_LABEL,
    AuthorRow,
    author_row,
    clean_title,
    ends_entry,
    heads_section,
    is_links,
    is_note,
    is_short_title,
    is_title,
    mark_of,
    number_end,
)
from papercat.conferences.post_markup import Line, folded
from papercat.papers.identifiers import from_address
from papercat.papers.model import Author, Conference, KnownNames, Paper, Refusal

_LONGEST_LINE = 1_500
"""characters; no longer line lists a paper"""
_ABOVE = 16
"""lines between a title and its authors, at most, empty ones included"""
_BELOW = 8
"""lines below the authors that may say how the paper is presented"""

_AUTHORS = re.compile(
    r"(?:full\s)?(?:authors?\b\s*:|authors?\s+by\b|(?:written )?by\b\s*:?)\s*", re.IGNORECASE
)
_SIGN = r"\b[Bb]y[:\s]+|[(\[]\s*(?:[Bb]y\s)?|[|–—:/-]\s+|[.?!]\s+|,\s+"
_BOUNDARY = re.compile(rf"[,.:;?!]?[\"”’']?\s*(?P<sign>{_SIGN})")
_AFTER_TITLE = re.compile(rf"[,.:;?!]?[\"”’']?\s*(?P<sign>(?:{_SIGN})?)")
_SURE_SIGN = re.compile(r"[(|]|\W*by\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“‘](?P<title>[^\"”“]{8,300})[\"”]")
_AFTER_ROW = re.compile(
    r"[\s,.:;–—-]*(?:[\"“‘](?P<quoted>[^\"”“]{8,300})[\"”]|\[(?P<bracketed>[^\[\]]{8,300})\]"
    r"|(?<=[:.]\s)(?P<plain>[^\]|.]{8,300}))"
)
_GAP = re.compile(r"[\s,.:;–—\[(\"“‘|-]*")
_NOTHING_ELSE = re.compile(
    r"[\s,;*†]*(?:$|[|.(\[·–—/]|-\s|in\b)"
    r"|, [^.,]{0,60}\b(?:Univ\w*|Institut\w*|College|Laborator\w+|Labs?|Research|Inc)\b[^.]{0,60}$"
)
"""what may follow a row of authors in its line, such as an affiliation"""
_OPEN_ROW = re.compile(r"(?:[,;&]|\band)\s*$")
"""the end of a line whose row of authors goes on in the next"""
_MOST_LINES = 20
"""lines of one row of authors"""
_MOST_STRETCHES = 20
"""stretches of a line that are tried as a title"""
_PAPER_LINK = re.compile(
    r"\b(?:paper|pdf|arxiv|doi|acm dl|openreview|anthology|preprint|abs|proceedings)\b",
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
    """index of the last line with authors"""
    layout: str
    sure: bool

    @property
    def first(self) -> int:
        """Index of its first line."""
        return min(self.title_line, self.row_line)

    @property
    def last(self) -> int:
        """Index of its last line."""
        return max(self.title_line, self.row_line)


@dataclass(slots=True)
class _Page:
    """The lines of a post while its papers are looked for."""

    lines: Sequence[Line]
    known: KnownNames | None
    post_title: str
    titles_below: bool = False
    """True if the authors stand above their titles"""
    headings: list[str] = field(default_factory=list)
    """of every line the heading above it"""
    entries: list[_Entry] = field(default_factory=list)
    taken: int = 0
    """lines that belong to the sure entries so far"""
    rows_end: int = 0
    """lines of authors that were read so far"""
    unread: list[Refusal] = field(default_factory=list)

    def row(self, text: str, start: int = 0) -> AuthorRow | None:
        """Return the row of authors that begins at `start`."""
        return author_row(text, start, self.known)

    def text(self, number: int) -> str:
        """Return the text of a line; empty beyond the first and the last."""
        return self.lines[number].text if 0 <= number < len(self.lines) else ""

    def is_title_below(self, number: int) -> bool:
        """Tell whether the line below may be the title of the authors in a line."""
        if number + 1 >= len(self.lines):
            return False
        line = self.lines[number + 1]
        if line.item or line.level or is_note(line) or line.text.endswith("."):
            return False
        return is_title(line.text)

    def add(self, entry: _Entry) -> None:
        """Add an entry; a sure one replaces a doubtful one that took its title for authors."""
        before = self.entries[-1] if self.entries else None
        if before and not before.sure and before.row_line >= entry.title_line:
            self.entries.pop()
        self.entries.append(entry)
        if entry.sure:
            self.taken = entry.last + 1


def listed_papers(
    lines: Sequence[Line],
    post_title: str,
    conference: Conference | None,
    known: KnownNames | None,
) -> Iterator[Paper | Refusal]:
    """Yield the papers that a post lists, and refusals of those that can't be read."""
    page = _Page(lines, known, folded(post_title))
    page.titles_below = _has_titles_below(page)
    heading = ""
    for number, line in enumerate(lines):
        page.headings.append(heading)
        if line.level or _heads_section(page, number):
            heading = line.text
        is_read = number < page.rows_end or len(line.text) > _LONGEST_LINE
        if not is_read and not OTHER_PEOPLE.search(heading):
            _look_at(page, number)
    entries = _believed(page.entries)
    for number, entry in enumerate(entries):
        end = min(entry.last + 1 + _BELOW, len(lines))
        if number + 1 < len(entries):
            end = min(end, entries[number + 1].first)
        yield _paper(page, entry, end, conference)
    yield from page.unread


def _heads_section(page: _Page, number: int) -> bool:
    """Tell `Posters` above papers from `Poster` that ends the lines of one."""
    ends_block = page.text(number - 1) and not page.text(number + 1)
    return not ends_block and heads_section(page.lines[number])


def _has_titles_below(page: _Page) -> bool:
    """Tell whether rows of authors begin their blocks and titles follow, in most cases."""
    surplus = 0
    for number, line in enumerate(page.lines):
        row = _whole_row(page, number)
        if row is None or not row.convincing:
            continue
        if not line.item and page.text(number - 1):
            surplus -= 1
        elif page.is_title_below(number):
            surplus += 1
    return surplus > 0


def _believed(entries: Sequence[_Entry]) -> list[_Entry]:
    """Return the sure entries, and doubtful ones whose layout is sure or comes twice."""
    evidence: Counter[str] = Counter()
    for entry in entries:
        if entry.sure:
            evidence[entry.layout] += 2
        elif entry.row.convincing and entry.layout.startswith(("labelled", "after plain")):
            evidence[entry.layout] += 1
    return [entry for entry in entries if evidence[entry.layout] > 1]


def _look_at(page: _Page, number: int) -> None:
    """Add the entry whose authors stand in a line, if there is one."""
    text = page.lines[number].text
    if label := _AUTHORS.match(text):
        _add_labelled(page, number, label)
        return
    if OTHER_LABEL.match(text):
        return
    entry = _authors_first(page, number)
    if entry is None and (row := _whole_row(page, number)):
        if not page.titles_below:
            row, last = _continued(page, number, row)
            page.rows_end = last + 1
            _add_with_title_above(page, number, last, row, "above", sure=row.convincing)
        elif page.is_title_below(number):
            title = clean_title(page.text(number + 1))
            page.add(_Entry(title, row, number + 1, number, "below", row.convincing))
        return
    entry = entry or _title_first(page, number)
    if entry and folded(entry.title) != page.post_title:
        page.add(entry)


def _add_labelled(page: _Page, number: int, label: re.Match[str]) -> None:
    """Add the entry of a line that says `Authors:` or `By`."""
    line = page.lines[number]
    named = ":" in label[0]
    row = page.row(line.text, label.end())
    if row is None:
        reason = f"the authors of a paper can't be read: {line.text[:80]}"
    elif not _add_with_title_above(page, number, number, row, f"labelled {named}", sure=named):
        reason = f"no title above the authors {', '.join(row.names)[:80]}"
    else:
        return
    if named:
        page.unread.append(Refusal(line.number, reason))


def _whole_row(page: _Page, number: int) -> AuthorRow | None:
    """Return the authors of a line that holds nothing else."""
    line = page.lines[number]
    row = page.row(line.text)
    if row is None or not _NOTHING_ELSE.match(line.text, row.end):
        return None
    if _begins_with_title(page, line):
        return None
    if not row.convincing and mark_of(line) in ("heading", "bold", "link"):
        return None  # a short title rather than somebody's name
    return row


def _begins_with_title(page: _Page, line: Line) -> bool:
    """Tell `**Visual Prompt Tuning**, Ana Roe` from a row whose first author is marked."""
    if not line.spans or line.spans[0].start > 0 or line.spans[0].end == len(line.text):
        return False
    first = page.row(line.text[: line.spans[0].end])
    return first is not None and not first.known


def _continued(page: _Page, number: int, row: AuthorRow) -> tuple[AuthorRow, int]:
    """Return a row with the authors of the lines below that go on with it, and the last line.

    A row goes on behind a comma, and where every line holds one author.
    """
    one_each = len(row.names) == row.known == 1
    for _ in range(_MOST_LINES):
        following = _whole_row(page, number + 1) if page.text(number + 1) else None
        if following is None:
            break
        one_each = one_each and len(following.names) == following.known == 1
        if not one_each and not _OPEN_ROW.search(page.text(number)):
            break
        names = row.names + following.names
        known = row.known + following.known
        row = replace(row, names=names, truncated=following.truncated, known=known)
        number += 1
    return row, number


def _add_with_title_above(
    page: _Page, number: int, last: int, row: AuthorRow, layout: str, *, sure: bool
) -> bool:
    """Add the entry whose title is the next line above that may be one."""
    above = number - 1
    first = max(number - _ABOVE, page.taken, 0)
    while above >= first and (is_links(page.lines[above]) or is_note(page.lines[above])):
        above -= 1
    if above < first:
        return False
    line = page.lines[above]
    title = clean_title(line.text)
    if not is_title(title, marked=bool(line.level)):
        if not is_short_title(title):
            return False
        sure = False
    if folded(title) == page.post_title:
        return False
    sure = sure and line.level != 1
    page.add(_Entry(title, row, above, last, f"{layout} {mark_of(line)}", sure))
    return True


def _authors_first(page: _Page, number: int) -> _Entry | None:
    """Return the paper of a line such as `Ana Roe, Li Wei: [Title](…)`."""
    line = page.lines[number]
    row = page.row(line.text, number_end(line.text))
    if row is None or _begins_with_title(page, line):
        return None
    for title, mark in _titles_behind(line, row.end):
        sure = row.convincing and mark != "plain"
        if mark != "plain" or (row.convincing and not NOTE.search(title)):
            return _Entry(clean_title(title), row, number, number, f"after {mark}", sure)
    return None


def _titles_behind(line: Line, end: int) -> Iterator[tuple[str, str]]:
    """Yield what may be a title behind a row of authors, and its mark."""
    for span in line.spans:
        title = line.text[span.start : span.end]
        is_next = span.start >= end and _GAP.fullmatch(line.text, end, span.start)
        if is_next and is_title(title, marked=True):
            yield title, span.kind
    if after := _AFTER_ROW.match(line.text, end):
        mark = after.lastgroup or ""
        title = after[mark].strip()
        if is_title(title, marked=mark != "plain"):
            yield title, mark


def _title_first(page: _Page, number: int) -> _Entry | None:
    """Return the paper of a line such as `**Title** by Ana Roe and Li Wei, oral`."""
    text = page.lines[number].text
    for begin, end, mark in _stretches(page.lines[number]):
        marked = mark != "plain"
        title = clean_title(text[begin:end])
        after = _AFTER_TITLE.match(text, end)
        if after is None or not is_title(title, marked=marked):
            continue
        row = page.row(text, after.end())
        if row and (row.convincing or marked):
            sure = row.convincing and (marked or _SURE_SIGN.match(after["sign"]) is not None)
            return _Entry(title, row, number, number, f"before {mark}", sure)
    return None


def _stretches(line: Line) -> list[tuple[int, int, str]]:
    """Return (start, end, mark) of stretches that may be a title, the marked ones first."""
    label = TITLE_LABEL.match(line.text)
    begin = label.end() if label else 0
    found: list[tuple[int, int, str]] = []
    for span in line.spans[:_MOST_STRETCHES]:
        found.append((span.start, span.end, span.kind))
        if span.start > begin and span.kind == "italic":
            found.append((begin, span.start, "before italic"))
    if quoted := _QUOTED.match(line.text, begin):
        found.append((begin, quoted.end("title") + 1, "quoted"))
    for boundary in islice(_BOUNDARY.finditer(line.text, begin + 8), _MOST_STRETCHES):
        cell = max(begin, line.text.rfind("|", 0, boundary.start()) + 1)
        found.append((cell, boundary.start(), "plain"))
    return found


def _paper(page: _Page, entry: _Entry, below: int, conference: Conference | None) -> Paper:
    """Return the paper of an entry, with what the lines around its authors say of it."""
    block = list(page.lines[entry.first : entry.last + 1])
    for number in range(entry.last + 1, below):
        line = page.lines[number]
        if ends_entry(line) or _heads_section(page, number):
            break
        block.append(line)
    around = "\n".join([line.text for line in block]).replace(entry.title, "")
    shown = presentation_of_paper(around) or presentation_of_paper(page.headings[entry.first])
    paper = Paper(
        title=entry.title,
        line=page.lines[entry.title_line].number,
        authors=tuple(map(Author, entry.row.names)),
        authors_truncated=entry.row.truncated,
        ids=_paper_ids(block, entry.title),
        extra=(("presentation", shown),) if shown else (),
    )
    if conference is None:
        return paper
    year = str(conference.year)
    return replace(paper, published=year, venue=f"{conference.series} {year}")


def _paper_ids(lines: Sequence[Line], title: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers in the links that are the title or are labelled as the paper."""
    found: dict[str, str] = {}
    for line in lines:
        for span in line.spans:
            label = line.text[span.start : span.end]
            if label not in title and title not in label and not _PAPER_LINK.search(label):
                continue
            if pair := from_address(span.address):
                found.setdefault(*pair)
    return tuple(found.items())
