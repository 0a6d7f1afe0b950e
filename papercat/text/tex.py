r"""TeX in text: accents and symbols decoded to Unicode, and Unicode escaped for TeX.

`decode_letters` is for text that may hold some TeX, such as an abstract at arXiv. `decode_tex`
is for text that is TeX, such as a field of a BibTeX file. Both keep math (`$\alpha$`) as it is.
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

_ACCENT = r"\\(?:[\"'`^~=.]|[uvHcdbkr](?=[\s{\\]))\s*\{?\s*\\?(?=[^\W\d_])"

_COMBINING = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
}
"""an accent's command → the combining character"""
_ACCENTED = re.compile(
    r"(?P<group>(?<!\\[A-Za-z\"'`^~=.])\{\s*)?"
    r"\\(?P<accent>[\"'`^~=.]\s*|[uvHcdbkr](?:\s+|(?=[{\\])))"
    r"(?:\{\s*(?P<first>[^\W\d_][\u0300-\u036f]*)\s*(?P<rest>[^{}\\]*)\}|(?P<letter>[^\W\d_]))"
    r"(?(group)\s*\})"
)
_MOST_NESTED = 5
"""accents on one letter"""
_COMMAND = re.compile(r"\\(?:(?P<name>[A-Za-z]+)\*?(?P<end>\{\}|\s+)?|(?P<sign>.))", re.DOTALL)
_LETTER = re.compile(
    r"(?<!\\[A-Za-z\"'`^~=.])\{\\(?P<braced>[A-Za-z]+)\s*\}"
    r"|\\(?P<name>[A-Za-z]{1,2})(?:\{\}|\s+|(?![A-Za-z]))"
)
_MATH = re.compile(r"((?<!\\)(?:\$\$[^$]+(?<!\\)\$\$|\$[^$]+(?<!\\)\$))")
_STYLE = re.compile(
    r"\\(?:emph|text(?:it|bf|rm|sf|tt|sc|sl|up|md|normal)|mbox)\s*\{([^{}\\]*)\}"
    r"|\{\\(?:em|it|bf|rm|sl|sc|tt|sf)\s+([^{}\\]*)\}"
)
_STYLES = re.compile(
    r"em|it|bf|rm|sl|sc|tt|sf|emph|text(?:it|bf|rm|sf|tt|sc|sl|up|md|normal)?|mbox|hbox|itshape"
    r"|bfseries|scshape|upshape|normalfont|ttfamily|sffamily|rmfamily|url|path|nolinkurl"
    r"|text(?:super|sub)script|uppercase|lowercase|mkbib(?:emph|italic|bold|quote)|enquote"
    r"|ensuremath|relax|protect|nocase|small|bibinfo"
)
_SIGNS = {char: char for char in "&%#_"} | {
    "$": "\ufdd0",
    "{": "\ufdd1",
    "}": "\ufdd2",
    "\\": " ",
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": " ",
    ";": " ",
    ":": " ",
    "-": "",
    "/": "",
    "!": "",
    "@": "",
}
"""a sign behind a backslash → what it stands for"""
_HELD = {"$": "\ufdd0", "{": "\ufdd1", "}": "\ufdd2", "\\": "\ufdd3", "~": "\ufdd4", "`": "\ufdd5"}
"""characters that are special in TeX → what holds their places until all is decoded"""
_RELEASE = str.maketrans({held: char for char, held in _HELD.items()})
_LIGATURES = (
    ("``{}", '"'),  # as `with_tex_quotes` writes straight quotes
    ("''{}", '"'),
    ("`{}", "'"),
    ("---", "—"),
    ("--", "–"),
    ("``", "“"),
    ("''", "”"),
    ("?`", "¿"),
    ("!`", "¡"),
    ("~", " "),
)
_TWO_ARGUMENTS = re.compile(r"\\(?:href|texorpdfstring|bibinfo)\s*\{[^{}]*\}\s*(?=\{)")
_NO_SORT = re.compile(r"\\noopsort\s*\{[^{}]*\}|\{\\noopsort[^{}]*\}", re.IGNORECASE)

_ESCAPES = {char: f"\\{char}" for char in "&%#_$"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
}
_TEX_QUOTES = re.compile(r"(?<![\w`])``(?![`\s])([^`\n]{1,300}?)(?<!\s)''(?!')")
_TEX_QUOTE = re.compile(r"(?<![\w`])`(?![`\s])([^`'\n]{1,300})(?<!\s)'(?![\w'])")
_CURLY = re.compile("“([^“”]*)”(?!')")
_QUOTED = re.compile(r'(?<!\w)"(?!\s)([^"]*)(?<!\s)"(?!\w)')
_QUOTED_ONCE = re.compile(r"(?<![\w'}])'([^'`\s](?:[^'`]*[^'`\s])?)'(?![\w'{])")
"""straight quotes around words"""
_ESCAPED = re.compile(r"[&%#_$\\{}~^`]|-(?=-)|'(?=')")


