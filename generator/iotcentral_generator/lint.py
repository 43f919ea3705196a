"""Stage 2, lint: what an authored document must keep to, before anything is made of it.

Each rule is a function from a `Spec` to its problems, with a stable code; `RULES` lists them. All rules run, and every
problem of a document is told at once.

    S101  a path item, operation, parameter, response, schema or property has no description
    S102  an operation has no worked example: a path parameter, a body or a success without one
    S103  an example does not validate against its schema
    S104  a `$ref` points nowhere
    S105  a component is used by no operation
    S106  an operationId is missing, malformed or given twice
    S107  path parameters and path do not match
    S108  a union has no discriminator, or an incomplete mapping
    S109  a variant of a union does not fix and require its tag
    S110  `x-since` or `x-until` names no api-version of the document
    S111  a node is available in no api-version
    S112  something available reaches something that is not available in the same api-version
    S113  a merge patch of an unknown schema
    S114  a property looks like a secret and is not marked
    S115  a schema that the clients cannot express
    S116  a mark for the runtime (`x-rate`, `x-role`, `x-fields`) that says nothing it knows
    S117  a link leads nowhere, or does not give what its target needs (`lint_links`)
    S118  a mark for the methods (`x-successor`, `x-ms-trigger`, …) without what it means (`lint_marks`)
    S119  an operation is not, or not wholly, carried out by the one that is named for it (`lint_carriers`)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema_rs

from .lint_carriers import carried_operations
from .lint_links import links
from .lint_marks import method_marks
from .load import Key, Spec
from .parts import ROLES
from .problems import Problem
from .project import project
from .versions import available, component, select, walk
from .visit import Node, operations, parameters_of

__all__ = ["RULES", "lint"]

Rule = Callable[[Spec], Iterator[Problem]]

_SECRET_NAME = re.compile(
    r"secret|password|passphrase|connectionstring|token$|(primary|secondary|shared|access|account)key$", re.I
)
_OPERATION_ID = re.compile(r"[A-Z][A-Za-z0-9]*_[A-Z][A-Za-z0-9]*")
_OWN_METHOD = re.compile(r"[A-Z][A-Za-z0-9]*")


def lint(*specs: Spec) -> list[Problem]:
    """Check documents against all rules.

    Some rules need projections, also of a document that carries out another; they wait until the rules on structure find
    nothing in any of them.
    """
    structure = tuple(rule for rule in RULES if rule is not carried_operations)
    for rules in (structure, (carried_operations,), (valid_examples,)):
        problems = [problem for spec in specs for rule in rules for problem in rule(spec)]
        if problems:
            return problems
    return []


def written_parameters(document: Node) -> Iterator[tuple[Key, Node]]:
    """Go through the parameters where they are written: in the components, in path items, in operations."""
    for name, parameter in document.get("components", {}).get("parameters", {}).items():
        yield ("components", "parameters", name), parameter
    places: list[tuple[Key, Node]] = [(("paths", path), item) for path, item in document.get("paths", {}).items()]
    places += [(key, operation) for key, _, operation in operations(document)]
    for key, place in places:
        for index, parameter in enumerate(place.get("parameters", [])):
            if "$ref" not in parameter:
                yield (*key, "parameters", index), parameter


def schemas(document: Node) -> Iterator[tuple[Key, Node]]:
    """Go through the schemas at every depth of the components, the parameters and the bodies."""
    for key, node in walk(document):
        if isinstance(node, dict) and _is_schema(key):
            yield key, node


def _is_schema(key: Key) -> bool:
    if "examples" in key or "example" in key or "default" in key or key[:2] == ("components", "links"):
        return False
    if len(key) == 3 and key[:2] == ("components", "schemas"):
        return True
    if key and key[-1] in {"schema", "items", "additionalProperties"}:
        return True
    part = len(key) > 1 and key[-2] in {"allOf", "oneOf", "anyOf"}
    return (part or _is_property(key)) and "discriminator" not in key


def _is_property(key: Key) -> bool:
    """Return whether a key is that of a property; one may be called `properties` itself."""
    before = key[:-1]
    while before[-2:] == ("properties", "properties"):
        before = before[:-2]
    return before[-1:] == ("properties",)


def descriptions(spec: Spec) -> Iterator[Problem]:
    """S101: people read the document, and Python users its docstrings."""

    def missing(key: Key, what: str, field: str = "description") -> Problem:
        return Problem("S101", f"{what} has no {field}; say what it is, with units and limits", spec.position(key))

    for key, _, operation in operations(spec.document):
        name = operation.get("operationId", " ".join(map(str, key[1:])))
        for field in ("summary", "description"):
            if not operation.get(field):
                yield missing(key, f"operation {name}", field)
        for status, response in operation.get("responses", {}).items():
            if "$ref" not in response and not response.get("description"):
                yield missing((*key, "responses", status), f"response {status} of {name}")
    for key, parameter in written_parameters(spec.document):
        if not parameter.get("description"):
            yield missing(key, f"parameter {parameter.get('name')}")
    for kind in ("links", "responses", "schemas"):
        for name, node in spec.document.get("components", {}).get(kind, {}).items():
            if not node.get("description"):
                yield missing(("components", kind, name), f"{kind[:-1]} {name}")
    told = {tag.get("name") for tag in spec.document.get("tags", []) if tag.get("description")}
    for key, _, operation in operations(spec.document):
        prefix, named, _ = str(operation.get("operationId")).partition("_")
        resource = prefix if named else spec.package.methods
        if resource not in told:
            told.add(resource)
            message = f"the resource {resource} has no description; add it to `tags` of the root"
            yield Problem("S101", message, spec.position(key))
    tags = _tag_keys(spec.document)
    for key, node in schemas(spec.document):
        if _is_property(key) and key not in tags and not node.get("description"):
            yield missing(key, f"property {_schema_name(key)}.{key[-1]}")


def _tag_keys(document: Node) -> set[Key]:
    """Return the keys of the variants' tags, which the union describes."""
    keys: set[Key] = set()
    for union in document.get("components", {}).get("schemas", {}).values():
        tag = union.get("discriminator", {}).get("propertyName")
        for reference in union.get("discriminator", {}).get("mapping", {}).values():
            keys.add((*str(reference).removeprefix("#/").split("/"), "properties", tag))
    return keys


