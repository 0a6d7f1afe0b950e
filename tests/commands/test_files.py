"""`file` and `open`: PDFs of papers, and their pages on the web."""

from pathlib import Path

import pytest
from running import SEEDS, Papercat

ONE = "jain2026mad"
RECORD = '{"title": "Sheep", "key": "sheep", "ids": {"arxiv": "2203.15556"}}\n'

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "a paper.pdf"
    path.write_bytes(b"%PDF-1.7\nSheep graze.\n")
    return path


@pytest.fixture
def sheep(papercat: Papercat, tmp_path: Path) -> str:
    """A paper with an arXiv id."""
    (tmp_path / "sheep.jsonl").write_text(RECORD, "utf-8")
    papercat("import", tmp_path / "sheep.jsonl")
    return "sheep"


def test_a_pdf_is_copied_under_the_key(papercat: Papercat, pdf: Path, tmp_path: Path) -> None:
    copy = tmp_path / "library" / f"{ONE}.pdf"
    ran = papercat("file", ONE, pdf)
    assert ran.err.splitlines()[0] == f"Copied the PDF of {ONE}: {copy}"
    assert copy.read_bytes() == pdf.read_bytes()
    assert papercat("open", ONE, "--print").out == f"{copy}\n"
    assert f"pdf\t{copy}" in papercat("show", ONE).out
    assert papercat("search", "has:pdf", "--keys").out == f"{ONE}\n"
    papercat("import", SEEDS)
    assert papercat("open", ONE, "--print").out == f"{copy}\n"
    papercat("undo")
    assert papercat("search", "has:pdf", "--keys").out == ""
    assert copy.exists()


def test_the_same_pdf_is_copied_once_and_another_one_beside_it(
    papercat: Papercat, pdf: Path, tmp_path: Path
) -> None:
    papercat("file", ONE, pdf)
    papercat("file", ONE, pdf)
    assert [path.name for path in (tmp_path / "library").iterdir()] == [f"{ONE}.pdf"]
    pdf.write_bytes(b"%PDF-1.7\nSecond version.\n")
    papercat("file", ONE, pdf)
    newest = tmp_path / "library" / f"{ONE}-2.pdf"
    assert papercat("open", ONE, "--print").out == f"{newest}\n"


def test_a_link_leaves_the_pdf_where_it_is(papercat: Papercat, pdf: Path) -> None:
    papercat("file", ONE, pdf, "--link")
    assert papercat("open", ONE, "--print").out == f"{pdf}\n"
    assert not pdf.with_name("library").exists()


def test_check_names_a_missing_pdf(papercat: Papercat, pdf: Path, sheep: str) -> None:
    papercat("file", sheep, pdf, "--link")
    pdf.unlink()
    ran = papercat("check")
    assert ran.code == 1
    assert f"filed PDFs that are missing: 1 (sheep: {pdf})" in ran.out
    assert papercat("open", sheep, "--print").out == "https://arxiv.org/abs/2203.15556\n"


def test_remove_says_what_becomes_of_a_pdf(papercat: Papercat, pdf: Path) -> None:
    papercat("file", ONE, pdf, "--link")
    assert f"The PDF stays where it is: {pdf}" in papercat("remove", ONE).err
    assert pdf.exists()


def test_papers_are_opened_by_the_program_that_the_user_set(
    papercat: Papercat, pdf: Path, sheep: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/opened"\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PAPERCAT_OPENER", str(opener))
    papercat("file", sheep, pdf, "--link")
    papercat("file", ONE, pdf, "--link")
    assert papercat("open", sheep, ONE).code == 0
    assert papercat("open", sheep, "--page").code == 0
    opened = (tmp_path / "opened").read_text().splitlines()
    assert opened == [str(pdf), str(pdf), "https://arxiv.org/abs/2203.15556"]


def test_an_address_that_is_no_web_page_is_never_opened(papercat: Papercat, tmp_path: Path) -> None:
    record = '{"title": "Bad", "key": "bad", "ids": {"url": "file:///etc/passwd"}}\n'
    (tmp_path / "bad.jsonl").write_text(record, "utf-8")
    papercat("import", tmp_path / "bad.jsonl")
    ran = papercat("open", "bad")
    assert ran.code == 1
    assert "bad has no address on the web" in ran.err
