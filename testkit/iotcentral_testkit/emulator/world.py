"""The world of an emulator: the applications that it serves, and the store, clock, rates and faults that they share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .access import ADMINISTRATOR, mint
from .beginnings import begin
from .clock import Clock, timestamp
from .control_plane.subscription import Subscription
from .errors import not_found
from .identity import Identity
from .outbox import ExportingApplication
from .request_log import RequestLog
from .rules import Firing, fire
from .store import Store
from .timers import run_due

if TYPE_CHECKING:
    from .application import Application
    from .calls import Call
    from .faults import Disturbance, FaultPlan
    from .quotas import Quotas
    from .throttling import Throttle

__all__ = ["DEFAULT_APP", "World"]

DEFAULT_APP = "emulator"
"""The application that answers where the host names none."""

_META = "_world"
_ADMINISTRATOR_TOKEN = "emulator-administrator"  # noqa: S105  # an id, not a secret


class World:
    """What an emulator serves.

    Args:
        apps: names of the applications.
        seed: what ids, keys and simulated values are drawn from.
        state: file of the state; None: in memory.
        clock: tells the time; None: the machine's.
        faults: what goes wrong on purpose.
        throttle: how often each application may be asked; None: as often as one likes.
        quotas: how much each application may hold; None: as much as one likes.
    """

    def __init__(
        self,
        apps: tuple[str, ...] = (DEFAULT_APP,),
        *,
        seed: int = 0,
        state: Path | None = None,
        clock: Clock | None = None,
        faults: FaultPlan | None = None,
        throttle: Throttle | None = None,
        quotas: Quotas | None = None,
    ) -> None:
        self.store = Store(state)
        self.clock = clock or Clock()
        kept: dict[str, Any] = self.store.get(_META, "identity", "world") or {"seed": seed, "drawn": 0}
        self.identity = Identity(kept["seed"], kept["drawn"])
        self.faults = None if faults is None else faults.armed(self.identity)
        self.throttle = throttle
        self.quotas = quotas
        self.requests = RequestLog()
        self._kept = kept
        self.applications: dict[str, Application] = {}
        self.tokens: dict[str, str] = {}
        """Application → its administrator's API token."""
        self.subscription = Subscription(self.store, self.clock, self.identity, self)
        self.default = self.add(apps[0]).name
        """The application that answers where the host names none."""
        for name in apps[1:]:
            self.add(name)
        self._serve_again()

    def add(self, name: str) -> Application:
        """Serve one more application; what the state holds of it is there again."""
        with self.store.transaction():
            resource = self.subscription.adopt(name)
            app = self._answer(resource["properties"]["subdomain"], resource["origin"])
            self.keep()
        return app

    def _serve_again(self) -> None:
        """Serve what the state holds beside the applications of this start."""
        with self.store.transaction():
            for resource in list(self.subscription.resources()):
                name = resource["properties"]["subdomain"]
                if resource["served"] and name not in self.applications:
                    self._answer(name, resource["origin"])
            self.keep()

    def serve(self, name: str, origin: str) -> None:
        """Serve a new application, within a transaction of the caller's."""
        self.store.delete_app(name)  # nothing of an application that had the name before
        self._answer(name, origin)

    def rename(self, name: str, to: str) -> None:
        """Serve an application under another name, within a transaction of the caller's."""
        origin = self._origin(name)
        self.store.delete_app(to)
        self.store.rename_app(name, to)
        self._forget(name)
        self._answer(to, origin)
        if self.default == name:
            self.default = to

    def withdraw(self, name: str) -> None:
        """Serve an application no longer, and forget what it held, within a transaction of the caller's."""
        self.store.delete_app(name)
        self._forget(name)

    def _forget(self, name: str) -> None:
        # it may be gone already: memory does not follow a transaction that is rolled back
        self.applications.pop(name, None)
        self.tokens.pop(name, None)

    def _origin(self, name: str) -> str:
        resource = self.subscription.served_as(name)
        return name if resource is None else resource["origin"]

    def _answer(self, name: str, origin: str) -> Application:
        app = ExportingApplication(name, self.store, self.clock, self.identity, origin=origin)
        self.tokens[name] = self._administrator(app)
        self.applications[name] = app
        return app

    def application(self, host: str) -> Application:
        """Return the application that a host name stands for: `contoso.localhost` for `contoso`.

        Raises:
            Refusal: there is none of that name.
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

    def admit(self, call: Call) -> Disturbance | None:
        """Let a request pass, and say how it is to be disturbed.

        Raises:
            Refusal: 429: the application is asked too often; 409: it would hold more than it may.
        """
        if self.throttle is not None:
            self.throttle.admit(call)
        if self.quotas is not None:
            self.quotas.admit(call)
        return None if self.faults is None else self.faults.strike(call)

    def settle(self) -> None:
        """Do what is due by now."""
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
    ) -> Firing:
        """Make what a rule of an application posts when it fires.

        Raises:
            Refusal: there is no such device, or the URL is none.
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

    def keep(self) -> None:
        """Write down how many ids were drawn, so that a later run on the same state draws others."""
        if self._kept["drawn"] != self.identity.drawn:
            self._kept["drawn"] = self.identity.drawn
            self.store.put(_META, "identity", "world", self._kept)

    def _administrator(self, app: Application) -> str:
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
            begin(app)
        return mint(app, _ADMINISTRATOR_TOKEN, datetime.fromtimestamp(stored["_se"] / 1000, UTC))
