"""A run over many items does each once, some at a time, and goes on after whatever stopped it."""

from __future__ import annotations

import inspect
import io
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import anyio.to_thread
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import ApiToken, ConfigurationError, NotFoundError, fleet
from iotcentral._core.throttle import Limiter, Rate
from iotcentral.aio import fleet as aio_fleet
from iotcentral.fleet._fingerprint import fingerprint_of
from iotcentral.fleet._progress import ProgressBar
from iotcentral.fleet._run import Outcome
from tests.support.loopback import Answer, LoopbackServer, Received

from .conftest import TOKEN

WORKER = Path(__file__).with_name("fleet_worker.py")
ROOT = Path(__file__).parents[2]


class Face:
    """`map` of one of the modules, called with a plain function."""

    def __init__(self, name: str) -> None:
        self.is_async = name == "async"
        self.module: Any = aio_fleet if self.is_async else fleet

    def map(self, call: Any, items: Any, **options: Any) -> Any:
        async def acall(item: Any) -> Any:
            await anyio.lowlevel.checkpoint()
            return call(item)

        return self.module.map(acall if self.is_async else call, items, **options)

    async def list(self, outcomes: Any) -> list[Outcome[Any, Any]]:
        return [each async for each in outcomes] if self.is_async else list(outcomes)

    async def next(self, outcomes: Any) -> Outcome[Any, Any]:
        return await anext(outcomes) if self.is_async else next(outcomes)

    async def close(self, outcomes: Any) -> None:
        await outcomes.aclose() if self.is_async else outcomes.close()


@pytest.fixture(params=["sync", "async"])
def face(request) -> Face:
    return Face(request.param)


def double(item: int) -> int:
    return item * 2


def fail_on(*bad: Any) -> Any:
    def call(item: Any) -> Any:
        if item in bad:
            raise NotADirectoryError(item)
        return item

    return call


def keys(file: Path) -> list[str]:
    return [orjson.loads(line)["key"] for line in file.read_bytes().splitlines(True)[1:] if line.endswith(b"\n")]


def test_sync_and_async_have_the_same_signature():
    def shape(module: Any) -> list[tuple[str, Any, Any]]:
        return [(p.name, p.kind, p.default) for p in inspect.signature(module.map).parameters.values()]

    assert shape(fleet) == shape(aio_fleet)
    assert fleet.__all__ == aio_fleet.__all__


@pytest.mark.anyio
async def test_each_item_has_one_outcome(face):
    outcomes = await face.list(face.map(double, range(50)))
    assert sorted((each.item, each.value) for each in outcomes) == [(item, item * 2) for item in range(50)]
    assert all(each.ok and each.error is None and each.attempts == () for each in outcomes)
    assert await face.list(face.map(double, [])) == []


def test_outcomes_of_threads_come_in_the_order_of_completion():
    gates = [threading.Event() for _ in range(3)]
    outcomes = fleet.map(lambda item: gates[item].wait(600), range(3), concurrency=3)
    seen = []
    gates[2].set()
    seen.append(next(outcomes).item)
    gates[0].set()
    seen.append(next(outcomes).item)
    gates[1].set()
    seen += [each.item for each in outcomes]
    assert seen == [2, 0, 1]


@pytest.mark.anyio
async def test_outcomes_of_tasks_come_in_the_order_of_completion():
    gates = [anyio.Event() for _ in range(3)]
    outcomes = aio_fleet.map(lambda item: gates[item].wait(), range(3), concurrency=3)
    seen = []
    for item in (2, 0, 1):
        gates[item].set()
        seen.append((await anext(outcomes)).item)
    assert seen == [2, 0, 1]
    with pytest.raises(StopAsyncIteration):
        await anext(outcomes)


def test_so_many_threads_are_under_way_at_once_and_no_more():
    barrier, lock, now, most = threading.Barrier(4), threading.Lock(), 0, 0

    def call(item: int) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        barrier.wait(600)  # is passed only when all four are here
        with lock:
            now -= 1

    assert len(list(fleet.map(call, range(40), concurrency=4))) == 40
    assert most == 4


