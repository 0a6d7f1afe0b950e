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
_MOST_EMPTY = 3
"""lines between authors and a title below them"""
_BELOW = 8
"""lines below the authors that may say how the paper is presented"""

_AUTHORS = re.compile(
    r"(?:\[\w+\]\s*)*(?:full\s)?(?:authors?\b\s*:|authors?\s+by\b|(?:written )?by\b\s*:?)\s*",
    re.IGNORECASE,
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
    def evidence(self) -> int:
        """Tell how much it says for its layout: 2 if it is sure, else 1 or 0."""
        if self.sure:
            return 2
        return self.row.convincing and self.layout.startswith(
            ("labelled", "after plain", "before plain")
        )

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
    titles_below: bool
    """True to look for titles below their authors"""
    headings: list[str] = field(default_factory=list)
    """of every line the heading above it"""
    entries: list[_Entry] = field(default_factory=list)
    taken: int = 0
    """lines that belong to the sure entries so far"""
    rows_end: int = 0
    """lines of authors that were read so far"""
    unread: list[Refusal] = field(default_factory=list)

    def text(self, number: int) -> str:
        """Return the text of a line; empty beyond the first and the last."""
        return self.lines[number].text if 0 <= number < len(self.lines) else ""

    def add(self, entry: _Entry) -> None:
        """Add an entry, unless its title is that of the post."""
        if folded(entry.title) == self.post_title:
            return
        self.entries.append(entry)
        if entry.sure:
            self.taken = entry.last + 1


def listed_papers(
    lines: Sequence[Line],
    post_title: str,
    conference: Conference | None,
    known: KnownNames | None,
) -> Iterator[Paper | Refusal]:
    """Yield the papers that a post lists, and refusals of those that can't be read.

    A post with whole lines of authors is read twice, with titles above and below them.
    The reading that finds more papers counts; of equal ones, that with more of one layout.
    """
    page = _read(_Page(lines, known, folded(post_title), titles_below=False))
    if page.rows_end > 0:
        other = _read(_Page(lines, known, folded(post_title), titles_below=True))
        page = max(page, other, key=_weight)
    for number, entry in enumerate(page.entries):
        end = min(entry.last + 1 + _BELOW, len(lines))
        if number + 1 < len(page.entries):
            end = min(end, page.entries[number + 1].first)
        yield _paper(page, entry, end, conference)
    yield from page.unread


def _weight(page: _Page) -> tuple[int, int]:
    """Return how many entries were read, and how many of them have the commonest layout."""
    layouts = Counter(entry.layout for entry in page.entries)
    return len(page.entries), max(layouts.values(), default=0)


def _read(page: _Page) -> _Page:
    """Find the entries of a page and return it."""
    heading = ""
    for number, line in enumerate(page.lines):
        page.headings.append(heading)
        if line.level or _heads_section(page, number):
            heading = line.text
        if number >= page.rows_end and not OTHER_PEOPLE.search(heading):
            _look_at(page, number)
    page.entries = _believed(page.entries)
    return page


def _believed(entries: Sequence[_Entry]) -> list[_Entry]:
    """Return the entries whose layout is sure or comes twice.

    A title without a mark needs authors of whom one is known as somebody's name.
    """
    evidence: Counter[str] = Counter()
    for entry in entries:
        evidence[entry.layout] += entry.evidence
    believed = []
    for entry in entries:
        is_marked = not entry.layout.endswith("plain")
        if evidence[entry.layout] > 1 and (is_marked or entry.row.known):
            believed.append(entry)
    return believed


def _heads_section(page: _Page, number: int) -> bool:
    """Tell `Posters` above papers from `Poster` that ends the lines of one."""
    ends_block = page.text(number - 1) and not page.text(number + 1)
    return not ends_block and heads_section(page.lines[number])


def _look_at(page: _Page, number: int) -> None:
    """Add the entry whose authors stand in a line, if there is one."""
    text = page.text(number)
    if len(text) > _LONGEST_LINE:
        return
    if label := _AUTHORS.match(text):
        _add_labelled(page, number, label)
        return
    if OTHER_LABEL.match(text):
        return
    entry = None
    if row := _first_row(page, number):
        entry = _authors_first(page, number, row)
        if entry is None and _NOTHING_ELSE.match(text, row.end):
            _add_whole_row(page, number, row)
            return
    entry = entry or _title_first(page, number)
    if entry:
        page.add(entry)


def _add_whole_row(page: _Page, number: int, row: AuthorRow) -> None:
    """Add the entry whose authors fill a line or several."""
    if page.titles_below:
        _add_with_title_below(page, number, row)
    else:
        row, last = _continued(page, number, row)
        page.rows_end = last + 1
        _add_with_title_above(page, number, last, row, "above", sure=row.convincing)


def _add_labelled(page: _Page, number: int, label: re.Match[str]) -> None:
    """Add the entry of a line that says `Authors:` or `By`."""
    line = page.lines[number]
    named = ":" in label[0]
    row = author_row(line.text, label.end(), page.known)
    if row is None:
        reason = f"the authors of a paper can't be read: {line.text[:80]}"
    elif not _add_with_title_above(page, number, number, row, f"labelled {named}", sure=named):
        reason = f"no title above the authors {', '.join(row.names)[:80]}"
    else:
        return
    if named:
        page.unread.append(Refusal(line.number, reason))


def _first_row(page: _Page, number: int) -> AuthorRow | None:
    """Return the authors that a line begins with, if it does not begin with a marked title.

    `**Visual Prompt Tuning**, Ana Roe` has the shape of a row of two names.
    """
    line = page.lines[number]
    start = number_end(line.text)
    if line.spans:
        first = author_row(line.text[: line.spans[0].end], start, page.known)
        if first and not first.known:
            return None
    return author_row(line.text, start, page.known)


def _continued(page: _Page, number: int, row: AuthorRow) -> tuple[AuthorRow, int]:
    """Return a row with the authors of the lines below that go on with it, and the last line.

    A row goes on behind a comma, and where every line holds one author.
    """
    last = number
    for below in range(number + 1, min(number + _MOST_LINES, len(page.lines))):
        following = _first_row(page, below)
        if following is None or not _NOTHING_ELSE.match(page.text(below), following.end):
            break
        names = row.names + following.names
        known = row.known + following.known
        one_each = len(names) == known == below - number + 1
        if not one_each and not _OPEN_ROW.search(page.text(last)):
            break
        row = replace(row, names=names, truncated=following.truncated, known=known)
        last = below
    return row, last


def _add_with_title_below(page: _Page, number: int, row: AuthorRow) -> None:
    """Add the entry whose title is the next line with text, if that may be one."""
    for below in range(number + 1, min(number + 1 + _MOST_EMPTY, len(page.lines))):
        line = page.lines[below]
        if not line.text:
            continue
        if is_title(line.text) and not is_note(line):
            title = clean_title(line.text)
            layout = f"below {mark_of(line)}"
            page.add(_Entry(title, row, below, number, layout, row.convincing))
        return


def _add_with_title_above(
    page: _Page, number: int, last: int, row: AuthorRow, layout: str, *, sure: bool
) -> bool:
    """Add the entry whose title is the next line above that may be one."""
    first = max(number - _ABOVE, page.taken, 0)
    for above in range(number - 1, first - 1, -1):
        line = page.lines[above]
        if is_links(line) or is_note(line):
            continue
        title = clean_title(line.text)
        if not is_title(title, marked=mark_of(line) in ("heading", "link")):
            if not is_short_title(title):
                return False
            sure = False
        page.add(_Entry(title, row, above, last, f"{layout} {mark_of(line)}", sure))
        return True
    return False


def _authors_first(page: _Page, number: int, row: AuthorRow) -> _Entry | None:
    """Return the paper of a line such as `Ana Roe, Li Wei: [Title](…)`."""
    for title, mark in _titles_behind(page.lines[number], row.end):
        entry = _Entry(clean_title(title), row, number, number, f"after {mark}", row.convincing)
        if mark != "plain":
            return entry
        if row.convincing and not NOTE.search(title):
            return replace(entry, sure=False)
    return None


def _titles_behind(line: Line, end: int) -> Iterator[tuple[str, str]]:
    """Yield what may be a title behind a row of authors, and its mark."""
    for span in line.spans:
        title = line.text[span.start : span.end]
        if _GAP.fullmatch(line.text, end, span.start) and is_title(title, marked=True):
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
        if not marked and OTHER_PEOPLE.search(title):
            continue
        row = author_row(text, after.end(), page.known)
        if row and row.convincing:
            sure = marked or _SURE_SIGN.match(after["sign"]) is not None
            return _Entry(title, row, number, number, f"before {mark}", sure)
        if row and marked:
            return _Entry(title, row, number, number, f"before {mark}", sure=False)
    return None


def _stretches(line: Line) -> list[tuple[int, int, str]]:
    """Return (start, end, mark) of stretches that may be a title, the marked ones first."""
    found: list[tuple[int, int, str]] = []
    for span in line.spans[:_MOST_STRETCHES]:
        found.append((span.start, span.end, span.kind))
        if span.kind == "italic":
            found.append((0, span.start, "before italic"))
    if quoted := _QUOTED.match(line.text):
        found.append((0, quoted.end("title") + 1, "quoted"))
    for boundary in islice(_BOUNDARY.finditer(line.text, 8), _MOST_STRETCHES):
        cell = line.text.rfind("|", 0, boundary.start()) + 1
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
