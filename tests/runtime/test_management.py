"""Clients of the control plane are built from a subscription and a credential, and refuse what cannot work."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from iotcentral import ApiToken, BearerToken, ConfigurationError
from iotcentral._core.aio.resource import AsyncResource
from iotcentral._core.decoding import mapping
from iotcentral._core.operation import Operation
from iotcentral._core.sync.resource import Resource
from iotcentral.management import AsyncManagementClient, ManagementClient
from tests.support.modes import got, run_client

GET: Operation[dict[str, Any]] = Operation(
    "Apps_Get", "GET", "/subscriptions/{subscriptionId}/apps", fixed={}, results={200: lambda: mapping}
)
SUBSCRIPTION = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
CREDENTIAL = BearerToken("secret")
CLIENTS = [ManagementClient, AsyncManagementClient]


class Answering(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers without a network, and keeps the requests."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.tokens: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.tokens.append(request.headers["authorization"])
        return httpx.Response(200, json={"id": "a1"})

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)


class Scoped:
    """A credential that remembers what it was asked for."""

    def __init__(self) -> None:
        self.scopes: list[str] = []

    def get_token(self, *scopes: str) -> Any:
        self.scopes += scopes
        return type("AccessToken", (), {"token": "of-arm", "expires_on": 4_000_000_000})


def asked(mode: str, *arguments: Any, **options: Any) -> Answering:
    """Send one request through a client of the mode."""
    transport = Answering()

    async def send(client: Any) -> None:
        resource = (Resource if mode == "sync" else AsyncResource)(client._session)
        call = resource._call(GET, {"subscriptionId": resource._parameter("subscriptionId")})
        assert await got(call) == {"id": "a1"}

    clients = (ManagementClient, AsyncManagementClient)
    run_client(mode, clients, send, *arguments, transport=transport, **options)
    return transport


def test_requests_go_to_resource_manager_with_the_subscription_in_their_path(mode):
    sent = asked(mode, SUBSCRIPTION, CREDENTIAL)
    assert [str(request.url) for request in sent.requests] == [
        f"https://management.azure.com/subscriptions/{SUBSCRIPTION}/apps"
    ]
    assert sent.tokens == ["Bearer secret"]


@pytest.mark.parametrize(
    ("options", "scope"),
    [
        ({}, "https://management.azure.com/.default"),
        ({"endpoint": "https://management.usgovcloudapi.net"}, "https://management.azure.com/.default"),
        ({"scope": "https://management.core.usgovcloudapi.net/.default"},) * 2,
    ],
    ids=["default", "another endpoint", "another scope"],
)
def test_tokens_are_asked_for_with_the_scope(mode, options, scope):
    scope = scope["scope"] if isinstance(scope, dict) else scope
    credential = Scoped()
    sent = asked(mode, SUBSCRIPTION, credential, **options)
    assert credential.scopes == [scope]
    assert sent.tokens == ["Bearer of-arm"]


def test_the_subscription_may_come_from_the_environment(mode, monkeypatch):
    monkeypatch.setenv("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION)
    sent = asked(mode, credential=CREDENTIAL)
    assert sent.requests[0].url.path == f"/subscriptions/{SUBSCRIPTION}/apps"


def test_an_explicit_subscription_wins_over_the_environment(mode, monkeypatch):
    monkeypatch.setenv("AZURE_SUBSCRIPTION_ID", "another")
    sent = asked(mode, SUBSCRIPTION, CREDENTIAL)
    assert sent.requests[0].url.path == f"/subscriptions/{SUBSCRIPTION}/apps"


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_shows_its_subscription_and_address_and_has_no_limiter(client):
    made = client(SUBSCRIPTION, CREDENTIAL, endpoint="http://localhost:8800/")
    assert (made.subscription_id, made.base_url, made.limiter) == (SUBSCRIPTION, "http://localhost:8800", None)
    assert repr(made) == f"{client.__name__}('http://localhost:8800')"
    other = made.with_options(timeout=1)
    assert (other.subscription_id, other.base_url) == (SUBSCRIPTION, "http://localhost:8800")


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("arguments", [(None, CREDENTIAL), ("", CREDENTIAL)])
def test_a_missing_subscription_is_an_error_that_names_the_variable(client, arguments):
    with pytest.raises(ConfigurationError, match=r"^no subscription given: .* or set AZURE_SUBSCRIPTION_ID$"):
        client(*arguments)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("subscription", ["a/b", "..", "a b", "s1\n", "{s1}", "/subscriptions/s1", "s1?x=1", "ü"])
def test_what_is_no_subscription_is_refused(client, subscription):
    with pytest.raises(ConfigurationError, match=r"is not the id of a subscription: pass its GUID"):
        client(subscription, CREDENTIAL)


@pytest.mark.parametrize("client", CLIENTS)
def test_a_missing_credential_is_refused(client, monkeypatch):
    monkeypatch.setenv("IOTCENTRAL_API_TOKEN", "SharedAccessSignature sr=app")
    with pytest.raises(ConfigurationError, match=r"^no credential given: .*DefaultAzureCredential"):
        client(SUBSCRIPTION)


@pytest.mark.parametrize("client", CLIENTS)
def test_the_token_of_an_application_is_refused_without_showing_it(client):
    with pytest.raises(ConfigurationError, match=r"^an API token belongs to one application.*azure-identity") as caught:
        client(SUBSCRIPTION, ApiToken("SharedAccessSignature sr=app&sig=s3cr3t"))
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize(
    ("endpoint", "reason"),
    [
        ("management.azure.com", "is not a valid endpoint: a URL begins with https://"),
        ("ftp://management.azure.com", "is not a valid endpoint: a URL begins with https://"),
        ("http://management.azure.com", "would send the credential unencrypted"),
        ("https://management.azure.com/subscriptions", "pass scheme, host and port only"),
        ("https://[::1", "is not a valid endpoint: "),
        ("", "is not a valid endpoint: "),
    ],
)
def test_what_is_no_endpoint_is_refused(client, endpoint, reason):
    with pytest.raises(ConfigurationError, match=reason):
        client(SUBSCRIPTION, CREDENTIAL, endpoint=endpoint)
