"""RIS, the format that reference managers exchange: `TY  - JOUR`."""

import re
from collections.abc import Iterable, Iterator

from papercat.importing.paper_draft import Draft
from papercat.importing.tagged_records import TaggedRecord, tagged_records
from papercat.papers.identifiers import recognised
from papercat.papers.model import Hints, Note, Record, Skipped
from papercat.papers.publication_types import type_of
from papercat.papers.subjects import taxonomy
from papercat.text.partial_date import partial_date

NAME = "ris"

_FIELD = re.compile(r"\s*([A-Z][A-Z0-9])(?:  -| -(?= |$)) ?(.*)$")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?!\d)")
_FIRST_AUTHOR = re.compile(r"^\s*A1  ?-")
"""the other tag of authors; some programs mix both in one record"""
_BEGIN = re.compile(r"^[ \t]*TY  ?- ?", re.MULTILINE)
_TITLES = ("TI", "T1", "CT", "BT", "T2", "T3", "ST", "JF", "JO")
_VENUES = ("T2", "JO", "JF", "JA", "J2", "J1", "T3", "BT")
_EXTRA = {
    "VL": "volume",
    "IS": "number",
    "PB": "publisher",
    "CY": "address",
    "PP": "address",
    "ET": "edition",
    "LA": "language",
    "N1": "note",
    "C1": "ris:C1",
    "M3": "ris:M3",
}
"""tag → the name of a further field; other tags are kept as `ris:TAG`"""
_MAY_BE_IDS = ("AN", "M1", "C7")


def score(head: str) -> float:
    """Return 1 if a line begins a record: `TY  - JOUR`."""
    return float(_BEGIN.search(head) is not None)


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield a paper or a refusal for every record. A record may lack its end, `ER`."""
    plain = (_FIRST_AUTHOR.sub("AU  -", line) for line in lines)
    for record in tagged_records(plain, _FIELD, begin="TY", end="ER"):
        if isinstance(record, Skipped):
            yield record
            continue
        if "TY" not in record.values:
            yield Note(record.line, "a record begins without TY")
        yield _draft(record).record()


def _draft(record: TaggedRecord) -> Draft:
    """Draft the paper of a record; unknown tags are kept."""
    draft = Draft(record.line)
    draft.extra["entrytype"] = type_of("ris", record.first("TY"))
    draft.title = record.first(*_TITLES)
    draft.venue = record.first(*_VENUES)
    draft.abstract = record.first("AB", "N2")
    draft.key = record.first("ID")
    for name in record.all("AU"):
        draft.add_author(name)
    dates = filter(None, map(partial_date, record.all("DA", "PY", "Y1")))
    draft.published = max(dates, key=len, default=None)
    for text in record.all("DO"):
        draft.add_id("doi", text)
    for address in record.all("UR", "L1", "L2", "LK"):
        draft.add_address(address)
    _read_ids(draft, record)
    words: list[str] = []
    for word in record.all("KW"):
        if word in taxonomy():
            draft.add_category(word)
        else:
            words.append(word)
    draft.add_extra("keywords", ", ".join(words))
    pages = [record.first("SP"), record.first("EP")]
    draft.add_extra("pages", "–".join(filter(None, pages)))
    for number in record.all("SN"):
        if _ISBN.match(number):
            draft.add_extra("isbn", number)
        else:
            draft.add_extra("issn", number)
    draft.add_extra("editor", " and ".join(record.all("A2", "ED")))
    for tag in list(record.values):
        draft.add_extra(_EXTRA.get(tag, f"ris:{tag}"), "; ".join(record.all(tag)))
    return draft


def _read_ids(draft: Draft, record: TaggedRecord) -> None:
    """Add identifiers from tags that may hold any; other text in these tags is kept."""
    for tag in _MAY_BE_IDS:
        rest = []
        for text in record.all(tag):
            found = recognised(text)
            if found and found[0] != "isbn":
                draft.ids.append(found)
            else:
                rest.append(text)
        draft.add_extra(f"ris:{tag}", "; ".join(rest))
