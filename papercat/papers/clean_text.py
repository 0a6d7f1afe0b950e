"""Text and authors' names as the catalogue keeps them.

Text is Unicode without entities, tags and TeX's accents. Names are in reading order, as in
`Ann Berg Jr.`. Cleaning clean text again changes nothing, so an export imports as it was.
"""

import re
import unicodedata
from dataclasses import replace
from html.entities import html5

from papercat.papers.model import Paper
from papercat.text.names import clean_name, fold_for_search, is_group, is_suffix
from papercat.text.tex import decode_letters

_SUSPECT = re.compile(r"[\\&<`\x01-\x08\x0e-\x1f\x7f]")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
"""what is left of letters that some program could not write"""
_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_STYLE_TAGS = (
    "a i b u em font strong sub sup small tt code span scp sc smallcaps nocase it bold italic"
    " italics inf underline roman monospace p div title sec list list-item label ext-link"
    " inline-formula tex-math alternatives disp-formula mixed-citation"
).replace(" ", "|")
_PAIR = re.compile(
    rf"<(?=[a-z])((?:jats:)?(?:{_STYLE_TAGS}))(?:\s[^<>]{{0,500}})?>([^<>]*)</\1\s*>",
    re.IGNORECASE,
)
_BLOCKS = frozenset(("p", "div", "title", "sec", "list", "list-item", "label"))
_ALONE = re.compile(r"</?(?:jats|mml):[a-z-]+(?:\s[^<>]{0,500})?/?>|<(?:br|p)\s*/?>", re.IGNORECASE)
_MATHML = re.compile(
    r"<(?:mml:)?math\b[^<>]*>(?:(?!<(?:mml:)?math\b).){0,20000}?</(?:mml:)?math\s*>", re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_SPACES = {9: " ", 10: " ", 13: " "}
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u180e\ufffc" + _DIRECTIONS))
"""what browsers put where a line may break, a word be hyphenated or a picture was, and what phones
put around a date, for `str.translate`"""
_LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}
"""letters that a PDF prints as one sign"""
_JOINERS = re.compile(r"(?<![\u0600-\u08ff\u0900-\u0dff\u200c\u200d])[\u200c\u200d]+")
"""joiners after anything but Arabic and Indic letters, which need them"""
_MOST_NESTED = 10
"""entities, tags or brackets within each other"""

_INITIALS_LAST = re.compile(r" ((?:[A-Z]\.[ -]?){1,4}|[A-Z]{1,3})$")
_COMPANY = re.compile(r"(?:Inc|LLC|Ltd|Limited|Corp|GmbH)\.?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s*&\s+", re.IGNORECASE)
_OTHERS = re.compile(r"(?:and\s+)?(?:others|et\.?\s*al\.?|…|\.\.\.)", re.IGNORECASE)
_ET_AL = re.compile(r",?\s+et\.?\s*al\.?$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")


def clean_text(text: str) -> str:
    r"""Decode entities, tags of style and structure, and TeX's accents and letters.

    >>> clean_text(r"CO<sub>2</sub> &amp; Schr\"odinger, where a &lt; b")
    'CO2 & Schrödinger, where a < b'
    """
    for _ in range(_MOST_NESTED):
        if not _SUSPECT.search(text):
            break
        plain = _ENTITY.sub(_character, _CONTROLS.sub("", text))
        cleaned = decode_letters(_without_tags(plain))
        if cleaned == text:
            break
        text = cleaned
    return text


def clean_pasted(line: str) -> str:
    """Return a line without what a browser's clipboard adds: odd spaces, invisible characters.

    Entities are decoded, and accents composed: one name copied from two systems is equal.
    """
    if "&" in line:
        line = _ENTITY.sub(_character, line)
    if not line.isascii():
        line = _JOINERS.sub("", line.translate(INVISIBLE).translate(_LIGATURES))
        line = unicodedata.normalize("NFC", line)
    return " ".join(line.split())


def one_line(text: str | None) -> str:
    """Return clean text without line ends and repeated spaces; nothing for None."""
    if not text:
        return ""
    text = clean_text(text)
    if text.isprintable() and "  " not in text:  # most text; no other space is printable
        return text.strip(" ")
    return " ".join(text.split())


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
    for _ in range(_MOST_NESTED):
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


def reading_order(name: str) -> str:
    """Return `Osindero, Simon` as `Simon Osindero`; other names are only cleaned."""
    name = clean_name(" ".join(name.split()))
    surname, _, given = name.strip(" ,").partition(",")
    if not given:
        return surname
    if "," in given or _COMPANY.fullmatch(given.strip()):
        return name
    return f"{given.strip()} {surname.strip()}"


def initials_first(name: str) -> str:
    """Return `J. A. Smith` for `Smith JA` and `Smith J.A.`; other names as they are."""
    found = _INITIALS_LAST.search(name)
    if found is None or is_suffix(found[1]):
        return name
    surname, initials = name[: found.start()], found[1]
    if surname.partition(" ")[0].isupper():
        return name
    if "." not in initials:
        initials = " ".join(f"{letter}." for letter in initials)
    return f"{initials} {surname}"


def from_parts(given: str, surname: str, particle: str = "", suffix: str = "") -> str:
    """Return the name that has these parts, each of which may be empty."""
    return clean_name(" ".join(f"{given} {particle} {surname} {suffix}".split()))


def is_others(name: str) -> bool:
    """Return True for words that stand for the authors who are left out, such as `et al.`."""
    return _OTHERS.fullmatch(name.strip()) is not None


def is_degree(text: str) -> bool:
    """Return True for a degree, such as `Ph.D.`, that stands where a name might."""
    return clean_name(f"Ann {text}") == "Ann"


def without_others(name: str) -> str:
    """Return a name without `et al.` behind it.

    >>> without_others("Berg, Ann et al.")
    'Berg, Ann'
    """
    return _ET_AL.sub("", name)


def split_names(text: str) -> list[str]:
    """Split a list of authors printed as `A. Adler, B. Berg and C. Cole` or `A; B; C`."""
    text = " ".join(text.split())
    parts = text.split(";")
    if len(parts) == 1:
        parts = _BETWEEN_NAMES.split(text)
    names: list[str] = []
    suffixed = False
    for part in map(str.strip, parts):
        if names and not suffixed and is_suffix(part):
            names[-1] += f" {part}"
            suffixed = True
        elif part:
            names.append(part)
            suffixed = False
    return names


def arxiv_names(text: str) -> tuple[list[str], bool]:
    """Read arXiv's line of authors; also return True if it ends in `and others`.

    Affiliations in brackets go, nested ones too. A group before a colon is an author.
    """
    for _ in range(_MOST_NESTED):
        if "(" not in text:
            break
        text = _BRACKETS.sub("", text)
    text = " ".join(text.replace(" ,", ",").split()).replace(" : ", ": ")
    group, colon, rest = text.partition(":")
    if colon and is_group(fold_for_search(group)):
        text = f"{group.strip(' ,')}, {rest}"
    names: list[str] = []
    cut = False
    for part in split_names(text):
        name = part.strip(" :,")
        if is_others(name):
            cut = True
        elif name and name.lower() != "authors":
            names.append(clean_name(name))
    return names, cut
