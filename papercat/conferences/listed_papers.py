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

from papercat.conferences.author_rows import AuthorRow, author_row
from papercat.conferences.post_markup import Line
from papercat.conferences.presentations import presentation_of_paper
from papercat.conferences.title_lines import (
    NOTE,
    OTHER_LABEL,
    OTHER_PEOPLE,
    TITLE_LABEL,
    clean_title,
    ends_entry,
    folded,
    heads_section,
    is_links,
    is_note,
    is_short_title,
    is_title,
    mark_of,
    number_end,
)
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
_SHORTEST_SURE_TITLE = 40
"""characters; a shorter stretch in bold may be `Honorable Mention`"""
_NOTHING_ELSE = re.compile(r"[\s,;*†]*(?:$|[|.(\[·–—/]|-\s|in\b)")
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
_ADDRESSES = (
    ("openreview", re.compile(r"openreview\.net/(?:forum|pdf)\?id=([\w-]+)")),
    ("doi", re.compile(r"(?:dl\.acm\.org|link\.springer\.com)/\S{0,40}?(10\.\d{4,9}/\S+)")),
    ("acl", re.compile(r"acl(?:anthology\.org|web\.org/anthology)/([\w.-]+?)(?:\.pdf)?/?$")),
)
"""addresses that `papers.identifiers` does not know"""


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

    def add(self, entry: _Entry) -> None:
        """Add an entry; a sure one replaces a doubtful one that took its title for authors."""
        before = self.entries[-1] if self.entries else None
        if before and not before.sure and before.row_line >= entry.title_line:
            self.entries.pop()
        self.entries.append(entry)
        if entry.sure:
            self.taken = max(entry.title_line, entry.row_line) + 1


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
        if not OTHER_PEOPLE.search(heading) and len(line.text) <= _LONGEST_LINE:
            _look_at(page, number)
    entries = _believed(page.entries)
    for number, entry in enumerate(entries):
        end = max(entry.title_line, entry.row_line) + 1 + _BELOW
        if number + 1 < len(entries):
            following = entries[number + 1]
            end = min(end, following.title_line, following.row_line)
        yield _paper(page, entry, end, conference)
    yield from page.unread


def linked_titles(lines: Sequence[Line]) -> list[str]:
    """Return the items of lists that are one link with the shape of a title."""
    found = []
    for line in lines:
        if line.item and mark_of(line) == "link" and is_title(line.text):
            found.append(clean_title(line.text))
    return found


def _heads_section(page: _Page, number: int) -> bool:
    """Tell `Posters` above papers from `Poster` that ends the lines of one."""
    ends_block = page.text(number - 1) and not page.text(number + 1)
    return not ends_block and heads_section(page.lines[number])


def _has_titles_below(page: _Page) -> bool:
    """Tell whether rows of authors begin their blocks and titles follow, in most cases."""
    below = 0
    above = 0
    for number, line in enumerate(page.lines):
        row = _whole_row(page, number)
        if row is None or not row.convincing:
            continue
        if not line.item and page.text(number - 1):
            above += 1
        elif number + 1 < len(page.lines) and _is_title_below(page.lines[number + 1]):
            below += 1
    return below > above


def _is_title_below(line: Line) -> bool:
    if line.item or line.level or is_note(line) or line.text.endswith("."):
        return False
    return is_title(line.text)


def _believed(entries: Sequence[_Entry]) -> list[_Entry]:
    """Return the sure entries, and doubtful ones whose layout is sure or twice labelled."""
    evidence: Counter[str] = Counter()
    for entry in entries:
        if entry.sure:
            evidence[entry.layout] += 2
        elif entry.row.convincing and entry.layout.startswith("labelled"):
            evidence[entry.layout] += 1
    return [entry for entry in entries if evidence[entry.layout] > 1]


def _look_at(page: _Page, number: int) -> None:
    """Add the entry whose authors stand in a line, if there is one."""
    text = page.lines[number].text
    if number < page.rows_end:
        return
    if label := _AUTHORS.match(text):
        _add_labelled(page, number, label)
        return
    if OTHER_LABEL.match(text):
        return
    entry = _authors_first(page, number)
    if entry is None:
        row = _whole_row(page, number)
        if row and page.titles_below:
            _add_with_title_below(page, number, row)
            return
        if row:
            row, last = _continued(page, number, row)
            page.rows_end = last + 1
            _add_with_title_above(page, number, last, row, "above", sure=row.convincing)
            return
        entry = _title_first(page, number)
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
    for span in line.spans:
        if span.start == 0 and span.end < len(line.text):
            first = page.row(line.text[: span.end])
            return first is not None and not first.known
    return False


def _continued(page: _Page, number: int, row: AuthorRow) -> tuple[AuthorRow, int]:
    """Return a row with the authors of the lines below that go on with it, and the last line.

    A row goes on behind a comma, and where every line holds one author.
    """
    above = row
    for _ in range(_MOST_LINES):
        if not page.text(number + 1):
            break
        following = _whole_row(page, number + 1)
        if following is None:
            break
        one_each = len(above.names) == len(following.names) == following.known == 1
        if not _OPEN_ROW.search(page.text(number)) and not one_each:
            break
        above = following
        row = replace(
            row,
            names=row.names + following.names,
            truncated=following.truncated,
            known=row.known + following.known,
        )
        number += 1
    return row, number


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
        if folded(title) == page.post_title:
            return False
        if not is_title(title, marked=bool(line.level)):
            if not is_short_title(title):
                return False
            sure = False
        sure = sure and line.level != 1
        page.add(_Entry(title, row, above, last, f"{layout} {mark_of(line)}", sure))
        return True
    return False