def _schema_name(key: Key) -> str:
    return str(key[2]) if key[:2] == ("components", "schemas") else " ".join(map(str, key[1:3]))


def worked_examples(spec: Spec) -> Iterator[Problem]:
    """S102: every operation shows one call, complete."""
    for key, item, operation in operations(spec.document):
        name = operation.get("operationId")
        for parameter in parameters_of(spec.document, item, operation):
            fixed = "x-fixed-to" in parameter.get("schema", {})
            if parameter.get("required") and not fixed and "example" not in parameter:
                message = f"{name} has no example for its parameter {parameter.get('name')}; add `example` to it"
                yield Problem("S102", message, spec.position(key))
        bodies: list[tuple[str, Node | None]] = [("request body", operation.get("requestBody"))]
        bodies += [(f"response {s}", r) for s, r in operation.get("responses", {}).items() if s.startswith("2")]
        for what, body in bodies:
            content = list((body or {}).get("content", {}).values())
            if content and not content[0].get("examples"):
                yield Problem("S102", f"{name} has no example of its {what}; add `examples`", spec.position(key))


def valid_examples(spec: Spec) -> Iterator[Problem]:
    """S103: an example that does not validate teaches a mistake."""
    for version in spec.versions:
        document = project(spec, version)
        check = _Examples(document)
        for key, body in _bodies(document):
            for media_type, media in body.get("content", {}).items():
                for name, example in media.get("examples", {}).items():
                    place = (*key, "content", media_type, "examples", name)
                    told = f'example "{name}"'
                    yield from check(spec, version, place, media["schema"], example.get("value"), told)
        for key, parameter in written_parameters(document):
            if "example" in parameter:
                told = f"the example of {parameter['name']}"
                yield from check(spec, version, (*key, "example"), parameter["schema"], parameter["example"], told)


