"""Clients are built from settings, keep their resources, close their connections, and say who they are."""

from __future__ import annotations

import platform
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from types import SimpleNamespace

import anyio
import httpx
import iotcentral_v2022_10_31_preview as preview
import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral, models

from iotcentral import UNSET, ApiToken, BearerToken, ConfigurationError, TransportTimeoutError
from iotcentral._core.retry import NO_RETRY
from tests.support.loopback import Answer, LoopbackServer, Received
from tests.support.modes import got, run, run_client
from tests.support.packages import PACKAGES

DEVICE = Answer(200, {"id": "d1"})


class Counting(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers without a network, and counts how often it is closed."""

    def __init__(self) -> None:
        self.closed = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"id": request.url.host})

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1


def get(app):
    return app.devices.get("d1")


def echoed_id(request: Received) -> Answer:
    return Answer(200, {"id": request.target.partition("?")[0].rpartition("/")[2]})


@pytest.mark.parametrize("package", [package.module for package in PACKAGES], ids=lambda package: package.API_VERSION)
def test_the_user_agent_names_the_packages_and_their_versions(mode, package, server, token):
    server.will_answer(DEVICE)
    run_client(mode, (package.IoTCentral, package.AsyncIoTCentral), get, server.url, ApiToken(token))
    assert server.received[0].headers["user-agent"].split() == [
        f"iotcentral-v{package.API_VERSION}/{package.__version__}",
        f"iotcentral/{version('iotcentral')}",
        f"python/{platform.python_version()}",
        f"httpx/{httpx.__version__}",
    ]


def test_a_request_arrives_as_it_was_meant(app, server):
    server.will_answer(DEVICE)
    app.devices.create("a/../ü?#%", models.Device(display_name="Tür", organizations=[]))
    (request,) = server.received
    assert request.method == "PUT"
    assert request.target == "/api/devices/a%2F..%2F%C3%BC%3F%23%25?api-version=2022-07-31"
    assert request.json == {"displayName": "Tür", "organizations": []}
    assert request.headers["content-type"] == "application/json"
    assert request.headers["accept"] == "application/json"


@pytest.mark.parametrize("device", [".", "..", "...", "a b", "%2E%2E"])
def test_no_id_leaves_its_place_in_the_path(app, server, device):
    server.will_answer(DEVICE)
    app.devices.get_properties(device)
    encoded = {".": "%2E", "..": "%2E%2E", "...": "...", "a b": "a%20b", "%2E%2E": "%252E%252E"}[device]
    assert server.received[0].target == f"/api/devices/{encoded}/properties?api-version=2022-07-31"


def test_optional_query_and_header_parameters_arrive(server, token):
    server.will_answer(DEVICE, Answer(200, {"value": []}))
    with preview.IoTCentral(server.url, ApiToken(token)) as app:
        app.devices.update("d1", preview.models.DevicePatch(enabled=None), if_match='W/"5"')
        assert [*app.devices.list(filter="displayName eq 'a&b+c'", maxpagesize=5)] == []
    update, listing = server.received
    assert update.headers["if-match"] == 'W/"5"'
    assert update.headers["content-type"] == "application/merge-patch+json"
    assert update.json == {"enabled": None}
    assert "if-match" not in listing.headers
    assert httpx.URL(listing.target).params.multi_items() == [
        ("api-version", "2022-10-31-preview"),
        ("filter", "displayName eq 'a&b+c'"),
        ("maxpagesize", "5"),
    ]


def test_application_and_token_may_come_from_the_environment(server, token, monkeypatch):
    monkeypatch.setenv("IOTCENTRAL_APP", server.url)
    monkeypatch.setenv("IOTCENTRAL_API_TOKEN", token)
    server.will_answer(DEVICE)
    with IoTCentral() as app:
        assert app.devices.get("d1").id == "d1"
    assert server.received[0].headers["authorization"] == token


def test_explicit_arguments_win_over_the_environment(server, token, monkeypatch):
    monkeypatch.setenv("IOTCENTRAL_APP", "fabrikam")
    monkeypatch.setenv("IOTCENTRAL_API_TOKEN", token)
    server.will_answer(DEVICE)
    with IoTCentral(server.url, BearerToken("explicit")) as app:
        app.devices.get("d1")
    assert server.received[0].headers["authorization"] == "Bearer explicit"


@pytest.mark.parametrize("client", [IoTCentral, AsyncIoTCentral])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no application given"),
        (("contoso",), "no credential given"),
        (("contoso", "s3cr3t"), "is not a credential"),
    ],
)
def test_a_client_without_application_or_credential_is_refused(client, arguments, message):
    with pytest.raises(ConfigurationError, match=message) as caught:
        client(*arguments)
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize("client", [IoTCentral, AsyncIoTCentral])
def test_an_application_resource_of_the_control_plane_leads_to_its_client(client, token):
    resource = SimpleNamespace(properties=SimpleNamespace(subdomain="contoso"))
    assert client(resource, ApiToken(token)).base_url == "https://contoso.azureiotcentral.com"
    app = client(resource, ApiToken(token), base_domain="http://localhost:8800")
    assert app.base_url == "http://contoso.localhost:8800"
    with pytest.raises(ConfigurationError, match=r"has no properties\.subdomain"):
        client(SimpleNamespace(properties=UNSET), ApiToken(token))


def test_resources_are_kept(within):
    def look(app):
        assert app.devices is app.devices
        assert app.devices is not app.jobs
        assert app.with_options(timeout=1).devices is not app.devices

    within(look)


def test_leaving_the_context_closes_the_connections(mode, token):
    transport = Counting()

    async def ask(app):
        assert (await got(get(app))).id == "contoso.azureiotcentral.com"
        assert transport.closed == 0

    run(mode, "contoso", ApiToken(token), ask, transport=transport)
    assert transport.closed == 1


def test_the_context_is_left_closed_by_an_error_too(token):
    transport = Counting()
    with pytest.raises(ZeroDivisionError), IoTCentral("contoso", ApiToken(token), transport=transport):
        _ = 1 / 0
    assert transport.closed == 1


def test_a_client_with_other_options_shares_the_connections(token):
    transport = Counting()
    app = IoTCentral("contoso", ApiToken(token), transport=transport)
    other = app.with_options(timeout=None)
    assert type(other) is IoTCentral
    assert other.base_url == app.base_url
    other.close()
    assert transport.closed == 1
    with pytest.raises(RuntimeError, match="closed"):
        app.devices.get("d1")


def test_a_shorter_time_out_holds_for_the_new_client_alone(mode, silent_url, token):
    async def hurry(app):
        hasty = app.with_options(timeout=0.05)
        with pytest.raises(TransportTimeoutError):
            await got(get(hasty))
        assert hasty.devices.session.options.timeout == 0.05
        assert app.devices.session.options.timeout == httpx.Timeout(60)

    run(mode, silent_url, ApiToken(token), hurry, timeout=httpx.Timeout(60), retry=NO_RETRY)


def test_one_client_serves_many_threads(token):
    names = [f"d{number}" for number in range(40)]
    with (
        LoopbackServer(echoed_id) as server,
        IoTCentral(server.url, ApiToken(token), limiter=None) as app,
        ThreadPoolExecutor(4) as pool,
    ):
        assert [device.id for device in pool.map(app.devices.get, names)] == names


@pytest.mark.anyio
async def test_one_client_serves_many_tasks(token):
    names = [f"d{number}" for number in range(40)]
    found: dict[str, str] = {}
    waiting = iter(names)
    with LoopbackServer(echoed_id) as server:
        async with AsyncIoTCentral(server.url, ApiToken(token), limiter=None) as app:

            async def work() -> None:
                for name in waiting:
                    found[name] = (await app.devices.get(name)).id

            async with anyio.create_task_group() as group:
                for _ in range(4):
                    group.start_soon(work)
    assert found == {name: name for name in names}


@pytest.mark.parametrize("client", [IoTCentral, AsyncIoTCentral])
def test_a_client_shows_its_address_and_no_token(client, token):
    app = client("contoso", ApiToken(token))
    assert app.base_url == "https://contoso.azureiotcentral.com"
    assert repr(app) == f"{client.__name__}('https://contoso.azureiotcentral.com')"
