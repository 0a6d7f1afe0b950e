"""One entry of a BibTeX or BibLaTeX file.

Abstracts stay out, and so do inferred authors. What the paper's BibTeX source says beyond
papercat's fields comes out again.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from papercat.exporting.bibliography import Name, entry_type, is_in_book, name_parts
from papercat.papers.author_names import is_others
from papercat.papers.identifiers import address_of
from papercat.papers.model import Paper
from papercat.terminal import visible
from papercat.text.tex import escape_tex, is_math, split_math

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELD = re.compile(r"[a-z][a-z0-9_-]*")
_NOT_IN_KEYS = re.compile(r"[\s\\{},%#~\"'=()]")
_HIDDEN = frozenset(("entrytype", "url", "crossref", "xdata", "ids", "options", "date", "year"))
_VERBATIM = frozenset(("file", "pdf"))
_ID_FIELDS = {"arxiv": "eprint"} | {
    scheme: scheme
    for scheme in ("doi", "pmid", "pmcid", "isbn", "acl", "openreview", "openalex", "dblp", "s2")
}
"""scheme → its field"""
_ADDRESSES = ("url", "acl", "openreview")


class Dialect(NamedTuple):
    """The names of fields that BibTeX and BibLaTeX have in common but for the name."""

    journal: str
    eprint_type: str
    eprint_class: str
    arxiv: str
    whole_date: bool
    """True if one field holds year, month and day"""


BIBTEX = Dialect("journal", "archiveprefix", "primaryclass", "arXiv", whole_date=False)
BIBLATEX = Dialect("journaltitle", "eprinttype", "eprintclass", "arxiv", whole_date=True)


def bibtex_entry(paper: Paper, dialect: Dialect = BIBTEX) -> str:
    """Return the entry of a paper, with a line end behind it."""
    kind = entry_type(paper)
    fields = {"title": _title(paper.title), "author": _authors(paper)}
    fields |= _date(paper.published, dialect)
    fields[_venue_field(kind, dialect)] = escape_tex(paper.venue or "")
    for name, value in _further_fields(paper):
        fields.setdefault(name, value)
    fields |= _identifiers(paper, dialect)
    key = _NOT_IN_KEYS.sub("", paper.key or "") or "untitled"
    lines = [f"@{kind}{{{key},"]
    for name, value in fields.items():
        if value.strip():
            lines.append(_line(name, visible(" ".join(value.split()))))
    return "\n".join([*lines, "}", ""])


def _line(name: str, value: str) -> str:
    if name == "month" and value in _MONTHS:
        return f"  {name} = {value},"
    return f"  {name} = {{{value}}},"


def _authors(paper: Paper) -> str:
    authors = [_author(author.name) for author in paper.listed]
    if authors and paper.authors_truncated:
        authors.append("others")
    return " and ".join(authors)


def _venue_field(kind: str, dialect: Dialect) -> str:
    if is_in_book(kind):
        return "booktitle"
    return dialect.journal


def _further_fields(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the fields that papercat has no place for, as their source had them."""
    for name, value in paper.extra:
        if name in _HIDDEN or not _FIELD.fullmatch(name):
            continue
        if name == "pages":
            yield name, escape_tex(value).replace("–", "--")
        elif name in _VERBATIM:
            yield name, _braced(value)
        else:
            yield name, escape_tex(value)


def _title(text: str) -> str:
    """Return the title with braces around the words whose capitals a style must keep."""
    parts = []
    for part in split_math(text):
        if is_math(part):
            parts.append(part)
            continue
        words = re.split(r"([\s/–—-]+)", part)
        parts += [_protected(word) for word in words]
    return "".join(parts)


def _protected(word: str) -> str:
    """Return a word, in braces if it has a capital letter."""
    escaped = escape_tex(word)
    if word == word.lower():
        return escaped
    return f"{{{escaped}}}"


def _author(printed: str) -> str:
    name = name_parts(printed)
    if name.group or is_others(printed) or _needs_braces(name):
        return f"{{{escape_tex(printed)}}}"
    parts = [escape_tex(part) for part in (name.family, name.suffix, name.given)]
    return ", ".join(filter(None, parts))


def _needs_braces(name: Name) -> bool:
    """Return True for a name that BibTeX would split in another way."""
    together = f" {name.family} {name.given} {name.suffix} ".lower()
    return " and " in together or "," in together or ";" in together


def _date(published: str | None, dialect: Dialect) -> dict[str, str]:
    if published is None:
        return {}
    if dialect.whole_date:
        return {"date": published}
    year, *rest = published.split("-")
    fields = {"year": year}
    if rest:
        fields["month"] = _MONTHS[int(rest[0]) - 1]
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
    for scheme in (*_ADDRESSES, "arxiv"):
        if scheme in by_scheme:
            return _braced(address_of(scheme, by_scheme[scheme]) or "")
    return ""


def _braced(value: str) -> str:
    """Return a value that is not decoded, with braces that BibTeX can count."""
    return value.replace("{", "%7B").replace("}", "%7D")
