"""Identifiers in the links of a listed paper."""

import re
from collections.abc import Sequence

from papercat.conferences.post_markup import Line
from papercat.papers.identifiers import from_address

_LABEL = re.compile(
    r"\b(?:paper|pdf|arxiv|doi|acm dl|openreview|anthology|preprint|abs|proceedings)\b",
    re.IGNORECASE,
)
_ADDRESSES = (
    ("openreview", re.compile(r"openreview\.net/(?:forum|pdf)\?id=([\w-]+)")),
    ("doi", re.compile(r"(?:dl\.acm\.org|link\.springer\.com)/\S{0,40}?(10\.\d{4,9}/\S+)")),
    ("acl", re.compile(r"aclanthology\.org/([\w.-]+?)(?:\.pdf)?/?$")),
    ("acl", re.compile(r"aclweb\.org/anthology/([\w.-]+?)(?:\.pdf)?/?$")),
)


def paper_ids(lines: Sequence[Line], title: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers in the links that are the title or are labelled as the paper."""
    found: dict[str, str] = {}
    for line in lines:
        for span in line.spans:
            label = line.text[span.start : span.end]
            if not span.address or not (label in title or title in label or _LABEL.search(label)):
                continue
            if pair := from_address(span.address) or _other_address(span.address):
                found.setdefault(*pair)
    return tuple(found.items())


def _other_address(address: str) -> tuple[str, str] | None:
    """Return the identifier in an address that `papers.identifiers` does not know."""
    for scheme, pattern in _ADDRESSES:
        if match := pattern.search(address):
            return scheme, match[1].lower() if scheme == "doi" else match[1]
    return None
