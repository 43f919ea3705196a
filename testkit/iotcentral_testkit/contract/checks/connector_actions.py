"""Checks of the connector: each action has the effect and the result of the operation that carries it out."""

from __future__ import annotations

import re
import warnings
from typing import Any

import httpx

from iotcentral import NO_RETRY, ApiError
from iotcentral._core.sync.pager import Pager

from ...openapi.api import Api
from ...openapi.connector_mapping import ConnectorMapping, mapping_of
from ...openapi.operations import ApiOperation
from ...openapi.planes import CONNECTOR
from ..assertions.json_comparison import missing
from ..assertions.json_equal import difference, encoded
from ..engine.exchange import Exchange
from ..engine.http_client import HttpClient
from ..fixtures.check_context import CheckContext
from ..fixtures.request_fixtures import RequestFixture, family_of, valid_request
from .list_lookup import expect_no_differences
from .rules import rule

_GONE_WITH_IT = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers about the transfer of the body, which has been decoded."""


class _Relay(httpx.BaseTransport):
    """Transport of a client that sends its requests through the run's HTTP client, so that they are recorded."""

    def __init__(self, http: HttpClient) -> None:
        self._server = http
        self.exchanges: list[Exchange] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        exchange = self._server.relay(request)
        self.exchanges.append(exchange)
        headers = {name: value for name, value in exchange.headers.items() if name not in _GONE_WITH_IT}
        return httpx.Response(exchange.status, headers=headers, content=exchange.body)


def _actions(api: Api) -> list[tuple[ApiOperation, tuple[str, ...]]]:
    return [(one, (one.id,)) for one in api.operations.values() if "x-data-plane-operation" in one.node]


@rule(
    "IC801",
    "An action is carried out by its operation, and returns that operation's response",
    source="the document: x-data-plane-operation",
    over=_actions,
    planes=(CONNECTOR,),
)
def carried_out(context: CheckContext, action: ApiOperation) -> None:
    """Call the connector's method with valid arguments, and compare the request, the result and what was stored."""
    mapping = mapping_of(action)
    assert mapping is not None
    carrying = context.api.operations[mapping.operation.id]
    fixture = valid_request(context, carrying)
    _await_device(context, fixture)
    relay, arguments = _Relay(context.http), mapping.arguments(fixture.path, fixture.body)
    given, error = _called(context, action, arguments, relay)
    context.expect(bool(relay.exchanges), f"{action} sent no request, but raised {error!r}", subject="nothing")
    first, last = relay.exchanges[0], relay.exchanges[-1]
    context.expect(
        first.operation == carrying.id,
        f"{carrying} carries it out, but {first.operation} was called",
        first,
        subject="other",
    )
    if not last.succeeded:
        rejected = isinstance(error, ApiError) and error.status_code == last.status
        context.expect(rejected, f"{last.status} was answered, and {error!r} was raised", last, subject="refused")
        return
    expected = _expected(mapping, relay.exchanges, action)
    differing = difference(encoded(given), expected, exact=False) if error is None else f"{error!r} was raised"
    context.expect(differing is None, f"the result of the action is not the response: {differing}", last)
    _expect_effect(context, carrying, fixture.path, mapping.request(arguments).body, last)


def _await_device(context: CheckContext, fixture: RequestFixture) -> None:
    """Wait until a simulated device responds to commands, where one is called."""
    id = context.factory.simulated_device if "commandName" in fixture.path else None
    if id is not None and fixture.path.get("deviceId") == id:
        path = {"deviceId": id}
        context.factory.wait(
            lambda: context.send("Devices_Get", path), lambda answer: bool(answer.content.get("provisioned"))
        )


def _called(
    context: CheckContext, action: ApiOperation, arguments: dict[str, Any], relay: _Relay
) -> tuple[Any, Exception | None]:
    """Call a method of the connector; return its result, the items of a list, or the exception."""
    from iotcentral_connector_v3 import Connector  # only runs of the connector need it

    name = re.sub(r"(?<!^)(?=[A-Z])", "_", action.id).lower()
    options = context.http.options
    named = {re.sub(r"(?<!^)(?=[A-Z])", "_", key).lower(): value for key, value in arguments.items()}
    with (
        warnings.catch_warnings(),
        Connector(options.credential, transport=relay, retry=NO_RETRY, limiter=None) as connector,
    ):
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            given: Any = getattr(connector, name)(application=context.http.origin, **named)
            return (list[Any](given) if _is_list(given) else given), None
        except Exception as error:  # any exception is checked afterwards
            return None, error


def _is_list(value: Any) -> bool:
    return isinstance(value, Pager)


def _expected(mapping: ConnectorMapping, exchanges: list[Exchange], action: ApiOperation) -> Any:
    if action.pageable:
        return [item for exchange in exchanges for item in exchange.value]
    return mapping.result(exchanges[-1].json)


def _expect_effect(
    context: CheckContext, carrying: ApiOperation, path: dict[str, str], meant: Any, sent: Exchange
) -> None:
    """Expect that what was written can be read, and that what was removed is gone."""
    family = family_of(context.api, carrying)
    if family is None or not family.stores or carrying.method not in {"PUT", "PATCH", "DELETE"}:
        return
    read = context.send(family.get, path)
    if carrying.method == "DELETE":
        context.expect(read.status == 404, f"the item was removed, but GET is answered with {read.status}", sent, read)
        return
    body_factory = context.factory.body_factory(family)
    lost = missing(
        context.api,
        family.create.body_schema or {},
        meant,
        read.json,
        unread=body_factory.unread,
        grows=body_factory.grows,
    )
    expect_no_differences(context, lost, sent, read)
