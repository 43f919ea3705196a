"""Tests of long reads, which are carried out in steps: other requests go on between them, and nothing else changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import orjson
import pytest
from iotcentral_testkit import Clock
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.seeding import TEMPLATE
from iotcentral_testkit.emulator.state import steps, store
from iotcentral_testkit.emulator.state.steps import in_steps, pause
from iotcentral_testkit.emulator.world import World

from .conftest import START

PREVIEW = {"api-version": "2022-10-31-preview"}
MANY = 300


@pytest.fixture
def each_pause_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pause ends a step, however quick the machine is."""
    monkeypatch.setattr(steps, "_STEP", 0.0)
    monkeypatch.setattr(store, "_WINDOW", 15)


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
    "or": ("/devices", {"filter": "displayName eq 'none' or contains(type, 'iotEdge')"}),
    "of a template": ("/devices", {"filter": f"template eq '{TEMPLATE}' and contains(displayName, 'none')"}),
    "a property": ("/deviceGroups/g/devices", {}),
    "a query": ("/query", {"query": f"SELECT $id FROM {TEMPLATE} WHERE serialNumber = 'none'"}),
}


@pytest.mark.usefixtures("each_pause_counts")
@pytest.mark.parametrize("read", READS)
def test_other_requests_go_on_during_a_long_read(world: World, read: str) -> None:
    path, options = READS[read]

    async def work(http: httpx.AsyncClient) -> tuple[httpx.Response, int]:
        await http.put("/deviceGroups/g", params=PREVIEW, json=GROUP)
        if path == "/query":
            long = asyncio.create_task(http.post(path, params=PREVIEW, json=options))
        else:
            long = asyncio.create_task(http.get(path, params={**PREVIEW, **options}))
        answered = 0
        while not long.done():
            await asyncio.sleep(0)  # nothing of these requests waits for a socket
            (await http.get("/devices/d1", params=PREVIEW)).raise_for_status()
            answered += 1
        return await long, answered

    answer, answered = asked(world, work)
    assert answer.status_code == 200, answer.text
    assert answer.json() in ({"value": []}, {"results": []})
    assert answered > 10


@pytest.mark.usefixtures("each_pause_counts")
def test_a_write_during_a_read_is_a_request_like_others(world: World) -> None:
    async def work(http: httpx.AsyncClient) -> list[int]:
        reading = [
            asyncio.create_task(http.get("/devices", params={**PREVIEW, "filter": "contains(id, 'none')"}))
            for _ in range(3)
        ]
        await asyncio.sleep(0)
        written = await http.put("/devices/new", params=PREVIEW, json={})
        assert not all(task.done() for task in reading)
        removed = await http.delete("/devices/new", params=PREVIEW)
        return [written.status_code, removed.status_code, *[(await task).status_code for task in reading]]

    assert asked(world, work) == [200, 204, 200, 200, 200]


@pytest.mark.usefixtures("each_pause_counts")
def test_an_error_of_a_read_is_that_of_the_request(world: World) -> None:
    async def work(http: httpx.AsyncClient) -> int:
        return (await http.get("/devices", params={**PREVIEW, "filter": "nothing"})).status_code

    assert asked(world, work) == 400


def test_a_read_returns_and_raises_what_its_function_does() -> None:
    def fail() -> None:
        pause()
        raise ValueError("no")

    assert asyncio.run(in_steps(lambda: 7)) == 7
    with pytest.raises(ValueError, match="no"):
        asyncio.run(in_steps(fail))


def test_a_pause_outside_of_a_read_does_nothing() -> None:
    pause()


@pytest.mark.usefixtures("each_pause_counts")
def test_a_read_that_is_cancelled_ends() -> None:
    ended: list[str] = []

    def read() -> None:
        try:
            while True:
                pause()
        finally:
            ended.append("ended")

    async def go() -> None:
        task = asyncio.create_task(in_steps(read))
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
    monkeypatch.setattr(store, "_WINDOW", 50)
    assert asked(world, work) == whole
