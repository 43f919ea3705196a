"""The faces of the packages: what the documents name is there, and sync and async are alike."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.names import method_of, python_name
from tests.support.packages import ALL_PACKAGES, CONNECTOR, MANAGEMENT, PACKAGES, DocumentedOperation, Package

ROOT = Path(__file__).parents[2]


class Counts(NamedTuple):
    """What a published contract has; a property counts once for each object schema that it is in, tags included."""

    operations: int
    schemas: int
    properties: int
    parameters: int
    bodies: int


COUNTS = {
    "iotcentral_v2022_07_31": Counts(96, 71, 196, 129, 36),
    "iotcentral_v2022_10_31_preview": Counts(120, 150, 478, 191, 46),
    "iotcentral_management_v2021_06_01": Counts(10, 19, 60, 18, 4),
    "iotcentral_connector_v3": Counts(67 + 1, 26, 92, 238 - 14, 14),
}
"""The connector publishes the members of most bodies as parameters; 238 are its parameters and bodies.

Of a version that is not here, the counts are held by its released contract alone.
"""

OPERATIONS = [operation for package in ALL_PACKAGES for operation in package.operations()]


def counted(package: Package) -> Counts:
    operations = list(package.operations())
    schemas = [schema for name, schema in package.schemas.items() if is_published(package, name)]
    return Counts(
        len(operations),
        len(schemas),
        sum(len(members(package, schema)) for schema in schemas),
        sum("const" not in p["schema"] for operation in operations for p in operation.parameters)
        + sum(len(operation.flattened) for operation in operations),
        sum(operation.takes_body for operation in operations),
    )


def is_published(package: Package, name: str) -> bool:
    """Return whether a schema is of the published contract, and not made by us or copied from another document."""
    if package in PACKAGES:
        return not name.endswith("Patch")
    return "x-added" not in package.schemas[name] and not name.startswith("DataPlane")


def members(package: Package, schema: dict[str, Any]) -> set[str]:
    found = set(schema.get("properties", {}))
    for part in schema.get("allOf", []):
        found |= members(package, package.resolve(part))
    return found


def resources(package: Package, *, is_async: bool) -> dict[str, Any]:
    """Return the resource classes by the names of the resources."""
    folder = f"{package.name}.resources{'.aio' if is_async else ''}"
    return {
        name: getattr(importlib.import_module(f"{folder}.{python_name(name)}"), f"{'Async' if is_async else ''}{name}")
        for name in {operation.resource for operation in package.operations()}
    }


def method(operation: DocumentedOperation, *, is_async: bool = False) -> Any:
    return getattr(resources(operation.package, is_async=is_async)[operation.resource], operation.method_name)


def method_names(operation: DocumentedOperation) -> set[str]:
    """Return the methods that an operation has; one that the service goes on with can be begun and gone on with."""
    name = method_of(operation.id)
    return {f"begin_{name}", f"resume_{name}"} if operation.is_long_running else {name}


def face(owner: Any) -> dict[str, str]:
    """Return the public methods with their signatures, without what makes sync and async different."""
    found = {}
    for name, method in inspect.getmembers(owner, inspect.isfunction):
        if not name.startswith("_"):
            found[name] = re.sub(r"\bAsync(?=[A-Z])", "", str(inspect.signature(method)))
    return found


def test_every_generated_package_is_tested() -> None:
    folders = {path.parent.name for path in ROOT.glob("generated/*/*/openapi.json")}
    assert folders
    assert {package.name for package in ALL_PACKAGES} == folders


@pytest.mark.parametrize("name", COUNTS)
def test_document_has_what_the_published_contract_has(name: str) -> None:
    package = next(package for package in ALL_PACKAGES if package.name == name)
    assert counted(package) == COUNTS[name]


@pytest.mark.parametrize("package", ALL_PACKAGES, ids=repr)
def test_every_operation_has_its_method_in_both_clients(package: Package) -> None:
    for is_async in (False, True):
        classes = resources(package, is_async=is_async)
        named = {(operation.resource, name) for operation in package.operations() for name in method_names(operation)}
        own = {"with_session"}
        assert {(name, method) for name, cls in classes.items() for method in face(cls).keys() - own} == named


@pytest.mark.parametrize("package", ALL_PACKAGES, ids=repr)
def test_an_operation_of_no_resource_is_a_method_of_the_client(package: Package) -> None:
    own = {operation.method_name for operation in package.operations() if "_" not in operation.id}
    assert len(own) == (68 if package is CONNECTOR else 0)
    for client in (package.client, package.async_client):
        assert face(client).keys() - {"close", "with_options", "with_session"} == own


@pytest.mark.parametrize("package", ALL_PACKAGES, ids=repr)
def test_sync_and_async_have_the_same_signatures(package: Package) -> None:
    asynchronous = resources(package, is_async=True)
    for name, cls in resources(package, is_async=False).items():
        assert face(cls) == face(asynchronous[name])
    assert face(package.client) == face(package.async_client)


@pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
def test_what_is_awaited_is_what_sends(operation: DocumentedOperation) -> None:
    sends = not operation.is_pageable and not operation.is_trigger
    assert inspect.iscoroutinefunction(method(operation, is_async=True)) == sends
    assert not inspect.iscoroutinefunction(method(operation))


@pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
def test_path_parameters_come_first_in_path_order_then_the_body_then_keywords(operation: DocumentedOperation) -> None:
    parameters = {parameter["name"]: parameter for parameter in operation.parameters}
    in_path = [name for name in re.findall(r"\{(\w+)\}", operation.path) if not is_of_the_client(parameters[name])]
    named = {name for name, p in parameters.items() if p["in"] != "path" and "const" not in p["schema"]}
    signature = inspect.signature(method(operation))
    by_kind = {kind: [n for n, p in signature.parameters.items() if p.kind is kind] for kind in inspect._ParameterKind}
    body = ["body"] if operation.takes_body else []
    assert by_kind[inspect.Parameter.POSITIONAL_OR_KEYWORD] == ["self", *map(python_name, in_path), *body]
    keywords = sorted(map(python_name, [*named, *operation.flattened]))
    assert sorted(by_kind[inspect.Parameter.KEYWORD_ONLY]) == keywords


def is_of_the_client(parameter: dict[str, Any]) -> bool:
    return parameter.get("x-ms-parameter-location") == "client"


@pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
def test_what_is_required_has_no_default(operation: DocumentedOperation) -> None:
    parameters = {python_name(p["name"]): p.get("required", False) for p in operation.parameters}
    if operation.flattened:
        _, media = operation.request_media or ("", {})
        required = operation.package.resolve(media["schema"]).get("required", ())
        parameters |= {python_name(name): name in required for name in operation.flattened}
    for name, parameter in list(inspect.signature(method(operation)).parameters.items())[1:]:
        assert (parameter.default is parameter.empty) == parameters.get(name, True), name


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("operation", OPERATIONS, ids=repr)
def test_docstrings_give_method_path_parameters_and_operation_id(
    operation: DocumentedOperation, *, is_async: bool
) -> None:
    found = method(operation, is_async=is_async)
    text = inspect.getdoc(found) or ""
    carrier = operation.carrier
    if carrier:
        assert f"Carried out by `{carrier['method']} {carrier['path']}` ({carrier['operationId']})" in text
    elif not operation.is_trigger:
        assert f"`{operation.method} {operation.path}` ({operation.id})" in text
    assert "Raises:" in text
    for name in list(inspect.signature(found).parameters)[1:]:
        assert f"\n    {name}: " in text, name
    successor = operation.node.get("x-successor")
    assert (f"Deprecated: use `{method_of(successor or '')}` instead" in text) == (successor is not None)


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.is_long_running], ids=repr)
def test_what_goes_on_is_gone_on_with_by_a_token(operation: DocumentedOperation) -> None:
    for is_async in (False, True):
        begin = method(operation, is_async=is_async)
        resume = getattr(
            resources(operation.package, is_async=is_async)[operation.resource], f"resume_{method_of(operation.id)}"
        )
        assert list(inspect.signature(resume).parameters) == ["self", "token"]
        assert not inspect.iscoroutinefunction(resume)
        assert inspect.signature(resume).return_annotation == inspect.signature(begin).return_annotation
        text = inspect.getdoc(resume) or ""
        assert f"`{operation.method_name}`" in text
        assert "\n    token: " in text
        assert "Raises:" in text


@pytest.mark.parametrize("package", ALL_PACKAGES, ids=repr)
def test_every_schema_has_its_name_in_models(package: Package) -> None:
    for name in package.schemas:
        assert hasattr(package.models, name)
        assert name in package.models.__all__
        assert name in dir(package.models)


@pytest.mark.parametrize("package", ALL_PACKAGES, ids=repr)
def test_an_unknown_model_name_is_an_attribute_error(package: Package) -> None:
    with pytest.raises(AttributeError, match="no attribute 'Gizmo'"):
        _ = package.models.Gizmo


DEVICE = ('IoTCentral("contoso", TOKEN, transport=TRANSPORT).devices.get("t1")', {"device", "deployment_manifest"})
ONE_CALL = {
    **dict.fromkeys(PACKAGES, DEVICE),
    MANAGEMENT: (
        'IoTCentralManagement("1", BearerToken("fake"), transport=TRANSPORT).apps.get("group", "name")',
        {"app", "app_properties", "app_sku_info", "app_state", "resource", "system_assigned_service_identity"},
    ),
    CONNECTOR: ('Connector(TOKEN, transport=TRANSPORT).get_a_device_by_id("contoso", "t1")', {"device_v1"}),
}
"""A call, and the modules of models that it may load."""


@pytest.mark.parametrize("package", ALL_PACKAGES, ids=repr)
def test_one_call_loads_only_the_models_that_it_needs(package: Package) -> None:
    call, needed = ONE_CALL[package]
    script = f"""
