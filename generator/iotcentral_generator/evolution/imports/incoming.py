"""Published document in the authored dialect, as the document of one api-version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from ...document.nodes import Node, component, resolved, walk
from ...document.operations import METHODS
from ...document.schemas import SCHEMAS
from .losses import ImportReport
from .operation_ids import OperationNames
from .schemas import SchemaImporter, pascal
from .swagger import from_swagger
from .unions import TAG, author_unions

__all__ = ["incoming"]

_OPERATION = frozenset(
    [
        "operationId",
        "summary",
        "description",
        "deprecated",
        "security",
        "x-ms-pageable",
        "x-ms-long-running-operation",
        "x-ms-long-running-operation-options",
    ]
)
_PARAMETER = frozenset(
    ["name", "in", "description", "required", "deprecated", "style", "explode", "schema", "x-ms-parameter-location"]
)
_IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})
_SECRET = re.compile(
    r"secret|password|passphrase|connectionstring|token$|(primary|secondary|shared|access|account)key$", re.I
)


def incoming(published: Node, report: ImportReport, known_variants: Mapping[str, frozenset[str]] | None = None) -> Node:
    """Return a published document in the authored dialect; the published one is not changed.

    Args:
        published: a Swagger 2.0 or OpenAPI 3 document.
        report: is told what is lost, and what is assumed.
        known_variants: union → the variants that it has in other versions.
    """
    source = deepcopy(published)
    source = from_swagger(source, report) if "swagger" in source else source
    return _Incoming(source, report).document(known_variants or {})


class _Incoming:
    def __init__(self, source: Node, report: ImportReport) -> None:
        self._source = source
        self._report = report
        self._names = OperationNames()
        schemas = source.get("components", {}).get("schemas", {})
        self._schemas = SchemaImporter(frozenset(schemas), report)

    def document(self, known_variants: Mapping[str, frozenset[str]]) -> Node:
        servers, prefix = self._servers()
        components = self._source.get("components", {})
        published = components.get("schemas", {})
        schemas: dict[str, Node] = {name: self._schemas.schema(s, name, named=True) for name, s in published.items()}
        tags = {name: str(schema[TAG]) for name, schema in published.items() if TAG in schema}
        author_unions(schemas, tags, known_variants, self._report)
        parameters = {name: self._parameter(p, name) for name, p in components.get("parameters", {}).items()}
        document: Node = {
            "openapi": "3.1.0",
            "info": self._source.get("info", {}),
            "servers": servers,
            "tags": [tag for tag in self._source.get("tags", []) if isinstance(tag, dict)],
            "paths": {},
            "components": {
                "securitySchemes": components.get("securitySchemes", {}),
                "parameters": {name: parameter for name, parameter in parameters.items() if parameter},
                "responses": {n: self._response(r, n) for n, r in components.get("responses", {}).items()},
                "schemas": schemas,
            },
        }
        if "security" in self._source:
            document["security"] = self._source["security"]
        for path, item in self._source.get("paths", {}).items():
            operations = dict(self._operations(path, resolved(self._source, item)))
            if operations:
                document["paths"][prefix + path] = operations
        self._drop_unused(document)
        self._mark_secrets(schemas)
        _tell_resources(document)
        return document

    def _servers(self) -> tuple[list[Node], str]:
        """Return the servers without the path of their URL, and that path, which belongs to every path."""
        servers: list[Node] = []
        prefix = ""
        for server in self._source.get("servers", []):
            url = re.sub(r"\{[^}]*\}", lambda match: match[0].replace("/", ""), str(server.get("url", "")))
            parts = urlsplit(url)
            prefix = prefix or parts.path.rstrip("/")
            if parts.path.rstrip("/") != prefix:
                self._report.lose(url, "a server with another path than the first one")
            elif parts.netloc:
                servers.append({**server, "url": f"{parts.scheme}://{parts.netloc}"})
        if not servers:
            self._report.decide("servers", "the document names no address; https://localhost stands for it")
            servers = [{"url": "https://localhost"}]
        return servers, prefix

    def _operations(self, path: str, item: Node) -> Iterator[tuple[str, Node]]:
        for method, operation in item.items():
            if method in METHODS:
                if (found := self._operation(path, method, item, operation)) is not None:
                    yield method, found
            elif method in {"get", "put", "post", "patch", "delete", "options", "head", "trace"}:
                self._report.lose(f"{method.upper()} {path}", "an operation of this method")
            elif method not in {"parameters", "summary", "description", "servers"} and method.startswith("x-"):
                self._report.lose(path, f"`{method}` of a path")

    def _operation(self, path: str, method: str, item: Node, operation: Node) -> Node | None:
        name = self._names.name(path, method, operation)
        published = operation.get("operationId")
        if published and published != name:
            self._report.decide(f"{method.upper()} {path}", f"operationId {published} is called {name}")
        request = resolved(self._source, operation["requestBody"]) if "requestBody" in operation else None
        content = self._content(request or {}, name)
        if request is not None and not content:
            media = ", ".join(request.get("content", {})) or "no media type"
            self._report.lose(f"{method.upper()} {path}", f"the whole operation: its body is {media}")
            return None
        kept: Node = {"operationId": name}
        kept |= {w: v for w, v in operation.items() if w in _OPERATION - {"operationId"} and v not in (False, None, "")}
        self._tell_unknown(operation, name)
        written = [*item.get("parameters", []), *operation.get("parameters", [])]
        parameters = [found for p in written if (found := self._written_parameter(p, name))]
        if parameters:
            kept["parameters"] = parameters
        if request is not None:
            about = {w: request[w] for w in ("description", "required", "x-ms-client-flatten") if request.get(w)}
            kept["requestBody"] = {**about, "content": content}
            self._author_patch(method, kept, operation)
        responses = operation.get("responses", {})
        kept["responses"] = {str(status): self._written_response(r, name, status) for status, r in responses.items()}
        return kept

    def _tell_unknown(self, operation: Node, name: str) -> None:
        known = {"tags", "parameters", "requestBody", "responses", "externalDocs", "examples", "x-ms-examples"}
        for word in operation.keys() - _OPERATION - known:
            self._report.lose(name, f"`{word}` of the operation")

    def _written_parameter(self, parameter: Node, owner: str) -> Node | None:
        if "$ref" in parameter:
            target = resolved(self._source, parameter)
            return parameter if target and self._parameter(target, str(target.get("name"))) else None
        return self._parameter(parameter, owner)

    def _parameter(self, parameter: Node, owner: str) -> Node | None:
        name, place = str(parameter.get("name")), parameter.get("in")
        style = parameter.get("style")
        schema = parameter.get("schema")
        if place == "cookie" or (place == "header" and name.lower() in _IGNORED_HEADERS):
            self._report.lose(owner, f"the {place} parameter {name}")
            return None
        if schema is None or style == "deepObject":
            self._report.lose(owner, f"the parameter {name}, whose style or content is not carried out")
            return None
        kept = {word: value for word, value in parameter.items() if word in _PARAMETER and value not in (None, "")}
        if kept.get("required") is False:
            del kept["required"]
        if kept.get("x-ms-parameter-location") != "client" or place != "path":
            kept.pop("x-ms-parameter-location", None)
        if place == "query" and name == "api-version":
            return {**kept, "schema": {"type": "string", "x-fixed-to": "api-version"}}
        return {**kept, "schema": self._schemas.schema(schema, f"{pascal(owner)}{pascal(name)}")}

    def _content(self, body: Node, owner: str) -> Node:
        """Return the JSON of a body; other media types are lost."""
        content = body.get("content", {})
        kept: Node = {}
        for media, about in content.items():
            if "json" in media and "schema" in about:
                kept[media] = {"schema": self._schemas.schema(about["schema"], pascal(owner))}
            elif len(content) > 1:
                self._report.lose(owner, f"the media type {media}")
        return kept

    def _written_response(self, response: Node, owner: str, status: object) -> Node:
        if "$ref" in response:
            return response
        return self._response(response, f"{owner}_{status}")

    def _response(self, response: Node, owner: str) -> Node:
        kept: Node = {"description": response["description"]} if response.get("description") else {}
        headers = {n: resolved(self._source, header) for n, header in response.get("headers", {}).items()}
        if headers:
            kept["headers"] = {
                name: {
                    **{w: h[w] for w in ("description", "required") if h.get(w)},
                    "schema": self._schemas.schema(h.get("schema", {}), f"{owner}{name}"),
                }
                for name, h in headers.items()
            }
        if response.get("links"):
            self._report.lose(owner, "its links; write them in components/links")
        content = self._content(response, owner)
        if content:
            kept["content"] = content
        elif response.get("content"):
            self._report.lose(owner, f"its body: {', '.join(response['content'])}")
        return kept

    def _author_patch(self, method: str, operation: Node, published: Node) -> None:
        """Mark the merge patches among the bodies."""
        content = operation["requestBody"]["content"]
        if method != "patch" or not any("merge-patch" in media for media in content):
            return
        for media in content.values():
            name = str(media["schema"].get("$ref", "")).removeprefix(SCHEMAS)
            if not name and not media["schema"].get("properties"):
                name = _result(self._source, published)
                where = f"{operation['operationId']} body"
                if name:
                    self._report.decide(where, f"it is a merge patch of {name}, which the operation returns")
            if name:
                media["schema"] = {"x-merge-patch-of": name}

    def _drop_unused(self, document: Node) -> None:
        from ...project.reach import reached_components

        reached = reached_components(document)
        for kind in ("schemas", "parameters", "responses"):
            for name in [name for name in document["components"][kind] if f"{kind}/{name}" not in reached]:
                del document["components"][kind][name]
                self._report.lose(name, f"it is in {kind}, but no operation uses it")

    def _mark_secrets(self, schemas: dict[str, Node]) -> None:
        for owner, schema in schemas.items():
            for _, node in walk(schema):
                members = node.get("properties") if isinstance(node, dict) else None
                for name, member in members.items() if isinstance(members, dict) else ():
                    text = isinstance(member, dict) and "string" in str(member.get("type"))
                    if (
                        text
                        and _SECRET.search(name)
                        and "x-secret" not in member
                        and member.get("format") != "password"
                    ):
                        member["x-secret"] = True
                        self._report.decide(f"{owner}.{name}", "it is a secret (`x-secret: true`)")


def _result(document: Node, operation: Node) -> str:
    """Return the name of the schema that an operation returns."""
    for status, response in operation.get("responses", {}).items():
        if str(status).startswith("2"):
            for media in resolved(document, response).get("content", {}).values():
                reference = str(media.get("schema", {}).get("$ref", ""))
                if isinstance(component(document, reference), dict):
                    return reference.removeprefix(SCHEMAS)
    return ""


def _tell_resources(document: Node) -> None:
    """Give the tags of the document the names of its resources, with what the published tags say of them."""
    said: dict[str, Any] = {}
    for tag in document["tags"]:
        said[pascal(str(tag.get("name")))] = tag.get("description")
    resources = [o["operationId"].partition("_")[0] for item in document["paths"].values() for o in item.values()]
    document["tags"] = [
        {"name": name, **({"description": said[name]} if said.get(name) else {})} for name in sorted(set(resources))
    ]
