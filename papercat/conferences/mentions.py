"""The systems, models, datasets and methods that a post names.

A name is taken for what the sentence says about it (`we introduce X`, `our model
X`, `X, an agent that …`, `models like X`), or for a shape that no other English word
has, such as DyST or MagicLens.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from papercat.conferences.announcements import presentation
from papercat.conferences.days_and_places import MONTH
from papercat.conferences.paper_lines import OTHER_PEOPLE
from papercat.conferences.post_sections import Sentence
from papercat.conferences.post_words import UPPER, either, has_in_order, post_words
from papercat.papers.model import Mention
from papercat.people.name_words import given_grade
from papercat.text.names import fold_for_search

_GENERAL, _ORGANISATION = post_words("general"), post_words("organisation")
_KNOWN = post_words("system")
_NO_THING = _ORGANISATION.union(map(str.lower, post_words("city") | post_words("country")))
"""words of organisations and places"""
_NOT_FIRST = post_words("leading") | _GENERAL | _ORGANISATION
_NO_HEAD = post_words("not a name") | _GENERAL
_MOST_PLACES = 50
"""sentences that are searched for how a thing is shown"""

# the shape of a name
_NAME = rf"(?:[a-z]{{1,2}})?[{UPPER}][^\W_]*(?:[-&/+][^\W_]+)*\+*"
_TOKEN = rf"(?:{_NAME}|\d+(?:\.\d+)*[A-Za-z]?(?![\w,]))"
_SPAN = re.compile(rf"(?<![\w’'./-])(?!\d){_TOKEN}(?: {_TOKEN}| of {_NAME}){{0,4}}(?!\w|\.\w)")
_STRONG = re.compile(
    rf"[a-z][{UPPER}]|[{UPPER}]{{2}}[a-z]{{2,5}}(?![a-z])|[{UPPER}]{{2,}}[a-z](?:\d|$)"
    r"|^[A-Z][a-z]+\d[A-Za-z-]|^[A-Z]{3,}(?:-[A-Z\d]|\d{1,2}[a-z]?$)|^[A-Z]\w*[A-Za-z]\d[A-Za-z]{2,}$|^[A-Z]\w*-[A-Z]{2,}"
)
"""a part that no ordinary word has: DyST · MAGic · DINOv2 · SLICE-3D · VLM4Bio · Drop-DTW"""
_QUOTED_TITLE = re.compile(r"[\"“]([^\"“”:]{2,40}: [^\"“”]{10,300})[\"“”]")
_QUOTED = re.compile(r"[\"“‘']([^\"“”‘’']{30,300})[\"“”’']")
_NO_NAME = re.compile(rf"\d.*|[{UPPER}]\w*-[a-z]\w*")
_ADVERB = re.compile(r".[a-z]*(?:ly|ing)")
_OTHER_SHAPE = re.compile(
    # LLMs · NeRFs · T7 · McKinsey · ICML 2024 · NeurIPS-22 · A
    rf"(?:.* )?\w*[{UPPER}]s(?: .*)?|[A-Z]\d+|(?:.* )?(?:Mc|Mac|Fitz|O)[A-Z][a-z]+(?: .*)?"
    rf"|{MONTH} \d.*"
    rf"|(?i:{either('series')})\d+|m(?:AP|IoU)\w{{0,3}}"
    r"|.* (?:19|20)\d\d|(?:.* )?[A-Za-z]{2,10}[-’']\d\d(?:\d\d)?(?: .*)?|."
)
_SHORT_IN_BRACKETS = re.compile(rf" ?\((?=\S*[{UPPER}])([^\W_][\w+-]{{0,14}})\)")
_LONG_FORM_BEHIND = re.compile(
    r"(?: ?\(|, (?:short )?for (?=[A-Z]))([^,.;()]{2,120})(?:\)|(?=[,.;(]))"
)
_LONG_FORM_WORDS = range(2, 11)

# the words around a name
_KIND, _METHOD_HEAD, _PREPOSITION = either("kind"), either("method"), either("preposition")
_FREE = rf"(?!(?:{_PREPOSITION})(?![\w-]))"
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
_INTRODUCED = (
    rf"(?:\b(?i:{_VERB}) (?:you to |you |to you )?{_WORDS}"
    rf"|\b(?:{_NOUN}) {_WORDS}"
    rf"|\b[Oo]ur {_WORDS}"
    rf"|\b(?i:{_KIND}),? (?:like|such as|including|namely|e\.g\.,?) {_WORDS}"
    rf"|\b(?i:{_KIND})\b[^.;:]{{0,80}} {_CALLED} "
    rf"|\b(?:[Aa]n?|[Tt]he|new|novel|[’']s) {_WORDS}{_KIND}(?:,|:| –| —| -)? )"
)
_APPOSED = (
    rf"(?:,| [–—-]|:)? (?:(?:which )?(?:is|are|was) )?(?:one of )?(?:an?|our|the)"
    rf"(?: {_WORD},?| and| or| (?:famil(?:y|ies)|suite|set|range|collection|series|pair) of){{0,9}}"
    rf" {_KIND}\b(?! professor)"
)
_STANDS_ALONE = re.compile(
    rf"(?:['’]s\b)?(?:$|['\"”’]?[.,;:!?)\]—–(]| [—–(-]| (?:{_WORD} )?{_KIND}\b"
    rf"| {_PREPOSITION}\b(?!(?: [A-Z][\w-]+){{3}}))"
)
_EVIDENCE = re.compile(
    # the name stands where the null character is; `the paper X of Y` is a title
    rf"{_INTRODUCED}['‘]?(?<!paper )(?<!papers )\0{_STANDS_ALONE.pattern}|\0{_APPOSED}"
    r"|\b[a-z-]+ \0 (?:dataset|benchmark|corpus|framework|library|tool|method|algorithm|paper)s?\b"
    r"|\0 (?:was|were|is|has been|got) (?:[a-z]+ )?accepted\b"
    rf"|\b{either('company')}[’']s \0{_STANDS_ALONE.pattern}"
    r"|\0 (?:outperform|achiev|improv|generat|predict|combin|augment|leverag|learn|reduc)e?s\b"
    r"|(?:^|[,;:–—] )[Ww]ith \0,? (?:we|our|researchers|you)\b"
)
_NUMBERED_KIND = re.compile(rf"(?i:{_KIND}) \d+")
"""Agent 58, but not Hall 5"""
_DESCRIBED_BY = re.compile(rf" {_KIND}\b")
_AND = re.compile(
    rf"(?: for {_WORD}(?: {_WORD}){{0,2}})?(?:,|,? and|,? or|,? as well as|, and)"
    rf" (?:{_WORD} ){{0,3}}"
)
_ELSEWHERE = re.compile(
    r"\b(?:[Ww]orkshop on|at|by|from|via|sponsor|join|partner|with|[Tt]hanks) \0"
)
_PROJECTS = re.compile(r"\b(?:research projects|projects (?:were|are)|funded by|grants?\b)")
_COMMUNITY = r" in (?:AI|ML|NLP|STEM|Tech|Machine|Data|Comput|Robotics|Scien|Resear)"
_OTHER_AROUND = re.compile(
    rf"\0(?:{_COMMUNITY}|,? (?:who|whom)\b"
    r"|, (?:(?:an?|the|our|[A-Z][\w’'-]*) ){0,5}(?:Vice |Senior |Lead |Chief )?"
    r"(?i:president|director|professor|head|officer|scientist|researcher|engineer|founder|ceo)\b"
    r"|(?:,|:|,? an?) (?:\w+ ){0,2}(?i:workshop|conference|challenge|symposium)\b"
    r"| (?:[Ww]orkshop|[Tt]utorial|[Tt]rack)\b"
    r"|(?:,(?: and)? [A-Z][\w-]+){0,3} (?:[Rr]esearch(?:ers)?|[Pp]apers|[Ll]abs?|[Gg]roup"
    r"|scientists)\b|\)\*?(?:;| \|)"
    r"| ?\([A-Z]{2,}(?:-[A-Z]{2,})?\)| at [A-Z][\w-]*[A-Z][\w-]* (?:19|20)\d\d)"
    r"|\b(?:[Ww]orkshops?|[Cc]onference|[Cc]hallenges?|[Tt]utorials?|[Ss]hared [Tt]asks?)\b"
    r"[^()]{0,150}\(\0"
)
_HEAD_OF_TITLE = re.compile(r"([^\W\d_][^\s:]{1,29}(?: [^\s:]{1,20})?):")
_TELLS_KIND = re.compile(rf" an? (?:{_WORD} ){{0,5}}{_KIND}\b", re.IGNORECASE)
"""the rest of a title such as `Melting Pot: An Evaluation Suite`"""

# methods, whose names are in small letters
_NOT_A_NAME = (
    r"(?!(?:a|an|the|our|new|novel|several|two|three|some|various|many|these|this|those|its|their"
    r"|other|more|better|recent|results|work|research|evidence|state-of-the-art)\b)"
)
_LOWER = rf"({_NOT_A_NAME}{_FREE}[a-z][a-z-]+(?: {_FREE}[a-z][a-z-]+)"
_ADJECTIVE = r"\w+(?:able|ible|ive|ful|ous|ed|ing|al|ic|ary) "
_METHODS = (
    # we propose algorithm distillation, a method that …
    re.compile(rf"\b{_VERB} {_LOWER}{{1,3}})(?:,| [–—-]) an? (?:{_WORD},? |and ){{0,6}}{_KIND}\b"),
    # a technique called tree search
    re.compile(
        rf"\b{_KIND}\b[^.;:]{{0,60}} {_CALLED} ['\"“‘]?{_LOWER}{{0,3}}?)"
        rf"['\"”’]?(?=[.,;:!?)]|$| {_PREPOSITION}\b)"
    ),
    # in ‘quantile credit assignment’ we propose …
    re.compile(rf"\b[Ii]n ['\"“‘]{_LOWER}{{0,3}})['\"”’],? we {_VERB}"),
    # our algorithm distillation lets …
    re.compile(rf"\b[Oo]ur (?!{_ADJECTIVE})({_NOT_A_NAME}{_FREE}[a-z][a-z-]+ {_METHOD_HEAD})\b"),
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Words that may be a name, and where they stand in their sentence."""

    name: str
    sentence: str
    start: int
    end: int
    """offset after the name and its long form in brackets"""
    expansion: str | None = None

    @property
    def strong(self) -> bool:
        """Tell whether no ordinary words look like it, and it stands for no place or people."""
        looks_strong = _is_strong(self.name) or _NUMBERED_KIND.fullmatch(self.name) is not None
        return looks_strong and not _ELSEWHERE.search(self.around)

    @property
    def around(self) -> str:
        """Return the words around it, with a null character in its place."""
        return self.sentence[: self.start][-200:] + "\0" + self.sentence[self.end :][:200]


