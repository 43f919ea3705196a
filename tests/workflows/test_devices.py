"""The status of a device follows the documented table, and a summary counts without keeping devices."""

from __future__ import annotations

import tracemalloc

import pytest

from iotcentral.aio.devices import registration_summary as aio_registration_summary
from iotcentral.devices import DeviceStatus, device_status, registration_summary
from tests.support.loopback import Answer
from tests.support.packages import PACKAGES

T = "dtmi:contoso:Thermostat;1"

TABLE = [
    ({"enabled": False, "provisioned": False, "template": T}, "waiting for approval"),
    ({"enabled": False, "provisioned": False}, "waiting for approval"),
    ({"enabled": True, "provisioned": False, "template": T}, "registered"),
    ({"enabled": True, "provisioned": True, "template": T}, "provisioned"),
    ({"enabled": False, "provisioned": True, "template": T}, "blocked"),
    ({"enabled": False, "provisioned": True}, "blocked"),
    ({"enabled": True, "provisioned": False}, "unassigned"),
    ({"enabled": True, "provisioned": True}, "unassigned"),
    ({"template": T}, "registered"),
    ({}, "unassigned"),
    ({"template": ""}, "unassigned"),
]


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
@pytest.mark.parametrize(("members", "status"), TABLE)
def test_status_follows_enabled_provisioned_and_template(package, members, status):
    found = device_status(package.models.Device.from_dict(members))
    assert found is DeviceStatus(status)
    assert found == status


def pages() -> list[Answer]:
    devices = [{"id": str(number), **members} for number, (members, _) in enumerate(TABLE)]
    return [Answer(200, {"value": devices[:6], "nextLink": "/api/devices?page=2"}), Answer(200, {"value": devices[6:]})]


def check(summary) -> None:
    assert summary.total == len(TABLE)
    assert summary.by_status == {
        DeviceStatus.WAITING_FOR_APPROVAL: 2,
        DeviceStatus.REGISTERED: 2,
        DeviceStatus.PROVISIONED: 1,
        DeviceStatus.BLOCKED: 2,
        DeviceStatus.UNASSIGNED: 4,
    }
    assert summary.by_template == {T: 5, None: 6}
    assert "of 11 devices: 2 waiting for approval, 2 registered" in repr(summary)


def test_summary_counts_all_pages(mode, within, server):
    server.will_answer(*pages())
    summary = registration_summary if mode == "sync" else aio_registration_summary
    check(within(lambda app: summary(app.devices.list())))


def test_a_summary_of_nothing_has_every_status_at_zero():
    summary = registration_summary([])
    assert summary.total == 0
    assert list(summary.by_status) == list(DeviceStatus)
    assert repr(summary) == "<RegistrationSummary of 0 devices: none>"


def test_memory_does_not_grow_with_the_number_of_devices():
    def devices(count: int):
        for number in range(count):
            yield PACKAGES[0].models.Device.from_dict({"id": str(number), "template": T})

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            registration_summary(devices(count))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(5000) < peak(50) + 20_000