import sys, httpx
from iotcentral import ApiToken, BearerToken
from {package.name} import *
TOKEN = ApiToken("SharedAccessSignature sr=1")
content = {{"id": "t1", "location": "westeurope", "sku": {{"name": "ST2"}}}}
TRANSPORT = httpx.MockTransport(lambda request: httpx.Response(200, json=content))
loaded = lambda: {{name.rpartition(".")[2] for name in sys.modules if name.startswith("{package.name}.models.")}}
assert not loaded(), loaded()
{call}
print(*sorted(loaded()))
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert loaded
    assert loaded <= needed


@pytest.mark.parametrize("package", ALL_PACKAGES, ids=repr)
def test_secrets_of_the_document_are_not_shown_by_repr(package: Package) -> None:
    secret = "c2VjcmV0LXZhbHVl"
    found = 0
    for name in package.objects:
        model = getattr(package.models, name)
        schema = package.schemas[name]
        for key, member in schema.get("properties", {}).items():
            if member.get("x-secret") or member.get("x-sensitive"):
                shown = object.__new__(model)
                for attribute in model._members.values():
                    setattr(shown, attribute, "")
                shown._source, shown._additional = {}, None
                setattr(shown, model._members[key], secret)
                assert secret not in repr(shown), (name, key)
                found += 1
    assert found >= (5 if package in PACKAGES else 0)


@pytest.mark.parametrize("package", ALL_PACKAGES, ids=repr)
def test_addresses_that_users_write_are_marked_since_they_can_hold_a_key(package: Package) -> None:
    unmarked = [
        f"{name}.{key}"
        for name in package.objects
        for key, member in package.schemas[name].get("properties", {}).items()
        if key.lower().endswith(("url", "uri")) and not member.get("readOnly")
        if not (member.get("x-secret") or member.get("x-sensitive"))
    ]
    assert unmarked == []
