"""The `stats` command.

papercat stats
papercat stats --csv
papercat stats --json
"""

from papercat.commands.support.invocation import Invocation
from papercat.papers.subjects import per_category, per_year, totals
from papercat.shown import Bar, Cell, Column, Page, Rows

_YEAR_COLUMNS = (Column("year", 7, 0), Column("papers", 40, 0))
_CATEGORY_COLUMNS = (
    Column("code", 8, 0, whole=True, style="cyan"),
    Column("name", 20, 1),
    Column("papers", 30, 0),
)
_ALL_COLUMNS = (
    Column("kind", 8, 0),
    Column("value", 8, 0),
    Column("name", 20, 1),
    Column("papers", 6, 0, right=True),
)


def run(invocation: Invocation) -> None:
    """See the module's text, which is this command's help."""
    db = invocation.catalogue()
    years = per_year(db)
    categories = per_category(db)
    most_a_year = max((papers for _, papers in years), default=0)
    most_a_category = max((papers for *_, papers in categories), default=0)
    year_rows: list[tuple[Cell, ...]] = []
    category_rows: list[tuple[Cell, ...]] = []
    all_rows: list[tuple[Cell, ...]] = []
    year_records: list[dict[str, object]] = []
    for year, papers in years:
        year_rows.append((year, Bar(papers, most_a_year)))
        all_rows.append(("year", year, None, papers))
        year_records.append({"year": _number(year), "papers": papers})
    for code, name, papers in categories:
        category_rows.append((code, name, Bar(papers, most_a_category)))
        all_rows.append(("category", code, name, papers))
    caption = "each paper once, under its primary category"
    sections = (
        Rows(_YEAR_COLUMNS, year_rows, "papers per year", empty="No papers yet."),
        Rows(_CATEGORY_COLUMNS, category_rows, "papers per category", caption),
    )
    counts = totals(db)
    path = str(invocation.path)
    record = {
        "catalogue": path,
        "totals": {what.replace(" ", "_"): count for what, count in counts},
        "papers_per_year": year_records,
        "papers_per_category": sections[1],
    }
    rows = Rows(_ALL_COLUMNS, all_rows)
    invocation.show(Page(path, rows, record, counts, sections))


def _number(year: str) -> int | None:
    """Give a year as a number; papers without a date have none."""
    if not year.isdigit():
        return None
    return int(year)
