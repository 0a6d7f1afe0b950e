"""Real papers made into pages of glued lines to learn from, and altered as pages are.

A page is a list of `Sample`; the samples of one page see each other's names.
"""

import json
import lzma
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

MOST = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """A paper as a listing prints it: at most three authors."""

    key: str
    title: str
    authors: tuple[str, ...]
    truncated: bool
    abstract: str

    @property
    def glued(self) -> str:
        """The second line of the entry."""
        return self.title + ", ".join(self.authors) + (" et al." if self.truncated else "")


def read_listing(text: Path, gold: Path) -> list[Sample]:
    """The entries of a listing whose answers are known."""
    lines = text.read_text("utf-8").rstrip("\n").split("\n")
    wanted = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    return [
        Sample(w["key"], w["title"], tuple(w["authors"]), w["truncated"], lines[3 * i + 2])
        for i, w in enumerate(wanted)
    ]


def read_arxiv(path: Path, rotate: random.Random | None = None) -> Iterator[Sample]:
    """Papers of arXiv; with `rotate`, another of their authors comes first."""
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            title = " ".join(row["title"].split())
            authors = " ".join(row["authors"].split()).split(", ")
            if not title or not all(authors):
                continue
            if rotate:
                start = rotate.randrange(len(authors))
                authors = authors[start:] + authors[:start]
            abstract = " ".join(row["abstract"].split())
            yield Sample(row["id"], title, tuple(authors[:MOST]), len(authors) > MOST, abstract)


def read_acl(path: Path, rotate: random.Random | None = None) -> Iterator[Sample]:
    """Papers of the ACL Anthology, which come without abstracts."""
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            title = " ".join(row["title"].split())
            authors = [" ".join(a["name"].split()) for a in row["authors"]]
            if not title or not authors or not all(authors) or any(", " in a for a in authors):
                continue
            if rotate:
                start = rotate.randrange(len(authors))
                authors = authors[start:] + authors[:start]
            yield Sample(row["ids"]["acl"], title, tuple(authors[:MOST]), len(authors) > MOST, "")


def initials(name: str) -> str:
    """``Jordan A. Hoffmann`` as ``JA Hoffmann``."""
    words = name.split(" ")
    return "".join(w[0] for w in words[:-1] if w) + " " + words[-1] if len(words) > 1 else name


def dotted(name: str) -> str:
    """``Jordan A. Hoffmann`` as ``J.A. Hoffmann``."""
    words = name.split(" ")
    return (
        "".join(w[0] + "." for w in words[:-1] if w) + " " + words[-1] if len(words) > 1 else name
    )


def fused(name: str) -> str:
    """``Jordan Alan Hoffmann`` as ``JordanAlan Hoffmann``."""
    given, _, rest = name.partition(" ")
    if " " not in rest or "." in rest.split(" ")[0]:
        return camel(name)
    return given + rest


def camel(name: str) -> str:
    """``Jordan Hoffmann`` as ``JorDan Hoffmann``."""
    return re.sub(
        r"^(\w[a-z]{1,3})([a-z])([a-z]+) ", lambda m: m[1] + m[2].upper() + m[3] + " ", name
    )


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CASED = {
    "Cyrillic": "абсдефгхийклмнопкрстувшхыз",
    "Greek": "αβκδεφγηιγκλμνοπκρστυβωξυζ",
}
_CASELESS = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英华文慧",
    "김이박최정강조윤장임민서지현준우영수진호성은하",
    "अआइकखगचजटडतदनपबमयरलवसह",
    "ابتجحدرزسشعفقكلمنهوي",
)


def transcribed(name: str, letters: str) -> str:
    """A name in another script that has capitals, letter by letter."""
    table = str.maketrans(_LATIN + _LATIN.upper(), letters + letters.upper())
    return name.translate(table)


