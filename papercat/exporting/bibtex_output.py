"""BibTeX and BibLaTeX: an entry for every paper.

Abstracts stay out, and so do inferred authors. What the paper's BibTeX source says beyond
papercat's fields comes out again.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TextIO

from papercat.exporting.bibliography import (
    BETWEEN_WORDS,
    entry_type,
    is_in_book,
    name_parts,
    papers_of,
)
from papercat.papers.clean_text import is_others
from papercat.papers.identifiers import address_of
from papercat.papers.model import Paper
from papercat.shown import Page, Rows
from papercat.terminal import Screen, visible
from papercat.text.tex import escape_tex, is_math, split_math, with_tex_quotes

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELD = re.compile(r"[a-z][a-z0-9_-]*")
_SPLITS_NAMES = re.compile(r"[,;]|(?:^| )and(?: |$)", re.IGNORECASE)
"""signs at which BibTeX would split a name in another way"""
_NOT_IN_KEYS = re.compile(r"[\s\\{},%#~\"'=()]")
_HIDDEN = frozenset(("entrytype", "url", "crossref", "xdata", "ids", "options", "date", "year"))
_VERBATIM = frozenset(("file", "pdf"))
_ID_FIELDS = {"arxiv": "eprint"} | {
    scheme: scheme
    for scheme in ("doi", "pmid", "pmcid", "isbn", "acl", "openreview", "openalex", "dblp", "s2")
}
"""scheme → its field"""
_ADDRESSES = ("url", "acl", "openreview", "arxiv")


class Dialect(NamedTuple):
    """The names of fields that BibTeX and BibLaTeX have in common but for the name."""

    journal: str
    eprint_type: str
    eprint_class: str
    arxiv: str
    whole_date: bool
    """True if one field holds year, month and day"""
    names: Mapping[str, str]
    """names of further fields in the other dialect → in this one"""


BIBTEX = Dialect(
    "journal",
    "archiveprefix",
    "primaryclass",
    "arXiv",
    whole_date=False,
    names={"location": "address"},
)
BIBLATEX = Dialect("journaltitle", "eprinttype", "eprintclass", "arxiv", whole_date=True, names={})


def write_bibtex(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write BibTeX entries with blank lines between."""
    _write(papers_of(shown, "bibtex"), out, BIBTEX)


def write_biblatex(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write BibLaTeX entries with blank lines between."""
    _write(papers_of(shown, "biblatex"), out, BIBLATEX)


def _write(papers: Iterable[Paper], out: TextIO, dialect: Dialect) -> None:
    between = ""
    for paper in papers:
        out.write(between + bibtex_entry(paper, dialect))
        between = "\n"


def bibtex_entry(paper: Paper, dialect: Dialect = BIBTEX) -> str:
    """Return the entry of a paper, with a line end behind it."""
    kind = entry_type(paper)
    key = _NOT_IN_KEYS.sub("", paper.key or "") or "untitled"
    lines = [f"@{kind}{{{key},"]
    for name, value in _fields(paper, kind, dialect).items():
        text = visible(" ".join(value.split()))
        if name == "month" and text in _MONTHS:
            lines.append(f"  {name} = {text},")
        elif text:
            lines.append(f"  {name} = {{{text}}},")
    return "\n".join([*lines, "}", ""])


def _fields(paper: Paper, kind: str, dialect: Dialect) -> dict[str, str]:
    """Return the fields of an entry in their order; some may be blank."""
    venue_field = dialect.journal
    if is_in_book(kind):
        venue_field = "booktitle"
    fields = {"title": _title(paper.title), "author": _authors(paper)}
    fields |= _date(paper.published, dialect)
    fields[venue_field] = escape_tex(paper.venue or "")
    for stated_name, value in paper.extra:
        name = dialect.names.get(stated_name, stated_name)
        if _FIELD.fullmatch(name) and name not in _HIDDEN:
            fields.setdefault(name, _further_value(name, value))
    return fields | _identifiers(paper, dialect)


def _authors(paper: Paper) -> str:
    """Return the stated authors, with `others` behind them if the list is cut short."""
    authors = [_author(author.name) for author in paper.stated]
    if authors and paper.authors_truncated:
        authors.append("others")
    return " and ".join(authors)


def _further_value(name: str, value: str) -> str:
    """Return the value of a field that papercat has no place for, as its source had it."""
    if name in _VERBATIM:
        return _braced(value)
    escaped = escape_tex(value)
    if name == "pages":
        return escaped.replace("–", "--")
    return escaped


def _title(text: str) -> str:
    """Return the title with braces around the words whose capitals a style must keep."""
    parts: list[str] = []
    for part in split_math(text):
        if is_math(part):
            parts.append(part)
        else:
            parts += map(_protected, BETWEEN_WORDS.split(part))
    return with_tex_quotes("".join(parts))


def _protected(word: str) -> str:
    """Return a word, in braces if it has a capital letter."""
    escaped = escape_tex(word)
    if word == word.lower():
        return escaped
    return f"{{{escaped}}}"


def _author(printed: str) -> str:
    """Return a name as BibTeX reads it: `van Last, Jr., First`, or a group in braces."""
    name = name_parts(printed)
    parts = (name.family, name.suffix, name.given)
    splits = _SPLITS_NAMES.search(" ".join(parts))
    if name.group or splits or is_others(printed):
        return f"{{{escape_tex(printed)}}}"
    return ", ".join(filter(None, map(escape_tex, parts)))


def _date(published: str | None, dialect: Dialect) -> dict[str, str]:
    """Return the fields for the date of publication."""
    if published is None:
        return {}
    if dialect.whole_date:
        return {"date": published}
    year, *month_and_day = published.split("-")
    fields = {"year": year}
    if month_and_day:
        fields["month"] = _MONTHS[int(month_and_day[0]) - 1]
    if len(month_and_day) > 1:
        fields["day"] = month_and_day[1].lstrip("0")
    return fields


def _identifiers(paper: Paper, dialect: Dialect) -> dict[str, str]:
    """Return the fields for identifiers; a second one of a scheme goes to `otherids`."""
    fields: dict[str, str] = {}
    others: list[str] = []
    for scheme, value in paper.ids:
        name = _ID_FIELDS.get(scheme)
        if name is None or name in fields:
            others.append(f"{scheme}:{value}")
        else:
            fields[name] = _braced(value)
    if "eprint" in fields:
        fields[dialect.eprint_type] = dialect.arxiv
        fields[dialect.eprint_class] = " ".join(paper.categories[:1])
    fields["otherids"] = _braced(" ".join(others))
    fields["url"] = _braced(dict(paper.extra).get("url", "")) or _address(paper)
    return fields


def _address(paper: Paper) -> str:
    """Return the address of a paper that has no DOI."""
    by_scheme = dict(reversed(paper.ids))
    if "doi" in by_scheme:
        return ""
    for scheme in _ADDRESSES:
        if scheme in by_scheme:
            return _braced(address_of(scheme, by_scheme[scheme]) or "")
    return ""


def _braced(value: str) -> str:
    """Return a value that is not decoded, with braces that BibTeX can count."""
    return value.replace("{", "%7B").replace("}", "%7D")
