"""Plans and their application: the order, guards, failures, secrets, and a process that is killed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from iotcentral_testkit import Emulator
from iotcentral_v2022_10_31_preview import AsyncIoTCentral

from iotcentral import ApiToken, configuration
from iotcentral.aio import configuration as aio_configuration
from iotcentral.configuration import ApplyError, Configuration, MissingSecretError, Plan, PlannedChange
from iotcentral.errors import ConfigurationError, NotFoundError, PreconditionFailedError
from tests.configuration.conftest import NewApp
from tests.configuration.states import template

THERMOSTAT = "dtmi:x:A;1"


def state(**resources: Any) -> Configuration:
    return Configuration(api_version="2022-10-31-preview", resources=resources)


SMALL = state(
    users={},
    deviceGroups={"g": {"displayName": "G", "filter": "SELECT * FROM devices", "organizations": ["north"]}},
    devices={"d": {"displayName": "D", "template": THERMOSTAT, "organizations": ["east"]}},
    organizations={
        "east": {"displayName": "A", "parent": "north"},
        "north": {"displayName": "B", "parent": "south"},
        "south": {"displayName": "C"},
    },
    deviceTemplates={THERMOSTAT: template(THERMOSTAT)},
)


def test_things_are_created_after_those_that_they_refer_to_and_removed_before(new_app: NewApp) -> None:
    app = new_app()
    made = [f"{change.kind}/{change.id}" for change in configuration.apply(app, SMALL).changes]
    for before, after in (
        ("organizations/south", "organizations/north"),
        ("organizations/north", "organizations/east"),
        ("organizations/east", "devices/d"),
        (f"deviceTemplates/{THERMOSTAT}", "devices/d"),
        ("organizations/north", "deviceGroups/g"),
    ):
        assert made.index(before) < made.index(after)
    empty = state(devices={}, deviceGroups={}, organizations={}, deviceTemplates={})
    removed = [f"{change.kind}/{change.id}" for change in configuration.apply(app, empty, prune=True).changes]
    assert removed == [*reversed(made)]


def test_a_plan_says_what_differs_and_changes_nothing(new_app: NewApp) -> None:
    app = new_app()
    configuration.apply(app, SMALL)
    wanted = state(
        organizations={
            "east": {"displayName": "A2", "parent": "north"},
            "north": {"displayName": "B", "parent": "south"},
            "west": {},
        },
        deviceGroups={"g": {"displayName": "G", "filter": "SELECT * FROM devices", "description": "x"}},
    )
    assert str(configuration.plan(app, wanted, prune=True)).splitlines() == [
        "~ organizations/east",
        '    displayName: "A" → "A2"',
        "+ organizations/west",
        "~ deviceGroups/g",
        '    organizations: ["north"] → (absent)',
        '    description: (absent) → "x"',
        "- organizations/south",
        "1 to create, 2 to change, 1 to remove",
    ]
    assert str(configuration.plan(app, SMALL)) == "nothing to change"


def test_a_change_is_refused_if_the_thing_has_changed_since_the_plan(new_app: NewApp) -> None:
    app = new_app()
    configuration.apply(app, SMALL)
    planned = configuration.plan(
        app, state(deviceGroups={"g": {"displayName": "G2", "filter": "SELECT * FROM devices"}})
    )
    app.device_groups.update("g", {"displayName": "meanwhile"})
    with pytest.raises(ApplyError) as failed:
        configuration.apply(app, planned)
    assert isinstance(failed.value.__cause__, PreconditionFailedError)
    assert app.device_groups.get("g").display_name == "meanwhile"


def test_the_first_failure_ends_it_and_says_what_was_done(new_app: NewApp) -> None:
    app = new_app()
    wanted = state(
        organizations={"east": {"displayName": "A"}},
        devices={"x1": {"template": "dtmi:no:such;1"}, "x2": {"displayName": "X2"}},
    )
    with pytest.raises(ApplyError, match=r"create devices/x1 failed, after 1 of 3 changes: .*400") as failed:
        configuration.apply(app, wanted)
    assert [str(change) for change in failed.value.done] == ["create organizations/east"]
    assert [str(change) for change in failed.value.pending] == ["create devices/x2"]
    with pytest.raises(NotFoundError):
        app.devices.get("x2")
    app.device_templates.create("dtmi:no:such;1", template("dtmi:no:such;1"))
    assert [str(change) for change in configuration.apply(app, wanted).changes] == [
        "create devices/x1",
        "create devices/x2",
    ]


def test_what_is_not_in_the_state_is_left_alone(new_app: NewApp) -> None:
    app = new_app()
    configuration.apply(app, SMALL)
    assert configuration.plan(app, state(deviceGroups={})).changes == ()
    pruned = configuration.plan(app, state(deviceGroups={}), prune=True)
    assert [str(change) for change in pruned.changes] == ["remove deviceGroups/g"]


def group_of_keys(primary: str, secondary: str, name: str = "K") -> Configuration:
    keys = {"primaryKey": primary, "secondaryKey": secondary}
    attestation = {"type": "symmetricKey", "symmetricKey": keys}
    return state(
        enrollmentGroups={"k": {"displayName": name, "enabled": True, "type": "iot", "attestation": attestation}}
    )


KEYS = {name: (value * 3)[:44] for name, value in {"first": "cHJpbWFy", "second": "c2Vjb25k"}.items()}


def test_secrets_are_asked_for_by_name_before_anything_is_changed(new_app: NewApp) -> None:
    app = new_app()
    wanted = group_of_keys("${secret:first}", "${secret:second}")
    with pytest.raises(MissingSecretError, match="secrets are missing: second") as missing:
        configuration.apply(app, wanted, secrets={"first": KEYS["first"]})
    assert missing.value.names == ("second",)
    assert "k" not in configuration.backup(app, only=["enrollmentGroups"]).resources["enrollmentGroups"]
    configuration.apply(app, wanted, secrets=KEYS.get)
    kept = app.enrollment_groups.get("k").to_dict()["attestation"]["symmetricKey"]
    assert kept == {"primaryKey": KEYS["first"], "secondaryKey": KEYS["second"]}


def test_a_change_beside_a_secret_leaves_it_as_it_is(new_app: NewApp) -> None:
    app = new_app()
    configuration.apply(app, group_of_keys("${secret:first}", "${secret:second}"), secrets=KEYS)
    renamed = group_of_keys("${secret:any}", "${secret:other}", name="K2")
    assert [str(each) for each in configuration.plan(app, renamed).changes[0].differences] == [
        'displayName: "K" → "K2"'
    ]
    configuration.apply(app, renamed)
    stored = app.enrollment_groups.get("k").to_dict()
    assert stored["displayName"] == "K2"
    assert stored["attestation"]["symmetricKey"]["primaryKey"] == KEYS["first"]


def test_another_variant_takes_the_place_of_the_first(new_app: NewApp) -> None:
    app = new_app()
    user = {"type": "email", "email": "u@contoso.com", "roles": [{"role": "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"}]}
    principal = {**user, "type": "servicePrincipal", "tenantId": "t", "objectId": "o"}
    del principal["email"]
    configuration.apply(app, state(users={"u": user}))
    (change,) = configuration.plan(app, state(users={"u": principal})).changes
    assert {str(each).partition(":")[0] for each in change.differences} == {"type", "email", "tenantId", "objectId"}


def test_a_kind_that_the_api_version_lacks_is_refused(new_app: NewApp) -> None:
    with pytest.raises(ConfigurationError, match=r"has no flows; its kinds are deviceTemplates, "):
        configuration.plan(new_app(), state(flows={}))
    with pytest.raises(ConfigurationError, match="has no flows"):
        configuration.backup(new_app(), without=["flows"])


def test_kinds_are_chosen(new_app: NewApp) -> None:
    app = new_app()
    seen: list[tuple[str, int]] = []
    kept = configuration.backup(
        app, only=["users", "devices"], without=["devices"], on_progress=lambda *at: seen.append(at)
    )
    assert [*kept.resources] == ["users"]
    assert seen == [("users", 1)]


def test_the_api_tells_what_a_back_up_does_not_hold(new_app: NewApp) -> None:
    omitted = configuration.backup(new_app(), only=[]).omitted
    assert {"roles", "apiTokens", "jobs"} <= omitted.keys()
    assert any(name.startswith("devices (attestation") for name in omitted)


KILLED = """
import os, signal, sys
from iotcentral import ApiToken, configuration
from iotcentral_v2022_10_31_preview import IoTCentral
left = int(sys.argv[3])
def killed(change):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
with IoTCentral(sys.argv[1], limiter=None) as app:
    configuration.apply(app, configuration.load(sys.argv[2]), on_change=killed)
