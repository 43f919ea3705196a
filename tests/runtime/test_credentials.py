"""Credentials give the right header, are asked no more than needed, and never show a token."""

from __future__ import annotations

import pickle
import threading
from datetime import UTC, datetime
from time import time
from typing import NamedTuple

import anyio
import httpx
import pytest

from iotcentral import ApiToken, BearerToken, ConfigurationError, CredentialError, UsageError
from iotcentral._core.auth import SCOPE, CredentialAuth
from tests.support.modes import MODES

SIGNATURE = "SharedAccessSignature sr=app&sig=s3cr3t%3D&skn=tests&se=1893456000000"
HOUR = 3600


class AccessToken(NamedTuple):
    token: str
    expires_on: int


class Blocking:
    """A credential as azure-identity's: numbered tokens that live for `lifetime` seconds."""

    def __init__(self, lifetime: float = HOUR) -> None:
        self.lifetime = lifetime
        self.asked: list[tuple[str, ...]] = []
        self.threads: list[int] = []

    def get_token(self, *scopes: str) -> AccessToken:
        self.asked.append(scopes)
        self.threads.append(threading.get_ident())
        return AccessToken(f"s3cr3t-{len(self.asked)}", int(time() + self.lifetime))


class Awaited(Blocking):
    """The same, to be awaited."""

    async def get_token(self, *scopes: str) -> AccessToken:
        return super().get_token(*scopes)


