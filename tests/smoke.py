"""Run with the installed wheels and nothing else: the packages import, and a call goes over a socket and back."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution


class Handler(BaseHTTPRequestHandler):
    """Answers every request with a page of one device."""

    def do_GET(self) -> None:
        """Answer."""
        body = json.dumps({"value": [{"id": "t1", "displayName": "T1"}]}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Call both clients of every package of the data plane."""
    from iotcentral_testkit.openapi.planes import DATA

    from iotcentral import ApiToken

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url, token = f"http://127.0.0.1:{server.server_port}", ApiToken("SharedAccessSignature sr=1&sig=fake")
    for version, package in DATA.packages.items():
        name = f"iotcentral-v{version}"
        files = {str(file) for file in distribution(name).files or []}
        for needed in ("py.typed", "openapi.json", "models/device.py"):
            assert f"{package}/{needed}" in files, f"{name} does not hold {needed}"
        module = importlib.import_module(package)
        with module.IoTCentral(url, token) as app:
            assert [device.display_name for device in app.devices.list()] == ["T1"]
        assert asyncio.run(ids(module, url, token)) == ["t1"]
        print(f"{name} {module.__version__}: installed, called, answered")
    server.shutdown()
    server.server_close()
    emulate()


def emulate() -> None:
    """Start the emulator and call it."""
    from iotcentral_testkit import Emulator

    with Emulator(apps=("contoso",)) as emulator:
        for version in emulator.api_versions:
            app = emulator.client(version)
            app.devices.create("t1", {"displayName": "T1"})
            assert [device.id for device in app.devices.list()] == ["t1"]
        contract(emulator.url, emulator.token)
        connect(emulator.url, emulator.token)
        manage(emulator.url, emulator.subscription_id, emulator.management_token)
    print("iotcentral-testkit: installed, started, called, answered, held against its contract")


def connect(url: str, token: str) -> None:
    """Carry out an action of the connector."""
    from iotcentral_connector_v3 import Connector

    from iotcentral import ApiToken

    with Connector(ApiToken(token)) as connector:
        connector.create_or_update_a_device(url, "t2", display_name="T2")
        assert connector.get_a_device_by_id(url, "t2").display_name == "T2"
    print("iotcentral-connector-v3: installed, called, answered")


def manage(url: str, subscription: str, token: str) -> None:
    """Create an application."""
    from iotcentral_testkit.openapi.planes import CONTROL

    from iotcentral import BearerToken

    (package,) = map(importlib.import_module, CONTROL.packages.values())
    app = package.models.App(location="westeurope", sku=package.models.AppSkuInfo(name=package.models.AppSku.ST2))
    with package.IoTCentralManagement(subscription, BearerToken(token), endpoint=url) as management:
        created = management.apps.begin_create_or_update("group", "fabrikam", app).result(timeout=60)
        assert created.name == "fabrikam"
        assert {found.name for found in management.apps.list_by_subscription()} == {"contoso", "fabrikam"}
    print(f"{package.__name__}: installed, created an application, listed it")


def contract(url: str, token: str) -> None:
    """Hold the emulator against a part of its contract."""
    from iotcentral_testkit.cli import main
    from iotcentral_testkit.openapi.planes import DATA

    os.environ["IOTCENTRAL_API_TOKEN"] = token
    versions = [argument for version in DATA.versions for argument in ("--api-version", version)]
    status = main(["contract", url, *versions, "--resources", "Roles", "--quick", "--no-limit"])
    assert status == 0, f"the contract kit ended with {status}"


async def ids(module: object, url: str, token: object) -> list[str]:
    """List with the asynchronous client."""
    async with module.AsyncIoTCentral(url, token) as app:  # type: ignore[attr-defined]
        return [device.id async for device in app.devices.list()]


if __name__ == "__main__":
    main()
