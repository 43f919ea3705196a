"""Tests of the emulator as a test double: reset, snapshots, settled deliveries, faults on the way, transports without sockets."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import httpx
import pytest
from iotcentral_testkit import Clock, Emulator, FaultPlan
from iotcentral_testkit.emulator.app import EmulatorError
from iotcentral_testkit.emulator.seeding import TEMPLATE
from iotcentral_v2022_10_31_preview import AsyncIoTCentral, IoTCentral, models

from iotcentral import NO_RETRY, ApiError, ApiToken
from tests.support.loopback import Answer, LoopbackServer

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
PREVIEW = "2022-10-31-preview"


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(clock=Clock(START), devices=2) as emulator:
        yield emulator


def ids(app: IoTCentral) -> list[str]:
    return [device.id or "" for device in app.devices.list()]


def export_telemetry(app: IoTCentral, url: str, destination: str = "hook") -> None:
    app.destinations.create(destination, models.WebhookV1Destination(display_name="Hook", url=url))
    export = models.Export(
        display_name="E",
        enabled=True,
        source="telemetry",
        destinations=[models.DestinationReference(id=destination)],
    )
    app.exports.create("e", export)


def test_a_reset_goes_back_to_the_start_and_keeps_clients_and_their_tokens_working(emulator: Emulator) -> None:
    app, token = emulator.client(PREVIEW), emulator.token
    before = app.devices.get("thermostat-000001")
    app.devices.remove("thermostat-000001")
    app.devices.create("t1", models.Device())
    emulator.add_application("later")
    emulator.clock.advance("P1D")
    emulator.reset()
    assert ids(app) == ["thermostat-000001", "thermostat-000002"]
    assert app.devices.get("thermostat-000001") == before
    assert list(emulator.applications) == ["emulator"]
    assert emulator.token == token
    assert emulator.clock.now() == START


def test_a_reset_forgets_requests_rates_exports_and_faults() -> None:
    plan = FaultPlan.parse('[[fault]]\noperation = "Devices_Get"\nstatus = 503\ncount = 1\n')
    with Emulator(clock=Clock(START), throttle=3, faults=plan) as emulator:
        app = emulator.client(retry=NO_RETRY)

        def statuses() -> list[int]:
            found = []
            for _ in range(4):
                try:
                    app.devices.get("t1")
                except ApiError as error:
                    found.append(error.status_code)
            return found

        assert statuses() == [503, 404, 404, 429]
        emulator.reset()
        assert emulator.requests == []
        assert statuses() == [503, 404, 404, 429]


def test_the_same_requests_after_a_reset_get_the_same_answers(emulator: Emulator) -> None:
    app = emulator.client()
    first = app.devices.create("t1", models.Device())
    with httpx.Client(transport=emulator.transport(), headers={"Authorization": emulator.token}) as raw:
        listed = f"{emulator.url}/api/devices?api-version={PREVIEW}&maxpagesize=1"
        page = raw.get(listed).json()
        assert "nextLink" in page
        emulator.reset()
        assert app.devices.create("t1", models.Device()) == first
        assert raw.get(listed).json() == page


def test_a_snapshot_is_gone_back_to_any_number_of_times(emulator: Emulator) -> None:
    app = emulator.client()
    other = emulator.add_application("other")
    emulator.clock.advance("PT1M")
    mark = emulator.snapshot()
    for number in range(2):
        app.devices.create(f"t{number}", models.Device())
        app.devices.remove("thermostat-000001")
        emulator.clock.advance("P1D")
        emulator.restore(mark)
        assert ids(app) == ["thermostat-000001", "thermostat-000002"]
        assert emulator.clock.now() == START + timedelta(minutes=1)
        assert emulator.applications["other"] == other


def test_a_snapshot_has_its_timers_and_its_template_models(emulator: Emulator) -> None:
    app = emulator.client()
    mark = emulator.snapshot()
    template = app.device_templates.get(TEMPLATE)
    model = {**template.capability_model, "contents": template.capability_model["contents"][:1]}
    app.device_templates.update(TEMPLATE, models.DeviceTemplatePatch(capability_model=model))
    emulator.clock.advance("PT1M")
    assert app.devices.get("thermostat-000001").provisioned
    with pytest.raises(ApiError):
        app.devices.update_properties("thermostat-000001", {"targetTemperature": 20})
    emulator.restore(mark)
    assert not app.devices.get("thermostat-000001").provisioned
    app.devices.update_properties("thermostat-000001", {"targetTemperature": 20})
    emulator.clock.advance("PT1M")
    assert app.devices.get("thermostat-000001").provisioned


def test_a_state_in_a_file_is_restored_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Emulator(state=file) as emulator:
        app = emulator.client()
        app.devices.create("t1", models.Device())
        mark = emulator.snapshot()
        app.devices.create("t2", models.Device())
        emulator.restore(mark)
    with Emulator(state=file) as emulator:
        assert ids(emulator.client()) == ["t1"]
        emulator.reset()
    with Emulator(state=file) as emulator:
        assert ids(emulator.client()) == []


def test_settling_delivers_all_that_is_due_without_a_pause(emulator: Emulator) -> None:
    with LoopbackServer(lambda _: Answer(200)) as hook:
        app = emulator.client(PREVIEW)
        emulator.clock.advance("PT1M")
        assert app.devices.get("thermostat-000001").provisioned
        export_telemetry(app, hook.url)
        emulator.clock.advance("PT10M")
        emulator.settle()
        assert len(hook.received) == 20
        assert [request.json for request in hook.received] == emulator.exported("hook")
        app.exports.remove("e")
        emulator.clock.advance("PT10M")
        emulator.settle()
        assert len(hook.received) == 20


def test_a_day_of_telemetry_is_delivered_whole_and_each_message_once(emulator: Emulator) -> None:
    app = emulator.client(PREVIEW)
    emulator.clock.advance("PT1M")
    assert app.devices.get("thermostat-000001").provisioned
    authorization = models.EventHubsV1DestinationConnectionStringAuth(connection_string="Endpoint=sb://x;EntityPath=y")
    app.destinations.create("hub", models.EventHubsV1Destination(display_name="H", authorization=authorization))
    export = models.Export(
        display_name="E", enabled=True, source="telemetry", destinations=[models.DestinationReference(id="hub")]
    )
    app.exports.create("e", export)
    emulator.clock.advance("P1D")
    emulator.settle()
    times = [(message["deviceId"], message["enqueuedTime"]) for message in emulator.exported("hub")]
    assert len(set(times)) == len(times) == 2 * 24 * 60
    assert app.exports.get("e").status == "healthy"


def test_settling_ends_where_a_webhook_refuses(emulator: Emulator) -> None:
    with LoopbackServer(lambda _: Answer(503)) as hook:
        app = emulator.client(PREVIEW)
        emulator.clock.advance("PT1M")
        assert app.devices.get("thermostat-000001").provisioned
        export_telemetry(app, hook.url)
        emulator.clock.advance("PT10M")
        emulator.settle()
        assert len(hook.received) == 1
        assert app.exports.get("e").status == "error"
        assert emulator.exported("hook") == []


def test_another_plan_of_faults_counts_from_now_on(emulator: Emulator, tmp_path: Path) -> None:
    app = emulator.client(retry=NO_RETRY)
    assert app.devices.get("thermostat-000001")
    (tmp_path / "plan.toml").write_text("[[fault]]\nstatus = 503\n")
    emulator.set_faults(tmp_path / "plan.toml")
    with pytest.raises(ApiError, match="fault plan"):
        app.devices.get("thermostat-000001")
    emulator.set_faults(None)
    assert app.devices.get("thermostat-000001")


def test_transports_reach_the_emulator_without_a_socket(emulator: Emulator) -> None:
    url, credential = "http://emulator.localhost", ApiToken(emulator.token)
    with IoTCentral(url, credential, transport=emulator.transport()) as app:
        assert ids(app) == ["thermostat-000001", "thermostat-000002"]

    async def listed() -> list[str | None]:
        async with AsyncIoTCentral(url, credential, transport=emulator.async_transport()) as app:
            return [device.id async for device in app.devices.list()]

    assert asyncio.run(listed()) == anyio.run(listed, backend="trio") == ["thermostat-000001", "thermostat-000002"]


def test_clients_without_a_socket_work_in_one_event_loop_after_another(emulator: Emulator) -> None:
    async def created(id: str) -> str | None:
        found = await emulator.async_client(PREVIEW).devices.create(id, models.Device())
        assert isinstance(found, models.Device)
        return found.id

    assert [asyncio.run(created(id)) for id in ("t1", "t2")] == ["t1", "t2"]


def test_a_cut_connection_and_a_closed_emulator_are_errors_of_the_transport() -> None:
    with Emulator(faults=FaultPlan.parse("[[fault]]\nreset = true\n")) as emulator:
        transport = emulator.transport()
        client = httpx.Client(transport=transport, base_url=emulator.url, headers={"Authorization": emulator.token})
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/api/devices", params={"api-version": PREVIEW})
    with pytest.raises(httpx.ConnectError):
        client.get("/api/devices", params={"api-version": PREVIEW})
    with pytest.raises(EmulatorError, match="does not run"):
        emulator.transport()


@pytest.mark.parametrize("step", ["P4000D", "P99999999999999D", timedelta(days=-1), "PT99999999999999999999H"])
def test_the_clock_refuses_absurd_steps_and_stays_where_it_is(step: str | timedelta) -> None:
    clock = Clock(START)
    with pytest.raises(ValueError, match=r"moves forward by up to|is not a duration"):
        clock.advance(step)
    assert clock.now() == START


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2099-01-01", "1969-12-31"])
def test_the_clock_refuses_to_be_held_far_away_and_stays_where_it_is(moment: str) -> None:
    clock = Clock(START)
    for at in (moment, datetime.fromisoformat(moment)):
        with pytest.raises(ValueError, match="moves forward by up to 3660 days at a time"):
            clock.hold(at)
    assert clock.now() == START


def test_tokens_of_the_emulator_are_valid_wherever_the_clock_is_moved() -> None:
    with Emulator(clock=Clock(START)) as emulator, httpx.Client(base_url=emulator.url) as client:
        token = {"Authorization": f"Bearer {emulator.management_token}"}
        for _ in range(2):
            emulator.clock.advance("P3660D")
            devices = client.get(f"/api/devices?api-version={PREVIEW}", headers={"Authorization": emulator.token})
            assert devices.status_code == 200
        apps = (
            f"/subscriptions/{emulator.subscription_id}/providers/Microsoft.IoTCentral/iotApps?api-version=2021-06-01"
        )
        assert client.get(apps, headers=token).status_code == 200


def test_the_clock_is_held_at_a_time_given_as_text() -> None:
    clock = Clock()
    clock.hold("2026-03-01T08:00:00")
    assert clock.now() == START


def test_a_start_loads_neither_an_http_client_nor_cryptography_and_compiles_no_schema() -> None:
    code = """
