"""The real documents, where they are at hand: everything in them is in the catalogue.

They are not ours to hand on; without them this file is skipped and the same is
checked on `seeds/`, which has their facts (tests/commands/test_import.py).
"""

import json
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from running import ROOT, SEEDS, Papercat, as_process

from papercat.commands.support.invocation import Invocation

ORIGINALS = ROOT.parent / "shared" / "seeds"
EXPECTED = ORIGINALS / "expected.jsonl"
DOCUMENTS = sorted(ORIGINALS.glob("*.txt"))

pytestmark = pytest.mark.skipif(not EXPECTED.exists(), reason=f"no real documents at {ORIGINALS}")

Records = list[dict[str, object]]


@pytest.fixture(scope="session")
def imported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("originals") / "papers.db"
    assert as_process("import", *DOCUMENTS, "--db", path).code == 0
    return path


@pytest.fixture
def imported(imported_once: Path, catalogue: Path) -> Path:
    """A catalogue of its own with the documents in it."""
    shutil.copy(imported_once, catalogue)
    return catalogue


@pytest.fixture
def exported(imported: Path, papercat: Papercat) -> str:
    """The catalogue with the documents, as JSON lines."""
    assert imported.exists()
    return papercat("export", "--jsonl").out


def test_all_84_entries_are_there_in_every_field(exported: str) -> None:
    papers = {}
    for paper in map(json.loads, exported.splitlines()):
        for source in paper["sources"]:
            papers[Path(source["file"]).name, paper["title"]] = paper
    expected = [json.loads(line) for line in EXPECTED.read_text("utf-8").splitlines()]
    assert len(expected) == len(papers) == 84
    for entry in expected:
        paper = papers[entry["file"], entry["title"]]
        listed = [author["name"] for author in paper["authors"] if author["basis"] == "stated"]
        assert listed == entry["authors"]
        assert paper["authors_truncated"] == entry["authors_truncated"]
        assert paper["categories"] == [entry["category"]]
        assert paper["published"] == entry["published"]
        assert paper["has_code"] == entry["has_code"]
        assert set(paper["organisations"]) >= set(entry["affiliations"])
        inferred = {guess["field"] for guess in paper["inferences"]}
        assert ("published" in inferred) is not entry["year_given"]


def test_every_line_is_kept_as_printed_with_the_place_where_it_stands(
    exported: str,
) -> None:
    for paper in map(json.loads, exported.splitlines()):
        for source in paper["sources"]:
            lines = Path(source["file"]).read_text("utf-8").split("\n")
            begins = source["line"] - 1
            assert "\n".join(lines[begins : begins + 2]).strip() == source["printed"].strip()
            assert lines[begins + 2].strip() == paper["abstract"] or len(paper["sources"]) > 1


def test_83_papers_one_of_them_with_two_sources(exported: str) -> None:
    papers = [json.loads(line) for line in exported.splitlines()]
    assert len(papers) == 83
    (twice,) = [paper["title"] for paper in papers if len(paper["sources"]) == 2]
    assert twice.startswith("Gemini 2.5: ")


@pytest.mark.parametrize(
    ("name", "papers"),
    [
        ("Simon Osindero", "50: 14 stated, 36 inferred"),
        ("Adam Santoro", "34: 17 stated, 17 inferred"),
    ],
)
def test_whose_page_it_is(imported: Path, papercat: Papercat, name: str, papers: str) -> None:
    assert imported.exists()
    page = papercat("author", name)
    assert f"papers\t{papers}\n" in page.out


@pytest.mark.parametrize(
    ("conference", "facts"),
    [
        (
            "iclr2024",
            [
                "edition\t12",
                "Vienna, Austria",
                "2024-05-07 to 2024-05-11",
                "DeepMind: more than 70",
            ],
        ),
        ("iclr2023", ["edition\t11", "Kigali, Rwanda", "2023-05-01 to 2023-05-05", "DeepMind: 23"]),
        (
            "icml2024",
            ["Vienna, Austria", "2024-07-21 to 2024-07-27", "Google DeepMind: more than 80"],
        ),
    ],
)
def test_conferences(imported: Path, papercat: Papercat, conference: str, facts: list[str]) -> None:
    assert imported.exists()
    page = papercat("conference", conference).out
    for fact in facts:
        assert fact in page


@pytest.mark.parametrize(
    ("conference", "names"),
    [
        (
            "iclr2024",
            {
                "WebAgent": "oral",
                "DyST": "",
                "ExeDec": "",
                "Gemma": "demo",
                "Robotics Transformers": "demo",
            },
        ),
        ("iclr2023", {"FIGnet": "", "Agent 57": "", "algorithm distillation": ""}),
        (
            "icml2024",
            {
                "Gemini Nano": "",
                "LearnLM": "",
                "TacticAI": "demo",
                "VideoPoet": "",
                "Genie": "",
                "MagicLens": "",
            },
        ),
    ],
)
def test_what_posts_name_and_how_it_is_shown(
    imported: Path, papercat: Papercat, conference: str, names: dict[str, str]
) -> None:
    assert imported.exists()
    rows = json.loads(papercat("conference", conference, "--json").out)["mentions"]
    assert {row["name"]: row["presentation"] or "" for row in rows} == names
    assert all(row["sentence"] for row in rows)


