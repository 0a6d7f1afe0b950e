"""Posts about conferences in Markdown, plain text or HTML, with or without front matter.

One post a document. The papers that it lists follow it as records of their own.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from papercat.conferences.announcements import announcement, find_highlights
from papercat.conferences.conference_facts import EventFields, find_conferences
from papercat.conferences.days_and_places import moment
from papercat.conferences.front_matter import (
    FrontMatter,
    FrontMatterError,
    Value,
    is_fence,
    split,
)
from papercat.conferences.listed_papers import listed_papers
from papercat.conferences.mentions import mentions
from papercat.conferences.paper_lines import linked_works, marked_titles
from papercat.conferences.post_markup import SHORTCODE, Line, page_facts, read_lines
from papercat.conferences.post_sections import Sentence, all_sentences, sections, sentences
from papercat.papers.clean_text import INVISIBLE
from papercat.papers.model import (
    Conference,
    Hints,
    ListedPaper,
    Note,
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
    "summary": ("summary", "abstract", "abstract_short", "excerpt", "subtitle"),
    "published": ("pubDate", "date", "published", "publishDate", "published_at"),
    "source": ("source", "site"),
    "url": ("url", "canonical_url", "source"),
    "thumbnail": ("thumbnail",),
}
"""what a post has a place for → the keys of front matter that fill it, the best first"""
_EVENT_KEYS = ("event", "location", "time_start", "time_end", "date", "date_end")
_NOTHING = {"", "~", "null", "[]", "{}"}
"""what a key without a value says; all posts with such an address would be one"""
_DAY_IN_NAME = re.compile(r"(20\d\d-\d\d-\d\d)-")
_NOT_THE_DAY = re.compile(
    r"^\W*(?:(?:published|posted|updated|date)\b:?\s+(?:on\s+)?)?| [·|•].*| by [A-Z].*|\W+$",
    re.IGNORECASE,
)
"""what stands around the day in `Posted on May 3, 2024 · 3 min read`"""
_FIRST_LINES = 8
"""lines in which a page without front matter says when it was published"""
_SOFTWARE = re.compile(
    r"^#{1,4}\s*\W*(?:installation|install|usage|requirements|dependencies|licen[sc]e|contributing"
    r"|citation|citing|getting started|quick ?start|table of contents)\W*$"
    r"|^\s*(?:\$ )?(?:pip3? install|git clone|conda install|npm install)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""what a README of software or of a list of links has, and a post has not"""
_DATA = ("{", "[{", "@", "<?xml")
"""beginnings of records rather than text"""
_ANY_DAY = "2000-01-01"
"""makes a conference of a series whose year is not known yet"""
_MOST_LINES = 20_000
"""bounds the time for a text that only looks like a post"""
_OPENING = 30
"""lines in which a post without front matter names its conference"""


def score(head: str) -> float:
    """Return 0.8 for front matter, 0.5 for a text that opens with a conference, else 0."""
    text = head.translate(INVISIBLE).lstrip("\n")
    first = next((line for line in text.split("\n") if line.strip()), "")
    if is_fence(first):
        return 0.8
    if first.lstrip().startswith(_DATA) or _SOFTWARE.search(text):
        return 0.0
    return 0.5 if _opens_with_conference(text) else 0.0


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield the document's one post and the papers that it lists, or one Refusal."""
    kept: list[str] = []
    for line in lines:
        if len(kept) == _MOST_LINES:
            yield Refusal(_MOST_LINES + 1, f"a post has at most {_MOST_LINES:,} lines")
            return
        kept.append(line if line.isascii() else line.translate(INVISIBLE))
    start = next((number for number, line in enumerate(kept, 1) if line.strip()), None)
    if start is None:
        yield Refusal(1, "the document is empty")
        return
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
    """Tell whether the first lines of a text say which conference it is about."""
    opening = _first_texts(read_lines(text), _OPENING)
    title = page_facts(text).get("title") or "".join(opening[:1])
    said = list(sentences("\n".join(opening)))
    return bool(find_conferences(title, said, _ANY_DAY))


def _first_texts(lines: Iterable[Line], count: int) -> list[str]:
    """Return the first lines with a text."""
    return list(islice((line.text for line in lines if line.text), count))


