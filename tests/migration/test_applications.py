"""Whole applications: the files, keys, rates of requests, stops and what goes on after them, both faces, many side by side."""

from __future__ import annotations

import asyncio
import base64
import os
import pickle
import signal
import stat
import subprocess
import sys
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from ssl import PEM_cert_to_DER_cert
from typing import Any

import httpx
import orjson
import pyarrow.parquet
import pytest
from iotcentral_testkit import Emulator
from iotcentral_v2022_10_31_preview import AsyncIoTCentral, IoTCentral

from iotcentral import NO_RETRY, ApiToken, migration
from iotcentral.aio import migration as aio_migration
from iotcentral.enrollment import derive_device_key
from iotcentral.errors import ApiError, ConfigurationError, InternalServerError, UsageError
from iotcentral.migration import MigrationProgress, MigrationReport
from tests.docs.page_fixtures import certificate_authority

from .conftest import NOON
from .contents import KEY

UNTIL = NOON + timedelta(minutes=10)
DAY = "telemetry/dtmi%3Acontoso%3ARoom%3B1/1/2026-03-01.parquet"


def read(file: Path) -> Any:
    return orjson.loads(file.read_bytes())


def lines(file: Path) -> list[Any]:
    return [orjson.loads(line) for line in file.read_bytes().splitlines()]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_telemetry(found: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in found.items() if not name.startswith("telemetry")}


