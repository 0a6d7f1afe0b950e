"""Look for inputs that break a reader, guided by the code that they reach.

usage: fuzz.py READER SECONDS     READER: the name of an input format, or `query`

It needs `pip install 'papercat[fuzz]'`. An input that raises, or takes longer than a second,
ends the run and is kept in `crash-…`.
"""

import sys
from contextlib import suppress
from datetime import date

import atheris

with atheris.instrument_imports(include=["papercat"]):
    from every_reader import readers

    from papercat.errors import QueryError
    from papercat.importing.formats import Format
    from papercat.papers.model import Hints, Paper
    from papercat.papers.record import from_text, to_text
    from papercat.search.query_reader import parse

HINTS = Hints(date(2026, 6, 1))


def read(form: Format, text: str) -> None:
    """Read a whole document; what is read can be stored and read back."""
    form.score(text)
    for record in form.read(text.split("\n"), HINTS):
        if isinstance(record, Paper):
            from_text(to_text(record), record.line)


def ask(text: str) -> None:
    """Read a query."""
    with suppress(QueryError):
        parse(text)


def main(name: str, seconds: str) -> None:
    """Fuzz one reader for some seconds."""
    forms = {form.NAME: (form, sample) for form, sample in readers()}
    form, sample = forms.get(name, (None, "chess author:osindero year:2020.. OR -x"))

    def try_one(data: bytes) -> None:
        """Read a sample with a stretch replaced."""
        given = atheris.FuzzedDataProvider(data)
        start = given.ConsumeIntInRange(0, len(sample))
        end = given.ConsumeIntInRange(start, len(sample))
        new = given.ConsumeUnicodeNoSurrogates(200)
        text = sample[:start] + new + sample[end:]
        if form is None:
            ask(text)
        else:
            read(form, text)

    options = [f"-max_total_time={seconds}", "-timeout=1", "-rss_limit_mb=1024", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
