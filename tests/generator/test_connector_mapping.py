"""Projection and plan of a document whose operations another document carries out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from iotcentral_generator.plan import PackagePlan, plan
from iotcentral_generator.plan.operation_plan import OperationPlan
from iotcentral_generator.project.connector_mapping import complete_mappings

from .carried_document import CarriedDocument


@pytest.fixture
def errands(tmp_path: Path) -> CarriedDocument:
    """Return both documents in a folder of their own."""
    return CarriedDocument(tmp_path / "spec")


def planned(errands: CarriedDocument) -> PackagePlan:
    return plan(errands.parse("e1"), "e1", "Doings")


def operation(made: PackagePlan, id: str) -> OperationPlan:
    return next(o for resource in made.resources for o in resource.operations if o.id == id)


def test_the_projection_says_how_the_carrying_operation_is_called(errands: CarriedDocument) -> None:
    document = errands.project("e1")
    look = document["paths"]["/shops/{shop}/things/{thing}"]["get"]["x-data-plane-operation"]
    assert look == {
        "operationId": "Things_Get",
        "parameters": {"thingId": "thing", "depth": "deep"},
        "returns": {"colour": "shade"},
        "host": "shop",
        "method": "GET",
        "path": "/things/{thingId}",
        "fixed": {"version": "2"},
        "query": ["depth"],
    }
    rename = document["paths"]["/shops/{shop}/things/{thing}"]["patch"]["x-data-plane-operation"]
    assert rename["mediaType"] == "application/merge-patch+json"


def test_dynamic_schemas_are_taken_over_with_all_that_they_refer_to(errands: CarriedDocument) -> None:
    document = errands.project("e1")
    response = document["paths"]["/shops/{shop}/things/{thing}"]["get"]["responses"]["200"]
    assert response["x-dynamic"] is True
    assert response["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/RealThing"}
    schemas = document["components"]["schemas"]
    assert schemas.keys() == {"Came", "RealThing", "RealShape", "RealCircle", "RealSquare"}
    assert schemas["RealShape"]["discriminator"]["mapping"]["circle"] == "#/components/schemas/RealCircle"
    assert schemas["RealThing"]["properties"]["colour"]["title"] == "RealColour"


def test_taking_over_leaves_the_carrier_as_it_is() -> None:
    thing: dict[str, Any] = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Thing"}}}
    work = {
        "operationId": "Things_Get",
        "responses": {"200": {"content": {"a/b": {"schema": {"$ref": "#/components/schemas/Thing"}}}}},
    }
    carrier = {"paths": {"/t": {"get": work}}, "components": {"schemas": {"Thing": thing}}}
    mark = {"operationId": "Things_Get"}
    answer = {"content": {"a/b": {"schema": {"x-dynamic": True}}}}
    document: dict[str, Any] = {
        "paths": {"/d": {"get": {"x-data-plane-operation": mark, "responses": {"200": answer}}}},
        "components": {},
    }
    complete_mappings(document, carrier, "host", "Real")
    assert (
        document["components"]["schemas"]["RealThing"]["properties"]["next"]["$ref"] == "#/components/schemas/RealThing"
    )
    assert thing["properties"]["next"]["$ref"] == "#/components/schemas/Thing"


def test_operations_without_a_resource_are_methods_of_the_client(errands: CarriedDocument) -> None:
    (resource,) = planned(errands).resources
    assert resource.own
    assert (resource.name, resource.attribute) == ("Doings", "doings")
    assert [o.method_name for o in resource.operations] == ["look_at_a_thing", "rename_a_thing", "when_a_thing_comes"]


def test_members_of_a_flattened_body_are_parameters(errands: CarriedDocument) -> None:
    rename = operation(planned(errands), "RenameAThing")
    assert rename.signature == ["self", "shop: str", "thing: str", "*", "new_name: str", "again: str | Unset = UNSET"]
    assert rename.arguments() == [
        "operations.RENAME_A_THING",
        'path={"shop": shop, "thing": thing}',
        'body={"newName": new_name, "again": again}',
    ]
    assert rename.successor == "look_at_a_thing"
    assert rename.kind == "CarriedOperation"


def test_a_trigger_takes_parameters_and_gives_its_payload(errands: CarriedDocument) -> None:
    trigger = operation(planned(errands), "WhenAThingComes")
    assert trigger.kind == "Trigger"
    assert trigger.payload is not None
    assert trigger.payload.annotation == "Came"
    assert trigger.arguments() == ["operations.WHEN_A_THING_COMES", 'values={"shop": shop}']


def test_the_packages_of_both_documents_hold_what_the_documents_hold(errands: CarriedDocument, tmp_path: Path) -> None:
    outcome = errands.generate(tmp_path / "generated")
    assert outcome.packages["errands-e1"].startswith("3 operations")
    package = tmp_path / "generated/errands-e1/errands_e1"
    for module, prefix in (("client", ""), ("aio_client", "Async")):
        client = (package / f"{module}.py").read_text()
        assert f"from things.errands import {prefix}ErrandsClient" in client
        assert f"class {prefix}Errands({prefix}ErrandsClient, {prefix}Doings):" in client
