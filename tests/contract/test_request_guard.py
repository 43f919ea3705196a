"""Request guard of generated requests, as pure functions."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.contract.schemathesis.request_guard import SAFE, Guard, own
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.planes import DATA

APIS = {version: Api(version) for version in DATA.versions}
PREVIEW = APIS["2022-10-31-preview"]
GUARDS = {version: Guard(api, "contract", "contract-group") for version, api in APIS.items()}
GUARD = GUARDS["2022-10-31-preview"]

IDS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab%2fF5cC./\\?#:;~-", max_size=30),
    st.sampled_from(
        ["", ".", "..", "a/../b", "%2e%2e%2f", "dtmi:contoso:Thermostat;1", "dtmi%3Acontract%3Aa%3B1", "contract"]
    ),
    st.integers(),
    st.none(),
    st.lists(st.text(max_size=5), max_size=3),
)
METHODS = st.sampled_from(["PUT", "PATCH", "DELETE", "POST", "put", "QUERY"])
WRITTEN = [
    (version, operation)
    for version, api in APIS.items()
    for operation in api.operations.values()
    if operation.of("path")
]


@given(IDS, st.booleans(), st.none() | st.integers(20, 60))
def test_any_id_becomes_one_of_the_run_and_stays_that(id: object, dtmi: bool, longest: int | None) -> None:
    made = own(id, "contract", dtmi=dtmi, longest=longest)
    assert unquote(made).startswith("dtmi:contract:" if dtmi else "contract-")
    assert not set(unquote(made)) & set("/\\")
    assert "?" not in made
    assert "#" not in made
    assert own(made, "contract", dtmi=dtmi, longest=longest) == made


@pytest.mark.parametrize(
    ("id", "dtmi", "expected"),
    [
        ("thermostat-01", False, "contract-thermostat-01"),
        ("contract-x", False, "contract-x"),
        ("contractor", False, "contract-contractor"),
        ("a%20b", False, "contract-a%20b"),
        ("a/b", False, "contract-a~b"),
        ("%2e%2e%2Fdevices", False, "contract-..~devices"),
        ("50%", False, "contract-50~"),
        ("dtmi:contoso:Thermostat;1", True, "dtmi:contract:contoso:Thermostat;1"),
        ("dtmi%3Acontoso%3AThermostat%3B1", True, "dtmi:contract:contoso:Thermostat;1"),
        ("dtmi:contract:x;1", True, "dtmi:contract:x;1"),
        ("dtmi:contracts:x;1", True, "dtmi:contract:contracts:x;1"),
        (7, False, "contract-7"),
    ],
)
def test_what_was_generated_stays_behind_the_prefix(id: object, dtmi: bool, expected: str) -> None:
    assert own(id, "contract", dtmi=dtmi) == expected


def test_an_id_of_the_greatest_length_keeps_it() -> None:
    assert own("a" * 48, "contract", longest=48) == "contract-" + "a" * 39
    assert len(own("a" * 49, "contract", longest=48)) > 48


@given(st.sampled_from(WRITTEN), METHODS, st.data())
def test_what_is_rewritten_is_permitted(written: tuple[str, Any], method: str, data: st.DataObject) -> None:
    version, operation = written
    guard = GUARDS[version]
    below = st.text(alphabet="abc%20-", max_size=5).filter(lambda text: text not in {".", ".."})
    values = {parameter["name"]: data.draw(below) for parameter in operation.of("path")}
    first = operation.path.partition("{")[2].partition("}")[0]
    values[first] = data.draw(IDS)
    last = operation.path.rpartition("{")[2].removesuffix("}")
    made = {first, last} if method.upper() == "PUT" and operation.path.endswith("}") else {first}
    path = guard.path(method, operation.path, values)
    assert guard.permits(method, operation.path, operation.path.format(**path))
    assert {name: value for name, value in path.items() if name not in made} == {
        name: value for name, value in values.items() if name not in made
    }


@given(st.sampled_from(WRITTEN), METHODS, st.text(alphabet="abcont-:", min_size=1, max_size=12))
def test_ids_of_others_are_not_permitted(written: tuple[str, Any], method: str, id: str) -> None:
    version, operation = written
    values = {parameter["name"]: id for parameter in operation.of("path")}
    assert not GUARDS[version].permits(method, operation.path, operation.path.format(**values))


@pytest.mark.parametrize(
    "sent", ["/api/devices/", "/api/devices/contract-a/../b", "/api/devices/contract-a%2F..%2Fb", "/api/devices"]
)
def test_paths_that_lead_elsewhere_are_not_permitted(sent: str) -> None:
    assert not GUARD.permits("DELETE", "/api/devices/{deviceId}", sent)


def test_reading_is_left_alone() -> None:
    for method in SAFE:
        assert GUARD.path(method, "/api/devices/{deviceId}", {"deviceId": "thermostat-01"}) == {
            "deviceId": "thermostat-01"
        }
        assert GUARD.permits(method, "/api/devices/{deviceId}", "/api/devices/thermostat-01")


@pytest.mark.parametrize("path", ["/api/devices", "/api/users", "/api/roles"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_whole_collections_are_never_written_to(method: str, path: str) -> None:
    assert not GUARD.permits(method, path, path)


def test_every_documented_operation_can_be_called() -> None:
    for version, api in APIS.items():
        assert [one.id for one in api.operations.values() if not GUARDS[version].allows(one)] == []
    assert GUARD.permits("POST", "/api/query", "/api/query")
    assert GUARD.permits("PUT", "/api/fileUploads", "/api/fileUploads")


@pytest.mark.parametrize("path", ["/api/jobs/{jobId}", "/api/scheduledJobs/{scheduledJobId}"])
def test_jobs_are_for_devices_of_the_run(path: str) -> None:
    sent = {"group": "all-devices", "displayName": "x"}
    assert GUARD.body("PUT", path, sent) == {"group": "contract-group", "displayName": "x"}
    assert sent["group"] == "all-devices"
    for odd in ({"group": 5}, {"displayName": "x"}, [], "x", None):
        assert GUARD.body("PUT", path, odd) is odd


def test_exports_send_nothing() -> None:
    path = "/api/dataExport/exports/{exportId}"
    assert GUARD.body("PUT", path, {"enabled": True}) == {"enabled": False}
    assert GUARD.body("PUT", path, {}) == {"enabled": False}
    assert GUARD.body("PATCH", path, {"enabled": True}) == {"enabled": False}
    for odd in ({"enabled": "yes"}, {"enabled": False}):
        assert GUARD.body("PUT", path, odd) is odd
    unchanged = {"displayName": "x"}
    assert GUARD.body("PATCH", path, unchanged) is unchanged
