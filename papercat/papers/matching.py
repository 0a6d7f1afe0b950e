"""Decide which statements are about one paper. Pure functions.

Two statements may be about one paper if they share a title or an identifier. Authors,
years and other identifiers then speak for or against it. What the user decided about two
statements beats all of that.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from papercat.papers.model import Author, Id, Paper
from papercat.text.names import fold_for_comparison, fold_for_search, surname_words

MOST_YEARS_APART = 4
"""A preprint and its published version rarely lie further apart."""
NOT_TELLING = frozenset(("url", "openalex", "isbn"))
"""Schemes in which one paper may have several identifiers, or share one with its container."""
_SHORT_TITLE = 2
"""Words up to which a title such as `Editorial` or `Introduction` says little by itself."""
_MOST_COMPARED = 50
"""Groups of one title that a statement is compared with; bounds the time for hostile input."""
_GENERIC_TITLES = """
abstract abstracts acknowledgements appendix comment commentary conclusion contents
corrigendum discussion editorial epilogue errata erratum foreword index introduction
obituary preface prologue reply retraction review reviews summary welcome
"""
_GENERIC = frozenset(_GENERIC_TITLES.split())
"""titles that say nothing, also together with an author"""

_ARTICLES = frozenset(("a", "an", "the"))
_EDITION = re.compile(
    r"[\s:,-]*[(\[]?\b(?:(?:extended|full|long|short|preliminary|revised|technical)"
    r" (?:version|abstract|paper|report)|v\d+)[)\]]?\s*$",
    re.IGNORECASE,
)
"""what the end of a title says of its edition, such as ` (Extended Version)`"""
_SIGNS = re.compile(r"[+±]|(?<=[\^_{(])[-−]")
"""mathematical signs, which folding drops: `k^+` and `k^-` are two things"""
_BRITISH = (
    (re.compile(r"is(?=(?:e[drs]?|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=\w{3})our"), "or"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=\w{3})tre$"), "ter"),
    (re.compile(r"ogue$"), "og"),
)
_LONG_WORD = 6
"""letters from which a word may have a British and an American spelling"""

Name = tuple[str, str]
"""(surname, first given name), folded"""


def title_words(title: str) -> list[str]:
    """Return the words of a title without case, accents and punctuation."""
    return fold_for_search(title).split()


def fold_title(title: str) -> str:
    """Fold a title to its letters and digits: equal means one spelling."""
    return "".join(title_words(title))


def loose_words(title: str) -> list[str]:
    """Return the words of a title in one spelling, without a first article and the edition.

    >>> loose_words("The Colours of Sheep & Goats (Extended Version)")
    ['colors', 'of', 'sheep', 'and', 'goats']
    """
    words = title_words(_EDITION.sub("", title).replace("&", " and ")) or title_words(title)
    if len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    for at, word in enumerate(words):
        if len(word) >= _LONG_WORD:
            for pattern, american in _BRITISH:
                words[at] = pattern.sub(american, words[at])
    return words


def signs(title: str) -> str:
    """Return the mathematical signs of a title, in order."""
    return "".join(_SIGNS.findall(title)).replace("−", "-")


def text_hash(text: str) -> int:
    """Return a 63-bit number that equal texts share."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def match_hash(paper: Paper) -> int:
    """Return a number that records share if their titles may name one paper.

    A short title counts together with the first author, or with the date if there is none.
    """
    words = loose_words(paper.title)
    folded = "".join(words) + signs(paper.title)
    if len(words) <= _SHORT_TITLE:
        first = paper.published or ""
        if paper.stated:
            first = _author(paper.stated[0])[0] or first
        folded = f"{folded} {first}"
    return text_hash(folded)


def authors_hash(paper: Paper) -> int | None:
    """Return a number that papers by the same authors share; None if the list is cut short.

    Only surnames count, because sources abbreviate given names; of a single author all does.
    """
    stated = paper.stated
    if not stated or paper.authors_truncated:
        return None
    surnames = sorted({" ".join(surname_words(author.name)) for author in stated})
    if len(stated) == 1:
        given = fold_for_comparison(stated[0].name).given
        surnames += [name[:1] for name in given[:1]]
    return text_hash(" ".join(surnames))


def _author(author: Author) -> Name:
    """Return an author's surname and first given name, folded."""
    parts = fold_for_comparison(author.name)
    return "".join(parts.surnames[-1:]), "".join(parts.given[:1])


