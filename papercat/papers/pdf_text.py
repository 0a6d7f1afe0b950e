"""Texts of PDFs, read by a process with bounds on time, memory and pages."""

import re
import subprocess
import sys
from importlib.util import find_spec
from typing import NamedTuple

from papercat.errors import UsageError

_READER = "papercat.papers.read_pdf"
_LONGEST = 60
"""seconds for one PDF"""
_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


class PdfText(NamedTuple):
    """The text of a PDF, as far as it could be read."""

    text: str
    remark: str | None
    """why some of the text, or all of it, is missing"""


def refuse_without_reader() -> None:
    """Raise UsageError if the extra for PDFs is not installed."""
    if find_spec("pypdf") is None:
        raise UsageError("--fulltext needs pypdf; install it with: pip install 'papercat[pdf]'")


def text_of_pdf(path: str) -> PdfText:
    """Return the text of a PDF. Words that a line end breaks are whole."""
    remark = None
    try:
        done = subprocess.run(  # noqa: S603  papercat's own program
            [sys.executable, "-m", _READER, path],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST,
            check=False,
        )
        output = done.stdout
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").splitlines()
            remark = said[-1] if said else "its reader ended unexpectedly"
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
        remark = f"read as far as {_LONGEST} seconds allow"
    text = _BROKEN_WORD.sub("", output.decode("utf-8", "replace"))
    if remark is None and not text.strip():
        remark = "it has no text; perhaps its pages are pictures"
    return PdfText(text, remark)