def mentions(
    places: Sequence[Sentence],
    titles: Sequence[str] = (),
    other: Collection[str] = (),
    linked: Collection[str] = (),
) -> tuple[Mention, ...]:
    """Return each named thing once, with its first sentence.

    `titles` are those of the papers that the post lists: a name that a title begins
    with is known, and a title is no sentence. `other` are names that are known to be
    something else, such as the conference, its city and the authors. `linked` are texts
    that link to papers or code. How a thing is shown may come from any sentence about it.
    """
    of_papers = set(titles)
    prose = [place for place in places if place.text not in of_papers]
    found = _mentions_in(prose, _GENERAL.union(map(str.lower, other)), _KNOWN.union(linked))
    by_word = _sentences_by_word(prose)
    quoted: list[str] = []
    for place in prose:
        if not OTHER_PEOPLE.search(place.text):
            quoted += _QUOTED_TITLE.findall(place.text)
    for title in (*titles, *quoted):
        name = name_of_title(title)
        if name is None or name.casefold() in found:
            continue
        place, _ = next(_places_of(name, by_word), (Sentence(title), 0))
        found[name.casefold()] = Mention(name, place.text, place.section)
    return tuple([_with_presentation(named, by_word) for named in found.values()])


def _mentions_in(
    places: Sequence[Sentence], unwanted: Collection[str], known: Collection[str]
) -> dict[str, Mention]:
    """Return the names in sentences with their first mentions, without names' long forms."""
    found: dict[str, Mention] = {}
    long_forms: set[str] = set()
    for place in places:
        text = _QUOTED.sub(_without_title, place.text)
        for shape in _named(text, unwanted, known):
            key = shape.name.casefold()
            if key not in long_forms:
                mention = Mention(shape.name, place.text, place.section, shape.expansion)
                found.setdefault(key, mention)
            if shape.expansion:
                long_forms.add(shape.expansion.casefold())
    return found


