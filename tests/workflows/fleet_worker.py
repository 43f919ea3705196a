"""A run over devices in a process of its own, to be killed: URL, checkpoint, count, `sync` or a backend's name."""

from __future__ import annotations

import sys

import anyio
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral, models

from iotcentral import ApiToken, fleet
from iotcentral.aio import fleet as aio_fleet

URL, FILE, COUNT, MODE = sys.argv[1:]
TOKEN = ApiToken("SharedAccessSignature sr=app&sig=s3cr3t%3D&skn=tests&se=1893456000000")
IDS = (f"d{number}" for number in range(int(COUNT)))
PATCH = models.DevicePatch(enabled=False)


def run() -> None:
    with IoTCentral(URL, TOKEN, limiter=None) as app:
        for outcome in fleet.map(lambda each: app.devices.update(each, PATCH), IDS, checkpoint=FILE, concurrency=4):
            print(outcome.item, flush=True)


async def arun() -> None:
    async with AsyncIoTCentral(URL, TOKEN, limiter=None) as app:
        outcomes = aio_fleet.map(lambda each: app.devices.update(each, PATCH), IDS, checkpoint=FILE, concurrency=4)
        async for outcome in outcomes:
            print(outcome.item, flush=True)


if MODE == "sync":
    run()
else:
    anyio.run(arun, backend=MODE)
