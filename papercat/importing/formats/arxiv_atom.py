"""arXiv's Atom feed, the answer of its API."""

import re
from collections.abc import Iterable, Iterator

from papercat.importing.paper_draft import Draft
from papercat.importing.xml_records import Element, xml_records
from papercat.papers.clean_text import arxiv_names, one_line
from papercat.papers.model import Hints, Record, Refusal
from papercat.text.partial_date import partial_date

NAME = "arxiv-atom"

_FEED = re.compile(r"<(?:\w+:)?(?:feed|entry)\b")


def score(head: str) -> float:
    """Return 1 for an Atom feed that speaks of arXiv."""
    return float(_FEED.search(head) is not None and "arxiv.org" in head)


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield a paper or a refusal for every entry of the feed."""
    for record in xml_records(lines, {"entry"}):
        if isinstance(record, Refusal):
            yield record
            continue
        line, entry = record
        if "/api/errors" in entry.get("id"):
            yield Refusal(line, f"arXiv answered with an error: {entry.get('summary')}")
        else:
            yield _draft(line, entry).record()


def _draft(line: int, entry: Element) -> Draft:
    """Draft the paper of an entry."""
    draft = Draft(line, title=entry.get("title"), abstract=entry.get("summary"))
    for author in entry.all("author"):
        names, cut = arxiv_names(one_line(author.get("name")))
        draft.authors += names
        draft.truncated |= cut
    draft.published = partial_date(entry.get("published"))
    draft.comment = entry.get("comment")
    draft.venue = entry.get("journal_ref")
    draft.add_address(entry.get("id"))
    draft.add_id("doi", entry.get("doi"))
    for name in ("primary_category", "category"):
        for category in entry.all(name):
            draft.add_category(category.attributes.get("term", ""))
    return draft
