"""The reasons for a boundary, in words for people.

The features of a reading are compared with those of its strongest rival, theme by theme. The
themes that add most are said.
"""

from collections import Counter

from papercat.importing.formats.listing.boundary_features import (
    Context,
    Place,
    features,
    flatten,
)
from papercat.importing.formats.listing.boundary_model import Model
from papercat.importing.formats.listing.page_names import style_of

_MOST_REASONS = 3
_WORTH_SAYING = 0.5
_LONGEST_QUOTE = 30

_THEMES = {
    "names": "kg kgk kb ks kf",
    "abstract": "ab abk abl abn",
    "{whole} is not one word": "t kt kl rx rn",
    "{author} reads like a name": "g gs sn sn3 n2 ns nw nl gl r1 r2 r3 r4 r5",
    "{end} reads like the end of a title": "w ws wl p pw ps tm tmk tl l2 l3 l4 l6",
    "manner": "st sto stk",
    "every bracket of the title is closed": "br",
    "{touch} looks like two words that touch": "k s22 s44 s31 j11 j22 j12 j21",
    "the line ends like a list of {authors}": "na nas Ts Tg Tn Te Tw Tc Tk As Ag An Ae Aw Ac Ak",
}
_THEME_OF = {tag: theme for theme, tags in _THEMES.items() for tag in tags.split()}


def reasons(line: Context, place: Place, rival: Place | None, model: Model) -> tuple[str, ...]:
    """Return the strongest reasons for one boundary rather than another, strongest first."""
    gains = _by_theme(line, place, model)
    if rival:
        gains.subtract(_by_theme(line, rival, model))
    said: list[str] = []
    for theme, gain in gains.most_common():
        if gain < _WORTH_SAYING or len(said) == _MOST_REASONS:
            break
        if words := _in_words(theme, line, place):
            said.append(words)
    return tuple(said)


def _by_theme(line: Context, place: Place, model: Model) -> Counter[str]:
    gains: Counter[str] = Counter()
    for feature in features(line, *place):
        theme = _THEME_OF[feature.partition("=")[0]]
        gains[theme] += model.weight(feature)  # type: ignore[assignment]  # counts of log-odds
    return gains


def _in_words(theme: str, line: Context, place: Place) -> str:
    """Put a theme into words; return "" if they would not be true of this reading."""
    number, at = place
    segment = line.parts.segments[number]
    author = line.parts.body[at : segment.end]
    end = line.parts.body[:at].rpartition(" ")[2]
    if theme == "names":
        return _known_names(line, author)
    if theme == "abstract":
        return f"the abstract uses {_quote(end)}" if _uses(line.flat, end) else ""
    if theme == "manner":
        style = style_of(line.parts.shape[at : segment.end])
        like = f"{_quote(author)} is written like the other names of this page"
        return like if style == line.page.main_style else ""
    count = len(line.parts.segments) - number
    return theme.format(
        whole=_quote(end + author.split()[0]),
        author=_quote(author),
        end=_quote(end),
        touch=f"'{line.parts.body[at - 1]}|{line.parts.body[at]}'",
        authors=f"{count} author{'s' if count > 1 else ''}",
    )


def _known_names(line: Context, author: str) -> str:
    words, page = author.split(), line.page
    name = " ".join(words)
    if page.confirmed(name.lower()):
        return f"{_quote(name)} is a name that was confirmed"
    if page.full(name.lower()):
        return f"{_quote(name)} is an author elsewhere on this page"
    given, surname = words[0].lower().rstrip("."), words[-1].lower().rstrip(".")
    if page.given(given):
        where = "on this page" if page.givens[given] else "in the catalogue"
        return f"{_quote(words[0])} is a given name {where}"
    if len(words) > 1 and page.surname(surname):
        where = "on this page" if page.surnames[surname] else "in the catalogue"
        return f"{_quote(words[-1])} is a surname {where}"
    return ""


def _uses(flat: str, word: str) -> bool:
    flattened = flatten(word)
    return bool(flattened.strip()) and flattened in flat


def _quote(text: str) -> str:
    if len(text) > _LONGEST_QUOTE:
        text = "…" + text[-_LONGEST_QUOTE:]
    return f"'{text}'"
