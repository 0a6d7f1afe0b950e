"""CSL-JSON: a list with an item for every paper."""

import json
import re
from pathlib import Path
from typing import TextIO

from papercat.exporting.bibliography import BETWEEN_WORDS, entry_type, name_parts, papers_of
from papercat.exporting.data_output import write_json_list
from papercat.papers.clean_text import reading_order
from papercat.papers.identifiers import best_address
from papercat.papers.model import Paper
from papercat.papers.publication_types import type_in
from papercat.shown import Page, Rows
from papercat.terminal import Screen
from papercat.text.tex import is_math, split_math
from papercat.text.tex_math import math_markup

_NAMES = json.loads(Path(__file__).with_name("csl_names.json").read_text("utf-8"))
_VARIABLES: dict[str, str] = _NAMES["variables"]
"""name of a further field → CSL's variable"""
_GENRES: dict[str, str] = _NAMES["genres"]
"""type, as an entry or its field `type` has it → CSL's genre"""
_LANGUAGES: dict[str, str] = _NAMES["languages"]
"""language as TeX names it → its code; styles leave capitals of other languages alone"""
_NUMBERED: dict[str, str] = _NAMES["numbers"]
"""type → CSL's variable for its `number`, where that is not the issue of a journal"""
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_EDITORS = ("editor", "translator")
_LANGUAGE_FIELDS = frozenset(("langid", "hyphenation"))
_IDENTIFIERS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN"}


def write_csl(shown: Rows | Page, out: TextIO, screen: Screen) -> None:
    """Write the list, an item a line."""
    write_json_list(map(_item, papers_of(shown, "csl")), out)


def _item(paper: Paper) -> dict[str, object]:
    """Return the item of a paper without the variables that have no value."""
    kind = entry_type(paper)
    published = paper.published or ""
    numbers = list(map(int, filter(None, published.split("-"))))
    issued: dict[str, object] = {}
    if numbers:
        issued["date-parts"] = [numbers]
    item: dict[str, object] = {
        "author": _authors(paper),
        "issued": issued,
        "container-title": paper.venue,
    }
    item |= _identifiers(paper)
    item |= _further(paper, kind)
    item["abstract"] = paper.abstract
    item["custom"] = _custom(paper)
    always = {"id": paper.key, "type": type_in("csl", kind), "title": _title(paper.title)}
    return always | {name: value for name, value in item.items() if value}


def _title(text: str) -> str:
    """Return the title with its math in tags; styles leave math and words such as `iGen` alone."""
    parts: list[str] = []
    for part in split_math(text):
        if is_math(part):
            parts.append(_without_case(math_markup(part) or f"${part.strip('$ ')}$"))
        else:
            parts += map(_word, BETWEEN_WORDS.split(part))
    return "".join(parts)


def _word(word: str) -> str:
    """Return a word, marked if it begins with a small letter and has a capital."""
    if word[:1].islower() and word != word.lower():
        return _without_case(word)
    return word


def _without_case(text: str) -> str:
    """Return text that styles neither capitalise nor lower."""
    return f'<span class="nocase">{text}</span>'


def _authors(paper: Paper) -> list[dict[str, str]]:
    """Return the stated authors, with `others` behind them if the list is cut short."""
    authors = [_author(author.name) for author in paper.stated]
    if authors and paper.authors_truncated:
        authors.append({"literal": "others"})
    return authors


def _identifiers(paper: Paper) -> dict[str, str | None]:
    """Return the identifiers that CSL has variables for, and the address."""
    found: dict[str, str | None] = {}
    for scheme, value in paper.ids:
        if scheme in _IDENTIFIERS:
            found.setdefault(_IDENTIFIERS[scheme], value)
    stated = dict(paper.extra).get("url")
    found["URL"] = stated or best_address(paper.ids)
    return found


def _further(paper: Paper, kind: str) -> dict[str, object]:
    """Return the further fields of the paper that CSL has variables for."""
    found: dict[str, object] = {}
    for name, text in paper.extra:
        if name in _EDITORS:
            found[name] = [_author(reading_order(each)) for each in _AND.split(text)]
            continue
        variable, value = _variable(name, text, kind)
        if variable:
            found.setdefault(variable, value)
    if kind in _GENRES:
        found.setdefault("genre", _GENRES[kind])
    return found


def _variable(name: str, text: str, kind: str) -> tuple[str, str]:
    """Return CSL's variable for a further field, and its value; "" if CSL has none."""
    if name in _VARIABLES:
        return _VARIABLES[name], text
    if name == "number":
        return _NUMBERED.get(kind, "issue"), text
    if name in _LANGUAGE_FIELDS and text in _LANGUAGES:
        return "language", _LANGUAGES[text]
    if name == "type":
        return "genre", _GENRES.get(text, text)
    if name.startswith("csl:"):
        return name.removeprefix("csl:"), text
    return "", text


def _author(printed: str) -> dict[str, str]:
    """Return the parts of a name, or the literal name of a group."""
    name = name_parts(printed)
    parts = {
        "family": name.surname,
        "given": name.given,
        "dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    if name.group:
        parts = {"literal": name.surname}
    return {part: text for part, text in parts.items() if text}


def _custom(paper: Paper) -> dict[str, object]:
    """Return the values that CSL has no variable for; `import` reads them back."""
    custom: dict[str, object] = {}
    if _title(paper.title) != paper.title:
        custom["title"] = paper.title
    if paper.ids:
        custom["ids"] = list(map(":".join, paper.ids))
    if paper.categories:
        custom["categories"] = list(paper.categories)
    return custom
