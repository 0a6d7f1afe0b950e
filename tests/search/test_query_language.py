"""The search language, as tables of what a person types and what papercat reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercat.errors import QueryError
from papercat.papers.subjects import STATUSES
from papercat.search.conditions import HAS
from papercat.search.query_fields import FIELDS
from papercat.search.query_reader import parse
from papercat.search.query_terms import (
    EVERYTHING,
    And,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    to_text,
    words_of,
)


def said(node: Node) -> str:
    """Write a tree so that its shape shows."""
    match node:
        case Word():
            return node.text + "…" * node.prefix
        case Phrase():
            return f"«{node.text}»"
        case Not():
            return f"not({said(node.term)})"
        case Field():
            return f"{node.name}[{said(node.value)}]"
        case And():
            return f"all({', '.join(map(said, node.terms))})"
        case Or():
            return f"any({', '.join(map(said, node.terms))})"


def table(text: str) -> list[tuple[str, str]]:
    """Read `what is typed => what it means`, one a line."""
    rows = (line.strip().split(" => ") for line in text.strip().splitlines())
    return [(typed, meant) for typed, meant in rows]


LANGUAGE = r"""
deep                             => deep
deep learning                    => all(deep, learning)
"deep learning"                  => «deep learning»
-deep                            => not(deep)
^deep                            => not(deep)
NOT deep                         => not(deep)
NOT NOT deep                     => deep
-"deep learning" net             => all(not(«deep learning»), net)
a AND b                          => all(a, b)
a OR b                           => any(a, b)
a | b                            => any(a, b)
a or b                           => all(a, or, b)
a b OR c d                       => any(all(a, b), all(c, d))
a (b OR c) d                     => all(a, any(b, c), d)
NOT a OR b                       => any(not(a), b)
NOT (a OR b)                     => not(any(a, b))
-(a b)                           => not(all(a, b))
(a b) c                          => all(a, b, c)
a b|c d                          => all(a, any(b, c), d)
neur*                            => neur…
"OR"                             => «OR»
-NOT                             => not(«NOT»)
()                               => all()
*                                => all()
""
"""

FIELD_LANGUAGE = r"""
title:deep                       => title[deep]
title:"deep learning"            => title[«deep learning»]
title:(deep OR shallow)          => title[any(deep, shallow)]
title:(deep learning)            => title[all(deep, learning)]
title:-deep                      => title[not(deep)]
-title:deep                      => not(title[deep])
-category:cs.LG                  => not(category[cs.LG])
category:cs.LG|cs.CL             => category[any(cs.LG, cs.CL)]
category:"machine learning"      => category[«machine learning»]
cat:LG                           => category[LG]
author:(smith OR "ann jones")    => author[any(smith, «ann jones»)]
author:o'brien -author:smith     => all(author[o'brien], not(author[smith]))
author:osin*                     => author[osin…]
year:2020                        => year[2020]
year:2018..2020                  => year[2018..2020]
year:2020..                      => year[2020..]
year:..2019                      => year[..2019]
year:(2018 OR 2020)              => year[any(2018, 2020)]
year:-2020                       => year[not(2020)]
since:2024-03                    => since[2024-03]
before:2024-02-29                => before[2024-02-29]
has:Code                         => has[code]
stated:osindero                  => stated[osindero]
has:"code"                       => has[code]
source:notes/(1).txt             => source[notes/(1).txt]
arXiv:2203.15556 [cs.CL]         => all(arxiv[2203.15556], [cs.CL])
arXiv:2203.15556v1 [cs.CL] 29 Mar 2022 => arxiv[2203.15556v1]
DOI: 10.1038/nature14539         => doi[10.1038/nature14539]
doi 10.1038/nature14539          => doi[10.1038/nature14539]
ISBN: 978-3-16-148410-0          => id[978-3-16-148410-0]
pmid:12345678                    => id[12345678]
Author:hinton                    => author[hinton]
"""

TEXT = r"""
C++                              => C++
O'Brien                          => O'Brien
GPT-4                            => GPT-4
k-NN multi-agent                 => all(k-NN, multi-agent)
β-VAE                            => β-VAE
$\alpha$                         => $\alpha$
3:1 10:30                        => all(3:1, 10:30)
http://x.y                       => http://x.y
std::vector key::value           => all(std::vector, key::value)
don't A/B P=NP?                  => all(don't, A/B, P=NP?)
(cid:22)                         => cid:22
5" screen                        => all(5", screen)
Schr\"odinger                    => Schr\"odinger
SU(2) f(x)                       => all(SU(2), f(x))
gl(m|n)                          => gl(m|n)
|V_{ub}|                         => |V_{ub}|
O(n log n)                       => all(O, n, log, n)
1) first 2) second               => all(1, first, 2, second)
(2+1)-form                       => all(2+1, form)
degree -1 of ^3He                => all(degree, -1, of, ^3He)
a -> b                           => all(a, b)
a - b -- c                       => all(a, b, c)
a --b                            => all(a, --b)
-                                => -
--                               => --
- ?                              => all(-, ?)
🤖                               => 🤖
:-)                              => :-
C*-algebra                       => C*-algebra
AND                              => AND
title: deep                      => all(title, deep)
BERT:Pre-training                => BERT:Pre-training
Deep collisions:the case         => all(Deep, collisions:the, case)
Comment on arXiv:1309.0405       => all(Comment, on, arXiv:1309.0405)
AlphaStar: Mastering             => all(AlphaStar:, Mastering)
Theory (Extended Version)        => all(Theory, Extended, Version)
“Trust You?”: Why                => all(«Trust You?», Why)
« une étude » ”so”               => all(«une étude», «so»)
“never closed                    => “never
"""


@pytest.mark.parametrize(("typed", "meant"), table(LANGUAGE.replace('""\n', "")))
def test_the_language(typed: str, meant: str) -> None:
    assert said(parse(typed.strip())) == meant


@pytest.mark.parametrize(("typed", "meant"), table(FIELD_LANGUAGE))
def test_fields(typed: str, meant: str) -> None:
    assert said(parse(typed.strip())) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), table(TEXT.replace("=> “never", "=> all(“never, closed)"))
)
def test_what_cannot_be_language_is_text(typed: str, meant: str) -> None:
    assert said(parse(typed.strip())) == meant


@pytest.mark.parametrize("nothing", ["", "  ", '""', "()", "*", "**", "( ) *", "\0"])
def test_an_empty_query_is_every_paper(nothing: str) -> None:
    assert parse(nothing) == EVERYTHING == And(())


@pytest.mark.parametrize(
    ("typed", "position", "message"),
    [
        ("deep colour:red", 5, "no field 'colour'; did you mean 'category'?"),
        ("titel:deep", 0, "no field 'titel'; did you mean 'title'?"),
        ("foo:bar", 0, f"no field 'foo'; the fields are {', '.join(FIELDS)}"),
        ('a "abc', 2, 'this quote is never closed; add a " or leave it out'),
        ("a (b", 2, "this bracket is never closed; add a ) or leave it out"),
        ("a )", 2, "this bracket closes nothing; quote it to search for it"),
        ("(a))", 3, "this bracket closes nothing; quote it to search for it"),
        ("OR", 0, "OR needs a word on both sides; in quotes it is a word itself"),
        ("a OR", 2, "OR needs a word on both sides; in quotes it is a word itself"),
        ("| a", 0, "| needs a word on both sides; in quotes it is a word itself"),
        ("a NOT", 2, "NOT needs a word after it; in quotes it is a word itself"),
        ("title:", 0, "nothing after 'title:'; write title:\"deep learning\""),
        ("a title:? b", 2, "nothing to look for after 'title:'"),
        (
            "year:20x",
            5,
            "invalid year '20x'; write year:2020, year:2018..2020, year:2020.. or year:..2019",
        ),
        ("year:2020..2018", 5, "the years of '2020..2018' run backwards; write year:2018..2020"),
        (
            "since:2023-02-29",
            6,
            "invalid date '2023-02-29'; write since:2024, since:2024-03 or since:2024-03-29",
        ),
        (
            "has:cod",
            4,
            f"has: takes {', '.join(FIELDS['has'].choices)}, not 'cod'; did you mean 'code'?",
        ),
        ("title:(a author:b)", 9, "'author:' can't stand inside 'title:'"),
    ],
)
def test_an_error_points_at_the_place(typed: str, position: int, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert (str(caught.value), caught.value.position) == (message, position)
    assert caught.value.query == typed


@pytest.mark.parametrize(
    "year", ["2020.2021", "..", "0000", "..0000", "20202021", "٢٠٢٠", "2020-03", "202*"]
)
def test_invalid_years(year: str) -> None:
    with pytest.raises(QueryError, match="invalid year"):
        parse(f"year:{year}")


def test_positions_are_offsets_into_the_query() -> None:
    node = parse(' a -"b c" title:d*')
    assert isinstance(node, And)
    word, negation, field = node.terms
    assert isinstance(negation, Not)
    assert isinstance(negation.term, Phrase)
    assert isinstance(field, Field)
    assert isinstance(field.value, Word)
    places = [word.at if isinstance(word, Word) else -1, negation.at, negation.term.at]
    assert [*places, field.at, field.value.at] == [1, 3, 4, 10, 16]


@pytest.mark.parametrize(
    "unit",
    ["(", "-^", "NOT ", "f(", "((a) ", "-(", "a|", '"', "“ ", "” ", "a OR ", "title:", "x:", "-1,"],
)
def test_a_query_is_bounded(unit: str) -> None:
    with pytest.raises(QueryError, match="10,001 characters"):
        parse((unit * 10_001)[:10_001])
    longest = (unit * 10_000)[:10_000]
    try:
        node = parse(longest)
    except QueryError:
        return
    to_text(node)
    words_of(node)


def test_fifty_brackets_are_read_and_no_more() -> None:
    assert parse("(" * 50 + "a" + ")" * 50) == Word("a")
    with pytest.raises(QueryError, match="more than 50"):
        parse("(" * 51 + "a" + ")" * 51)


def test_words_of_lists_what_is_wanted() -> None:
    node = parse('deep -shallow "neural net" title:memor* author:smith (a OR NOT b)')
    assert words_of(node) == (
        Word("deep"),
        Phrase("neural net"),
        Word("memor", prefix=True),
        Word("a"),
    )
    assert words_of(node, {"author"})[2] == Word("smith")


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("a  AND b", "a b"),
        ("^a NOT b", "-a -b"),
        ("NOT --a", "NOT --a"),
        ("NOT 3", "NOT 3"),
        ("((a b)) | c", "a b OR c"),
        ("a|b c", "(a OR b) c"),
        ("cat:LG title:-a", "category:LG title:(-a)"),
        ("“so « it » is”", '"so « it » is"'),
        ('“so "it" is”', '"so it is"'),
    ],
)
def test_canonical_text(typed: str, canonical: str) -> None:
    assert to_text(parse(typed)) == canonical


# Strings of what the language is made of find more than strings of any character.
PIECES = r"""
a Bc OR AND NOT | - ^ * ** " ( ) : . .. / “ ” « » „ title: year:2020 has:code cat: x:y é 🤖
a|b |c OR| f(x) a) 5" -- ? 10:30 7 7, .7 arXiv:1 foo:bar \ '
"""
pieces = st.sampled_from([*PIECES.split(), "\x1b", "\x00", "\u2028"])
mixtures = st.lists(st.one_of(pieces, st.just(" ")), max_size=14).map("".join)
queries = st.one_of(mixtures, st.text(max_size=40))


@given(queries)
def test_any_string_is_read_or_refused_in_one_line_with_the_place(query: str) -> None:
    error = None
    try:
        parse(query)
    except QueryError as raised:
        error = raised
    if error is not None:
        assert 0 <= error.position <= len(query)
        assert len(str(error).splitlines()) == 1


@given(queries)
def test_canonical_text_means_the_same(query: str) -> None:
    try:
        node = parse(query)
    except QueryError:
        return
    canonical = to_text(node)
    assert parse(canonical) == node
    assert to_text(parse(canonical)) == canonical


@pytest.mark.parametrize("field", FIELDS.values(), ids=list(FIELDS))
def test_the_example_of_every_field_works(field: object) -> None:
    syntax = FIELDS[getattr(field, "name", "")]
    assert f"{syntax.name}[" in said(parse(syntax.example))


def test_the_choices_of_a_field_are_what_its_condition_knows() -> None:
    assert FIELDS["status"].choices == STATUSES
    assert set(FIELDS["has"].choices) == set(HAS)
