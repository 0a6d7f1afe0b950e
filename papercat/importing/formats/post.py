"""Blog posts about conferences: Markdown with YAML front matter, one post a document."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from papercat.conferences.conference_facts import conference
from papercat.conferences.front_matter import FrontMatter, FrontMatterError, Value, split
from papercat.conferences.mentions import mentions
from papercat.conferences.paper_counts import paper_count
from papercat.conferences.post_dates import moment
from papercat.conferences.post_sections import first_line, sections
from papercat.importing.clipboard import INVISIBLE
from papercat.papers.model import Conference, Hints, Post, Record, Refusal, Section

NAME = "post"
ASKS_CATALOGUE = False
_TEXT_KEYS = ("title", "description", "summary", "pubDate", "source", "url", "thumbnail")
_NOTHING = {"", "~", "null"}
"""what a key without a value says; all posts with such an address would be one"""


def score(head: str) -> float:
    """Return 0.8 if the first line that is not blank opens front matter: `---`."""
    lines = head.translate(INVISIBLE).split("\n")
    return 0.8 * _is_fence(next((line for line in lines if line.strip()), ""))


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:  # noqa: ARG001  no hint helps here
    """Yield the document's one post, or one Refusal with its line and reason."""
    kept = [line if line.isascii() else line.translate(INVISIBLE) for line in lines]
    start = next((number for number, line in enumerate(kept, 1) if line.strip()), None)
    if start is None:
        yield Refusal(1, "the document is empty")
    elif not _is_fence(kept[start - 1]):
        yield Refusal(start, "no front matter: a post begins with a line ---")
    else:
        yield _post("\n".join(kept[start - 1 :]), start)


def _is_fence(line: str) -> bool:
    return line.rstrip(" \t\r") == "---"


def _post(text: str, start: int) -> Post | Refusal:
    """Return the post whose front matter opens on line `start`."""
    try:
        document = split(text)
    except FrontMatterError as error:
        return Refusal(start + error.line, error.reason)
    known, extra = _sorted_keys(document)
    title = known.get("title") or first_line(document.body)
    if not title:
        return Refusal(start, "a post without a title and without text")
    parts = sections(document.body, title)
    printed = known.get("pubDate")
    published = moment(printed) if printed else None
    told = _told(title, parts, published, known)
    return Post(
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
        conference=told.conference,
        papers_count=told.papers[0] if told.papers else None,
        papers_at_least=bool(told.papers and told.papers[1]),
        mentions=mentions(parts, told.other_names),
    )


def _sorted_keys(document: FrontMatter) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Return the keys a post has a place for, and the others as text."""
    known: dict[str, str] = {}
    extra: list[tuple[str, str]] = []
    for key, value in document.values.items():
        if key in _TEXT_KEYS and isinstance(value, str):
            if value.strip() not in _NOTHING:
                known[key] = " ".join(value.split())
        elif key != "tags" or _tags(value) is None:
            extra.append((key, value if isinstance(value, str) else _as_json(value)))
    return known, tuple(extra)


def _tags(value: Value) -> tuple[str, ...] | None:
    """Return each tag once; None where the value is no list of tags."""
    items = value.split(",") if isinstance(value, str) else value
    if isinstance(items, dict) or not all(isinstance(item, str) for item in items):
        return None
    return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))


def _as_json(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Told(NamedTuple):
    """What the prose says beside the names it mentions."""

    conference: Conference | None
    papers: tuple[int, bool] | None
    other_names: tuple[str, ...]


def _told(
    title: str, parts: tuple[Section, ...], published: str | None, known: dict[str, str]
) -> _Told:
    text = "\n".join(part.text for part in parts)
    about = conference(title, text, published) or conference(
        title, known.get("description", ""), published
    )
    names = (about.series, about.name, about.city, about.country) if about else ()
    other = tuple(name for name in (*names, known.get("source")) if name)
    return _Told(about, paper_count(text), other)
