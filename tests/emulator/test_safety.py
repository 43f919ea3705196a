"""Tests that an emulator on a developer's machine is safe from other sites, from strange requests, receivers and files."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from iotcentral_testkit import Clock, Emulator
from iotcentral_testkit.emulator.app import EmulatorError
from iotcentral_testkit.emulator.data_export.outbox import queue_of
from iotcentral_testkit.emulator.http.connection import HEAD_LIMIT
from iotcentral_testkit.emulator.http.front import HostRule
from iotcentral_testkit.emulator.http.posting import Posting
from iotcentral_testkit.emulator.state.callees import CallRule
from iotcentral_testkit.emulator.state.layout import APPLICATION_ID, LAYOUT
from iotcentral_testkit.emulator.world import World
from iotcentral_v2022_10_31_preview import models

from tests.support.loopback import Answer, LoopbackServer
from tests.support.served import COMMAND

from .conftest import START

VERSION = "api-version=2022-10-31-preview"
PREVIEW = "2022-10-31-preview"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(apps=["contoso", "fabrikam"]) as emulator:
        yield emulator


def spoken(emulator: Emulator, request: bytes) -> bytes:
    """Return what the emulator answers to bytes, until it closes or has answered."""
    with closing(socket.create_connection(("127.0.0.1", int(emulator.url.rpartition(":")[2])), timeout=600)) as wire:
        with suppress(ConnectionError):
            wire.sendall(request)
        received = b""
        with suppress(ConnectionResetError):  # it was closed before all was read
            while part := wire.recv(1 << 16):
                received += part
        return received


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_tokens_are_signed_with_a_key_of_the_run_unless_a_seed_is_given(tmp_path: Path) -> None:
    def tokens(**options: object) -> tuple[str, str, str]:
        with Emulator(clock=Clock(START), **options) as emulator:  # type: ignore[arg-type]
            return emulator.token, emulator.management_token, emulator.credential().get_token("scope").token

    one, other = tokens(), tokens()
    assert all(first != second for first, second in zip(one, other, strict=True))
    assert tokens(seed=0) == tokens(seed=0)
    assert tokens(seed=0)[0] != one[0]
    kept = {"state": tmp_path / "state.db"}
    assert tokens(**kept) == tokens(**kept)  # those of a state that is kept go on


def test_ids_are_the_same_without_a_seed() -> None:
    assert World().identity.guid() == World().identity.guid() == World(seed=0).identity.guid()


def test_the_command_says_that_a_seed_makes_tokens_known() -> None:
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--json", "--seed", "7"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.terminate()
        assert "with --seed 7, whoever knows the number can compute the tokens" in process.stderr.read()


@pytest.mark.parametrize(
    ("listening", "allowed", "host", "answered"),
    [
        ("127.0.0.1", [], "localhost", True),
        ("127.0.0.1", [], "LocalHost:8800", True),
        ("127.0.0.1", [], "contoso.localhost:1", True),
        ("127.0.0.1", [], "localhost.", True),
        ("127.0.0.1", [], "127.0.0.1:8800", True),
        ("127.0.0.1", [], "127.1.2.3", True),
        ("127.0.0.1", [], "[::1]:8800", True),
        ("127.0.0.1", [], "management.azure.com", True),
        ("127.0.0.1", [], "attacker.example", False),
        ("127.0.0.1", [], "localhost.attacker.example", False),
        ("127.0.0.1", [], "127.0.0.1.attacker.example", False),
        ("127.0.0.1", [], "notlocalhost", False),
        ("127.0.0.1", [], "192.168.1.5", False),
        ("127.0.0.1", [], "[::ffff:127.0.0.1]:8800", True),
        ("127.0.0.1", [], "[::ffff:10.0.0.1]", False),
        ("127.0.0.1", [], "127.1", False),
        ("127.0.0.1", [], "2130706433", False),
        ("127.0.0.1", [], "[::1", False),
        ("127.0.0.1", [], "localhost:port", False),
        ("127.0.0.1", [], "attacker.example@localhost", False),
        ("127.0.0.1", [], "", False),
        ("localhost", [], "10.0.0.1", False),
        ("0.0.0.0", [], "192.168.1.5:80", True),
        ("::", [], "[fe80::1]:80", True),
        ("0.0.0.0", [], "attacker.example", False),
        ("build.example", [], "build.example:80", True),
        ("127.0.0.1", ["emulator"], "emulator:8800", True),
        ("127.0.0.1", [".test.example"], "contoso.test.example", True),
        ("127.0.0.1", [".test.example"], "test.example", False),
        ("127.0.0.1", [".test.example"], "atest.example", False),
    ],
)
def test_names_of_this_machine_and_those_that_are_allowed_are_answered(
    listening: str, allowed: list[str], host: str, answered: bool
) -> None:
    assert HostRule(listening, allowed).allows(host) is answered


@pytest.mark.parametrize("name", [":memory:", "file:state.db", "file:state.db?mode=memory", "a?b#c%20.db"])
def test_a_state_is_kept_in_the_file_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with Emulator(state=name) as emulator:
        emulator.client(PREVIEW).devices.create("t1", models.Device())
    assert [file.name for file in tmp_path.iterdir()] == [name]
    with Emulator(state=name) as emulator:
        assert [device.id for device in emulator.client(PREVIEW).devices.list()] == ["t1"]


def test_another_program_s_database_is_refused_under_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect("other.db")) as other:
        other.execute("CREATE TABLE mine (x)")
    before = Path("other.db").read_bytes()
    Path("link.db").symlink_to("other.db")
    with pytest.raises(EmulatorError, match="is the database of another program"):
        Emulator(state="link.db").start()
    with Emulator(state="file:other.db"):
        pass
    assert Path("other.db").read_bytes() == before


def test_a_state_has_one_emulator_whichever_way_it_is_named(tmp_path: Path) -> None:
    state, link = tmp_path / "state.db", tmp_path / "link.db"
    with Emulator(state=state):
        link.symlink_to(state)
        with pytest.raises(EmulatorError, match="another emulator has it"):
            Emulator(state=link).start()


@pytest.mark.parametrize("argument", ["apps", "allow_hosts", "call_hosts"])
def test_a_text_is_not_taken_for_its_letters(argument: str) -> None:
    with pytest.raises(EmulatorError, match=rf"{argument} is the text \"contoso\", and is a list of texts: write"):
        Emulator(**{argument: "contoso"})  # type: ignore[arg-type]


def test_hosts_are_known_in_any_way_of_writing_them() -> None:
    allowed = ["Build.Example.", "[FE80::1]", ".Test.example"]
    with Emulator(allow_hosts=allowed, call_hosts=["Hooks.Example."]) as emulator:
        for host in ("build.example", "build.example.:80", "[fe80::1]:80", "contoso.test.example"):
            answer = httpx.get(f"{emulator.url}/_emulator/health", headers={"Host": host})
            assert answer.status_code == 200, host
        assert emulator.world.calling.refusal("https://hooks.example/x") is None


def test_a_certificate_is_for_the_hosts_that_are_allowed() -> None:
    with Emulator(tls=True, allow_hosts=["build.example", ".test.example"]) as emulator:
        port = int(emulator.url.rpartition(":")[2])
        for name in ("build.example", "contoso.test.example"):
            with (
                socket.create_connection(("127.0.0.1", port), timeout=600) as wire,
                emulator.ssl_context().wrap_socket(wire, server_hostname=name) as secure,
            ):
                assert secure.version() is not None


def test_a_site_that_leads_its_name_here_is_refused(emulator: Emulator) -> None:
    headers = {"Host": "attacker.example", "Authorization": emulator.token}
    for path in ("/", f"/api/devices?{VERSION}", "/_emulator/health", "/subscriptions"):
        answer = httpx.get(f"{emulator.url}{path}", headers=headers)
        assert answer.status_code == 421
        assert answer.json()["error"]["code"] == "MisdirectedRequest"
        assert "attacker.example" in answer.json()["error"]["message"]
    with Emulator(allow_hosts=["attacker.example"]) as open_emulator:
        assert httpx.get(f"{open_emulator.url}/_emulator/health", headers=headers).status_code == 200


def test_a_name_of_this_machine_with_the_dot_of_the_root_is_the_same(emulator: Emulator) -> None:
    for host in ("localhost.", f"{next(iter(emulator.applications))}.localhost.", "127.0.0.1:8800"):
        headers = {"Host": host, "Authorization": emulator.token}
        assert httpx.get(f"{emulator.url}/api/devices?{VERSION}", headers=headers).status_code == 200, host


def test_names_of_applications_are_the_same_in_capitals(emulator: Emulator) -> None:
    for host in ("LocalHost", f"{next(iter(emulator.applications)).upper()}.LocalHost"):
        headers = {"Host": host, "Authorization": emulator.token}
        assert httpx.get(f"{emulator.url}/api/devices?{VERSION}", headers=headers).status_code == 200, host


def test_an_allowed_host_is_that_of_the_first_application_unless_it_names_another() -> None:
    allowed = ["host.docker.internal", "contoso.example", ".lab.example"]
    with Emulator(apps=["emulator", "contoso"], devices=1, allow_hosts=allowed) as emulator:
        contoso = emulator.applications["contoso"].token
        for host, token, status in (
            ("Host.Docker.Internal:8800", emulator.token, 200),
            ("contoso.example", contoso, 200),
            ("contoso.lab.example", contoso, 200),
            ("fabrikam.lab.example", emulator.token, 404),
        ):
            answer = httpx.get(f"{emulator.url}/api/devices?{VERSION}", headers={"Host": host, "Authorization": token})
            assert answer.status_code == status, host


@pytest.mark.parametrize(
    "host", ["", "::1", "[::1", "localhost:port", "a@localhost", "localhost/a", "localhost, b", "%00"]
)
def test_what_names_no_host_is_refused(emulator: Emulator, host: str) -> None:
    answer = spoken(emulator, f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert status_of(answer) == 400
    assert b"names no host" in answer


def test_a_request_of_http_1_1_names_its_host(emulator: Emulator) -> None:
    assert status_of(spoken(emulator, b"GET / HTTP/1.1\r\n\r\n")) == 400
    assert status_of(spoken(emulator, b"GET / HTTP/1.0\r\n\r\n")) == 200


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        ("http://localhost", "localhost", 200),
        ("http://LOCALHOST:8800/", "localhost:8800", 200),
        ("http://[::1]:8800/", "[::1]:8800", 200),
        ("http://attacker.example/", "attacker.example", 421),
        ("http://attacker.example/", "localhost", 400),
        ("http://localhost/", "attacker.example", 400),
    ],
)
def test_a_target_that_is_a_whole_url_names_the_host_too(
    emulator: Emulator, target: str, host: str, status: int
) -> None:
    request = f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    assert status_of(spoken(emulator, request.encode())) == status


def test_two_hosts_are_refused(emulator: Emulator) -> None:
    answer = spoken(emulator, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: fabrikam.localhost\r\n\r\n")
    assert status_of(answer) == 400
    assert b"more than one header Host" in answer


def test_a_head_that_does_not_end_is_cut(emulator: Emulator) -> None:
    endless = b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Filler: 0123456789\r\n" * (HEAD_LIMIT // 16)
    for request in (endless, b"GET /" + b"a" * (HEAD_LIMIT + 70_000)):
        # the answer is lost where the client was still sending; the connection is closed in any case
        assert spoken(emulator, request)[:12] in {b"HTTP/1.1 431", b""}


def test_a_large_body_behind_a_small_head_is_no_large_head(emulator: Emulator) -> None:
    body = b'{"displayName": "' + b"x" * (3 * HEAD_LIMIT) + b'"}'
    head = f"PUT /api/devices/t1?{VERSION} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {emulator.token}\r\n"
    kind = f"Content-Type: application/json\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    assert status_of(spoken(emulator, (head + kind).encode() + body)) == 422


def test_a_body_that_is_too_large_gets_its_answer(emulator: Emulator) -> None:
    headers = {"Authorization": emulator.token, "Content-Type": "application/json"}
    answer = httpx.put(f"{emulator.url}/api/devices/t1?{VERSION}", headers=headers, content=b" " * 40_000_000)
    assert answer.status_code == 413
    head = f"PUT /api/devices/t1?{VERSION} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40000000\r\n"
    waiting = spoken(emulator, f"{head}Expect: 100-continue\r\n\r\n".encode())
    assert status_of(waiting) == 413


def test_the_page_cannot_be_framed(emulator: Emulator) -> None:
    assert "frame-ancestors 'none'" in httpx.get(emulator.url).headers["content-security-policy"]


def test_rules_are_posted_to_this_machine_unless_a_host_is_allowed(emulator: Emulator) -> None:
    emulator.client().devices.create("t1", models.Device())
    body = {"url": "https://alerts.contoso.example/in", "rule": "r"}
    answer = httpx.post(f"{emulator.url}/_emulator/rules", json=body, headers={"Authorization": emulator.token})
    assert answer.status_code == 400
    assert "--call-host" in answer.json()["error"]["message"]
    with pytest.raises(EmulatorError, match="on this machine only"):
        emulator.fire_rule(body["url"], rule="r")
    allowed = CallRule(["Alerts.contoso.example"])
    assert allowed.refusal(body["url"]) is None
    assert allowed.refusal("https://other.contoso.example/in") is not None
    assert allowed.refusal("ftp://alerts.contoso.example/in") is not None


@contextmanager
def dripping(answer: bytes, endless: bytes) -> Iterator[tuple[str, threading.Event]]:
    """A webhook that answers something, and then goes on until the connection is closed."""
    called, done = threading.Event(), threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while not done.is_set():
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with closing(connection):
                connection.recv(1 << 16)
                called.set()
                try:
                    connection.sendall(answer)
                    while not done.wait(0.05):
                        connection.sendall(endless)
                except OSError:
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/in", called
    finally:
        done.set()
        server.close()
        thread.join(10)


def test_a_dripping_webhook_stops_neither_other_deliveries_nor_the_end() -> None:
    slow = dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x")
    with slow as (url, called), LoopbackServer(lambda _: Answer(200)) as quick, Emulator() as emulator:
        emulator.world.posting = Posting(timeout=3600)
        app = emulator.client(PREVIEW)
        for id, address in (("slow", url), ("quick", quick.url)):
            app.destinations.create(id, models.WebhookV1Destination(display_name=id, url=address))
            reference = models.DestinationReference(id=id)
            export = models.Export(display_name=id, enabled=True, source="deviceLifecycle", destinations=[reference])
            app.exports.create(id, export)
        app.devices.create("t1", models.Device())
        assert called.wait(600)
        app.devices.create("t2", models.Device())
        for _ in range(1200):
            if len(emulator.exported("quick")) == 2:
                break
            threading.Event().wait(0.05)
        assert len(emulator.exported("quick")) == 2
        assert emulator.exported("slow") == []
    # here it has ended, although the webhook goes on


def test_an_answer_of_a_webhook_has_a_time_and_a_length() -> None:
    import asyncio

    async def posted(url: str, timeout: float) -> str:
        posting = Posting(timeout)
        try:
            await posting.post(url, {}, b"{}")
        except OSError as error:
            return str(error)
        finally:
            await posting.close()
        return "answered"

    with dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x") as (url, _):
        assert asyncio.run(posted(url, 0.3)) == "it did not answer within 0.3 s"
    with dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 500_000) as (url, _):
        assert asyncio.run(posted(url, 3600)) == "its answer is longer than 1,000,000 bytes"
    assert "connect" in asyncio.run(posted("http://127.0.0.1:1/in", 60)).lower()


def test_a_foreign_database_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.db"
    with closing(sqlite3.connect(file)) as foreign:
        foreign.execute("CREATE TABLE bookmarks (url TEXT)")
        foreign.commit()
    before = file.read_bytes()
    with pytest.raises(EmulatorError, match=r"bookmarks\.db is the database of another program"), Emulator(state=file):
        pass
    assert file.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["bookmarks.db"]


def test_a_file_whose_log_was_half_taken_over_goes_on(tmp_path: Path) -> None:
    """As a full disk and a kill leave it: the first page of the database is new, and the others are in the log only."""
    file, copy = tmp_path / "state.db", tmp_path / "copy.db"
    with Emulator(state=file, devices=20) as emulator:
        emulator.client().devices.get("thermostat-000020")
        log = file.with_name("state.db-wal").read_bytes()
    page_size = int.from_bytes(log[8:12], "big")
    frames = [log[at : at + 24 + page_size] for at in range(32, len(log), 24 + page_size)]
    first = [frame[24:] for frame in frames if int.from_bytes(frame[:4], "big") == 1][-1]
    assert int.from_bytes(first[28:32], "big") > 1  # pages that it says there are
    copy.write_bytes(first)
    copy.with_name("copy.db-wal").write_bytes(log)
    with Emulator(state=copy) as emulator:
        assert emulator.client().devices.get("thermostat-000020").display_name == "Thermostat 20"


@pytest.mark.parametrize(("place", "reason"), [("", "it is a folder"), ("none/state.db", "there is no folder .*none")])
def test_a_place_where_no_file_can_be_is_told(tmp_path: Path, place: str, reason: str) -> None:
    with pytest.raises(EmulatorError, match=f"cannot be used: {reason}"), Emulator(state=tmp_path / place):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_a_newer_emulator_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Emulator(state=file):
        pass
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (LAYOUT,)
        connection.execute(f"PRAGMA user_version={LAYOUT + 1}")
    with pytest.raises(EmulatorError, match="of a newer emulator"), Emulator(state=file):
        pass


def test_a_file_of_the_first_layout_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Emulator(state=file) as emulator:
        emulator.client().devices.create("t1", models.Device())
    waiting = (
        b'{"export": "e", "destination": "d", "message": {}, "due": 9e9, "at": "2026-03-01T08:00:00Z", "tries": 0}'
    )
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA application_id=0")
        connection.execute("PRAGMA user_version=0")
        insert = "INSERT INTO documents (app, kind, id, content) VALUES ('emulator', 'outbox', 'e/d/x', ?)"
        connection.execute(insert, (waiting,))
        connection.commit()
    with Emulator(state=file) as emulator:
        assert [device.id for device in emulator.client().devices.list()] == ["t1"]
        queued = emulator.run(lambda world: world.applications["emulator"].listed(queue_of("d")))
        assert [stored.id for stored in queued] == ["e/x"]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (LAYOUT,)


def test_a_broken_row_names_itself_and_takes_no_list_down(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "state.db"
    with Emulator(state=file) as emulator:
        for id in ("t1", "t2", "t3"):
            emulator.client().devices.create(id, models.Device())
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE documents SET content = '{\"id\": ' WHERE kind = 'device' AND id = 't2'")
        connection.commit()
    with Emulator(state=file) as emulator:
        assert [device.id for device in emulator.client().devices.list()] == ["t1", "t3"]
        assert 'the device "t2" of the application "emulator"' in caplog.text
        answer = httpx.get(f"{emulator.url}/api/devices/t2?{VERSION}", headers={"Authorization": emulator.token})
        assert answer.status_code == 500
        assert 'the device "t2" of the application "emulator" cannot be read' in answer.json()["error"]["message"]
        assert emulator.client().devices.get("t3").id == "t3"


def break_rows(file: Path, kind: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE documents SET content = '{' WHERE kind = ?", (kind,))
        connection.commit()


def test_a_broken_row_holds_up_nothing_that_is_due(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "state.db"
    with Emulator(state=file, clock=Clock(START), devices=1):
        pass
    break_rows(file, "device")
    with Emulator(state=file, clock=Clock(START)) as emulator:
        app = emulator.client()
        app.devices.create("new", models.Device(template="dtmi:emulator:Thermostat;1", simulated=True))
        emulator.clock.advance("PT1M")
        emulator.settle()
        assert app.devices.get("new").provisioned
    assert caplog.text.count("so device.provision of thermostat-000001 is left undone") == 1


@pytest.mark.parametrize("kind", ["identity", "apiToken", "iotApp"])
def test_a_broken_row_that_a_start_needs_is_told(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "state.db"
    with Emulator(state=file):
        pass
    break_rows(file, kind)
    with pytest.raises(EmulatorError, match=rf"state\.db cannot be used: the {kind} .* or repair the row"):
        Emulator(state=file).start()


def test_what_cannot_be_done_is_logged_once(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    rounds = threading.Semaphore(0)

    def broken() -> None:
        rounds.release()
        raise sqlite3.DatabaseError("database disk image is malformed")

    with Emulator() as emulator:
        monkeypatch.setattr(emulator.world, "settle", broken)
        for _ in range(3):
            rounds.acquire()
        monkeypatch.undo()
        emulator.settle()
    assert caplog.text.count("what was due could not be done") == 1


def test_a_full_disk_is_told_and_changes_nothing() -> None:
    with Emulator() as emulator:
        headers = {"Authorization": emulator.token}

        def put(id: str, name: str) -> httpx.Response:
            url = f"{emulator.url}/api/devices/{id}?{VERSION}"
            return httpx.put(url, headers=headers, json={"displayName": name})

        def limit(world: World) -> None:
            pages = world.store._connection.execute("PRAGMA page_count").fetchone()[0]
            world.store._connection.execute(f"PRAGMA max_page_count={pages + 2}")

        emulator.run(limit)
        answers = [put(f"t{number}", "x" * 100) for number in range(100)]
        refused = [answer for answer in answers if answer.status_code != 200]
        assert refused
        assert {answer.status_code for answer in refused} == {507}
        assert "database or disk is full" in refused[0].json()["error"]["message"]
        kept = emulator.client().devices.list()
        assert len(list(kept)) == len(answers) - len(refused)
        emulator.run(lambda world: world.store._connection.execute("PRAGMA max_page_count=100000"))
        assert put("t1000", "x").status_code == 200
