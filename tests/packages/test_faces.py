"""The faces of the packages: what the documents name is there, and sync and async are alike."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.support.names import method_of, resource_of
from tests.support.packages import PACKAGES, Package

COUNTS = {
    "iotcentral_v2022_07_31": {"operations": 96, "published schemas": 71, "properties": 196, "parameters": 129},
    "iotcentral_v2022_10_31_preview": {
        "operations": 120,
        "published schemas": 150,
        "properties": 478,
        "parameters": 191,
    },
}
"""What the published contract has; a property counts once for each object schema that it is in, tags included."""


def counted(package: Package) -> dict[str, int]:
    operations = list(package.operations())
    published = {name: schema for name, schema in package.schemas.items() if not name.endswith("Patch")}
    return {
        "operations": len(operations),
        "published schemas": len(published),
        "properties": sum(len(members(package, schema)) for schema in published.values()),
        "parameters": sum("const" not in p["schema"] for operation in operations for p in operation.parameters),
    }


def members(package: Package, schema: dict[str, Any]) -> set[str]:
    found = set(schema.get("properties", {}))
    for part in schema.get("allOf", []):
        found |= members(package, package.resolve(part))
    return found


def resources(package: Package, *, is_async: bool) -> dict[str, Any]:
    folder = f"{package.name}.resources{'.aio' if is_async else ''}"
    names = {operation.id.partition("_")[0] for operation in package.operations()}
    return {
        name: getattr(importlib.import_module(f"{folder}.{resource_of(name)}"), f"{'Async' if is_async else ''}{name}")
        for name in names
    }


def face(owner: Any) -> dict[str, str]:
    """Give the public methods with their signatures, without what makes sync and async different."""
    found = {}
    for name, method in inspect.getmembers(owner, inspect.isfunction):
        if not name.startswith("_"):
            found[name] = re.sub(r"\bAsync(?=[A-Z])", "", str(inspect.signature(method)))
    return found


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_document_has_what_the_published_contract_has(package: Package) -> None:
    assert counted(package) == COUNTS[package.name]


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_every_operation_has_its_method_in_both_clients(package: Package) -> None:
    for is_async in (False, True):
        classes = resources(package, is_async=is_async)
        named = {(o.id.partition("_")[0], method_of(o.id)) for o in package.operations()}
        own = {"with_session"}
        assert {(name, method) for name, cls in classes.items() for method in face(cls).keys() - own} == named


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_sync_and_async_have_the_same_signatures(package: Package) -> None:
    asynchronous = resources(package, is_async=True)
    for name, cls in resources(package, is_async=False).items():
        assert face(cls) == face(asynchronous[name])
    assert face(package.client) == face(package.async_client)


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_path_parameters_come_first_in_path_order_then_the_body_then_keywords(package: Package) -> None:
    classes = resources(package, is_async=False)
    for operation in package.operations():
        signature = inspect.signature(getattr(classes[operation.id.partition("_")[0]], method_of(operation.id)))
        positional = [n for n, p in signature.parameters.items() if p.kind is p.POSITIONAL_OR_KEYWORD]
        in_path = re.findall(r"\{(\w+)\}", operation.path)
        expected = ["self", *map(resource_of, in_path), *(["body"] if operation.request_media else [])]
        assert positional == expected, operation.id


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_docstrings_give_method_path_parameters_and_operation_id(package: Package) -> None:
    for is_async in (False, True):
        classes = resources(package, is_async=is_async)
        for operation in package.operations():
            method = getattr(classes[operation.id.partition("_")[0]], method_of(operation.id))
            text = inspect.getdoc(method) or ""
            assert f"`{operation.method} {operation.path}` ({operation.id})" in text
            assert "Raises:" in text
            for name in list(inspect.signature(method).parameters)[1:]:
                assert f"\n    {name}: " in text, (operation.id, name)


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_every_schema_has_its_name_in_models(package: Package) -> None:
    for name in package.schemas:
        assert hasattr(package.models, name)
        assert name in package.models.__all__
        assert name in dir(package.models)


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_an_unknown_model_name_is_an_attribute_error(package: Package) -> None:
    with pytest.raises(AttributeError, match="no attribute 'Gizmo'"):
        _ = package.models.Gizmo


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_one_call_loads_only_the_models_that_it_needs(package: Package) -> None:
    script = f"""
import sys, httpx
from iotcentral import ApiToken
from {package.name} import IoTCentral
app = IoTCentral("contoso", ApiToken("SharedAccessSignature sr=1"),
                 transport=httpx.MockTransport(lambda request: httpx.Response(200, json={{"id": "t1"}})))
loaded = lambda: {{name.rpartition(".")[2] for name in sys.modules if name.startswith("{package.name}.models.")}}
assert not loaded(), loaded()
app.devices.get("t1")
print(*sorted(loaded()))
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) <= {"device", "deployment_manifest"}


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_secrets_of_the_document_are_not_shown_by_repr(package: Package) -> None:
    secret = "c2VjcmV0LXZhbHVl"
    found = 0
    for name in package.objects:
        model = getattr(package.models, name)
        schema = package.schemas[name]
        for key, member in schema.get("properties", {}).items():
            if member.get("x-secret"):
                shown = object.__new__(model)
                for attribute in model._members.values():
                    setattr(shown, attribute, "")
                shown._source, shown._additional = {}, None
                setattr(shown, model._members[key], secret)
                assert secret not in repr(shown), (name, key)
                found += 1
    assert found >= 5
