"""`cite`, `bib` and `export --notes`."""

from pathlib import Path

import pytest
from running import Papercat

LINES = """\
{"key": "berg2019law", "title": "The Law", "authors": ["Ann Berg"], "ids": {"doi": "10.5555/x"}}
{"key": "cole2020dam", "title": "A Dam", "authors": ["Bo Cole"], "abstract": "<!-- *x* -->"}
{"key": "dole2021", "title": "Never Cited"}
"""


@pytest.fixture
def three(papercat: Papercat, catalogue: Path, tmp_path: Path) -> Papercat:
    assert catalogue
    path = tmp_path / "three.jsonl"
    path.write_text(LINES)
    papercat("import", str(path))
    return papercat


def test_papers_are_cited_by_key_or_identifier_in_the_order_asked_for(three: Papercat) -> None:
    ran = three("cite", "cole2020dam", "https://doi.org/10.5555/X", "doi:10.5555/x")
    assert ran.code == 0
    assert [line for line in ran.out.split("\n") if line.startswith("@")] == [
        "@misc{cole2020dam,",
        "@misc{berg2019law,",
    ]
    assert three("cite", "berg2019law", "--ris").out.startswith("TY  - ")
    assert three("cite", "nobody").code == 1


def test_a_list_of_people_is_no_bibliography(three: Papercat) -> None:
    ran = three("authors", "--bibtex")
    assert ran.code == 2
    assert "--bibtex writes papers" in ran.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "main.tex",
            (
                r"\citep[see][p.~3]{berg2019law,cole2020dam} % \cite{dole2021}"
                "\n"
                r"\autocites{cole2020dam}[9]{gone} and \Citet{ gone } \newcommand{\x}{dole2021}"
            ),
        ),
        ("main.aux", "\\citation{berg2019law,cole2020dam}\n\\abx@aux@cite{0}{gone}\n"),
        (
            "main.bcf",
            (
                '<bcf:citekey order="1">berg2019law</bcf:citekey>\n'
                '<bcf:citekey order="2">cole2020dam</bcf:citekey><bcf:citekey>gone</bcf:citekey>'
            ),
        ),
    ],
)
def test_a_document_gets_the_entries_that_it_cites(
    three: Papercat, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text)
    ran = three("bib", str(tmp_path / name))
    assert ran.code == 1
    assert ran.err == "gone: not in the catalogue\n"
    assert ran.out.count("@misc{") == 2
    assert "dole2021" not in ran.out


def test_what_tex_prints_as_it_stands_cites_nothing(three: Papercat, tmp_path: Path) -> None:
    document = tmp_path / "main.tex"
    verbatim = "\\begin{verbatim}\n\\cite{none}\n\\end{verbatim}"
    document.write_text(
        f"\\cite{{dole2021}} \\verb|\\cite{{no}}| % \\cite{{nor}}\n{verbatim}\n"
        "\\end{document} \\cite{never}"
    )
    ran = three("bib", str(document))
    assert (ran.code, ran.err) == (0, "")


def test_a_document_that_cites_nothing_is_named(three: Papercat, tmp_path: Path) -> None:
    document = tmp_path / "main.tex"
    document.write_text("Nothing.")
    assert three("bib", str(document)).err == f"{document}: cites nothing\n"


def test_files_that_a_document_inputs_count_too(three: Papercat, tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text(r"\input{part}\include{main}")
    (tmp_path / "part.tex").write_text(r"\nocite{dole2021}")
    assert "@misc{dole2021," in three("bib", str(tmp_path / "main.tex")).out
    (tmp_path / "all.tex").write_text(r"\nocite{*}")
    assert three("bib", str(tmp_path / "all.tex")).out.count("@misc{") == 3


def test_a_file_of_ones_own_is_not_replaced(three: Papercat, tmp_path: Path) -> None:
    main, refs = tmp_path / "main.tex", tmp_path / "refs.bib"
    main.write_text(r"\cite{dole2021}")
    refs.write_text("@misc{mine, title={Mine}}")
    command = ["bib", str(main), "--output", str(refs)]
    ran = three(*command)
    assert ran.code == 2
    assert "--force" in ran.err
    assert "mine" in refs.read_text()
    assert three(*command, "--force").code == 0
    assert three(*command).code == 0
    assert "@misc{dole2021," in refs.read_text()
    assert not list(tmp_path.glob(".refs*"))


def test_notes_keep_what_the_user_wrote_below_the_marker(three: Papercat, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    assert three("export", "--notes", str(folder)).err == f"wrote 3 notes to {folder}\n"
    note = folder / "berg2019law.md"
    assert note.read_text().startswith('---\ntitle: "The Law"\nkey: "berg2019law"\nauthors: ["Ann')
    note.write_text(note.read_text() + "\nMy thoughts.\n")
    three("correct", "berg2019law", "--title", "The New Law")
    three("tag", "berg2019law", "+weirs")
    assert three("export", "--notes", str(folder)).err == f"wrote 1 note to {folder}\n"
    assert 'title: "The New Law"' in note.read_text()
    assert 'tags: ["weirs"]' in note.read_text()
    assert note.read_text().endswith("\nMy thoughts.\n")
    assert r"\<!-- \*x\* --\>" in (folder / "cole2020dam.md").read_text()


def test_a_file_that_is_no_note_is_left_alone(three: Papercat, tmp_path: Path) -> None:
    (tmp_path / "berg2019law.md").write_text("mine")
    ran = three("export", "--notes", str(tmp_path))
    assert ran.code == 3
    assert "not a note of papercat's" in ran.err
    assert (tmp_path / "berg2019law.md").read_text() == "mine"
