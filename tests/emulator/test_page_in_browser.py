"""Tests of the page in a real browser, headless: what it shows, that it follows by itself and moves nothing meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
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

    # parts of the page are replaced by their successors
    ignored = (NoSuchElementException, StaleElementReferenceException)
    wait = WebDriverWait(browser, PATIENCE, poll_frequency=0.1, ignored_exceptions=ignored)
    return str(wait.until(shown, f"{text!r} is not seen"))


def press(browser: Any, selector: str) -> None:
    browser.execute_script("arguments[0].scrollIntoView()", browser.find_element("css selector", selector))
    browser.find_element("css selector", selector).click()


def clear(browser: Any, emulator: Emulator, path: str = "/") -> None:
    """Load a page anew, with the pointer where it is over nothing."""
    from selenium.webdriver import ActionChains

    browser.get(f"{emulator.url}{path}")
    ActionChains(browser).move_by_offset(1, 1).move_by_offset(-1, -1).perform()


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
    press(browser, "#clock button[value=hold]")
    seen(browser, "#said", "The clock stands still")
    assert browser.get_log("browser") == []
    assert [request.path for request in emulator.requests if "icon" in request.path] == []


def test_a_request_is_seen_when_it_was_made(browser: Any, emulator: Emulator) -> None:
    clear(browser, emulator)
    seen(browser, "#requests", "Last requests")
    emulator.client().devices.get("thermostat-000003")
    seen(browser, "#log tbody tr:first-child", "/api/devices/thermostat-000003")


def test_nothing_moves_below_the_eyes_of_who_reads(browser: Any, emulator: Emulator) -> None:
    app = emulator.client()
    for _ in range(30):
        app.devices.get("thermostat-000001")
    clear(browser, emulator)
    browser.execute_script("document.getElementById('log').scrollTop = 120")
    first = browser.find_element("css selector", "#log tbody tr:first-child")
    place, rows = first.location["y"], len(browser.find_elements("css selector", "#log tbody tr"))
    app.devices.get("thermostat-000002")
    seen(browser, "#more", "Show 1 new")
    assert (first.location["y"], len(browser.find_elements("css selector", "#log tbody tr"))) == (place, rows)
    press(browser, "#more")
    seen(browser, "#log tbody tr:first-child", "thermostat-000002")


def test_requests_are_filtered_as_one_types(browser: Any, emulator: Emulator) -> None:
    app = emulator.client()
    app.devices.get("thermostat-000001")
    list(app.roles.list())
    clear(browser, emulator)
    browser.find_element("css selector", "[data-filters]").send_keys("ROLES_list")
    shown = [row.text for row in browser.find_elements("css selector", "#log tbody tr") if row.is_displayed()]
    assert shown
    assert all("Roles_List" in row for row in shown)


def test_a_url_is_copied_and_that_is_said(browser: Any, emulator: Emulator) -> None:
    emulator.client().devices.get("thermostat-000001")
    browser.get(emulator.url)
    browser.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"origin": emulator.url, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    press(browser, "#application-contoso [data-copy]")
    assert f"Copied: {emulator.url}" in seen(browser, "#said", "Copied")


def test_buttons_do_their_work_and_leave_the_focus_where_it_is(browser: Any, emulator: Emulator) -> None:
    emulator.clock.hold()
    browser.get(emulator.url)
    before = emulator.clock.now()
    press(browser, "#clock button[value=PT1H]")
    seen(browser, "#said", "The clock stands still at")
    assert emulator.clock.now() == before + timedelta(hours=1)
    assert browser.switch_to.active_element.get_attribute("value") == "PT1H"
    assert browser.current_url == f"{emulator.url}/"


def test_a_device_is_worked_with(browser: Any, emulator: Emulator) -> None:
    browser.get(emulator.url)
    press(browser, "#application-contoso table.devices a")
    seen(browser, "h1", "Thermostat 1")
    label = browser.find_element("css selector", "svg.chart").get_attribute("aria-label")
    assert label.startswith("temperature: ")
    press(browser, "#commands button")
    seen(browser, "#said", "was answered with 200")
    seen(browser, "#history", "200")


def test_a_device_that_is_not_there_is_told_where_it_was_sought(browser: Any, emulator: Emulator) -> None:
    browser.get(emulator.url)
    browser.find_element("css selector", "#application-fabrikam input[name=id]").send_keys("nobody")
    press(browser, "#application-fabrikam form[role=search] button")
    seen(browser, "#said", 'Device "nobody" of application "fabrikam" could not be found.')
    field = browser.switch_to.active_element
    assert (field.get_attribute("name"), field.get_attribute("value")) == ("id", "nobody")
    field.clear()
    emulator.client(app="fabrikam").devices.create("somebody", {"displayName": "Somebody"})
    seen(browser, "#application-fabrikam table.devices", "somebody")  # it follows what happens, as the start page does
    field.send_keys("somebody\n")
    seen(browser, "h1", "Somebody")


def test_a_device_that_is_deleted_while_one_looks_is_told(browser: Any, emulator: Emulator) -> None:
    app = emulator.client(app="fabrikam")
    app.devices.create("leaving", {"displayName": "Leaving"})
    browser.get(f"{emulator.url}/_emulator/page/device?application=fabrikam&id=leaving")
    seen(browser, "h1", "Leaving")
    app.devices.remove("leaving")
    seen(browser, "#said", 'Device "leaving" of application "fabrikam" could not be found.')


def test_the_keyboard_reaches_everything_and_one_sees_where_one_is(browser: Any, emulator: Emulator) -> None:
    from selenium.webdriver import ActionChains, Keys

    emulator.client().devices.get("thermostat-000001")
    clear(browser, emulator)
    reached = set[str]()
    for _ in range(12):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        element = browser.switch_to.active_element
        reached.add(element.get_attribute("id") or element.get_attribute("type") or element.tag_name)
        assert element.value_of_css_property("outline-style") == "solid"
    assert {"a", "search", "log", "button"} <= reached


@pytest.mark.parametrize("width", [480, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/_emulator/page/device?id=thermostat-000001"], ids=["start", "device"])
def test_it_is_read_on_any_screen(
    browser: Any, emulator: Emulator, tmp_path: Path, path: str, scheme: str, width: int
) -> None:
    """Its picture is kept beside the other files of the test."""
    screen = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        browser.get(f"{emulator.url}{path}")
        root = "document.documentElement"
        assert browser.execute_script(f"return {root}.scrollWidth - {root}.clientWidth") == 0
        ground = browser.execute_script(f"return getComputedStyle({root}).backgroundColor")
        assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(15, 20, 25)")
        picture = tmp_path / "page.png"
        assert browser.save_screenshot(str(picture))
        assert picture.read_bytes().startswith(b"\x89PNG")
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