import sys
from iotcentral_testkit import Emulator
from iotcentral_testkit.openapi.documents import documents
with Emulator(devices=1):
    print([name for name in ("httpx", "cryptography", "starlette", "iotcentral_v2022_07_31") if name in sys.modules])
    routes = [route for document in documents().values() for route in document.operations.values()]
    print(sum("_compiled" in vars(route._body) for route in routes if route._body is not None))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "[]"
    assert int(done.stdout.splitlines()[1]) <= 2


@pytest.mark.parametrize(
    ("path", "bearer"),
    [
        ("/api/devices?api-version={data}", False),
        ("/subscriptions/{subscription}/providers/Microsoft.IoTCentral/iotApps?api-version={control}", True),
        ("/_emulator/health", False),
        ("/_emulator/exports", False),
        ("/", False),
    ],
)
def test_the_first_request_of_a_process_may_be_any(path: str, *, bearer: bool) -> None:
    code = f"""if True:
        import httpx
        from iotcentral_testkit import Emulator
        from iotcentral_testkit.openapi.planes import CONTROL, DATA

        with Emulator() as emulator:
            versions = {{"data": [*DATA.versions][0], "control": [*CONTROL.versions][0]}}
            path = {path!r}.format(subscription=emulator.subscription_id, **versions)
            token = "Bearer " + emulator.management_token if {bearer} else emulator.token
            answer = httpx.get(emulator.url + path, headers={{"authorization": token}}, trust_env=False, timeout=600)
            print(answer.status_code)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["200"]


def test_what_was_due_has_the_times_at_which_it_was_due(emulator: Emulator) -> None:
    """However far the clock is moved at once."""
    app: IoTCentral = emulator.client(PREVIEW)
    hub = {"type": "connectionString", "connectionString": "Endpoint=sb://x;EntityPath=h"}
    destination = {"displayName": "Hub", "type": "eventhubs@v1", "authorization": hub}
    app.destinations.create("hub", models.Destination.from_dict(destination))
    for source in ("properties", "deviceLifecycle"):
        export = {"displayName": source, "enabled": True, "source": source, "destinations": [{"id": "hub"}]}
        app.exports.create(source, models.Export.from_dict(export))
    group = {"displayName": "G", "filter": 'SELECT * FROM devices WHERE $id = "thermostat-000001"'}
    app.device_groups.create("g", models.DeviceGroup.from_dict(group))
    schedule = {
        "start": "2026-03-02T00:00:00Z",
        "recurrence": "daily",
        "end": {"type": "occurrences", "occurrences": 3},
    }
    data = [{"type": "property", "target": TEMPLATE, "path": "targetTemperature", "value": 5}]
    job = {"displayName": "J", "group": "g", "enabled": True, "schedule": schedule, "data": data}
    app.scheduled_jobs.create("s", models.ScheduledJob.from_dict(job))
    emulator.clock.advance("P7D")
    emulator.settle()
    sent = [(message["messageType"], message["enqueuedTime"]) for message in emulator.exported("hub")]
    days = [f"2026-03-0{day}T00:00:02.000Z" for day in (2, 3, 4)]
    assert [time for kind, time in sent if kind == "devicePropertyDesiredChange"] == days
    assert {time for kind, time in sent if kind == "provisioned"} == {"2026-03-01T08:00:05.000Z"}
    metadata = app.devices.get_properties("thermostat-000001").to_dict()["$metadata"]["targetTemperature"]
    assert metadata["lastUpdateTime"] == "2026-03-04T00:00:02.0000000Z"


def test_a_clock_that_is_given_is_followed_whatever_the_state_had(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    with Emulator(state=state, clock=Clock(START)) as emulator:
        emulator.clock.advance("P1D")
        emulator.settle()
    with Emulator(state=state, clock=Clock(START)) as emulator:
        assert emulator.clock.now() == START
    with Emulator(state=state) as emulator:
        assert emulator.clock.now() == START  # as it was last
        emulator.clock.advance("P2D")
    with Emulator(state=state) as emulator:
        assert emulator.clock.now() == START + timedelta(days=2)
        emulator.clock.advance("P1D")
        emulator.reset()
        assert emulator.clock.now() == START + timedelta(days=2)
