"""Tests of transforms: programs of jq over exported messages, in a helper process that can do no harm."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Clock, Emulator
from iotcentral_testkit.emulator.data_export.transforms import TransformError, Transforms

TEMPLATE = "dtmi:emulator:Thermostat;1"
QUEUE = {
    "displayName": "D",
    "type": "servicebusqueue@v1",
    "authorization": {"type": "connectionString", "connectionString": "Endpoint=sb://x", "queueName": "q"},
}
SLOW = "def f: f; f"


@pytest.fixture(scope="module")
def transforms() -> Iterator[Transforms]:
    transforms = Transforms()
    yield transforms
    transforms.close()


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(devices=1, clock=Clock(datetime(2026, 3, 1, 8, tzinfo=UTC))) as emulator:
        emulator.clock.advance("PT1M")
        with client(emulator) as http:
            http.put("/destinations/d", json=QUEUE).raise_for_status()
        yield emulator


def client(emulator: Emulator) -> httpx.Client:
    return httpx.Client(
        base_url=f"{emulator.url}/api/dataExport",
        headers={"Authorization": emulator.token},
        params={"api-version": "2022-10-31-preview"},
        transport=emulator.transport(),
    )


def export(emulator: Emulator, transform: str, source: str = "telemetry", **more: Any) -> httpx.Response:
    body = {"displayName": "E", "enabled": True, "source": source, **more}
    with client(emulator) as http:
        return http.put("/exports/e", json={**body, "destinations": [{"id": "d", "transform": transform}]})


def exported(emulator: Emulator, transform: str, source: str = "telemetry", **more: Any) -> list[Any]:
    """Return what an export sends in two minutes in which a device is created too."""
    mark = emulator.snapshot()
    answer = export(emulator, transform, source, **more)
    assert answer.status_code == 200, answer.text
    emulator.client().devices.create("t1", {"displayName": "T1"})
    emulator.clock.advance("PT2M")
    emulator.settle()
    sent = emulator.exported("d")
    emulator.restore(mark)
    return sent


def test_a_program_gets_the_message_and_what_is_known_of_the_device(emulator: Emulator) -> None:
    (first, _) = exported(emulator, ".", enrichments={"site": {"value": 7}})
    assert first.keys() == {
        *("applicationId", "messageSource", "messageProperties", "enqueuedTime", "enrichments", "telemetry", "device")
    }
    assert first["enrichments"] == {"site": 7}
    (told,) = first["telemetry"]
    assert (told["id"], told["name"]) == ("dtmi:emulator:ThermostatModel:temperature;1", "temperature")
    device = first["device"]
    assert (device["id"], device["templateId"], device["templateName"]) == (
        *("thermostat-000001", TEMPLATE, "Thermostat"),
    )
    assert (device["approved"], device["blocked"], device["simulated"]) == (True, False, True)
    assert {each["name"] for each in device["properties"]["reported"]} == {"serialNumber", "targetTemperature"}


PUBLISHED = """\
# found in the articles: the module is imported behind comments
import "iotc" as iotc;
{
    device: .device.id,
    temperature: .telemetry | iotc::find(.name == "temperature").value,
    nothing: .telemetry | iotc::find(.name == "nothing")
}
"""


def test_the_module_of_the_service_can_be_imported(emulator: Emulator) -> None:
    for message in exported(emulator, PUBLISHED):
        assert message.keys() == {"device", "temperature", "nothing"}
        assert isinstance(message["temperature"], float)
        assert message["nothing"] is None


def test_each_result_is_a_message(emulator: Emulator) -> None:
    sent = exported(emulator, ".device.id, .messageType", "deviceLifecycle")
    assert sent == ["t1", "registered"]
    assert exported(emulator, "empty", "deviceLifecycle") == []


@pytest.mark.parametrize("program", ["{a: ", 'import "other" as o; .', "nothing", 'include "other"; .'])
def test_what_is_no_program_is_refused_when_it_is_put(emulator: Emulator, program: str) -> None:
    answer = export(emulator, program)
    assert answer.status_code == 422
    assert "destinations[0].transform should be a program of jq: jq: error" in answer.json()["error"]["message"]


def test_a_program_that_fails_is_told(emulator: Emulator) -> None:
    mark = emulator.snapshot()
    assert export(emulator, ".messageType + 1", "deviceLifecycle").status_code == 200
    emulator.client().devices.create("t1", {"displayName": "T1"})
    emulator.settle()
    with client(emulator) as http:
        shown = http.get("/exports/e").json()
    emulator.restore(mark)
    assert shown["status"] == "error"
    (error,) = shown["errors"]
    assert error["code"] == "TransformFailed"
    assert "cannot be added" in error["message"]


def test_programs_see_no_environment_and_no_files(transforms: Transforms) -> None:
    assert transforms.run("env, $ENV", None) == [{}, {}]
    with pytest.raises(TransformError, match="break"):
        transforms.run("input", None)


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ("repeat(1)", "more than 1,000 results"),
        ('[range(2000)] | map("x" * 1000)', "longer than 1,000,000 characters"),
        ('reduce range(40) as $i ("x"; . + .)', "too much memory"),
    ],
)
def test_what_is_too_much_is_an_error(transforms: Transforms, program: str, problem: str) -> None:
    with pytest.raises(TransformError, match=problem):
        transforms.run(program, 1)
    assert transforms.run(". + 1", 1) == [2]


def test_what_takes_too_long_is_ended() -> None:
    transforms = Transforms(seconds=0.2)
    with pytest.raises(TransformError, match=r"more than 0\.2 s"):
        transforms.run(SLOW, 1)
    transforms.close()
    patient = Transforms(seconds=60)
    assert patient.run(". + 1", 1) == [2]
    patient.close()


def test_an_emulator_starts_where_the_library_is_not_installed() -> None:
    program = (
        "import sys; sys.modules['jq'] = None\nfrom iotcentral_testkit import Emulator\nwith Emulator(): print('up')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "up\n", done.stderr
