"""What an import says afterwards: per file and in all, and every record that was refused."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from papercat.commands.support.paper_list import plural
from papercat.errors import ExitCode, InputRefused
from papercat.importing.documents import find_files
from papercat.papers.model import Refusal, Tally
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
"""notes, and skipped lines, of a file that are shown one by one; of others the lines are said"""
_WIDEST = 60


@dataclass(slots=True)
class Report:
    """Gathers what became of every file."""

    dry_run: bool = False
    tallies: list[Tally] = field(default_factory=list)
    refused_files: list[str] = field(default_factory=list)
    own_files: list[str] = field(default_factory=list)
    """the catalogue's, found in folders and skipped"""
    doubts: int = 0
    """in the whole catalogue"""

    def found(self, path: str) -> Iterator[str]:
        """The files of a path; one that is not there is noted as refused."""
        try:
            yield from find_files([path])
        except InputRefused as error:
            self.refused_files.append(str(error))

    def pass_over(self, file: str, *, named: bool) -> None:
        """Note a file of the catalogue itself: refused if the user named it, else skipped."""
        if named:
            self.refused_files.append(f"{file}: a file of this catalogue; name another file")
        else:
            self.own_files.append(file)

    @property
    def exit_code(self) -> ExitCode:
        """3 where something was refused and nothing taken, 1 where anything was refused."""
        if not self.refused_files and not any(tally.refused for tally in self.tallies):
            return ExitCode.DONE
        taken = any(tally.seen > len(tally.refused) for tally in self.tallies)
        return ExitCode.INCOMPLETE if taken else ExitCode.REFUSED

    def rows(self) -> Rows:
        """A row a file, and one for all of them where there are several."""
        rows: list[tuple[Cell, ...]] = [
            (_nearby(tally.file), *_counts(tally)) for tally in self.tallies
        ]
        if len(rows) > 1:
            counts = [_counts(tally) for tally in self.tallies]
            rows.append(("in all", *map(sum, zip(*counts, strict=True))))
        return Rows(_COLUMNS, rows)

    def summary(self) -> str:
        """All the counts in one sentence."""
        names = [column.name for column in _COLUMNS[1:-1]]
        counts = map(sum, zip(*map(_counts, self.tallies), strict=True))
        said = ", ".join(f"{count} {name}" for count, name in zip(counts, names, strict=False))
        return said + "; nothing was changed: this was a dry run" * self.dry_run

    def advice(self) -> Iterator[str]:
        """What to do next, where there is something and this import has to do with it."""
        if self.doubts and not self.dry_run and any(t.added or t.updated for t in self.tallies):
            yield f"{plural(self.doubts, 'doubt')} in the catalogue; to settle: papercat review"

    def remarks(self) -> Iterator[str]:
        """One line for whatever a person should know."""
        for tally in self.tallies:
            yield from _remarks(tally)
        if self.own_files:
            yield f"skipped the catalogue's own files: {', '.join(map(_nearby, self.own_files))}"
        for line in self.refused_files:
            yield f"refused: {line}"


def _nearby(path: str) -> str:
    """A path as a person in this folder would type it."""
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


def _runs(refused: Iterable[Refusal]) -> Iterator[tuple[int, int, str]]:
    """(first line, last line, reason): refusals that follow each other for one reason as one."""
    first = last = 0
    reason = ""
    for refusal in sorted(refused, key=lambda refusal: refusal.line):
        if refusal.reason == reason and refusal.line == last + 1:
            last = refusal.line
            continue
        if reason:
            yield first, last, reason
        first = last = refusal.line
        reason = refusal.reason
    if reason:
        yield first, last, reason


def _remarks(tally: Tally) -> Iterator[str]:
    file = _nearby(tally.file)
    if tally.owner:
        how = "as given" if tally.owner.given else f"inferred: {tally.owner.reason}"
        whose = f"the page of {tally.owner.name}" if tally.owner.name else "nobody's page"
        yield f"{file}: {whose} ({how})"
    for note in tally.notes[:_MOST]:
        yield f"{file}:{note.line}: {note.text}"
    if notes := tally.notes[_MOST:]:
        lines = ", ".join(_spans(sorted({note.line for note in notes})))
        yield f"{file}: {plural(len(notes), 'more note')}, of the entries on lines {lines}"
    for first, last, reason in _runs(tally.refused):
        lines = f"{first}" if first == last else f"{first}-{last}"
        yield f"{file}:{lines}: refused: {reason}"
    for skipped in tally.skipped[:_MOST]:
        text = skipped.text if len(skipped.text) <= _WIDEST else skipped.text[:_WIDEST] + "…"
        yield f"{file}:{skipped.line}: skipped, not part of an entry: {text}"
    if rest := tally.skipped[_MOST:]:
        numbers = ", ".join(_spans([skipped.line for skipped in rest]))
        yield f"{file}: skipped {plural(len(rest), 'more line')}, part of no entry: {numbers}"


def _spans(numbers: Sequence[int]) -> Iterator[str]:
    """`3-5` and `9` for 3, 4, 5, 9."""
    start = 0
    for at, number in enumerate(numbers, 1):
        if at == len(numbers) or numbers[at] != number + 1:
            yield f"{numbers[start]}-{number}" if numbers[start] < number else str(number)
            start = at
