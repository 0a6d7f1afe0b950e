"""The steps of a review: each shows one doubt and offers keys that settle it."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from textwrap import shorten
from typing import Any, TypeVar

from rich.console import Console
from rich.text import Text

from papercat.commands.correct import as_it_is
from papercat.commands.support.wording import counted, plural, sure, years
from papercat.deriving.changes import (
    correct_paper,
    keep_papers_apart,
    list_of_authors,
    merge_papers,
    settle_people,
)
from papercat.deriving.lookalikes import PairDoubt, list_paper_doubts
from papercat.importing.formats.listing.glued_line import authors_behind
from papercat.papers.clean_text import is_others
from papercat.papers.find_paper import find_paper
from papercat.papers.model import SPLIT
from papercat.papers.paper_rows import read_papers
from papercat.people.author_pages import papers_of, printed_form, summarize
from papercat.people.doubts import NameDoubt, PaperDoubt, name_doubts, paper_doubts
from papercat.people.find_person import Person, person_with_id
from papercat.people.people_decisions import folded_names, keep_apart, merge_people
from papercat.terminal import visible
from papercat.text.names import fold_for_identity

readline: Any = None
with suppress(ImportError):  # Python can be built without it
    readline = import_module("readline")

T = TypeVar("T")
AnyDoubt = PairDoubt | PaperDoubt | NameDoubt
Change = Callable[[sqlite3.Connection], list[int]]
"""function that settles a doubt in a transaction; it returns the numbers of the decisions"""
_MOST = 4
_MARK = "│"
"""the sign between title and authors"""
_SHOWN = 80
"""characters of the beginning of a text, and of its end"""
_LIKELY_ONE = 0.5


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading that the user can choose."""

    text: str
    change: Change
    question: str = ""
    """asked before the change, because one key would join two people"""


@dataclass(frozen=True, slots=True)
class Step:
    """One doubt as it is shown."""

    subject: str
    """the name of the doubt, the same each time"""
    heading: str
    about: tuple[str, ...]
    """lines above the choices"""
    reason: str
    choices: Mapping[str, Choice]
    """the choices by their keys: `a` accepts the reading that holds, `1` takes another"""
    edit: Callable[[], Change | None] | None = None

    def lines(self, width: int) -> Iterator[str]:
        """Yield the text of the step in lines of at most `width` columns."""
        for line in self.about:
            yield from wrapped(line, width, "  ", "  ")
        readings = [(key, choice.text) for key, choice in self.choices.items()]
        for key, text in [*readings, (" ", self.reason)]:
            yield from wrapped(text, width, f"  {key}  ", " " * 5)

    def keys(self) -> Iterator[tuple[str, str]]:
        """Yield the keys of this step with their meanings."""
        yield "a", "accept"
        others = len(self.choices) - 1
        if others == 1:
            yield "1", "take that"
        elif others > 1:
            yield f"1–{others}", "take that"
        if self.edit:
            yield "e", "edit"

    def help(self) -> Iterator[str]:
        """Yield a line of help for each key."""
        for key, choice in self.choices.items():
            verb = "accept" if key == "a" else "take"
            yield f"{key}  {verb}: {choice.text}"
        if self.edit:
            yield "e  edit title and authors, with commas or semicolons between names"


def list_doubts(db: sqlite3.Connection) -> Iterator[AnyDoubt]:
    """Yield the open doubts: pairs of papers, values of papers, people."""
    yield from list_paper_doubts(db)
    yield from paper_doubts(db)
    yield from name_doubts(db)


def subject_of(doubt: AnyDoubt) -> str:
    """Name a doubt, the same each time."""
    if isinstance(doubt, PairDoubt):
        return " / ".join(doubt.keys)
    if isinstance(doubt, PaperDoubt):
        return f"{doubt.key} {doubt.field}"
    return f"{doubt.one} / {doubt.other}"


def step_for(db: sqlite3.Connection, doubt: AnyDoubt) -> Step:
    """Return the step that settles a doubt."""
    if isinstance(doubt, PairDoubt):
        return _pair_step(doubt)
    if isinstance(doubt, NameDoubt):
        return _name_step(db, doubt)
    if doubt.field in SPLIT:
        return _split_step(doubt)
    return _value_step(doubt)


def likelier_first(doubt: PairDoubt | NameDoubt, one: T, two: T) -> tuple[T, T]:
    """Put the likelier first: that the two are one, or that they are two."""
    if doubt.probability < _LIKELY_ONE:
        return two, one
    return one, two


def _keyed(*choices: Choice) -> dict[str, Choice]:
    """Give the first choice the key `a`, and the others numbers."""
    keys = ["a", *map(str, range(1, len(choices)))]
    return dict(zip(keys, choices, strict=True))