@pytest.mark.anyio
async def test_so_many_tasks_are_under_way_at_once_and_no_more():
    now = most = 0

    async def call(item: int) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        for _ in range(5):
            await anyio.lowlevel.checkpoint()
        now -= 1

    assert len([each async for each in aio_fleet.map(call, range(40), concurrency=4)]) == 40
    assert most == 4


@pytest.mark.anyio
async def test_items_are_read_as_they_are_needed(face):
    read = 0

    def endless() -> Any:
        nonlocal read
        while True:
            read += 1
            yield read

    outcomes = face.map(double, endless(), concurrency=3)
    assert read == 0
    for given_out in range(1, 100):
        await face.next(outcomes)
        assert read <= given_out + 2 * 3
    await face.close(outcomes)
    assert read <= 99 + 2 * 3


@pytest.mark.anyio
async def test_items_may_be_asynchronous():
    class Items:
        def __init__(self) -> None:
            self.left = iter(range(20))

        def __aiter__(self) -> Any:
            return self

        async def __anext__(self) -> int:
            await anyio.lowlevel.checkpoint()
            for item in self.left:
                return item
            raise StopAsyncIteration

    async def call(item: int) -> int:
        return item

    assert {each.value async for each in aio_fleet.map(call, Items())} == set(range(20))


@pytest.mark.anyio
async def test_raise_ends_the_run_with_the_error_of_the_call(face):
    called: list[int] = []

    def call(item: int) -> int:
        called.append(item)
        return fail_on(5)(item)

    with pytest.raises(NotADirectoryError) as caught:
        await face.list(face.map(call, range(1000), concurrency=2))
    assert caught.value.__notes__ == ["fleet.map: the item is 5"]
    assert len(called) < 1000


@pytest.mark.anyio
async def test_collect_gives_failures_as_outcomes(face):
    outcomes = await face.list(face.map(fail_on(3, 5), range(10), on_error="collect"))
    assert {each.item for each in outcomes if each.ok} == set(range(10)) - {3, 5}
    (failed, _) = [each for each in outcomes if not each.ok]
    with pytest.raises(NotADirectoryError):
        _ = failed.value


@pytest.mark.anyio
async def test_a_callable_is_told_of_failures_and_may_end_the_run(face):
    told: list[int] = []
    outcomes = await face.list(face.map(fail_on(3, 5), range(10), on_error=lambda each: told.append(each.item)))
    assert (sorted(told), len(outcomes)) == ([3, 5], 10)

    def refuse(outcome: Outcome[int, int]) -> None:
        raise LookupError(outcome.item)

    with pytest.raises(LookupError, match="3"):
        await face.list(face.map(fail_on(3), range(10), on_error=refuse))


@pytest.mark.anyio
async def test_a_callable_may_be_awaited():
    told: list[int] = []

    async def tell(outcome: Outcome[int, int]) -> None:
        await anyio.lowlevel.checkpoint()
        told.append(outcome.item)

    async def call(item: int) -> int:
        return fail_on(3)(item)

    assert len([each async for each in aio_fleet.map(call, range(5), on_error=tell)]) == 5
    assert told == [3]


@pytest.mark.anyio
async def test_items_that_cannot_be_read_end_the_run_after_those_that_could(face):
    def items() -> Any:
        yield from range(5)
        raise LookupError("no more pages")

    outcomes = face.map(double, items(), concurrency=2)
    seen = [(await face.next(outcomes)).item for _ in range(5)]
    with pytest.raises(LookupError, match="no more pages"):
        await face.next(outcomes)
    assert sorted(seen) == list(range(5))


def test_wrong_arguments_are_refused_at_once():
    with pytest.raises(ConfigurationError, match="concurrency is 0"):
        fleet.map(double, [1], concurrency=0)
    with pytest.raises(ConfigurationError, match="on_error is 'ignore'"):
        fleet.map(double, [1], on_error="ignore")  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="confirm is 'later'"):
        fleet.map(double, [1], confirm="later", checkpoint="x")  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="pass checkpoint="):
        fleet.map(double, [1], confirm="given")


