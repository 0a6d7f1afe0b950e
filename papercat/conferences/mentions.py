"""The systems, models, datasets and methods that a post names.

A name is taken for what the sentence says about it (`we introduce X`, `our model
X`, `X, an agent that …`, `models like X`), or for a shape that nothing else has.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from papercat.conferences.name_shapes import Shape, is_strong, shapes
from papercat.conferences.post_sections import Sentence
from papercat.conferences.post_words import UPPER, either, post_words
from papercat.conferences.presentations import presentation
from papercat.papers.model import Mention

KIND, METHOD_HEAD, PREPOSITION = either("kind"), either("method"), either("preposition")

_FREE = rf"(?!(?:{PREPOSITION})(?![\w-]))"
_WORD = rf"(?:{_FREE}[a-z0-9][\w-]*|[A-Z][\w-]*-[a-z]\w*|AI|LLM|RL|ML|3D)"
_WORDS = rf"(?:{_WORD},? ){{0,7}}"
_VERB = (
    r"(?:introduc|present(?!at)|propos|shar(?=[ei])|unveil|announc|releas|showcas|demo(?!c)|describ"
    r"|develop(?!m)|buil[dt]|creat(?=e|ing)|launch|open-sourc|debut|design|publish|meet)[a-z]*"
)
_NOUN = (
    r"(?:development|creation|introduction|release|launch|unveiling|demos?|demonstrations?"
    r"|announcement|debut|versions?) of|team behind"
)
_CALLED = r"(?:called|named|dubbed|known as|termed|titled|which we call|we call)"

_BEFORE = re.compile(
    rf"(?:\b(?i:{_VERB}) (?:you to |you |to you )?{_WORDS}"
    rf"|\b(?:{_NOUN}) {_WORDS}"
    rf"|\b[Oo]ur {_WORDS}"
    rf"|\b(?i:{KIND}),? (?:like|such as|including|namely|e\.g\.,?) {_WORDS}"
    rf"|\b(?i:{KIND})\b[^.;:]{{0,80}} {_CALLED} "
    rf"|\b(?:[Aa]n?|[Tt]he|new|novel|[’']s) {_WORDS}{KIND}(?:,|:| –| —| -)? )['\"“‘]?$"
)
_APPOSED = re.compile(
    rf"(?:,| [–—-]|:)? (?:(?:which )?(?:is|are|was) )?(?:one of )?(?:an?|our|the)"
    rf"(?: {_WORD},?| and| or| (?:famil(?:y|ies)|suite|set|range|collection|series|pair) of){{0,9}}"
    rf" {KIND}\b"
)
_STANDS_ALONE = re.compile(
    rf"(?:['’]s\b)?(?:$|['\"”’]?[.,;:!?)\]—–(]| [—–(-]| {PREPOSITION}\b| (?:{_WORD} )?{KIND}\b)"
)
_WITH = re.compile(rf"(?:^|[,;:–—] )[Ww]ith (?:our {_WORDS})?$")
_WE = re.compile(r",? (?:we|our|researchers|you)\b")
_AND = re.compile(
    rf"(?: for {_WORD}(?: {_WORD}){{0,2}})?(?:,|,? and|,? or|,? as well as|, and)"
    rf" (?:{_WORD} ){{0,3}}"
)
_ELSEWHERE = re.compile(r"\b(?:at|by|from|via|sponsor|join|partner|with|and) $")

_NOT_A_NAME = (
    r"(?!(?:a|an|the|our|new|novel|several|two|three|some|various|many|these|this|those|its|their"
    r"|other|more|better|recent|results|work|research|evidence|state-of-the-art)\b)"
)
_LOWER = rf"({_NOT_A_NAME}{_FREE}[a-z][a-z-]+(?: {_FREE}[a-z][a-z-]+)"
_ADJECTIVE = r"\w+(?:able|ible|ive|ful|ous|ed|ing|al|ic|ary) "
_METHODS = (
    # we propose algorithm distillation, a method that …
    re.compile(rf"\b{_VERB} {_LOWER}{{1,3}})(?:,| [–—-]) an? (?:{_WORD},? |and ){{0,6}}{KIND}\b"),
    # a technique called tree search
    re.compile(
        rf"\b{KIND}\b[^.;:]{{0,60}} {_CALLED} ['\"“‘]?{_LOWER}{{0,3}}?)"
        rf"['\"”’]?(?=[.,;:!?)]|$| {PREPOSITION}\b)"
    ),
    # in ‘quantile credit assignment’ we propose …
    re.compile(rf"\b[Ii]n ['\"“‘]{_LOWER}{{0,3}})['\"”’],? we {_VERB}"),
    # our algorithm distillation lets …
    re.compile(rf"\b[Oo]ur (?!{_ADJECTIVE})({_NOT_A_NAME}{_FREE}[a-z][a-z-]+ {METHOD_HEAD})\b"),
)


_PROJECTS = re.compile(r"\b(?:research projects|projects (?:were|are)|funded by|grants?\b)")
_HEAD = re.compile(r"([^\W\d_][^\s:]{1,29}(?: [^\s:]{1,20})?):")
_NO_HEAD = post_words("not a name") | post_words("general")
_MOST_PLACES = 50
"""sentences that are searched for how a thing is shown"""


def mentions(
    places: Sequence[Sentence], titles: Sequence[str] = (), other: Collection[str] = ()
) -> tuple[Mention, ...]:
    """Return each named thing once, with its first sentence.

    `titles` are those of the papers that the post lists: a name that a title begins
    with is known, and a title is no sentence. `other` are names that are known to be
    something else, such as the conference, its city and the authors. How a thing is
    shown may come from any sentence about it.
    """
    of_papers = set(titles)
    prose = [place for place in places if place.text not in of_papers]
    found = _mentions_in(prose, {name.lower() for name in other})
    by_word = _sentences_by_word(prose)
    for title in titles:
        if name := name_of_title(title):
            found.setdefault(name.casefold(), _in_sentence(name, title, by_word))
    return tuple([_with_presentation(named, by_word) for named in found.values()])


def _mentions_in(places: Sequence[Sentence], other: Collection[str]) -> dict[str, Mention]:
    """Return the names in sentences with their first mentions, without names' long forms."""
    found: dict[str, Mention] = {}
    long_forms: set[str] = set()
    for place in places:
        for shape in _named(place.text, other):
            key = shape.name.casefold()
            if key not in long_forms:
                mention = Mention(shape.name, place.text, place.section, shape.expansion)
                found.setdefault(key, mention)
            if shape.expansion:
                long_forms.add(shape.expansion.casefold())
    return found


