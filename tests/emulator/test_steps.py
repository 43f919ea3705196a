"""Tests of long reads: other requests go on during them, and what these change is not seen by them."""

from __future__ import annotations

import asyncio
import gc
import sqlite3
import subprocess
import sys
import threading
import weakref
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import anyio
import httpx
import orjson
import pytest
from iotcentral_testkit import Clock
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.seeding import TEMPLATE
from iotcentral_testkit.emulator.state import steps
from iotcentral_testkit.emulator.state.narrowing import containing
from iotcentral_testkit.emulator.state.snapshots import Snapshot
from iotcentral_testkit.emulator.state.steps import in_steps, pause
from iotcentral_testkit.emulator.world import World

from .conftest import START

PREVIEW = {"api-version": "2022-10-31-preview"}
MANY = 300


@pytest.fixture
def each_pause_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pause ends a step, however quick the machine is."""
    monkeypatch.setattr(steps, "_STEP", 0.0)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    world = World(seed=0, clock=Clock(START), devices=1)
    device = {"etag": "x", "simulated": False, "provisioned": False, "enabled": True, "template": TEMPLATE}
    with world.store.transaction():
        contents = ((f"d{n}", {"id": f"d{n}", "displayName": f"Device {n}", **device}) for n in range(MANY))
        world.store.put_many("emulator", "device", contents)
    yield world
    world.close()


def asked(world: World, work: Callable[[httpx.AsyncClient], Awaitable[Any]]) -> Any:
    async def go() -> Any:
        transport = httpx.ASGITransport(AsgiApp(world))
        headers = {"Authorization": world.tokens["emulator"]}
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost/api", headers=headers) as http:
            return await work(http)

    return asyncio.run(go())


GROUP = {"displayName": "G", "filter": 'SELECT * FROM devices WHERE serialNumber = "none"'}
READS: dict[str, tuple[str, dict[str, Any]]] = {
    "contains": ("/devices", {"filter": "contains(displayName, 'none')"}),
    "contains, sorted": ("/devices", {"filter": "contains(displayName, 'none')", "orderby": "displayName desc"}),
    "or": ("/devices", {"filter": "displayName eq 'none' or type ne null"}),
    "of a template": ("/devices", {"filter": f"template eq '{TEMPLATE}' and contains(displayName, 'none')"}),
    "a property": ("/deviceGroups/g/devices", {}),
    "a query": ("/query", {"query": f"SELECT $id FROM {TEMPLATE} WHERE serialNumber = 'none'"}),
}


async def begun(http: httpx.AsyncClient, read: str) -> asyncio.Task[httpx.Response]:
    """Begin one of the reads."""
    path, options = READS[read]
    await http.put("/deviceGroups/g", params=PREVIEW, json=GROUP)
    if path == "/query":
        return asyncio.create_task(http.post(path, params=PREVIEW, json=options))
    return asyncio.create_task(http.get(path, params={**PREVIEW, **options}))


async def answered(http: httpx.AsyncClient, until: Callable[[int], bool]) -> int:
    """Return the number of other requests that are answered until a condition of that number holds."""
    number = 0
    while not until(number):
        await asyncio.sleep(0)  # nothing of these requests waits for a socket
        (await http.get("/devices/d1", params=PREVIEW)).raise_for_status()
        number += 1
    return number


class Gate:
    """Holds what the database does for reads back until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self._opened = threading.Event(), threading.Event()
        self.open, rows = self._opened.set, Snapshot.rows

        def held_back(snapshot: Snapshot, statement: str, values: Any) -> list[Any]:
            self.reached.set()
            assert self._opened.wait(60)
            return rows(snapshot, statement, values)

        monkeypatch.setattr(Snapshot, "rows", held_back)


@pytest.mark.parametrize("read", ["contains", "contains, sorted", "of a template", "a query"])
def test_others_do_not_wait_for_the_database(world: World, read: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch)

    async def work(http: httpx.AsyncClient) -> httpx.Response:
        long = await begun(http, read)
        assert await answered(http, lambda number: long.done() or (number >= 100 and gate.reached.is_set()))
        assert not long.done()
        gate.open()
        return await long

    answer = asked(world, work)
    assert answer.status_code == 200, answer.text
    assert answer.json() in ({"value": []}, {"results": []})


