"""Files as documents: only text is read, and nothing of it is dropped."""

import bz2
import codecs
import gzip
import io
import lzma
import os
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from papercat.errors import InputRefused
from papercat.importing import compressed, documents
from papercat.importing.documents import find_files, open_document


def lines_of(path: Path) -> list[str]:
    with closing(open_document(str(path))) as document:
        return list(document.lines())


def refusal(path: Path) -> str:
    with pytest.raises(InputRefused) as caught:
        lines_of(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    return message


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "page.txt"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"one\ntwo\n", ["one", "two"]),
        (b"one\r\ntwo", ["one", "two"]),
        (b"one\n\ntwo\n", ["one", "", "two"]),
        ("a\u2028b\x0cc\n".encode(), ["a\u2028b\x0cc"]),
        (codecs.BOM_UTF8 + "é\n".encode(), ["é"]),
        (codecs.BOM_UTF16_LE + "é𝒳\n".encode("utf-16-le"), ["é𝒳"]),
        (codecs.BOM_UTF16_BE + "é𝒳\n".encode("utf-16-be"), ["é𝒳"]),
    ],
)
def test_lines_as_they_are_without_their_ends(file: Path, content: bytes, lines: list[str]) -> None:
    file.write_bytes(content)
    assert lines_of(file) == lines


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": partial(lzma.compress, preset=0),
    "zstd": zstandard.compress,
}


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("stdin", [False, True])
def test_a_compressed_file_is_read_like_any_other(
    file: Path, monkeypatch: pytest.MonkeyPatch, kind: str, *, stdin: bool
) -> None:
    content = "".join(f"line {number}, é\n" for number in range(100_000)).encode()
    packed = PACKED[kind](content[:1000]) + PACKED[kind](content[1000:])  # as `cat a.gz b.gz`
    file.write_bytes(packed)
    if stdin:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed)))
        file = Path("-")
    assert lines_of(file) == content.decode().split("\n")[:-1]


@pytest.mark.parametrize("kind", PACKED)
def test_a_small_file_cannot_expand_without_end(
    file: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compressed, "_ALWAYS_ALLOWED", 1 << 20)
    file.write_bytes(PACKED[kind]((b"a" * 99 + b"\n") * 50_000))
    with pytest.raises(InputRefused, match="it expands to more than 200 times its size"):
        lines_of(file)


@pytest.mark.parametrize(
    ("first", "encoding"),
    [
        ("% Encoding: windows-1252", "cp1252"),
        ("% -*- coding: latin-9-unix -*-", "iso-8859-15"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "iso-8859-1"),
        ("% Encoding: windows-1252", "utf-8"),
    ],
)
def test_the_first_line_may_name_an_encoding(file: Path, first: str, encoding: str) -> None:
    file.write_bytes(f"{first}\nGöğüş\n".replace("ğ", "é").replace("ş", "s").encode(encoding))
    assert lines_of(file) == [first, "Göéüs"]


@pytest.mark.parametrize(
    ("text", "encoding", "guessed"),
    [
        ("@book{k,\n title = {Für Élise, o Noël}}\n", "cp1252", "Windows-1252"),
        ("TY  - BOOK\nTI  - Für Élise\nER  - \n", "latin-1", "Windows-1252"),
        ("@book{k,\n title = {Für Élise}}\n", "utf-8", None),
    ],
)
def test_an_old_bibliography_may_be_windows_1252(
    file: Path, text: str, encoding: str, guessed: str | None
) -> None:
    file.write_bytes(text.encode(encoding))
    with closing(open_document(str(file))) as document:
        assert list(document.lines()) == text.splitlines()
        assert document.guessed_encoding == guessed


@pytest.mark.parametrize("encoding", ["gbk", "koi8-r"])
def test_other_encodings_are_not_guessed(file: Path, encoding: str) -> None:
    text = {"gbk": "深层学习", "koi8-r": "Глубокое"}[encoding]
    file.write_bytes(f"@book{{k, title = {{{text}}}}}\n".encode(encoding))
    with pytest.raises(InputRefused, match="not UTF-8 text"):
        lines_of(file)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\n\t", "it is empty"),
        (codecs.BOM_UTF8, "it is empty"),
        (b"PK\x03\x04 and more", "it is a ZIP archive; unpack it, or save a spreadsheet as CSV"),
        (gzip.compress(b"a title" * 9, mtime=0)[:-9], "the compressed file is damaged"),
        (lzma.compress(b"a title" * 9)[:-9], "the compressed file is damaged"),
        (bz2.compress(b"a title" * 9)[:-9], "the compressed file is damaged"),
        (zstandard.compress(b"a title" * 9)[:20] + b"xyz", "the compressed file is damaged"),
        (b"%PDF-1.7", "it is a PDF"),
        ("Viorica Pătrăucean".encode("cp1250"), "not UTF-8 text at byte 9"),
        ("é".encode("utf-16-le"), "not UTF-8 text at byte 0"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8 text at byte 0"),
        (b"half a char \xc3", "not UTF-8 text at byte 12"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "not UTF-16-LE text at byte 2"),
        (b"a title\x00 with NUL", "it is binary, with a NUL character in it"),
    ],
)
def test_what_is_not_text_is_refused_with_the_place(
    file: Path, content: bytes, reason: str
) -> None:
    file.write_bytes(content)
    assert reason in refusal(file)


