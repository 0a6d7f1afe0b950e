"""Forms of an English word: plurals, verb forms, British and American spelling.

Rules say how a regular word changes; `irregular_words.txt` has the others. A word's
relatives are all forms of every dictionary word that it may be a form of. Derived words
are another matter: *universal* and *university* share a stem and nothing else.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent

_SHORTEST = 3
_VOWEL = re.compile("[aeiouy]")
_SIBILANT = re.compile("(?:ch|sh|s|x|z)$")
_CLOSED_SYLLABLE = re.compile("[^aeiou][aeiouy][^aeiouwxy]$")
_ONE_SYLLABLE = re.compile("[^aeiouy]*(?:qu)?[aeiouy][^aeiouwxy]$")
_INFLECTED = re.compile("(?:[^su]s|ed)$")
"""a word with such an ending is no dictionary word itself where it is a form of another"""
_SHORT_IN_S = re.compile("^.?.?[aeiou]s$")
"""`cas`, `pos`: acronyms, and *cases* and *poses* are no forms of them"""
_SHORT_IN_EE = 5
"""letters from which `agree` and its like take a *d*: *seed* is no form of *see*"""

_LONGEST_ACRONYM = 4
"""letters of an acronym that may end in *is* in the plural: *APIs*, *MRIs*"""

_PREFIXES = (
    "sub", "super", "hyper", "multi", "pseudo", "meta", "micro", "macro", "semi", "non", "re",
    "over", "under", "un", "mis", "fore", "eigen", "bi", "poly", "photo", "inter", "auto", "co",
)  # fmt: skip

_OUR_STEMS = (
    "arm", "behavi", "cand", "clam", "col", "demean", "endeav", "fav", "ferv", "flav", "glam",
    "harb", "hon", "hum", "lab", "neighb", "od", "parl", "rig", "rum", "sav", "splend", "tum",
    "val", "vap", "vig",
)  # fmt: skip
"""*behaviour*, *behavior*"""
_ISE = re.compile(r"([a-z]{2,})(is|iz)(e|ed|es|ing|ers?|ations?|ational|able|ability)")
_YSE = re.compile(r"([a-z]{2,}l)(ys|yz)(e|ed|es|ing|ers?)")
_SWAPPED = {"is": "iz", "iz": "is", "ys": "yz", "yz": "ys"}


@cache
def related_forms(word: str) -> tuple[str, ...]:
    """List every other form of a folded word, in no particular order of likelihood.

    >>> related_forms("matrices")
    ('matrix',)
    >>> "optimising" in related_forms("optimize")
    True
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return ()
    found: dict[str, None] = {}
    for lemma in _all_lemmas(word):
        irregular = _irregular(lemma, _irregular_words()[0])
        for form in [lemma, *irregular, *_regular_forms(lemma)]:
            found.update(dict.fromkeys(_spellings(form)))
    unrelated = _unrelated_words().get(word, frozenset())
    return tuple(form for form in found if form != word and form not in unrelated)


def _all_lemmas(word: str) -> list[str]:
    """List the dictionary words that a word may be a form of, in British and American."""
    lemmas = []
    for spelling in _spellings(word):
        for lemma in _lemmas(spelling):
            lemmas += _spellings(lemma)
    return list(dict.fromkeys(lemmas))


def _lemmas(word: str) -> list[str]:
    """List the dictionary words that a word may be a form of."""
    lemmas = _irregular(word, _irregular_words()[1])
    unrelated = _unrelated_words().get(word, frozenset())
    for lemma in _possible_lemmas(word):
        if lemma not in unrelated and lemma not in lemmas and word in _regular_forms(lemma):
            lemmas.append(lemma)
    if not lemmas or not _INFLECTED.search(word) or word in _irregular_words()[0]:
        lemmas.append(word)
    return lemmas


def _possible_lemmas(word: str) -> Iterator[str]:
    """Undo each regular ending."""
    is_acronym = len(word) <= _LONGEST_ACRONYM
    if word.endswith("s") and not word.endswith("ss") and (is_acronym or not word.endswith("is")):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
        yield word[:-2] + "is"
    for ending in ("ies", "ied", "ying"):
        if word.endswith(ending):
            yield word.removesuffix(ending) + "y"
            yield word.removesuffix(ending) + "ie"
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            yield from _without_ending(word.removesuffix(ending))


def _without_ending(stem: str) -> Iterator[str]:
    """List the verbs of which a stem may be left without *-ed* or *-ing*."""
    yield stem
    yield stem + "e"
    if stem[-1:] == stem[-2:-1] or stem.endswith("ck"):
        yield stem[:-1]


