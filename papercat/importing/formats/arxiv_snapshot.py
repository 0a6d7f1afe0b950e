"""arXiv's metadata snapshot: one JSON object a line, as arXiv itself publishes it."""

from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from papercat.importing.json_records import keys_in, load_line
from papercat.importing.paper_draft import is_withdrawn
from papercat.papers.clean_text import arxiv_names, one_line
from papercat.papers.identifiers import all_dois
from papercat.papers.model import Author, Hints, Paper, Record, Refusal
from papercat.papers.record import BadRecord
from papercat.text.names import clean_name
from papercat.text.partial_date import is_partial_date

NAME = "arxiv"


def score(head: str) -> float:
    """Return 1 for JSON lines with a member that only the snapshot has."""
    return float(head.lstrip().startswith("{") and "update_date" in keys_in(head))


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield a paper for every line; a line that is no paper is refused, the rest still read."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _paper(load_line(line), number)
        except BadRecord as error:
            yield Refusal(number, str(error))
        except KeyError as missing:
            yield Refusal(number, f"not a record of arXiv's snapshot: it has no {missing}")
        except (ValueError, TypeError, AttributeError, IndexError, OverflowError):
            yield Refusal(number, "not a record of arXiv's snapshot: a value of another kind")


def _paper(row: Mapping[str, Any], line: int) -> Paper:
    """Return the paper of a row. Raises BadRecord if it has no title."""
    title = one_line(row["title"])
    if not title:
        raise BadRecord("it has no title")
    names, truncated = _authors(row)
    abstract = one_line(row.get("abstract"))
    comment = one_line(row.get("comments"))
    report = one_line(row.get("report-no"))
    ids = [("arxiv", one_line(row["id"])), *all_dois(row.get("doi") or "")]
    extra: list[tuple[str, str]] = []
    if report:
        extra.append(("report-no", report))
    if is_withdrawn(abstract) or is_withdrawn(comment):
        extra.append(("withdrawn", "yes"))
    return Paper(
        title=title,
        line=line,
        abstract=abstract or None,
        authors=tuple(map(_author, names)),
        authors_truncated=truncated,
        published=_published(row),
        categories=tuple(dict.fromkeys(row["categories"].split())),
        venue=one_line(row.get("journal-ref")) or None,
        comment=comment or None,
        extra=tuple(extra),
        ids=tuple(ids),
    )


_author = lru_cache(maxsize=1 << 16)(Author)  # most names come again


def _authors(row: Mapping[str, Any]) -> tuple[list[str], bool]:
    """Return the names, from the parsed list if there is one, and True for `and others`."""
    parsed = row.get("authors_parsed")
    if not parsed:
        return arxiv_names(one_line(row["authors"]))
    names = []
    for last, first, suffix, *_ in parsed:
        given = first.replace(". -", ".-")
        name = one_line(f"{given} {last} {suffix}").strip(" :")
        if name:
            names.append(clean_name(name))
    return names, False


def _published(row: Mapping[str, Any]) -> str | None:
    """Return the day of the first version; the snapshot writes it as in an e-mail's header."""
    created: str = row["versions"][0]["created"]
    if is_partial_date(created[:10]):
        return created[:10]
    return parsedate_to_datetime(created).date().isoformat()
