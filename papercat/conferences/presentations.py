"""Ways in which a thing is shown at a conference: as an oral, a spotlight, a poster or a demo."""

import re

from papercat.papers.model import Presentation

_CUES: tuple[tuple[Presentation, re.Pattern[str]], ...] = (
    ("oral", re.compile(r"\borals?\b(?!-| history| histories| exam)", re.IGNORECASE)),
    (
        # not `we spotlight …`, not `in the spotlight`, where nothing is a spotlight
        "spotlight",
        re.compile(r"(?<!we )(?<!to )(?<!will )(?<!in the )\bspotlights?\b", re.IGNORECASE),
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
_OF_SENTENCE = re.compile(
    r"\b(?:in|as) an?(?: \w+){0,2} (?:oral|spotlight|poster|demo)\b"
    r"|\b(?:oral|spotlight|poster) (?:presentation|paper|talk)\b",
    re.IGNORECASE,
)
_AWARD = re.compile(
    r"\b(?:best|outstanding|honou?rable)\b[^.\n]{0,40}\b(?:paper|mention|award)\b", re.IGNORECASE
)
_OF_PAPER: tuple[tuple[Presentation, str], ...] = (
    ("oral", "oral"),
    ("oral", "contributed talk"),
    ("spotlight", "spotlight"),
    ("demo", "demo"),
    ("workshop", "workshop"),
    ("findings", "findings"),
    ("poster", "poster"),
)


def presentation(sentence: str, start: int, end: int) -> Presentation | None:
    """Return how the name at these offsets of its sentence is shown, or None.

    Only the clause that holds the name counts, and only if it speaks of one kind.
    """
    left, right = 0, len(sentence)
    for boundary in _RESTART.finditer(sentence):
        if boundary.end() <= start:
            left = boundary.end()
        elif boundary.start() >= end:
            right = boundary.start()
            break
    clause = sentence[left:start] + " … " + sentence[end:right]
    return _only_kind(clause)


def _only_kind(text: str) -> Presentation | None:
    kinds = [kind for kind, pattern in _CUES if pattern.search(text)]
    return kinds[0] if len(kinds) == 1 else None


def presentation_of_sentence(sentence: str) -> Presentation | None:
    """Return how the one thing that a sentence is about is shown, or None."""
    found = " ".join(_OF_SENTENCE.findall(sentence))
    return _only_kind(found)


def presentation_of_paper(text: str) -> Presentation | None:
    """Return how a listed paper is shown, from the lines around it or their heading."""
    if _AWARD.search(text):
        return "award"
    for kind, word in _OF_PAPER:
        if re.search(rf"\b{word}s?\b", text, re.IGNORECASE):
            return kind
    return None