def _regular_forms(lemma: str) -> list[str]:
    """Inflect a word by the rules, as a noun and as a verb."""
    if len(lemma) < _SHORTEST or _SHORT_IN_S.match(lemma):
        return []
    if not _VOWEL.search(lemma[:-1]) and not lemma.endswith("y"):
        return [lemma + "s"]  # an acronym: GPUs
    if lemma.endswith(("sis", "xis")):
        return [lemma[:-2] + "es"]
    if lemma.endswith("ing"):
        return [lemma + "s"]
    return [*_plurals(lemma), *_verb_forms(lemma)]


def _plurals(lemma: str) -> list[str]:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma[:-1] + "ies"]
    if lemma.endswith("ch"):
        return [lemma + "es", lemma + "s"]
    if _SIBILANT.search(lemma):
        return [lemma + "es"]
    if lemma.endswith("o"):
        return [lemma + "s", lemma + "es"]
    return [lemma + "s"]


def _verb_forms(lemma: str) -> list[str]:
    if lemma.endswith("e"):
        return _verb_forms_in_e(lemma)
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma[:-1] + "ied", lemma + "ing"]
    if lemma.endswith("ic"):
        return [lemma + "ked", lemma + "king"]
    plain = [lemma + "ed", lemma + "ing"]
    if not _CLOSED_SYLLABLE.search(lemma):
        return plain
    doubled = [lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"]
    if _ONE_SYLLABLE.fullmatch(lemma):
        return doubled
    return [*plain, *doubled]


def _verb_forms_in_e(lemma: str) -> list[str]:
    if lemma.endswith("ee"):
        if len(lemma) < _SHORT_IN_EE:
            return [lemma + "ing"]
        return [lemma + "d", lemma + "ing"]
    if lemma.endswith("ie"):
        return [lemma + "d", lemma[:-2] + "ying"]
    forms = [lemma + "d", lemma[:-1] + "ing"]
    if lemma[-2] in "goy":
        forms.append(lemma + "ing")
    return forms


def _irregular(word: str, table: Mapping[str, list[str]]) -> list[str]:
    """Look a word up in a table of irregular words, also behind a prefix: `submatrices`."""
    found = list(table.get(word, ()))
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            for other in table.get(word.removeprefix(prefix), ()):
                found.append(prefix + other)
    return found


def _spellings(word: str) -> list[str]:
    """List a word and its spellings on the other side of the Atlantic."""
    spellings = [word]
    for spelling in spellings:  # the list grows on the way
        for other in _other_spellings(spelling):
            if other not in spellings:
                spellings.append(other)
    return spellings


def _other_spellings(word: str) -> list[str]:
    """Change one part of a word that British and American spell differently."""
    spellings = list(_spelling_pairs().get(word, ()))
    if "or" in word or "our" in word:
        for stem in _OUR_STEMS:
            if f"{stem}our" in word:
                spellings.append(word.replace(f"{stem}our", f"{stem}or"))
            elif f"{stem}or" in word:
                spellings.append(word.replace(f"{stem}or", f"{stem}our"))
    for pattern in (_ISE, _YSE):
        parts = pattern.fullmatch(word)
        if parts:
            swapped = parts[1] + _SWAPPED[parts[2]] + parts[3]
            spellings.append(swapped)
    return spellings


def _lines(file: str) -> list[list[str]]:
    rows = []
    for line in (_FOLDER / file).read_text("utf-8").splitlines():
        words = line.partition("#")[0].split()
        if words:
            rows.append(words)
    return rows


@cache
def _irregular_words() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Map lemmas to their irregular forms, and these to their lemmas."""
    forms_of: dict[str, list[str]] = {}
    lemmas_of: dict[str, list[str]] = {}
    for lemma, *forms in _lines("irregular_words.txt"):
        forms_of.setdefault(lemma, []).extend(forms)
        for form in forms:
            lemmas_of.setdefault(form, []).append(lemma)
    return forms_of, lemmas_of


@cache
def _unrelated_words() -> dict[str, frozenset[str]]:
    unrelated: dict[str, frozenset[str]] = {}
    for pair in _lines("unrelated_words.txt"):
        for word in pair:
            unrelated[word] = unrelated.get(word, frozenset()).union(pair)
    return unrelated


@cache
def _spelling_pairs() -> dict[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for one, other in _lines("spelling_pairs.txt"):
        pairs.setdefault(one, []).append(other)
        pairs.setdefault(other, []).append(one)
    return pairs
