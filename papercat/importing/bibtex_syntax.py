"""The syntax of BibTeX files: entries with their fields, macros replaced, line by line.

Reading is lenient where the intent is clear, and says so in the entry's notes. An entry can
never swallow the next one that begins on a line of its own.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field

from papercat.importing.paper_draft import MONTHS

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
    """The entries of the text of a BibTeX file."""

    def __init__(self, text: str) -> None:
        """Find the lines of a file, and the places where entries may begin."""
        self._text = text
        self._line_ends = [found.start() for found in re.finditer("\n", text)]
        self._bounds = [found.start() for found in _BEGIN_OF_LINE.finditer(text)]
        self._bounds.append(len(text))
        self._macros = dict(zip(MONTHS, MONTHS, strict=True))
        self._end = 0
        self._comments_close = True
        self._expansion_left = max(_MOST_TIMES * len(text), _ALWAYS_ALLOWED)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry, also those that can't be read, in order."""
        at = 0
        while begin := _BEGIN.search(self._text, at):
            self._end = self._bounds[bisect(self._bounds, begin.start(1) - 1)]
            at = begin.end()
            kind = begin[1].lower()
            begin_of_line = self._text.rfind("\n", 0, begin.start()) + 1
            if self._text[begin_of_line : begin.start()].lstrip().startswith("%"):
                continue
            if kind == "comment":
                at = self._after_comment(begin.end())
                continue
            entry = Entry(bisect(self._line_ends, begin.start()) + 1, kind)
            try:
                at = self._read(entry, begin.end())
            except _SyntaxError as error:
                entry.error = str(error)
                at = self._end
            if kind == "string":
                self._macros.update(entry.fields)
            if entry.error or kind not in {"string", "preamble"}:
                yield entry

    def _after_comment(self, at: int) -> int:
        """Return the end of a comment's braces; of its line if they never close."""
        if self._comments_close:
            end = self._closing_brace(at, len(self._text))
            if end is not None:
                return end + 1
            self._comments_close = False
        end_of_line = self._text.find("\n", at)
        if end_of_line < 0:
            return len(self._text)
        return end_of_line

    def _read(self, entry: Entry, at: int) -> int:
        """Read the inside of an entry; return where it ends."""
        if entry.kind == "preamble":
            _, end = self._value(entry, at)
            return end
        if entry.kind != "string":
            at = self._read_key(entry, at)
        while True:
            gap = _GAP.match(self._text, at, self._end)
            if gap:
                at = gap.end()
            if at >= self._end:
                entry.notes.append("it never closes; read up to the next entry")
                return at
            if self._text[at] in "})":
                return at + 1
            name = _NAME.match(self._text, at, self._end)
            if name is None:
                at = self._after_stray_text(entry, at)
                continue
            field_name = name[1].lower()
            value, at = self._value(entry, name.end(), macros=field_name not in _NO_MACROS)
            self._add(entry, field_name, value)

    def _read_key(self, entry: Entry, at: int) -> int:
        """Read the key of an entry, if it has one; return where the fields begin."""
        key = _KEY.match(self._text, at, self._end)
        if key is not None:
            entry.key = key[1]
            return key.end()
        if not _NAME.match(self._text, at, self._end):
            raise _SyntaxError("no key and no field behind its beginning")
        return at

    def _after_stray_text(self, entry: Entry, at: int) -> int:
        """Skip text that is no field, up to the next field or the end of the entry."""
        is_last = _NEXT_FIELD.search(self._text, at, self._end) is None
        end = self._next_field(at)
        if is_last:
            closing = self._text.rfind("}", at, end)
            if closing > at:
                end = closing
        stray = " ".join(self._text[at:end].split())
        if not stray:
            return end
        if is_last and not entry.fields:
            raise _SyntaxError(f"no field is in it: {stray[:60]!r}")
        entry.notes.append(f"left out {stray[:60]!r}, which is no field")
        return max(end, at + 1)

    def _add(self, entry: Entry, name: str, value: str) -> None:
        """Add a field to an entry; the first of two with one name counts."""
        before = entry.fields.get(name, "").strip()
        if not before:
            entry.fields[name] = value
        elif value.strip() not in {"", before}:
            entry.notes.append(f"it has a second {name}, which is left out")

    def _value(self, entry: Entry, at: int, *, macros: bool = True) -> tuple[str, int]:
        """Read pieces joined with `#`; return the value and where it ends."""
        pieces: list[str] = []
        while True:
            piece, at = self._piece(entry, at, macros=macros)
            pieces.append(piece)
            join = _JOIN.match(self._text, at, self._end)
            if join is None:
                return "".join(pieces), at
            at = join.end()

    def _piece(self, entry: Entry, at: int, *, macros: bool) -> tuple[str, int]:
        """Read a text in braces or quotes, or a word; return it and where it ends."""
        start = self._text[at : at + 1]
        if start == "{":
            end = self._closing_brace(at + 1, self._end)
        elif start == '"':
            end = self._closing_quote(at + 1)
        else:
            return self._plain(entry, at, macros=macros)
        if end is not None:
            return self._text[at + 1 : end], end + 1
        end = self._next_field(at)
        entry.notes.append("braces or quotes don't match; read a value up to the next field")
        return self._text[at + 1 : end].strip().rstrip(',}"').strip(), end

    def _plain(self, entry: Entry, at: int, *, macros: bool) -> tuple[str, int]:
        """Read a word without braces: a number, or the name of a `@string`."""
        plain = _PLAIN.match(self._text, at, self._end)
        if plain is None:
            return "", at
        name = plain[0]
        text = name
        if macros and name.lower() in self._macros:
            text = self._macros[name.lower()]
            self._expansion_left -= len(text)
            if self._expansion_left < 0:
                raise _SyntaxError("the @string definitions expand to too much text")
        elif macros and not _MEANS_ITSELF.match(name) and entry.kind != "string":
            entry.notes.append(f"no @string defines {name[:60]!r}; taken as text, here and below")
        return text, plain.end()

    def _next_field(self, at: int) -> int:
        """Return where the next field begins, or else where the entry ends."""
        following = _NEXT_FIELD.search(self._text, at, self._end)
        if following is None:
            return self._end
        return following.start()

    def _closing_brace(self, at: int, end: int) -> int | None:
        """Return the place of the brace that closes a text, if there is one."""
        depth = 1
        for brace in _BRACE.finditer(self._text, at, end):
            depth += _DEPTH[brace[0]]
            if depth == 0:
                return brace.start()
        return None

    def _closing_quote(self, at: int) -> int | None:
        """Return the place of the quote that closes a text, if there is one."""
        depth = 0
        for sign in _QUOTE.finditer(self._text, at, self._end):
            if sign[0] in _DEPTH:
                depth += _DEPTH[sign[0]]
            elif depth <= 0 and not _UMLAUT.match(self._text, sign.start() - 1):
                return sign.start()
        return None
