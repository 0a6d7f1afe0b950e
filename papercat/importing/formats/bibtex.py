"""BibTeX and BibLaTeX files."""

import re
from collections.abc import Iterable, Iterator, Mapping

from papercat.importing.bibtex_syntax import Entry, Scanner
from papercat.importing.paper_draft import IDENTIFIER_SCHEMES, Draft
from papercat.papers.clean_text import from_parts, is_degree, is_others, without_others
from papercat.papers.model import Hints, Note, Paper, Record, Refusal
from papercat.text.names import is_suffix
from papercat.text.partial_date import join_date, month_number, partial_date
from papercat.text.tex import decode_tex

NAME = "bibtex"

_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?:[A-Za-z]+[ \t]*\{[ \t]*[^\s,{}()=]*[ \t]*[,=\n}]"
    r"|[A-Za-z]+[ \t]*\([ \t]*[^\s,{}()=]+[ \t]*,"
    r"|(?:comment|preamble|string)[ \t]*[{(])",
    re.MULTILINE | re.IGNORECASE,
)
_NOT_PAPERS = frozenset(("xdata", "set", "control", "bibnote"))
_INHERITED = (
    *("year", "date", "month", "editor", "publisher", "address", "location", "series", "volume"),
    *("journal", "journaltitle", "eventtitle", "organization", "booktitle"),
)
"""fields that an entry takes from the one its `crossref` names"""
_PARTS_OF_BOOKS = (
    "inproceedings",
    "conference",
    "incollection",
    "inbook",
    "suppbook",
    "suppcollection",
)
_PEOPLE = frozenset(("author", "editor"))
_VENUES = ("journal", "journaltitle", "booktitle", "maintitle", "eventtitle")
_TITLES = (
    *("title", "maintitle", "booktitle", "shorttitle", "titleaddon", "chapter", "issuetitle"),
    *("journal", "journaltitle", "howpublished", "note"),
)
"""fields that name an entry, the best first"""
_PROPER_TITLES = frozenset(("title", "maintitle", "shorttitle", "titleaddon"))

_ARXIV_IN_VENUE = re.compile(
    r"\barxiv[:\s]\s*([a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})", re.IGNORECASE
)
_FIRST_DATE = re.compile(r"(?<=\d)(?:–|/(?=\d{4}|\.\.|$)).*", re.DOTALL)
_DAY_IN_MONTH = re.compile(r"[A-Za-z]\W+(\d{1,2})\b(?!\s*[-–/])|\b(\d{1,2})\.?\W+[A-Za-z]")
_ESCAPED = re.compile(r"\\([_%&#~$])")
_WHOLE_BOOKS = frozenset(("book", "proceedings", "collection", "mvbook", "mvcollection"))
"""types whose ISBN is that of the entry itself"""
_ONE_ISBN = 20
"""characters; more are several ISBNs"""
_EDITED = frozenset(("book", "proceedings", "collection"))
_READ_ELSEWHERE = frozenset(
    ("crossref", "xdata", "author", "abstract", "year", "month", "day", "date", "url")
)
_CLASSES = frozenset(("primaryclass", "eprintclass"))
_VERBATIM = frozenset(("doi", "url", "file", "pdf", "eprint", "crossref", "bdsk-url-1"))
_EPRINT_SCHEMES = {
    "pubmed": "pmid",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "": "arxiv",
    "arxiv": "arxiv",
}

_AND = re.compile(r"(?:^|\s+)and(?=\s|$)|[{}]", re.IGNORECASE)
_COMMA = re.compile(r"[,{}]")
_TEX_SIGNS = frozenset("\\&")
"""signs of names in which a semicolon may belong to an entity or a command"""
_DEPTH = {"{": 1, "}": -1}
_NAMED_PART = re.compile(
    r'\s*"?\s*(family|given|prefix|suffix|given-i|id|useprefix)\s*=\s*(.*?)\s*"?\s*', re.DOTALL
)
_IN_READING_ORDER = re.compile(r"[^\W\d_]\.? [^\W\d_]{2}")
"""a name such as `E. Smela`; two with a comma between are two authors"""


def score(head: str) -> float:
    """Return 1 if a line begins an entry, such as `@article{key,`; less below front matter."""
    if _ENTRY.search(head) is None:
        return 0.0
    if head.lstrip().startswith("---"):
        return 0.5
    return 1.0


def read(lines: Iterable[str], hints: Hints) -> Iterator[Record]:
    """Yield a paper or a refusal for every entry, and notes on unclear parts."""
    found = list(Scanner("\n".join(lines)).entries())
    by_key: dict[str, Entry] = {}
    for entry in found:
        by_key.setdefault(entry.key.lower(), entry)
    by_key.pop("", None)
    noted = set[str]()
    for entry in found:
        for note in entry.notes:
            if note not in noted:
                yield Note(entry.line, note)
            if note.endswith("here and below"):
                noted.add(note)
        yield from _records(entry, by_key)


