"""Why a boundary was preferred, in words for `papercat why`.

The features of a reading and of its strongest rival are compared theme by theme: what a
theme adds to one and not to the other is how much it mattered.
"""

from collections.abc import Callable

from papercat.importing.formats.listing.splitting.context import Context, flatten
from papercat.importing.formats.listing.splitting.features import features
from papercat.importing.formats.listing.splitting.model import Model
from papercat.importing.formats.listing.splitting.names import style_of

MOST_REASONS = 3
WORTH_SAYING = 0.5
LONGEST_QUOTE = 30

Place = tuple[int, int]

_THEMES = {
    "names": "kg kgk kb ks kf",
    "abstract": "ab abk abl abn",
    "whole": "t kt kl rx rn",
    "author": "g gs sn sn3 n2 ns nw nl gl r1 r2 r3 r4 r5",
    "title": "w ws wl p pw ps tm tmk tl l2 l3 l4 l6",
    "manner": "st sto stk",
    "brackets": "br",
    "touch": "k s22 s44 s31 j11 j22 j12 j21",
    "list": "na nas Ts Tg Tn Te Tw Tc Tk As Ag An Ae Aw Ac Ak",
}
_THEME_OF = {tag: theme for theme, tags in _THEMES.items() for tag in tags.split()}


def reasons(line: Context, place: Place, rival: Place | None, model: Model) -> tuple[str, ...]:
    """Give the strongest reasons for one boundary rather than another, the strongest first."""
    gains = _by_theme(line, place, model)
    if rival:
        for theme, gain in _by_theme(line, rival, model).items():
            gains[theme] = gains.get(theme, 0.0) - gain
    said: list[str] = []
    for gain, theme in sorted(((gain, theme) for theme, gain in gains.items()), reverse=True):
        if gain < WORTH_SAYING or len(said) == MOST_REASONS:
            break
        if words := _WORDS[theme](line, place):
            said.append(words)
    return tuple(said)


def _by_theme(line: Context, place: Place, model: Model) -> dict[str, float]:
    gains: dict[str, float] = {}
    for feature in features(line, *place):
        theme = _THEME_OF[feature.partition("=")[0]]
        gains[theme] = gains.get(theme, 0.0) + model.weight(feature)
    return gains


def _author(line: Context, place: Place) -> str:
    """Take the first author of a reading, as printed."""
    number, at = place
    return line.parts.body[at : line.parts.segments[number].end]


def _ending(line: Context, place: Place) -> str:
    """Take the last word of the title of a reading."""
    return line.parts.body[: place[1]].rpartition(" ")[2]


def _quote(text: str) -> str:
    return f"'{text if len(text) <= LONGEST_QUOTE else '…' + text[-LONGEST_QUOTE:]}'"


def _say_names(line: Context, place: Place) -> str:
    words = _author(line, place).split()
    given, surname = words[0].lower().rstrip("."), words[-1].lower().rstrip(".")
    page = line.page
    if page.confirmed(" ".join(words).lower()):
        return f"{_quote(' '.join(words))} is a name that was confirmed"
    if page.full(" ".join(words).lower()):
        return f"{_quote(' '.join(words))} is an author elsewhere on this page"
    if page.given(given):
        where = "on this page" if page.givens[given] else "in the catalogue"
        return f"{_quote(words[0])} is a given name {where}"
    if len(words) > 1 and page.surname(surname):
        where = "on this page" if page.surnames[surname] else "in the catalogue"
        return f"{_quote(words[-1])} is a surname {where}"
    return ""


def _say_abstract(line: Context, place: Place) -> str:
    last = flatten(_ending(line, place))
    if line.flat and last.strip() and last in line.flat:
        return f"the abstract uses {_quote(_ending(line, place))}"
    return ""


def _say_whole(line: Context, place: Place) -> str:
    return f"{_quote(_ending(line, place) + _author(line, place).split()[0])} is not one word"


def _say_author(line: Context, place: Place) -> str:
    return f"{_quote(_author(line, place))} reads like a name"


def _say_title(line: Context, place: Place) -> str:
    return f"{_quote(_ending(line, place))} reads like the end of a title"


def _say_manner(line: Context, place: Place) -> str:
    number, at = place
    parts = line.parts
    style = style_of(parts.shape[at : parts.segments[number].end])
    if style == line.page.main_style:
        return f"{_quote(_author(line, place))} is written like the other names of this page"
    return ""


def _say_brackets(_line: Context, _place: Place) -> str:
    return "every bracket of the title is closed"


def _say_touch(line: Context, place: Place) -> str:
    at = place[1]
    return f"'{line.parts.body[at - 1]}|{line.parts.body[at]}' looks like two words that touch"


def _say_list(line: Context, place: Place) -> str:
    count = len(line.parts.segments) - place[0]
    return f"the line ends like a list of {count} author{'s' if count > 1 else ''}"


_WORDS: dict[str, Callable[[Context, Place], str]] = {
    "names": _say_names,
    "abstract": _say_abstract,
    "whole": _say_whole,
    "author": _say_author,
    "title": _say_title,
    "manner": _say_manner,
    "brackets": _say_brackets,
    "touch": _say_touch,
    "list": _say_list,
}
