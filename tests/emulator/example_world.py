"""World of the documents' own worked examples, created in the order in which they depend on each other."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.http.authentication import bearer_token
from iotcentral_testkit.emulator.http.authorization import ADMINISTRATOR, ORG_VIEWER
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import DEFAULT_APP, World, WorldSnapshot

from tests.support.names import python_name
from tests.support.packages import DocumentedOperation, Package

from .authority import Authority, encoded
from .bridge import Bridge

__all__ = ["URL", "ExampleWorld", "ExampleWorlds", "Step", "body_model", "examples_of", "steps_of"]

URL = "http://localhost"
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
ROOT = Authority("Contoso root")
DEVICE_CERTIFICATE = encoded(Authority("thermostat-01").certificate)


class Step(NamedTuple):
    """A step in the creation of the world.

    Attributes:
        operation: operationId.
        path: path parameters that differ from the example's.
        example: name of the example; None: the first.
        change: members that differ from the example's.
        later: how far the clock goes on afterwards.
    """

    operation: str
    path: Mapping[str, str] = {}
    example: str | None = None
    change: Mapping[str, Any] = {}
    later: timedelta = timedelta()


MINUTE = timedelta(minutes=1)
ZONE = "dtmi:contoso:Zone;1"

STEPS = (
    Step("Organizations_Create", {"organizationId": "washington"}, "top-level", {"displayName": "Washington"}),
    Step("Organizations_Create"),
    Step("DeviceTemplates_Create"),
    Step("DeviceTemplates_Create", {"deviceTemplateId": "dtmi:contoso:Thermostat;2"}),
    Step("DeploymentManifests_Create"),
    Step("Devices_Create", {"deviceId": "thermostat-02"}, change={"displayName": "Cold room 5"}),
    Step("Devices_Create", {"deviceId": "door-sensor-04"}, "unassigned"),
    Step("Devices_Create", {"deviceId": "door-sensor-14"}, "unassigned"),
    Step("Devices_Create", later=5 * MINUTE),  # a simulated device provisions itself
    Step("Devices_CreateAttestation"),
    Step("Devices_CreateRelationship"),
    Step("Devices_RunCommand"),
    Step("Devices_RunComponentCommand"),
    Step("Devices_RunModuleCommand"),
    Step("Devices_RunModuleComponentCommand"),
    Step("DeviceGroups_Create"),
    Step("EnrollmentGroups_Create", example="x509"),
    Step("EnrollmentGroups_CreateX509", example="unverified"),
    Step("FileUploads_Create", later=5 * MINUTE),
    Step("Users_Create"),
    Step("ApiTokens_Create"),
    Step("Dashboards_Create"),
    Step("Destinations_Create", {"destinationId": "alert-gateway"}, "webhook"),
    Step("Destinations_Create"),
    Step("Exports_Create"),
    Step("ScheduledJobs_Create", later=timedelta(days=1)),  # past its first run
    Step("Jobs_Create", later=timedelta(hours=1)),  # until it has ended
)


def examples_of(operation: DocumentedOperation) -> dict[str, Any]:
    """Return the worked examples of an operation's body by their names; certificates in them are real ones."""
    if operation.request_media is None:
        return {"": None}
    named = operation.request_media[1].get("examples", {})
    return {name: _completed(operation.id, example["value"]) for name, example in named.items()}


def _completed(operation_id: str, body: Any) -> Any:
    body = copy.deepcopy(body)
    if operation_id == "DeviceTemplates_Create":
        body["capabilityModel"]["contents"] += _MORE_CONTENTS
    elif operation_id == "EnrollmentGroups_CreateX509":
        body["certificate"] = encoded(ROOT.certificate)
    elif operation_id == "Devices_CreateAttestation" and body["type"] == "x509":
        for entry in body["x509"]["clientCertificates"].values():
            entry["certificate"] = DEVICE_CERTIFICATE
    return body


