r"""The query language: its grammar and its rules.

    query        = [ any ] ;
    any          = all , { ( "OR" | " | " ) , all } ;
    all          = { "AND" | item } ;
    item         = "NOT" , item | signed ;
    signed       = ( "-" | "^" ) , signed | alternatives ;
    alternatives = atom , { "|" , atom } ;
    atom         = field | group | phrase | word , [ "*" ] ;
    field        = name , ":" , signed ;
    group        = "(" , query , ")" ;
    phrase       = '"' , text , '"' ;
    word         = anything up to a space or a bracket that is not its own ;

Terms side by side must all match. NOT binds tighter than AND, AND tighter than OR, and
`a|b` without spaces tightest. No space may follow a sign, or a name and its colon.
Operators are in capitals, names of fields in lower case; the first word of a query may
write its field in any case. A field holds no other field. A query has at most 10,000
characters and 50 nested brackets or negations.

A word also finds its other forms and spellings: plural and singular, verb forms, British
and American spelling, with a hyphen or without. Papers with the exact word come first.
Words in quotes match exactly, in title, abstract and authors. Case, accents
and compatibility characters never matter: `CO₂` is `CO2`. Words of Chinese, Japanese,
Korean and Thai are found inside a text without spaces.

A pasted arXiv id, DOI, address of either, key or category code finds that paper or
category. `year>2020` and `2018-2020` are answered with the right spelling.

People paste titles, so anything that can't be meant as language is text:

- a bracket that opens and closes inside a word: `SU(2)`, `f(x)`, `p(a|b)`; and one
  closed at the end of a word but never opened: `1) first`
- a quote inside or after a word: `5"`, `Schr\"odinger`. Typographic quotes make a
  phrase if they come in pairs and are text otherwise
- a sign alone, doubled, before a number or after a bracket: `-`, `--x`, `degree -1`,
  `^3He`, `->`, `(2+1)-form`
- a name followed by a space, in capitals or with digits: `AlphaStar: a study`,
  `BERT:Pre-training`, `10:30`, `http://x.y`
- a word without a letter or digit is passed over, unless the query has no other
"""

import textwrap

from papercat.errors import QueryError
from papercat.search.query_fields import FIELDS, fields_table, years_meant
from papercat.search.query_reader import Reader
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
    top_terms,
    words_of,
)

__all__ = [
    "EVERYTHING",
    "FIELDS",
    "And",
    "Field",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Word",
    "fields_help",
    "parse",
    "to_text",
    "words_of",
    "years_hint",
]

MAX_LENGTH = 10_000


def parse(query: str) -> Node:
    """Read a query. An empty one is `And(())`: every paper.

    Raises QueryError with the position of the fault.
    """
    if len(query) > MAX_LENGTH:
        msg = f"the query has {len(query):,} characters; at most {MAX_LENGTH:,} are read"
        raise QueryError(msg, query=query, position=MAX_LENGTH)
    return Reader(query).read()


def years_hint(query: Node) -> str | None:
    """Say how to ask for years where a query has a word such as `2018-2020`."""
    for term in top_terms(query):
        if isinstance(term, Word | Phrase):
            meant = years_meant(term.text)
            if meant:
                return f"searched for the text {term.text}; for papers of these years: {meant}"
    return None


def fields_help() -> str:
    """Write the documentation of the language as Markdown."""
    _, grammar, rules = (__doc__ or "\n\n\n\n").split("\n\n", 2)
    grammar = textwrap.dedent(grammar)
    return f"## Grammar\n\n```ebnf\n{grammar}\n```\n\n{rules}\n## Fields\n\n{fields_table()}"