@pytest.mark.usefixtures("each_pause_counts")
@pytest.mark.parametrize("read", ["or", "a property", "a query"])
def test_others_are_answered_between_the_steps_of_a_read(world: World, read: str) -> None:
    async def work(http: httpx.AsyncClient) -> tuple[httpx.Response, int]:
        long = await begun(http, read)
        number = await answered(http, lambda _: long.done())
        return await long, number

    answer, number = asked(world, work)
    assert answer.status_code == 200, answer.text
    assert answer.json() in ({"value": []}, {"results": []})
    assert number > 10


EDGE = {"type": ["iotEdge"]}


@pytest.mark.usefixtures("each_pause_counts")
def test_a_read_in_steps_sees_one_state(world: World) -> None:
    async def work(http: httpx.AsyncClient) -> tuple[list[str], list[str]]:
        query = {**PREVIEW, "filter": "type ne null"}
        for id in ("e1", "e2"):
            (await http.put(f"/devices/{id}", params=PREVIEW, json=EDGE)).raise_for_status()
        long = asyncio.create_task(http.get("/devices", params=query))
        assert await answered(http, lambda number: number == 3) == 3
        assert not long.done()
        (await http.delete("/devices/e2", params=PREVIEW)).raise_for_status()
        (await http.put("/devices/e3", params=PREVIEW, json=EDGE)).raise_for_status()
        assert not long.done()
        seen = [(await long).json(), (await http.get("/devices", params=query)).json()]
        for id in ("e1", "e3"):
            (await http.delete(f"/devices/{id}", params=PREVIEW)).raise_for_status()
        before, after = ([device["id"] for device in each["value"]] for each in seen)
        return before, after

    assert asked(world, work) == (["e1", "e2"], ["e1", "e3"])


def test_a_read_by_the_database_sees_the_state_at_its_beginning(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch)

    async def work(http: httpx.AsyncClient) -> list[str]:
        query = {**PREVIEW, "filter": "contains(displayName, 'unlike')"}
        (await http.put("/devices/u1", params=PREVIEW, json={"displayName": "Unlike 1"})).raise_for_status()
        long = asyncio.create_task(http.get("/devices", params=query))
        await answered(http, lambda _: long.done() or gate.reached.is_set())
        (await http.delete("/devices/u1", params=PREVIEW)).raise_for_status()
        gate.open()
        return [device["id"] for device in (await long).json()["value"]]

    assert asked(world, work) == ["u1"]


def test_reads_beside_each_other_and_writes(world: World) -> None:
    async def work(http: httpx.AsyncClient) -> list[int]:
        query = {**PREVIEW, "filter": "contains(id, 'none')"}
        reading = [asyncio.create_task(http.get("/devices", params=query)) for _ in range(9)]
        await asyncio.sleep(0)
        written = await http.put("/devices/new", params=PREVIEW, json={})
        removed = await http.delete("/devices/new", params=PREVIEW)
        return [written.status_code, removed.status_code, *[(await task).status_code for task in reading]]

    assert asked(world, work) == [200, 204, *[200] * 9]


