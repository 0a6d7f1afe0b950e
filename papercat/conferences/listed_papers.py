"""Listed papers of a post: title and authors, in any layout.

A listed paper is a row of authors with a title beside it: in a line above, or in
the same line before or behind the names. The mark of a title (a heading, bold type,
a link, quotation marks, a cell of a table) is the same for all papers of a list, so
a doubtful entry counts where sure ones have its layout.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from papercat.conferences.author_rows import AuthorRow, author_row, rows_with_places
from papercat.conferences.paper_links import paper_ids
from papercat.conferences.post_markup import Line
from papercat.conferences.presentations import presentation_of_paper
from papercat.conferences.title_lines import (
    LABEL,
    LONGEST_NOTE,
    NOTE,
    NUMBERED,
    OTHER_PEOPLE,
    TITLE_LABEL,
    clean_title,
    folded,
    heads_section,
    is_links,
    is_note,
    is_title,
    mark_of,
)
from papercat.papers.model import Author, KnownNames, Paper, Refusal

_LONGEST_LINE = 1_500
"""characters; no longer line lists a paper"""
_ABOVE = 16
"""lines between a title and its authors, at most, empty ones included"""
_BELOW = 8
"""lines below the authors that may say how the paper is presented"""

_AUTHORS = re.compile(
    r"(?:full\s)?(?:authors?\b\s*:|authors?\s+by\b|(?:written )?by\b\s*:?)\s*", re.IGNORECASE
)
_BOUNDARY = re.compile(
    r"[,.:;?!]?[\"”’']?\s*(?P<sign>\b[Bb]y[:\s]+|[(\[]\s*(?:[Bb]y\s)?|[|–—:/-]\s+|[.?!]\s+|,\s+)"
)
_QUOTED = re.compile(r"[\"“‘](?P<title>[^\"”“]{8,300})[\"”]")
_AFTER_ROW = re.compile(
    r"[\s,.:;–—-]*(?:[\"“‘](?P<quoted>[^\"”“]{8,300})[\"”]|\[(?P<bracketed>[^\[\]]{8,300})\]"
    r"|(?<=[:.]\s)(?P<plain>[^\]|.]{8,300}))"
)
_GAP = re.compile(r"[\s,.:;–—\[(\"“‘|-]*")
_SHORTEST_SURE_TITLE = 40
"""characters; a shorter stretch in bold may be `Honorable Mention`"""
_CONTACT = re.compile(r"\s*[\w /&-]{2,25}:(?:\s|$)|[^@]{0,300}@")


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


@dataclass(slots=True)
class _Page:
    """The lines of a post while its papers are looked for."""

    lines: Sequence[Line]
    known: KnownNames | None
    post_title: str
    headings: list[str] = field(default_factory=list)
    """of every line the heading above it"""
    entries: list[_Entry] = field(default_factory=list)
    unread: list[Refusal] = field(default_factory=list)

    def row(self, text: str, start: int = 0) -> AuthorRow | None:
        """Return the row of authors that begins at `start`."""
        return author_row(text, start, self.known)


def listed_papers(
    lines: Sequence[Line], post_title: str, venue: str | None, known: KnownNames | None
) -> Iterator[Paper | Refusal]:
    """Yield the papers that a post lists, and refusals of those that can't be read."""
    page = _Page(lines, known, folded(post_title))
    heading = ""
    for number, line in enumerate(lines):
        page.headings.append(heading)
        if line.level or heads_section(line):
            heading = line.text
        if not OTHER_PEOPLE.search(heading) and 0 < len(line.text) <= _LONGEST_LINE:
            _look_at(page, number)
    layouts = {entry.layout for entry in page.entries if entry.sure}
    entries = [entry for entry in page.entries if _counts(entry, layouts)]
    for number, entry in enumerate(entries):
        end = entry.row_line + 1 + _BELOW
        if number + 1 < len(entries):
            end = min(end, entries[number + 1].title_line)
        yield _paper(page, entry, end, venue)
    yield from page.unread


def _counts(entry: _Entry, layouts: set[str]) -> bool:
    return entry.sure or (entry.row.known > 0 and entry.layout in layouts)


