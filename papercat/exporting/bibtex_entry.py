"""One entry of a BibTeX or BibLaTeX file.

Abstracts stay out, and so do inferred authors. What the paper's BibTeX source says beyond
papercat's fields comes out again.
"""

import re

from papercat.exporting.bibliography import Name, entry_type, is_in_book, name_parts
from papercat.papers.author_names import is_others
from papercat.papers.identifiers import address_of
from papercat.papers.model import Paper
from papercat.papers.tex import escape_tex, is_math, split_math
from papercat.terminal import visible

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELD = re.compile(r"[a-z][a-z0-9_-]*")
_NOT_IN_KEYS = re.compile(r"[\s\\{},%#~\"'=()]")
_HIDDEN = frozenset(("entrytype", "url", "crossref", "xdata", "ids", "options", "date", "year"))
_VERBATIM = frozenset(("file", "pdf"))
_PLAIN_IDS = ("doi", "pmid", "pmcid", "isbn", "acl", "openreview", "openalex", "dblp", "s2")
_ADDRESSES = ("url", "acl", "openreview")


def bibtex_entry(paper: Paper, *, biblatex: bool = False) -> str:
    """Return the entry of a paper, with a line end behind it."""
    kind = entry_type(paper)
    fields: dict[str, str] = {"title": _title(paper.title)}
    authors = [_author(author.name) for author in paper.listed]
    if authors and paper.authors_truncated:
        authors.append("others")
    fields["author"] = " and ".join(authors)
    fields |= _date(paper.published, biblatex=biblatex)
    if paper.venue:
        journal = "journaltitle" if biblatex else "journal"
        fields["booktitle" if is_in_book(kind) else journal] = escape_tex(paper.venue)
    for name, value in paper.extra:
        if name not in _HIDDEN and _FIELD.fullmatch(name):
            text = _braced(value) if name in _VERBATIM else escape_tex(value)
            fields.setdefault(name, text.replace("–", "--") if name == "pages" else text)
    fields |= _identifiers(paper, biblatex=biblatex)
    lines = [f"@{kind}{{{_NOT_IN_KEYS.sub('', paper.key or '') or 'untitled'},"]
    for name, value in fields.items():
        value = visible(" ".join(value.split()))  # noqa: PLW2901  the same value on one line
        if value:
            is_month = name == "month" and value in _MONTHS
            lines.append(f"  {name} = {value}," if is_month else f"  {name} = {{{value}}},")
    return "\n".join([*lines, "}", ""])


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
    return f"{{{escaped}}}" if word != word.lower() else escaped


def _author(printed: str) -> str:
    name = name_parts(printed)
    if name.group or is_others(printed) or _needs_braces(name):
        return f"{{{escape_tex(printed)}}}"
    parts = [name.family, name.suffix, name.given] if name.suffix else [name.family, name.given]
    return ", ".join([escape_tex(part) for part in parts])


def _needs_braces(name: Name) -> bool:
    """Return True for a name that BibTeX would split in another way."""
    together = f" {name.family} {name.given} {name.suffix} ".lower()
    return " and " in together or "," in together or ";" in together


def _date(published: str | None, *, biblatex: bool) -> dict[str, str]:
    if published is None:
        return {}
    if biblatex:
        return {"date": published}
    month = int(published[5:7]) if len(published) > 4 else 0
    return {"year": published[:4], "month": _MONTHS[month - 1] if month else ""}


def _identifiers(paper: Paper, *, biblatex: bool) -> dict[str, str]:
    """Return the fields for identifiers; a second one of a scheme goes to `otherids`."""
    fields: dict[str, str] = {}
    others: list[str] = []
    for scheme, value in paper.ids:
        name = "eprint" if scheme == "arxiv" else scheme
        if name in fields or (scheme not in _PLAIN_IDS and scheme != "arxiv"):
            others.append(f"{scheme}:{value}")
            continue
        fields[name] = _braced(value)
        if scheme == "arxiv":
            fields["eprinttype" if biblatex else "archiveprefix"] = "arxiv" if biblatex else "arXiv"
            if paper.categories:
                fields["eprintclass" if biblatex else "primaryclass"] = paper.categories[0]
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
