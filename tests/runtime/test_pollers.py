"""Pollers ask when they may, wait as long as they are told, and can be used again whatever happened."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import anyio
import pytest

from iotcentral import (
    AsyncPoller,
    BearerToken,
    ConfigurationError,
    ConflictError,
    InternalServerError,
    OperationFailedError,
    Poller,
    PollingError,
    RawResponse,
    ServiceUnavailableError,
    TransportError,
    WaitTimeoutError,
)
from iotcentral._core.aio.resource import async_raw
from iotcentral._core.decoding import mapping
from iotcentral._core.events import Event
from iotcentral._core.retry import NO_RETRY, RetryPolicy
from iotcentral._core.sync.resource import raw
from iotcentral._core.throttle import Limiter, Rate
from iotcentral.long_running._aio import AsyncLongRunningResource
from iotcentral.long_running._monitor import LongRunningOperation
from iotcentral.long_running._sync import LongRunningResource
from iotcentral.management import AsyncManagementClient, ManagementClient
from tests.support.faults import RESET_BEFORE_HEADERS, FaultServer, reply
from tests.support.loopback import Answer, LoopbackServer, Received
from tests.support.modes import EAGER, LEFT_OPEN_BY_HTTPX, got, run_client

FIXED = {"api-version": "2021-06-01"}
APP = {"id": "a1", "properties": {"subdomain": "contoso"}}
PATH = "/subscriptions/{subscriptionId}/apps/{name}"
TARGET = "/subscriptions/s1/apps/a1?api-version=2021-06-01"
STATUS = "/operations/o1?asyncinfo"
AT_ONCE = {"Retry-After": "0"}
LATER = {"Retry-After": "3600"}
CREATE: LongRunningOperation[dict[str, Any]] = LongRunningOperation(
    "Apps_Create",
    "PUT",
    PATH,
    fixed=FIXED,
    results={200: lambda: mapping, 201: lambda: mapping, 202: None},
    body="application/json",
)
DELETE: LongRunningOperation[None] = LongRunningOperation(
    "Apps_Delete", "DELETE", PATH, fixed=FIXED, results={200: None, 202: None, 204: None}
)


class Apps(LongRunningResource):
    def begin_create(self, name: str, body: Any) -> Poller[dict[str, Any]]:
        path = {"subscriptionId": self._parameter("subscriptionId"), "name": name}
        return self._begin(CREATE, path=path, body=body)

    def resume_create(self, token: str) -> Poller[dict[str, Any]]:
        return self._resume(CREATE, token)

    def begin_delete(self, name: str) -> Poller[None]:
        return self._begin(DELETE, path={"subscriptionId": self._parameter("subscriptionId"), "name": name})

    def other(self) -> str:
        return self._parameter("tenantId")


class AsyncApps(AsyncLongRunningResource):
    async def begin_create(self, name: str, body: Any) -> AsyncPoller[dict[str, Any]]:
        path = {"subscriptionId": self._parameter("subscriptionId"), "name": name}
        return await self._begin(CREATE, path=path, body=body)

    def resume_create(self, token: str) -> AsyncPoller[dict[str, Any]]:
        return self._resume(CREATE, token)

    async def begin_delete(self, name: str) -> AsyncPoller[None]:
        return await self._begin(DELETE, path={"subscriptionId": self._parameter("subscriptionId"), "name": name})

    def other(self) -> str:
        return self._parameter("tenantId")


class Client(ManagementClient):
    @property
    def apps(self) -> Apps:
        return Apps(self._session)


class AsyncClient(AsyncManagementClient):
    @property
    def apps(self) -> AsyncApps:
        return AsyncApps(self._session)


def run(mode: str, url: str, action: Callable[[Any], Any], **options: Any) -> Any:
    """Return the result of an action, a coroutine function, for a client of the mode."""
    options = {"endpoint": url, "retry": NO_RETRY, "timeout": 5, **options}
    return run_client(mode, (Client, AsyncClient), action, "s1", BearerToken("secret"), **options)


def accepted(headers: Any = AT_ONCE) -> Answer:
    return Answer(201, APP, {"Azure-AsyncOperation": STATUS, **headers})


def told(state: str, headers: Any = AT_ONCE, **more: Any) -> Answer:
    return Answer(200, {"status": state, **more}, headers)


def asked(server: LoopbackServer | FaultServer) -> list[tuple[str, str]]:
    return [(request.method, request.target) for request in server.received]


PUT, POLL, GET = ("PUT", TARGET), ("GET", STATUS), ("GET", TARGET)


@pytest.fixture
def never_sleeping(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let hours pass at once; return the pauses that were made."""
    slept: list[float] = []
    clock = time.monotonic().__float__  # stands still between the pauses
    monkeypatch.setattr("iotcentral.long_running._sync.time.monotonic", lambda: clock() + sum(slept))

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("iotcentral.long_running._sync.time.sleep", slept.append)
    monkeypatch.setattr("anyio.sleep", sleep)
    return slept