def _value_step(doubt: PaperDoubt) -> Step:
    """Return the step for a doubt about one value, most often the abstract."""
    others = []
    for text in doubt.alternatives[:_MOST]:
        change = _settles(doubt.key, {doubt.field: _value(doubt, text)})
        others.append(Choice(_ends(text, doubt.field), change))
    chosen = Choice(_ends(doubt.value or "", doubt.field), _accepts(doubt))
    about = [doubt.title]
    if doubt.place:
        about.insert(0, doubt.place)
    return Step(
        subject=subject_of(doubt),
        heading=f"{doubt.key} · {doubt.field} · {sure(doubt.confidence)}",
        about=tuple(about),
        reason=doubt.reason,
        choices=_keyed(chosen, *others),
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
    chosen = _paper_choice(doubt.key, doubt.title, list(doubt.authors))
    return Step(
        subject=subject_of(doubt),
        heading=f"{doubt.key} · {sure(doubt.confidence)}",
        about=tuple(filter(None, [doubt.place])),
        reason=doubt.reason,
        choices=_keyed(chosen, *others),
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
    before, names = _one_line(doubt.title), [_one_line(name) for name in doubt.authors]
    try:
        title = _one_line(ask("title: ", before))
        authors = names
        if title != before:
            authors = list(authors_behind(doubt.printed, title) or names)
        authors = _edited_names(authors)
    except (EOFError, KeyboardInterrupt):
        return None
    if not title or not authors or (title, authors) == (before, names):
        return None
    fields: dict[str, Any] = {"title": title, "authors": authors}
    if any(map(is_others, authors)):
        fields |= list_of_authors(authors)
    return _settles(doubt.key, fields)


def _edited_names(names: list[str]) -> list[str]:
    """Let the user edit names, between semicolons if one of them has a comma."""
    separator = ", "
    if any("," in name for name in names):
        separator = "; "
    shown = separator.join(names)
    text = ask("authors: ", shown)
    if text == shown:
        return names
    if ";" in text:
        separator = "; "
    typed = [_one_line(name) for name in text.split(separator.strip())]
    return list(filter(None, typed))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _pair_step(doubt: PairDoubt) -> Step:
    """Return the step about two papers that may be one."""
    about = []
    for key, title, authors, published in zip(
        doubt.keys, doubt.titles, doubt.authors, doubt.published, strict=True
    ):
        about.append(f"{key}: {title}")
        about.append(f"{shorten(authors, _SHOWN, placeholder=' …')} · {published or 'no date'}")
    two = Choice("they are two papers", lambda db: keep_papers_apart(db, *doubt.ids))
    one = Choice("they are one paper", lambda db: merge_papers(db, *doubt.ids))
    return Step(
        subject=subject_of(doubt),
        heading=f"{' and '.join(doubt.keys)} · {doubt.probability:.0%} likely one paper",
        about=tuple(about),
        reason=doubt.reason,
        choices=_keyed(*likelier_first(doubt, one, two)),
    )


def _name_step(db: sqlite3.Connection, doubt: NameDoubt) -> Step:
    """Return the step for a doubt about two people."""
    people = [person_with_id(db, number) for number in doubt.people]
    names = " and ".join(doubted_names(db, doubt))
    about: list[str] = []
    for person in people:
        about += _about_person(db, person)

    def are_two(db: sqlite3.Connection) -> list[int]:
        sides = [folded_names(db, number) for number in doubt.people]
        return [settle_people(db, keep_apart(db, *sides))]

    def are_one(db: sqlite3.Connection) -> list[int]:
        return [settle_people(db, merge_people(db, *doubt.people, (doubt.one, doubt.other)))]

    two = Choice("they are two people", are_two)
    one = Choice("they are one person", are_one, f"Join {names}?")
    return Step(
        subject=subject_of(doubt),
        heading=f"{names} · {doubt.probability:.0%} likely one person",
        about=tuple(about),
        reason=doubt.reason,
        choices=_keyed(*likelier_first(doubt, one, two)),
    )


def doubted_names(db: sqlite3.Connection, doubt: NameDoubt) -> list[str]:
    """Return the two names that are doubted, with the people's names if these are others."""
    names = []
    for number, folded in zip(doubt.people, (doubt.one, doubt.other), strict=True):
        person = person_with_id(db, number)
        printed = printed_form(db, folded)
        if fold_for_identity(person.name) == fold_for_identity(printed):
            names.append(person.title)
        else:
            names.append(f"{printed} (shown as {person.title})")
    return names


def _about_person(db: sqlite3.Connection, person: Person) -> Iterator[str]:
    """Yield what tells a person apart: papers, years, categories, co-authors, titles."""
    summary = summarize(db, person.id, papers_of(db, person.id))
    facts = [f"{person.title}: {plural(summary.papers, 'paper')}"]
    if period := years(summary.first_year, summary.last_year):
        facts.append(str(period))
    facts.append(str(counted(summary.categories, 3)))
    if summary.coauthors:
        facts.append(f"with {', '.join(summary.coauthors)}")
    yield " · ".join(filter(None, facts))
    for title in summary.titles:
        yield f"  {shorten(title, 2 * _SHOWN, placeholder=' …')}"


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """Wrap a text at a number of terminal columns; an empty text has no lines.

    `first` goes before the first line and `rest`, equally long, before the others.
    """
    if not text:
        return []
    room = max(columns - len(rest), 1)
    lines: list[str] = []
    for line in Text(visible(text)).wrap(Console(width=room), room):
        begin = rest if lines else first
        lines.append((begin + line.plain).rstrip())
    return lines


def ask(question: str, text: str) -> str:
    """Ask for a line on the terminal and offer a text for editing.

    Raises EOFError at the end of the input, and KeyboardInterrupt.
    """
    shown = visible(text)
    if readline is None:
        typed = input(f"{question}[{shown}] ").strip() or shown
    else:
        readline.set_startup_hook(lambda: readline.insert_text(shown))
        try:
            typed = input(question).strip()
        finally:
            readline.set_startup_hook()
    if typed == shown.strip():
        return text
    return typed
