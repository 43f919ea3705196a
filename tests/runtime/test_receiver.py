"""The receiver hands firings to functions, refuses everything else, and shows no signature."""

from __future__ import annotations

import functools
import json
import logging
import threading
from collections.abc import AsyncIterator
from typing import Any

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from iotcentral import BearerToken, ConfigurationError
from iotcentral.receiver import TriggerReceiver
from iotcentral.webhooks._triggers import Subscription
from tests.runtime.test_triggers import FIRED
from tests.support.sample_connector import Connector, RuleFired

BASE = "https://hooks.contoso.com"
JSON = {"content-type": "application/json"}


def subscribed(id: str = "s1", rule: str = "r1") -> Subscription[RuleFired]:
    return Connector(BearerToken("t")).when_a_rule_is_fired("contoso", rule, id=id)


class Handled(list[RuleFired]):
    """A receiver with one subscription whose function keeps what it is given."""

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.subscription = subscribed()
        self.receiver = TriggerReceiver(**options)
        self.receiver.on(self.subscription)(self.append)
        self.url = self.subscription.callback_url(BASE)


async def called(
    application: Any, url: str, content: Any = FIRED, method: str = "POST", headers: Any = JSON, **options: Any
) -> httpx.Response:
    body = content if isinstance(content, bytes) or hasattr(content, "__aiter__") else json.dumps(content).encode()
    transport = httpx.ASGITransport(application, raise_app_exceptions=True, **options)
    async with httpx.AsyncClient(transport=transport) as client:
        return await client.request(method, url, content=body, headers=headers)


@pytest.mark.anyio
async def test_a_firing_is_handed_to_its_function_and_answered_204():
    handled = Handled()
    answer = await called(handled.receiver, handled.url)
    assert (answer.status_code, answer.content) == (204, b"")
    assert [payload.device.id for payload in handled] == ["d1"]


@pytest.mark.anyio
async def test_a_function_that_blocks_runs_in_a_worker_thread():
    receiver, subscription, threads = TriggerReceiver(), subscribed(), list[int]()

    @receiver.on(subscription)
    def handle(payload: RuleFired) -> None:
        threads.append(threading.get_ident())

    assert (await called(receiver, subscription.callback_url(BASE))).status_code == 204
    assert threads != [threading.get_ident()]
    assert len(threads) == 1


@pytest.mark.anyio
async def test_an_asynchronous_function_is_awaited_in_the_event_loop():
    receiver, subscription, threads = TriggerReceiver(), subscribed(), list[int]()

    @receiver.on(subscription)
    async def handle(payload: RuleFired) -> None:
        await anyio.sleep(0)
        threads.append(threading.get_ident())

    assert (await called(receiver, subscription.callback_url(BASE))).status_code == 204
    assert threads == [threading.get_ident()]


class _Callable:
    def __init__(self) -> None:
        self.seen: list[str] = []

    async def __call__(self, payload: RuleFired) -> None:
        await anyio.sleep(0)
        self.seen.append(str(payload.device.id))


@pytest.mark.parametrize("wrap", [lambda f: f, functools.partial, lambda f: lambda payload: f(payload)])
def test_whatever_gives_an_awaitable_is_awaited(anyio_backend, wrap):
    receiver, subscription, handler = TriggerReceiver(), subscribed(), _Callable()
    receiver.on(subscription)(wrap(handler))
    answer = anyio.run(called, receiver, subscription.callback_url(BASE), backend=anyio_backend)
    assert answer.status_code == 204
    assert handler.seen == ["d1"]


def test_the_decorator_gives_the_function_back():
    def handle(payload: RuleFired) -> int:
        return 1

    assert TriggerReceiver().on(subscribed())(handle) is handle


def test_a_subscription_has_one_function():
    receiver = TriggerReceiver()
    receiver.on(subscribed("s1"))(print)
    receiver.on(subscribed("s2"))(print)
    with pytest.raises(ConfigurationError, match='"s1" already'):
        receiver.on(subscribed("s1"))(print)


@pytest.mark.anyio
async def test_each_subscription_is_called_at_its_own_address():
    receiver, first, second = TriggerReceiver(), list[RuleFired](), list[RuleFired]()
    one, other = subscribed("s1", "r1"), subscribed("s2", "r2")
    receiver.on(one)(first.append)
    receiver.on(other)(second.append)
    await called(receiver, other.callback_url(BASE), {**FIRED, "rule": {"id": "r2"}})
    assert (len(first), len(second)) == (0, 1)
    await called(receiver, one.callback_url(BASE))
    assert (len(first), len(second)) == (1, 1)


