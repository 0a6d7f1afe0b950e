"""`edit`: the record in the user's editor; what was changed becomes decisions."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import SEEDS, Papercat

from papercat.commands.edit import as_yaml, changed_fields, editable, from_yaml
from papercat.errors import UsageError
from papercat.papers.model import Author, Paper

ONE = "jain2026mad"

pytestmark = pytest.mark.usefixtures("seeded")

Editor = Callable[[str], Path]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Make an editor of lines of shell; `$1` is the file, and `$2` how often it was opened."""

    def make(script: str) -> Path:
        file = tmp_path / "editor"
        count = tmp_path / "count"
        lines = f'echo >> {count}\nset -- "$1" $(wc -l < {count})\ncp "$1" {tmp_path}/seen.$2\n'
        file.write_text(f"#!/bin/sh\n{lines}{script}\n", "utf-8")
        file.chmod(0o755)
        monkeypatch.setenv("VISUAL", str(file))
        return tmp_path

    return make


def record(papercat: Papercat) -> dict[str, object]:
    found: dict[str, object] = json.loads(papercat("show", ONE, "--json").out)
    return found


def test_each_changed_field_is_a_decision(papercat: Papercat, editor: Editor) -> None:
    before = record(papercat)
    editor("""sed -i "s/^venue: .*/venue: ICLR/; s/^tags: .*/tags: [rl, todo]/" "$1" """)
    ran = papercat("edit", ONE)
    assert ran.err.splitlines() == [
        f"Settled {ONE}: venue: ICLR; tags: rl, todo",
        "take it back with: papercat undo 2, then papercat undo 1",
    ]
    papercat("import", SEEDS)
    assert (record(papercat)["venue"], record(papercat)["tags"]) == ("ICLR", ["rl", "todo"])
    papercat("undo", "1")
    assert (record(papercat)["venue"], record(papercat)["tags"]) == (None, ["rl", "todo"])
    papercat("undo", "2")
    assert record(papercat) == before


def test_every_field_can_be_changed(papercat: Papercat, editor: Editor) -> None:
    text = (
        "title: 'Sheep: a study'\nauthors: [Ada Moor, Ben Okafor]\nabstract: |\n  Sheep graze.\n"
        "published: 2022-03-29\ncategories: [LG]\norganisations: [mit]\nvenue: ICLR\n"
        "comment: 12 pages\nhas_code: yes\ntags: rl\nstatus: read\n"
        "notes: |\n  # Idea\n\n  Graze more.\narxiv: arXiv:2203.15556v2\ndoi: https://doi.org/10.1000/182\n"
    )
    editor(f"cat > \"$1\" <<'END'\n{text}END")
    assert papercat("edit", ONE).code == 0
    found = record(papercat)
    assert found["title"] == "Sheep: a study"
    assert found["categories"] == ["cs.LG"]
    assert found["notes"] == "# Idea\n\nGraze more."
    assert found["ids"] == {"arxiv": "2203.15556", "doi": "10.1000/182"}
    assert found["published"] == "2022-03-29"
    assert found["has_code"] is True
    assert papercat("check").code == 0


def test_an_identifier_is_settled_under_its_scheme(papercat: Papercat) -> None:
    ran = papercat("correct", ONE, "--doi", "https://doi.org/10.1000/182")
    assert ran.err.startswith(f"Settled {ONE}: doi: 10.1000/182\n")
    ran = papercat("correct", ONE, "--doi", "10.48550/arXiv.2203.15556")
    assert ran.err.startswith(f"Settled {ONE}: arxiv: 2203.15556\n")


def test_a_list_of_authors_that_is_cut_short_can_be_completed(
    papercat: Papercat, editor: Editor
) -> None:
    before = record(papercat)
    assert before["authors_truncated"] is True
    editor("""sed -i "s/^- et al\\.$/- Ada Moor/" "$1" """)
    ran = papercat("edit", ONE)
    assert ran.code == 0, ran.err
    found = record(papercat)
    assert found["authors_truncated"] is False
    assert found["authors"][3]["name"] == "Ada Moor"  # type: ignore[index]  # a list
    papercat("import", SEEDS)
    assert record(papercat)["authors_truncated"] is False
    papercat("undo")
    assert record(papercat) == before


def test_a_field_can_be_emptied(papercat: Papercat, editor: Editor) -> None:
    papercat("correct", ONE, "--venue", "ICLR")
    editor("""sed -i "s/^venue: .*/venue:/" "$1" """)
    papercat("edit", ONE)
    assert record(papercat)["venue"] is None


def test_nothing_changed_is_no_decision(papercat: Papercat, editor: Editor) -> None:
    editor("true")
    assert papercat("edit", ONE).err == "Nothing was changed.\n"
    assert papercat("decisions").out == ""


def test_an_error_opens_the_editor_again_with_a_message(papercat: Papercat, editor: Editor) -> None:
    folder = editor(
        'if [ $2 = 1 ]; then sed -i "s/^published: .*/published: soon/; s/^venue: .*/venue: ICLR/"'
        ' "$1"; else sed -i "s/^published: .*/published: 2020/" "$1"; fi'
    )
    assert papercat("edit", ONE).code == 0
    again = (folder / "seen.2").read_text("utf-8")
    assert again.startswith("# Wrong: published 'soon' is not 2022, 2022-03 or a day")
    assert "venue: ICLR" in again
    assert record(papercat)["published"] == "2020"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("title:", "title is empty"),
        ("nonsense: 1", "no field 'nonsense'; choose from title, authors"),
        ("venue: [ICLR", "not YAML: "),
        ("venue: {a: b}", "venue is not one text"),
        ("authors: {a: b}", "authors is not a list; write each on a line that begins with -"),
        ("status: done", "no status 'done'; choose one of unread, reading, read, none"),
        ("tags: [two words]", "'two words' is not a tag"),
        ("categories: [two words]", "category 'two words' is not one word such as cs.LG"),
        ("doi: sheep", "doi 'sheep' is not a DOI such as 10.1000/182"),
        ("doi: 10.48550/arXiv.2203.15556", "is an arXiv id; write it behind arxiv:"),
        ("arxiv: 12", "arxiv '12' is not an arXiv id such as 2203.15556"),
        ("has_code: maybe", "has_code 'maybe' is neither yes nor no"),
        ("hello", "write a line for each field, such as title: Sheep"),
    ],
)
def test_leaving_an_error_unchanged_gives_up(
    papercat: Papercat, editor: Editor, line: str, said: str
) -> None:
    editor(f'if [ $2 = 1 ]; then echo "{line}" > "$1"; fi')
    ran = papercat("edit", ONE)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert papercat("decisions").out == ""


TEXTS = st.text(st.characters(exclude_categories=["C"])).map(lambda text: " ".join(text.split()))


@given(TEXTS, st.lists(TEXTS.filter(bool)), TEXTS, TEXTS)
def test_a_record_is_read_back_as_it_was_written(
    title: str, authors: list[str], abstract: str, notes: str
) -> None:
    paper = Paper(
        title, abstract=abstract, authors=tuple(map(Author, authors)), notes=f"{notes}\n\n# End"
    )
    before = editable(paper)
    assert changed_fields(before, from_yaml(as_yaml(before))) == {}


@given(st.text())
def test_no_text_is_more_than_wrong_usage(text: str) -> None:
    before = editable(Paper("Sheep"))
    try:
        changed_fields(before, from_yaml(text))
    except UsageError:
        return
