"""Posts about conferences in Markdown, plain text or HTML, with or without front matter.

One post a document. The papers that it lists follow it as records of their own.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from papercat.conferences.conference_facts import EventFields, find_conferences
from papercat.conferences.front_matter import (
    FrontMatter,
    FrontMatterError,
    Value,
    is_fence,
    split,
)
from papercat.conferences.listed_papers import linked_titles, listed_papers
from papercat.conferences.mentions import mentions
from papercat.conferences.paper_counts import Announcement, announcement
from papercat.conferences.post_dates import moment
from papercat.conferences.post_markup import SHORTCODE, Line, page_facts, read_lines
from papercat.conferences.post_sections import all_sentences, sections, sentences
from papercat.conferences.presentations import find_highlights
from papercat.importing.clipboard import INVISIBLE
from papercat.papers.model import (
    Conference,
    Hints,
    ListedPaper,
    Paper,
    Post,
    Record,
    Refusal,
    Skipped,
)

NAME = "post"

_KEYS = {
    "title": ("title",),
    "description": ("description",),
    "summary": ("summary", "abstract_short", "excerpt", "subtitle"),
    "published": ("pubDate", "date", "published", "publishDate", "published_at"),
    "source": ("source", "site"),
    "url": ("url", "canonical_url", "source"),
    "thumbnail": ("thumbnail",),
}
"""what a post has a place for → the keys of front matter that fill it, the best first"""

_NOTHING = {"", "~", "null", "[]", "{}"}
"""what a key without a value says; all posts with such an address would be one"""
_DAY_IN_NAME = re.compile(r"(20\d\d)-(\d\d)-(\d\d)-")
_BEFORE_SITE = re.compile(r" [|–—·] | - ")
"""a sign between the title of a page and the name of its site"""
_FIRST_LINES = 8
"""lines in which a page without front matter says when it was published"""
_DATA = ("{", "[{", "@", "<?xml")
"""beginnings of records rather than text"""
_ANY_DAY = "2000-01-01"
"""makes a conference of a series whose year is not known yet"""
_OPENING = 12
"""lines in which a post without front matter names its conference"""


def score(head: str) -> float:
    """Return 0.8 for front matter, 0.5 for a text that opens with a conference, else 0."""
    text = head.translate(INVISIBLE).lstrip("\n")
    first = next(filter(str.strip, text.split("\n")), "")
    if is_fence(first):
        return 0.8
    if first.lstrip().startswith(_DATA) or not _opens_with_conference(text):
        return 0.0
    return 0.5


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield the document's one post and the papers that it lists, or one Refusal."""
    kept = "\n".join(lines).translate(INVISIBLE).split("\n")
    first = next(filter(str.strip, kept), None)
    if first is None:
        yield Refusal(1, "the document is empty")
        return
    start = kept.index(first) + 1
    text = "\n".join(kept[start - 1 :])
    try:
        document = split(text)
    except FrontMatterError as error:
        yield Refusal(start + error.line, error.reason)
        return
    if not document.values and not _opens_with_conference(text):
        yield Refusal(start, "not a post about a conference: it opens with none")
        return
    yield from _records(document, start, hints)


def _opens_with_conference(text: str) -> bool:
    """Return whether the first lines of a text say which conference it is about."""
    opening = list(islice(_texts(read_lines(text)), _OPENING))
    title = page_facts(text).get("title") or next(iter(opening), "")
    said = list(chain.from_iterable(map(sentences, opening)))
    return bool(find_conferences(title, said, _ANY_DAY))


