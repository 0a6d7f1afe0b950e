"""pandoc makes one and the same bibliography of CSL-JSON, BibTeX and BibLaTeX."""

import shutil
import subprocess
from pathlib import Path

import pytest
from running import Papercat

pytestmark = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")

PAPERS = [
    r"""{"title": "The \"Dual\" of $10^{-5}$ and {braces}", "published": "2019-03-05",
    "authors": ["Ann van der Berg", "Bo Cole Jr."], "ids": {"doi": "10.5555/a_b"}}""",
    r"""{"title": "iGen: a 'study' of $\\mathbb{Z}_2^n$-graded R&D", "published": "2020",
    "authors": ["The ATLAS Collaboration"], "venue": "Proceedings of Weirs",
    "extra": {"pages": "1–9", "editor": "Ott, Ida and Bo Cole", "address": "Lund"}}""",
    r"""{"title": "Untersuchung der Wehre bei $\\sqrt{s} = 7$", "published": "2021-06",
    "authors": ["Cy Dee"], "authors_truncated": true, "venue": "Wasser",
    "extra": {"langid": "german", "volume": "3", "number": "2"}}""",
]


def bibliography(papercat: Papercat, folder: Path, form: str, ending: str) -> str:
    """Return what pandoc makes of an export."""
    references = folder / f"references.{ending}"
    references.write_text(papercat("export", f"--{form}").out, "utf-8")
    document = folder / "document.md"
    document.write_text('---\nnocite: "@*"\n---\n', "utf-8")
    command = [
        "pandoc",
        "--citeproc",
        "--bibliography",
        str(references),
        str(document),
        "-t",
        "plain",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_bibliography_does_not_depend_on_the_format(papercat: Papercat, tmp_path: Path) -> None:
    papers = "\n".join(" ".join(paper.split()) for paper in PAPERS)
    assert papercat("import", "-", stdin=papers.encode()).code == 0
    from_csl = bibliography(papercat, tmp_path, "csl", "json")
    assert "10⁻⁵" in from_csl
    assert "edited by Ida Ott" in from_csl
    assert "Untersuchung der Wehre" in from_csl
    assert bibliography(papercat, tmp_path, "bibtex", "bibtex") == from_csl
    assert bibliography(papercat, tmp_path, "biblatex", "bib") == from_csl


@pytest.mark.usefixtures("seeded")
def test_so_it_is_with_the_seeds(papercat: Papercat, tmp_path: Path) -> None:
    from_csl = bibliography(papercat, tmp_path, "csl", "json")
    assert bibliography(papercat, tmp_path, "bibtex", "bibtex") == from_csl
    assert bibliography(papercat, tmp_path, "biblatex", "bib") == from_csl
