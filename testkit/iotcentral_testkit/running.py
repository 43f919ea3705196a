"""An emulator that runs: in a thread of the calling program, on a free loopback port, until it is closed."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import sqlite3
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self, TypeVar

import uvicorn
from starlette.routing import Router

from .connecting import AccessToken, EmulatorCredential, Served, client_of
from .emulator import (
    handlers,  # noqa: F401  # pyright: ignore[reportUnusedImport]  # binds the handlers
    rules,
)
from .emulator.background import run_background
from .emulator.beginnings import CREATOR
from .emulator.control_plane.tokens import mint
from .emulator.errors import Refusal
from .emulator.faults import FaultPlan
from .emulator.quotas import Quotas
from .emulator.seeding import seed_devices
from .emulator.server import Server
from .emulator.throttling import Throttle
from .emulator.tls import Certificate, certify_later_names, make_certificate
from .emulator.world import DEFAULT_APP, World
from .openapi.documents import documents

if TYPE_CHECKING:
    from .emulator.clock import Clock
    from .emulator.request_log import LoggedRequest

__all__ = ["AccessToken", "Emulator", "EmulatorError"]

_LOG = logging.getLogger("iotcentral_testkit")
_APP_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_TOKEN_LIFE = 3650 * 24 * 3600
"""Seconds that the management token is good for: as long as the administrators' API tokens."""
_START, _STOP = 30, 10
"""Seconds until a start or a stop counts as failed."""

T = TypeVar("T")


class EmulatorError(Exception):
    """The emulator cannot be started, or cannot do what it is told; the message says why and what to do."""


