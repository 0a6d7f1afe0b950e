"""Addresses of papers."""

import pytest

from papercat.papers.paper_addresses import address_of, best_address


@pytest.mark.parametrize(
    ("scheme", "value", "address"),
    [
        ("arxiv", "2203.15556", "https://arxiv.org/abs/2203.15556"),
        ("arxiv", "hep-th/9706146", "https://arxiv.org/abs/hep-th/9706146"),
        ("doi", "10.1016/0360-3016(84)90054-3", "https://doi.org/10.1016/0360-3016(84)90054-3"),
        ("doi", "10.1/<a b>", "https://doi.org/10.1/%3Ca%20b%3E"),
        ("acl", "2020.acl-main.1", "https://aclanthology.org/2020.acl-main.1"),
        ("url", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("url", "javascript:alert(1)", None),
        ("isbn", "3-540-1", None),
    ],
)
def test_an_identifier_has_an_address(scheme: str, value: str, address: str | None) -> None:
    assert address_of(scheme, value) == address


@pytest.mark.parametrize("scheme", ["arxiv", "doi", "url"])
def test_an_address_cannot_control_a_terminal(scheme: str) -> None:
    address = address_of(scheme, "https://a/\x1b]8;;\x07\u202e\n") or ""
    assert address.isascii()
    assert address.isprintable()


def test_arxiv_comes_before_the_doi() -> None:
    identifiers = [("doi", "10.1/x"), ("arxiv", "2203.15556")]
    assert best_address(identifiers) == "https://arxiv.org/abs/2203.15556"
    assert best_address([("isbn", "3-540-1")]) is None
    assert best_address([]) is None
