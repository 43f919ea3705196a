"""Every operation of the data plane, called over a socket: request and response are what the document says."""

from __future__ import annotations

import inspect
from typing import Any

import anyio
import pytest

from iotcentral import ApiToken, AsyncPager, Pager
from tests.support.loopback import Answer, LoopbackServer, Received
from tests.support.names import method_of, resource_of
from tests.support.packages import PACKAGES, DocumentedOperation

from .worked_examples import arguments, check_target, plain, request_examples, response_examples

OPERATIONS = [operation for package in PACKAGES for operation in package.operations()]
TOKEN = "SharedAccessSignature sr=1&sig=fake&skn=tests"


def check_request(operation: DocumentedOperation, received: Received, body: Any) -> None:
    """Compare what arrived with the document."""
    check_target(operation, received)
    for parameter in operation.parameters:
        if parameter["in"] == "header":
            assert received.headers[parameter["name"].lower()] == parameter["example"]
    assert received.headers["authorization"] == TOKEN
    assert received.headers["accept"] == "application/json"
    if operation.request_media is None:
        assert received.body == b""
    else:
        assert received.headers["content-type"] == operation.request_media[0]
        assert received.json == body


def answers(operation: DocumentedOperation, server: LoopbackServer, example: Any) -> list[Answer]:
    """Return the answers to the calls of one walk: of a paged list, the example and an empty last page."""
    status, _ = operation.success
    if "x-ms-pageable" not in operation.node:
        return [Answer(status, b"" if example is None else example)]
    link = {"nextLink": f"{server.url}/api/next?page=2"}
    return [Answer(status, {**example, **link}), Answer(status, {"value": []})]


@pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
def test_called_synchronously(operation: DocumentedOperation) -> None:
    with LoopbackServer() as server, operation.package.client(server.url, ApiToken(TOKEN), limiter=None) as app:
        method = getattr(getattr(app, resource_of(operation.id)), method_of(operation.id))
        for body in request_examples(operation):
            for example in response_examples(operation):
                server.received.clear()
                server.will_answer(*answers(operation, server, example))
                positional, keywords = arguments(operation, body)
                result = method(*positional, **keywords)
                if isinstance(result, Pager):
                    assert [plain(item) for item in result] == example["value"]
                    assert server.received[1].target == "/api/next?page=2"
                else:
                    assert plain(result) == example
                check_request(operation, server.received[0], body)
                server.forget()


@pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
def test_called_asynchronously(operation: DocumentedOperation) -> None:
    async def call(server: LoopbackServer) -> None:
        async with operation.package.async_client(server.url, ApiToken(TOKEN), limiter=None) as app:
            method = getattr(getattr(app, resource_of(operation.id)), method_of(operation.id))
            for body in request_examples(operation):
                for example in response_examples(operation):
                    server.received.clear()
                    server.will_answer(*answers(operation, server, example))
                    positional, keywords = arguments(operation, body)
                    result = method(*positional, **keywords)
                    if isinstance(result, AsyncPager):
                        assert [plain(item) async for item in result] == example["value"]
                        assert server.received[1].target == "/api/next?page=2"
                    else:
                        assert plain(await result) == example
                    check_request(operation, server.received[0], body)
                    server.forget()

    with LoopbackServer() as server:
        anyio.run(call, server, backend="trio" if len(operation.id) % 2 else "asyncio")


@pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
def test_has_a_raw_form_with_the_same_parameters(operation: DocumentedOperation) -> None:
    with operation.package.client("contoso", ApiToken(TOKEN)) as app:
        resource = getattr(app, resource_of(operation.id))
        name = method_of(operation.id)
        plain_parameters = list(inspect.signature(getattr(resource, name)).parameters)
        raw_parameters = list(inspect.signature(getattr(resource.raw, name)).parameters)
    assert raw_parameters == ["self", *plain_parameters]
