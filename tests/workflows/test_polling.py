"""Pauses grow from a floor to a cap, and the last question is asked at the deadline."""

from __future__ import annotations

import pickle
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iotcentral import ConfigurationError, IoTCentralError
from iotcentral._core.backoff import Backoff, FailedStateError, Pacing, WaitTimeoutError


def pauses(backoff: Backoff, count: int) -> list[float]:
    return list(islice(backoff.delays(), count))


def test_pauses_grow_by_the_factor_from_the_floor_to_the_cap():
    assert pauses(Backoff(1, 10, 2), 6) == [1, 2, 4, 8, 10, 10]


def test_a_pause_after_a_very_long_wait_is_still_the_cap():
    assert pauses(Backoff(1, 10, 2), 5000)[-1] == 10


def test_jitter_takes_away_up_to_its_part_but_not_below_the_floor():
    assert pauses(Backoff(1, 8, 2, jitter=0.5, random=lambda: 1.0), 5) == [1, 1, 2, 4, 4]
    assert pauses(Backoff(1, 8, 2, jitter=0.5, random=lambda: 0.0), 5) == [1, 2, 4, 8, 8]


@given(
    floor=st.floats(0.001, 10),
    more=st.floats(0, 100),
    factor=st.floats(1, 10),
    jitter=st.floats(0, 1),
    numbers=st.lists(st.floats(0, 1), min_size=30, max_size=30),
)
def test_every_pause_is_between_floor_and_cap(floor, more, factor, jitter, numbers):
    backoff = Backoff(floor, floor + more, factor, jitter=jitter, random=iter(numbers).__next__)
    assert all(floor <= pause <= floor + more for pause in pauses(backoff, 30))


@pytest.mark.parametrize(
    "values",
    [
        {"floor": 0},
        {"floor": float("nan")},
        {"floor": 2, "cap": 1},
        {"cap": float("inf")},
        {"factor": 0.9},
        {"jitter": 1.1},
        {"jitter": -0.1},
    ],
)
def test_a_value_out_of_range_is_refused_by_name(values):
    with pytest.raises(ConfigurationError, match=f"Backoff: {list(values)[-1]} is"):
        Backoff(**values)


def test_the_last_pause_ends_at_the_deadline():
    pacing = Pacing(5, Backoff(2, 10, 2), now=100)
    assert pacing.pause(100) == 2
    assert pacing.pause(102) == 3
    assert pacing.pause(105) is None
    assert pacing.pause(200) is None


def test_without_a_deadline_there_is_always_a_pause():
    pacing = Pacing(None, Backoff(2, 2), now=0)
    assert [pacing.pause(now) for now in (0, 1e9, 1e18)] == [2, 2, 2]


@pytest.mark.parametrize("timeout", [-1, float("nan")])
def test_a_timeout_that_is_no_duration_is_refused(timeout):
    with pytest.raises(ConfigurationError, match="timeout is"):
        Pacing(timeout, Backoff(), now=0)


@pytest.mark.parametrize("kind", [FailedStateError, WaitTimeoutError])
def test_errors_carry_the_last_state_and_survive_pickling(kind):
    error = pickle.loads(pickle.dumps(kind("job 'j1'", "failed", "because", {"progress": {"total": 3}})))
    assert isinstance(error, IoTCentralError)
    assert (error.subject, error.state, error.details) == ("job 'j1'", "failed", {"progress": {"total": 3}})
    assert str(error) == "job 'j1' is failed: because"
    assert str(kind("job 'j1'", None, "because")) == "job 'j1' is in an unknown state: because"
