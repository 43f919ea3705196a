"""Stateful tests of destinations, exports, dashboards and deployment manifests, compared with a model."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from .machines import PACE, Collection, Machine
from .test_data_export import BLOB, HOOK, HUB, MASKED_BUS, MASKED_KEY

pytestmark = pytest.mark.long  # Hypothesis draws sequences of requests

DESTINATIONS = ("d1", "d2", "d3")
EXPORTS = ("e1", "e2", "e3")
DASHBOARDS = ("dtmi:x:A;1", "dtmi:x:B;1", "dtmi:x:C;1")
MANIFESTS = ("m1", "m2", "m3")
STARTING = timedelta(seconds=30)

HOOK_SHOWN = {
    **HOOK,
    "headerCustomizations": {"x-key": {"value": "*****", "secret": True}, "x-plain": {"value": "p", "secret": False}},
    "authorization": {"type": "header", "value": "*****"},
}
KINDS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (BLOB, {**BLOB, "authorization": {**BLOB["authorization"], "connectionString": MASKED_KEY}}),  # type: ignore[dict-item]
    (HUB, {**HUB, "authorization": {**HUB["authorization"], "connectionString": MASKED_BUS}}),  # type: ignore[dict-item]
    (HOOK, HOOK_SHOWN),
]
NAMES = st.sampled_from(["x", "y", "z"])
TILES = st.lists(
    st.builds(
        lambda place: {
            "displayName": "T",
            "configuration": {"type": "label", "text": "t", "textSize": 12, "textSizeUnit": "px", "wordWrap": True},
            "x": place,
            "y": 0,
            "width": 1,
            "height": 1,
        },
        st.integers(0, 100),
    ),
    max_size=2,
)
DATA = st.recursive(
    st.booleans() | st.integers(0, 9),
    lambda inner: st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)
OBJECTS = st.dictionaries(st.sampled_from("abc"), DATA, max_size=2)
PATCHES = st.dictionaries(st.sampled_from("abc"), st.none() | DATA, max_size=2)


def merged(stored: Any, patch: Any) -> Any:
    """Return a merge by RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    base = stored if isinstance(stored, dict) else {}
    result = {name: value for name, value in base.items() if name not in patch}
    return result | {name: merged(base.get(name), value) for name, value in patch.items() if value is not None}


def shown(members: dict[str, Any], *without: str) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name not in {"id", "etag", *without}}


