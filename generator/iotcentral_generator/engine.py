"""The engine: openapi-python-client reads the projected document and settles types, names and imports.

The engine knows plain OpenAPI. What it lacks is put in its terms before it reads the document (`lower`): a
discriminated union becomes the object of the members that all its variants share, an open enumeration becomes an
enumeration that is marked, and nested objects and enumerations get names. `plan` puts the meaning back.

The engine is pinned: its parser is no public interface, so an upgrade needs a review of this module and of `plan`.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.parser.properties import Property
from openapi_python_client.schema.untrusted_string import UntrustedString

from .problems import GenerationError, Problem
from .project import METHODS
from .versions import resolved, walk

__all__ = ["REVIEWED_ENGINE", "Parsed", "engine_config", "flatten", "lower", "parse", "raw_name"]

REVIEWED_ENGINE = "0.29.1"
"""The version of openapi-python-client that this module was written and reviewed for."""

Schema = dict[str, Any]

_SCHEMAS = "#/components/schemas/"
_OPEN = "x-open"


class Parsed(NamedTuple):
    """A document in the engine's terms, and what the engine made of it."""

    document: dict[str, Any]
    data: GeneratorData


def parse(document: dict[str, Any]) -> Parsed:
    """Let the engine read a projected document.

    Raises:
        GenerationError: the engine warns of anything; it would leave that part out.
    """
    lowered = lower(document)
    data = GeneratorData.from_dict(lowered, config=engine_config())
    errors: list[GeneratorError | ParseError]
    if isinstance(data, GeneratorError):
        errors = [data]
    else:
        errors = [*data.errors]
        errors += [error for found in data.endpoint_collections_by_tag.values() for error in found.parse_errors]
    if errors or isinstance(data, GeneratorError):
        raise GenerationError(Problem("S201", _told(error)) for error in errors)
    return Parsed(lowered, data)


def engine_config() -> Config:
    """Return the engine's settings; nothing in them depends on the document."""
    return Config.from_sources(
        ConfigFile(use_path_prefixes_for_title_model_names=False),
        MetaType.NONE,
        document_source=Path("openapi.json"),
        file_encoding="utf-8",
        overwrite=True,
        output_path=None,
    )


def _told(error: GeneratorError | ParseError) -> str:
    text = " ".join(f"{error.header or ''} {error.detail or ''}".split())
    return f"the engine cannot use a part of the document: {text}"


def lower(document: dict[str, Any]) -> dict[str, Any]:
    """Put a projected document in the engine's terms; the document itself stays as it is."""
    lowered = deepcopy(document)
    schemas: dict[str, Schema] = lowered["components"].setdefault("schemas", {})
    lowered["components"].pop("links", None)
    for name in list(schemas):
        _name_nested(schemas, name, schemas[name])
    for operation in _operations(lowered):
        _drop_links(operation)
        _drop_examples(operation)
    for parameter in _parameters(lowered):
        _name_enumeration(schemas, parameter)
    for schema in schemas.values():
        _open_to_enum(schema)
    for name, schema in list(schemas.items()):
        if "allOf" in schema:  # the engine passes a schema with one `allOf` part on to that part
            kept = {key: value for key, value in schema.items() if key != "allOf"}
            schemas[name] = {**kept, **flatten(lowered, schema)}
    shared = {name: _shared_members(lowered, s) for name, s in schemas.items() if "discriminator" in s}
    for name, members in shared.items():
        kept = {key: schemas[name][key] for key in ("description", "discriminator") if key in schemas[name]}
        schemas[name] = {**kept, "type": "object", **members}
    return lowered


def raw_name(prop: Property) -> str:
    """Return the name in the document of one of the engine's properties."""
    name = prop.name
    return name.get_untrusted_value() if isinstance(name, UntrustedString) else str(name)


