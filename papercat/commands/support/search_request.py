"""The options of `search` by subject, and the checks for options that exclude each other."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from papercat.errors import UsageError
from papercat.search.conditions import Condition
from papercat.search.search_papers import ORDERS, Order

SORTS = ("relevance", *ORDERS)
DEFAULT_LIMIT = 20
SAVED_NAME = r"[\w.-]+"
_MOST = 1 << 31
"""the limit for all papers; SQL adds limit and offset, so it can't be -1"""


def order_of(sort: str, *, reverse: bool, limit: int | None, offset: int) -> Order:
    """Make the order of results. Raises UsageError for an unknown one."""
    if sort not in SORTS:
        raise UsageError(f"--sort {sort!r}: choose one of {', '.join(SORTS)}")
    most = DEFAULT_LIMIT
    if limit is not None:
        most = limit
    return Order(sort, reverse, min(most or _MOST, _MOST), min(offset, _MOST))


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
        _refuse_two(
            {
                "--fields": self.fields is not None,
                "--format": self.template is not None,
                "--count": self.counted,
                "--keys": self.keys,
            }
        )
        if view is not None:
            _refuse_two(
                {
                    "--format": self.template is not None,
                    "--count": self.counted,
                    "--keys": self.keys,
                    f"--{view}": True,
                }
            )


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
