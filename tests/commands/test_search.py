"""`papercat search`, from the command line to its output."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from papercat.catalogue.connection import transaction, writing
from papercat.cli import run
from papercat.importing.load_document import load_document
from papercat.papers.model import Author, Paper, Post, Section

PAPERS = (
    Paper("Attention Networks for Chess", 1, key="chess", published="2019-05-06",
          abstract="We train a network.", authors=(Author("Petar Veličković"),),
          categories=("cs.LG", "cs.AI"), ids=(("arxiv", "1905.00001"),)),
    Paper("Information Retrieval", 2, key="retrieval", published="2021",
          authors=(Author("Lena Vogel"), Author("Jan Roe")), authors_truncated=True),
    Paper("Graph\x1b[31m Networks", 3, key="graph", published="2020-03-29"),
)  # fmt: skip
POST = Post("Papers at ICLR", sections=(Section("Orals", "A network for chess, in Vienna."),))

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def three_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "catalogue.db"
    with writing(path) as db:
        add(db, "listing.txt", *PAPERS)
        with transaction(db):
            load_document(db, "post.md", "post", "post", [POST])
    return path


@pytest.fixture
def ask(
    three_papers: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Ask:
    """Ask a catalogue of three papers; gives exit code, output and what was said beside it."""
    path = shutil.copy(three_papers, tmp_path)
    monkeypatch.setenv("PAPERCAT_DB", str(path))
    monkeypatch.setenv("COLUMNS", "100")

    def search(*arguments: str) -> tuple[int, str, str]:
        code = run(["search", *arguments])
        written = capsys.readouterr()
        return code, written.out, written.err

    return search


def add(db: sqlite3.Connection, file: str, *papers: Paper) -> None:
    with transaction(db):
        load_document(db, file, file, "listing", papers)


def test_lines_for_a_pipe(ask: Ask) -> None:
    assert ask("attention") == (
        0,
        "chess\t2019-05-06\tAttention Networks for Chess\tPetar Veličković\tcs.LG cs.AI\n",
        "",
    )


def test_without_words_the_newest(ask: Ask) -> None:
    assert ask("--keys") == (0, "retrieval\ngraph\nchess\n", "")
    assert ask("--keys", "-n", "1", "--offset", "1")[1] == "graph\n"
    assert ask("--keys", "--limit", "0", "--sort", "title")[1] == "chess\ngraph\nretrieval\n"
    assert ask("--keys", "--sort", "date", "--reverse")[1] == "chess\ngraph\nretrieval\n"


def test_a_table_marks_the_words_and_shows_a_piece_of_the_abstract(ask: Ask) -> None:
    code, out, _ = ask("network", "--table", "--color", "always", "--no-pager", "--snippets")
    assert code == 0
    assert "\x1b[1;31mNetworks\x1b[0m" in out
    assert "\x1b[1;31mnetwork\x1b[0m" in out
    assert "2 papers" in out
    assert "Graph\\u{1b}[31m" in out


def test_a_table_says_how_many_there_are_in_all(ask: Ask) -> None:
    assert "1 of 2 papers" in ask("networks", "-n", "1", "--table")[1]


def test_count_keys_fields_and_template(ask: Ask) -> None:
    assert ask("networks", "--count")[1] == "2\n"
    assert ask("chess", "--fields", "year,key,arxiv")[1] == "2019\tchess\t1905.00001\n"
    assert ask("chess", "--fields", "key,title", "--csv")[1] == (
        "key,title\nchess,Attention Networks for Chess\n"
    )
    assert ask("retrieval", "--format", "{key}: {title} ({year}){{}}\\t{authors}")[1] == (
        "retrieval: Information Retrieval (2021){}\tLena Vogel, Jan Roe et al.\n"
    )
    assert json.loads(ask("chess", "--json")[1])[0]["key"] == "chess"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--fields", "key,colour"], "--fields: no field 'colour'; choose from key, title,"),
        (["--format", "{x.__class__}"], "--format: no field 'x.__class__'"),
        (["--format", "{title:99999999}"], "nothing else in braces"),
        (["--format", "{title!r}"], "nothing else in braces"),
        (["--format", "{title"], "expected '}'"),
        (["--count", "--keys"], "choose one of --count and --keys"),
        (["--keys", "--json"], "choose one of --keys and --json"),
        (["--count", "--csv"], "choose one of --count and --csv"),
        (["--sort", "colour"], "--sort 'colour': choose one of relevance, date,"),
        (
            ["colour:red"],
            "no field 'colour'; did you mean 'category'? at character 1: 'colour:red'",
        ),
        (["chess", "("], "at character 7: 'chess ('"),
        (["--limt", "5"], "No such option: --limt"),
        (["--new"], "--new needs a saved search"),
        (["--posts", "chess author:x"], "title: at character 7: 'chess author:x'"),
        (["--similar", "chess", "x"], "--similar takes a key and no words"),
        (["--save", "a b", "x"], "a name has letters, digits and any of ._-"),
        (["--save", "a"], "nothing to save"),
        (["--posts", "--similar", "chess"], "--posts and --similar don't go together"),
        (["--posts", "--save", "a", "chess"], "--posts and --save don't go together"),
        (["--similar", "chess", "--fuzzy"], "--similar and --fuzzy don't go together"),
        (["--saved", "--new"], "--saved and --new don't go together"),
    ],
)
def test_wrong_usage_is_one_line(ask: Ask, arguments: list[str], complaint: str) -> None:
    code, out, err = ask(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("papercat: ")
    assert complaint in err
    assert len(err.splitlines()) == 1


def test_the_nearest_spelling_is_offered_and_used_on_request(ask: Ask) -> None:
    code, out, err = ask("retreival")
    assert (code, out) == (1, "")
    assert 'did you mean: "retrieval"?' in err
    code, out, err = ask("retreival", "--fuzzy", "--keys")
    assert (code, out) == (0, "retrieval\n")
    assert err == "searched for \"retrieval\"; nothing matches 'retreival'\n"
    assert 'did you mean: author:"Lena Vogel"?' in ask('author:"Lena Vogle"')[2]


def test_nothing_found(ask: Ask) -> None:
    assert ask("xylophone") == (1, "", "nothing found for 'xylophone'\n")
    assert ask("vienna") == (
        1,
        "",
        "nothing found for 'vienna'\n1 post matches: papercat search --posts -- vienna\n",
    )
    assert ask("xylophone", "--count") == (1, "0\n", "nothing found for 'xylophone'\n")
    assert ask("xylophone", "--json")[:2] == (1, "[]\n")
    assert ask("--posts", "xylophone") == (1, "", "no post found for 'xylophone'\n")


def test_an_offset_past_the_last_paper_says_so(ask: Ask) -> None:
    said = "--offset 9 is past the last of 2 papers\n"
    assert ask("networks", "--offset", "9", "--json") == (0, "[]\n", said)


def test_an_excluded_word_may_look_like_an_option(ask: Ask) -> None:
    assert ask("networks", "-chess", "--keys")[1] == "graph\n"
    assert ask("--keys", "networks", "--", "-chess")[1] == "graph\n"


def test_posts(ask: Ask) -> None:
    assert ask("--posts", "chess", "--keys")[1] == "papers-at-iclr\n"
    assert ask("--posts", "--count")[1] == "1\n"
    assert ask("--posts", "title:vienna")[0] == 1
    assert ask("--posts", "chess -vienna")[0] == 1
    assert ask("--posts", "xylophone OR chess", "--keys")[1] == "papers-at-iclr\n"


def test_similar_papers(ask: Ask) -> None:
    assert ask("--similar", "chess", "--keys")[1] == "graph\n"
    assert ask("--similar", "retrieval")[0] == 1


def test_a_saved_search_shows_new_papers(ask: Ask, tmp_path: Path) -> None:
    assert ask("--save", "nets", "networks", "--keys")[2] == (
        "saved; use it with: papercat search @nets\n"
    )
    assert ask("@nets", "--new") == (1, "", "nothing new found for 'networks'\n")
    with writing(tmp_path / "catalogue.db") as db:
        add(db, "other.txt", PAPERS[0], Paper("New Networks", 9, key="new", published="1999"))
    assert ask("--saved")[1] == "@nets\tnetworks\t3\t1\n"
    unseen = "some papers are still new; see: papercat search @nets --new\n"
    assert ask("@nets", "--new", "--count") == (0, "1\n", unseen)
    assert ask("@nets", "--new", "--offset", "1")[2].endswith(unseen)
    assert ask("@nets", "chess", "--keys") == (0, "chess\n", unseen)
    assert ask("@nets", "--new", "--keys") == (0, "new\n", "")
    assert ask("@nets", "--new", "--keys")[0] == 1
    assert ask("@nets", "chess", "--keys")[1] == "chess\n"
    assert ask("@nets chess", "--keys")[1] == "chess\n"
    assert ask("chess", "@nets")[0] == 2
    assert ask("--save", "some", "@nets chess")[0] == 0
    assert "@some\t(networks) chess\t" in ask("--saved")[1]
    code, _, err = ask("@other")
    assert (code, err) == (1, "papercat: no saved search @other; saved are: @nets, @some\n")


def test_a_saved_search_is_replaced_renamed_and_deleted_only_when_asked(ask: Ask) -> None:
    assert ask("--save", "nets", "networks")[0] == 0
    code, _, err = ask("--save", "nets", "chess")
    assert (code, err) == (2, "papercat: @nets is already 'networks'; --force replaces it\n")
    assert ask("--save", "nets", "networks")[0] == 0
    assert ask("--save", "nets", "--force", "chess")[0] == 0
    assert ask("--save", "other", "networks")[0] == 0
    assert ask("--rename", "nets", "other")[0] == 2
    assert ask("--rename", "@nets", "board games")[0] == 2
    assert ask("--rename", "nets", "@games")[0] == 0
    assert ask("--delete", "@other")[0] == 0
    assert ask("--delete", "other")[0] == 1
    assert ask("--saved")[1] == "@games\tchess\t1\t0\n"


def test_years_as_people_type_them_are_answered_with_the_right_spelling(ask: Ask) -> None:
    code, _, err = ask("networks year>2019")
    assert (code, "did you mean year:2020..?" in err) == (2, True)
    assert "did you mean year:2020..?" in ask("networks Year > 2019")[2]
    assert "did you mean since:2019-06?" in ask("year>2019-06")[2]
    assert "did you mean -year:2019?" in ask("year!=2019")[2]
    assert "year:2018..2020" in ask("year:2018-2020")[2]
    code, _, err = ask("networks 2018-2020")
    assert (code, "for papers of these years: year:2018..2020" in err) == (1, True)


def test_help_begins_with_examples(ask: Ask) -> None:
    code, out, _ = ask("--help")
    assert code == 0
    assert out.index("papercat search attention networks") < out.index("--sort")


def test_an_offset_past_the_last_post_says_so(ask: Ask) -> None:
    said = "--offset 9 is past the last of 1 post\n"
    assert ask("--posts", "vienna", "--offset", "9") == (0, "", said)
    said = "--offset 9 is past the last of 1 paper\n"
    assert ask("--similar", "chess", "--offset", "9") == (0, "", said)


def test_a_count_ignores_limit_and_offset(ask: Ask) -> None:
    assert ask("--similar", "chess", "--count", "--offset", "9")[:2] == (0, "1\n")
    assert ask("--posts", "vienna", "--count", "--offset", "9")[:2] == (0, "1\n")
