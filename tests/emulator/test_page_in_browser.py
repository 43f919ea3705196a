"""Tests of the start page in a real browser, headless: what it shows, and that it refreshes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from iotcentral_testkit import Emulator

from tests.support.browser import PATIENCE, browsing


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(apps=["contoso", "fabrikam"], devices=3) as emulator:
        emulator.clock.advance("PT5M")
        yield emulator


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browsing(tmp_path_factory.mktemp("profile"), browser="ALL") as driver:
        yield driver


def seen(browser: Any, selector: str, text: str) -> str:
    """Wait until an element shows a text, and return its whole text."""
    from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
    from selenium.webdriver.support.ui import WebDriverWait

    def shown(browser: Any) -> str | None:
        found: str = browser.find_element("css selector", selector).text
        return found if text in found else None

    # the page is replaced by its successor again and again
    ignored = (NoSuchElementException, StaleElementReferenceException)
    wait = WebDriverWait(browser, PATIENCE, poll_frequency=0.1, ignored_exceptions=ignored)
    return str(wait.until(shown, f"{text!r} is not seen"))


def test_devices_telemetry_and_requests_are_seen(browser: Any, emulator: Emulator) -> None:
    value = emulator.client().devices.get_telemetry_value("thermostat-000002", "temperature").value
    emulator.clock.hold()
    browser.get(emulator.url)
    assert browser.title == "IoT Central emulator"
    devices = seen(browser, "#application-contoso table.devices", "thermostat-000003")
    assert "Provisioned, simulated" in devices
    assert f"temperature {value}" in devices
    assert "No devices yet." in seen(browser, "#application-fabrikam", "fabrikam")
    assert "Devices_GetTelemetryValue" in seen(browser, "#requests", "/api/devices/thermostat-000002/telemetry")


def test_a_new_device_is_seen_without_doing_anything(browser: Any, emulator: Emulator) -> None:
    browser.get(emulator.url)
    seen(browser, "#application-fabrikam", "fabrikam")
    emulator.client(app="fabrikam").devices.create("new-1", {"displayName": "Newcomer"})
    assert "new-1" in seen(browser, "#application-fabrikam", "Newcomer")


def test_names_are_text_whatever_they_look_like(browser: Any, emulator: Emulator) -> None:
    name = "<script>document.title = 'taken'</script><img src=x onerror=alert(1)>"
    emulator.client(app="fabrikam").devices.create("evil", {"displayName": name})
    browser.get(emulator.url)
    assert name in seen(browser, "#application-fabrikam", "evil")
    assert browser.title == "IoT Central emulator"


def test_the_browser_finds_nothing_to_complain_about(browser: Any, emulator: Emulator) -> None:
    browser.get_log("browser")
    browser.get(emulator.url)
    seen(browser, "#requests", "Last requests")
    # browsers ask for an icon, which the emulator has not: anything else would be a fault of the page
    assert [entry for entry in browser.get_log("browser") if "favicon" not in entry["message"]] == []
    wide = browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
