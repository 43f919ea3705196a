"""Stage 4, plan: what will be written, decided: models, enumerations, operations, resources, and all their names.

The engine gives types and names; the document gives what the engine does not know: unions, read-only members,
secrets, open enumerations, pages. A plan is plain data, and the templates decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import EnumProperty, ModelProperty, Property
from openapi_python_client.strings import ClassName, PythonIdentifier

from . import names
from .carry import MARK
from .engine import Parsed, flatten, raw_name
from .forms import Form, Forms
from .parts import (
    FINAL_STATES,
    Alias,
    Carrier,
    Enumeration,
    Member,
    Model,
    Operation,
    PackagePlan,
    Parameter,
    Resource,
)
from .problems import GenerationError, Problem
from .project import METHODS
from .versions import resolved
from .visit import trigger_payload
from .wording import about

__all__ = ["plan"]

Schema = dict[str, Any]


def plan(parsed: Parsed, api_version: str, own: str = "") -> PackagePlan:
    """Decide what is written for a document.

    Args:
        parsed: what the engine made of it.
        api_version: its version.
        own: the resource of the operations that are methods of the client itself.

    Raises:
        GenerationError: two things would get one name, or a type has no Python form.
    """
    return _Planner(parsed, own).package(api_version)


class _Planner:
    def __init__(self, parsed: Parsed, own: str) -> None:
        self.document, self.data = parsed
        self.own = own
        self.schemas: dict[str, Schema] = self.document["components"]["schemas"]
        self.class_names = {str(ClassName(name, "")): name for name in self.schemas}
        self.forms = Forms(self.class_names.get, lambda name: bool(self.schemas[name].get("x-open")))
        self.engine_models = self._by_name(self.data.models)
        self.engine_enums = self._by_name(self.data.enums)
        self.base_of: dict[str, tuple[str, str]] = {}
        for name, schema in self.schemas.items():
            for tag, reference in schema.get("discriminator", {}).get("mapping", {}).items():
                self.base_of[reference.rsplit("/", 1)[-1]] = (name, tag)

    def _by_name(self, found: list[Any]) -> dict[str, Any]:
        return {self.class_names.get(str(each.class_info.name), ""): each for each in found}

    def package(self, api_version: str) -> PackagePlan:
        models = [self.model(name) for name in self.schemas if name in self.engine_models]
        enums = [self.enumeration(name) for name in self.schemas if name in self.engine_enums]
        rest = [name for name in self.schemas if name not in self.engine_models and name not in self.engine_enums]
        fixed, resources = self.resources()
        made = PackagePlan(
            api_version,
            fixed,
            self.document.get("x-rates", {}),
            _with_cycles(models),
            tuple(enums),
            tuple(map(self.alias, rest)),
            resources,
        )
        _check_names(made)
        return made

    # models

    def model(self, name: str) -> Model:
        schema = self.schemas[name]
        engine: ModelProperty = self.engine_models[name]
        base, _ = self.base_of.get(name, (None, None))
        inherited = flatten(self.document, self.schemas[base])["properties"] if base else {}
        flat = flatten(self.document, schema)
        found = _properties(engine)
        owner = base or name
        tag_key = self.schemas[owner].get("discriminator", {}).get("propertyName")
        members = tuple(
            self.member(found[key], value, key in flat["required"], own=key not in inherited or key == tag_key)
            for key, value in flat["properties"].items()
        )
        extra = schema.get("additionalProperties")
        additional = engine.additional_properties if isinstance(extra, dict) and extra else None
        mapping = schema.get("discriminator", {}).get("mapping", {})
        return Model(
            name,
            names.module(name),
            schema.get("description", ""),
            members,
            base=base,
            tag=next((m for m in members if m.key == tag_key), None),
            variants={tag: reference.rsplit("/", 1)[-1] for tag, reference in mapping.items()},
            additional=self.forms.of(additional) if additional else None,
            patch=f"{name}Patch" if self.schemas.get(f"{name}Patch", {}).get("x-merge-patch") else None,
        )

    def member(self, prop: Property, schema: Schema, required: bool, *, own: bool) -> Member:
        key = raw_name(prop)
        target = resolved(self.document, schema)
        read_only = bool(schema.get("readOnly") or target.get("readOnly"))
        open_name = self._open_enumeration(schema)
        text = about(
            schema.get("description", ""), _without_nested(schema, target), read_only=read_only, known=open_name
        )
        nodes = (schema, target, *schema.get("anyOf", []))
        secret = any(node.get("x-secret") is True or node.get("format") == "password" for node in nodes)
        return Member(key, names.attribute(key), self.forms.of(prop), text, required, read_only, secret, own)

    def _open_enumeration(self, schema: Schema) -> str | None:
        for node in (schema, schema.get("items", {}), *schema.get("anyOf", [])):
            name = str(node.get("$ref", "")).rsplit("/", 1)[-1]
            if self.schemas.get(name, {}).get("x-open"):
                return name
        return None

    def enumeration(self, name: str) -> Enumeration:
        schema = self.schemas[name]
        engine: EnumProperty = self.engine_enums[name]
        told = schema.get("x-enum-descriptions", {})
        values = tuple((names.constant(str(v)), str(v), told.get(str(v), "")) for v in engine.values.values())
        return Enumeration(name, names.module(name), schema.get("description", ""), bool(schema.get("x-open")), values)

    def alias(self, name: str) -> Alias:
        schema = self.schemas[name]
        if schema.get("type") == "object" or "properties" in schema:
            raise GenerationError([Problem("S205", f"the engine made no class of the schema {name}; it would be lost")])
        kinds = {"string": "str", "boolean": "bool", "integer": "int", "number": "float", "array": "list[Any]"}
        form = Form(kinds.get(str(schema.get("type")), "Any"), "anything")
        return Alias(name, names.module(name), schema.get("description", ""), form)

    # operations

    def resources(self) -> tuple[dict[str, str], tuple[Resource, ...]]:
        listed = [e for c in self.data.endpoint_collections_by_tag.values() for e in c.endpoints]
        endpoints = {str(e.name): e for e in listed}
        if len(endpoints) < len(listed):
            used = [str(e.name) for e in listed]
            twice = sorted({name for name in used if used.count(name) > 1})
            raise GenerationError(Problem("S204", _clash("the operations", name)) for name in twice)
        by_prefix: dict[str, list[Operation]] = {}
        fixed: dict[str, str] = {}
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    schema = item[method]
                    endpoint = endpoints[str(PythonIdentifier(schema["operationId"], "field_"))]
                    prefix, named, _ = schema["operationId"].partition("_")
                    prefix = prefix if named else self.own
                    parameters = [*schema.get("parameters", []), *item.get("parameters", [])]
                    operation = self.operation(path, method, schema, parameters, endpoint, fixed)
                    by_prefix.setdefault(prefix, []).append(operation)
        told = {tag["name"]: tag.get("description", "") for tag in self.document.get("tags", [])}
        made = [
            Resource(prefix, names.module(prefix), told.get(prefix, ""), tuple(found), own=prefix == self.own)
            for prefix, found in by_prefix.items()
        ]
        return fixed, tuple(sorted(made, key=lambda r: r.attribute))

    def operation(
        self,
        path: str,
        method: str,
        schema: Schema,
        declared: list[Schema],
        endpoint: Endpoint,
        fixed: dict[str, str],
    ) -> Operation:
        verb = schema["operationId"].rpartition("_")[2]
        parameters = list(self.parameters(declared, endpoint, fixed))
        in_path = [f"{{{p.key}}}" for p in parameters if p.place == "path"]
        parameters.sort(key=lambda p: path.index(f"{{{p.key}}}") if f"{{{p.key}}}" in in_path else len(path))
        results, returned = self.results(schema, endpoint)
        body = endpoint.bodies[0] if endpoint.bodies else None
        request = schema.get("requestBody", {})
        payload = self.payload(schema)
        media_type = body.content_type.get_untrusted_value() if body and not payload else None
        if body and request.get("x-ms-client-flatten") and not payload:
            parameters += self.flattened(request, body.prop)
        whole = body is not None and not request.get("x-ms-client-flatten") and not payload
        carrier = _carrier(schema)
        if carrier and carrier.first:  # the array may be empty
            results = {status: form and form.or_none() for status, form in results.items()}
        return Operation(
            schema["operationId"],
            names.constant(verb),
            names.method(verb),
            method.upper(),
            path,
            schema.get("summary", ""),
            schema.get("description", ""),
            bool(schema.get("deprecated")),
            tuple(parameters),
            results,
            returned,
            body=self.forms.of(body.prop) if body and whole else None,
            body_about=request.get("description", ""),
            media_type=schema[MARK]["mediaType"] if carrier and media_type else media_type,
            rate=schema.get("x-rate", "default"),
            fields={p.key: schema["x-fields"][p.key] for p in parameters if p.key in schema.get("x-fields", {})},
            dynamic=bool(request.get("x-dynamic")),
            successor=names.method(successor.rpartition("_")[2]) if (successor := schema.get("x-successor")) else None,
            final_state=_final_state(schema),
            payload=payload,
            carrier=carrier,
            **self.paging(schema, results),
        )

    def flattened(self, request: Schema, prop: Any) -> Iterator[Parameter]:
        """Return the members of a body that methods take one by one."""
        schema = flatten(self.document, next(iter(request["content"].values()))["schema"])
        found = _properties(prop)
        for key, member in schema["properties"].items():
            target = resolved(self.document, member)
            text = about(member.get("description", ""), _without_nested(member, target))
            form = self.forms.of(found[key])
            yield Parameter(key, names.attribute(key), "body", form, (), key in schema["required"], text)

    def payload(self, schema: Schema) -> Form | None:
        """Return the form of what a trigger sends to the address that it is given."""
        if "x-ms-trigger" not in schema:
            return None
        name = trigger_payload(schema).rsplit("/", 1)[-1]
        return Form(name, f"{name}.decode", classes=frozenset({name}))

    def parameters(self, declared: list[Schema], endpoint: Endpoint, fixed: dict[str, str]) -> Iterator[Parameter]:
        found = {(str(place.value), raw_name(prop)): prop for place, prop in endpoint.iter_all_parameters()}
        for parameter in declared:
            parameter = resolved(self.document, parameter)
            schema, key, place = parameter["schema"], parameter["name"], parameter["in"]
            if "const" in schema:
                fixed[key] = schema["const"]
                continue
            target = resolved(self.document, schema)
            form = self.forms.of(found[(place, key)])
            closed = "enum" in target and not target.get("x-open")
            yield Parameter(
                key,
                names.attribute(key),
                place,
                form,
                tuple(target["enum"]) if closed else (),
                bool(parameter.get("required")),
                about(parameter.get("description", ""), target),
                joined=parameter.get("explode") is False,
                role=parameter.get("x-role", ""),
                client=parameter.get("x-ms-parameter-location") == "client",
            )

    def results(self, schema: Schema, endpoint: Endpoint) -> tuple[dict[str, Form | None], str]:
        props = {response.status_code.pattern: response.prop for response in endpoint.responses}
        results: dict[str, Form | None] = {}
        returned = ""
        for status, response in schema["responses"].items():
            if status.startswith("2"):
                found = resolved(self.document, response)
                results[status] = self.forms.of(props[status]) if found.get("content") else None
                returned = returned or found.get("description", "")
        return results, returned

    def paging(self, schema: Schema, results: dict[str, Form | None]) -> dict[str, Any]:
        pageable = schema.get("x-ms-pageable")
        if pageable is None:
            return {}
        items, link = pageable.get("itemName", "value"), pageable["nextLinkName"]
        collection = next((form.annotation for form in results.values() if form), "")
        engine: ModelProperty | None = self.engine_models.get(collection)
        forms = {name: self.forms.of(prop) for name, prop in _properties(engine).items()} if engine else {}
        if items not in forms or link not in forms or not forms[items].is_list:
            reason = f"x-ms-pageable needs an array `{items}` and a string `{link}` in {collection or 'the response'}"
            raise GenerationError([Problem("S203", f"{schema['operationId']}: {reason}")])
        return {
            "items": names.attribute(items),
            "next_link": names.attribute(link),
            "item": Form(forms[items].item, "", classes=forms[items].classes),
        }


def _properties(engine: Any) -> dict[str, Property]:
    """Return the members of one of the engine's models by their names in the document."""
    return {raw_name(p): p for p in [*(engine.required_properties or []), *(engine.optional_properties or [])]}


