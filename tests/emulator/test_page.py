"""Tests of the start page: its content, that it is HTML whatever the names are, and that it is quick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.state.clock import Clock

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
VOID = {"meta", "br", "hr", "img", "link", "input"}
EVIL = "<script>alert('1')</script>\"&amp;<b>"


class Page(HTMLParser):
    """Parser of the elements of a page; fails where they are not nested correctly."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self._open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(content)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(apps=["contoso", "fabrikam"], devices=3, clock=Clock(START)) as emulator:
        emulator.clock.advance("PT5M")
        yield emulator


def page(emulator: Emulator) -> Page:
    return Page(httpx.get(emulator.url).raise_for_status().text)


def test_it_is_html_that_needs_nothing_but_itself(emulator: Emulator) -> None:
    answer = httpx.get(f"{emulator.url}/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.text.startswith("<!doctype html>")
    shown = Page(answer.text)
    assert ("http-equiv", "refresh") in shown.attributes
    assert not {"script", "link", "img", "iframe"} & set(shown.tags)
    assert not {"src", "href", "onload", "onclick"} & {name for name, _ in shown.attributes}


def test_both_applications_are_shown_with_what_they_hold(emulator: Emulator) -> None:
    emulator.client(app="fabrikam").device_groups.create(
        "g", {"displayName": "G", "filter": 'SELECT * FROM devices WHERE $displayName = "a"'}
    )
    emulator.client(app="fabrikam").devices.create("elsewhere", {"displayName": "Elsewhere"})
    contoso, fabrikam = page(emulator).text.split("contoso", 1)[1].split("fabrikam", 1)
    assert "Devices 3" in contoso
    assert "Device templates 1" in contoso
    assert "Device groups 1" in contoso  # that of the template
    assert "Elsewhere" not in contoso
    assert "Devices 1" in fabrikam
    assert "Device groups 1" in fabrikam
    assert "Elsewhere none Registered" in fabrikam


def test_simulated_devices_are_shown_with_telemetry_that_is_new_each_minute(emulator: Emulator) -> None:
    app = emulator.client()
    before = app.devices.get_telemetry_value("thermostat-000001", "temperature").value
    assert f"Thermostat 1 Thermostat Provisioned , simulated temperature {before}" in page(emulator).text
    emulator.clock.advance("PT1M")
    after = app.devices.get_telemetry_value("thermostat-000001", "temperature").value
    assert after != before
    assert f"temperature {after}" in page(emulator).text


def test_devices_that_may_not_connect_are_blocked(emulator: Emulator) -> None:
    emulator.client().devices.create("blocked", {"displayName": "B", "enabled": False})
    assert "blocked B none Blocked" in page(emulator).text
    emulator.client().devices.remove("blocked")


def test_the_last_requests_come_first(emulator: Emulator) -> None:
    http = httpx.Client(headers={"Authorization": emulator.token})
    http.get(f"{emulator.url}/api/roles?api-version=2022-07-31")
    http.get(f"{emulator.url}/api/devices/nobody?api-version=2022-07-31&access_token=secret")
    http.close()
    requests = page(emulator).text.split("Last requests")[1]
    assert requests.index("Devices_Get 404 NotFound") < requests.index("Roles_List 200")
    assert "secret" not in requests


def test_everything_is_escaped(emulator: Emulator) -> None:
    app = emulator.client(app="fabrikam")
    app.devices.create("evil", {"displayName": EVIL})
    httpx.get(f"{emulator.url}/%3Cscript%3E<script>?api-version=<script>&<script>=1")
    shown = page(emulator)
    assert "script" not in shown.tags
    assert EVIL in shown.text
    app.devices.remove("evil")


def test_no_secret_is_shown(emulator: Emulator) -> None:
    content = httpx.get(emulator.url).text
    assert all(served.token not in content for served in emulator.applications.values())
    assert "SharedAccessSignature" not in content


def test_an_emulator_that_holds_nothing_says_so() -> None:
    with Emulator() as emulator:
        text = page(emulator).text
        assert "No devices yet." in text
        assert "No requests yet." in text


def test_only_the_first_devices_of_many_are_shown() -> None:
    with Emulator(devices=20_000) as emulator:
        shown = page(emulator)
        assert "thermostat-000050" in shown.text
        assert "thermostat-000051" not in shown.text
        assert "The first 50 of 20,000 devices." in shown.text
