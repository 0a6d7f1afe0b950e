"""Forms of English words, and different words that are no forms of each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.search.word_forms import related_forms

FORMS = """
network networks · study studies · study studied · encode encoding · encoding encoded
box boxes · epoch epochs · zero zeros · zero zeroes · try tries · gpu gpus · llm llms
plan planned · plane planed · refer referring · model modelled · modelled modeling
label labeled · agree agreed · tie tying · see seeing · mimic mimicked · use used
matrix matrices · submatrix submatrices · hypothesis hypotheses · analysis analyses
basis bases · base bases · spectrum spectra · vertex vertices · index indices
criterion criteria · nucleus nuclei · formula formulae · mouse mice · leaf leaves
write written · learn learnt · undergo underwent · teach taught · choose chosen
optimize optimise · optimisation optimizations · analyse analyzed · behaviour behavior
neighbourhood neighborhoods · colour coloured · centre centered · catalogue catalogs
fibre fibers · defence defense · tumour tumors · judgement judgments · aluminium aluminum
centres centers · programmes programs · manoeuvring maneuvering · disc disks
parametrised parameterized · axis axes · taxon taxa · tableau tableaux · sheaf sheaves
carcinoma carcinomata · api apis · lead led · find found · fuel fuelled · equip equipped
"""
STRANGERS = """
transformer transformation · generative general · university universal · universe universities
international internal · news new · experience experiment · organization organ
policy police · relativity relative · numerical numerous · adversarial adverse
animation animal · computer compute · import important · general generic · planed planned
see seed · fee feed · even evening · us using · cas cases · pos poses · dos doses
rat rate · car caring · number numb · wing wed · string stred · gas gab
organ organic · probable probability · station static · secret secretion · past paste
plan plane · star stare · hop hoping · bar bare · code cod · business busy · log logistic
physics physician · statistics statistical · cite city · base basic
class classic · mass massive · process procession · context contest · magnet magnetic
neutron neutral · proton protein · electron electric · elect electron · radius radio
module modulus · median media · formal formula · active activate · person personal
sparse spars · dense den · response respond · story store
"""


def pairs(text: str) -> list[tuple[str, str]]:
    rows = [row.split() for row in text.replace("\n", " · ").split(" · ") if row.strip()]
    return [(one, other) for one, other in rows]


@pytest.mark.parametrize(("one", "other"), pairs(FORMS))
def test_forms_of_a_word_lead_to_each_other(one: str, other: str) -> None:
    assert other in related_forms(one)
    assert one in related_forms(other)


@pytest.mark.parametrize(("one", "other"), pairs(STRANGERS))
def test_different_words_do_not(one: str, other: str) -> None:
    assert other not in related_forms(one)
    assert one not in related_forms(other)


@pytest.mark.parametrize("word", ["", "a", "of", "gpt3", "深", "élan", "x-ray"])
def test_only_english_words_have_forms(word: str) -> None:
    assert related_forms(word) == ()


@given(st.text("abcdeghilmnoprstuyz", max_size=12))
def test_a_word_has_few_forms_and_is_none_of_them(word: str) -> None:
    forms = related_forms(word)
    assert word not in forms
    assert len(forms) == len(set(forms)) < 60