def test_a_creation_is_followed_to_its_result(mode, server):
    server.will_answer(accepted(), told("Creating"), told("Succeeded"), Answer(200, {**APP, "state": "created"}))

    async def create(client):
        poller = await got(client.apps.begin_create("a1", APP))
        assert repr(poller) in {"<Poller of Apps_Create: InProgress>", "<AsyncPoller of Apps_Create: InProgress>"}
        first = await got(poller.result())
        assert await got(poller.result(timeout=0)) is first
        assert (await got(poller.status()), await got(poller.done())) == ("Succeeded", True)
        await got(poller.wait())
        return first

    assert run(mode, server.url, create) == {**APP, "state": "created"}
    assert asked(server) == [PUT, POLL, POLL, GET]
    assert server.received[0].json == APP
    assert {request.headers["authorization"] for request in server.received} == {"Bearer secret"}
    assert [request.body for request in server.received[1:]] == [b""] * 3


def test_a_deletion_gives_nothing(mode, server):
    server.will_answer(Answer(202, b"", {"Location": "/gone", **AT_ONCE}), Answer(202, b"", AT_ONCE), Answer(204))

    async def delete(client):
        return await got((await got(client.apps.begin_delete("a1"))).result())

    assert run(mode, server.url, delete) is None
    assert asked(server) == [("DELETE", TARGET), ("GET", "/gone"), ("GET", "/gone")]


def test_a_loop_until_it_is_done_ends(mode, server):
    server.will_answer(accepted(), told("Creating"), told("Updating"), told("Succeeded"))

    async def loop(client):
        poller = await got(client.apps.begin_create("a1", APP))
        while not await got(poller.done()):
            pass
        return await got(poller.status())

    assert run(mode, server.url, loop) == "Succeeded"
    assert asked(server) == [PUT, POLL, POLL, POLL]


def test_the_service_is_not_asked_before_its_pause_is_over(mode, server):
    server.will_answer(accepted(LATER), told("Succeeded"))

    async def look(client):
        poller = await got(client.apps.begin_create("a1", APP))
        assert (await got(poller.status()), await got(poller.done())) == ("InProgress", False)
        with pytest.raises(WaitTimeoutError, match=r"^Apps_Create is InProgress: not over within 0 s"):
            await got(poller.wait(timeout=0))
        with pytest.raises(WaitTimeoutError, match=r"not over within 0.01 s"):
            await got(poller.result(timeout=0.01))

    run(mode, server.url, look)
    assert asked(server) == [PUT]


def test_pauses_are_what_the_service_asks_for_else_ever_longer(mode, server, never_sleeping):
    server.will_answer(accepted(LATER), told("Running", {"Retry-After": "120"}), told("Running", {}), told("Succeeded"))

    async def wait(client):
        await got((await got(client.apps.begin_create("a1", APP))).wait())

    run(mode, server.url, wait)
    assert [round(pause) for pause in never_sleeping] == [3600, 120, 1]


def test_a_wait_that_is_too_short_can_be_repeated(mode, server, never_sleeping):
    server.will_answer(accepted(LATER), told("Running", LATER), told("Succeeded"), Answer(200, APP))

    async def wait(client):
        poller = await got(client.apps.begin_create("a1", APP))
        for _ in range(2):
            with pytest.raises(WaitTimeoutError) as caught:
                await got(poller.result(timeout=2000))
        assert (caught.value.subject, caught.value.state) == ("Apps_Create", "Running")
        return await got(poller.result(timeout=4000))

    assert run(mode, server.url, wait) == APP
    assert asked(server) == [PUT, POLL, POLL, GET]


def test_a_negative_timeout_is_refused(mode, server):
    server.will_answer(accepted())

    async def wait(client):
        poller = await got(client.apps.begin_create("a1", APP))
        with pytest.raises(ConfigurationError, match="timeout is -1, but must be 0 or more"):
            await got(poller.wait(-1))

    run(mode, server.url, wait)