@pytest.mark.anyio
async def test_leaving_the_loop_starts_no_more_calls_and_keeps_what_is_done(face, tmp_path):
    called: list[int] = []
    outcomes = face.map(called.append, range(1000), concurrency=3, checkpoint=tmp_path / "run")
    given_out = [(await face.next(outcomes)).item for _ in range(10)]
    await face.close(outcomes)
    after = list(called)
    assert len(after) <= 10 + 2 * 3
    assert {str(item) for item in given_out} <= set(keys(tmp_path / "run"))
    assert sorted(keys(tmp_path / "run")) == sorted(map(str, after))
    assert await face.list(outcomes) == []
    assert called == after


@pytest.mark.anyio
async def test_an_item_is_confirmed_when_the_next_one_is_requested(face, tmp_path):
    options = {"checkpoint": fleet.Checkpoint(tmp_path / "run", "given"), "confirm": "given", "concurrency": 3}
    outcomes = face.map(fail_on(4), [*range(10), 0, 4], on_error="collect", **options)
    given: list[int] = []
    for _ in range(6):
        given.append((await face.next(outcomes)).item)
        assert sorted(map(int, keys(tmp_path / "run"))) == sorted(set(given[:-1]) - {4})
    await face.close(outcomes)
    assert str(given[-1]) not in keys(tmp_path / "run"), "the caller may not be through with the last one"
    rest = await face.list(face.map(double, range(10), **options))
    assert sorted(each.item for each in rest) == sorted(set(range(10)) - (set(given[:-1]) - {4}))
    assert sorted(map(int, keys(tmp_path / "run"))) == list(range(10)), "the last one too, when the run is over"
    assert await face.list(face.map(double, range(10), **options)) == []


@pytest.mark.anyio
async def test_an_item_that_waits_to_be_confirmed_is_not_processed_twice(face, tmp_path):
    outcomes = face.map(double, [1] * 20, checkpoint=tmp_path / "run", confirm="given")
    assert [each.item for each in await face.list(outcomes)] == [1]
    assert keys(tmp_path / "run") == ["1"]


def test_a_loop_that_is_left_awaits_what_is_under_way_and_frees_the_checkpoint(tmp_path):
    for outcome in fleet.map(double, range(100), checkpoint=tmp_path / "run"):
        if outcome.ok:
            break
    rest = fleet.map(double, range(100), checkpoint=tmp_path / "run")
    assert len(list(rest)) + rest.skipped == 100


@pytest.mark.anyio
async def test_a_loop_that_is_left_cancels_what_is_under_way_and_frees_the_checkpoint(tmp_path):
    cancelled: list[int] = []

    async def call(item: int) -> int:
        if item:
            try:
                await anyio.sleep_forever()
            except BaseException:
                cancelled.append(item)
                raise
        return item

    async for _ in aio_fleet.map(call, range(100), concurrency=4, checkpoint=tmp_path / "run"):
        break
    with anyio.fail_after(60):
        while len(cancelled) < 3:
            await anyio.sleep(0)
    assert keys(tmp_path / "run") == ["0"]

    async def done(item: int) -> int:
        return item

    checkpoint = fleet.Checkpoint(tmp_path / "run", fingerprint_of(call))
    with anyio.fail_after(60):
        while True:
            try:
                rest = aio_fleet.map(done, range(100), checkpoint=checkpoint)
                assert len([each async for each in rest]) == 99
                break
            except ConfigurationError:
                await anyio.sleep(0)


@pytest.mark.anyio
async def test_cancellation_cancels_the_calls_and_keeps_what_is_done(tmp_path):
    ended: list[int] = []

    async def call(item: int) -> int:
        if item > 3:
            try:
                await anyio.sleep_forever()
            finally:
                ended.append(item)
        return item

    with anyio.CancelScope() as scope:
        async for outcome in aio_fleet.map(call, range(100), concurrency=2, checkpoint=tmp_path / "run"):
            if outcome.item == 3:
                scope.cancel()
    assert scope.cancelled_caught
    assert set(keys(tmp_path / "run")) == {"0", "1", "2", "3"}
    assert len(ended) <= 2


