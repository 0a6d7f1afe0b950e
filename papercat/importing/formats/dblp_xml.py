"""DBLP's XML: the whole database, a person's page, or single records."""

import re
from collections.abc import Iterable, Iterator

from papercat.importing.paper_draft import Draft, finished
from papercat.importing.xml_records import Element, xml_records
from papercat.papers.model import Hints, Record
from papercat.text.partial_date import partial_date

NAME = "dblp"

_BEGIN = re.compile(
    r"<(?:!DOCTYPE\s+dblp|dblp|dblpperson)\b"
    r"|<(?:article|inproceedings|incollection|proceedings|book|phdthesis|mastersthesis)\s[^>]*key=",
)
_TYPES = frozenset(
    (
        *("article", "inproceedings", "proceedings", "book", "incollection", "phdthesis"),
        *("mastersthesis", "data"),
    )
)
_TYPES_IN_BIBTEX = {"data": "dataset"}
_EXTRA = ("pages", "volume", "number", "publisher", "series", "school", "note", "month", "isbn")


def score(head: str) -> float:
    """Return 1 for XML that has DBLP's root or one of its records."""
    return float(_BEGIN.search(head) is not None)


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Return a paper or a refusal for every publication. Pages of persons are not counted."""
    return finished(xml_records(lines, _TYPES), _draft)


def _draft(line: int, entry: Element) -> Draft:
    """Draft the paper of a publication."""
    draft = Draft(line, title=entry.get("title").removesuffix("."))
    draft.extra["entrytype"] = _TYPES_IN_BIBTEX.get(entry.name, entry.name)
    authors = entry.all("author") or entry.all("editor")
    for author in authors:
        draft.add_author(author.content)
    draft.published = partial_date(f"{entry.get('month')} {entry.get('year')}")
    draft.venue = entry.get("journal") or entry.get("booktitle")
    draft.add_id("dblp", entry.attributes.get("key", ""))
    volume = entry.get("volume")
    if draft.venue == "CoRR" and volume.startswith("abs/"):
        draft.add_id("arxiv", volume.removeprefix("abs/"))
    for link in entry.all("ee"):
        draft.add_address(link.content)
    for name in _EXTRA:
        draft.add_extra(name, entry.get(name))
    return draft
