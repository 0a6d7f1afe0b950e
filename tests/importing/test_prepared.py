"""Papers prepared without a catalogue, and handed to another process."""

import pickle
from dataclasses import replace

import pytest
from papercat.importing.prepared import batches, complete_batches, prepare

from papercat.importing import prepared
from papercat.papers.model import Author, Doubt, Guess, Note, Origin, Paper, Record, Refusal

PLAIN = Paper(
    title="A Title of Words",
    line=3,
    abstract="An abstract.",
    authors=(Author("Jane O'Doe"), Author("Jörg Müller")),
    published="2022-05-06",
    categories=("cs.CV", "cs.LG"),
    venue="ICLR",
    ids=(("arxiv", "2205.00001"), ("doi", "10.1/x")),
)
MORE = (
    {"authors_truncated": True},
    {"has_code": True},
    {"organisations": ("deepmind",)},
    {"key": "doe2022words"},
    {"printed": "A TitleJane Doe"},
    {"confidence": 0.0},
    {"guesses": (Guess("published", "why"),)},
    {"doubts": (Doubt("title", 0.5, "why"),)},
    {"origins": (Origin("/x", 1),)},
    {"authors": (Author("Jane Doe", "inferred"),)},
    {"authors": (Author("Jane Doe", person=0),)},
)


def test_a_plain_paper_is_the_paper_it_was() -> None:
    found = prepare(PLAIN)
    assert found.whole is None
    assert found.paper == PLAIN
    assert found.key == "odoe2022title"


@pytest.mark.parametrize("more", MORE, ids=[str(*more) for more in MORE])
def test_a_paper_that_says_more_is_kept_whole(more: dict[str, object]) -> None:
    paper = replace(PLAIN, **more)
    assert prepare(paper).paper == paper


def test_identifiers_are_as_they_are_kept() -> None:
    printed = (("doi", "10.1/X"), ("arXiv", "2205.00001v3"))
    assert prepare(replace(PLAIN, ids=printed)).paper == PLAIN
    assert prepare(replace(PLAIN, ids=printed, has_code=True)).paper.ids == PLAIN.ids


def test_batches_have_every_record_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "AT_ONCE", 2)
    records: list[Record] = [PLAIN, Refusal(2, "why"), PLAIN, Note(4, "text"), PLAIN]
    found = list(batches(records))
    assert [(len(b.papers), len(b.others), b.full) for b in found] == [
        (1, 1, True),
        (1, 1, True),
        (1, 0, False),
    ]


def test_a_batch_arrives_in_another_process_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "AT_ONCE", 2)
    records: list[Record] = [PLAIN, replace(PLAIN, has_code=True), Refusal(2, "why"), PLAIN]
    found = list(complete_batches(records))
    assert [pickle.loads(pickle.dumps(batch)) for batch in found] == found  # noqa: S301  made here
    assert [list(batch.forms) for batch in found] == [["Jane O'Doe", "Jörg Müller"], [], []]
    assert found[-1].words is not None
    assert {"odoe", "muller", "words"} <= {word for _, word in found[-1].words.spellings}
