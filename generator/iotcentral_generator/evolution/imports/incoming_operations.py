"""Published operations in the authored dialect, with their parameters and bodies."""

from __future__ import annotations

from collections.abc import Iterator

from ...document.changes import CHANGES
from ...document.grammar import GRAMMAR, Kind
from ...document.marks import CARRIER_OPERATION
from ...document.nodes import Node, component, resolved
from ...document.operations import METHODS
from ...document.schemas import SCHEMAS
from ...document.versions import AVAILABILITY
from .credentials import carried_requirements
from .losses import ImportReport
from .operation_ids import OperationNames
from .schemas import SchemaImporter, pascal

__all__ = ["OperationImporter"]

_MARKS = frozenset({*AVAILABILITY, CHANGES, "x-unused"})
_READ = frozenset({"operationId", "security", "tags", "parameters", "requestBody", "responses", "externalDocs"})
_EXAMPLES = frozenset({"example", "examples", "x-ms-examples"})
_OPERATION = (
    frozenset(GRAMMAR[Kind.OPERATION])
    - _READ
    - _MARKS
    - {"x-rate", "x-successor", "servers", "callbacks", CARRIER_OPERATION}
)
_PARAMETER = frozenset(GRAMMAR[Kind.PARAMETER]) - _MARKS - _EXAMPLES - {"content", "$ref", "summary"}
_IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})
_OTHER_METHODS = frozenset({"get", "put", "post", "patch", "delete", "options", "head", "trace"})
_NEVER_A_BODY = ("204", "205")