def _bodies(document: Node) -> Iterator[tuple[Key, Node]]:
    """Go through the bodies of requests and responses where they are written."""
    for key, _, operation in operations(document):
        yield (*key, "requestBody"), operation.get("requestBody", {})
        for status, response in operation.get("responses", {}).items():
            yield (*key, "responses", status), response
    for name, response in document["components"].get("responses", {}).items():
        yield ("components", "responses", name), response


class _Examples:
    """Validates against the schemas of one projected document."""

    def __init__(self, document: Node) -> None:
        self._components = document["components"]
        self._validators: dict[str, Any] = {}

    def __call__(self, spec: Spec, version: str, key: Key, schema: Node, value: Any, told: str) -> Iterator[Problem]:
        known = str(schema)
        if known not in self._validators:
            root = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "components": self._components}
            self._validators[known] = jsonschema_rs.validator_for(root, validate_formats=True)
        for error in self._validators[known].iter_errors(value):
            place = "/".join(map(str, error.instance_path)) or "the whole"
            message = f"{told} is not valid in {version}: {place}: {error.message}"
            yield Problem("S103", message, _authored(spec, key))


def references(spec: Spec) -> Iterator[Problem]:
    """S104."""
    for key, node in walk(spec.document):
        if key and key[-1] == "$ref" and "examples" not in key and component(spec.document, node) is None:
            message = f'$ref "{node}" points nowhere; it begins with "#/components/" and names a component'
            yield Problem("S104", message, spec.position(key))


def unused_components(spec: Spec) -> Iterator[Problem]:
    """S105: what no operation reaches is dead, or a path to it was forgotten."""
    for version in spec.versions:
        document = select(spec.document, version, spec.versions)
        components = document.get("components", {})
        reached: set[str] = set()
        todo: list[Any] = [document.get("paths", {})]
        for kind in components:
            todo += [node for node in components[kind].values() if isinstance(node, dict) and "x-unused" in node]
            reached |= {f"{kind}/{name}" for name, node in components[kind].items() if "x-unused" in node}
        while todo:
            for _, node in walk(todo.pop()):
                for target in _targets(node):
                    if target not in reached:
                        reached.add(target)
                        todo.append(component(document, f"#/components/{target}"))
        for kind in ("schemas", "parameters", "responses", "links"):
            for name in components.get(kind, {}):
                if f"{kind}/{name}" not in reached:
                    message = f"{kind[:-1]} {name} is used by no operation of {version}; remove it, limit its "
                    message += "versions, or say with `x-unused` why it stays"
                    yield Problem("S105", message, spec.position(("components", kind, name)))


