"""Identifiers are kept in one spelling, however they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.papers.identifiers import all_dois, from_address, normal_id, normal_ids, recognised


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


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2203.15556", ("arxiv", "2203.15556")),
        ("arXiv: 1601.07616 [hep-th]", ("arxiv", "1601.07616")),
        ("hep-th/1601.07616", ("arxiv", "1601.07616")),
        ("math.AT/9811037", ("arxiv", "math/9811037")),
        ("arxiv.org/abs/1601.07616v2", ("arxiv", "1601.07616")),
        ("https://arxiv.org/abs/1601.07616?context=cs", ("arxiv", "1601.07616")),
        ("https://ar5iv.org/html/1601.07616", ("arxiv", "1601.07616")),
        ("10.48550/arXiv.1601.07616", ("arxiv", "1601.07616")),
        ("arxiv:10.48550/arXiv.1601.07616", ("arxiv", "1601.07616")),
        ("oai:arXiv.org:hep-th/9901001", ("arxiv", "hep-th/9901001")),
        ("10.1016/0360-3016(84)90054-3", ("doi", "10.1016/0360-3016(84)90054-3")),
        ("https://dl.acm.org/doi/pdf/10.1145/12.34", ("doi", "10.1145/12.34")),
        ("P19-1001", ("acl", "P19-1001")),
        ("https://aclanthology.org/2020.ACL-main.1.pdf", ("acl", "2020.acl-main.1")),
        ("https://openreview.net/forum?id=a_B-c", ("openreview", "a_B-c")),
        ("PMID: 0123", ("pmid", "123")),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", ("pmid", "123")),
        ("https://openalex.org/works/W27", ("openalex", "W27")),
        ("https://dblp.org/rec/conf/x/Doe17.html", ("dblp", "conf/x/Doe17")),
        (f"https://www.semanticscholar.org/paper/A/{'0a' * 20}", ("s2", "0a" * 20)),
        ("PMC3989732", ("pmcid", "PMC3989732")),
        ("978-3-16-148410-0", ("isbn", "9783161484100")),
        ("isbn:3-16-148410-X", ("isbn", "9783161484100")),
        ("HTTP://Example.org/a/#part", ("url", "https://example.org/a")),
        ("hoffmann2022training", None),
        ("deep learning", None),
        ("year:2020", None),
        ("doi:", None),
        ("", None),
    ],
)
def test_what_a_user_types_is_recognised(typed: str, found: tuple[str, str] | None) -> None:
    assert recognised(typed) == found


@pytest.mark.parametrize(
    ("value", "doi"),
    [
        ("10.5555/abc(1).2,", "10.5555/abc(1).2"),
        ("https://doi.org/10.5555/abc%281%29.2", "10.5555/abc(1).2"),
        ("10.5555/978-0{\\_}129-1", "10.5555/978-0_129-1"),
        ("(10.5555/abc).", "10.5555/abc"),
        ("10.5555/978\u20103", "10.5555/978-3"),
        (
            "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1",
            "10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-1",
        ),
    ],
)
def test_a_doi_however_it_is_written(value: str, doi: str) -> None:
    assert normal_id("doi", value) == ("doi", doi)


def test_a_field_may_hold_several_dois() -> None:
    found = all_dois(
        "10.5555/b.1, doi:10.5555/b.2; https://doi.org/10.5555/B.1 10.48550/arXiv.2101.00001"
    )
    wanted = (("arxiv", "2101.00001"), ("doi", "10.5555/b.1"), ("doi", "10.5555/b.2"))
    assert normal_ids(found) == wanted


@given(
    scheme=st.sampled_from(
        ["arxiv", "doi", "acl", "isbn", "pmid", "pmcid", "url", "openreview", "x"]
    ),
    value=st.text() | st.from_regex(r"(arxiv:|10\.\d{4}/|https?://doi\.org/)[\w./:()%]{0,20}"),
)
def test_the_normal_form_stays_as_it_is(scheme: str, value: str) -> None:
    recognised(value)
    once = normal_id(scheme, value)
    assert normal_id(*once) == once