def _without_title(quoted: re.Match[str]) -> str:
    """Return what stands in quotation marks, or a gap where that is a title."""
    return "…" if _is_title_case(quoted[1]) else quoted[0]


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
    head = _HEAD_OF_TITLE.match(title)
    if head is None:
        return None
    name = head[1]
    if name.lower() in _NO_HEAD or _OTHER_SHAPE.fullmatch(name):
        return None
    if " " not in name or _is_strong(name) or _TELLS_KIND.match(title, head.end()):
        return name
    return None


def _is_strong(words: str) -> bool:
    """Tell whether no ordinary word looks like one of these."""
    uncommon = [word for word in words.split() if word.lower() not in _GENERAL]
    return any(map(_STRONG.search, uncommon))


def _named(sentence: str, unwanted: Collection[str], known: Collection[str]) -> Iterator[_Shape]:
    """Yield the names in a sentence for which there is evidence."""
    if _PROJECTS.search(sentence):
        return
    if _is_title_case(sentence):
        yield from _named_in_title(sentence, unwanted)
        return
    previous: _Shape | None = None
    for shape in _shapes(sentence, unwanted):
        in_list = (
            previous is not None
            and _AND.fullmatch(sentence[previous.end : shape.start])
            and _STANDS_ALONE.match(sentence, shape.end)
        )
        if in_list or _has_evidence(shape, known):
            yield shape
            previous = shape
    for pattern in _METHODS:
        for match in pattern.finditer(sentence):
            yield _Shape(match[1], sentence, match.start(1), match.end(1))


