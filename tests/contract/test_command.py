"""The command `iotcentral-testkit contract` against a real emulator; exit statuses and signals in subprocesses."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.cli import main
from iotcentral_testkit.contract.client_fuzzing import fuzz_clients
from iotcentral_testkit.contract.client_fuzzing.targets import targets_of
from iotcentral_testkit.contract.engine.interrupts import interrupts_deferred, signals_as_interrupts
from iotcentral_testkit.emulator.http.calls import HANDLERS, Call
from iotcentral_testkit.emulator.rooms import load_rooms

from .test_partial_servers import Leaving

COMMAND = [sys.executable, "-m", "iotcentral_testkit", "contract"]
STABLE, PREVIEW = "2022-07-31", "2022-10-31-preview"
NARROW = ["--parts", "rules", "--only", "IC302", "--resources", "Organizations", "--no-limit", "--quick"]
PATIENCE = 120
load_rooms()
GENUINE = HANDLERS["Organizations_Get"]


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def deviating(monkeypatch: pytest.MonkeyPatch, emulator: Emulator) -> Emulator:
    """An emulator that loses the names of organizations where they are read."""

    def forgetful(call: Call) -> Any:
        return {**GENUINE(call), "displayName": "lost"}

    monkeypatch.setitem(HANDLERS, "Organizations_Get", forgetful)
    return emulator


def environment(token: str) -> dict[str, str]:
    return {**os.environ, "IOTCENTRAL_API_TOKEN": token, "COLUMNS": "80"}


def complaints(errors: str) -> list[str]:
    """Return the lines of stderr that tell no progress."""
    return [line for line in errors.splitlines() if re.fullmatch(r"[A-Z][a-z-]+: [\d,]+ of [\d,]+.*", line) is None]


@pytest.fixture
def run(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that runs the command in this process, and returns its status and its output."""
    monkeypatch.setenv("COLUMNS", "80")

    def ended(*arguments: str, token: str | None = None, url: str = "") -> tuple[object, str, str]:
        monkeypatch.setenv("IOTCENTRAL_API_TOKEN", emulator.token if token is None else token)
        version = () if "--api-version" in arguments else ("--api-version", STABLE)
        try:
            status: object = main(["contract", url or emulator.url, *version, *arguments])
        except SystemExit as stopped:  # argparse
            status = stopped.code
        said = capsys.readouterr()
        assert "\x1b" not in said.out + said.err
        return status, said.out, said.err

    return ended


@pytest.fixture
def refused(run: Any) -> Any:
    """Return a function that runs the command, expects that it cannot run, and returns the reason."""

    def reason(*arguments: str, **more: str) -> str:
        status, said, errors = run(*arguments, **more)
        assert (status, said) == (2, "")
        return str(errors)

    return reason


