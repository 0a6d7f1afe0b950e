"""Words in a post that may be a name, and the long forms of short ones.

Most candidates are no names; `mentions.py` rates them.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from papercat.conferences.post_words import UPPER, either, has_in_order, post_words

GENERAL = post_words("general")
"""general terms, in small letters"""
KNOWN = frozenset(map(str.lower, post_words("system")))
"""well-known systems, in small letters"""
_NOT_FIRST = post_words("leading") | GENERAL
_COMPANY = post_words("company")

_WORD = rf"(?:[a-z]{{1,2}})?[{UPPER}][^\W_]*(?:[-&/+.][^\W_]+)*\+*"
_TOKEN = rf"(?:{_WORD}|\d+(?:\.\d+)*[A-Za-z]?(?![\w,]))"
_SPAN = re.compile(rf"(?<![\w’'./@-])(?!\d){_TOKEN}(?: {_TOKEN}| of {_WORD}){{0,4}}(?!\w|\.\w)")
_UNLIKE_WORDS = re.compile(
    rf"[a-z][{UPPER}]|[{UPPER}]{{2}}[a-z]{{2}}|[{UPPER}]{{3}}|^\w*[a-z]\w*-?\d|[{UPPER}]{{2}}\w*-?\d"
    rf"|-[{UPPER}]{{2}}"
)
"""DyST · MAGic · SLICE · Qwen2 · SLICE-3D · Soup-DTW"""
_NO_NAME = re.compile(rf"\d.*|[{UPPER}]\w*-[a-z]\w*|[A-Za-z]+(?:19|20)\d\d[A-Za-z]+")
"""a number, an adjective such as Internet-scale, or a key such as Roe2024NeurIPS"""
_ADVERB = re.compile(r".[a-z]*(?:ly|ing)")
_QUOTED = re.compile(r"[\"“‘']([^\"“”‘’']{30,300})[\"“”’']")
_QUOTED_TITLE = re.compile(r"[\"“]([^\"“”:]{2,40}: [^\"“”]{10,300})[\"“”]")
_HEAD_OF_TITLE = re.compile(r"([^\W\d_][^\s:]{1,29}(?: [^\s:]{1,20})?):")

_SHORT_IN_BRACKETS = re.compile(rf" ?\((?=\S*[{UPPER}])([^\W_][\w+-]{{0,14}})\)")
_LONG_FORM_BEHIND = re.compile(
    r"(?: ?\(|, (?:short )?for (?=[A-Z]))([^,.;()]{2,120})(?:\)|(?=[,.;(]))"
)
_LONG_FORM_WORDS = range(2, 11)

# methods, whose names are in small letters
_KIND, _PREPOSITION = either("kind"), either("preposition")
_FREE = rf"(?!(?:{_PREPOSITION})(?![\w-]))"
_NOT_A_NAME = (
    r"(?!(?:a|an|the|our|new|novel|several|two|three|some|various|many|these|this|those|its|their"
    r"|other|more|better|recent|results|work|research|evidence|state-of-the-art)\b)"
)
_LOWER = rf"({_NOT_A_NAME}{_FREE}[a-z][a-z-]+(?: {_FREE}[a-z][a-z-]+)"
_ADJECTIVE = r"\w+(?:able|ible|ive|ful|ous|ed|ing|al|ic|ary) "
_PROPOSE = r"(?:introduc|present|propos|develop|describ)[a-z]*"
_CALLED = r"(?:called|named|dubbed|known as|termed|titled|which we call|we call)"
_METHODS = (
    # we propose algorithm distillation, a method that …
    re.compile(rf"\b{_PROPOSE} {_LOWER}{{1,3}})(?:,| [–—-]) an? (?:[\w-]+,? ){{0,6}}{_KIND}\b"),
    # a technique called tree search
    re.compile(
        rf"\b{_KIND}\b[^.;:]{{0,60}} {_CALLED} ['\"“‘]?{_LOWER}{{0,3}}?)"
        rf"['\"”’]?(?=[.,;:!?)]|$| {_PREPOSITION}\b)"
    ),
    # in ‘quantile credit assignment’ we propose …
    re.compile(rf"\b[Ii]n ['\"“‘]{_LOWER}{{0,3}})['\"”’],? we {_PROPOSE}"),
    # our algorithm distillation lets …
    re.compile(
        rf"\b[Oo]ur (?!{_ADJECTIVE})({_NOT_A_NAME}{_FREE}[a-z][a-z-]+ {either('method')})\b"
    ),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a name, and where they stand in their sentence."""

    name: str
    sentence: str
    start: int
    end: int
    """offset after the name and its long form in brackets"""
    expansion: str | None = None
    begins_title: bool = False
    """whether the sentence is a title, and a colon follows"""

    @property
    def around(self) -> str:
        """Return the words around it, with a null character in its place."""
        return self.sentence[: self.start][-200:] + "\0" + self.sentence[self.end :][:200]