class OperationImporter:
    """Importer of the operations of a document in the terms of OpenAPI 3."""

    def __init__(self, source: Node, schemes: Node, schemas: SchemaImporter, report: ImportReport) -> None:
        self._source = source
        self._schemes = schemes
        self._schemas = schemas
        self._report = report
        self._names = OperationNames()

    def operations(self, path: str, item: Node) -> Iterator[tuple[str, Node]]:
        """Iterate over the operations of a path item: method, operation."""
        for word, value in item.items():
            if word in METHODS:
                if (found := self._operation(path, word, item, value)) is not None:
                    yield word, found
            elif word in _OTHER_METHODS:
                self._report.lose(f"{word.upper()} {path}", "an operation of this method")
            elif word.startswith("x-"):
                self._report.lose(path, f"`{word}` of a path")

    def _operation(self, path: str, method: str, item: Node, published: Node) -> Node | None:
        where, name = f"{method.upper()} {path}", self._names.name(path, method, published)
        if published.get("operationId") not in (None, name):
            self._report.decide(where, f"operationId {published['operationId']} is called {name}")
        request = resolved(self._source, published["requestBody"]) if "requestBody" in published else None
        content = self._content(request or {}, name)
        if request is not None and not content:
            media = ", ".join(request.get("content", {})) or "of no media type"
            self._report.lose(where, f"the whole operation: its body is {media}")
            return None
        kept: Node = {
            "operationId": name,
            **{word: value for word, value in published.items() if word in _OPERATION and value},
        }
        for word in sorted(published.keys() - _OPERATION - _READ - _EXAMPLES):
            self._report.lose(name, f"`{word}` of the operation")
        if "security" in published:
            required = carried_requirements(published["security"], self._schemes, name, self._report)
            kept |= {"security": required} if required else {}
        written = [*item.get("parameters", []), *published.get("parameters", [])]
        parameters = [found for each in written if (found := self._written_parameter(each, name))]
        kept |= {"parameters": parameters} if parameters else {}
        if request is not None:
            about = {
                word: request[word] for word in ("description", "required", "x-ms-client-flatten") if request.get(word)
            }
            kept["requestBody"] = {**about, "content": content}
            self._author_patch(method, kept, published)
        responses = published.get("responses", {}).items()
        kept["responses"] = {str(status): self._written_response(r, name, str(status)) for status, r in responses}
        return kept

    def _written_parameter(self, parameter: Node, owner: str) -> Node | None:
        if "$ref" in parameter:
            target = resolved(self._source, parameter)
            return parameter if target and self.parameter(target, str(target.get("name"))) else None
        return self.parameter(parameter, owner)

    def parameter(self, parameter: Node, owner: str) -> Node | None:
        """Return a parameter, None if it is not carried over."""
        name, place = str(parameter.get("name")), parameter.get("in")
        if place == "cookie" or (place == "header" and name.lower() in _IGNORED_HEADERS):
            self._report.lose(owner, f"the {place} parameter {name}")
            return None
        if "schema" not in parameter or parameter.get("style") == "deepObject":
            self._report.lose(owner, f"the parameter {name}, whose style or content is not carried out")
            return None
        kept = {word: value for word, value in parameter.items() if word in _PARAMETER and value not in (None, "")}
        if kept.get("required") is False:
            del kept["required"]
        if kept.get("x-ms-parameter-location") != "client" or place != "path":
            kept.pop("x-ms-parameter-location", None)
        if place == "query" and name == "api-version":
            return {**kept, "schema": {"type": "string", "x-fixed-to": "api-version"}}
        return {**kept, "schema": self._schemas.schema(parameter["schema"], f"{pascal(owner)}{pascal(name)}")}

    def _content(self, body: Node, owner: str) -> Node:
        """Return the media types of a body that are carried out: JSON, or else a text as it is."""
        content: Node = {media: about for media, about in body.get("content", {}).items() if "schema" in about}
        carried = [media for media in content if "json" in media]
        carried = carried or [media for media in content if self._is_text(content[media]["schema"], media)][:1]
        for media in content.keys() - carried if carried else ():
            self._report.lose(owner, f"the media type {media}")
        return {media: {"schema": self._schemas.schema(content[media]["schema"], pascal(owner))} for media in carried}

    def _is_text(self, schema: Node, media: str) -> bool:
        return resolved(self._source, schema).get("type") == "string" and "form" not in media

    def _written_response(self, response: Node, operation: str, status: str) -> Node:
        if "$ref" in response:
            return response
        owner = f"{operation}_{status}"
        if status in _NEVER_A_BODY and response.get("content"):
            self._report.lose(owner, f"its body; {status} never has one")
            response = {word: value for word, value in response.items() if word != "content"}
        return self.response(response, owner)

    def response(self, response: Node, owner: str) -> Node:
        """Return a response."""
        kept: Node = {"description": response["description"]} if response.get("description") else {}
        headers = {name: resolved(self._source, header) for name, header in response.get("headers", {}).items()}
        if headers:
            kept["headers"] = {name: self._header(header, f"{owner}_{name}") for name, header in headers.items()}
        if response.get("links"):
            self._report.lose(owner, "its links; write them in components/links")
        content = self._content(response, owner)
        if content:
            kept["content"] = content
        elif response.get("content"):
            self._report.lose(owner, f"its body: {', '.join(response['content'])}")
        return kept

    def _header(self, header: Node, owner: str) -> Node:
        about = {word: header[word] for word in ("description", "required") if header.get(word)}
        return {**about, "schema": self._schemas.schema(header.get("schema", {}), pascal(owner))}

    def _author_patch(self, method: str, operation: Node, published: Node) -> None:
        """Mark the merge patches among the bodies."""
        content = operation["requestBody"]["content"]
        if method != "patch" or not any("merge-patch" in media for media in content):
            return
        for media in content.values():
            name = str(media["schema"].get("$ref", "")).removeprefix(SCHEMAS)
            if resolved(self._source, media["schema"]).get("x-merge-patch"):
                name = name.removesuffix("Patch")  # it is derived already
            if not name and not media["schema"].get("properties") and (name := self._result(published)):
                where = f"{operation['operationId']} body"
                self._report.decide(where, f"it is a merge patch of {name}, which the operation returns")
                media["schema"] = {"x-merge-patch-of": name, "x-assumed": True}
            elif name:
                media["schema"] = {"x-merge-patch-of": name}

    def _result(self, operation: Node) -> str:
        """Return the name of the schema that an operation returns, "" if there is none."""
        for status, response in operation.get("responses", {}).items():
            for media in resolved(self._source, response).get("content", {}).values() if str(status)[:1] == "2" else ():
                reference = str(media.get("schema", {}).get("$ref", ""))
                if isinstance(component(self._source, reference), dict):
                    return reference.removeprefix(SCHEMAS)
        return ""
