"""Stateful tests of devices, compared with a model of a few lines."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import DEFAULT_APP, World

from .bridge import Bridge
from .conftest import START, URL

pytestmark = pytest.mark.long  # Hypothesis draws sequences of requests

TEMPLATE = "dtmi:contoso:Pump;1"
VERSION = "api-version=2022-10-31-preview"
IDS = st.sampled_from(["a", "b", "c", "A"])
DEFAULTS: dict[str, Any] = {"simulated": False, "enabled": True}
MEMBERS: dict[str, st.SearchStrategy[Any]] = {
    "displayName": st.text(max_size=20),
    "enabled": st.booleans(),
    "simulated": st.booleans(),
    "template": st.just(TEMPLATE),
}
BODIES = st.fixed_dictionaries({}, optional=MEMBERS)
PATCHES = st.fixed_dictionaries({}, optional={name: st.none() | values for name, values in MEMBERS.items()})


class Devices(RuleBasedStateMachine):
    """Requests on devices and their relationships."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(seed=0, clock=Clock(START))
        self.world.applications[DEFAULT_APP].put("template", TEMPLATE, {"@id": TEMPLATE, "etag": "1"})
        token = self.world.tokens[DEFAULT_APP]
        bridge = Bridge(AsgiApp(self.world))
        self.client = httpx.Client(base_url=URL, transport=bridge, headers={"Authorization": token})
        self.devices: dict[str, dict[str, Any]] = {}
        self.links: dict[tuple[str, str], str] = {}

    def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        content = {} if body is None else {"json": body}
        return self.client.request(method, f"/api/devices{path}?{VERSION}", **content)

    def expect(self, id: str, response: httpx.Response) -> None:
        answer = response.json()
        assert answer.pop("etag")
        assert answer == self.devices[id]

    @rule(id=IDS, body=BODIES)
    def create(self, id: str, body: dict[str, Any]) -> None:
        provisioned = self.devices.get(id, {}).get("provisioned", False)
        device = {"id": id, "displayName": id, **DEFAULTS, **body, "provisioned": provisioned}
        self.devices[id] = device
        self.expect(id, self.ask("PUT", f"/{id}", body))

    @rule(id=IDS, patch=PATCHES)
    def change(self, id: str, patch: dict[str, Any]) -> None:
        response = self.ask("PATCH", f"/{id}", patch)
        if id not in self.devices:
            assert response.status_code == 404
            return
        for name, value in patch.items():
            if value is None:
                self.devices[id].pop(name, None)
            else:
                self.devices[id][name] = value
        self.devices[id] = {"displayName": id, **DEFAULTS, **self.devices[id]}
        self.expect(id, response)

    @rule(id=IDS)
    def remove(self, id: str) -> None:
        assert self.ask("DELETE", f"/{id}").status_code == (204 if id in self.devices else 404)
        self.devices.pop(id, None)
        self.links = {
            (source, name): target for (source, name), target in self.links.items() if id not in {source, target}
        }

    @rule(source=IDS, child=IDS, name=st.sampled_from(["x", "y"]))
    def connect(self, source: str, child: str, name: str) -> None:
        response = self.ask("PUT", f"/{source}/relationships/{name}", {"target": child})
        if source not in self.devices:
            assert response.status_code == 404
        elif child not in self.devices or source in self.below(child):
            assert response.status_code == 422
        else:
            assert response.status_code == 200
            self.links[source, name] = child

    def below(self, id: str) -> set[str]:
        return {id}.union(*(self.below(target) for (source, _), target in self.links.items() if source == id))

    @rule()
    def wait(self) -> None:
        self.world.clock.advance("PT10S")
        for device in self.devices.values():
            device["provisioned"] |= device["simulated"] and device["enabled"] and "template" in device

    @invariant()
    def the_list_is_the_model(self) -> None:
        found = {device["id"]: device for device in self.ask("GET", "").json()["value"]}
        for device in found.values():
            device.pop("etag")
        assert found == self.devices
        for id in self.devices:
            links = self.ask("GET", f"/{id}/relationships").json()["value"]
            assert {link["id"]: link["target"] for link in links} == {
                name: target for (source, name), target in self.links.items() if source == id
            }

    def teardown(self) -> None:
        self.client.close()
        self.world.store.close()


Devices.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestDevices = Devices.TestCase