@pytest.mark.anyio
async def test_the_signature_of_one_subscription_does_not_open_another():
    handled, other = Handled(), subscribed("s2")
    handled.receiver.on(other)(handled.append)
    signature = handled.url.partition("?")[2]
    answer = await called(handled.receiver, f"{BASE}/s2?{signature}")
    assert answer.status_code == 403
    assert handled == []


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"url": f"{BASE}/s1"}, 403, "Forbidden"),
        ({"url": f"{BASE}/s1?sig="}, 403, "Forbidden"),
        ({"url": f"{BASE}/s1?sig=%FF%00"}, 403, "Forbidden"),
        ({"url": f"{BASE}/s1?sig={'0' * 64}"}, 403, "Forbidden"),
        ({"url": f"{BASE}/s1?sig={'0' * 64}", "content": b"{"}, 403, "Forbidden"),
        ({"url": f"{BASE}/"}, 404, "NotFound"),
        ({"url": f"{BASE}/s2"}, 404, "NotFound"),
        ({"url": f"{BASE}/s1/"}, 404, "NotFound"),
        ({"url": f"{BASE}/x/s1"}, 404, "NotFound"),
        ({"method": "GET"}, 405, "MethodNotAllowed"),
        ({"method": "PUT"}, 405, "MethodNotAllowed"),
        ({"headers": {"content-type": "text/plain"}}, 415, "UnsupportedMediaType"),
        ({"headers": {}}, 415, "UnsupportedMediaType"),
        ({"headers": {**JSON, "content-encoding": "gzip"}}, 415, "UnsupportedMediaType"),
        ({"content": b"{"}, 400, "InvalidBody"),
        ({"content": {}}, 400, "InvalidBody"),
        ({"content": {**FIRED, "rule": {"id": "r2"}}}, 400, "InvalidBody"),
        ({"content": {**FIRED, "application": {"id": "a2"}}}, 400, "InvalidBody"),
    ],
)
async def test_everything_else_is_refused_and_reaches_no_function(change, status, code):
    handled = Handled()
    answer = await called(handled.receiver, **{"url": handled.url, **change})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.json()["error"]["code"] == code
    assert answer.headers.get("allow") == ("POST" if status == 405 else None)
    assert handled == []


@pytest.mark.anyio
async def test_a_repeated_signature_is_refused():
    handled = Handled()
    signature = handled.url.partition("?")[2]
    assert (await called(handled.receiver, f"{handled.url}&{signature}")).status_code == 403


@pytest.mark.anyio
async def test_the_refusal_of_a_payload_names_the_place():
    handled = Handled()
    answer = await called(handled.receiver, handled.url, {**FIRED, "device": {"id": 1}})
    assert answer.json() == {
        "error": {
            "code": "InvalidBody",
            "message": "RuleFired.device.id: expected a string, found the number 1",
        }
    }


@pytest.mark.anyio
@pytest.mark.parametrize(
    "kind", ["application/json; charset=utf-8", "Application/JSON", "application/cloudevents+json"]
)
async def test_any_json_media_type_will_do(kind):
    handled = Handled()
    assert (await called(handled.receiver, handled.url, headers={"content-type": kind})).status_code == 204


@pytest.mark.anyio
async def test_a_body_of_the_limit_is_read_and_a_longer_one_is_not():
    size = len(json.dumps(FIRED))
    exact, small = Handled(limit=size), Handled(limit=size - 1)
    assert (await called(exact.receiver, exact.url)).status_code == 204
    answer = await called(small.receiver, small.url)
    assert answer.status_code == 413
    assert answer.json()["error"]["message"] == f"The body has more than {size - 1} bytes."
    assert small == []