class Answering:
    """A credential that gives one answer, or raises it."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def get_token(self, *scopes: str) -> object:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Promise:
    """What is awaited without being a coroutine, such as a future."""

    def __await__(self):
        yield from ()
        return AccessToken("s3cr3t", int(time() + HOUR))


class AwaitedAnswering(Answering):
    """The same, to be awaited."""

    async def get_token(self, *scopes: str) -> object:
        return super().get_token(*scopes)


class Giving:
    """An object that is called for a token."""

    def __init__(self, token: str) -> None:
        self.token = token

    def __call__(self) -> str:
        return self.token


def header(auth: CredentialAuth) -> str:
    request = httpx.Request("GET", "https://contoso.azureiotcentral.com/")
    next(auth.sync_auth_flow(request))
    return request.headers["Authorization"]


async def aio_header(auth: CredentialAuth) -> str:
    request = httpx.Request("GET", "https://contoso.azureiotcentral.com/")
    flow = auth.async_auth_flow(request)
    await anext(flow)
    await flow.aclose()
    return request.headers["Authorization"]


def headers(mode: str, auth: CredentialAuth, requests: int = 1) -> list[str]:
    """Return the header of each of several requests, one after another."""
    if mode == "sync":
        return [header(auth) for _ in range(requests)]

    async def main() -> list[str]:
        return [await aio_header(auth) for _ in range(requests)]

    return anyio.run(main, backend=mode)


def kinds(blocking: type, awaited: type) -> pytest.MarkDecorator:
    """Run a test in each mode with the kinds of a credential that the mode takes."""
    cases = [(mode, kind) for mode in MODES for kind in (blocking, awaited) if (mode, kind) != ("sync", awaited)]
    return pytest.mark.parametrize(("mode", "kind"), cases, indirect=["mode"])


@pytest.mark.parametrize(
    ("credential", "expected"), [(ApiToken(SIGNATURE), SIGNATURE), (BearerToken("abc.def"), "Bearer abc.def")]
)
def test_a_fixed_token_is_sent_as_it_is(mode, credential, expected):
    assert headers(mode, CredentialAuth(credential, SCOPE)) == [expected]


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        (ApiToken, ""),
        (ApiToken, "s3cr3t"),
        (ApiToken, "Bearer s3cr3t"),
        (ApiToken, "sharedaccesssignature sr=s3cr3t"),
        (ApiToken, "SharedAccessSignature"),
        (ApiToken, "SharedAccessSignature "),
        (ApiToken, f"{SIGNATURE}\n"),
        (ApiToken, f" {SIGNATURE}"),
        (ApiToken, f"{SIGNATURE}é"),
        (BearerToken, ""),
        (BearerToken, "Bearer s3cr3t"),
        (BearerToken, "s3cr3t\n"),
        (BearerToken, "s3cr3té"),
    ],
)
def test_a_token_of_another_form_is_refused_without_showing_it(kind, token):
    with pytest.raises(ConfigurationError) as caught:
        kind(token)
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    "value",
    [
        ApiToken(SIGNATURE),
        BearerToken("s3cr3t"),
        CredentialAuth(ApiToken(SIGNATURE), SCOPE),
        CredentialAuth(Blocking(), SCOPE),
    ],
    ids=repr,
)
def test_no_repr_shows_a_token(value):
    if isinstance(value, CredentialAuth):
        header(value)
    assert "s3cr3t" not in repr(value)
    assert type(value).__name__ in repr(value)


@pytest.mark.parametrize("value", [SIGNATURE, None, object(), 5])
def test_what_is_no_credential_is_refused_without_showing_it(value):
    with pytest.raises(ConfigurationError, match="is not a credential: pass ApiToken") as caught:
        CredentialAuth(value, SCOPE)
    assert "s3cr3t" not in str(caught.value)


def test_a_blocking_credential_is_asked_for_the_scope():
    credential = Blocking()
    assert header(CredentialAuth(credential, "scope")) == "Bearer s3cr3t-1"
    assert credential.asked == [("scope",)]


@kinds(Blocking, Awaited)
@pytest.mark.parametrize(
    ("lifetime", "asked"), [(HOUR, 1), (400, 1), (200, 3), (0, 3), (-HOUR, 3)], ids=lambda value: f"{value}"
)
def test_a_token_is_kept_until_shortly_before_it_expires(mode, kind, lifetime, asked):
    credential = kind(lifetime)
    assert headers(mode, CredentialAuth(credential, SCOPE), 3)[-1] == f"Bearer s3cr3t-{asked}"
    assert credential.asked == [(SCOPE,)] * asked


def test_a_refreshed_token_is_kept_in_turn():
    credential = Blocking(0)
    auth = CredentialAuth(credential, SCOPE)
    header(auth)
    credential.lifetime = HOUR
    assert [header(auth), header(auth)] == ["Bearer s3cr3t-2", "Bearer s3cr3t-2"]


@pytest.mark.anyio
async def test_a_blocking_credential_does_not_run_on_the_event_loop():
    credential = Blocking()
    assert await aio_header(CredentialAuth(credential, SCOPE)) == "Bearer s3cr3t-1"
    assert credential.threads[0] != threading.get_ident()


@pytest.mark.anyio
async def test_an_awaited_credential_runs_on_the_event_loop():
    credential = Awaited()
    assert await aio_header(CredentialAuth(credential, SCOPE)) == "Bearer s3cr3t-1"
    assert credential.threads == [threading.get_ident()]


@pytest.mark.anyio
async def test_a_credential_may_give_something_to_await():
    assert await aio_header(CredentialAuth(Answering(Promise()), SCOPE)) == "Bearer s3cr3t"


@pytest.mark.parametrize("credential", [Awaited(), Answering(Promise())], ids=["coroutine", "promise"])
def test_an_awaited_credential_in_a_sync_client_is_refused(credential):
    with pytest.raises(CredentialError, match="is asynchronous: use it with an async client"):
        header(CredentialAuth(credential, SCOPE))


@kinds(Answering, AwaitedAnswering)
def test_a_failing_credential_is_wrapped(mode, kind):
    cause = RuntimeError("no identity endpoint")
    with pytest.raises(CredentialError, match="RuntimeError: no identity endpoint") as caught:
        headers(mode, CredentialAuth(kind(cause), SCOPE))
    assert caught.value.__cause__ is cause


NO_TOKENS = [
    None,
    5,
    b"s3cr3t",
    "s3cr3t\n",
    "s3 cr3t",
    "SharedAccessSignature ",
    "",
    AccessToken(None, 0),
    AccessToken("s3cr3t\n", 0),
    AccessToken("", 0),
    AccessToken("s3cr3t", None),
]


@kinds(Answering, AwaitedAnswering)
@pytest.mark.parametrize("answer", NO_TOKENS, ids=range(len(NO_TOKENS)))
def test_an_answer_that_is_no_token_is_refused_without_showing_it(mode, kind, answer):
    with pytest.raises(CredentialError, match="returned no access token") as caught:
        headers(mode, CredentialAuth(kind(answer), SCOPE))
    assert "s3cr3t" not in str(caught.value)


def test_se_is_read_as_milliseconds():
    assert ApiToken(SIGNATURE).expires_at == datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "se", ["", "&se=", "&se=soon", "&se=-1", f"&se={'9' * 30}", f"&se={'9' * 5000}", "&other=1&xse=5"]
)
def test_a_token_without_a_legible_expiry_does_not_expire(se):
    token = f"SharedAccessSignature sr=app&sig=s3cr3t{se}"
    assert ApiToken(token).expires_at is None
    assert header(CredentialAuth(ApiToken(token), SCOPE)) == token


@pytest.mark.parametrize("given", ["abc", SIGNATURE])
def test_a_function_gives_a_bearer_or_an_api_token(mode, given):
    async def awaited():
        return given

    functions = [lambda: given, Giving(given)]
    if mode != "sync":
        functions += [awaited, lambda: awaited()]
    expected = given if given == SIGNATURE else f"Bearer {given}"
    for function in functions:
        assert headers(mode, CredentialAuth(function, SCOPE)) == [expected]


def test_a_function_is_asked_once_until_its_token_is_refused():
    asked = []
    auth = CredentialAuth(lambda: asked.append(1) or f"s3cr3t-{len(asked)}", SCOPE)
    assert [header(auth), header(auth)] == ["Bearer s3cr3t-1"] * 2


def test_a_token_that_came_meanwhile_is_not_dropped_with_the_refused_one():
    credential = Blocking()
    auth = CredentialAuth(credential, SCOPE)
    request = httpx.Request("GET", "https://contoso.azureiotcentral.com/")
    flows = [auth.sync_auth_flow(request) for _ in range(2)]
    for flow in flows:
        next(flow)
    for flow in flows:
        assert flow.send(httpx.Response(401)).headers["Authorization"] == "Bearer s3cr3t-2"
    assert len(credential.asked) == 2


@pytest.mark.parametrize("credential", [ApiToken("SharedAccessSignature sr=1&sig=s3cr3t"), BearerToken("s3cr3t")])
def test_a_token_is_not_pickled(credential):
    with pytest.raises(TypeError, match="cannot be pickled") as caught:
        pickle.dumps(credential)
    assert isinstance(caught.value, UsageError)
