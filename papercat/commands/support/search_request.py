"""The words and options of a search on the command line.

A shell removes quotes and passes an argument with a space in it, so:

- `"deep learning" title:x`: next to other arguments it is a phrase
- `"deep learning"`, the only argument: words, or a whole query in quotes
- `title:"deep learning"`: the value of the field is a phrase
- `-word` excludes a word. It needs at least two letters, so that a mistyped
  short option still looks different
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from papercat.errors import UsageError
from papercat.search.conditions import Condition
from papercat.search.query_fields import field_called
from papercat.search.search_papers import ORDERS, Order

SORTS = ("relevance", *ORDERS)
DEFAULT_LIMIT = 20
SAVED_NAME = r"[\w.-]+"
_MOST = 1 << 31
"""the limit for all papers; SQL adds limit and offset, so it can't be -1"""
_EXCLUDED = re.compile(r"-(?=[^\W\d_]{2}|\"|\(|[^\W\d_]+:)")
_SYNTAX = re.compile(r'["“”„«»()|*:]|(?:^|\s)[-^]|\b(?:OR|AND|NOT)\b')
_FIELD = re.compile(r"([-^]?)([a-z]+):(?=\S)")


def words_not_options(arguments: Sequence[str]) -> list[str]:
    """Write `-word` as `^word`, which does not look like an option; stop at `--`."""
    words = list(arguments)
    for at, argument in enumerate(words):
        if argument == "--":
            break
        if not argument.startswith("--") and _EXCLUDED.match(argument):
            words[at] = f"^{argument[1:]}"
    return words


def query_of(arguments: Sequence[str]) -> str:
    """Join arguments to the query that a person meant."""
    alone = len(arguments) == 1
    return " ".join(_argument(each, alone=alone) for each in arguments)


def _argument(text: str, *, alone: bool) -> str:
    if not re.search(r"\s", text):
        return text
    field = _FIELD.match(text)
    if field and field_called(field[2]):
        value = text[field.end() :]
        if _SYNTAX.search(value):
            return text
        return f'{field[0]}"{value}"'
    phrase = text[text[0] in "-^" :]
    sign = text.removesuffix(phrase)
    if (alone and not sign) or _SYNTAX.search(phrase):
        return text
    return f'{sign}"{phrase}"'


def order_of(sort: str, *, reverse: bool, limit: int, offset: int) -> Order:
    """Make the order of results. Raises UsageError for an unknown one."""
    if sort not in SORTS:
        raise UsageError(f"--sort {sort!r}: choose one of {', '.join(SORTS)}")
    return Order(sort, reverse, min(limit or _MOST, _MOST), min(offset, _MOST))


def refuse_sorting(order: Order, option: str) -> None:
    """Raise UsageError for an order that a kind of search does not have."""
    if order.by != "relevance" or order.reverse:
        raise UsageError(f"{option} sorts by relevance only")


def _refuse_two(given: dict[str, bool]) -> None:
    """Raise UsageError if two options are given."""
    chosen = [name for name, wanted in given.items() if wanted]
    if len(chosen) > 1:
        raise UsageError(f"choose one of {' and '.join(chosen)}")


class Output(NamedTuple):
    """The part of the papers to write."""

    fields: str | None = None
    template: str | None = None
    counted: bool = False
    keys: bool = False
    snippets: bool = False
    all_authors: bool = False

    def check(self, view: str | None) -> None:
        """Raise UsageError for two kinds of output."""
        fields = {"--fields": self.fields is not None}
        lines = {
            "--format": self.template is not None,
            "--count": self.counted,
            "--keys": self.keys,
        }
        _refuse_two(fields | lines)
        _refuse_two(lines | {f"--{view}": view is not None})


class Asked(NamedTuple):
    """The kind of search, besides its words."""

    fuzzy: bool = False
    fulltext: bool = False
    posts: bool = False
    similar: str | None = None
    save: str | None = None
    force: bool = False
    saved: bool = False
    delete: str | None = None
    rename: tuple[str, str] | None = None
    new: bool = False

    def check(self) -> None:
        """Raise UsageError for two kinds of search at once."""
        kinds = {
            "--posts": self.posts,
            "--similar": self.similar is not None,
            "--saved": self.saved,
            "--delete": self.delete is not None,
            "--rename": self.rename is not None,
        }
        extras = {
            "--fuzzy": self.fuzzy,
            "--fulltext": self.fulltext,
            "--save": self.save is not None,
            "--new": self.new,
        }
        given = [name for name, wanted in (kinds | extras).items() if wanted]
        if len(given) > 1 and given[0] in kinds:
            raise UsageError(f"{given[0]} and {given[1]} don't go together")

    def usual_limit(self) -> int:
        """Return the limit where none was given: new papers are all shown."""
        if self.new:
            return 0
        return DEFAULT_LIMIT

    def names_saved(self, words: Sequence[str]) -> bool:
        """Tell whether the words begin with a saved search, `@NAME`."""
        first, *others = " ".join(words).split() or [""]
        for word in others:
            if re.fullmatch(rf"\(?@{SAVED_NAME}\)?", word):
                name = word.strip("()")
                raise UsageError(f"{name}: put it first: papercat search {name} WORDS")
        if first.startswith("@") and re.fullmatch(SAVED_NAME, first[1:]):
            return True
        if self.new:
            raise UsageError("--new needs a saved search: papercat search @NAME --new")
        return False


class Wanted(NamedTuple):
    """A query as text, and its conditions."""

    query: str
    name: str | None = None
    """the name of the saved search"""
    conditions: tuple[Condition, ...] = ()
