"""Stateful tests of a real device's properties, compared with a model of the desired values; and fuzzed bodies."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import DEFAULT_APP, World

from .bridge import Bridge
from .conftest import START, URL
from .models_of_devices import ROOM, TEMPLATE

pytestmark = pytest.mark.long  # Hypothesis draws sequences of requests

PREVIEW = {"api-version": "2022-10-31-preview"}
PLACE = "/api/devices/real/properties"

targets = st.none() | st.floats(-30, 10) | st.integers(-30, 10)
levels = st.none() | st.dictionaries(st.sampled_from("abc"), st.none() | st.integers(0, 9), max_size=2)
customers = st.none() | st.text(max_size=4)
bodies = st.fixed_dictionaries({}, optional={"target": targets, "customer": customers})


class Properties(RuleBasedStateMachine):
    """The desired target and the cloud property of the device, and the target of its component."""

    @initialize()
    def begin(self) -> None:
        self.world = World(seed=0, clock=Clock(START))
        self.bridge = Bridge(AsgiApp(self.world)).__enter__()
        token = self.world.tokens[DEFAULT_APP]
        self.client = httpx.Client(
            base_url=URL, transport=self.bridge, headers={"Authorization": token}, params=PREVIEW
        )
        assert self.client.put(f"/api/deviceTemplates/{TEMPLATE}", json=ROOM).status_code == 200
        assert self.client.put("/api/devices/real", json={"template": TEMPLATE}).status_code == 200
        self.desired: dict[str, Any] = {}
        self.left: dict[str, Any] = {}
        self.cloud: dict[str, Any] = {}
        self.writes = 0

    def _take(self, body: dict[str, Any]) -> None:
        for name, value in body.items():
            kept = self.cloud if name == "customer" else self.desired
            kept.pop(name, None)
            if value is not None:
                kept[name] = value

    @rule(body=bodies, left=st.none() | targets)
    def update(self, body: dict[str, Any], left: Any) -> None:
        sent = body if left is None else {**body, "left": {"target": left}}
        assert self.client.patch(PLACE, json=sent).status_code == 202
        self._take(body)
        if left is not None:
            self.left = {"target": left}
        self.writes += 1

    @rule(body=bodies)
    def replace(self, body: dict[str, Any]) -> None:
        assert self.client.put(PLACE, json=body).status_code == 202
        self.desired, self.left, self.cloud = {}, {}, {}
        self._take(body)
        self.writes += 1

    @rule(value=targets)
    def update_the_component(self, value: Any) -> None:
        url = "/api/devices/real/components/left/properties"
        assert self.client.patch(url, json={"target": value}).status_code == 202
        self.left = {} if value is None else {"target": value}
        self.writes += 1

    @rule(value=st.text(max_size=3) | st.integers(min_value=11))
    def fail(self, value: Any) -> None:
        assert self.client.patch(PLACE, json={"customer": "no", "target": value}).status_code == 422

    @invariant()
    def all_is_as_the_model_says(self) -> None:
        if not hasattr(self, "client"):
            return
        found = self.client.get(PLACE).json()
        for shown, model in ((found, self.desired), (found["left"], self.left)):
            metadata = shown["$metadata"]
            assert {name: metadata[name]["desiredValue"] for name in metadata if name != "customer"} == model
            assert all(entry.get("desiredVersion", 1) <= self.writes for entry in metadata.values())
        assert found.get("customer") == self.cloud.get("customer")

    def teardown(self) -> None:
        if hasattr(self, "client"):
            self.client.close()
            self.bridge.__exit__(None, None, None)
            self.world.store.close()


TestProperties = Properties.TestCase
TestProperties.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)

json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=10,
)
names = st.sampled_from(["target", "levels", "schedule", "customer", "left", "serialNumber", "$metadata", "x"])


@given(body=st.dictionaries(names | st.text(max_size=4), json, max_size=4), request=json)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_no_body_breaks_properties_or_commands(raw: httpx.Client, body: dict[str, Any], request: Any) -> None:
    raw.put(f"/api/deviceTemplates/{TEMPLATE}", params=PREVIEW, json=ROOM)
    raw.put("/api/devices/real", params=PREVIEW, json={"template": TEMPLATE})
    for unmodeled in ("true", "false"):
        params = {**PREVIEW, "unmodeled": unmodeled}
        for method in ("PUT", "PATCH"):
            assert raw.request(method, PLACE, params=params, json=body).status_code in {202, 400, 422}
        assert raw.get(PLACE, params=params).status_code == 200
    url = "/api/devices/real/commands/reboot"
    assert raw.post(url, params=PREVIEW, json={"request": request}).status_code in {400, 404, 422}
