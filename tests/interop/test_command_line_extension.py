"""Azure's extension `azure-iot` of its command line, whose service layer sends requests of older api-versions."""

from __future__ import annotations

import socket
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.openapi.documents import documents
from iotcentral_testkit.openapi.older_versions import older_versions


@pytest.mark.parametrize("version", older_versions(documents().values()))
def test_the_extension_lists_creates_and_deletes_devices(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if find_spec("azext_iot") is None:
        pytest.skip(
            "the extension azure-iot was NOT run: PyPI does not have it; it is tested where azext_iot can be imported"
        )
    service: Any = import_module("azext_iot.central.services.device")
    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, *more, **options: resolve("127.0.0.1", *more, **options))
    with Emulator(devices=30, tls=True, api_version_aliases=True) as emulator:
        assert isinstance(emulator.certificate, Path)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(emulator.certificate))
        common = {
            "cmd": None,
            "app_id": "emulator",
            "token": emulator.token,
            "api_version": version,
            "central_dns_suffix": emulator.base_domain.removeprefix("https://"),
        }
        assert len(service.list_devices(**common)) == 30
        made = {"device_id": "t1", "device_name": "T1", "template": None, "simulated": False, "organizations": None}
        service.create_device(**common, **made)
        assert len(service.list_devices(**common)) == 31
        assert service.delete_device(**common, device_id="t1") == {"result": "success"}
