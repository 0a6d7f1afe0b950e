"""Fixtures of the hard tests; see figures.py."""

import pytest
from figures import LONG, Amount, Tell

_FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def amount() -> Amount:
    """Choose how much is tried."""
    return lambda short, long: long if LONG else short


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Add a line to the figures that are printed when all tests are done."""
    return request.config.stash.setdefault(_FIGURES, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the figures."""
    if figures := config.stash.get(_FIGURES, []):
        terminalreporter.section("hard tests" + ("" if LONG else ", short version (make hard)"))
        for line in figures:
            terminalreporter.write_line(line)
