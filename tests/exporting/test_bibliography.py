"""Bibliographies: what is written is read back, and says what a paper's source says."""

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.errors import UsageError
from papercat.exporting.bibliography import entry_type, name_parts
from papercat.exporting.bibtex_output import bibtex_entry, write_biblatex, write_bibtex
from papercat.exporting.csl_output import write_csl
from papercat.exporting.output_format import Writer
from papercat.exporting.ris_output import write_ris
from papercat.importing.formats import Format, bibtex, csl_json, read_records, ris
from papercat.papers.clean_text import one_line
from papercat.papers.model import Author, Hints, Paper
from papercat.papers.record import to_record
from papercat.shown import Rows
from papercat.terminal import Screen
from papercat.text.names import clean_name

PAPER = Paper(
    title=r"The Über-GPT & $\alpha$ law: 100% of C_1 in {braces}",
    line=1,
    key="berg2019law",
    authors=(
        Author("Ann van der Berg"),
        Author("P. T. Costa Jr."),
        Author("The ATLAS Collaboration"),
        Author("Plato"),
        Author("Ina Inferred", "inferred"),
    ),
    authors_truncated=True,
    published="2019-03-05",
    categories=("cs.LG", "stat.ML"),
    ids=(("arxiv", "2101.00001"), ("doi", "10.5555/a_b"), ("doi", "10.5555/c")),
)
SCREEN = Screen(80, colour=False, terminal=False)
PAIRS = [
    (write_bibtex, bibtex),
    (write_biblatex, bibtex),
    (write_ris, ris),
    (write_csl, csl_json),
]
FORMATS = pytest.mark.parametrize(
    ("output", "form"), PAIRS, ids=["bibtex", "biblatex", "ris", "csl"]
)


def written(output: Writer, *papers: Paper) -> str:
    out = io.StringIO()
    output(Rows((), (), objects=map(to_record, papers)), out, SCREEN)
    return out.getvalue()


def again(output: Writer, form: Format, paper: Paper) -> Paper:
    lines = written(output, paper).split("\n")
    (found,) = read_records(form, lines, Hints(date(2026, 6, 1)))
    assert isinstance(found, Paper), found
    return found


@FORMATS
def test_a_paper_comes_back(output: Writer, form: Format) -> None:
    found = again(output, form, PAPER)
    assert found.title == PAPER.title
    assert found.authors == PAPER.stated
    assert found.authors_truncated
    assert (found.published or "")[:4] == "2019"
    assert found.ids == PAPER.ids
    assert found.key == PAPER.key
    assert found.categories[0] == "cs.LG"


@FORMATS
@pytest.mark.parametrize("venue", ["Nature Physics", "Proceedings of ICML", "ICLR 2024", "R & D_1"])
def test_its_venue_comes_back(output: Writer, form: Format, venue: str) -> None:
    assert again(output, form, replace(PAPER, venue=venue)).venue == venue


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1)


@FORMATS
@given(title=WORDS, names=st.lists(WORDS, max_size=3), venue=WORDS)
def test_any_text_comes_back(
    output: Writer, form: Format, title: str, names: list[str], venue: str
) -> None:
    authors = [Author(clean_name(one_line(name)).strip(" ,")) for name in names]
    paper = replace(
        PAPER,
        title=one_line(title) or "T",
        authors=tuple(author for author in authors if author.name),
        authors_truncated=False,
        venue=one_line(venue) or None,
    )
    found = again(output, form, paper)
    assert len(found.authors) == len(paper.authors) or "," in str(names) or ";" in str(names)
    if form is not ris:
        assert found.title == paper.title or "’" in title


def test_types_follow_the_venue() -> None:
    assert entry_type(PAPER) == "misc"
    assert entry_type(replace(PAPER, venue="Nature Physics")) == "article"
    assert entry_type(replace(PAPER, venue="ICLR 2024")) == "inproceedings"
    assert entry_type(replace(PAPER, extra=(("entrytype", "phdthesis"),))) == "phdthesis"


def test_a_preprint_as_bibtex() -> None:
    paper = replace(PAPER, title="BERT: deep things", ids=PAPER.ids[:1], authors_truncated=False)
    assert written(write_bibtex, paper) == (
        "@misc{berg2019law,\n"
        "  title = {{BERT:} deep things},\n"
        "  author = {van der Berg, Ann and Costa, Jr., P. T."
        " and {The ATLAS Collaboration} and {Plato}},\n"
        "  year = {2019},\n"
        "  month = mar,\n"
        "  day = {5},\n"
        "  eprint = {2101.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  primaryclass = {cs.LG},\n"
        "  url = {https://arxiv.org/abs/2101.00001},\n"
        "}\n"
    )


def test_what_a_source_says_beyond_papercats_fields_comes_out_again() -> None:
    paper = replace(
        PAPER, extra=(("volume", "3"), ("pages", "1–9"), ("ris:M3", "x"), ("Call No", "y"))
    )
    text = bibtex_entry(paper)
    assert "  volume = {3},\n  pages = {1--9},\n" in text
    assert "M3" not in text


def test_csl_knows_editors_numbers_and_languages() -> None:
    extra = (
        ("entrytype", "incollection"),
        ("editor", "Ott, Ida and Bo Cole"),
        ("number", "7"),
        ("langid", "ngerman"),
        ("school", "Lund"),
    )
    paper = replace(PAPER, venue="Nils", extra=extra)
    (item,) = json.loads(written(write_csl, paper))
    assert item["editor"] == [
        {"family": "Ott", "given": "Ida"},
        {"family": "Cole", "given": "Bo"},
    ]
    assert (item["collection-number"], item["language"]) == ("7", "de-DE")
    found = again(write_csl, csl_json, paper)
    assert dict(found.extra)["editor"] == "Ida Ott and Bo Cole"


def test_inferred_authors_are_never_cited() -> None:
    for output, _ in PAIRS:
        assert "Inferred" not in written(output, PAPER)


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        (r"The $\alpha$ law", 'The <span class="nocase"><i>α</i></span> law'),
        (r"Roots $\sqrt{2}$ of it", r'Roots <span class="nocase">$\sqrt{2}$</span> of it'),
        ("iGen: more than iron", '<span class="nocase">iGen:</span> more than iron'),
    ],
)
def test_csl_marks_what_styles_must_leave_alone(title: str, marked: str) -> None:
    (item,) = json.loads(written(write_csl, replace(PAPER, title=title)))
    assert item["title"] == marked
    assert again(write_csl, csl_json, replace(PAPER, title=title)).title == title


def test_bibtex_writes_quotes_that_tex_prints_as_quotes() -> None:
    paper = replace(PAPER, title="\"Magic numbers\" and 'luck' in {n} of Luhmann's")
    text = bibtex_entry(paper)
    assert r"title = {``{}{Magic} numbers''{} and `{}luck'{} in \{n\} of {Luhmann}'s}" in text
    assert again(write_bibtex, bibtex, paper).title == paper.title


def test_rows_that_are_no_papers_are_refused() -> None:
    for output, _ in PAIRS:
        with pytest.raises(UsageError, match="writes papers"):
            output(Rows((), ()), io.StringIO(), SCREEN)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ann van der Berg", ("Ann", "van der", "Berg", "")),
        ("P. T. Costa Jr.", ("P. T.", "", "Costa", "Jr.")),
        ("Plato", ("", "", "Plato", "")),
        ("The ATLAS Collaboration", ("", "", "The ATLAS Collaboration", "")),
    ],
)
def test_the_parts_of_a_name(name: str, parts: tuple[str, str, str, str]) -> None:
    assert name_parts(name)[:4] == parts
