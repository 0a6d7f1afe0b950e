"""The syntax of BibTeX files: entries with their fields, macros replaced, line by line.

Reading is lenient where the intent is clear, and says so in the entry's notes. An entry can
never swallow the next one that begins on a line of its own.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field

from papercat.text.partial_date import MONTHS

_BEGIN = re.compile(r"@\s*([A-Za-z][\w:.+-]*)\s*([{(])")
_BEGIN_OF_LINE = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*([^,={}\s\"]*(?:[ \t]+[^,={}\s\"]+)*)\s*(?:,|(?=[})])|$)")
_GAP = re.compile(r"(?:[\s,]|^[ \t]*%[^\n]*$)*", re.MULTILINE)
_NAME = re.compile(r"([^\s=,{}()\"#%]+)\s*=\s*")
_PLAIN = re.compile(r"[^\s,{}\"#%=()]+")
_JOIN = re.compile(r"\s*#\s*")
_BRACE = re.compile(r"[{}]")
_DEPTH = {"{": 1, "}": -1}
_QUOTE = re.compile(r"[{}\"]")
_UMLAUT = re.compile(r"\\\"(?:[^\W\d_]|[{\\]|\Z)")
"""a quote of a command such as `\\"u`"""
_NEXT_FIELD = re.compile(r"\n[ \t]*,?[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\w]")
_NO_MACROS = frozenset(
    ("crossref", "xdata", "year", "date", "doi", "eprint", "url", "key", "pages")
)
"""fields that name something else than a `@string` where they have no braces"""
_MEANS_ITSELF = re.compile(rf"\d+$|(?:{'|'.join(MONTHS)})[a-z]*\.?$", re.IGNORECASE)
"""a number or the name of a month, which needs no `@string`"""
_MOST_TIMES = 10
_ALWAYS_ALLOWED = 1 << 20
"""characters that macros may always expand to in a whole file"""


@dataclass(slots=True)
class Entry:
    """One entry of a BibTeX file."""

    line: int
    kind: str
    """in small letters, such as `article`"""
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    """names in small letters; values with their TeX"""
    notes: list[str] = field(default_factory=list)
    error: str | None = None
    """why it can't be read"""


class _SyntaxError(Exception):
    pass


