"""Schemathesis as a part of a run: what it finds, what it leaves alone, and how it stops."""

from __future__ import annotations

import _thread
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
from iotcentral_testkit.contract import Options, run_contract
from iotcentral_testkit.contract.document.api import VERSIONS, Api
from iotcentral_testkit.contract.findings import Verdict
from iotcentral_testkit.contract.runner import Result
from iotcentral_testkit.contract.server_fuzzing.part import CHECKS
from iotcentral_testkit.contract.server_fuzzing.settings import base_url, host, settings
from iotcentral_testkit.emulator import server
from iotcentral_testkit.emulator.calls import HANDLERS, Call
from iotcentral_testkit.emulator.request_log import LoggedRequest, RequestLog
from schemathesis import hooks
from schemathesis.auths import GLOBAL_AUTH_STORAGE
from schemathesis.config import SchemathesisConfig

from iotcentral import ApiToken

PREVIEW = "2022-10-31-preview"
SAFE = {"GET", "OPTIONS", "TRACE"}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(devices=2) as emulator:
        yield emulator


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[LoggedRequest]:
    """All requests that an emulator was sent; it remembers the last ones alone."""
    seen: list[LoggedRequest] = []
    add = RequestLog.add

    def remember(self: RequestLog, request: LoggedRequest) -> None:
        seen.append(request)
        add(self, request)

    monkeypatch.setattr(RequestLog, "add", remember)
    return seen


def run(
    emulator: Emulator,
    *,
    version: str = PREVIEW,
    resources: tuple[str, ...] = ("DeviceGroups",),
    progress: Callable[[str, str, int, int], None] | None = None,
    **changes: Any,
) -> Result:
    standard: dict[str, Any] = {"url": emulator.url, "credential": ApiToken(emulator.token), "throttled": False}
    options = Options(
        **{**standard, "quick": True, **changes},
        api_version=version,
        resources=resources,
        parts=("schemathesis",),
    )
    return run_contract(options, progress=progress)


def broken(monkeypatch: pytest.MonkeyPatch, operation: str, change: Callable[[Call, Any], Any]) -> None:
    right = HANDLERS[operation]
    monkeypatch.setitem(HANDLERS, operation, lambda call: change(call, right(call)))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_correct_server_deviates_in_nothing(emulator: Emulator, version: str) -> None:
    result = run(emulator, version=version)
    assert result.findings == []
    assert result.leftovers == []
    assert not result.interrupted
    passed = {outcome.rule for outcome in result.outcomes if outcome.verdict is Verdict.PASSED}
    assert passed >= set(CHECKS) - {"ST.error"}
    called = {outcome.operation for outcome in result.outcomes if outcome.rule == "ST.not_a_server_error"}
    assert called == {id for id in Api(version).operations if id.startswith("DeviceGroups_")}


def test_wrong_types_in_answers_are_found(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, "DeviceGroups_Create", lambda call, answer: {**answer, "displayName": 5})
    found = [one for one in run(emulator).findings if one.rule == "ST.response_schema_conformance"]
    assert [(one.operation, one.part) for one in found] == [("DeviceGroups_Create", "schemathesis")]
    assert "displayName" in found[0].subject
    shown = found[0].exchanges[-1]
    assert (shown.method, shown.operation, shown.status) == ("PUT", "DeviceGroups_Create", 200)
    assert shown.json["displayName"] == 5
    assert "authorization" not in shown.request_headers
    assert shown.url.startswith(emulator.url)


def test_findings_are_the_same_for_every_seed(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, "DeviceGroups_Create", lambda call, answer: {**answer, "displayName": 5})
    first, second = ({one.id for one in run(emulator, seed=seed).findings} for seed in (1, 2))
    assert first == second


