"""Math in titles becomes text with tags, or stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.text.tex_math import math_markup


@pytest.mark.parametrize(
    ("math", "markup"),
    [
        ("$k$", "<i>k</i>"),
        (r"$SU(2)\times U(1)$", "<i>SU</i>(2)\u2005×\u2005<i>U</i>(1)"),
        (r"$10^{-17}$", "10<sup>−17</sup>"),
        (r"$\mathcal N=4$", "𝒩\u2004=\u20044"),
        (r"$\mathcal{P}$", "𝒫"),
        (r"$\mathscr{B}$", "ℬ"),
        (r"$\widetilde{A}$", "<i>A\u0303</i>"),
        (r"$\mathfrak{sl}_2$", "𝔰𝔩<sub>2</sub>"),
        (r"$K^0_S$", "<i>K</i><sub><i>S</i></sub><sup>0</sup>"),
        (r"$\mathrm{max gap}$", "max gap"),
        (r"$\bar{B}'$", "<i>B\u0304</i>′"),
        (r"$\mathbf{x}$", "<b>x</b>"),
        (r"$O(\log n, m)$", "<i>O</i>(log<i>n</i>,<i>m</i>)"),
        (r"$^*$", "<sup>*</sup>"),
    ],
)
def test_letters_signs_and_scripts(math: str, markup: str) -> None:
    assert math_markup(math) == markup


@pytest.mark.parametrize(
    "math",
    [
        r"$\frac{1}{2}$",
        r"$\sqrt s$",
        "$x_$",
        "$x_{2$",
        r"$\unknown$",
        f"${'{' * 9999}{'}' * 9999}$",
    ],
)
def test_other_math_is_left_alone(math: str) -> None:
    assert math_markup(math) is None


@given(st.text(st.sampled_from(r"\\{}_^$' ab2-=(),") | st.characters()))
def test_no_text_raises(text: str) -> None:
    markup = math_markup(f"${text}$")
    assert markup is None or markup.count("<sub>") == markup.count("</sub>")