@dataclass(slots=True)
class Profile:
    """The facts of one record that matching compares."""

    title: int
    """its match hash: records with other titles are compared only by their identifiers"""
    short: bool
    generic: bool
    """True for `Preface`: a title of many papers, also of one author"""
    authors: frozenset[Name]
    surnames: frozenset[str]
    published: str | None
    year: int | None
    ids: frozenset[Id]
    schemes: frozenset[str]
    """schemes of its identifiers that tell papers apart"""

    @classmethod
    def of(cls, paper: Paper) -> "Profile":
        """Return the profile of a record."""
        words = loose_words(paper.title)
        short = len(words) <= _SHORT_TITLE
        authors = frozenset(map(_author, paper.stated))
        return cls(
            title=match_hash(paper),
            short=short,
            generic=short and not _GENERIC.isdisjoint(words[:1]),
            authors=authors,
            surnames=frozenset(surname for surname, _ in authors),
            published=paper.published,
            year=int(paper.published[:4]) if paper.published else None,
            ids=frozenset(paper.ids),
            schemes=frozenset(scheme for scheme, _ in paper.ids) - NOT_TELLING,
        )


@dataclass(slots=True, eq=False)
class _Group:
    """A group of statements about one paper, with their combined facts."""

    members: set[int] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)
    given_names: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """surname → first given names"""
    dates: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    ids: set[Id] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)

    def add(self, statement: int, profile: Profile) -> None:
        self.members.add(statement)
        self.titles.add(profile.title)
        self.ids |= profile.ids
        self.schemes |= profile.schemes
        for surname, given in profile.authors:
            self.given_names[surname].add(given)
        if profile.published and profile.year is not None:
            self.dates.add(profile.published)
            self.years.add(profile.year)

    def fits(self, profile: Profile) -> bool:
        """Tell whether a record is about this paper."""
        same_title = profile.title in self.titles
        fewest = min(len(profile.authors), len(self.given_names))
        if not profile.ids.isdisjoint(self.ids):
            # by others, it is another part of a volume that the identifier is of
            return same_title or not fewest or 2 * self._shared_authors(profile) > fewest
        if not same_title or not profile.schemes.isdisjoint(self.schemes):
            return False
        if self._is_far_in_time(profile):
            return False
        if fewest:
            return self._shared_authors(profile) > 0
        return not profile.short or profile.published in self.dates

    def _is_far_in_time(self, profile: Profile) -> bool:
        if profile.generic:
            return profile.year not in self.years
        if profile.year is None:
            return False
        return any(abs(profile.year - year) > MOST_YEARS_APART for year in self.years)

    def _shared_authors(self, profile: Profile) -> int:
        """Return how many authors they share; given names must not contradict each other."""
        shared = 0
        for surname, given in profile.authors:
            known = self.given_names.get(surname, ())
            shared += any(given.startswith(other) or other.startswith(given) for other in known)
        return shared


class _Index:
    """The groups that a record may belong to, without a look at all of them."""

    def __init__(self) -> None:
        self._groups: defaultdict[object, list[_Group]] = defaultdict(list)

    def add(self, group: _Group, profile: Profile) -> None:
        keys: list[object] = [*profile.ids, profile.title]
        keys += [(profile.title, surname) for surname in profile.surnames or {""}]
        for key in keys:
            groups = self._groups[key]
            if group not in groups[-1:] and len(groups) < _MOST_COMPARED:
                groups.append(group)

    def candidates(self, profile: Profile) -> Iterable[_Group]:
        keys: list[object] = [*sorted(profile.ids)]
        keys += [(profile.title, surname) for surname in sorted(profile.surnames)]
        keys.append((profile.title, ""))
        if not profile.surnames:
            keys.append(profile.title)
        for key in keys:
            yield from self._groups.get(key, ())


def group_statements(
    profiles: Mapping[int, Profile],
    together: Sequence[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Group statements into papers; each group and the list of groups are in order of ids.

    `together` and `apart` are pairs of statements that decisions made one paper, or keep
    two papers. The result depends on nothing but the arguments.
    """
    strangers: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in apart:
        strangers[one].add(other)
        strangers[other].add(one)
    index = _Index()
    groups: list[_Group] = []
    for members in _bound_together(sorted(profiles), together):
        banned = set[int]().union(*(strangers[member] for member in members))
        group = _find(index, [profiles[member] for member in members], banned)
        if group is None:
            group = _Group()
            groups.append(group)
        for member in members:
            group.add(member, profiles[member])
            index.add(group, profiles[member])
    return sorted(sorted(group.members) for group in groups)


def _find(index: _Index, profiles: Sequence[Profile], banned: set[int]) -> _Group | None:
    for profile in profiles:
        for group in index.candidates(profile):
            if banned.isdisjoint(group.members) and group.fits(profile):
                return group
    return None


def _bound_together(statements: Sequence[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return lists of the statements that decisions bind to each other, in order."""
    bound = {statement: [statement] for statement in statements}
    for one, other in pairs:
        if bound[one] is not bound[other]:
            members = sorted(bound[one] + bound[other])
            bound.update(dict.fromkeys(members, members))
    return [members for statement, members in bound.items() if members[0] == statement]
