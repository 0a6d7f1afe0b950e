"""Identifiers are kept in one spelling, however they were written."""

import pytest

from papercat.papers.identifiers import from_address, normal_id


@pytest.mark.parametrize(
    ("scheme", "value", "kept"),
    [
        ("arxiv", "arXiv:2203.15556v2", ("arxiv", "2203.15556")),
        ("arXiv", "math/0211159v1", ("arxiv", "math/0211159")),
        ("doi", "https://doi.org/10.1038/Nature14539", ("doi", "10.1038/nature14539")),
        ("doi", "http://dx.doi.org/10.1038/Nature14539", ("doi", "10.1038/nature14539")),
        ("doi", "DOI: 10.1038/Nature14539", ("doi", "10.1038/nature14539")),
        ("arxiv", "https://arxiv.org/abs/2203.15556v2", ("arxiv", "2203.15556")),
        ("arxiv", "https://arxiv.org/pdf/2203.15556v2.pdf", ("arxiv", "2203.15556")),
        ("doi", "https://doi.org/", ("doi", "")),
        ("url", " https://example.org/A ", ("url", "https://example.org/A")),
    ],
)
def test_one_spelling(scheme: str, value: str, kept: tuple[str, str]) -> None:
    assert normal_id(scheme, value) == kept


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://doi.org/10.1038/Nature14539", ("doi", "10.1038/nature14539")),
        ("http://dx.doi.org/10.1038/nature14539", ("doi", "10.1038/nature14539")),
        ("https://arxiv.org/abs/2203.15556v2", ("arxiv", "2203.15556")),
        ("https://www.arxiv.org/pdf/math/0211159", ("arxiv", "math/0211159")),
        ("https://example.org/10.1038/nature14539", None),
        ("arxiv:2203.15556", None),
    ],
)
def test_an_address_holds_an_identifier(address: str, found: tuple[str, str] | None) -> None:
    assert from_address(address) == found
