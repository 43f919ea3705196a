"""Operations of Swagger 2.0, converted from those of OpenAPI 3.1.

A request body becomes a parameter. Parameters and responses are written out where they are used. Marks of the form
`x-ms-…` are kept, the project's own are dropped. What Swagger 2.0 cannot express is an error, never an omission.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from ..document.nodes import Node, component, resolved
from ..document.operations import parameters_of
from .swagger_schemas import convert_schema, description_of, kept_marks, unsupported

__all__ = ["convert_operation", "convert_security", "server_of"]

_JSON = "application/json"

_PARAMETER = frozenset({"description", "required", "name", "in", "schema", "example", "examples", "style", "explode"})


def convert_operation(document: Node, item: Node, operation: Node) -> Node:
    """Convert an operation of a projected document.

    Raises:
        GenerationError: Swagger 2.0 cannot express the operation.
    """
    where = str(operation["operationId"])
    converted: Node = {
        key: operation[key] for key in ("operationId", "summary", "description", "tags") if key in operation
    }
    parameters = [_parameter(document, found, where) for found in parameters_of(document, item, operation)]
    if body := operation.get("requestBody"):
        media_type, schema = _content(body, where)
        if media_type != _JSON:
            converted["consumes"] = [media_type]
        parameters.append(
            {
                "name": "body",
                "in": "body",
                **kept_marks(body),
                **description_of(body),
                "required": bool(body.get("required")),
                "schema": convert_schema(schema, where),
            }
        )
    converted["parameters"] = parameters
    converted["responses"] = {
        status: _response(document, response, where) for status, response in operation["responses"].items()
    }
    if operation.get("deprecated"):
        converted["deprecated"] = True
    return converted | kept_marks(operation)


def convert_security(scheme: Node) -> Node:
    """Convert a security scheme to a security definition."""
    if scheme["type"] != "oauth2":
        return dict(scheme)
    names = {"implicit": "implicit", "password": "password"}
    names |= {"clientCredentials": "application", "authorizationCode": "accessCode"}
    flow, settings = next(iter(scheme["flows"].items()))
    return {
        "type": "oauth2",
        **description_of(scheme),
        "flow": names[flow],
        **{key: settings[key] for key in ("authorizationUrl", "tokenUrl", "scopes") if key in settings},
    }


def server_of(document: Node) -> tuple[str, str, str]:
    """Return scheme, host and path of a document's first server, whose variables have their defaults."""
    server = document["servers"][0]
    url = server["url"]
    for name, variable in server.get("variables", {}).items():
        url = url.replace(f"{{{name}}}", variable["default"])
    parts = urlsplit(url)
    return parts.scheme, parts.netloc, parts.path.rstrip("/")


def _content(body: Node, where: str) -> tuple[str, Node]:
    """Return one media type of a body, JSON if it is allowed, and its schema."""
    content = body["content"]
    media_type = _JSON if _JSON in content else next(iter(content))
    if "json" not in media_type:
        raise unsupported(where, f"a body of {media_type}")
    return media_type, content[media_type]["schema"]


def _parameter(document: Node, parameter: Node, where: str) -> Node:
    where = f"{where}, parameter {parameter['name']}"
    if parameter["in"] not in {"path", "query", "header"}:
        raise unsupported(where, f"a parameter in {parameter['in']}")
    unknown = {key for key in parameter if not key.startswith("x-")} - _PARAMETER
    if unknown:
        raise unsupported(where, f"`{min(unknown)}`")
    converted = {
        "name": parameter["name"],
        "in": parameter["in"],
        **description_of(parameter),
        "required": bool(parameter.get("required")),
        **_simple(document, parameter["schema"], where),
        **kept_marks(parameter),
    }
    if converted["type"] == "array":
        repeated = parameter["in"] == "query" and parameter.get("explode", True)
        converted["collectionFormat"] = "multi" if repeated else "csv"
    return converted


def _simple(document: Node, schema: Node, where: str) -> Node:
    """Convert the schema of a value that is not a body: it has no null, no reference and no members."""
    schema = resolved(document, schema)
    converted = convert_schema(schema, where)
    for key in ("description", "x-nullable", "readOnly"):
        converted.pop(key, None)
    if converted.setdefault("type", "string") == "object" or "allOf" in converted:
        raise unsupported(where, "an object that is not a body")
    if converted["type"] == "array":
        converted["items"] = _simple(document, schema["items"], where)
    return converted


def _response(document: Node, response: Node, where: str) -> Node:
    if "$ref" in response:
        response = component(document, response["$ref"])
    converted: Node = {"description": response["description"], **kept_marks(response)}
    if response.get("content"):
        converted["schema"] = convert_schema(_content(response, where)[1], where)
    if response.get("headers"):
        converted["headers"] = {
            name: {"description": header.get("description", ""), **_simple(document, header["schema"], where)}
            for name, header in response["headers"].items()
        }
    return converted
