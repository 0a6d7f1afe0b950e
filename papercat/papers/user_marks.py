"""Words by which a user marks papers: the reading status, and how a tag is written.

Apart from `model`, so that a search starts quickly.
"""

from papercat.errors import UsageError

STATUSES = ("unread", "reading", "read")
"""how far the user is with a paper"""
NO_STATUS = "none"
"""the word that clears a reading status"""


def checked_tag(text: str) -> str:
    """Return a tag in small letters. Raises UsageError if it is not one word."""
    tag = text.strip().lower()
    why = None
    if len(tag.split()) != 1 or not tag.isprintable():
        why = "write one word such as rl or to-read"
    elif not tag[0].isalnum():
        why = "it must begin with a letter or digit"
    elif not set(tag).isdisjoint(',;:*()"'):
        why = "it has one of the signs , ; : * ( ) and quotes"
    if why:
        raise UsageError(f"{text!r} is not a tag: {why}")
    return tag


def checked_status(text: str) -> str | None:
    """Return a status; None for the word that clears it. Raises UsageError for another word."""
    status = text.strip().lower()
    if status == NO_STATUS:
        return None
    if status not in STATUSES:
        raise UsageError(f"no status {text!r}; choose one of {', '.join((*STATUSES, NO_STATUS))}")
    return status