def candidates(sentence: str, unwanted: Collection[str]) -> list[Candidate]:
    """Return what may be a name, in the order of the sentence.

    `unwanted` are names in small letters that are known to be something else.
    """
    text = _QUOTED.sub(_without_title, sentence)
    found = list(_pairs(text))
    taken: set[int] = set()
    for pair in found:
        taken.update(range(pair.start, pair.end))
    for span in _SPAN.finditer(text):
        if taken.isdisjoint(range(*span.span())):
            found += _trimmed(span, text)
    if _is_title_case(text):
        found = list(_single_words(found))
    for pattern in _METHODS:
        for match in pattern.finditer(text):
            found.append(Candidate(match[1], text, match.start(1), match.end(1)))
    found.sort(key=lambda candidate: candidate.start)
    return [candidate for candidate in found if _forms(candidate).isdisjoint(unwanted)]


def _forms(candidate: Candidate) -> set[str]:
    """Return a name and its long form in small letters, in the plural and without its s."""
    name = candidate.name.lower()
    long = (candidate.expansion or name).lower()
    return {name, name.rstrip("s"), long, long.rstrip("s")}


def candidate_of_title(title: str) -> Candidate | None:
    """Return what stands before the colon of a title, if it may be a name."""
    head = _HEAD_OF_TITLE.match(title)
    if head is None:
        return None
    return Candidate(head[1], title, 0, head.end(1), begins_title=True)


def quoted_titles(sentence: str) -> list[str]:
    """Return what stands in quotation marks and has a colon, as titles have."""
    return _QUOTED_TITLE.findall(sentence)


def unlike_words(name: str) -> bool:
    """Tell whether no ordinary word looks like one of these."""
    uncommon = [word for word in name.split(" ") if word.lower() not in GENERAL]
    return any(map(_UNLIKE_WORDS.search, uncommon))


def _without_title(quoted: re.Match[str]) -> str:
    """Return what stands in quotation marks, or a gap where that is a title."""
    return "…" if _is_title_case(quoted[1]) else quoted[0]


def _is_title_case(sentence: str) -> bool:
    """Tell a title from a sentence: most of its longer words are in capitals."""
    words = re.findall(r"[^\W\d_][\w-]{3,}", sentence)
    capitals = re.findall(rf"\b[{UPPER}][\w-]{{3,}}", sentence)
    return 10 * len(capitals) > 7 * len(words) and not sentence.endswith(".")


def _single_words(found: list[Candidate]) -> Iterator[Candidate]:
    """Yield the words among those of a title that can be told from its other words."""
    for candidate in found:
        if candidate.name.lower() in KNOWN:
            yield candidate
            continue
        for word in candidate.name.split(" "):
            if unlike_words(word) or word.lower() in KNOWN:
                yield replace(candidate, name=word)


def _pairs(sentence: str) -> Iterator[Candidate]:
    """Yield short names in brackets after their long forms."""
    for bracket in _SHORT_IN_BRACKETS.finditer(sentence):
        short = bracket[1]
        before = sentence[: bracket.start()].rstrip()
        if long := long_form(before, short):
            yield Candidate(short, sentence, len(before) - len(long), bracket.end(), long)


def _trimmed(span: re.Match[str], sentence: str) -> Iterator[Candidate]:
    """Yield the span without the common words before the name, if a name remains."""
    words = _without_common(span[0].split(" "), begins=span.start() == 0)
    if not words:
        return
    name = " ".join(words)
    end = span.end()
    start = end - len(name)
    if unlike_words(words[0]) and re.match(rf" {_KIND}\b", sentence[end:]):
        # `nuScenes Prediction benchmark` names nuScenes.
        name = words[0]
        end = start + len(name)
    behind = _LONG_FORM_BEHIND.match(sentence, end)
    if behind and expands(name, behind[1]):
        yield Candidate(name, sentence, start, behind.end(), behind[1])
    else:
        yield Candidate(name, sentence, start, end)


def _without_common(words: list[str], *, begins: bool) -> list[str]:
    """Return words without those in front with which no name begins, and without companies.

    `begins` says that they begin the sentence.
    """
    first = 0
    if begins and _ADVERB.fullmatch(words[0]):
        first = 1
    while first < len(words) and _is_common(words[first]):
        first += 1
    while first + 1 < len(words) and words[first] in _COMPANY:
        first += 1
    return words[first:]


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