def _has_evidence(shape: _Shape, known: Collection[str]) -> bool:
    """Tell whether a shape is known, or its form or the words around it show a name."""
    if shape.strong or shape.name in known:
        return True
    return _EVIDENCE.search(shape.around) is not None


def _is_title_case(sentence: str) -> bool:
    """Tell a title from a sentence: most of its longer words are in capitals."""
    words = re.findall(r"[^\W\d_][\w-]{3,}", sentence)
    capitals = re.findall(rf"\b[{UPPER}][\w-]{{3,}}", sentence)
    return 10 * len(capitals) > 7 * len(words) and not sentence.endswith(".")


def _named_in_title(title: str, unwanted: Collection[str]) -> Iterator[_Shape]:
    """Yield the names in a title, without the words in capitals behind them."""
    for shape in _shapes(title, unwanted):
        if not shape.strong:
            continue
        for word in shape.name.split(" "):
            if _is_strong(word):
                yield replace(shape, name=word)


def _shapes(sentence: str, unwanted: Collection[str]) -> list[_Shape]:
    """Return what may be a name, in the order of the sentence.

    `unwanted` are names in small letters that are known to be something else.
    """
    candidates = list(_pairs(sentence))
    taken: set[int] = set()
    for pair in candidates:
        taken.update(range(pair.start, pair.end))
    for span in _SPAN.finditer(sentence):
        if taken.isdisjoint(range(*span.span())):
            candidates += _trimmed(span, sentence)
    candidates.sort(key=lambda shape: shape.start)
    return [shape for shape in candidates if not _is_other(shape, unwanted)]


def _is_other(shape: _Shape, unwanted: Collection[str]) -> bool:
    """Tell whether words are a general term, an organisation, a person, an event or unwanted."""
    name = shape.name.lower()
    long = (shape.expansion or name).lower()
    if not {name, name.rstrip("s"), long, long.rstrip("s")}.isdisjoint(unwanted):
        return True
    words = name.split(" ")
    if not _NO_THING.isdisjoint(words):
        return True
    is_person = len(words) == 2 or (shape.name.istitle() and shape.name not in _KNOWN)
    if is_person and given_grade(fold_for_search(words[0])):
        return True
    if _OTHER_SHAPE.fullmatch(shape.name):
        return True
    return _OTHER_AROUND.search(shape.around) is not None


def _pairs(sentence: str) -> Iterator[_Shape]:
    """Yield short names in brackets after their long forms."""
    for bracket in _SHORT_IN_BRACKETS.finditer(sentence):
        short = bracket[1]
        before = sentence[: bracket.start()].rstrip()
        if long := long_form(before, short):
            yield _Shape(short, sentence, len(before) - len(long), bracket.end(), long)


def _trimmed(span: re.Match[str], sentence: str) -> Iterator[_Shape]:
    """Yield the span without the common words around the name, if a name remains."""
    words = span[0].split(" ")
    if span.start() == 0 and _ADVERB.fullmatch(words[0]):
        del words[0]
    while words and _is_common(words[0]):
        del words[0]
    if not words:
        return
    end = span.end()
    start = end - len(" ".join(words))
    if _is_strong(words[0]) and _DESCRIBED_BY.match(sentence, end):
        # `nuScenes Prediction benchmark` names nuScenes.
        del words[1:]
        end = start + len(words[0])
    name = " ".join(words)
    behind = _LONG_FORM_BEHIND.match(sentence, end)
    if behind and expands(name, behind[1]):
        yield _Shape(name, sentence, start, behind.end(), behind[1])
    else:
        yield _Shape(name, sentence, start, end)


def _is_common(word: str) -> bool:
    """Tell whether no name begins with a word."""
    return word.lower() in _NOT_FIRST or _NO_NAME.fullmatch(word) is not None


def long_form(before: str, short: str) -> str | None:
    """Return the fewest words at the end of `before` that `short` may shorten, or None."""
    words = list(re.finditer(r"(?<![^\W_])[^\W_]+", before))
    for count in _LONG_FORM_WORDS:
        if count > len(words):
            break
        candidate = before[words[-count].start() :].rstrip()
        if expands(short, candidate):
            return candidate
    return None


def expands(short: str, long: str) -> bool:
    """Tell whether `long` may be the long form of `short`.

    Every letter of the short form is in the long one, in order; both begin alike;
    and most of the long form's words begin with a letter of the short form.
    """
    letters = re.findall(r"[^\W_]", short.lower())
    words = re.findall(r"\w+", long.lower())
    if not words or words[0][0] not in letters[:1]:
        return False
    fitting = [word for word in words if word[0] in letters]
    return 2 * len(fitting) > len(words) and has_in_order("".join(words), letters)