def _records(entry: Entry, by_key: Mapping[str, Entry]) -> Iterator[Record]:
    """Yield the paper or the refusal of one entry."""
    if entry.error:
        yield Refusal(entry.line, f"@{entry.kind}: {entry.error}")
        return
    if entry.kind in _NOT_PAPERS:
        yield Refusal(entry.line, f"@{entry.kind} is no paper")
        return
    fields = _with_inherited(entry, by_key)
    title, used = _title(fields)
    if title and used.isdisjoint(_PROPER_TITLES):
        (other,) = used
        yield Note(entry.line, f"{entry.key} has no title; its {other} stands in for one")
    if not title and entry.key and not _PEOPLE.isdisjoint(fields):
        fields["title"] = entry.key
        yield Note(entry.line, f"{entry.key} has no title; its key stands in for one")
    yield _paper(entry, fields)


def _with_inherited(entry: Entry, by_key: Mapping[str, Entry]) -> dict[str, str]:
    """Return the fields of an entry and those it takes from entries it refers to."""
    fields = dict(entry.fields)
    for key in fields.get("xdata", "").split(","):
        if other := by_key.get(key.strip().lower()):
            fields = other.fields | fields
    parent = by_key.get(fields.get("crossref", "").strip().lower(), entry)
    if parent is entry:
        return fields
    inherited = {name: name for name in _INHERITED}
    if entry.kind in _PARTS_OF_BOOKS:
        inherited["title"] = "booktitle"
    for name, own_name in inherited.items():
        if name in parent.fields:
            fields.setdefault(own_name, parent.fields[name])
    return fields


def _paper(entry: Entry, fields: dict[str, str]) -> Paper | Refusal:
    """Return the paper of an entry; fields that papercat has no place for are kept."""
    draft = Draft(entry.line, key=entry.key)
    draft.extra["entrytype"] = entry.kind
    draft.title, used = _title(fields)
    used |= _READ_ELSEWHERE
    _add_authors(draft, fields.get("author", ""))
    if not draft.authors and entry.kind in _EDITED:
        draft.add_extra("editor", _text("editor", fields.get("editor", "")))
    draft.abstract = decode_tex(fields.get("abstract", ""))
    _read_date(draft, fields)
    for name in _VENUES:
        if name not in used and fields.get(name, "").strip():
            draft.venue = decode_tex(fields[name])
            used.add(name)
            break
    used |= _read_ids(draft, fields)
    for name, value in fields.items():
        if name not in used:
            draft.add_extra(name, _text(name, value))
    return draft.record()


def _text(name: str, value: str) -> str:
    """Return the text of a field, decoded unless it is an address or an identifier."""
    if name in _VERBATIM:
        return value
    return " ".join(decode_tex(value).split())


def _title(fields: Mapping[str, str]) -> tuple[str, set[str]]:
    """Return the title with its subtitle, and the fields that it comes from."""
    for name in _TITLES:
        title = decode_tex(fields.get(name, "")).strip()
        if title:
            break
    else:
        return "", {"title"}
    subtitle = decode_tex(fields.get("subtitle", "")).strip()
    if name != "title" or not subtitle:
        return title, {name}
    if title[-1] not in "?!.:":
        title += ":"
    return f"{title} {subtitle}", {"title", "subtitle"}


def _read_date(draft: Draft, fields: Mapping[str, str]) -> None:
    """Set the date from `date`, or from `year`, `month` and `day`; keep an unclear year."""
    date, year, month, day = [
        decode_tex(fields.get(name, "")) for name in ("date", "year", "month", "day")
    ]
    draft.published = partial_date(_FIRST_DATE.sub("", date))
    if draft.published is None:
        draft.published = partial_date(year)
        if draft.published and len(draft.published) == 4:
            found = _DAY_IN_MONTH.search(month)  # such as `March 15`
            if found and not day:
                day = found[1] or found[2]
            draft.published = join_date(draft.published, month_number(month), day)
    if draft.published is None:
        draft.add_extra("year", year or date)


