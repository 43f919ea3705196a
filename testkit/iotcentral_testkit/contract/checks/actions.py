"""The connector: each action does on the server what the operation does that carries it out."""

from __future__ import annotations

import re
import warnings
from typing import Any

import httpx

from iotcentral import NO_RETRY, ApiError
from iotcentral._core.sync.pager import Pager

from ..client_fuzzing.sameness import difference, encoded
from ..document.api import Api, Operation
from ..document.carriage import Carriage, carriage_of
from ..document.planes import CONNECTOR
from ..exchange import Exchange
from ..judging.compare import missing
from ..making.situations import Situation, family_of, valid
from ..probe import Probe
from ..rules import rule
from ..server import Server
from .searching import expect_none

_GONE_WITH_IT = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers that say how the body came, which is decoded by now."""


class _Relay(httpx.BaseTransport):
    """Has the server under test carry a client's requests, so that the run knows of them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.exchanges: list[Exchange] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        exchange = self._server.relay(request)
        self.exchanges.append(exchange)
        headers = {name: value for name, value in exchange.headers.items() if name not in _GONE_WITH_IT}
        return httpx.Response(exchange.status, headers=headers, content=exchange.body)


def _actions(api: Api) -> list[tuple[Operation, tuple[str, ...]]]:
    return [(one, (one.id,)) for one in api.operations.values() if "x-data-plane-operation" in one.node]


@rule(
    "IC801",
    "An action is carried out by its operation, and gives what that answers",
    source="the document: x-data-plane-operation",
    over=_actions,
    planes=(CONNECTOR,),
)
def carried_out(probe: Probe, action: Operation) -> None:
    """Call the connector's method with arguments that are valid, and compare what was exchanged, given and stored."""
    carriage = carriage_of(action)
    assert carriage is not None
    wire = probe.api.operations[carriage.operation.id]
    situation = valid(probe, wire)
    _await_device(probe, situation)
    relay, arguments = _Relay(probe.server), carriage.arguments(situation.path, situation.body)
    given, error = _called(probe, action, arguments, relay)
    probe.expect(bool(relay.exchanges), f"{action} sent nothing, but raised {error!r}", subject="nothing")
    first, last = relay.exchanges[0], relay.exchanges[-1]
    probe.expect(
        first.operation == wire.id, f"{wire} carries it out, but {first.operation} was called", first, subject="other"
    )
    if not last.succeeded:
        refused = isinstance(error, ApiError) and error.status_code == last.status
        probe.expect(refused, f"{last.status} was answered, and {error!r} was raised", last, subject="refused")
        return
    expected = _expected(carriage, relay.exchanges, action)
    differing = difference(encoded(given), expected, exact=False) if error is None else f"{error!r} was raised"
    probe.expect(differing is None, f"what the action gives is not what was answered: {differing}", last)
    _expect_effect(probe, wire, situation.path, carriage.request(arguments).body, last)


def _await_device(probe: Probe, situation: Situation) -> None:
    """Wait until a simulated device answers commands, where one is asked."""
    id = probe.workshop.simulated_device if "commandName" in situation.path else None
    if id is not None and situation.path.get("deviceId") == id:
        path = {"deviceId": id}
        probe.workshop.wait(
            lambda: probe.ask("Devices_Get", path), lambda answer: bool(answer.content.get("provisioned"))
        )


def _called(probe: Probe, action: Operation, arguments: dict[str, Any], relay: _Relay) -> tuple[Any, Exception | None]:
    """Call a method of the connector; return what it gave, the items of a list, or what it raised."""
    from iotcentral_connector_v3 import Connector  # only runs of the connector have to have it

    name = re.sub(r"(?<!^)(?=[A-Z])", "_", action.id).lower()
    options = probe.server.options
    named = {re.sub(r"(?<!^)(?=[A-Z])", "_", key).lower(): value for key, value in arguments.items()}
    with (
        warnings.catch_warnings(),
        Connector(options.credential, transport=relay, retry=NO_RETRY, limiter=None) as connector,
    ):
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            given: Any = getattr(connector, name)(application=probe.server.origin, **named)
            return (list[Any](given) if _is_list(given) else given), None
        except Exception as error:  # whatever it is: it is judged afterwards
            return None, error


def _is_list(value: Any) -> bool:
    return isinstance(value, Pager)


def _expected(carriage: Carriage, exchanges: list[Exchange], action: Operation) -> Any:
    if action.pageable:
        return [item for exchange in exchanges for item in exchange.value]
    return carriage.result(exchanges[-1].json)


def _expect_effect(probe: Probe, wire: Operation, path: dict[str, str], meant: Any, sent: Exchange) -> None:
    """Expect that what was meant to be written can be read, and that what was removed is gone."""
    family = family_of(probe.api, wire)
    if family is None or not family.stores or wire.method not in {"PUT", "PATCH", "DELETE"}:
        return
    read = probe.ask(family.get, path)
    if wire.method == "DELETE":
        probe.expect(read.status == 404, f"it was removed, but GET is answered with {read.status}", sent, read)
        return
    recipe = probe.workshop.recipe(family)
    lost = missing(
        probe.api, family.create.body_schema or {}, meant, read.json, unread=recipe.unread, grows=recipe.grows
    )
    expect_none(probe, lost, sent, read)
