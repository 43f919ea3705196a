"""Tests of recordings: an application is read into a file, and an emulator starts with it."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.cli import main
from iotcentral_testkit.emulator.app import EmulatorError
from iotcentral_testkit.recording import RecordingError, invented_secret, load, record, save
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral._core.atomic_file import AtomicFile
from tests.support.loopback import LoopbackServer

from .models_of_devices import ROOM, TEMPLATE

PREVIEW = "2022-10-31-preview"
ADMINISTRATOR = "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"
SECRET = "hook-secret-4711"


@pytest.fixture(scope="module")
def source() -> Iterator[Emulator]:
    """An application with something of each kind."""
    with Emulator() as emulator:
        app: IoTCentral = emulator.client(PREVIEW)
        app.organizations.create("north", models.Organization(display_name="North"))
        app.device_templates.create(TEMPLATE, models.DeviceTemplate.from_dict(ROOM))
        app.devices.create("real", models.Device(template=TEMPLATE, organizations=["north"], display_name="Ada's room"))
        app.devices.create("bare", models.Device())
        user = {"type": "email", "email": "ada@contoso.com", "roles": [{"role": ADMINISTRATOR}]}
        app.users.create("u1", models.User.from_dict(user))
        hook = {"displayName": "Hook", "type": "webhook@v1", "url": f"http://127.0.0.1:9/?code={SECRET}"}
        app.destinations.create("d", models.Destination.from_dict(hook))
        group = {"displayName": "G", "type": "iot", "attestation": {"type": "symmetricKey"}}
        app.enrollment_groups.create("eg", models.EnrollmentGroup.from_dict(group))
        device = emulator.device("real")
        device.connect(on_desired=lambda *_: (400, "too warm"))
        device.report({"target": 5})
        device.report({"target": 7}, component="left")
        app.devices.update_properties("real", models.DevicePropertiesPatch.from_dict({"target": 9, "customer": "Eve"}))
        yield emulator


@pytest.fixture(scope="module")
def file(source: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("recording") / "app.json"
    save(record(source.client(PREVIEW)), file)
    return file


def items(emulator: Emulator, path: str) -> list[dict[str, Any]]:
    """Return the items of a list, without what differs by nature."""
    answer = httpx.get(
        f"{emulator.url}/api/{path}", params={"api-version": PREVIEW}, headers={"Authorization": emulator.token}
    )
    found: list[dict[str, Any]] = answer.raise_for_status().json()["value"]
    return sorted(({**item, "etag": ""} for item in found), key=lambda item: str(item.get("id", item.get("@id"))))


def recorded(**members: Any) -> str:
    """Return a recording of a device, some members of which are others."""
    device = {"provisioned": True, "properties": {}, "modules": {}, "relationships": {}, **members}
    return json.dumps({"iotcentral": 1, "recorded": {"devices": {"d": device}}})


LISTS = ("organizations", "deviceTemplates", "devices", "users", "deviceGroups")


def test_an_emulator_starts_with_what_was_recorded(source: Emulator, file: Path) -> None:
    with Emulator(recording=file) as copy:
        assert copy.not_recorded == []
        for path in LISTS:
            assert items(copy, path) == items(source, path)
        assert [item["id"] for item in items(copy, "enrollmentGroups")] == ["SAS-IoT-Devices", "eg"]
        before, after = (
            emulator.client(PREVIEW).devices.get_properties("real").to_dict() for emulator in (source, copy)
        )
        assert after == before
        assert after["$metadata"]["target"]["ackCode"] == 400


def test_a_reset_goes_back_to_the_recording(file: Path) -> None:
    with Emulator(recording=file) as copy:
        app = copy.client(PREVIEW)
        app.devices.remove("real")
        app.devices.create("other", models.Device())
        copy.reset()
        assert [item["id"] for item in items(copy, "devices")] == ["bare", "real"]
        assert app.devices.get_properties("real").to_dict()["customer"] == "Eve"


def test_a_state_that_has_it_goes_on(file: Path, tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    with Emulator(recording=file, state=state) as copy:
        copy.client(PREVIEW).devices.remove("real")
    with Emulator(recording=file, state=state) as again:
        assert [item["id"] for item in items(again, "devices")] == ["bare"]


def test_a_state_of_another_recording_is_told(source: Emulator, file: Path, tmp_path: Path) -> None:
    other, state = tmp_path / "other.json", tmp_path / "state.db"
    save(record(source.client(PREVIEW), replace_names=True), other)
    with Emulator(recording=file, state=state):
        pass
    with pytest.raises(EmulatorError, match="the state was started from another recording"):
        Emulator(recording=other, state=state).start()
    with pytest.raises(EmulatorError, match=r"nowhere\.json cannot be read"):
        Emulator(recording=tmp_path / "nowhere.json", state=state).start()
    with Emulator(state=state) as emulator:
        assert [item["id"] for item in items(emulator, "devices")] == ["bare", "real"]


def test_a_recording_has_no_secrets(source: Emulator, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    keys = source.client(PREVIEW).enrollment_groups.get("eg").to_dict()["attestation"]["symmetricKey"]
    for secret in (SECRET, *keys.values(), source.token):
        assert secret not in text
    assert "Ada's room" in text


def test_passwords_of_manifests_are_secrets(source: Emulator, tmp_path: Path) -> None:
    app = source.client(PREVIEW)
    registries = {"lab{1}": {"username": "lab", "password": "hunter2", "address": "lab.example"}}
    settings = {"runtime": {"settings": {"registryCredentials": registries}}}
    data = {"modulesContent": {"$edgeAgent": {"properties.desired": settings}}}
    app.deployment_manifests.create("m", models.DeploymentManifest.from_dict({"data": data}))
    try:
        save(record(app), tmp_path / "app.json")
    finally:
        app.deployment_manifests.remove("m")
    assert "hunter2" not in (tmp_path / "app.json").read_text(encoding="utf-8")
    with Emulator(recording=tmp_path / "app.json") as copy:
        assert copy.not_recorded == []
        found = copy.client(PREVIEW).deployment_manifests.get("m").to_dict()["data"]["modulesContent"]
        (registry,) = found["$edgeAgent"]["properties.desired"]["runtime"]["settings"]["registryCredentials"].values()
        assert registry["username"] == "lab"
        assert registry["password"] not in {"hunter2", ""}
        assert "${secret" not in registry["password"]


def test_relationships_are_recorded(source: Emulator, tmp_path: Path) -> None:
    app = source.client(PREVIEW)
    app.devices.create_relationship("bare", "down", models.DeviceRelationship(target="real"))
    try:
        save(record(app), tmp_path / "app.json")
    finally:
        app.devices.remove_relationship("bare", "down")
    with Emulator(recording=tmp_path / "app.json") as copy:
        (found,) = copy.client(PREVIEW).devices.list_relationships("bare")
        assert (found.id, found.source, found.target) == ("down", "bare", "real")
    text = (tmp_path / "app.json").read_text(encoding="utf-8").replace('"down": "real"', '"down": "gone"')
    (tmp_path / "app.json").write_text(text, encoding="utf-8")
    with Emulator(recording=tmp_path / "app.json") as copy:
        (problem,) = copy.not_recorded
        assert problem.startswith("devices/bare/relationships/down: ")


def test_names_can_be_replaced(source: Emulator, tmp_path: Path) -> None:
    save(record(source.client(PREVIEW), replace_names=True), tmp_path / "app.json")
    text = (tmp_path / "app.json").read_text(encoding="utf-8")
    assert "Ada's room" not in text
    assert "ada@contoso.com" not in text
    with Emulator(recording=tmp_path / "app.json") as copy:
        assert [item["displayName"] for item in items(copy, "devices")] == ["devices 1", "devices 2"]
        assert items(copy, "deviceTemplates") == items(source, "deviceTemplates")


def test_what_cannot_be_created_is_told_and_left_out(file: Path, tmp_path: Path) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    content["resources"]["users"]["u1"]["roles"] = [{"role": "of a person's making"}]
    (tmp_path / "app.json").write_text(json.dumps(content), encoding="utf-8")
    with Emulator(recording=tmp_path / "app.json") as copy:
        (problem,) = copy.not_recorded
        assert problem.startswith("users/u1: ")
        assert [item["id"] for item in items(copy, "devices")] == ["bare", "real"]


def test_what_belongs_to_nothing_is_told(file: Path, tmp_path: Path) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    devices = content["recorded"]["devices"]
    devices["ghost"] = {"provisioned": True, "properties": {"a": 1}, "modules": {}, "relationships": {"r": "real"}}
    devices["real"]["modules"] = {"nothing": {}}
    (tmp_path / "app.json").write_text(json.dumps(content), encoding="utf-8")
    with Emulator(recording=tmp_path / "app.json") as copy:
        relation, module, ghost = copy.not_recorded
    assert relation.startswith("devices/ghost/relationships/r: ")
    assert relation.endswith('404 NotFound: Device "ghost" could not be found.')
    assert module == 'devices/real/modules/nothing: Module "nothing" of device "real" could not be found.'
    assert ghost == "devices/ghost: the recording has properties of it, and no item under devices"


def test_kinds_that_no_version_has_are_told(tmp_path: Path) -> None:
    content = {"iotcentral": 1, "resources": {"gadgets": {"g": {}}}}
    (tmp_path / "app.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(EmulatorError, match=r"app\.json cannot be used: .* has no gadgets"):
        Emulator(recording=tmp_path / "app.json").start()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("app.yaml", "{}", "ends in .json"),
        ("app.json", "{", "is not a recording"),
        ("app.json", "{}", "is not a recording"),
        ("app.json", '{"iotcentral": 1, "recorded": {"devices": {"d": {}}}}', "has another form"),
        ("app.json", '{"iotcentral": 1, "recorded": []}', "has another form"),
        ("app.json", '{"iotcentral": 1, "recordd": {"devices": {}}}', "it has no place for recordd"),
        ("app.json", recorded(provisioned="no"), r"recorded\.devices\.d\.provisioned is 'no', and is true or false"),
        ("app.json", recorded(properties=[]), r"recorded\.devices\.d\.properties is \[\], and is an object"),
        ("app.json", recorded(modules={"m": 5}), r"recorded\.devices\.d\.modules\.m is 5, and is an object"),
    ],
)
def test_what_is_no_recording_is_refused(tmp_path: Path, name: str, content: str, problem: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(RecordingError, match=problem):
        load(tmp_path / name)
    with pytest.raises(EmulatorError, match=problem):
        Emulator(recording=tmp_path / name).start()


def test_a_recording_that_cannot_be_written_leaves_the_former_one(
    source: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "app.json", record(source.client(PREVIEW), replace_names=True)
    save(record(source.client(PREVIEW)), file)
    former = file.read_bytes()

    def full(_: AtomicFile) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(AtomicFile, "commit", full)
    with pytest.raises(OSError, match="No space left"):
        save(other, file)
    assert file.read_bytes() == former
    assert [each.name for each in tmp_path.iterdir()] == ["app.json"]


@pytest.mark.parametrize("name", ["app.txt", "nowhere/app.json", "folder.json"])
def test_the_command_looks_at_its_file_before_it_reads(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.json").mkdir()
    with LoopbackServer() as server:
        assert main(["record", server.url, str(tmp_path / name)]) == 1
    assert name in capsys.readouterr().err
    assert server.received == []


def test_a_recording_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="cannot be read"):
        load(tmp_path / "app.json")


def test_invented_secrets_have_the_form_of_their_places() -> None:
    assert invented_secret("destinations.d.url") == "http://127.0.0.1:9/not-recorded"
    assert invented_secret("a.connectionString").startswith("AccountName=")
    assert invented_secret("a.primaryKey") == invented_secret("a.primaryKey") != invented_secret("a.secondaryKey")


def test_the_command_writes_a_file(
    source: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "app.json"
    monkeypatch.setenv("TOKEN_OF_TEST", source.token)
    assert main(["record", source.url, str(file), "--token-env", "TOKEN_OF_TEST"]) == 0
    said = capsys.readouterr()
    assert "devices: 2" in said.err
    assert "left out: devices (attestation): it holds secrets" in said.err
    assert "left out: jobs: " in said.err
    assert f"serve --from {file}" in said.out
    assert {*load(file).devices} == {"bare", "real"}


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (["--token-env", "NOTHING"], "the variable NOTHING has no token"),
        (["--api-version", "1999"], 'no client package of api-version "1999" is installed'),
    ],
)
def test_the_command_says_what_it_needs(
    source: Emulator, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], problem: str
) -> None:
    assert main(["record", source.url, str(tmp_path / "app.json"), *more]) == 1
    assert problem in capsys.readouterr().err
