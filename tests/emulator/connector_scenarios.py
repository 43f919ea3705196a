"""Scenarios of the connector's actions, one each, with their effects checked through the data plane."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from iotcentral_testkit.emulator.devices import connections
from iotcentral_testkit.emulator.http.authorization import BUILDER, OPERATOR, ORG_VIEWER

from iotcentral import ApiError, NotFoundError, PreconditionFailedError

from .connector_stage import APP, Stage, plain
from .models_of_devices import TEMPLATE, prop, template

__all__ = ["SCENARIOS"]

Scenario = Callable[[Stage], None]

SCENARIOS: dict[str, Scenario] = {}
"""Action → what is done and seen; `scenario` fills it."""

MANY = 30
"""More than a page holds."""

IN_ROOMS = f'SELECT * FROM devices WHERE $template = "{TEMPLATE}"'
AT = "2026-03-01T07:00:00Z"


def scenario(function: Scenario) -> Scenario:
    """Register a scenario under the action that it is named after."""
    SCENARIOS[function.__name__] = function
    return function


def gone(read: Callable[[], Any]) -> bool:
    """Return whether the data plane answers 404."""
    with pytest.raises(NotFoundError):
        read()
    return True


# devices


@scenario
def list_devices(stage: Stage) -> None:
    for number in range(MANY):
        stage.app.devices.create(f"d{number}", {"displayName": f"Device {number}"})
    stage.list_like("list_devices", like=stage.app.devices.list())


@scenario
def get_a_device_by_id(stage: Stage) -> None:
    stage.furnish()
    shown = stage.act("get_a_device_by_id", "played")
    assert shown == plain(stage.app.devices.get("played"))
    assert (shown["template"], shown["provisioned"]) == (TEMPLATE, True)


@scenario
def create_or_update_a_device(stage: Stage) -> None:
    stage.furnish()
    stage.app.organizations.create("seattle", {"displayName": "Seattle"})
    given = {"displayName": "Cold room", "template": TEMPLATE, "simulated": True, "enabled": False}
    made = stage.act(
        "create_or_update_a_device",
        "d1",
        id="d1",
        display_name="Cold room",
        template=TEMPLATE,
        simulated=True,
        enabled=False,
        organizations=["seattle"],
        provisioned=True,
    )
    assert made == plain(stage.app.devices.get("d1"))
    assert made.items() >= {**given, "id": "d1", "organizations": ["seattle"], "provisioned": False}.items()
    again = stage.act("create_or_update_a_device", "d1", display_name="Warm room", template=TEMPLATE)
    assert again == plain(stage.app.devices.get("d1"))
    assert (again["displayName"], again["enabled"]) == ("Warm room", True)


@scenario
def delete_a_device(stage: Stage) -> None:
    stage.app.devices.create("d1", {})
    assert stage.act("delete_a_device", "d1") is None
    assert gone(lambda: stage.app.devices.get("d1"))


# commands, on each of the four scopes


def runs_a_command(
    stage: Stage, method: str, history: Callable[..., Any], place: tuple[str, ...], request: Any
) -> None:
    stage.furnish()
    run = stage.act(method, "played", *place, {} if request is None else {"request": request}, template=TEMPLATE)
    assert [run] == [plain(one) for one in history("played", *place)]
    assert (run["responseCode"], run.get("request")) == (200, request)


def gives_the_last_command(
    stage: Stage, method: str, history: Callable[..., Any], run: Callable[..., Any], place: tuple[str, ...], body: Any
) -> None:
    stage.furnish()
    assert stage.act(method, "played", *place) is None
    run("played", *place, body)
    last = run("played", *place, body)
    shown = stage.act(method, "played", *place, template=TEMPLATE)
    assert shown == plain(last) == plain(next(iter(history("played", *place))))


@scenario
def run_a_device_command(stage: Stage) -> None:
    runs_a_command(stage, "run_a_device_command", stage.app.devices.get_command_history, ("reboot",), 5)


@scenario
def get_device_command_response(stage: Stage) -> None:
    devices = stage.app.devices
    histories, run = devices.get_command_history, devices.run_command
    gives_the_last_command(stage, "get_device_command_response", histories, run, ("reboot",), {"request": 5})


@scenario
def run_a_component_command(stage: Stage) -> None:
    history = stage.app.devices.get_component_command_history
    runs_a_command(stage, "run_a_component_command", history, ("left", "report"), AT)


@scenario
def get_component_command_response(stage: Stage) -> None:
    devices = stage.app.devices
    history, run = devices.get_component_command_history, devices.run_component_command
    place, body = ("left", "report"), {"request": AT}
    gives_the_last_command(stage, "get_component_command_response", history, run, place, body)


@scenario
def run_a_module_command(stage: Stage) -> None:
    history = stage.app.devices.get_module_command_history
    runs_a_command(stage, "run_a_module_command", history, ("filter", "flush"), None)


@scenario
def get_module_command_response(stage: Stage) -> None:
    devices = stage.app.devices
    history, run = devices.get_module_command_history, devices.run_module_command
    gives_the_last_command(stage, "get_module_command_response", history, run, ("filter", "flush"), {})


@scenario
def run_a_module_component_command(stage: Stage) -> None:
    history = stage.app.devices.get_module_component_command_history
    runs_a_command(stage, "run_a_module_component_command", history, ("filter", "right", "report"), AT)


@scenario
def get_module_component_command_response(stage: Stage) -> None:
    devices = stage.app.devices
    history, run = devices.get_module_component_command_history, devices.run_module_component_command
    place, body = ("filter", "right", "report"), {"request": AT}
    gives_the_last_command(stage, "get_module_component_command_response", history, run, place, body)


# properties and telemetry


@scenario
def get_device_properties(stage: Stage) -> None:
    stage.furnish()
    shown = stage.act("get_device_properties", "played", template=TEMPLATE)
    assert shown == plain(stage.app.devices.get_properties("played"))
    assert {"serialNumber", "target", "left"} <= shown.keys()


@scenario
def update_device_properties(stage: Stage) -> None:
    stage.furnish()
    answer = stage.act(
        "update_device_properties", "real", {"target": 5, "customer": "Ada", "left": {"target": 4}}, template=TEMPLATE
    )
    assert answer["$metadata"]["target"] == {"desiredValue": 5}
    shown = plain(stage.app.devices.get_properties("real"))
    assert (shown["customer"], shown["$metadata"]["target"]["desiredValue"]) == ("Ada", 5)
    assert shown["left"]["$metadata"]["target"]["desiredValue"] == 4
    stage.act("update_device_properties", "real", {"customer": None})
    assert "customer" not in plain(stage.app.devices.get_properties("real"))


@scenario
def get_module_properties(stage: Stage) -> None:
    stage.furnish()
    shown = stage.act("get_module_properties", "played", "filter", template=TEMPLATE)
    assert shown == plain(stage.app.devices.get_module_properties("played", "filter"))
    assert "rate" in shown


@scenario
def update_module_properties(stage: Stage) -> None:
    stage.furnish()
    stage.act("update_module_properties", "real", "filter", {"rate": 2.5}, template=TEMPLATE)
    shown = plain(stage.app.devices.get_module_properties("real", "filter"))
    assert shown["$metadata"]["rate"]["desiredValue"] == 2.5


def gives_telemetry(stage: Stage, method: str, read: Callable[..., Any], *place: str) -> None:
    stage.furnish()
    first = stage.act(method, "played", *place, template=TEMPLATE)
    assert first == plain(read("played", *place))
    assert type(first["value"]) in {int, float}
    stage.world.clock.advance("PT1H")
    later = stage.act(method, "played", *place)
    assert later == plain(read("played", *place)) != first


@scenario
def get_device_telemetry_value(stage: Stage) -> None:
    gives_telemetry(stage, "get_device_telemetry_value", stage.app.devices.get_telemetry_value, "temperature")


@scenario
def get_component_telemetry_value(stage: Stage) -> None:
    read = stage.app.devices.get_component_telemetry_value
    gives_telemetry(stage, "get_component_telemetry_value", read, "left", "temperature")


@scenario
def get_module_telemetry_value(stage: Stage) -> None:
    read = stage.app.devices.get_module_telemetry_value
    gives_telemetry(stage, "get_module_telemetry_value", read, "filter", "passed")


@scenario
def get_module_component_telemetry_value(stage: Stage) -> None:
    read = stage.app.devices.get_module_component_telemetry_value
    gives_telemetry(stage, "get_module_component_telemetry_value", read, "filter", "right", "temperature")


# relationships


def related(stage: Stage) -> None:
    for name in ("gateway", "leaf", "other"):
        stage.app.devices.create(name, {})
    stage.app.devices.create_relationship("gateway", "r1", {"target": "leaf"})


@scenario
def list_relationships(stage: Stage) -> None:
    stage.app.devices.create("gateway", {})
    for number in range(MANY):
        stage.app.devices.create(f"leaf{number}", {})
        stage.app.devices.create_relationship("gateway", f"r{number}", {"target": f"leaf{number}"})
    stage.list_like("list_relationships", "gateway", like=stage.app.devices.list_relationships("gateway"))


@scenario
def get_device_relationship(stage: Stage) -> None:
    related(stage)
    shown = stage.act("get_device_relationship", "gateway", "r1")
    assert shown == plain(stage.app.devices.get_relationship("gateway", "r1"))
    assert shown.items() >= {"id": "r1", "source": "gateway", "target": "leaf"}.items()


@scenario
def create_a_device_relationship(stage: Stage) -> None:
    related(stage)
    made = stage.act("create_a_device_relationship", "gateway", "r2", target="other", id="r2")
    assert made == plain(stage.app.devices.get_relationship("gateway", "r2"))
    assert made["target"] == "other"


@scenario
def update_a_device_relationship(stage: Stage) -> None:
    related(stage)
    changed = stage.act("update_a_device_relationship", "gateway", "r1", target="other")
    assert changed == plain(stage.app.devices.get_relationship("gateway", "r1"))
    assert changed["target"] == "other"


@scenario
def delete_a_device_relationship(stage: Stage) -> None:
    related(stage)
    stage.act("delete_a_device_relationship", "gateway", "r1")
    assert gone(lambda: stage.app.devices.get_relationship("gateway", "r1"))
    assert stage.app.devices.get("leaf").id == "leaf"


# device groups and templates


def grouped(stage: Stage) -> None:
    stage.furnish()
    stage.app.device_groups.create("rooms", {"displayName": "Rooms", "filter": IN_ROOMS})


@scenario
def list_device_groups(stage: Stage) -> None:
    stage.furnish()
    for number in range(MANY):
        stage.app.device_groups.create(f"g{number}", {"displayName": f"Group {number}", "filter": IN_ROOMS})
    stage.list_like("list_device_groups", like=stage.app.device_groups.list())


@scenario
def get_a_device_group(stage: Stage) -> None:
    grouped(stage)
    shown = stage.act("get_a_device_group", "rooms")
    assert shown == plain(stage.app.device_groups.get("rooms"))
    assert shown["filter"] == IN_ROOMS


@scenario
def create_a_device_group(stage: Stage) -> None:
    stage.furnish()
    stage.app.organizations.create("seattle", {"displayName": "Seattle"})
    given = {"display_name": "Rooms", "filter": IN_ROOMS, "description": "All", "organizations": ["seattle"]}
    made = stage.act("create_a_device_group", "rooms", id="rooms", **given)
    assert made == plain(stage.app.device_groups.get("rooms"))
    assert (made["displayName"], made["filter"], made["description"], made["organizations"]) == tuple(given.values())
    again = stage.act("create_a_device_group", "rooms", display_name="New", filter=IN_ROOMS, etag=made["etag"])
    assert again == plain(stage.app.device_groups.get("rooms"))
    assert again["etag"] != made["etag"]
    with pytest.raises(PreconditionFailedError):
        stage.act("create_a_device_group", "rooms", display_name="Late", filter=IN_ROOMS, etag=made["etag"])


@scenario
def delete_device_group(stage: Stage) -> None:
    grouped(stage)
    stage.act("delete_device_group", "rooms")
    assert gone(lambda: stage.app.device_groups.get("rooms"))
    assert stage.app.devices.get("real").id == "real"


@scenario
def get_devices_by_device_group_id(stage: Stage) -> None:
    grouped(stage)
    stage.app.devices.create("elsewhere", {})
    for number in range(MANY):
        stage.app.devices.create(f"d{number}", {"template": TEMPLATE})
    like = list(stage.app.device_groups.get_devices("rooms"))
    stage.list_like("get_devices_by_device_group_id", "rooms", like=like)
    assert "elsewhere" not in [device.id for device in like]


@scenario
def list_device_templates(stage: Stage) -> None:
    for number in range(MANY):
        name = f"dtmi:contoso:Model{number};1"
        stage.app.device_templates.create(name, template(prop("size", "double"), template_id=name))
    stage.list_like("list_device_templates", like=stage.app.device_templates.list())


@scenario
def get_a_device_template_by_id(stage: Stage) -> None:
    stage.furnish()
    shown = stage.act("get_a_device_template_by_id", TEMPLATE)
    assert shown == plain(stage.app.device_templates.get(TEMPLATE))
    assert shown["capabilityModel"]["contents"]


@scenario
def delete_a_device_template(stage: Stage) -> None:
    name = "dtmi:contoso:Model;1"
    stage.app.device_templates.create(name, template(prop("size", "double"), template_id=name))
    stage.act("delete_a_device_template", name)
    assert gone(lambda: stage.app.device_templates.get(name))


# jobs


def work(customer: str = "Ada", **more: Any) -> dict[str, Any]:
    """Return a job that writes a cloud property of all devices of the group."""
    entry = {"type": "cloudProperty", "target": TEMPLATE, "path": "customer", "value": customer}
    return {"group": "rooms", "data": [entry], **more}


def one_by_one() -> dict[str, Any]:
    return work(batch={"type": "number", "value": 1})


def state(stage: Stage) -> str:
    return str(stage.app.jobs.get("j").status)


@scenario
def list_jobs(stage: Stage) -> None:
    grouped(stage)
    for number in range(MANY):
        stage.app.jobs.create(f"j{number}", work(displayName=f"Job {number}"))
    stage.list_like("list_jobs", like=stage.app.jobs.list())


@scenario
def get_a_job(stage: Stage) -> None:
    grouped(stage)
    stage.app.jobs.create("j", work())
    for expected in ("pending", "running", "complete"):
        shown = stage.act("get_a_job", "j")
        assert shown == plain(stage.app.jobs.get("j"))
        assert shown["status"] == expected
        stage.world.clock.advance("PT1S")


@scenario
def create_a_job(stage: Stage) -> None:
    grouped(stage)
    entry = {"target": TEMPLATE, "path": "customer", "value": "Ada"}
    body = {"displayName": "Name", "group": "rooms", "data": [entry]}
    made = stage.act("create_a_job", "j", body, job_type="cloudProperty")
    assert made == plain(stage.app.jobs.get("j"))
    assert made["data"] == [{"type": "cloudProperty", **entry}]
    assert entry.keys() == {"target", "path", "value"}, "the caller's own body is left as it is"
    stage.world.clock.advance("PT1M")
    assert state(stage) == "complete"
    assert plain(stage.app.devices.get_properties("real"))["customer"] == "Ada"


@scenario
def get_device_statuses(stage: Stage) -> None:
    grouped(stage)
    for number in range(MANY):
        stage.app.devices.create(f"d{number}", {"template": TEMPLATE})
    stage.app.jobs.create("j", work())
    stage.world.clock.advance("PT1M")
    like = list(stage.app.jobs.get_devices("j"))
    stage.list_like("get_device_statuses", "j", like=like)
    assert {device.status for device in like} == {"completed"}


@scenario
def stop_a_running_job(stage: Stage) -> None:
    grouped(stage)
    stage.app.jobs.create("j", one_by_one())
    stage.world.clock.advance("PT1S")
    assert state(stage) == "running"
    stage.act("stop_a_running_job", "j")
    stage.world.clock.advance("PT1M")
    assert state(stage) == "stopped"


@scenario
def resume_a_stopped_job(stage: Stage) -> None:
    grouped(stage)
    stage.app.jobs.create("j", one_by_one())
    stage.app.jobs.stop("j")
    stage.world.clock.advance("PT1M")
    assert state(stage) == "stopped"
    stage.act("resume_a_stopped_job", "j")
    stage.world.clock.advance("PT1M")
    assert state(stage) == "complete"


@scenario
def resume_a_job_on_failed_devices(stage: Stage) -> None:
    grouped(stage)
    entry = {"type": "command", "target": TEMPLATE, "path": "reboot", "value": 5}
    stage.app.jobs.create("j", {"group": "rooms", "data": [entry]})
    stage.world.clock.advance("PT1M")
    ended = {device.id: device.status for device in stage.app.jobs.get_devices("j")}
    assert ended == {"real": "failed", "played": "completed"}, "the real device is not connected"
    app = stage.world.applications[APP]
    answering = connections.Connection(lambda _name, request: (200, f"in {request}"))
    connections.connect(app, app.get("device", "real"), answering)
    again = stage.act("resume_a_job_on_failed_devices", "j", "j2")
    assert again == plain(stage.app.jobs.get("j2"))
    stage.world.clock.advance("PT1M")
    assert {device.id: device.status for device in stage.app.jobs.get_devices("j2")} == {"real": "completed"}
    (run,) = stage.app.devices.get_command_history("real", "reboot")
    assert (run.request, run.response) == (5, "in 5")


# scheduled jobs


def nightly(**more: Any) -> dict[str, Any]:
    return {**work(), "enabled": True, "schedule": {"start": "2026-03-01T20:00:00Z", "recurrence": "daily"}, **more}


@scenario
def list_scheduled_jobs(stage: Stage) -> None:
    grouped(stage)
    for number in range(MANY):
        stage.app.scheduled_jobs.create(f"s{number}", nightly(displayName=f"Job {number}"))
    stage.list_like("list_scheduled_jobs", like=stage.app.scheduled_jobs.list())


@scenario
def get_a_scheduled_job(stage: Stage) -> None:
    grouped(stage)
    stage.app.scheduled_jobs.create("s", nightly())
    shown = stage.act("get_a_scheduled_job", "s")
    assert shown == plain(stage.app.scheduled_jobs.get("s"))
    assert shown["schedule"]["recurrence"] == "daily"


@scenario
def create_a_scheduled_job(stage: Stage) -> None:
    grouped(stage)
    entry = {"target": TEMPLATE, "path": "customer", "value": "Ada"}
    schedule = {"start": "2026-03-01T20:00:00Z", "recurrence": "daily", "end": {"occurrences": 2}}
    body = {"displayName": "Nightly", "group": "rooms", "enabled": True, "data": [entry], "schedule": schedule}
    made = stage.act(
        "create_a_scheduled_job", "s", body, job_type="cloudProperty", scheduled_job_end_type="occurrences"
    )
    assert made == plain(stage.app.scheduled_jobs.get("s"))
    assert made["schedule"]["end"] == {"type": "occurrences", "occurrences": 2}
    stage.world.clock.advance("P5D")
    assert len(list(stage.app.scheduled_jobs.list_jobs("s"))) == 2
    assert plain(stage.app.devices.get_properties("real"))["customer"] == "Ada"


@scenario
def update_a_scheduled_job(stage: Stage) -> None:
    grouped(stage)
    stage.app.scheduled_jobs.create("s", nightly())
    end = {"date": "2026-03-05"}
    patch = {"displayName": "New", "schedule": {"start": "2026-03-02T01:00:00Z", "recurrence": "weekly", "end": end}}
    changed = stage.act("update_a_scheduled_job", "s", patch, scheduled_job_end_type="date")
    assert changed == plain(stage.app.scheduled_jobs.get("s"))
    assert (changed["displayName"], changed["schedule"]["recurrence"]) == ("New", "weekly")
    assert changed["schedule"]["end"]["type"] == "date"
    stage.act("update_a_scheduled_job", "s", {"enabled": False})
    assert stage.app.scheduled_jobs.get("s").enabled is False


@scenario
def delete_a_scheduled_job(stage: Stage) -> None:
    grouped(stage)
    stage.app.scheduled_jobs.create("s", nightly())
    stage.act("delete_a_scheduled_job", "s")
    assert gone(lambda: stage.app.scheduled_jobs.get("s"))


@scenario
def get_jobs_by_scheduled_job_id(stage: Stage) -> None:
    grouped(stage)
    stage.app.scheduled_jobs.create("s", nightly())
    stage.world.clock.advance("P27D")
    stage.list_like("get_jobs_by_scheduled_job_id", "s", like=stage.app.scheduled_jobs.list_jobs("s"))


# organizations, users, roles


@scenario
def list_organizations(stage: Stage) -> None:
    for number in range(MANY):
        stage.app.organizations.create(f"o{number}", {"displayName": f"Organization {number}"})
    stage.list_like("list_organizations", like=stage.app.organizations.list())


@scenario
def get_an_organization(stage: Stage) -> None:
    stage.app.organizations.create("washington", {"displayName": "Washington"})
    stage.app.organizations.create("seattle", {"displayName": "Seattle", "parent": "washington"})
    shown = stage.act("get_an_organization", "seattle")
    assert shown == plain(stage.app.organizations.get("seattle"))
    assert shown["parent"] == "washington"


@scenario
def create_an_organization(stage: Stage) -> None:
    stage.act("create_an_organization", "washington", display_name="Washington")
    made = stage.act("create_an_organization", "seattle", id="seattle", display_name="Seattle", parent="washington")
    assert made == plain(stage.app.organizations.get("seattle"))
    assert (made["displayName"], made["parent"]) == ("Seattle", "washington")
    assert stage.app.organizations.get("washington").display_name == "Washington"


@scenario
def delete_organization(stage: Stage) -> None:
    stage.app.organizations.create("seattle", {"displayName": "Seattle"})
    stage.act("delete_organization", "seattle")
    assert gone(lambda: stage.app.organizations.get("seattle"))


def person(role: str = OPERATOR) -> dict[str, Any]:
    return {"type": "email", "email": "ada@contoso.com", "roles": [{"role": role}]}


@scenario
def list_users(stage: Stage) -> None:
    for number in range(MANY):
        stage.app.users.create(f"u{number}", {**person(), "email": f"u{number}@contoso.com"})
    stage.list_like("list_users", like=stage.app.users.list())


@scenario
def get_user(stage: Stage) -> None:
    stage.app.users.create("u", person())
    shown = stage.act("get_user", "u")
    assert shown == plain(stage.app.users.get("u"))
    assert (shown["email"], shown["roles"]) == ("ada@contoso.com", [{"role": OPERATOR}])


@scenario
def create_user(stage: Stage) -> None:
    body = {"email": "ada@contoso.com", "roles": [{"role": OPERATOR}]}
    made = stage.act("create_user", "u", body, user_type="email")
    assert made == plain(stage.app.users.get("u"))
    assert made["type"] == "email"
    principal = {"type": "servicePrincipal", "tenantId": "t", "objectId": "o", "roles": [{"role": OPERATOR}]}
    stage.act("create_user", "p", principal)
    assert stage.app.users.get("p").type == "servicePrincipal"


@scenario
def update_user(stage: Stage) -> None:
    stage.app.users.create("u", person())
    changed = stage.act("update_user", "u", {"roles": [{"role": BUILDER}]}, user_type="email")
    assert changed == plain(stage.app.users.get("u"))
    assert changed["roles"] == [{"role": BUILDER}]
    with pytest.raises(ApiError, match="type"):
        stage.act("update_user", "u", {"roles": [{"role": OPERATOR}]}, user_type="servicePrincipal")


@scenario
def delete_user(stage: Stage) -> None:
    stage.app.users.create("u", person())
    stage.act("delete_user", "u")
    assert gone(lambda: stage.app.users.get("u"))


@scenario
def list_roles(stage: Stage) -> None:
    # every application has the same few roles, which fit on a page
    stage.list_like("list_roles", like=stage.app.roles.list(), pages=1)
    stage.app.organizations.create("seattle", {"displayName": "Seattle"})
    stage.list_like("list_roles", like=stage.app.roles.list(), pages=1)
    assert ORG_VIEWER in [role.id for role in stage.app.roles.list()]


@scenario
def get_role(stage: Stage) -> None:
    shown = stage.act("get_role", BUILDER)
    assert shown == plain(stage.app.roles.get(BUILDER))
    assert shown["displayName"] == "Builder"


# the deprecated ones, which do the work of their successors


@scenario
def create_or_update_a_device_v1_deprecated(stage: Stage) -> None:
    stage.furnish()
    made = stage.act(
        "create_or_update_a_device_v1_deprecated",
        "d1",
        id="d1",
        display_name="Cold room",
        template=TEMPLATE,
        simulated=True,
        enabled=False,
        provisioned=False,
    )
    assert made == plain(stage.app.devices.get("d1"))
    seen = {"displayName": "Cold room", "template": TEMPLATE, "simulated": True, "enabled": False}
    assert made.items() >= seen.items()


def with_the_old_names(device: dict[str, Any]) -> dict[str, Any]:
    old = {"template": "instanceOf", "enabled": "approved"}
    return {old.get(name, name): value for name, value in device.items()}


@scenario
def create_or_update_a_device_preview_deprecated(stage: Stage) -> None:
    stage.furnish()
    made = stage.act(
        "create_or_update_a_device_preview_deprecated",
        "d1",
        id="d1",
        display_name="Cold room",
        instance_of=TEMPLATE,
        simulated=True,
        approved=False,
        provisioned=False,
    )
    stored = plain(stage.app.devices.get("d1"))
    seen = {"displayName": "Cold room", "template": TEMPLATE, "simulated": True, "enabled": False}
    assert stored.items() >= seen.items()
    assert made == with_the_old_names(stored)
    assert (made["instanceOf"], made["approved"]) == (TEMPLATE, False)


@scenario
def get_a_device_by_id_deprecated(stage: Stage) -> None:
    stage.furnish()
    shown = stage.act("get_a_device_by_id_deprecated", "real")
    assert shown == with_the_old_names(plain(stage.app.devices.get("real")))
    assert (shown["instanceOf"], shown["approved"]) == (TEMPLATE, True)


@scenario
def delete_a_device_deprecated(stage: Stage) -> None:
    stage.app.devices.create("d1", {})
    stage.act("delete_a_device_deprecated", "d1")
    assert gone(lambda: stage.app.devices.get("d1"))


@scenario
def execute_a_device_command_deprecated(stage: Stage) -> None:
    stage.furnish()
    run = stage.act(
        "execute_a_device_command_deprecated", "played", "left", "report", {"request": AT}, instance_of=TEMPLATE
    )
    history = stage.app.devices.get_component_command_history("played", "left", "report")
    assert [run] == [plain(one) for one in history]


@scenario
def get_device_telemetry_value_deprecated(stage: Stage) -> None:
    stage.furnish()
    place = ("played", "left", "temperature")
    shown = stage.act("get_device_telemetry_value_deprecated", *place, instance_of=TEMPLATE)
    assert shown == plain(stage.app.devices.get_component_telemetry_value(*place))


def reads_the_properties(stage: Stage, method: str) -> None:
    stage.furnish()
    shown = stage.act(method, "played", instance_of=TEMPLATE)
    assert shown == plain(stage.app.devices.get_properties("played"))
    assert {"floor", "target"} <= shown.keys()


@scenario
def get_device_properties_deprecated(stage: Stage) -> None:
    reads_the_properties(stage, "get_device_properties_deprecated")


@scenario
def get_device_cloud_properties_deprecated(stage: Stage) -> None:
    reads_the_properties(stage, "get_device_cloud_properties_deprecated")


@scenario
def update_device_properties_deprecated(stage: Stage) -> None:
    stage.furnish()
    stage.act("update_device_properties_deprecated", "real", {"target": 5}, instance_of=TEMPLATE)
    shown = plain(stage.app.devices.get_properties("real"))
    assert shown["$metadata"]["target"]["desiredValue"] == 5


@scenario
def update_device_cloud_properties_deprecated(stage: Stage) -> None:
    stage.furnish()
    stage.act("update_device_cloud_properties_deprecated", "real", {"customer": "Ada"}, instance_of=TEMPLATE)
    shown = plain(stage.app.devices.get_properties("real"))
    assert (shown["customer"], shown["floor"]) == ("Ada", 3)
