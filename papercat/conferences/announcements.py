"""Announcements of a publisher: how many papers it brings, and how they are shown.

Numbers come from sentences such as `Our teams present more than 70 papers`. Highlights
are sentences that say what is presented: `In an oral presentation we reveal that …`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from papercat.conferences.days_and_places import MONTH
from papercat.conferences.post_sections import Sentence
from papercat.conferences.post_words import CARDINAL, UPPER, cardinal, either, post_words
from papercat.papers.model import Highlight, Presentation

_LEAST = r"more than|over|at least|upwards of|in excess of|no fewer than|north of"
_ADJECTIVES = (
    r"(?:\s+(?!(?:and|or|of|in|from|to|by|we|will|are|have|has|with|at|for|the|our)\b|\d)"
    r"[\w’'-]+){0,4}?"
)
_WHERE = r"(?:in|at|for)\s+(?:the\s+)?(?:main|workshops?|findings|associated|co-located)"
_COUNT = re.compile(
    rf"(?:\b(?P<least>{_LEAST})\s+)?(?<![\w.,$-])(?P<number>{CARDINAL})"
    r"(?P<plus>\+|[\s-]plus\b|\s+or more\b)?"
    rf"(?:\s+of\s+(?:our|its|their|the [\d,]+(?: or so)?))?{_ADJECTIVES}"
    r"\s+(?:papers?|publications?|articles?|works)\b(?!\s+(?:award|submission))",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    # other things may stand between: `4 papers, 2 tutorials, and 2 workshop papers`
    rf"(?:,\s+(?:{CARDINAL})\s+[\w-]+(?:\s[\w-]+)?(?=,)){{0,4}}"
    r"(?:(?:\s+accepted)?\s+(?:in|at|for|to|on)\s[\w\s'’-]{0,50}?)?"
    r"(?:,|,?\s+and|,?\s+with|\s*\+|,?\s+as well as)"
    rf"(?:\s+an\s+additional)?\s+(?P<number>{CARDINAL})"
    rf"(?:{_ADJECTIVES}\s+(?:papers?|posters?|abstracts?|demos?)\b|\s+{_WHERE})",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:present|bring|brought|shar|showcas|contribut|featur|publish|submit|offer|hav|had|has"
    r"|accept|deliver|appear|authored|represented|record)\w*|\bprogramme?\b",
    re.IGNORECASE,
)
_EVERYBODYS = re.compile(
    r"\b(?:out of|submissions|submitted|acceptance|selected from|attracted|(?:at|in) total"
    rf"|(?:conference|(?i:{either('series')})\S*)"
    r" (?:featured|had|has|accepted|received|included))\b"
)
_OURS = re.compile(
    r"\b(?i:we|our|us|i|my|teams?|researchers|members|colleagues|groups?|labs?|students|scientists"
    r"|authors)\b"
    rf"|\b(?!(?i:{either('series')})\b)[{UPPER}][\w.]* (?:is |are |will |has |have )?(?:be )?"
    r"(?:present|bring|brought|shar|showcas|contribut|publish|deliver)"
)
"""words about the publisher, such as `we`, or `Acme is presenting`"""
_EVENT = re.compile(
    rf"\b(?:conference|event|edition|program(?:me)?|{either('series')})\b", re.IGNORECASE
)
_CHOSEN = re.compile(
    r"\b(?:best|top|must|miss|favou?rite|interesting|worth|coolest|notable|outstanding|read)\b",
    re.IGNORECASE,
)
"""words of a title whose papers were chosen among everybody's"""
_CLAUSES = re.compile(
    r";|, (?:but|while|whereas|of which|including|given to|with \w+ of)\b"
    r"|, and (?=(?:our|we|the|teams|they)\b)"
)
_SERIES_BEFORE = re.compile(rf"\b{either('series')} $", re.IGNORECASE)
"""before the year in `ICML 22 papers`"""
_TOTAL = re.compile(r"(?:in total|altogether|overall)\b", re.IGNORECASE)
_ONE_PAPER = re.compile(
    r"^(?:our |one |a )?(?:new )?paper (?:is |was |has been |got )?accepted"
    r"|\b(?:(?:our|the (?:group|team|lab)['’]s|the)\s+(?:[\w-]+\s){0,2}paper\b"
    r"(?:\s*[\"“][^\"”]{5,300}[\"”])?[^.]{0,120}(?:accepted|titled|entitled|published)"
    r"|(?:present\w*|submitted|published)\s+(?:our|the group['’]s|an?|the|his|her|their)\s+paper)",
    re.IGNORECASE,
)
_YEARS = range(1950, 2100)
_FIRST_SENTENCES = 12
_BELIEVED = range(401)
"""numbers of papers that are believed of one publisher"""
_CAPITALS = rf"[{UPPER}][\w.&-]*(?: (?:[{UPPER}][\w&-]*|&|of))*"
_WHO = (
    re.compile(
        r"\b(?:from across|(?:teams?|members|researchers|colleagues|papers?)"
        rf" (?:from|across|at|of|by)|from) (?P<who>{_CAPITALS})"
    ),
    re.compile(
        rf"(?P<who>{_CAPITALS}) (?:\w+ )?(?:teams|researchers|authors|scientists|members)\b"
    ),
)
_WORD_IN_TITLE = rf"(?:[{UPPER}][\w.&-]*|\w+\.\w+)"
_WHO_IN_TITLE = re.compile(
    rf"(?P<who>{_WORD_IN_TITLE}(?:\s{_WORD_IN_TITLE})*?)(?:['’]s\b.*?)?"
    r" (?:at|@|[Pp]resents|[Pp]apers|in) "
)

