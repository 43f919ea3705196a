"""Fixture of the connector's tests: two applications in process, and data-plane clients that check the effects."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Self

import pytest
from iotcentral_connector_v3.operations import actions
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.http.transport import AsgiScope, Receive, Send
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import World
from iotcentral_v2022_07_31 import IoTCentral

from iotcentral import NO_RETRY, ApiToken, AsyncPager, Pager
from iotcentral._core.model import Model
from tests.support.modes import all_of, run_client
from tests.support.names import python_name
from tests.support.packages import CONNECTOR, DocumentedOperation

from .bridge import AsyncBridge, Bridge
from .conftest import START
from .models_of_devices import ROOM, TEMPLATE

__all__ = ["ACTIONS", "APP", "BASE_DOMAIN", "OTHER", "Action", "Stage", "plain"]

APP, OTHER = "contoso", "fabrikam"
BASE_DOMAIN = "http://localhost"


class Action(NamedTuple):
    """An action of the document.

    Attributes:
        operation: what the document says of it.
    """

    operation: DocumentedOperation

    @property
    def method(self) -> str:
        """The name of its method."""
        return python_name(self.operation.id)

    @property
    def successor(self) -> str | None:
        """The method that replaces it, if it is deprecated."""
        named: str | None = self.operation.node.get("x-successor")
        assert (named is not None) == self.operation.node.get("deprecated", False)
        return None if named is None else python_name(named)

    @property
    def spec(self) -> Any:
        """The operation as the package has it."""
        return getattr(actions, self.method.upper())

    @property
    def example(self) -> dict[str, Any]:
        """The arguments of its worked example, but for the application: those of the path, and the body."""
        given = {
            python_name(parameter["name"]): parameter["example"]
            for parameter in self.operation.parameters
            if parameter["in"] == "path" and parameter["name"] != "application"
        }
        if self.operation.request_media is None:
            return given
        body = next(iter(self.operation.request_media[1]["examples"].values()))["value"]
        if self.spec.carrier.members is None:
            return {**given, "body": body}
        return given | {python_name(name): value for name, value in body.items()}

    def __repr__(self) -> str:
        return self.operation.id


ACTIONS = {
    action.method: action for action in map(Action, CONNECTOR.operations()) if "callbacks" not in action.operation.node
}
"""The actions of the document by the names of their methods."""

assert len(ACTIONS) == 67


class Counted(AsgiApp):
    """ASGI application that counts its requests."""

    requests = 0

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        self.requests += 1
        await super().__call__(scope, receive, send)


class Stage:
    """Two applications with a held clock, and a connector of one face.

    Args:
        mode: `sync`, or the event loop of the asynchronous connector.
        options: of the connector, beside its transport.
    """

    def __init__(self, mode: str, **options: Any) -> None:
        self.world = World((APP, OTHER), seed=0, clock=Clock(START))
        self.server = Counted(self.world)
        self.options = {
            "credential": ApiToken(self.world.tokens[APP]),
            "base_domain": BASE_DOMAIN,
            "limiter": None,
            "retry": NO_RETRY,
            **options,
        }
        self.done: list[str] = []
        """The actions that were carried out."""
        self.through: Callable[[Any], Any] = lambda transport: transport
        """Puts a transport around that of the connectors."""
        self._mode = mode
        self._bridge = Bridge(self.server)
        self.app = self.data_plane(APP)
        """Sees what the actions have done."""

    def data_plane(self, name: str, token: str | None = None) -> Any:
        """Return a client of an application, with its administrator's token by default.

        It is used with bodies in plain JSON too, which its annotations do not say.
        """
        secret = token or self.world.tokens[name]
        url = f"http://{name}.localhost"
        return IoTCentral(url, ApiToken(secret), transport=self._bridge, limiter=None, retry=NO_RETRY)

    def act(self, method: str, *positional: Any, **keywords: Any) -> Any:
        """Carry out an action on the first application, and return plain JSON, of a list all items."""
        return self.act_on(APP, method, *positional, **keywords)

    def act_on(self, application: Any, method: str, *positional: Any, **keywords: Any) -> Any:
        """Carry out an action, and check that the result has the type that the method declares."""
        self.done.append(method)
        result = self.within(lambda connector: getattr(connector, method)(application, *positional, **keywords), method)
        promised = inspect.signature(getattr(CONNECTOR.client, method)).return_annotation
        model = re.search(r"models\.(\w+)", promised)
        for item in result if isinstance(result, list) else [result]:
            if model is None or (item is None and "None" in promised):
                assert item is None
            else:
                assert isinstance(item, getattr(CONNECTOR.models, model[1]))
        return [plain(item) for item in result] if isinstance(result, list) else plain(result)

    def within(self, call: Callable[[Any], Any], method: str = "") -> Any:
        """Return the result of a call with a connector of the mode, awaited if necessary, of a list all items."""
        action = ACTIONS.get(method)
        if action is None or action.successor is None:
            return self._called(call)
        told = f"{method} is deprecated: use {action.successor} instead"
        with pytest.warns(DeprecationWarning, match=told) as warned:
            result = self._called(call)
        assert [(str(one.message), one.filename) for one in warned] == [(told, __file__)]
        return result

    def _called(self, call: Callable[[Any], Any]) -> Any:
        async def action(connector: Any) -> Any:
            result = call(connector)
            if isinstance(result, Pager | AsyncPager):
                return await all_of(result)
            return await result if inspect.isawaitable(result) else result  # a warning names the file that awaits

        bridge = Bridge if self._mode == "sync" else AsyncBridge
        options = {**self.options, "transport": self.through(bridge(self.server))}
        return run_client(self._mode, (CONNECTOR.client, CONNECTOR.async_client), action, **options)

    def list_like(self, method: str, *positional: Any, like: Iterable[Any], pages: int = 2) -> None:
        """Carry out an action that lists, and check the number of pages and that it returns what the data plane lists."""
        before = self.sent()
        items = self.act(method, *positional)
        assert self.sent() - before == pages
        assert items == [plain(item) for item in like]
        assert len(items) > 25 * (pages - 1)

    def furnish(self) -> None:
        """Create a template with capabilities on all four scopes, a real device, and a provisioned simulated one."""
        self.app.device_templates.create(TEMPLATE, ROOM)
        self.app.devices.create("real", {"template": TEMPLATE})
        self.app.devices.create("played", {"template": TEMPLATE, "simulated": True})
        self.world.clock.advance("PT5M")

    def sent(self) -> int:
        """Return how many requests have arrived."""
        return self.server.requests

    def close(self) -> None:
        """Release the resources."""
        self.app.close()
        self.world.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def plain(value: Any) -> Any:
    """Return a model as JSON content."""
    return value.to_dict() if isinstance(value, Model) else value
