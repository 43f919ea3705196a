"""Tests of the page's buttons: what they do, and who may press them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from iotcentral_testkit import Clock, Emulator
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.page.guard import is_near, refusal
from iotcentral_testkit.emulator.world import World

from .page_parser import Page

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
URL = "http://localhost:8800"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(devices=1, clock=Clock(START)) as emulator:
        yield emulator


@pytest.fixture
def http(emulator: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(transport=emulator.transport(), base_url=emulator.url) as http:
        yield http


def test_a_button_moves_the_clock(emulator: Emulator, http: httpx.Client) -> None:
    before = emulator.clock.now()
    token = Page(http.get("/").text).token()
    answer = http.post("/_emulator/page/clock", data={"token": token, "move": "PT1H"})
    assert answer.status_code == 200
    assert emulator.clock.now() == before + timedelta(hours=1)
    assert f"The clock stands still at {emulator.clock.now():%Y-%m-%d %H:%M:%S} UTC." in Page(answer.text).text


def test_the_clock_is_released_and_held(emulator: Emulator, http: httpx.Client) -> None:
    token = Page(http.get("/").text).token()
    assert "It runs." in Page(http.post("/_emulator/page/clock", data={"token": token, "move": "release"}).text).text
    assert emulator.clock.setting[0] is None
    held = Page(http.post("/_emulator/page/clock", data={"token": token, "move": "hold"}).text)
    assert "It stands still." in held.text
    assert emulator.clock.setting[0] is not None


@pytest.mark.parametrize("move", ["", "P1000D", "<b>"])
def test_a_move_without_a_button_is_refused(http: httpx.Client, move: str) -> None:
    token = Page(http.get("/").text).token()
    answer = http.post("/_emulator/page/clock", data={"token": token, "move": move})
    assert answer.status_code == 400
    assert "PT1M, PT1H, P1D, hold, release" in Page(answer.text).said


@pytest.mark.parametrize("path", ["/_emulator/page/clock", "/_emulator/page/command"])
@pytest.mark.parametrize("fields", [{}, {"token": ""}, {"token": "wrong"}, {"token": "wröng"}])
def test_buttons_need_the_token_of_the_page(
    emulator: Emulator, http: httpx.Client, path: str, fields: dict[str, str]
) -> None:
    before = emulator.clock.setting
    answer = http.post(path, data={**fields, "move": "P1D"})
    assert answer.status_code == 403
    assert "load the page again" in Page(answer.text).said
    assert emulator.clock.setting == before


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1", "http://evil.localhost"])
def test_other_sites_press_no_buttons(emulator: Emulator, http: httpx.Client, origin: str) -> None:
    before, token = emulator.clock.setting, Page(http.get("/").text).token()
    answer = http.post("/_emulator/page/clock", data={"token": token, "move": "P1D"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert origin in Page(answer.text).said
    assert emulator.clock.setting == before


def test_the_page_itself_presses_its_buttons(http: httpx.Client, emulator: Emulator) -> None:
    token = Page(http.get("/").text).token()
    headers = {"Origin": emulator.url, "Sec-Fetch-Site": "same-origin"}
    answer = http.post("/_emulator/page/clock", data={"token": token, "move": "PT1M"}, headers=headers)
    assert answer.status_code == 200


def test_what_is_no_form_is_refused(http: httpx.Client) -> None:
    answer = http.post("/_emulator/page/clock", content=b"\xff\xfe")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "The body is not a form" in Page(answer.text).said
    many = "&".join(f"a{number}=1" for number in range(30))
    assert http.post("/_emulator/page/clock", content=many).status_code == 400


def test_each_emulator_has_a_token_of_its_own() -> None:
    tokens = set[str]()
    for _ in range(2):
        with Emulator(seed=1) as emulator, httpx.Client(transport=emulator.transport()) as http:
            tokens.add(Page(http.get(emulator.url).text).token())
    assert len(tokens) == 2


@pytest.mark.parametrize(
    ("client", "near"),
    [
        (None, True),
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.168.1.7", False),
        ("::ffff:192.168.1.7", False),
        ("testclient", False),
    ],
)
def test_buttons_are_for_this_machine(client: str | None, near: bool) -> None:
    assert is_near(client) is near
    refused = refusal(client=client, headers={}, url=URL, given="t", token="t")  # a test's own
    assert (refused is None) is near


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_browser_that_says_where_it_comes_from_is_believed(site: str) -> None:
    headers = {"sec-fetch-site": site}
    refused = refusal(client=None, headers=headers, url=URL, given="t", token="t")  # a test's own
    assert refused == "The buttons of the page are not pressed from another site."


def test_whoever_looks_from_another_machine_has_no_buttons() -> None:
    world = World(devices=1, clock=Clock(START))

    async def looked(address: str, path: str) -> httpx.Response:
        transport = httpx.ASGITransport(AsgiApp(world), client=(address, 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return await http.get(path)

    try:
        for path in ("/", "/_emulator/page/device?id=thermostat-000001"):
            far, near = (Page(asyncio.run(looked(address, path)).text) for address in ("192.168.1.7", "127.0.0.1"))
            assert [form["action"] for form in near.all("form") if form["method"] == "post"] != []
            assert [form["action"] for form in far.all("form") if form["method"] == "post"] == []
            assert world.page_token not in [field.get("value") for field in far.all("input")]
    finally:
        world.close()
