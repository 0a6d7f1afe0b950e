"""The commands that ask questions, on the seeds."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import Papercat

pytestmark = pytest.mark.usefixtures("seeded")


def test_search_finds_papers_that_have_every_word(papercat: Papercat) -> None:
    ran = papercat("search", "compute", "optimal")
    assert ran.code == 0
    assert ["hoffmann2022training", "2022-03-29"] in [row[:2] for row in ran.rows]


@pytest.mark.parametrize("word", ["Pătrăucean", "patraucean", "PATRAUCEAN"])
def test_search_knows_names_without_accents(papercat: Papercat, word: str) -> None:
    assert len(papercat("search", word).rows) == 4


def test_search_without_words_shows_the_newest(papercat: Papercat) -> None:
    dates = [row[1] for row in papercat("search", "-n", "30").rows]
    assert len(dates) == 30
    assert dates == sorted(dates, reverse=True)
    assert dates[0].startswith("2026")


def test_search_pages(papercat: Papercat) -> None:
    both = papercat("search", "-n", "10").rows
    assert papercat("search", "-n", "5", "--offset", "5").rows == both[5:]


def test_search_that_finds_nothing_is_exit_1(papercat: Papercat) -> None:
    ran = papercat("search", "xyzzyplugh")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1


TYPED = """\
C++ AND NOT OR foo-bar O'Brien GPT-4 " '' * ( ) ^ - title: a:b {x} \\ % _ ;-- 🦆 … NEAR(a) '; a* ~x
"""


@pytest.mark.parametrize(
    "words", [*TYPED.split(), "\x00", "", " ", "a" * 10_000, "'; DROP TABLE papers"]
)
def test_nothing_a_person_types_is_a_traceback(papercat: Papercat, words: str) -> None:
    ran = papercat("search", "--", words)
    assert ran.code in {0, 1, 2}
    assert ran.err.count("\n") <= 2


@settings(
    max_examples=settings().max_examples // 2,  # each runs six commands
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text() | st.text(alphabet='ab" -():*~^.,%_…', min_size=1))
def test_every_command_answers_any_words_in_one_line(papercat: Papercat, words: str) -> None:
    for command in ("search", "show", "author", "category", "conference", "post"):
        ran = papercat(command, "--", words)
        assert ran.code in {0, 1, 2}
        assert "papercat.db" not in ran.err
        assert ran.err.count("\n") <= 2


def test_show_tells_stated_and_inferred_apart(papercat: Papercat) -> None:
    page = papercat("show", "hoffmann2022training").out
    assert "authors\tJordan Hoffmann, Sebastian Borgeaud, Arthur Mensch et al.\n" in page
    assert "author\t~Simon Osindero\n" in page
    assert "category\tcs.CL Computation and Language\n" in page
    assert "simon-osindero.txt:4\n" in page


def test_show_marks_a_year_that_was_inferred(papercat: Papercat) -> None:
    assert "published\t~2026-01-30\n" in papercat("show", "velickovic2026").out


def test_show_as_json_is_the_record(papercat: Papercat) -> None:
    shown = json.loads(papercat("show", "bruce2024genie", "--json").out)
    assert shown["key"] == "bruce2024genie"
    assert shown["sources"][0]["printed"].startswith("LGFeb 23, 2024\nGenie: ")


def test_why_cuts_a_value_on_a_screen_alone(papercat: Papercat) -> None:
    abstract = json.loads(papercat("show", "hoffmann2022training", "--json").out)["abstract"]
    assert len(abstract) > 120
    for view in ("--json", "--csv", "--plain"):
        assert abstract in papercat("why", "hoffmann2022training", view).out
    assert "…" in papercat("why", "hoffmann2022training", "--table").out


def test_an_authors_page(papercat: Papercat) -> None:
    page = papercat("author", "Simon Osindero").out
    assert "papers\t50: 14 stated, 36 inferred\n" in page
    assert "appears as\tSimon Osindero 14\n" in page
    assert "categories\tcs.LG 21, cs.AI 11, cs.CL 7, " in page
    record = json.loads(papercat("author", "Simon Osindero", "--json").out)
    assert (record["stated"], record["inferred"]) == (14, 36)
    assert record["categories"]["cs.LG"] == 21
    basis = [paper["basis"] for paper in record["papers"]]
    assert (basis.count("stated"), basis.count("inferred")) == (14, 36)
    published = [paper["published"] for paper in record["papers"]]
    assert published == sorted(published, reverse=True)


@pytest.mark.parametrize(
    "name",
    ["Viorica Pătrăucean", "viorica patraucean", "Patraucean", "Viorica Patrau", "PATRAUCEAN"],
)
def test_an_author_by_any_form_of_the_name(papercat: Papercat, name: str) -> None:
    page = papercat("author", name)
    assert page.code == 0
    assert page.out.startswith("Viorica Pătrăucean\n")
    assert "appears as\tViorica Patraucean 2, Viorica Pătrăucean 2\n" in page.out


def test_several_people_who_fit_are_listed_and_exit_is_1(papercat: Papercat) -> None:
    ran = papercat("author", "Simon")
    assert ran.code == 1
    assert "people match 'Simon'" in ran.err
    assert {"Simon Osindero", "Simon Schmitt"} <= {cell for row in ran.rows for cell in row}


def test_people_by_papers(papercat: Papercat) -> None:
    rows = papercat("authors", "-n", "2", "--csv").out.splitlines()[1:]
    assert "Simon Osindero,50,36,2015–2026" in rows[0]
    assert "Adam Santoro,34,17,2016–2025" in rows[1]


@pytest.mark.parametrize("org", ["deepmind", "DeepMind"])
def test_people_of_an_organisation(papercat: Papercat, org: str) -> None:
    assert papercat("authors", "--org", org, "--json").out == (
        papercat("authors", "--org", "deepmind", "--json").out
    )
    assert "Simon Osindero" in papercat("authors", "--org", org).out


@pytest.mark.parametrize(
    ("options", "said"), [(("--org", "nope"), "deepmind"), (("--year", "1800"), "nobody found")]
)
def test_an_empty_list_of_people_says_so(
    papercat: Papercat, options: tuple[str, str], said: str
) -> None:
    ran = papercat("authors", *options)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


@pytest.mark.parametrize("order", ["papers", "recent", "name"])
def test_everybody_in_any_order(papercat: Papercat, order: str) -> None:
    everybody = papercat("authors", "--all", "--sort", order, "--json")
    assert len(json.loads(everybody.out)) > 120


@pytest.mark.parametrize("code", ["cs.CV", "CV", "cv", "computer vision and pattern recognition"])
def test_a_category_by_code_or_name(papercat: Papercat, code: str) -> None:
    page = papercat("category", code).out
    assert page.startswith("cs.CV Computer Vision and Pattern Recognition\n")
    assert "papers\t7\n" in page


def test_categories_with_their_full_names(papercat: Papercat) -> None:
    names = {row[0]: row[1] for row in papercat("categories").rows}
    assert names == {
        "cs.LG": "Machine Learning",
        "cs.AI": "Artificial Intelligence",
        "cs.CL": "Computation and Language",
        "cs.CV": "Computer Vision and Pattern Recognition",
        "cs.NE": "Neural and Evolutionary Computing",
        "cs.SI": "Social and Information Networks",
        "q-bio.NC": "Neurons and Cognition",
        "stat.ML": "Machine Learning",
    }


@pytest.mark.parametrize("key", ["iclr2024", "ICLR2024", "ICLR 2024", " iclr2024 "])
def test_a_conference(papercat: Papercat, key: str) -> None:
    page = papercat("conference", key).out
    for fact in (
        "edition\t12",
        "name\tInternational Conference on Learning Representations",
        "place\tVienna, Austria",
        "days\t2024-05-07 to 2024-05-11",
        "papers\tGoogle DeepMind: more than 70",
    ):
        assert f"{fact}\n" in page


def test_conferences(papercat: Papercat) -> None:
    assert [row[:8] for row in papercat("conferences").rows] == [
        ["icml2024", "ICML", "2024", "", "Vienna", "Austria", "2024-07-21", "2024-07-27"],
        ["iclr2024", "ICLR", "2024", "12", "Vienna", "Austria", "2024-05-07", "2024-05-11"],
        ["iclr2023", "ICLR", "2023", "11", "Kigali", "Rwanda", "2023-05-01", "2023-05-05"],
    ]


def test_a_post_with_all_of_its_front_matter_and_text(papercat: Papercat) -> None:
    page = papercat("post", "iclr-2024").out
    for fact in (
        "key\tgoogle-deepmind-at-iclr-2024",
        "published\t2024-05-03T13:39:00+00:00",
        "source\tDeepMind Blog",
        "tags\tai, alpha, deepmind",
        "url\thttps://deepmind.google/discover/blog/google-deepmind-at-iclr-2024/",
        "papers\tGoogle DeepMind: more than 70",
    ):
        assert f"{fact}\n" in page
    assert "\n# Advancing foundational learning\n" in page


def test_what_a_post_names(papercat: Papercat) -> None:
    names = json.loads(papercat("post", "icml", "--json").out)["mentions"]
    assert {row["name"]: (row["presentation"], row["paper"]) for row in names} == {
        "Gemini Nano": (None, None),
        "LearnLM": (None, None),
        "TacticAI": ("demo", None),
        "VideoPoet": (None, None),
        "Genie": (None, "bruce2024genie"),
        "MagicLens": (None, None),
    }


def test_posts(papercat: Papercat) -> None:
    assert [row[1] for row in papercat("posts").rows] == ["2024-07-19", "2024-05-03", "2023-04-27"]


def test_organisations(papercat: Papercat) -> None:
    assert papercat("organisations").rows[0] == ["deepmind", "7", "2021–2026"]


def test_stats_counts_and_bars(papercat: Papercat) -> None:
    assert "papers\t83\n" in papercat("stats").out
    table = papercat("stats", "--table").out
    assert "2018  █████████████████████████████████████ 13\n" in table
    shown = json.loads(papercat("stats", "--json").out)
    assert shown["totals"]["papers"] == 83
    assert sum(row["papers"] for row in shown["papers_per_year"]) == 83
    rows = papercat("stats", "--csv").out.splitlines()
    assert rows[0] == "kind,value,name,papers"
    assert "category,cs.CL,Computation and Language,9" in rows


def test_export_as_csv_opens_cleanly(papercat: Papercat) -> None:
    rows = list(csv.DictReader(io.StringIO(papercat("export", "--csv").out, newline="")))
    assert len(rows) == 83
    (gemini,) = [row for row in rows if row["title"].startswith("Gemini 2.5")]
    assert gemini["authors"] == "Gheorghe Comanici; Eric Bieber; Mike Schaekermann"
    assert gemini["authors_inferred"] == "Adam Santoro; Simon Osindero"


def test_export_defuses_formulas_or_counts_them(papercat: Papercat, tmp_path: Path) -> None:
    risky = tmp_path / "risky.jsonl"
    risky.write_text('{"title": "=1+1", "authors": ["@x"]}\n', "utf-8")
    papercat("import", risky)
    exact = papercat("export", "--csv")
    assert ",=1+1,@x," in exact.out
    assert "2 fields would run as a formula in a spreadsheet; see --spreadsheet-safe" in exact.err
    safe = papercat("export", "--csv", "--spreadsheet-safe")
    assert ",'=1+1,'@x," in safe.out
    assert safe.out.startswith("\ufeffkey,")


def test_where(papercat: Papercat, seeded: Path) -> None:
    assert ["catalogue", str(seeded), "yes"] in papercat("where").rows


def test_a_table_in_a_narrow_terminal_keeps_the_title(
    papercat: Papercat, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in (20, 40, 80, 200):
        monkeypatch.setenv("COLUMNS", str(width))
        table = papercat("search", "--table").out
        assert all(len(line) <= width for line in table.splitlines())
        assert "MaD Physics:" in table


def test_sqlite_utils_and_the_sqlite_shell_understand_the_file(db: sqlite3.Connection) -> None:
    from sqlite_utils import Database  # noqa: PLC0415  heavy, and only wanted here

    database = Database(db)
    table = database.table("papers")
    assert table.detect_fts() == "papers_fts"
    assert database.table("posts").detect_fts() == "posts_fts"
    titles = [row["title"] for row in table.search("compute optimal")]
    assert "Training Compute-Optimal Large Language Models" in titles
    query = """
    SELECT p.title FROM papers AS p JOIN authorships AS a ON a.paper_id = p.id
    JOIN names AS n ON n.id = a.name_id WHERE n.name = 'Simon Osindero' AND a.slot > 0
    """
    assert len(db.execute(query).fetchall()) == 14


def test_of_many_keys_with_one_beginning_it_says_that_there_are_more(
    papercat: Papercat, tmp_path: Path
) -> None:
    file = tmp_path / "alike.jsonl"
    lines = [json.dumps({"title": "On X", "key": f"zz{n:02}"}) for n in range(11)]
    file.write_text("\n".join(line.replace("X", "X" * n) for n, line in enumerate(lines)), "utf-8")
    assert papercat("import", file).code == 0
    assert papercat("show", "zz0").err.endswith(
        ": " + ", ".join(f"zz{n:02}" for n in range(10)) + "\n"
    )
    assert papercat("show", "zz").err.endswith("zz08, zz09, …\n")


def test_of_many_categories_it_says_how_to_list_them(papercat: Papercat, tmp_path: Path) -> None:
    file = tmp_path / "categories.jsonl"
    codes = [f"x.{n:02}" for n in range(20)]
    file.write_text(json.dumps({"title": "Everything", "categories": codes}), "utf-8")
    assert papercat("import", file).code == 0
    said = "papercat: no paper is in a category 'y'; list them with: papercat categories\n"
    assert papercat("category", "y").err == said


def test_a_code_that_several_categories_end_in_is_said_to_be_taken_for_one(
    papercat: Papercat, tmp_path: Path
) -> None:
    file = tmp_path / "alike.jsonl"
    paper = {"title": "Both", "categories": ["nlin.SI", "math-ph", "math.MP"], "authors": ["A B"]}
    file.write_text(json.dumps(paper), "utf-8")
    assert papercat("import", file).code == 0
    said = "SI is taken for cs.SI; it may be nlin.SI too\n"
    assert papercat("category", "SI").err == papercat("authors", "--category", "SI").err == said
    said = "mathematical physics is taken for math-ph; it may be math.MP too\n"
    assert papercat("category", "mathematical physics").err == said
    for alone in ("cs.SI", "LG", "nlin.si"):
        assert papercat("category", alone).err == ""


def test_show_has_the_comment_and_says_that_a_paper_is_withdrawn(
    papercat: Papercat, tmp_path: Path
) -> None:
    file = tmp_path / "papers.jsonl"
    record = {"title": "Zebras", "comment": "9 pages", "extra": {"withdrawn": "yes"}, "key": "z1"}
    file.write_text(json.dumps(record))
    papercat("import", str(file))
    shown = papercat("show", "z1").rows
    assert ["comment", "9 pages"] in shown
    assert ["withdrawn", "yes"] in shown