def _read_ids(draft: Draft, fields: Mapping[str, str]) -> set[str]:
    """Add the identifiers and classes; return the fields that were understood."""
    used: set[str] = set()
    for name, value in fields.items():
        if name in IDENTIFIER_SCHEMES:
            draft.add_id(name, _text(name, value))
            used.add(name)
    for name in _CLASSES.intersection(fields):
        for code in decode_tex(fields[name]).split():
            draft.add_category(code)
    for pair in decode_tex(fields.get("otherids", "")).split():
        scheme, _, value = pair.partition(":")
        draft.add_id(scheme, value)
    used |= _read_eprint(draft, fields)
    _read_arxiv_in_venue(draft, fields)
    isbn = decode_tex(fields.get("isbn", "")).partition("(")[0].strip()
    if draft.extra["entrytype"] in _WHOLE_BOOKS and len(isbn) <= _ONE_ISBN:
        draft.add_id("isbn", isbn)
    draft.add_address(_ESCAPED.sub(r"\1", fields.get("url", "")))
    return used | _CLASSES | {"otherids"}


def _read_eprint(draft: Draft, fields: Mapping[str, str]) -> set[str]:
    """Add the identifier of `eprint`; return the fields that were understood."""
    eprint = decode_tex(fields.get("eprint", ""))
    kind = fields.get("archiveprefix") or fields.get("eprinttype", "")
    scheme = _EPRINT_SCHEMES.get(decode_tex(kind).strip().lower())
    if scheme is None or not any(map(str.isdigit, eprint)):
        return set()
    draft.add_id(scheme, eprint)
    return {"eprint", "archiveprefix", "eprinttype"}


def _read_arxiv_in_venue(draft: Draft, fields: Mapping[str, str]) -> None:
    """Add the arXiv id of `arXiv preprint arXiv:2203.15556`, and of DBLP's `CoRR`, `abs/…`."""
    for name in ("journal", "journaltitle", "note", "howpublished"):
        if found := _ARXIV_IN_VENUE.search(fields.get(name, "")):
            draft.add_id("arxiv", found[1])
    volume = fields.get("volume", "")
    if draft.venue == "CoRR" and volume.startswith("abs/"):
        draft.add_id("arxiv", volume.removeprefix("abs/"))


def _add_authors(draft: Draft, text: str) -> None:
    """Add the authors of a field to a draft; `and others` marks the list as cut short."""
    for written in _split_at(" ".join(text.split()), _AND):
        name = without_others(written)
        draft.truncated |= name != written
        if ";" in name and _TEX_SIGNS.isdisjoint(name):
            for one in name.split(";"):
                draft.add_author(decode_tex(one))
            continue
        parts = _split_at(name, _COMMA)
        if parts and _NAMED_PART.fullmatch(parts[0]):
            draft.authors.append(_from_named_parts(parts))
        else:
            _add_author(draft, parts)


def _from_named_parts(parts: list[str]) -> str:
    """Return the name of `family=Doe, given=Jane, prefix=von`, as BibLaTeX has it."""
    by_name = {}
    for part in parts:
        if found := _NAMED_PART.fullmatch(part):
            by_name[found[1]] = decode_tex(found[2])
    wanted = ("given", "family", "prefix", "suffix")
    return from_parts(*[by_name.get(part, "") for part in wanted])


def _add_author(draft: Draft, written: list[str]) -> None:
    """Add the author of `von Last, Jr, First`, or those of a list with commas between."""
    parts: list[str] = []
    for part in written:
        plain = " ".join(decode_tex(part).split())
        if not is_degree(plain):
            parts.append(plain)
    match parts:
        case [surname, given] if _is_surname_first(surname, given):
            names = [from_parts(given, surname)]
        case [name, suffix] if is_suffix(suffix):
            names = [f"{name} {suffix}"]
        case [surname, given, suffix] if is_suffix(suffix):
            names = [from_parts(given, surname, suffix=suffix)]
        case [surname, suffix, given] if is_suffix(suffix) or " " not in surname:
            names = [from_parts(given, surname, suffix=suffix)]
        case _:
            names = parts
    for name in names:
        draft.add_printed_author(name)


def _is_surname_first(surname: str, given: str) -> bool:
    """Return False for `P. T. Costa, Jr.`, `B. Berg, S. Cole` and `B. Berg, et al.`."""
    if is_others(given):
        return False
    if is_suffix(given):
        return " " not in surname
    if not _IN_READING_ORDER.match(surname):
        return True
    return not _IN_READING_ORDER.match(given)


def _split_at(text: str, separator: re.Pattern[str]) -> list[str]:
    """Split a text at a separator outside braces. The pattern must also match braces."""
    parts: list[str] = []
    depth = begin = 0
    for found in separator.finditer(text):
        sign = found[0]
        if sign in _DEPTH:
            depth += _DEPTH[sign]
        elif depth <= 0:
            parts.append(text[begin : found.start()].strip())
            begin = found.end()
    parts.append(text[begin:].strip())
    return list(filter(None, parts))
