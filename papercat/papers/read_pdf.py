"""Program that writes the text of one PDF to standard output.

It runs in a process of its own (papers/paper_files.py), because a PDF may take very long or much
memory. It is the only module that needs the extra `papercat[pdf]`.
"""

import logging
import sys

from pypdf import PdfReader
from pypdf.errors import PyPdfError

if sys.platform != "win32":  # Windows has no such limits; the parent still ends it after a time
    import resource

_MEMORY = 1 << 30
"""bytes"""
_MOST_PAGES = 2000
_MOST_CHARACTERS = 5_000_000


def write_text(path: str) -> str | None:
    """Write the text of each page; return why some of it is missing, or None."""
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        return "it needs a password"
    broken = written = 0
    for number, page in enumerate(reader.pages):
        if number == _MOST_PAGES:
            return f"read as far as page {_MOST_PAGES}"
        try:
            text = page.extract_text()
        except Exception:  # noqa: BLE001  a broken page can raise anything
            broken += 1
            continue
        sys.stdout.buffer.write(text[: _MOST_CHARACTERS - written].encode("utf-8", "replace"))
        sys.stdout.buffer.write(b"\n")
        sys.stdout.flush()
        written += len(text)
        if written > _MOST_CHARACTERS:
            return f"read as far as page {number + 1}: it has very much text"
    if broken:
        return f"{broken} of its pages can't be read"
    return None


def main() -> int:
    """Write the text of the file that is named; return 1 if there is a remark."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))

    logging.disable()  # pypdf remarks on every fault that it mends
    try:
        remark = write_text(sys.argv[1])
    except MemoryError:
        remark = f"it takes more than {_MEMORY >> 20} MB of memory"
    except PyPdfError as error:
        remark = f"it is broken: {' '.join(str(error).split())[:100]}"
    except Exception as error:  # noqa: BLE001  a broken file can raise anything
        remark = f"it is broken ({type(error).__name__})"
    if remark is None:
        return 0
    sys.stderr.write(remark)
    return 1


if __name__ == "__main__":
    sys.exit(main())
