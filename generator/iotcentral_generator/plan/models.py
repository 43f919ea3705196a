"""Planning of models, enumerations and aliases from the schemas of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from openapi_python_client.parser.properties import Property

from ..document.nodes import Schema, resolved
from ..document.operations import operations
from ..document.schemas import flatten, schema_key
from ..engine import Locate, raw_name
from ..problems import GenerationError, Problem, ProblemCollector
from . import names
from .model_plan import AliasPlan, EnumerationPlan, MemberPlan, ModelPlan
from .naming import Wanted, assign
from .parsed_schemas import ParsedSchemas, properties_of, with_limits
from .python_types import PythonType
from .union_tree import UnionTree
from .wording import about, describe

__all__ = ["ModelPlanner"]

_ALIAS_ANNOTATIONS = {"string": "str", "boolean": "bool", "integer": "int", "number": "float", "array": "list[Any]"}


_Plan = TypeVar("_Plan")


class ModelPlanner:
    """Planner of everything that is written for the schemas of a document."""

    def __init__(self, parsed: ParsedSchemas, locate: Locate, collector: ProblemCollector) -> None:
        self._parsed = parsed
        self._locate = locate
        self._collector = collector
        self._schemas = parsed.schemas
        self._unions = UnionTree(self._schemas)
        paging = [operation.get("x-ms-pageable") for _, _, operation in operations(parsed.document)]
        self._lists = {(found.get("itemName", "value"), found.get("nextLinkName")) for found in paging if found}

    def models(self) -> tuple[ModelPlan, ...]:
        """Plan the classes of all object schemas."""
        planned = self._planned(self._model, (n for n in self._schemas if n in self._parsed.models))
        return _with_free_forms(_with_cycles(planned))

    def enumerations(self) -> tuple[EnumerationPlan, ...]:
        """Plan all enumerations."""
        names_of_enumerations = (name for name in self._schemas if name in self._parsed.enumerations)
        return tuple(self._planned(self._enumeration, names_of_enumerations))

    def aliases(self) -> tuple[AliasPlan, ...]:
        """Plan the schemas that are neither."""
        classes = self._parsed.models.keys() | self._parsed.enumerations.keys()
        return tuple(self._planned(self._alias, (name for name in self._schemas if name not in classes)))

    def _planned(self, plan: Callable[[str], _Plan], schemas: Iterable[str]) -> list[_Plan]:
        """Plan schemas one by one; the problems of all are collected."""
        planned = []
        for name in schemas:
            with self._collector.part(self._locate(schema_key(name))):
                planned.append(plan(name))
        return planned

    def _model(self, name: str) -> ModelPlan:
        schema, named = self._schemas[name], self._parsed.names[name]
        tag_key = schema.get("discriminator", {}).get("propertyName")
        members = self._members(name)
        extra = schema.get("additionalProperties")
        additional = self._parsed.models[name].additional_properties if isinstance(extra, dict) and extra else None
        mapping = schema.get("discriminator", {}).get("mapping", {})
        extras = resolved(self._parsed.document, extra) if isinstance(extra, dict) else {}
        patched = self._schemas.get(f"{name}Patch", {}).get("x-merge-patch")
        return ModelPlan(
            named.local,
            named.public,
            named.module,
            about(schema, f"The schema `{named.public}` of the API document."),
            members,
            bases=tuple(self._local(base) for base in self._unions.bases(name)),
            tag=next((member for member in members if member.key == tag_key), None),
            tags=self._unions.tags(name),
            variants={tag: self._local(_name(reference)) for tag, reference in mapping.items()},
            unknown=named.unknown,
            shared=name in self._unions.shared,
            additional=self._parsed.types.of(additional) if additional else None,
            patch=self._local(f"{name}Patch") if patched else None,
            items=self._items(members),
            secret_values=_is_secret(extra, extras) if isinstance(extra, dict) else False,
        )

    def _items(self, members: tuple[MemberPlan, ...]) -> MemberPlan | None:
        """Return the member with the items, if these are the members of a list: that of one of the paged lists at most."""
        keys = [member.key for member in members]
        for items, link in self._lists:
            if items in keys and set(keys) <= {items, link} and not any(m.type.nullable for m in members):
                return next((member for member in members if member.key == items and member.type.is_list), None)
        return None

    def _local(self, name: str) -> str:
        return self._parsed.names[name].local

    def _members(self, name: str) -> tuple[MemberPlan, ...]:
        tags, holders = self._unions.tags(name), self._unions.ancestors(name) - self._unions.shared
        inherited = {key for union in holders for key in self._schemas[union]["properties"]} - tags
        flat = flatten(self._parsed.document, self._schemas[name])
        found = properties_of(self._parsed.models[name])
        members = []
        for key, schema in flat["properties"].items():
            own = key not in inherited
            with self._collector.part(self._locate((*schema_key(name), "properties", key))):
                members.append(self._member(name, found[key], schema, key in flat["required"], own=own))
        return tuple(members)

    def _member(self, owner: str, prop: Property, schema: Schema, required: bool, *, own: bool) -> MemberPlan:
        key = raw_name(prop)
        target = resolved(self._parsed.document, schema)
        nodes = (schema, target, *schema.get("anyOf", []))
        read_only = bool(schema.get("readOnly") or target.get("readOnly"))
        write_only = bool(schema.get("writeOnly") or target.get("writeOnly"))
        known = self._open_enumeration(schema)
        return MemberPlan(
            key,
            self._parsed.members.of(owner, key),
            self._parsed.types.of(prop),
            describe(
                schema.get("description", ""),
                with_limits(schema, target),
                read_only=read_only,
                write_only=write_only,
                known=known,
            ),
            required,
            read_only,
            secret=_is_secret(*nodes),
            own=own,
            write_only=write_only,
            always=(bool(schema.get("x-always")) or (required and read_only)) and not write_only,
        )

    def _open_enumeration(self, schema: Schema) -> str | None:
        """Return the name of the open enumeration to which a member, or its items, belong."""
        named = (_name(node.get("$ref", "")) for node in (schema, schema.get("items", {}), *schema.get("anyOf", [])))
        return next((self._parsed.names[name].public for name in named if self._parsed.is_open(name)), None)

    def _enumeration(self, name: str) -> EnumerationPlan:
        schema, named = self._schemas[name], self._parsed.names[name]
        described, given = schema.get("x-enum-descriptions", {}), schema.get("x-enum-names", {})
        found = self._parsed.values(name)
        wanted = [Wanted(names.constant(str(value)), given.get(str(value), "")) for value in found]
        values = tuple(
            (constant, value, described.get(str(value), ""))
            for constant, value in zip(assign(wanted, "values"), found, strict=True)
        )
        is_open, description = self._parsed.is_open(name), about(schema, f"Values of `{named.public}`.")
        return EnumerationPlan(named.local, named.public, named.module, description, is_open, values)

    def _alias(self, name: str) -> AliasPlan:
        schema, named = self._schemas[name], self._parsed.names[name]
        if schema.get("type") == "object" or "properties" in schema:
            message = f"the engine created no class for the schema {name}, which would be lost; give it `properties`"
            raise GenerationError([Problem("S205", message)])
        python_type = self._alias_type(schema)
        description = about(schema, f"The schema `{named.public}` of the API document.")
        return AliasPlan(named.local, named.public, named.module, description, python_type)

    def _alias_type(self, schema: Schema) -> PythonType:
        if "$ref" in schema:
            local = self._local(_name(schema["$ref"]))
            return PythonType(local, "anything", classes=frozenset({local}))
        return PythonType(_ALIAS_ANNOTATIONS.get(str(schema.get("type")), "Any"), "anything")


def _is_secret(*nodes: Schema) -> bool:
    return any(
        node.get("x-secret") is True or node.get("x-sensitive") is True or node.get("format") == "password"
        for node in nodes
    )


def _name(reference: object) -> str:
    return str(reference).rpartition("/")[2]


def _with_cycles(models: list[ModelPlan]) -> tuple[ModelPlan, ...]:
    """Mark the classes that import each other; one of the two has to import the other late."""
    by_name = {model.name: model for model in models}

    def reaches(start: str, goal: str) -> bool:
        seen, waiting = set[str](), [start]
        while waiting:
            name = waiting.pop()
            if name == goal:
                return True
            if name not in seen and name in by_name:
                seen.add(name)
                waiting += by_name[name].classes
        return False

    def late(model: ModelPlan) -> frozenset[str]:
        candidates = [name for name in model.classes if name not in model.bases and name in by_name]
        return frozenset(name for name in candidates if reaches(name, model.name))

    return tuple(replace(model, cyclic=late(model)) for model in models)


def _with_free_forms(models: tuple[ModelPlan, ...]) -> tuple[ModelPlan, ...]:
    """Name the members that hold values of any form, those of the models in a model included.

    Of the names on the way to such a value, content with the value has all; the longest is named, which is rare, and
    found the fastest.
    """
    found = {model.name: model.own_free_form for model in models}
    grew = True
    while grew:
        grew = False
        for model in models:
            inner = {(key, part) for key, kind in model.types.items() for part in kind.classes & found.keys()}
            inner |= {("", variant) for variant in model.variants.values() if variant in found}
            more = {max(key, name, key=len) for key, part in inner for name in found[part]} - found[model.name]
            found[model.name] |= more
            grew = grew or bool(more)
    return tuple(replace(model, free_form=tuple(sorted(found[model.name]))) for model in models)
