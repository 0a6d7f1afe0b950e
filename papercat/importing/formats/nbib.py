"""PubMed's NBIB, also called MEDLINE: `PMID- 12345678`."""

import re
from collections.abc import Iterable, Iterator

from papercat.importing.paper_draft import Draft
from papercat.importing.tagged_records import TaggedRecord, tagged_records
from papercat.papers.clean_text import initials_first
from papercat.papers.model import Hints, Record, Skipped
from papercat.text.partial_date import partial_date

NAME = "nbib"

_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,3}- ?(.*)$")
_BEGIN = re.compile(r"^(?:PMID- ?\w|OWN - \w[\s\S]{0,2000}?^TI  - )", re.MULTILINE)
_EXTRA = {
    "VI": "volume",
    "IP": "number",
    "PG": "pages",
    "IS": "issn",
    "LA": "language",
    "MH": "keywords",
    "OT": "keywords",
    "TA": "shortjournal",
    "PL": "address",
}
"""tag → the name of a further field; other tags are kept as `nbib:TAG`"""


def score(head: str) -> float:
    """Return 1 if a line begins a record: `PMID- 12345678`, or `OWN - ERIC` as ERIC has it."""
    return float(_BEGIN.search(head) is not None)


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield a paper or a refusal for every record; a blank line or a PMID begins the next."""
    for record in tagged_records(lines, _FIELD, begin="PMID", end=""):
        if isinstance(record, Skipped):
            yield record
        else:
            yield _draft(record).record()


def _draft(record: TaggedRecord) -> Draft:
    """Draft the paper of a record."""
    draft = Draft(record.line)
    draft.extra["entrytype"] = "article"
    draft.title = record.first("TI", "BTI").removesuffix(".")
    draft.abstract = record.first("AB")
    draft.published = partial_date(record.first("DP"))
    draft.venue = record.first("JT", "TA")
    names = record.all("FAU") or map(initials_first, record.all("AU"))
    for name in (*names, *record.all("CN")):
        draft.add_author(name)
    draft.add_id("pmid", record.first("PMID"))
    draft.add_id("pmcid", record.first("PMC"))
    for text in record.all("LID", "AID"):
        value, _, kind = text.rpartition(" [")
        if kind == "doi]":
            draft.add_id("doi", value)
        elif kind != "pii]":
            draft.add_extra("nbib:LID", text)
    for tag in list(record.values):
        draft.add_extra(_EXTRA.get(tag, f"nbib:{tag}"), "; ".join(record.all(tag)))
    return draft