@pytest.mark.anyio
async def test_a_body_of_unknown_length_is_given_up_at_the_limit():
    handled, read, sent = Handled(limit=1000), list[int](), list[Any]()
    path, _, query = handled.url.removeprefix(BASE).partition("?")
    scope = {"type": "http", "method": "POST", "path": path, "root_path": "", "query_string": query.encode()}

    async def receive() -> dict[str, Any]:
        read.append(1)
        return {"type": "http.request", "body": b" " * 100, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    # without httpx, which leaves the generator open that it was reading from
    await handled.receiver({**scope, "headers": [(b"content-type", b"application/json")]}, receive, send)
    assert sent[0]["status"] == 413
    assert len(read) == 11


@pytest.mark.anyio
async def test_a_body_in_pieces_is_put_together():
    handled = Handled()

    async def pieces() -> AsyncIterator[bytes]:
        for letter in json.dumps(FIRED).encode():
            yield bytes([letter])

    assert (await called(handled.receiver, handled.url, pieces())).status_code == 204
    assert len(handled) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("asynchronous", [True, False])
async def test_a_function_that_fails_is_answered_500_and_logged_with_its_traceback(caplog, asynchronous):
    receiver, subscription = TriggerReceiver(), subscribed()

    def fail(payload: RuleFired) -> None:
        raise ZeroDivisionError("in the function")

    async def fail_later(payload: RuleFired) -> None:
        fail(payload)

    receiver.on(subscription)(fail_later if asynchronous else fail)
    answer = await called(receiver, subscription.callback_url(BASE))
    assert answer.status_code == 500
    assert "in the function" not in answer.text
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.name == "iotcentral"
    assert "s1" in record.getMessage()
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], ZeroDivisionError)


@pytest.mark.anyio
async def test_no_log_line_and_no_answer_shows_the_signature(caplog):
    caplog.set_level(logging.DEBUG)
    handled = Handled()
    handled.receiver.on(subscribed("s2"))(lambda _: 1 / 0)
    signature = handled.url.partition("sig=")[2]
    answers = [
        await called(handled.receiver, handled.url),
        await called(handled.receiver, f"{handled.url}0"),
        await called(handled.receiver, handled.url, b"{"),
        await called(handled.receiver, handled.url, method="GET"),
    ]
    own = [record.getMessage() for record in caplog.records if record.name == "iotcentral"]
    assert len(own) == 3
    assert signature not in "".join(own)
    assert signature not in "".join(answer.text for answer in answers)


@pytest.mark.anyio
async def test_a_caller_that_hangs_up_is_not_answered():
    handled, sent = Handled(), list[Any]()

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/s1",
        "query_string": handled.url.partition("?")[2].encode(),
        "headers": [(b"content-type", b"application/json")],
    }
    await handled.receiver(scope, receive, send)
    assert sent == []
    assert handled == []


@pytest.mark.anyio
@pytest.mark.parametrize("root", ["/iot", "/iot/"])
@pytest.mark.parametrize("path_holds_root", [True, False])
async def test_it_works_below_a_root_path(root, path_holds_root):
    handled = Handled()
    url = handled.subscription.callback_url(f"{BASE}/iot") if path_holds_root else handled.url
    assert (await called(handled.receiver, url, root_path=root)).status_code == 204


@pytest.mark.anyio
async def test_it_is_mounted_in_another_application():
    handled = Handled()
    application = Starlette(routes=[Mount("/a/hooks", handled.receiver)])
    url = handled.subscription.callback_url(f"{BASE}/a/hooks")
    assert (await called(application, url)).status_code == 204
    assert len(handled) == 1


@pytest.mark.anyio
async def test_it_starts_and_stops_with_its_server():
    messages, sent = iter(["lifespan.startup", "lifespan.shutdown"]), list[Any]()

    async def receive() -> Any:
        return {"type": next(messages)}

    async def send(message: Any) -> None:
        sent.append(message["type"])

    await TriggerReceiver()({"type": "lifespan"}, receive, send)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


@pytest.mark.anyio
async def test_it_serves_nothing_but_http():
    with pytest.raises(ValueError, match="not websocket"):
        await TriggerReceiver()({"type": "websocket"}, None, None)


@pytest.mark.anyio
async def test_firings_are_handled_several_at_a_time():
    receiver, subscription = TriggerReceiver(), subscribed()
    both, waiting = anyio.Event(), list[int]()

    @receiver.on(subscription)
    async def handle(payload: RuleFired) -> None:
        waiting.append(1)
        if len(waiting) == 2:
            both.set()
        await both.wait()

    url, statuses = subscription.callback_url(BASE), list[int]()

    async def call() -> None:
        statuses.append((await called(receiver, url)).status_code)

    with anyio.fail_after(10):
        async with anyio.create_task_group() as group:
            group.start_soon(call)
            group.start_soon(call)
    assert statuses == [204, 204]
