"""Stateful tests of device templates and device groups, compared with a model of a few lines."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from .machines import PACE, Collection, Machine
from .models_of_devices import prop, telemetry, template

pytestmark = pytest.mark.long  # Hypothesis draws sequences of requests

TEMPLATES = ("dtmi:x:A;1", "dtmi:x:B;1", "dtmi:x:C;1")
GROUPS = ("g", "h", "i")
DEVICES = st.sampled_from(["a", "b", "c"])
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=8) | st.sampled_from("ab")
CONTENTS: tuple[list[dict[str, Any]], ...] = (
    [],
    [telemetry("temperature", "double")],
    [prop("target", "double", "NumberValue", minValue=1), telemetry("t", "integer")],
)
FILTERS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "SELECT * FROM devices": lambda device: True,
    "SELECT * FROM devices WHERE $simulated = true": lambda device: device["simulated"],
    'SELECT * FROM devices WHERE $id != "a" AND $enabled = true': lambda device: (
        device["id"] != "a" and device["enabled"]
    ),
    f'SELECT * FROM devices WHERE $template = "{TEMPLATES[0]}"': lambda device: device["template"] == TEMPLATES[0],
    'SELECT * FROM devices WHERE CONTAINS($id, "B")': lambda device: device["id"] == "b",
}
CHANGES = st.fixed_dictionaries(
    {}, optional={"displayName": NAMES, "description": st.none() | NAMES, "filter": st.sampled_from(sorted(FILTERS))}
)


def shown(members: dict[str, Any]) -> dict[str, Any]:
    """Return the members of a written resource that a read shows."""
    return {name: value for name, value in members.items() if name not in {"id", "@id", "etag"}}


class Templates(Machine):
    """Model of templates that devices use, and of groups whose members are determined at each read."""

    def __init__(self) -> None:
        super().__init__()
        self.templates = Collection("deviceTemplates", TEMPLATES, key="@id")
        self.groups = Collection("deviceGroups", GROUPS)
        self.collections = [self.templates, self.groups]
        self.devices: dict[str, dict[str, Any]] = {}

    @rule(id=st.sampled_from(TEMPLATES), name=st.none() | NAMES, contents=st.sampled_from(CONTENTS))
    def write_template(self, id: str, name: str | None, contents: list[dict[str, Any]]) -> None:
        body = {**template(*contents, template_id=id), "displayName": name}
        if name is None:
            del body["displayName"]
        self.put(self.templates, id, body, {"displayName": id, **body})
        # the model has no group of all devices of a template, which comes with a new one
        self.ask("DELETE", f"deviceGroups/{base64.urlsafe_b64encode(id.encode()).decode().rstrip('=')}")

    @rule(id=st.sampled_from(TEMPLATES), name=NAMES, contents=st.none() | st.sampled_from(CONTENTS))
    def change_template(self, id: str, name: str, contents: list[dict[str, Any]] | None) -> None:
        patch: dict[str, Any] = {"displayName": name}
        if contents is not None:
            patch["capabilityModel"] = {"contents": contents}
        if id not in self.templates.known:
            self.refused(self.ask("PATCH", f"deviceTemplates/{id}", patch), 404)
            return
        expected = {**shown(self.templates.known[id]), "displayName": name}
        if contents is not None:
            expected["capabilityModel"] = {**expected["capabilityModel"], "contents": contents}
        self.patch(self.templates, id, patch, expected)

    @rule(id=st.sampled_from(TEMPLATES), method=st.sampled_from(["PUT", "PATCH"]))
    def spoil_template(self, id: str, method: str) -> None:
        body = template(telemetry("t", "nothing"), template_id=id)
        self.refused(self.ask(method, f"deviceTemplates/{id}", body), 422, 404)

    @rule(id=st.sampled_from(TEMPLATES))
    def remove_template(self, id: str) -> None:
        used = any(device.get("template") == id for device in self.devices.values())
        self.remove(self.templates, id, conflict=used)

    @rule(id=DEVICES, simulated=st.booleans(), enabled=st.booleans(), of=st.none() | st.sampled_from(TEMPLATES))
    def write_device(self, id: str, simulated: bool, enabled: bool, of: str | None) -> None:
        body = {"simulated": simulated, "enabled": enabled} | ({} if of is None else {"template": of})
        answer = self.ask("PUT", f"devices/{id}", body)
        if of is not None and of not in self.templates.known:
            self.refused(answer, 400)
        else:
            assert answer.status_code == 200
            self.devices[id] = {"id": id, **body}

    @rule(id=DEVICES)
    def remove_device(self, id: str) -> None:
        assert self.ask("DELETE", f"devices/{id}").status_code == (204 if id in self.devices else 404)
        self.devices.pop(id, None)

    @rule(id=st.sampled_from(GROUPS), name=NAMES, filter=st.sampled_from(sorted(FILTERS)), described=st.booleans())
    def write_group(self, id: str, name: str, filter: str, described: bool) -> None:
        body = {"displayName": name, "filter": filter} | ({"description": name} if described else {})
        self.put(self.groups, id, body, body)

    @rule(id=st.sampled_from(GROUPS), patch=CHANGES)
    def change_group(self, id: str, patch: dict[str, Any]) -> None:
        if id not in self.groups.known:
            self.refused(self.ask("PATCH", f"deviceGroups/{id}", patch), 404)
            return
        merged = {**shown(self.groups.known[id]), **patch}
        self.patch(self.groups, id, patch, {name: value for name, value in merged.items() if value is not None})

    @rule(
        id=st.sampled_from(GROUPS),
        method=st.sampled_from(["PUT", "PATCH"]),
        body=st.sampled_from(
            [
                {"displayName": "x", "filter": "SELECT * FROM devices WHERE ($id = 1)"},
                {"displayName": None, "filter": "SELECT * FROM devices"},
                {"displayName": "x", "filter": None},
                {"displayName": "x", "filter": "SELECT * FROM devices", "organizations": ["none"]},
            ]
        ),
    )
    def spoil_group(self, id: str, method: str, body: dict[str, Any]) -> None:
        self.refused(self.ask(method, f"deviceGroups/{id}", body), 422, 404)

    @rule(id=st.sampled_from(GROUPS))
    def remove_group(self, id: str) -> None:
        self.remove(self.groups, id)

    @invariant()
    def members_meet_the_filter(self) -> None:
        for id, group in self.groups.known.items():
            holds = FILTERS[group["filter"]]
            size = 1 + self.turn % 3
            found = self.listed(Collection(f"deviceGroups/{id}/devices", ()), maxpagesize=size)
            members = [device["id"] for device in self.devices.values() if "template" in device and holds(device)]
            assert [device["id"] for device in found] == members

    @invariant()
    def lists_are_sorted_and_filtered(self) -> None:
        for kind in self.collections:
            found = self.listed(kind, orderby="displayName desc", maxpagesize=1 + self.turn % 3)
            names = sorted(kind.known.values(), key=lambda item: item["displayName"])
            assert [item["displayName"] for item in found] == [item["displayName"] for item in reversed(names)]
            assert self.listed(kind, filter="displayName eq 'a'") == [
                item for item in kind.known.values() if item["displayName"] == "a"
            ]


TestTemplates = Templates.TestCase
TestTemplates.settings = PACE