_SHOWN: dict[Presentation, re.Pattern[str]] = {
    "award": re.compile(
        r"\b(?:best|outstanding|honou?rable)\b[^.\n]{0,40}\b(?:paper|mention|award)\b",
        re.IGNORECASE,
    ),
    "oral": re.compile(
        r"\borals?\b(?!-| history| histories| exam)|\bcontributed talks?\b", re.IGNORECASE
    ),
    # not `we spotlight …`, not `in the spotlight`, where nothing is a spotlight
    "spotlight": re.compile(
        r"(?<!we )(?<!to )(?<!will )(?<!in the )\bspotlights?\b", re.IGNORECASE
    ),
    # an agent that learns from demonstrations is no demo
    "demo": re.compile(
        r"\bdemo(?:s|ed|ing)?\b"
        r"|\b(?:live|interactive|hands-on|booth) (?:\w+ )?demonstrations?\b"
        r"|\b(?:offer|host|hold|give|run|see|watch)(?:s|ing)? (?:\w+ ){0,2}demonstrations?\b",
        re.IGNORECASE,
    ),
    "workshop": re.compile(r"\bworkshops?\b", re.IGNORECASE),
    "findings": re.compile(r"\bfindings\b", re.IGNORECASE),
    "poster": re.compile(r"(?<!spotlight )\bposters?\b", re.IGNORECASE),
}
"""the words that show how a paper is presented, the most telling first"""
_OF_SENTENCES: tuple[Presentation, ...] = ("oral", "spotlight", "demo", "poster")
"""those that a sentence tells of a thing that it names"""
_RESTART = re.compile(
    r"[;:] |,? (?:and|while|but|whereas) (?:also )?(?=(?:we|they|our|in an?|as an?|introduc\w+"
    r"|present\w*|shar(?:e|ing)|showcas\w+|demo(?:s|ing)?|demonstrat\w+|offer\w*|host\w*|give)\b)"
)
_OF_SENTENCE = re.compile(
    r"\b(?:in|as) an?(?: \w+){0,2} (?:oral|spotlight|poster|demo)\b"
    r"|\b(?:oral|spotlight|poster) (?:presentation|paper|talk)\b",
    re.IGNORECASE,
)
_PRESENTS = re.compile(
    r"(?:\b[Ww]e(?:['’]ll| will)?(?: also)?|\b[Oo]ur (?:researchers|teams?|paper)(?: also)?)"
    r"(?: (?:are|further|next|then|finally|will))? "
    r"(?:introduc|present(?!ed)|propos|unveil|releas|show(?!n)|reveal|demonstrat|describ|explain"
    r"|explor|critique|share|provide|study|look at|aim|find|argue)\w*\b"
)
_SHORTEST_HIGHLIGHT = 40
"""characters"""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A number of papers that a publisher brings."""

    papers: int | None = None
    """None where nothing is announced"""
    at_least: bool = False
    by: str | None = None
    """whose papers they are; None where the post does not say"""


def announcement(title: str, sentences: Sequence[str], source: str | None) -> Announcement:
    """Return what a post announces."""
    publisher = _publisher(title, source)
    found = _count(title)
    if found and not _CHOSEN.search(title):
        return _with_publisher(found, " ".join((title, *sentences[:2])), publisher)
    for sentence in sorted(sentences, key=lambda sentence: not _TOTAL.match(sentence)):
        if found := _count_ours(sentence):
            return _with_publisher(found, sentence, publisher)
    for sentence in (title, *sentences[:_FIRST_SENTENCES]):
        if _ONE_PAPER.search(sentence):
            return _with_publisher(Announcement(1), sentence, publisher)
    return Announcement()


def _count_ours(sentence: str) -> Announcement | None:
    """Return the number of the publisher's papers in a sentence, not the whole conference's."""
    for clause in _CLAUSES.split(sentence):
        if not _BRINGS.search(clause) or _EVERYBODYS.search(clause):
            continue
        event = _EVENT.search(clause)
        if event and _COUNT.search(clause, event.end()) and not _OURS.search(clause):
            continue
        if found := _count(clause):
            return found
    return None


def _count(clause: str) -> Announcement | None:
    """Return the number of papers in a clause: `4 in the main conference and 3 in workshops`."""
    for match in _COUNT.finditer(clause):
        number = cardinal(match["number"]) or 0
        if number in _YEARS or _SERIES_BEFORE.search(clause, 0, match.start("number")):
            continue
        if number not in _BELIEVED:
            return None
        at = match.end()
        while further := _FURTHER.match(clause, at):
            number += cardinal(further["number"]) or 0
            at = further.end()
        at_least = match["least"] or match["plus"]
        return Announcement(number, at_least is not None)
    return None


def _with_publisher(found: Announcement, text: str, publisher: str | None) -> Announcement:
    """Return an announcement with the publisher that a text names, or the post's own."""
    for pattern in _WHO:
        for match in pattern.finditer(text):
            if _is_publisher(match["who"]):
                return replace(found, by=match["who"])
    return replace(found, by=publisher)


def _publisher(title: str, source: str | None) -> str | None:
    """Return who publishes the post: `Google DeepMind` of `Google DeepMind at ICLR 2024`."""
    match = _WHO_IN_TITLE.match(title)
    if match and _is_publisher(match["who"]):
        return match["who"].strip()
    if source is None:
        return None
    return re.sub(r"\s*\b(?:Research )?Blog$", "", source)


def _is_publisher(words: str) -> bool:
    """Tell a publisher from `We`, `Three` and the short name of a conference."""
    if re.match(rf"{MONTH}", words):
        return False
    others = post_words("nobody") | post_words("series")
    return others.isdisjoint(re.findall(r"[a-z]+", words.lower()))


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
    return _only_kind(sentence[left:start] + " … " + sentence[end:right])


def _only_kind(text: str) -> Presentation | None:
    """Return the one kind of presentation that a text speaks of; None for several."""
    found = [kind for kind in _OF_SENTENCES if _SHOWN[kind].search(text)]
    return found[0] if len(found) == 1 else None


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
    for kind, pattern in _SHOWN.items():
        if pattern.search(text):
            return kind
    return None
