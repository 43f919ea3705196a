"""Client of the control plane of an emulator in process, which checks every response against its document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import orjson
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.control_plane.arm_tokens import arm_token
from iotcentral_testkit.emulator.control_plane.async_operations import operation_results
from iotcentral_testkit.emulator.world import World
from iotcentral_testkit.openapi.documents import control_plane
from iotcentral_testkit.openapi.malformed import MalformedRequestError

from .bridge import Bridge

__all__ = ["PROVIDER", "VERSION", "Arm", "asking"]

VERSION = "2021-06-01"
PROVIDER = "providers/Microsoft.IoTCentral"


class Arm:
    """The control plane of a world.

    Args:
        world: what is asked.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.root = f"/subscriptions/{world.subscription.id}"
        bridge = Bridge(AsgiApp(world), checked=False)
        self.token = arm_token(world.subscription, int(world.clock.now().timestamp()) + 10**7)
        self.http = httpx.Client(base_url="http://localhost", transport=bridge)

    def ask(self, method: str, path: str, json: Any = None, **options: Any) -> httpx.Response:
        """Ask below the subscription; the answer is held against the document."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        url = path if path.startswith(("http", "/")) else f"{self.root}/{path}"
        params = None if url.startswith("http") else {"api-version": VERSION, **options.pop("params", {})}
        answer = self.http.request(method, url, json=json, headers=headers, params=params, **options)
        check(answer)
        return answer

    def app(self, method: str, name: str, json: Any = None, *, group: str = "rg", **options: Any) -> httpx.Response:
        """Ask about an application."""
        return self.ask(method, f"resourceGroups/{group}/{PROVIDER}/iotApps/{name}", json, **options)

    def create(self, name: str, *, group: str = "rg", **body: Any) -> dict[str, Any]:
        """Create an application, and wait until it is there."""
        answer = self.app("PUT", name, {"location": "westeurope", "sku": {"name": "ST2"}, **body}, group=group)
        assert answer.status_code in {200, 201}, answer.text
        self.world.clock.advance("PT1S")
        assert self.ask("GET", answer.headers["azure-asyncoperation"]).json() == {"status": "Succeeded"}
        created: dict[str, Any] = self.app("GET", name, group=group).json()
        return created

    def data_plane(self, name: str) -> int:
        """Ask the data plane of an application for its devices; gives the status."""
        headers = {"Host": f"{name}.localhost", "Authorization": self.world.tokens.get(name, "SharedAccessSignature x")}
        answer = self.http.get("/api/devices", params={"api-version": "2022-07-31"}, headers=headers)
        return answer.status_code


@contextmanager
def asking(world: World) -> Iterator[Arm]:
    """Return a client of the control plane of a world."""
    arm = Arm(world)
    with arm.http:
        yield arm


def check(answer: httpx.Response) -> None:
    """Check a response against the document.

    Raises:
        AssertionError: it has another status, header or body than the document says.
    """
    assert answer.status_code < 500, answer.text
    assert answer.headers["x-ms-request-id"]
    document = control_plane()
    try:
        match = document.match(answer.request.url.raw_path.partition(b"?")[0])
    except MalformedRequestError:
        match = None
    operation = match.operations.get(answer.request.method) if match else None
    if answer.is_error:
        schema: dict[str, Any] = {"$ref": "#/components/schemas/CloudError"}
        assert answer.json().keys() == {"error"}
        assert answer.json()["error"].keys() >= {"code", "message"}
    elif operation is None:
        results = operation_results(VERSION).match(answer.request.url.raw_path.partition(b"?")[0])
        assert results is not None, f"{answer.request.url} leads nowhere, but is answered"
        schema = {} if "asyncinfo" in str(answer.request.url) else {"$ref": "#/components/schemas/App"}
    else:
        responses = document.content["paths"][operation.path][operation.method.lower()]["responses"]
        response = document.resolve(responses[str(answer.status_code)])
        if "content" not in response:
            assert answer.content == b""
            return
        schema = response["content"]["application/json"]["schema"]
    if not answer.content:
        assert answer.status_code in {202, 204}
        return
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    problems = [error.message for error in document.validator(schema).iter_errors(orjson.loads(answer.content))]
    assert not problems, f"{answer.request.url} answers what the document does not say: {problems}"
