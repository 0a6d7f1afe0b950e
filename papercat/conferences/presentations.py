"""How a thing is shown at a conference: as an oral, a spotlight, a poster or a demo."""

import re
from dataclasses import dataclass

from papercat.papers.model import Presentation

_CUES: tuple[tuple[Presentation, re.Pattern[str]], ...] = (
    ("oral", re.compile(r"\borals?\b(?!-| history| histories| exam)", re.IGNORECASE)),
    (
        # not `we spotlight …`, not `in the spotlight`, where nothing is a spotlight
        "spotlight",
        re.compile(
            r"(?<!we )(?<!to )(?<!will )(?<!we’ll )(?<!we'll )(?<!in the )(?<!into the )"
            r"\bspotlights?\b",
            re.IGNORECASE,
        ),
    ),
    ("poster", re.compile(r"(?<!spotlight )\bposters?\b", re.IGNORECASE)),
    (
        # an agent that learns from demonstrations is no demo
        "demo",
        re.compile(
            r"\bdemo(?:s|ed|ing)?\b"
            r"|\b(?:live|interactive|hands-on|booth) (?:\w+ )?demonstrations?\b"
            r"|\b(?:offer|host|hold|give|run|see|watch)(?:s|ing)? (?:\w+ ){0,2}demonstrations?\b",
            re.IGNORECASE,
        ),
    ),
)
_RESTART = re.compile(
    r"[;:] |,? (?:and|while|but|whereas) (?:also )?(?=(?:we|they|our|in an?|as an?|introduc\w+"
    r"|present\w*|shar(?:e|ing)|showcas\w+|demo(?:s|ing)?|demonstrat\w+|offer\w*|host\w*|give)\b)"
)
_LISTED = re.compile(r"(?:,|,? and|,? or|/|&| presentations?| papers?| talks?)*\s*(?:a |an |as )*")


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: Presentation
    start: int
    end: int


def presentation(sentence: str, start: int, end: int) -> Presentation | None:
    """Return how the name at these offsets of its sentence is shown, or None.

    Only the clause that holds the name counts; of several cues in it the nearest
    one, and none where they stand in a row (`oral, spotlight and poster`).
    """
    left, right = _clause(sentence, start, end)
    cues = [
        _Cue(kind, match.start(), match.end())
        for kind, pattern in _CUES
        for match in pattern.finditer(sentence, left, right)
        if match.end() <= start or match.start() >= end
    ]
    cues.sort(key=lambda cue: cue.start)
    alone = [cue for number, cue in enumerate(cues) if not _is_listed(sentence, cues, number)]
    if not alone:
        return None
    return min(alone, key=lambda cue: max(start - cue.end, cue.start - end)).kind


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause around a name."""
    left, right = 0, len(sentence)
    for boundary in _RESTART.finditer(sentence):
        if boundary.end() <= start:
            left = boundary.end()
        elif boundary.start() >= end:
            right = boundary.start()
            break
    return left, right


def _is_listed(sentence: str, cues: list[_Cue], number: int) -> bool:
    """Tell whether a cue stands in a row with one of another kind."""
    pairs = [(cues[at], cues[at + 1]) for at in (number - 1, number) if 0 <= at < len(cues) - 1]
    return any(
        one.kind != two.kind and _LISTED.fullmatch(sentence[one.end : two.start])
        for one, two in pairs
    )


_OF_PAPER: tuple[tuple[Presentation, re.Pattern[str]], ...] = (
    ("award", re.compile(r"\b(?:best|outstanding|runner|honou?rable)\b[^.\n]{0,40}\b(?:paper|mention|award|up)\b", re.IGNORECASE)),
    ("oral", re.compile(r"\borals?\b|\bcontributed talk", re.IGNORECASE)),
    ("spotlight", re.compile(r"\bspotlights?\b", re.IGNORECASE)),
    ("demo", re.compile(r"\bdemos?\b", re.IGNORECASE)),
    ("workshop", re.compile(r"\bworkshops?\b", re.IGNORECASE)),
    ("findings", re.compile(r"\bfindings\b", re.IGNORECASE)),
    ("poster", re.compile(r"\bposters?\b", re.IGNORECASE)),
)


def presentation_of_paper(text: str) -> Presentation | None:
    """Return how a listed paper is shown, from the lines around it or their heading."""
    return next((kind for kind, pattern in _OF_PAPER if pattern.search(text)), None)


_IN_SENTENCE = re.compile(
    r"\b(?:[Ii]n|[Aa]s) an?(?: \w+){0,2} (oral|spotlight|poster|demo)(?: presentation| paper| talk| session)?\b"
    r"|\b(oral|spotlight|poster) (?:presentation|paper|talk)\b"
)


def presentation_of_sentence(sentence: str) -> Presentation | None:
    """Return how the one thing that a sentence is about is shown, or None.

    A sentence that names several kinds of presentation is about several things.
    """
    kinds = {match[1] or match[2] for match in _IN_SENTENCE.finditer(sentence)}
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    return next(known for known, _ in _CUES if known == kind)