def flatten(document: dict[str, Any], schema: Schema) -> Schema:
    """Return the members and the required names of an object, those of its `allOf` parts included, in order."""
    schema = resolved(document, schema)
    properties: dict[str, Schema] = {}
    required: list[str] = []
    for part in schema.get("allOf", []):
        flat = flatten(document, part)
        properties.update(flat["properties"])
        required += flat["required"]
    properties.update(schema.get("properties", {}))
    required += schema.get("required", [])
    return {"properties": properties, "required": list(dict.fromkeys(required))}


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [item[method] for item in document["paths"].values() for method in METHODS if method in item]


def _parameters(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parameters where they are written: in the components, in path items, in operations."""
    places = [*document["paths"].values(), *_operations(document)]
    written = [parameter for place in places for parameter in place.get("parameters", []) if "$ref" not in parameter]
    return [*document["components"].get("parameters", {}).values(), *written]


def _drop_links(operation: dict[str, Any]) -> None:
    """Take the links away: they are for who reads the document, and no code is made of them."""
    for response in operation.get("responses", {}).values():
        response.pop("links", None)


def _drop_examples(operation: dict[str, Any]) -> None:
    for _, node in walk(operation):
        if isinstance(node, dict):
            node.pop("examples", None)


def _name_nested(schemas: dict[str, Schema], owner: str, schema: Schema) -> None:
    """Make components of the objects with members and of the enumerations that are nested in a schema."""
    for name, member in schema.get("properties", {}).items():
        schema["properties"][name] = _named(schemas, f"{owner}{name[:1].upper()}{name[1:]}", member)
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            about = {"description": schema["description"]} if "description" in schema else {}
            schema[word] = _named(schemas, f"{owner}Item", {**about, **schema[word]})
    for part in [*schema.get("allOf", []), *schema.get("anyOf", [])]:
        _name_nested(schemas, owner, part)
    if "anyOf" in schema:
        about = {"description": schema["description"]} if "description" in schema else {}
        schema["anyOf"] = [_named(schemas, owner, {**about, **part}) for part in schema["anyOf"]]


def _named(schemas: dict[str, Schema], name: str, schema: Schema) -> Schema:
    if _is_enumeration(schema) and "title" in schema:
        schemas.setdefault(schema["title"], {**schema})
        return {**_beside_reference(schema), "$ref": _SCHEMAS + schema["title"]}
    if schema.get("properties"):
        schemas[name] = schema
        _name_nested(schemas, name, schema)
        return {**_beside_reference(schema), "$ref": _SCHEMAS + name}
    _name_nested(schemas, name, schema)
    return schema


def _is_enumeration(schema: Schema) -> bool:
    return "enum" in schema or "x-known-values" in schema


def _beside_reference(schema: Schema) -> Schema:
    """Return what a reference says of the member, rather than of what it refers to."""
    return {key: schema[key] for key in ("description", "readOnly", "default", "x-secret") if key in schema}


def _name_enumeration(schemas: dict[str, Schema], parameter: dict[str, Any]) -> None:
    schema = parameter["schema"]
    if _is_enumeration(schema) and "title" in schema:
        schemas.setdefault(schema["title"], {"description": parameter["description"], **schema})
        parameter["schema"] = {"$ref": _SCHEMAS + schema["title"]}


def _open_to_enum(schema: Schema) -> None:
    if "x-known-values" in schema:
        schema["enum"] = schema.pop("x-known-values")
        schema[_OPEN] = True


def _shared_members(document: dict[str, Any], union: Schema) -> Schema:
    """Return the members that all variants of a union have alike, the tag among them.

    Of a single variant nothing but the tag: what is its own could not be told from what a later kind has too.
    """
    tag = union["discriminator"]["propertyName"]
    flats = [flatten(document, variant) for variant in union["oneOf"]]
    first = flats[0]["properties"] if len(flats) > 1 else {tag: flats[0]["properties"][tag]}
    same = {n: s for n, s in first.items() if all(flat["properties"].get(n) == s for flat in flats)}
    about = first[tag].get("description", "The kind.")
    same[tag] = {"description": about, "type": "string"}
    required = [name for name in flats[0]["required"] if name in same and all(name in f["required"] for f in flats)]
    return {"properties": {name: same[name] for name in first if name in same}, "required": required}