def _targets(node: Any) -> Iterator[str]:
    """Return the components that a node names, as `kind/name`."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].removeprefix("#/components/")
        if isinstance(node.get("x-merge-patch-of"), str):
            yield f"schemas/{node['x-merge-patch-of']}"


def operation_ids(spec: Spec) -> Iterator[Problem]:
    """S106: operationIds name the resources and methods of the clients."""
    counted = Counter(operation.get("operationId") for _, _, operation in operations(spec.document))
    for key, _, operation in operations(spec.document):
        name = operation.get("operationId")
        form = _OWN_METHOD if spec.package.methods and "_" not in str(name) else _OPERATION_ID
        if not isinstance(name, str) or not form.fullmatch(name):
            message = (
                f"operationId `{name}` is not of the form Resource_Verb (Devices_Get); without a resource it needs "
            )
            message += "`methods` in x-package, which makes it a method of the client"
            yield Problem("S106", message, spec.position((*key, "operationId")))
        elif counted[name] > 1:
            yield Problem(
                "S106", f"operationId {name} is given {counted[name]} times", spec.position((*key, "operationId"))
            )


def path_parameters(spec: Spec) -> Iterator[Problem]:
    """S107."""
    for key, item, operation in operations(spec.document):
        in_path = re.findall(r"\{([^{}]*)\}", str(key[1]))
        parameters = [p for p in parameters_of(spec.document, item, operation) if p.get("in") == "path"]
        declared = [str(p.get("name")) for p in parameters]
        name, position = operation.get("operationId"), spec.position(key)
        for missing in [n for n in in_path if n not in declared]:
            yield Problem("S107", f"{name} declares no path parameter for {{{missing}}} in {key[1]}", position)
        for extra in [n for n in declared if n not in in_path]:
            yield Problem("S107", f"{name} declares the path parameter {extra}, which is not in {key[1]}", position)
        for twice in [n for n, count in Counter(in_path).items() if count > 1]:
            yield Problem("S107", f"{key[1]} holds {{{twice}}} twice", position)
        for optional in [p["name"] for p in parameters if p.get("required") is not True]:
            yield Problem("S107", f"path parameter {optional} of {name} is not `required: true`", position)


def unions(spec: Spec) -> Iterator[Problem]:
    """S108: without a mapping the variant could only be guessed."""
    for key, schema in schemas(spec.document):
        position, name = spec.position(key), _schema_name(key)
        choices = [c for word in ("oneOf", "anyOf") for c in schema.get(word, []) if c != {"type": "null"}]
        discriminator = schema.get("discriminator")
        if discriminator is None:
            if len(choices) > 1:
                yield Problem("S108", f"{name} is a union without discriminator; add one, with a mapping", position)
            continue
        mapping = discriminator.get("mapping")
        if not isinstance(discriminator.get("propertyName"), str) or not isinstance(mapping, dict) or not mapping:
            yield Problem("S108", f"the discriminator of {name} needs propertyName and a mapping of all tags", position)
            continue
        if len(key) != 3:
            yield Problem("S108", f"the union in {name} has no name of its own; make it a component", position)
        listed, mapped = {c.get("$ref") for c in choices}, set(mapping.values())
        for missing in sorted(map(str, listed - mapped)):
            yield Problem("S108", f"the mapping of {name} has no tag for {missing}", position)
        for extra in sorted(map(str, mapped - listed)):
            yield Problem("S108", f"the mapping of {name} names {extra}, which is not in its oneOf", position)


def union_tags(spec: Spec) -> Iterator[Problem]:
    """S109: a variant that does not fix its tag would fit every tag."""
    for name, union in spec.document.get("components", {}).get("schemas", {}).items():
        discriminator = union.get("discriminator") or {}
        tag_name = discriminator.get("propertyName")
        for tag, reference in (discriminator.get("mapping") or {}).items():
            variant = component(spec.document, reference)
            if not isinstance(variant, dict):
                continue
            position = spec.position(tuple(reference.removeprefix("#/").split("/")))
            fixed = variant.get("properties", {}).get(tag_name, {}).get("const")
            if fixed != tag:
                message = f'{reference} stands for "{tag}" of {name}, but its {tag_name} is not `const: {tag}`'
                yield Problem("S109", message, position)
            if tag_name not in variant.get("required", []):
                yield Problem("S109", f"{reference} does not require its tag {tag_name}", position)


def availability(spec: Spec) -> Iterator[Problem]:
    """S110 and S111."""
    for key, node in walk(spec.document):
        if not isinstance(node, dict) or "examples" in key[:-2]:
            continue
        named = {word: node[word] for word in ("x-since", "x-until") if word in node}
        unknown = {word: value for word, value in named.items() if value not in spec.versions}
        for word, value in unknown.items():
            message = f'{word} "{value}" is no api-version; the document has {", ".join(spec.versions)}'
            yield Problem("S110", message, spec.position((*key, word)))
        if named and not unknown and not any(available(node, v, spec.versions) for v in spec.versions):
            message = f'x-since "{node["x-since"]}" is later than x-until "{node["x-until"]}": it would never exist'
            yield Problem("S111", message, spec.position((*key, "x-since")))


def reachable_versions(spec: Spec) -> Iterator[Problem]:
    """S112: what is there in a version must not need what is not."""
    for version in spec.versions:
        document = select(spec.document, version, spec.versions)
        for key, node in walk(document):
            for target in _targets(node):
                whole = component(spec.document, f"#/components/{target}")
                if whole is not None and component(document, f"#/components/{target}") is None:
                    message = f"this is in {version}, but {target} is not; limit this with x-since or x-until, "
                    message += f"or widen {target}"
                    yield Problem("S112", message, _authored(spec, key))


def _authored(spec: Spec, key: Key) -> Any:
    """Return the position of a selected node; indexes of lists may have moved, so the list stands for its items."""
    if any(isinstance(part, int) for part in key):
        key = key[: next(i for i, part in enumerate(key) if isinstance(part, int))]
    return spec.position(key)


def merge_patches(spec: Spec) -> Iterator[Problem]:
    """S113."""
    known = spec.document.get("components", {}).get("schemas", {})
    for key, node in walk(spec.document):
        if isinstance(node, dict) and "x-merge-patch-of" in node and "examples" not in key:
            name = node["x-merge-patch-of"]
            if name not in known:
                message = f'x-merge-patch-of "{name}" names no schema; give the name of one, without a path'
                yield Problem("S113", message, spec.position((*key, "x-merge-patch-of")))
            elif f"{name}Patch" in known:
                yield Problem(
                    "S113",
                    f"{name}Patch is derived; the authored schema of that name is in its way",
                    spec.position(key),
                )


def secrets(spec: Spec) -> Iterator[Problem]:
    """S114: an unmarked secret is shown in `repr` and in logs."""
    for key, schema in schemas(spec.document):
        marked = "x-secret" in schema or schema.get("format") == "password"
        text = _is_property(key) and "string" in (schema.get("type"), *_listed(schema.get("type")))
        if text and not marked and _SECRET_NAME.search(str(key[-1])):
            message = f"{_schema_name(key)}.{key[-1]} looks like a secret; mark it `x-secret: true` "
            message += "(or `x-secret: false` if it is none)"
            yield Problem("S114", message, spec.position(key))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def expressible(spec: Spec) -> Iterator[Problem]:
    """S115: what the generator has no Python form for is refused, not approximated."""
    for key, schema in schemas(spec.document):
        name, position = _schema_name(key), spec.position(key)
        if ("enum" in schema or "x-known-values" in schema) and len(key) > 3 and not schema.get("title"):
            yield Problem("S115", f"the enumeration in {name} has no `title`, which its class is named after", position)
        values: list[Any] = schema.get("enum") or schema.get("x-known-values") or []
        if not all(isinstance(value, str) for value in values):
            yield Problem("S115", f"the enumeration in {name} has values that are no strings", position)
        for word in sorted(schema.keys() & {"not", "if", "then", "else", "patternProperties", "prefixItems"}):
            yield Problem("S115", f"{name} uses `{word}`, which the clients cannot express", position)
        if schema.get("format") == "binary":
            yield Problem("S115", f"{name} is binary; the clients speak JSON only", position)


def runtime_marks(spec: Spec) -> Iterator[Problem]:
    """S116: what the runtime is told of an operation has to mean something to it."""
    rates = {"default", *spec.document.get("x-rates", {})}
    for key, item, operation in operations(spec.document):
        name, position = operation.get("operationId"), spec.position(key)
        if operation.get("x-rate", "default") not in rates:
            known = ", ".join(sorted(rates))
            yield Problem("S116", f'x-rate "{operation["x-rate"]}" of {name} is no rate; x-rates has {known}', position)
        parameters = {p.get("name"): p.get("x-role", "") for p in parameters_of(spec.document, item, operation)}
        for parameter, role in parameters.items():
            if role and role not in ROLES:
                yield Problem("S116", f'x-role "{role}" of {parameter} is none of {", ".join(ROLES)}', position)
        for extra in sorted(operation.get("x-fields", {}).keys() - parameters.keys()):
            yield Problem("S116", f'x-fields of {name} names "{extra}", which is none of its parameters', position)


RULES: tuple[Rule, ...] = (
    descriptions,
    worked_examples,
    references,
    unused_components,
    operation_ids,
    path_parameters,
    unions,
    union_tags,
    availability,
    reachable_versions,
    merge_patches,
    secrets,
    expressible,
    runtime_marks,
    links,
    method_marks,
    carried_operations,
)
