"""The moment a post was published, from its front matter."""

import re
from datetime import timedelta, tzinfo

from dateutil import parser, tz

_TIME = r"(?P<time>\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s*(?P<zone>Z|[+-]\d\d:?\d\d|[A-Z]{1,4})?"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        # Fri, 03 May 2024 13:39:00 +0000
        rf"(?:[A-Z][a-z]{{2,8}},?\s+)?(?P<day>\d{{1,2}})\s+[A-Z][a-z]{{2,8}}\.?,?\s+\d{{4}}(?:,?\s+{_TIME})?",
        # May 3, 2024
        rf"[A-Z][a-z]{{2,8}}\.?\s+(?P<day>\d{{1,2}}),?\s+\d{{4}}(?:,?\s+{_TIME})?",
        # 2024-05-03T13:39:00Z, 2024-05
        rf"\d{{4}}-\d\d(?:-(?P<day>\d\d)(?:[T ]{_TIME})?)?",
    )
)
_HOURS = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0}
_HOURS |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
"""the zones that RFC 2822 names; any other is a different zone in different countries"""


def moment(printed: str) -> str | None:
    """Return a moment as ISO 8601, as long as the printed one; None for any other text.

    `Fri, 03 May 2024 13:39:00 +0000` is 2024-05-03T13:39:00+00:00, `3 May 2024` is
    2024-05-03. The machine's own zone and clock have no say: dateutil alone would
    fill in both, so it only sees shapes that leave it nothing to fill in.
    """
    printed = " ".join(printed.split())
    match = next(filter(None, (shape.fullmatch(printed) for shape in _SHAPES)), None)
    if match is None:
        return None
    zone = match["zone"]
    if zone and zone.isalpha() and zone not in _HOURS:
        return None
    try:
        # A list of zones that is a function is asked before the machine's own zone is.
        read = parser.parse(printed, tzinfos=_zone, dayfirst=False)
        if match["time"]:
            return read.isoformat()
    except (ValueError, OverflowError):
        return None
    return read.date().isoformat() if match["day"] else f"{read:%Y-%m}"


def _zone(name: str | None, seconds: int | None) -> tzinfo | None:
    if seconds is not None:
        return tz.tzoffset(None, timedelta(seconds=seconds)) if seconds else tz.UTC
    return tz.tzoffset(name, timedelta(hours=_HOURS[name])) if name in _HOURS else None