def test_a_failure_at_a_boundary_value_is_found(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(call: Call, answer: Any) -> Any:
        return 1 // 0 if call.query.get("maxpagesize") == 100 else answer

    broken(monkeypatch, "DeviceGroups_List", fail)
    monkeypatch.setattr("iotcentral_testkit.emulator.server._LOG", SimpleNamespace(exception=lambda *_: None))
    found = {(one.rule, one.operation) for one in run(emulator).findings}
    assert ("ST.not_a_server_error", "DeviceGroups_List") in found


def test_what_is_removed_and_still_there_is_found(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HANDLERS, "DeviceGroups_Remove", lambda call: None)
    found = [one for one in run(emulator).findings if one.rule == "ST.use_after_free"]
    assert found
    methods = [exchange.method for exchange in found[0].exchanges]
    assert "DELETE" in methods[:-1]


def test_a_server_that_asks_for_no_credential_is_found(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    identified = server.authenticate

    def anybody(app: Any, header: str | None) -> Any:
        return identified(app, header or emulator.token)

    monkeypatch.setattr(server, "authenticate", anybody)
    assert "ST.ignored_auth" in {one.rule for one in run(emulator).findings}


@pytest.mark.parametrize("resources", [("DeviceGroups",), ("Jobs", "Exports", "FileUploads", "Query")])
def test_nothing_is_written_to_but_what_the_run_made(
    emulator: Emulator, log: list[LoggedRequest], resources: tuple[str, ...]
) -> None:
    client = emulator.client(PREVIEW)

    def found() -> list[str]:
        return [f"{device.id} {device.display_name} {device.etag}" for device in client.devices.list()]

    before = found()
    log.clear()
    result = run(emulator, resources=resources, prefix="mine")
    assert result.findings == []
    written = [request for request in log if request.method not in SAFE]
    assert len({request.method for request in written}) >= 4
    places = {unquote(request.path) for request in written} - {"/api/fileUploads", "/api/query"}
    ids = {place.removeprefix("/api/dataExport").removeprefix("/api").split("/")[2] for place in places}
    assert [id for id in ids if not id.startswith(("mine-", "dtmi:mine:"))] == []
    assert found() == before


def test_a_configuration_that_was_there_before_is_left_alone(emulator: Emulator, log: list[LoggedRequest]) -> None:
    client = emulator.client(PREVIEW)
    text = "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5"
    client.file_uploads.create({"account": "a", "connectionString": text, "container": "files"})
    log.clear()
    result = run(emulator, resources=("FileUploads",))
    assert {request.method for request in log if request.path == "/api/fileUploads"} <= SAFE
    assert result.findings == []
    skipped = [one for one in result.outcomes if one.verdict is Verdict.SKIPPED]
    assert {one.operation for one in skipped} == {"FileUploads_Create", "FileUploads_Update", "FileUploads_Remove"}
    assert "configured before this run" in skipped[0].reason


def test_a_run_that_only_reads_sends_nothing_but_get(emulator: Emulator, log: list[LoggedRequest]) -> None:
    result = run(emulator, resources=("DeviceGroups", "Jobs", "Query"), read_only=True)
    assert {request.method for request in log} == {"GET"}
    assert result.findings == []
    assert len(log) > 100


def test_a_seed_says_what_is_sent() -> None:
    def sent(seed: int) -> list[tuple[str, str, str]]:
        bodies: list[tuple[str, str, str]] = []
        with Emulator(devices=2, seed=0) as emulator, pytest.MonkeyPatch.context() as patch:
            for id in ("DeviceGroups_Create", "DeviceGroups_List", "DeviceGroups_Get"):
                broken(
                    patch,
                    id,
                    lambda call, answer, id=id: (
                        bodies.append((id, json.dumps(dict(call.path)), json.dumps(call.body))),
                        answer,
                    )[1],
                )
            run(emulator, seed=seed)
        return bodies

    first = sent(1)
    assert len(first) > 20
    assert first == sent(1)
    assert first != sent(2)


def test_an_interruption_ends_the_run_and_removes_what_was_made(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Counter[str]()

    def stop(call: Call, answer: Any) -> Any:
        made["groups"] += 1
        if made["groups"] == 5:
            _thread.interrupt_main()
        return answer

    broken(monkeypatch, "DeviceGroups_Create", stop)
    result = run(emulator)
    assert result.interrupted
    assert result.leftovers == []
    assert list(emulator.client(PREVIEW).device_groups.list()) == []
    assert hooks.get_all_by_name("before_call") == []


def test_an_interruption_between_requests_ends_the_run(emulator: Emulator) -> None:
    def stop(part: str, what: str, done: int, total: int) -> None:
        if part == "schemathesis" and what.startswith("coverage"):
            raise KeyboardInterrupt

    result = run(emulator, progress=stop)
    assert result.interrupted
    assert result.leftovers == []


def test_progress_is_told(emulator: Emulator) -> None:
    steps: list[tuple[str, int, int]] = []

    def told(part: str, what: str, done: int, total: int) -> None:
        if part == "schemathesis":
            steps.append((what, done, total))

    run(emulator, progress=told)
    assert {what.partition(":")[0] for what, _, _ in steps} == {"examples", "coverage", "fuzzing", "stateful"}
    assert "coverage: DeviceGroups_Create" in [what for what, _, _ in steps]
    assert all(done <= total for _, done, total in steps)
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)


def test_nothing_is_left_behind_in_the_program(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        run(emulator)
        assert hooks.get_all_by_name("before_call") == []
        assert not GLOBAL_AUTH_STORAGE.is_defined
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_tokens_that_are_asked_for_are_used(emulator: Emulator) -> None:
    asked: list[str] = []

    class Credential:
        def get_token(self, *scopes: str, **_: Any) -> Any:
            asked.extend(scopes)
            return emulator.credential().get_token(*scopes)

    assert run(emulator, credential=Credential()).findings == []
    assert asked


def test_names_below_localhost_are_the_machine() -> None:
    with Emulator(apps=["one", "two"]) as emulator:
        served = emulator.applications["two"]
        assert ".localhost" in served.url
        result = run(emulator, url=served.url, credential=ApiToken(served.token))
        assert result.findings == []
        assert result.requests > 100
        assert {request.application for request in emulator.requests} == {"two"}


def test_certificates_are_checked(tmp_path: Path) -> None:
    with Emulator(tls=True) as emulator:
        context = emulator.ssl_context()
        file = tmp_path / "ca.pem"
        file.write_text("".join(map(ssl.DER_cert_to_PEM_cert, context.get_ca_certs(binary_form=True))))
        result = run(emulator, ca=file)
        assert result.findings == []
        assert result.requests > 100


def options(**changes: Any) -> Options:
    return Options("https://a.example", PREVIEW, ApiToken("SharedAccessSignature sr=a&sig=b&skn=c&se=1"), **changes)


@pytest.mark.parametrize("version", VERSIONS)
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
    given = Options(url, PREVIEW, ApiToken("SharedAccessSignature sr=a&sig=b&skn=c&se=1"))
    assert (base_url(given), host(given)) == (sent_to, name)
