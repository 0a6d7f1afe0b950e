"""Text as the catalogue keeps it: Unicode, without entities, tags and TeX's accents.

All of it can be done again and changes nothing, so an export imports as it was.
"""

import re
from dataclasses import replace
from html.entities import html5

from papercat.papers.author_names import clean_name
from papercat.papers.model import Paper
from papercat.text.tex import decode_letters

_SUSPECT = re.compile(r"[\\&<`\x01-\x08\x0e-\x1f\x7f]")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
"""what is left of letters that some program could not write"""
_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_STYLE_TAGS = (
    "i b u em strong sub sup small tt code span scp sc smallcaps nocase it bold italic italics inf"
    " underline roman monospace p div title sec list list-item label ext-link inline-formula"
    " tex-math alternatives disp-formula mixed-citation"
).replace(" ", "|")
_PAIR = re.compile(
    rf"<((?:jats:)?(?:{_STYLE_TAGS}))(?:\s[^<>]{{0,500}})?>([^<>]*)</\1\s*>", re.IGNORECASE
)
_BLOCKS = frozenset(("p", "div", "title", "sec", "list", "list-item", "label"))
_ALONE = re.compile(r"</?(?:jats|mml):[a-z-]+(?:\s[^<>]{0,500})?/?>|<(?:br|p)\s*/?>", re.IGNORECASE)
_MATHML = re.compile(
    r"<(?:mml:)?math\b[^<>]*>(?:(?!<(?:mml:)?math\b).){0,20000}?</(?:mml:)?math\s*>", re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_SPACES = {9: " ", 10: " ", 13: " "}
_MOST_TIMES = 10


def clean_text(text: str) -> str:
    r"""Decode entities, tags of style and structure, and TeX's accents and letters.

    >>> clean_text(r"CO<sub>2</sub> &amp; Schr\"odinger, where a &lt; b")
    'CO2 & Schrödinger, where a < b'
    """
    for _ in range(_MOST_TIMES):
        if not _SUSPECT.search(text):
            return text
        plain = _CONTROLS.sub("", text)
        cleaned = decode_letters(_without_tags(_ENTITY.sub(_character, plain)))
        if cleaned == text:
            return text
        text = cleaned
    return text


def one_line(text: str | None) -> str:
    """Return clean text without line ends and repeated spaces; nothing for None."""
    if not text:
        return ""
    return " ".join(clean_text(text).split())


def cleaned(paper: Paper) -> Paper:
    """Return the paper with clean title, abstract, venue, comment and authors."""
    authors = []
    for author in paper.authors:
        name = clean_name(clean_text(author.name))
        authors.append(replace(author, name=name))
    return replace(
        paper,
        title=clean_text(paper.title),
        abstract=paper.abstract and clean_text(paper.abstract),
        venue=paper.venue and clean_text(paper.venue),
        comment=paper.comment and clean_text(paper.comment),
        authors=tuple(authors),
    )


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    if not name.startswith("#"):
        return html5.get(f"{name};", entity[0])
    base = 16 if name[1] in "xX" else 10
    code = int(f"0{name[1:]}", base)
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000:
        return _SPACES.get(code, entity[0])
    if code > 0x10FFFF:
        return entity[0]
    return chr(code)


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    text = _MATHML.sub(lambda math: "".join(_TAG.sub("", math[0]).split()), text)
    for _ in range(_MOST_TIMES):
        changed = _PAIR.sub(_inside, text)
        if changed == text:
            break
        text = changed
    return _ALONE.sub(" ", text)


def _inside(pair: re.Match[str]) -> str:
    tag = pair[1].lower().removeprefix("jats:")
    if tag in _BLOCKS:
        return f" {pair[2].strip()} "
    return pair[2]
