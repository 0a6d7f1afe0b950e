"""Records of lines that begin with a tag, such as `TI  - A Title`, as RIS and NBIB have them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from papercat.papers.model import Skipped


@dataclass(slots=True)
class TaggedRecord:
    """One record. Reading a value takes it out, so that in the end the unknown tags remain."""

    line: int = 0
    """where it begins, from 1"""
    values: dict[str, list[list[str]]] = field(default_factory=dict)
    """tag → its texts in order, each as its lines"""

    def all(self, *tags: str) -> list[str]:
        """Take every text of these tags that is not blank."""
        found: list[str] = []
        for tag in tags:
            for lines in self.values.pop(tag, []):
                text = " ".join(lines)
                if text:
                    found.append(text)
        return found

    def first(self, *tags: str) -> str:
        """Take the first text of the first of these tags that has one; return "" if none has."""
        for tag in tags:
            texts = self.all(tag)
            if len(texts) > 1:
                self.values[tag] = [[text] for text in texts[1:]]
            if texts:
                return texts[0]
        return ""


def tagged_records(
    lines: Iterable[str], shape: re.Pattern[str], begin: str, end: str
) -> Iterator[TaggedRecord | Skipped]:
    """Yield the records of a document, and the lines that belong to none.

    `shape` matches a tag and its text. The tag `begin` begins a record, and `end` ends it; a
    blank line ends it too if `end` is empty. A line without a tag belongs to the text above it.
    """
    record = TaggedRecord()
    last_text: list[str] = []
    for number, line in enumerate(lines, 1):
        found = shape.match(line)
        tag = found[1] if found else ""
        if found is None and line.strip():
            last_text.append(line.strip())
            if not record.values:
                yield Skipped(number, line)
        elif tag in {begin, end} and record.values:
            yield record
            record = TaggedRecord()
        if found and tag != end:
            last_text = [found[2].strip()]
            record.line = record.line or number
            record.values.setdefault(tag, []).append(last_text)
    if record.values:
        yield record