def _add_with_title_below(page: _Page, number: int, row: AuthorRow) -> None:
    """Add the entry whose title is the line below its authors."""
    if number + 1 < len(page.lines) and _is_title_below(page.lines[number + 1]):
        title = clean_title(page.text(number + 1))
        page.add(_Entry(title, row, number + 1, number, "below", row.convincing))


def _authors_first(page: _Page, number: int) -> _Entry | None:
    """Return the paper of a line such as `Ana Roe, Li Wei: [Title](…)`."""
    line = page.lines[number]
    row = page.row(line.text, number_end(line.text))
    if row is None or _begins_with_title(page, line):
        return None
    title, mark = _title_behind(line, row.end)
    if not title:
        return None
    sure = row.convincing and mark != "plain"
    if mark == "plain" and not (row.convincing and is_title(title) and not NOTE.search(title)):
        return None
    return _Entry(clean_title(title), row, number, number, f"after {mark}", sure)


def _title_behind(line: Line, end: int) -> tuple[str, str]:
    """Return the title that follows a row of authors, and its mark; empty where none does."""
    for span in line.spans:
        title = line.text[span.start : span.end]
        is_aside = len(title) < _SHORTEST_SURE_TITLE and NOTE.search(title)
        if is_aside or not is_title(title, marked=True):
            continue
        if span.start >= end and _GAP.fullmatch(line.text, end, span.start):
            return title, span.kind
    if after := _AFTER_ROW.match(line.text, end):
        mark = after.lastgroup or ""
        return after[mark].strip(), mark
    return "", ""


def _title_first(page: _Page, number: int) -> _Entry | None:
    """Return the paper of a line such as `**Title** by Ana Roe and Li Wei, oral`."""
    text = page.lines[number].text
    for begin, end, mark in _stretches(page.lines[number]):
        marked = mark != "plain"
        title = clean_title(text[begin:end])
        if not is_title(title, marked=marked):
            continue
        after = _AFTER_TITLE.match(text, end)
        if after is None:
            continue
        row = page.row(text, after.end())
        if row is None:
            continue
        sure_mark = marked or _SURE_SIGN.match(after["sign"])
        if row.convincing or marked:
            sure = row.convincing and bool(sure_mark)
            return _Entry(title, row, number, number, f"before {mark}", sure)
    return None


def _stretches(line: Line) -> list[tuple[int, int, str]]:
    """Return (start, end, mark) of stretches that may be a title, the marked ones first."""
    label = TITLE_LABEL.match(line.text)
    begin = 0
    if label:
        begin = label.end()
    found: list[tuple[int, int, str]] = []
    for span in line.spans[:_MOST_STRETCHES]:
        found.append((span.start, span.end, span.kind))
    if quoted := _QUOTED.match(line.text, begin):
        found.append((begin, quoted.end("title") + 1, "quoted"))
    for boundary in islice(_BOUNDARY.finditer(line.text, begin + 8), _MOST_STRETCHES):
        cell = max(begin, line.text.rfind("|", 0, boundary.start()) + 1)
        found.append((cell, boundary.start(), "plain"))
    return found


def _paper(page: _Page, entry: _Entry, below: int, conference: Conference | None) -> Paper:
    """Return the paper of an entry, with what the lines around its authors say of it."""
    first = min(entry.title_line, entry.row_line)
    last = max(entry.title_line, entry.row_line)
    block = list(page.lines[first : last + 1])
    for number in range(last + 1, min(below, len(page.lines))):
        line = page.lines[number]
        if ends_entry(line) or _heads_section(page, number):
            break
        block.append(line)
    around = "\n".join([line.text for line in block]).replace(entry.title, "")
    shown = presentation_of_paper(around)
    if shown is None:
        shown = presentation_of_paper(page.headings[first])
    published: str | None = None
    venue: str | None = None
    if conference:
        published = str(conference.year)
        venue = f"{conference.series} {published}"
    return Paper(
        title=entry.title,
        line=page.lines[entry.title_line].number,
        authors=tuple(map(Author, entry.row.names)),
        authors_truncated=entry.row.truncated,
        published=published,
        venue=venue,
        ids=_paper_ids(block, entry.title),
        extra=(("presentation", shown),) if shown else (),
    )


def _paper_ids(lines: Sequence[Line], title: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers in the links that are the title or are labelled as the paper."""
    found: dict[str, str] = {}
    for line in lines:
        for span in line.spans:
            label = line.text[span.start : span.end]
            if label in title or title in label or _PAPER_LINK.search(label):
                pair = from_address(span.address) or _other_address(span.address)
                if pair:
                    found.setdefault(*pair)
    return tuple(found.items())


def _other_address(address: str) -> tuple[str, str] | None:
    """Return the identifier in an address of a publisher."""
    for scheme, pattern in _ADDRESSES:
        if match := pattern.search(address):
            return scheme, match[1]
    return None
