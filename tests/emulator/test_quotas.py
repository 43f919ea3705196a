"""Tests of quotas: refused where they are on, and ignored otherwise."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.resources.quotas import DOCUMENTED, Quotas
from iotcentral_testkit.emulator.seeding import operate
from iotcentral_testkit.emulator.world import World

from .test_cli import client, serving

VERSION = "api-version=2022-10-31-preview"
ADMINISTRATOR = "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"
TEMPLATE = {
    "@type": ["ModelDefinition", "DeviceModel"],
    "capabilityModel": {
        "@id": "dtmi:t:model;1",
        "@type": "Interface",
        "contents": [],
        "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
    },
}
GROUP = {"displayName": "g", "filter": "SELECT * FROM devices"}
Put = Callable[[str, dict[str, object]], httpx.Response]


@pytest.fixture
def put(raw: httpx.Client) -> Put:
    return lambda path, body: raw.put(f"/api/{path}?{VERSION}", json=body)


@pytest.fixture
def two(world: World) -> World:
    """A world whose applications may have two of everything, and three role assignments."""
    world.quotas = Quotas({**dict.fromkeys(DOCUMENTED, 2), "user role assignments": 3})
    return world


def user(*organizations: str) -> dict[str, object]:
    roles = [{"role": "c495eb57-eb18-489e-9802-62c474e5645c", "organization": id} for id in organizations]
    return {"type": "email", "email": "x@y.example", "roles": roles or [{"role": ADMINISTRATOR}]}


def refused(answer: httpx.Response, counted: str, limit: str = "2") -> bool:
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], answer.headers["x-ms-error-code"]) == (409, "Conflict", "Conflict")
    return f"may have {limit} {counted}" in error["message"]


@pytest.mark.parametrize(
    ("counted", "path", "body"),
    [
        ("devices", "devices/d{}", {}),
        ("device templates", "deviceTemplates/dtmi:t:t{};1", TEMPLATE),
        ("device groups", "deviceGroups/g{}", GROUP),
        ("organizations", "organizations/o{}", {"displayName": "o"}),
    ],
)
@pytest.mark.usefixtures("two")
def test_one_more_is_refused_until_one_is_removed(
    counted: str, path: str, body: dict[str, object], put: Put, raw: httpx.Client
) -> None:
    assert [put(path.format(number), body).status_code for number in (1, 2)] == [200, 200]
    assert refused(put(path.format(3), body), counted)
    assert raw.get(f"/api/{path.format(3)}?{VERSION}").status_code == 404
    assert put(path.format(2), body).status_code == 200, "what is there can be replaced"
    assert raw.delete(f"/api/{path.format(1)}?{VERSION}").status_code == 204
    assert put(path.format(3), body).status_code == 200
    assert refused(put(path.format(4), body), counted)


def test_simulated_devices_are_counted_however_they_came_about(two: World, put: Put, raw: httpx.Client) -> None:
    two.quotas = Quotas({"simulated devices": 2})
    simulated: dict[str, object] = {"simulated": True}
    assert [put(f"devices/s{number}", simulated).status_code for number in (1, 2)] == [200, 200]
    assert refused(put("devices/s3", simulated), "simulated devices")
    assert put("devices/r1", {"displayName": '"simulated":true'}).status_code == 200
    assert refused(put("devices/r1", simulated), "simulated devices")
    assert refused(raw.patch(f"/api/devices/r1?{VERSION}", json=simulated), "simulated devices")
    assert put("devices/s2", simulated).status_code == 200
    assert raw.patch(f"/api/devices/s1?{VERSION}", json={"simulated": False}).status_code == 200
    assert raw.patch(f"/api/devices/r1?{VERSION}", json=simulated).status_code == 200
    assert refused(put("devices/s3", simulated), "simulated devices")


@pytest.mark.usefixtures("two")
def test_roles_of_users_are_counted_and_not_the_users(put: Put, raw: httpx.Client) -> None:
    for id in ("o1", "o2"):
        assert put(f"organizations/{id}", {"displayName": id}).status_code == 200
    # the creator has the first of the three
    assert put("users/u1", user("o1", "o2")).status_code == 200
    assert refused(put("users/u2", user()), "user role assignments", "3")
    more = {"roles": [*user("o1", "o2")["roles"], {"role": ADMINISTRATOR}]}  # type: ignore[misc]
    assert refused(raw.patch(f"/api/users/u1?{VERSION}", json=more), "user role assignments", "3")
    assert put("apiTokens/t1", {"roles": [{"role": ADMINISTRATOR}]}).status_code == 200
    less = {"roles": user("o1")["roles"]}
    assert raw.patch(f"/api/users/u1?{VERSION}", json=less).status_code == 200
    assert put("users/u2", {**user(), "email": "u2@y.example"}).status_code == 200


@pytest.mark.usefixtures("two")
def test_what_does_not_come_about_takes_no_room(put: Put) -> None:
    for _ in range(5):
        assert put("devices/no.id", {}).status_code == 400
        assert put("devices/d0", {"template": "dtmi:no:ne;1"}).status_code == 400
    assert [put(f"devices/d{number}", {}).status_code for number in range(3)] == [200, 200, 409]


def test_applications_are_counted_by_themselves(two: World, put: Put) -> None:
    other = two.add("other")
    with two.store.transaction():
        for number in range(5):
            operate(other, "Devices_Create", {"deviceId": f"d{number}"}, {})
    assert [put(f"devices/d{number}", {}).status_code for number in range(3)] == [200, 200, 409]


def test_the_documented_limits_hold(world: World, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    world.quotas = Quotas()
    monkeypatch.setattr(world.store, "count", lambda *_: 999_999)
    assert put("devices/last", {}).status_code == 200
    monkeypatch.setattr(world.store, "count", lambda *_: 1_000_000)
    assert refused(put("devices/over", {}), "devices", "1,000,000")


def test_nothing_is_refused_without_it(world: World, put: Put) -> None:
    assert world.quotas is None
    assert {put(f"devices/s{number}", {"simulated": True}).status_code for number in range(101)} == {200}


def test_an_emulator_has_them_if_it_is_told_to() -> None:
    with Emulator(devices=100, quotas=True) as emulator, client({"url": emulator.url, "token": emulator.token}) as http:
        beyond(http)


def test_the_command_has_them_if_it_is_told_to() -> None:
    with serving("--devices", "101", "--quotas") as (_, ready), client(ready) as http:
        beyond(http)


def beyond(http: httpx.Client) -> None:
    answer = http.put(f"/api/devices/s?{VERSION}", json={"simulated": True})
    assert refused(answer, "simulated devices", "100")
    assert http.put(f"/api/devices/s?{VERSION}", json={}).status_code == 200


def test_the_desired_properties_of_a_device_are_32_kb_together(world: World, put: Put, raw: httpx.Client) -> None:
    put("devices/d1", {})
    path, four = f"/api/devices/d1/properties?{VERSION}&unmodeled=true", {"v": "x" * 4000}
    world.quotas = Quotas()
    written = [raw.patch(path, json={f"p{number}": four}) for number in range(9)]
    assert [answer.status_code for answer in written] == [202] * 8 + [409]
    assert "32,768 bytes of desired properties of a device" in written[-1].json()["error"]["message"]
    assert "p8" not in raw.get(path).json()["$metadata"]
    world.quotas = None
    assert raw.patch(path, json={"p8": four}).status_code == 202
