r"""Math in titles as text with tags, for programs that do not know TeX.

Letters, signs, sub- and superscripts are enough for nine of ten formulas in titles. Spaces
around signs are those that pandoc writes.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

_PIECE = re.compile(r"\\[A-Za-z]+|\\.|\d[\d.]*|\S", re.DOTALL)
_UPRIGHT = re.compile(
    r"\\(?:mathrm|mathsf|mathit|operatorname|text(?:rm|sf|it|up|bf)?)\s*\{([^{}\\$]*)\}"
)
_HELD = 0xE000
"""the first character that stands for upright text while a formula is read"""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MOST_GROUPS = 50
"""groups in a formula; groups within groups take memory"""
_SIGNS = {
    "+": ("operator", "+"),
    "-": ("operator", "−"),
    "*": ("operator", "*"),
    "=": ("relation", "="),
    "<": ("relation", "<"),
    ">": ("relation", ">"),
    ":": ("relation", ":"),
    ",": ("comma", ","),
    ";": ("comma", ";"),
    "(": ("open", "("),
    "[": ("open", "["),
    ")": ("close", ")"),
    "]": ("close", "]"),
    "~": ("sign", "\u00a0"),
}
_AROUND = {"operator": "\u2005", "relation": "\u2004"}
_BEHIND = {"comma": "\u2006", "function": "\u2006"}
_ACCENTS = {
    "\\acute": "\u0301",
    "\\breve": "\u0306",
    "\\check": "\u030c",
    "\\grave": "\u0300",
    "\\mathring": "\u030a",
    "\\bar": "\u0304",
    "\\hat": "\u0302",
    "\\tilde": "\u0303",
    "\\dot": "\u0307",
    "\\vec": "\u20d7",
    "\\widehat": "\u0302",
    "\\widetilde": "\u0303",
}
_ALPHABETS = {
    "\\mathbb": ("MATHEMATICAL DOUBLE-STRUCK", "DOUBLE-STRUCK"),
    "\\mathcal": ("MATHEMATICAL SCRIPT", "SCRIPT"),
    "\\mathscr": ("MATHEMATICAL SCRIPT", "SCRIPT"),
    "\\mathfrak": ("MATHEMATICAL FRAKTUR", "BLACK-LETTER"),
}
"""command → what Unicode calls its letters; letters that are older have the second name"""
_BOLD = frozenset(("\\mathbf", "\\boldsymbol", "\\bm"))


def _read_commands() -> dict[str, tuple[str, str]]:
    """Load the commands, each with its kind and what it stands for."""
    table = Path(__file__).with_name("tex_math.tsv").read_text("utf-8")
    commands = {}
    for line in table.splitlines():
        name, kind, text = line.split("\t")
        commands[f"\\{name}"] = (kind, text)
    return commands


_COMMANDS = _read_commands()


class _TooHardError(Exception):
    """The formula has more than letters, signs, sub- and superscripts."""


@dataclass(slots=True)
class _Atom:
    """A letter, a sign or a group with its scripts."""

    kind: str
    text: str
    below: str = ""
    above: str = ""

    @property
    def markup(self) -> str:
        markup = self.text
        if self.below:
            markup += f"<sub>{self.below}</sub>"
        if self.above:
            markup += f"<sup>{self.above}</sup>"
        return markup


def math_markup(math: str) -> str | None:
    r"""Return `$…$` as text with the tags `i`, `b`, `sub` and `sup`; None if that can't show it.

    >>> math_markup(r"$\mathbb{Z}_2^n$"), math_markup(r"$\sqrt{2}$")
    ('ℤ<sub>2</sub><sup><i>n</i></sup>', None)
    """
    if math.count("{") > _MOST_GROUPS or _PRIVATE.search(math):
        return None
    try:
        markup = _Reader(math.strip("$")).group(is_whole=True)
    except _TooHardError:
        return None
    return markup.replace("</i><i>", "").replace("</b><b>", "")


class _Reader:
    """A reader of one formula, piece by piece."""

    def __init__(self, formula: str) -> None:
        self._upright: list[str] = []
        self._pieces: list[str] = _PIECE.findall(_UPRIGHT.sub(self._hold, formula))
        self._pieces.reverse()

    def _hold(self, upright: re.Match[str]) -> str:
        """Keep upright text with its spaces, and return a character in its place."""
        self._upright.append(upright[1])
        return chr(_HELD + len(self._upright) - 1)

    def group(self, *, is_whole: bool = False) -> str:
        """Return the markup of the formula, or of a group up to its closing brace."""
        atoms: list[_Atom] = []
        while self._pieces:
            piece = self._pieces.pop()
            if piece == "}":
                if is_whole:
                    raise _TooHardError
                return _joined(atoms, is_whole=False)
            if piece in {"_", "^", "'"}:
                if not atoms:
                    atoms.append(_Atom("sign", ""))
                self._add_script(atoms[-1], piece)
            else:
                atoms.append(self._atom(piece))
        if not is_whole:
            raise _TooHardError
        return _joined(atoms, is_whole=True)

    def _add_script(self, atom: _Atom, piece: str) -> None:
        """Read what stands above or below an atom."""
        if piece == "'":
            atom.text += "′"
            return
        if not self._pieces:
            raise _TooHardError
        script = self._atom(self._pieces.pop()).markup
        if atom.kind in _AROUND:
            atom.kind = "sign"
        if piece == "_":
            atom.below += script
        else:
            atom.above += script

    def _atom(self, piece: str) -> _Atom:
        """Return the atom that begins with a piece."""
        if piece == "{":
            return _Atom("sign", self.group())
        if piece in _SIGNS:
            return _Atom(*_SIGNS[piece])
        if piece.startswith("\\"):
            return self._command(piece)
        if _HELD <= ord(piece[0]) < _HELD + len(self._upright):
            return _Atom("sign", self._upright[ord(piece) - _HELD])
        if piece in {"}", "_", "^", "&", "#"}:
            raise _TooHardError
        if piece.isalpha():
            return _Atom("letter", f"<i>{piece}</i>")
        return _Atom("sign", piece)

    def _command(self, command: str) -> _Atom:
        """Return the atom of a command with its argument."""
        if command in _ACCENTS:
            letter = self._letters()
            if len(letter) > 1:
                raise _TooHardError
            return _Atom("letter", f"<i>{letter}{_ACCENTS[command]}</i>")
        if command in _BOLD:
            return _Atom("letter", f"<b>{self._letters()}</b>")
        if command in _ALPHABETS:
            styled = [_styled(letter, _ALPHABETS[command]) for letter in self._letters()]
            return _Atom("letter", "".join(styled))
        if command not in _COMMANDS:
            raise _TooHardError
        kind, text = _COMMANDS[command]
        if kind == "letter":
            text = f"<i>{text}</i>"
        return _Atom(kind, text)

    def _letters(self) -> str:
        """Read the argument of a command: a letter, or letters and digits in braces."""
        if not self._pieces:
            raise _TooHardError
        letters = self._pieces.pop()
        if letters == "{":
            letters = ""
            while self._pieces and self._pieces[-1] != "}":
                letters += self._pieces.pop()
            if not self._pieces:
                raise _TooHardError
            self._pieces.pop()
        kind, greek = _COMMANDS.get(letters, ("", ""))
        if kind == "letter":
            return greek
        if not letters.isalnum():
            raise _TooHardError
        return letters


def _styled(letter: str, alphabet: tuple[str, str]) -> str:
    """Return a letter of another alphabet. Raises _TooHardError if it has none."""
    size = "CAPITAL"
    if letter.islower():
        size = "SMALL"
    for begin in alphabet:
        try:
            styled: str = unicodedata.lookup(f"{begin} {size} {letter}")
        except KeyError:
            continue
        return styled
    raise _TooHardError


def _joined(atoms: list[_Atom], *, is_whole: bool) -> str:
    """Return the markup of atoms, with spaces around signs, but not within parentheses."""
    parts: list[str] = []
    depth = 0
    for at, atom in enumerate(atoms):
        depth -= atom.kind == "close"
        before = behind = ""
        if len(atoms) > 1 and depth <= 0:
            is_last = at == len(atoms) - 1
            if atom.kind in _AROUND and not is_last and (is_whole or at > 0):
                before = behind = _AROUND[atom.kind]
            if atom.kind in _BEHIND and not is_last:
                behind = _BEHIND[atom.kind]
        parts.append(f"{before}{atom.markup}{behind}")
        depth += atom.kind == "open"
    return "".join(parts)
