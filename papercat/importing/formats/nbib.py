"""PubMed's NBIB, also called MEDLINE: `PMID- 12345678`."""

import re
from collections.abc import Iterable, Iterator

from papercat.importing.paper_draft import Draft, partial_date
from papercat.papers.model import Hints, Paper, Record, Refusal

NAME = "nbib"
ASKS_CATALOGUE = False

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


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:  # noqa: ARG001  no hint helps here
    """Yield a paper or a refusal for every record; a blank line or a PMID begins the next."""
    begin = 0
    fields: list[tuple[str, str]] = []
    for number, line in enumerate(lines, 1):
        found = _FIELD.match(line)
        if not line.strip() or (found and found[1] == "PMID"):
            if fields:
                yield _paper(fields, begin)
            fields = []
        if found:
            if not fields:
                begin = number
            fields.append((found[1], found[2].strip()))
        elif fields and line.strip():
            tag, text = fields[-1]
            fields[-1] = (tag, f"{text} {line.strip()}")
    if fields:
        yield _paper(fields, begin)


def _paper(fields: list[tuple[str, str]], line: int) -> Paper | Refusal:
    draft = Draft(line)
    draft.extra["entrytype"] = "article"
    by_tag: dict[str, list[str]] = {}
    for tag, text in fields:
        by_tag.setdefault(tag, []).append(text)
    draft.title = _joined(by_tag, "TI").removesuffix(".") or _joined(by_tag, "BTI")
    names = by_tag.pop("FAU", []) or by_tag.get("AU", [])
    for name in names + by_tag.pop("CN", []):
        draft.add_author(name)
    by_tag.pop("AU", None)
    draft.abstract = _joined(by_tag, "AB") or None
    draft.published = partial_date(_joined(by_tag, "DP"))
    draft.venue = _joined(by_tag, "JT") or _joined(by_tag, "TA") or None
    draft.add_id("pmid", _joined(by_tag, "PMID"))
    draft.add_id("pmcid", _joined(by_tag, "PMC"))
    for text in by_tag.pop("LID", []) + by_tag.pop("AID", []):
        value, _, kind = text.rpartition(" [")
        if kind == "doi]":
            draft.add_id("doi", value)
        elif kind != "pii]":
            draft.add_extra("nbib:LID", text)
    for tag, values in by_tag.items():
        draft.add_extra(_EXTRA.get(tag, f"nbib:{tag}"), "; ".join(values))
    return draft.record()


def _joined(by_tag: dict[str, list[str]], tag: str) -> str:
    return " ".join(by_tag.pop(tag, []))
