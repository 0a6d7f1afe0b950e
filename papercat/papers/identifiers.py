"""Identifiers of papers: one normal form each, and recognising what a user typed.

`normal_id` takes a scheme and any spelling of its value. `recognised` takes text alone, such
as `arXiv:2203.15556v2` or an address, and also tells the scheme.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

_OLD_ARCHIVES = (
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas"
    " cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin"
    " nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con"
).replace(" ", "|")
# Only the patterns that every import needs are compiled at once, for a quick start.
_ARXIV = (
    r"(?ia)(?:(?:oai:arxiv\.org|arxiv|10\.48550/arxiv)\s*[:.]\s*|arxiv\s+)?"
    r"(?:(?:[a-z-]+(?:\.[a-z]{2})?/)?(?P<new>\d{4}\.\d{4,5})"
    rf"|(?P<archive>{_OLD_ARCHIVES})(?:\.[a-z-]{{2,}})?/(?P<number>\d{{7}}))"
    r"(?:v\d+)?(?:\.pdf|\.ps(?:\.gz)?)?(?:\s*\[[\w., -]*\])?/?"
)
_BARE_ARXIV = re.compile(r"\d{4}\.\d{4,5}", re.ASCII)
_ARXIV_DOI = "10.48550/arxiv."
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
_BETWEEN_DOIS = r"(?i)(?<![\s,;|])[\s,;|]+(?=(?:https?:|doi\b|(?:dx\.)?doi\.org|10\.\d{4,9}/))"
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:[\w.-]*doi\.org/?)?(?:doi\s*[:=]?\s*)*", re.IGNORECASE)
_ENTITY = r"&(?:amp;)*(amp|lt|gt|#38|#60|#62);"
_SIGNS = {"amp": "&", "#38": "&", "lt": "<", "#60": "<", "gt": ">", "#62": ">"}
"""an entity's name → the sign in a DOI that it stands for"""
_TEX_ESCAPE = r"\{?\\([_%&#$~^])(?:\{\})?\}?"
_PUNCTUATION = ".,;:'\"”’"
_HYPHENS = str.maketrans("\u2010\u2011\u2012\u2013\u2212", "-----")
"""what typesetting makes of the hyphens of a DOI"""
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_LABELLED = (
    r"(?is)(arxiv|doi|acl|openreview|pmid|pubmed|pmcid|isbn|openalex|dblp|s2|url)\s*[:=]\s*(\S.*)"
)
_SCHEMES = {"pubmed": "pmid", "eprint": "arxiv", "aclanthology": "acl", "pmc": "pmcid"}
"""other names of a scheme → the name that the catalogue uses"""
_NUMBERS = {
    "pmid": ("", r"(?i)(?:pmid|pubmed)?[:\s]*0*(\d*)"),
    "pmcid": ("PMC", r"(?i)(?:pmcid)?[:\s]*(?:pmc)?(\d+)"),
}
"""schemes of numbers → what stands before the number in normal form, and how it may be written"""
_HOST = r"(?i)(?:[a-z0-9-]+\.)+[a-z]{2,}/"
_SCHEME_OF_ADDRESS = r"(?i)[a-z][a-z0-9+.-]*://"
_ADDRESSES = (
    ((".doi.org",), "doi", r"/+(.+)"),
    (
        (".arxiv.org", ".ar5iv.org", ".alphaxiv.org", ".huggingface.co"),
        "arxiv",
        r"/(?:abs|pdf|html|ps|format|e-print|src|papers|overview)/([^?#]+)",
    ),
    ((".aclanthology.org", ".aclweb.org", ".aclanthology.info"), "acl", r"(.+)"),
    ((".openreview.net",), "openreview", r".*?[?&](?:id|noteId)=([\w-]+)"),
    ((".ncbi.nlm.nih.gov",), "pmid", r"/(?:pubmed/)?(\d+)(?:[/?#]|$)"),
    ((".ncbi.nlm.nih.gov",), "pmcid", r"(?i)/(?:pmc/)?articles/PMC(\d+)"),
    ((".openalex.org",), "openalex", r"/(?:works/)?(W\d+)"),
    ((".dblp.org", ".dblp.uni-trier.de"), "dblp", r"/rec/((?:[\w-]+/){2}[\w-]+)"),
    ((".semanticscholar.org",), "s2", r"/paper/(?:[^/?#]+/)?([0-9a-f]{40})"),
    (("",), "doi", r"(?i)/doi/(?:[a-z]+/)*(10\.\d{4,9}/[^?#]+)"),
)
"""hosts, the scheme of their identifiers, and where one stands behind the host"""
_SHAPES = {
    "arxiv": _ARXIV,
    "doi": r"(?a)10\.\d{4,9}(?:\.\d+)*/\S+",
    "acl": r"(?i)[A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9]+-[a-z0-9]+\.\d+",
    "pmcid": r"(?ia)PMC\d+",
    "isbn": r"(?ia)(?:isbn\S*\s+)?97[89][- ]?(?:\d[- ]?){9}\d",
    "url": r"(?i)[a-z][a-z0-9+.-]*://\S+",
}
"""scheme → the shape of an identifier that needs no label"""
_WEB = {
    "url": "",
    "doi": "https://doi.org/",
    "arxiv": "https://arxiv.org/abs/",
    "acl": "https://aclanthology.org/",
    "openreview": "https://openreview.net/forum?id=",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "openalex": "https://openalex.org/",
    "dblp": "https://dblp.org/rec/",
    "s2": "https://www.semanticscholar.org/paper/",
}
"""scheme → the beginning of its addresses; the best address of a paper first"""


