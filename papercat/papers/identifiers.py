"""Identifiers of papers as they are kept."""

import re

_ARXIV_VERSION = re.compile(r"(?:v\d+)?(?:\.pdf)?$")
_BARE_ARXIV = re.compile(r"\d{4}\.\d{4,5}", re.ASCII)


_ADDRESS = re.compile(
    r"https?://(?:www\.|dx\.)?(?:(?P<doi>doi)\.org|arxiv\.org/(?:abs|pdf))/", re.IGNORECASE
)


def from_address(text: str) -> tuple[str, str] | None:
    """The identifier in an address of doi.org or arxiv.org."""
    found = _ADDRESS.match(text.strip())
    if found is None:
        return None
    value = text.strip()[found.end() :]
    return normal_id("doi", value) if found["doi"] else normal_id("arxiv", value)


def normal_id(scheme: str, value: str) -> tuple[str, str]:
    """An identifier as it is kept: arXiv ids without version, DOIs in small letters.

    Either may be written as its address.
    """
    scheme, value = scheme.strip().lower(), value.strip()
    if scheme in {"arxiv", "doi"} and (address := _ADDRESS.match(value)):
        value = value[address.end() :]
    if scheme == "arxiv" and not _BARE_ARXIV.fullmatch(value):
        value = _ARXIV_VERSION.sub("", value.removeprefix("arXiv:").removeprefix("arxiv:"))
    elif scheme == "doi":
        value = value.lower().removeprefix("doi:").lstrip()
    return scheme, value
