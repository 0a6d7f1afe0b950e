"""One doubt on its way past a person: what is shown, which keys mean what."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from papercat import terminal
from papercat.commands.support.settled import sure
from papercat.importing.formats.listing.glued_line import authors_behind
from papercat.importing.settling import Settled, settle
from papercat.papers.find_paper import find_paper
from papercat.papers.model import SPLIT
from papercat.papers.paper_decisions import as_they_stand
from papercat.papers.records import read_papers
from papercat.people.doubts import NameDoubt, PaperDoubt
from papercat.people.people_decisions import keep_apart, keep_whole, merge_people

Change = Callable[[sqlite3.Connection], Settled]
"""settles something within a transaction"""
_MOST = 4
_MARK = "│"
"""stands where the title ends and the authors begin"""
_SHOWN = 80
"""characters of a text's beginning, and as many of its end"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading that may be taken, and what taking it does."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Step:
    """One doubt."""

    subject: str
    """by which it is known again"""
    heading: str
    about: tuple[str, ...]
    """lines that say what it is about"""
    reason: str
    chosen: Choice
    others: tuple[Choice, ...]
    edit: Callable[[], Change | None] | None = None

    def lines(self, width: int) -> Iterator[str]:
        """What a person needs to see in order to decide, in lines of that many columns."""
        for line in self.about:
            yield from terminal.wrapped(line, width, "  ", "  ")
        readings = [("a", self.chosen.text)]
        readings += [(str(number), choice.text) for number, choice in enumerate(self.others, 1)]
        for key, text in [*readings, (" ", self.reason)]:
            yield from terminal.wrapped(text, width, f"  {key}  ", " " * 5)

    def keys(self) -> str:
        """The keys of this doubt, with what they do."""
        numbers = f"1–{len(self.others)} take that" if len(self.others) > 1 else "1 take that"
        return "  ".join(
            ["a accept", *[numbers] * bool(self.others), *["e edit"] * bool(self.edit)]
        )

    def help(self) -> Iterator[str]:
        """What its keys do, in a line each."""
        yield "a  accept: it is right as it stands"
        for number, choice in enumerate(self.others, 1):
            yield f"{number}  take: {choice.text}"
        if self.edit:
            yield "e  edit: change title and authors, with commas or semicolons between names"

    def understands(self, key: str) -> bool:
        """Whether a key does something here."""
        number = int(key) if key in {"1", "2", "3", "4"} else 0
        return key == "a" or 0 < number <= len(self.others) or (key == "e" and bool(self.edit))

    def change(self, key: str) -> Change | None:
        """What a key settles; None where the person thought better of it."""
        if key == "e" and self.edit:
            return self.edit()
        return self.chosen.change if key == "a" else self.others[int(key) - 1].change


def paper_step(doubt: PaperDoubt) -> Step:
    """The doubt about a value of a paper."""
    return _split_step(doubt) if doubt.field in SPLIT else _value_step(doubt)


def _value_step(doubt: PaperDoubt) -> Step:
    """The doubt about one value, mostly the abstract; others are typed with `correct`."""
    others = (
        Choice(_ends(text, doubt.field), _settles(doubt.key, {doubt.field: _value(doubt, text)}))
        for text in doubt.alternatives[:_MOST]
    )
    return Step(
        subject=f"{doubt.key} {doubt.field}",
        heading=f"{doubt.key} · {doubt.field} · {sure(doubt.confidence)}",
        about=(*([doubt.place] if doubt.place else []), doubt.title),
        reason=doubt.reason,
        chosen=Choice(_ends(doubt.value or "", doubt.field), _accepts(doubt)),
        others=tuple(others),
    )


def _value(doubt: PaperDoubt, text: str) -> str | list[str] | None:
    return text.split() if doubt.field == "categories" else text or None


def _accepts(doubt: PaperDoubt) -> Change:
    def accept(db: sqlite3.Connection) -> Settled:
        paper_id = find_paper(db, doubt.key)
        (paper,) = read_papers(db, [paper_id])
        return settle(db, paper_id, as_they_stand(paper, {doubt.field}))

    return accept


def _ends(text: str, field: str) -> str:
    """How a text begins and ends, and how long it is: readings differ there."""
    if len(text) <= 2 * _SHOWN:
        return text or f"no {field}"
    beginning = shorten(text, _SHOWN, placeholder=" …")
    end = shorten(text[::-1], _SHOWN, placeholder="")[::-1]
    return f"{beginning} {end} ({len(text.split())} words)"


def _split_step(doubt: PaperDoubt) -> Step:
    """The doubt about where a title ends."""
    readings = (text.rpartition(" | ") for text in doubt.alternatives[:_MOST])
    return Step(
        subject=f"{doubt.key} {doubt.field}",
        heading=f"{doubt.key} · {sure(doubt.confidence)}",
        about=(doubt.place,) if doubt.place else (),
        reason=doubt.reason,
        chosen=_paper_choice(doubt.key, doubt.title, list(doubt.authors)),
        others=tuple(
            _paper_choice(doubt.key, title, authors.split(", "))
            for title, bar, authors in readings
            if bar
        ),
        edit=lambda: _edited(doubt),
    )


def _paper_choice(key: str, title: str, authors: list[str]) -> Choice:
    return Choice(
        f"{title} {_MARK} {', '.join(authors)}", _settles(key, {"title": title, "authors": authors})
    )


def _settles(key: str, fields: dict[str, Any]) -> Change:
    return lambda db: settle(db, find_paper(db, key), fields)


def _edited(doubt: PaperDoubt) -> Change | None:
    """Let a person type what is right; None where nothing was changed."""
    try:
        title = " ".join(terminal.ask("title: ", doubt.title).split())
        behind = authors_behind(doubt.printed, title) if title != doubt.title else None
        names = list(behind or doubt.authors)
        mark = ";" if any("," in name for name in names) else ","
        shown = f"{mark} ".join(names)
        text = terminal.ask("authors: ", shown)
    except (EOFError, KeyboardInterrupt):
        return None
    mark = ";" if ";" in text else ","
    typed = names if text == shown else text.split(mark)
    authors = [" ".join(name.split()) for name in typed if name.strip()]
    if not title or not authors or (title, authors) == (doubt.title, list(doubt.authors)):
        return None
    return _settles(doubt.key, {"title": title, "authors": authors})


def name_step(doubt: NameDoubt) -> Step:
    """The doubt whether two people are one, or a name is one person's."""
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
    """Whose papers are whose can't be said with one key, so the other answer is a command."""
    return Step(
        subject=doubt.one,
        heading=f"{doubt.names[0]} ({doubt.papers[0]}) · may be several people",
        about=(),
        reason=f"{doubt.reason}; where they are several, say whose papers are whose with:"
        f' papercat split "{doubt.names[0]}" --paper KEY',
        chosen=_choice("all of that name is one person", lambda db: keep_whole(db, doubt.one)),
        others=(),
    )


def _choice(text: str, decide: Callable[[sqlite3.Connection], int]) -> Choice:
    """A choice who is who, by which no line is read otherwise."""
    return Choice(text, lambda db: Settled([decide(db)], []))
