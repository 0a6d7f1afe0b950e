"""Authors' names as sources write them, brought to reading order, as in `Ann Berg Jr.`."""

import re

_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|ii|iii|iv|2nd|3rd|4th)\.?", re.IGNORECASE)
_TITLES = re.compile(r"^(?:(?:Prof|Dr|PhD)\.?\s+|Professor\s+)+(?=\S+\s+\S)")
_MARKS = re.compile(r"(?<![¹²³⁰-⁹*†‡§¶‖\d,])[¹²³⁰-⁹*†‡§¶‖]+(?:,?[¹²³⁰-⁹*†‡§¶‖\d])*$")
_FOOTNOTES = re.compile(r"(?<=[^\W\d_])[\d,]*\d$")
_DIGIT = re.compile(r"\d")
_FIRST_OF_THE_NAME = re.compile(r" 0001$")
_NUMBER = re.compile(r" \d{4}$")
_COMPANY = re.compile(r"(?:Inc|LLC|Ltd|Limited|Corp|GmbH)\.?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+|\s*;\s*|\s*&\s+", re.IGNORECASE)
_OTHERS = re.compile(r"(?:and\s+)?(?:others|et\.?\s*al\.?|…|\.\.\.)", re.IGNORECASE)
_GROUP = re.compile(
    r".*\b(?:collaborations?|consortium|team|group|project|experiment|authors|network|committee)"
    r"\b.*",
    re.IGNORECASE,
)

_BRACKETS = re.compile(r"\([^()]*\)")
_MOST_NESTED = 10
"""brackets within brackets"""


def clean_name(name: str) -> str:
    """Return a printed name without titles and footnote marks, its suffix at the end.

    >>> clean_name("Costa, Jr., P. T."), clean_name("Prof. Dr. Ada Bloom†")
    ('P. T. Costa Jr.', 'Ada Bloom')
    """
    if name.isascii() and "," not in name and name.replace(" ", "").isalpha():
        return _TITLES.sub("", name)
    name = _FIRST_OF_THE_NAME.sub("", name)
    name = _TITLES.sub("", name)
    unmarked = _MARKS.sub("", name)
    if unmarked != name:
        unmarked = unmarked.rstrip(" ,")
    without_digits = _FOOTNOTES.sub("", unmarked)
    if " " in unmarked.strip() and not _DIGIT.search(without_digits):
        unmarked = without_digits
    if unmarked.strip():
        name = unmarked
    return _with_suffix_last(name)


def _with_suffix_last(name: str) -> str:
    """Bring `Costa, Jr., P. T.` and `Costa, P. T., Jr.` to `P. T. Costa Jr.`."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]) and parts[0]:
        return f"{parts[0]} {parts[1]}"
    if len(parts) != 3 or not all(parts):
        return name
    surname, second, third = parts
    if _SUFFIX.fullmatch(second):
        return f"{third} {surname} {second}"
    if _SUFFIX.fullmatch(third):
        return f"{second} {surname} {third}"
    return name


def reading_order(name: str) -> str:
    """Return `Osindero, Simon` as `Simon Osindero`; other names are only cleaned."""
    name = clean_name(" ".join(name.split()))
    surname, _, given = name.strip(" ,").partition(",")
    if not given:
        return surname
    if "," in given or _COMPANY.fullmatch(given.strip()):
        return name
    return f"{given.strip()} {surname.strip()}"


def from_parts(given: str, surname: str, particle: str = "", suffix: str = "") -> str:
    """Return the name that has these parts, each of which may be empty."""
    return clean_name(" ".join(f"{given} {particle} {surname} {suffix}".split()))


def is_others(name: str) -> bool:
    """Return True for words that stand for the authors who are left out, such as `et al.`."""
    return _OTHERS.fullmatch(name.strip()) is not None


def is_group(name: str) -> bool:
    """Return True for the name of a group, such as a collaboration."""
    return _GROUP.fullmatch(name) is not None


def without_number(name: str) -> str:
    """Return a name without the number by which DBLP tells people of one name apart."""
    return _NUMBER.sub("", name)


def split_names(text: str) -> list[str]:
    """Split a list of authors printed as `A. Adler, B. Berg and C. Cole` or `A; B; C`."""
    text = " ".join(text.split())
    if ";" in text:
        parts = re.split(r"\s*;\s*", text)
    else:
        parts = []
        for piece in _AND.split(text):
            parts += re.split(r",\s+(?:and\s+)?", piece)
    names: list[str] = []
    suffixed = False
    for part in parts:
        if names and not suffixed and _SUFFIX.fullmatch(part.strip()):
            names[-1] += f" {part.strip()}"
            suffixed = True
        elif part.strip():
            names.append(part.strip())
            suffixed = False
    return names


def arxiv_names(text: str) -> tuple[list[str], bool]:
    """Read arXiv's line of authors; also return True if it ends in `and others`.

    Affiliations in brackets go, nested ones too. A group before a colon is an author.
    """
    text = _without_brackets(text).replace(" : ", ": ")
    group, colon, rest = text.partition(":")
    if colon and _GROUP.fullmatch(group.strip(" ,")):
        text = f"{group.strip(' ,')}, {rest}"
    names: list[str] = []
    cut = False
    for name in split_names(text):
        name = name.strip(" :,")  # noqa: PLW2901  the same name, trimmed
        if is_others(name):
            cut = True
        elif name and name.lower() != "authors":
            names.append(clean_name(name))
    return names, cut


def _without_brackets(text: str) -> str:
    for _ in range(_MOST_NESTED):
        if "(" not in text:
            break
        text = _BRACKETS.sub("", text)
    return " ".join(text.replace(" ,", ",").split())
