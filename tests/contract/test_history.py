"""History of a run: changes come back as they were."""

from __future__ import annotations

from iotcentral_testkit.contract.engine.exchange import Exchange
from iotcentral_testkit.contract.engine.history import History

URL = "https://contoso.azureiotcentral.com"


def exchange(method: str, path: str, sent: bytes = b"", body: bytes = b"", **ids: str) -> Exchange:
    headers = {"content-type": "application/json"}
    return Exchange("an operation", method, f"{URL}{path}", headers, sent, 200, headers, body, 0.5, path=ids)


def test_changes_of_what_a_request_names_come_back_as_they_were() -> None:
    history = History()
    template = exchange(
        "PUT", "/api/deviceTemplates/dtmi:x;1", b'{"displayName":"\xc3\xa9"}', deviceTemplateId="dtmi:x;1"
    )
    device = exchange("PUT", "/api/devices/d1", b'{"template":"dtmi:x;1"}', b'{"etag":"1"}', deviceId="d1")
    other = exchange("PUT", "/api/devices/d2", b"{}", deviceId="d2")
    change = exchange("PATCH", "/api/devices/d1", b'{"enabled":false}', deviceId="d1")
    read = exchange("GET", "/api/devices/d1", deviceId="d1")
    for each in (template, device, other, change, read):
        history.record(each)
    steps = history.steps([read])
    assert list(steps.exchanges) == [template, device, change, read]
    assert [each.number for each in steps.exchanges] == [each.number for each in (template, device, change, read)]
    assert steps.shown == {read.number}
    assert history.reproduction([read]) == (template, device, read)


def test_what_is_shown_is_not_repeated_before_it() -> None:
    history = History()
    device = exchange("PUT", "/api/devices/d1", b"{}", deviceId="d1")
    read = exchange("GET", "/api/devices/d1", deviceId="d1")
    for each in (device, read):
        history.record(each)
    assert history.reproduction([device, read]) == (device, read)
