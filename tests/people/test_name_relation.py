"""How two printed names fit, or that they contradict each other."""

import pytest

from papercat.people.name_relation import Kind, name_form, relate
from papercat.text.names import fold_for_identity


def kind_of(one: str, other: str) -> Kind | None:
    forms = name_form(fold_for_identity(one)), name_form(fold_for_identity(other))
    relation = relate(*forms)
    assert relation == relate(*reversed(forms))
    return relation and relation.kind


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Ada Quux", "Ada Quux 0007", Kind.SAME),
        ("CS Malarkodi", "C. S. Malarkodi", Kind.SAME),
        ("Jia-Heng Zheng", "Jiaheng Zheng", Kind.JOINED),
        ("Bo Ada-Li Roe", "Bo Adali Roe", Kind.JOINED),
        ("Jean Le Roe", "Jean LeRoe", Kind.JOINED),
        ("Jürgen Müller", "Jürgen Mueller", Kind.UMLAUT),
        ("Jürgen Meier", "Juergen Meier", Kind.UMLAUT),
        ("Andrew Lampinen", "Andrew K. Lampinen", Kind.MIDDLE_INITIAL),
        ("Ann Berg", "Ann Marie Berg", Kind.MIDDLE_NAME),
        ("Ann M. Berg", "Ann Marie Berg", Kind.MIDDLE_FITS),
        ("Sam Ritter", "Samuel Ritter", Kind.SHORT),
        ("A. Joshi", "Aravind Joshi", Kind.INITIAL),
        ("A. K. Joshi", "Aravind K. Joshi", Kind.INITIALS),
        ("A. K. Joshi", "A. Kumar Joshi", Kind.INITIALS),
        ("A. Joshi", "A. K. Joshi", Kind.INITIALS_ADDED),
        ("A. K. Joshi", "Aravind Joshi", Kind.INITIALS_ADDED),
        ("Walter Daelemans", "M. Walter Daelemans", Kind.FIRST_INITIAL),
        ("Walter Daelemans", "Maria Walter Daelemans", Kind.FIRST_NAME),
        ("Mary Lou Roe", "Marylu Roe", Kind.PREFIX),
        ("Christof Monz", "Christoph Monz", Kind.NEAR_GIVEN),
        ("Bo Ada Roe", "Bu Ada Roe", Kind.NEAR_GIVEN),
        ("Young Gil Kim", "Young Kil Kim", Kind.NEAR_MIDDLE),
        ("Tsuyoshi Okita", "Tuyosi Okita", Kind.ROMANISED),
        ("Sergei Nirenburg", "Sergei Nirenberg", Kind.NEAR_SURNAME),
        ("David Pinto", "David Eduardo Pinto Avendaño", Kind.SURNAME_ADDED),
        ("Ana Roe", "Ana Roe de la Cruz", Kind.SURNAME_ADDED),
        ("D. Pinto", "David Pinto Avendaño", Kind.SURNAME_ADDED_INITIAL),
        ("Ada Roe", "Ada Roe K", Kind.SURNAME_INITIAL),
        ("Deepak P", "Deepak Padmanabhan", Kind.SURNAME_SHORT),
        ("K Ravikumar", "Ravikumar Komandur", Kind.SURNAME_SHORT),
        ("Wei Li", "Li Wei", Kind.REVERSED),
        ("Ada Bo Roe", "Bo Roe Ada", Kind.REORDERED),
        ("Ada Bo Roe", "Bo Ada Roe", Kind.REORDERED),
    ],
)
def test_names_may_be_one_persons(one: str, other: str, kind: Kind) -> None:
    assert kind_of(one, other) is kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Berg", "Bo Berg"),
        ("Ann Berg", "Ann Cole"),
        ("Ann B. Roe", "Ann C. Roe"),
        ("A. B. Roe", "Ann C. Roe"),
        ("Ann Roe", "Bo Cy Roe"),
        ("Ron Daniel Jr.", "Ron Daniel III"),
        ("Ann Eva Berg", "Ann Ida Bergs"),
        ("Deepak P", "Dilip Padmanabhan"),
        ("Иван Петров", "Иван Петрос"),
        ("Иван Петров", "Ивен Петров"),
        ("Roe", "Ada Roe"),
    ],
)
def test_names_contradict_each_other(one: str, other: str) -> None:
    assert kind_of(one, other) is None
