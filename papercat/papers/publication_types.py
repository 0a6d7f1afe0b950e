"""The types of publications, as BibTeX, RIS, CSL, Crossref, OpenAlex and tables name them."""

from pathlib import Path

_COLUMNS = ("bibtex", "ris", "csl", "crossref", "openalex", "table")


def _read_table() -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    to_bibtex: dict[tuple[str, str], str] = {}
    from_bibtex: dict[tuple[str, str], str] = {}
    table = Path(__file__).with_name("publication_types.tsv").read_text("utf-8")
    for line in table.splitlines():
        entry, *names = line.split("\t")
        for column, name in zip(_COLUMNS[1:], names, strict=False):
            if name:
                to_bibtex.setdefault((column, name), entry)
                from_bibtex.setdefault((column, entry), name)
    return to_bibtex, from_bibtex


_TO_BIBTEX, _FROM_BIBTEX = _read_table()
_ENTRIES = frozenset(entry for _, entry in _FROM_BIBTEX)


def type_of(scheme: str, name: str) -> str:
    """Return the BibTeX type of a type of another scheme; `misc` for an unknown one."""
    return _TO_BIBTEX.get((scheme, name.strip()), "misc")


def type_in_table(text: str) -> str | None:
    """Return the BibTeX type of a cell such as `journalArticle` or `Conference Paper`."""
    name = "".join(filter(str.isalpha, text.lower()))
    if name in _ENTRIES:
        return name
    return _TO_BIBTEX.get(("table", name))


def type_in(scheme: str, entry: str) -> str:
    """Return the name that another scheme has for a BibTeX type."""
    return _FROM_BIBTEX.get((scheme, entry)) or _FROM_BIBTEX[scheme, "misc"]
