r"""The keys that a LaTeX document cites: from `.tex`, `.aux` or Biber's `.bcf` files."""

import re
from collections.abc import Iterator
from pathlib import Path

from papercat.errors import InputRefused

EVERYTHING = "*"
r"""the key of `\nocite{*}`"""

_CITE = re.compile(
    r"\\[A-Za-z]*[Cc]ite[A-Za-z]*\*?"
    r"(?P<arguments>(?:\s*[\[(][^\][()]*[\])])*(?:\s*\{[^{}]*\}(?:\s*\[[^\][]*\])*)+)"
)
_ARGUMENT = re.compile(r"\{([^{}]*)\}")
_INPUT = re.compile(r"\\(?:input|include|subfile|subfileinclude)\s*\{([^{}]+)\}")
_COMMENT = re.compile(
    r"(?<!\\)%.*|\\verb\*?([^\w\s*]).*?\1"
    r"|\\begin\{(verbatim|lstlisting|comment)\}[\s\S]*?\\end\{\2\}|\\end\{document\}[\s\S]*"
)
"""text that TeX does not read as commands"""
_CITATION = re.compile(r"\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{([^{}]*)\}")
_AUX_INPUT = re.compile(r"\\@input\{([^{}]+)\}")
_BCF_KEY = re.compile(r"<bcf:citekey\b[^>]*>([^<]+)</bcf:citekey>")
_SEVERAL = re.compile(r"cites\b|citesep", re.IGNORECASE)
_LARGEST = 1 << 26
"""bytes"""


def cited_keys(path: Path) -> list[str]:
    """Return every key that a document cites, in order, each once; files it inputs count too.

    Raises InputRefused if the file can't be read.
    """
    return list(dict.fromkeys(_keys(path, set())))


def _keys(path: Path, met: set[Path]) -> Iterator[str]:
    """Yield the keys of a file and of the files that it inputs and are not in `met`."""
    met.add(path.resolve())
    text = _read(path)
    inputs = _INPUT
    if path.suffix == ".bcf":
        found = _BCF_KEY.findall(text)
    elif path.suffix == ".aux":
        found = _CITATION.findall(text)
        inputs = _AUX_INPUT
    else:
        text = _COMMENT.sub("", text)
        found = list(_cited_in_tex(text))
    keys = map(str.strip, ",".join(found).split(","))
    yield from filter(None, keys)
    for name in inputs.findall(text):
        part = path.parent / name.strip()
        if not part.suffix:
            part = part.with_suffix(".tex")
        if part.is_file() and part.resolve() not in met:
            yield from _keys(part, met)


def _cited_in_tex(text: str) -> Iterator[str]:
    r"""Yield the lists of keys; commands such as `\cites` have several."""
    for cite in _CITE.finditer(text):
        arguments = _ARGUMENT.findall(cite["arguments"])
        command = cite[0].partition("{")[0]
        if _SEVERAL.search(command):
            yield from arguments
        else:
            yield from arguments[:1]


def _read(path: Path) -> str:
    """Return the text of a file. Raises InputRefused if it can't be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputRefused(f"{path}: larger than {_LARGEST >> 20} MB; is it a LaTeX document?")
        return path.read_text("utf-8", errors="replace")
    except OSError as error:
        raise InputRefused(f"{path}: {error.strerror}") from None
