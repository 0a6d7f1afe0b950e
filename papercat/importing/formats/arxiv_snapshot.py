"""arXiv's metadata snapshot: one JSON object a line, as arXiv itself publishes it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from papercat.importing.formats.papercat_jsonl import first_object, load_line
from papercat.later import Later
from papercat.papers.identifiers import normal_id
from papercat.papers.model import Author, Hints, Paper, Record, Refusal
from papercat.papers.record import BadRecord
from papercat.partial_date import is_partial_date

mail = Later("email.utils")

NAME = "arxiv"
ASKS_CATALOGUE = False

_AFFILIATION = re.compile(r" ?\([^()]*\)")
_BETWEEN_AUTHORS = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def score(head: str) -> float:
    """Return 1 if the document begins with a JSON object of the snapshot's shape."""
    found = first_object(head)
    return float(found is not None and "update_date" in found)


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:  # noqa: ARG001  no hint helps here
    """A paper for every line; a line that is no paper is refused, the rest still read."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _paper(load_line(line), number)
        except BadRecord as error:
            yield Refusal(number, str(error))
        except KeyError as missing:
            yield Refusal(number, f"not a record of arXiv's snapshot: it has no {missing}")
        except (ValueError, TypeError, AttributeError, IndexError):
            yield Refusal(number, "not a record of arXiv's snapshot: a value of another kind")


def _paper(row: Mapping[str, Any], line: int) -> Paper:
    title = _one_line(row["title"])
    if not title:
        raise BadRecord("it has no title")
    ids = [("arxiv", _one_line(row["id"]))]
    if doi := (row.get("doi") or "").split():
        ids.append(normal_id("doi", doi[0]))
    return Paper(
        title=title,
        line=line,
        abstract=_one_line(row.get("abstract") or "") or None,
        authors=tuple(map(_author, _authors(row))),
        published=_published(row),
        categories=tuple(dict.fromkeys(row["categories"].split())),
        venue=_one_line(row.get("journal-ref") or "") or None,
        ids=tuple(ids),
    )


_author = lru_cache(maxsize=1 << 16)(Author)  # most names come again


def _one_line(text: str) -> str:
    """The text without line ends and repeated spaces."""
    if text.isprintable() and "  " not in text:  # no other space is printable
        return text.strip(" ")
    return " ".join(text.split())


def _authors(row: Mapping[str, Any]) -> list[str]:
    """The names, from the parsed list where the snapshot has it."""
    if parsed := row.get("authors_parsed"):
        names = [_one_line(f"{first} {last} {suffix}") for last, first, suffix, *_ in parsed]
    else:
        authors = _one_line(row["authors"])
        if "(" in authors:
            authors = _AFFILIATION.sub("", authors)
        names = authors.split(", ") if " and " not in authors else _BETWEEN_AUTHORS.split(authors)
    return [name for name in names if name.strip()]


def _published(row: Mapping[str, Any]) -> str | None:
    """The day of the first version; the snapshot writes it as in an e-mail's header."""
    created: str = row["versions"][0]["created"]
    if is_partial_date(created[:10]):
        return created[:10]
    day: str = mail.parsedate_to_datetime(created).date().isoformat()
    return day