def normal_id(scheme: str, value: str) -> tuple[str, str]:
    """Return an identifier in its normal form.

    A DOI or an address that names an arXiv paper becomes its arXiv id.
    """
    scheme, value = scheme.strip().lower(), value.strip()
    scheme = _SCHEMES.get(scheme, scheme)
    if scheme == "arxiv":
        return scheme, _arxiv(value)
    if scheme == "doi":
        value = _doi(value)
        if value.startswith(_ARXIV_DOI):
            return "arxiv", _arxiv(value.removeprefix(_ARXIV_DOI))
        return scheme, value
    address = from_address(value)
    if address and scheme in {address[0], "url"}:
        return address
    if scheme in _NUMBERS:
        before, shape = _NUMBERS[scheme]
        number = re.fullmatch(shape, value)
        return scheme, before + number[1] if number else value
    if scheme in _NORMAL_FORMS:
        value = _NORMAL_FORMS[scheme](value)
    return scheme, value


def normal_ids(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return identifiers in their normal form, sorted, each once, without blank ones."""
    found = {normal_id(scheme, value) for scheme, value in pairs}
    return tuple(sorted(pair for pair in found if pair[1]))


def all_dois(text: str) -> list[tuple[str, str]]:
    """Return every DOI of a field that may hold several, as it is written."""
    return [("doi", one) for one in re.split(_BETWEEN_DOIS, text.strip())]


def from_address(text: str) -> tuple[str, str] | None:
    """Return the identifier in a web address of arXiv, doi.org, ACL, OpenReview or PubMed."""
    text = text.strip()
    if not re.match(_SCHEME_OF_ADDRESS, text):
        if not re.match(_HOST, text):
            return None
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if not parts.netloc:
        return None
    host = parts.netloc.lower().rpartition("@")[2].partition(":")[0]
    behind_host = text.partition(parts.netloc)[2]
    for hosts, scheme, shape in _ADDRESSES:
        found = re.match(shape, behind_host)
        if found and f".{host}".endswith(hosts):
            pair = normal_id(scheme, found[1])
            if re.fullmatch(_SHAPES.get(pair[0], ".+"), pair[1]):
                return pair
    return None


def recognised(text: str) -> tuple[str, str] | None:
    """Return the scheme and the normal form of an identifier as a user types or pastes it.

    Return None for text that is no identifier, such as a citation key or words to search for.
    """
    text = text.strip().strip("<>\"'")
    labelled = re.fullmatch(_LABELLED, text)
    found = from_address(text)
    if found is None and labelled:
        found = normal_id(labelled[1], labelled[2])
    if found is None:
        for scheme, shape in _SHAPES.items():
            if re.fullmatch(shape, text):
                found = normal_id(scheme, text)
                break
    if found and not found[1]:
        return None
    return found


def address_of(scheme: str, value: str) -> str | None:
    """Return the web address of an identifier in normal form; None if it has none."""
    if scheme not in _WEB:
        return None
    return _WEB[scheme] + value


def best_address(ids: tuple[tuple[str, str], ...]) -> str | None:
    """Return the address of a paper: its own, or that of its DOI, arXiv id or other identifier."""
    by_scheme = dict(reversed(ids))
    for scheme in _WEB:
        if scheme in by_scheme:
            return address_of(scheme, by_scheme[scheme])
    return None


def _arxiv(value: str) -> str:
    if _BARE_ARXIV.fullmatch(value):
        return value
    if found := re.fullmatch(_ARXIV, value):
        return found["new"] or f"{found['archive'].lower()}/{found['number']}"
    address = from_address(value)
    if address and address[0] == "arxiv":
        return address[1]
    return re.sub(r"^arxiv:\s*|v\d+(?:\.pdf)?$|\.pdf$", "", value, flags=re.IGNORECASE)


def _doi(value: str) -> str:
    written = _DOI_PREFIX.sub("", value.translate(_HYPHENS), count=1)
    if "%" in written:
        written = unquote(written)
    if "\\" in written:
        written = re.sub(_TEX_ESCAPE, r"\1", written)
    if "&" in written:
        written = re.sub(_ENTITY, lambda entity: _SIGNS[entity[1]], written)
    if found := _DOI.search(written):
        written = found[0]
    return _without_end(written.strip()).lower()


def _without_end(doi: str) -> str:
    """Cut off punctuation and closing brackets that belong to the text around a DOI."""
    surplus = {}
    for closing, opening in _BRACKETS.items():
        surplus[closing] = doi.count(closing) - doi.count(opening)
    end = len(doi)
    while end:
        last = doi[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _PUNCTUATION:
            break
        end -= 1
    return doi[:end]


def _acl(value: str) -> str:
    value = re.sub(r"^.*/(?=[^/]+/?$)", "", value.strip()).rstrip("/")
    value = re.sub(r"^acl:|\.(?:pdf|bib)$", "", value, flags=re.IGNORECASE)
    if re.match(r"[A-Za-z]\d\d-", value):
        return value.upper()
    return value.lower()


def _isbn(value: str) -> str:
    """Return the 13 digits of an ISBN; other text as it is."""
    digits = re.sub(r"^isbn(?:-1[03])?:?|[\s‐‑–-]", "", value, flags=re.IGNORECASE).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII):
        digits = f"978{digits[:9]}"
        total = sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))
        return f"{digits}{-total % 10}"
    if re.fullmatch(r"\d{13}", digits, re.ASCII):
        return digits
    return value


def _url(value: str) -> str:
    """Return an address with `https`, a host in small letters and no fragment."""
    found = re.match(r"(?:https?:)?//([^/?#\s]+)([^#\s]*)", value, re.IGNORECASE)
    if found is None:
        return value
    host = re.sub(r":(?:80|443)$", "", found[1].lower())
    return f"https://{host}{found[2].rstrip('/')}"


_NORMAL_FORMS = {"acl": _acl, "isbn": _isbn, "url": _url}
