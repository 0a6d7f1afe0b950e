"""Ways in which a thing is shown at a conference: as an oral, a spotlight, a poster or a demo.

Highlights are sentences that say what a publisher presents: `In an oral presentation
we reveal that …`.
"""

import re
from collections.abc import Sequence

from papercat.conferences.post_sections import Sentence
from papercat.papers.model import Highlight, Presentation

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
_PRESENTS = re.compile(
    r"(?:\b[Ww]e(?:['’]ll| will)?(?: also)?|\b[Oo]ur (?:researchers|teams?|paper)(?: also)?)"
    r"(?: (?:are|further|next|then|finally|will))? "
    r"(?:introduc|present(?!ed)|propos|unveil|releas|show(?!n)|reveal|demonstrat|describ|explain"
    r"|explor|critique|share|provide|study|look at|aim|find|argue)\w*\b"
)
_SHORTEST_HIGHLIGHT = 40
"""characters"""


def presentation(sentence: str, start: int, end: int) -> Presentation | None:
    """Return how the name at these offsets of its sentence is shown, or None.

    Only the clause that holds the name counts, and only if it speaks of one kind.
    """
    left = 0
    right = len(sentence)
    for boundary in _RESTART.finditer(sentence):
        if boundary.end() <= start:
            left = boundary.end()
        elif boundary.start() >= end:
            right = boundary.start()
            break
    clause = sentence[left:start] + " … " + sentence[end:right]
    return _only_kind(clause)


def _only_kind(text: str) -> Presentation | None:
    """Return the one kind of presentation that a text speaks of; None for several."""
    found: Presentation | None = None
    for kind, pattern in _CUES:
        if pattern.search(text):
            if found:
                return None
            found = kind
    return found


def find_highlights(sentences: Sequence[Sentence]) -> tuple[Highlight, ...]:
    """Return the sentences in which the publisher presents something."""
    found: list[Highlight] = []
    for sentence in sentences:
        if len(sentence.text) < _SHORTEST_HIGHLIGHT or sentence.text.endswith((":", "?")):
            continue
        shown = _only_kind(" ".join(_OF_SENTENCE.findall(sentence.text)))
        if shown or _PRESENTS.search(sentence.text):
            found.append(Highlight(sentence.text, sentence.section, shown))
    return tuple(found)


def presentation_of_paper(text: str) -> Presentation | None:
    """Return how a listed paper is shown, from the lines around it or their heading."""
    if _AWARD.search(text):
        return "award"
    for kind, word in _OF_PAPER:
        if re.search(rf"\b{word}s?\b", text, re.IGNORECASE):
            return kind
    return None
