"""Names as printed, folded in three ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.people.name_words import other_forms
from papercat.text.names import (
    clean_name,
    fold_for_comparison,
    fold_for_identity,
    fold_for_search,
    fold_romaji,
    fold_umlauts,
    is_group,
    sort_name,
)


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Nenad Tomašev", "nenad tomasev"),
        ("Anders Strømberg", "anders stromberg"),
        ("Jan Hajič", "jan hajic"),
        ("Marta R. Costa-jussà", "marta r costa jussa"),
        ("Emily Prud’hommeaux", "emily prudhommeaux"),
        ("Łukasz Kaiser", "lukasz kaiser"),
        ("Özlem Çetinoğlu", "ozlem cetinoglu"),
    ],
)
def test_search_needs_no_accents_and_no_punctuation(printed: str, typed: str) -> None:
    assert fold_for_search(printed) == fold_for_search(typed) == typed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Viorica Pătrăucean", "Viorica Patraucean"),
        ("Jack W. Rae", "Jack W Rae"),
        ("S-Y. Lee", "S.-Y. Lee"),
        ("C.v. Jawahar", "C V Jawahar"),
        ("JingGuang Sun", "Jingguang Sun"),
        ("Yung-Taek Kim", "Yung Taek Kim"),
        ("Osindero, Simon", "Simon Osindero"),
        ("Ron Daniel, Jr.", "Ron Daniel Jr"),
        ("Emily Prud’hommeaux", "Emily Prud'hommeaux"),
        ("Costa, Jr., P. T.", "P. T. Costa, Jr."),
        ("Costa, P. T., Jr.", "P. T. Costa Jr"),
        ("DUPONT Jean", "Jean Dupont"),
        ("Prof. Dr. Ada Bloom", "Ada Bloom"),
        ("Ulf Ek1,2", "Ulf Ek†"),
        ("Mina Oza¹", "Mina Oza*"),
        ("Wen Guo 0001", "Wen Guo"),
        ("王 植", "王植"),
        ("Фёдор Алёхин", "Федор Алехин"),
        ("Γιώργος Παπαδόπουλος", "ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ"),
        ("רָחֵל כהן", "רחל כהן"),
    ],
)
def test_accents_case_and_punctuation_make_no_new_person(one: str, other: str) -> None:
    assert fold_for_identity(one) == fold_for_identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andrew Lampinen", "Andrew K. Lampinen"),
        ("Wei Li", "Li Wei"),
        ("Jia-Heng Zheng", "Jiaheng Zheng"),
        ("Ron Daniel", "Ron Daniel Jr."),
        ("?", "!"),
        ("王植", "王質"),
        ("許謙", "徐謙"),
        ("Иван Петров", "Ivan Petrov"),
        ("Андрей Петров", "Андреи Петров"),
        ("रवि शर्मा", "रव शर्मा"),
        ("สมชาย ใจดี", "สมชัย ใจดี"),
        ("Wen Guo", "Wen Guo 0007"),
    ],
)
def test_every_letter_and_the_order_of_words_matter_for_identity(one: str, other: str) -> None:
    assert fold_for_identity(one) != fold_for_identity(other)


def test_comparison_takes_a_name_apart() -> None:
    parts = fold_for_comparison("Aäron A.G. van den Oord-Smith, Jr.")
    assert parts.given == ("aaron", "a", "g")
    assert parts.particles == ("van", "den")
    assert parts.surnames == ("oord", "smith")
    assert parts.suffix == "jr"


def test_a_single_word_is_a_surname() -> None:
    assert fold_for_comparison("Chandrahas").surnames == ("chandrahas",)


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Simon Osindero", "Osindero, Simon"),
        ("Aäron van den Oord", "van den Oord, Aäron"),
        ("Flor Miriam Plaza-del-Arco", "Plaza-del-Arco, Flor Miriam"),
        ("Ron Daniel Jr.", "Daniel, Ron, Jr."),
        ("Osindero, Simon", "Osindero, Simon"),
        ("Van Nguyen", "Nguyen, Van"),
        ("Plato", "Plato"),
        ("", ""),
    ],
)
def test_an_index_puts_the_surname_first(name: str, sorted_as: str) -> None:
    assert sort_name(name) == sorted_as


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Costa, Jr., P. T.", "P. T. Costa Jr."),
        ("Costa, P. T., Jr.", "P. T. Costa Jr."),
        ("P. T. Costa, Jr.", "P. T. Costa Jr."),
        ("MacCallum, III, T.", "T. MacCallum III"),
        ("Prof. Dr. Ada Bloom", "Ada Bloom"),
        ("Dr.-Ing. Ada Bloom, Ph.D.", "Ada Bloom"),
        ("Dr. Ulf Ek", "Ulf Ek"),
        ("Mina Oza¹", "Mina Oza"),
        ("Ulf Ek†", "Ulf Ek"),
        ("Ulf Ek1,2", "Ulf Ek"),
        ("Ulf Ek1, 2 †", "Ulf Ek"),
        ("Ulf Ek ¹ *", "Ulf Ek"),
        ("✉ Ulf Ekᵃ", "Ulf Ek"),
        ("Ms. Ulla Ek", "Ulla Ek"),
        ("Dr. Who", "Dr. Who"),
        ("*", "*"),
        ("Author1", "Author1"),
        ("First1 Last1", "First1 Last1"),
        ("Wen Guo 0001", "Wen Guo"),
        ("Wen Guo 0007", "Wen Guo 0007"),
        ("Osindero, Simon", "Osindero, Simon"),
        ("NEMO-3 Collaboration", "NEMO-3 Collaboration"),
        ("Drew Prentice", "Drew Prentice"),
    ],
)
def test_a_name_without_what_is_no_part_of_it(printed: str, name: str) -> None:
    assert clean_name(printed) == name
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("The ATLAS Collaboration", True),
        ("University of Oslo", True),
        ("Gemini Team", True),
        ("Ada Bloom", False),
        ("Team", False),
    ],
)
def test_an_institution_or_a_collaboration_is_a_group(name: str, group: bool) -> None:
    assert is_group(fold_for_identity(name)) is group


def test_an_umlaut_is_written_in_two_ways() -> None:
    assert fold_umlauts("mueller") == fold_umlauts("muller")
    assert fold_umlauts("xue") != fold_umlauts("xu")


def test_japanese_is_romanised_in_several_ways() -> None:
    assert fold_romaji("tohru") == fold_romaji("toru")
    assert fold_romaji("tsuyoshi") == fold_romaji("tuyosi")


def test_sam_is_samuel_but_steven_is_not_stefan() -> None:
    assert "samuel" in other_forms("sam")
    assert "alex" in other_forms("alexander")
    assert "steven" in other_forms("steve")
    assert "stefan" not in other_forms("steven")


@given(st.text())
def test_any_text_can_be_folded(text: str) -> None:
    fold_for_comparison(text)
    sort_name(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    for fold in (fold_for_search, fold_for_identity):
        assert fold(fold(text)) == fold(text)
