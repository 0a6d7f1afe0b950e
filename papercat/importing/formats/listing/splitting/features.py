"""What speaks for and against a boundary, as short strings a model has weights for.

Each feature is ``tag=value``: the spelling to both sides, the shapes, the words a title
ends with, the words a name begins and ends with, how the other authors are written,
what the page knows as names and what the abstract uses as words.
"""

from papercat.importing.formats.listing.splitting.context import (
    Context,
    Cut,
    bucket,
    compress,
    cut,
    flatten,
)
from papercat.importing.formats.listing.splitting.line import LONGEST_NAME
from papercat.importing.formats.listing.splitting.names import style_of

NO_NAME = 9
"""in place of how often a word is known as a name, for one that can be none"""
SHORTEST_WORD = 3
"""letters of a word that an abstract is asked for"""


def features(line: Context, number: int, at: int) -> list[str]:
    """Tell all that is known about the boundary at one place of one segment."""
    place = cut(line, number, at)
    around = line.segment_features.get(number)
    if around is None:
        around = line.segment_features[number] = _neighbours(line, number)
    return [
        *_spelling(line, place),
        *_title(line, place),
        *_name(line, place),
        *_seen(line, place),
        *around,
    ]


def glance(line: Context, number: int, at: int) -> list[str]:
    """Tell the little that rules out most of the wide candidates.

    These features have weights of their own: a small model before the whole one.
    """
    body, shape, small = line.parts.body, line.parts.shape, line.small
    end = line.parts.segments[number].end
    stop = body.find(" ", at, end)
    right = small[at : end if stop < 0 else stop].rstrip(".")
    knows = bucket(line.page.given(right)) if len(right) > 1 else NO_NAME
    return [
        f"Gs={shape[max(0, at - 2) : at + 2]}{body.count(' ', at, end)}",
        f"Gl={small[max(0, at - 4) : at]}",
        f"Gr={small[at : at + 4]}",
        f"Gw={small[body.rfind(' ', 0, at) + 1 : at]}",
        f"Gg={right}",
        f"Gk={knows}{line.page.scope}",
    ]


def _bare(word: str) -> str:
    """Strip a word of the marks around it."""
    return word.strip(".,:;!?()[]{}\"'“”$")


def _spelling(line: Context, place: Cut) -> list[str]:
    """Spell and outline both sides of the boundary."""
    body, small, at = line.parts.body, line.small, place.at
    before, after = place.before, place.after
    return [
        f"k={place.kind}",
        f"s22={before[-2:]}|{after[:2]}",
        f"s44={before}|{after}",
        f"s31={before[-3:]}|{after[:1]}",
        f"l2={body[max(0, at - 2) : at]}|{after[:2]}",
        f"l3={body[max(0, at - 3) : at]}|{after[:1]}",
        f"l4={small[max(0, at - 4) : at]}",
        f"l6={small[max(0, at - 6) : at]}",
        f"r1={body[at]}{before[-1:]}",
        f"r2={body[at : at + 2]}|{before[-1:]}",
        f"r3={small[at : at + 3]}",
        f"r4={small[at : at + 4]}|{before[-1:]}",
        f"r5={small[at : at + 5]}",
        f"j11={body[at - 1 : at + 1]}",
        f"j22={small[max(0, at - 2) : at + 2]}",
        f"j12={small[at - 1 : at + 2]}{before[-1:]}",
        f"j21={small[max(0, at - 2) : at + 1]}{after[:1]}",
    ]


def _title(line: Context, place: Cut) -> list[str]:
    """Describe what the title would end with."""
    body, shape, kind = line.parts.body, line.parts.shape, place.kind
    start, at, left = place.start, place.at, place.left
    word = _bare(left)
    previous_start = body.rfind(" ", 0, max(start - 1, 0)) + 1
    previous = line.small[previous_start : max(start - 1, 0)]
    title = body[:at]
    last = compress(shape[start : min(at, start + LONGEST_NAME)])
    manner = _manner(shape[:start] or shape[:at])
    return [
        f"w={word}",
        f"ws={last[:12]}|{kind[1:]}",
        f"wl={min(len(left), 9)}{kind}",
        f"p={previous}",
        f"pw={previous}|{word}",
        f"ps={compress(shape[previous_start:start])[:8]}|{last[:8]}",
        f"tm={manner}|{last[:6]}",
        f"tmk={manner}|{kind}",
        f"tl={min(title.count(' '), 12)}",
        f"br={_unbalanced(title)}",
    ]


def _manner(shape: str) -> str:
    """Tell how a title is written so far: C capitals, t a capital a word, s a sentence."""
    upper, lower = shape.count("U"), shape.count("l")
    if upper > lower:
        return "C"
    words = shape.count(" ") + 1
    return "t" if 2 * upper > words else "s"