def test_a_read_that_is_cancelled_stops_the_database(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    rows = Snapshot.rows

    def endless(snapshot: Snapshot, statement: str, values: Any) -> list[Any]:
        try:
            return rows(
                snapshot,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0",
                (),
            )
        except sqlite3.OperationalError:
            ended.set()
            raise

    async def work(http: httpx.AsyncClient) -> None:
        monkeypatch.setattr(Snapshot, "rows", endless)
        long = await begun(http, "contains")
        await answered(http, lambda number: number == 10)
        long.cancel()
        with pytest.raises(asyncio.CancelledError):
            await long
        monkeypatch.setattr(Snapshot, "rows", rows)
        again = await http.get("/devices", params={**PREVIEW, "filter": "contains(id, 'none')"})
        assert again.json() == {"value": []}

    asked(world, work)
    assert ended.wait(60)


@pytest.mark.usefixtures("each_pause_counts")
def test_an_error_of_a_read_is_that_of_the_request(world: World) -> None:
    async def work(http: httpx.AsyncClient) -> int:
        return (await http.get("/devices", params={**PREVIEW, "filter": "nothing"})).status_code

    assert asked(world, work) == 400


def test_a_read_returns_and_raises_what_its_function_does(world: World) -> None:
    hold = world.store.hold

    def fail() -> None:
        pause()
        raise ValueError("no")

    assert asyncio.run(in_steps(lambda: 7, hold)) == 7
    with pytest.raises(ValueError, match="no"):
        asyncio.run(in_steps(fail, hold))


@pytest.mark.usefixtures("each_pause_counts")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_read_goes_on_in_any_event_loop(world: World, backend: str) -> None:
    def read() -> list[str]:
        pause()
        found = world.store.listed("emulator", "device", limit=1, narrowing=containing("displayName", "Device 7"))
        pause()
        return [stored.id for stored in found]

    assert anyio.run(in_steps, read, world.store.hold, backend=backend) == ["d7"]


def test_a_long_read_of_a_served_emulator_loads_nothing_that_takes_long() -> None:
    program = """if True:
        import http.client, sys
        from iotcentral_testkit import Emulator
        from iotcentral_testkit.emulator.state import steps
        steps._STEP = 0.0
        with Emulator(devices=3) as emulator:
            connection = http.client.HTTPConnection(emulator.url.partition("://")[2])
            for query in ("contains(displayName,%20'none')", "type%20ne%20null"):
                path = f"/api/devices?api-version=2022-10-31-preview&filter={query}"
                connection.request("GET", path, headers={"Authorization": emulator.token})
                assert connection.getresponse().read() == b'{"value":[]}'
        print("anyio._backends._asyncio" in sys.modules)
    """
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "False"


def test_what_carries_out_reads_keeps_nothing_of_them(world: World) -> None:
    class Big:
        """What a read returns or raises."""

    class BigError(Exception):
        """The same."""

    def fail() -> None:
        raise BigError

    async def go() -> list[weakref.ref[Any]]:
        answer = await in_steps(Big, world.store.hold)
        with pytest.raises(BigError) as raised:
            await in_steps(fail, world.store.hold)
        seen: list[weakref.ref[Any]] = [weakref.ref(answer), weakref.ref(raised.value)]
        del answer, raised
        return [each for each in seen if each() is not None]

    gc.disable()  # no cycle is left either
    try:
        assert asyncio.run(go()) == []
    finally:
        gc.enable()


@pytest.mark.usefixtures("each_pause_counts")
def test_what_carries_out_reads_is_good_for_the_next_ones(world: World) -> None:
    def read(number: int) -> int:
        pause()
        if number % 3 == 0:
            raise ValueError(number)
        pause()
        return number

    async def go(number: int) -> Any:
        task = asyncio.create_task(in_steps(lambda: read(number), world.store.hold))
        await asyncio.sleep(0)
        if number % 3 == 1:
            task.cancel()
        return (await asyncio.gather(task, return_exceptions=True))[0]

    async def many() -> list[Any]:
        alone = [await go(number) for number in range(30)]
        return alone + await asyncio.gather(*(go(number) for number in range(30)))

    expected = [ValueError, asyncio.CancelledError, int] * 20
    assert [type(outcome) for outcome in asyncio.run(many())] == expected


def test_a_pause_outside_of_a_read_does_nothing() -> None:
    pause()


@pytest.mark.usefixtures("each_pause_counts")
def test_a_read_that_is_cancelled_ends(world: World) -> None:
    ended: list[str] = []

    def read() -> None:
        try:
            while True:
                pause()
        finally:
            ended.append("ended")

    async def go() -> None:
        task = asyncio.create_task(in_steps(read, world.store.hold))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(go())
    assert ended == ["ended"]


def test_a_page_of_devices_is_the_same_with_and_without_steps(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(http: httpx.AsyncClient) -> Any:
        query = {**PREVIEW, "filter": "contains(displayName, '99')", "orderby": "displayName"}
        return orjson.loads((await http.get("/devices", params=query)).content)

    whole = asked(world, work)
    monkeypatch.setattr(steps, "_STEP", 0.0)
    assert asked(world, work) == whole
