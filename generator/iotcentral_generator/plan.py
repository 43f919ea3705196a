"""Stage 4, plan: what will be written, decided: models, enumerations, operations, resources, and all their names.

The engine gives types and names; the document gives what the engine does not know: unions, read-only members,
secrets, open enumerations, pages. A plan is plain data, and the templates decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import EnumProperty, ModelProperty, Property
from openapi_python_client.strings import ClassName, PythonIdentifier

from . import names
from .engine import Parsed, flatten, raw_name
from .forms import Form, Forms
from .problems import GenerationError, Problem
from .project import METHODS
from .versions import component
from .wording import about

__all__ = ["Alias", "Enumeration", "Member", "Model", "Operation", "PackagePlan", "Parameter", "Resource", "plan"]

Schema = dict[str, Any]


@dataclass(frozen=True)
class Member:
    """A member of a model. `own` says whether the class declares it itself, rather than its union's base."""

    key: str
    attribute: str
    form: Form
    about: str
    required: bool
    read_only: bool
    secret: bool
    own: bool = True

    @property
    def annotation(self) -> str:
        """The type of the attribute."""
        if self.form.scalar == "any":
            return "Any"
        return self.form.annotation if self.required and not self.read_only else f"{self.form.annotation} | Unset"


@dataclass(frozen=True)
class Model:
    """An object of the API.

    Attributes:
        base: the union that it is a variant of.
        tag: for a variant and for a union, the member that tells the variants apart.
        variants: for a union, tag value → class.
        additional: the form of the members that have no name of their own, if the document says what they are.
        cyclic: the classes that have to be imported late, because they import this one.
    """

    name: str
    module: str
    about: str
    members: tuple[Member, ...]
    base: str | None = None
    tag: Member | None = None
    variants: dict[str, str] = field(default_factory=dict)
    additional: Form | None = None
    cyclic: frozenset[str] = frozenset()

    @property
    def own_members(self) -> list[Member]:
        """The members that the class declares itself."""
        return [m for m in self.members if m.own]

    @property
    def forms(self) -> list[Form]:
        """The forms of everything that is decoded."""
        return [m.form for m in self.members] + ([self.additional] if self.additional else [])

    @property
    def classes(self) -> list[str]:
        """The other classes that it names."""
        named = {name for form in self.forms for name in form.classes} | ({self.base} if self.base else set())
        return sorted(named - {self.name})

    @property
    def decoders(self) -> list[str]:
        """The functions of `iotcentral.decoding` that its `decode` calls."""
        needed = {"any": {"member", "anything"}, "int": {"member", "integer"}}
        found = {"wrong"} | ({"only_texts"} if any(m.form.decoder == "texts" for m in self.members) else set())
        for form in (member.form for member in self.members):
            found |= needed.get(form.scalar, set()) if form.scalar else {"member", *form.helpers}
        if self.additional:
            found |= {"member", *self.additional.helpers}
        return sorted(found)

    @property
    def made_decoders(self) -> dict[str, str]:
        """The decoders that are put together once, when the module loads: name → expression.

        Those that need a class that is not there yet are put together where they are used.
        """
        missing = self.cyclic | {self.name}
        composite = [m for m in self.members if "(" in m.form.decoder and not m.form.scalar]
        return {f"_decode_{m.attribute}": m.form.decoder for m in composite if not m.form.classes & missing}

    def decoder(self, member: Member) -> str:
        """Give the expression for a member's decoder."""
        name = f"_decode_{member.attribute}"
        return name if name in self.made_decoders else member.form.decoder

    @property
    def modules(self) -> list[str]:
        """The modules of the standard library that its annotations name."""
        return sorted({name for m in self.own_members for name in m.form.modules})


