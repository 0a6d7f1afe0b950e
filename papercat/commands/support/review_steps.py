"""The steps of a review: each shows one doubt and offers keys that settle it."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from papercat.commands.correct import as_it_is
from papercat.commands.support.prompt import ask, wrapped
from papercat.commands.support.settled import sure
from papercat.deriving.changes import (
    correct_paper,
    keep_papers_apart,
    merge_papers,
    settle_people,
)
from papercat.deriving.paper_doubts import PairDoubt
from papercat.importing.formats.listing.glued_line import authors_behind
from papercat.papers.find_paper import find_paper
from papercat.papers.model import SPLIT
from papercat.papers.records import read_papers
from papercat.people.doubts import NameDoubt, PaperDoubt
from papercat.people.people_decisions import Noted, keep_apart, keep_whole, merge_people

Change = Callable[[sqlite3.Connection], list[int]]
"""function that settles a doubt in a transaction; it returns the numbers of the decisions"""
_MOST = 4
_MARK = "│"
"""the sign between title and authors"""
_SHOWN = 80
"""characters of the beginning of a text, and of its end"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading that the user can choose."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Step:
    """One doubt."""

    subject: str
    """the name of the doubt, the same each time"""
    heading: str
    about: tuple[str, ...]
    """lines above the choices"""
    reason: str
    chosen: Choice
    others: tuple[Choice, ...]
    edit: Callable[[], Change | None] | None = None

    def lines(self, width: int) -> Iterator[str]:
        """Yield the text of the step in lines of at most `width` columns."""
        for line in self.about:
            yield from wrapped(line, width, "  ", "  ")
        readings = [("a", self.chosen.text)]
        readings += [(str(number), choice.text) for number, choice in enumerate(self.others, 1)]
        for key, text in [*readings, (" ", self.reason)]:
            yield from wrapped(text, width, f"  {key}  ", " " * 5)

    def keys(self) -> str:
        """Return the keys of this step with their meanings."""
        keys = ["a accept"]
        if len(self.others) == 1:
            keys.append("1 take that")
        elif self.others:
            keys.append(f"1–{len(self.others)} take that")
        if self.edit:
            keys.append("e edit")
        return "  ".join(keys)

    def help(self) -> Iterator[str]:
        """Yield a line of help for each key."""
        yield "a  accept: the reading is right"
        for number, choice in enumerate(self.others, 1):
            yield f"{number}  take: {choice.text}"
        if self.edit:
            yield "e  edit: change title and authors, with commas or semicolons between names"

    def understands(self, key: str) -> bool:
        """Tell whether a key has a meaning in this step."""
        numbers = [str(number) for number in range(1, len(self.others) + 1)]
        if key == "e":
            return self.edit is not None
        return key == "a" or key in numbers

    def change(self, key: str) -> Change | None:
        """Return the change that a key makes; None if the user cancels it."""
        if key == "e" and self.edit:
            return self.edit()
        if key == "a":
            return self.chosen.change
        return self.others[int(key) - 1].change


def paper_step(doubt: PaperDoubt) -> Step:
    """Return the step for a doubt about a value of a paper."""
    if doubt.field in SPLIT:
        return _split_step(doubt)
    return _value_step(doubt)


def _value_step(doubt: PaperDoubt) -> Step:
    """Return the step for a doubt about one value, most often the abstract."""
    others = []
    for text in doubt.alternatives[:_MOST]:
        change = _settles(doubt.key, {doubt.field: _value(doubt, text)})
        others.append(Choice(_ends(text, doubt.field), change))
    about = [doubt.title]
    if doubt.place:
        about.insert(0, doubt.place)
    return Step(
        subject=f"{doubt.key} {doubt.field}",
        heading=f"{doubt.key} · {doubt.field} · {sure(doubt.confidence)}",
        about=tuple(about),
        reason=doubt.reason,
        chosen=Choice(_ends(doubt.value or "", doubt.field), _accepts(doubt)),
        others=tuple(others),
    )


def _value(doubt: PaperDoubt, text: str) -> str | list[str] | None:
    if doubt.field == "categories":
        return text.split()
    return text or None


def _accepts(doubt: PaperDoubt) -> Change:
    def accept(db: sqlite3.Connection) -> list[int]:
        paper_id = find_paper(db, doubt.key)
        (paper,) = read_papers(db, [paper_id])
        return correct_paper(db, paper_id, as_it_is(paper, {doubt.field}))

    return accept


def _ends(text: str, field: str) -> str:
    """Shorten a text to its beginning, its end and its length, where readings differ."""
    if len(text) <= 2 * _SHOWN:
        return text or f"no {field}"
    beginning = shorten(text, _SHOWN, placeholder=" …")
    end = shorten(text[::-1], _SHOWN, placeholder="")[::-1]
    return f"{beginning} {end} ({len(text.split())} words)"