def linked_titles(lines: Sequence[Line]) -> list[str]:
    """Return the items of lists that are one link with the shape of a title."""
    found = []
    for line in lines:
        whole = any(span.end - span.start > 9 * len(line.text) // 10 for span in line.spans)
        if line.item and whole and is_title(line.text) and not is_note(line):
            found.append(clean_title(line.text))
    return found


def _look_at(page: _Page, number: int) -> None:
    """Add the entry whose authors stand in a line, if there is one."""
    line = page.lines[number]
    if label := _AUTHORS.match(line.text):
        _add_labelled(page, number, label)
        return
    if LABEL.match(line.text) and OTHER_PEOPLE.search(line.text[:40]):
        return
    entry = _cells(page, number) or _authors_first(page, number)
    row = None if entry else _whole_row(page, number)
    if row:
        _add_with_title_above(page, number, row, "above", sure=row.convincing)
        return
    entry = entry or _title_first(page, number)
    if entry and folded(entry.title) != page.post_title:
        page.entries.append(entry)


def _add_labelled(page: _Page, number: int, label: re.Match[str]) -> None:
    """Add the entry of a line that says `Authors:` or `By`."""
    line = page.lines[number]
    named = ":" in label[0]
    row = page.row(line.text, label.end()) or _linked_row(page, line, label.end())
    row = row or rows_with_places(line.text[label.end() :], page.known)
    if row is None and named and label.end() < len(line.text):
        reason = f"the authors of a paper can't be read: {line.text[:80]}"
        page.unread.append(Refusal(line.number, reason))
    if row is None:
        return
    added = _add_with_title_above(page, number, row, "labelled", sure=named)
    if named and not added:
        reason = f"no title above the authors {', '.join(row.names)[:80]}"
        page.unread.append(Refusal(line.number, reason))


def _linked_row(page: _Page, line: Line, start: int) -> AuthorRow | None:
    """Return the names of a line in which every author is a link and nothing parts them."""
    links = [span for span in line.spans if span.kind == "link" and span.start >= start]
    names = ", ".join(line.text[span.start : span.end] for span in links)
    between = len(line.text) - start - sum(span.end - span.start for span in links)
    return page.row(names) if between < 3 * len(links) + 3 else None


def _whole_row(page: _Page, number: int) -> AuthorRow | None:
    """Return the authors of a line that holds nothing else."""
    line = page.lines[number]
    row = rows_with_places(line.text, page.known) or page.row(line.text)
    if row is None or not _ends_line(line.text, row):
        return None
    if not row.convincing and mark_of(line) in ("heading", "bold", "link"):
        return None
    return _with_next_line(page, number, row) if line.text.endswith(",") else row


def _with_next_line(page: _Page, number: int, row: AuthorRow) -> AuthorRow:
    """Return a row that goes on in the next line."""
    following = page.lines[min(number + 1, len(page.lines) - 1)].text
    rest = page.row(following)
    if rest is None or not _ends_line(following, rest):
        return row
    return replace(row, names=row.names + rest.names, known=row.known + rest.known)


def _ends_line(text: str, row: AuthorRow) -> bool:
    """Tell whether nothing but a note follows the names."""
    return re.match(r"[\s,;*†]*(?:$|[|.(\[·–—/]|-\s|in\b)", text[row.end :]) is not None


def _add_with_title_above(
    page: _Page, number: int, row: AuthorRow, layout: str, *, sure: bool
) -> bool:
    """Add the entry whose title is the next line above that may be one."""
    used = page.entries[-1].row_line if page.entries else -1
    for above in range(number - 1, max(used, number - 1 - _ABOVE), -1):
        line = page.lines[above]
        if not line.text or is_links(line) or is_note(line):
            continue
        title = clean_title(line.text)
        if folded(title) == page.post_title or not is_title(title, marked=bool(line.level)):
            return False
        layout = f"{layout} {mark_of(line)}"
        page.entries.append(_Entry(title, row, above, number, layout, sure and line.level != 1))
        return True
    return False


def _cells(page: _Page, number: int) -> _Entry | None:
    """Return the paper in a row of a table."""
    cells = [cell.strip() for cell in page.lines[number].text.strip("| ").split("|")]
    authors: AuthorRow | None = None
    title = ""
    for cell in cells:
        row = page.row(cell)
        if row and row.convincing and _ends_line(cell, row):
            authors = authors or row
        elif len(cell) > len(title) and is_title(cell) and not _CONTACT.match(cell):
            title = cell
    if authors and title and len(cells) > 1:
        return _entry(title, authors, number, "cells", sure=True)
    return None


def _authors_first(page: _Page, number: int) -> _Entry | None:
    """Return the paper of a line such as `Ana Roe, Li Wei: [Title](…)`."""
    line = page.lines[number]
    numbered = NUMBERED.match(line.text)
    row = page.row(line.text, numbered.end() if numbered else 0)
    if row is None:
        return None
    title, mark = _title_behind(line, row.end)
    if mark == "plain" and not (row.convincing and is_title(title) and not NOTE.search(title)):
        return None
    sure = row.convincing and mark != "plain"
    return _entry(title, row, number, f"after {mark}", sure=sure) if title else None


def _title_behind(line: Line, end: int) -> tuple[str, str]:
    """Return the title that follows a row of authors, and its mark; empty where none does."""
    gap = _GAP.match(line.text, end)
    begin = gap.end() if gap else end
    for span in line.spans:
        title = line.text[span.start : span.end]
        is_note = len(title) < _SHORTEST_SURE_TITLE and NOTE.search(title)
        if abs(span.start - begin) <= 1 and is_title(title, marked=True) and not is_note:
            return title, span.kind
    after = _AFTER_ROW.match(line.text, end)
    if after is None:
        return "", ""
    mark = after.lastgroup or ""
    return after[mark].strip(), mark


def _entry(title: str, row: AuthorRow, number: int, layout: str, *, sure: bool) -> _Entry:
    return _Entry(clean_title(title), row, number, number, layout, sure)


def _title_first(page: _Page, number: int) -> _Entry | None:
    """Return the paper of a line such as `**Title** by Ana Roe and Li Wei, oral`."""
    text = page.lines[number].text
    for begin, end, mark in _stretches(page.lines[number]):
        boundary = _BOUNDARY.match(text, end)
        sign = boundary["sign"].lower() if boundary else ""
        title = clean_title(text[begin:end])
        by = "by" in sign
        if (begin > 2 and not by) or not is_title(title, marked=mark != "plain"):
            continue
        names = page.row(title)
        row = page.row(text, boundary.end() if boundary else end + 1)
        if row is None or (names and _ends_line(title, names)):
            continue
        marked = mark != "plain" or by or "(" in sign
        if row.convincing or mark != "plain":
            return _entry(title, row, number, f"before {mark}", sure=row.convincing and marked)
    return None


def _stretches(line: Line) -> list[tuple[int, int, str]]:
    """Return (start, end, mark) of stretches that may be a title, the marked ones first."""
    label = TITLE_LABEL.match(line.text)
    begin = label.end() if label else 0
    found: list[tuple[int, int, str]] = []
    found += [(span.start, span.end, span.kind) for span in line.spans[:20]]
    if quoted := _QUOTED.match(line.text, begin):
        found.append((begin, quoted.end("title") + 1, "quoted"))
    boundaries = islice(_BOUNDARY.finditer(line.text, begin + 8), 20)
    return found + [(begin, match.start(), "plain") for match in boundaries]


def _paper(page: _Page, entry: _Entry, below: int, venue: str | None) -> Paper:
    """Return the paper of an entry, with what the lines around its authors say of it."""
    lines = page.lines
    block = list(lines[entry.title_line : entry.row_line + 1])
    for line in lines[entry.row_line + 1 : below]:
        if len(line.text) > LONGEST_NOTE or heads_section(line):
            break
        if line.level and not is_links(line):
            break
        block.append(line)
    own = "\n".join(line.text for line in block).replace(entry.title, "")
    shown = presentation_of_paper(own) or presentation_of_paper(page.headings[entry.title_line])
    return Paper(
        title=entry.title,
        line=lines[entry.title_line].number,
        authors=tuple(map(Author, entry.row.names)),
        authors_truncated=entry.row.truncated,
        venue=venue,
        ids=paper_ids(block, entry.title),
        extra=(("presentation", shown),) if shown else (),
    )
