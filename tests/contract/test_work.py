"""The work of a run: what is alike is done once, and what it keeps is bounded."""

from __future__ import annotations

import gc
import threading
import weakref
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.internal import charmap
from iotcentral_testkit.contract import ContractOptions
from iotcentral_testkit.contract.client_fuzzing import fuzz_clients as part
from iotcentral_testkit.contract.client_fuzzing.hypothesis_runner import run_hypothesis, start_of
from iotcentral_testkit.contract.engine.exchange import Exchange
from iotcentral_testkit.contract.engine.recorder import Recorder
from iotcentral_testkit.contract.engine.run import ContractRun
from iotcentral_testkit.contract.engine.storage import temporary_storage
from iotcentral_testkit.contract.schemathesis.coverage_cases import one_of_each
from iotcentral_testkit.openapi.api import Api

from iotcentral import ApiToken

from .runs import PREVIEW, STABLE, run_rules

pytestmark = pytest.mark.slow  # drawn examples, and an emulator

TOKEN = ApiToken("SharedAccessSignature sr=a&sig=b&skn=c")


@pytest.mark.parametrize("codec", ["ascii", "utf-8"])
def test_hypothesis_is_told_what_codecs_encode(codec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    monkeypatch.setattr(charmap, "chr", lambda number: tried.append(number) or chr(number), raising=False)
    charmap.intervals_from_codec.cache_clear()

    with temporary_storage():
        encoded, lossy = charmap.intervals_from_codec(codec)

    assert not tried
    assert lossy.intervals == ()
    ends = {place for interval in encoded.intervals for place in interval}
    assert all(chr(place).encode(codec).decode(codec) == chr(place) for place in ends)
    beyond = {place + step for place in ends for step in (-1, 1)} - set(encoded)
    assert not any(_encodes(codec, place) for place in beyond if 0 <= place <= 0x10FFFF)


def _encodes(codec: str, place: int) -> bool:
    try:
        chr(place).encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def fuzzed(work: Callable[[Any], None], *, bound: float = 60.0) -> tuple[list[str], list[str]]:
    """Fuzz the roles with other work on each operation; return what was found, and the operations that were concluded."""
    options = ContractOptions("http://127.0.0.1:1", STABLE, TOKEN, resources=("Roles",), quick=True)
    api = Api(STABLE)
    recorder, unused = Recorder(api), SimpleNamespace()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(part._Fuzzer, "work", lambda self, *, stalls: work(self))
        http: Any = unused
        part.fuzz_clients(ContractRun(options, api, http, recorder, lambda *_: None), bound=bound)
    return [found.rule for found in recorder.findings], sorted({it.operation for it in recorder.outcomes} - {""})


def test_the_clients_are_called_in_one_thread() -> None:
    threads: list[int] = []

    found, concluded = fuzzed(lambda _: threads.append(threading.get_ident()))

    assert concluded == ["Roles_Get", "Roles_List"]
    assert not found
    assert len(threads) == 2
    assert len(set(threads)) == 1


def test_the_operations_after_one_that_never_ends_are_fuzzed_too() -> None:
    ended = threading.Event()

    def work(fuzzer: Any) -> None:
        while fuzzer.target.operation.id == "Roles_Get" and not ended.is_set():
            ended.wait(0.01)

    found, concluded = fuzzed(work, bound=0.2)
    ended.set()

    assert found == ["CL140"]
    assert concluded == ["Roles_Get", "Roles_List"]


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisDeprecationWarning")
@pytest.mark.parametrize("chance", ["a", "b", "c"])
@pytest.mark.parametrize(("stride", "examples", "starts"), [(1, 1, {0}), (2, 2, {0, 1}), (12, 1, {0})])
def test_two_rounds_with_a_stride_of_two_try_everything(
    stride: int, examples: int, starts: set[int], chance: str
) -> None:
    began: list[int] = []

    @st.composite
    def drawn(draw: st.DrawFn) -> list[Any]:
        began.append(start_of(draw, stride))
        return []

    list(run_hypothesis(drawn(), lambda _: (), examples=examples, chance=chance))

    assert set(began) == starts


def case(place: str, description: str, value: Any) -> Any:
    about = SimpleNamespace(scenario="incorrect_type", parameter="body", location=place, description=description)
    meta = SimpleNamespace(generation=SimpleNamespace(mode="negative"), phase=SimpleNamespace(data=about))
    return SimpleNamespace(id=object(), meta=meta, value=value)


def test_a_quick_run_takes_one_of_the_cases_that_are_alike() -> None:
    cases = [case(place, "Incorrect type", value) for place in ("/a", "/b") for value in (None, 1, "x", [])]
    odd = SimpleNamespace(id="odd", meta=None, value="odd")

    taken = [one_of_each([*cases, odd, odd], Random(seed)) for seed in range(20)]

    assert all([it.meta and it.meta.phase.data.location for it in some] == ["/a", "/b", None] for some in taken)
    assert {repr(some[0].value) for some in taken} == {"None", "1", "'x'", "[]"}


def test_a_filtered_list_is_requested_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    observe = Recorder.observe

    def remember(self: Recorder, exchange: Exchange) -> None:
        read.append(f"{exchange.method} {exchange.url}")
        observe(self, exchange)

    monkeypatch.setattr(Recorder, "observe", remember)
    run_rules("IC504", resource="DeviceGroups", version=PREVIEW)

    filtered = [it for it in read if "filter=" in it]
    assert len(filtered) > 10
    assert not [one for one, other in pairwise(filtered) if one == other]


def test_a_run_keeps_what_changed_something_and_nothing_that_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    recorders: set[Recorder] = set()
    seen: list[tuple[str, weakref.ref[Exchange]]] = []
    observe = Recorder.observe

    def remember(self: Recorder, exchange: Exchange) -> None:
        recorders.add(self)
        seen.append((exchange.method, weakref.ref(exchange)))
        observe(self, exchange)

    monkeypatch.setattr(Recorder, "observe", remember)
    run_rules("IC302", "IC401", "IC502", resource="DeviceGroups", version=PREVIEW)
    gc.collect()

    histories = [recorder._history for recorder in recorders]
    packed = {change for history in histories for changes in history._changes.values() for change in changes}
    kept = Counter(change.method for change in packed)
    assert kept["PUT"] > 3
    assert not kept["GET"]
    assert Counter(method for method, _ in seen)["GET"] > 10
    assert not [method for method, exchange in seen if exchange() is not None and method == "GET"]
