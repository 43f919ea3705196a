"""Tokens are refreshed when they have to be, once for all who wait, and go to the application alone."""

from __future__ import annotations

import logging
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from time import sleep, time
from typing import NamedTuple

import anyio
import pytest

from iotcentral import (
    ApiToken,
    BearerToken,
    CredentialError,
    IoTCentralError,
    TransportError,
    UnauthorizedError,
)
from tests.support.faults import RESET_BEFORE_HEADERS, Collection, FaultServer, Reply, reply
from tests.support.loopback import Received
from tests.support.modes import got, listed, run

EXPIRED = "SharedAccessSignature sr=app&sig=s3cr3t&skn=tests&se=1577934245000"
DEVICE = reply(200, {"id": "d1"})


class AccessToken(NamedTuple):
    token: str
    expires_on: float


class Identity:
    """Numbered tokens that live for an hour; others get in between while one is asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def next(self) -> AccessToken:
        self.asked += 1
        return AccessToken(f"s3cr3t-{self.asked}", time() + 3600)

    def get_token(self, *scopes: str) -> AccessToken:
        sleep(0.01)
        return self.next()


class AsyncIdentity(Identity):
    """The same, to be awaited."""

    async def get_token(self, *scopes: str) -> AccessToken:
        await anyio.sleep(0.01)
        return self.next()


class Guarded:
    """Answers 401 to all tokens but the accepted ones, and to those what it is told."""

    def __init__(self, answer, *accepted: str) -> None:
        self.answer = answer
        self.accepted = {f"Bearer s3cr3t-{number}" for number in accepted}

    def __call__(self, request: Received) -> Reply:
        if request.headers["authorization"] not in self.accepted:
            return reply(401, {"error": {"code": "Unauthorized"}})
        return self.answer(request)


def device(request: Received) -> Reply:
    return DEVICE


def get(app):
    return app.devices.get("d1")


def identity(mode: str) -> Identity:
    return Identity() if mode == "sync" else AsyncIdentity()


def sent_tokens(server: FaultServer) -> list[str]:
    return [request.headers["authorization"].rpartition("-")[2] for request in server.received]


def many(mode: str, action):
    """Run the action in 64 threads or 256 tasks at once; return what came of each."""

    def threads(app):
        ready = threading.Barrier(64, timeout=600)

        def one(_: int):
            ready.wait()
            return action(app)

        with ThreadPoolExecutor(64) as pool:
            return [*pool.map(one, range(64))]

    async def tasks(app):
        results = []

        async def one() -> None:
            results.append(await action(app))

        async with anyio.create_task_group() as group:
            for _ in range(256):
                group.start_soon(one)
        return results

    return threads if mode == "sync" else tasks


def test_an_expired_api_token_is_refused_before_anything_is_sent(mode):
    with FaultServer(device) as server:
        with pytest.raises(CredentialError, match="the API token expired on 2020-01-02 at 03:04:05 UTC") as caught:
            run(mode, server.url, ApiToken(EXPIRED), get)
        assert server.received == []
    assert "s3cr3t" not in str(caught.value)


def test_a_refused_token_is_refreshed_and_the_request_repeated(mode):
    credential = identity(mode)
    with FaultServer(Guarded(device, "2")) as server:
        assert run(mode, server.url, credential, get).id == "d1"
    assert sent_tokens(server) == ["1", "2"]
    first, second = (request.headers["x-ms-client-request-id"] for request in server.received)
    assert first == second


@pytest.mark.parametrize("method", ["get", "patch"])
def test_a_second_refusal_is_raised(mode, method):
    credential = identity(mode)
    action = get if method == "get" else lambda app: app.devices.update("d1", {"enabled": True})
    with FaultServer(Guarded(device)) as server, pytest.raises(UnauthorizedError):
        run(mode, server.url, credential, action)
    assert sent_tokens(server) == ["1", "2"]
    assert credential.asked == 2


def test_a_token_that_cannot_be_refreshed_is_sent_once(mode, token):
    for credential in (BearerToken("s3cr3t"), ApiToken(token), lambda: "s3cr3t-1"):
        with FaultServer(Guarded(device)) as server, pytest.raises(UnauthorizedError):
            run(mode, server.url, credential, get)
        assert len(server.received) == 1


def test_all_who_begin_at_once_cause_one_question_for_a_token(mode):
    credential = identity(mode)
    with FaultServer(device) as server:
        results = run(mode, server.url, credential, many(mode, get))
    assert {each.id for each in results} == {"d1"}
    assert len(results) == (64 if mode == "sync" else 256)
    assert credential.asked == 1


def test_all_whose_token_is_refused_cause_one_refresh(mode):
    credential = identity(mode)
    with FaultServer(Guarded(device, "2")) as server:
        results = run(mode, server.url, credential, many(mode, get))
    assert {each.id for each in results} == {"d1"}
    assert credential.asked == 2


def test_a_refusal_in_the_middle_of_a_list_loses_nothing(mode):
    credential = identity(mode)
    collection = Collection(20, 2, {})
    guarded = Guarded(collection, "1")

    def expiring(request: Received) -> Reply:
        if "start=8" in request.target:
            guarded.accepted = {"Bearer s3cr3t-2"}
        return guarded(request)

    with FaultServer(expiring) as server:
        assert run(mode, server.url, credential, listed) == collection.ids
    assert sent_tokens(server) == ["1"] * 5 + ["2"] * 6


@pytest.mark.parametrize(
    "last",
    [reply(404), RESET_BEFORE_HEADERS, reply(200, b"{"), reply(308, location="/api/devices/d2")],
    ids=["status", "reset", "no JSON", "redirect"],
)
def test_no_token_is_in_what_is_left_of_a_failed_request(mode, caplog, last):
    guarded = FaultServer(Guarded(lambda request: last, "2"))
    with guarded as server, caplog.at_level(logging.DEBUG), pytest.raises(IoTCentralError) as caught:
        run(mode, server.url, identity(mode), get)
    error = caught.value
    assert "s3cr3t" not in f"{error} {error!r} {error.__cause__!r} {vars(error)}"
    assert b"s3cr3t" not in pickle.dumps(error)
    assert "s3cr3t" not in caplog.text
    response = getattr(error, "response", None)
    kept = [error.__cause__.request] if isinstance(error, TransportError) else [response.request, response.next_request]
    if response is not None:
        kept += [earlier.request for earlier in response.history]
    assert not any("s3cr3t" in str(request.headers.raw) for request in kept if request is not None)


def test_a_token_that_expires_soon_is_refreshed_before_it_is_sent(mode):
    credential = identity(mode)
    lifetimes = iter([299, 3600])
    fresh = type(credential).get_token

    class Dying(type(credential)):
        if mode == "sync":

            def get_token(self, *scopes: str) -> AccessToken:
                return fresh(self)._replace(expires_on=time() + next(lifetimes))

        else:

            async def get_token(self, *scopes: str) -> AccessToken:
                return (await fresh(self))._replace(expires_on=time() + next(lifetimes))

    async def thrice(app):
        for _ in range(3):
            await got(get(app))

    with FaultServer(device) as server:
        run(mode, server.url, Dying(), thrice)
    assert sent_tokens(server) == ["1", "2", "2"]
