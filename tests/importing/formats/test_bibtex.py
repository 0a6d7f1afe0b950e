"""BibTeX and BibLaTeX files as people keep them."""

from datetime import date

import pytest
from bibliography_samples import BIBTEX

from papercat.importing.formats import bibtex, read_records
from papercat.papers.model import Hints, Note, Paper, Record, Refusal


def read(text: str) -> list[Record]:
    return list(read_records(bibtex, text.split("\n"), Hints(date(2026, 6, 1))))


def paper(text: str) -> Paper:
    (found,) = [record for record in read(text) if isinstance(record, Paper)]
    return found


def authors(field: str) -> list[str]:
    return [author.name for author in paper(f"@misc{{k, title={{T}}, author={{{field}}}}}").authors]


def test_strings_joins_braces_tex_and_a_missing_comma() -> None:
    found = next(record for record in read(BIBTEX) if isinstance(record, Paper))
    assert found.key == "costa2019law"
    assert found.title == r"The Über-GPT & “$\alpha$” law"
    assert [author.name for author in found.authors] == [
        "P. T. Costa Jr.",
        "The ATLAS Collaboration",
    ]
    assert found.authors_truncated
    assert found.published == "2019-03-15"
    assert found.venue == "Nature Physics"
    assert found.ids == (("doi", "10.5555/a_b"),)
    assert dict(found.extra) == {"entrytype": "article", "volume": "3"}


def test_an_entry_takes_venue_and_year_from_the_one_it_refers_to() -> None:
    _, child, parent = [record for record in read(BIBTEX) if isinstance(record, Paper)]
    assert (child.venue, child.published) == (parent.title, parent.published)
    assert [author.name for author in child.authors] == ["Ann van der Berg", "Bo Cole"]


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Donald E. Knuth", ["Donald E. Knuth"]),
        ('van den Oord, A{\\"a}ron', ["Aäron van den Oord"]),
        ("{Barnes and Noble, Inc.}", ["Barnes and Noble, Inc."]),
        ("Costa, P. T., Jr. AND Berg, Ann", ["P. T. Costa Jr.", "Ann Berg"]),
        ("McKay, Ph.D., Anne and John Smith, M.D.", ["Anne McKay", "John Smith"]),
        ("Berg, Ann and  and Costa, Eva et al.", ["Ann Berg", "Eva Costa"]),
        ("John Smith, Jane Doe, Al Roe", ["John Smith", "Jane Doe", "Al Roe"]),
        ("B Berg , S Cole and E Dole", ["B Berg", "S Cole", "E Dole"]),
        ("Berg, A.; Cole, B.", ["A. Berg", "B. Cole"]),
        ("Di Marco, I.", ["I. Di Marco"]),
        ("{\\relax Ch}arles Duncan\n and\n Bo Cole", ["Charles Duncan", "Bo Cole"]),
        ("Berg, Ann and others", ["Ann Berg"]),
    ],
)
def test_names_are_split_before_tex_is_decoded(field: str, names: list[str]) -> None:
    assert authors(field) == names


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ("eprint={1706.03762v5}, archiveprefix={arXiv}", (("arxiv", "1706.03762"),)),
        ("eprint={math.AT/9811037}", (("arxiv", "math/9811037"),)),
        ("journal={arXiv preprint arXiv:1706.03762}", (("arxiv", "1706.03762"),)),
        ("journal={CoRR}, volume={abs/1706.03762}", (("arxiv", "1706.03762"),)),
        ("url={https://arxiv.org/abs/1706.03762}", (("arxiv", "1706.03762"),)),
        ("eprint={123}, eprinttype={pubmed}", (("pmid", "123"),)),
        ("doi={10.5555/a 10.5555/b}", (("doi", "10.5555/a"), ("doi", "10.5555/b"))),
        ("isbn={978-3-16-148410-0}", ()),
        ("url={https://example.org/}", ()),
    ],
)
def test_identifiers_wherever_they_stand(fields: str, ids: tuple[tuple[str, str], ...]) -> None:
    assert paper(f"@article{{k, title={{T}}, {fields}}}").ids == ids


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("year=2019, month=mar", "2019-03"),
        ("year={2019}, month={March}, day=5", "2019-03-05"),
        ("date={2019-03-05/2019-03-09}", "2019-03-05"),
        ("date={2019-03}", "2019-03"),
        ("year={c. 2019}", "2019"),
        ("year={in press}", None),
        ("year=2019, month=13", "2019"),
    ],
)
def test_dates_as_far_as_they_are_known(fields: str, published: str | None) -> None:
    assert paper(f"@misc{{k, title={{T}}, {fields}}}").published == published


def test_a_broken_entry_never_swallows_the_next() -> None:
    found = read("@article{a, title={An {open title,\n year=1999}\n\n@book{b, title={Whole}}")
    assert [record.title for record in found if isinstance(record, Paper)] == [
        "An open title",
        "Whole",
    ]
    assert any(isinstance(record, Note) and "don't match" in record.text for record in found)


def test_what_is_no_paper_is_refused_with_its_line() -> None:
    found = read("\n@article{a, year=1999}\n@set{s, entryset={a,b}}\n@x{?!}")
    refused = [record.line for record in found if isinstance(record, Refusal)]
    assert refused == [2, 3, 4]
    assert len(found) == len(refused)


def test_a_key_stands_in_for_a_title_and_the_user_is_told() -> None:
    note, found = read("@book{king, author={King, Jr., Martin Luther}}")
    assert isinstance(found, Paper)
    assert isinstance(note, Note)
    assert found.title == "king"
    assert note.text == "king has no title; its key stands in for one"


def test_comments_are_no_entries() -> None:
    text = 'Text a@b.org. @comment{jabref-meta: @x{y}}\n%@misc{n, title={N}}\n@preamble{"x"}'
    assert read(text + "\n@misc{k, title={T}}")[0] == paper("\n\n\n@misc{k, title={T}}")


def test_another_field_stands_in_for_a_title_and_the_user_is_told() -> None:
    note, found = read("@patent{berg2014, author={Ann Berg}, journal={Weirs}}")
    assert note == Note(1, "berg2014 has no title; its journal stands in for one")
    assert isinstance(found, Paper)
    assert (found.title, found.venue) == ("Weirs", None)


def test_months_need_no_string_and_other_words_do() -> None:
    records = read("@misc{a, title={T}, year=2019, month=march}\n@misc{b, title={U}, note=weirs}")
    assert [record.text for record in records if isinstance(record, Note)] == [
        "no @string defines 'weirs'; taken as text, here and below"
    ]
    assert paper("@misc{a, title={T}, year=2019, month=march}").published == "2019-03"


def test_signs_as_zotero_writes_them() -> None:
    assert paper("@misc{a, title={{{$<$}i{$>$}}Weirs{{$<$}/i{$>$}} of N}}").title == "Weirs of N"


@pytest.mark.parametrize("key", ["--db", "-x"])
def test_a_key_that_looks_like_an_option_is_left_out(key: str) -> None:
    assert paper(f"@misc{{{key}, title={{T}}}}").key is None
