"""The emulator for Python programs: started in a thread on a free loopback port, until it is closed."""

from __future__ import annotations

import sqlite3
import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ..openapi.packages import newest_stable
from ..openapi.planes import DATA
from .clients import EmulatorCredential, IssuedToken, ServedApplication, client_for
from .http.errors import ServiceError
from .http.front import HostRule
from .http.naming import local_name
from .initial_state import CREATOR
from .server_thread import ServerThread, ServerThreadError, listen
from .starting import (
    EmulatorError,
    check_name,
    check_numbers,
    clock_of,
    hosts_of,
    listed,
    plan_of,
    state_trouble,
    throttle_of,
)
from .state.layout import StateFileError
from .state.rows import BrokenRowError
from .state.sole_use import own_folder
from .world import DEFAULT_APP, World

if TYPE_CHECKING:
    import socket

    import httpx

    from .http.faults import FaultPlan
    from .http.request_log import LoggedRequest
    from .http.tls import Certificate
    from .played_device import PlayedDevice
    from .resources.quotas import Quotas
    from .state.clock import Clock
    from .world import WorldSnapshot

__all__ = ["Emulator", "EmulatorError", "IssuedToken"]

T = TypeVar("T")


class Emulator:
    """IoT Central on this machine; use it in a `with` statement.

    Args:
        apps: names of the applications; the first answers where the host names none.
        seed: what ids, keys, random choices, simulated values and the signatures of tokens are drawn from. Without one, the
            signatures are drawn at random, and the rest as with 0.
        state: a file that keeps the state; it is created if it is missing. Without one, the state is lost at the end.
        clock: tells the time: `Clock(datetime(...))` stands still until it is moved. Without one, the machine's.
        devices: number of devices that the first application has from the start, with their template.
        faults: deliberate faults: a file, or a plan.
        throttle: requests per second that each application allows (20 as documented); without it, no limit.
        quotas: refuse what exceeds the documented quotas of an application.
        tls: serve HTTPS, with a certificate created for the run (`certificate`).
        host: address to listen on; other machines reach the emulator only with an address of the network.
        port: port to listen on; 0: a free one.
        allow_hosts: host names that are answered beside those of this machine; `.example` for all names below it.
        call_hosts: hosts that webhooks and callbacks may be at beside this machine.
        strict: refuse bodies with members that no schema knows, with 422, and unknown query parameters, with 400; otherwise
            both are ignored, and members noted in `requests`.
        recording: a file that `iotcentral-testkit record` has written, with which the first application starts; with a
            `state` that has it already, that goes on.
        api_version_aliases: answer older api-versions too, each as the version that its document stands for.

    Raises:
        EmulatorError: on entering: the state, the port or an application's name cannot be used.
        FaultError: the plan cannot be used.
    """

    def __init__(
        self,
        *,
        apps: Iterable[str] = (DEFAULT_APP,),
        seed: int | None = None,
        state: str | Path | None = None,
        clock: Clock | None = None,
        devices: int = 0,
        faults: str | Path | FaultPlan | None = None,
        throttle: float | None = None,
        quotas: bool = False,
        tls: bool = False,
        host: str = "127.0.0.1",
        port: int = 0,
        allow_hosts: Iterable[str] = (),
        call_hosts: Iterable[str] = (),
        strict: bool = False,
        recording: str | Path | None = None,
        api_version_aliases: bool = False,
    ) -> None:
        self._apps = listed("apps", apps) or (DEFAULT_APP,)
        for name in self._apps:
            check_name(name)
        check_numbers(devices, port)
        self._seed, self._state, self._given_clock = seed, None if state is None else Path(state), clock_of(clock)
        self._devices, self._tls = devices, tls
        self._recording = recording
        self.not_recorded: list[str] = []
        """What of a recording could not be created, and why."""
        self._faults = plan_of(faults)
        self._throttle = throttle_of(throttle)
        self._quotas, self._strict, self._older_versions = quotas, strict, api_version_aliases
        self._host, self._port = host, port
        self._allow_hosts = hosts_of("allow_hosts", allow_hosts, domains=True)
        self._call_hosts = hosts_of("call_hosts", call_hosts, domains=False)
        self._certificate: Certificate | None = None
        self._closing = ExitStack()
        self._world: World | None = None
        self._server: ServerThread | None = None
        self.url = ""
        """URL of the emulator, at which the first application answers."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start, and return when requests are answered.

        Raises:
            EmulatorError: it cannot be started.
        """
        if self._server is not None:
            raise EmulatorError("this emulator is running already")
        try:
            self._prepare()
        except ServerThreadError as error:
            self._closing.close()
            raise EmulatorError(str(error)) from None
        except BaseException:
            self._closing.close()
            raise

    def _prepare(self) -> None:
        self._world = world = self._open()
        self._closing.callback(world.close)
        listening = listen(self._host, self._port)
        self._closing.callback(listening.close)
        self._port_used: int = listening.getsockname()[1]
        self.url = self._url(f"[{self._host}]" if ":" in self._host else self._host)
        if self._tls:
            from .http.tls import make_certificate

            folder = self._closing.enter_context(own_folder())
            below = [f"*{host}" if host.startswith(".") else host for host in self._allow_hosts]
            names = dict.fromkeys(["localhost", "127.0.0.1", "::1", self._host, *map(local_name, self._apps), *below])
            self._certificate = make_certificate(names, folder)
        self._start_server(world, listening)
        if self._recording is not None:
            self._start_from(self._recording)

    def _start_from(self, path: str | Path) -> None:
        from iotcentral import IoTCentralError

        from ..recording import RecordingError, load
        from .recorded import put_devices, put_items, was_put

        app = self.world.applications[self.world.default]
        try:
            recording = load(path)
            if self.run(lambda _: was_put(app, recording)):
                return
        except RecordingError as error:
            raise EmulatorError(str(error)) from None
        # the newest version has what a recording of any version has
        with self.client(self.api_versions[-1], transport=self.transport()) as client:
            try:
                self.not_recorded = put_items(client, recording)
            except IoTCentralError as error:
                raise EmulatorError(f"the recording {path} cannot be used: {error}") from None
        self.not_recorded += self.run(lambda world: put_devices(world, app, recording))
        self.run(lambda world: world.begin_here())

    def _start_server(self, world: World, listening: socket.socket) -> None:
        server = ServerThread(world, listening, self._certificate, HostRule(self._host, self._allow_hosts))

        def stop() -> None:
            self._server = None
            server.stop()

        self._closing.callback(stop)
        self._server = server
        server.start()

    def _open(self) -> World:
        try:
            return World(
                self._apps,
                seed=self._seed,
                state=self._state,
                clock=self._given_clock,
                faults=self._faults,
                throttle=self._throttle,
                quotas=_quotas() if self._quotas else None,
                devices=self._devices,
                call_hosts=self._call_hosts,
                strict=self._strict,
                older_versions=self._older_versions,
                hosts=(self._host, *self._allow_hosts),
            )
        except StateFileError as error:
            raise EmulatorError(str(error)) from None
        except BrokenRowError as error:
            raise EmulatorError(f"{state_trouble(self._state, error)}, or repair the row") from None
        except (sqlite3.Error, OSError) as error:
            raise EmulatorError(state_trouble(self._state, error)) from None

    def close(self) -> None:
        """Stop; a state that is kept in a file stays there."""
        self._closing.close()

    def _url(self, host: str) -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self._port_used}"

    def run(self, work: Callable[[World], T]) -> T:
        """Do something with the emulator's world between two requests, and return what it returns.

        Raises:
            EmulatorError: it was closed, and its state with it.
        """
        try:
            return work(self.world) if self._server is None else self._server.run(work)
        except sqlite3.ProgrammingError as error:
            if self._server is not None:
                raise
            raise EmulatorError(f"this emulator was closed ({error}): use it within its with statement") from None

    def settle(self) -> None:
        """Return when everything that is due is done, and its deliveries were made or have failed.

        So a test that has moved the clock needs no pause before it looks at what a webhook received.
        """
        self._running().settle()

    def snapshot(self) -> WorldSnapshot:
        """Return the whole state: applications and what they hold, tokens, clock, timers, faults, logs."""
        return self.run(lambda world: world.snapshot())

    def restore(self, snapshot: WorldSnapshot) -> None:
        """Go back to a state of this emulator; a snapshot can be used any number of times."""
        self.run(lambda world: world.restore(snapshot))

    def reset(self) -> None:
        """Go back to the beginning, with the applications, devices, clock and faults of the start, and its tokens."""
        self.run(lambda world: world.reset())

    def set_faults(self, faults: str | Path | FaultPlan | None) -> None:
        """Follow another plan of deliberate faults from now on: a file, or a plan; None: no faults.

        Raises:
            FaultError: the plan cannot be used.
        """
        plan = plan_of(faults)
        self.run(lambda world: world.set_faults(plan))

    def exported(self, destination: str, *, app: str | None = None) -> list[Any]:
        """Return the messages that a destination of exports has received, of any kind, oldest first.

        Args:
            destination: its id. Webhooks received them; what other kinds of destinations would receive is here alone.
            app: the application; None: the first.

        Raises:
            EmulatorError: there is no such destination.
        """
        name = self._named(app)
        try:
            return self.run(lambda world: world.exported_to(world.applications[name], destination))
        except ServiceError as error:
            raise EmulatorError(error.message) from None

    @property
    def world(self) -> World:
        """What is served; use it through `run` only while the emulator is running."""
        if self._world is None:
            raise EmulatorError("this emulator was not started: use it in a with statement")
        return self._world

    @property
    def clock(self) -> Clock:
        """The emulator's clock: `hold`, `advance("P1D")`, `release`."""
        return self.world.clock

    @property
    def requests(self) -> list[LoggedRequest]:
        """The last 1,000 requests and how they were answered, oldest first."""
        return self.run(lambda world: world.requests.latest())

    @property
    def token(self) -> str:
        """An administrator's API token of the first application."""
        return self.world.tokens[self._named(None)]

    @property
    def applications(self) -> Mapping[str, ServedApplication]:
        """The applications by their names, each with its URL and its administrator's API token."""
        world = self._settled()
        return {
            name: ServedApplication(name, self.url if name == world.default else self._url(local_name(name)), token)
            for name, token in world.tokens.copy().items()
        }

    @property
    def base_domain(self) -> str:
        """The `base_domain` with which `IoTCentral(application, credential, base_domain=…)` finds an application here."""
        return self._url("localhost")

    @property
    def subscription_id(self) -> str:
        """Id of the subscription that the applications belong to."""
        return self.world.subscription.id

    @property
    def management_token(self) -> str:
        """A bearer token for the control plane, which does not expire."""
        from .control_plane.arm_tokens import arm_token
        from .state.clock import END

        return arm_token(self.world.subscription, int(END.timestamp()))

    @property
    def api_versions(self) -> list[str]:
        """The api-versions that are served."""
        return list(DATA.versions)

    @property
    def certificate(self) -> Path | None:
        """The certificate that clients have to trust, with `tls`."""
        return self._certificate and self._certificate.file

    def ssl_context(self) -> ssl.SSLContext:
        """Return a TLS context that trusts the certificate; the default context without `tls`."""
        return ssl.create_default_context(cafile=self._certificate and str(self._certificate.file))

    def add_application(self, name: str) -> ServedApplication:
        """Serve one more application, an empty one.

        Raises:
            EmulatorError: the name is taken, or is not valid.
        """
        check_name(name)

        def add(world: World) -> None:
            world.settle()
            if world.subscription.knows(name):
                raise EmulatorError(f'there is an application "{name}" already')
            world.add(name)

        self.run(add)
        return self.applications[name]

    def credential(self, user_id: str | None = None, *, app: str | None = None) -> EmulatorCredential:
        """Return a credential by azure-identity's protocol, whose tokens the emulator accepts.

        Args:
            user_id: a user of the application; None: its creator, who administers it.
            app: the application; None: the first.
        """
        application = self.world.applications[self._named(app)]
        return EmulatorCredential(application, user_id or CREATOR, self.world.subscription)

    def _named(self, app: str | None) -> str:
        world = self._settled()
        name = app or world.default
        if name not in world.applications:
            raise EmulatorError(f'there is no application "{name}"')
        return name

    def _settled(self) -> World:
        """Return the world after what is due was done: that may add and remove applications."""
        if self._server is not None:
            self.run(lambda world: world.settle())
        return self.world

    def client(self, api_version: str | None = None, *, app: str | None = None, **options: Any) -> Any:
        """Return a client of an application, unthrottled by default; it is closed with the emulator.

        Args:
            api_version: its version; None: the newest stable one, so that a new preview changes nothing for callers.
            app: the application; None: the first.
            options: as `IoTCentral` takes them.
        """
        served = self.applications[self._named(app)]
        client = client_for(served, self._package(api_version), self.ssl_context, options)
        self._closing.callback(client.close)
        return client

    def async_client(self, api_version: str | None = None, *, app: str | None = None, **options: Any) -> Any:
        """Return an asynchronous client of an application, without a socket: it need not be closed.

        Args:
            api_version: its version; None: the newest stable one.
            app: the application; None: the first.
            options: as `AsyncIoTCentral` takes them.
        """
        served = self.applications[self._named(app)]
        options = {"transport": self.async_transport(), **options}
        return client_for(served, self._package(api_version), self.ssl_context, options, asynchronous=True)

    def transport(self) -> httpx.BaseTransport:
        """Return a transport for `httpx.Client` and `IoTCentral` that reaches the emulator without a socket."""
        from .in_process import InProcess

        return InProcess(self._running())

    def async_transport(self) -> httpx.AsyncBaseTransport:
        """Return a transport for `httpx.AsyncClient` and `AsyncIoTCentral` that reaches the emulator without a socket."""
        from ..connecting import Threaded

        return Threaded(self.transport())

    def _running(self) -> ServerThread:
        if self._server is None:
            raise EmulatorError("this emulator does not run: use it in a with statement")
        return self._server

    def _package(self, api_version: str | None) -> str:
        known = DATA.packages
        version = api_version or newest_stable(known)
        if version not in known:
            raise EmulatorError(f'there is no api-version "{version}" here; there are {", ".join(known)}')
        return known[version]

    def device(self, id: str, *, app: str | None = None) -> PlayedDevice:
        """Return a device to be played: `connect`, `send`, `report`, `disconnect`.

        Args:
            id: of a device that exists by the time that it is used, and is not simulated.
            app: the application; None: the first.
        """
        from .played_device import PlayedDevice

        return PlayedDevice(self.run, self._named(app), id)

    def fire_rule(
        self,
        url: str,
        *,
        rule: str,
        display_name: str | None = None,
        device_id: str | None = None,
        app: str | None = None,
    ) -> int:
        """Post what a rule of an application posts to its webhook when it fires.

        Args:
            url: the callback URL, http or https.
            rule: id of the rule; any will do, since the emulator stores no rules.
            display_name: the rule's name; None: its id.
            device_id: the device for which it fires, with its present properties and last telemetry; None: the first.
            app: the application; None: the first.

        Returns:
            The HTTP status with which the callback was answered.

        Raises:
            EmulatorError: there is no such application or device, the URL is not valid, or nothing answers there.
        """
        from .rules import callbacks

        name = self._named(app)
        host = self.applications[name].url.rpartition("/")[2]
        try:
            firing = self.run(
                lambda world: world.fire(
                    world.applications[name],
                    host=host,
                    url=url,
                    rule=rule,
                    display_name=display_name,
                    device_id=device_id,
                )
            )
            return self._running().wait_for(callbacks.deliver(firing, self.world.posting.post))
        except ServiceError as error:
            raise EmulatorError(error.message) from None


def _quotas() -> Quotas:
    from .resources.quotas import Quotas

    return Quotas()
