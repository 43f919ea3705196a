"""Tests of the control plane's applications over real HTTP: data planes, restarts, certificates and the command."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
from iotcentral_management_v2021_06_01 import AsyncIoTCentralManagement, IoTCentralManagement, models
from iotcentral_testkit import Emulator
from iotcentral_testkit.connecting import AsyncLoopback, Loopback
from iotcentral_testkit.emulator.app import EmulatorError
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import ForbiddenError, NotFoundError

VERSION = "2021-06-01"
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
ADMINISTRATOR = {"role": "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"}
BODY: dict[str, Any] = {"location": "westeurope", "sku": {"name": "ST2"}}


class Control:
    """Client of the control plane of a running emulator."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self._http = httpx.Client(
            base_url=emulator.base_domain,
            transport=Loopback(verify=emulator.ssl_context()),
            headers={"Authorization": f"Bearer {emulator.management_token}"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def app(self, method: str, name: str, json: Any = None, group: str = "rg") -> httpx.Response:
        root = f"/subscriptions/{self.emulator.subscription_id}/resourceGroups/{group}"
        path = f"{root}/providers/Microsoft.IoTCentral/iotApps/{name}"
        return self._http.request(method, path, json=json, params={"api-version": VERSION})

    def status(self, answer: httpx.Response) -> Any:
        return self._http.get(answer.headers["azure-asyncoperation"].replace("localhost", "127.0.0.1")).json()["status"]

    def data_plane(self, name: str) -> int:
        url = self.emulator.base_domain.replace("localhost", f"{name}.localhost")
        credential = self.emulator.credential(app=name) if name in self.emulator.applications else None
        token = credential.get_token("https://apps.azureiotcentral.com/.default").token if credential else "x"
        headers = {"Authorization": f"Bearer {token}"}
        return self._http.get(f"{url}/api/devices?api-version=2022-07-31", headers=headers).status_code

    def wait(self, answer: httpx.Response) -> Any:
        """Wait until an operation has ended, and return its status."""
        deadline = time.monotonic() + 600
        while (status := self.status(answer)) not in {"Succeeded", "Failed"}:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        return status


def test_operations_end_by_themselves_while_the_clock_runs() -> None:
    with Emulator() as emulator, Control(emulator) as control:
        assert control.wait(control.app("PUT", "contoso", BODY)) == "Succeeded"
        assert control.data_plane("contoso") == 200
        assert emulator.applications["contoso"].url == emulator.base_domain.replace("localhost", "contoso.localhost")
        assert list(emulator.client(app="contoso").devices.list()) == []
        assert control.wait(control.app("DELETE", "contoso")) == "Succeeded"
        assert control.data_plane("contoso") == 404
        assert list(emulator.applications) == ["emulator"]
        with pytest.raises(EmulatorError, match='no application "contoso"'):
            emulator.client(app="contoso")


def test_one_credential_creates_an_application_and_asks_its_data_plane() -> None:
    with Emulator() as emulator:
        emulator.client().users.create("o1", {"type": "email", "email": "o@contoso.example", "roles": [ADMINISTRATOR]})
        credential, url = emulator.credential(), emulator.base_domain
        more = {"endpoint": url, "transport": Loopback()}
        with IoTCentralManagement(emulator.subscription_id, credential, **more) as management:
            body = models.App(location="westeurope", sku=models.AppSkuInfo(name="ST2"))
            app = management.apps.begin_create_or_update("rg", "contoso", body).result()
            with IoTCentral(app, credential, base_domain=url, transport=Loopback()) as client:
                assert list(client.devices.list()) == []
            stranger = emulator.credential("o1")  # a user of another application
            with (
                IoTCentral(app, stranger, base_domain=url, transport=Loopback()) as client,
                pytest.raises(ForbiddenError),
            ):
                list(client.devices.list())
            management.apps.begin_delete("rg", "contoso").result()
            with pytest.raises(NotFoundError, match="ResourceNotFound"):
                management.apps.get("rg", "contoso")


def test_asynchronous_clients_find_a_created_application() -> None:
    async def work(emulator: Emulator) -> str | None:
        credential, url = emulator.credential(), emulator.base_domain
        more = {"endpoint": url, "transport": AsyncLoopback()}
        async with AsyncIoTCentralManagement(emulator.subscription_id, credential, **more) as management:
            body = models.App(location="westeurope", sku=models.AppSkuInfo(name="ST2"))
            poller = await management.apps.begin_create_or_update("rg", "contoso", body)
            app = await poller.result()
        async with AsyncIoTCentral(app, credential, base_domain=url, transport=AsyncLoopback()) as client:
            return (await client.devices.create("t1", {"displayName": "T1"})).display_name

    with Emulator() as emulator:
        assert asyncio.run(work(emulator)) == "T1"


def test_applications_of_the_start_are_resources() -> None:
    with Emulator(apps=["contoso", "a", "42"], clock=Clock(START)) as emulator, Control(emulator) as control:
        shown = control.app("GET", "contoso", group="emulator").json()
        assert shown["properties"]["subdomain"] == "contoso"
        assert shown["properties"]["applicationId"] == emulator.world.applications["contoso"].id
        for name in ("a", "42"):  # too short, or all digits, for the name of a resource
            assert control.app("GET", f"app-{name}", group="emulator").json()["properties"]["subdomain"] == name
        emulator.add_application("later")
        assert control.app("GET", "later", group="emulator").status_code == 200
        assert control.app("PUT", "later", BODY).status_code == 409


def test_the_first_application_can_move_and_go() -> None:
    with Emulator(apps=["contoso", "fabrikam"], clock=Clock(START)) as emulator, Control(emulator) as control:
        token = emulator.token
        control.app("PATCH", "contoso", {"properties": {"subdomain": "moved"}}, "emulator")
        emulator.clock.advance("PT1S")
        devices = f"{emulator.url}/api/devices?api-version=2022-07-31"
        assert httpx.get(devices, headers={"Authorization": token}).status_code == 200
        assert emulator.token == token
        assert emulator.applications["moved"].url == emulator.url
        control.app("DELETE", "contoso", group="emulator")
        emulator.clock.advance("PT1S")
        gone = httpx.get(devices, headers={"Authorization": token})
        assert (gone.status_code, gone.json()["error"]["code"]) == (404, "NotFound")
        with pytest.raises(EmulatorError, match='no application "moved"'):
            _ = emulator.token
        assert control.data_plane("fabrikam") == 200
        assert httpx.get(emulator.url).status_code == 200


def test_a_restart_finds_applications_and_operations_as_they_were(tmp_path: Path) -> None:
    file, clock = tmp_path / "state.db", Clock(START)
    with Emulator(state=file, seed=5, clock=clock) as emulator, Control(emulator) as control:
        control.app("PUT", "contoso", {**BODY, "properties": {"subdomain": "cold"}})
        control.app("PUT", "gone", BODY)
        emulator.clock.advance("PT1S")
        emulator.client(app="cold").devices.create("t1", {"displayName": "kept"})
        control.app("DELETE", "gone")
        emulator.clock.advance("PT1S")
        control.app("PATCH", "emulator", {"properties": {"subdomain": "moved"}}, "emulator")
        emulator.clock.advance("PT1S")
        before = control.app("GET", "contoso").json()
        subscription, token = emulator.subscription_id, emulator.applications["cold"].token
        pending = control.app("PUT", "pending", BODY)
    with Emulator(state=file, clock=clock) as emulator, Control(emulator) as control:
        assert emulator.subscription_id == subscription
        assert list(emulator.applications) == ["moved", "cold"]
        assert emulator.applications["moved"].url == emulator.url
        assert emulator.applications["cold"].token == token
        assert control.app("GET", "contoso").json() == before
        assert emulator.client(app="cold").devices.get("t1").display_name == "kept"
        assert control.app("GET", "gone").status_code == 404
        link = httpx.URL(pending.headers["azure-asyncoperation"]).raw_path.decode()
        bearer = {"Authorization": f"Bearer {emulator.management_token}"}
        assert httpx.get(f"{emulator.url}{link}", headers=bearer).json() == {"status": "Creating"}
        emulator.clock.advance("PT1S")
        assert httpx.get(f"{emulator.url}{link}", headers=bearer).json() == {"status": "Succeeded"}
        assert control.data_plane("pending") == 200
        control.app("DELETE", "emulator", group="emulator")
        emulator.clock.advance("PT1S")
    with Emulator(state=file, clock=clock) as emulator:  # what is asked for at the start is there, if need be anew
        assert list(emulator.applications) == ["emulator", "cold", "pending"]
        assert emulator.applications["emulator"].url == emulator.url


def test_a_subdomain_that_became_free_stays_with_whoever_took_it(tmp_path: Path) -> None:
    file, clock = tmp_path / "state.db", Clock(START)
    with Emulator(apps=["contoso"], state=file, clock=clock) as emulator, Control(emulator) as control:
        control.app("PATCH", "contoso", {"properties": {"subdomain": "moved"}}, "emulator")
        emulator.clock.advance("PT1S")
        with pytest.raises(EmulatorError, match="already"):  # the name of the resource is still taken
            emulator.add_application("contoso")
        control.app("PUT", "another", {**BODY, "properties": {"subdomain": "contoso"}})
        emulator.clock.advance("PT1S")
        ids = {name: emulator.world.applications[name].id for name in emulator.applications}
    for apps in (["contoso"], ["moved"], ["later"]):
        with Emulator(apps=apps, state=file, clock=clock) as emulator:
            assert emulator.applications[apps[0]].url == emulator.url
            assert {name: emulator.world.applications[name].id for name in ids} == ids


def test_what_is_due_of_a_deleted_application_is_not_done() -> None:
    with Emulator(clock=Clock(START)) as emulator, Control(emulator) as control:
        control.app("PUT", "contoso", BODY)
        emulator.clock.advance("PT1S")
        app = emulator.client(app="contoso")
        template = "dtmi:contoso:T;1"
        model = {"@id": "dtmi:contoso:M;1", "@type": "Interface", "contents": []}
        model["@context"] = ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"]
        body = {"@type": ["ModelDefinition", "DeviceModel"], "displayName": "T", "capabilityModel": model}
        app.device_templates.create(template, body)
        app.devices.create("t1", {"template": template, "simulated": True})  # provisions itself five seconds later
        control.app("DELETE", "contoso")
        emulator.clock.advance("PT1S")
        control.app("PUT", "contoso", BODY)
        emulator.clock.advance("PT1H")
        assert list(emulator.client(app="contoso").devices.list()) == []


def test_certificates_cover_applications_that_come_later() -> None:
    with Emulator(tls=True, clock=Clock(START)) as emulator, Control(emulator) as control:
        assert emulator.base_domain.startswith("https://localhost:")
        assert control.app("PUT", "contoso", BODY).status_code == 201
        emulator.clock.advance("PT1S")
        assert control.data_plane("contoso") == 200
        assert control.data_plane("emulator") == 200
        assert list(emulator.client(app="contoso").devices.list()) == []
        assert control.data_plane("nobody") == 404


def test_the_page_shows_created_applications() -> None:
    with Emulator(clock=Clock(START)) as emulator, Control(emulator) as control:
        control.app("PUT", "contoso", BODY)
        assert 'id="application-contoso"' not in httpx.get(emulator.url).text
        emulator.clock.advance("PT1S")
        page = httpx.get(emulator.url).text
        assert 'id="application-contoso"' in page
        assert "Apps_CreateOrUpdate" in page
        assert emulator.subscription_id in page