class Emulator:
    """IoT Central on this machine; use it in a `with` statement.

    Args:
        apps: names of the applications; the first answers where the host names none.
        seed: what ids, keys, chance and simulated values are drawn from.
        state: a file that keeps the state; it is made if it is missing. Without one, the state is gone at the end.
        clock: tells the time: `Clock(datetime(...))` stands still until it is moved. Without one, the machine's.
        devices: so many devices are there from the start, with their template, in the first application.
        faults: what goes wrong on purpose: a file, or a plan.
        throttle: requests a second that each application allows (20 as documented); without it, as many as come.
        quotas: refuse what goes beyond the documented quotas of an application.
        tls: serve HTTPS, with a certificate made for the run (`certificate`).
        host: address to listen on; others than the machine itself reach the emulator only if this says so.
        port: to listen on; 0: a free one.

    Raises:
        EmulatorError: on entering: the state, the port or an application's name cannot be used.
        FaultError: the plan cannot be used.
    """

    def __init__(
        self,
        *,
        apps: Iterable[str] = (DEFAULT_APP,),
        seed: int = 0,
        state: str | Path | None = None,
        clock: Clock | None = None,
        devices: int = 0,
        faults: str | Path | FaultPlan | None = None,
        throttle: float | None = None,
        quotas: bool = False,
        tls: bool = False,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self._apps = tuple(dict.fromkeys(apps)) or (DEFAULT_APP,)
        for name in self._apps:
            _check_name(name)
        self._seed, self._state, self._given_clock = seed, Path(state) if state is not None else None, clock
        self._devices, self._tls = devices, tls
        self._faults = faults if faults is None or isinstance(faults, FaultPlan) else FaultPlan.load(Path(faults))
        self._throttle = None if throttle is None else Throttle(throttle)
        self._quotas = quotas
        self._host, self._port = host, port
        self._certificate: Certificate | None = None
        self._closing = ExitStack()
        self._world: World | None = None
        self._thread: threading.Thread | None = None
        self._failure: BaseException | None = None
        self.url = ""
        """Where it answers; the first application is meant."""

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
        if self._thread is not None:
            raise EmulatorError("this emulator runs already")
        try:
            self._prepare()
        except BaseException:
            self._closing.close()
            raise

    def _prepare(self) -> None:
        self._world = world = self._open()
        self._closing.callback(world.store.close)
        seed_devices(world, next(iter(world.applications.values())), self._devices)
        listening = _listen(self._host, self._port)
        self._closing.callback(listening.close)
        self._port_used: int = listening.getsockname()[1]
        self.url = self._url(f"[{self._host}]" if ":" in self._host else self._host)
        if self._tls:
            folder = Path(self._closing.enter_context(TemporaryDirectory(prefix="iotcentral-testkit-")))
            names = dict.fromkeys(["localhost", "127.0.0.1", "::1", self._host, *map(_local, self._apps)])
            self._certificate = make_certificate(names, folder)
        config = uvicorn.Config(
            _routed(world),
            lifespan="off",
            ws="none",
            log_config=None,
            log_level="critical",  # what a client did wrong is answered, what the emulator did is logged by the emulator
            access_log=False,
            date_header=False,  # the emulator's clock says the date
            server_header=False,
            timeout_graceful_shutdown=1,
            ssl_certfile=self._certificate and str(self._certificate.file),
            ssl_keyfile=self._certificate and str(self._certificate.key),
        )
        if self._certificate is not None:
            config.load()
            certify_later_names(config.ssl, self._certificate)
        self._server = uvicorn.Server(config)
        ready = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(world, listening, ready), name="iotcentral-emulator", daemon=True
        )
        self._thread.start()
        self._closing.callback(self._stop)
        if not ready.wait(_START) or self._failure is not None:
            raise EmulatorError(f"the server did not start: {self._failure!r}")

    def _open(self) -> World:
        try:
            return World(
                self._apps,
                seed=self._seed,
                state=self._state,
                clock=self._given_clock,
                faults=self._faults,
                throttle=self._throttle,
                quotas=Quotas() if self._quotas else None,
            )
        except sqlite3.Error as error:
            held = "locked" in str(error)
            reason = "another emulator has it; give each its own file" if held else str(error)
            raise EmulatorError(f"the state file {self._state} cannot be used: {reason}") from None

    def _run(self, world: World, listening: socket.socket, ready: threading.Event) -> None:
        try:
            asyncio.run(self._serve(world, listening, ready))
        except BaseException as error:  # told where it is waited for
            self._failure = error
        finally:
            ready.set()

    async def _serve(self, world: World, listening: socket.socket, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        woken = asyncio.Event()

        def wake() -> None:
            if not self._loop.is_closed():
                self._loop.call_soon_threadsafe(woken.set)

        world.clock.on_move(wake)
        background = asyncio.create_task(run_background(world, woken))
        serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        while not self._server.started and not serving.done():
            await asyncio.sleep(0.002)
        ready.set()
        try:
            await serving
        finally:
            background.cancel()
            with suppress(asyncio.CancelledError):
                await background
            # what clients keep open beyond the grace of a shutdown, TLS for one, would be left to the garbage collector
            for connection in list(self._server.server_state.connections):
                connection.transport.abort()
            await asyncio.sleep(0)

    def _stop(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            self._server.should_exit = True
            thread.join(_STOP)
            if thread.is_alive():
                _LOG.error("the emulator's thread did not end within %s s", _STOP)

    def close(self) -> None:
        """Stop; what is kept in a file stays there."""
        self._closing.close()

    def _url(self, host: str) -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self._port_used}"

    def run(self, work: Callable[[World], T]) -> T:
        """Have something done to the emulator's world between two requests, and return what it returns."""
        world = self.world
        if self._thread is None or threading.current_thread() is self._thread:
            return work(world)

        async def done() -> T:
            return work(world)

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result()

    @property
    def world(self) -> World:
        """What is served; touch it through `run` alone while the emulator runs."""
        if self._world is None:
            raise EmulatorError("this emulator was not started: use it in a with statement")
        return self._world

    @property
    def clock(self) -> Clock:
        """The emulator's clock: `hold`, `advance("P1D")`, `release`."""
        return self.world.clock

    @property
    def requests(self) -> list[LoggedRequest]:
        """The last requests and how they were answered, oldest first; 1,000 are remembered."""
        return self.run(lambda world: world.requests.latest())

    @property
    def token(self) -> str:
        """An administrator's API token of the first application."""
        return self.world.tokens[self._named(None)]

    @property
    def applications(self) -> Mapping[str, Served]:
        """The applications by their names, each with its address and its administrator's API token."""
        world = self._settled()
        return {
            name: Served(name, self.url if name == world.default else self._url(_local(name)), token)
            for name, token in world.tokens.copy().items()
        }

    @property
    def base_domain(self) -> str:
        """What `IoTCentral(application, credential, base_domain=…)` takes to find an application's data plane here."""
        return self._url("localhost")

    @property
    def subscription_id(self) -> str:
        """The subscription whose applications these are."""
        return self.world.subscription.id

    @property
    def management_token(self) -> str:
        """A bearer token for the control plane, good for ten years."""
        return mint(self.world.subscription, int(self.clock.now().timestamp()) + _TOKEN_LIFE)

    @property
    def api_versions(self) -> list[str]:
        """The versions that are served."""
        return list(documents())

    @property
    def certificate(self) -> Path | None:
        """The certificate that clients have to trust, with `tls`."""
        return self._certificate and self._certificate.file

    def ssl_context(self) -> ssl.SSLContext:
        """Return what makes a client trust the certificate; the usual context without `tls`."""
        return ssl.create_default_context(cafile=self._certificate and str(self._certificate.file))

    def add_application(self, name: str) -> Served:
        """Serve one more application, an empty one.

        Raises:
            EmulatorError: the name is taken, or no application may have it.
        """
        _check_name(name)

        def add(world: World) -> None:
            world.settle()
            if world.subscription.knows(name):
                raise EmulatorError(f'there is an application "{name}" already')
            world.add(name)

        self.run(add)
        return self.applications[name]

    def credential(self, user_id: str | None = None, *, app: str | None = None) -> EmulatorCredential:
        """Return a credential of azure-identity's kind, whose tokens the emulator takes.

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
        """Return the world when what is due is done: applications may come and go by it."""
        if self._thread is not None:
            self.run(lambda world: world.settle())
        return self.world

    def client(self, api_version: str | None = None, *, app: str | None = None, **options: Any) -> Any:
        """Return a client of an application, unthrottled unless the options say otherwise; it is closed with the emulator.

        Args:
            api_version: its version; None: the newest.
            app: the application; None: the first.
            options: as `IoTCentral` takes them.
        """
        served = self.applications[self._named(app)]
        client = client_of(served, api_version or self.api_versions[-1], self.ssl_context, options)
        self._closing.callback(client.close)
        return client

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
            rule: id of the rule; the emulator keeps no rules, so that any will do.
            display_name: the rule's name; None: its id.
            device_id: the device for which it fires, with its present properties and last telemetry; None: the first.
            app: the application; None: the first.

        Returns:
            The HTTP status of the callback's answer.

        Raises:
            EmulatorError: there is no such application or device, the URL is none, or nobody answers there.
        """
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
            return rules.deliver(firing, rules.post)
        except Refusal as refusal:
            raise EmulatorError(refusal.message) from None


def _routed(world: World) -> Router:
    """Return what uvicorn serves.

    Routes are found in the undecoded path: Starlette's own would take `%2F` for the end of a segment, and know no `%0A`.
    """
    return Router(default=Server(world))


def _check_name(name: str) -> None:
    if _APP_NAME.fullmatch(name) is None:
        raise EmulatorError(
            f'"{name}" cannot name an application: a name is made of up to 63 lower-case letters, digits and hyphens'
        )


def _local(app: str) -> str:
    return f"{app}.localhost"


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # the protocol is named, or asyncio leaves Nagle's algorithm on and each answer waits for 40 ms
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except (OSError, OverflowError) as error:
        raise EmulatorError(f"cannot listen on {host}: {error}") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(2048)
    except (OSError, OverflowError) as error:
        listening.close()
        raise EmulatorError(f"cannot listen on port {port} of {host}: {error}; choose another port, or 0") from None
    return listening
