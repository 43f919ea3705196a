"""Client fuzzing: nothing is found in the real clients, and every kind of injected defect is."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple

import httpx
import pytest
from hypothesis import strategies as st
from iotcentral_testkit.contract.client_fuzzing import fuzz_clients as part
from iotcentral_testkit.contract.client_fuzzing import hypothesis_runner as run_hypothesis
from iotcentral_testkit.contract.client_fuzzing.client_rules import CLIENT_RULES
from iotcentral_testkit.contract.client_fuzzing.targets import targets_of
from iotcentral_testkit.contract.client_fuzzing.watchdog import Watchdog
from iotcentral_testkit.contract.engine.findings import Finding, RuleOutcome, Verdict
from iotcentral_testkit.contract.engine.options import ContractOptions
from iotcentral_testkit.contract.engine.recorder import Recorder
from iotcentral_testkit.contract.engine.run import ContractRun
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.planes import DATA
from iotcentral_v2022_07_31 import models

from iotcentral import ApiToken, DecodingError, TransportError
from iotcentral._core.aio.session import AsyncSession
from iotcentral._core.operation import Operation, Page
from iotcentral._core.operation import PreparedRequest as ClientRequest
from iotcentral._core.page_cursor import PageCursor
from iotcentral._core.sync.session import Session
from iotcentral.connector._mapping import CarriedOperationBase, Carrier
from iotcentral.long_running._monitor import StatusMonitor
from tests.support.depth import depth

pytestmark = [
    pytest.mark.long,
    pytest.mark.filterwarnings(
        # a stop of a hanging call that falls into a garbage collection is lost there, told, and made again
        "ignore:Exception ignored in. <function:pytest.PytestUnraisableExceptionWarning"
    ),
]


STABLE = "2022-07-31"
SMALL = ("Roles",)
"""A resource with a list and a GET: enough to show most defects."""


LOADED = models.RoleCollection
"""It caches the decoder of its items at first use, which must not be while the decoder has a defect."""


class Result(NamedTuple):
    findings: list[Finding]
    outcomes: list[RuleOutcome]

    @property
    def codes(self) -> set[str]:
        return {found.rule for found in self.findings}


def fuzz(
    resources: tuple[str, ...] = SMALL,
    *only: str,
    version: str = STABLE,
    seed: int = 0,
    bound: float = 60.0,
    most: int = 1,
    stalls: bool = False,
    operations: tuple[str, ...] = (),
    rounds: tuple[str, ...] = (),
    **options: Any,
) -> Result:
    """Fuzz the clients of some resources.

    Args:
        resources: their names.
        only: codes of the rules to check; empty: all.
        version: api-version.
        seed: of the random numbers.
        bound: seconds that a call may take.
        most: maximum of problems of one kind of case in one operation.
        stalls: whether endless responses are tried, which cost the whole time-out.
        operations: the only ones that are called; empty: all of the resources.
        rounds: the only rounds that are tried, by their names; empty: all.
        options: others of `ContractOptions`.
    """
    api = Api(version)
    recorder = Recorder(api, seed)
    token = ApiToken("SharedAccessSignature sr=a&sig=b&skn=c")
    told: dict[str, Any] = {"resources": resources, "only": only, "seed": seed, "quick": True, **options}
    chosen = ContractOptions("http://127.0.0.1:1", version, token, **told)
    unused: Any = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_hypothesis, "_SHRINKS", 5)  # the size of shrunk cases does not matter here
        patch.setattr(run_hypothesis, "_MOST", most)
        if operations:
            targets = [target for target in targets_of(api) if target.operation.id in operations]
            patch.setattr(part, "targets_of", lambda _: targets)
        if rounds:
            tried = part._Fuzzer._try_rounds
            patch.setattr(part._Fuzzer, "_try_rounds", lambda *args: tried(*args) if args[1] in rounds else None)
        if not stalls:
            patch.setattr(part, "stalled", lambda _: st.just([]))
        part.fuzz_clients(ContractRun(chosen, api, unused, recorder, lambda *_: None), bound=bound)
    return Result(recorder.findings, recorder.outcomes)


def broken(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, change: Callable[[Any], Any]) -> None:
    """Replace a method with a defect; `change` is given the method."""
    monkeypatch.setattr(owner, name, change(getattr(owner, name)))


@pytest.mark.parametrize("version", DATA.versions)
def test_nothing_is_found_in_the_real_clients_and_nothing_is_left_of_the_run(version: str) -> None:
    resources = ("Roles", "Organizations", "DeviceGroups") if version == STABLE else ("Roles", "Organizations")
    opened: list[int] = []
    real = socket.create_server

    def create_server(*args: Any, **more: Any) -> socket.socket:
        made = real(*args, **more)
        opened.append(made.getsockname()[1])
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "create_server", create_server)
        found = fuzz(resources, version=version, stalls=True)

    assert found.findings == []
    assert {outcome.rule for outcome in found.outcomes} == set(CLIENT_RULES) - {"CL114"}  # nothing takes long there
    assert {outcome.verdict for outcome in found.outcomes} == {Verdict.PASSED}
    assert {outcome.operation.partition("_")[0] for outcome in found.outcomes} == {*resources, ""}
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", opened[0]))  # nothing listens there


@pytest.mark.parametrize("version", DATA.versions)
def test_every_operation_of_the_document_has_a_method(version: str) -> None:
    assert [target.operation.id for target in targets_of(Api(version))] == list(Api(version).operations)


@pytest.mark.parametrize("version", ["2021-06-01", "v3"])
def test_nothing_is_found_in_the_clients_of_the_other_apis(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    every = depth(13, 4)  # the contract session fuzzes them all, too
    monkeypatch.setattr(part, "targets_of", lambda api: islice(targets_of(api), None, None, every))
    found = fuzz((), version=version, stalls=True)
    assert found.findings == []
    operations = [id for id, one in Api(version).operations.items() if "x-ms-trigger" not in one.node][::every]
    assert {outcome.operation for outcome in found.outcomes} == {*operations, ""}


def test_a_failure_that_is_taken_for_success_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StatusMonitor, "check", lambda _: None)

    found = fuzz((), "CL114", version="2021-06-01", operations=("Apps_Delete",), rounds=("answers",), quick=False)

    assert found.codes == {"CL114"}


def test_an_operation_that_is_asked_for_elsewhere_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def get(self: Any, link: Any) -> Any:
        return ClientRequest("GET", "/elsewhere", {"Accept": "application/json"}, None)

    monkeypatch.setattr(StatusMonitor, "_get", get)
    monkeypatch.setattr(Session, "_arguments", _elsewhere(Session._arguments))
    monkeypatch.setattr(AsyncSession, "_arguments", _elsewhere(AsyncSession._arguments))

    assert "CL123" in fuzz((), "CL123", version="2021-06-01", operations=("Apps_Delete",)).codes


def _elsewhere(real: Any) -> Any:
    def arguments(self: Any, exchange: Any, request: Any) -> dict[str, Any]:
        made: dict[str, Any] = real(self, exchange, request)
        url = made["url"].replace("contoso", "elsewhere") if made["url"].endswith("/elsewhere") else made["url"]
        return {**made, "url": url}

    return arguments


def test_an_answer_that_is_not_renamed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, Carrier, "result", lambda _: lambda self, answer: answer)

    found = fuzz((), "CL110", version="v3", operations=("GetADeviceByIdDeprecated",), rounds=("answers",))

    assert "GetADeviceByIdDeprecated" in {each.operation for each in found.findings}


def test_an_argument_that_is_sent_in_another_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def body(real: Any) -> Any:
        def made(self: Any, given: Any, sent: Any) -> Any:
            content = real(self, given, sent)
            return {**content, "simulated": True} if isinstance(content, dict) else content

        return made

    broken(monkeypatch, CarriedOperationBase, "_body", body)

    found = fuzz((), "CL101", version="v3", operations=("CreateOrUpdateADevice",), rounds=("answers",))

    assert ("CL101", "CreateOrUpdateADevice", "body") in {
        (each.rule, each.operation, each.subject) for each in found.findings
    }


def test_a_decoder_that_raises_another_error_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, models.Role, "decode", lambda real: lambda data: real({**data, "id": data["id"]}))

    first, again = (fuzz(SMALL, "CL120", operations=("Roles_Get",), rounds=("breaches",)) for _ in range(2))

    assert first.codes == {"CL120"}
    assert [(each.id, each.message, each.replay) for each in first.findings] == [
        (each.id, each.message, each.replay) for each in again.findings
    ]
    (found,) = first.findings
    raised = {"TypeError": TypeError, "KeyError": KeyError}[found.subject.rpartition(": ")[2]]
    with pytest.raises(raised):
        exec(compile(found.replay, "replay", "exec"), {})


def test_a_decoder_that_changes_a_member_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, models.Role, "decode", lambda real: lambda data: real({**data, "displayName": "?"}))

    assert ("CL110", "success: differs") in {
        (each.rule, each.subject)
        for each in fuzz(SMALL, "CL110", operations=("Roles_Get",), rounds=("answers",)).findings
    }


def test_a_list_that_loses_an_item_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def took(self: Any, page: Page[Any]) -> Page[Any]:
        return real(self, Page(page.items[1:], page.next_link, page.response))

    real = PageCursor.took
    monkeypatch.setattr(PageCursor, "took", took)

    assert ("CL112", "pages: differs") in {
        (each.rule, each.subject) for each in fuzz(operations=("Roles_List",), rounds=("answers",)).findings
    }


def test_an_error_without_its_code_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iotcentral.errors._envelope._text", lambda _: None)

    found = fuzz(SMALL, "CL113", most=2, operations=("Roles_Get",), rounds=("answers",))

    assert "CL113" in found.codes
    assert "message" in {each.subject for each in found.findings}


def test_a_request_that_does_not_fit_the_document_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(
        monkeypatch,
        Operation,
        "request",
        lambda real: lambda *args: (made := real(*args))._replace(target=made.target.replace("api-version", "version")),
    )

    assert fuzz(operations=("Roles_Get",), rounds=("answers",)).codes == {"CL101"}


def test_a_status_that_is_taken_for_success_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(real: Any) -> Any:
        return lambda self, response: None if response.status_code == 202 else real(self, response)

    broken(monkeypatch, Operation, "parse", parse)

    assert "CL122" in fuzz(SMALL, "CL122", quick=False).codes


def test_a_pager_that_follows_links_elsewhere_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(self: Any, exchange: Any, request: Any) -> dict[str, Any]:
        made: dict[str, Any] = arguments(self, exchange, request)
        return {**made, "url": made["url"].replace("contoso", "elsewhere") if "page=" in made["url"] else made["url"]}

    arguments = Session._arguments
    monkeypatch.setattr(Session, "_arguments", elsewhere)
    monkeypatch.setattr(AsyncSession, "_arguments", elsewhere)

    assert "CL123" in fuzz(SMALL, "CL123", operations=("Roles_List",)).codes


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # of work that is stopped during a garbage collection
def test_a_pager_without_end_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def next_page(self: Any) -> Any:
        return self._first

    monkeypatch.setattr(PageCursor, "next", next_page)

    assert "CL140" in fuzz(SMALL, "CL140", bound=1.0).codes


def test_a_link_that_is_followed_unchecked_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(
        monkeypatch, PageCursor, "_checked", lambda _: lambda self, link: f"https://contoso.azureiotcentral.com/{link}"
    )

    found = fuzz(SMALL, "CL120", most=3, operations=("Roles_List",), rounds=("breaches",), quick=False)

    assert ("CL120", "wrong link: TransportError") in {(each.rule, each.subject) for each in found.findings}


def test_a_broken_connection_that_is_not_wrapped_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def send(self: Any, operation: Any, request: Any) -> httpx.Response:
        try:
            return real(self, operation, request)
        except (TransportError, DecodingError) as error:
            raise error.__cause__ or error from None

    real = Session.send
    monkeypatch.setattr(Session, "send", send)

    assert fuzz(SMALL, "CL130", "CL150", most=3, operations=("Roles_Get",), quick=False).codes == {"CL130", "CL150"}


def test_a_call_that_hangs_is_stopped_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(data: dict[str, Any]) -> models.Role:
        while True:
            time.sleep(0.01)

    monkeypatch.setattr(models.Role, "decode", decode)
    before = threading.active_count()

    found = fuzz(bound=1.0)

    assert ("CL140", "Roles_Get") in {(each.rule, each.operation) for each in found.findings}
    assert threading.active_count() == before


def test_a_thread_that_stays_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def send(self: Any, operation: Any, request: Any) -> httpx.Response:
        threading.Thread(target=ended.wait, name="left over", daemon=True).start()
        return real(self, operation, request)

    real = Session.send
    monkeypatch.setattr(Session, "send", send)

    found = fuzz()
    ended.set()

    assert found.codes == {"CL141"}
    assert "left over" in found.findings[0].message


def test_work_that_never_ends_is_stopped() -> None:
    def work() -> None:
        while True:
            time.sleep(0.01)

    assert not Watchdog(0.2).watch(work)


def test_what_work_raises_is_raised_by_its_watchdog() -> None:
    with pytest.raises(ZeroDivisionError):
        Watchdog(60).watch(lambda: print(1 / 0))
