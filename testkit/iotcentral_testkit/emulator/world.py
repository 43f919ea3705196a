"""World of an emulator: the subscription, its applications, and the rates, quotas and faults of requests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .control_plane.subscription import AzureSubscription
from .data_export.outbox import ExportingApplication
from .http.authentication import api_token_secret
from .http.authorization import ADMINISTRATOR
from .http.errors import not_found
from .http.request_log import RequestLog
from .initial_state import fill
from .rules.firing import RuleFiring, fire
from .state.clock import timestamp
from .state.shared import SharedState
from .state.timers import run_due

if TYPE_CHECKING:
    from .http.calls import Call
    from .http.faults import FaultEffect, FaultPlan
    from .http.throttling import RateThrottle
    from .resources.quotas import Quotas
    from .state.application import Application
    from .state.clock import Clock

__all__ = ["DEFAULT_APP", "World"]

DEFAULT_APP = "emulator"
"""Name of the application that answers where the host names none."""

_ADMINISTRATOR_TOKEN = "emulator-administrator"  # noqa: S105  # an id, not a secret


class World(SharedState):
    """Everything that an emulator serves.

    Args:
        apps: names of the applications.
        seed: what ids, keys and simulated values are drawn from.
        state: file of the state; None: in memory.
        clock: tells the time; None: the machine's.
        faults: the plan of deliberate faults.
        throttle: the rate of requests that each application allows; None: no limit.
        quotas: how much each application may hold; None: no limit.
    """

    def __init__(
        self,
        apps: tuple[str, ...] = (DEFAULT_APP,),
        *,
        seed: int = 0,
        state: Path | None = None,
        clock: Clock | None = None,
        faults: FaultPlan | None = None,
        throttle: RateThrottle | None = None,
        quotas: Quotas | None = None,
    ) -> None:
        super().__init__(seed=seed, state=state, clock=clock)
        self.faults = None if faults is None else faults.armed(self.identity)
        self.throttle = throttle
        self.quotas = quotas
        self.requests = RequestLog()
        self.tokens: dict[str, str] = {}
        """Name of an application → its administrator's API token."""
        self.subscription = AzureSubscription(self.store, self.clock, self.identity, self)
        self.default = self.add(apps[0]).name
        """Name of the application that answers where the host names none."""
        for name in apps[1:]:
            self.add(name)
        self._serve_stored()

    def add(self, name: str) -> Application:
        """Serve one more application, with what the state holds of it."""
        with self.store.transaction():
            resource = self.subscription.adopt(name)
            app = self._serve(resource["properties"]["subdomain"], resource["origin"])
            self.keep()
        return app

    def _serve_stored(self) -> None:
        """Serve the applications that the state holds beside those of this start."""
        with self.store.transaction():
            for resource in list(self.subscription.resources()):
                name = resource["properties"]["subdomain"]
                if resource["served"] and name not in self.applications:
                    self._serve(name, resource["origin"])
            self.keep()

    def serve(self, name: str, origin: str) -> None:
        """Serve a new application, within a transaction of the caller's."""
        self.store.delete_app(name)  # nothing of an application that had the name before
        self._serve(name, origin)

    def rename(self, name: str, to: str) -> None:
        """Serve an application under another name, within a transaction of the caller's."""
        origin = self._origin(name)
        self.store.delete_app(to)
        self.store.rename_app(name, to)
        self._forget(name)
        self._serve(to, origin)
        if self.default == name:
            self.default = to

    def withdraw(self, name: str) -> None:
        """Stop serving an application and delete what it held, within a transaction of the caller's."""
        self.store.delete_app(name)
        self._forget(name)

    def _forget(self, name: str) -> None:
        # it may be gone already: memory does not follow a transaction that is rolled back
        self.applications.pop(name, None)
        self.tokens.pop(name, None)

    def _origin(self, name: str) -> str:
        resource = self.subscription.served_as(name)
        return name if resource is None else resource["origin"]

    def _serve(self, name: str, origin: str) -> Application:
        app = ExportingApplication(name, self.store, self.clock, self.identity, origin=origin)
        self.tokens[name] = self._administrator_token(app)
        self.applications[name] = app
        return app

    def application(self, host: str) -> Application:
        """Return the application that a host name stands for: `contoso.localhost` for `contoso`.

        Raises:
            ServiceError: 404: there is none of that name.
        """
        name, dot, rest = host.partition(":")[0].partition(".")
        if not dot or rest.replace(".", "").isdigit():
            name = self.default
        app = self.applications.get(name)
        if app is None:
            raise not_found(f'Application "{name}"')
        return app

    def request_id(self) -> str:
        """Return the id of a request."""
        return self.identity.request_id()

    def admit(self, call: Call) -> FaultEffect | None:
        """Admit a request, and return what the fault plan does to it.

        Raises:
            ServiceError: 429: there are too many requests; 409: the application would hold more than it may.
        """
        if self.throttle is not None:
            self.throttle.admit(call)
        if self.quotas is not None:
            self.quotas.admit(call)
        return None if self.faults is None else self.faults.strike(call)

    def settle(self) -> None:
        """Run the actions that are due by now."""
        now = self.clock.now()
        if self.store.next_timer(now.timestamp()) is not None:
            with self.store.transaction():
                run_due(self.applications, self.subscription, now)
                self.keep()

    def fire(
        self,
        app: Application,
        *,
        host: str,
        url: str,
        rule: str,
        display_name: str | None = None,
        device_id: str | None = None,
    ) -> RuleFiring:
        """Return what a rule of an application posts when it fires.

        Raises:
            ServiceError: 404: there is no such device; 400: the URL cannot be called.
        """
        resource = self.subscription.served_as(app.name)
        if resource is None:
            raise not_found(f'Application "{app.name}"')
        return fire(
            app,
            application=resource,
            host=host,
            url=url,
            rule=rule,
            display_name=display_name,
            device_id=device_id,
        )

    def _administrator_token(self, app: Application) -> str:
        """Return the secret of the administrator's API token, which every application has from the start."""
        stored: dict[str, Any] | None = app.get("apiToken", _ADMINISTRATOR_TOKEN)
        if stored is None:
            expires_at = self.clock.now().replace(microsecond=0) + timedelta(days=3650)
            stored = {
                "id": _ADMINISTRATOR_TOKEN,
                "roles": [{"role": ADMINISTRATOR}],
                "expiry": timestamp(expires_at),
                "_se": int(expires_at.timestamp() * 1000),
            }
            app.put("apiToken", _ADMINISTRATOR_TOKEN, stored)
            fill(app)
        return api_token_secret(app, _ADMINISTRATOR_TOKEN, datetime.fromtimestamp(stored["_se"] / 1000, UTC))