def test_a_server_that_conforms_and_another_variable_for_the_token(emulator: Emulator, tmp_path: Path) -> None:
    words = [*COMMAND, emulator.url, "--api-version", STABLE, *NARROW, "--seed", "7", "--token-env", "STAGING"]
    done = subprocess.run(
        [*words, "--report", str(tmp_path / "out")],
        env={**os.environ, "STAGING": emulator.token, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, complaints(done.stderr)) == (0, [])
    said = done.stdout
    assert "\x1b" not in said
    assert f"{emulator.url} conforms to api-version {STABLE}: no deviation." in said
    assert str(tmp_path / "out" / "index.html") in said
    data = json.loads((tmp_path / "out" / "report.json").read_text())
    assert (data["verdict"], data["run"]["seed"]) == ("conforms", 7)
    created = next(it for it in data["outcomes"] if (it["rule"], it["operation"]) == ("IC302", "Organizations_Create"))
    assert (created["verdict"], created["evidence"]["changes"] > 0) == ("passed", True)
    assert ElementTree.parse(tmp_path / "out" / "junit.xml").getroot().attrib["failures"] == "0"


@pytest.mark.usefixtures("deviating")
def test_a_server_that_deviates(run: Any, tmp_path: Path) -> None:
    status, said, errors = run(*NARROW, "--report", str(tmp_path))
    assert (status, complaints(errors)) == (1, [])
    assert "IC302 " in said
    assert "lost" in said
    data = json.loads((tmp_path / "report.json").read_text())
    assert {finding["rule"] for finding in data["findings"]} == {"IC302"}
    assert f"--seed {data['run']['seed']}" in said
    again = data["findings"][0]["again"].split()
    assert again[:2] == ["iotcentral-testkit", "contract"]
    status, said, _ = run(*again[3:])
    assert status == 1
    assert data["findings"][0]["id"] in said


@pytest.mark.usefixtures("deviating")
def test_both_versions_with_an_index(run: Any, tmp_path: Path) -> None:
    versions = ["--api-version", STABLE, "--api-version", PREVIEW]
    status, said, _ = run(*versions, *NARROW, "--report", str(tmp_path))
    assert status == 1
    for version in (STABLE, PREVIEW):
        assert f"does not conform to api-version {version}" in said
        assert json.loads((tmp_path / version / "report.json").read_text())["run"]["api_version"] == version
        assert f"{version}/index.html" in (tmp_path / "index.html").read_text()


def test_a_baseline_accepts_until_it_is_mended(
    deviating: Emulator, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "known.json"
    known = [*NARROW, "--baseline", str(file)]
    status, _, errors = run(*known)
    assert status == 2
    assert "there is no baseline" in errors
    until = (deviating.clock.now() + timedelta(days=30)).date().isoformat()
    status, said, _ = run(*known, "--accept", "it is old", "--until", until)
    assert status == 0
    assert "known deviation" in said
    (entry,) = json.loads(file.read_text())["entries"]
    assert entry | {"check": "IC302", "reason": "it is old", "expires": until, "api_version": STABLE} == entry
    assert run(*known)[0] == 0
    file.write_text(file.read_text().replace(until, "2020-01-01"))
    status, said, _ = run(*known)
    assert status == 1
    assert "accepted until 2020-01-01" in said
    monkeypatch.setitem(HANDLERS, "Organizations_Get", GENUINE)
    status, said, _ = run(*known)
    assert status == 1
    assert "It no longer occurs" in said
    assert run(*known, "--resources", "Roles")[0] == 0  # a check that was not run cannot tell


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--api-version", "2021-01-01"], "there is no api-version '2021-01-01'; choose one of 2022-07-31, 2022-10-31"),
        (["--resources", "Gadgets"], "has no resource 'Gadgets'"),
        (["--parts", "magic"], "there is no part 'magic'; the parts are rules, schemathesis, clients"),
        (["--only", "IC999"], "there is no rule 'IC999'"),
        (["--prefix", "Ab"], "3 to 20 lower-case letters and digits, a letter first"),
        (["--prefix", "x" * 21], "3 to 20"),
        (["--accept", "so", "--until", "2030-01-01"], "--baseline FILE"),
        (["--accept", "so"], "belong together"),
        (["--until", "yesterday"], "'yesterday' is not a date"),
        (["--seed", "-1"], "not a seed"),
        (["--slow", "0"], "not a number of seconds"),
        (["--ca", "/nonexistent.pem"], "no file /nonexistent.pem"),
        (["--report", "/dev/null/x"], "/dev/null/x"),
        (["--magic"], "unrecognized arguments: --magic"),
    ],
)
def test_what_cannot_be_run_says_why(emulator: Emulator, refused: Any, arguments: list[str], said: str) -> None:
    assert said in refused(*arguments)
    assert emulator.requests == []


def test_the_api_version_has_to_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["contract", "http://127.0.0.1:1"])
    assert stopped.value.code == 2
    assert "--api-version" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "there is no token in the environment variable IOTCENTRAL_API_TOKEN"),
        ("SharedAccessSignature sr=x&sig=eA%3D%3D&skn=x&se=99999999999999", "answers 401"),
        ("Bearer eyJhbGciOiJub25lIn0.e30.", "answers 401"),
        ("eyJhbGciOiJub25lIn0.e30.", "answers 401"),
        ("nonsense with spaces", "SharedAccessSignature"),
    ],
)
def test_a_token_that_is_missing_or_wrong(refused: Any, token: str, said: str) -> None:
    errors = refused(token=token)
    assert said in errors
    assert not token or token not in errors


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "ftp://127.0.0.1", "contoso.azureiotcentral.com"])
def test_servers_that_cannot_be_reached(refused: Any, url: str) -> None:
    errors = refused(url=url)
    assert errors.startswith("iotcentral-testkit: ")
    assert url in errors


