"""Under every fault, nothing is lost or doubled in silence, nothing hangs, and only the clients' own errors are raised."""

from __future__ import annotations

import pytest

from tests.support.depth import depth
from tests.support.modes import LEFT_OPEN_BY_HTTPX, MODES

from .faults import FAULTS, Wrong
from .trial import commands, walk

pytestmark = [
    pytest.mark.long,
    LEFT_OPEN_BY_HTTPX,
    pytest.mark.filterwarnings(
        "ignore:Async generator 'httpcore:ResourceWarning"
    ),  # likewise, when an answer is too large
]

PAGES = depth(7, 100)


@pytest.mark.parametrize("read_ahead", [False, True], ids=["", "ahead"])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", FAULTS)
def test_a_walk(name: str, mode: str, read_ahead: bool) -> None:
    counts = walk(FAULTS[name], mode, read_ahead=read_ahead, pages=PAGES, every=3)
    assert counts.broken == {}
    assert counts.calls >= 3  # the third is the first that is disturbed
    if FAULTS[name].lists:
        assert counts.errors >= 1  # of a refused link, after which there is no place to continue from, or of its page
    if FAULTS[name].wrong is Wrong.NOTHING:
        assert counts.errors == 0


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if not fault.lists])
def test_commands(name: str, mode: str) -> None:
    counts = commands(FAULTS[name], mode, count=PAGES, every=3)
    assert counts.broken == {}
    assert counts.calls >= PAGES
    if FAULTS[name].wrong is Wrong.NOTHING:
        assert counts.errors == 0


def test_there_are_enough_kinds() -> None:
    assert len(FAULTS) >= 40
