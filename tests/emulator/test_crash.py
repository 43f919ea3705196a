"""Tests of a server that is killed during writes: it loses nothing that it confirmed, and its file opens again."""

from __future__ import annotations

import base64
import os
import random
import shutil
import sqlite3
import subprocess
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import orjson
import pytest

from tests.support.depth import depth

from .test_cli import COMMAND, client, serving

VERSION = "api-version=2022-10-31-preview"
ROUNDS = depth(3, 25)
WRITERS, DEVICES = 3, 20


class Device(NamedTuple):
    """Stored content of a device, whose parts are written by several statements of one transaction."""

    name: str
    enabled: bool
    etag: str
    key: str | None = None


class Writer:
    """Writes its own devices, one request at a time, and records what was confirmed and what was pending at the end."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.known: dict[str, Device | None] = {f"w{number}-{device}": None for device in range(DEVICES)}
        self.pending: tuple[str, str | None] | None = None
        """The device whose write was not confirmed, and the mark of that write; without a mark it is a removal."""
        self.etags: list[str] = []
        self.failure: BaseException | None = None
        self._written = 0

    def write(self, http: httpx.Client) -> None:
        """Write until the server is gone."""
        try:
            while True:
                self._step(http)
        except httpx.TransportError:
            pass
        except BaseException as error:
            self.failure = error

    def _step(self, http: httpx.Client) -> None:
        id = self.chance.choice(list(self.known))
        device = self.known[id]
        self._written += 1
        mark = f"n{self._written}"
        path = f"/api/devices/{id}"
        kind = self.chance.choice(["put", "patch", "key", "remove"]) if device else "put"
        self.pending = (id, None if kind == "remove" else mark)
        if kind == "remove":
            assert http.delete(f"{path}?{VERSION}").status_code == 204
            self.known[id] = None
        elif kind == "key" and device:
            keys = {"primaryKey": key(mark), "secondaryKey": key(mark)}
            body: dict[str, Any] = {"type": "symmetricKey", "symmetricKey": keys}
            answered(http.put(f"{path}/attestation?{VERSION}", json=body))
            self.known[id] = device._replace(key=key(mark))
        else:
            body = {"displayName": mark, "enabled": enabled(mark)}
            answer = answered(http.request(kind, f"{path}?{VERSION}", json=body))
            self.etags.append(answer["etag"])
            kept = device.key if device else None
            self.known[id] = Device(answer["displayName"], answer["enabled"], answer["etag"], kept)
        self.pending = None

    def check(self, present: dict[str, Device]) -> None:
        """Compare the stored devices with what was confirmed; the pending write is stored as a whole, or not at all."""
        for id, known in self.known.items():
            found = present.get(id)
            if found != known:
                assert self.pending is not None, id
                assert self.pending[0] == id
                assert found == self._wanted(known, found, self.pending[1])
            self.known[id] = found
        self.pending = None

    def _wanted(self, known: Device | None, found: Device | None, mark: str | None) -> Device | None:
        """Return what the write has left if it was done; the etag that it drew is known from what was found alone."""
        if mark is None or found is None:
            return None if mark is None else known
        if known is not None and found.key != known.key:
            return known._replace(key=key(mark))
        self.etags.append(found.etag)  # a new one, as is checked at the end
        return Device(mark, enabled(mark), found.etag, known.key if known else None)


def key(mark: str) -> str:
    return base64.b64encode(mark.zfill(32).encode()).decode()


def enabled(mark: str) -> bool:
    return int(mark[1:]) % 2 == 0


def answered(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


def present(http: httpx.Client) -> dict[str, Device]:
    """Return the stored devices."""
    found = {}
    for device in answered(http.get(f"/api/devices?{VERSION}&maxpagesize=100"))["value"]:
        answer = http.get(f"/api/devices/{device['id']}/attestation?{VERSION}")
        keys = None if answer.status_code == 404 else answered(answer)["symmetricKey"]
        assert keys is None or keys["primaryKey"] == keys["secondaryKey"]
        kept = keys and keys["primaryKey"]
        found[device["id"]] = Device(device["displayName"], device["enabled"], device["etag"], kept)
    return found


def examine(state: Path, place: Path) -> None:
    """Examine a copy of the file as the killed server left it, so that the next server has to repair it itself."""
    place.mkdir(exist_ok=True)
    for name in (state.name, f"{state.name}-wal"):
        (place / name).unlink(missing_ok=True)
        if (state.parent / name).exists():
            shutil.copy(state.parent / name, place / name)
    connection = sqlite3.connect(place / state.name)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kinds: dict[str, set[str]] = {}
        for kind, id, content in connection.execute("SELECT kind, id, content FROM documents"):
            orjson.loads(content)
            kinds.setdefault(kind, set()).add(id)
        assert kinds.get("attestation", set()) <= kinds.get("device", set()), "removed in part"
    finally:
        connection.close()


def killed_while_starting(state: Path, after: float) -> None:
    command = [*COMMAND, "--port", "0", "--json", "--state", str(state)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.kill()
    process.wait()


def test_nothing_confirmed_is_lost(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    chance = random.Random(0)
    writers = [Writer(number) for number in range(WRITERS)]
    unconfirmed = 0
    for round_number in range(ROUNDS + 1):
        with serving("--state", str(state)) as (process, ready):
            with client(ready) as http:
                found = present(http)
            for writer in writers:
                writer.check(found)
            if round_number == ROUNDS:
                break
            clients, confirmed = [client(ready) for _ in writers], [len(writer.etags) for writer in writers]
            threads = [
                threading.Thread(target=writer.write, args=(http,))
                for writer, http in zip(writers, clients, strict=True)
            ]
            for thread in threads:
                thread.start()
            while not any(writer.etags[marked:] for writer, marked in zip(writers, confirmed, strict=True)):
                assert process.poll() is None
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
            for thread in threads:
                thread.join(600)
                assert not thread.is_alive()
            for http in clients:
                http.close()
        for writer in writers:
            assert writer.failure is None, writer.failure
            unconfirmed += writer.pending is not None
        examine(state, tmp_path / "copy")
        if round_number % 10 == 9:
            killed_while_starting(state, chance.uniform(0.2, 0.8))
    etags = [etag for writer in writers for etag in writer.etags]
    assert len(etags) == len(set(etags)) > ROUNDS
    assert unconfirmed >= ROUNDS


def test_the_folder_of_a_killed_emulator_goes_with_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def folders() -> set[Path]:
        return set(tmp_path.glob("iotcentral-testkit-*"))

    def age() -> None:
        for folder in folders():
            os.utime(folder, (0, 0))

    with serving():
        killed = folders()
    assert folders() == killed
    with serving():
        young = folders()
        assert young > killed
        age()
        with serving():
            assert not killed & folders()
            assert folders() & (young - killed)  # of one that runs, however old
    age()
    foreign = tmp_path / "iotcentral-testkit-of-somebody"
    foreign.mkdir()
    (foreign / "file").touch()
    age()
    with serving() as (process, _):
        assert len(folders()) == 2
        process.terminate()
        process.wait(60)
    assert folders() == {foreign}