def _zone(id: str, *more: dict[str, Any]) -> dict[str, Any]:
    contents = [
        {"@type": ["Telemetry", "Temperature"], "name": "temperature", "schema": "double", "unit": "degreeCelsius"},
        {"@type": "Property", "name": "targetTemperature", "schema": "double", "writable": True},
        {"@type": "Property", "name": "alarmTemperature", "schema": "double", "writable": True},
        {"@type": "Command", "name": "reboot", "request": {"name": "delay", "schema": "integer"}},
        *more,
    ]
    return {"@id": id, "@type": "Interface", "displayName": "Zone", "contents": contents}


def _component(name: str) -> dict[str, Any]:
    return {"@type": "Component", "name": name, "schema": _zone(ZONE)}


_MORE_CONTENTS = [
    {"@type": "Property", "name": "alarmTemperature", "schema": "double", "writable": True},
    {"@type": ["Property", "Cloud", "StringValue"], "name": "maintenanceNote", "schema": "string"},
    _component("thermostat1"),
    _component("thermostat2"),
    {
        "@type": ["Relationship", "EdgeModule"],
        "name": "filterModule",
        "target": [_zone("dtmi:contoso:FilterModule;1", _component("thermostat1"))],
    },
]
"""What other examples name, but that of the template has not."""


def steps_of(operation_id: str, example: str) -> tuple[list[Step], list[Step]]:
    """Return the steps to the world in which an example of an operation works: general ones, and those for it only."""
    choices = _CHOICES.get((operation_id, example), {})
    steps = [step._replace(**choices[step.operation]) if step.operation in choices else step for step in STEPS]
    mine = [number for number, step in enumerate(steps) if _same_resource(step.operation, operation_id)]
    if operation_id.endswith("_Create") or operation_id in _ADDING:
        steps = steps[: mine[-1]]
    elif operation_id.endswith("_Remove") or operation_id in {"Jobs_Stop", "Jobs_Resume"}:
        steps = steps[: mine[-1] + 1]
    return steps, _BEFORE.get(operation_id, [])


_ADDING = {"Devices_CreateAttestation", "Devices_CreateRelationship", "EnrollmentGroups_CreateX509"}


def _same_resource(creating: str, operation_id: str) -> bool:
    return creating == (operation_id if operation_id in _ADDING else f"{operation_id.partition('_')[0]}_Create")


_CHOICES: dict[tuple[str, str], dict[str, dict[str, Any]]] = {
    ("Devices_UpdateAttestation", "x509"): {"Devices_CreateAttestation": {"example": "x509"}},
    ("Devices_UpdateAttestation", "tpm"): {"Devices_CreateAttestation": {"example": "tpm"}},
    ("Devices_ApplyManifest", "filter-module"): {"Devices_Create": {"change": {"type": ["iotEdge"]}}},
    ("Jobs_Stop", ""): {"Jobs_Create": {"later": timedelta()}},
    ("Jobs_Resume", ""): {"Jobs_Create": {"later": timedelta()}},
}
"""Where an example needs another world than the usual one."""

_BEFORE = {
    "EnrollmentGroups_VerifyX509": [Step("EnrollmentGroups_GenerateVerificationCodeX509")],
    "Jobs_Resume": [Step("Jobs_Stop")],
}


