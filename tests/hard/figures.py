"""How much the hard tests try, and the figures that they print in the end.

`make test` tries a little of everything; `make hard` (HARD=1) tries as much as SECURITY.md
says. Both print how much was tried and what came of it.
"""

import os
from collections.abc import Callable

LONG = bool(os.environ.get("HARD"))
"""True for the long version"""

Amount = Callable[[int, int], int]
"""gives the first number in the short version, the second in the long one"""
Tell = Callable[[str], None]
"""adds a line to the figures"""
