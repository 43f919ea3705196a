"""Tests of many clients at once: each gets its responses, and no confirmed update is lost to another."""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter
from typing import Any

import httpx
from iotcentral_v2022_10_31_preview import AsyncIoTCentral, IoTCentral
from iotcentral_v2022_10_31_preview.models import Device

from iotcentral import NO_RETRY, ApiToken
from iotcentral.aio.updates import update as update_async
from iotcentral.updates import update
from tests.support.depth import depth

from .test_cli import serving

UPDATES = depth(1, 12)
"""How many each client makes."""

TASKS, THREADS, DEVICES = 184, 16, 50
ATTEMPTS = 100_000
"""Whoever meets another tries again, however often it takes: a conflict is not an error here."""


class Client:
    """One client, which increments the names of devices and reads in between."""

    def __init__(self, number: int) -> None:
        self.done: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.reads = 0
        self._chance = random.Random(number)

    def goes_on(self) -> bool:
        return self.done.total() < UPDATES

    def next_device(self) -> str:
        return f"d{self._chance.randrange(DEVICES)}"

    @staticmethod
    def count_up(device: Device) -> None:
        device.display_name = str(int(device.display_name or "") + 1)

    def confirmed(self, id: str, device: Device) -> None:
        self.done[id] += 1
        self.read(id, device)

    def read(self, id: str, device: Device) -> None:
        """Record what was read, which must not be older than what this client has read before."""
        count = int(device.display_name or "")
        assert count >= self.seen[id]
        self.seen[id] = count
        self.reads += 1

    async def run_async(self, url: str, token: str) -> None:
        # a transport of its own, made without the certificates that each would read otherwise
        transport = httpx.AsyncHTTPTransport(verify=False)
        async with AsyncIoTCentral(url, ApiToken(token), transport=transport, limiter=None, retry=NO_RETRY) as app:
            while self.goes_on():
                id = self.next_device()
                self.read(id, await app.devices.get(id))
                self.confirmed(id, await update_async(app.devices, id, change=self.count_up, attempts=ATTEMPTS))

    def run(self, url: str, token: str, failures: list[BaseException]) -> None:
        try:
            with IoTCentral(url, ApiToken(token), limiter=None, retry=NO_RETRY) as app:
                while self.goes_on():
                    id = self.next_device()
                    self.read(id, app.devices.get(id))
                    self.confirmed(id, update(app.devices, id, change=self.count_up, attempts=ATTEMPTS))
        except BaseException as error:
            failures.append(error)


def test_two_hundred_clients_lose_no_update() -> None:
    with serving() as (_, ready):
        url, token = ready["url"], ready["token"]
        clients, failures = work(url, token)
        with IoTCentral(url, ApiToken(token), limiter=None) as app:
            final = {id: int(app.devices.get(id).display_name or "") for id in devices()}
    assert failures == []
    assert final == {id: sum(client.done[id] for client in clients) for id in devices()}
    assert sum(final.values()) == UPDATES * (TASKS + THREADS)
    assert all(client.reads for client in clients)


def devices() -> list[str]:
    return [f"d{number}" for number in range(DEVICES)]


def work(url: str, token: str) -> tuple[list[Client], list[BaseException]]:
    """Run all clients at the same time, and return them and what failed."""
    with IoTCentral(url, ApiToken(token), limiter=None) as app:
        for id in devices():
            app.devices.create(id, {"displayName": "0"})
    clients = [Client(number) for number in range(TASKS + THREADS)]
    failures: list[BaseException] = []
    threads = [threading.Thread(target=client.run, args=(url, token, failures)) for client in clients[TASKS:]]
    for thread in threads:
        thread.start()

    async def tasks() -> list[Any]:
        return await asyncio.gather(
            *(client.run_async(url, token) for client in clients[:TASKS]), return_exceptions=True
        )

    failures += [failure for failure in asyncio.run(tasks()) if failure is not None]
    for thread in threads:
        thread.join()
    return clients, failures