def _in_sentence(name: str, title: str, by_word: dict[str, list[Sentence]]) -> Mention:
    """Return the mention of a name of a title, in a sentence that uses it if there is one."""
    for place, _ in _places_of(name, by_word):
        return Mention(name, place.text, place.section)
    return Mention(name, title, 0)


def _sentences_by_word(places: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    """Return the first sentences in which each word stands."""
    found: dict[str, list[Sentence]] = {}
    for place in places:
        for word in set(re.findall(r"\w+", place.text)):
            known = found.setdefault(word, [])
            if len(known) < _MOST_PLACES:
                known.append(place)
    return found


def _places_of(name: str, by_word: dict[str, list[Sentence]]) -> Iterator[tuple[Sentence, int]]:
    """Yield the sentences that name something, and where in them."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?!\w)")
    first_word = re.findall(r"\w+", name)[0]
    for place in by_word.get(first_word, []):
        for match in pattern.finditer(place.text):
            yield place, match.start()


def _with_presentation(mention: Mention, by_word: dict[str, list[Sentence]]) -> Mention:
    """Return a mention with the way in which it is shown, if any sentence says so."""
    for place, start in _places_of(mention.name, by_word):
        if shown := presentation(place.text, start, start + len(mention.name)):
            return replace(mention, presentation=shown)
    return mention


def name_of_title(title: str) -> str | None:
    """Return the name that a title begins with: `DyTox` of `DyTox: Transformers for …`."""
    head = _HEAD.match(title)
    if head is None or head[1].lower() in _NO_HEAD:
        return None
    if " " in head[1] and not is_strong(head[1]):
        return None
    return head[1]


def _named(sentence: str, other: Collection[str]) -> Iterator[Shape]:
    """Yield the names in a sentence for which there is evidence."""
    if _PROJECTS.search(sentence):
        return
    if _is_title_case(sentence):
        yield from _strong_words(sentence, other)
        return
    previous: Shape | None = None
    for shape in shapes(sentence, other):
        if _has_evidence(shape, sentence) or _goes_on(previous, shape, sentence):
            yield shape
            previous = shape
    yield from _methods(sentence)


def _goes_on(previous: Shape | None, shape: Shape, sentence: str) -> bool:
    """Tell whether a shape is the next in a list of names: `DyST, Gato and Genie`."""
    if previous is None or not _AND.fullmatch(sentence[previous.end : shape.start]):
        return False
    return _STANDS_ALONE.match(sentence, shape.end) is not None


def _strong_words(title: str, other: Collection[str]) -> Iterator[Shape]:
    """Yield the names in a title, without the words in capitals behind them."""
    for shape in shapes(title, other):
        if not shape.strong:
            continue
        first = shape.name.partition(" ")[0]
        if is_strong(first):
            yield replace(shape, name=first)
        else:
            yield shape


def _methods(sentence: str) -> Iterator[Shape]:
    """Yield the methods that a sentence names in small letters."""
    for pattern in _METHODS:
        for match in pattern.finditer(sentence):
            if match[1] not in post_words("general"):
                yield Shape(match[1], match.start(1), match.end(1), strong=False)


def _is_title_case(sentence: str) -> bool:
    """Tell a title from a sentence: most of its longer words are in capitals."""
    words = re.findall(r"[^\W\d_][\w-]{3,}", sentence)
    capitals = re.findall(rf"\b[{UPPER}][\w-]{{3,}}", sentence)
    return len(words) > 2 and 10 * len(capitals) > 7 * len(words)


def _has_evidence(shape: Shape, sentence: str) -> bool:
    """Tell whether the words around a shape show that it is a name."""
    before = sentence[: shape.start][-200:]
    after = sentence[shape.end :][:200]
    if shape.strong and not _ELSEWHERE.search(before):
        return True
    if _APPOSED.match(after):
        return True
    if _WITH.search(before) and _WE.match(after):
        return True
    if not shape.strong and not _STANDS_ALONE.match(after):
        return False
    return _BEFORE.search(before) is not None