@pytest.mark.anyio
async def test_an_async_with_awaits_what_is_under_way(tmp_path):
    async def call(item: int) -> int:
        for _ in range(item * 3):
            await anyio.lowlevel.checkpoint()
        return item

    async with aio_fleet.map(call, range(100), concurrency=3, checkpoint=tmp_path / "run") as outcomes:
        async for _ in outcomes:
            break
    assert {"0", "1", "2"} <= set(keys(tmp_path / "run"))


def test_an_interrupt_awaits_what_is_under_way(tmp_path):
    under_way, go_on, ended = threading.Event(), threading.Event(), []

    def items() -> Any:
        yield 1
        under_way.wait(600)
        go_on.set()
        raise KeyboardInterrupt

    def call(item: int) -> int:
        under_way.set()
        go_on.wait(600)
        ended.append(item)
        return item

    with pytest.raises(KeyboardInterrupt):
        list(fleet.map(call, items(), checkpoint=tmp_path / "run"))
    assert ended == [1]
    assert keys(tmp_path / "run") == ["1"]


@pytest.mark.anyio
async def test_the_next_run_does_what_is_left(face, tmp_path):
    run = fleet.Checkpoint(tmp_path / "run", "disable")
    first = await face.list(face.map(fail_on(3, 5), range(10), on_error="collect", checkpoint=run))
    assert sum(each.ok for each in first) == 8
    rest = face.map(double, range(12), checkpoint=run)
    assert sorted(each.item for each in await face.list(rest)) == [3, 5, 10, 11]
    assert rest.skipped == 8
    assert sorted(map(int, keys(tmp_path / "run"))) == list(range(12))


@pytest.mark.anyio
async def test_a_repeated_key_is_done_once(face, tmp_path):
    outcomes = face.map(double, [1, 1, 2, 1, 2], checkpoint=tmp_path / "run")
    assert sorted(each.item for each in await face.list(outcomes)) == [1, 2]
    assert outcomes.skipped == 3


@pytest.mark.parametrize("torn", [b'{"key":"d', b'{"key":"d9","run":"0"}', b"\0\0\0\0"])
def test_a_torn_last_line_is_dropped(tmp_path, torn):
    file = tmp_path / "run"
    assert len(list(fleet.map(str.upper, ["d1", "d2"], checkpoint=file))) == 2
    file.write_bytes(file.read_bytes() + torn)
    assert [each.item for each in fleet.map(str.upper, ["d1", "d2", "d9"], checkpoint=file)] == ["d9"]
    assert sorted(keys(file)) == ["d1", "d2", "d9"]


def test_a_torn_first_line_is_completed(tmp_path):
    file = tmp_path / "run"
    file.write_bytes(b'{"checkpoint":"iot')
    assert len(list(fleet.map(str.upper, ["d1"], checkpoint=file))) == 1
    assert keys(file) == ["d1"]
    assert list(fleet.map(str.upper, ["d1"], checkpoint=file)) == []


def test_a_broken_line_in_the_middle_is_told_with_its_number(tmp_path):
    file = tmp_path / "run"
    list(fleet.map(str.upper, ["d1", "d2"], checkpoint=file))
    lines = file.read_bytes().splitlines(True)
    file.write_bytes(lines[0] + b"{]\n" + lines[2])
    with pytest.raises(ConfigurationError, match=r"run:2 is not a line of this run"):
        list(fleet.map(str.upper, ["d1"], checkpoint=file))


@pytest.mark.anyio
async def test_a_checkpoint_of_another_run_is_refused(face, tmp_path):
    one, two = (fleet.Checkpoint(tmp_path / "run", name) for name in ("disable", "enable"))
    await face.list(face.map(double, [1], checkpoint=one))
    content = (tmp_path / "run").read_bytes()
    with pytest.raises(ConfigurationError, match="checkpoint of the run 'disable', and this is the run 'enable'"):
        await face.list(face.map(double, [2], checkpoint=two))
    assert (tmp_path / "run").read_bytes() == content


def test_a_checkpoint_in_no_folder_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        list(fleet.map(double, [1], checkpoint=tmp_path / "none" / "run"))


