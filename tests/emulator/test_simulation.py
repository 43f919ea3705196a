"""Tests of simulated values: of their schemas, within their bounds, the same at every read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.emulator.devices.simulation import STEP, Simulation
from iotcentral_testkit.emulator.dtdl.models import read_model
from iotcentral_testkit.emulator.dtdl.semantic_types import SEMANTIC_TYPES, UNITS, plausible_range
from iotcentral_testkit.emulator.dtdl.value_checks import mistakes

from .models_of_devices import ARRAY, ENUM, MAP, NAMED_SCHEMAS, OBJECT, interface, telemetry

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
SIMULATION = Simulation(b"key", "d1")


def known(schema: Any, *types: str, **more: Any) -> Any:
    return read_model(interface("A", telemetry("t", schema, *types, **more))).telemetry["t"]


@pytest.mark.parametrize("schema", [*NAMED_SCHEMAS, ARRAY, ENUM, MAP, OBJECT], ids=str)
def test_values_are_of_their_schema(schema: Any) -> None:
    capability = known(schema)
    for step in range(0, 5000, 37):
        assert list(mistakes(SIMULATION.value(":t", capability, step), capability.schema, "t")) == []


@pytest.mark.parametrize("name", SEMANTIC_TYPES)
def test_numbers_of_a_semantic_type_are_plausible_in_each_unit(name: str) -> None:
    for unit in (None, *UNITS[SEMANTIC_TYPES[name].quantity]):
        capability = known("double", name, **({} if unit is None else {"unit": unit}))
        low, high = plausible_range(name, unit)
        values = [SIMULATION.value(":t", capability, step) for step in range(0, 3000, 61)]
        assert all(low <= value <= high for value in values)
        assert len(set(values)) > 20


def test_temperatures_are_those_of_a_room() -> None:
    assert plausible_range("Temperature", "kelvin") == (288.15, 303.15)
    assert plausible_range("Temperature", "degreeFahrenheit") == (59, 86)


numbers = st.none() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)


@given(st.sampled_from(["double", "integer", "long", "float"]), numbers, numbers, st.booleans())
def test_bounds_of_the_model_hold(schema: str, first: Any, second: Any, semantic: bool) -> None:
    low, high = (first, second) if first is None or second is None else (min(first, second), max(first, second))
    bounds = {key: value for key, value in (("minValue", low), ("maxValue", high)) if value is not None}
    capability = known(schema, *(["Temperature"] if semantic else []), **bounds)
    value = SIMULATION.value(":t", capability, 12345)
    orjson.dumps(value)
    if schema in {"double", "float"}:  # which know whole numbers exactly up to 2**53 only
        assert low is None or value >= float(low)
        assert high is None or value <= float(high)


def test_history_and_last_value_agree() -> None:
    capability = known("double", "Temperature")
    start = NOW - timedelta(hours=1)
    values = list(SIMULATION.history(":t", capability, start, NOW))
    assert len(values) == 61
    assert all(later.time - earlier.time == STEP for earlier, later in pairwise(values))
    assert SIMULATION.last(":t", capability, NOW, start) == values[-1]
    for measured in values:
        assert SIMULATION.last(":t", capability, measured.time, start) == measured


def test_a_device_sends_when_it_is_provisioned_and_every_minute_from_then_on() -> None:
    capability, since = known("double"), NOW + timedelta(seconds=17, microseconds=123457)
    simulation = Simulation(b"key", "d1", since)
    assert simulation.last(":t", capability, since - timedelta(microseconds=1), since) is None
    times = [measured.time for measured in simulation.history(":t", capability, since, since + timedelta(minutes=2))]
    assert times == [since, since + STEP, since + 2 * STEP]
    last = simulation.last(":t", capability, since + STEP - timedelta(microseconds=1), since)
    assert last is not None
    assert last.time == since


def test_devices_and_keys_differ() -> None:
    capability = known("double")
    drawn = {Simulation(key, id).value(":t", capability, 7) for key in (b"a", b"b") for id in ("d1", "d2")}
    assert len(drawn) == 4