class Scanner:
    """Reads the entries of the text of a BibTeX file, from one place to the next."""

    def __init__(self, text: str) -> None:
        """Find the lines of a file, and the places where entries may begin."""
        self._text = text
        self._line_ends = [found.start() for found in re.finditer("\n", text)]
        self._bounds = [found.start() for found in _BEGIN_OF_LINE.finditer(text)]
        self._bounds.append(len(text))
        self._macros = dict(zip(MONTHS, MONTHS, strict=True))
        self._at = 0
        """the place up to which the text is read"""
        self._end = 0
        """the place where the entry ends at the latest"""
        self._comments_close = True
        self._expansion_left = max(_MOST_TIMES * len(text), _ALWAYS_ALLOWED)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry, also those that can't be read, in order."""
        while begin := _BEGIN.search(self._text, self._at):
            self._at = begin.end()
            self._end = self._bounds[bisect(self._bounds, begin.start(1) - 1)]
            kind = begin[1].lower()
            begin_of_line = self._text.rfind("\n", 0, begin.start()) + 1
            if self._text[begin_of_line : begin.start()].lstrip().startswith("%"):
                continue
            if kind == "comment":
                self._skip_comment()
                continue
            entry = Entry(bisect(self._line_ends, begin.start()) + 1, kind)
            try:
                self._read(entry)
            except _SyntaxError as error:
                entry.error = str(error)
                self._at = self._end
            if kind == "string":
                self._macros.update(entry.fields)
            if entry.error or kind not in {"string", "preamble"}:
                yield entry

    def _skip_comment(self) -> None:
        """Go to the end of a comment's braces; of its line if they never close."""
        if self._comments_close:
            end = self._closing_brace(len(self._text))
            if end is not None:
                self._at = end + 1
                return
            self._comments_close = False
        end_of_line = self._text.find("\n", self._at)
        self._at = end_of_line if end_of_line >= 0 else len(self._text)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what matches a pattern; read nothing if nothing does."""
        found = pattern.match(self._text, self._at, self._end)
        if found:
            self._at = found.end()
        return found

    def _read(self, entry: Entry) -> None:
        """Read the inside of an entry."""
        if entry.kind == "preamble":
            self._value(entry)
            return
        if entry.kind != "string":
            self._read_key(entry)
        while True:
            self._take(_GAP)
            if self._at >= self._end:
                entry.notes.append("it never closes; read up to the next entry")
                return
            if self._text[self._at] in "})":
                self._at += 1
                return
            name = self._take(_NAME)
            if name is None:
                self._skip_stray_text(entry)
                continue
            field_name = name[1].lower()
            self._add(entry, field_name, self._value(entry, macros=field_name not in _NO_MACROS))

    def _read_key(self, entry: Entry) -> None:
        """Read the key of an entry, if it has one."""
        if key := self._take(_KEY):
            entry.key = key[1]
        elif not _NAME.match(self._text, self._at, self._end):
            raise _SyntaxError("no key and no field behind its beginning")

    def _skip_stray_text(self, entry: Entry) -> None:
        """Skip text that is no field, up to the next field or the end of the entry."""
        begin, end = self._at, self._next_field()
        is_last = end == self._end
        if is_last:
            closing = self._text.rfind("}", begin, end)
            if closing > begin:
                end = closing
        self._at = end
        stray = " ".join(self._text[begin:end].split())
        if not stray:
            return
        if is_last and not entry.fields:
            raise _SyntaxError(f"no field is in it: {stray[:60]!r}")
        entry.notes.append(f"left out {stray[:60]!r}, which is no field")

    def _add(self, entry: Entry, name: str, value: str) -> None:
        """Add a field to an entry; the first of two with one name counts."""
        before = entry.fields.get(name, "").strip()
        if not before:
            entry.fields[name] = value
        elif value.strip() not in {"", before}:
            entry.notes.append(f"it has a second {name}, which is left out")

    def _value(self, entry: Entry, *, macros: bool = True) -> str:
        """Read pieces joined with `#`."""
        value = self._piece(entry, macros=macros)
        while self._take(_JOIN):
            value += self._piece(entry, macros=macros)
        return value

    def _piece(self, entry: Entry, *, macros: bool) -> str:
        """Read a text in braces or quotes, or a word."""
        start = self._text[self._at : self._at + 1]
        if start not in {"{", '"'}:
            return self._word(entry, macros=macros)
        self._at += 1
        begin = self._at
        end = self._closing_brace(self._end) if start == "{" else self._closing_quote()
        if end is not None:
            self._at = end + 1
            return self._text[begin:end]
        self._at = self._next_field()
        entry.notes.append("braces or quotes don't match; read a value up to the next field")
        return self._text[begin : self._at].strip().rstrip(',}"').strip()

    def _word(self, entry: Entry, *, macros: bool) -> str:
        """Read a word without braces: a number, or the name of a `@string`."""
        plain = self._take(_PLAIN)
        if plain is None:
            return ""
        word = plain[0]
        if not macros:
            return word
        text = self._macros.get(word.lower())
        if text is None:
            if entry.kind != "string" and not _MEANS_ITSELF.match(word):
                note = f"no @string defines {word[:60]!r}; taken as text, here and below"
                entry.notes.append(note)
            return word
        self._expansion_left -= len(text)
        if self._expansion_left < 0:
            raise _SyntaxError("the @string definitions expand to too much text")
        return text

    def _next_field(self) -> int:
        """Return where the next field begins, or else where the entry ends."""
        following = _NEXT_FIELD.search(self._text, self._at, self._end)
        if following is None:
            return self._end
        return following.start()

    def _closing_brace(self, end: int) -> int | None:
        """Return the place of the brace that closes a text, if there is one."""
        depth = 1
        for brace in _BRACE.finditer(self._text, self._at, end):
            depth += _DEPTH[brace[0]]
            if depth == 0:
                return brace.start()
        return None

    def _closing_quote(self) -> int | None:
        """Return the place of the quote that closes a text, if there is one."""
        depth = 0
        for sign in _QUOTE.finditer(self._text, self._at, self._end):
            if sign[0] in _DEPTH:
                depth += _DEPTH[sign[0]]
            elif depth <= 0 and not _UMLAUT.match(self._text, sign.start() - 1):
                return sign.start()
        return None