@dataclass(frozen=True)
class Enumeration:
    """A set of strings; an open one accepts others too. `values` are (constant, value, description)."""

    name: str
    module: str
    about: str
    open: bool
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Alias:
    """A named schema that is neither an object nor an enumeration."""

    name: str
    module: str
    about: str
    form: Form


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation."""

    key: str
    attribute: str
    place: str
    form: Form
    values: tuple[str, ...]
    required: bool
    about: str
    joined: bool

    @property
    def annotation(self) -> str:
        """The type that a caller may give."""
        form = self.form
        text = f"Sequence[{form.item}]" if form.is_list else form.annotation
        if self.values:
            literals = ", ".join(f'"{value}"' for value in self.values)
            text = f"models.{form.annotation} | Literal[{literals}]"
        return text if self.required else f"{text} | Unset"

    @property
    def value(self) -> str:
        """The expression that is sent."""
        return f"comma_separated({self.attribute})" if self.joined else self.attribute


@dataclass(frozen=True)
class Operation:
    """An operation.

    Attributes:
        results: status → form of the body, None where there is none.
        returned: what the result is, in words.
        body: form of the request body.
        media_type: of the request body.
        items: for a list that comes in pages, the attribute of the items; `next_link`: that of the link.
        item: for a list that comes in pages, the form of an item.
    """

    id: str
    constant: str
    method_name: str
    method: str
    path: str
    summary: str
    about: str
    deprecated: bool
    parameters: tuple[Parameter, ...]
    results: dict[str, Form | None]
    returned: str
    body: Form | None = None
    body_about: str = ""
    media_type: str | None = None
    items: str | None = None
    next_link: str | None = None
    item: Form | None = None

    @property
    def result(self) -> Form | None:
        """The form of the result."""
        return next((form for form in self.results.values() if form), None)

    def at(self, place: str) -> list[Parameter]:
        """Give the parameters of one place: `path`, `query` or `header`."""
        return [p for p in self.parameters if p.place == place]

    @property
    def keywords(self) -> list[Parameter]:
        """The parameters that are given by keyword: required ones first."""
        return sorted((p for p in self.parameters if p.place != "path"), key=lambda p: not p.required)

    @property
    def signature(self) -> list[str]:
        """The parameters of the method, as they are written."""
        written = ["self", *(f"{p.attribute}: {p.annotation}" for p in self.at("path"))]
        if self.body:
            written.append(f"body: models.{self.body.annotation}")
        if self.keywords:
            written.append("*")
        return written + [f"{p.attribute}: {p.annotation}{'' if p.required else ' = UNSET'}" for p in self.keywords]

    @property
    def sent(self) -> list[str]:
        """The arguments with which the method hands itself to the session, as they are written."""
        written = [f"operations.{self.constant}"]
        for place, name in (("path", "path"), ("query", "query"), ("header", "headers")):
            pairs = ", ".join(f'"{p.key}": {p.value}' for p in self.at(place))
            written += [f"{name}={{{pairs}}}"] if pairs else []
        return written + (["body=body"] if self.body else [])


@dataclass(frozen=True)
class Resource:
    """The operations of one prefix of operationIds."""

    name: str
    attribute: str
    about: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class PackagePlan:
    """Everything that is written for one api-version."""

    api_version: str
    fixed: dict[str, str]
    models: tuple[Model, ...]
    enumerations: tuple[Enumeration, ...]
    aliases: tuple[Alias, ...]
    resources: tuple[Resource, ...]

    @property
    def exports(self) -> dict[str, str]:
        """The public names of the models, each with its module."""
        things: list[Model | Enumeration | Alias] = [*self.models, *self.enumerations, *self.aliases]
        found = {thing.name: thing.module for thing in things}
        found |= {f"Unknown{m.name}": m.module for m in self.models if m.variants}
        return dict(sorted(found.items()))


def plan(parsed: Parsed, api_version: str) -> PackagePlan:
    """Decide what is written for a document.

    Raises:
        GenerationError: two things would get one name, or a type has no Python form.
    """
    return _Planner(parsed).package(api_version)


class _Planner:
    def __init__(self, parsed: Parsed) -> None:
        self.document, self.data = parsed
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
            api_version, fixed, _with_cycles(models), tuple(enums), tuple(map(self.alias, rest)), resources
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
        found = {raw_name(p): p for p in [*(engine.required_properties or []), *(engine.optional_properties or [])]}
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
        )

    def member(self, prop: Property, schema: Schema, required: bool, *, own: bool) -> Member:
        key = raw_name(prop)
        target = component(self.document, schema["$ref"]) if "$ref" in schema else schema
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
                    prefix = schema["operationId"].partition("_")[0]
                    parameters = [*schema.get("parameters", []), *item.get("parameters", [])]
                    operation = self.operation(path, method, schema, parameters, endpoint, fixed)
                    by_prefix.setdefault(prefix, []).append(operation)
        told = {tag["name"]: tag.get("description", "") for tag in self.document.get("tags", [])}
        made = [
            Resource(prefix, names.module(prefix), told.get(prefix, ""), tuple(found))
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
        verb = schema["operationId"].partition("_")[2]
        parameters = list(self.parameters(declared, endpoint, fixed))
        in_path = [f"{{{p.key}}}" for p in parameters if p.place == "path"]
        parameters.sort(key=lambda p: path.index(f"{{{p.key}}}") if f"{{{p.key}}}" in in_path else len(path))
        results, returned = self.results(schema, endpoint)
        body = endpoint.bodies[0] if endpoint.bodies else None
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
            body=self.forms.of(body.prop) if body else None,
            body_about=schema.get("requestBody", {}).get("description", ""),
            media_type=body.content_type.get_untrusted_value() if body else None,
            **self.paging(schema, results),
        )

    def parameters(self, declared: list[Schema], endpoint: Endpoint, fixed: dict[str, str]) -> Iterator[Parameter]:
        found = {(str(place.value), raw_name(prop)): prop for place, prop in endpoint.iter_all_parameters()}
        for parameter in declared:
            parameter = component(self.document, parameter["$ref"]) if "$ref" in parameter else parameter
            schema, key, place = parameter["schema"], parameter["name"], parameter["in"]
            if "const" in schema:
                fixed[key] = schema["const"]
                continue
            target = component(self.document, schema["$ref"]) if "$ref" in schema else schema
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
            )

    def results(self, schema: Schema, endpoint: Endpoint) -> tuple[dict[str, Form | None], str]:
        props = {response.status_code.pattern: response.prop for response in endpoint.responses}
        results: dict[str, Form | None] = {}
        returned = ""
        for status, response in schema["responses"].items():
            if status.startswith("2"):
                resolved = component(self.document, response["$ref"]) if "$ref" in response else response
                results[status] = self.forms.of(props[status]) if resolved.get("content") else None
                returned = returned or resolved.get("description", "")
        return results, returned

    def paging(self, schema: Schema, results: dict[str, Form | None]) -> dict[str, Any]:
        pageable = schema.get("x-ms-pageable")
        if pageable is None:
            return {}
        items, link = pageable.get("itemName", "value"), pageable["nextLinkName"]
        collection = next((form.annotation for form in results.values() if form), "")
        engine: ModelProperty | None = self.engine_models.get(collection)
        members = [*(engine.required_properties or []), *(engine.optional_properties or [])] if engine else []
        forms = {raw_name(p): self.forms.of(p) for p in members}
        if items not in forms or link not in forms or not forms[items].is_list:
            reason = f"x-ms-pageable needs an array `{items}` and a string `{link}` in {collection or 'the response'}"
            raise GenerationError([Problem("S203", f"{schema['operationId']}: {reason}")])
        return {
            "items": names.attribute(items),
            "next_link": names.attribute(link),
            "item": Form(forms[items].item, "", classes=forms[items].classes),
        }


def _without_nested(schema: Schema, target: Schema) -> Schema:
    """Give the limits of a member: its own, and those of the plain schema that it refers to."""
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
        scopes.append((f"the methods of {resource.name}", [o.method_name for o in resource.operations]))
        scopes += [(f"the parameters of {o.id}", [p.attribute for p in o.parameters]) for o in resource.operations]
    for scope, used in scopes:
        for name in sorted({name for name in used if used.count(name) > 1}):
            problems.append(Problem("S204", _clash(scope, name)))
    if problems:
        raise GenerationError(problems)


def _clash(scope: str, name: str) -> str:
    return f"two of {scope} would be called `{name}` in Python; rename one"