def _unbalanced(title: str) -> str:
    """List the brackets and TeX a title would leave open."""
    found = ""
    for opening, closing in ("()", "[]", "{}", "“”"):
        if opening in title and title.count(opening) > title.count(closing):
            found += opening
        elif closing in title and title.count(closing) > title.count(opening):
            found += closing
    if "$" in title and title.count("$") % 2:
        found += "$"
    if '"' in title and title.count('"') % 2:
        found += '"'
    return found


def _name(line: Context, place: Cut) -> list[str]:
    """Describe what the first author would be."""
    parts, page, kind = line.parts, line.page, place.kind
    words = line.small[place.at : place.end].split(" ")
    shape = parts.shape[place.at : place.end]
    style = style_of(shape)
    given, surname = words[0].rstrip("."), words[-1].rstrip(".")
    second = words[1] if len(words) > 2 else ""
    knows = bucket(page.given(given)) if len(given) > 1 else NO_NAME
    knows_last = bucket(page.surname(surname)) if len(words) > 1 else NO_NAME
    others = line.styles_after(place.number)
    squeezed = compress(shape)
    return [
        f"g={given}",
        f"gs={squeezed.split(' ')[0][:10]}|{kind[0]}",
        f"sn={surname}",
        f"sn3={surname[-3:]}",
        f"n2={second}",
        f"ns={squeezed[:24]}",
        f"nw={min(len(words), 7)}",
        f"nl={min(len(shape) // 3, 12)}",
        f"gl={min(len(given), 9)}|{kind[1:]}",
        f"st={style}{page.main_style}",
        f"sto={style}{others}",
        f"stk={others}{page.main_style}|{kind}",
        f"kg={knows}{page.scope}",
        f"kgk={knows}|{kind}",
        f"kb={knows}{knows_last}{page.scope}",
        f"ks={knows_last}{page.scope}",
        f"kf={bucket(page.full(' '.join(words)))}",
    ]


def _seen(line: Context, place: Cut) -> list[str]:
    """Say what page and abstract know of the word that is cut."""
    page, flat, kind = line.page, line.flat, place.kind
    left, right = place.left, place.right
    whole = left + right
    again = _again(line, place)
    found = [
        f"rx={again}|{kind}",
        f"rn={again}|{line.small[place.at : place.end].rpartition(' ')[2]}",
        f"t={whole}",
        f"kt={bucket(page.given(whole.rstrip('.')))}{bucket(page.surname(whole.rstrip('.')))}",
        f"kl={bucket(page.given(left))}{bucket(page.surname(left))}",
    ]
    if not flat:
        return [*found, "ab=none"]
    last = left if left.isalnum() else flatten(left).strip()
    first = right if right.isalnum() else flatten(right).strip()
    if not last or not first:
        return [*found, f"ab=odd{kind}"]
    opens = f" {last}" in flat
    ends = opens and f" {last} " in flat
    across = opens and f" {last}{first[:2]}" in flat
    entire = across and f" {last}{first}" in flat
    name = f" {first} " in flat
    size = min(len(last), 5)
    return [
        *found,
        f"ab={ends:d}{opens:d}{across:d}{entire:d}",
        f"abk={ends:d}{opens:d}{across:d}{entire:d}|{kind}",
        f"abl={ends:d}{opens:d}{size}",
        f"abn={name:d}|{kind}",
    ]


def _again(line: Context, place: Cut) -> str:
    """Say whether the first word of the author is a word of title or abstract as it stands."""
    word = line.parts.body[place.at : place.stop]
    if len(word) < SHORTEST_WORD:
        return "-"
    title = f" {word}" in f" {line.parts.body[: place.start]}"
    return f"{title:d}{word in line.abstract:d}"


def _neighbours(line: Context, number: int) -> list[str]:
    """Say what a boundary in this segment makes of the segments around it."""
    parts, page = line.parts, line.page
    segments = parts.segments
    count = len(segments) - number
    found = [f"na={count}{parts.truncated:d}", f"nas={count}{min(len(segments), 5)}"]
    for step, segment in enumerate(segments):
        if step == number or step < parts.first_open:
            continue
        shape = parts.shape[segment.start : segment.end]
        words = line.small[segment.start : segment.end].split(" ")
        side = "A" if step > number else "T"
        given, surname = words[0].rstrip("."), words[-1].rstrip(".")
        found += [
            f"{side}s={compress(shape)[:24]}",
            f"{side}g={given}",
            f"{side}n={surname}",
            f"{side}e={surname[-3:]}",
            f"{side}w={min(len(words), 7)}",
            f"{side}c={min(len(segment.narrow), 2)}",
            f"{side}k={bucket(page.given(given))}{bucket(page.surname(surname))}",
        ]
    return found
