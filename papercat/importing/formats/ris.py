"""RIS, the format that reference managers exchange: `TY  - JOUR`."""

import re
from collections.abc import Iterable, Iterator

from papercat.importing.paper_draft import Draft, partial_date
from papercat.papers.identifiers import recognised
from papercat.papers.model import Hints, Note, Paper, Record, Refusal
from papercat.papers.publication_types import type_of
from papercat.papers.taxonomy import taxonomy

NAME = "ris"
ASKS_CATALOGUE = False

_FIELD = re.compile(r"\s*([A-Z][A-Z0-9])  ?-(?: (.*)|)$")
_BEGIN = re.compile(r"^[ \t]*TY  ?- ?", re.MULTILINE)
_TITLES = ("TI", "T1", "CT", "BT", "T2", "T3", "ST", "JF", "JO")
_AUTHORS = ("AU", "A1")
_DATES = ("DA", "PY", "Y1")
_VENUES = ("T2", "JO", "JF", "JA", "J2", "J1", "T3")
_EXTRA = {
    "VL": "volume",
    "IS": "number",
    "PB": "publisher",
    "CY": "address",
    "PP": "address",
    "ET": "edition",
    "SN": "issn",
    "LA": "language",
    "N1": "note",
    "C1": "ris:C1",
    "M3": "ris:M3",
}
"""tag → the name of a further field; other tags are kept as `ris:TAG`"""
_MAY_BE_IDS = ("AN", "M1", "C7")
_ADDRESSES = ("UR", "L1", "L2", "LK")


def score(head: str) -> float:
    """Return 1 if a line begins a record: `TY  - JOUR`."""
    return float(_BEGIN.search(head) is not None)


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:  # noqa: ARG001  no hint helps here
    """Yield a paper or a refusal for every record. A record may lack its end, `ER`."""
    begin = 0
    fields: list[tuple[str, str]] = []
    for number, line in enumerate(lines, 1):
        found = _FIELD.match(line)
        if found is None:
            if fields and line.strip():
                tag, text = fields[-1]
                fields[-1] = (tag, f"{text}\n{line.strip()}")
            continue
        tag, text = found[1], (found[2] or "").strip()
        if tag in {"TY", "ER"} and fields:
            yield _paper(fields, begin)
            fields = []
        if tag == "TY":
            begin = number
        if tag == "ER":
            continue
        if not fields and tag != "TY":
            begin = number
            yield Note(number, "a record begins without TY")
        fields.append((tag, text))
    if fields:
        yield _paper(fields, begin)


def _paper(fields: list[tuple[str, str]], line: int) -> Paper | Refusal:
    draft = Draft(line)
    by_tag: dict[str, list[str]] = {}
    for tag, text in fields:
        if text:
            by_tag.setdefault(tag, []).append(text)
    draft.extra["entrytype"] = type_of("ris", by_tag.pop("TY", [""])[0])
    draft.title = _first(by_tag, _TITLES)
    for tag in _AUTHORS:
        for name in by_tag.pop(tag, []):
            draft.add_author(name)
    for tag in _DATES:
        date = partial_date(_first(by_tag, (tag,)))
        if date and len(date) > len(draft.published or ""):
            draft.published = date
    draft.venue = _first(by_tag, _VENUES) or None
    draft.abstract = _first(by_tag, ("AB", "N2")) or None
    draft.key = _first(by_tag, ("ID",)) or None
    for text in by_tag.pop("DO", []):
        draft.add_id("doi", text)
    for tag in _ADDRESSES:
        for address in by_tag.pop(tag, []):
            draft.add_address(address)
    _read_more(draft, by_tag)
    return draft.record()


def _read_ids(draft: Draft, by_tag: dict[str, list[str]]) -> None:
    """Add identifiers from tags that may hold any; other text in these tags stays."""
    for tag in _MAY_BE_IDS:
        rest = []
        for text in by_tag.pop(tag, []):
            found = recognised(text)
            if found and found[0] != "isbn":
                draft.ids.append(found)
            else:
                rest.append(text)
        if rest:
            by_tag[tag] = rest


def _read_keywords(draft: Draft, by_tag: dict[str, list[str]]) -> None:
    """Add keywords that are codes of arXiv's as categories, and the others as keywords."""
    words = []
    for word in by_tag.pop("KW", []):
        if word in taxonomy():
            draft.add_category(word)
        else:
            words.append(word)
    draft.add_extra("keywords", ", ".join(words))


def _read_more(draft: Draft, by_tag: dict[str, list[str]]) -> None:
    """Keep the other fields under the names that other formats know them by."""
    _read_ids(draft, by_tag)
    _read_keywords(draft, by_tag)
    pages = [_first(by_tag, ("SP",)), _first(by_tag, ("EP",))]
    draft.add_extra("pages", "–".join([page for page in pages if page]))
    editors = by_tag.pop("A2", []) + by_tag.pop("ED", [])
    draft.add_extra("editor", " and ".join(editors))
    for tag, values in by_tag.items():
        draft.add_extra(_EXTRA.get(tag, f"ris:{tag}"), "; ".join(values))


def _first(by_tag: dict[str, list[str]], tags: tuple[str, ...]) -> str:
    """Return the first value of the first of these tags that has one, and forget that value."""
    for tag in tags:
        if by_tag.get(tag):
            value = by_tag[tag].pop(0)
            if not by_tag[tag]:
                del by_tag[tag]
            return value
    return ""
