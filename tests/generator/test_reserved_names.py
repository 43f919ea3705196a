"""Reserved names: whatever templates and base classes use is taken from no name of a document."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from iotcentral_generator.engine import parse
from iotcentral_generator.load import load_all
from iotcentral_generator.plan import PackagePlan, plan
from iotcentral_generator.plan.naming import reserved
from iotcentral_generator.project import project
from iotcentral_generator.render import render

from tests.golden import SPEC as GOLDEN
from tests.zoo import SPEC as ZOO

from .conftest import REPOSITORY

SCRIPT = REPOSITORY / "generator" / "reserve_names.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """Return the script that derives the reserved names, as a module."""
    spec = importlib.util.spec_from_file_location("reserve_names", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reserved_names_are_those_of_templates_and_runtime(script: ModuleType) -> None:
    assert script.TARGET.read_text(encoding="utf-8") == script.text(), script.RENEW


def planned_names(planned: PackagePlan) -> Iterator[str]:
    """Iterate over the names that a package has for what its document describes."""
    for schema in planned.schemas:
        yield from (schema.name, schema.public)
    for model in planned.models:
        yield from (model.unknown, *(member.attribute for member in model.members))
    for enumeration in planned.enumerations:
        yield from (constant for constant, *_ in enumeration.values)
    for resource in planned.resources:
        yield from (resource.attribute, resource.module, resource.variable)
        yield from (form.format(resource.name) for form in ("{}", "Async{}", "{}Raw", "Async{}Raw"))
        for operation in resource.operations:
            yield from (operation.constant, *operation.methods, *(each.attribute for each in operation.parameters))


@pytest.mark.parametrize("folder", [GOLDEN, ZOO], ids=["golden", "zoo"])
def test_templates_use_no_name_that_is_not_reserved(script: ModuleType, folder: Path) -> None:
    """A name that this reports is in a template, but not in the specimen, which has to hold what brings it about."""
    unprotected = set()
    for spec in load_all(folder):
        document = project(spec, spec.versions[-1])
        parsed = parse(document)
        planned = plan(parsed, spec.versions[-1], spec.package.methods, spec.package.client)
        client = spec.package.client
        known = {*planned_names(planned), client, f"Async{client}"}
        for path, text in render(planned, spec.package, parsed, document).items():
            if path.endswith(".py"):
                for scope, names in script.names_by_scope(path.partition("/")[2], ast.parse(text)):
                    found = (
                        {name for name in names if not name.startswith("_")} - known - script.ANSWERED.get(scope, set())
                    )
                    unprotected |= {(scope, name) for name in found - reserved(scope)}
    assert not unprotected, "add to generator/specimen/ what makes the template use the name, then renew"