@pytest.mark.anyio
async def test_two_runs_on_one_checkpoint_are_refused(face, tmp_path):
    first = face.map(double, range(100), checkpoint=tmp_path / "run")
    await face.next(first)
    with pytest.raises(ConfigurationError, match="in use by another run"):
        await face.list(face.map(double, range(100), checkpoint=tmp_path / "run"))
    await face.close(first)
    await face.list(face.map(double, range(100), checkpoint=tmp_path / "run"))
    assert sorted(map(int, keys(tmp_path / "run"))) == list(range(100))


def test_keys_are_texts_numbers_ids_or_made(tmp_path):
    items = ["d1", 2, {"id": "d3"}, SimpleNamespace(id="d4")]
    assert len(list(fleet.map(lambda _: None, items, checkpoint=tmp_path / "a"))) == 4
    assert sorted(keys(tmp_path / "a")) == ["2", "d1", "d3", "d4"]
    list(fleet.map(lambda _: None, [(1, 2)], checkpoint=tmp_path / "b", key=lambda item: f"{item[0]}/{item[1]}"))
    assert keys(tmp_path / "b") == ["1/2"]
    for bad in ((1, 2), {}, True, "", "\ud800"):
        with pytest.raises(ConfigurationError, match="pass key="):
            list(fleet.map(lambda _: None, [bad], checkpoint=tmp_path / "c"))


def test_the_identity_tells_operations_and_applications_apart():
    with IoTCentral("one", ApiToken(TOKEN)) as one, IoTCentral("two", ApiToken(TOKEN)) as two:

        def update(app: IoTCentral) -> Any:
            return lambda each: app.devices.update(each, {})

        def get(app: IoTCentral) -> Any:
            return lambda each: app.devices.get(each)

        assert fingerprint_of(update(one)) == fingerprint_of(update(one))
        made = [fingerprint_of(each) for each in (update(one), update(two), get(one), one.devices.get, two.devices.get)]
        assert len(set(made)) == 5


def test_a_checkpoint_that_cannot_be_written_ends_the_run(tmp_path, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    outcomes = fleet.map(double, range(10), checkpoint=tmp_path / "run", concurrency=1)
    next(outcomes)
    with monkeypatch.context() as patched:
        patched.setattr("iotcentral.fleet._checkpoint.os.write", full)
        with pytest.raises(OSError, match="No space left"):
            list(outcomes)
    assert set(keys(tmp_path / "run")) <= {"0", "1", "2"}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("mode", ["sync", "asyncio", "trio"])
def test_killed_again_and_again_each_device_is_confirmed_once(tmp_path, mode):
    file, count, kills = tmp_path / "run", 60, [1, 2, 17, 30, 41, 66]
    asked: list[str] = []
    process: subprocess.Popen[str] | None = None
    lock = threading.Lock()

    def answer(request: Received) -> Answer:
        with lock:
            asked.append(request.target.partition("?")[0].rpartition("/")[2])
            if kills and len(asked) >= kills[0] and process is not None:
                kills.pop(0)
                process.kill()
        return Answer(200, {"id": asked[-1]})

    with LoopbackServer(answer) as server:
        for _ in range(20):
            confirmed = set(keys(file)) if file.exists() else set()
            before = len(asked)
            command = [sys.executable, str(WORKER), server.url, str(file), str(count), mode]
            with lock:
                process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
            told, _ = process.communicate(timeout=600)
            assert not confirmed & set(asked[before:]), "what was confirmed is not done again"
            assert {line for line in told.split("\n")[:-1] if line} <= set(keys(file)), "what was told is confirmed"
            if process.returncode == 0:
                break
    assert not kills
    assert Counter(keys(file)) == Counter(f"d{number}" for number in range(count))
    assert set(asked) == set(keys(file))
    assert len(asked) <= count + 6 * 4, "only what was under way at a kill is repeated"


class Counting(Limiter):
    """A limiter that holds nothing back, and counts what is under way."""

    def __init__(self) -> None:
        super().__init__({"default": Rate(1_000_000, 1.0)})
        self.reserved = 0

    def reserve(self, kind: str, now: float) -> float:
        self.reserved += 1
        return super().reserve(kind, now)


@pytest.mark.anyio
async def test_calls_go_through_the_limiter_of_the_client(server, face):
    server.will_answer(Answer(200, {"id": "d"}))
    limiter = Counting()
    if face.is_async:
        async with AsyncIoTCentral(server.url, ApiToken(TOKEN), limiter=limiter) as app:
            outcomes = [each async for each in aio_fleet.map(app.devices.get, map(str, range(30)))]
    else:
        with IoTCentral(server.url, ApiToken(TOKEN), limiter=limiter) as client:
            outcomes = list(fleet.map(client.devices.get, map(str, range(30))))
    assert len(outcomes) == len(server.received) == limiter.reserved == limiter.statistics.requests == 30


def test_a_failed_call_tells_its_attempts(server, app):
    server.will_answer(Answer(404, {"error": {"code": "NotFound", "message": "no"}}))
    (outcome,) = fleet.map(app.devices.get, ["d1"], on_error="collect")
    assert isinstance(outcome.error, NotFoundError)
    assert [each.outcome for each in outcome.attempts] == ["404"]


@pytest.mark.anyio
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    items=st.lists(st.integers(0, 40), max_size=40, unique=True),
    bad=st.sets(st.integers(0, 40)),
    concurrency=st.integers(1, 5),
)
def test_runs_until_nothing_fails_confirm_each_item_once(tmp_path_factory, items, bad, concurrency):
    folder = tmp_path_factory.mktemp("fleet")

    async def check(name: str) -> None:
        face, file = Face(name), folder / name
        run = fleet.Checkpoint(file, "run")
        done: list[int] = []

        def call(item: int) -> int:
            fail_on(*bad)(item)
            done.append(item)
            return item

        options = {"concurrency": concurrency, "checkpoint": run}
        outcomes = await face.list(face.map(call, items, on_error="collect", **options))
        assert sorted(each.item for each in outcomes) == sorted(items)
        assert {each.item for each in outcomes if not each.ok} == bad & set(items)
        assert sorted(map(int, keys(file))) == sorted(set(items) - bad)
        bad_before, _ = set(bad), bad.clear()
        rest = await face.list(face.map(call, items, **options))
        assert sorted(each.item for each in rest) == sorted(bad_before & set(items))
        assert Counter(done) == Counter(items) == Counter(map(int, keys(file)))
        bad.update(bad_before)

    for name, backend in (("sync", "asyncio"), ("async", "asyncio"), ("async", "trio")):
        (folder / name).unlink(missing_ok=True)
        anyio.run(check, name, backend=backend)


