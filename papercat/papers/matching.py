"""Decide which statements are about one paper. Pure functions.

Two statements may be about one paper if they share a title or an identifier. Authors,
years and other identifiers then speak for or against it. What the user decided about two
statements beats all of that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from papercat.papers.model import Author, Id, Paper
from papercat.papers.titles import loose_words, signs, text_hash
from papercat.text.names import fold_for_comparison

_MOST_YEARS_APART = 4
"""A preprint and its published version rarely lie further apart."""
_SHORT_TITLE = 2
"""Words up to which a title such as `Editorial` or `Introduction` says little by itself."""
_MOST_COMPARED = 50
"""Groups of one title that a statement is compared with; bounds the time for hostile input."""
_NOT_TELLING = frozenset(("url", "openalex", "isbn"))
"""Schemes in which one paper may have several identifiers, or share one with its container."""

_GENERIC_TITLES = """
abstract abstracts acknowledgements appendix comment commentary conclusion contents
corrigendum discussion editorial epilogue errata erratum foreword index introduction
obituary preface prologue reply retraction review reviews summary welcome
"""
_GENERIC = frozenset(_GENERIC_TITLES.split())
"""titles that say nothing, also together with an author"""

Name = tuple[str, str]
"""(surname, first given name), folded"""


def match_hash(paper: Paper) -> int:
    """Return a number that is equal for records whose titles may be of one paper.

    A short title counts together with the first author, or with the date if there is none.
    """
    words = loose_words(paper.title)
    folded = "".join(words) + signs(paper.title)
    if len(words) <= _SHORT_TITLE:
        first = next((surname for surname, _ in map(_author, paper.listed)), None)
        folded = f"{folded} {first or paper.published or ''}"
    return text_hash(folded)


def _author(author: Author) -> Name:
    """Return an author's surname and first given name, folded."""
    parts = fold_for_comparison(author.name)
    surname = parts.surnames[-1] if parts.surnames else ""
    return surname, parts.given[0] if parts.given else ""


@dataclass(slots=True)
class Profile:
    """The facts of one record that matching compares."""

    title: int
    """its match hash: records with other titles are compared only by their identifiers"""
    short: bool
    generic: bool
    """True for `Preface`: a title of many papers, also of one author"""
    authors: frozenset[Name]
    published: str | None
    ids: frozenset[Id]

    @classmethod
    def of(cls, paper: Paper) -> "Profile":
        """Return the profile of a record."""
        words = loose_words(paper.title)
        return cls(
            title=match_hash(paper),
            short=len(words) <= _SHORT_TITLE,
            generic=bool(words) and words[0] in _GENERIC and len(words) <= _SHORT_TITLE,
            authors=frozenset(map(_author, paper.listed)),
            published=paper.published,
            ids=frozenset(paper.ids),
        )

    @property
    def surnames(self) -> frozenset[str]:
        """Return the surnames of the authors."""
        return frozenset(surname for surname, _ in self.authors)


@dataclass(slots=True)
class _Group:
    """A group of statements about one paper, with their combined facts."""

    members: set[int] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)
    authors: dict[str, set[str]] = field(default_factory=dict)
    """surname → first given names"""
    dates: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    ids: set[Id] = field(default_factory=set)
    telling: set[str] = field(default_factory=set)
    """schemes of its identifiers that tell papers apart"""

    def add(self, statement: int, profile: Profile) -> None:
        self.members.add(statement)
        self.titles.add(profile.title)
        self.ids |= profile.ids
        self.telling |= {scheme for scheme, _ in profile.ids} - _NOT_TELLING
        for surname, given in profile.authors:
            self.authors.setdefault(surname, set()).add(given)
        if profile.published:
            self.dates.add(profile.published)
            self.years.add(int(profile.published[:4]))

    def fits(self, profile: Profile) -> bool:
        """Tell whether a record is about this paper."""
        shared = self._shared_authors(profile)
        if not profile.ids.isdisjoint(self.ids):
            return self._fits_with_one_id(profile, shared)
        if profile.title not in self.titles or self._has_other_ids(profile):
            return False
        if not self._is_near_in_time(profile):
            return False
        if profile.generic and not self._has_year_of(profile):
            return False
        if profile.authors and self.authors:
            return shared > 0
        return not profile.short or profile.published in self.dates

    def _fits_with_one_id(self, profile: Profile, shared: int) -> bool:
        """Tell whether a shared identifier is the paper's, not a proceedings volume's."""
        fewest = min(len(profile.authors), len(self.authors))
        return profile.title in self.titles or not fewest or 2 * shared >= fewest + 1

    def _shared_authors(self, profile: Profile) -> int:
        """Return how many authors they share; given names must not contradict each other."""
        shared = 0
        for surname, given in profile.authors:
            known = self.authors.get(surname, ())
            shared += any(given.startswith(other) or other.startswith(given) for other in known)
        return shared

    def _has_other_ids(self, profile: Profile) -> bool:
        """Tell whether a scheme names the paper and the record differently."""
        return any(scheme in self.telling for scheme, _ in profile.ids)

    def _is_near_in_time(self, profile: Profile) -> bool:
        if not profile.published:
            return True
        year = int(profile.published[:4])
        return all(abs(year - other) <= _MOST_YEARS_APART for other in self.years)

    def _has_year_of(self, profile: Profile) -> bool:
        return profile.published is not None and int(profile.published[:4]) in self.years


class _Index:
    """The groups that a record may belong to, without a look at all of them."""

    def __init__(self) -> None:
        self._by_id: defaultdict[Id, list[_Group]] = defaultdict(list)
        self._by_author: defaultdict[tuple[int, str], list[_Group]] = defaultdict(list)
        self._by_title: defaultdict[int, list[_Group]] = defaultdict(list)

    def add(self, group: _Group, profile: Profile) -> None:
        for pair in profile.ids:
            self._note(self._by_id[pair], group)
        for surname in profile.surnames or {""}:
            self._note(self._by_author[profile.title, surname], group)
        self._note(self._by_title[profile.title], group)

    def _note(self, groups: list[_Group], group: _Group) -> None:
        if group not in groups[-1:] and len(groups) < _MOST_COMPARED:
            groups.append(group)

    def candidates(self, profile: Profile) -> Iterable[_Group]:
        for pair in sorted(profile.ids):
            yield from self._by_id.get(pair, ())
        for surname in sorted(profile.surnames):
            yield from self._by_author.get((profile.title, surname), ())
        yield from self._by_author.get((profile.title, ""), ())
        if not profile.surnames:
            yield from self._by_title.get(profile.title, ())


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
    bound = _bound_together(sorted(profiles), together)
    index = _Index()
    groups: list[_Group] = []
    for first in sorted(profiles):
        members = bound(first)
        if members[0] != first:
            continue
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


def _bound_together(
    statements: Sequence[int], pairs: Iterable[tuple[int, int]]
) -> Callable[[int], list[int]]:
    """Return a function that gives the statements bound to a statement by decisions."""
    root = {statement: statement for statement in statements}

    def find(statement: int) -> int:
        while root[statement] != statement:
            statement = root[statement]
        return statement

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    members: defaultdict[int, list[int]] = defaultdict(list)
    for statement in statements:
        members[find(statement)].append(statement)
    return lambda statement: members[find(statement)]
