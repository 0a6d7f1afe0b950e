"""How many papers a post says its publisher brings to a conference, and who that is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papercat.conferences.number_words import CARDINAL, cardinal
from papercat.conferences.post_words import either, post_words
from papercat.conferences.prose import UPPER

_LEAST = r"more than|over|at least|upwards of|in excess of|no fewer than|north of"
_ADJECTIVES = (
    r"(?:\s+(?!(?:and|or|of|in|from|to|by|we|will|are|have|has|with|at|for|the|our)\b|\d)"
    r"[\w’'-]+){0,4}?"
)
_WHERE = r"(?:in|at|for)\s+(?:the\s+)?(?:main|workshops?|findings|associated|co-located)"
_COUNT = re.compile(
    rf"(?:\b(?P<least>{_LEAST})\s+)?(?<![\w.,$-])(?P<number>{CARDINAL})"
    r"(?P<plus>\+|[\s-]plus\b|\s+or more\b)?"
    rf"{_ADJECTIVES}\s+(?:papers?|publications?|articles?|works)\b(?!\s+(?:award|submission))",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    rf"(?:\s+(?:in|at|for|to|on)\s[\w\s'’-]{{0,50}}?)?(?:,|,?\s+and|\s*\+|,?\s+as well as)\s+(?P<number>{CARDINAL})"
    rf"(?:{_ADJECTIVES}\s+(?:papers?|posters?|abstracts?|demos?)\b|\s+{_WHERE})",
    re.IGNORECASE,
)
_BRINGS = re.compile(
    r"\b(?:present|bring|brought|shar|showcas|contribut|featur|publish|submit|offer|hav|had|has|accept"
    r"|deliver|appear|authored|represented)\w*|\bprogramme?\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:our|we|us|teams?|researchers|colleagues|authored|authors|members|group|lab|department"
    r"|collaborators|students)\b",
    re.IGNORECASE,
)
_EVERYBODYS = re.compile(
    r"\b(?:out of|submissions|SERIES\S* (?:featured|had|has|accepted|received|included)|submitted|acceptance|selected from|conference (?:ha[sd]|accepted"
    r"|received|attracted|features?)|attracted|(?:at|in) total)\b".replace("SERIES", f"(?i:{either('series')})")
)
_NOT_ALL = re.compile(r"\b(?:including|of which|of those|of the|outline|of our)\s+$", re.IGNORECASE)
_CLAUSES = re.compile(r";|, (?:but|while|whereas|of which|including)\b")
_ONE = re.compile(
    r"^(?:our |one |a )?(?:new )?paper (?:is |was |has been |got )?accepted"
    r"|\b(?:(?:our|the (?:group|team|lab)['’]s|the)\s+(?:[\w-]+\s){0,2}paper\b[^.]{0,60}"
    r"(?:accepted|titled|entitled|published)|present\w*\s+(?:our|the group['’]s|a)\s+paper)",
    re.IGNORECASE,
)
_YEARS = range(1950, 2100)
_MOST_OF_ONE = 400
"""papers; no publisher has more at one conference unless it says `we`"""
_WHO = (
    re.compile(
        r"\b(?:from across|(?:teams?|members|researchers|colleagues|papers?) (?:from|across|at|of|by)"
        rf"|from|by) (?P<who>{{0}})".replace("{0}", rf"[{UPPER}][\w.&-]*(?: (?:[{UPPER}][\w&-]*|&|of))*")
    ),
    re.compile(rf"(?P<who>[{UPPER}][\w.&-]*(?: (?:[{UPPER}][\w&-]*|&|of))*) (?:\w+ )?"
               r"(?:teams|researchers|authors|scientists|members)\b"),
)  # fmt: skip
_OF_TITLE = re.compile(r"(.{2,40}?)(?:['’]s\b.*?)? (?:at|@|presents|papers|in) ", re.IGNORECASE)
_NOBODY = frozenset(["the", "our", "we", "this", "multiple", "these", "some", "several"])


@dataclass(frozen=True, slots=True)
class Announcement:
    """How many papers a publisher announces."""

    papers: int
    at_least: bool
    by: str | None
    """whose papers they are; None where the post does not say"""


def announcement(
    title: str, sentences: Sequence[str], source: str | None, listed: int
) -> Announcement | None:
    """Return what a post announces, or None where it announces nothing.

    A clause that says whose the papers are is believed before one that does not.
    `listed` papers stand in the post itself.
    """
    doubtful: Announcement | None = None
    who = _publisher(title, source)
    for sentence in (title, *sentences):
        for clause in _CLAUSES.split(sentence):
            found = _count(clause)
            if found is None or not (_BRINGS.search(clause) or sentence == title):
                continue
            number, at_least = found
            ours = bool(_OURS.search(clause)) or (who is not None and who in clause)
            if (ours or sentence == title) and not _EVERYBODYS.search(clause):
                by = _who(sentence) or who or _who(" ".join(sentences[:2]))
                return Announcement(number, at_least, by)
            if ours and _OURS.search(clause):
                return Announcement(number, at_least, _who(sentence) or who)
            if not _EVERYBODYS.search(clause) and number <= _MOST_OF_ONE and not doubtful:
                doubtful = Announcement(number, at_least, who)
    if doubtful is None and listed <= 1:
        one = next((text for text in (title, *sentences[:12]) if _ONE.search(text)), None)
        doubtful = Announcement(1, at_least=False, by=_who(one) or who) if one else None
    return doubtful


def _count(clause: str) -> tuple[int, bool] | None:
    """Return the number of papers in a clause: `4 in the main conference and 3 in workshops`."""
    for match in _COUNT.finditer(clause):
        number = cardinal(match["number"])
        if number is None or _NOT_ALL.search(clause[: match.start()]):
            continue
        if number in _YEARS and not match["least"] and "," not in match["number"]:
            continue
        at = match.end()
        while further := _FURTHER.match(clause, at):
            number += cardinal(further["number"]) or 0
            at = further.end()
        return number, bool(match["least"] or match["plus"])
    return None


def _who(sentence: str | None) -> str | None:
    for pattern in _WHO:
        match = pattern.search(sentence or "")
        words = set(re.findall(r"[a-z]+", match["who"].lower())) if match else set()
        if match and words.isdisjoint(_NOBODY | post_words("series")):
            return match["who"]
    return None


def _publisher(title: str, source: str | None) -> str | None:
    """Return who publishes the post: `Google DeepMind` of `Google DeepMind at ICLR 2024`."""
    match = _OF_TITLE.match(title)
    words = set(re.findall(r"[a-z]+", match[1].lower())) if match else set()
    of_series = not words.isdisjoint(_NOBODY | post_words("series"))
    if match and not of_series and re.fullmatch(rf"(?:(?:[{UPPER}][\w.&-]*|\w+\.\w+)\s?)+", match[1]):
        return match[1].strip()
    if source:
        return re.sub(r"\s*\b(?:Research )?Blog$", "", source) or None
    return None
