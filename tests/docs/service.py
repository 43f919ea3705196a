"""The service that the examples call: an emulator behind the addresses, the token and the credential of the pages.

The examples run as they are printed. What they send to `*.azureiotcentral.com` and `management.azure.com` goes to the
emulator, with the API token and the subscription of the pages put in place of the emulator's own; sleeping advances the
emulator's clock instead.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Emulator

from iotcentral._core.aio.transport import AsyncNetworkTransport
from iotcentral._core.sync.transport import NetworkTransport
from tests.support.sleeping import advancing

__all__ = ["SUBSCRIPTION", "emulated_service"]

SUBSCRIPTION = "8f3c1e52-6f0a-4b7e-9d41-2a5c7e90b136"
"""The subscription that the pages name."""

_TOKEN = "SharedAccessSignature sr=..."
_DOMAIN, _MANAGEMENT = ".azureiotcentral.com", "management.azure.com"


@contextmanager
def emulated_service(patch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """Run an emulator in the place of the service, with an application `contoso`."""
    with Emulator(apps=("contoso",), devices=3, allow_hosts=[_MANAGEMENT]) as emulator:
        _redirect(emulator, patch)
        _put_credential_in_place(emulator, patch)
        patch.setattr(time, "sleep", advancing(emulator.clock))
        patch.setenv("IOTCENTRAL_API_TOKEN", emulator.token)
        yield emulator


def _redirect(emulator: Emulator, patch: pytest.MonkeyPatch) -> None:
    send, send_async = NetworkTransport.handle_request, AsyncNetworkTransport.handle_async_request

    def handle(transport: NetworkTransport, request: httpx.Request) -> httpx.Response:
        if not _aim(emulator, request):
            return send(transport, request)
        response = send(transport, request)
        response.read()
        return _translate(emulator, response)

    async def handle_async(transport: AsyncNetworkTransport, request: httpx.Request) -> httpx.Response:
        if not _aim(emulator, request):
            return await send_async(transport, request)
        response = await send_async(transport, request)
        await response.aread()
        return _translate(emulator, response)

    patch.setattr(NetworkTransport, "handle_request", handle)
    patch.setattr(AsyncNetworkTransport, "handle_async_request", handle_async)


def _aim(emulator: Emulator, request: httpx.Request) -> bool:
    """Turn a request to the service into one to the emulator; tell whether it was one."""
    host = request.url.host
    if host != _MANAGEMENT and not host.endswith(_DOMAIN):
        return False
    port = int(emulator.url.rpartition(":")[2])
    path = request.url.raw_path.replace(SUBSCRIPTION.encode(), emulator.subscription_id.encode())
    request.headers["Host"] = host.replace(_DOMAIN, ".localhost")
    request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=port, raw_path=path)
    if request.headers.get("Authorization") == _TOKEN:
        request.headers["Authorization"] = emulator.token
    return True


def _translate(emulator: Emulator, response: httpx.Response) -> httpx.Response:
    """Let the links of a response lead to where requests are meant to go."""

    def meant(text: str) -> str:
        text = re.sub(r"http://([a-z0-9-]+)\.localhost(:\d+)?", rf"https://\1{_DOMAIN}", text)
        text = re.sub(rf"http://{re.escape(_MANAGEMENT)}", f"https://{_MANAGEMENT}", text)
        return text.replace(emulator.subscription_id, SUBSCRIPTION)

    headers = [(name, meant(value)) for name, value in response.headers.items() if name != "content-length"]
    return httpx.Response(response.status_code, headers=headers, content=meant(response.text))


def _put_credential_in_place(emulator: Emulator, patch: pytest.MonkeyPatch) -> None:
    """Let `azure.identity` be there, with a credential of the emulator."""

    def get_token(*scopes: str, **options: Any) -> Any:
        return emulator.credential().get_token(*scopes, **options)

    module: Any = ModuleType("azure.identity")
    module.DefaultAzureCredential = lambda: SimpleNamespace(get_token=get_token)
    patch.setitem(sys.modules, "azure.identity", module)
