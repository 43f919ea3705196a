"""Every operation of the control plane, called over a socket: requests, polls and results are what the document says."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import anyio
import pytest

from iotcentral import AsyncPager, BearerToken, Pager
from iotcentral.long_running._aio import AsyncPoller
from iotcentral.long_running._sync import Poller
from tests.support.loopback import Answer, LoopbackServer, Received
from tests.support.modes import all_of, got, mode_of, run_client
from tests.support.names import method_of
from tests.support.packages import MANAGEMENT, DocumentedOperation

from .worked_examples import arguments, check_target, examples, plain, request_examples, response_examples

OPERATIONS = list(MANAGEMENT.operations())
LONG_RUNNING = [operation for operation in OPERATIONS if operation.is_long_running]
AT_ONCE = [operation for operation in OPERATIONS if not operation.is_long_running]
SUBSCRIPTION = MANAGEMENT.document["components"]["parameters"]["SubscriptionId"]["example"]
STATUS = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.IoTCentral/operationResults/1"


def client(server: LoopbackServer) -> Any:
    return MANAGEMENT.client(SUBSCRIPTION, BearerToken("fake"), endpoint=server.url)


def async_client(server: LoopbackServer) -> Any:
    return MANAGEMENT.async_client(SUBSCRIPTION, BearerToken("fake"), endpoint=server.url)


def run_on(server: LoopbackServer, face: str, operation: DocumentedOperation, action: Callable[[Any], Any]) -> None:
    """Run an action with a client of a face."""
    clients = (MANAGEMENT.client, MANAGEMENT.async_client)
    run_client(mode_of(face, operation.id), clients, action, SUBSCRIPTION, BearerToken("fake"), endpoint=server.url)


def method(app: Any, operation: DocumentedOperation, name: str | None = None) -> Any:
    resource, _, own = operation.call.partition(".")
    return getattr(getattr(app, resource), name or own)


def check_request(operation: DocumentedOperation, received: Received, body: Any) -> None:
    """Compare what arrived with the document."""
    check_target(operation, received)
    assert received.headers["authorization"] == "Bearer fake"
    assert received.headers["accept"] == "application/json"
    if operation.request_media is None:
        assert received.body == b""
    else:
        assert received.headers["content-type"] == operation.request_media[0]
        assert received.json == body


def answers(operation: DocumentedOperation, server: LoopbackServer, example: Any) -> list[Answer]:
    """Return the answers to the calls of one walk: of a paged list, the example and an empty last page."""
    status, _ = operation.success
    if not operation.is_pageable:
        return [Answer(status, example)]
    link = {"nextLink": f"{server.url}/next?page=2"}
    return [Answer(status, {**example, **link}), Answer(status, {"value": []})]


@pytest.mark.parametrize("operation", AT_ONCE, ids=repr)
@pytest.mark.parametrize("face", ["sync", "async"])
def test_called(face: str, operation: DocumentedOperation) -> None:
    with LoopbackServer() as server:

        async def call(app: Any) -> None:
            for body in request_examples(operation):
                for example in response_examples(operation):
                    server.received.clear()
                    server.will_answer(*answers(operation, server, example))
                    positional, keywords = arguments(operation, body)
                    result = await got(method(app, operation)(*positional, **keywords))
                    if isinstance(result, Pager | AsyncPager):
                        assert [plain(item) for item in await all_of(result)] == example["value"]
                        check_next_page(server)
                    else:
                        assert plain(result) == example
                    check_request(operation, server.received[0], body)
                    server.forget()

        run_on(server, face, operation, call)


def check_next_page(server: LoopbackServer) -> None:
    """Further pages are read with GET, also where the first was asked for with POST."""
    assert (server.received[1].method, server.received[1].target) == ("GET", "/next?page=2")
    assert server.received[1].body == b""


def begun(operation: DocumentedOperation) -> Iterator[tuple[Any, int, Any]]:
    """Return a worked request with each documented success of it: body, status and body of the answer."""
    for status, node in operation.node["responses"].items():
        if status.startswith("2"):
            content = operation.package.resolve(node).get("content")
            for example in examples(content["application/json"]) if content else [b""]:
                for body in request_examples(operation):
                    yield body, int(status), example


def will_end(operation: DocumentedOperation, server: LoopbackServer, status: int, example: Any) -> Any:
    """Queue the answers of an operation that is under way twice and then succeeds; gives the result."""
    (final,) = response_examples(next(each for each in OPERATIONS if each.id == "Apps_Get"))
    at_once = {"Retry-After": "0"}
    server.will_answer(
        Answer(status, example, {"Azure-AsyncOperation": server.url + STATUS, **at_once}),
        Answer(202, {"status": "InProgress"}, at_once),
        Answer(200, {"status": "InProgress"}, at_once),
        Answer(200, {"status": "Succeeded"}),
        Answer(200, final),
    )
    return None if operation.method == "DELETE" else final


def check_polls(operation: DocumentedOperation, received: list[Received]) -> None:
    """Compare what was asked after the first request: the state until the end, then the application, if there is one."""
    assert [(each.method, each.target) for each in received[1:4]] == [("GET", STATUS)] * 3
    last = [] if operation.method == "DELETE" else [("GET", received[0].target)]
    assert [(each.method, each.target) for each in received[4:]] == last
    for each in received[1:]:
        assert each.headers["authorization"] == "Bearer fake"
        assert each.body == b""


@pytest.mark.parametrize("operation", LONG_RUNNING, ids=repr)
@pytest.mark.parametrize("face", ["sync", "async"])
def test_begun_and_waited_for(face: str, operation: DocumentedOperation) -> None:
    with LoopbackServer() as server:

        async def call(app: Any) -> None:
            for body, status, example in begun(operation):
                server.received.clear()
                expected = will_end(operation, server, status, example)
                positional, keywords = arguments(operation, body)
                poller = await got(method(app, operation)(*positional, **keywords))
                assert isinstance(poller, Poller if face == "sync" else AsyncPoller)
                assert len(server.received) == 1
                assert await got(poller.status()) == "InProgress"
                assert plain(await got(poller.result())) == expected
                assert await got(poller.done())
                assert plain(await got(poller.result())) == expected
                check_request(operation, server.received[0], body)
                check_polls(operation, server.received)
                server.forget()

        run_on(server, face, operation, call)


@pytest.mark.parametrize("operation", LONG_RUNNING, ids=repr)
def test_gone_on_with_by_a_token(operation: DocumentedOperation) -> None:
    body, status, example = next(begun(operation))
    positional, keywords = arguments(operation, body)
    resume = f"resume_{method_of(operation.id)}"
    with LoopbackServer() as server:
        expected = will_end(operation, server, status, example)
        with client(server) as app:
            token = method(app, operation)(*positional, **keywords).continuation_token()
        with client(server) as another:
            poller = method(another, operation, resume)(token)
            assert len(server.received) == 1
            assert plain(poller.result()) == expected
        check_polls(operation, server.received)
        server.received.clear()

        async def go_on() -> None:
            async with async_client(server) as app:
                assert plain(await method(app, operation, resume)(token).result()) == expected

        server.forget()
        will_end(operation, server, 200, {"status": "InProgress"})
        anyio.run(go_on)
        assert {urlsplit(each.target).path for each in server.received[:4]} == {STATUS}


@pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
def test_has_a_raw_form_with_the_same_parameters(operation: DocumentedOperation) -> None:
    with LoopbackServer() as server, client(server) as app:
        resource, _, name = operation.call.partition(".")
        owner = getattr(app, resource)
        plain_parameters = list(inspect.signature(getattr(owner, name)).parameters)
        assert list(inspect.signature(getattr(owner.raw, name)).parameters) == ["self", *plain_parameters]

        positional, keywords = arguments(operation, request_examples(operation)[0])
        if operation.is_long_running:
            expected = will_end(operation, server, *next(begun(operation))[1:])
        else:
            example = response_examples(operation)[0]
            server.will_answer(*answers(operation, server, example))
            expected = example["value"] if operation.is_pageable else example
        value, response = getattr(owner.raw, name)(*positional, **keywords)
        assert response.status_code == operation.success[0]
        assert len(server.received) == 1
        if operation.is_pageable:
            assert [plain(item) for item in value.items] == expected
        else:
            assert plain(value.result() if operation.is_long_running else value) == expected
