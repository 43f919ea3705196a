"""Schemathesis as a part of a run: findings, safety and interruption."""

from __future__ import annotations

import _thread
import gc
import json
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import ContractOptions, run_contract
from iotcentral_testkit.contract.engine.findings import Verdict
from iotcentral_testkit.contract.runner import Result
from iotcentral_testkit.contract.schemathesis import run_schemathesis as part
from iotcentral_testkit.contract.schemathesis.configuration import base_url, host, settings
from iotcentral_testkit.contract.schemathesis.guarded_transport import WatchedSchema
from iotcentral_testkit.contract.schemathesis.run_schemathesis import CHECKS
from iotcentral_testkit.emulator import asgi as server
from iotcentral_testkit.emulator import data_plane
from iotcentral_testkit.emulator.http.calls import HANDLERS, Call
from iotcentral_testkit.emulator.http.request_log import LoggedRequest, Noted, RequestLog
from iotcentral_testkit.emulator.rooms import load_rooms
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.planes import DATA
from schemathesis import hooks
from schemathesis.auths import GLOBAL_AUTH_STORAGE
from schemathesis.config import SchemathesisConfig

from iotcentral import ApiToken
from tests.support.depth import depth

load_rooms()

pytestmark = pytest.mark.long  # Schemathesis goes through all its phases

STABLE, PREVIEW = "2022-07-31", "2022-10-31-preview"
SAFE = {"GET", "OPTIONS", "TRACE"}
PHASES = ("examples", "coverage", "fuzzing", "stateful")


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(devices=2) as emulator:
        yield emulator


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[LoggedRequest]:
    """All requests to an emulator, which itself stores only the last ones."""
    seen: list[LoggedRequest] = []
    add = RequestLog.add

    def remember(self: RequestLog, request: LoggedRequest | Noted) -> None:
        add(self, request)
        seen.extend(self.latest(1))

    monkeypatch.setattr(RequestLog, "add", remember)
    return seen


