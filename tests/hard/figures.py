"""How much the hard tests try, and the figures that they print in the end.

`make test` tries a little of everything. `make hard` tries much more, for hours; HARD=0.1 tries
a tenth of that. Both print how much was tried and what came of it.
"""

import os
from collections.abc import Callable

import pytest

SHARE = float(os.environ.get("HARD", "0"))
"""the share of the long version that is tried; 0 for the short version"""
LONG = SHARE > 0

Amount = Callable[[int, int], int]
"""gives the first number in the short version, the second in the long one"""
Tell = Callable[[str], None]
"""adds a line to the figures"""

_FIGURE = "figure"
"""the property of a test that holds a line"""


@pytest.fixture(scope="session")
def amount() -> Amount:
    """Choose how much is tried."""
    return lambda short, long: max(short, round(long * SHARE))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Add a line to the figures that are printed when all tests are done."""
    return lambda line: request.node.user_properties.append((_FIGURE, line))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    figures: list[str] = []
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            figures += [str(line) for name, line in report.user_properties if name == _FIGURE]
    if figures:
        terminalreporter.section("hard tests" + ("" if LONG else ", short version (make hard)"))
    for line in figures:
        terminalreporter.write_line(line)
