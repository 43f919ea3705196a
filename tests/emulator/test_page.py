"""Tests of the start page: its content, its landmarks, and that it is HTML whatever the names are."""

from __future__ import annotations

import base64
import hashlib
import re
import runpy
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.page.start_page import shown_count
from iotcentral_testkit.emulator.state.clock import Clock

from .page_parser import Page

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
EVIL = "<script>alert('1')</script>\"&amp;<b>"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(apps=["contoso", "fabrikam"], devices=3, clock=Clock(START)) as emulator:
        emulator.clock.advance("PT5M")
        yield emulator


def asked(emulator: Emulator, path: str = "/", **headers: str) -> httpx.Response:
    with httpx.Client(transport=emulator.transport(), base_url=emulator.url, headers=headers) as http:
        return http.get(path)


def page(emulator: Emulator) -> Page:
    return Page(asked(emulator).raise_for_status().text)


def section(emulator: Emulator, id: str) -> Page:
    """Return one section of the page, which holds no others."""
    content = asked(emulator).text
    begin = content.index(f'<section id="{id}"')
    return Page(content[begin : content.index("</section>", begin) + len("</section>")])


def test_it_is_html_that_needs_nothing_but_itself(emulator: Emulator) -> None:
    answer = asked(emulator)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.startswith("<!doctype html>")
    shown = Page(answer.text)
    assert [link["href"] for link in shown.all("link")] == ["data:,"]  # an empty icon, so that browsers ask for none
    assert not {"img", "iframe", "object"} & set(shown.tags)
    assert not {"src", "style", "onload", "onclick"} & {name for _, given in shown.elements for name in given}
    addresses = [
        given.get("href", given.get("action", "")) for given in shown.with_attribute("href") + shown.all("form")
    ]
    assert [address for address in addresses if not address.startswith(("#", "/"))] == ["data:,"]


def test_only_its_own_style_and_script_may_run(emulator: Emulator) -> None:
    answer = asked(emulator)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", answer.text, re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in content]
        assert policy[directive] == " ".join(f"'sha256-{digest}'" for digest in digests)
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_it_has_landmarks_and_everything_that_can_be_used_has_a_name(emulator: Emulator) -> None:
    shown = page(emulator)
    assert {"header", "nav", "main"} <= set(shown.tags)
    assert shown.all("html")[0]["lang"] == "en"
    assert shown.elements[shown.tags.index("body") + 1] == ("a", {"class": "skip", "href": "#main"})
    assert [given["aria-live"] for given in shown.with_attribute("aria-live")] == ["polite"]
    ids = {given["id"] for given in shown.with_attribute("id")}
    assert len(ids) == len(shown.with_attribute("id"))
    assert all(given["aria-labelledby"] in ids for given in shown.all("section"))
    assert {given["href"][1:] for given in shown.all("a") if given["href"].startswith("#")} <= ids


def test_requests_come_first(emulator: Emulator) -> None:
    text = page(emulator).text
    assert text.index("Last requests") < text.index("Advance 1 minute") < text.index("Device templates")


def test_a_request_can_be_copied_as_url_and_as_command(emulator: Emulator) -> None:
    asked(emulator, "/api/devices/it's?api-version=2022-07-31", Authorization=emulator.token)
    copied = [given["data-copy"] for given in page(emulator).with_attribute("data-copy")]
    url = f"{emulator.url}/api/devices/it's?api-version=2022-07-31"
    assert url in copied
    command = next(text for text in copied if text.startswith("curl") and "it'" in text)
    assert shlex.split(command) == ["curl", url, "-H", "Authorization: $TOKEN"]


def test_the_program_that_can_be_copied_runs(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = [given["data-copy"] for given in page(emulator).with_attribute("data-copy")]
    program = next(text for text in copied if text.startswith("import os") and emulator.url in text)
    monkeypatch.setenv("TOKEN", emulator.token)
    file = tmp_path / "program.py"
    file.write_text(program)
    runpy.run_path(str(file))
    assert "thermostat-000001" in capsys.readouterr().out


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (1234, "1,234"), (99_999, "99,999"), (100_000, "100,000+")])
def test_so_many_that_counting_takes_time_are_not_counted(count: int, shown: str) -> None:
    assert shown_count(count) == shown


def test_no_more_are_counted_than_asked_for(emulator: Emulator) -> None:
    assert emulator.run(lambda world: world.store.count_up_to("contoso", "device", 2)) == 2
    assert emulator.run(lambda world: world.store.count_up_to("contoso", "device", 10)) == 3


def test_both_applications_are_shown_with_what_they_hold(emulator: Emulator) -> None:
    emulator.client(app="fabrikam").device_groups.create(
        "g", {"displayName": "G", "filter": 'SELECT * FROM devices WHERE $displayName = "a"'}
    )
    emulator.client(app="fabrikam").devices.create("elsewhere", {"displayName": "Elsewhere"})
    contoso, fabrikam = (section(emulator, f"application-{name}").text for name in ("contoso", "fabrikam"))
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
    asked(emulator, "/api/roles?api-version=2022-07-31", Authorization=emulator.token)
    asked(emulator, "/api/devices/nobody?api-version=2022-07-31&access_token=secret", Authorization=emulator.token)
    requests = page(emulator).text.split("Last requests")[1]
    assert requests.index("Devices_Get 404 NotFound") < requests.index("Roles_List 200")
    assert "secret" not in requests


def test_everything_is_escaped(emulator: Emulator) -> None:
    app = emulator.client(app="fabrikam")
    app.devices.create("evil", {"displayName": EVIL})
    httpx.get(f"{emulator.url}/%3Cscript%3E<script>?api-version=<script>&<script>=1")
    shown = page(emulator)
    assert shown.tags.count("script") == 1
    assert EVIL in shown.text
    app.devices.remove("evil")


def test_no_secret_is_shown(emulator: Emulator) -> None:
    content = asked(emulator).text
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