def _final_state(schema: Schema) -> str | None:
    """Return where the result of a long-running operation is read in the end."""
    if not schema.get("x-ms-long-running-operation"):
        return None
    options = schema.get("x-ms-long-running-operation-options", {})
    return str(options.get("final-state-via", FINAL_STATES[0]))


def _carrier(schema: Schema) -> Carrier | None:
    mark = schema.get(MARK)
    if mark is None:
        return None
    members = mark.get("body")
    return Carrier(
        mark["operationId"],
        mark["method"],
        mark["path"],
        mark["fixed"],
        mark["host"],
        mark.get("parameters", {}),
        mark["query"],
        members if isinstance(members, dict) else None,
        mark.get("same", {}),
        mark.get("tags", {}),
        mark.get("returns", {}),
        mark.get("first"),
    )


def _without_nested(schema: Schema, target: Schema) -> Schema:
    """Return the limits of a member: its own, and those of the plain schema that it refers to."""
    alternatives = [part for part in schema.get("anyOf", []) if part != {"type": "null"}]
    return {**(alternatives[0] if alternatives else {}), **({} if "properties" in target else target), **schema}


def _with_cycles(models: list[Model]) -> tuple[Model, ...]:
    """Mark the classes that import each other; one of the two has to do it late."""
    by_name = {model.name: model for model in models}

    def reaches(start: str, goal: str) -> bool:
        seen, todo = set[str](), [start]
        while todo:
            name = todo.pop()
            if name == goal:
                return True
            if name not in seen and name in by_name:
                seen.add(name)
                todo += by_name[name].classes
        return False

    made = []
    for model in models:
        late = frozenset(n for n in model.classes if n != model.base and n in by_name and reaches(n, model.name))
        made.append(Model(**{**model.__dict__, "cyclic": late}))
    return tuple(made)


def _check_names(made: PackagePlan) -> None:
    """Refuse two things of one name: one would overwrite the other."""
    problems = []
    things: list[Model | Enumeration | Alias] = [*made.models, *made.enumerations, *made.aliases]
    scopes: list[tuple[str, list[str]]] = [
        ("the modules of the models", [thing.module for thing in things]),
        ("the resources", [resource.attribute for resource in made.resources]),
    ]
    scopes += [(f"the members of {m.name}", [member.attribute for member in m.members]) for m in made.models]
    scopes += [(f"the values of {e.name}", [constant for constant, _, _ in e.values]) for e in made.enumerations]
    for resource in made.resources:
        methods = [name for o in resource.operations for name in o.methods]
        scopes.append((f"the methods of {resource.name}", methods))
        scopes += [(f"the parameters of {o.id}", [p.attribute for p in o.parameters]) for o in resource.operations]
    for scope, used in scopes:
        for name in sorted({name for name in used if used.count(name) > 1}):
            problems.append(Problem("S204", _clash(scope, name)))
    if problems:
        raise GenerationError(problems)


def _clash(scope: str, name: str) -> str:
    return f"two of {scope} would be called `{name}` in Python; rename one"