@given(before=st.integers(0, 40), size=st.integers(1, 30))
def test_the_offset_of_a_bad_byte_is_right_wherever_the_pieces_end(before: int, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "_CHUNK", size)
        text = "aé€𝒳"[: before % 4 + 1] * 9
        content = text.encode() + b"\xff" + b"more"
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        with pytest.raises(InputRefused, match=f"at byte {len(text.encode())};"):
            lines_of(Path("-"))


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_text_comes_back_line_by_line(text: str, encoding: str) -> None:
    text = "x" + text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "_CHUNK", 7)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode(encoding))))
        lines = lines_of(Path("-"))
    expected = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert lines == (expected if expected[-1] else expected[:-1])


def test_a_huge_line_does_not_fill_the_memory(file: Path) -> None:
    with file.open("wb") as out:
        out.write(b"CVMay 6, 2022\n")
        out.truncate(1 << 20)
        out.seek(0, os.SEEK_END)
        out.write(b"a" * 100)
    assert "NUL" in refusal(file)
    file.write_bytes(b"a" * ((1 << 24) + (1 << 20) + 1))
    assert "a line is longer than 16 MB" in refusal(file)


@pytest.mark.parametrize("what", [b"\0", b"a"])
def test_an_endless_standard_input_is_refused_in_time(
    monkeypatch: pytest.MonkeyPatch, what: bytes
) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return what * size

    endless = Endless()
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": endless}))
    with pytest.raises(InputRefused):
        lines_of(Path("-"))
    assert endless.given < 1 << 26


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_devices_are_not_opened(path: str) -> None:
    with pytest.raises(InputRefused):
        open_document(path)


def test_a_fifo_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert "not a regular file; pipe it in and import -" in refusal(tmp_path / "fifo")


def test_a_missing_file_and_a_dead_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    assert "No such file" in refusal(tmp_path / "link")
    with pytest.raises(InputRefused, match="no such file or folder"):
        list(find_files([str(tmp_path / "missing")]))


def test_a_folder_that_cannot_be_read_is_said_after_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir, closed = os.scandir, tmp_path / "a"
    closed.mkdir()
    (tmp_path / "b.txt").touch()

    def refusing(path: str) -> object:
        if path == str(closed):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = find_files([str(tmp_path)])
    assert next(found) == str(tmp_path / "b.txt")
    with pytest.raises(InputRefused, match=f"^{closed}: Permission denied$"):
        next(found)


def test_a_folder_without_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".hidden").touch()
    with pytest.raises(InputRefused, match="no file in it"):
        list(find_files([str(tmp_path)]))


def test_folders_are_walked_by_name_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/two.txt", "b/one.txt", "a.txt", ".git/config", "b/.hidden"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [str(Path(path).relative_to(tmp_path)) for path in find_files([str(tmp_path)])]
    assert found == ["a.txt", "b/one.txt", "b/two.txt"]


def test_a_document_knows_its_absolute_path_its_size_and_its_hash(file: Path) -> None:
    file.write_bytes(b"abc\n")
    with closing(open_document(str(file))) as document:
        assert document.path == str(file)
        assert document.size == 4
        assert document.sha256.startswith("edeaaff3f1774ad2")
        list(document.lines())
        assert document.done == 4


def test_a_file_name_that_is_no_text_is_kept_readable(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"abc")
    with closing(open_document(os.fsdecode(path))) as document:
        assert document.path == f"{tmp_path}/caf\\xe9.txt"


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputRefused, match="standard input is closed"):
        open_document("-")


def test_lines_may_end_in_carriage_returns_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_LONGEST_LINE", 100)
    monkeypatch.setattr(documents, "_CHUNK", 30)
    file.write_bytes(b"One line\r" * 50)
    assert lines_of(file) == ["One line"] * 50


def test_blank_lines_before_a_text_are_no_empty_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_CHUNK", 10)
    file.write_bytes(b"\n" * 35 + b"One line\n")
    assert lines_of(file) == [""] * 35 + ["One line"]


def test_standard_input_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_LONGEST_INPUT", 1 << 22)
    lines = io.BytesIO(b"a line of text\n" * (1 << 20))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(lines))
    with pytest.raises(InputRefused, match="standard input has more than"):
        open_document("-")
    assert lines.tell() < 1 << 23