def _texts(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the texts of the lines that are not blank."""
    for line in lines:
        if line.text:
            yield line.text


def _records(document: FrontMatter, start: int, hints: Hints) -> Iterator[Record]:
    """Yield the post, the papers that it lists, and the lines that were skipped."""
    known, extra = _sorted_keys(document.values)
    first_line = start + document.body_line
    lines = list(read_lines(document.body, first_line))
    if not document.values:
        known |= page_facts(document.body)
        known["title"] = _own_title(known.get("title", ""), lines)
    title = known.get("title") or next(_texts(lines), "")
    if not title:
        yield Refusal(start, "a post without a title and without text")
        return
    parts = sections(lines, title)
    said = all_sentences(parts)
    texts = [sentence.text for sentence in said]
    texts += sentences(known.get("description", ""))
    texts += sentences(known.get("summary", ""))
    printed, published = _published(known, lines, hints.file_name)
    conferences = find_conferences(title, texts, published, _event(document.values))
    main, venue = None, None
    if conferences:
        main = conferences[0]
        venue = f"{main.series} {main.year}"
    papers = list(listed_papers(lines, title, venue, hints.known))
    listed = _as_listed(papers)
    announced = announcement(title, texts, known.get("source"), len(listed)) or Announcement()
    publisher = (known.get("source"), announced.by)
    titles = [paper.title for paper in listed]
    titles += linked_titles(lines)
    yield Post(
        title=title,
        line=start,
        description=known.get("description"),
        summary=known.get("summary"),
        published=published,
        published_printed=printed,
        source=known.get("source"),
        url=known.get("url"),
        thumbnail=known.get("thumbnail"),
        tags=_tags(document.values.get("tags", "")) or (),
        extra=extra,
        sections=parts,
        conference=main,
        other_conferences=tuple(conferences[1:]),
        papers_count=announced.papers,
        papers_at_least=announced.at_least,
        announced_by=announced.by,
        mentions=mentions(said, titles, _other_names(conferences, publisher, listed)),
        highlights=find_highlights(said),
        listed=listed,
    )
    yield from papers
    yield from _skipped(document.body, first_line)


def _skipped(body: str, first_line: int) -> Iterator[Skipped]:
    """Yield the lines that are nothing but a shortcode of the site's generator."""
    for number, line in enumerate(body.split("\n"), first_line):
        if SHORTCODE.fullmatch(line.strip()):
            yield Skipped(number, line.strip())


def _own_title(page_title: str, lines: list[Line]) -> str:
    """Return the title of a page: its first main heading, else its title without the site's."""
    for line in lines:
        if line.level == 1:
            return line.text
    return _BEFORE_SITE.split(page_title)[0]


def _as_listed(papers: Iterable[Record]) -> tuple[ListedPaper, ...]:
    """Return the papers that a post lists, as the post keeps them."""
    listed: list[ListedPaper] = []
    for paper in papers:
        if isinstance(paper, Paper):
            names = tuple(author.name for author in paper.authors)
            shown = dict(paper.extra).get("presentation")
            listed.append(
                ListedPaper(
                    paper.title,
                    paper.line,
                    names,
                    shown,  # type: ignore[arg-type]  # what listed_papers found
                )
            )
    return tuple(listed)


def _sorted_keys(
    values: dict[str, Value],
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Return the keys a post has a place for, and the others as text."""
    known: dict[str, str] = {}
    taken: set[str] = set()
    for place, keys in _KEYS.items():
        key, text = _first_text(values, keys, place)
        if text:
            known[place] = text
            taken.add(key)
    if _tags(values.get("tags", "")) is not None:
        taken.add("tags")
    extra: list[tuple[str, str]] = []
    for key, value in values.items():
        empty = key in _KEYS and value in _NOTHING
        if not empty and key not in taken:
            extra.append((key, _as_text(value)))
    return known, tuple(extra)


def _first_text(values: dict[str, Value], keys: Sequence[str], place: str) -> tuple[str, str]:
    """Return the first of these keys that says something, with its text."""
    for key in keys:
        text = _text_of(values, key, place)
        if text:
            return key, text
    return "", ""


def _text_of(values: dict[str, Value], key: str, place: str) -> str:
    """Return the text of a key; empty where it says nothing for that place."""
    value = values.get(key)
    if not isinstance(value, str) or value.strip() in _NOTHING:
        return ""
    is_address = value.strip().startswith(("http://", "https://"))
    wants_address = place == "url"
    if key == "source" and is_address != wants_address:
        return ""
    return " ".join(value.split())


def _event(values: dict[str, Value]) -> EventFields:
    """Return what front matter says of an event."""
    event, location, begins, ends = [
        _text_or_empty(values, key) for key in ("event", "location", "time_start", "time_end")
    ]
    day, last_day = values.get("date"), values.get("date_end")
    if isinstance(day, str) and isinstance(last_day, str):
        begins, ends = day, last_day
    address = values.get("address")
    if isinstance(address, dict) and "city" in address:
        parts = map(address.get, ("city", "region", "country"))
        location = ", ".join(map(str, filter(None, parts)))
    return EventFields(event, location, f"{begins[:10]} to {ends[:10]}")


def _text_or_empty(values: dict[str, Value], key: str) -> str:
    value = values.get(key)
    if isinstance(value, str):
        return value
    return ""


def _published(
    known: dict[str, str], lines: list[Line], file_name: str
) -> tuple[str | None, str | None]:
    """Return when a post was published, as printed and as ISO 8601."""
    printed = known.get("published") or known.get("date")
    if printed:
        return printed, moment(printed)
    for text in islice(_texts(lines), _FIRST_LINES):
        found = moment(text) or ""
        if len(found) >= len("2024-05-03"):
            return text, found
    if named := _DAY_IN_NAME.match(file_name):
        day = "-".join(named.groups())
        if moment(day):
            return day, moment(day)
    return None, None


def _tags(value: Value) -> tuple[str, ...] | None:
    """Return each tag once; None where the value is not a list of tags."""
    items = value
    if isinstance(value, str):
        items = value.split(",")
    if isinstance(items, dict):
        return None
    tags: list[str] = []
    for item in items:
        if not isinstance(item, str):
            return None
        tags.append(item.strip())
    return tuple(dict.fromkeys(filter(None, tags)))


def _as_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _other_names(
    conferences: list[Conference],
    publisher: tuple[str | None, ...],
    listed: tuple[ListedPaper, ...],
) -> list[str]:
    """Return names that are no systems: conferences, places, the publisher, authors."""
    found = list(publisher)
    for one in conferences:
        found += (one.series, one.name, one.city, one.country)
    for paper in listed:
        found += paper.authors
    return list(filter(None, found))
