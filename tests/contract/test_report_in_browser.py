"""The report in a real browser, headless and from a file: filters, links, copying, and no requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from iotcentral_testkit.contract.engine.findings import Finding
from iotcentral_testkit.contract.report import write
from iotcentral_testkit.contract.report.baseline import Baseline, BaselineComparison, accept, compare

from tests.support.browser import PATIENCE, browsing

from .samples import HOSTILE, exchange, hostile_finding, options, result

pytestmark = pytest.mark.slow  # a browser looks


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browsing(tmp_path_factory.mktemp("profile"), browser="ALL", performance="ALL") as driver:
        yield driver


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("report")
    lost = Finding("IC101", "Jobs_List", "GET is answered with 500", "500", (exchange("Jobs_List", path="/api/jobs"),))
    found = result(hostile_finding(), lost)
    found = replace(found, options=options(baseline=Path("known.json")))
    today = date(2026, 3, 1)
    baseline = accept(Baseline([]), BaselineComparison(new=(lost,)), "to be mended", date(2026, 4, 1), today)
    write(found, compare(baseline, found.findings, found.outcomes, today), folder)
    return (folder / "index.html").as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Any:
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(address)
    return browser


def element(page: Any, selector: str) -> Any:
    return page.find_element("css selector", selector)


def rows(page: Any) -> list[str]:
    """Return the visible operations of the matrix."""
    found = page.find_elements("css selector", "#matrix tbody tr")
    return [row.find_element("css selector", "th").text for row in found if row.is_displayed()]


def columns(page: Any) -> list[str]:
    found = page.find_elements("css selector", "#matrix thead .codes th")
    return [head.get_attribute("data-code") for head in found if head.is_displayed()]


def choose(page: Any, name: str, value: str) -> None:
    from selenium.webdriver.support.ui import Select

    Select(element(page, f"select[name={name}]")).select_by_value(value)


def wait(page: Any, holds: Any, what: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(page, PATIENCE, poll_frequency=0.05).until(lambda _: holds(), what)


def seen(page: Any, operations: list[str]) -> None:
    wait(page, lambda: rows(page) == operations, f"not {operations} are seen")


def test_it_says_first_how_it_ended(page: Any) -> None:
    assert "does not conform to api-version 2022-10-31-preview: 1 new deviation" in element(page, "#verdict").text
    assert page.title == "Contract report: deviates"
    assert "known.json: 1 known" in element(page, "#baseline").text


def test_filters_by_resource_verdict_and_text(page: Any) -> None:
    everything = ["Devices_Get", "Devices_Create", "DeviceGroups_Create", "Jobs_List", "FileUploads_Create"]
    assert sorted(rows(page)) == sorted(everything)
    assert columns(page) == ["IC101", "IC302"]
    choose(page, "resource", "Devices")
    seen(page, ["Devices_Get", "Devices_Create"])
    findings = page.find_elements("css selector", "details.finding")
    assert [found.is_displayed() for found in findings] == [True, False]
    choose(page, "verdict", "deviates")
    seen(page, ["Devices_Create"])
    assert columns(page) == ["IC302"]
    element(page, "button[type=reset]").click()
    wait(page, lambda: len(rows(page)) == 5, "the filters are cleared")
    choose(page, "verdict", "known")
    seen(page, ["Jobs_List"])
    choose(page, "verdict", "")
    element(page, "input[name=text]").send_keys("groups_cr")
    seen(page, ["DeviceGroups_Create"])
    element(page, "input[name=text]").clear()
    element(page, "input[name=text]").send_keys("ic101")
    seen(page, ["Devices_Get", "Jobs_List"])
    assert columns(page) == ["IC101"]
    element(page, "input[name=text]").send_keys(" zzz")
    seen(page, [])
    assert "0 of 5 operations" in element(page, "#shown").text


def test_a_cell_opens_its_deviation_and_shows_what_was_exchanged(page: Any) -> None:
    finding = hostile_finding()
    shown = element(page, f"details[id='{finding.id}']")
    assert shown.get_attribute("open") is None
    element(page, "td[data-v=deviates] a").click()
    wait(page, lambda: shown.get_attribute("open") is not None, "the deviation is open")
    assert "IC302" in shown.text
    assert '"displayName": "One"' in shown.text
    assert HOSTILE in json.loads(shown.find_elements("css selector", ".two pre")[-1].text)["displayName"]
    assert "--only IC302" in shown.text
    assert "curl -sS" in shown.text
    assert page.title == "Contract report: deviates"  # no script of the server was run


def test_a_link_to_a_deviation_opens_it(browser: Any, address: str) -> None:
    browser.get("about:blank")
    browser.get(f"{address}#{hostile_finding().id}")
    shown = element(browser, f"details[id='{hostile_finding().id}']")
    wait(browser, lambda: shown.get_attribute("open") is not None, "the deviation is open")


def test_copy_buttons_copy(page: Any) -> None:
    origin = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    page.execute_cdp_cmd("Browser.grantPermissions", origin)
    code = element(page, "#run .copied").text
    button = element(page, "#run button")
    button.click()
    wait(page, lambda: button.text == "Copied", "it is copied")
    read = "const done = arguments[0]; navigator.clipboard.readText().then(done, (error) => done(String(error)))"
    assert page.execute_async_script(read) == code


def test_the_matrix_is_walked_with_the_keyboard(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    def focused() -> str:
        return str(element(page, "#said").text)

    stops = page.find_elements("css selector", "#matrix td[tabindex='0']")
    assert len(stops) == 1
    page.execute_script("arguments[0].focus()", stops[0])
    first = "IC101 (No response is 5xx) · Devices_Get · passed"
    wait(page, lambda: focused().startswith(first), "the first cell is told")
    walk = page.switch_to.active_element
    walk.send_keys(Keys.ARROW_DOWN)
    page.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    wait(page, lambda: "· Devices_Create · deviates" in focused(), "the cell that was walked to is told")
    page.switch_to.active_element.send_keys(Keys.ENTER)
    shown = element(page, f"details[id='{hostile_finding().id}']")
    wait(page, lambda: shown.get_attribute("open") is not None, "the deviation is open")
    skipped = element(page, "td[data-v=skipped]")
    page.execute_script("arguments[0].dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))", skipped)
    reason = "skipped: a storage account is configured already"
    wait(page, lambda: reason in focused(), "the cell under the pointer is told")


def test_the_heads_say_their_titles_to_the_pointer_and_to_the_keyboard(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    stops = page.find_elements("css selector", "#matrix thead th[tabindex='0']")
    assert len(stops) == 1
    page.execute_script("arguments[0].focus()", stops[0])
    wait(page, lambda: element(page, "#said").text == "IC101: No response is 5xx", "the head is told")
    page.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    wait(page, lambda: element(page, "#said").text.startswith("IC302: "), "the next head is told")
    assert element(page, "#matrix thead").size["height"] < 80


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_can_be_read_by_day_and_by_night(page: Any, mode: str) -> None:
    features = {"features": [{"name": "prefers-color-scheme", "value": mode}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", features)
    colours = page.execute_script(
        "const style = getComputedStyle(document.body); return [style.color, style.backgroundColor]"
    )
    light = [sum(int(part) for part in colour[4:-1].split(",")) > 380 for colour in colours]
    assert light == ([False, True] if mode == "light" else [True, False])


def test_without_scripts_everything_is_there(browser: Any, address: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get("about:blank")
        browser.get(address)
        text = element(browser, "body").text
        assert "IC302 Devices_Create" in text
        assert "Coverage of the document" in text
        assert not element(browser, "#filters").is_displayed()
        element(browser, "details.finding summary").click()
        assert "curl -sS" in element(browser, "details.finding").text
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_browser_finds_nothing_to_complain_about_and_asks_for_nothing(page: Any, address: str) -> None:
    for summary in page.find_elements("css selector", "summary"):
        if summary.is_displayed():
            summary.click()
    assert page.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = [it["params"]["request"]["url"] for it in events if it["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if url.partition("#")[0] not in {address, "data:,", "about:blank"}] == []
    assert address in asked
    wide = page.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
