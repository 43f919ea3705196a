"""Planning of models, enumerations and aliases from the schemas of a document."""

from __future__ import annotations

from dataclasses import replace

from openapi_python_client.parser.properties import Property

from ..document.nodes import Schema, resolved
from ..document.schemas import flatten
from ..engine import raw_name
from ..problems import GenerationError, Problem
from . import names
from .model_plan import AliasPlan, EnumerationPlan, MemberPlan, ModelPlan
from .parsed_schemas import ParsedSchemas, properties_of, with_limits
from .python_types import PythonType
from .wording import describe

__all__ = ["ModelPlanner"]

_ALIAS_ANNOTATIONS = {"string": "str", "boolean": "bool", "integer": "int", "number": "float", "array": "list[Any]"}


class ModelPlanner:
    """Planner of everything that is written for the schemas of a document."""

    def __init__(self, parsed: ParsedSchemas) -> None:
        self._parsed = parsed
        self._schemas = parsed.schemas
        self._union_of: dict[str, str] = {}
        for name, schema in self._schemas.items():
            for reference in schema.get("discriminator", {}).get("mapping", {}).values():
                self._union_of[_name(reference)] = name

    def models(self) -> tuple[ModelPlan, ...]:
        """Plan the classes of all object schemas."""
        return _with_cycles([self._model(name) for name in self._schemas if name in self._parsed.models])

    def enumerations(self) -> tuple[EnumerationPlan, ...]:
        """Plan all enumerations."""
        return tuple(self._enumeration(name) for name in self._schemas if name in self._parsed.enumerations)

    def aliases(self) -> tuple[AliasPlan, ...]:
        """Plan the schemas that are neither.

        Raises:
            GenerationError: the engine has created no class of an object schema.
        """
        classes = self._parsed.models.keys() | self._parsed.enumerations.keys()
        return tuple(self._alias(name) for name in self._schemas if name not in classes)

    def _model(self, name: str) -> ModelPlan:
        schema = self._schemas[name]
        base = self._union_of.get(name)
        tag_key = self._schemas[base or name].get("discriminator", {}).get("propertyName")
        members = self._members(name, base, tag_key)
        extra = schema.get("additionalProperties")
        additional = self._parsed.models[name].additional_properties if isinstance(extra, dict) and extra else None
        mapping = schema.get("discriminator", {}).get("mapping", {})
        return ModelPlan(
            name,
            names.module(name),
            schema.get("description", ""),
            members,
            base=base,
            tag=next((member for member in members if member.key == tag_key), None),
            variants={tag: _name(reference) for tag, reference in mapping.items()},
            additional=self._parsed.types.of(additional) if additional else None,
            patch=f"{name}Patch" if self._schemas.get(f"{name}Patch", {}).get("x-merge-patch") else None,
        )

    def _members(self, name: str, base: str | None, tag_key: str | None) -> tuple[MemberPlan, ...]:
        document = self._parsed.document
        inherited = flatten(document, self._schemas[base])["properties"] if base else {}
        flat = flatten(document, self._schemas[name])
        found = properties_of(self._parsed.models[name])
        return tuple(
            self._member(found[key], schema, key in flat["required"], own=key not in inherited or key == tag_key)
            for key, schema in flat["properties"].items()
        )

    def _member(self, prop: Property, schema: Schema, required: bool, *, own: bool) -> MemberPlan:
        key = raw_name(prop)
        target = resolved(self._parsed.document, schema)
        nodes = (schema, target, *schema.get("anyOf", []))
        read_only = bool(schema.get("readOnly") or target.get("readOnly"))
        write_only = bool(schema.get("writeOnly") or target.get("writeOnly"))
        known = self._open_enumeration(schema)
        return MemberPlan(
            key,
            names.attribute(key),
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
            secret=any(node.get("x-secret") is True or node.get("format") == "password" for node in nodes),
            own=own,
            write_only=write_only,
        )

    def _open_enumeration(self, schema: Schema) -> str | None:
        """Return the name of the open enumeration to which a member, or its items, belong."""
        named = (_name(node.get("$ref", "")) for node in (schema, schema.get("items", {}), *schema.get("anyOf", [])))
        return next((name for name in named if self._parsed.is_open(name)), None)

    def _enumeration(self, name: str) -> EnumerationPlan:
        schema = self._schemas[name]
        described = schema.get("x-enum-descriptions", {})
        found = self._parsed.values(name)
        values = tuple((names.constant(str(value)), value, described.get(str(value), "")) for value in found)
        return EnumerationPlan(
            name, names.module(name), schema.get("description", ""), self._parsed.is_open(name), values
        )

    def _alias(self, name: str) -> AliasPlan:
        schema = self._schemas[name]
        if schema.get("type") == "object" or "properties" in schema:
            message = f"the engine created no class for the schema {name}; it would be lost"
            raise GenerationError([Problem("S205", message)])
        annotation = _ALIAS_ANNOTATIONS.get(str(schema.get("type")), "Any")
        return AliasPlan(name, names.module(name), schema.get("description", ""), PythonType(annotation, "anything"))


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
        candidates = [name for name in model.classes if name != model.base and name in by_name]
        return frozenset(name for name in candidates if reaches(name, model.name))

    return tuple(replace(model, cyclic=late(model)) for model in models)