class ExampleWorld:
    """World with one application, used over the version of one package.

    Args:
        package: the version.
        steps: what is in it.
    """

    def __init__(self, package: Package, steps: Sequence[Step] = STEPS) -> None:
        self.package = package
        self.world = World(seed=0, clock=Clock(START))
        self.server = AsgiApp(self.world)
        self._client = httpx.Client(base_url=URL, transport=Bridge(self.server))
        self.token = self.world.tokens[DEFAULT_APP]
        self.operations = {operation.id: operation for operation in package.operations()}
        self.code = ""
        for step in steps:
            self.do(step)

    def do(self, step: Step) -> None:
        """Do a step, if the version has it."""
        operation = self.operations.get(step.operation)
        if operation is None:
            return
        bodies = examples_of(operation)
        body = bodies[step.example] if step.example else next(iter(bodies.values()))
        response = self.ask(operation, {**body, **step.change} if step.change else body, path=step.path)
        assert response.is_success, f"{step.operation}: {response.text}"
        if step.operation == "EnrollmentGroups_GenerateVerificationCodeX509":
            self.code = response.json()["verificationCode"]
        self.world.clock.advance(step.later)

    def ask(
        self,
        operation: DocumentedOperation,
        body: Any = None,
        *,
        path: Mapping[str, str] = {},
        token: str | None = "",
        headers: Mapping[str, str] = {},
    ) -> httpx.Response:
        """Send a request without the client's help.

        Args:
            operation: the operation.
            body: what is sent, with the documented media type.
            path: path parameters that differ from the example's.
            token: the authorization; empty: the administrator's; None: none.
            headers: further headers.
        """
        url = operation.path
        for parameter in operation.parameters:
            if parameter["in"] == "path":
                value = path.get(parameter["name"], parameter["example"])
                url = url.replace(f"{{{parameter['name']}}}", quote(value, safe=""))
        sent = dict(headers) if token is None else {"Authorization": token or self.token, **headers}
        options: dict[str, Any] = {"headers": sent, "params": {"api-version": self.version}}
        if body is not None:
            options["json"] = body
            sent["Content-Type"] = operation.request_media[0] if operation.request_media else "application/json"
        return self._client.request(operation.method, url, **options)

    @property
    def version(self) -> str:
        """The api-version."""
        found: str = self.package.document["info"]["version"]
        return found

    def viewer(self) -> str:
        """Create a token that may view Seattle's resources, and change nothing."""
        roles = [{"role": ORG_VIEWER, "organization": "seattle"}]
        return self._minted("viewer", {"roles": roles})

    def expired(self) -> str:
        """Return an expired bearer token of one of the users."""
        app = self.world.applications[DEFAULT_APP]
        return bearer_token(app, "ops-lead", int(app.clock.now().timestamp()) - 1)

    def expired_api_token(self) -> str:
        """Create an expired API token."""
        expiry = (self.world.clock.now() + MINUTE).isoformat().replace("+00:00", "Z")
        token = self._minted("expired", {"roles": [{"role": ADMINISTRATOR}], "expiry": expiry})
        self.world.clock.advance(2 * MINUTE)
        return token

    def _minted(self, name: str, body: Any) -> str:
        response = self.ask(self.operations["ApiTokens_Create"], body, path={"tokenId": name})
        token: str = response.json()["token"]
        return token

    def body(self, operation: DocumentedOperation, example: str) -> Any:
        """Return the body of an example, adapted to this world."""
        if operation.id == "EnrollmentGroups_VerifyX509":
            return {"certificate": ROOT.proof(self.code, days=30)}
        return examples_of(operation)[example]

    def close(self) -> None:
        """Release the resources."""
        self._client.close()
        self.world.store.close()

    def __enter__(self) -> ExampleWorld:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class ExampleWorlds:
    """Worlds that are made once, and given as they were then whenever they are asked for again."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[ExampleWorld, WorldSnapshot]] = {}

    def __call__(self, package: Package, steps: Sequence[Step] = STEPS) -> ExampleWorld:
        """Return the world of a package after some steps."""
        key = package.name, repr(steps)
        if key not in self._made:
            world = ExampleWorld(package, steps)
            self._made[key] = world, world.world.snapshot()
        world, made = self._made[key]
        world.world.restore(made)
        return world

    def close(self) -> None:
        """Release the resources."""
        for world, _ in self._made.values():
            world.close()
        self._made.clear()


def body_model(operation: DocumentedOperation, body: Any) -> Any:
    """Return the model of a body."""
    assert operation.request_media is not None
    name = operation.request_media[1]["schema"]["$ref"].rsplit("/", 1)[-1]
    return getattr(operation.package.models, name).from_dict(body)


def arguments(
    operation: DocumentedOperation, body: Any, *, optional: bool = False, path: Mapping[str, str] = {}
) -> tuple[list[Any], dict[str, Any]]:
    """Return positional and keyword arguments of the client's method, from the worked example."""
    positional: list[Any] = []
    keywords: dict[str, Any] = {}
    for parameter in operation.parameters:
        name = parameter["name"]
        if parameter["in"] == "path":
            positional.append(path.get(name, parameter["example"]))
        elif optional and "const" not in parameter["schema"]:
            keywords[python_name(name)] = parameter["example"]
    if body is not None:
        positional.append(body_model(operation, body))
    return positional, keywords
