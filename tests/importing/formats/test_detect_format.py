"""Which reader a document is for: told by what is in it, never by its name."""

from contextlib import closing
from pathlib import Path

import pytest
from running import ENTRY

from papercat.errors import InputRefused
from papercat.importing.documents import open_document
from papercat.importing.formats import all_formats, detect_format

POST = "---\ntitle: A Post\n---\nText.\n"
ARXIV = '{"id": "1", "title": "T", "update_date": "2008-11-26"}\n'


def format_of(tmp_path: Path, content: str, name: str = "document") -> str:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with closing(open_document(str(path))) as document:
        return detect_format(document).NAME


def test_every_file_with_a_reader_in_it_is_found() -> None:
    assert {each.NAME for each in all_formats()} >= {"arxiv", "jsonl", "listing", "post"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (ENTRY, "listing"),
        ("Menu\nHome\n50 papers\n" + ENTRY, "listing"),
        ("LGJan 30\nA Title", "listing"),
        (POST, "post"),
        ("\n\n" + POST, "post"),
        (POST + "AI · 6 May 2022\n", "post"),
        (POST + ENTRY, "listing"),
        ('{"title": "T"}\n', "jsonl"),
        ('\n{"title": "T"}\n', "jsonl"),
        ('{"title": "broken\n{"title": "T"}\n', "jsonl"),
        (ARXIV, "arxiv"),
        ('{"items": [{"DOI": "10.5555/x", "title": ["T"]}]}', "crossref"),
        ('{"results": [{"id": "https://openalex.org/W1", "title": "T"}]}', "openalex"),
    ],
)
@pytest.mark.parametrize("file", ["a.txt", "a.md", "a.jsonl", "a"])
def test_told_by_content(tmp_path: Path, content: str, name: str, file: str) -> None:
    assert format_of(tmp_path, content, file) == name


@pytest.mark.parametrize(
    "content",
    ["A post without front matter.\n\nMore.", "# README\n", "[1, 2]", "42", "<html>", "a,b\n1,2"],
)
def test_anything_else_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputRefused, match="unknown format"):
        format_of(tmp_path, content)


def test_one_format_knows_a_document_best() -> None:
    for content in (ENTRY, POST, ARXIV, '{"title": "T"}\n'):
        scores = sorted(each.score(content) for each in all_formats())
        assert scores[-1] > scores[-2]