def test_the_orals_and_spotlights_of_a_conference(imported: Path, papercat: Papercat) -> None:
    assert imported.exists()
    highlights = json.loads(papercat("conference", "iclr2024", "--json").out)["highlights"]
    shown = [highlight["presentation"] for highlight in highlights]
    assert (shown.count("oral"), shown.count("spotlight")) == (3, 2)
    sentences = [highlight["sentence"] for highlight in highlights]
    assert len(sentences) == len(set(sentences))
    found = papercat("search", "--posts", "approximate causal model", "--keys").out
    assert found == "google-deepmind-at-iclr-2024\n"


def test_a_mention_is_joined_to_a_paper_only_when_it_is_that_paper(
    imported: Path, papercat: Papercat
) -> None:
    assert imported.exists()
    rows = json.loads(papercat("conference", "icml2024", "--json").out)["mentions"]
    joined = {row["name"]: row["paper"] for row in rows if row["paper"]}
    assert joined == {"Genie": "bruce2024genie"}


def test_importing_again_changes_nothing(exported: str, papercat: Papercat) -> None:
    again = papercat("import", *DOCUMENTS)
    assert again.rows[-1] == ["in all", "87", "0", "0", "87", "0", "0"]
    assert papercat("export", "--jsonl").out == exported


@pytest.mark.parametrize(
    ("today", "options"),
    [
        (date(1970, 1, 1), ()),
        (date(2040, 12, 31), ()),
        (date(2040, 12, 31), ("--as-of", "2026-06-01")),
    ],
)
def test_the_clock_does_not_matter(
    papercat: Papercat,
    monkeypatch: pytest.MonkeyPatch,
    today: date,
    options: tuple[str, ...],
) -> None:
    monkeypatch.setattr(Invocation, "today", today)
    assert papercat("import", *DOCUMENTS, *options).code == 0
    papers = map(json.loads, papercat("export", "--jsonl").out.splitlines())
    dates = sorted(paper["published"] for paper in papers)
    expected = [json.loads(line) for line in EXPECTED.read_text("utf-8").splitlines()]
    assert dates == sorted({row["title"]: row["published"] for row in expected}.values())


@pytest.fixture
def _home_zone() -> Iterator[None]:
    """Go back to the time zone of this computer in the end."""
    yield
    time.tzset()


@pytest.mark.usefixtures("_home_zone")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_another_time_zone_and_year_give_the_same_catalogue(
    imported_once: Path,
    papercat: Papercat,
    catalogue: Path,
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setattr(Invocation, "today", date(2028, 2, 29))
    assert papercat("import", *DOCUMENTS).code == 0
    there = papercat("export", "--jsonl", "--db", catalogue)
    assert there.out == papercat("export", "--jsonl", "--db", imported_once).out


@pytest.mark.parametrize("name", ["simon-osindero", "adam-santoro"])
def test_our_own_listings_say_the_same_in_every_field_but_the_abstract(
    papercat: Papercat, catalogue: Path, name: str
) -> None:
    number = {"simon-osindero": "003", "adam-santoro": "004"}[name]
    (original,) = ORIGINALS.glob(f"{number}_*.txt")

    def facts(document: Path) -> Records:
        catalogue.unlink(missing_ok=True)
        papercat("import", document)
        papers = [json.loads(line) for line in papercat("export", "--jsonl").out.splitlines()]
        for paper in papers:
            for key in ("abstract", "confidence", "sources", "doubts"):
                del paper[key]
        return papers

    assert facts(SEEDS / f"{name}.txt") == facts(original)


def test_both_pages_in_one_file_are_nobodys(papercat: Papercat, tmp_path: Path) -> None:
    listings = [path.read_text("utf-8") for path in DOCUMENTS if path.name[:3] in {"003", "004"}]
    for order in (listings, listings[::-1]):
        both = tmp_path / "both.txt"
        both.write_text("\n".join(order), "utf-8")
        assert papercat("import", both).code == 0
    assert not [
        author
        for paper in map(json.loads, papercat("export", "--jsonl").out.splitlines())
        for author in paper["authors"]
        if author["basis"] == "inferred"
    ]


COMPLETE = ROOT.parent / "shared" / "complete"
"""records of the documents' papers, from arXiv and from conferences"""
OWNERS = {
    "003_3e59003a9a0e6f39.txt": "Simon Osindero",
    "004_a463f02067fac928.txt": "Adam Santoro",
}


@pytest.mark.skipif(not COMPLETE.exists(), reason=f"no records at {COMPLETE}")
@pytest.mark.parametrize("order", [1, -1], ids=["documents first", "records first"])
def test_records_complete_the_lists_that_the_documents_cut_off(
    papercat: Papercat, order: int
) -> None:
    records = sorted(COMPLETE.glob("seeds-*.jsonl"))
    for path in [*DOCUMENTS, *records][::order]:
        assert papercat("import", path).code == 0
    papers = list(map(json.loads, papercat("export", "--jsonl").out.splitlines()))
    assert len(papers) == 83

    titles: set[str] = set()
    for path in records:
        for line in path.read_text("utf-8").splitlines():
            titles.add(folded(json.loads(line)["title"]))
    completed = 0
    for paper in papers:
        files = {Path(source["file"]).name for source in paper["sources"]}
        if files.isdisjoint(path.name for path in records):
            continue
        completed += 1
        stated = [each["name"] for each in paper["authors"] if each["basis"] == "stated"]
        assert not paper["authors_truncated"], paper["title"]
        for owner in {OWNERS[name] for name in files if name in OWNERS}:
            assert owner in stated, paper["title"]
    assert completed == len(titles)


def folded(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))
