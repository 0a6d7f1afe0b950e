"""The report of an import: counts per file and in all, and every refused record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten

from papercat.commands.support.wording import plural
from papercat.errors import ExitCode
from papercat.papers.model import Note, Owner, Skipped, Tally
from papercat.shown import Cell, Column, Rows

_COLUMNS = (
    Column("file", 0, 0),
    Column("seen", 6, 1, right=True),
    Column("added", 6, 1, right=True),
    Column("updated", 7, 1, right=True),
    Column("unchanged", 9, 2, right=True),
    Column("refused", 7, 1, right=True),
    Column("skipped_lines", 13, 3, right=True),
)
_MOST = 100
"""notes, and skipped lines, of a file that are shown one by one"""
_WIDEST = 60
"""characters of a skipped line that are shown"""


@dataclass(slots=True)
class Report:
    """The results of every file of an import."""

    dry_run: bool = False
    tallies: list[Tally] = field(default_factory=list)
    refused_files: list[str] = field(default_factory=list)
    own_files: list[str] = field(default_factory=list)
    """the catalogue's, found in folders and skipped"""
    doubts: int = 0
    """doubts in the whole catalogue"""

    @property
    def exit_code(self) -> ExitCode:
        """3 if everything was refused, 1 if something was refused, else 0."""
        if not self.refused_files and not any(tally.refused for tally in self.tallies):
            return ExitCode.DONE
        if any(tally.seen > len(tally.refused) for tally in self.tallies):
            return ExitCode.INCOMPLETE
        return ExitCode.REFUSED

    def _totals(self) -> list[int]:
        counts = [_counts(tally) for tally in self.tallies]
        return [sum(column) for column in zip(*counts, strict=True)]

    def rows(self) -> Rows:
        """Make one row for each file, and one for all files if there are several."""
        rows: list[tuple[Cell, ...]] = [
            (_nearby(tally.file), *_counts(tally)) for tally in self.tallies
        ]
        if len(rows) > 1:
            rows.append(("in all", *self._totals()))
        return Rows(_COLUMNS, rows)

    def summary(self) -> str:
        """Write all counts in one sentence."""
        names = [column.name for column in _COLUMNS[1:-1]]
        counts = [f"{count} {name}" for count, name in zip(self._totals(), names, strict=False)]
        said = ", ".join(counts)
        if self.dry_run:
            said += "; nothing was changed: this was a dry run"
        return said

    def advice(self) -> Iterator[str]:
        """Name the next step, if this import gives a reason for one."""
        changed = any(tally.added or tally.updated for tally in self.tallies)
        if self.doubts and changed and not self.dry_run:
            doubts = plural(self.doubts, "doubt")
            yield f"{doubts} in the catalogue; to settle: papercat review"

    def remarks(self) -> Iterator[str]:
        """Write one line for each thing that the user should know."""
        for tally in self.tallies:
            yield from _remarks(tally)
        if self.own_files:
            yield f"skipped the catalogue's own files: {', '.join(map(_nearby, self.own_files))}"
        for line in self.refused_files:
            yield f"refused: {line}"


def _nearby(path: str) -> str:
    """Write a path as a person in this folder would type it."""
    inside = Path.cwd().as_posix().rstrip("/") + "/"
    return path.removeprefix(inside)


def _counts(tally: Tally) -> tuple[int, ...]:
    return (
        tally.seen,
        tally.added,
        tally.updated,
        tally.unchanged,
        len(tally.refused),
        len(tally.skipped),
    )


def _runs(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Join consecutive lines with one reason. Yield pairs such as (`3-5`, reason)."""
    runs: list[tuple[int, int, str]] = []
    for line, reason in lines:
        if runs and runs[-1][1:] == (line - 1, reason):
            runs[-1] = (runs[-1][0], line, reason)
        else:
            runs.append((line, line, reason))
    for first, last, reason in runs:
        if first == last:
            yield str(first), reason
        else:
            yield f"{first}-{last}", reason


def _spans(numbers: Iterable[int]) -> str:
    """Write 3, 4, 5, 9 as `3-5, 9`."""
    return ", ".join(span for span, _ in _runs((number, "") for number in numbers))


def _remarks(tally: Tally) -> Iterator[str]:
    file = _nearby(tally.file)
    if tally.dropped:
        yield f"{file}: dropped what it no longer has: {tally.dropped}"
    if tally.removed:
        papers = plural(tally.removed, "removed paper")
        yield f"{file}: met {papers}; to bring one back: papercat undo"
    if tally.passed_over:
        yield f"{file}: passed over {plural(tally.passed_over, 'record')} of unknown papers"
    if tally.owner:
        yield f"{file}: {_owner(tally.owner)}"
    yield from _notes(file, tally.notes)
    refused = sorted(tally.refused, key=lambda refusal: refusal.line)
    for span, reason in _runs((each.line, each.reason) for each in refused):
        yield f"{file}:{span}: refused: {reason}"
    yield from _skipped(file, tally.skipped)


def _notes(file: str, notes: Sequence[Note]) -> Iterator[str]:
    """Write the first notes, and count the others."""
    for note in notes[:_MOST]:
        yield f"{file}:{note.line}: {note.text}"
    rest = notes[_MOST:]
    if rest:
        lines = _spans(sorted({note.line for note in rest}))
        yield f"{file}: {plural(len(rest), 'more note')}, of the entries on lines {lines}"


def _skipped(file: str, skipped: Sequence[Skipped]) -> Iterator[str]:
    """Write the first skipped lines, and count the others."""
    for each in skipped[:_MOST]:
        text = shorten(each.text, _WIDEST, placeholder="…")
        yield f"{file}:{each.line}: skipped, not part of an entry: {text}"
    rest = skipped[_MOST:]
    if rest:
        lines = _spans([each.line for each in rest])
        yield f"{file}: skipped {plural(len(rest), 'more line')}, part of no entry: {lines}"


def _owner(owner: Owner) -> str:
    page = "nobody's page"
    if owner.name:
        page = f"the page of {owner.name}"
    if owner.given:
        return f"{page} (as given)"
    return f"{page} (inferred: {owner.reason})"
