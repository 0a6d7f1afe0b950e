"""Splits of glued lines into title and authors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.importing.formats.listing.title_split import (
    DOUBT_THRESHOLD,
    Split,
    split_doubt,
    split_page,
)
from papercat.people.name_words import CONFIRMED

PAGE = (
    "AlgebraNetsJordan Hoffmann, Simon Schmitt, Simon Osindero et al.",
    "Training Compute-Optimal Language ModelsJordan Hoffmann, Aidan Clark, Eliza Rae et al. · meta",
    "Conditional Generative Adversarial NetsMehdi Mirza, Simon Osindero",
)


def split(text: str, abstract: str = "", page: tuple[str, ...] = ()) -> Split:
    """Split one line, alone or as the last of a page."""
    lines = [(other, "") for other in page] + [(text, abstract)]
    return split_page(lines)[-1]


def read(text: str, abstract: str = "", page: tuple[str, ...] = PAGE) -> tuple[str, list[str]]:
    """The best reading of a line."""
    best = split(text, abstract, page).best
    return best.title, list(best.authors)


class Confirmed:
    """Names that a person has confirmed."""

    def __init__(self, *names: str) -> None:
        self.names = [name.casefold().split() for name in names]

    def given(self, word: str) -> int:
        """Far more often than names are met."""
        return CONFIRMED * sum(word == name[0] for name in self.names)

    def surname(self, word: str) -> int:
        """Far more often than names are met."""
        return CONFIRMED * sum(word == name[-1] for name in self.names)


def test_a_title_ends_where_the_first_name_begins() -> None:
    assert read(PAGE[0]) == ("AlgebraNets", ["Jordan Hoffmann", "Simon Schmitt", "Simon Osindero"])


def test_et_al_and_organisations_are_the_tail() -> None:
    found = split(
        "AlgebraNetsJordan Hoffmann, Simon Schmitt, Aidan Clark et al. · deepmind, eth-zurich"
    )
    assert found.tail.truncated
    assert found.tail.organisations == ("deepmind", "eth-zurich")
    assert found.best.authors[-1] == "Aidan Clark"
    assert not split("AlgebraNetsJordan Hoffmann").tail.truncated


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("Evaluation of Pose Only SLAM", "Gibson Hu, Kasra Khosoussi, Shoudong Huang"),
        ("Schrödinger Operators and Their Periodic Approximations in 1D", "Siegfried Beckus"),
        ("Learning to Grasp Objects", "HyunJin Kim, Dongjun Lee"),
        ("Online Learning for Robots", "David McAllester"),
        ("A Survey of Deep Clustering", "GuruPrasad M. Hegde, Anil Kumar"),
        ("Mobile robots in domestic environments", "S.A.M. Coenen, M. Steinbuch"),
        ("Optimal Real-Time Bidding with Side Information", "arthur flajolet, Patrick Jaillet"),
        ("Open-Ended Imitation Learning", "DeepMind Interactive Agents Team"),
        ("Search for steady point-like sources", "The IceCube Collaboration"),
        ("Status of the calorimeter", "Frank Simon, for the CALICE Collaboration"),
        ("Fast, Robust, and Sparse Regression", "Ann Lee, Bo Li"),
        ("Mapping, Planning, and Control", "Maria van der Berg"),
        ("Geometry of $\\mathbb{P}^k$", "Giovanni Bassanelli"),
        ("Inverse Square Root Linear Units (ISRLUs)", "Brad Carlile, Guy Delamarter"),
        ("How Private Are Commonly-Used Voting Rules?", "Ao LIU, Yun Lu, Lirong Xia"),
        ("Синхронизация нейронных сетей", "Иван Петров, Анна Смирнова"),
    ],
)
def test_odd_endings_and_odd_names(title: str, authors: str) -> None:
    assert read(title + authors) == (title, authors.split(", "))


def test_the_abstract_tells_a_word_of_the_title_from_a_name() -> None:
    abstract = "We present LiDARNet, a network for LiDAR. LiDARNet is fast."
    assert read("Fast Segmentation with LiDARNetMara Voss", abstract)[0].endswith("LiDARNet")


def test_a_name_of_the_page_is_evidence() -> None:
    line = "planning in gardensnova lume"
    page = ("on soilsada byron, snova lume, grace lovelace et al.",) * 3

    def chance(found: Split) -> float:
        readings = [found.best, *found.alternatives]
        return sum(r.probability for r in readings if r.authors == ("snova lume",))

    assert chance(split(line, page=page)) > 5 * chance(split(line))


def test_a_confirmed_name_is_strong_evidence() -> None:
    line = ("planning in gardensnova lume", "")
    for name in ("nova lume", "snova lume"):
        assert split_page([line], Confirmed(name))[0].best.authors == (name,)


def test_a_doubtful_line_has_alternatives() -> None:
    found = split("On RLGAN Wei", "We present RLGAN, a network.")
    assert found.doubtful
    assert found.alternatives
    assert found.best.probability >= found.alternatives[0].probability
    doubt = split_doubt(found)
    assert doubt is not None
    assert doubt.field == "title"
    assert len(doubt.alternatives) == len(found.alternatives)


def test_a_sure_line_has_no_doubt() -> None:
    sure = split(PAGE[0], "We introduce AlgebraNets.")
    assert sure.best.probability >= DOUBT_THRESHOLD
    assert split_doubt(sure) is None


def test_a_page_of_several_lines() -> None:
    assert len(split_page([(text, "") for text in PAGE])) == len(PAGE)
    assert split_page([]) == []


@pytest.mark.parametrize(
    "text", ["", " ", "A", "Plato", "Jordan Hoffmann", " et al.", ", ", "· · ·"]
)
def test_other_lines_are_doubtful(text: str) -> None:
    assert split(text).best.probability < DOUBT_THRESHOLD


ALPHABET = st.one_of(
    st.text(),
    st.text("aB .,-$(){}1Ж王\u0301·İ"),
    st.from_regex(r"\A([A-Z][a-z]{0,5}[ ,]{0,2}){1,9}( et al\.)?( · [a-z-]+)?\Z"),
)


@settings(deadline=None)
@given(ALPHABET, ALPHABET)
def test_readings_make_up_the_line_without_its_tail(text: str, abstract: str) -> None:
    found = split(text, abstract)
    readings = [found.best, *found.alternatives]
    for reading in readings:
        assert reading.title + ", ".join(reading.authors) == found.tail.body
        assert 0 <= reading.probability <= 1
    assert text.startswith(found.tail.body)
    assert sum(reading.probability for reading in readings) <= 1
    assert len(found.alternatives) <= 4
    assert [r.probability for r in readings] == sorted(
        (r.probability for r in readings), reverse=True
    )


def test_names_do_not_begin_inside_a_ligature() -> None:
    found = split("On Maps of Fieldsआदित्य शर्मा")
    assert found.best.authors == ("आदित्य शर्मा",)
    readings = [found.best, *found.alternatives]
    assert not any(reading.title.endswith("्") for reading in readings)