def run(
    emulator: Emulator,
    *,
    version: str = PREVIEW,
    resources: tuple[str, ...] = ("DeviceGroups",),
    phases: tuple[str, ...] = PHASES,
    progress: Callable[[str, str, int, int], None] | None = None,
    as_users: bool = False,
    **changes: Any,
) -> Result:
    """Run Schemathesis on some resources.

    Args:
        emulator: the server.
        version: api-version.
        resources: their names.
        phases: of Schemathesis to run.
        progress: receives the progress.
        as_users: whether stateful tests go as far as in the runs of users, instead of as the profile takes.
        changes: other `ContractOptions`.
    """

    def shortened(*given: Any) -> dict[str, Any]:
        made = settings(*given)
        for phase in PHASES:
            made["phases"].setdefault(phase, {})["enabled"] = phase in phases
        if not as_users:
            made["phases"]["stateful"]["generation"]["max-examples"] = depth(5, 15)
        return made

    standard: dict[str, Any] = {"url": emulator.url, "credential": ApiToken(emulator.token), "throttled": False}
    options = ContractOptions(
        **{**standard, "quick": True, **changes},
        api_version=version,
        resources=resources,
        parts=("schemathesis",),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(part, "settings", shortened)
        return run_contract(options, progress=progress)


def broken(monkeypatch: pytest.MonkeyPatch, operation: str, change: Callable[[Call, Any], Any]) -> None:
    right = HANDLERS[operation]
    monkeypatch.setitem(HANDLERS, operation, lambda call: change(call, right(call)))


def holds(result: Result) -> None:
    """Expect that everything was checked, and nothing found."""
    assert result.findings == []
    assert result.leftovers == []
    assert not result.interrupted
    passed = {outcome.rule for outcome in result.outcomes if outcome.verdict is Verdict.PASSED}
    assert passed >= set(CHECKS) - {"ST.error"}
    called = {outcome.operation for outcome in result.outcomes if outcome.rule == "ST.not_a_server_error"}
    operations = Api(result.options.api_version).operations.values()
    assert called == {one.id for one in operations if one.resource in result.options.resources}


def devices(emulator: Emulator) -> list[str]:
    """Return the items of the server that the run did not create."""
    return [f"{device.id} {device.display_name} {device.etag}" for device in emulator.client(PREVIEW).devices.list()]


def strangers(log: list[LoggedRequest]) -> list[str]:
    """Return the ids that were written to without the prefix `mine` of the run."""
    written = [request for request in log if request.method not in SAFE]
    assert len({request.method for request in written}) >= 4
    places = {unquote(request.path) for request in written} - {"/api/fileUploads", "/api/query"}
    ids = {place.removeprefix("/api/dataExport").removeprefix("/api").split("/")[2] for place in places}
    return [id for id in ids if not id.startswith(("mine-", "dtmi:mine:"))]


def test_a_correct_server_deviates_in_nothing_and_nothing_is_left_behind(
    emulator: Emulator,
    log: list[LoggedRequest],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    asked: list[str] = []
    steps: list[tuple[str, int, int]] = []

    class Credential:
        def get_token(self, *scopes: str, **_: Any) -> Any:
            asked.extend(scopes)
            return emulator.credential().get_token(*scopes)

    def told(part: str, what: str, done: int, total: int) -> None:
        if part == "schemathesis":
            steps.append((what, done, total))

    before = devices(emulator)
    log.clear()
    monkeypatch.chdir(tmp_path)

    holds(run(emulator, credential=Credential(), progress=told, prefix="mine"))

    assert asked  # the credential was called for tokens
    assert strangers(log) == []
    assert devices(emulator) == before
    assert {what.partition(":")[0] for what, _, _ in steps} == set(PHASES)
    assert "coverage: DeviceGroups_Create" in [what for what, _, _ in steps]
    assert all(done <= total for _, done, total in steps)
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)
    assert hooks.get_all_by_name("before_call") == []
    assert not GLOBAL_AUTH_STORAGE.is_defined
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_certificates_are_checked_and_names_below_localhost_are_the_machine(tmp_path: Path) -> None:
    with Emulator(apps=["one", "two"], tls=True) as emulator:
        served = emulator.applications["two"]
        assert ".localhost" in served.url
        file = tmp_path / "ca.pem"
        certificates = emulator.ssl_context().get_ca_certs(binary_form=True)
        file.write_text("".join(map(ssl.DER_cert_to_PEM_cert, certificates)))
        token = ApiToken(served.token)
        result = run(
            emulator,
            url=served.url,
            credential=token,
            ca=file,
            version=STABLE,
            resources=("Organizations",),
            phases=("examples",),
        )
        assert result.findings == []
        assert "ST.not_a_server_error" in {one.rule for one in result.outcomes if one.verdict is Verdict.PASSED}
        assert {request.application for request in emulator.requests} == {"two"}


def test_defects_are_found(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(call: Call, answer: Any) -> Any:
        return 1 // 0 if call.query.get("maxpagesize") == 100 else answer

    def anybody(app: Any, header: str | None) -> Any:
        return identified(app, header or emulator.token)

    identified = data_plane.authenticate
    broken(monkeypatch, "DeviceGroups_Create", lambda call, answer: {**answer, "displayName": 5})
    broken(monkeypatch, "DeviceGroups_List", fail)
    monkeypatch.setattr(data_plane, "authenticate", anybody)
    monkeypatch.setattr(server, "_LOG", SimpleNamespace(exception=lambda *_: None))

    findings = run(emulator, phases=("coverage", "fuzzing")).findings

    found = {(one.rule, one.operation) for one in findings}
    assert ("ST.not_a_server_error", "DeviceGroups_List") in found  # only at a boundary value
    assert "ST.ignored_auth" in {rule for rule, _ in found}
    (mistyped,) = (one for one in findings if one.rule == "ST.response_schema_conformance")
    assert (mistyped.operation, mistyped.part) == ("DeviceGroups_Create", "schemathesis")
    assert "displayName" in mistyped.subject
    shown = mistyped.exchanges[-1]
    assert (shown.method, shown.operation, shown.status) == ("PUT", "DeviceGroups_Create", 200)
    assert shown.json["displayName"] == 5
    assert "authorization" not in shown.request_headers
    assert shown.url.startswith(emulator.url)


def test_what_is_removed_and_still_there_is_found(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HANDLERS, "DeviceGroups_Remove", lambda call: None)
    # whether a walk removes a group and reads it again is chance, and differs with the modules that are loaded:
    # four of ten seeds do
    runs = (run(emulator, as_users=True, phases=("stateful",), seed=seed) for seed in range(40))
    found = next(one for walked in runs for one in walked.findings if one.rule == "ST.use_after_free")
    assert "DELETE" in [exchange.method for exchange in found.exchanges][:-1]


def test_nothing_is_written_to_but_what_the_run_made(emulator: Emulator, log: list[LoggedRequest]) -> None:
    before = devices(emulator)
    log.clear()
    resources = ("Jobs", "Exports", "FileUploads", "Query")
    assert run(emulator, resources=resources, phases=("fuzzing", "stateful"), prefix="mine").findings == []
    assert strangers(log) == []
    assert devices(emulator) == before


def test_a_configuration_that_was_there_before_is_left_alone(emulator: Emulator, log: list[LoggedRequest]) -> None:
    client = emulator.client(PREVIEW)
    text = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5"
    client.file_uploads.create({"account": "a", "connectionString": text, "container": "files"})
    log.clear()
    result = run(emulator, resources=("FileUploads",), phases=("coverage", "fuzzing"))
    assert {request.method for request in log if request.path == "/api/fileUploads"} <= SAFE
    assert result.findings == []
    skipped = [one for one in result.outcomes if one.verdict is Verdict.SKIPPED]
    assert {one.operation for one in skipped} == {"FileUploads_Create", "FileUploads_Update", "FileUploads_Remove"}
    assert "configured before this run" in skipped[0].reason


def test_a_run_that_only_reads_sends_nothing_but_get(emulator: Emulator, log: list[LoggedRequest]) -> None:
    result = run(emulator, resources=("Jobs", "Query"), read_only=True)
    assert {request.method for request in log} == {"GET"}
    assert result.findings == []
    assert len(log) > 100


@pytest.mark.parametrize(
    ("rule", "fuzzed"), [("IC302", False), ("CL110", False), ("IC104", True), ("ST.not_a_server_error", True)]
)
def test_the_server_is_fuzzed_for_the_rules_that_judge_what_it_answers(
    emulator: Emulator, log: list[LoggedRequest], rule: str, fuzzed: bool
) -> None:
    result = run(emulator, phases=("examples",), only=(rule,))
    assert result.findings == []
    assert any("DeviceGroups" in str(request.operation) for request in log) == fuzzed


def test_a_seed_says_what_is_sent_and_findings_are_the_same_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def mistyped(call: Call, answer: Any) -> Any:
        sent.append((json.dumps(dict(call.path)), json.dumps(call.body)))
        return {**answer, "displayName": 5}

    def sent_and_found(seed: int) -> tuple[list[tuple[str, str]], set[str]]:
        sent.clear()
        with Emulator(devices=2, seed=0) as emulator:
            result = run(emulator, resources=("Organizations",), phases=("fuzzing", "stateful"), seed=seed)
        return [*sent], {one.id for one in result.findings if one.operation == "Organizations_Create"}

    sent: list[tuple[str, str]] = []
    broken(monkeypatch, "Organizations_Create", mistyped)
    first, again, other = (sent_and_found(seed) for seed in (1, 1, 2))
    assert len(first[0]) > 5
    assert first == again
    assert first[0] != other[0]
    assert first[1] == other[1] != set()


@pytest.mark.usefixtures("interruptible")
def test_an_interruption_ends_the_run_and_removes_what_was_made(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Counter[str]()

    def stop(call: Call, answer: Any) -> Any:
        made["groups"] += 1
        if made["groups"] == 2:
            _thread.interrupt_main()
        return answer

    broken(monkeypatch, "DeviceGroups_Create", stop)
    groups = emulator.client(PREVIEW).device_groups
    before = list(groups.list())
    result = run(emulator, phases=("fuzzing", "stateful"))
    assert result.interrupted
    assert result.leftovers == []
    assert list(groups.list()) == before
    assert hooks.get_all_by_name("before_call") == []


def test_an_interruption_between_requests_ends_the_run(emulator: Emulator) -> None:
    def stop(part: str, what: str, done: int, total: int) -> None:
        if part == "schemathesis" and what.startswith("examples"):
            raise KeyboardInterrupt

    result = run(emulator, progress=stop)
    assert result.interrupted
    assert result.leftovers == []


def test_a_server_that_goes_away_ends_the_run_and_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iotcentral_testkit.contract.fixtures.cleanup._PAUSE", 0.0)
    with Emulator(devices=2) as leaving:

        def leave(_: str, what: str, __: int, ___: int) -> None:
            if what.startswith("coverage"):
                leaving.close()

        result = run(leaving, progress=leave)
    assert result.gone.startswith(f"{leaving.url} can no longer be reached")
    assert result.findings == []
    assert result.faults == ()


def test_progress_is_told_in_one_measure(emulator: Emulator) -> None:
    told: list[tuple[int, int]] = []
    standard: dict[str, Any] = {"throttled": False, "quick": True, "parts": ("schemathesis",), "resources": ("Roles",)}
    options = ContractOptions(emulator.url, STABLE, ApiToken(emulator.token), **standard)
    run_contract(
        options, progress=lambda part, _, done, all: told.append((done, all)) if part == "schemathesis" else None
    )
    assert len({total for _, total in told}) == 1
    done = [each for each, _ in told]
    assert done == sorted(done)
    assert done[0] == 0
    assert done[-1] == told[0][1]


def test_no_document_outlives_its_pass(emulator: Emulator) -> None:
    run(emulator, resources=("Roles",))
    gc.collect()
    assert not any(isinstance(one, WatchedSchema) for one in gc.get_objects())


def test_requests_go_to_the_server_and_to_no_proxy(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)

    result = run(emulator, resources=("Roles",), phases=("examples",))

    assert result.findings == []
    assert result.requests > 3


def test_a_quick_run_sends_one_of_the_values_of_a_wrong_type(emulator: Emulator, log: list[LoggedRequest]) -> None:
    def refused(*, quick: bool) -> int:
        log.clear()
        result = run(emulator, resources=("Organizations",), phases=("coverage",), quick=quick)
        assert result.findings == []
        return sum(request.status == 422 for request in log if request.method == "PUT")

    assert 0 < refused(quick=True) < refused(quick=False) / 2


def options(**changes: Any) -> ContractOptions:
    return ContractOptions(
        "https://a.example", PREVIEW, ApiToken("SharedAccessSignature sr=a&sig=b&skn=c&se=1"), **changes
    )


@pytest.mark.parametrize("version", DATA.versions)
@pytest.mark.parametrize("changes", [{}, {"quick": True}, {"read_only": True}, {"throttled": False}])
def test_settings_are_valid(version: str, changes: dict[str, Any]) -> None:
    given = settings(Api(version), options(**changes), ["Devices_List"])
    SchemathesisConfig.from_dict(given)
    assert given.get("rate-limit") == (None if changes.get("throttled") is False else "20/s")
    limited = [entry for entry in given["operations"] if entry.get("rate-limit") == "1/s"]
    assert bool(limited) == (version == PREVIEW and changes.get("throttled") is not False)
    assert given["operations"][0] == {"include-operation-id": ["Devices_List"], "enabled": False}


@pytest.mark.parametrize(
    ("url", "sent_to", "name"),
    [
        ("https://a.azureiotcentral.com/", "https://a.azureiotcentral.com", "a.azureiotcentral.com"),
        ("http://two.localhost:8080", "http://127.0.0.1:8080", "two.localhost:8080"),
        ("https://two.localhost", "https://127.0.0.1", "two.localhost"),
        ("http://127.0.0.1:8080/proxy/", "http://127.0.0.1:8080/proxy", "127.0.0.1:8080"),
    ],
)
def test_where_requests_go(url: str, sent_to: str, name: str) -> None:
    given = ContractOptions(url, PREVIEW, ApiToken("SharedAccessSignature sr=a&sig=b&skn=c&se=1"))
    assert (base_url(given), host(given)) == (sent_to, name)