@pytest.fixture(scope="module")
def moved(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migration with keys."""
    out = tmp_path_factory.mktemp("moved") / "contoso"
    with emulator.client(emulator.api_versions[-1], limiter=None, retry=NO_RETRY) as app:
        migration.migrate(app, out, with_keys=True, telemetry_days=1, until=UNTIL)
    return out


def test_the_import_file_has_devices_with_keys_tags_and_desired_properties(moved: Path, app: Any) -> None:
    identities = {each["id"]: each for each in lines(moved / "iothub/devices.txt")}
    assert identities.keys() == {"room-1", "room-2", "hub", "chip"}
    group = app.enrollment_groups.get("SAS-IoT-Devices").to_dict()["attestation"]["symmetricKey"]
    assert identities["room-1"] == {
        "id": "room-1",
        "importMode": "create",
        "status": "enabled",
        "authentication": {
            "type": "sas",
            "symmetricKey": {name: derive_device_key(key, "room-1") for name, key in group.items()},
        },
        "tags": {
            "displayName": "Cold room 1",
            "template": "dtmi:contoso:Room;1",
            "organization": "north",
            "cloudProperties": {"customer": "Fabrikam"},
        },
        "properties": {"desired": {"targetTemperature": 20.5, "fan": {"__t": "c", "maximum": 40}}},
    }
    own = {"type": "sas", "symmetricKey": {"primaryKey": KEY, "secondaryKey": KEY}}
    assert (identities["room-2"]["status"], identities["room-2"]["authentication"]) == ("disabled", own)
    assert "authentication" not in identities["chip"]


def test_twins_have_what_was_reported_too(moved: Path) -> None:
    twin = next(each for each in lines(moved / "iothub/twins.jsonl") if each["deviceId"] == "room-1")
    acknowledged = {"ac": 200, "av": 1, "ad": "completed"}
    assert twin["properties"]["reported"] == {
        "targetTemperature": {"value": 20.5, **acknowledged},
        "serialNumber": "CR-1",
        "fan": {"__t": "c", "maximum": {"value": 30, **acknowledged}},
    }


def test_enrollments_are_those_of_groups_and_of_devices_with_an_attestation_of_their_own(moved: Path) -> None:
    groups = {file.stem: read(file) for file in (moved / "dps/enrollment-groups").iterdir()}
    assert groups.keys() == {"SAS-IoT-Devices", "edge"}
    assert groups["edge"]["attestation"]["symmetricKey"] == {"primaryKey": KEY, "secondaryKey": KEY}
    own = {each["registrationId"]: each for each in lines(moved / "dps/individual-enrollments.jsonl")}
    assert {id: each["attestation"]["type"] for id, each in own.items()} == {"room-2": "symmetricKey", "chip": "tpm"}


def test_exports_are_notes_and_dashboards_are_data(moved: Path) -> None:
    notes = {each["export"]: each for each in read(moved / "routing.json")}
    assert (notes["all"]["source"], notes["audit"]["source"]) == ("DeviceMessages", None)
    assert notes["all"]["enrichments"] == {
        "site": "Seattle",
        "name": "$twin.tags.displayName",
        "real": None,
        "owner": "$twin.tags.cloudProperties.customer",
        "serial": "$twin.properties.reported.serialNumber",
    }
    assert "- source: DeviceMessages" in (moved / "routing.md").read_text()
    assert read(moved / "dashboards/dtmi%3Acontoso%3AWall%3B1.json")["displayName"] == "Wall"
    assert lines(moved / "iothub/relationships.jsonl") == [{"id": "first", "source": "hub", "target": "room-1"}]


def test_telemetry_is_a_table_of_each_day(moved: Path, app: Any) -> None:
    table = pyarrow.parquet.read_table(moved / DAY)
    assert {name: str(table.schema.field(name).type) for name in ("$ts", "temperature", "door", "place")} == {
        "$ts": "timestamp[us, tz=UTC]",
        "temperature": "double",
        "door": "int64",
        "place": "string",
    }
    query = "SELECT $id, $ts, temperature FROM dtmi:contoso:Room;1 WHERE WITHIN_WINDOW(P1D) ORDER BY $ts"
    wanted = [row["temperature"] for row in app.query.run({"query": query}).results]
    assert table.column("temperature").to_pylist() == wanted != []
    assert table.column("$ts").to_pylist() == sorted(table.column("$ts").to_pylist())


def test_files_with_keys_are_their_owners_alone_and_no_other_file_has_any(moved: Path, app: Any) -> None:
    found = files(moved)
    groups = [group.to_dict() for group in app.enrollment_groups.list()]
    keys = [key for group in groups for key in group["attestation"].get("symmetricKey", {}).values()]
    with_keys = {name for name, content in found.items() if any(key.encode() in content for key in (*keys, KEY))}
    private = {name for name in found if stat.S_IMODE((moved / name).stat().st_mode) == 0o600}
    assert with_keys == {
        "dps/enrollment-groups/SAS-IoT-Devices.json",
        "dps/enrollment-groups/edge.json",
        "dps/individual-enrollments.jsonl",
        "iothub/devices.txt",
    }
    assert with_keys <= private
    assert stat.S_IMODE(moved.stat().st_mode) == 0o700


def test_the_report_tells_what_does_not_move_and_why(moved: Path) -> None:
    report = read(moved / "report.json")
    assert report["counts"]["devices"] == 4
    reasons = {(each["kind"], each["reason"].partition(",")[0]): each for each in report["notMoved"]}
    assert reasons["devices", "it is simulated"]["ids"] == ["played"]
    assert reasons["enrollmentGroups", "it attests by certificates"]["ids"] == ["factory"]
    assert ("roles", "the API does not create it") in reasons
    assert ("rules", "the API does not give them away") in reasons
    assert len(lines(moved / "not-moved.jsonl")) == sum(each["count"] for each in report["notMoved"])
    assert "**devices** (1: played): it is simulated" in (moved / "report.md").read_text()


def test_without_keys_nothing_has_any_and_the_report_says_so(app: Any, tmp_path: Path) -> None:
    report = migration.migrate(app, tmp_path, telemetry_days=0)
    built_in = app.enrollment_groups.get("SAS-IoT-Devices").to_dict()["attestation"]["symmetricKey"]
    found = files(tmp_path)
    assert [
        name for name, content in found.items() for key in (KEY, *built_in.values()) if key.encode() in content
    ] == []
    assert [each["reason"] for each in report.not_moved if each["kind"] == "keys"] == ["they were not asked for"]
    assert not any(name.startswith("telemetry") for name in found)


class Recording(httpx.BaseTransport):
    """Transport that keeps the last words of the paths of requests."""

    def __init__(self, inner: httpx.BaseTransport) -> None:
        self._inner = inner
        self.asked: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path.rpartition("/")[2])
        return self._inner.handle_request(request)


def recorded(emulator: Emulator, out: Path, **options: Any) -> list[str]:
    """Migrate, and return what was asked for."""
    transport = Recording(emulator.transport())
    with IoTCentral(emulator.url, ApiToken(emulator.token), transport=transport, limiter=None) as app:
        migration.migrate(app, out, telemetry_days=0, **options)
    return transport.asked


def test_keys_are_derived_after_one_device_so_that_a_device_takes_two_requests(
    emulator: Emulator, app: Any, tmp_path: Path
) -> None:
    for number in range(30):
        app.devices.create(f"more-{number}", {"template": "dtmi:contoso:Room;1"})
    asked = recorded(emulator, tmp_path / "a", with_keys=True, concurrency=1)
    assert asked.count("credentials") == 1
    assert asked.count("attestation") == asked.count("properties") == 34
    asked = recorded(emulator, tmp_path / "b", with_keys=True, own_attestations=False, concurrency=1)
    assert asked.count("attestation") == 0
    for number in range(30):
        app.devices.remove(f"more-{number}")


def test_a_group_whose_certificate_is_at_hand_is_written(app: Any, tmp_path: Path) -> None:
    certificate_authority(tmp_path / "ca.pem", tmp_path / "ca.key", b"passphrase")
    pem = (tmp_path / "ca.pem").read_bytes()
    body = {"certificate": base64.b64encode(pem).decode(), "verified": True}
    app.enrollment_groups.create_x509("factory", "primary", body)
    report = migration.migrate(app, tmp_path / "out", telemetry_days=0, certificates=[tmp_path / "ca.pem"])
    app.enrollment_groups.remove_x509("factory", "primary")
    written = read(tmp_path / "out/dps/enrollment-groups/factory.json")["attestation"]["x509"]["signingCertificates"]
    assert base64.b64decode(written["primary"]["certificate"]) == PEM_cert_to_DER_cert(pem.decode())
    assert [each for each in report.not_moved if each["kind"] == "enrollmentGroups"] == []


class Failing(httpx.BaseTransport):
    """Transport that answers with a failure from a request on, or always for a path."""

    def __init__(self, inner: httpx.BaseTransport, after: int = 10**9, path: str = "(none)", status: int = 500) -> None:
        self._status = status
        self._inner = inner
        self._left = after
        self._path = path

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._left -= 1
        if self._left < 0 or self._path in request.url.path:
            return httpx.Response(self._status, json={"error": {"code": "InternalError", "message": "no"}})
        return self._inner.handle_request(request)


def failing(emulator: Emulator, **options: Any) -> IoTCentral:
    transport = Failing(emulator.transport(), **options)
    return IoTCentral(emulator.url, ApiToken(emulator.token), transport=transport, retry=NO_RETRY, limiter=None)


def test_a_migration_that_failed_anywhere_goes_on_to_the_same_files(emulator: Emulator, tmp_path: Path) -> None:
    with failing(emulator) as app:
        migration.migrate(app, tmp_path / "whole", telemetry_days=1, until=UNTIL, concurrency=1)
    failures = 0
    for after in range(18, 31, 3):  # what is read each time takes 14 requests, and a device 3
        out = tmp_path / str(after)
        for _ in range(20):
            try:
                with failing(emulator, after=after) as app:
                    migration.migrate(app, out, telemetry_days=1, until=UNTIL, concurrency=1)
                break
            except InternalServerError:
                failures += 1
        assert files(out) == files(tmp_path / "whole")
    assert failures > 3


@pytest.mark.parametrize("status", [500, 408])
def test_a_device_that_the_service_fails_for_can_be_left_out(emulator: Emulator, tmp_path: Path, status: int) -> None:
    with failing(emulator, path="devices/room-1/properties", status=status) as app:
        with pytest.raises(ApiError):
            migration.migrate(app, tmp_path, telemetry_days=0)
        report = migration.migrate(app, tmp_path, telemetry_days=0, skip_failed=True)
    left = [each for each in report.not_moved if each["reason"].startswith(f"it could not be read: {status}")]
    assert [each["ids"] for each in left] == [["room-1"]]


@pytest.mark.parametrize(("status", "goes_on"), [(422, True), (404, True), (403, False), (401, False)])
def test_what_concerns_one_device_ends_nothing_and_what_concerns_the_caller_ends_all(
    emulator: Emulator, tmp_path: Path, status: int, goes_on: bool
) -> None:
    with failing(emulator, path="devices/room-1/properties", status=status) as app:
        if goes_on:
            report = migration.migrate(app, tmp_path, telemetry_days=0)
            assert report.counts["devices"] == 3
        else:
            with pytest.raises(ApiError):
                migration.migrate(app, tmp_path, telemetry_days=0)


KILLED = """
import os, signal, sys
from datetime import datetime
from iotcentral import ApiToken, migration
from iotcentral_v2022_10_31_preview import IoTCentral

url, token, out, phase = sys.argv[1:]
def seen(progress):
    if progress.phase == phase and progress.done:
        os.kill(os.getpid(), signal.SIGKILL)
with IoTCentral(url, ApiToken(token), limiter=None) as app:
    migration.migrate(app, out, telemetry_days=1, until=datetime.fromisoformat("2026-03-01T12:10:00+00:00"),
                      concurrency=1, on_progress=seen)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signal")
@pytest.mark.parametrize("phase", ["devices", "telemetry"])
def test_a_migration_that_was_killed_goes_on(emulator: Emulator, app: Any, tmp_path: Path, phase: str) -> None:
    out = tmp_path / "killed"
    command = [sys.executable, "-c", KILLED, emulator.url, emulator.token, str(out), phase]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    before = len(lines(out / ".migration.jsonl"))
    progress: list[MigrationProgress] = []
    migration.migrate(app, out, telemetry_days=1, until=UNTIL, concurrency=1, on_progress=progress.append)
    assert before > 6
    assert len([each for each in progress if each.phase == "devices"]) < 5
    migration.migrate(app, tmp_path / "whole", telemetry_days=1, until=UNTIL, concurrency=1)
    assert files(out) == files(tmp_path / "whole")


def test_a_half_written_line_of_a_checkpoint_is_dropped(app: Any, emulator: Emulator, tmp_path: Path) -> None:
    with failing(emulator, path="devices/room-2/properties") as broken, pytest.raises(InternalServerError):
        migration.migrate(broken, tmp_path, telemetry_days=0, concurrency=1)
    with (tmp_path / ".migration.jsonl").open("ab") as checkpoint:
        checkpoint.write(b'{"device":{"id":"room-2"')
    assert migration.migrate(app, tmp_path, telemetry_days=0).counts["devices"] == 4


def test_a_folder_of_something_else_is_refused(app: Any, tmp_path: Path, emulator: Emulator) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/notes.txt").write_text("")
    with pytest.raises(ConfigurationError, match="holds other files"):
        migration.migrate(app, tmp_path / "other", telemetry_days=0)
    with pytest.raises(ConfigurationError, match="is not a folder"):
        migration.migrate(app, tmp_path / "other/notes.txt", telemetry_days=0)
    migration.migrate(app, tmp_path / "done", telemetry_days=0)
    with pytest.raises(ConfigurationError, match="is done"):
        migration.migrate(app, tmp_path / "done", telemetry_days=0)
    with failing(emulator, path="devices/room-1/properties") as broken, pytest.raises(InternalServerError):
        migration.migrate(broken, tmp_path / "begun", telemetry_days=0)
    with pytest.raises(ConfigurationError, match=r"other settings \(with_keys was"):
        migration.migrate(app, tmp_path / "begun", telemetry_days=0, with_keys=True)
    with pytest.raises(ConfigurationError, match="has no time zone"):
        migration.migrate(app, tmp_path / "new", until=datetime(2026, 3, 1))
    with pytest.raises(ConfigurationError, match="telemetry_days is -1"):
        migration.migrate(app, tmp_path / "new", telemetry_days=-1)


def test_an_api_version_without_exports_and_queries_is_migrated_as_far_as_it_goes(
    emulator: Emulator, tmp_path: Path
) -> None:
    with emulator.client(emulator.api_versions[0], limiter=None) as app:
        report = migration.migrate(app, tmp_path)
        assert migration.forecast(app).queries == 0
    assert report.counts["devices"] == 4
    reasons = {each["reason"]: each for each in report.not_moved}
    assert reasons["api-version 2022-07-31 has no queries"]["ids"] == ["all"]


def test_both_faces_write_the_same(emulator: Emulator, moved: Path, tmp_path: Path) -> None:
    async def move() -> tuple[MigrationReport, Any]:
        async with AsyncIoTCentral(emulator.url, ApiToken(emulator.token), limiter=None) as app:
            seen: list[MigrationProgress] = []

            async def see(progress: MigrationProgress) -> None:
                seen.append(progress)

            found = await aio_migration.forecast(app, telemetry_days=1)
            report = await aio_migration.migrate(
                app, tmp_path, with_keys=True, telemetry_days=1, until=UNTIL, on_progress=see
            )
            assert {each.phase for each in seen} == {"configuration", "devices", "telemetry", "files"}
            return report, found

    report, found = asyncio.run(move())
    assert report.to_dict() == read(moved / "report.json")
    here, there = files(tmp_path), files(moved)
    assert here.keys() == there.keys()
    assert without_telemetry(here) == without_telemetry(there)
    assert pyarrow.parquet.read_table(tmp_path / DAY) == pyarrow.parquet.read_table(moved / DAY)
    assert (found.devices, found.requests) == (5, 9)


def test_a_forecast_has_the_time_that_the_rates_ask_for(app: Any) -> None:
    found = migration.forecast(app, telemetry_days=7)
    assert (found.devices, found.requests) == (5, 9)
    assert found.queries in (7, 8)
    assert found.seconds == found.requests / 20 + found.queries
    assert str(found).startswith("5 devices: 9 requests and at least ")


def open_application(url: str, token: str) -> IoTCentral:
    return IoTCentral(url, ApiToken(token), limiter=None, retry=NO_RETRY)


@pytest.mark.parametrize(
    "make",
    [lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(1, get_context("spawn"))],
    ids=["threads", "processes"],
)
def test_applications_are_migrated_side_by_side_and_one_that_fails_ends_no_other(
    emulator: Emulator, tmp_path: Path, make: Any
) -> None:
    openers = {
        "contoso": partial(open_application, emulator.url, emulator.token),
        "closed": partial(open_application, emulator.url, emulator.token.replace("sig=", "sig=x")),
    }
    done: list[str] = []
    executor: Executor
    with make() as executor:
        results = migration.migrate_all(
            openers, tmp_path, executor, telemetry_days=0, on_done=lambda name, _: done.append(name)
        )
        again = migration.migrate_all({"contoso": openers["contoso"]}, tmp_path, executor, telemetry_days=0)
    report = results["contoso"]
    assert isinstance(report, MigrationReport)
    assert report.counts["devices"] == 4
    assert type(results["closed"]).__name__ == "UnauthorizedError"
    assert done == ["contoso", "closed"]
    assert again["contoso"] == report
    assert pickle.loads(pickle.dumps(report)) == report


def test_each_application_keeps_to_rates_of_its_own(emulator: Emulator, tmp_path: Path) -> None:
    other = emulator.add_application("fabrikam")
    limiters: dict[str, Any] = {}

    def opened(name: str, url: str, token: str) -> IoTCentral:
        app = IoTCentral(url, ApiToken(token))
        limiters[name] = app.limiter
        return app

    openers = {
        "contoso": partial(opened, "contoso", emulator.url, emulator.token),
        "fabrikam": partial(opened, "fabrikam", other.url, other.token),
    }
    with ThreadPoolExecutor(2) as executor:
        results = migration.migrate_all(openers, tmp_path, executor, telemetry_days=0)
    assert [type(result) for result in results.values()] == [MigrationReport, MigrationReport]
    assert limiters["contoso"] is not limiters["fabrikam"]
    assert limiters["contoso"].statistics.requests > limiters["fabrikam"].statistics.requests > 0


def test_a_list_of_devices_that_broke_off_is_begun_again_and_each_device_read_once(
    emulator: Emulator, tmp_path: Path
) -> None:
    with failing(emulator, path="api/devices") as broken, pytest.raises(InternalServerError):
        migration.migrate(broken, tmp_path, telemetry_days=0)
    with (tmp_path / ".migration.jsonl").open("ab") as checkpoint:
        checkpoint.write(b'{"listed":{"id":"room-1","displayName":"Cold room 1"}}\n')
    assert recorded(emulator, tmp_path).count("properties") == 4
    assert len(lines(tmp_path / "iothub/devices.txt")) == 4


def test_two_runs_do_not_share_a_folder(app: Any, tmp_path: Path) -> None:
    def again(progress: MigrationProgress) -> None:
        if progress.phase == "devices":
            with pytest.raises(ConfigurationError, match="in use by another run"):
                migration.migrate(app, tmp_path, telemetry_days=0)

    assert migration.migrate(app, tmp_path, telemetry_days=0, on_progress=again).counts["devices"] == 4


class Refusing(ThreadPoolExecutor):
    """Executor that refuses at once what cannot be pickled, as Ray does."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        pickle.dumps((fn, args, kwargs))
        return super().submit(fn, *args, **kwargs)


def test_a_token_does_not_travel_and_what_cannot_be_pickled_is_a_failure_of_one(
    emulator: Emulator, tmp_path: Path
) -> None:
    openers = {
        "token": partial(IoTCentral, emulator.url, ApiToken(emulator.token)),
        "contoso": partial(open_application, emulator.url, emulator.token),
    }
    with Refusing(1) as executor:
        results = migration.migrate_all(openers, tmp_path, executor, telemetry_days=0)
    assert isinstance(results["token"], UsageError)
    assert isinstance(results["contoso"], MigrationReport)


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b"])
def test_a_name_that_is_none_of_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    with ThreadPoolExecutor(1) as executor, pytest.raises(ConfigurationError, match="not one of a folder"):
        migration.migrate_all({name: open_application}, tmp_path, executor)  # type: ignore[dict-item]
    assert os.listdir(tmp_path) == []
