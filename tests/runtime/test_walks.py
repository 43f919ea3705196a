"""Long and disturbed walks over lists lose nothing and give nothing twice; no connection stays checked out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random

import anyio
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import BearerToken, IoTCentralError
from iotcentral._core.retry import NO_RETRY, RetryPolicy
from tests.support.depth import depth
from tests.support.faults import (
    CUT_SHORT,
    RESET_AFTER_HEADERS,
    RESET_BEFORE_HEADERS,
    STALL,
    Collection,
    FaultServer,
    Reply,
    reply,
)
from tests.support.modes import LEFT_OPEN_BY_HTTPX, all_of, listed, run

pytestmark = [LEFT_OPEN_BY_HTTPX, pytest.mark.long]  # thousands of pages

PASSING = [
    reply(429, retry_after="0"),
    reply(500),
    reply(502, b"<html>", content_type="text/html"),
    reply(503),
    reply(504),
    RESET_BEFORE_HEADERS,
    RESET_AFTER_HEADERS,
    CUT_SHORT,
]
FAILING = [reply(403), reply(200), reply(200, b"{"), reply(200, {"value": {}}), reply(507)]

PATIENT = RetryPolicy(attempts=10, base=0)
CREDENTIAL = BearerToken("s3cr3t")


def five_percent(requests: int) -> dict[int, Reply]:
    """Faults for one request in twenty, the same with each run."""
    random = Random(requests)
    return {number: random.choice(PASSING) for number in range(requests) if random.random() < 0.05}


def connections(app: IoTCentral | AsyncIoTCentral) -> list:
    return app.devices.session._transport.connections


def assert_nothing_checked_out(app: IoTCentral | AsyncIoTCentral) -> None:
    assert all(connection.is_idle() or connection.is_closed() for connection in connections(app))


class Walk(RuleBasedStateMachine):
    """A walk during which pages fail, for good or until the next attempt; what failed is resumed."""

    @initialize(count=st.integers(0, 30), size=st.integers(1, 7))
    def begin(self, count: int, size: int) -> None:
        self.faults: dict[int, Reply] = {}
        self.collection = Collection(count, size, self.faults)
        self.server = FaultServer(self.collection).__enter__()
        self.app = IoTCentral(self.server.url, CREDENTIAL, retry=PATIENT, limiter=None, timeout=60)
        self.link: str | None = None
        self.pages = self.app.devices.list().pages()
        self.seen: list[str] = []

    @rule(faults=st.lists(st.sampled_from(PASSING), max_size=4))
    def disturb(self, faults: list[Reply]) -> None:
        self.plan(faults)

    @rule(fault=st.sampled_from(FAILING))
    def fail(self, fault: Reply) -> None:
        self.plan([fault])

    @rule()
    def read(self) -> None:
        try:
            page = next(self.pages, None)
        except IoTCentralError as error:
            pager = self.app.devices.list()
            self.pages = (pager if error.resume_link is None else pager.resume(error.resume_link)).pages()
            assert (error.resume_link is None) == (self.link is None)
        else:
            if page is not None:
                self.link = page.next_link
                self.seen += [device.id for device in page.items]

    def plan(self, faults: list[Reply]) -> None:
        upcoming = len(self.server.received)
        self.faults.update(enumerate(faults, upcoming))

    @invariant()
    def what_was_seen_is_the_beginning_each_once(self) -> None:
        assert self.seen == self.collection.ids[: len(self.seen)]
        assert_nothing_checked_out(self.app)

    def teardown(self) -> None:
        if hasattr(self, "app"):
            self.faults.clear()
            for _ in range(len(self.collection.ids) + 2):
                self.read()
            self.app.close()
            self.server.__exit__()
            assert self.seen == self.collection.ids


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=20, stateful_step_count=20)


def test_a_thousand_pages_and_more_with_faults_lose_nothing(mode):
    pages = depth(2_000, 10_000) if mode == "sync" else 1_000
    collection = Collection(pages, 1, five_percent(pages * 12 // 10))
    with FaultServer(collection) as server:
        seen = run(mode, server.url, CREDENTIAL, listed, retry=PATIENT)
        requests = len(server.received)
    assert seen == collection.ids
    assert requests > pages * 104 // 100


def test_sixty_four_threads_walk_with_one_client():
    def walk(app):
        with ThreadPoolExecutor(64) as pool:
            results = [*pool.map(lambda _: listed(app), range(64))]
        assert_nothing_checked_out(app)
        return results

    collection = Collection(6, 2, five_percent(250))
    with FaultServer(collection) as server:
        assert run("sync", server.url, CREDENTIAL, walk, retry=PATIENT) == [collection.ids] * 64


@pytest.mark.parametrize("mode", ["asyncio", "trio"], indirect=True)
def test_hundreds_of_tasks_walk_with_one_client(mode):
    async def walk(app):
        results = []

        async def one() -> None:
            results.append(await listed(app))

        async with anyio.create_task_group() as group:
            for _ in range(tasks):
                group.start_soon(one)
        assert_nothing_checked_out(app)
        return results

    tasks = depth(100, 256)
    collection = Collection(4, 2, five_percent(600))
    with FaultServer(collection) as server:
        assert run(mode, server.url, CREDENTIAL, walk, retry=PATIENT, timeout=60) == [collection.ids] * tasks


@pytest.mark.parametrize("held", [STALL, RESET_AFTER_HEADERS._replace(then=STALL.then)], ids=["headers", "body"])
@pytest.mark.parametrize("mode", ["asyncio", "trio"], indirect=True)
def test_a_cancelled_walk_leaves_no_connection_checked_out(mode, held):
    async def walk(app):
        async def one() -> None:
            seen.append(await listed(app))

        with anyio.move_on_after(0.1) as scope:
            async with anyio.create_task_group() as group:
                for _ in range(8):
                    group.start_soon(one)
        assert scope.cancelled_caught
        assert_nothing_checked_out(app)
        faults.clear()
        await one()
        assert_nothing_checked_out(app)

    seen: list[list[str]] = []
    faults = dict.fromkeys(range(4, 100), held)
    collection = Collection(20, 1, faults)
    with FaultServer(collection) as server:
        run(mode, server.url, CREDENTIAL, walk)
    assert seen == [collection.ids]


def test_an_error_leaves_no_connection_checked_out(mode):
    async def check(app):
        with pytest.raises(IoTCentralError):
            await all_of(app.devices.list())
        assert_nothing_checked_out(app)

    for fault in [*PASSING, *FAILING, STALL]:
        with FaultServer(Collection(4, 2, {1: fault})) as server:
            run(mode, server.url, CREDENTIAL, check, retry=NO_RETRY, timeout=0.1)
