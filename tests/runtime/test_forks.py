"""Parent and child both go on with a client after a fork, each over connections, locks and limits of its own."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable

import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import ApiToken, Limiter, Rate
from iotcentral._core.auth import CredentialAuth
from iotcentral._core.throttle import limiter_of
from tests.support.loopback import Answer, LoopbackServer, Received

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no process forks on this system"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]

CALLS = 20
_PATIENCE = 60


def echoed(request: Received) -> Answer:
    return Answer(200, {"id": request.target.partition("?")[0].rpartition("/")[2]})


def in_child(work: Callable[[], bool]) -> Callable[[], bool]:
    """Have some work done in a forked process; return a function that waits for it, and says whether it went well."""
    child = os.fork()
    if child == 0:
        result = 1
        try:
            result = 0 if work() else 2
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(result)

    def finished() -> bool:
        end = time.monotonic() + _PATIENCE  # of a child that hangs
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status) == 0
            time.sleep(0.01)
        os.kill(child, 9)
        os.waitpid(child, 0)
        return False

    return finished


def test_parent_and_children_get_their_own_devices(token):
    with LoopbackServer(echoed) as server, IoTCentral(server.url, ApiToken(token), limiter=None) as app:

        def ask(who: str) -> bool:
            names = [f"{who}-{number}" for number in range(CALLS)]
            return [app.devices.get(name).id for name in names] == names

        assert ask("before")
        children = [in_child(lambda number=number: ask(f"child{number}")) for number in range(3)]
        assert ask("parent")
        assert [child() for child in children] == [True] * len(children)
        assert ask("after")
    assert len(server.received) == 6 * CALLS


def test_the_parents_connection_survives_a_child_that_ends(token):
    with LoopbackServer(echoed) as server, IoTCentral(server.url, ApiToken(token), limiter=None) as app:
        app.devices.get("d0")
        (connection,) = app.devices.session._transport.connections
        assert in_child(lambda: app.devices.session._transport.connections == [])()
        assert app.devices.get("d1").id == "d1"
        assert app.devices.session._transport.connections == [connection]


def test_an_asynchronous_client_goes_on_in_a_child(token):
    with LoopbackServer(echoed) as server:
        app = AsyncIoTCentral(server.url, ApiToken(token), limiter=None)

        async def ask(who: str) -> bool:
            names = [f"{who}-{number}" for number in range(CALLS)]
            return [(await app.devices.get(name)).id for name in names] == names

        async def parent() -> bool:
            before = await ask("before")

            def child() -> bool:
                asyncio.events._set_running_loop(None)
                with warnings.catch_warnings(action="ignore"):
                    done = asyncio.run(ask("child"))
                    gc.collect()
                return done

            finished = in_child(child)
            after = await ask("parent")
            done = await asyncio.to_thread(finished)
            await app.close()
            return before and after and done

        assert asyncio.run(parent())


def test_a_fork_while_another_thread_holds_the_locks_does_not_hang(token):
    """The child of a process whose other thread is in the middle of everything at once."""
    limiter = Limiter({"default": Rate(1000, 1.0)})
    credential = ApiToken(token)
    with LoopbackServer(echoed) as server, IoTCentral(server.url, credential, limiter=limiter) as app:
        app.devices.get("before")
        session = app.devices.session
        (pool, _) = next(iter(session._transport._pools.values()))
        held, over = threading.Event(), threading.Event()
        locks = [limiter._lock, session.auth._lock, pool._optional_thread_lock]

        def hold() -> None:
            with locks[0], locks[1], locks[2]:
                held.set()
                over.wait(_PATIENCE)

        thread = threading.Thread(target=hold)
        thread.start()
        held.wait(_PATIENCE)
        child = in_child(lambda: app.devices.get("child").id == "child" and limiter.statistics.requests == 1)
        try:
            assert child()
        finally:
            over.set()
            thread.join()
        assert app.devices.get("after").id == "after"
        assert limiter.statistics.requests == 2


def test_the_registry_of_limiters_and_tokens_are_the_childs_own():
    shared = limiter_of("https://forked.example", {"default": Rate(2, 1.0)})
    auth = CredentialAuth(lambda: "token", "scope")
    assert shared is not None
    shared.reserve("default", 0.0)
    before = shared._lock, auth._lock
    shared.after_fork()
    auth.after_fork()
    assert shared._lock is not before[0]
    assert auth._lock is not before[1]
    assert [shared.reserve("default", 0.0) for _ in range(3)] == [0.0, 0.0, 1.0]
    assert limiter_of("https://forked.example", {"default": Rate(2, 1.0)}) is shared


def test_a_child_respects_what_the_service_told_its_parent():
    limiter = Limiter({"default": Rate(20, 1.0)})
    limiter.reserve("default", 0.0)
    limiter._throttles["default"].refused(0.0, 30.0)
    limiter.after_fork()
    assert limiter.statistics.requests == 0
    assert limiter.share("default") == 0.5
    assert limiter.reserve("default", 1.0) == 30.0
