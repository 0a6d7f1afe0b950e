"""Remove papers from the catalogue.

papercat remove doe2022words
papercat remove doe2022words 2203.15556
papercat remove $(papercat search tag:junk --keys) --dry-run

A removed paper is gone from every list, count, search and export. Importing its source
again does not bring it back; `papercat undo` does. A filed PDF is not deleted.
"""

from papercat.catalogue.connection import changing
from papercat.commands.support.invocation import DryRun, Invocation, Keys
from papercat.commands.support.wording import how_to_undo, plural
from papercat.deriving.changes import remove_papers
from papercat.papers.find_paper import find_papers, paper_lines
from papercat.papers.paper_files import files_of


def run(invocation: Invocation, keys: Keys, *, dry_run: DryRun = False) -> None:
    """Remove each paper; nothing is removed if one of the keys is unknown."""
    if dry_run:
        known = invocation.catalogue()
        for line in paper_lines(known, find_papers(known, keys)):
            invocation.say(f"Would remove {line.key}: {line.title}")
        return
    with changing(invocation.path) as db:
        papers = find_papers(db, keys)
        files: list[str] = []
        for paper in papers:
            files += files_of(db, paper)
        decisions = remove_papers(db, papers)
    invocation.say(f"Removed {plural(len(papers), 'paper')}.", how_to_undo(decisions))
    for path in files:
        invocation.say(f"The PDF stays where it is: {path}")
