"""`search --fulltext`: the text of filed PDFs, and PDFs that try to do harm."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Papercat

from papercat.papers import paper_files

pypdf = pytest.importorskip("pypdf", reason="needs the extra papercat[pdf]")

ONE, OTHER = "jain2026mad", "hoffmann2022training"

pytestmark = pytest.mark.usefixtures("seeded")

Filed = Callable[[str, bytes], Path]


def stream(content: bytes, entries: str = "") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(content), content)


def pdf(*pages: bytes) -> bytes:
    """Write a PDF of some pages, each a stream of drawing commands."""
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
    ]
    for at, page in enumerate(pages):
        font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/Contents {4 + 2 * at} 0 R"
            f"/Resources<</Font<</F1 {font}>>>>>>".encode()
        )
        objects.append(page)
    return with_objects(objects)


def with_objects(objects: list[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def lines(*texts: str) -> bytes:
    """Write a page with lines of text."""
    drawn = " ".join(f"({text}) Tj 0 -20 Td" for text in texts)
    return stream(f"BT /F1 12 Tf 50 700 Td {drawn} ET".encode())


@pytest.fixture
def filed(papercat: Papercat, tmp_path: Path) -> Filed:
    """File the PDF of a paper, as a link."""

    def file(key: str, content: bytes) -> Path:
        path = tmp_path / f"{key}.pdf"
        path.write_bytes(content)
        assert papercat("file", key, path, "--link").code == 0
        return path

    return file


def found(papercat: Papercat, *query: str) -> list[str]:
    ran = papercat("search", "--fulltext", *query, "--keys")
    assert "Traceback" not in ran.err
    return ran.out.split()


def test_words_of_a_pdf_find_its_paper(papercat: Papercat, filed: Filed) -> None:
    filed(ONE, pdf(lines("An ablation study", "of trans-", "humance."), lines("Second page.")))
    assert found(papercat, "ablation") == [ONE]
    assert found(papercat, "ABLATIONS") == [ONE]
    assert found(papercat, '"ablation study" second') == [ONE]
    assert found(papercat, "transhumance") == [ONE]
    assert found(papercat, '"study ablation"') == []
    assert papercat("search", "ablation", "--keys").out == ""


def test_a_word_may_be_in_the_record_and_another_in_the_pdf(
    papercat: Papercat, filed: Filed
) -> None:
    filed(OTHER, pdf(lines("An ablation study")))
    assert found(papercat, "compute-optimal", "ablation") == [OTHER]
    assert found(papercat, "ablation", "year:2022") == [OTHER]
    assert found(papercat, "ablation", "title:study") == []
    assert found(papercat, "ablation OR hyperbolic") == ["gulcehre2018hyperbolic", OTHER]
    everything = found(papercat, "language", "--limit", "0")
    assert OTHER in everything
    assert OTHER not in found(papercat, "language", "-ablation", "--limit", "0")


def test_a_table_shows_a_piece_of_the_pdf(papercat: Papercat, filed: Filed) -> None:
    filed(ONE, pdf(lines("We begin with goats.", "An ablation study follows.")))
    ran = papercat("search", "--fulltext", "ablation", "--table")
    assert "  We begin with goats. An ablation study follows." in ran.out.splitlines()


def test_signs_behind_a_word_count(papercat: Papercat, filed: Filed) -> None:
    filed(ONE, pdf(lines("The code is C++.")))
    filed(OTHER, pdf(lines("See appendix C.")))
    assert found(papercat, "C++") == [ONE]


def test_a_pdf_is_read_again_when_it_changed(
    papercat: Papercat, filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filed(ONE, pdf(lines("An ablation study")))
    assert found(papercat, "ablation") == [ONE]
    path.write_bytes(pdf(lines("A survey of zebras")))
    assert found(papercat, "zebras") == [ONE]
    assert found(papercat, "ablation") == []
    monkeypatch.setattr(paper_files, "_READER", "not.asked")  # it is not read without a change
    assert found(papercat, "zebras") == [ONE]
    papercat("undo")
    assert found(papercat, "zebras") == []


def test_a_pdf_that_is_gone_is_still_found(papercat: Papercat, filed: Filed) -> None:
    path = filed(ONE, pdf(lines("An ablation study")))
    assert found(papercat, "ablation") == [ONE]
    path.unlink()
    assert found(papercat, "ablation") == [ONE]


def test_check_repairs_the_index(papercat: Papercat, filed: Filed) -> None:
    filed(ONE, pdf(lines("An ablation study")))
    assert found(papercat, "ablation") == [ONE]
    assert papercat("check").code == 0
    assert papercat("check", "--repair").code == 0
    assert found(papercat, "ablation") == [ONE]


def encrypted() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    packed = zlib.compress(b" " * 600_000_000, 1)
    return pdf(stream(packed, "/Filter/FlateDecode"))


def endless_tree() -> bytes:
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    return with_objects([catalogue, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def deep_tree() -> bytes:
    depth = 5000
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    for number in range(2, depth):
        objects.append(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1))
    objects.append(b"<</Type/Page/Parent %d 0 R>>" % (depth - 1))
    return with_objects(objects)


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"%PDF-1.7\n",
    "noise": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 100,
    "cut off": lambda: pdf(lines("An ablation study"))[:300],
    "no page": pdf,
    "no text": lambda: pdf(stream(b"q")),
    "open brackets": lambda: pdf(stream(b"[[[[" * 20_000)),
    "not deflated": lambda: pdf(stream(b"not deflated", "/Filter/FlateDecode")),
    "password": encrypted,
    "endless tree": endless_tree,
    "deep tree": deep_tree,
    "bomb": bomb,
}
"""PDFs by name, each made when its test runs: the bomb takes long"""


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_pdf_without_readable_text_is_one_line(
    papercat: Papercat, filed: Filed, name: str
) -> None:
    path = filed(ONE, UNREADABLE[name]())
    ran = papercat("search", "--fulltext", "hyperbolic", "--keys")
    assert (ran.code, ran.out) == (0, "gulcehre2018hyperbolic\n")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"not searched in full: {path}: ")
    assert papercat("search", "--fulltext", "hyperbolic", "--keys").err == ""  # said once


def test_a_pdf_that_takes_long_is_read_in_part(
    papercat: Papercat, filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_files, "_LONGEST_READING", 0.01)
    path = filed(ONE, pdf(lines("An ablation study")))
    ran = papercat("search", "--fulltext", "hyperbolic", "--keys")
    assert ran.err == f"not searched in full: {path}: read as far as 0.01 seconds allow\n"


def test_without_the_extra_one_line_says_how_to_install_it(
    papercat: Papercat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_files, "find_spec", lambda _name: None)
    ran = papercat("search", "--fulltext", "words")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "papercat: --fulltext needs pypdf; install it with: pip install 'papercat[pdf]'\n"
    )