def _records(document: FrontMatter, start: int, hints: Hints) -> Iterator[Record]:
    """Yield the post, its papers, and the shortcodes that stand for something unknown."""
    lines = list(read_lines(document.body, start + document.body_line))
    known, extra = _known_facts(document, lines)
    if not known["title"]:
        yield Refusal(start, "a post without a title and without text")
        return
    printed, published = _published(known, lines, hints.file_name)
    parts = sections(lines, known["title"])
    said = all_sentences(parts)
    texts = [sentence.text for sentence in said]
    texts += sentences(known.get("description", ""))
    texts += sentences(known.get("summary", ""))
    headings = [Sentence(part.heading, number) for number, part in enumerate(parts) if part.heading]
    event = _event(document.values)
    conferences = find_conferences(
        known["title"], [*texts, *(heading.text for heading in headings)], published, event
    )
    main = conferences[0] if conferences else None
    papers = list(listed_papers(lines, known["title"], main, hints.known))
    listed = tuple(_as_listed(paper) for paper in papers if isinstance(paper, Paper))
    announced = announcement(known["title"], texts, known.get("source"))
    titles = [*(paper.title for paper in listed), *marked_titles(lines)]
    other_names = _other_names(conferences, (known.get("source"), announced.by), listed)
    yield Post(
        title=known["title"],
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
        mentions=mentions([*said, *headings], titles, other_names, linked_works(lines)),
        highlights=find_highlights(said),
        listed=listed,
    )
    yield from papers
    for number, key in document.repeated:
        yield Note(start + number, f"the front matter has {key!r} twice; the last one counts")
    yield from _unread_shortcodes(document, start)


def _known_facts(
    document: FrontMatter, lines: list[Line]
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Return what a post says of itself, always with a title, and the other keys as text."""
    known, extra = _sorted_keys(document.values)
    if not document.values:
        known |= page_facts(document.body)
        known["title"] = _own_title(known.get("title", ""), lines)
    if not known.get("title"):
        known["title"] = "".join(_first_texts(lines, 1))
    return known, extra


def _unread_shortcodes(document: FrontMatter, start: int) -> Iterator[Skipped]:
    """Yield the lines that are one shortcode, which may stand for a list of papers."""
    for number, line in enumerate(document.body.split("\n"), start + document.body_line):
        if SHORTCODE.fullmatch(line.strip()):
            yield Skipped(number, line.strip())


def _own_title(page_title: str, lines: list[Line]) -> str:
    """Return the title of a page: its first main heading, else its title without the site's."""
    for line in lines:
        if line.level == 1:
            return line.text
    return re.split(r" [|–—·] | - ", page_title)[0]


def _as_listed(paper: Paper) -> ListedPaper:
    shown = dict(paper.extra).get("presentation")
    return ListedPaper(
        paper.title,
        paper.line,
        tuple(author.name for author in paper.authors),
        shown,  # type: ignore[arg-type]  # what listed_papers found
    )


def _sorted_keys(
    values: dict[str, Value],
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Return the keys a post has a place for, and the others as text."""
    known: dict[str, str] = {}
    taken: set[str] = set()
    if _tags(values.get("tags", "")) is not None:
        taken.add("tags")
    for place, keys in _KEYS.items():
        for key in keys:
            text = _text_of(values, key, place)
            if text and place not in known:
                known[place] = text
                taken.add(key)
    return known, tuple(_others(values, taken))


def _others(values: dict[str, Value], taken: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the other keys of front matter with their values as text."""
    for key, value in values.items():
        if key in taken:
            continue
        if not isinstance(value, str):
            yield key, json.dumps(value, ensure_ascii=False)
        elif key not in _KEYS or value not in _NOTHING:
            yield key, value


def _text_of(values: dict[str, Value], key: str, place: str) -> str:
    """Return the text of a key; empty where it says nothing for that place."""
    value = values.get(key)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str) or value.strip() in _NOTHING:
        return ""
    is_address = value.strip().startswith(("http://", "https://"))
    if key == "source" and is_address != (place == "url"):
        return ""
    return " ".join(value.split())


def _event(values: dict[str, Value]) -> EventFields:
    """Return what front matter says of an event."""
    told = {}
    for key in _EVENT_KEYS:
        value = values.get(key)
        told[key] = value if isinstance(value, str) else ""
    days = f"{told['time_start'][:10]} to {told['time_end'][:10]}"
    if told["date_end"]:
        days = f"{told['date'][:10]} to {told['date_end'][:10]}"
    location = told["location"]
    address = values.get("address")
    if isinstance(address, dict):
        parts = [str(address.get(key, "")) for key in ("city", "region", "country")]
        location = ", ".join(filter(None, parts))
    return EventFields(told["event"], location, days)


def _published(
    known: dict[str, str], lines: list[Line], file_name: str
) -> tuple[str | None, str | None]:
    """Return when a post was published, as printed and as ISO 8601."""
    printed = known.get("published") or known.get("date")
    if printed:
        return printed, moment(printed)
    for text in _first_texts(lines, _FIRST_LINES):
        found = moment(_NOT_THE_DAY.sub("", text))
        if found and len(found) >= len("2024-05-03"):
            return text, found
    if in_name := _DAY_IN_NAME.match(file_name):
        day = moment(in_name[1])
        return day, day
    return None, None


def _tags(value: Value) -> tuple[str, ...] | None:
    """Return each tag once; None where the value is not a list of tags."""
    if isinstance(value, str):
        value = list(value.split(","))
    tags: dict[str, None] = {}
    for item in value:
        if isinstance(value, dict) or not isinstance(item, str):
            return None
        if item.strip():
            tags[item.strip()] = None
    return tuple(tags)


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
    return [name for name in found if name]