def _split_step(doubt: PaperDoubt) -> Step:
    """Return the step for a doubt about the end of a title."""
    others = []
    for text in doubt.alternatives[:_MOST]:
        title, bar, authors = text.rpartition(" | ")
        if bar:
            others.append(_paper_choice(doubt.key, title, authors.split(", ")))
    return Step(
        subject=f"{doubt.key} {doubt.field}",
        heading=f"{doubt.key} · {sure(doubt.confidence)}",
        about=tuple(filter(None, [doubt.place])),
        reason=doubt.reason,
        chosen=_paper_choice(doubt.key, doubt.title, list(doubt.authors)),
        others=tuple(others),
        edit=lambda: _edited(doubt),
    )


def _paper_choice(key: str, title: str, authors: list[str]) -> Choice:
    return Choice(
        f"{title} {_MARK} {', '.join(authors)}", _settles(key, {"title": title, "authors": authors})
    )


def _settles(key: str, fields: dict[str, Any]) -> Change:
    return lambda db: correct_paper(db, find_paper(db, key), fields)


def _edited(doubt: PaperDoubt) -> Change | None:
    """Let the user edit title and authors; None if nothing was changed."""
    names = list(doubt.authors)
    try:
        title = " ".join(ask("title: ", doubt.title).split())
        if title != doubt.title:
            names = list(authors_behind(doubt.printed, title) or names)
        authors = _edited_names(names)
    except (EOFError, KeyboardInterrupt):
        return None
    unchanged = " ".join(doubt.title.split()), list(doubt.authors)
    if not title or not authors or (title, authors) == unchanged:
        return None
    return _settles(doubt.key, {"title": title, "authors": authors})


def _edited_names(names: list[str]) -> list[str]:
    """Let the user edit names, between semicolons if one of them has a comma."""
    shown = ", ".join(names)
    if shown.count(",") >= len(names):
        shown = "; ".join(names)
    text = ask("authors: ", shown)
    if text == shown:
        typed = names
    elif ";" in text:
        typed = text.split(";")
    else:
        typed = text.split(",")
    words = [" ".join(name.split()) for name in typed]
    return list(filter(None, words))


def pair_step(doubt: PairDoubt) -> Step:
    """Return the step about two papers that may be one."""
    about = []
    for key, title, authors, published in zip(
        doubt.keys, doubt.titles, doubt.authors, doubt.published, strict=True
    ):
        about.append(f"{key}: {title}")
        about.append(f"{shorten(authors, _SHOWN, placeholder=' …')} · {published or 'no date'}")
    one, other = doubt.keys
    return Step(
        subject=f"{one} / {other}",
        heading=f"{one} and {other} · {doubt.probability:.0%} likely one paper",
        about=tuple(about),
        reason=doubt.reason,
        chosen=Choice("they are two papers", lambda db: keep_papers_apart(db, *doubt.ids)),
        others=(Choice("they are one paper", lambda db: merge_papers(db, *doubt.ids)),),
    )


def name_step(doubt: NameDoubt) -> Step:
    """Return the step for a doubt about two people, or about one name of several people."""
    if doubt.one == doubt.other:
        return _whole_name_step(doubt)
    one, other = (
        f"{name} ({count})" for name, count in zip(doubt.names, doubt.papers, strict=True)
    )
    meant = doubt.one, doubt.other
    return Step(
        subject=f"{doubt.one} / {doubt.other}",
        heading=f"{one} and {other} · {doubt.probability:.0%} likely one person",
        about=(),
        reason=doubt.reason,
        chosen=_choice("they are two people", lambda db: keep_apart(db, doubt.one, doubt.other)),
        others=(_choice("they are one person", lambda db: merge_people(db, *doubt.people, meant)),),
    )


def _whole_name_step(doubt: NameDoubt) -> Step:
    """Return the step for a name that several people may have; `split` parts their papers."""
    return Step(
        subject=doubt.one,
        heading=f"{doubt.names[0]} ({doubt.papers[0]}) · may be several people",
        about=(),
        reason=f"{doubt.reason}; if they are several people, part their papers with:"
        f' papercat split "{doubt.names[0]}" --paper KEY',
        chosen=_choice("all of that name is one person", lambda db: keep_whole(db, doubt.one)),
        others=(),
    )


def _choice(text: str, decide: Callable[[sqlite3.Connection], Noted]) -> Choice:
    """Return a choice about people."""
    return Choice(text, lambda db: [settle_people(db, decide(db))])
