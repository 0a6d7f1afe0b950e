"""What is doubtful about the split of a line, in words a person understands."""

from papercat.importing.formats.listing.splitting.split import Split
from papercat.papers.model import Doubt


def doubts_of(split: Split) -> tuple[Doubt, ...]:
    """The doubt about where the title ends, with the other readings; none where it is clear."""
    if not split.doubtful:
        return ()
    others = tuple(f"{other.title} | {', '.join(other.authors)}" for other in split.alternatives)
    return (Doubt("title", split.best.probability, _reasoning(split), others),)


def _reasoning(split: Split) -> str:
    """What speaks for the reading that was taken, and what for the next."""
    if not split.alternatives:
        return "no other place looks like the end of a title"
    said = ["the title may end elsewhere"]
    for what, boundary in (("taken", split.best), ("that is next", split.alternatives[0])):
        if boundary.reasons:
            said.append(f"for the reading {what}: {', '.join(boundary.reasons)}")
    return "; ".join(said)
