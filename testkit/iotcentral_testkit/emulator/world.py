"""World of an emulator: the subscription, its applications, and the rates, quotas and faults of requests."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .control_plane.subscription import AzureSubscription
from .data_export.exporting import ExportingApplication
from .data_export.transforms import Transforms
from .http.authentication import api_token_secret
from .http.authorization import ADMINISTRATOR
from .http.errors import bad_request, not_found
from .http.hosts import host_name
from .http.posting import Posting
from .http.request_log import RequestLog
from .initial_state import fill
from .rooms import load_rooms
from .state.clock import END, timestamp
from .state.export_record import ExportRecord
from .state.shared import SharedState
from .state.timers import run_due

if TYPE_CHECKING:
    from .http.calls import Call
    from .http.faults import ArmedFaultPlan, FaultEffect, FaultPlan
    from .http.request_log import LoggedRequest
    from .http.throttling import RateThrottle
    from .resources.quotas import Quotas
    from .rules.firing import RuleFiring
    from .state.application import Application
    from .state.clock import Clock
    from .state.store import StoreCopy

__all__ = ["DEFAULT_APP", "World", "WorldSnapshot"]

DEFAULT_APP = "emulator"
"""Name of the application that answers where the host names none."""

_ADMINISTRATOR_TOKEN = "emulator-administrator"  # noqa: S105  # an id, not a secret


@dataclass(frozen=True, slots=True)
class WorldSnapshot:
    """A state of a world at one time.

    Attributes:
        documents: what the store held.
        drawn: number of ids that were drawn.
        clock: how the clock was set.
        default: the application that answered where the host names none.
        faults: the plan of deliberate faults, with its counters.
        exported: what exports had sent.
        requests: the request log.
    """

    documents: StoreCopy
    drawn: int
    clock: tuple[datetime | None, timedelta]
    default: str
    faults: ArmedFaultPlan | None
    exported: ExportRecord
    requests: tuple[LoggedRequest, ...]


class World(SharedState):
    """Everything that an emulator serves.

    Args:
        apps: names of the applications.
        seed: what ids, keys, simulated values and signatures of tokens are drawn from; None: the last at random.
        state: file of the state; None: in memory.
        clock: tells the time; None: the machine's.
        faults: the plan of deliberate faults.
        throttle: the rate of requests that each application allows; None: no limit.
        quotas: how much each application may hold; None: no limit.
        devices: number of devices that the first application has from the start.
        call_hosts: hosts that webhooks and callbacks may be at beside this machine.
        strict: refuse bodies with members that no schema knows, and unknown query parameters.
        older_versions: answer requests that name an older api-version.
        hosts: host names of the emulator itself, at which the first application answers; all names below `.example`
            are those of applications.
    """

    def __init__(
        self,
        apps: tuple[str, ...] = (DEFAULT_APP,),
        *,
        seed: int | None = None,
        state: Path | None = None,
        clock: Clock | None = None,
        faults: FaultPlan | None = None,
        throttle: RateThrottle | None = None,
        quotas: Quotas | None = None,
        devices: int = 0,
        call_hosts: Iterable[str] = (),
        strict: bool = False,
        older_versions: bool = False,
        hosts: Iterable[str] = (),
    ) -> None:
        super().__init__(seed=seed, state=state, clock=clock, call_hosts=call_hosts)
        self._apps, self._devices, self._plan, self._clock_at_start = apps, devices, faults, self.clock.setting
        self.faults: ArmedFaultPlan | None = None
        self.set_faults(faults)
        self.throttle = throttle
        self.quotas = quotas
        self.strict = strict
        self.older_versions = older_versions
        self._hosts = frozenset(host.lower() for host in hosts)
        self.requests = RequestLog()
        self.posting = Posting()
        self.transforms = Transforms()
        self.page_token = secrets.token_urlsafe(24)
        """What the buttons of the page send, so that other sites cannot press them."""
        self.tokens: dict[str, str] = {}
        """Name of an application → its administrator's API token."""
        self._expiries: dict[str, datetime] = {}
        """Name of an application → expiry of that token, which a reset does not change."""
        self.subscription = AzureSubscription(self.store, self.clock, self.identity, self)
        self.default = apps[0]
        """Name of the application that answers where the host names none."""
        self._beginning: WorldSnapshot | None = None
        self._serve_first()
        self._serve_stored()

    def _serve_first(self) -> None:
        """Serve the applications of this start."""
        self.default = self.add(self._apps[0]).name
        for name in self._apps[1:]:
            self.add(name)
        if self._devices > 0:
            from .seeding import seed_devices

            load_rooms()
            seed_devices(self, self.applications[self.default], self._devices)

    def close(self) -> None:
        """Close the store, and end what runs beside it."""
        self.transforms.close()
        with suppress(sqlite3.Error):  # a disk that is full now
            self.keep_clock()
        self.store.close()

    def set_faults(self, plan: FaultPlan | None) -> None:
        """Follow another plan of deliberate faults from now on, with its counters at zero; None: none."""
        self.faults = None if plan is None else plan.armed(self.identity)

    @property
    def struck_in_vain(self) -> list[str]:
        """Applications that the plan of faults names, and that are not served."""
        named = set[str]() if self._plan is None else self._plan.applications
        return sorted(named - self.applications.keys())

    def snapshot(self) -> WorldSnapshot:
        """Return the whole state, to which `restore` goes back."""
        return WorldSnapshot(
            documents=self.store.snapshot(),
            drawn=self.identity.drawn,
            clock=self.clock.setting,
            default=self.default,
            faults=self.faults and self.faults.copy(),
            exported=self.exported.copy(),
            requests=tuple(self.requests.latest()),
        )

    def restore(self, snapshot: WorldSnapshot) -> None:
        """Go back to a state, with its applications and tokens, clock and timers; the snapshot can be used again."""
        self.store.restore(snapshot.documents)
        self._begin_anew(snapshot.drawn, snapshot.clock)
        self.default = snapshot.default
        self.faults = snapshot.faults and snapshot.faults.copy()
        self.exported = snapshot.exported.copy()
        for request in snapshot.requests:
            self.requests.add(request)
        self._serve_stored()

    def begin_here(self) -> None:
        """Have a reset go back to the present state, rather than to empty applications."""
        self.requests.clear()
        self._beginning = self.snapshot()

    def reset(self) -> None:
        """Go back to the beginning: the applications, the clock and the faults of the start, the same tokens."""
        if self._beginning is not None:
            self.restore(self._beginning)
            self.set_faults(self._plan)
            return
        with self.store.transaction():
            self.store.clear()
        self._begin_anew(0, self._clock_at_start)
        self.set_faults(self._plan)
        self.exported = ExportRecord()
        self._serve_first()

    def _begin_anew(self, drawn: int, clock: tuple[datetime | None, timedelta]) -> None:
        """Forget what is known of the former state beside the store."""
        self.epoch += 1
        self.identity.drawn = drawn
        self.reread()
        self.requests.clear()
        if self.throttle is not None:
            self.throttle.forget()
        if self.quotas is not None:
            self.quotas.forget()
        self.applications.clear()
        self.tokens.clear()
        self.clock.set_back(clock)

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
        app = ExportingApplication.within(self, name, origin, self.transforms)
        self.tokens[name] = self._administrator_token(app)
        self.applications[name] = app
        return app

    def application(self, host: str) -> Application:
        """Return the application that a host name stands for: `contoso.localhost` for `contoso`, an address for the first.

        Raises:
            ServiceError: 404: there is none of that name.
        """
        named = host_name(host) or ""
        name, dot, rest = named.partition(".")
        if not dot or rest.replace(".", "").isdigit() or (named in self._hosts and name not in self.applications):
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
        self.keep_clock()
        if self.store.next_due is None:
            return
        now = self.clock.now()
        if self.store.next_timer(now.timestamp()) is not None:
            load_rooms()
            with self.store.transaction():
                run_due(self.applications, self.subscription, now)
                self.keep()

    def exported_to(self, app: Application, destination: str) -> list[Any]:
        """Return what a destination has received.

        Raises:
            ServiceError: 404: there is no such destination, and never was one that received anything.
        """
        sent = self.exported.sent_to(app.name, destination)
        if not sent and app.get("destination", destination) is None:
            raise not_found(f'Destination "{destination}" of application "{app.name}"')
        return sent

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
            ServiceError: 404: there is no such device; 400: the URL cannot be called, or may not be.
        """
        from .rules.firing import fire

        resource = self.subscription.served_as(app.name)
        if resource is None:
            raise not_found(f'Application "{app.name}"')
        firing = fire(
            app,
            application=resource,
            host=host,
            url=url,
            rule=rule,
            display_name=display_name,
            device_id=device_id,
        )
        refusal = self.calling.refusal(url)
        if refusal is not None:
            raise bad_request(refusal)
        return firing

    def _administrator_token(self, app: Application) -> str:
        """Return the secret of the administrator's API token, which every application has from the start."""
        stored: dict[str, Any] | None = app.get("apiToken", _ADMINISTRATOR_TOKEN)
        if stored is None:
            expires_at = self._expiries.get(app.name, END)
            stored = {
                "id": _ADMINISTRATOR_TOKEN,
                "roles": [{"role": ADMINISTRATOR}],
                "expiry": timestamp(expires_at),
                "_se": int(expires_at.timestamp() * 1000),
            }
            app.put("apiToken", _ADMINISTRATOR_TOKEN, stored)
            fill(app)
        self._expiries[app.name] = datetime.fromtimestamp(stored["_se"] / 1000, UTC)
        return api_token_secret(app, _ADMINISTRATOR_TOKEN, self._expiries[app.name])
