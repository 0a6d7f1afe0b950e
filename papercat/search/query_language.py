r"""The search language: text to terms. Knows no column and no SQL.

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

Terms side by side are all wanted. NOT binds tighter than AND, AND tighter than
OR, and `a|b` without spaces tightest. Nothing may stand between a sign, or a
name and its colon, and what follows. Operators are in capitals, names of fields
in lower case; the first word of a query may write its field as it likes. A
field holds no other field. At most 10,000 characters and 50 brackets or
negations inside one another are read.

People paste titles, so whatever can't be meant as language is text:

- a bracket that opens and closes inside a word: `SU(2)`, `f(x)`, `p(a|b)`; and one
  closed at the end of a word but never opened: `1) first`
- a quote inside or after a word: `5"`, `Schr\"odinger`. Typographic quotes make a
  phrase where they come in pairs and are text where they don't
- a sign alone, doubled, before a number or after a bracket: `-`, `--x`, `degree -1`,
  `^3He`, `->`, `(2+1)-form`
- a name followed by a space, in capitals or with digits: `AlphaStar: a study`,
  `BERT:Pre-training`, `10:30`, `http://x.y`
- a word without a letter or digit is passed over, unless the query has no other
"""

import textwrap

from papercat.errors import QueryError
from papercat.search.query_fields import FIELDS, fields_table
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
]

MAX_LENGTH = 10_000


def parse(query: str) -> Node:
    """Read a query. An empty one is `And(())`: every paper.

    Raises QueryError with the place where the query can't be read.
    """
    if len(query) > MAX_LENGTH:
        msg = f"the query has {len(query):,} characters; at most {MAX_LENGTH:,} are read"
        raise QueryError(msg, query=query, position=MAX_LENGTH)
    return Reader(query).read()


def fields_help() -> str:
    """Write the documentation of the language as Markdown."""
    _, grammar, rules = (__doc__ or "\n\n\n\n").split("\n\n", 2)
    grammar = textwrap.dedent(grammar)
    return f"## Grammar\n\n```ebnf\n{grammar}\n```\n\n{rules}\n## Fields\n\n{fields_table()}"
