"""Records of lines that begin with a tag, such as `TI  - A Title`, as RIS and NBIB have them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class TaggedRecord:
    """One record. Reading a value takes it out, so that in the end the unknown tags remain."""

    line: int
    """where it begins, from 1"""
    values: dict[str, list[str]] = field(default_factory=dict)
    """tag → its texts in order"""
    _last: str = ""
    _lines: list[str] = field(default_factory=list)
    """the lines of the last text, joined by `finish`"""

    def add(self, tag: str, text: str) -> None:
        """Add a line; a blank one says nothing."""
        self.finish()
        self.values.setdefault(tag, []).append(text.strip())
        self._last = tag
        self._lines = [text.strip()]

    def go_on(self, text: str) -> None:
        """Add a line without a tag to the text before it."""
        if self._last:
            self._lines.append(text.strip())

    def finish(self) -> None:
        """Join the lines of the last text."""
        if len(self._lines) > 1:
            self.values[self._last][-1] = " ".join(self._lines)

    def all(self, *tags: str) -> list[str]:
        """Take every text of these tags that is not blank."""
        found: list[str] = []
        for tag in tags:
            found += filter(None, self.values.pop(tag, []))
        return found

    def first(self, *tags: str) -> str:
        """Take the first text of the first of these tags that has one; return "" if none has."""
        for tag in tags:
            texts = self.all(tag)
            if len(texts) > 1:
                self.values[tag] = texts[1:]
            if texts:
                return texts[0]
        return ""


def tagged_records(
    lines: Iterable[str], shape: re.Pattern[str], begin: str, end: str
) -> Iterator[TaggedRecord]:
    """Yield the records of a document.

    `shape` matches a tag and its text. The tag `begin` begins a record, and `end` ends it; a
    blank line ends it too if `end` is empty.
    """
    record = TaggedRecord(0)
    for number, line in enumerate(lines, 1):
        tag, text = _tag_and_text(line, shape)
        if tag is None:
            record.go_on(line)
            continue
        if tag in {begin, end} and record.values:
            record.finish()
            yield record
            record = TaggedRecord(0)
        if tag not in {"", end}:
            record.line = record.line or number
            record.add(tag, text)
    if record.values:
        record.finish()
        yield record


def _tag_and_text(line: str, shape: re.Pattern[str]) -> tuple[str | None, str]:
    """Return the tag of a line and its text; "" for a blank line, None for a line that goes on."""
    found = shape.match(line)
    if found is not None:
        return found[1], found[2] or ""
    if line.strip():
        return None, line
    return "", ""
