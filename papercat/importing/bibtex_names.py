"""Lists of names as BibTeX and BibLaTeX write them. Names are split before TeX is decoded."""

import re

from papercat.importing.paper_draft import Draft
from papercat.papers.author_names import from_parts, is_others
from papercat.text.tex import decode_tex

_AND = re.compile(r"\s+and\s+|[{}]|\s+and$|^and\s+", re.IGNORECASE)
_COMMA = re.compile(r"[,{}]")
_TEX_SIGNS = frozenset("\\&")
"""signs of names in which a semicolon may belong to an entity or a command"""
_DEPTH = {"{": 1, "}": -1}
_NAMED_PART = re.compile(
    r'\s*"?\s*(family|given|prefix|suffix|given-i|id|useprefix)\s*=\s*(.*?)\s*"?\s*', re.DOTALL
)
_IN_READING_ORDER = re.compile(r"[^\W\d_]\.? [^\W\d_]{2}")
"""a name such as `E. Smela`; two with a comma between are two authors"""
_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|ii|iii|iv|2nd|3rd)\.?", re.IGNORECASE)


def add_authors(draft: Draft, text: str) -> None:
    """Add the authors of a field to a draft; `and others` marks the list as cut short."""
    for name in _split_at(" ".join(text.split()), _AND):
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
        parts.append(" ".join(decode_tex(part).split()))
    suffixed = [_SUFFIX.fullmatch(part) is not None for part in parts]
    match parts, suffixed:
        case [surname, given], _ if _is_surname_first(surname, given):
            draft.authors.append(from_parts(given, surname))
        case [name, suffix], [_, True]:
            draft.authors.append(f"{name} {suffix}")
        case [surname, given, suffix], [_, _, True]:
            draft.authors.append(from_parts(given, surname, suffix=suffix))
        case [surname, suffix, given], _ if suffixed[1] or " " not in surname:
            draft.authors.append(from_parts(given, surname, suffix=suffix))
        case _:
            for name in parts:
                draft.add_printed_author(name)


def _is_surname_first(surname: str, given: str) -> bool:
    """Return False for `P. T. Costa, Jr.`, `B. Berg, S. Cole` and `B. Berg, et al.`."""
    if is_others(given):
        return False
    if _SUFFIX.fullmatch(given):
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
