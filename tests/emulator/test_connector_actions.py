"""Tests of every action of the connector through both of its faces, with effects checked through the data plane.

Every response is held against the data plane's document by the bridge.
"""

from __future__ import annotations

import pytest

from .connector_scenarios import SCENARIOS
from .connector_stage import ACTIONS, Stage

IN_BOTH_WAYS = [
    pytest.param(method, mode, id=f"{method}-{mode}")
    for number, method in enumerate(SCENARIOS)
    for mode in ("sync", ("asyncio", "trio")[number % 2])
]


@pytest.mark.parametrize(("method", "mode"), IN_BOTH_WAYS)
def test_an_action_does_its_work_on_the_data_plane(method: str, mode: str) -> None:
    with Stage(mode) as stage:
        SCENARIOS[method](stage)
        assert method in stage.done


def test_every_action_of_the_document_has_a_scenario() -> None:
    assert SCENARIOS.keys() == ACTIONS.keys()


def test_the_deprecated_actions_are_ten() -> None:
    assert sum(action.successor is not None for action in ACTIONS.values()) == 10
    assert all(action.successor in ACTIONS for action in ACTIONS.values() if action.successor is not None)