class Alterations:
    """The ways in which pages differ from tidy ones, each applied to one sample."""

    def __init__(self, samples: list[Sample], rng: random.Random) -> None:
        """Collect the words with odd capitals or digits that titles really hold."""
        self.rng = rng
        words = {w for s in samples for w in re.split(r"[\s,:]+", s.title)}
        odd = re.compile(r"(?=.*[A-Z].*[A-Z]|.*\w\d|.*\d\w)[\w+=?*/()-]{2,12}")
        self.endings = sorted(w for w in words if odd.fullmatch(w))
        self.groups = sorted(
            w for w in words if re.fullmatch(r"(?:[A-Z]|[a-z]{1,2}[A-Z])[\w+-]*[A-Z0-9][\w+-]*", w)
        )

    def no_abstract(self, s: Sample) -> Sample:
        """An entry whose abstract the page did not show."""
        return replace(s, abstract="")

    def capital_title(self, s: Sample) -> Sample:
        """A title in capitals."""
        return replace(s, title=s.title.upper())

    def acronym_ending(self, s: Sample) -> Sample:
        """A title that ends in a word of odd capitals or digits."""
        link = self.rng.choice(["with", "with", "for", "and", "using", "in", "via", "of", "on"])
        return replace(s, title=f"{s.title} {link} {self.rng.choice(self.endings)}")

    def capital_names(self, s: Sample) -> Sample:
        """Authors in capitals."""
        return replace(s, authors=tuple(a.upper() for a in s.authors))

    def bare_initials(self, s: Sample) -> Sample:
        """Authors with initials that have no full stops."""
        return replace(s, authors=tuple(initials(a) for a in s.authors))

    def dotted_initials(self, s: Sample) -> Sample:
        """Authors with initials that touch."""
        return replace(s, authors=tuple(dotted(a) for a in s.authors))

    def camel_names(self, s: Sample) -> Sample:
        """Authors with a capital inside the given name."""
        return replace(s, authors=tuple(camel(a) for a in s.authors))

    def small_names(self, s: Sample) -> Sample:
        """Authors in small letters."""
        return replace(s, authors=tuple(a.lower() for a in s.authors))

    def small_first(self, s: Sample) -> Sample:
        """One author who writes himself small."""
        return replace(s, authors=(s.authors[0].lower(), *s.authors[1:]))

    def fused_first(self, s: Sample) -> Sample:
        """One author with a capital inside the given name."""
        change = self.rng.choice([camel, fused])
        return replace(s, authors=(change(s.authors[0]), *s.authors[1:]))

    def other_script(self, s: Sample) -> Sample:
        """Authors in a script of their own."""
        rng = self.rng
        draw = rng.randrange(6)
        if draw < 2:
            letters = _CASED["Greek" if draw else "Cyrillic"]
            return replace(s, authors=tuple(transcribed(a, letters) for a in s.authors))
        letters = _CASELESS[draw - 2]
        if draw < 4:
            made = ["".join(rng.choices(letters, k=rng.choice([2, 3, 3]))) for _ in s.authors]
        else:
            made = [re.sub(r"\w", lambda _: rng.choice(letters), a) for a in s.authors]
        return replace(s, authors=tuple(made))

    def group(self, s: Sample) -> Sample:
        """A collaboration in the place of an author, or behind one."""
        rng = self.rng
        known = re.findall(
            r"\b(?:[A-Z]|[a-z]{1,2}[A-Z])[\w+-]*[A-Z0-9][\w+-]*", s.title + " " + s.abstract
        )
        word = rng.choice(known if known and rng.random() < 0.7 else self.groups)
        kind = rng.choice(
            ["Collaboration"] * 4
            + ["collaboration"] * 2
            + ["Team", "Group", "Consortium", "Working Group", "team", "Project"]
        )
        name = f"{word} {kind}"
        form = rng.random()
        if form < 0.5:
            authors = (rng.choice(["", "", "The ", "the "]) + name, *s.authors)[
                : rng.choice([1, 3, 3])
            ]
            return replace(s, authors=authors, truncated=len(s.authors) > 2 and len(authors) > 2)
        link = rng.choice(
            ["for the", "for the", "for the", "on behalf of the", "the", "for", "On behalf of the"]
        )
        if form < 0.65:
            return replace(s, authors=(f"{s.authors[0]} {link} {name}",), truncated=False)
        return replace(
            s, authors=(*s.authors[: rng.choice([1, 1, 2])], f"{link} {name}"), truncated=False
        )

    def kinds(self) -> list[tuple[float, Callable[[Sample], Sample], bool]]:
        """Share of the pages, alteration, and whether it befalls every entry of a page."""
        return [
            (0.08, self.no_abstract, True),
            (0.05, self.capital_title, True),
            (0.08, self.acronym_ending, True),
            (0.07, self.capital_names, True),
            (0.07, self.bare_initials, True),
            (0.02, self.dotted_initials, True),
            (0.07, self.camel_names, True),
            (0.10, self.small_names, True),
            (0.03, self.small_first, False),
            (0.08, self.fused_first, True),
            (0.06, self.fused_first, False),
            (0.03, self.group, False),
            (0.03, self.group, True),
            (0.02, self.other_script, False),
        ]

    def colleagues(self, page: list[Sample]) -> list[Sample]:
        """A page on which first authors are later authors of other entries, as colleagues are."""
        found = []
        for s in page:
            other = self.rng.choice(page).authors[0]
            planted = len(s.authors) > 1 and other not in s.authors and self.rng.random() < 0.4
            found.append(
                replace(s, authors=(s.authors[0], other, *s.authors[2:])) if planted else s
            )
        return found

    def page(self, page: list[Sample]) -> list[Sample]:
        """One page, as it is or altered."""
        if self.rng.random() < 0.2:
            page = self.colleagues(page)
        draw = self.rng.random()
        for share, change, whole in self.kinds():
            draw -= share
            if draw < 0:
                return [change(s) if whole or self.rng.random() < 0.5 else s for s in page]
        return page


def pages(samples: list[Sample], rng: random.Random, size: int = 50) -> Iterator[list[Sample]]:
    """Shuffled pages: mixed ones, pages of one author, and a few very long ones."""
    rng.shuffle(samples)
    rest = samples
    by_author: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples[: len(samples) // 4]:
        by_author[rng.choice(sample.authors)].append(sample)
    taken = set()
    for author in sorted(by_author):
        if len(by_author[author]) >= 8:
            taken.update(id(s) for s in by_author[author])
            yield by_author[author]
    rest = [s for s in samples if id(s) not in taken]
    start = 0
    while start < len(rest):
        length = size * 40 if rng.random() < 0.005 else size
        yield rest[start : start + length]
        start += length