@pytest.mark.parametrize("state", ["Failed", "Canceled"])
def test_a_failure_is_told_and_raised_each_time(mode, server, state):
    error = {"code": "SubdomainTaken", "message": "It is taken.", "target": "subdomain"}
    server.will_answer(accepted(), told(state, error=error))

    async def fail(client):
        poller = await got(client.apps.begin_create("a1", APP))
        assert (await got(poller.status()), await got(poller.done())) == (state, True)
        for ask in (poller.wait, poller.result, poller.result):
            with pytest.raises(OperationFailedError) as caught:
                await got(ask())
        return caught.value

    raised = run(mode, server.url, fail)
    assert str(raised) == f"Apps_Create is {state}: SubdomainTaken: It is taken. (target subdomain)"
    assert raised.response.json()["status"] == state
    assert "secret" not in repr(raised.response.request.headers.raw)
    assert asked(server) == [PUT, POLL]


def test_an_error_to_the_first_request_is_raised_at_once(mode, server):
    server.will_answer(Answer(409, {"error": {"code": "Conflict", "message": "There is one."}}))

    async def create(client):
        with pytest.raises(ConflictError, match="Apps_Create: the service answered 409 Conflict: There is one"):
            await got(client.apps.begin_create("a1", APP))

    run(mode, server.url, create)


@pytest.mark.parametrize(("fault", "kind"), [(reply(500), InternalServerError), (RESET_BEFORE_HEADERS, TransportError)])
def test_a_question_that_fails_is_repeated_by_the_policy_then_raised_and_can_be_asked_again(mode, fault, kind):
    first = reply(201, APP, azure_asyncoperation=STATUS, retry_after="0")
    running, last = reply(200, {"status": "Running"}, retry_after="0"), reply(200, {"status": "Succeeded"})
    with FaultServer() as server:
        server.will_reply(first, fault, running, fault, fault, last, fault, fault, reply(200, APP))

        async def create(client):
            poller = await got(client.apps.begin_create("a1", APP))
            assert await got(poller.status()) == "Running"
            with pytest.raises(kind) as caught:
                await got(poller.status())
            assert len(caught.value.attempts) == 2
            await got(poller.wait())
            with pytest.raises(kind):
                await got(poller.result())
            return await got(poller.result())

        assert run(mode, server.url, create, retry=RetryPolicy(attempts=2, base=0)) == APP
    assert asked(server) == [PUT, *[POLL] * 5, *[GET] * 3]


def test_questions_are_events_of_the_operation_and_wait_for_the_limiter(mode, server):
    server.will_answer(accepted(), Answer(503), told("Succeeded"), Answer(200, APP))
    events: list[Event] = []
    limiter = Limiter({"default": Rate(100, 1)})

    async def create(client):
        return await got((await got(client.apps.begin_create("a1", APP))).result())

    assert run(mode, server.url, create, hooks=[events.append], limiter=limiter, retry=EAGER) == APP
    assert [(event.method, event.status, event.attempt) for event in events] == [
        ("PUT", 201, 1),
        ("GET", 503, 1),
        ("GET", 200, 2),
        ("GET", 200, 1),
    ]
    assert {(event.operation, event.path) for event in events} == {("Apps_Create", PATH)}
    assert limiter.statistics.requests == 4


def test_the_token_of_a_credential_never_goes_elsewhere(mode, server):
    with LoopbackServer() as elsewhere:
        elsewhere.will_answer(told("Succeeded"))
        server.will_answer(Answer(201, APP, {"Azure-AsyncOperation": f"{elsewhere.url}/status", **AT_ONCE}))

        async def create(client):
            poller = await got(client.apps.begin_create("a1", APP))
            for ask in (poller.status, poller.done, poller.wait, poller.result):
                with pytest.raises(PollingError, match="leads away from") as caught:
                    await got(ask())
                assert caught.value.link == f"{elsewhere.url}/status"

        run(mode, server.url, create)
        assert elsewhere.received == []


# going on elsewhere


def test_another_client_goes_on_from_a_token(mode, server):
    server.will_answer(accepted(LATER), told("Running"), told("Succeeded"), Answer(200, APP))

    async def begin(client):
        return (await got(client.apps.begin_create("a1", APP))).continuation_token()

    token = run(mode, server.url, begin)
    assert "secret" not in token

    async def go_on(client):
        poller = client.apps.resume_create(token)
        assert len(server.received) == 1
        assert poller.continuation_token() == token
        assert await got(poller.status()) == "Running"
        return await got(poller.result())

    assert run(mode, server.url, go_on) == APP
    assert asked(server) == [PUT, POLL, POLL, GET]