def _read_symbols() -> dict[str, str]:
    table = Path(__file__).with_name("tex_letters.tsv").read_text("utf-8")
    symbols = {}
    for line in table.splitlines():
        command, char = line.split("\t")
        symbols[command.removeprefix("\\")] = char
    return symbols


_SYMBOLS = _read_symbols()


def decode_letters(text: str) -> str:
    r"""Decode accents, letters and styles of TeX in text that is not TeX as a whole.

    >>> decode_letters(r"``Erd\H{o}s'' and {\'E}tienne in {\mu} and $\dot{x}$, 15\%, C:\temp")
    '“Erdős” and Étienne in μ and $\\dot{x}$, 15%, C:\\temp'
    """
    if "\\" not in text and "`" not in text:
        return text
    return _outside_math(text, _letters_decoded)


def decode_tex(text: str) -> str:
    r"""Decode text that is TeX: accents, symbols, dashes, quotes; braces and styles go.

    >>> decode_tex(r"{\"U}ber ``{GPT}'' \& the $\alpha$-law -- a \emph{study}")
    'Über “GPT” & the $\\alpha$-law – a study'
    """
    if text.isalnum():
        return text
    text = text.replace("$<$", "<").replace("$>$", ">")  # as Zotero writes these signs
    return _outside_math(text, _tex_decoded)


def escape_tex(text: str) -> str:
    r"""Write Unicode text so that TeX prints it and `decode_tex` reads it back.

    >>> escape_tex("R&D at $5 with $x^2$")
    'R\\&D at $5 with $x\\textasciicircum{}2\\$'
    """
    return _outside_math(text, lambda part: _ESCAPED.sub(_escape, part))


def with_tex_quotes(escaped: str) -> str:
    r"""Return escaped text with quotes that TeX prints as quotes, and with `\{` for braces.

    >>> with_tex_quotes(r'The "{Magic}" of \textbraceleft{}n\textbraceright{}')
    "The ``{}{Magic}''{} of \\{n\\}"
    """
    text = _QUOTED.sub(r"``{}\1''{}", escaped)
    text = _QUOTED_ONCE.sub(r"`{}\1'{}", text)
    text = _CURLY.sub(r"``\1''", text)
    braced = text.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
    if _has_pairs(braced):
        return braced
    return text


def is_math(part: str) -> bool:
    """Return True for a part of `split_math` that TeX reads as math."""
    if not part.startswith("$") or "%" in part or part.endswith("\\"):
        return False
    return _has_pairs(re.sub(r"\\.", "", part))


def _has_pairs(text: str) -> bool:
    """Return True if every brace has its counterpart."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def split_math(text: str) -> list[str]:
    """Split a text at the math in it: text and math by turns."""
    return _MATH.split(text)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"{found[0]}{{}}"


def _outside_math(text: str, change: Callable[[str], str]) -> str:
    if "$" not in text:
        return change(text)
    parts = [part if is_math(part) else change(part) for part in split_math(text)]
    return "".join(parts)


def _letters_decoded(text: str) -> str:
    text = _TEX_QUOTES.sub("“\\1”", text)
    text = _TEX_QUOTE.sub("‘\\1’", text)
    if "\\" not in text:
        return text
    text = _LETTER.sub(_letter, text)
    text = _with_accents(text)
    text = _STYLE.sub(lambda style: style[1] or style[2] or "", text)
    return re.sub(r"\\([&%#_])", r"\1", text)


def _letter(found: re.Match[str]) -> str:
    char = _SYMBOLS.get(found["braced"] or found["name"], "")
    if char.isalpha():
        return char
    return found[0]


def _tex_decoded(text: str) -> str:
    if "\\" in text:
        text = _NO_SORT.sub("", text)
        text = _TWO_ARGUMENTS.sub("", text)
        text = _COMMAND.sub(_command, text)
        text = _with_accents(text)
    for written, char in _LIGATURES:
        text = text.replace(written, char)
    return text.replace("{", "").replace("}", "").translate(_RELEASE)


def _command(found: re.Match[str]) -> str:
    name, sign = found["name"], found["sign"]
    if sign is not None:
        return _SIGNS.get(sign, found[0])
    if _STYLES.fullmatch(name):
        return ""
    if name in _SYMBOLS:
        char = _SYMBOLS[name]
        return _HELD.get(char, char)
    return found[0]


def _with_accents(text: str) -> str:
    for _ in range(_MOST_NESTED):
        changed = _ACCENTED.sub(_accented, text)
        if changed == text:
            break
        text = changed
    return text


def _accented(found: re.Match[str]) -> str:
    letter = found["first"] or found["letter"]
    plain = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    accent = _COMBINING[found["accent"].strip()]
    return unicodedata.normalize("NFC", plain + accent) + (found["rest"] or "")
