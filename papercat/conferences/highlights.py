"""Sentences that say what a publisher presents: `In an oral presentation we reveal that …`."""

import re
from collections.abc import Sequence

from papercat.conferences.presentations import presentation_of_sentence
from papercat.conferences.prose import Sentence
from papercat.papers.model import Highlight

_PRESENTS = re.compile(
    r"(?:\b[Ww]e(?:['’]ll| will)?(?: also)?|\b[Oo]ur (?:researchers|teams?|paper)(?: also)?)"
    r"(?: (?:are|further|next|then|finally|will))? "
    r"(?:introduc|present(?!ed)|propos|unveil|releas|show(?!n)|reveal|demonstrat|describ|explain"
    r"|explor|critique|share|provide|study|look at|aim|find|argue)\w*\b"
)
_SHORTEST = 40
"""characters"""


def find_highlights(sentences: Sequence[Sentence]) -> tuple[Highlight, ...]:
    """Return the sentences in which the publisher presents something."""
    found: list[Highlight] = []
    for sentence in sentences:
        if len(sentence.text) < _SHORTEST or sentence.text.endswith((":", "?")):
            continue
        shown = presentation_of_sentence(sentence.text)
        if shown or _PRESENTS.search(sentence.text):
            found.append(Highlight(sentence.text, sentence.section, shown))
    return tuple(found)