"""


@pytest.fixture
def own_emulator() -> Iterator[Emulator]:
    """An emulator whose application is reached at its address, without a name."""
    with Emulator() as emulator:
        yield emulator


def test_a_process_that_is_killed_in_the_middle_is_made_good_by_the_next(
    new_app: NewApp, own_emulator: Emulator, tmp_path: Path
) -> None:
    file = tmp_path / "app.yaml"
    configuration.save(SMALL, file)
    environment = {**os.environ, "IOTCENTRAL_API_TOKEN": own_emulator.token}
    command = [sys.executable, "-c", KILLED, own_emulator.url, str(file), "3"]
    assert subprocess.run(command, env=environment).returncode == -signal.SIGKILL
    app, other = own_emulator.client(own_emulator.api_versions[-1]), new_app()
    assert len(configuration.plan(app, SMALL).changes) == 3
    configuration.apply(app, SMALL)
    assert configuration.plan(app, SMALL).changes == ()
    configuration.apply(other, SMALL)
    assert configuration.backup(app, without=["users"]) == configuration.backup(other, without=["users"])


def test_the_asynchronous_form_does_the_same(new_app: NewApp, own_emulator: Emulator) -> None:
    other = new_app()
    made: list[PlannedChange] = []

    async def note(change: PlannedChange) -> None:
        made.append(change)

    async def applied() -> tuple[Plan, Configuration]:
        async with AsyncIoTCentral(own_emulator.url, ApiToken(own_emulator.token), limiter=None) as client:
            done = await aio_configuration.apply(client, SMALL, on_change=note)
            return done, await aio_configuration.backup(client, without=["users"])

    done, kept = asyncio.run(applied())
    assert [*done.changes] == made
    configuration.apply(other, SMALL)
    assert kept == configuration.backup(other, without=["users"])
