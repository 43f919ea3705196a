"""Exports to blob storage, written to Azurite, which is Microsoft's emulator of Azure Storage, on this machine."""

from __future__ import annotations

import base64
import hmac
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from iotcentral_testkit import Emulator

from .programs import program

ACCOUNT, KEY = "testing", base64.b64encode(b"a key of these tests").decode()


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an account in Azurite, with the container `exports`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place: Path = tmp_path_factory.mktemp("azurite")
    command = [program("azurite-blob"), "--blobPort", str(port), "--location", str(place), "--skipApiVersionCheck"]
    process = subprocess.Popen(
        [*command, "--disableTelemetry"],
        env={"AZURITE_ACCOUNTS": f"{ACCOUNT}:{KEY}", "PATH": str(Path(program("node")).parent)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            if "successfully listens" in line:
                break
        url = f"http://127.0.0.1:{port}/{ACCOUNT}"
        try:
            assert asked(url, "PUT", "exports", "restype:container").status_code == 201
            yield url
        finally:
            process.terminate()


def asked(url: str, method: str, path: str, *query: str) -> httpx.Response:
    """Send a request to the account, signed with its key.

    Args:
        url: of the account.
        method: of HTTP.
        path: within the account.
        query: parameters as they are signed: `name:value`, in the order of their names.
    """
    headers = {"x-ms-date": f"{datetime.now(UTC):%a, %d %b %Y %H:%M:%S GMT}", "x-ms-version": "2021-08-06"}
    own = "\n".join(f"{name}:{value}" for name, value in headers.items())
    resource = "\n".join([f"/{ACCOUNT}/{ACCOUNT}/{path}", *query])
    signed = f"{method}{chr(10) * 12}{own}\n{resource}"
    signature = base64.b64encode(hmac.digest(base64.b64decode(KEY), signed.encode(), "sha256")).decode()
    headers["Authorization"] = f"SharedKey {ACCOUNT}:{signature}"
    params = dict(part.split(":", 1) for part in query)
    return httpx.request(method, f"{url}/{path}", params=params, headers=headers)


def test_messages_arrive_in_files(storage: str) -> None:
    with Emulator() as emulator:
        text = f"AccountName={ACCOUNT};AccountKey={KEY};BlobEndpoint={storage}"
        authorization = {"type": "connectionString", "connectionString": text, "containerName": "exports"}
        put(emulator, "dataExport/destinations/d", displayName="D", type="blobstorage@v1", authorization=authorization)
        export = {"displayName": "E", "enabled": True, "source": "deviceLifecycle", "destinations": [{"id": "d"}]}
        put(emulator, "dataExport/exports/e", **export)
        for id in ("t1", "t2"):
            put(emulator, f"devices/{id}")
            emulator.clock.advance("PT2M")  # a file holds the messages of a minute
            emulator.settle()
        sent = emulator.exported("d")
        assert [message["deviceId"] for message in sent] == ["t1", "t2"]
        listing = asked(storage, "GET", "exports", "comp:list", "restype:container").raise_for_status().text
        files = [part.partition("</Name>")[0] for part in listing.split("<Name>")[1:]]
        read = [asked(storage, "GET", f"exports/{file}").raise_for_status() for file in files]
        lines = [orjson.loads(line) for answer in read for line in answer.text.splitlines()]
        assert sorted(lines, key=lambda message: message["deviceId"]) == sent
        assert len(files) == 2
        assert all(file.startswith(f"{sent[0]['applicationId']}/0/") for file in files)


def put(emulator: Emulator, path: str, **body: Any) -> None:
    answer = httpx.put(
        f"{emulator.url}/api/{path}",
        params={"api-version": "2022-10-31-preview"},
        headers={"Authorization": emulator.token},
        json=body,
    )
    assert answer.status_code == 200, answer.text
