"""One connector calls many applications: each call goes to the one it names, over one pool and under one limit."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import httpx
import orjson
import pytest

from iotcentral import (
    ApiToken,
    BearerToken,
    ConfigurationError,
    Limiter,
    NotFoundError,
    PagingError,
    Rate,
    RawResponse,
    TransportError,
)
from iotcentral._core.operation import Operation
from iotcentral._core.retry import NO_RETRY
from iotcentral.connector import AsyncConnectorClient, ConnectorClient
from tests.support.modes import all_of, run_client
from tests.support.sample_connector import AsyncConnector, Connector, Device

TOKEN = BearerToken("s3cr3t")

CLIENTS = pytest.mark.parametrize("client", [Connector, AsyncConnector])


class Applications(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers for all applications, and keeps what was asked."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response] | None = None) -> None:
        self.answer = answer or self.device
        self.received: list[httpx.Request] = []
        self.headers: list[str] = []
        self.closed = 0

    def device(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"id": request.url.path.rpartition("/")[2], "template": request.url.host})

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.received.append(request)
        self.headers.append(request.headers["authorization"])
        return self.answer(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return self.handle_request(request)

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1

    @property
    def targets(self) -> list[str]:
        return [str(request.url) for request in self.received]


def run(mode: str, action: Callable[[Any], Any], transport: httpx.BaseTransport, **options: Any) -> Any:
    """Return the result of an action for a connector of the mode, awaited if necessary."""
    options = {"retry": NO_RETRY, "transport": transport, **options}
    return run_client(mode, (Connector, AsyncConnector), action, TOKEN, **options)


async def items(pager: Any) -> list[str]:
    """Return the ids of a list."""
    return [item.id for item in await all_of(pager)]


def test_a_call_goes_to_the_application_that_it_names(mode):
    transport = Applications()
    for application in ["contoso", "Fabrikam", "contoso.azureiotcentral.com", "http://127.0.0.1:8800/"]:
        run(mode, lambda c, a=application: c.create_or_update_a_device(a, "d1"), transport)
    assert [f"{request.url.scheme}://{request.url.netloc.decode()}" for request in transport.received] == [
        "https://contoso.azureiotcentral.com",
        "https://fabrikam.azureiotcentral.com",
        "https://contoso.azureiotcentral.com",
        "http://127.0.0.1:8800",
    ]
    assert {request.url.raw_path for request in transport.received} == {b"/api/devices/d1?api-version=2022-07-31"}


def test_a_call_carries_the_credential_and_the_body_and_gives_the_typed_result(mode):
    transport = Applications()
    got = run(mode, lambda c: c.create_or_update_a_device("contoso", "d1", display_name="Door", id="d1"), transport)
    assert got == Device(id="d1", instance_of="contoso.azureiotcentral.com")
    assert orjson.loads(transport.received[0].content) == {"displayName": "Door"}
    assert transport.headers == ["Bearer s3cr3t"]


@pytest.mark.parametrize(
    ("base_domain", "address"),
    [
        ("azureiotcentral.us", "https://contoso.azureiotcentral.us"),
        ("http://localhost:8800", "http://contoso.localhost:8800"),
        ("https://localhost:8800/", "https://contoso.localhost:8800"),
    ],
)
def test_subdomains_are_below_the_base_domain(mode, base_domain, address):
    transport = Applications()
    run(mode, lambda c: c.create_or_update_a_device("contoso", "d1"), transport, base_domain=base_domain)
    assert transport.targets[0].startswith(f"{address}/api/")


def test_an_application_may_be_given_as_a_resource(mode):
    transport = Applications()
    resource = SimpleNamespace(properties=SimpleNamespace(subdomain="contoso"))
    run(mode, lambda c: c.create_or_update_a_device(resource, "d1"), transport)
    assert transport.received[0].url.host == "contoso.azureiotcentral.com"


@pytest.mark.parametrize(
    "application", ["", "con toso", "ftp://contoso", "https://contoso/path", None, "http://contoso.com"]
)
def test_an_unusable_application_is_refused_before_anything_is_sent(mode, application):
    transport = Applications()
    with pytest.raises(ConfigurationError, match=r"^CreateOrUpdateADevice: "):
        run(mode, lambda c: c.create_or_update_a_device(application, "d1"), transport)
    with pytest.raises(ConfigurationError, match=r"^ListDevices: "):
        run(mode, lambda c: c.list_devices(application), transport)
    assert transport.received == []


def test_bad_arguments_are_refused_before_anything_is_sent(mode):
    transport = Applications()
    for action in [
        lambda c: c.create_or_update_a_device("contoso", ""),
        lambda c: c.create_or_update_a_device("contoso", "d1", id="d2"),
        lambda c: c.create_a_job("contoso", "j1", {"data": 1}),
        lambda c: c.create_a_job("contoso", "j1", {"data": [{"type": "a"}]}, job_type="b"),
    ]:
        with pytest.raises(ConfigurationError):
            run(mode, action, transport)
    assert transport.received == []


def test_errors_of_the_service_and_of_the_way_name_the_action(mode):
    missing = Applications(lambda _: httpx.Response(404, json={"error": {"code": "NotFound", "message": "no"}}))
    with pytest.raises(NotFoundError, match=r"^GetCommandResponse: the service answered 404 NotFound"):
        run(mode, lambda c: c.get_command_response("contoso", "d1", "reboot"), missing)

    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(
        TransportError, match=r"CreateOrUpdateADevice: no response from https://contoso.*PUT /api/devices/\{deviceId\}"
    ):
        run(mode, lambda c: c.create_or_update_a_device("contoso", "d1"), Applications(broken))


def two_pages(request: httpx.Request) -> httpx.Response:
    if "page" in request.url.params:
        return httpx.Response(200, json={"value": [{"id": "b"}]})
    return httpx.Response(200, json={"value": [{"id": "a"}], "nextLink": "/api/devices?page=2"})


def test_a_paged_action_walks_through_the_pages_of_its_application(mode):
    transport = Applications(two_pages)
    assert run(mode, lambda c: items(c.list_devices("contoso", top=1)), transport) == ["a", "b"]
    assert transport.targets == [
        "https://contoso.azureiotcentral.com/api/devices?api-version=2022-07-31&maxpagesize=1",
        "https://contoso.azureiotcentral.com/api/devices?page=2",
    ]


def test_a_next_link_to_another_application_is_not_followed(mode):
    other = "https://fabrikam.azureiotcentral.com/api/devices?page=2"
    transport = Applications(lambda _: httpx.Response(200, json={"value": [], "nextLink": other}))
    with pytest.raises(PagingError, match=r"leads away from https://contoso\.azureiotcentral\.com"):
        run(mode, lambda c: items(c.list_devices("contoso")), transport)
    assert len(transport.received) == 1


def test_nothing_is_fetched_before_a_list_is_read(mode):
    transport = Applications(two_pages)
    run(mode, lambda c: repr(c.list_devices("contoso")), transport)
    assert transport.received == []


def test_all_applications_count_against_one_limit(mode):
    transport = Applications()

    def action(connector: Any) -> Any:
        calls = [lambda a=a: connector.create_or_update_a_device(a, "d1") for a in ("contoso", "fabrikam")]
        listing = connector.list_devices("adatum")
        if mode == "sync":
            return [*(call() for call in calls), listing.first_page(), connector.limiter.statistics][-1]

        async def work() -> Any:
            for call in calls:
                await call()
            await listing.first_page()
            return connector.limiter.statistics

        return work()

    transport.answer = lambda r: two_pages(r) if r.method == "GET" else transport.device(r)
    statistics = run(mode, action, transport)
    assert (statistics.requests, statistics.delayed) == (3, 0)


@CLIENTS
def test_a_client_keeps_to_a_hundred_calls_a_minute_and_shares_its_limit_with_none(client):
    one, other = client(TOKEN), client(TOKEN)
    assert one.limiter is not other.limiter
    assert one.with_options(timeout=1).limiter is one.limiter
    starts = [one.limiter.reserve("default", 0.0) for _ in range(101)]
    assert starts == [0.0] * 100 + [60.0]


@CLIENTS
def test_the_limit_can_be_replaced_or_turned_off(client):
    limiter = Limiter({"default": Rate(5, 1)})
    assert client(TOKEN, limiter=limiter).limiter is limiter
    assert client(TOKEN, limiter=None).limiter is None


@pytest.mark.parametrize("client", [ConnectorClient, AsyncConnectorClient])
def test_a_client_without_documented_rates_has_no_limit(client):
    assert client(TOKEN).limiter is None


@CLIENTS
def test_the_token_may_come_from_the_environment(client, monkeypatch, token):
    monkeypatch.setenv("IOTCENTRAL_API_TOKEN", token)
    monkeypatch.setenv("IOTCENTRAL_APP", "fabrikam")  # is not for connectors
    client()
    monkeypatch.delenv("IOTCENTRAL_API_TOKEN")
    with pytest.raises(ConfigurationError, match=r"as first argument, or set IOTCENTRAL_API_TOKEN"):
        client()


def test_the_environment_s_application_is_not_a_default(mode, monkeypatch):
    monkeypatch.setenv("IOTCENTRAL_APP", "fabrikam")
    with pytest.raises(ConfigurationError, match='"" is not a valid application'):
        run(mode, lambda c: c.create_or_update_a_device("", "d1"), Applications())


@CLIENTS
@pytest.mark.parametrize("base_domain", ["", "a b", "http://example.com", "https://azureiotcentral.com/x"])
def test_an_unusable_base_domain_is_refused(client, base_domain):
    with pytest.raises(ConfigurationError):
        client(TOKEN, base_domain=base_domain)


@CLIENTS
def test_something_that_is_no_credential_is_refused(client):
    with pytest.raises(ConfigurationError, match="is not a credential"):
        client("s3cr3t")


@CLIENTS
def test_a_client_shows_its_domain_and_no_token(client, token):
    connector = client(ApiToken(token))
    assert repr(connector) == f"{client.__name__}('https://azureiotcentral.com')"
    assert connector.base_url == "https://azureiotcentral.com"


def test_leaving_the_context_closes_the_connections_of_all_applications(mode):
    transport = Applications()
    run(mode, lambda c: c.with_options(timeout=1).create_or_update_a_device("contoso", "d1"), transport)
    assert transport.closed == 1


@CLIENTS
def test_other_options_make_another_client_of_the_same_class_and_domain(client):
    connector = client(TOKEN, base_domain="http://localhost:8800")
    other = connector.with_options(retry=NO_RETRY)
    assert type(other) is client
    assert other.base_url == connector.base_url == "http://localhost:8800"
    assert other.session.options.retry is NO_RETRY
    assert connector.session.options.retry is not NO_RETRY


def test_a_raw_form_gives_value_and_response(mode):
    got = run(mode, lambda c: c.raw.create_or_update_a_device("contoso", "d1"), Applications())
    assert isinstance(got, RawResponse)
    assert got.value == Device(id="d1", instance_of="contoso.azureiotcentral.com")
    assert got.response.request.url.host == "contoso.azureiotcentral.com"


def test_the_raw_form_of_a_list_gives_the_first_page(mode):
    transport = Applications(two_pages)
    page, response = run(mode, lambda c: c.raw.list_devices("contoso"), transport)
    assert [device.id for device in page.items] == ["a"]
    assert response.json()["nextLink"] == page.next_link
    assert len(transport.received) == 1


def test_a_first_item_that_is_not_there_is_none(mode):
    transport = Applications(lambda _: httpx.Response(200, json={"value": []}))
    assert run(mode, lambda c: c.get_command_response("contoso", "d1", "reboot"), transport) is None


def warned(mode: str, call: Callable[[Any], Any]) -> list[warnings.WarningMessage]:
    transport = Applications(lambda _: httpx.Response(204))

    async def awaited(connector: Any) -> None:
        await call(connector)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        run(mode, call if mode == "sync" else awaited, transport)
    assert len(transport.received) == 1
    return caught


@pytest.mark.parametrize("form", ["plain", "raw"])
def test_a_deprecated_action_works_and_warns_its_caller_with_its_successor(mode, form):
    (warning,) = warned(mode, lambda c: (c if form == "plain" else c.raw).delete_a_device_deprecated("contoso", "d1"))
    assert warning.category is DeprecationWarning
    assert str(warning.message) == "delete_a_device_deprecated is deprecated: use delete_a_device instead"
    assert warning.filename == __file__


def test_an_operation_that_nothing_carries_out_is_refused(mode):
    operation: Operation[None] = Operation("Devices_Get", "GET", "/api/devices", fixed={}, results={})
    with pytest.raises(ConfigurationError, match="Devices_Get: nothing carries it out"):
        run(mode, lambda c: c._call(operation), Applications())


def test_both_faces_make_the_same_subscriptions():
    for client in (Connector, AsyncConnector):
        subscription = client(TOKEN).when_a_rule_is_fired("contoso", "r1", id="s1")
        assert (subscription.application, subscription.rule, subscription.id) == ("contoso", "r1", "s1")