def test_a_server_that_goes_away_is_no_deviation(
    emulator: Emulator, run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = "iotcentral_testkit.contract.engine.http_client"
    monkeypatch.setattr(f"{module}.Loopback", lambda **_options: Leaving(emulator.transport(), 40))
    monkeypatch.setattr(f"{module}._CALL_PAUSE", 0.0)
    monkeypatch.setattr("iotcentral_testkit.contract.fixtures.cleanup._PAUSE", 0.0)
    arguments = ("--resources", "Devices", "--only", "IC302,IC401,IC501", "--parts", "rules", "--quick", "--no-limit")
    status, said, errors = run(*arguments, "--report", str(tmp_path))
    assert status == 2
    assert f"{emulator.url} can no longer be reached: connection refused; the run ended there" in errors
    assert "until then the run found no deviation" in said
    assert json.loads((tmp_path / "report.json").read_text())["verdict"] == "interrupted"


def test_without_the_extra_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    from iotcentral_testkit.contract.cli import command

    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "schemathesis" else object())
    assert main(["contract", "http://127.0.0.1:1", "--api-version", STABLE]) == 2
    errors = capsys.readouterr().err
    assert "schemathesis, which is not installed" in errors
    assert 'pip install "iotcentral-testkit[contract]"' in errors


def test_azure_needs_its_library(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setitem(sys.modules, "azure.identity", None)
    assert main(["contract", "http://127.0.0.1:1", "--api-version", STABLE, "--azure"]) == 2
    assert "azure-identity" in capsys.readouterr().err


def test_reading_only_sends_nothing_but_get(emulator: Emulator, run: Any) -> None:
    arguments = ["--parts", "rules", "--read-only", "--no-limit", "--quick", "--resources", "Organizations,Roles"]
    status, said, _ = run(*arguments)
    assert status == 0
    assert "it writes, and this run only reads" in said
    assert {request.method for request in emulator.requests} == {"GET"}


def test_other_commands_load_nothing_of_it() -> None:
    program = (
        "import sys\nfrom iotcentral_testkit.cli import main\n"
        "try:\n    main(['contract', '--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('schemathesis', 'rich', 'hypothesis', 'httpx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=600, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def made_with(emulator: Emulator, prefix: str) -> list[str]:
    """Return the items of the server whose id begins with a prefix, without jobs, which cannot be removed."""
    kinds = ("device", "template", "deviceGroup", "enrollmentGroup", "user", "apiToken", "organization", "scheduledJob")
    (app,) = emulator.world.applications.values()

    def found(_: object) -> list[str]:
        ids = [stored.content["id"] for kind in kinds for stored in app.listed(kind, limit=10_000)]
        return [id for id in ids if prefix in id]

    return emulator.run(found)


def test_a_signal_in_the_middle_ends_with_clean_up(emulator: Emulator, tmp_path: Path) -> None:
    words = [*COMMAND, emulator.url, "--api-version", STABLE, "--parts", "rules", "--prefix", "mine"]
    process = subprocess.Popen(
        [*words, "--report", str(tmp_path)],
        env=environment(emulator.token),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + PATIENCE
        while sum(it.method == "PUT" for it in emulator.requests) < 5:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until, "nothing is written"
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        said, errors = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 2, errors
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert "was interrupted" in said
    assert made_with(emulator, "mine") == []
    assert json.loads((tmp_path / "report.json").read_text())["verdict"] == "interrupted"
    assert (tmp_path / "index.html").is_file()


def test_what_a_request_on_its_way_makes_is_removed_as_well(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = HANDLERS["Organizations_Create"]
    arrived, go = threading.Event(), threading.Event()

    def slow(call: Call) -> Any:
        arrived.set()
        go.wait(PATIENCE)
        return genuine(call)

    monkeypatch.setitem(HANDLERS, "Organizations_Create", slow)
    words = [*COMMAND, emulator.url, "--api-version", STABLE, *NARROW, "--prefix", "mine"]
    with subprocess.Popen(words, env=environment(emulator.token), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as it:
        assert arrived.wait(PATIENCE)
        it.send_signal(signal.SIGINT)
        go.set()
        it.communicate(timeout=PATIENCE)
    assert it.returncode == 2
    made = [request.path for request in emulator.requests if request.method == "PUT"]
    removed = [request.path for request in emulator.requests if request.method == "DELETE"]
    assert made
    assert set(made) <= set(removed)
    assert made_with(emulator, "mine") == []


def signal_and_wait(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)
    time.sleep(PATIENCE)


def hold(work: Callable[[], None]) -> None:
    with interrupts_deferred():
        work()


def test_an_interruption_waits_for_the_request_and_a_second_one_does_not() -> None:
    done: list[str] = []

    def once() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        done.append("the request is answered")

    def twice() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        signal_and_wait(signal.SIGTERM)
        done.append("never")

    before = signal.getsignal(signal.SIGINT)
    with signals_as_interrupts():
        for work in (once, twice):
            with pytest.raises(KeyboardInterrupt):
                hold(work)
        with pytest.raises(KeyboardInterrupt):
            signal_and_wait(signal.SIGINT)
        hold(lambda: done.append("afterwards all is as before"))
    assert done == ["the request is answered", "afterwards all is as before"]
    assert signal.getsignal(signal.SIGINT) is before


def test_other_threads_are_never_interrupted() -> None:
    inside, finished = threading.Event(), threading.Event()

    def work() -> None:
        with interrupts_deferred():
            inside.set()
            finished.wait(PATIENCE)

    with signals_as_interrupts():
        thread = threading.Thread(target=work)
        thread.start()
        inside.wait(PATIENCE)
        with pytest.raises(KeyboardInterrupt):
            signal_and_wait(signal.SIGINT)
        finished.set()
        thread.join()


def test_the_control_plane_takes_its_place_from_the_options(run: Any, emulator: Emulator, tmp_path: Path) -> None:
    token = f"Bearer {emulator.management_token}"
    place = ["--subscription", emulator.subscription_id, "--resource-group", "mine", "--location", "westeurope"]
    control = ["--api-version", "2021-06-01", "--parts", "rules", "--only", "IC709", "--no-limit", "--quick"]
    status, out, _ = run(*control, *place, "--report", str(tmp_path), token=token)
    assert status == 0
    assert "conforms to api-version 2021-06-01" in out
    told = json.loads((tmp_path / "report.json").read_text())
    assert " ".join(place) in told["run"]["command"]
    (made,) = [request for request in emulator.requests if request.method == "PUT"]
    assert "/resourceGroups/mine/" in made.path


def test_the_subscription_may_come_from_the_environment(
    run: Any, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_SUBSCRIPTION_ID", raising=False)
    control = ["--api-version", "2021-06-01", "--parts", "rules", "--only", "IC701", "--no-limit", "--quick"]
    token = f"Bearer {emulator.management_token}"
    status, _, err = run(*control, token=token)
    assert status == 2
    assert "pass --subscription" in err
    monkeypatch.setenv("AZURE_SUBSCRIPTION_ID", emulator.subscription_id)
    assert run(*control, token=token)[0] == 0


def test_a_run_of_the_connectors_clients_says_that_it_asked_nothing(
    run: Any, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a few actions, since the runs of all are the contract session's
    monkeypatch.setattr(fuzz_clients, "targets_of", lambda api: islice(targets_of(api), 5))
    status, out, _ = run("--api-version", "v3", "--parts", "clients", "--only", "CL111", "--quick")
    assert status == 0
    assert f"{emulator.url} received no requests: no deviation." in " ".join(out.split())


def test_what_deviated_is_run_again_alone(deviating: Emulator, run: Any, tmp_path: Path) -> None:
    narrow = [
        "--parts",
        "rules",
        "--only",
        "IC302,IC230",
        "--resources",
        "Organizations,Roles",
        "--no-limit",
        "--quick",
    ]
    status, _, _ = run(*narrow, "--report", str(tmp_path / "first"))
    assert status == 1
    first = json.loads((tmp_path / "first" / "report.json").read_text())
    status, _, _ = run(*narrow, "--since", str(tmp_path / "first"), "--report", str(tmp_path / "second"))
    assert status == 1
    second = json.loads((tmp_path / "second" / "report.json").read_text())
    assert [found["id"] for found in second["findings"]] == [found["id"] for found in first["findings"]]
    assert {outcome["rule"] for outcome in first["outcomes"]} == {"IC302", "IC230"}
    assert {outcome["rule"] for outcome in second["outcomes"]} == {"IC302"}
    assert second["run"]["seed"] == first["run"]["seed"]


def test_where_nothing_deviated_nothing_is_run_again(run: Any, tmp_path: Path) -> None:
    assert run(*NARROW, "--report", str(tmp_path))[0] == 0
    status, output, _ = run(*NARROW, "--since", str(tmp_path))
    assert (status, output) == (0, f"Nothing deviates in {tmp_path}.\n")
    status, _, errors = run(*NARROW, "--since", str(tmp_path / "missing"))
    assert status == 2
    assert "there is no report of api-version" in errors