def test_a_token_that_is_not_of_the_client_is_refused(mode, server):
    server.will_answer(accepted(LATER))

    async def refuse(client):
        token = (await got(client.apps.begin_create("a1", APP))).continuation_token()
        with pytest.raises(ConfigurationError, match="token is damaged"):
            client.apps.resume_create(token[:-2])
        session = client.apps.session.at("https://management.usgovcloudapi.net")
        with pytest.raises(ConfigurationError, match=r"but this client is of https://management.usgov"):
            client.apps.with_session(session).resume_create(token)
        client.apps.session.parameters["subscriptionId"] = "s2"
        with pytest.raises(ConfigurationError, match='has the subscriptionId "s1", but this client has "s2"'):
            client.apps.resume_create(token)

    run(mode, server.url, refuse)


# being stopped


def test_an_interrupt_leaves_the_poller_usable(server, monkeypatch):
    server.will_answer(accepted({"Retry-After": "1"}), told("Succeeded"), Answer(200, APP))

    def interrupt(seconds: float) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    async def create(client):
        poller = client.apps.begin_create("a1", APP)
        monkeypatch.setattr("iotcentral.long_running._sync.time.sleep", interrupt)
        with pytest.raises(KeyboardInterrupt):
            poller.result()
        return poller.result()

    assert run("sync", server.url, create) == APP
    assert asked(server) == [PUT, POLL, GET]


@LEFT_OPEN_BY_HTTPX
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("while_asking", [True, False])
def test_cancellation_leaves_the_poller_usable(backend, while_asking):
    arrived, go_on = threading.Event(), threading.Event()
    pause = AT_ONCE if while_asking else {"Retry-After": "1"}
    after = [told("Running", pause), told("Succeeded"), Answer(200, APP)]

    def answer(request: Received) -> Answer:
        if request.method == "PUT":
            return accepted(pause)
        if while_asking and not arrived.is_set():
            arrived.set()
            go_on.wait(600)
            return told("Running", pause)  # to nobody
        return after.pop(0)

    async def create(client):
        poller = await client.apps.begin_create("a1", APP)
        async with anyio.create_task_group() as group:
            group.start_soon(poller.result)
            if while_asking:
                await anyio.to_thread.run_sync(arrived.wait, 60)
            else:
                await anyio.wait_all_tasks_blocked()
            group.cancel_scope.cancel()
        go_on.set()
        return await poller.result()

    with LoopbackServer(answer) as server:
        assert run(backend, server.url, create) == APP
    assert [request.method for request in server.received].count("PUT") == 1


# the raw form and the rest


def test_the_raw_form_gives_the_poller_and_the_first_response(mode, server):
    server.will_answer(accepted(), told("Succeeded"), Answer(200, APP))

    async def create(client):
        of_raw, face = (raw, Apps) if mode == "sync" else (async_raw, AsyncApps)
        answer = await got(of_raw(client.apps, face.begin_create)("a1", APP))
        assert isinstance(answer, RawResponse)
        return answer.response, await got(answer.value.result())

    response, result = run(mode, server.url, create)
    assert (response.status_code, response.headers["azure-asyncoperation"], result) == (201, STATUS, APP)


def test_the_poller_of_the_raw_form_goes_on_with_the_session_of_the_client_and_keeps_no_response(server):
    server.will_answer(accepted(), told("Running"), told("Succeeded"), Answer(200, APP))

    async def create(client):
        answer = raw(client.apps, Apps.begin_create)("a1", APP)
        assert answer.value.result() == APP
        assert vars(answer.value)["_session"] is client.apps.session
        return answer.response

    assert run("sync", server.url, create).status_code == 201


def test_a_parameter_that_the_client_does_not_know_is_named(mode, server):
    async def other(client):
        with pytest.raises(ConfigurationError, match="the client has no tenantId: "):
            client.apps.other()

    run(mode, server.url, other)


def test_a_service_that_goes_away_while_it_is_asked_is_told(mode, server):
    server.will_answer(accepted(), Answer(503))

    async def create(client):
        poller = await got(client.apps.begin_create("a1", APP))
        with pytest.raises(ServiceUnavailableError, match="Apps_Create: the service answered 503"):
            await got(poller.wait(timeout=0))

    run(mode, server.url, create)