class Exporting(Machine):
    """Model of exports, which name destinations and which the clock starts."""

    def __init__(self) -> None:
        super().__init__()
        self.destinations = Collection("dataExport/destinations", DESTINATIONS, etags=False, sizes=False)
        self.exports = Collection("dataExport/exports", EXPORTS, etags=False, sizes=False)
        self.dashboards = Collection("dashboards", DASHBOARDS)
        self.manifests = Collection("deploymentManifests", MANIFESTS)
        self.collections = [self.destinations, self.exports, self.dashboards, self.manifests]
        self.started: dict[str, datetime] = {}

    @rule(id=st.sampled_from(DESTINATIONS), name=NAMES, kind=st.sampled_from(KINDS))
    def write_destination(self, id: str, name: str, kind: tuple[dict[str, Any], dict[str, Any]]) -> None:
        body, answer = kind
        self.put(
            self.destinations, id, {"displayName": name, **body}, {"displayName": name, **answer, "status": "waiting"}
        )

    @precondition(lambda self: self.destinations.known)
    @rule(data=st.data(), name=NAMES, echo=st.booleans())
    def rename_destination(self, data: st.DataObject, name: str, echo: bool) -> None:
        id = data.draw(st.sampled_from(sorted(self.destinations.known)))
        known = self.destinations.known[id]
        body = {**known, "displayName": name} if echo else {"displayName": name}
        self.patch(self.destinations, id, body, {**shown(known), "displayName": name})
        stored = self.world.applications["emulator"].get("destination", id)
        assert "*****" not in str(stored), "secrets that come back masked are kept"

    @rule(id=st.sampled_from(DESTINATIONS))
    def remove_destination(self, id: str) -> None:
        used = any({"id": id} in export["destinations"] for export in self.exports.known.values())
        self.remove(self.destinations, id, conflict=used)

    @rule(
        id=st.sampled_from(EXPORTS),
        name=NAMES,
        enabled=st.booleans(),
        to=st.lists(st.sampled_from(DESTINATIONS), unique=True, max_size=2),
    )
    def write_export(self, id: str, name: str, enabled: bool, to: list[str]) -> None:
        references = [{"id": one} for one in to]
        body = {"displayName": name, "enabled": enabled, "source": "telemetry", "destinations": references}
        if not self.destinations.known.keys() >= set(to):
            self.refused(self.ask("PUT", f"dataExport/exports/{id}", body), 422)
            return
        self.put(self.exports, id, body, {**body, "status": "starting" if enabled else "notStarted"})
        self.start(id, enabled)

    @precondition(lambda self: self.exports.known)
    @rule(data=st.data(), enabled=st.booleans())
    def switch_export(self, data: st.DataObject, enabled: bool) -> None:
        id = data.draw(st.sampled_from(sorted(self.exports.known)))
        status = "starting" if enabled else "notStarted"
        expected = {**shown(self.exports.known[id]), "enabled": enabled, "status": status}
        self.patch(self.exports, id, {"enabled": enabled}, expected)
        self.start(id, enabled)

    def start(self, id: str, enabled: bool) -> None:
        self.started.pop(id, None)
        if enabled:
            self.started[id] = self.world.clock.now()

    @rule(id=st.sampled_from(EXPORTS))
    def remove_export(self, id: str) -> None:
        self.remove(self.exports, id)
        self.started.pop(id, None)

    @rule(seconds=st.sampled_from([1, 10, 29, 30, 60]))
    def wait(self, seconds: int) -> None:
        self.world.clock.advance(timedelta(seconds=seconds))
        for id, since in self.started.items():
            if self.world.clock.now() >= since + STARTING:
                self.exports.known[id] = {**self.exports.known[id], "status": "healthy"}

    @rule(id=st.sampled_from(DASHBOARDS), name=NAMES, tiles=st.none() | TILES, favorite=st.none() | st.booleans())
    def write_dashboard(self, id: str, name: str, tiles: list[dict[str, Any]] | None, favorite: bool | None) -> None:
        members = {"displayName": name, "tiles": tiles, "favorite": favorite}
        body = {name: value for name, value in members.items() if value is not None}
        expected = {"displayName": name, "personal": False, "favorite": bool(favorite)}
        answer = self.put(self.dashboards, id, body, expected, tiles=list)
        self.check_tiles(answer, tiles or [])

    @precondition(lambda self: self.dashboards.known)
    @rule(data=st.data(), tiles=TILES)
    def add_tiles(self, data: st.DataObject, tiles: list[dict[str, Any]]) -> None:
        id = data.draw(st.sampled_from(sorted(self.dashboards.known)))
        known = self.dashboards.known[id]
        answer = self.patch(
            self.dashboards, id, {"tiles": [*known["tiles"], *tiles][:20]}, shown(known, "tiles"), tiles=list
        )
        assert answer["tiles"][: len(known["tiles"])] == known["tiles"], "tiles that come back keep their ids"
        self.check_tiles(answer, [*known["tiles"], *tiles][:20])

    def check_tiles(self, answer: dict[str, Any], tiles: list[dict[str, Any]]) -> None:
        assert [shown(tile) for tile in answer["tiles"]] == [shown(tile) for tile in tiles]
        assert len({tile["id"] for tile in answer["tiles"]}) == len(tiles)

    @rule(id=st.sampled_from(DASHBOARDS))
    def remove_dashboard(self, id: str) -> None:
        self.remove(self.dashboards, id)

    @rule(id=st.sampled_from(MANIFESTS), name=st.none() | NAMES, data=OBJECTS)
    def write_manifest(self, id: str, name: str | None, data: dict[str, Any]) -> None:
        body = {"data": data} | ({} if name is None else {"displayName": name})
        self.put(self.manifests, id, body, {"displayName": id, **body})

    @precondition(lambda self: self.manifests.known)
    @rule(draw=st.data(), data=PATCHES)
    def change_manifest(self, draw: st.DataObject, data: dict[str, Any]) -> None:
        id = draw.draw(st.sampled_from(sorted(self.manifests.known)))
        known = self.manifests.known[id]
        self.patch(self.manifests, id, {"data": data}, shown(merged(known, {"data": data})))

    @rule(id=st.sampled_from(MANIFESTS))
    def remove_manifest(self, id: str) -> None:
        self.remove(self.manifests, id)

    @invariant()
    def exports_and_destinations_name_one_another(self) -> None:
        for id, export in self.exports.known.items():
            found = self.ask("GET", f"dataExport/exports/{id}/destinations").json()["value"]
            assert found == [self.destinations.known[one["id"]] for one in export["destinations"]]
        for id in self.destinations.known:
            exports = self.ask("GET", f"dataExport/destinations/{id}/exports").json()["value"]
            assert exports == [one for one in self.exports.known.values() if {"id": id} in one["destinations"]]


TestExporting = Exporting.TestCase
TestExporting.settings = PACE
