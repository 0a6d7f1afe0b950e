"""The systems, models, datasets and methods that a post names.

Whether words are a name is a logistic regression over what is seen of them: their shape, the
words around them in any sentence, and what the post links to. `training/train_mentions.py`
learns the weights.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp
from pathlib import Path

from papercat.conferences.announcements import presentation
from papercat.conferences.days_and_places import MONTH
from papercat.conferences.name_candidates import (
    GENERAL,
    KNOWN,
    Candidate,
    candidate_of_title,
    candidates,
    quoted_titles,
    unlike_words,
)
from papercat.conferences.paper_lines import OTHER_PEOPLE
from papercat.conferences.post_sections import Sentence
from papercat.conferences.post_words import UPPER, either, post_words
from papercat.papers.model import Mention
from papercat.people.name_words import given_grade
from papercat.text.names import fold_for_search

_MODEL = json.loads(Path(__file__).with_name("mention_weights.json").read_text("ascii"))
_MOST_PLACES = 50
"""sentences that are searched for how a thing is shown"""
_MOST_SEEN = 20
"""places of a name that are looked at for evidence"""
_NO_THING = post_words("organisation").union(
    map(str.lower, post_words("city") | post_words("country"))
)
"""words of organisations and places"""

_KIND = either("kind")
_PREPOSITION = either("preposition")
_EVENT = (
    r"(?i:workshops?|conference|challenges?|symposium|tutorials?|track|session|shared tasks?"
    r"|papers|labs?|group|team)"
)
_INTRODUCE = (
    r"(?:introduc|present|propos|shar|unveil|announc|releas|showcas|demo|develop|buil|creat"
    r"|launch|open-sourc)"
)
_SHAPES = {
    "one word in small letters but the first": rf"[{UPPER}][a-z]+",
    "such words": rf"[{UPPER}][a-z]+(?: [{UPPER}][a-z]+)+",
    "three words": rf"[{UPPER}]\S*(?: \S+){{2,}}",
    "ends with its kind": rf".* (?i:{_KIND})",
    "kind and number": rf"(?i:{_KIND}) \d+",
    "two letters": r"..?",
    "small letters": r"[a-z][a-z -]+",
    "capitals": rf"(?:[{UPPER}]+s?(?: |$))+",
    "a year, month or conference": (
        rf".*(?:19|20)\d\d.*|.*[A-Za-z][-’']\d\d|{MONTH}.*"
        rf"|(?:.*\W)?(?i:{either('series')})(?:[\W\d].*)?"
    ),
}
"""patterns for the whole name"""
_PLACES = {
    "said to be one": (
        r"\0(?: \([^()]*\))?(?:,|:| [–—-])? (?:(?:which )?(?:is|are|was) )?(?:one of )?"
        rf"(?:an?|our|the) (?:(?!{_PREPOSITION} )[\w-]+,? ){{0,6}}{_KIND}\b(?! professor)"
    ),
    "kind behind": rf"\0['’”\"]?s? (?:[\w-]+ ){{0,2}}{_KIND}\b",
    "kind in front": rf"\b(?i:{_KIND})\b[^.;:]{{0,60}}\0",
    "one of a kind in front": (
        rf"\b(?i:{_KIND})(?:,|:)? (?:(?:like|such as|called|named|including|and) )?['‘“\"]?"
        rf"(?:[{UPPER}][\w-]*(?:,|,? and) ){{0,5}}\0"
        rf"|\b(?i:{_KIND})\b[^.;:]{{0,60}} (?:called|named|dubbed|known as|we call) ['‘“\"]?\0"
    ),
    "company in front": rf"\b{either('company')}(?:[’']s)? \0",
    "preposition in front": r"\b(?:on|using|for|to|in|as|than) (?:the )?\0",
    "someone's": r"\b(?:at|by|from|via|[Ss]ponsor|[Jj]oin|[Pp]artner|[Tt]hanks) (?:the )?\0",
    "in brackets": r"\(\0\)",
    "event beside": (
        rf"\b{_EVENT}\b[^()]{{0,150}}\(\0|\b{_EVENT} (?:on |at )?\0"
        r"|\0 in (?:AI|ML|NLP|Tech|Machine|Data|Comput|Robotics)"
        rf"|\0\)?[,:]? (?:an? )?(?:[\w-]+ ){{0,2}}{_EVENT}\b"
    ),
    "introduced": (rf"\b(?i:{_INTRODUCE})\w* (?:of |our |the )?\0|\b(?:[Ii]n|[Ww]ith) \0,? we\b"),
    "among projects": r"\b(?i:projects?|grants?|funded|funding)\b.*\0",
    "told about": r"\0, (?:which|a|an)\b",
}
"""patterns for the words around it; the null character stands for the name"""


@dataclass(slots=True)
class Named:
    """Words that may be a name, and all that is seen of them."""

    mention: Mention
    """where they stand first"""
    evidence: set[str] = field(default_factory=set)
    times: int = 0

    def likelihood(self, weights: Mapping[str, float] = _MODEL["weights"]) -> float:
        """Return the probability that they are a name."""
        score = weights["always"] + sum(weights.get(seen, 0.0) for seen in self.evidence)
        return 1 / (1 + exp(-score))


def mentions(
    places: Sequence[Sentence],
    titles: Sequence[str] = (),
    other: Collection[str] = (),
    linked: Collection[str] = (),
) -> tuple[Mention, ...]:
    """Return each named thing once, with its first sentence.

    `titles` are those of the papers that the post lists: a title may begin with a name, and it
    is no sentence. `other` are names that are known to be something else, such as the
    conference, its city and the authors. `linked` are texts that link to papers or code. How a
    thing is shown may come from any sentence about it.
    """
    found = rated(places, titles, other, linked)
    likely = [named for named in found if named.likelihood() >= _MODEL["named from"]]
    long_forms = {named.mention.expansion.casefold() for named in likely if named.mention.expansion}
    by_word = _sentences_by_word(places)
    said = []
    for named in likely:
        if named.mention.name.casefold() not in long_forms:
            said.append(_with_presentation(named.mention, by_word))
    return tuple(said)


def rated(
    places: Sequence[Sentence],
    titles: Sequence[str],
    other: Collection[str],
    linked: Collection[str],
) -> list[Named]:
    """Return everything that may be a name once, with the evidence of all its sentences."""
    unwanted = GENERAL.union(map(str.lower, other))
    of_papers = set(titles)
    prose = [place for place in places if place.text not in of_papers]
    found: dict[str, Named] = {}
    for place in prose:
        for candidate in candidates(place.text, unwanted):
            _add(found, candidate, place)
    for title in [*titles, *_quoted_titles(prose)]:
        if head := candidate_of_title(title):
            _add(found, head, Sentence(title))
    _add_evidence_of_post(found.values(), prose, set(" ".join(unwanted).split(" ")), linked)
    return list(found.values())


def _add_evidence_of_post(
    found: Iterable[Named],
    prose: Sequence[Sentence],
    parts: Collection[str],
    linked: Collection[str],
) -> None:
    """Add what the whole post tells of names. `parts` are words of unwanted names."""
    ordinary = set(re.findall(r"\b[a-z][\w-]+", " ".join(place.text for place in prose)))
    for named in found:
        name = named.mention.name
        if name.lower() in ordinary:
            named.evidence.add("in small letters elsewhere")
        if name.lower() in parts:
            # such as an author's surname
            named.evidence.add("part of another name")
        if name in linked:
            named.evidence.add("links to a work")


def _quoted_titles(prose: Sequence[Sentence]) -> list[str]:
    """Return the titles in quotation marks, but those of talks."""
    found = []
    for place in prose:
        if not OTHER_PEOPLE.search(place.text):
            found += quoted_titles(place.text)
    return found


def _add(found: dict[str, Named], candidate: Candidate, place: Sentence) -> None:
    """Add a candidate, or its evidence to what is known of the same name."""
    mention = Mention(candidate.name, place.text, place.section, candidate.expansion)
    named = found.setdefault(candidate.name.casefold(), Named(mention))
    named.times += 1
    if named.times <= _MOST_SEEN:
        named.evidence.update(_evidence(candidate))


def _evidence(candidate: Candidate) -> Iterator[str]:
    """Yield what is seen of a candidate in one sentence."""
    name = candidate.name
    yield from _looks(name)
    if candidate.begins_title:
        yield "begins a title"
        if " " in name:
            yield "words that begin a title"
        return
    if candidate.expansion and not name.isupper():
        # Anything may be shortened to capitals.
        yield "long form beside"
    around = candidate.around
    for seen, place in _PLACES.items():
        if re.search(place, around):
            yield seen


def _looks(name: str) -> Iterator[str]:
    """Yield what can be seen of a name alone."""
    words = name.split(" ")
    if unlike_words(name):
        yield "unlike any word"
    if name.lower() in KNOWN:
        yield "known"
    if not _NO_THING.isdisjoint(map(str.lower, words)):
        yield "organisation or place"
    if (len(words) == 2 or name.istitle()) and given_grade(fold_for_search(words[0])):
        yield "begins with a given name"
    for seen, shape in _SHAPES.items():
        if re.fullmatch(shape, name):
            yield seen


def _sentences_by_word(places: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    """Return the first sentences in which each word stands."""
    found: dict[str, list[Sentence]] = {}
    for place in places:
        for word in set(re.findall(r"\w+", place.text)):
            known = found.setdefault(word, [])
            if len(known) < _MOST_PLACES:
                known.append(place)
    return found


def _with_presentation(mention: Mention, by_word: dict[str, list[Sentence]]) -> Mention:
    """Return a mention with the way in which it is shown, if any sentence says so."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(mention.name)}(?!\w)")
    first_word = re.findall(r"\w+", mention.name)[0]
    for place in by_word.get(first_word, []):
        for match in pattern.finditer(place.text):
            if shown := presentation(place.text, match.start(), match.end()):
                return replace(mention, presentation=shown)
    return mention