def test_progress_is_shown_on_a_terminal(monkeypatch):
    from rich.console import Console

    console = Console(force_terminal=True, width=100, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    bar = ProgressBar("disable [all]", 3, console)
    bar.advance()
    bar.advance(failed=True)
    bar.advance(skipped=True)
    bar.close()
    bar.close()
    console.file.close()
    text = console.export_text()
    assert "disable [all]" in text
    assert "3/3" in text
    assert "1 failed, 1 skipped" in text


def test_progress_in_a_pipe_is_a_line_about_every_ten_seconds():
    from rich.console import Console

    now, log = [0.0], io.StringIO()
    bar = ProgressBar("disable [all]", 100, Console(file=log), lambda: now[0])
    for second in range(100):
        now[0] = float(second)
        bar.advance(failed=second == 50)
    bar.close()
    bar.close()
    lines = log.getvalue().splitlines()
    assert lines[0] == "disable [all]: 11 of 100, 10 s"
    assert lines[-1] == "disable [all]: 100 of 100, 1 failed, 99 s"
    assert len(lines) == 10


def test_progress_in_a_pipe_that_is_closed_does_not_end_the_run():
    from rich.console import Console

    class Closed(io.StringIO):
        def write(self, _: str, /) -> int:
            raise BrokenPipeError

    now = iter(range(0, 1000, 11))
    bar = ProgressBar("disable", None, Console(file=Closed()), lambda: float(next(now)))
    bar.advance()
    bar.close()


@pytest.mark.anyio
async def test_progress_of_a_short_run_is_quiet_in_a_pipe(face, capsys):
    assert len(await face.list(face.map(double, range(5), progress="disable"))) == 5
    assert capsys.readouterr() == ("", "")


def test_progress_without_rich_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    with pytest.raises(ConfigurationError, match=r"iotcentral\[progress\]"):
        fleet.map(double, [1], progress="disable")
